"""The strengths of a graph: one pass where nothing rests on itself, a settled cycle where something does.

`own` holds the base score of each statement and the weight of each step with a vertex, `weight` that of each edge at its
place in the rows.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from argmap.graph import Graph, Segment
from argmap.kernel import Column
from argmap.semantics import Conjunction, Semantics

Interval = tuple[float, float]

STATUSES = ("exact", "certified", "converged", "not settled")
"""How strengths were found, from best to worst."""

STILL, MOST_PASSES = 1e-12, 10_000
"""Bounds on a cycle are narrowed until they move no more than this, or so many times; they are sound at any time."""


@dataclass(frozen=True)
class Component:
    """A strongly connected component: vertices that rest on one another, and how their strengths were found.

    `status` is *certified* where a Lipschitz `bound` < 1 in a weighted maximum norm shows that there is one fixed point,
    *converged* where the flow ds/dt = F(s) − s came to rest, else *not settled*. `residual` is max |F(s) − s| after
    `rounds` evaluations of F; `oscillates` says that strengths go up and down without end, within `swing`.
    """

    vertices: Sequence[int]
    status: str
    bound: float
    rounds: int
    residual: float
    oscillates: bool = False
    swing: tuple[Column, Column] | None = None


def solve(
    graph: Graph, own: Column, weight: Column, semantics: Semantics, linked: Conjunction, zero: Any = 0.0
) -> tuple[Column, tuple[Component, ...]]:
    """The value of every vertex, σ of a statement and what a step carries, and what became of each cycle.

    `zero` is the zero of the kind of numbers that `own` and `weight` are.
    """
    m, nodes = graph.machine, graph.nodes
    value = m.copy(own)
    own, weight = scaled(graph, semantics, own, own, weight)
    forward = m.loop("forward", semantics, linked)
    cycles = []
    for segment in graph.segments:
        if segment.cyclic:
            cycles.append(_settle(graph, segment, own, weight, semantics, linked, value))
        else:
            rows = graph.start, graph.source, graph.kind, weight, own
            forward(segment.order, *rows, nodes, value, value, zero)
    return value, tuple(cycles)


def _settle(
    graph: Graph,
    segment: Segment,
    own: Column,
    weight: Column,
    semantics: Semantics,
    linked: Conjunction,
    value: Column,
) -> Component:
    """Settles one cycle; its values stand in `value` afterwards."""
    import numpy as np

    from argmap.settling import settle

    m, nodes, order = graph.machine, graph.nodes, segment.order
    rows = graph.start, graph.source, graph.kind, weight, own
    forward, out = m.loop("forward", semantics, linked), m.zeros(graph.vertices)
    statements = segment.statements(nodes)
    start = np.array(m.taken(value, statements), dtype=float)

    def f(strengths: Any) -> Any:
        m.put(value, statements, strengths)
        forward(order, *rows, nodes, value, out, 0.0)
        return np.array(m.taken(out, statements))

    steepest = m.zeros(graph.vertices)
    m.put(steepest, statements, [semantics.influence.steepest(base) for base in m.plain(m.taken(own, statements))])
    bound_at = _bound_at(graph, segment, value, rows, semantics, linked)
    bound = _contraction(graph, segment, rows, semantics, linked, steepest)
    rest = settle(f, start, bound, bound_at)
    f(rest.values)
    m.put(value, statements, rest.values)
    swing = None if rest.low is None or rest.high is None else (rest.low, rest.high)
    return Component(order, rest.status, bound, rest.rounds, rest.residual, rest.oscillates, swing)


def _bound_at(
    graph: Graph,
    segment: Segment,
    value: Column,
    rows: tuple[Column, ...],
    semantics: Semantics,
    linked: Conjunction,
) -> Callable[[Any], float]:
    """The Lipschitz constant of the derivative at given strengths; infinite where the slopes are not known."""
    m, nodes = graph.machine, graph.nodes
    statements = segment.statements(nodes)

    def bound_at(strengths: Any) -> float:
        if semantics.slopes is None:
            return float("inf")
        m.put(value, statements, strengths)
        slope = m.zeros(graph.vertices)
        m.loop("steepness", semantics, linked)(segment.order, *rows, nodes, value, slope)
        return _contraction(graph, segment, rows, semantics, linked, slope)

    return bound_at


def _contraction(
    graph: Graph,
    segment: Segment,
    rows: tuple[Column, ...],
    semantics: Semantics,
    linked: Conjunction,
    steepest: Column,
) -> float:
    """A Lipschitz constant in the maximum norm, or in one with weights where those bring it below 1.

    max (Bx)ᵢ/xᵢ bounds the spectral radius of B ≥ 0 for every x > 0 (Collatz 1942), and that is the constant of the norm
    max |sᵢ|/xᵢ. Powers of B give better and better x; min (Bx)ᵢ/xᵢ ≥ 1 tells that none will do.
    """
    import numpy as np

    m, nodes = graph.machine, graph.nodes
    stretch = m.loop("stretch", semantics, linked)
    statements = segment.statements(nodes)
    move, out, x = m.zeros(graph.vertices), m.zeros(graph.vertices), np.ones(len(statements))
    least = np.inf
    for _ in range(40):
        m.put(move, statements, x)
        stretch(segment.order, *rows, nodes, steepest, move, out)
        image = np.array(m.taken(out, statements))
        ratios = image / x
        least = min(least, float(np.max(ratios)))
        if least < 1 or not np.isfinite(least) or np.min(ratios) >= 1:
            break
        x = np.maximum(image / np.max(image), 1e-9)
    return least


def bound(
    graph: Graph,
    least: tuple[Column, Column],
    most: tuple[Column, Column],
    semantics: Semantics,
    linked: Conjunction,
    value: Column,
    cycles: Sequence[Component],
) -> tuple[Column, Column]:
    """The least and the most that each vertex can come to when base scores and weights lie between `least` and `most`.

    Where nothing is loose, a settled cycle has its value and another one the swing that was seen; elsewhere bounds on a
    cycle are narrowed from [0, 1].
    """
    m, nodes = graph.machine, graph.nodes
    loose = least is not most
    least_own, most_weight = scaled(graph, semantics, most[0], least[0], most[1])
    most_own, least_weight = scaled(graph, semantics, least[0], most[0], least[1])
    low, high = m.copy(least_own), m.copy(most_own)
    loop = m.loop("bounds", semantics, linked)
    rest = iter(cycles)
    for segment in graph.segments:
        given = (
            segment.order,
            graph.start,
            graph.source,
            graph.kind,
            least_weight,
            most_weight,
            least_own,
            most_own,
            nodes,
        )
        if not segment.cyclic:
            loop(*given, low, high)
            continue
        cycle = next(rest)
        if loose:
            m.put(low, segment.order, [0.0] * len(segment.order))
            m.put(high, segment.order, [1.0] * len(segment.order))
            for _ in range(MOST_PASSES):
                if loop(*given, low, high) <= STILL:
                    break
        else:
            ends = cycle.swing or (m.taken(value, segment.statements(nodes)),) * 2
            for column, end in zip((low, high), ends, strict=True):
                m.put(column, segment.statements(nodes), end)
            loop(segment.steps(nodes), *given[1:], low, high)
            loose = cycle.swing is not None
    return low, high


def scaled(graph: Graph, semantics: Semantics, base: Column, own: Column, weight: Column) -> tuple[Column, Column]:
    """Base scores and weights as the semantics takes them: as they are, unless it averages over attackers."""
    if not semantics.averaged:
        return own, weight
    m = graph.machine
    new_own, new_weight = m.copy(own), m.copy(weight)
    rows = graph.start, graph.source, graph.kind
    m.loop("average")(*rows, graph.nodes, base, own, weight, new_own, new_weight)
    return new_own, new_weight


def unsettled(graph: Graph, cycles: Sequence[Component]) -> list[int]:
    """The statements of cycles that did not settle, and all that rests on those."""
    m = graph.machine
    start, source = m.plain(graph.start), m.plain(graph.source)
    bad = {int(v) for cycle in cycles if cycle.status == STATUSES[-1] for v in cycle.vertices}
    for segment in graph.segments:
        vertices = m.plain(segment.order)
        for v in vertices:
            if v in bad or any(a in bad for a in source[start[v] : start[v + 1]]):
                bad.add(v)
        if segment.cyclic and any(v in bad for v in vertices):
            bad.update(vertices)
    return sorted(v for v in bad if v < graph.nodes)
