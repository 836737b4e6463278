"""Numbers printed in papers and worked by hand; the definitions stand beside them."""

import math
from fractions import Fraction
from pathlib import Path

import pytest

from argmap import ArgumentMap, Attack, Claim, EvaluationError, Support, Undercut, evaluate, evaluate_many, load
from argmap.evaluation import circles
from argmap.semantics import SEMANTICS


def argument(strengths, supports=(), attacks=(), undercuts=(), conclusion=None):
    """A map from ids to base scores and pairs (sources, target[, weight])."""
    steps = []
    for kind, ends in ((Support, supports), (Attack, attacks), (Undercut, undercuts)):
        for sources, target, *rest in ends:
            id = {"id": rest[1]} if len(rest) > 1 else {}
            steps.append(kind(sources=sources.split(), target=target, weight=rest[0] if rest else 1, **id))
    nodes = [Claim(text=f"Statement {id}.", id=id, strength=strength) for id, strength in strengths.items()]
    return ArgumentMap(conclusion=conclusion or next(iter(strengths)), nodes=nodes, relations=steps)


# Rago, Toni, Aurisicchio, Baroni, "Discontinuity-free decision support with quantitative argumentation debates",
# KR 2016: the e-democracy debate.
E_DEMOCRACY = argument(
    {"A1": 0.5, "A2": 0.5, "P1": 0.7, "P2": 0.5, "P3": 0.9, "C1": 0.2, "C2": 0.2, "C3": 0.6, "C4": 0.5},
    supports=[("P1", "A1"), ("P2", "A1"), ("P3", "A2")],
    attacks=[("C1", "A2"), ("C2", "P2"), ("C3", "P2"), ("C4", "P2")],
)


@pytest.mark.parametrize(
    ("semantics", "expected"),
    [
        # P2 = 0.5·0.8·0.4·0.5, A1 = 1 − 0.5·0.3·(1 − 0.08), A2 = (1 − 0.5·0.1)·0.8; nothing is shared.
        ("possible-worlds", {"P2": 0.08, "A1": 0.862, "A2": 0.76}),
        ("df-quad", {"P2": 0.08, "A1": 0.862, "A2": 0.85}),
        ("quadratic-energy", {"P2": 0.1858736, "A1": 0.7198522, "A2": 0.6644295}),
    ],
)
def test_e_democracy(semantics, expected):
    e = evaluate(E_DEMOCRACY, semantics)
    assert {id: e[id] for id in expected} == pytest.approx(expected, abs=5e-8)
    assert (e.rounds, e.converged, e.residual) == (1, True, 0)


ONE_SUPPORT = argument({"t": 0.5, "p": 0.5}, supports=[("p", "t")])
FROM_NOTHING = argument({"t": 0, "p": 0.8}, supports=[("p", "t")])
FROM_CERTAINTY = argument({"t": 1, "p": 0.8}, attacks=[("p", "t")])
UNDERCUT = argument({"c": 0.5, "p": 0.8, "u": 0.6}, [("p", "c", 1, "s")], undercuts=[("u", "s")])
RESTORED = argument(
    {"c": 0.5, "p": 0.8, "u": 0.6, "v": 0.5}, [("p", "c", 1, "s")], undercuts=[("u", "s", 1, "a"), ("v", "a")]
)
TWO_UNDERCUTS = argument(
    {"c": 0.5, "p": 0.8, "u": 0.6, "v": 0.5}, [("p", "c", 0.5, "s")], undercuts=[("u", "s"), ("v", "s")]
)
WEIGHTED_BOTH = argument({"t": 0.4, "p": 0.8, "q": 0.6}, [("p", "t", 0.5)], [("q", "t", 0.25)])


