"""Compiled diagrams and tapes: the same nodes, slots and refusals, with the same numbers, as the plain ones."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.solver.network import Network
from argmap.solver.worlds import compiling
from argmap.solver.worlds.circuit import Tape
from argmap.solver.worlds.compiling import _Compiler, compiled
from argmap.solver.worlds.diagram import FALSE, TRUE, Diagram, TooLarge
from argmap.solver.worlds.modular import Modular
from argmap.solver.worlds.structure import Structure
from argmap.solver.worlds.variables import orders
from argmap.testing import law_maps

pytest.importorskip("numba", reason="compiled diagrams need argmap[fast]")
from argmap.solver.worlds import diagram_passes
from argmap.solver.worlds.diagram_passes import CompiledDiagram, CompiledTape

OPERATIONS = ("both", "either", "without")


@pytest.fixture(params=[4, diagram_passes.FIRST_ROWS])
def rows(request, monkeypatch):
    """So few rows at first that they must grow, or as many as usual."""
    monkeypatch.setattr(diagram_passes, "FIRST_ROWS", request.param)


@pytest.mark.usefixtures("rows")
@settings(max_examples=150)
@given(
    work=st.lists(st.tuples(st.sampled_from(OPERATIONS), st.integers(0, 60), st.integers(0, 60)), max_size=60),
    variables=st.integers(1, 12),
    most=st.integers(14, 400),
)
def test_every_operation_gives_the_node_that_the_plain_one_gives(work, variables, most):
    plain, quick = Diagram(most), CompiledDiagram(most)
    functions = [FALSE, TRUE, *(plain.literal(variable) for variable in range(variables))]
    assert functions == [FALSE, TRUE, *(quick.literal(variable) for variable in range(variables))]
    tapes = Tape(variables), CompiledTape(variables)
    for tape in tapes:
        for variable in range(variables):
            tape.let(variable, 2 + variable)
    for name, first, second in work:
        ends = functions[first % len(functions)], functions[second % len(functions)]
        try:
            functions.append(getattr(plain, name)(*ends))
        except TooLarge as error:
            with pytest.raises(TooLarge, match=str(error)):
                getattr(quick, name)(*ends)
            break
        assert getattr(quick, name)(*ends) == functions[-1]
        assert len(quick) == len(plain)
        slots = [tape.function(diagram, functions[-1]) for tape, diagram in zip(tapes, (plain, quick), strict=True)]
        assert slots[0] == slots[1]
    assert tapes[0].columns == tapes[1].columns


@pytest.mark.usefixtures("rows")
@settings(max_examples=60)
@given(graph=law_maps("grounded").map(lambda m: Network.of(m, 0.0, 0.0).graph))
def test_a_map_has_the_same_circuit(graph):
    _compare(graph)


@pytest.mark.usefixtures("rows")
def test_a_map_that_shares_much_has_the_same_circuit():
    assert _compare(_braid(9)) > 1_000


def _compare(graph):
    """Compiles a graph both ways, for each order of the variables; returns the nodes of the last diagram."""
    structure = Structure.of(graph)
    inputs = structure.nodes + structure.steps
    for order in orders(Modular.of(structure)):
        plain = _Compiler(structure, Diagram(100_000), Tape(inputs)).compiled(order)
        quick = _Compiler(structure, CompiledDiagram(100_000), CompiledTape(inputs)).compiled(order)
        assert _told(quick) == _told(plain)
    return plain.nodes


def test_compiled_code_is_loaded_once_it_pays(monkeypatch):
    workshop = compiling._Workshop()
    monkeypatch.setattr(compiling, "_WORKSHOP", workshop)
    graph = _braid(9)
    first = compiled(graph)
    assert workshop.made >= first.nodes > 100
    assert type(workshop.opened(10, 1)[0]) is Diagram
    monkeypatch.setattr(compiling, "PAYS", workshop.made)
    assert type(workshop.opened(10, 1)[0]) is CompiledDiagram
    assert _told(compiled(graph)) == _told(first)


def _told(found):
    circuit = found.circuit
    return circuit.chance, circuit.high, circuit.low, found.stands, found.defeated, found.steps, found.nodes


def _braid(size):
    """Each statement for or against the three before the one before it, so that much is shared."""
    edges = [(source, target) for target in range(size) for source in range(target + 1, min(target + 4, size))]
    signs = [1 if (source + target) % 3 else -1 for source, target in edges]
    sources, targets = zip(*edges, strict=True)
    return Network.from_edges([0.5] * size, sources, targets, signs).graph
