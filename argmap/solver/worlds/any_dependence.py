"""Bounds on chances that hold under any dependence, for graphs that are too large to be compiled (Fréchet 1935).

Of events with chances between a and b, at least one happens with a chance between max a and min(1, Σ b), all of them with one
between max(0, 1 − Σ (1 − a)) and min b. What nothing else makes use of is independent, and is multiplied.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import prod

from argmap.solver.graph import Graph
from argmap.solver.passes import MEMBER, SUPPORT
from argmap.solver.worlds.modules import modules
from argmap.solver.worlds.structure import Input, Structure

Interval = tuple[float, float]

STILL, MOST_PASSES = 1e-9, 100
"""Bounds on a circle are narrowed until they move no more than this, or so many times; they are sound at any time."""


@dataclass(frozen=True, eq=False)
class Sharing:
    """A graph and, for each vertex, the inputs that are independent of its others and those that may not be."""

    structure: Structure

    @classmethod
    def of(cls, graph: Graph) -> "Sharing":
        """The sharing of a graph."""
        return cls(Structure.of(graph))

    @cached_property
    def inputs(self) -> Sequence[tuple[Sequence[Input], Sequence[Input]]]:
        """(independent, shared) inputs of each vertex; on a circle all are shared."""
        s, component = self.structure, self.structure.component_of
        children = [
            sorted({component[one.source] for vertex in members for one in s.inputs[vertex]} - {number})
            for number, (members, _) in enumerate(s.components)
        ]
        whole = modules(children)
        circular = [s.components[component[vertex]][1] for vertex in range(len(s.inputs))]
        private = [whole[component[v]] and not circular[v] and s.uses[v] == 1 for v in range(len(s.inputs))]
        return [
            (
                [one for one in inputs if private[one.source] and not circular[vertex]],
                [one for one in inputs if not private[one.source] or circular[vertex]],
            )
            for vertex, inputs in enumerate(s.inputs)
        ]


def bounds(
    graph: Graph, least: tuple[Sequence[float], Sequence[float]], most: tuple[Sequence[float], Sequence[float]]
) -> tuple[list[Interval], list[Interval]]:
    """Between what the chances lie that each statement stands, and that it is defeated, for (base, weights) between these.

    Where circles leave a statement open, the bounds hold for what is in and for what is not out.
    """
    sharing = graph.once(Sharing.of)
    s = sharing.structure
    own = [*zip(least[0], most[0], strict=True), *((least[1][step], most[1][step]) for step in s.knots)]
    weights = list(zip(least[1], most[1], strict=True))
    known: list[Interval] = [(0.0, 1.0)] * len(s.inputs)
    defeated: list[Interval] = [(0.0, 0.0)] * s.nodes
    for members, cyclic in s.components:
        for _ in range(MOST_PASSES if cyclic else 1):
            moved = 0.0
            for vertex in members:
                inputs = [
                    [(one, _brought(one, known, weights, cyclic=cyclic)) for one in part]
                    for part in sharing.inputs[vertex]
                ]
                step = vertex >= s.nodes
                new, lost = (
                    _circular(own[vertex], inputs[1], step=step)
                    if cyclic
                    else _straight(own[vertex], *inputs, step=step)
                )
                new = max(new[0], known[vertex][0]), min(new[1], known[vertex][1])
                moved = max(moved, new[0] - known[vertex][0], known[vertex][1] - new[1])
                known[vertex] = new
                if not step:
                    defeated[vertex] = lost
            if moved <= STILL:
                break
    return known[: s.nodes], defeated


Brought = Sequence[tuple[Input, Interval]]


def _brought(one: Input, known: Sequence[Interval], weights: Sequence[Interval], *, cyclic: bool) -> Interval:
    """The chance that an input is in and its step works; off a circle the two are independent."""
    source = known[one.source]
    if one.step is None:
        return source
    weight = weights[one.step]
    return all_of([source, weight]) if cyclic else (source[0] * weight[0], source[1] * weight[1])


def _sides(inputs: Brought) -> tuple[list[Interval], list[Interval]]:
    """What is for a vertex, and what is against it."""
    helps = [bound for one, bound in inputs if one.kind in (SUPPORT, MEMBER)]
    return helps, [bound for one, bound in inputs if one.kind not in (SUPPORT, MEMBER)]


def _circular(own: Interval, inputs: Brought, *, step: bool) -> tuple[Interval, Interval]:
    """The bounds of a vertex, and of what is against it, where everything may depend on everything."""
    helps, hurts = _sides(inputs)
    up, down = all_of([own, *helps]) if step else any_of([own, *helps]), any_of(hurts)
    return (max(0.0, up[0] - down[1]), min(up[1], 1 - down[0])), down


def _straight(own: Interval, free: Brought, shared: Brought, *, step: bool) -> tuple[Interval, Interval]:
    """The bounds of a vertex, and of what is against it: its own chance is independent of all that bears on it."""
    (free_up, free_down), (helps, hurts) = _sides(free), _sides(shared)
    down, down_free = any_of(hurts), _any_apart(free_down)
    if step:
        own = own[0] * prod(low for low, _ in free_up), own[1] * prod(high for _, high in free_up)
        up = all_of(helps)
        low, high = own[0] * max(0.0, up[0] - down[1]), own[1] * min(up[1], 1 - down[0])
    else:
        own, up = _any_apart([own, *free_up]), any_of(helps)
        low = own[0] * (1 - down[1]) + (1 - own[0]) * max(0.0, up[0] - down[1])
        high = own[1] * (1 - down[0]) + (1 - own[1]) * min(up[1], 1 - down[0])
    lost = _any_apart([down, down_free])
    return (low * (1 - down_free[1]), high * (1 - down_free[0])), lost


def any_of(events: Iterable[Interval]) -> Interval:
    """The chance that at least one of these events happens, however they depend on one another; 0 of none.

    >>> any_of([(0.25, 0.5), (0.5, 0.75)])
    (0.5, 1.0)
    """
    given = list(events)
    return max((low for low, _ in given), default=0.0), min(1.0, sum(high for _, high in given))


def all_of(events: Iterable[Interval]) -> Interval:
    """The chance that all of these events happen, however they depend on one another; 1 of none.

    >>> all_of([(0.75, 0.75), (0.5, 0.75)])
    (0.25, 0.75)
    """
    given = list(events)
    return max(0.0, 1 - sum(1 - low for low, _ in given)), min((high for _, high in given), default=1.0)


def _any_apart(events: Iterable[Interval]) -> Interval:
    """The chance that at least one of independent events happens."""
    given = list(events)
    return 1 - prod(1 - low for low, _ in given), 1 - prod(1 - high for _, high in given)
