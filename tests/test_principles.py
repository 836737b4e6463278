"""Each semantics keeps the principles that its row claims, and only those: a case is found that breaks each of the others."""

import pytest
from hypothesis import given, settings

from argmap.analysis.principles import PRINCIPLES, Case, judge, kept
from argmap.semantics import AGGREGATIONS, INFLUENCES, SEMANTICS, Semantics
from argmap.testing import cases, counterexample

ROWS = [(principle, semantics) for principle in PRINCIPLES for semantics in SEMANTICS]
FEW = {"open-mindedness-down": 2, "open-mindedness-up": 2}


def those(*found):
    return pytest.mark.parametrize(("principle", "semantics"), [row for row in ROWS if kept(*row) in found])


@those("everywhere", "inside")
def test_what_is_claimed_holds(principle, semantics):
    inside = kept(principle, semantics) == "inside"

    @settings(max_examples=FEW.get(principle, 60))
    @given(case=cases(inside=inside, supports=not SEMANTICS[semantics].attack_only))
    def holds(case):
        assert PRINCIPLES[principle].holds(judge(semantics), case)

    holds()


@those("no", "inside")
def test_what_is_not_claimed_has_a_counterexample(principle, semantics):
    inside = kept(principle, semantics) == "no"
    case = counterexample(principle, semantics, inside=inside)
    assert case is not None
    assert not PRINCIPLES[principle].holds(judge(semantics), case)
    if inside:
        assert all(0 < one < 1 for one in (case.base, *case.attackers, *case.supporters, case.other))


def test_rows_name_principles_that_there_are():
    for semantics in SEMANTICS.values():
        assert semantics.fails | semantics.inside <= set(PRINCIPLES)
        assert not semantics.fails & semantics.inside


def test_a_semantics_of_your_own_is_judged_alike():
    mine = Semantics("mine", AGGREGATIONS["top"], INFLUENCES["1-max(1)"])
    assert counterexample("strict-monotony", mine) is not None
    assert counterexample("duality", mine, examples=100) is None


def test_every_published_failure_on_open_strengths_is_in_the_table():
    published = {
        "quad": {"balance", "franklin", "strict-weakening", "continuity"},
        "df-quad": {"franklin"},
        "sd-df-quad": {"franklin", "open-mindedness-down", "open-mindedness-up"},
        "euler": {"open-mindedness-down", "duality"},
        "euler-top": {"open-mindedness-down", "open-mindedness-up", "duality", "strict-monotony"}
        | {"strict-reinforcement", "franklin", "strict-weakening"},
        "quadratic-energy": set(),
        "mlp": set(),
    }
    for name, failures in published.items():
        mirrored = {"strict-strengthening"} if "strict-weakening" in failures else set()
        assert SEMANTICS[name].fails == failures | mirrored


def test_a_principle_about_supports_is_not_asked_of_attacks_only():
    with pytest.raises(ValueError, match="attacks only"):
        counterexample("franklin", "h-categoriser")
    assert kept("franklin", "h-categoriser") == "not applicable"


def test_predicates_can_fail():
    case = Case(0.5, (0.5,), (0.25,), 0.75)
    broken = {
        "anonymity": lambda base, steps: [base[steps[0][0]] if steps else base[0], *base[1:]],
        "independence": lambda base, _steps: [base[0] / len(base)],
        "directionality": lambda base, _steps: [base[0] / len(base)],
        "stability": lambda base, _steps: [base[0] / 2],
        "neutrality": lambda base, steps: [base[0] / (1 + len(steps))],
        "monotony": lambda base, _steps: [len(base) / 10],
        "reinforcement": lambda base, _steps: [sum(base) / 10],
    }
    two = Case(0.5, (0.5, 0.25), (0.25,), 0.75)
    for name, strengths in broken.items():
        assert not PRINCIPLES[name].holds(strengths, two if name == "anonymity" else case), name
