"""Drawn worlds: near what is exact, the same for the same seed, the same bits compiled and plain, and said to be drawn."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap import (
    ArgumentMap,
    Attack,
    Claim,
    EvaluationError,
    Premise,
    Support,
    Undercut,
    evaluate,
    evaluate_exactly,
    evaluate_many,
    overturn,
)
from argmap.evaluation import gradient
from argmap.solver import backend
from argmap.solver.network import Network
from argmap.solver.worlds import any_dependence, compiling, drawn, solution
from argmap.solver.worlds.compiling import compiled
from argmap.testing import law_maps

NEAR = 5
"""So many standard errors may lie between a drawn chance and the exact one."""


def network(m):
    return Network.of(m, 0.0, 0.0)


def near(found, exact, worlds):
    """Whether every share is near its chance; a few worlds of slack, for chances next to 0 or 1."""
    return all(
        abs(share - chance) <= NEAR * (chance * (1 - chance) / worlds) ** 0.5 + NEAR / worlds
        for share, chance in zip(found, exact, strict=True)
    )


def rule(k2=0.5, chance=0.5):
    """A rule that two steps share."""
    nodes = [Claim("C.", id="c"), *(Premise(f"{id}.", id=id, strength=chance) for id in ("rule", "k1"))]
    steps = [Support(sources=["rule", "k1"], target="c", id="s"), Support(sources=["rule", "k2"], target="c", id="t")]
    return ArgumentMap(conclusion="c", statements=[*nodes, Premise("k2.", id="k2", strength=k2)], steps=steps)


@settings(max_examples=60)
@given(m=law_maps("grounded"), seed=st.integers(0, 2**32 - 1))
def test_drawn_chances_are_near_the_exact_ones(m, seed):
    n = network(m)
    exact = n.chances()
    found = drawn.drawn(n.graph, n.base, n.weights, seed)
    assert found.worlds == drawn.WORLDS
    assert near(found.stands, exact.stands, found.worlds)
    assert near(found.defeated, exact.defeated, found.worlds)
    assert near(found.steps, exact.steps, found.worlds)


def test_more_worlds_come_nearer():
    n = network(rule())
    found = drawn.drawn(n.graph, n.base, n.weights, 3, 1 << 18)
    assert near(found.stands, n.chances().stands, 1 << 18)
    assert found.errors([0.5])[0] == pytest.approx(0.5 / 2**9, rel=1e-3)
    assert found.errors([0.0])[0] > 0


def test_each_bit_has_its_chance_and_is_its_own():
    chances = [0.0, 1.0, 0.5, 0.5, 0.1, 2**-40, 1 - 2**-40]
    never, always, a, b, rare, hardly, nearly = drawn.bits(chances, 1, 1 << 16)
    assert nearly.bit_count() >= (1 << 16) - 1
    assert (never, always, hardly) == (0, (1 << (1 << 16)) - 1, 0)
    counts = [one.bit_count() for one in (a, b, a & b, rare)]
    assert near([count / 2**16 for count in counts], [0.5, 0.5, 0.25, 0.1], 2**16)


@settings(max_examples=40)
@given(m=law_maps("grounded"), seed=st.integers(0, 2**32 - 1))
def test_the_same_bits_compiled_and_plain(m, seed):
    pytest.importorskip("numba", reason="compiled passes need argmap[fast]")
    from argmap.solver.worlds.drawn_passes import counts

    n = network(m)
    plain = drawn.drawn(n.graph, n.base, n.weights, seed)
    for found, share in zip(
        counts(n.graph, n.base, n.weights, seed, drawn.WORLDS),
        (plain.stands, plain.defeated, plain.steps),
        strict=True,
    ):
        assert (found / drawn.WORLDS).tolist() == share


@pytest.mark.usefixtures("tiny")
def test_a_large_map_has_the_strengths_of_a_small_one(monkeypatch):
    pytest.importorskip("numba", reason="compiled passes need argmap[fast]")
    small = evaluate(rule())
    monkeypatch.setattr(backend, "LARGE", 1)
    large = evaluate(rule())
    assert (large.status, large.strengths) == (small.status, small.strengths) == ("sampled", small.strengths)


def lowbias32(x):
    """Wellons's hash of 32 bits."""
    x ^= x >> 16
    x = x * 0x7FEB352D & 0xFFFFFFFF
    x ^= x >> 15
    x = x * 0x846CA68B & 0xFFFFFFFF
    return x ^ x >> 16


