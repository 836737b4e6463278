"""Strengths that rest on one another: what they settle at is where the flow ds/dt = F(s) − s ends, or it is said not to."""

import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap import ArgumentMap, Attack, Claim, EvaluationError, Network, Premise, Support, evaluate
from argmap.analysis import smallest_shift
from argmap.analysis.question import ask
from argmap.evaluation import network
from argmap.semantics import CONJUNCTIONS, SEMANTICS
from argmap.solver.cycle import CycleRows
from argmap.solver.fixed_point import accelerated, outermost, settle
from argmap.testing.strategies import argument_maps, strengths

TWO_SIDED = [name for name, one in SEMANTICS.items() if not one.attack_only]
WORLDS = ["possible-worlds"]
"""Its circles are labelled and not iterated: it has no flow, no fixed point, no bound and no entry in `cycles`."""
FLOWING = [name for name in TWO_SIDED if name not in WORLDS]


@pytest.fixture(autouse=True)
def lists(monkeypatch):
    """The graphs of these tests are lists, even if compiled code was loaded before: the oracles below take them apart."""
    monkeypatch.setattr("argmap.solver.backend.SMALL", sys.maxsize)


def flow(n, semantics, *, time=400.0, step=0.05):
    """The end of the flow from the base scores, by the classical Runge-Kutta method, in plain steps; and its residual."""
    row, kappa = SEMANTICS[semantics], CONJUNCTIONS["min"]
    own, _, weight = n.given
    base = np.array(n.base)
    g = n.graph
    order = [*range(g.nodes, g.vertices), *range(g.nodes)]

    def speed(s):
        value, out = [*s.tolist(), *own[g.nodes :]], [0.0] * g.nodes
        loop = g.machine.loop("forward", row, kappa)
        loop(order, g.start, g.source, g.kind, weight, own, g.nodes, value, out, 0.0)
        return np.array(out) - s

    s = base
    for _ in range(int(time / step)):
        a = speed(s)
        b = speed(s + step / 2 * a)
        c = speed(s + step / 2 * b)
        d = speed(s + step * c)
        s = s + step / 6 * (a + 2 * b + 2 * c + d)
        if np.max(np.abs(a)) < 1e-12:
            break
    return s, float(np.max(np.abs(speed(s))))


@settings(max_examples=40)
@given(
    base=st.lists(st.integers(0, 100), min_size=2, max_size=6),
    steps=st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5), st.sampled_from([-1, 1])), max_size=16),
    semantics=st.sampled_from([name for name in FLOWING if name != "quad"]),
)
def test_settled_is_where_the_flow_ends(base, steps, semantics):
    size = len(base)
    sources, targets, signs = ([step[at] for step in steps] for at in range(3))
    n = Network.from_edges([w / 100 for w in base], [a % size for a in sources], [b % size for b in targets], signs)
    expected, residual = flow(n, semantics)
    found = n.evaluate(semantics)
    if residual < 1e-9:
        assert found.converged
        assert found.strengths == pytest.approx(expected, abs=1e-6)


def layers(count, width, *, signs=None, base=None):
    """Layers of statements, each attacking all of the next one and the last all of the first."""
    size = count * width
    sources = [layer * width + i for layer in range(count) for i in range(width) for _ in range(width)]
    targets = [((layer + 1) % count) * width + j for layer in range(count) for _ in range(width) for j in range(width)]
    return Network.from_edges(
        np.linspace(0.3, 0.9, size) if base is None else base, sources, targets, signs or [-1] * len(sources)
    )


@pytest.mark.parametrize("semantics", FLOWING)
def test_layers_that_no_plain_iteration_settles(semantics):
    n = layers(4, 10)
    solution = n.evaluate(semantics)
    expected, residual = flow(n, semantics)
    assert residual < 1e-9
    assert solution.converged
    assert solution.strengths == pytest.approx(expected, abs=1e-7)


