"""The command line as a person or program uses it: what it prints, where, and its exit codes."""

import json
import signal
import subprocess
import sys
import time

import pytest

from argmap import evaluate, load
from argmap.resources import folder

FLAGSHIP = str(folder("arguments") / "china-llm.argmap.yaml")


def argmap(*arguments, text=None, cwd=None):
    return subprocess.run(
        [sys.executable, "-m", "argmap", *arguments],
        input=text,
        capture_output=True,
        encoding="utf-8",
        check=False,
        cwd=cwd,
    )


def test_eval():
    done = argmap("eval", FLAGSHIP)
    assert done.returncode == 0
    assert "It stands in" in done.stdout
    assert "accepted if strength ≥ 0.6, rejected if chance of defeat ≥ 0.6" in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80
    assert "next:" in done.stderr
    data = json.loads(argmap("eval", FLAGSHIP, "--json", "--semantics", "df-quad").stdout)
    assert {"conclusion", "verdict", "semantics", "strengths", "steps", "converged"} <= set(data)
    assert data["semantics"] == "df-quad"
    assert data["strengths"] == pytest.approx(dict(evaluate(load(FLAGSHIP), "df-quad")))


def test_eval_of_a_cycle_says_how_it_settled():
    settled = argmap("eval", "-", "-s", "quadratic-energy", text="claim: a\nid: a\nbut: [{ref: a}]\n")
    assert settled.returncode == 0
    assert "a → a: settled" in settled.stdout
    data = json.loads(
        argmap("eval", "-", "--json", "-s", "quadratic-energy", text="claim: a\nid: a\nbut: [{ref: a}]\n").stdout
    )
    assert (data["status"], data["cycles"][0]["around"]) == ("certified", ["a"])
    assert data["strengths"]["a"] == pytest.approx(0.42385379907)


def test_eval_joins_linked_premises_as_told():
    text = "claim: t\nid: t\nbecause:\n  - all: [{premise: p, strength: 0.8}, {premise: q, strength: 0.5}]\n"
    for linked, expected in (("min", 0.75), ("product", 0.7)):
        data = json.loads(argmap("eval", "-", "--json", "-s", "df-quad", "--linked", linked, text=text).stdout)
        assert data["strengths"]["t"] == pytest.approx(expected)


def test_attacks_only_on_supports_is_an_error_that_says_so():
    done = argmap("eval", FLAGSHIP, "-s", "h-categoriser")
    assert done.returncode == 1
    assert "attacks only" in done.stderr
    assert "= help: use a semantics that hears both sides" in done.stderr


def test_principles():
    table = argmap("principles").stdout
    assert "quadratic-energy" in table
    assert table.count("\n") == 33
    one = argmap("principles", "--semantics", "quad").stdout
    assert "✗ continuity" in one
    data = json.loads(argmap("principles", "--json").stdout)
    assert {row["name"]: row["kept"]["df-quad"] for row in data}["franklin"] == "no"
    assert json.loads(argmap("semantics", "--json").stdout)[1]["principles"]["franklin"] == "everywhere"


def test_check_and_exit_codes(tmp_path):
    broken = argmap("check", "-", text="claim: a\nbecause:\n  - premise: b\n    strenght: 1\n")
    assert broken.returncode == 2
    assert "<stdin>:4:5" in broken.stderr
    path = tmp_path / "a.argmap.yaml"
    path.write_text("claim: a\nid: a\nexpect:\n  - {of: a, verdict: accepted}\n")
    unmet = argmap("check", str(path))
    assert unmet.returncode == 1
    assert "error[AM401]" in unmet.stdout
    assert " 4 |   - {of: a, verdict: accepted}" in unmet.stdout
    found = json.loads(argmap("check", "--json", "--select", "AM4", str(path)).stdout)
    assert [(one["code"], one["line"], one["column"]) for one in found] == [("AM401", 4, 5)]
    circular = argmap("check", "-", text="claim: a\nid: a\nbecause: [{ref: a}]\n")
    assert circular.returncode == 1
    assert "AM101" in circular.stdout
    for bad in (
        ["eval", "nowhere.yaml"],
        ["eval", FLAGSHIP, "-s", "df-squad"],
        ["nonsense"],
        ["convert", FLAGSHIP, "-o", "x.txt"],
    ):
        done = argmap(*bad)
        assert done.returncode == 2, bad
        assert "Traceback" not in done.stderr


