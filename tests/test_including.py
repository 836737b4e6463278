"""Includes: another file's statement with all that leads to it, in its own place, from nowhere but the folder."""

import json
import subprocess
import sys

import pytest

from argmap import LoadError, check, dumps, evaluate, load, loads
from argmap.formats.formatter import laid_out

CASE = """\
# The case
argmap: 1
claim: Moving pays off.
id: move

because:
  # the costs
  - include: parts/costs.argmap.yaml#cheaper
    weight: strong
    unless:
      - counterevidence: Egress.
        id: egress
  - all:
      - include: parts/costs.argmap.yaml#third
      - premise: So.
        id: so

also:
  # deep
  - ref: most
    but:
      - counterevidence: Not so.
        id: not-so
"""
COSTS = """\
argmap: 1
scale: {likely: 0.7}
claim: It is cheaper.
id: cheaper
because:
  - premise: Most.
    id: most
    strength: likely
  - premise: Third.
    id: third
    strength: strong
    evidence: {file: third.csv, sha256: "6b86b273ff34fce1"}
  - include: ../fees.argmap.json#fee
also:
  - premise: Left out.
"""
FEES = {
    "conclusion": "c",
    "nodes": [
        {"kind": "claim", "id": "c", "text": "C."},
        {"kind": "premise", "id": "fee", "text": "Fee.", "strength": 0.3},
    ],
}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "parts").mkdir()
    (tmp_path / "case.argmap.yaml").write_text(CASE)
    (tmp_path / "parts/costs.argmap.yaml").write_text(COSTS)
    (tmp_path / "fees.argmap.json").write_text(json.dumps(FEES))
    (tmp_path / "parts/third.csv").write_text("1")
    return tmp_path


def told(file="case.argmap.yaml"):
    with pytest.raises(LoadError) as caught:
        load(file)
    return [(str(one.place), one.message) for one in caught.value.problems]


@pytest.mark.usefixtures("folder")
def test_a_claim_comes_with_all_that_leads_to_it_and_nothing_else():
    m = load("case.argmap.yaml")
    assert set(m) == {"move", "cheaper", "most", "third", "fee", "egress", "so", "not-so"}
    assert {step.target for step in m.steps if "most" in step.sources} == {"cheaper"}
    assert str(m.place("most")) == "parts/costs.argmap.yaml:6:5"
    assert m.place("fee").file == "fees.argmap.json"
    assert m.place("so").file == "case.argmap.yaml"
    assert (m.statement("most").strength, m.statement("third").strength) == (0.7, "strong")
    assert m.includes == {"cheaper": "parts/costs.argmap.yaml#cheaper", "third": "parts/costs.argmap.yaml#third"}


def test_the_strengths_are_those_of_the_map_in_one_file(folder):
    m = load("case.argmap.yaml")
    whole = loads(dumps(m))
    assert whole == m
    assert whole.includes == {}
    assert evaluate(whole).strengths == evaluate(m).strengths
    # a claim that nothing here bears on is as strong as in its own file
    (folder / "plain.argmap.yaml").write_text("claim: A.\nbecause: [{include: parts/costs.argmap.yaml#cheaper}]\n")
    (folder / "costs.argmap.yaml").write_text(COSTS.replace("../fees", "fees"))
    assert evaluate(load("plain.argmap.yaml"))["cheaper"] == evaluate(load("costs.argmap.yaml"))["cheaper"]


def test_words_that_mean_something_else_become_numbers_and_others_stay(folder):
    text = "claim: A.\nscale: {likely: 0.7, strong: 0.9}\nbecause: [{include: parts/costs.argmap.yaml#cheaper}]\n"
    (folder / "words.argmap.yaml").write_text(text)
    m = load("words.argmap.yaml")
    assert (m.statement("most").strength, m.statement("third").strength) == ("likely", 0.75)


def test_a_text_that_includes_is_an_error_that_says_so():
    with pytest.raises(LoadError) as caught:
        loads("claim: A.\nbecause:\n- include: b.argmap.yaml#b\n")
    (problem,) = caught.value.problems
    assert (problem.place.line, problem.message, problem.hint) == (
        3,
        "the map includes 'b.argmap.yaml', and a text has no folder to find it in",
        "load the map from its file",
    )


@pytest.mark.parametrize(
    "path",
    [
        "../secret.argmap.yaml",
        "/etc/passwd",
        "parts/../../secret.argmap.yaml",
        "link.argmap.yaml",
        "below/x.argmap.yaml",
    ],
)
def test_no_path_leads_out_of_the_folder(tmp_path, path):
    inside = tmp_path / "inside"
    inside.mkdir()
    (tmp_path / "secret.argmap.yaml").write_text("claim: S.\nid: s\n")
    (tmp_path / "x.argmap.yaml").write_text("claim: S.\nid: s\n")
    (inside / "link.argmap.yaml").symlink_to(tmp_path / "secret.argmap.yaml")
    (inside / "below").symlink_to(tmp_path)
    (inside / "case.argmap.yaml").write_text(f"claim: A.\nbecause: [{{include: '{path}#s'}}]\n")
    (problem,) = told(inside / "case.argmap.yaml")
    assert "include must name a file in the folder of the map or below it" in problem[1]