def test_each_world_compares_a_chance_with_the_digits_of_a_hash():
    """World w is bit w mod 32 of word ⌊w/32⌋; digit d of its number is that bit of the hash of seed, position, word and d."""
    stride = 0x9E3779B9
    for seed, at, chance in ((0, 0, 0.5), (7, 1, 0.3), (2**32 - 1, 2, 0.999)):
        chances = [0.0] * at + [chance]
        found = drawn.bits(chances, seed, 32 * 40)[at]
        for word in range(40):
            state = lowbias32(lowbias32(seed + (at + 1) * stride & 0xFFFFFFFF) + (word + 1) * stride & 0xFFFFFFFF)
            digits = [lowbias32(state + (digit + 1) * stride & 0xFFFFFFFF) for digit in range(32)]
            for bit in range(32):
                number = sum((one >> bit & 1) << (31 - digit) for digit, one in enumerate(digits))
                assert (found >> (32 * word + bit) & 1) == (number < round(chance * 2**32)), (seed, word, bit)
    assert drawn.WORLDS % 32 == 0


@settings(max_examples=60)
@given(m=law_maps("grounded"), chances=st.lists(st.sampled_from([0.0, 1.0]), min_size=40, max_size=40))
def test_a_world_in_which_nothing_is_left_to_chance_is_labelled_as_the_circuit_labels_it(m, chances):
    n = network(m)
    sure = n.with_numbers(chances[: len(n.base)], chances[-len(n.weights) :] if len(n.weights) else [])
    found, exact = drawn.drawn(sure.graph, sure.base, sure.weights, 1, 32), sure.chances()
    assert (found.stands, found.defeated, found.steps) == (exact.stands, exact.defeated, exact.steps)


@pytest.mark.parametrize("size", [1, 2, 3])
def test_every_small_circle_is_labelled_as_the_circuit_labels_it(size):
    """Each kind of step on the circle, and each choice of statements that hold; one more statement rests on the circle."""
    for signs in itertools.product((1, -1), repeat=size + 1):
        steps = [*((at, (at + 1) % size) for at in range(size)), (0, size)]
        n = Network.from_edges([0.5] * (size + 1), *zip(*steps, strict=True), signs)
        for base in itertools.product((0.0, 1.0), repeat=size + 1):
            sure = n.with_numbers(base, [1.0] * len(steps))
            found, exact = drawn.drawn(sure.graph, sure.base, sure.weights, 1, 32), sure.chances()
            assert (found.stands, found.defeated, found.steps) == (exact.stands, exact.defeated, exact.steps)


def test_the_same_seed_draws_the_same_worlds():
    n = network(rule())
    first, again, other = (drawn.drawn(n.graph, n.base, n.weights, seed).stands for seed in (1, 1, 2))
    assert first == again != other


@pytest.fixture
def tiny(monkeypatch):
    """Diagrams of next to no nodes, so that worlds are drawn."""
    monkeypatch.setattr(compiling, "MOST_NODES", 3)
    monkeypatch.setattr(solution, "_COMPILED", {})


@pytest.mark.usefixtures("tiny")
def test_what_is_drawn_says_so():
    e = evaluate(rule())
    assert e.status == "sampled"
    assert e["c"] == pytest.approx(0.375, abs=NEAR * e.errors["c"])
    assert e.errors["c"] == pytest.approx((0.375 * 0.625 / drawn.WORLDS) ** 0.5, rel=0.1)
    assert evaluate(rule()).strengths == e.strengths
    n = network(rule())
    assert n.chances().stands == n.chances(seed=0).stands == drawn.drawn(n.graph, n.base, n.weights, 0).stands
    assert n.chances(seed=1).stands != n.chances().stands
    assert evaluate_many(rule(), [[0, 0.5, 0.5, 0.5]]).tolist() == [list(e.values())]
    with pytest.raises(EvaluationError, match="drawn"):
        evaluate_exactly(rule())
    with pytest.raises(EvaluationError, match="drawn"):
        gradient(rule())


@pytest.mark.usefixtures("tiny")
def test_one_base_score_is_changed_in_the_worlds_that_were_drawn():
    """As it stands the share is that of the worlds; up to 0 and 1 it moves on a line, as steep as between drawing it at 0 and at 1."""
    m = rule()
    n = network(m.replace(steps=[*m.steps, Attack(sources=["k1", "k2"], target="c", weight=0.5)]))
    stands, defeated = n.alone(np.array(n.base), 0, np.repeat(np.arange(1, 4), 3), np.array([0.0, 0.5, 1.0] * 3))
    here = drawn.drawn(n.graph, n.base, n.weights)
    for place in range(3):
        bases = [[value if at == place + 1 else one for at, one in enumerate(n.base)] for value in (0.0, 1.0)]
        off, on = (drawn.drawn(n.graph, base, n.weights) for base in bases)
        for found, (least, own, most) in (
            (stands, (off.stands[0], here.stands[0], on.stands[0])),
            (defeated, (off.defeated[0], here.defeated[0], on.defeated[0])),
        ):
            half = (most - least) / 2
            expected = np.clip([own - half, own, own + half], 0, 1)
            assert found[3 * place : 3 * place + 3] == pytest.approx(expected)
    assert stands[3] < stands[5]
    assert defeated[3] < defeated[5]


