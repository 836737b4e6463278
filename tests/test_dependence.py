"""Bounds under any dependence: held against joint distributions, met by some of them, and worked by hand on small graphs."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap import Network
from argmap.solver.worlds import any_dependence
from argmap.solver.worlds.any_dependence import Sharing, all_of, any_of

SHARES = st.lists(st.integers(0, 9), min_size=8, max_size=8).filter(any)


@given(SHARES)
def test_every_joint_distribution_of_three_events_is_within_the_bounds(shares):
    """`shares` are those of the worlds in which each of the three events happens or not."""
    worlds = list(zip(product((0, 1), repeat=3), shares, strict=True))
    chance = {event: sum(share for world, share in worlds if world[event]) / sum(shares) for event in range(3)}
    given_ones = [(chance[event], chance[event]) for event in range(3)]
    for bounds, happens in ((any_of(given_ones), any), (all_of(given_ones), all)):
        found = sum(share for world, share in worlds if happens(world)) / sum(shares)
        assert bounds[0] - 1e-12 <= found <= bounds[1] + 1e-12


@given(st.lists(st.integers(0, 12).map(lambda x: x / 12), min_size=1, max_size=4))
def test_the_bounds_are_met_by_events_within_each_other_and_beside_each_other(chances):
    """On a line of length 1: events that all begin at 0, and events each of which begins where the one before ends, round and round."""
    ticks = [(at + 0.5) / 144 for at in range(144)]
    nested = [[chance > tick for chance in chances] for tick in ticks]
    starts = [sum(chances[:at]) % 1 for at in range(len(chances))]
    beside = [[(tick - start) % 1 < chance for start, chance in zip(starts, chances, strict=True)] for tick in ticks]
    given_ones = [(chance, chance) for chance in chances]

    def share(joint, happens):
        return sum(map(happens, joint)) / 144

    assert any_of(given_ones) == pytest.approx((share(nested, any), share(beside, any)))
    assert all_of(given_ones)[1] == pytest.approx(share(nested, all))
    absent = [[not one for one in row] for row in beside_of([1 - chance for chance in chances], ticks)]
    assert all_of(given_ones)[0] == pytest.approx(share(absent, all))


def beside_of(chances, ticks):
    starts = [sum(chances[:at]) % 1 for at in range(len(chances))]
    return [[(tick - start) % 1 < chance for start, chance in zip(starts, chances, strict=True)] for tick in ticks]


def network(base, *steps):
    sources, targets, signs, weights = zip(*steps, strict=True)
    return Network.from_edges(base, sources, targets, signs, weights)


def bounds(n, low=None, high=None):
    weights = list(n.weights)
    stands, defeated = any_dependence.bounds(n.graph, (low or list(n.base), weights), (high or list(n.base), weights))
    return stands[0], defeated[0]


TWO = network([0, 0.5, 0.5], (1, 0, 1, 1), (2, 0, 1, 1))
"""0 rests on two premises that share nothing."""
FORK = network([0, 0, 0, 0.5, 0.5], (1, 0, 1, 1), (2, 0, 1, 1), (3, 1, 1, 1), (3, 2, 1, 1), (4, 0, 1, 1))
"""0 rests on two claims that one premise makes stand, and on another premise."""


def sources(n, vertex):
    return tuple([one.source for one in part] for part in Sharing.of(n.graph).inputs[vertex])


def test_what_one_vertex_alone_uses_is_independent():
    assert sources(TWO, 0) == ([1, 2], [])
    assert sources(FORK, 0) == ([4], [1, 2])
    assert sources(FORK, 1) == ([], [3])
    circle = network([0.5, 0.5, 0.5], (1, 0, -1, 1), (0, 1, -1, 1), (2, 0, 1, 1))
    assert sources(circle, 0) == ([], [1, 2])


def test_by_hand():
    assert bounds(TWO) == (pytest.approx((0.75, 0.75)), (0.0, 0.0))
    # 0.5 by the independent premise; of the rest, either claim alone or both apart: between 0.5 and 1
    assert bounds(FORK) == (pytest.approx((0.75, 1.0)), (0.0, 0.0))
    attacked = network([0.8, 0.5, 0.25], (1, 0, -1, 1), (2, 0, -1, 0.5))
    lost = 1 - 0.5 * 0.875
    assert bounds(attacked) == (pytest.approx((0.8 * (1 - lost),) * 2), pytest.approx((lost, lost)))
    wide = bounds(attacked, [0.6, 0.25, 0.25], [0.8, 0.5, 0.25])
    assert wide == (pytest.approx((0.6 * (1 - lost), 0.8 * 0.75 * 0.875)), pytest.approx((1 - 0.75 * 0.875, lost)))


def test_attacks_that_share_something_and_one_that_shares_nothing():
    n = network([0.8, 0, 0, 0.5, 0.5], (1, 0, -1, 1), (2, 0, -1, 1), (3, 1, 1, 1), (3, 2, 1, 1), (4, 0, -1, 1))
    # one of the two that rest on 3 stands in 0.5 to 1; the other attack in 0.5, whatever they do
    assert bounds(n) == (pytest.approx((0.0, 0.8 * 0.5 * 0.5)), pytest.approx((1 - 0.5 * 0.5, 1.0)))


def test_what_is_against_may_come_from_what_is_for():
    """1 and 2 rest on 3; 1 is for 0, and 2 is against it."""
    n = network([0, 0, 0, 0.5], (1, 0, 1, 1), (2, 0, -1, 1), (3, 1, 1, 1), (3, 2, 1, 1))
    assert bounds(n) == ((pytest.approx(0), pytest.approx(0.5)), (0.5, 0.5))
    assert Network.evaluate(n).strengths[0] == 0
    # by its own chance, independent of both, 0 stands where nothing is against it
    own = n.with_numbers([0.5, 0, 0, 0.5], n.weights)
    assert bounds(own)[0] == (pytest.approx(0.25), pytest.approx(0.5))


def test_bounds_on_a_circle_hold_what_the_circle_may_be():
    """Rivals with a chance of 1/2 each: one stands alone in a quarter of the worlds, and in another quarter it is open."""
    n = network([0.5, 0.5], (1, 0, -1, 1), (0, 1, -1, 1))
    (low, high), (lost, most_lost) = bounds(n)
    found = n.chances()
    assert low <= found.stands[0] <= high <= 0.5
    assert lost <= found.defeated[0] <= most_lost
    one_sided = network([0.5, 0.9, 0.2], (1, 0, -1, 1), (0, 1, 1, 1), (2, 1, -1, 1))
    for vertex in range(3):
        stands, defeated = any_dependence.bounds(
            one_sided.graph, (one_sided.base, one_sided.weights), (one_sided.base, one_sided.weights)
        )
        chances = one_sided.chances()
        assert stands[vertex][0] - 1e-9 <= chances.stands[vertex] <= stands[vertex][1] + 1e-9
        assert defeated[vertex][0] - 1e-9 <= chances.defeated[vertex] <= defeated[vertex][1] + 1e-9
