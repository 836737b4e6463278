"""The variables of the decision diagrams of a graph, and the orders of them that are tried."""

from collections.abc import Callable, Iterator, Sequence

from argmap.solver.worlds.arrangement import arranged, span
from argmap.solver.worlds.modular import Modular
from argmap.solver.worlds.structure import Input

Variable = tuple[str, int]
"""What a variable stands for: "for" and "against", what a vertex alone makes use of; "module", a vertex; "weight", a step."""

MOST_BULK = 1e15
"""What a vertex rests on is counted up to here, where floats still count by ones."""


def orders(modular: Modular) -> list[list[Variable]]:
    """Two orders of the variables: arranged so that variables of the same vertex stand near each other, and as they are met."""
    wanted = _with_diagrams(modular)
    groups = [_together(modular, vertex) for vertex in sorted(wanted)]
    walks = [_walked(modular, wanted, own_first=own_first) for own_first in (True, False)]

    def spread(order: Sequence[Variable]) -> int:
        return span(order, groups)

    return [min((arranged(walk, groups) for walk in walks), key=spread), min(walks, key=spread)]


def _together(modular: Modular, vertex: int) -> list[Variable]:
    """The variables that the label of a vertex is made of; a source with a label of its own is there by the one for it."""
    found: list[Variable] = [("for", vertex), ("against", vertex)]
    for one in modular.structure.inputs[vertex]:
        if modular.private(one):
            continue
        if one.step is not None:
            found.append(("weight", one.step))
        found.append(("module" if modular.module[one.source] else "for", one.source))
    return found


def _walked(modular: Modular, wanted: set[int], *, own_first: bool) -> list[Variable]:
    """The variables as they are met, depth first from the vertices that no shared vertex uses.

    Vertices that are used most come first; of equal ones those that rest on most; then ranks from the structure decide.
    A vertex's own variables come before those of its inputs, or after them.
    """
    s = modular.structure
    ranks, uses, bulk = s.ranks, s.uses, _bulk(modular, wanted)

    def key(vertex: int) -> tuple[int, float, int, int]:
        return -uses[vertex], -bulk[vertex], ranks[vertex], vertex

    variables: dict[Variable, int] = {}
    met: set[int] = set()

    def put(kind: str, number: int) -> None:
        variables.setdefault((kind, number), len(variables))

    def put_own(vertex: int, *, when: bool) -> None:
        if when:
            put("for", vertex)
            put("against", vertex)

    inner = {entry.source for vertex in wanted for entry in s.inputs[vertex]}
    for root in (*sorted(wanted - inner, key=key), *sorted(wanted, key=key)):
        if root in met:
            continue
        met.add(root)
        put_own(root, when=own_first)
        path = [(root, _shared(modular, root, key))]
        while path:
            vertex, inputs = path[-1]
            entry = next(inputs, None)
            if entry is None:
                put_own(vertex, when=not own_first)
                path.pop()
                continue
            if entry.step is not None:
                put("weight", entry.step)
            if modular.module[entry.source]:
                put("module", entry.source)
            elif entry.source in wanted and entry.source not in met:
                met.add(entry.source)
                put_own(entry.source, when=own_first)
                path.append((entry.source, _shared(modular, entry.source, key)))
    return list(variables)


def _bulk(modular: Modular, wanted: set[int]) -> list[float]:
    """The number of vertices that each vertex rests on, among those that need a diagram; once for each path to them."""
    s = modular.structure
    bulk = [0.0] * len(s.inputs)
    for members, _ in s.components:
        inside = set(members)
        for vertex in members:
            below = (bulk[one.source] for one in s.inputs[vertex] if one.source not in inside)
            bulk[vertex] = min(1.0 + sum(below), MOST_BULK) if vertex in wanted else 0.0
    return bulk


def _shared(modular: Modular, vertex: int, key: Callable[[int], tuple[int, float, int, int]]) -> Iterator[Input]:
    """The inputs of a vertex that other vertices may share, sorted by `key`, and in the order of the rows if equal."""
    shared = [one for one in modular.structure.inputs[vertex] if not modular.private(one)]
    return iter(sorted(shared, key=lambda one: key(one.source)[:3]))


def _with_diagrams(modular: Modular) -> set[int]:
    """The vertices that need a diagram: those whose inputs share something, and the vertices below them down to modules."""
    s = modular.structure
    ringed = {vertex for members, cyclic in s.components if cyclic and modular.ring(members) for vertex in members}
    waiting = [vertex for vertex in range(len(s.inputs)) if vertex not in ringed and not modular.simple_at(vertex)]
    found = set(waiting)
    while waiting:
        for one in s.inputs[waiting.pop()]:
            if one.source not in found and not modular.module[one.source]:
                found.add(one.source)
                waiting.append(one.source)
    return found