@pytest.mark.usefixtures("folder")
def test_an_included_file_may_look_around_in_the_folder_of_the_case_but_no_further():
    assert "fee" in load("case.argmap.yaml")
    ((place, message),) = told("parts/costs.argmap.yaml")
    assert place.startswith("parts/costs.argmap.yaml:13:")
    assert "in the folder of the map" in message


def test_includes_do_not_go_in_circles(folder):
    (folder / "a.argmap.yaml").write_text("claim: A.\nid: a\nbecause: [{include: b.argmap.yaml#b}]\n")
    (folder / "b.argmap.yaml").write_text("claim: B.\nid: b\nbecause:\n- include: a.argmap.yaml#a\n")
    assert told("a.argmap.yaml") == [
        ("b.argmap.yaml:4:12", "includes must not go in a circle, got a.argmap.yaml → b.argmap.yaml → a.argmap.yaml")
    ]
    (folder / "a.argmap.yaml").write_text("claim: A.\nid: a\nbecause: [{include: a.argmap.yaml#a}]\n")
    assert "got a.argmap.yaml → a.argmap.yaml" in told("a.argmap.yaml")[0][1]


def test_a_long_chain_is_told_and_a_wide_one_is_quick(folder):
    for number in range(60):
        (folder / f"c{number}.argmap.yaml").write_text(
            f"claim: C{number}.\nid: c{number}\nbecause: [{{include: c{number + 1}.argmap.yaml#c{number + 1}}}]\n"
        )
    assert "at most 50 files may include each other in a row" in told("c0.argmap.yaml")[0][1]
    twice = "claim: C{0}.\nid: d{0}\nbecause:\n- include: d{1}.argmap.yaml#d{1}\n- {{claim: E{0}., but: [{{include: d{1}.argmap.yaml#d{1}}}]}}\n"
    for number in range(30):  # 2³⁰ ways, 31 files
        (folder / f"d{number}.argmap.yaml").write_text(twice.format(number, number + 1))
    (folder / "d30.argmap.yaml").write_text("claim: D.\nid: d30\n")
    assert len(load("d0.argmap.yaml").statements) == 61


@pytest.mark.parametrize(
    ("written", "message", "hint"),
    [
        ("parts/costs.argmap.yaml#most-of-it", "parts/costs.argmap.yaml has no statement 'most-of-it'", "known:"),
        ("parts/costs.argmap.yaml", "include must name a file, # and the id", "include: parts/costs.argmap.yaml#an-id"),
        ("'#most'", "include must name a file, # and the id", "include: most#an-id"),
        ("gone.argmap.yaml#a", "'gone.argmap.yaml' cannot be read", "the path starts at the folder of this file"),
        ("parts#a", "'parts' cannot be read", "the path starts"),
        ("parts/third.csv#a", "", ""),
        ("parts/costs.argmap.yaml#third.supports.cheaper", "has no statement", "is a step there"),
    ],
)
def test_what_cannot_be_included_is_told_at_its_line(folder, written, message, hint):
    (folder / "bad.argmap.yaml").write_text(f"claim: A.\nbecause:\n- include: {written}\n")
    with pytest.raises(LoadError) as caught:
        load("bad.argmap.yaml")
    problem = caught.value.problems[0]
    assert message in problem.message
    assert hint in problem.hint
    assert problem.place is not None
    assert problem.place.file in ("bad.argmap.yaml", "parts/third.csv")


def test_mistakes_have_the_place_of_their_own_file(folder):
    (folder / "parts/costs.argmap.yaml").write_text(COSTS.replace("likely\n", "hihg\n").replace("weight", "wight"))
    (folder / "case.argmap.yaml").write_text(CASE.replace("id: so\n", "id: so\n        strength: 1.5\n"))
    places = [place for place, _ in told()]
    assert places == ["parts/costs.argmap.yaml:8:15"] or places[0].startswith("parts/costs.argmap.yaml:8:")


def test_one_id_in_two_files_is_two_statements_and_told(folder):
    (folder / "case.argmap.yaml").write_text(CASE.replace("id: so\n", "id: most\n"))
    ((place, message),) = told()
    assert place == "parts/costs.argmap.yaml:6:5"
    assert "id must be unique, got 'most'" in message


