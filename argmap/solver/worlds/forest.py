"""The chances of a graph in which nothing is used twice, by one pass in plain Python: no circuit is made for it.

They are the same, bit for bit, as those of the circuit: the arithmetic is that of a vertex whose inputs are independent.
"""

from collections.abc import Sequence

from argmap.solver.graph import Graph
from argmap.solver.passes import MEMBER, SUPPORT

ChanceLists = tuple[list[float], list[float], list[float]]


def is_forest(graph: Graph) -> bool:
    """Whether nothing in a graph that is not large is used twice, so that all inputs of every vertex are independent."""
    return not graph.large and len(set(graph.source)) == len(graph.source) and not graph.circular


def chances(graph: Graph, base: Sequence[float], weights: Sequence[float]) -> ChanceLists:
    """The chance that each statement stands, that it is defeated, and that each step is in, on a forest."""
    nodes, steps = graph.nodes, graph.steps
    stands = [*base, *(weights[step] for step in graph.knots)]
    defeated = [0.0] * nodes
    carried = list(weights)
    joint = dict(zip(graph.knots, range(nodes, graph.vertices), strict=True))
    lists = graph.machine.plain
    start, source, kind, edge = map(lists, (graph.start, graph.source, graph.kind, graph.edge))
    for segment in graph.segments:
        for vertex in lists(segment.order):
            begin, end = start[vertex], start[vertex + 1]
            if begin == end:
                continue
            up, down, attacked = stands[vertex], 0.0, False
            for at in range(begin, end):
                step, value = edge[at], stands[source[at]]
                if step < steps and step not in joint:
                    carried[step] = value = weights[step] * value
                if kind[at] == SUPPORT:
                    up = value + (1.0 - value) * up
                elif kind[at] == MEMBER:
                    up = value * up
                else:
                    down, attacked = value + (1.0 - value) * down if attacked else value, True
            stands[vertex] = (1.0 - down) * up if attacked else up
            if vertex < nodes:
                defeated[vertex] = down
    for step, vertex in joint.items():
        carried[step] = stands[vertex]
    return stands[:nodes], defeated, carried
