"""A network of numbers against the definitions, one vertex at a time; many scenarios, fractions and bounds against single evaluations."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap import EvaluationError, Network, UnknownName
from argmap.semantics import SEMANTICS, conjunction_of
from argmap.solver.backend import PLAIN
from argmap.solver.strengths import STATUSES, unsettled
from argmap.testing.strategies import argument_maps

MIN = conjunction_of("min")
GRADUAL = [name for name, row in SEMANTICS.items() if not row.worlds]
NUMBER = st.integers(0, 16).map(lambda x: x / 16)


@st.composite
def edges(draw, *, most=6, signs=(1, -1)):
    """A graph without circles, each statement leading only to those before it: base scores, and (source, target, sign, weight)."""
    base = draw(st.lists(NUMBER, min_size=2, max_size=most))
    steps = draw(
        st.lists(
            st.tuples(st.integers(1, len(base) - 1), st.integers(0, len(base)), st.sampled_from(signs), NUMBER),
            min_size=1,
            max_size=8,
        )
    )
    return base, [(source, target % source, sign, weight) for source, target, sign, weight in steps]


def network(base, steps):
    sources, targets, signs, weights = zip(*steps, strict=True)
    return Network.from_edges(base, sources, targets, signs, weights)


def by_definition(base, steps, row):
    """σ of each statement, those that nothing leads to first, by the definitions of a row of the table."""
    found = [0.0] * len(base)
    for v in reversed(range(len(base))):
        sides = {
            sign: [weight * found[source] for source, target, one, weight in steps if (target, one) == (v, sign)]
            for sign in (1, -1)
        }
        if row.averaged:
            heard = [source for source, target, _, weight in steps if target == v and base[source] > 0 and weight > 0]
            mean = sum(sides[-1]) / len(heard) if heard else 0.0
            found[v] = base[v] / (1 + len(heard) + mean)
        else:
            found[v] = row.strength(base[v], row.aggregation.side(sides[-1]), row.aggregation.side(sides[1]))
    return found


@pytest.mark.parametrize("name", GRADUAL)
@settings(max_examples=20)
@given(data=st.data())
def test_strengths_are_those_of_the_definitions(name, data):
    row = SEMANTICS[name]
    base, steps = data.draw(edges(signs=(-1,) if row.attack_only else (1, -1)))
    n = network(base, steps)
    found = n.evaluate(name)
    expected = by_definition(base, steps, row)
    assert found.strengths == pytest.approx(expected, abs=1e-12)
    assert found.carried == pytest.approx([weight * expected[source] for source, _, _, weight in steps], abs=1e-12)
    assert found.intervals.tolist() == [[one, one] for one in found.strengths]
    assert (found.status, found.converged, found.rounds, found.residual) == ("exact", True, 1, 0)
    assert (found.defeated, found.errors) == (None, None)
    assert n.settled is n


def both(name, row):
    """The loop with branches and the one without, bound to the same definitions, in plain Python."""
    return (PLAIN.loop(kind, row, MIN) for kind in (name, f"{name}_plain"))


@pytest.mark.parametrize("name", GRADUAL)
@settings(max_examples=20)
@given(data=st.data(), slope=NUMBER)
def test_the_loops_without_branches_give_the_same(name, data, slope):
    row = SEMANTICS[name]
    g, (own, _, weight) = (n := network(*data.draw(edges()))).graph, n.given
    order = [v for segment in g.segments for v in segment.order]
    rows = (order, g.start, g.source, g.kind, weight, own, g.nodes)
    values = []
    for loop in both("forward", row):
        value = list(own)
        loop(*rows, value, value, 0.0)
        values.append(value)
    assert values[0] == values[1]
    found = []
    for loop in both("backward", row):
        given_slopes = [slope, *[0.0] * (g.nodes - 1)]
        slopes = given_slopes, [0.0] * g.nodes, [0.0] * len(weight)
        loop(*rows, values[0], slopes[0], slopes[0], *slopes[1:])
        found.append(slopes)
    for branches, plain in zip(*found, strict=True):
        assert plain == pytest.approx(branches, abs=1e-12)


@settings(max_examples=40)
@given(data=st.data(), name=st.sampled_from(["possible-worlds", "df-quad", "quadratic-energy"]))
def test_many_scenarios_are_single_ones(data, name):
    base, steps = data.draw(edges())
    n = network(base, steps)
    count = data.draw(st.integers(1, 3))
    bases = [data.draw(st.lists(NUMBER, min_size=len(base), max_size=len(base))) for _ in range(count)]
    weights = [data.draw(st.lists(NUMBER, min_size=len(steps), max_size=len(steps))) for _ in range(count)]
    of = data.draw(st.integers(0, len(base) - 1))
    for given_bases, given_weights in ((bases, None), (None, weights), (bases, weights)):
        singles = [
            n.with_numbers(
                given_bases[at] if given_bases else base,
                given_weights[at] if given_weights else [weight for *_, weight in steps],
            )
            for at in range(count)
        ]
        expected = [one.evaluate(name).strengths for one in singles]
        found = n.evaluate_many(given_bases, name, weights=given_weights)
        np.testing.assert_allclose(found, expected, atol=1e-12)
        np.testing.assert_allclose(
            n.evaluate_many(given_bases, name, weights=given_weights, of=of), found[:, of], atol=1e-12
        )
        if name == "possible-worlds":
            stands, defeated = n.chances_many(given_bases, given_weights, of)
            np.testing.assert_allclose(stands, found[:, of], atol=1e-12)
            np.testing.assert_allclose(defeated, [one.chances().defeated[of] for one in singles], atol=1e-12)


@settings(max_examples=40)
@given(data=st.data(), name=st.sampled_from(["possible-worlds", "df-quad", "euler"]))
def test_without_a_step_is_with_its_weight_at_0(data, name):
    base, steps = data.draw(edges())
    n, row = network(base, steps), SEMANTICS[name]
    idle = [[0.0 if at == left else weight for at, (*_, weight) in enumerate(steps)] for left in range(len(steps))]
    others = [n.with_numbers(base, weights) for weights in idle]
    strengths, defeated = zip(*n.without_steps(0, range(len(steps)), (row, MIN)) or [((), ())], strict=True)
    assert list(strengths) == pytest.approx([one.evaluate(name).strengths[0] for one in others], abs=1e-12)
    lost = [one.chances().defeated[0] if row.worlds else 0.0 for one in others]
    assert list(defeated) == pytest.approx(lost, abs=1e-12)
    rebased = n.rebased([0.5] * len(base))
    assert rebased.evaluate(name).strengths.tolist() == n.evaluate_many([[0.5] * len(base)], name)[0].tolist()


@settings(max_examples=40)
@given(data=st.data(), name=st.sampled_from(["possible-worlds", "df-quad", "quadratic-energy"]))
def test_bounds_hold_every_strength_between_them(data, name):
    base, steps = data.draw(edges())
    weights = [weight for *_, weight in steps]
    n = network(base, steps)
    low, high = np.clip(np.array(base) - 0.25, 0, 1), np.clip(np.array(base) + 0.25, 0, 1)
    least, most = np.clip(np.array(weights) - 0.25, 0, 1), np.clip(np.array(weights) + 0.25, 0, 1)
    for between, shares in (
        (n.between(low, high), (weights, weights)),
        (n.between(low, high, least, most), (least, most)),
    ):
        found = between.evaluate(name)
        assert found.strengths == pytest.approx(n.evaluate(name).strengths, abs=1e-12)
        assert between.settled.evaluate(name).intervals == pytest.approx(n.evaluate(name).intervals, abs=1e-12)
        for share in (0, 1, data.draw(NUMBER)):
            inside = n.with_numbers(
                (low + share * (high - low)).tolist(), (shares[0] + share * (np.array(shares[1]) - shares[0])).tolist()
            )
            strengths = inside.evaluate(name).strengths
            assert (found.intervals[:, 0] <= strengths + 1e-9).all()
            assert (strengths <= found.intervals[:, 1] + 1e-9).all()


@settings(max_examples=15)
@given(m=argument_maps(most=5), name=st.sampled_from(["possible-worlds", "df-quad", "quadratic-energy", "quad"]))
def test_fractions_are_the_floats_without_rounding(m, name):
    n = Network.of(m)
    strengths, carried = n.settled.exactly(name, linked="product")
    found = n.settled.evaluate(name, linked="product")
    assert all(isinstance(one, Fraction) for one in (*strengths, *carried))
    assert list(map(float, strengths)) == pytest.approx(found.strengths, abs=1e-12)
    assert list(map(float, carried)) == pytest.approx(found.carried, abs=1e-12)


def test_there_are_no_fractions_of_what_is_irrational_circular_or_an_interval():
    plain, circle = Network.from_edges([0.5, 0.5], [1], [0], [1]), Network.from_edges([0.5], [0], [0], [-1])
    wide = Network.from_edges([[0.25, 0.75], [0.5, 0.5]], [1], [0], [1])
    for n, name, said in (
        (plain, "euler", "leaves the fractions"),
        (circle, "df-quad", "circular"),
        (wide, "df-quad", "has intervals"),
        (wide, "possible-worlds", "has intervals"),
    ):
        with pytest.raises(EvaluationError, match=said):
            n.exactly(name)
    assert plain.exactly("df-quad")[0] == [Fraction(3, 4), Fraction(1, 2)]
    stands, _ = circle.exactly("possible-worlds")
    assert stands == [0]
    assert wide.settled.exactly("df-quad")[0] == [Fraction(3, 4), Fraction(1, 2)]


def test_a_semantics_of_attacks_refuses_supports_and_counts_them():
    n = Network.from_edges([0.5] * 3, [1, 2, 1], [0, 0, 2], [1, -1, 1])
    assert n.supports == 2
    for ask in (n.evaluate, n.gradient.__get__(n)):
        with pytest.raises((EvaluationError, UnknownName)):
            ask("h-categoriser")
    with pytest.raises(EvaluationError, match=r"supports \(2\)"):
        n.evaluate_many([[0.5] * 3], "h-categoriser")


def test_a_position_that_is_none_is_told():
    n = Network.from_edges([0.5, 0.5], [1], [0], [1])
    for node in (-1, 2):
        with pytest.raises(UnknownName, match="position of a statement"):
            n.gradient(node)
    assert n.gradient(1, "df-quad").base.tolist() == [0, 1]


CAMPS = [
    (source, target, -1, 1.0)
    for layer in range(5)
    for source in range(10 * layer, 10 * layer + 10)
    for target in range(10 * (layer + 1) % 50, 10 * (layer + 1) % 50 + 10)
]


def test_what_does_not_settle_and_what_rests_on_it_has_no_number_in_a_scenario():
    """Five layers that go round; one statement rests on them, another does not."""
    base = [0.3 + 0.6 * at / 50 for at in range(50)]
    n = network([*base, 0.5, 0.5, 0.25], [*CAMPS, (0, 50, 1, 1.0), (52, 51, 1, 1.0)])
    solution = n.solve("quadratic-energy", "min")
    assert solution.status == STATUSES[-1]
    assert not solution.converged
    assert unsettled(n.graph, solution.cycles) == list(range(51))
    found = n.evaluate_many([n.base], "quadratic-energy")
    assert np.isnan(found[0]).tolist() == [True] * 51 + [False] * 2
    low, high = solution.intervals[50]
    assert low < high