@pytest.mark.usefixtures("tiny")
def test_a_drawn_chance_next_to_a_cut_off_is_too_near_to_tell():
    assert evaluate(rule(0.9, 0.9)).verdict == "accepted"
    m = rule(0.5, 0.79)
    above = evaluate(m, accepted=evaluate(m)["c"] - 0.001)
    assert (above.verdict, above.reason) == ("undecided", "drawn, too near to tell")


@pytest.mark.usefixtures("tiny")
def test_what_shares_nothing_needs_no_diagram():
    nodes = [Claim("C.", id="c"), Premise("P.", id="p"), Premise("U.", id="u")]
    steps = [Support(sources=["p"], target="c", id="s"), Undercut(sources=["u"], target="s")]
    assert evaluate(ArgumentMap(conclusion="c", statements=nodes, steps=steps)).status == "exact"


def between(m, low, width, rows):
    """The network of a map, and two ends: each chance between `low` and `low` + `width` of what is left up to 1, by a row of shares."""
    n = network(m)
    ends = [[], []]
    for chances in (n.base, n.weights):
        starts = [low * chance for chance in chances]
        ends[0].append(starts)
        ends[1].append([start + width * (1 - start) for start in starts])
    points = [
        [[a + share * (b - a) for a, b, share in zip(*pair, row, strict=False)] for pair in zip(*ends, strict=True)]
        for row in rows
    ]
    return n, ends, points


@settings(max_examples=150)
@given(
    m=law_maps("counted-once"),
    low=st.sampled_from([0.5, 0.9, 1.0]),
    width=st.sampled_from([0.0, 0.1, 0.5]),
    rows=st.lists(st.lists(st.sampled_from([0.0, 0.5, 1.0]), min_size=30, max_size=30), min_size=1, max_size=5),
)
def test_bounds_hold_the_exact_chances_and_the_drawn_ones(m, low, width, rows):
    """The compiled circuit knows each chance: at corners and in between none lies outside, circles included."""
    n, ends, points = between(m, low, width, rows)
    bounds = any_dependence.bounds(n.graph, *ends)
    whole = compiled(n.graph)
    for base, weights in points:
        values = whole.circuit.values([*base, *weights])
        exact = [[values[slot] for slot in slots] for slots in (whole.stands, whole.defeated)]
        found = drawn.drawn(n.graph, base, weights, 3)
        shares = found.stands, found.defeated
        for chance, share, (least, most) in (
            row for side in zip(exact, shares, bounds, strict=True) for row in zip(*side, strict=True)
        ):
            assert least - 1e-12 <= chance <= most + 1e-12
            slack = NEAR * found.errors([share])[0]
            assert least - slack <= share <= most + slack


@settings(max_examples=100)
@given(m=law_maps("grounded", cyclic=False))
def test_bounds_are_those_of_the_circuit_where_nothing_is_shared(m):
    once = m.replace(
        steps=[
            step
            for step in m.steps
            if step.kind != "undercut" and len(step.sources) == 1 and step.sources[0] in tops(m)
        ]
    )
    n, ends, _ = between(once, 0.5, 0.5, [])
    whole = compiled(n.graph)
    low, high = whole.circuit.bounds(*([*base, *weights] for base, weights in ends))
    for bounds, slots in zip(any_dependence.bounds(n.graph, *ends), (whole.stands, whole.defeated), strict=True):
        assert [one for pair in bounds for one in pair] == pytest.approx(
            [value for slot in slots for value in (low[slot], high[slot])], abs=1e-12
        )


def tops(m):
    """Statements that one step alone leads on."""
    return {node.id for node in m.statements if sum(node.id in step.sources for step in m.steps) == 1}


@pytest.mark.usefixtures("tiny")
def test_a_drawn_map_has_bounds_that_say_something():
    """c = rule and (k1 or k2), as two steps: one of them is in with 0.8·0.8 at least, and both have 0.9·0.9 at most."""
    m = rule((0.8, 0.9), (0.8, 0.9))
    e = evaluate(m)
    assert e.status == "sampled"
    low, high = e.intervals["c"]
    assert low == pytest.approx(0.64)
    assert high == pytest.approx(1.0)
    assert overturn(rule(0.9, 0.95), among=["k2"], accepted=0.6).never