@pytest.mark.parametrize("semantics", ["h-categoriser", "max-based", "card-based"])
def test_attacks_only_settle(semantics):
    solution = layers(5, 10).evaluate(semantics)
    assert solution.converged
    assert solution.residual <= 1e-12


def dense(size=100, degree=50):
    random = np.random.default_rng(9)
    sources, targets = random.integers(0, size, size * degree), np.repeat(np.arange(size), degree)
    return Network.from_edges(np.full(size, 0.5), sources, targets, random.choice([-1, 1], size * degree))


def test_a_dense_graph_that_oscillates_is_said_to():
    n = dense()
    solution = n.evaluate("quadratic-energy")
    (cycle,) = solution.cycles
    assert (solution.status, solution.converged, cycle.oscillates) == ("not settled", False, True)
    assert solution.residual > 1e-3
    swings = solution.intervals[:, 1] - solution.intervals[:, 0]
    assert swings.max() > 0.05
    late, residual = flow(n, "quadratic-energy", time=120)
    assert residual > 1e-3
    assert np.all((solution.intervals[:, 0] - 0.02 <= late) & (late <= solution.intervals[:, 1] + 0.02))
    row = n.evaluate_many([[0.5] * 100], "quadratic-energy")
    assert np.isnan(row).all()


def test_five_layers_go_round():
    cycle = layers(5, 10).evaluate("quadratic-energy").cycles[0]
    assert (cycle.status, cycle.oscillates) == ("not settled", True)
    assert flow(layers(5, 10), "quadratic-energy")[1] > 1e-3


def test_of_two_camps_the_stronger_wins_and_the_saddle_between_them_does_not():
    camp = 10
    base = [0.55] * camp + [0.5] * camp
    solution = layers(2, camp, base=base).evaluate("quadratic-energy")
    assert solution.strengths[:camp].min() > 0.5
    assert solution.strengths[camp:].max() < 0.05
    n = layers(2, camp, base=[0.5] * 2 * camp)
    g = n.graph
    own, _, weight = n.given
    (segment,) = g.segments
    place = g.machine.nowhere(g.vertices)
    part = CycleRows.cut(
        g, segment, (own, weight, list(own)), place, SEMANTICS["quadratic-energy"], CONJUNCTIONS["min"]
    )
    saddle, _, residual = accelerated(part.once, np.full(2 * camp, 0.3), most=200)
    assert residual < 1e-12
    assert outermost(part.once, saddle, part.bound_at)[0] > 1
    assert outermost(part.once, solution.strengths, lambda _: 2.0)[0] < 1
    assert n.evaluate("quadratic-energy").status == "unstable"


def test_each_status():
    assert Network.from_edges([0.5], [], [], []).evaluate().status == "exact"
    assert Network.from_edges([0.5], [0], [0], [-1]).evaluate().status == "exact"
    mild = Network.from_edges([0.5, 0.5], [0, 1], [1, 0], [-1, -1], [0.5, 0.5]).evaluate("df-quad")
    assert (mild.status, mild.cycles[0].bound) == ("certified", 0.25)
    certain = Network.from_edges([1.0, 1.0], [0, 1], [1, 0], [-1, -1]).evaluate("df-quad")
    assert (certain.status, certain.cycles[0].bound) == ("unstable", 1.0)
    assert certain.strengths == pytest.approx([0.5, 0.5])