@pytest.mark.parametrize(
    ("m", "semantics", "expected"),
    [
        (ONE_SUPPORT, "df-quad", 0.75),
        (ONE_SUPPORT, "quadratic-energy", 0.6),
        (FROM_NOTHING, "df-quad", 0.8),
        (FROM_NOTHING, "quadratic-energy", 0.390243902),
        (FROM_CERTAINTY, "df-quad", 0.2),
        (FROM_CERTAINTY, "quadratic-energy", 0.609756098),
        (UNDERCUT, "df-quad", 0.66),  # the step carries 0.8·(1 − 0.6) = 0.32; 0.5 + 0.5·0.32
        (UNDERCUT, "quadratic-energy", 0.5 + 0.5 * 0.1024 / 1.1024),
        (ONE_SUPPORT, "possible-worlds", 0.75),  # 1 − (1 − 0.5)²
        (FROM_NOTHING, "possible-worlds", 0.8),
        (FROM_CERTAINTY, "possible-worlds", 0.2),
        (UNDERCUT, "possible-worlds", 0.66),  # 1 − 0.5·(1 − 0.8·0.4)
        (RESTORED, "possible-worlds", 0.78),  # u undercuts in 0.6·0.5 = 0.3; 1 − 0.5·(1 − 0.8·0.7)
        (TWO_UNDERCUTS, "possible-worlds", 0.54),  # 1 − 0.5·(1 − 0.5·0.8·0.4·0.5)
        (WEIGHTED_BOTH, "possible-worlds", 0.544),  # (1 − 0.6·(1 − 0.4))·(1 − 0.15)
        (RESTORED, "df-quad", 0.78),  # a carries 0.6·(1 − 0.5) = 0.3, s carries 0.8·0.7 = 0.56; 0.5 + 0.28
        (TWO_UNDERCUTS, "df-quad", 0.54),  # s carries 0.5·(1 − 0.6)(1 − 0.5)·0.8 = 0.08
        (WEIGHTED_BOTH, "df-quad", 0.55),  # α = (1 − 0.15) − (1 − 0.4) = 0.25; 0.4 + 0.6·0.25
        (WEIGHTED_BOTH, "quadratic-energy", 0.4 + 0.6 * 0.0625 / 1.0625),  # α = 0.4 − 0.15
    ],
)
def test_worked_by_hand(m, semantics, expected):
    e = evaluate(m, semantics)
    assert e[m.conclusion] == pytest.approx(expected, abs=5e-10)


LINKED = argument({"t": 0.5, "p": 0.8, "q": 0.5}, supports=[("p q", "t")])


@pytest.mark.parametrize(
    ("semantics", "linked", "expected"),
    [
        ("df-quad", "product", 0.7),
        ("df-quad", "min", 0.75),
        ("quadratic-energy", "product", 0.5689655),
        ("quadratic-energy", "min", 0.6),
    ],
)
def test_linked_premises(semantics, linked, expected):
    e = evaluate(LINKED, semantics, linked=linked)
    assert e["t"] == pytest.approx(expected, abs=5e-8)
    assert evaluate_many(LINKED, [[0.5, 0.8, 0.5]], semantics, linked=linked)[0, 0] == e["t"]


def test_linked_premises_must_all_stand():
    """1 − (1 − 0.5)·(1 − 0.8·0.5) = 0.7; another conjunction has no meaning."""
    assert evaluate(LINKED)["t"] == pytest.approx(0.7, abs=1e-15)
    assert evaluate_many(LINKED, [[0.5, 0.8, 0.5]])[0, 0] == pytest.approx(0.7, abs=1e-15)
    with pytest.raises(EvaluationError, match="linked has no effect under possible-worlds"):
        evaluate(LINKED, linked="min")


def test_what_steps_carry():
    assert evaluate(UNDERCUT, "df-quad").steps == pytest.approx({"s": 0.32, "u.undercuts.s": 0.6})
    assert evaluate(RESTORED, "df-quad").steps == pytest.approx({"s": 0.56, "a": 0.3, "v.undercuts.a": 0.5})


@pytest.mark.slow
def test_a_chain_of_supports_from_certainty_is_exact():
    """DF-QuAD on base scores of zero carries a strength along unchanged, whatever the length; no recursion."""
    names = [f"n{at}" for at in range(100_000)]
    nodes = [Claim(text=name, id=name, strength=0) for name in names[:-1]] + [
        Claim(text="end", id=names[-1], strength=0.75)
    ]
    steps = [Support(sources=[names[at + 1]], target=names[at], id=f"s{at}") for at in range(len(names) - 1)]
    e = evaluate(ArgumentMap(conclusion="n0", nodes=nodes, relations=steps), "df-quad")
    assert e["n0"] == 0.75


