"""The impact of what happened since a revision, in scripted histories of git."""

import io
import json
import subprocess
from contextlib import chdir, redirect_stderr, redirect_stdout
from hashlib import sha256
from importlib import import_module
from types import SimpleNamespace

import pytest

from argmap.analysis.impact import impact
from argmap.cli import main
from argmap.errors import UsageError
from argmap.evaluation import evaluate

CASE = """\
argmap: 1
claim: It is fast.
id: fast
because:
  - premise: Answers take 40 ms.
    id: latency
    strength: 0.9
    evidence: {file: data/latency.csv, sha256: "HASH"}
  - premise: The tests of speed pass.
    id: tests
    strength: 0.5
    evidence: {junit: junit.xml, test: "api::test_speed"}
"""
FAILING = "<testsuite><testcase classname='api' name='test_speed'><failure/></testcase></testsuite>"
PASSING = "<testsuite><testcase classname='api' name='test_speed'/></testsuite>"
CSV = "ms\n40\n"


def hashed(text):
    return sha256(text.encode()).hexdigest()[:16]


class History:
    """A repository in a folder, in which a case was committed and tagged v1."""

    def __init__(self, folder):
        self.folder = folder
        self.git("init", "-q")
        self.write("maps/case.argmap.yaml", CASE.replace("HASH", hashed(CSV)))
        self.write("maps/data/latency.csv", CSV)
        self.write("maps/junit.xml", PASSING)
        self.write(".gitignore", "junit.xml\n")
        self.commit()
        self.git("tag", "v1")

    def git(self, *words):
        command = ["git", "-c", "user.name=A", "-c", "user.email=a@b.c", "-c", "commit.gpgsign=false", *words]
        subprocess.run(command, cwd=self.folder, check=True, capture_output=True)

    def write(self, name, text):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def commit(self):
        self.git("add", ".")
        self.git("commit", "-qm", "A change")

    def edit(self, old, new):
        path = self.folder / "maps/case.argmap.yaml"
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    def argmap(self, *words):
        """The verb in this process: its exit code, and what it says."""
        out, errors = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
        with chdir(self.folder), redirect_stdout(out), redirect_stderr(errors), pytest.raises(SystemExit) as ended:
            main(["impact", *words])
        said = {name: stream.buffer.getvalue().decode() for name, stream in (("stdout", out), ("stderr", errors))}
        return SimpleNamespace(returncode=ended.value.code, **said)

    def impact(self, since="v1", file="maps/case.argmap.yaml", *more):
        done = self.argmap(file, "--since", since, "--json", *more)
        assert done.returncode in (0, 1), done.stderr
        (found,) = json.loads(done.stdout)
        assert done.returncode == int(found["turned"])
        return found


@pytest.fixture
def history(tmp_path):
    return History(tmp_path)


def test_nothing_happened(history):
    found = history.impact()
    assert (found["turned"], found["edits"], found["files"], found["fallen"]) == (False, [], [], [])
    assert found["before"] == found["after"] == {"verdict": "accepted", "strength": pytest.approx(0.95)}
    said = history.argmap("maps", "--since", "v1").stdout
    assert "ACCEPTED 0.95 → ACCEPTED 0.95\n  nothing changed, and all evidence holds" in said


def test_a_file_changed_and_nobody_looked(history):
    history.write("maps/data/latency.csv", "ms\n90\n")
    found = history.impact()
    assert found["files"] == [{"name": "data/latency.csv", "how": "changed", "ids": ["latency"]}]
    assert [(one["id"], one["state"]) for one in found["fallen"]] == [("latency", "changed")]
    # without latency only tests is left, at 0.5
    assert found["without"] == {"ids": ["latency"], "verdict": "undecided", "strength": pytest.approx(0.5)}
    assert found["turned"]
    history.commit()
    assert history.impact() == found
    assert history.impact("HEAD")["files"] == []
    assert history.impact("HEAD")["turned"]


def test_a_file_changed_and_somebody_looked(history):
    history.write("maps/data/latency.csv", "ms\n41\n")
    history.edit(hashed(CSV), hashed("ms\n41\n"))
    history.edit("0.9", "0.85")
    found = history.impact()
    assert [one["how"] for one in found["files"]] == ["changed"]
    assert found["fallen"] == []
    assert {(one["kind"], one["id"], one["field"]) for one in found["edits"]} == {
        ("reweighted", "latency", "strength"),
        ("changed", "latency", "evidence"),
    }
    assert found["after"]["strength"] == pytest.approx(1 - 0.15 * 0.5)
    assert not found["turned"]


def test_a_file_is_gone(history):
    (history.folder / "maps/data/latency.csv").unlink()
    found = history.impact()
    assert found["files"] == [{"name": "data/latency.csv", "how": "gone", "ids": ["latency"]}]
    assert [one["state"] for one in found["fallen"]] == ["missing"]


