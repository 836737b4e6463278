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

    @settings(max_examples=FEW.get(principle, 40))
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
        "strict-reinforcement": lambda _base, _steps: [0.0],
        "balance": lambda base, steps: [base[0] + sum(sign == 1 for *_, sign in steps) % 2 / 10],
        "continuity": lambda base, _steps: [float(base[-1] > 0.25)],
    }
    two = Case(0.5, (0.5, 0.25), (0.25,), 0.75)
    for name, strengths in broken.items():
        assert not PRINCIPLES[name].holds(strengths, two if name == "anonymity" else case), name


def star(base, attackers=(), supporters=()):
    """A statement with what bears on it, as base scores and steps."""
    steps = [(at, 0, -1 if at <= len(attackers) else 1) for at in range(1, 1 + len(attackers) + len(supporters))]
    return [base, *attackers, *supporters], steps


@pytest.mark.parametrize(
    ("semantics", "least"),
    [("df-quad", 0.25), ("quad", 0.375), ("possible-worlds", 0), ("quadratic-energy", 0), ("mlp", 0), ("euler", 0.25)],
)
def test_how_far_any_number_of_attackers_brings_a_statement_that_has_a_supporter(semantics, least):
    """df-quad: 0.5·(1 − (1 − 0.5)); quad: the mean of 0.5·0 and 0.5 + 0.5·0.5; euler: w² at worst."""
    found = judge(semantics)(*star(0.5, [0.9] * 2000, [0.5]))[0]
    assert found == pytest.approx(least, abs=1e-5)


@pytest.mark.parametrize("semantics", ["h-categoriser", "card-based"])
def test_reinforcement_is_strict_unless_both_are_at_the_end(semantics):
    """A worthless statement stays at 0 under any attackers, and a weaker attacker is not asked to raise it."""
    strict = PRINCIPLES["strict-reinforcement"].holds
    for base in (0.0, 0.5, 1.0):
        assert strict(judge(semantics), Case(base, (0.2,), (), 0.8))
        assert strict(judge(semantics), Case(base, (0.8,), (), 0.2))
    stuck = {0: lambda _base, _steps: [0.0], 1: lambda _base, _steps: [1.0]}
    assert strict(stuck[0], Case(0.0, (0.2,), (), 0.8))
    assert not strict(stuck[1], Case(1.0, (0.2,), (), 0.8))
    assert strict(stuck[1], Case(1.0, (), (0.2,), 0.8))
    assert not strict(stuck[0], Case(0.0, (), (0.2,), 0.8))


def test_balance_asks_both_sides_for_no_more_than_their_sign():
    """Under euler-top the strongest of each side counts alone: more attackers of the same strength lower nothing, and raise nothing."""
    case = Case(0.5, (0.6, 0.6), (0.6,), 0.0)
    assert PRINCIPLES["balance"].holds(judge("euler-top"), case)
    assert not PRINCIPLES["strict-weakening"].holds(judge("euler-top"), case)
    lifted = Case(0.5, (0.6,), (), 0.0)
    assert not PRINCIPLES["balance"].holds(lambda base, steps: [base[0] + (len(steps) == 1) / 10], lifted)
    lowered = Case(0.5, (), (0.6,), 0.0)
    assert not PRINCIPLES["balance"].holds(lambda base, steps: [base[0] - (len(steps) == 1) / 10], lowered)


@pytest.mark.parametrize(("semantics", "before"), [("quad", 0.875), ("card-based", 0.5)])
def test_what_an_attacker_of_next_to_no_strength_changes_where_a_semantics_is_not_continuous(semantics, before):
    """quad: the mean of 0.5 and 0.875 instead of 0.875; card-based: 0.5/(1 + 1) instead of 0.5."""
    supporters = [0.75] if semantics == "quad" else []
    after = {"quad": 0.6875, "card-based": 0.25}[semantics]
    assert judge(semantics)(*star(0.5, [], supporters))[0] == before
    assert judge(semantics)(*star(0.5, [0.0], supporters))[0] == before
    assert judge(semantics)(*star(0.5, [1e-9], supporters))[0] == pytest.approx(after, abs=1e-8)
