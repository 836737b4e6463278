"""Computes the strengths of a graph: one pass for the parts without cycles, and settling for each cycle.

`own` holds the base score of each statement and the weight of each step with a vertex; `weight` holds the weight of each
edge at its position in the rows.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from argmap.semantics import Conjunction, Semantics
from argmap.solver.graph import Graph, Segment
from argmap.solver.passes import Column

if TYPE_CHECKING:
    from fractions import Fraction

Interval = tuple[float, float]
GraphRows = tuple[Column, Column, Column, Column, Column, int]
"""Start, source, kind, weight, own and the number of statements, as the loops take them."""

STATUSES = ("exact", "certified", "converged", "unstable", "not settled")
"""How strengths were found, from best to worst."""

STILL, MOST_PASSES = 1e-12, 10_000
"""Bounds on a cycle are narrowed until they move by at most the first number, or as often as the second; they are always sound."""


@dataclass(frozen=True)
class Component:
    """A strongly connected component: vertices that depend on one another, and how their strengths were found.

    `status` is *certified* where a Lipschitz `bound` < 1 in a weighted maximum norm shows that there is one fixed point,
    *converged* where the flow ds/dt = F(s) − s came to rest, *unstable* where it did at a point that any change leads away
    from, else *not settled*. `residual` is max |F(s) − s| after `rounds` evaluations of F; `oscillates` says that strengths go
    up and down without end, within `swing`. `eigenvalue` is that of F's derivative with the largest real part; 1 or more is
    unstable, NaN where it was not asked for.
    """

    vertices: Sequence[int]
    status: str
    bound: float
    rounds: int
    residual: float
    oscillates: bool = False
    eigenvalue: float = float("nan")
    swing: tuple[Column, Column] | None = None


def solve(
    graph: Graph, own: Column, weight: Column, semantics: Semantics, linked: Conjunction, zero: Any = 0.0
) -> tuple[Column, tuple[Component, ...]]:
    """The value of every vertex (σ of a statement, what a step carries) and the result for each cycle.

    `zero` is the zero of the kind of numbers that `own` and `weight` are.
    """
    m, nodes, base = graph.machine, graph.nodes, own
    value = m.copy(own)
    own, weight = scaled(graph, semantics, own, own, weight)
    forward = m.sweep("forward", semantics, linked, knots=len(graph.knots) > 0)
    rows = graph.start, graph.source, graph.kind, weight, own, nodes
    if (orders := graph.straight) is None:
        return value, _settled(graph, base, rows, value, semantics, linked)
    for order in orders:
        forward(order, *rows, value, value, zero)
    return value, ()


def solve_exactly(
    graph: Graph, own: Column, weight: Column, semantics: Semantics, linked: Conjunction
) -> list["Fraction"]:
    """The value of every vertex as a fraction, on a plain graph without cycles, of fractions.

    Raises EvaluationError if the fractions grow too long.
    """
    from fractions import Fraction

    from argmap.solver.budget import Budget

    value: list[Fraction] = list(own)
    own, weight = scaled(graph, semantics, own, own, weight)
    forward = graph.machine.sweep("forward", semantics, linked, knots=True)
    budget, rows = Budget(), (graph.start, graph.source, graph.kind, weight, own)
    for segment in graph.segments:
        for vertex in segment.order:
            edges = range(graph.start[vertex], graph.start[vertex + 1])
            budget.spend([own[vertex], *(weight[at] for at in edges), *(value[graph.source[at]] for at in edges)])
            forward([vertex], *rows, graph.nodes, value, value, Fraction(0))
    return value


def _settled(
    graph: Graph, base: Column, rows: GraphRows, value: Column, semantics: Semantics, linked: Conjunction
) -> tuple[Component, ...]:
    """The result for each cycle of a graph; evaluates the whole graph into `value`.

    Where F is a contraction, a few rounds over the rows of the whole graph are enough; another cycle is cut out, and the
    flow from the `base` scores is followed.
    """
    m, count = graph.machine, len(graph.segments)
    steepest, image = m.zeros(graph.nodes), m.zeros(graph.nodes)
    m.loop("steepest_of", semantics, linked)(*rows[:1], rows[2], rows[4], graph.nodes, steepest)
    bounds, rounds, residuals = m.zeros(count), m.places(count), m.zeros(count)
    scratch, kept = (steepest, m.zeros(graph.vertices), image), (bounds, rounds, residuals)
    contracting = m.loop("contracting", semantics, linked)
    others: dict[int, Component] = {}
    segment = contracting(*graph.settling, *rows, value, *scratch, *kept, 0)
    place = m.nowhere(graph.vertices) if segment < count else ()
    while segment < count:
        cycle = graph.segments[segment]
        m.put(value, cycle.order, m.taken(base, cycle.order))
        others[segment] = _at_rest(graph, cycle, rows, value, place, float(bounds[segment]), semantics, linked)
        segment = contracting(*graph.settling, *rows, value, *scratch, *kept, segment + 1)
    found = zip(graph.segments, *map(m.plain, kept), strict=True)
    return tuple(
        others.get(number) or Component(cycle.order, "certified", bound, made, residual)
        for number, (cycle, bound, made, residual) in enumerate(found)
        if cycle.cyclic
    )


def _at_rest(
    graph: Graph,
    cycle: Segment,
    rows: GraphRows,
    value: Column,
    place: Column,
    bound: float,
    semantics: Semantics,
    linked: Conjunction,
) -> Component:
    """The result for a cycle whose flow is followed from the values that its vertices have; sets their values.

    `place` is scratch, all −1 before and after.
    """
    import numpy as np

    from argmap.solver.cycle import CycleRows
    from argmap.solver.fixed_point import settle

    m, (_, _, _, weight, own, _) = graph.machine, rows
    part = CycleRows.cut(graph, cycle, (own, weight, value), place, semantics, linked)
    rest = settle(part.once, np.array(part.value[: part.nodes], dtype=float), bound, part.bound_at, part.swept)
    part.once(rest.values)
    carried = part.value[part.nodes : len(part.order)]
    m.put(value, cycle.order, m.joined(carried, m.numbers(rest.values)))
    swing = None if rest.low is None or rest.high is None else (rest.low, rest.high)
    return Component(
        cycle.order, rest.status, bound, rest.rounds, rest.residual, rest.oscillates, rest.eigenvalue, swing
    )


def bound(
    graph: Graph,
    least: tuple[Column, Column],
    most: tuple[Column, Column],
    semantics: Semantics,
    linked: Conjunction,
    value: Column,
    cycles: Sequence[Component],
) -> tuple[Column, Column]:
    """The least and the greatest value of each vertex when base scores and weights lie between `least` and `most`.

    Where nothing is loose, a settled cycle has its value and another one the swing that was seen; elsewhere bounds on a
    cycle are narrowed from [0, 1].
    """
    m, nodes = graph.machine, graph.nodes
    loose = least is not most
    least_own, most_weight = scaled(graph, semantics, most[0], least[0], most[1])
    most_own, least_weight = scaled(graph, semantics, least[0], most[0], least[1])
    low, high = m.copy(least_own), m.copy(most_own)
    loop = m.loop("bounds", semantics, linked)
    results = iter(cycles)
    for segment in graph.segments:
        rows = (
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
            loop(*rows, low, high)
            continue
        cycle = next(results)
        if loose:
            m.put(low, segment.order, [0.0] * len(segment.order))
            m.put(high, segment.order, [1.0] * len(segment.order))
            for _ in range(MOST_PASSES):
                if loop(*rows, low, high) <= STILL:
                    break
        else:
            ends = cycle.swing or (m.taken(value, segment.statements(nodes)),) * 2
            for column, end in zip((low, high), ends, strict=True):
                m.put(column, segment.statements(nodes), end)
            loop(segment.steps(nodes), *rows[1:], low, high)
            loose = cycle.swing is not None
    return low, high


def scaled(graph: Graph, semantics: Semantics, base: Column, own: Column, weight: Column) -> tuple[Column, Column]:
    """Base scores and weights as the semantics takes them: unchanged, unless it averages over attackers."""
    if not semantics.averaged:
        return own, weight
    m = graph.machine
    new_own, new_weight = m.copy(own), m.copy(weight)
    rows = graph.start, graph.source, graph.kind
    m.loop("average")(*rows, graph.nodes, base, own, weight, new_own, new_weight)
    return new_own, new_weight


def unsettled(graph: Graph, cycles: Sequence[Component]) -> list[int]:
    """The statements of cycles that did not settle, and all statements that depend on those."""
    m = graph.machine
    start, source = m.plain(graph.start), m.plain(graph.source)
    doubtful = {int(v) for cycle in cycles if cycle.status == STATUSES[-1] for v in cycle.vertices}
    for segment in graph.segments:
        vertices = m.plain(segment.order)
        for v in vertices:
            if v in doubtful or any(a in doubtful for a in source[start[v] : start[v + 1]]):
                doubtful.add(v)
        if segment.cyclic and any(v in doubtful for v in vertices):
            doubtful.update(vertices)
    return sorted(v for v in doubtful if v < graph.nodes)