def test_a_test_fails_now(history):
    history.write("maps/junit.xml", FAILING)
    found = history.impact()
    assert found["files"] == []  # the report is made anew each time, and is no file of the repository
    assert [(one["id"], one["state"]) for one in found["fallen"]] == [("tests", "failed")]
    assert found["without"] == {"ids": ["tests"], "verdict": "accepted", "strength": pytest.approx(0.9)}
    assert not found["turned"]


def test_a_statement_turns_the_verdict(history):
    history.edit("0.9", "0.1")
    found = history.impact()
    assert found["before"]["verdict"] == "accepted"
    assert found["after"] == {"verdict": "undecided", "strength": pytest.approx(0.55)}
    assert found["turned"]


def test_each_map_is_evaluated_once(history, monkeypatch):
    history.edit("0.9", "0.8")
    evaluated = []

    def counted(m, *given, **named):
        evaluated.append(m["latency"].strength)
        return evaluate(m, *given, **named)

    for module in ("impact", "difference"):
        monkeypatch.setattr(import_module(f"argmap.analysis.{module}"), "evaluate", counted)
    found = impact(str(history.folder / "maps/case.argmap.yaml"), "v1")
    assert evaluated == [0.9, 0.8]
    assert (found.before.m["latency"].strength, found.after.m["latency"].strength) == (0.9, 0.8)


def test_a_day_passes(history):
    history.edit('test: "api::test_speed"}', 'test: "api::test_speed", expires: 2026-05-01}')
    assert history.impact("v1", "maps/case.argmap.yaml", "--today", "2026-05-01")["fallen"] == []
    (fallen,) = history.impact("v1", "maps/case.argmap.yaml", "--today", "2026-05-02")["fallen"]
    assert fallen["state"] == "expired"


def test_a_new_map_and_an_old_one_that_does_not_load(history):
    history.write("maps/new.argmap.yaml", "claim: It is new.\n")
    found = history.impact("v1", "maps/new.argmap.yaml")
    assert (found["before"], found["edits"]) == (None, [])
    assert "a new map: 1 statement" in history.argmap("maps/new.argmap.yaml", "--since", "v1").stdout
    history.write("maps/new.argmap.yaml", "claim: [\n")
    history.commit()
    history.write("maps/new.argmap.yaml", "claim: It is new.\n")
    done = history.argmap("maps/new.argmap.yaml", "--since", "HEAD")
    assert done.returncode == 2
    assert "maps/new.argmap.yaml@HEAD:" in done.stderr


def test_a_branch_is_compared_with_where_it_left(history):
    history.git("branch", "main-line")
    history.edit("0.9", "0.8")
    history.commit()
    assert [one["id"] for one in history.impact("main-line")["edits"]] == ["latency"]


@pytest.mark.parametrize("name", ["nowhere", "--output=x", "-h", "HEAD:maps", "", "v1 v1", "\u0001"])
def test_what_is_no_revision_is_told_and_is_no_option_of_git(history, name):
    with pytest.raises(UsageError):
        impact(str(history.folder / "maps/case.argmap.yaml"), name)
    assert not (history.folder / "x").exists()


def test_a_folder_without_a_repository(tmp_path):
    (tmp_path / "case.argmap.yaml").write_text("claim: It is so.\n")
    with pytest.raises(UsageError, match="belongs to no git repository"):
        impact(str(tmp_path / "case.argmap.yaml"), "HEAD")


def test_the_comment_says_it_all_and_is_safe(history):
    history.write("maps/data/latency.csv", "ms\n90\n")
    history.edit("Answers take 40 ms.", "Answers <img src=x> take @all 40 ms. | [a](javascript:b)")
    done = history.argmap("maps", "--since", "v1", "--markdown")
    assert done.returncode == 1
    assert done.stdout.startswith("### What changes since v1\n\n⚠️ maps/case")
    assert "**accepted** 0.95 → **accepted** 0.95" in done.stdout
    assert "evidence changed: data/latency" in done.stdout
    assert "Without latency: **undecided** 0.50" in done.stdout
    assert r"\<img" in done.stdout
    assert r"\[a\]" in done.stdout
    assert "@all" not in done.stdout


def test_the_terminal_says_it_all(history):
    history.write("maps/data/latency.csv", "ms\n90\n")
    history.edit("0.5", "0.4")
    out = history.argmap("maps/case.argmap.yaml", "--since", "v1").stdout
    assert "ACCEPTED 0.95 → ACCEPTED 0.94" in out
    assert "reweighted strength: 0.5 → 0.4" in out
    assert "changed: data/latency.csv, on which latency rests" in out
    assert "without latency: REJECTED" in out or "without latency: UNDECIDED 0.40" in out
