"""The structure of a graph as lists: the inputs of each vertex, and ranks that depend only on the structure."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from argmap.solver.graph import Graph

ROUNDS = 3
"""So often ranks are refined by those of the neighbours."""


class Input(NamedTuple):
    """An edge to a vertex: its source vertex, its kind, and the step whose weight it has (None if the source vertex has the weight)."""

    source: int
    kind: int
    step: int | None


@dataclass(frozen=True, eq=False)
class Structure:
    """The inputs of each vertex, and the components of the graph, each after those that it depends on."""

    nodes: int
    steps: int
    knots: Sequence[int]
    inputs: Sequence[Sequence[Input]]
    components: Sequence[tuple[Sequence[int], bool]]

    @classmethod
    def of(cls, graph: Graph) -> "Structure":
        """The structure of a graph."""
        lists = graph.machine.plain
        start, source, kind, edge = (lists(column) for column in (graph.start, graph.source, graph.kind, graph.edge))
        knots = list(map(int, graph.knots))
        own = set(knots)
        step = [None if one >= graph.steps or one in own else one for one in edge]
        rows = list(map(Input, source, kind, step))
        inputs = [rows[begin:end] for begin, end in pairwise(start)]
        components: list[tuple[Sequence[int], bool]] = []
        for segment in graph.segments:
            order = lists(segment.order)
            components += [(order, True)] if segment.cyclic else [([vertex], False) for vertex in order]
        return cls(graph.nodes, graph.steps, knots, inputs, components)

    @cached_property
    def component_of(self) -> Sequence[int]:
        """The component of each vertex."""
        found = [0] * len(self.inputs)
        for number, (members, _) in enumerate(self.components):
            for vertex in members:
                found[vertex] = number
        return found

    @cached_property
    def uses(self) -> Sequence[int]:
        """The number of times each vertex is an input of another."""
        count = [0] * len(self.inputs)
        for inputs in self.inputs:
            for one in inputs:
                count[one.source] += 1
        return count

    @cached_property
    def uses_beyond(self) -> Sequence[int]:
        """The number of times each vertex is an input of another outside its circle."""
        count, component = list(self.uses), self.component_of
        for vertex, inputs in enumerate(self.inputs):
            for one in inputs:
                count[one.source] -= component[one.source] == component[vertex]
        return count

    @cached_property
    def ranks(self) -> Sequence[int]:
        """A rank for each vertex from the structure only; names and the order in a file do not matter.

        By colour refinement: vertices start with their kind and the kinds of what they are joined to, and are told apart
        by the ranks of those, round by round (Weisfeiler & Leman 1968).
        """
        size = len(self.inputs)
        down = [[(one.kind * size, one.source) for one in inputs] for inputs in self.inputs]
        up: list[list[tuple[int, int]]] = [[] for _ in range(size)]
        for vertex, inputs in enumerate(down):
            for kind, source in inputs:
                up[source].append((kind, vertex))
        ranks, before, now = [int(vertex < self.nodes) for vertex in range(size)], 0, 0
        for _ in range(ROUNDS):
            keys = [
                (
                    ranks[vertex],
                    tuple(sorted([kind + ranks[other] for kind, other in down[vertex]])),
                    tuple(sorted([kind + ranks[other] for kind, other in up[vertex]])),
                )
                for vertex in range(size)
            ]
            place = {key: rank for rank, key in enumerate(sorted(set(keys)))}
            ranks, before, now = [place[key] for key in keys], now, len(place)
            if before == now:
                break
        return ranks
