"""AM4xx: what the map evaluates to, and what its author expects of it."""

from collections.abc import Iterator

from argmap.analysis import expectation
from argmap.analysis.comparison import compare
from argmap.evaluation import ACCEPTED, REJECTED, evaluate
from argmap.lint.rules.rule import Case, Found, Rule

HAIR = 0.02


def _unmet(case: Case) -> Iterator[Found]:
    m = case.m
    for at, expected in enumerate(m.expect):
        for message in expectation.unmet(m, expected):
            yield expected.of, m.place("", f"expect.{at}"), message, "change the argument, or what is expected of it"


def _depends(case: Case) -> Iterator[Found]:
    m = case.m
    found = compare(m)
    if not found.agree:
        sides: dict[str, list[str]] = {}
        for name, given in found.verdicts.items():
            sides.setdefault(given, []).append(name)
        told = "; ".join(f"{given} under {', '.join(names)}" for given, names in sides.items())
        message = f"the verdict depends on the semantics: {told}"
        yield m.conclusion, m.place(m.conclusion), message, "say which one is meant and why, in `expect:` with `under:`"


def _hair(case: Case) -> Iterator[Found]:
    m = case.m
    strength = evaluate(m)[m.conclusion]
    for cut in (ACCEPTED, REJECTED):
        if abs(strength - cut) <= HAIR and len(m.statements) > 1:
            message = f"the conclusion stands at {strength:.3f}, within a hair of {cut:g}"
            yield m.conclusion, m.place(m.conclusion), message, "argmap overturn says what little turns it"


def _unsettled(case: Case) -> Iterator[Found]:
    m = case.m
    for cycle in evaluate(m).cycles:
        if cycle.status == "not settled":
            yield cycle.around[0], m.place(cycle.around[0]), str(cycle), "break the circle, or weaken its steps"


RULES = (
    Rule(
        "AM401",
        "expectation-not-met",
        "error",
        "The file says what its author expects of the map.",
        "claim: It pays off.\nid: pays\nexpect: [{of: pays, verdict: accepted}]\n",
        _unmet,
    ),
    Rule(
        "AM402",
        "semantics-disagree",
        "note",
        "A verdict that depends on the choice of semantics should not be told without it.",
        "claim: It pays off.\nbecause: [{premise: It is cheaper., strength: moderate}]\n",
        _depends,
    ),
    Rule(
        "AM403",
        "within-a-hair",
        "note",
        "Near a cut-off, the verdict rests on the second digit of a judgement.",
        "claim: It pays off.\nbecause: [{premise: It is cheaper., strength: 0.5}]\n",
        _hair,
    ),
    Rule(
        "AM404",
        "not-settled",
        "warning",
        "Strengths that go round without end are no strengths.",
        "",
        _unsettled,
    ),
)