@pytest.mark.parametrize("large", [0, 10**9])
def test_among_circles_that_contract_one_that_does_not_is_settled_in_its_turn(large, monkeypatch):
    """Two mild rivals, then two strong ones that rest on them, then two mild ones on those, and a statement on all."""
    monkeypatch.setattr("argmap.solver.backend.LARGE", large)
    base, weak, strong = [0.7, 0.6, 1.0, 0.0, 0.7, 0.6, 0.5], [0.4] * 2, [1.0] * 2
    pairs = [(0, 1), (1, 0), (2, 3), (3, 2), (4, 5), (5, 4), (1, 2), (3, 4), (5, 6)]
    signs, weights = [-1] * 6 + [1] * 3, [*weak, *strong, *weak, 0.8, 0.8, 0.8]
    n = Network.from_edges(base, [a for a, _ in pairs], [b for _, b in pairs], signs, weights)
    found = n.evaluate("df-quad")
    assert [cycle.status for cycle in found.cycles] == ["certified", "converged", "certified"]
    s = found.strengths
    for target in range(7):
        brought = dict.fromkeys((1, -1), 1.0)
        for (a, b), sign, weight in zip(pairs, signs, weights, strict=True):
            if b == target:
                brought[sign] *= 1 - weight * s[a]
        gap = brought[-1] - brought[1]
        by_hand = base[target] + (1 - base[target] if gap > 0 else base[target]) * gap
        assert s[target] == pytest.approx(by_hand, abs=1e-12)


def test_a_bound_below_one_in_weighted_norm_certifies_what_the_plain_norm_does_not():
    """Slopes 0.6 + 0.6 one way and 0.18 the other: 1.2 in the plain norm, √(0.18·1.2) ≈ 0.46 in the best."""
    n = Network.from_edges([0.4, 0.4, 0.4], [0, 0, 1, 2], [1, 2, 0, 0], [1, 1, 1, 1], [0.3, 0.3, 1, 1])
    (cycle,) = n.evaluate("df-quad").cycles
    assert cycle.status == "certified"


@pytest.mark.parametrize("semantics", FLOWING)
def test_a_ring_settles_from_what_it_rests_on(semantics):
    """Round by round the news goes all the way round, whichever way the ring is numbered; else it would take one round a step."""
    size = 200
    for way in (1, -1):
        around = [at * way % size for at in range(size)]
        n = Network.from_edges([0.2, *[0.9] * (size - 1)], around, [*around[1:], around[0]], [1] * size, [0.95] * size)
        solution = n.evaluate(semantics)
        assert (solution.status, solution.rounds <= 8) == ("certified", True)


def test_a_ring_that_is_cut_out_settles_from_what_it_rests_on():
    """Quad jumps where the attack stops, so the flow is followed until a point is near; the point takes a few rounds."""
    size = 200
    around = [*range(1, size), 0]
    n = Network.from_edges(
        [0.2, *[0.9] * (size - 1), 0.5], [*range(size), size], [*around, 3], [1] * size + [-1], [0.95] * (size + 1)
    )
    solution = n.evaluate("quad")
    assert (solution.status, solution.rounds <= 55) == ("converged", True)


def test_where_no_statement_has_both_sides_quad_is_certified():
    """It jumps only where a side of two begins to count."""
    one_sided = Network.from_edges([0.4, 0.6, 0.5], [0, 1, 2], [1, 2, 0], [1, -1, 1], [0.9, 0.8, 0.9])
    both = Network.from_edges([0.4, 0.6, 0.5], [0, 1, 2, 2], [1, 2, 0, 1], [1, -1, 1, -1], [0.9, 0.8, 0.9, 0.9])
    found = one_sided.evaluate("quad")
    assert (found.status, both.evaluate("quad").status) == ("certified", "converged")
    settled, residual = flow(one_sided, "quad")
    assert residual < 1e-9
    assert found.strengths == pytest.approx(settled, abs=1e-9)


def test_a_field_that_only_turns():
    """A rotation about (1/2, 1/2) with a rate of growth of 0: the flow circles for ever."""
    turn = np.array([[1.0, -0.8], [0.8, 1.0]])
    rest = settle(lambda s: 0.5 + turn @ (s - 0.5), np.array([0.7, 0.5]), 2.0, lambda _: 2.0)
    assert (rest.status, rest.oscillates) == ("not settled", True)


def rivals(strength):
    """Two who support themselves and attack each other, b at 0.5."""
    return ArgumentMap(
        conclusion="a",
        statements=[Claim("A.", id="a", strength=strength), Premise("B.", id="b", strength=0.5)],
        steps=[
            kind(sources=[source], target=target)
            for kind, pairs in ((Support, ("aa", "bb")), (Attack, ("ab", "ba")))
            for source, target in pairs
        ],
    )