def test_definitions_agree_with_exact_fractions():
    """The same rows on exact fractions, for one attacker and two supporters."""
    w, a, p, q = Fraction(3, 10), Fraction(1, 2), Fraction(4, 5), Fraction(1, 5)
    product = SEMANTICS["df-quad"]
    alpha = product.aggregation.of(attackers=[a], supporters=[p, q])
    assert alpha == (1 - a) - (1 - p) * (1 - q)
    assert product.influence.of(w, alpha) == w + (1 - w) * alpha
    energy = SEMANTICS["quadratic-energy"]
    alpha = energy.aggregation.of(attackers=[a], supporters=[p, q])
    assert alpha == Fraction(1, 2)
    assert energy.influence.of(w, alpha) == w + (1 - w) * Fraction(1, 5)
    assert energy.influence.of(w, -alpha) == w - w * Fraction(1, 5)


def test_intervals_are_exact_on_a_tree():
    m = argument({"t": 0.5, "p": (0.2, 0.6), "q": (0.1, 0.3)}, [("p", "t")], [("q", "t")])
    e = evaluate(m, "df-quad")
    # lowest with p at 0.2 and q at 0.3: α = 0.7 − 0.8 = −0.1; highest with p at 0.6 and q at 0.1: α = 0.9 − 0.4 = 0.5
    assert e.intervals["t"] == pytest.approx((0.45, 0.75))
    assert e["t"] == pytest.approx(0.6)  # the mid-points: p 0.4, q 0.2
    assert e.verdict == "undecided"


def test_a_weight_may_be_an_interval():
    m = argument({"t": 0.5, "p": 1}, [("p", "t", (0.2, 0.6))])
    e = evaluate(m, "df-quad")
    assert e.intervals["t"] == pytest.approx((0.6, 0.8))
    assert e.verdict == "accepted"


@pytest.mark.parametrize(
    ("m", "named"),
    [
        (argument({"a": 0.5}, attacks=[("a", "a")]), "a → a"),
        (argument({"a": 0.5, "b": 0.5}, [("a", "b")], [("b", "a")]), "a → b → a"),
        (argument({"b": 0.5, "a": 0.5}, [("a", "b", 1, "s")], undercuts=[("b", "s")]), "b → s → b"),
        (argument({"b": 0.5, "a": 0.5}, [("a b", "b", 1, "s")]), "b → b"),
        (argument({"z": 0.5, "a": 0.5, "b": 0.5}, [("a", "b"), ("b", "a"), ("b", "z")]), "a → b → a"),
    ],
)
def test_a_cycle_is_named(m, named):
    (around,) = circles(m)
    expected = named.split(" → ")
    assert expected in [[*around[at:], *around[: at + 1]] for at in range(len(around))]
    assert [cycle.around for cycle in evaluate(m, "quadratic-energy").cycles] == [around]
    assert (evaluate(m).cycles, evaluate(m).status) == ((), "exact")


SELF_ATTACK = argument({"a": 0.5}, attacks=[("a", "a")])
# A statement that undercuts the step it rests on: c = 0.5 + 0.5·0.8·(1 − c), so c = 0.9/1.4 (df-quad).
UNDERCUTS_ITSELF = argument({"c": 0.5, "p": 0.8}, [("p", "c", 1, "s")], undercuts=[("c", "s")])
# Certain rivals: c = 1 − d and d = 1 − c have a line of solutions; the flow from (1, 1) is symmetric and ends at 1/2.
RIVALS = argument({"c": 1, "d": 1}, attacks=[("c", "d"), ("d", "c")])


