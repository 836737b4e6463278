"""Findings as programs read them, which of them a project asks for, and the edges of the rules."""

import json

import pytest

from argmap import check, loads
from argmap.errors import Place
from argmap.lint.checking import Request
from argmap.lint.finding import Finding
from argmap.lint.output import OUTPUTS, worst
from argmap.lint.rules import RULES
from argmap.lint.rules.rendering import LONGEST_ID, LONGEST_TEXT
from argmap.lint.settings import ProjectSettings

HERE = Finding("AM104", "warning", "a", "it is odd", "mend it", Place("a.yaml", 3, 5))
NOWHERE = Finding("AM302", "note", "b", "50 % of it")
ELSEWHERE = Finding("AM401", "error", "c", "it fails", "", Place("part.yaml", 2, 1))
FOUND = [("a.yaml", HERE), ("b.yaml", NOWHERE), ("a.yaml", ELSEWHERE)]


def test_json():
    first, second, third = json.loads(OUTPUTS["json"](FOUND))
    said = {"code": "AM104", "severity": "warning", "subject": "a", "message": "it is odd", "hint": "mend it"}
    assert first == {"file": "a.yaml", **said, "line": 3, "column": 5}
    assert (second["file"], "line" in second, second["hint"]) == ("b.yaml", False, "")
    assert third["file"] == "part.yaml"


def test_sarif():
    log = json.loads(OUTPUTS["sarif"](FOUND))
    (run,) = log["runs"]
    assert (log["version"], run["columnKind"]) == ("2.1.0", "unicodeCodePoints")
    assert {one["id"] for one in run["tool"]["driver"]["rules"]} == set(RULES)
    told = [
        (one["ruleId"], one["level"], one["message"]["text"], one["locations"][0]["physicalLocation"])
        for one in run["results"]
    ]
    assert told == [
        ("AM104", "warning", "it is odd. mend it", place("a.yaml", 3, 5)),
        ("AM302", "note", "50 % of it", place("b.yaml", 1, 1)),
        ("AM401", "error", "it fails", place("part.yaml", 2, 1)),
    ]


def place(file, line, column):
    return {"artifactLocation": {"uri": file}, "region": {"startLine": line, "startColumn": column}}


def test_lines():
    assert OUTPUTS["concise"](FOUND).splitlines() == [
        "a.yaml:3:5: warning[AM104] it is odd. Hint: mend it",
        "b.yaml:1:1: note[AM302] 50 % of it",
        "part.yaml:2:1: error[AM401] it fails",
    ]
    assert OUTPUTS["github"](FOUND).splitlines() == [
        f"::warning file=a.yaml,line=3,col=5,title=AM104 {RULES['AM104'].name}::it is odd. mend it",
        f"::notice file=b.yaml,line=1,col=1,title=AM302 {RULES['AM302'].name}::50 %25 of it",
        f"::error file=part.yaml,line=2,col=1,title=AM401 {RULES['AM401'].name}::it fails",
    ]
    assert "does not load::" in OUTPUTS["github"]([("a.yaml", Finding("load", "error", "", "no map"))])


def test_no_letter_of_a_message_is_a_command():
    hostile = Finding("AM302", "note", "b", "one\r\ntwo\x1b[31m\x85", "", Place("a:b,c%.yaml", 1, 1))
    assert OUTPUTS["github"]([("x", hostile)]).endswith("::one%0D%0Atwo [31m ")
    assert "file=a%3Ab%2Cc%25.yaml," in OUTPUTS["github"]([("x", hostile)])
    assert OUTPUTS["concise"]([("x", hostile)]) == "a:b,c%.yaml:1:1: note[AM302] one two [31m"
    assert "\x85" not in OUTPUTS["json"]([("x", hostile)])


def test_the_worst_of_several():
    assert worst([NOWHERE, ELSEWHERE, HERE]) == "error"
    assert worst([NOWHERE, HERE]) == "warning"
    assert worst([NOWHERE]) == worst([]) == "note"


THIN = "claim: C.\nid: c\nbecause: [{premise: P., id: p}]\n"


def codes(request, file="a.argmap.yaml"):
    return {one.code for one in request.of(file, loads(THIN, file=file))}


def test_the_command_line_goes_before_the_project():
    every = codes(Request())
    assert {"AM306", "AM311"} <= every
    assert codes(Request(select=("AM311",))) == {"AM311"}
    assert codes(Request(settings=ProjectSettings(select=("AM311",)))) == {"AM311"}
    assert codes(Request(settings=ProjectSettings(select=("AM311",)), select=("AM306",))) == {"AM306"}
    assert codes(Request(ignore=("AM311",))) == every - {"AM311"}
    assert codes(Request(settings=ProjectSettings(ignore=("AM306",)), ignore=("AM311",))) == every - {"AM306", "AM311"}


@pytest.mark.parametrize(("longer", "found"), [(0, False), (1, True)])
def test_a_card_holds_as_much_as_is_said(longer, found):
    assert (LONGEST_TEXT, LONGEST_ID) == (280, 40)
    name, text = "x" * (LONGEST_ID + longer), "y" * (LONGEST_TEXT - 1 + longer) + "."
    codes = {one.code for one in check(loads(f"claim: {text}\nid: {name}\n"))}
    assert ("AM501" in codes, "AM502" in codes) == (found, found)


CASE = "evaluate: {accepted: 0.8}\nclaim: Secure.\nid: secure\nrole: goal\nbecause:\n"
EVIDENCE = "- {premise: Tested., id: tested, role: solution, source: report.pdf, strength: %s}\n"
ASSUMED = "- {premise: Trained., id: trained, role: assumption, strength: %s}\n"


@pytest.mark.parametrize(
    ("below", "carries"),
    [
        (ASSUMED % 0.9, True),  # accepted at 0.9, at 0 without it
        (ASSUMED % 0.3, True),  # never accepted, and at 0 without it
        (ASSUMED % 0.9 + EVIDENCE % 0.5, True),  # accepted at 0.95, no more at 0.5
        (ASSUMED % 0.9 + EVIDENCE % 0.9, False),  # accepted without it too
        (ASSUMED % 0.3 + EVIDENCE % 0.5, False),  # accepted neither with nor without it, and not at 0
        (ASSUMED % 0 + EVIDENCE % 0, False),  # at 0 with it already
    ],
)
def test_an_assumption_carries_a_case_if_without_it_the_case_is_lost(below, carries):
    assert bool(check(loads(CASE + below), select=["AM604"])) is carries


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("premise: Tested., role: solution", True),
        ("premise: Tested., role: solution, source: report.pdf", False),
        ("premise: Tested., role: assumption", False),
        ("premise: Tested.", False),
    ],
)
def test_evidence_is_a_solution_that_says_where_it_can_be_seen(said, found):
    m = loads(f"{CASE}- {{{said}}}\n")
    assert bool(check(m, select=["AM603"], strict=True)) is found
