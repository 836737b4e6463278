"""AM4xx: the evaluation of the map, and its expectations."""

from collections.abc import Iterator

from argmap.analysis import expectation
from argmap.analysis.comparison import settings_by_semantics
from argmap.analysis.evidence import needless, needs_none
from argmap.analysis.rounding import strength
from argmap.errors import UnknownName
from argmap.lint.rules.rule import Breach, CheckedMap, Rule
from argmap.semantics import SEMANTICS

NEAR_CUT_OFF = 0.02


def _unmet(case: CheckedMap) -> Iterator[Breach]:
    m = case.m
    for number, expected in enumerate(m.expect):
        if expected.under not in (None, expectation.ALL, *SEMANTICS):
            error = UnknownName("semantics", expected.under, (*SEMANTICS, expectation.ALL))
            yield expected.of, m.place("", f"expect.{number}"), error.message, error.hint
            continue
        messages = list(expectation.unmet(m, expected, **case.said))
        hint = "change the argument or the expectation"
        if messages and "semantics" not in case.said and expectation.met_before(m, expected):
            hint = (
                f"it is met under {expectation.BEFORE}, the earlier default; "
                f"`evaluate: {{semantics: {expectation.BEFORE}}}` keeps that meaning"
            )
        for message in messages:
            yield expected.of, m.place("", f"expect.{number}"), message, hint


def _depends(case: CheckedMap) -> Iterator[Breach]:
    m = case.m
    sides: dict[str, list[str]] = {}
    for name, way in settings_by_semantics(m, **case.said).items():
        sides.setdefault(case.evaluated(way).verdict, []).append(name)
    if len(sides) > 1:
        told = "; ".join(f"{given} under {', '.join(names)}" for given, names in sides.items())
        message = f"the verdict depends on the semantics: {told}"
        yield m.conclusion, m.place(m.conclusion), message, "say which one is meant, under `evaluate:`"


def _near(case: CheckedMap) -> Iterator[Breach]:
    m, e, how = case.m, case.evaluation, case.how
    stands = e[m.conclusion]
    cuts = [(stands, how.accepted, f"has strength {strength(how, stands, 3)}")]
    if how.worlds:
        lost = e.defeated[m.conclusion]
        cuts.append((lost, how.defeated, f"is defeated with the chance {lost:.3f}"))
    else:
        cuts.append((stands, how.rejected, f"has strength {strength(how, stands, 3)}"))
    for value, cut, said in cuts:
        if abs(value - cut) <= NEAR_CUT_OFF and len(m.statements) > 1:
            message = f"the conclusion {said}, near the cut-off {cut:g}"
            yield (
                m.conclusion,
                m.place(m.conclusion),
                message,
                "argmap overturn says how small a change turns the verdict",
            )


def _unsettled(case: CheckedMap) -> Iterator[Breach]:
    m = case.m
    for cycle in case.evaluation.cycles:
        if cycle.status in ("unstable", "not settled"):
            yield (
                cycle.around[0],
                m.place(cycle.around[0]),
                str(cycle),
                "remove a step of the circle, or lower its weight",
            )


def _needless(case: CheckedMap) -> Iterator[Breach]:
    m = case.m
    left = needless(m, case.how) if case.evaluation.verdict == "accepted" else None
    if left is not None:
        message = needs_none(case.how, left).rstrip(".").replace("The", "the", 1)
        yield (
            m.conclusion,
            m.place(m.conclusion),
            message,
            "use possible-worlds, which needs evidence, or set `prior: 0`",
        )


RULES = (
    Rule(
        "AM401",
        "expectation-not-met",
        "error",
        "The map does not meet an expectation that its file states under `expect:`.",
        "claim: It pays off.\nid: pays\nexpect: [{of: pays, verdict: accepted}]\n",
        _unmet,
        evaluates=True,
    ),
    Rule(
        "AM402",
        "semantics-disagree",
        "note",
        "If the verdict depends on the semantics, a report of it must name the semantics.",
        "claim: It pays off.\nbecause: [{premise: It is cheaper., strength: moderate}]\n",
        _depends,
        evaluates=True,
    ),
    Rule(
        "AM403",
        "near-a-cut-off",
        "note",
        "Near a cut-off, a small change of one number changes the verdict.",
        "claim: It pays off.\nbecause: [{premise: It is cheaper., strength: 0.59}]\n",
        _near,
        evaluates=True,
    ),
    Rule(
        "AM404",
        "not-settled",
        "warning",
        "If the strengths on a circle do not settle, or settle at a balance that any small change upsets, do not rely on them.",
        "",
        _unsettled,
        evaluates=True,
    ),
    Rule(
        "AM405",
        "evidence-not-needed",
        "warning",
        "If the conclusion is accepted even with every premise and counterevidence at 0, the evidence has no effect.",
        "claim: It pays off.\nstrength: strong\nbecause: [{premise: It is cheaper.}]\n",
        _needless,
        evaluates=True,
    ),
)