@pytest.mark.parametrize(
    ("m", "semantics", "expected"),
    [
        (SELF_ATTACK, "df-quad", 1 / 3),
        (SELF_ATTACK, "quadratic-energy", 0.42385379907),
        (UNDERCUTS_ITSELF, "df-quad", 0.9 / 1.4),
        (RIVALS, "df-quad", 0.5),
        (RIVALS, "h-categoriser", (5**0.5 - 1) / 2),
    ],
)
def test_cycles(m, semantics, expected):
    e = evaluate(m, semantics)
    assert e[m.conclusion] == pytest.approx(expected, abs=1e-11)
    assert e.status in ("certified", "converged", "unstable")
    assert e.residual <= 1e-12


def test_removing_is_not_rejecting():
    """p at 0 is lifted by q to 0.6 and supports c; rejected, it does not stand; removed, it takes both steps with it."""
    m = argument({"c": 0.5, "p": 0.5, "q": 0.6, "u": 0.8}, [("p", "c", 1, "s"), ("q", "p")], undercuts=[("u", "s")])
    assert evaluate(m, "df-quad")["c"] == pytest.approx(0.5 + 0.5 * 0.2 * 0.8, abs=1e-15)
    rejected, removed = evaluate(m.rejecting("p"), "df-quad"), evaluate(m.without("p"), "df-quad")
    lifted = evaluate(m.replace(m.statement("p").replace(strength=0)), "df-quad")
    assert (lifted["p"], lifted["c"]) == pytest.approx((0.6, 0.5 + 0.5 * 0.2 * 0.6), abs=1e-15)
    assert (rejected["p"], rejected["c"], set(rejected)) == (0, 0.5, {"c", "p", "q", "u"})
    assert rejected.steps == pytest.approx({"s": 0, "q.supports.p": 0, "u.undercuts.s": 0.8})
    assert (set(removed), removed["c"], removed.steps) == ({"c", "q", "u"}, 0.5, {})
    assert evaluate(m.rejecting("u"), "df-quad")["c"] == evaluate(m.without("u"), "df-quad")["c"] == 0.9
    linked = argument({"c": 0.5, "p": 0.5, "q": 0.6}, [("p q", "c")])
    assert evaluate(linked.rejecting("p"), "df-quad").steps == {"p.q.supports.c": 0}
    assert evaluate(linked.without("p"), "df-quad").steps == {}


def test_a_chain_of_attacks():
    """Besnard & Hunter 2001: base scores 1; the chain of attacks x0 ← x1 ← …, from its unattacked end."""
    names = ["x4", "x3", "x2", "x1", "x0"]
    m = argument(dict.fromkeys(names, 1), attacks=[(names[at + 1], names[at]) for at in range(4)])
    e = evaluate(m, "h-categoriser")
    assert [e[name] for name in reversed(names)] == pytest.approx([1, 1 / 2, 2 / 3, 3 / 5, 5 / 8], abs=1e-15)


# w/(1 + Σ), w/(1 + max), w/(1 + n + mean over the n attackers with a base score above 0); p ends at 0, q at 0.4, r at 0.8.
ATTACKED = argument({"t": 0.9, "p": 0, "q": 0.4, "r": 0.8}, attacks=[("p", "t"), ("q", "t"), ("r", "t")])


@pytest.mark.parametrize(
    ("semantics", "expected"),
    [("h-categoriser", 0.9 / 2.2), ("max-based", 0.9 / 1.8), ("card-based", 0.9 / (1 + 2 + 0.6))],
)
def test_attacks_only(semantics, expected):
    assert evaluate(ATTACKED, semantics)["t"] == pytest.approx(expected, abs=1e-15)
    with pytest.raises(EvaluationError, match="attacks only"):
        evaluate(ONE_SUPPORT, semantics)


def test_card_based_sees_a_linked_attack_as_one_attacker():
    """Base score min(0.4, 0.8) > 0, strength 0.5·min(0.4, 0.8) = 0.2, so 0.9/(1 + 1 + 0.2); with a member at 0, 0.9."""
    m = argument({"t": 0.9, "q": 0.4, "r": 0.8}, attacks=[("q r", "t", 0.5)])
    assert evaluate(m, "card-based")["t"] == pytest.approx(0.9 / 2.2, abs=1e-15)
    assert evaluate(m.replace(m.statement("q").replace(strength=0)), "card-based")["t"] == 0.9


