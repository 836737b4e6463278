"""Circuits and the order of their variables: layers give what the list gives, and the order keeps the flagship's circuit small."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap import load
from argmap.evaluation import network
from argmap.resources import folder
from argmap.solver.network import Network
from argmap.solver.worlds import compiling, solution
from argmap.solver.worlds.arrangement import Arrangement, arranged
from argmap.solver.worlds.circuit import Circuit
from argmap.solver.worlds.diagram import TooLarge
from argmap.solver.worlds.least_size import least_nodes
from argmap.solver.worlds.modular import Modular
from argmap.solver.worlds.structure import ROUNDS, Structure
from argmap.testing.strategies import argument_maps

CHANCE = st.floats(0, 1)


@st.composite
def circuits(draw):
    inputs = draw(st.integers(1, 4))
    rows = [
        [draw(st.integers(2, size - 1)), *draw(st.tuples(*[st.integers(0, size - 1)] * 2))]
        for size in range(2 + inputs, 2 + inputs + draw(st.integers(0, 12)))
    ]
    return Circuit(inputs, *([row[at] for row in rows] for at in range(3)))


@given(circuits(), st.data())
@settings(max_examples=200)
def test_layers_give_what_the_list_gives(circuit, data):
    """Values to the bit; slopes to rounding, since what several choices bring is summed in another order."""
    inputs = data.draw(st.lists(CHANCE, min_size=circuit.inputs, max_size=circuit.inputs))
    slots = data.draw(st.lists(st.integers(0, circuit.slots - 1), min_size=1, max_size=3))
    part, places = circuit.pruned(slots)
    whole = circuit.values(inputs)
    assert [circuit.vector(np.array(inputs))[slot] for slot in slots] == [whole[slot] for slot in slots]
    assert [part.vector(np.array(inputs))[place] for place in places] == [whole[slot] for slot in slots]
    for slot, place in zip(slots, places, strict=True):
        assert part.vector_slopes(part.vector(np.array(inputs)), place) == pytest.approx(
            circuit.slopes(whole, slot), abs=1e-12
        )


@given(circuits(), st.data())
@settings(max_examples=100)
def test_bounds_by_layers_are_the_bounds(circuit, data):
    ends = [sorted(data.draw(st.tuples(CHANCE, CHANCE))) for _ in range(circuit.inputs)]
    low, high = ([end[side] for end in ends] for side in (0, 1))
    expected = circuit.bounds(low, high)
    for found, wanted in zip(circuit.vector_bounds(np.array(low), np.array(high)), expected, strict=True):
        assert found.tolist() == wanted


@given(circuits(), st.integers(1, 150), st.data())
@settings(max_examples=100, deadline=None)
def test_compiled_code_gives_the_same_scenarios_to_the_bit(circuit, count, data):
    """Tiles that are full and not, inputs that are numbers and arrays, slots that are constants, inputs and choices."""
    circuit_passes = pytest.importorskip("argmap.solver.worlds.circuit_passes", reason="needs argmap[fast]")
    draw = np.random.default_rng(data.draw(st.integers(0, 99)))
    inputs = [draw.random(count) if data.draw(st.booleans()) else data.draw(CHANCE) for _ in range(circuit.inputs)]
    slots = data.draw(st.lists(st.integers(0, circuit.slots - 1), min_size=1, max_size=4))
    expected = circuit.scenarios(inputs, count, slots)
    assert (circuit_passes.scenarios(circuit, inputs, count, slots) == expected).all()


def test_many_scenarios_are_compiled(monkeypatch):
    """The work, choices times scenarios, decides; few scenarios load no compiler, and many give what few give."""
    pytest.importorskip("numba", reason="needs argmap[fast]")
    n = network(load(folder("arguments") / "semmelweis.argmap.yaml"))
    base = np.random.default_rng(1).random((300, n.graph.nodes))
    few = n.chances_many(base, None, 0)
    assert solution._pass_for(solution.MUCH - 1) is Circuit.scenarios
    monkeypatch.setattr(solution, "MUCH", 1)
    assert solution._pass_for(1) is not Circuit.scenarios
    for one, other in zip(few, n.chances_many(base, None, 0), strict=True):
        assert (one == other).all()


def test_a_layer_needs_nothing_of_its_own():
    circuit = Circuit(2, [2, 3, 4, 2], [1, 4, 5, 3], [3, 2, 4, 0])
    part, _ = circuit.pruned([5, 6, 7])
    assert [(slots.start, slots.stop) for slots, *_ in part.layers] == [(4, 6), (6, 7), (7, 8)]


@given(st.permutations(range(8)), st.lists(st.lists(st.integers(0, 7), min_size=2, max_size=4), max_size=8))
def test_an_arrangement_keeps_all_and_is_never_longer(order, groups):
    start = Arrangement.of(order, groups)
    found = arranged(start)
    assert sorted(found.items) == sorted(order)
    assert found.span <= start.span
    assert found.span == Arrangement.of(found.items, groups).span


def refined(structure):
    """Ranks by colour refinement, in so many rounds as the structure gives it, in the plainest way."""
    ranks = [(vertex < structure.nodes,) for vertex in range(len(structure.inputs))]
    for _ in range(ROUNDS):
        found = []
        for vertex, inputs in enumerate(structure.inputs):
            down = sorted((one.kind, ranks[one.source]) for one in inputs)
            up = sorted(
                (one.kind, ranks[user])
                for user, used in enumerate(structure.inputs)
                for one in used
                if one.source == vertex
            )
            found.append((ranks[vertex], down, up))
        ranks = [sorted(found).index(key) for key in found]
    return ranks


@settings(max_examples=40)
@given(argument_maps(most=6, cyclic=True))
def test_ranks_are_those_of_the_refinement(m):
    structure = Structure.of(network(m).graph)
    plain = refined(structure)
    assert structure.ranks == [sorted(set(plain)).index(rank) for rank in plain]


@settings(max_examples=200)
@given(argument_maps(most=8))
def test_diagrams_are_never_smaller_than_the_least_size(m):
    graph = network(m).graph
    least = least_nodes(Modular.of(Structure.of(graph)))
    assert least <= compiling.compiled(graph).nodes
    assert (least == 0) == graph.circular


def test_the_least_size_is_met_and_refuses_what_is_larger(monkeypatch):
    """Premise 2 for and against claim 0, and for claim 1 for claim 0."""
    graph = Network.from_edges([0.5] * 3, [2, 2, 2, 1], [0, 0, 1, 0], [1, -1, 1, 1]).graph
    least = least_nodes(Modular.of(Structure.of(graph)))
    assert least == 2 + 1 + (1 + 3 + 2 + 6) + (1 + 1 + 2)
    monkeypatch.setattr(compiling, "orders", lambda _: pytest.fail("an order was sought"))
    monkeypatch.setattr(compiling, "MOST_NODES", least - 1)
    with pytest.raises(TooLarge):
        compiling.compiled(graph)


def test_the_circuit_of_the_flagship_is_small():
    """Variables in the order of a walk alone make it three times as large: 77,233 nodes where 100,000 are allowed."""
    made = solution.plan(network(load(folder("arguments") / "china-llm.argmap.yaml")).graph)
    assert made.nodes < 40_000


@pytest.mark.parametrize("as_arrays", [True, False])
def test_small_and_large_circuits_are_answered_alike(monkeypatch, as_arrays):
    monkeypatch.setattr(solution, "_as_arrays", lambda _: as_arrays)
    small = Network.from_edges([0.6, 0.3, 0.2, 0.5], [0, 0, 1, 2], [1, 2, 3, 3], [1, 1, 1, -1])
    stands, defeated = small.chances_many(np.full((2, 4), 0.5), None, 3)
    assert stands[0] == pytest.approx(stands[1])
    assert defeated[0] == pytest.approx(0.75)
    assert small.gradient(3, "possible-worlds").base[3] == pytest.approx(0.4 * 0.7 * 0.8)