def test_keys_beside_an_include(folder):
    (folder / "bad.argmap.yaml").write_text(
        "claim: A.\nbecause:\n- include: fees.argmap.json#fee\n  strength: 0.5\n  ref: b\n"
    )
    assert {place for place, _ in told("bad.argmap.yaml")} == {"bad.argmap.yaml:3:3", "bad.argmap.yaml:4:3"}
    (folder / "bad.argmap.yaml").write_text("include: fees.argmap.json#fee\n")
    assert "must be written out, got an include" in told("bad.argmap.yaml")[0][1]


def test_layout_keeps_what_is_included(folder):
    text = (folder / "case.argmap.yaml").read_text()
    assert laid_out(text, "case.argmap.yaml") == text
    crooked = text.replace("weight: strong", "weight:   strong  # a guess")
    once = laid_out(crooked, "case.argmap.yaml")
    assert once == text.replace("weight: strong", "weight: strong  # a guess")
    m = load("case.argmap.yaml")
    (folder / "case.argmap.yaml").write_text(once)
    assert load("case.argmap.yaml") == m


def argmap(*words, cwd):
    command = [sys.executable, "-m", "argmap", *words]
    return subprocess.run(command, cwd=cwd, capture_output=True, encoding="utf-8", check=False)


def test_findings_and_evidence_are_those_of_the_file_that_they_are_in(folder):
    m = load("case.argmap.yaml")
    assert not [one for one in check(m) if one.code.startswith("AM7")]
    (folder / "parts/third.csv").write_text("2")
    (found,) = [one for one in check(m) if one.code == "AM702"]
    assert found.place.file == "parts/costs.argmap.yaml"
    out = argmap("check", "case.argmap.yaml", "--output-format", "github", cwd=folder).stdout
    assert "file=parts/costs.argmap.yaml,line=12" in out
    out = argmap("check", "case.argmap.yaml", cwd=folder).stdout
    assert "12 |     evidence: {file: third.csv" in out


def test_a_fix_leaves_what_is_included_where_it_is(folder):
    reasons = "id: so\n        because:\n          - premise: It is.\n            id: it-is\n"
    (folder / "case.argmap.yaml").write_text(CASE.replace("id: so\n", reasons))
    done = argmap("check", "case.argmap.yaml", "--fix", cwd=folder)
    assert "corrected 1" in done.stderr
    assert (folder / "parts/costs.argmap.yaml").read_text() == COSTS
    assert (folder / "case.argmap.yaml").read_text() == CASE.replace("id: so\n", reasons).replace(
        "premise: So", "claim: So"
    )


def test_a_fix_of_another_file_is_made_there_only(folder):
    costs = COSTS.replace("    strength: likely\n", "    because: [{premise: So it is., id: so-it-is}]\n")
    (folder / "parts/costs.argmap.yaml").write_text(costs)
    done = argmap("check", "case.argmap.yaml", "--fix", "--output-format", "concise", cwd=folder)
    assert "parts/costs.argmap.yaml:6:5: warning[AM102]" in done.stdout
    assert (folder / "case.argmap.yaml").read_text() == CASE
    assert (folder / "parts/costs.argmap.yaml").read_text() == costs


def test_the_impact_of_an_edit_in_another_file(folder):
    def git(*words):
        command = ["git", "-c", "user.name=A", "-c", "user.email=a@b.c", "-c", "commit.gpgsign=false", *words]
        subprocess.run(command, cwd=folder, check=True, capture_output=True)

    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "A case")
    (folder / "parts/costs.argmap.yaml").write_text(COSTS.replace("strength: strong", "strength: weak"))
    (folder / "parts/third.csv").write_text("2")
    (found,) = json.loads(argmap("impact", "case.argmap.yaml", "--since", "HEAD", "--json", cwd=folder).stdout)
    assert [(one["kind"], one["id"]) for one in found["edits"]] == [("reweighted", "third")]
    assert [(one["name"], one["how"]) for one in found["files"]] == [("third.csv", "changed")]


def test_an_edit_changes_what_is_written_here_and_refuses_what_is_not(folder):
    def edited(id):
        (folder / "ops.json").write_text(json.dumps([{"op": "rate", "id": id, "strength": 0.7}]))
        return argmap("edit", "case.argmap.yaml", "ops.json", cwd=folder)

    assert edited("so").returncode == 0
    after = (folder / "case.argmap.yaml").read_text()
    assert after == CASE.replace("id: so\n", "id: so\n        strength: 0.7\n")
    done = edited("third")
    assert done.returncode == 2
    assert "edit parts/costs.argmap.yaml" in done.stderr
    assert (folder / "case.argmap.yaml").read_text() == after
    assert (folder / "parts/costs.argmap.yaml").read_text() == COSTS