# Possible worlds: claims without a strength stand only by what is given for them.


def unrated(m, *claims):
    """The map whose claims (the conclusion unless named) have no strength of their own."""
    return m.replace(*(m.statement(id).replace(strength=None) for id in claims or [m.conclusion]))


def bare(strengths, *steps, claims="c", **more):
    return unrated(argument({**dict.fromkeys(claims.split(), 0), **strengths}, *steps, **more), *claims.split())


@pytest.mark.parametrize(
    ("m", "expected"),
    [
        (bare({"p": 0.8}, [("p", "c")]), {"c": (0.8, 0)}),
        (bare({"p": 0.8}, [("p", "c", 0.5)]), {"c": (0.4, 0)}),
        (bare({"p": 0.5, "q": 0.5}, [("p", "c"), ("q", "c")]), {"c": (0.75, 0)}),
        (bare({"p": 0.5, "q": 0.5}, [("p q", "c")]), {"c": (0.25, 0)}),
        (bare({"p": 0.8, "a": 0.5}, [("p", "c")], [("a", "c")]), {"c": (0.4, 0.5)}),
        # The rule is one statement: 0.5·(1 − 0.5·0.5), and not 1 − (1 − 0.25)².
        (bare({"r": 0.5, "k": 0.5, "l": 0.5}, [("r k", "c"), ("r l", "c")]), {"c": (0.375, 0)}),
        (
            bare({"p": 0.5}, [("p", "a"), ("a", "b"), ("b", "c")], claims="c a b"),
            {"a": (0.5, 0), "b": (0.5, 0), "c": (0.5, 0)},
        ),
        (bare({"p": 0.8, "u": 0.25}, [("p", "c", 1, "s")], undercuts=[("u", "s")]), {"c": (0.6, 0)}),
        (
            bare({"p": 0.8, "u": 0.25, "v": 0.5}, [("p", "c", 1, "s")], [("v", "u")], [("u", "s")]),
            {"c": (0.7, 0), "u": (0.125, 0.5)},
        ),
        (bare({"p": 0.7}, [("p", "c")], [("p", "c")]), {"c": (0, 0.7)}),
        (bare({}, [("c", "b"), ("b", "c")], claims="c b"), {"c": (0, 0), "b": (0, 0)}),
        (bare({"p": 0.5}, [("c", "b"), ("b", "c"), ("p", "c")], claims="c b"), {"c": (0.5, 0), "b": (0.5, 0)}),
        # An empty circle attacks nothing.
        (bare({"p": 0.9}, [("c", "b"), ("b", "c")], [("c", "p")], claims="c b"), {"p": (0.9, 0)}),
        (argument({"a": 0.8}, attacks=[("a", "a")]), {"a": (0, 0)}),
        (argument({"a": 0.8, "b": 0.6}, attacks=[("a", "b"), ("b", "a")]), {"a": (0.32, 0.12), "b": (0.12, 0.32)}),
        (argument({"c": 0.3, "p": 0.5, "a": 0.2}, [("p", "c")], [("a", "c")]), {"c": (0.52, 0.2)}),
    ],
)
def test_chances_worked_by_hand(m, expected):
    e = evaluate(m)
    for id, (stands, defeated) in expected.items():
        assert (e[id], e.defeated[id]) == pytest.approx((stands, defeated), abs=1e-12)
        assert e.open[id] == pytest.approx(1 - stands - defeated, abs=1e-12)
    assert e.status == "exact"


def test_harry():
    """The warrant holds on its own or by the statutes in 1 − 0.5·0.1 = 0.95; 0.9·0.9·0.95·(1 − 0.25)·(1 − 0.1)."""
    m = load(Path(__file__).parent / "data" / "harry-first.argmap.yaml")
    e = evaluate(m)
    assert e["british"] == pytest.approx(0.5194125, abs=1e-12)
    assert (e.verdict, e.reason, e.defeated["british"]) == ("undecided", "contested", 0)


