"""The variables of the decision diagrams of a graph, and the orders of them that are tried."""

from collections.abc import Mapping, Sequence

from argmap.solver.worlds.arrangement import Arrangement, arranged
from argmap.solver.worlds.modular import Modular
from argmap.solver.worlds.structure import Input

Variable = tuple[str, int]
"""What a variable stands for: "for" and "against", what a vertex alone makes use of; "module", a vertex; "weight", a step."""
FOR, AGAINST, MODULE, WEIGHT = range(4)
VARIABLES = "for", "against", "module", "weight"
"""A variable is a whole number while an order is sought: four times the number of the vertex or step, and one of these."""

MOST_BULK = 1e15
"""What a vertex rests on is counted up to here, where floats still count by ones."""


def orders(modular: Modular) -> list[list[Variable]]:
    """Two orders of the variables: arranged so that variables of the same vertex stand near each other, and as they are met.

    One order without variables if no vertex needs a diagram.
    """
    wanted = with_diagrams(modular)
    if not wanted:
        return [[]]
    places = _places(modular, wanted)
    shared = {vertex: _shared(modular, vertex, places) for vertex in wanted}
    groups = [_together(modular, vertex, shared[vertex]) for vertex in sorted(wanted)]
    roots = _roots(modular, wanted, places)
    walks = [_walked(modular, roots, shared, own_first=own_first) for own_first in (True, False)]
    met = [Arrangement.of(walk, groups) for walk in walks]
    near = [arranged(one) for one in met]
    best = (min(some, key=lambda one: one.span).items for some in (near, met))
    return [[(VARIABLES[number & 3], number >> 2) for number in items] for items in best]


def _together(modular: Modular, vertex: int, shared: Sequence[Input]) -> list[int]:
    """The variables that the label of a vertex is made of; a source with a label of its own is there by the one for it."""
    found, module = [4 * vertex + FOR, 4 * vertex + AGAINST], modular.module
    for source, _, step in shared:
        if step is not None:
            found.append(4 * step + WEIGHT)
        found.append(4 * source + (MODULE if module[source] else FOR))
    return found


def _walked(
    modular: Modular, roots: Sequence[int], shared: Mapping[int, Sequence[Input]], *, own_first: bool
) -> list[int]:
    """The variables as they are met, depth first from the roots; a vertex's own come before those of its inputs, or after them."""
    variables: dict[int, None] = {}
    met: set[int] = set()
    path, module = [], modular.module

    def enter(vertex: int) -> None:
        met.add(vertex)
        path.append((vertex, iter(shared[vertex])))
        if own_first:
            variables[4 * vertex + FOR] = variables[4 * vertex + AGAINST] = None

    for root in roots:
        if root not in met:
            enter(root)
        while path:
            vertex, inputs = path[-1]
            for source, _, step in inputs:
                if step is not None:
                    variables[4 * step + WEIGHT] = None
                if module[source]:
                    variables[4 * source + MODULE] = None
                elif source in shared and source not in met:
                    enter(source)
                    break
            else:
                path.pop()
                if not own_first:
                    variables[4 * vertex + FOR] = variables[4 * vertex + AGAINST] = None
    return list(variables)


def _roots(modular: Modular, wanted: set[int], places: Sequence[int]) -> list[int]:
    """The vertices that need a diagram, those first that no other of them uses, sorted by their places."""
    inner = {one.source for vertex in wanted for one in modular.structure.inputs[vertex]}
    return sorted(wanted, key=lambda vertex: (vertex in inner, places[vertex], vertex))


def _places(modular: Modular, wanted: set[int]) -> list[int]:
    """A place for each vertex, the same for those that only their numbers tell apart.

    Vertices that are used most come first; of equal ones those that rest on most; then ranks from the structure decide.
    """
    s, bulk = modular.structure, _bulk(modular, wanted)
    keys = [(-uses, -most, rank) for uses, most, rank in zip(s.uses, bulk, s.ranks, strict=True)]
    place = {key: at for at, key in enumerate(sorted(set(keys)))}
    return [place[key] for key in keys]


def _bulk(modular: Modular, wanted: set[int]) -> list[float]:
    """The number of vertices that each vertex rests on, among those that need a diagram; once for each path to them."""
    s = modular.structure
    bulk = [0.0] * len(s.inputs)
    for members, _ in s.components:
        inside = set(members)
        for vertex in members:
            if vertex in wanted:
                below = sum([bulk[one.source] for one in s.inputs[vertex] if one.source not in inside])
                bulk[vertex] = min(1.0 + below, MOST_BULK)
    return bulk


def _shared(modular: Modular, vertex: int, places: Sequence[int]) -> list[Input]:
    """The inputs of a vertex that other vertices may share, sorted by their places, and in the order of the rows if equal."""
    shared = [one for one in modular.structure.inputs[vertex] if not modular.private(one)]
    return sorted(shared, key=lambda one: places[one.source])


def with_diagrams(modular: Modular) -> set[int]:
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
