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
_Part = Sequence[tuple[int, int]]
"""Inputs of a vertex: the source of each, and the step whose weight it has, −1 if it has none."""

_Parts = tuple[tuple[_Part, _Part], tuple[_Part, _Part]]
"""Inputs that are independent of the others and those that may not be, each for the vertex and against it."""

NEVER, ALWAYS = (0.0, 0.0), (1.0, 1.0)
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

    @cached_property
    def parts(self) -> Sequence[_Parts]:
        """The independent and the shared inputs of each vertex, each divided into what is for it and what is against it."""
        return [(_sides(independent), _sides(shared)) for independent, shared in self.inputs]


def _sides(inputs: Sequence[Input]) -> tuple[_Part, _Part]:
    """The inputs that are for a vertex, and those against it."""
    helps: list[tuple[int, int]] = []
    hurts: list[tuple[int, int]] = []
    for one in inputs:
        side = helps if one.kind in (SUPPORT, MEMBER) else hurts
        side.append((one.source, -1 if one.step is None else one.step))
    return helps, hurts


def bounds(
    graph: Graph, least: tuple[Sequence[float], Sequence[float]], most: tuple[Sequence[float], Sequence[float]]
) -> tuple[list[Interval], list[Interval]]:
    """Between what the chances lie that each statement stands, and that it is defeated, for (base, weights) between these.

    Where circles leave a statement open, the bounds hold for what is in and for what is not out.
    """
    sharing = graph.once(Sharing.of)
    s = sharing.structure
    own = [*zip(least[0], most[0], strict=True), *((least[1][step], most[1][step]) for step in s.knots)]
    weights = [*zip(least[1], most[1], strict=True), ALWAYS]
    known: list[Interval] = [(0.0, 1.0)] * len(s.inputs)
    defeated: list[Interval] = [NEVER] * s.nodes
    for members, cyclic in s.components:
        if cyclic:
            _narrow(members, sharing, own, weights, known, defeated)
            continue
        for vertex in members:
            if not s.inputs[vertex]:
                known[vertex] = own[vertex]
                continue
            step = vertex >= s.nodes
            known[vertex], lost = _straight(own[vertex], sharing.parts[vertex], known, weights, step=step)
            if not step:
                defeated[vertex] = lost
    return known[: s.nodes], defeated


def _narrow(
    members: Sequence[int],
    sharing: "Sharing",
    own: Sequence[Interval],
    weights: Sequence[Interval],
    known: list[Interval],
    defeated: list[Interval],
) -> None:
    """Narrows the bounds of the vertices of a circle, where everything may depend on everything."""
    for _ in range(MOST_PASSES):
        moved = 0.0
        for vertex in members:
            helps, hurts = (_worked(part, known, weights) for part in sharing.parts[vertex][1])
            step = vertex >= len(defeated)
            up, down = all_of([own[vertex], *helps]) if step else any_of([own[vertex], *helps]), any_of(hurts)
            low, high = known[vertex]
            new = max(low, up[0] - down[1]), min(high, up[1], 1 - down[0])
            moved = max(moved, new[0] - low, high - new[1])
            known[vertex] = new
            if not step:
                defeated[vertex] = down
        if moved <= STILL:
            break


def _worked(part: _Part, known: Sequence[Interval], weights: Sequence[Interval]) -> list[Interval]:
    """The chances that inputs are in and their steps work, however these depend on each other."""
    return [all_of([known[source], weights[step]]) if step >= 0 else known[source] for source, step in part]


def _straight(
    own: Interval, parts: _Parts, known: Sequence[Interval], weights: Sequence[Interval], *, step: bool
) -> tuple[Interval, Interval]:
    """The bounds of a vertex, and of what is against it: its own chance is independent of all that bears on it."""
    (free_helps, free_hurts), (helps, hurts) = parts
    down = _any_of(hurts, known, weights) if hurts else NEVER
    least, most = own
    if step:
        up = all_of(_brought(helps, known, weights))
        for low, high in _brought(free_helps, known, weights):
            least, most = least * low, most * high
        low, high = least * max(0.0, up[0] - down[1]), most * min(up[1], 1 - down[0])
    else:
        up = _any_of(helps, known, weights) if helps else NEVER
        if free_helps:
            least, most = _any_apart([own, *_brought(free_helps, known, weights)])
        low = least * (1 - down[1]) + (1 - least) * max(0.0, up[0] - down[1])
        high = most * (1 - down[0]) + (1 - most) * min(up[1], 1 - down[0])
    if free_hurts:
        apart = _any_apart(_brought(free_hurts, known, weights))
        low, high = low * (1 - apart[1]), high * (1 - apart[0])
        down = _any_apart([down, apart])
    return (low, min(high, 1.0)), down


def _any_of(part: _Part, known: Sequence[Interval], weights: Sequence[Interval]) -> Interval:
    """`any_of` for some inputs off a circle, without an interval for each: a large map has many of them."""
    lows: list[float] = []
    highs: list[float] = []
    for source, step in part:
        low, high = known[source]
        least, most = weights[step]
        lows.append(low * least)
        highs.append(high * most)
    return max(lows), min(1.0, sum(highs))


def _brought(part: _Part, known: Sequence[Interval], weights: Sequence[Interval]) -> list[Interval]:
    """The chances that inputs are in and their steps work, off a circle, where the two are independent."""
    ends = ((known[source], weights[step]) for source, step in part)
    return [(chance[0] * weight[0], chance[1] * weight[1]) for chance, weight in ends]


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
