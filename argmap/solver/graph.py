"""The graph of a map: statements, and the steps that need a vertex, as compressed rows of edges.

A step from one statement that nothing undercuts is an edge. A linked or undercut step is a vertex: its members and
undercuts are edges to it, and one edge leads from it to its target. Edge j is what step j sends to its target; the
edges after the last step lead from members to their step.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, chain, repeat
from operator import gt, sub
from typing import Any, TypeVar, cast

from argmap.computed_once import computed_once
from argmap.solver.backend import PLAIN, Machine, is_large, machine_for
from argmap.solver.passes import MEMBER, Column

T = TypeVar("T")

Edge = tuple[Sequence[int], int, int]
"""Members, target, kind."""


@dataclass(frozen=True)
class Segment:
    """A part of the order of evaluation: its vertices, and whether they are a cycle or a sequence."""

    order: Column
    cyclic: bool

    def statements(self, nodes: int) -> Column:
        """The statements among the vertices of a cycle."""
        return self.order[self.knots(nodes) :]

    def steps(self, nodes: int) -> Column:
        """The steps among the vertices of a cycle."""
        return self.order[: self.knots(nodes)]

    def knots(self, nodes: int) -> int:
        """The number of steps among the vertices of a cycle."""
        count = 0
        while self.order[count] >= nodes:
            count += 1
        return count


@dataclass(frozen=True, eq=False)
class Graph:
    """Vertices 0 … nodes − 1 are statements, vertex nodes + k is step knots[k].

    `carrier[j]` is the vertex whose value step j brings. `start`, `source`, `kind` are the rows: what bears on each
    vertex, and `edge` the edge that stands at each place of them. `loops` are the statements that bear on themselves.
    """

    machine: Machine
    nodes: int
    steps: int
    knots: Sequence[int]
    carrier: Column
    start: Column
    source: Column
    kind: Column
    edge: Column
    loops: Sequence[int]

    def once(self, make: Callable[["Graph"], T]) -> T:
        """The result of `make` for this graph, computed at the first call and kept with the graph."""
        made: dict[Any, Any] = self.__dict__.setdefault("_made", {})
        if make not in made:
            made[make] = make(self)
        return cast(T, made[make])

    @property
    def vertices(self) -> int:
        """The number of vertices: statements, and steps with a vertex."""
        return self.nodes + len(self.knots)

    @computed_once
    def large(self) -> bool:
        """Whether the graph is so large that compiled code is loaded for it; the same in every process."""
        return is_large(self.vertices + len(self.edge))

    @computed_once
    def segments(self) -> tuple[Segment, ...]:
        """All vertices, each after those that it depends on, split into segments where a cycle begins and ends.

        Within a cycle steps come first, undercuts before what they undercut.
        """
        order, rest_begins, ends = self._components()
        taken_until, segments = 0, []
        for begin, end in self._cyclic(order, rest_begins, ends):
            if taken_until < begin:
                segments.append(Segment(order[taken_until:begin], cyclic=False))
            members = order[begin:end]
            if len(self.knots):
                members = self.machine.positions(sorted(map(int, members), key=lambda v: (v < self.nodes, v)))
            segments.append(Segment(members, cyclic=True))
            taken_until = end
        if taken_until < len(order):
            segments.append(Segment(order[taken_until:], cyclic=False))
        return tuple(segments)

    @computed_once
    def schedule(self) -> tuple[Column, Column, Column]:
        """The segments as columns: all vertices in order, the end of each segment among them, and 1 for each cycle."""
        m, segments = self.machine, self.segments
        order = m.joined(m.places(0), *(segment.order for segment in segments))
        ends = accumulate(len(segment.order) for segment in segments)
        return order, m.positions(list(ends)), m.kinds_of([int(segment.cyclic) for segment in segments])

    @computed_once
    def settling(self) -> tuple[Column, Column, Column]:
        """`schedule` with the vertices of each cycle as `inward` has them."""
        m, (_, ends, cyclic) = self.machine, self.schedule
        orders = (self.inward(one.order) if one.cyclic else one.order for one in self.segments)
        return m.joined(m.places(0), *orders), ends, cyclic

    def inward(self, order: Column) -> Column:
        """The vertices of a cycle, most of them after what they depend on, so that it settles in few rounds.

        In a graph with steps among its vertices they keep their order, steps first.
        """
        if len(self.knots):
            return order
        return self.machine.joined(order[:-1][::-1], order[-1:])

    @computed_once
    def circular(self) -> bool:
        """Whether the graph has a cycle."""
        return any(segment.cyclic for segment in self.segments)

    @computed_once
    def descends(self) -> bool:
        """Whether lists hold the graph, and whatever bears on a vertex has a higher number: then the last may be evaluated first."""
        if self.machine.compiled or self.knots:
            return False
        many = map(sub, self.start[1:], self.start)
        return all(map(gt, self.source, chain.from_iterable(map(repeat, range(self.nodes), many))))

    @property
    def straight(self) -> Sequence[Column] | None:
        """The vertices in parts, each vertex after those that it depends on; None if there is a cycle."""
        if self.descends:
            return (range(self.nodes - 1, -1, -1),)
        return None if self.circular else [segment.order for segment in self.segments]

    def plain(self) -> "Graph":
        """The same graph as lists, for the interpreter."""
        named = {name: PLAIN.plain(getattr(self, name)) for name in ("carrier", "start", "source", "kind", "edge")}
        return Graph(PLAIN, self.nodes, self.steps, self.knots, loops=self.loops, **named)

    def _components(self) -> tuple[Column, int, Column]:
        """The vertices in order, the number of them that lead to a cycle or are on one, and the end of each component of those."""
        size, m = self.vertices, self.machine
        order, mark, cursor = (m.places(size) for _ in range(3))
        left = m.loop("peel")(self.start, self.source, mark, cursor, order)
        if not left:
            return order, 0, ()
        ends, path, held = (m.places(size) for _ in range(3))
        count = m.loop("components")(self.start, self.source, mark, m.kinds(size), cursor, path, held, order, ends)
        return order, left, ends[:count]

    def _cyclic(self, order: Column, left: int, ends: Column) -> list[tuple[int, int]]:
        """The places (begin, end) of the components with a cycle: those of two or more vertices, and loops."""
        if not left:
            return []
        ends = self.machine.plain(ends)
        loops = set(self.loops)
        spans = zip([0, *ends], ends, strict=False)
        return [(begin, end) for begin, end in spans if end - begin > 1 or int(order[begin]) in loops]

    @computed_once
    def cycles(self) -> Sequence[Sequence[int]]:
        """One path around each cycle."""
        return [self.cycle(segment) for segment in self.segments if segment.cyclic]

    def cycle(self, segment: Segment) -> list[int]:
        """One path around a cycle: vertices, each with an edge to the next, and the last with an edge to the first."""
        within = set(map(int, segment.order))
        path: dict[int, None] = {}
        here = int(segment.order[-1])
        while here not in path:
            path[here] = None
            here = next(a for a in map(int, self.source[self.start[here] : self.start[here + 1]]) if a in within)
        walked = list(path)
        return walked[walked.index(here) :][::-1]

    def kind_between(self, source: int, target: int) -> int:
        """The kind of the first edge between two vertices."""
        places = range(self.start[target], self.start[target + 1])
        return next(int(self.kind[place]) for place in places if self.source[place] == source)


def of_edges(nodes: int, sources: Column, targets: Column, signs: Column) -> Graph:
    """The graph of steps with one source each, none undercut: step j leads from sources[j] to targets[j]."""
    m = machine_for(nodes + len(sources), arrays=True)
    carrier, targets = m.positions(sources), m.positions(targets)
    return _graph(m, nodes, len(carrier), (), carrier, carrier, targets, m.kinds_of(signs))


def of_single_steps(
    nodes: int, sources: list[int], targets: list[int], kinds: list[int], ranked: Sequence[int]
) -> Graph | None:
    """What `of_steps` gives for steps with one source each, none of them undercut; None for a graph that compiled code is to run on."""
    if is_large(nodes + len(sources)):
        return None
    edge = sorted(ranked, key=targets.__getitem__)
    bearing = [0] * (nodes + 1)
    for target in targets:
        bearing[target + 1] += 1
    loops = sorted({source for source, target in zip(sources, targets, strict=True) if source == target})
    rows = list(accumulate(bearing)), PLAIN.taken(sources, edge), PLAIN.taken(kinds, edge), edge
    return Graph(PLAIN, nodes, len(sources), [], sources, *rows, loops)


def of_steps(nodes: int, steps: Sequence[Edge], ranked: Sequence[int]) -> Graph:
    """The graph of steps of every kind: (members, target, kind), with a target ≥ nodes for the step that is undercut.

    What bears on a vertex stands in the rows as `ranked` orders the steps, members in the order they are given.
    """
    undercut = {target - nodes for _, target, _ in steps if target >= nodes}
    knots = [j for j, (members, _, _) in enumerate(steps) if len(members) > 1 or j in undercut]
    if undercut:
        depth = _depths(knots, nodes, steps)
        knots.sort(key=lambda j: -depth[j])
    vertex = {j: nodes + k for k, j in enumerate(knots)}
    carrier = [vertex[j] if j in vertex else members[0] for j, (members, _, _) in enumerate(steps)]
    joins = [(member, vertex[j]) for j in knots for member in steps[j][0]]
    edges = [(carrier[j], _end(steps[j][1], nodes, vertex), steps[j][2]) for j in ranked]
    edges += [(member, knot, MEMBER) for member, knot in joins]
    m = machine_for(nodes + len(knots) + len(edges))
    sources, targets = (m.positions([edge[end] for edge in edges]) for end in (0, 1))
    kinds = m.kinds_of([kind for _, _, kind in edges])
    graph = _graph(m, nodes, len(steps), knots, m.positions(carrier), sources, targets, kinds)
    rank = m.positions([*ranked, *range(len(steps), len(edges))])
    return replace(graph, edge=m.taken(rank, graph.edge))


def _end(target: int, nodes: int, vertex: Mapping[int, int]) -> int:
    return target if target < nodes else vertex[target - nodes]


def _depths(knots: Sequence[int], nodes: int, steps: Sequence[Edge]) -> dict[int, int]:
    """For each of these steps, the number of undercuts on its path to a support or attack."""
    depth: dict[int, int] = {}
    for knot in knots:
        path, j = [], knot
        while j not in depth and steps[j][1] >= nodes:
            path.append(j)
            j = steps[j][1] - nodes
        at = depth.setdefault(j, 0)
        for above in reversed(path):
            depth[above] = at = at + 1
    return depth


def _graph(
    m: Machine,
    nodes: int,
    steps: int,
    knots: Sequence[int],
    carrier: Column,
    sources: Column,
    targets: Column,
    kinds: Column,
) -> Graph:
    start, edge = m.places(nodes + len(knots) + 1), m.places(len(sources))
    m.loop("rows")(targets, start, edge)
    if m.compiled:
        loops = sources[sources == targets].tolist()
    else:
        loops = [source for source, target in zip(sources, targets, strict=True) if source == target]
    return Graph(
        m, nodes, steps, knots, carrier, start, m.taken(sources, edge), m.taken(kinds, edge), edge, sorted(set(loops))
    )