def camps(size, *, allied=True):
    """Two camps whose members attack all of the other camp and, if allied, support all of their own and themselves."""
    pairs = [(a, b) for a in range(2 * size) for b in range(2 * size) if allied or (a < size) != (b < size)]
    signs = [1 if (a < size) == (b < size) else -1 for a, b in pairs]
    return Network.from_edges([0.5] * 2 * size, *zip(*pairs, strict=True), signs)


def test_past_a_saddle_the_side_that_the_flow_takes_is_found():
    """Both camps may win, and the flow passes the balance between them closely: acceleration alone lands on either side."""
    for size, semantics in ((4, "df-quad"), (6, "df-quad"), (6, "mlp"), (6, "quadratic-energy")):
        n = camps(size, allied=False).rebased([0.51] + [0.5] * (2 * size - 1))
        end, _ = flow(n, semantics, step=0.2)
        assert n.evaluate(semantics).strengths == pytest.approx(end, abs=1e-4), semantics


def test_nothing_is_certain_of_base_scores_at_which_a_circle_does_not_settle(monkeypatch):
    """The least change turns the verdict, but near the balance the flow does not settle in the time given."""
    monkeypatch.setattr(smallest_shift, "HALVINGS", 10)
    found = smallest_shift.largest_move(ask(rivals(0.5), semantics="df-quad"), ("b",))
    assert 0.001 < found.size < 0.01
    assert found.surely == 0


RIVALS = {  # camps that are exactly alike: the flow rests on a saddle. The least change, and where the first one ends after it
    "df-quad": (camps(1), 0.501, 1.0),
    "mlp": (camps(3), 0.5 + 1e-6, 0.9296),
    "euler": (camps(4), 0.5 + 1e-6, 0.8870),
}


@pytest.mark.parametrize("semantics", RIVALS)
def test_a_balance_that_any_change_upsets_is_said_to_be_one(semantics):
    n, moved, won = RIVALS[semantics]
    solution = n.evaluate(semantics)
    assert (solution.status, solution.converged) == ("unstable", True)
    assert solution.cycles[0].eigenvalue > 1 - 1e-6
    assert np.ptp(solution.strengths) < 1e-9
    upset = n.rebased([moved, *np.array(n.base)[1:]]).evaluate(semantics)
    assert upset.strengths[0] == pytest.approx(won, abs=1e-3)
    with pytest.raises(EvaluationError, match="balance that any change upsets"):
        n.gradient(0, semantics)


def test_a_balance_elsewhere_does_not_stand_in_the_way_of_a_gradient():
    n = Network.from_edges([0.5, 0.5, 0.5, 0.5], [0, 1, 0, 1, 2, 3], [0, 1, 1, 0, 0, 2], [1, 1, -1, -1, 1, 1])
    assert n.evaluate("df-quad").status != "exact"
    assert n.gradient(2, "df-quad").base.tolist() == [0, 0, 0.5, 0.5]


def test_a_flow_that_settles_slowly_is_not_said_to_settle_nowhere():
    """The weaker of two rivals dies out as 1/t: after any time that is given, a residual is left."""
    (cycle,) = evaluate(rivals(0.501), "df-quad").cycles
    assert (cycle.status, cycle.oscillates) == ("not settled", False)
    assert "has not settled in the time given" in str(cycle)
    assert "balance that any change upsets" in str(evaluate(rivals(0.5), "df-quad").cycles[0])