def test_render_and_report(tmp_path):
    done = argmap("render", FLAGSHIP, "-o", "a.svg", "-o", "a.dot", "-o", "a.png", cwd=tmp_path)
    assert done.returncode == 0
    assert (tmp_path / "a.png").read_bytes().startswith(b"\x89PNG")
    assert "<svg" in (tmp_path / "a.svg").read_text()
    assert argmap("report", FLAGSHIP, "-o", "a.md", cwd=tmp_path).returncode == 0
    assert "## What carries the verdict" in (tmp_path / "a.md").read_text()
    assert argmap("render", "-", "--to", "dot", text="claim: a\nid: a\nbecause: [{ref: a}]\n").stdout.startswith(
        "digraph"
    )


def test_convert_and_schema():
    flat = argmap("convert", FLAGSHIP).stdout
    back = argmap("convert", "-", "--to", "outline", text=flat)
    assert back.stdout.startswith("argmap: 1\n")
    assert json.loads(argmap("schema", "json").stdout)["title"] == "argmap"


def test_lists():
    assert "quadratic-energy" in argmap("semantics").stdout
    assert "graphviz-pure" in argmap("doctor").stdout
    assert json.loads(argmap("doctor", "--json").stdout)


def test_demo_in_any_folder(tmp_path):
    done = argmap("demo", cwd=tmp_path)
    assert done.returncode == 0
    assert {path.suffix for path in (tmp_path / "argmap-demo").iterdir()} == {".svg", ".png", ".html", ".md", ".yaml"}
    assert done.stdout.startswith("UNDECIDED")
    assert done.stdout.index("Picture: argmap-demo/china-llm.svg") < done.stdout.index("AM301")


@pytest.mark.parametrize(
    "verb", ["check", "eval", "render", "report", "convert", "semantics", "principles", "schema", "doctor", "demo"]
)
def test_every_verb_explains_itself(verb):
    done = argmap(verb, "--help")
    assert done.returncode == 0
    assert "Usage" in done.stdout


def test_watching_draws_again_and_keeps_the_last_good_picture(tmp_path):
    case, picture = tmp_path / "a.argmap.yaml", tmp_path / "a.dot"
    case.write_text("claim: First.\n")
    command = [sys.executable, "-m", "argmap", "render", str(case), "--watch", "-o", str(picture)]
    heard = {"preexec_fn": lambda: signal.signal(signal.SIGINT, signal.SIG_DFL)}  # also where a shell has it ignored
    with subprocess.Popen(command, stderr=subprocess.PIPE, encoding="utf-8", **heard) as running:

        def until(holds):
            for _ in range(100):
                if holds():
                    return True
                time.sleep(0.1)
            return False

        try:
            assert until(lambda: picture.exists() and "First." in picture.read_text())
            case.write_text("claim: [\n")
            time.sleep(0.5)
            assert "First." in picture.read_text()
            case.write_text("claim: Second.\n")
            assert until(lambda: "Second." in picture.read_text())
        finally:
            running.send_signal(signal.SIGINT)
            said = running.stderr.read()
    assert running.returncode == 0
    assert "error:" in said
    assert "Traceback" not in said
    assert not list(tmp_path.glob(".*"))
    assert argmap("render", "-", "--watch", text="claim: C.").returncode == 2


HINGING = """claim: It pays off.
id: pays
because:
- all: [{premise: It is cheaper., id: cheaper, strength: 0.8}, {premise: Cost decides., id: cost, strength: 0.5}]
but: [{counterevidence: It fails., id: fails, strength: 0.1, voice: analyst}]
"""


def test_eval_says_what_the_verdict_hinges_on_and_from_which_standpoint():
    shown = argmap("eval", "-", text=HINGING).stdout
    assert shown.startswith("UNDECIDED  0.36  not established\n")
    assert "It stands in 36 of 100 worlds, is defeated in 10, and is open in 54." in shown
    assert "from 0." not in shown.splitlines()[0]
    assert "with-reported undecided 0.40  defeated in 0, open in 60 of 100" in shown
    assert "    cost: granted, the verdict is accepted (0.72)" in shown
    data = json.loads(argmap("eval", "-", "--json", text=HINGING).stdout)
    assert (data["reason"], data["cut-offs"]) == ("not established", {"accepted": 0.6, "defeated": 0.6})
    assert list(data["standpoints"]) == ["with-reported", "examined"]
    assert data["defeated"]["pays"] == pytest.approx(0.1)
    assert data["open"]["pays"] == pytest.approx(0.54)


