"""A map as numbers: statements and steps as vertices of one graph, in an order in which each comes after its causes.

Vertex v < n is a statement, vertex n + j is step j. A statement depends on the steps to it, a step on its members and
on its undercuts, so a statement that undercuts the step it rests on is a cycle.
"""

from collections import deque
from dataclasses import dataclass
from functools import cached_property

from argmap.model import ArgumentMap

SIGNS = {"support": 1, "attack": -1, "undercut": 0}


@dataclass(frozen=True, eq=False)
class Network:
    """Statements with base scores, steps with signs, weights, members and targets, all by position.

    `base` and `weight` hold (low, high) ⊆ [0, 1], with low = high where the map gives a number. `sign` is +1 for a
    support, −1 for an attack, 0 for an undercut, whose `target` is n + the position of a step.
    """

    names: tuple[str, ...]
    step_names: tuple[str, ...]
    base: tuple[tuple[float, float], ...]
    weight: tuple[tuple[float, float], ...]
    sign: tuple[int, ...]
    members: tuple[tuple[int, ...], ...]
    target: tuple[int, ...]

    @cached_property
    def into(self) -> tuple[tuple[int, ...], ...]:
        """For each vertex, the positions of the steps that end on it, in the order of their ids.

        The order of the ids, not the author's: so a map written in another order evaluates to the same bits.
        """
        into: list[list[int]] = [[] for _ in range(len(self.names) + len(self.step_names))]
        for step in sorted(range(len(self.target)), key=self.step_names.__getitem__):
            into[self.target[step]].append(step)
        return tuple(map(tuple, into))

    @cached_property
    def order(self) -> tuple[int, ...]:
        """The vertices, each after all that it depends on; those on a cycle, or after one, are left out."""
        n = len(self.names)
        waits = [len(steps) for steps in self.into]
        feeds: list[list[int]] = [[] for _ in waits]
        for step, members in enumerate(self.members):
            waits[n + step] += len(members)
            feeds[n + step].append(self.target[step])
            for member in members:
                feeds[member].append(n + step)
        ready = deque(vertex for vertex, wait in enumerate(waits) if not wait)
        order: list[int] = []
        while ready:
            order.append(vertex := ready.popleft())
            for fed in feeds[vertex]:
                waits[fed] -= 1
                if not waits[fed]:
                    ready.append(fed)
        return tuple(order)

    @cached_property
    def cycle(self) -> tuple[int, ...]:
        """The vertices of one cycle, each bearing on the next and the last on the first; empty when there is none."""
        n = len(self.names)
        settled = set(self.order)
        left = [vertex for vertex in range(len(self.into)) if vertex not in settled]
        if not left:
            return ()
        path: dict[int, None] = {}
        here = left[0]
        while here not in path:
            path[here] = None
            causes = [n + step for step in self.into[here]]
            causes += self.members[here - n] if here >= n else ()
            here = next(cause for cause in causes if cause not in settled)
        walked = list(path)
        return tuple(reversed(walked[walked.index(here) :]))

    def name(self, vertex: int) -> str:
        """The id of the statement or step that a vertex stands for."""
        n = len(self.names)
        return self.names[vertex] if vertex < n else self.step_names[vertex - n]

    def cycle_names(self) -> tuple[str, ...]:
        """The cycle as ids of statements, and of those steps on it that are reached by an undercut."""
        n = len(self.names)
        undercut = {self.target[step] for step in range(len(self.sign)) if not self.sign[step]}
        on_cycle = self.cycle
        shown = [v for at, v in enumerate(on_cycle) if v < n or (v in undercut and on_cycle[at - 1] >= n)]
        return tuple(self.name(vertex) for vertex in shown)


def compile(m: ArgumentMap) -> Network:
    """The network of a map, with words of its scale resolved to numbers.

    >>> from argmap.model import ArgumentMap, Claim, Premise, Support
    >>> nodes = [Claim(text="C.", id="c"), Premise(text="P.", id="p", strength="strong")]
    >>> n = compile(ArgumentMap(conclusion="c", nodes=nodes, relations=[Support(sources=["p"], target="c")]))
    >>> n.base, n.members, n.target, n.order
    (((0.5, 0.5), (0.75, 0.75)), ((1,),), (0,), (1, 2, 0))
    """
    position = {node.id: at for at, node in enumerate(m.nodes)}
    steps = {relation.id: len(m.nodes) + at for at, relation in enumerate(m.relations)}
    return Network(
        names=tuple(position),
        step_names=tuple(steps),
        base=tuple(m.scale.interval(node.strength) for node in m.nodes),
        weight=tuple(m.scale.interval(relation.weight) for relation in m.relations),
        sign=tuple(SIGNS[relation.kind] for relation in m.relations),
        members=tuple(tuple(position[source] for source in sorted(relation.sources)) for relation in m.relations),
        target=tuple((steps if relation.kind == "undercut" else position)[relation.target] for relation in m.relations),
    )