def test_semmelweis():
    """For it 1 − (1 − 0.5·0.9²)(1 − 0.5·0.75)(1 − 0.75·0.9); against it miasma 0.5·0.25, crowds 0.25·0.25, and 0.5."""
    e = evaluate(load(Path(__file__).parent / "data" / "semmelweis-first.argmap.yaml"))
    for_, against = 1 - 0.595 * 0.625 * 0.325, 1 - 0.875 * 0.9375 * 0.5
    assert e["carried-matter"] == pytest.approx(for_ * (1 - against), abs=1e-12)
    assert e.defeated["carried-matter"] == pytest.approx(against, abs=1e-12)
    assert (e.verdict, e.reason) == ("undecided", "mostly defeated")
    assert list(e.standpoints) == ["as-argued", "examined"]
    argued = e.standpoints["as-argued"]
    assert (argued["carried-matter"], argued.verdict) == (pytest.approx(for_, abs=1e-12), "accepted")


BOTH_SIDES = argument({"t": 0.4, "p": 0.5, "a": 0.2}, [("p", "t")], [("a", "t")])


@pytest.mark.parametrize(
    ("semantics", "expected"),
    [
        ("possible-worlds", (1 - 0.6 * 0.5) * 0.8),
        ("quad", ((0.4 * 0.8) + (1 - 0.6 * 0.5)) / 2),  # both sides effective: the mean of f_a and f_s
        ("sd-df-quad", 0.4 + 0.6 * 0.3 / 1.3),  # α = 0.8 − 0.5
        ("euler", 1 - (1 - 0.16) / (1 + 0.4 * math.exp(0.3))),
        ("euler-top", 1 - (1 - 0.16) / (1 + 0.4 * math.exp(0.3))),
        ("mlp", 1 / (1 + math.exp(-math.log(0.4 / 0.6) - 0.3))),
    ],
)
def test_two_sides(semantics, expected):
    assert evaluate(BOTH_SIDES, semantics)["t"] == pytest.approx(expected, abs=1e-15)


def test_quad_hears_a_side_only_when_some_strength_on_it_is_above_zero():
    only = argument({"t": 0.4, "p": 0.5, "a": 0}, [("p", "t")], [("a", "t")])
    assert evaluate(only, "quad")["t"] == pytest.approx(0.7, abs=1e-15)
    barely = only.replace(only.statement("a").replace(strength=1e-300))
    assert evaluate(barely, "quad")["t"] == pytest.approx(0.55, abs=1e-15)


@pytest.mark.parametrize("semantics", ["euler", "euler-top", "mlp"])
@pytest.mark.parametrize("base", [0.0, 1.0])
def test_no_overflow_at_the_ends(semantics, base):
    row = SEMANTICS[semantics]
    for aggregate in (-1e6, -800.0, 0.0, 800.0, 1e6):
        assert row.influence.of(base, aggregate) == base
        assert all(math.isfinite(slope) for slope in row.influence.slopes(base, aggregate))
    assert row.influence.of(0.5, 800.0) == 1


def test_a_thousand_supporters_do_not_overflow():
    m = argument({"t": 0.5} | {f"p{at}": 1 for at in range(1000)}, supports=[(f"p{at}", "t") for at in range(1000)])
    for name, row in SEMANTICS.items():
        if not row.attack_only:
            assert 0.5 < evaluate(m, name)["t"] <= 1


def test_an_interval_that_works_for_and_against():
    """The ends of the inputs are not the ends of the output: p lifts c and, through q, lowers it."""
    m = argument({"c": 0.5, "p": (0, 1), "q": 0}, [("p", "c", 0.5), ("p", "q")], [("q", "c")])
    e = evaluate(m, "quadratic-energy")
    ends = [
        evaluate(m.replace(m.statement("p").replace(strength=end)), "quadratic-energy")["c"] for end in (0.0, 0.5, 1.0)
    ]
    low, high = e.intervals["c"]
    assert low <= min(ends)
    assert high >= max(ends)
    assert ends[1] > max(ends[0], ends[2])