@settings(max_examples=40)
@given(m=argument_maps(cyclic=True, most=5), semantics=st.sampled_from(TWO_SIDED), data=st.data())
def test_intervals_are_sound_on_circular_maps(m, semantics, data):
    e = evaluate(m, semantics)
    assert all(0 <= low <= e[id] + 1e-9 <= high + 2e-9 <= 1 + 2e-9 for id, (low, high) in e.intervals.items())

    def within(value, default):
        low, high = m.scale.interval(value if value is not None else default)
        return min(high, max(low, low + data.draw(st.floats(0, 1)) * (high - low)))

    f = evaluate(
        m.replace(
            *(
                node.replace(strength=within(node.strength, 0.5))
                for node in m.statements
                if node.strength is not None or semantics not in WORLDS
            ),
            *(step.replace(weight=within(step.weight, 1.0)) for step in m.steps),
        ),
        semantics,
    )
    loose = any(low < high for low, high in map(m.scale.interval, [n.strength for n in m.statements]))
    if f.converged and (loose or e.converged):
        assert all(low - 1e-7 <= f[id] <= high + 1e-7 for id, (low, high) in e.intervals.items())


@settings(max_examples=30)
@given(m=argument_maps(cyclic=True), data=st.data())
def test_what_does_not_rest_on_a_cycle_is_exact(m, data):
    semantics = data.draw(st.sampled_from(TWO_SIDED))
    e = evaluate(m, semantics)
    circular = {id for cycle in evaluate(m, "df-quad").cycles for id in cycle.ids}
    g = network(m).graph
    reached = set()
    ids = [*m.statements_by_id, *(m.steps[step].id for step in g.knots)]
    for segment in g.segments:
        for v in segment.order:
            above = [ids[a] for a in g.source[g.start[v] : g.start[v + 1]]]
            if ids[v] in circular or reached & set(above):
                reached.add(ids[v])
    cut = m.without(*(step.id for step in m.steps if step.target in reached or step.id in reached))
    alone = evaluate(cut, semantics)
    left = [{id: one[id] for id in one if id not in reached} for one in (e, alone)]
    if (
        semantics == "possible-worlds"
    ):  # what is shared, and so the order of the arithmetic, is another on the smaller map
        assert left[0] == pytest.approx(left[1], rel=0, abs=1e-12)
    else:
        assert left[0] == left[1]


@given(base=strengths)
def test_a_certain_self_attack_settles_for_every_base_score(base):
    n = Network.from_edges([base], [0], [0], [-1])
    for semantics in SEMANTICS:
        assert n.evaluate(semantics).converged
    assert n.evaluate("h-categoriser").strengths[0] == pytest.approx(((1 + 4 * base) ** 0.5 - 1) / 2, abs=1e-10)


def test_what_rests_on_a_swing_swings_within_its_interval():
    """A statement that the oscillating graph supports, and one on a circle of its own below that: neither is a point."""
    n = dense()
    swings = n.evaluate("quadratic-energy").intervals
    most = int(np.argmax(swings[:, 1] - swings[:, 0]))
    steps = [[], [], []]
    for column, more in zip(steps, ([most, 100, 101], [100, 101, 101], [1, 1, -1]), strict=True):
        column.extend(more)
    sources = [*np.asarray(n.graph.source).tolist(), *steps[0]]
    targets = [*np.repeat(np.arange(100), np.diff(n.graph.start)).tolist(), *steps[1]]
    signs = [*np.asarray(n.graph.kind).tolist(), *steps[2]]
    solution = Network.from_edges([*[0.5] * 100, 0.2, 0.2], sources, targets, signs).evaluate("quadratic-energy")
    widths = solution.intervals[:, 1] - solution.intervals[:, 0]
    assert widths[100] > 0.01
    assert widths[101] > 0.001


def test_scenarios_mark_what_does_not_settle_and_what_rests_on_it():
    n = dense()
    base = [*[0.5] * 100, 0.3, 0.4]
    sources = [*np.asarray(n.graph.source).tolist(), 0]
    targets = [*np.repeat(np.arange(100), np.diff(n.graph.start)).tolist(), 100]
    signs = [*np.asarray(n.graph.kind).tolist(), 1]
    row = Network.from_edges(base, sources, targets, signs).evaluate_many([base], "quadratic-energy")[0]
    assert np.isnan(row[:101]).all()
    assert row[101] == 0.4
