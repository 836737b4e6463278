"""The modules of a graph: which vertices the rest sees as one independent chance each, and which circles are rings."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from argmap.solver.worlds.modules import modules
from argmap.solver.worlds.rings import ring_of
from argmap.solver.worlds.structure import Input, Structure


@dataclass(eq=False)
class Modular:
    """Whether each vertex of a graph is a module, whether it is an open one, and whether it is on a circle.

    All below a module reaches the rest through it alone; an open module may be neither in nor out.
    """

    structure: Structure
    module: list[bool]
    open_module: list[bool]
    circular: list[bool]

    @classmethod
    def of(cls, structure: Structure) -> Self:
        """The modules of a graph, before anything is known of its circles: a vertex of one is an open module, or none."""
        s, component_of = structure, structure.component_of
        size = len(s.inputs)
        found = cls(
            s, [False] * size, [False] * size, [s.components[component_of[vertex]][1] for vertex in range(size)]
        )
        children = [
            sorted({component_of[one.source] for vertex in members for one in s.inputs[vertex]} - {number})
            for number, (members, _) in enumerate(s.components)
        ]
        for (members, cyclic), alone in zip(s.components, modules(children), strict=True):
            if alone and cyclic:
                left_by_one = sum(s.uses_beyond[vertex] > 0 for vertex in members) <= 1
                for vertex in members:
                    found.open_module[vertex] = left_by_one
            for vertex in members if alone and not cyclic else ():
                if found.simple_at(vertex) and any(found.open_module[one.source] for one in s.inputs[vertex]):
                    found.open_module[vertex] = True
                else:
                    found.module[vertex] = True
        return found

    def close(self, vertex: int) -> None:
        """Notes that an open module is never open: it is a module like any other."""
        self.module[vertex], self.open_module[vertex] = True, False

    def open(self, vertex: int) -> None:
        """Notes that a module may be open."""
        self.module[vertex], self.open_module[vertex] = False, True

    def private(self, one: Input) -> bool:
        """Whether an input is a module that nothing else uses."""
        return self.module[one.source] and self.structure.uses_beyond[one.source] == 1

    def simple_at(self, vertex: int) -> bool:
        """Whether all inputs of a vertex are independent modules."""
        if self.circular[vertex]:
            return False
        sources = {one.source for one in self.structure.inputs[vertex]}
        for source in sources:
            if not (self.module[source] or self.open_module[source]):
                return False
        return len(sources) == len(self.structure.inputs[vertex])

    def ring(self, members: Sequence[int]) -> list[tuple[int, Input]] | None:
        """A circle as a ring, if it is one that the rest sees as a module, and nothing that bears on it is open or shared."""
        if not self.open_module[members[0]]:
            return None
        inside, inputs = set(members), self.structure.inputs
        if not all(self.private(one) or one.source in inside for vertex in members for one in inputs[vertex]):
            return None
        return ring_of(inputs, members)