def test_a_number_is_rounded_away_from_a_cut_off_that_it_does_not_reach():
    text = "claim: C.\nbecause: [{premise: P., strength: 0.5969}]\n"
    assert argmap("eval", "-", text=text).stdout.startswith("UNDECIDED  0.597  ")


def test_the_command_line_goes_before_the_file_and_the_file_before_the_project(tmp_path):
    (tmp_path / "pyproject.toml").write_text('[tool.argmap]\nevaluate = {semantics = "df-quad", accepted = 0.9}\n')
    (tmp_path / "a.argmap.yaml").write_text("claim: C.\nbecause: [{premise: P., strength: 0.7}]\n")
    (tmp_path / "b.argmap.yaml").write_text(
        "claim: C.\nevaluate: {accepted: 0.8}\nbecause: [{premise: P., strength: 0.7}]\n"
    )

    def told(*arguments):
        data = json.loads(argmap("eval", *arguments, "--json", cwd=tmp_path).stdout)
        return data["semantics"], data["cut-offs"]["accepted"], data["verdict"]

    assert told("a.argmap.yaml") == ("df-quad", 0.9, "undecided")
    assert told("b.argmap.yaml") == ("df-quad", 0.8, "accepted")
    assert told("b.argmap.yaml", "-s", "possible-worlds", "--accepted", "0.7") == ("possible-worlds", 0.7, "accepted")
    (tmp_path / "pyproject.toml").write_text("[tool.argmap]\nevaluate = {acepted = 0.9}\n")
    wrong = argmap("eval", "a.argmap.yaml", cwd=tmp_path)
    assert wrong.returncode == 2
    assert "did you mean 'accepted'?" in wrong.stderr


def test_what_is_said_against_the_semantics_is_an_error_without_traceback():
    for options in (["--linked", "min"], ["--accepted", "0.2"], ["--standpoint", "nobody"], ["--prior", "0.5"]):
        done = argmap("eval", "-", *options, text=HINGING)
        assert done.returncode in (1, 2)
        assert done.stderr.startswith("error: ")


def test_whatif_grants_and_rejects():
    shown = argmap("whatif", "-", "--grant", "cost", "--reject", "fails", text=HINGING).stdout
    assert shown.startswith("UNDECIDED 0.36  →  ACCEPTED 0.80")
    assert "granted by you" in shown
    assert "rejected by you" in shown
    both = argmap("whatif", "-", "--grant", "cost", "--reject", "cost", text=HINGING)
    assert both.returncode == 2
    assert "got both for 'cost'" in both.stderr
    assert "did you mean 'cost'?" in argmap("whatif", "-", "--set", "cots=0", text=HINGING).stderr


def test_a_verdict_that_does_not_need_the_evidence_is_told():
    text = "claim: C.\nstrength: strong\nbecause: [{premise: P., strength: 0.7}]\n"
    for verb in ("eval", "overturn"):
        assert "The verdict does not need the evidence" in argmap(verb, "-", text=text).stdout.replace("\n", " ")
    assert "AM405" in argmap("check", "-", text=text).stdout


def test_a_picture_that_cannot_be_read_or_is_set_badly_is_drawn_with_a_warning(tmp_path):
    lines = "".join(f"  - premise: Number {at}.\n" for at in range(2001))
    done = argmap("render", "-", "--all", "-o", str(tmp_path / "a.svg"), text=f"claim: All of it.\nbecause:\n{lines}")
    assert done.returncode == 0
    assert "of 2,002 statements most are too small to be read" in done.stderr
    assert "--max-nodes N, --depth N or --focus ID" in done.stderr
    assert "All of it." in (tmp_path / "a.svg").read_text(encoding="utf-8")
    fewer = argmap("render", "-", "-o", str(tmp_path / "a.svg"), text=f"claim: All of it.\nbecause:\n{lines}")
    assert "too small" not in fewer.stderr
    pytest.importorskip("typst", reason="argmap[pdf] is not installed (`make browser`)")
    said = {
        text: argmap("render", "-", "-o", str(tmp_path / "a.pdf"), text=f"claim: {text}\n").stderr
        for text in ("It is so.", "यह दावा है।")
    }
    assert ["vowels of this script" in one for one in said.values()] == [False, True]
