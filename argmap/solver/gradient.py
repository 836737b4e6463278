"""The gradient of a strength: its derivative by every base score and every weight, in one reverse pass over a solved graph."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from argmap.errors import EvaluationError
from argmap.semantics import Conjunction, Semantics
from argmap.solver.graph import Graph
from argmap.solver.passes import Column
from argmap.solver.strengths import Component, scaled

RESIDUAL, MOST_ROUNDS = 1e-13, 2_000
"""When the slopes along a cycle are found."""


@dataclass(frozen=True, eq=False)
class Gradient:
    """∂σ/∂τ, float64 `base` [node], and ∂σ/∂u, float64 `weights` [step], of the strength σ of one statement.

    At a tie of the weakest link, or of the strongest step under a `top` aggregation, the tied share the derivative. So the
    number is the derivative wherever there is one, as where tied members rest on one ground; if there is none, it lies
    between the derivatives from both sides. Where α = 0 it is that for α < 0.
    """

    base: Any
    weights: Any


def gradient(
    graph: Graph,
    given: tuple[Column, Column, Column],
    node: int,
    semantics: Semantics,
    linked: Conjunction,
    cycles: Sequence[Component],
) -> Gradient:
    """The gradient of a statement where own, weight and value are `given`; on a cycle by implicit differentiation.

    Raises EvaluationError when a definition comes without its slopes, and where the statement rests on one of the `cycles`
    that did not settle or is unstable.
    """
    import numpy as np

    from argmap.solver.cycle import CycleRows

    if semantics.slopes is None:
        raise EvaluationError(f"no gradient under {semantics.name!r}: its aggregation or influence has no slopes")
    m, nodes = graph.machine, graph.nodes
    own, weight, value = given
    base = own
    own, weight = scaled(graph, semantics, own, own, weight)
    loop = m.sweep("backward", semantics, linked, knots=len(graph.knots) > 0)
    into, own_slope = m.zeros(graph.vertices), m.zeros(graph.vertices)
    weight_slope = m.zeros(len(graph.source))
    into[node] = 1.0
    rows = graph.start, graph.source, graph.kind, weight, own, nodes, value
    place = m.nowhere(graph.vertices) if graph.circular else None
    left = list(cycles)
    for segment in reversed(graph.segments):
        slopes = into
        if segment.cyclic:
            statements = segment.statements(nodes)
            _check(left.pop(), asked=bool(np.any(np.asarray(m.taken(into, segment.order)) != 0)))
            part = CycleRows.cut(graph, segment, (own, weight, value), place, semantics, linked)
            slopes = m.copy(into)
            m.put(slopes, statements, _through(part, np.array(m.taken(into, statements), dtype=float)))
        loop(segment.order, *rows, slopes, into, own_slope, weight_slope)
    by_vertex, by_place = np.asarray(own_slope), np.asarray(weight_slope)
    if semantics.averaged:
        factors = scaled(graph, semantics, base, m.ones(graph.vertices), m.ones(len(graph.source)))
        by_vertex, by_place = by_vertex * np.asarray(factors[0]), by_place * np.asarray(factors[1])
    by_edge = np.empty(len(graph.source))
    m.loop("scatter")(by_place, graph.edge, by_edge)
    weights = by_edge[: graph.steps]
    weights[np.asarray(graph.knots, dtype=np.intp)] = by_vertex[nodes:]
    return Gradient(by_vertex[:nodes], weights)


def _check(cycle: Component, *, asked: bool) -> None:
    """Raises EvaluationError where the slopes through a cycle are asked for and there are none."""
    if asked and cycle.status == "unstable":
        raise EvaluationError("no gradient: a cycle is at a balance that any change upsets")
    if asked and cycle.status == "not settled":
        raise EvaluationError("no gradient: a cycle does not settle")


def _through(part: Any, outside: Any) -> Any:
    """The slopes by the statements of a cycle, with all paths around it: solves λ = g + Jᵀλ, where g comes from outside."""
    from functools import partial

    import numpy as np

    from argmap.solver.fixed_point import accelerated

    size = float(np.max(np.abs(outside))) or 1.0
    around = partial(part.back, outside)
    slopes, _, residual = accelerated(around, outside, most=MOST_ROUNDS, within=None, rest=RESIDUAL * size, memory=30)
    if not residual <= 1e-6 * size:
        raise EvaluationError("no gradient: the strengths of a cycle answer without limit here")
    return slopes
