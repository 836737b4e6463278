"""A graph as a circuit that gives, for every statement and step, the chance that it is in.

A statement or step whose inputs share nothing is one line of arithmetic. The others are compiled to decision
diagrams, whose variables are modules and parts that only one vertex uses. Circles get the well-founded labelling
(Van Gelder, Ross, Schlipf 1991), by iteration on the diagrams: for each vertex a function that says in which worlds it is
in, and one that says in which it is not out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from itertools import islice

from argmap.solver.graph import Graph
from argmap.solver.passes import ATTACK, MEMBER, SUPPORT
from argmap.solver.worlds import rings
from argmap.solver.worlds.circuit import LARGE, Circuit, Tape
from argmap.solver.worlds.diagram import FALSE, Diagram, TooLarge, too_large
from argmap.solver.worlds.least_size import least_nodes
from argmap.solver.worlds.modular import Modular
from argmap.solver.worlds.rings import Link
from argmap.solver.worlds.structure import Input, Structure
from argmap.solver.worlds.variables import Variable, orders

MOST_NODES = 100_000
"""The most nodes that the diagrams of one map may have; past it, worlds are drawn."""
SMALL = 2_000
"""Diagrams with at most so many nodes are small."""
PAYS = 500_000
"""After so many nodes made in this process, compiled code makes the next ones; to load it takes as long as 200,000 nodes, and the first time ten times that."""
HOPELESS = 20
"""If the limit is reached before one in so many vertices is done, another order of the variables does not help."""


@dataclass(frozen=True, eq=False)
class Compiled:
    """The circuit of a graph, and the slots of its results: the chance that each statement is in and is defeated, and that each step is in.

    Inputs are the chances of statements and then of steps. `nodes` is the size of the diagrams.
    """

    circuit: Circuit
    stands: tuple[int, ...]
    defeated: tuple[int, ...]
    steps: tuple[int, ...]
    nodes: int

    @cached_property
    def layered(self) -> "Compiled":
        """The same chances, by a circuit whose choices stand in layers; a small one stays as it is."""
        if self.circuit.slots < LARGE:
            return self
        rows = self.stands, self.defeated, self.steps
        circuit, slots = self.circuit.pruned([slot for row in rows for slot in row])
        placed = iter(slots)
        stands, defeated, steps = (tuple(islice(placed, len(row))) for row in rows)
        return Compiled(circuit, stands, defeated, steps, self.nodes)

    def asked_again(self) -> bool:
        """Whether this was asked before: to put a circuit in layers pays from the second evaluation on."""
        known = self.__dict__
        again: bool = known.get("_asked", False)
        known["_asked"] = True
        return again

    def parts(self, slots: tuple[int, ...]) -> tuple[Circuit, list[int]]:
        """The part of the circuit for these slots, computed once, and the new number of each slot."""
        made = self.__dict__.setdefault("_parts", {})
        if slots not in made:
            made[slots] = self.circuit.pruned(slots)
        part: tuple[Circuit, list[int]] = made[slots]
        return part


@dataclass(eq=False)
class _Label:
    """The worlds in which a vertex is in, is not out, and (for a statement) in which an attack on it is in."""

    stands: int
    possible: int
    defeated: int = FALSE


def compiled(graph: Graph) -> Compiled:
    """The circuit of a graph. Raises TooLarge if the diagrams would need more than `MOST_NODES` nodes.

    Where the first order of the variables gives large diagrams, the second is tried, and the smaller circuit is taken;
    not if the first order reached the limit when most of the graph was still to come.
    """
    structure = Structure.of(graph)
    modular = Modular.of(structure)
    if least_nodes(modular) > MOST_NODES:
        raise too_large(MOST_NODES)
    best: Compiled | None = None
    for order in orders(modular):
        most = best.nodes if best else MOST_NODES
        compiler = _Compiler(structure, *_WORKSHOP.opened(most, structure.nodes + structure.steps))
        try:
            found = compiler.compiled(order)
        except TooLarge as error:
            if best is None and compiler.finished * HOPELESS < len(structure.inputs):
                raise
            refused = error
            continue
        finally:
            _WORKSHOP.made += len(compiler.diagram)
        if best is None or found.circuit.slots < best.circuit.slots:
            best = found
        if best.nodes <= SMALL:
            break
    if best is None:
        raise refused
    return best


class _Workshop:
    """Makes the diagrams and tapes of this process: compiled ones once that pays."""

    def __init__(self) -> None:
        self.made = 0

    def opened(self, most: int, inputs: int) -> tuple[Diagram, Tape]:
        """An empty diagram of at most so many nodes, and an empty tape."""
        if self.made >= PAYS and find_spec("numba"):
            from argmap.solver.worlds.diagram_passes import CompiledDiagram, CompiledTape

            return CompiledDiagram(most), CompiledTape(inputs)
        return Diagram(most), Tape(inputs)


_WORKSHOP = _Workshop()


@dataclass(eq=False)
class _Compiler:
    structure: Structure
    diagram: Diagram
    tape: Tape

    def __post_init__(self) -> None:
        s = self.structure
        size = len(s.inputs)
        self.chance = [0] * size
        self.possible = [0] * size
        self.defeat = [0] * size
        self.carried: dict[int, int] = {}
        self.label: list[_Label | None] = [None] * size
        self.parts: dict[int, tuple[int, int, list[Input]]] = {}
        self.modular = Modular.of(s)
        self.finished = 0

    def compiled(self, order: Sequence[Variable]) -> Compiled:
        """The circuit, its diagrams with the variables in this order. Raises TooLarge."""
        s = self.structure
        self.variables = {variable: number for number, variable in enumerate(order)}
        for members, cyclic in s.components:
            ring = self.modular.ring(members) if cyclic else None
            if ring:
                self._finish_ring(ring)
            elif cyclic:
                self._label_circle(members)
            for vertex in () if ring else members:
                self._finish(vertex)
            self.finished += len(members)
            for vertex in members:
                self._carry(vertex)
        circuit = Circuit(s.nodes + s.steps, *self.tape.columns)
        carried = {**self.carried, **{step: self.chance[s.nodes + at] for at, step in enumerate(s.knots)}}
        return Compiled(
            circuit,
            tuple(self.chance[: s.nodes]),
            tuple(self.defeat[: s.nodes]),
            tuple(carried[step] for step in range(s.steps)),
            len(self.diagram),
        )

    def _own(self, vertex: int) -> int:
        """The slot of the chance that a statement holds on its own, or that a step works."""
        s = self.structure
        return 2 + (vertex if vertex < s.nodes else s.nodes + s.knots[vertex - s.nodes])

    def _finish(self, vertex: int) -> None:
        """Writes the slots of a vertex after those of all vertices below it."""
        if self.modular.simple_at(vertex):
            self._simple(vertex)
        else:
            label = self._label(vertex)
            self.chance[vertex] = self._written(label.stands)
            self.possible[vertex] = self._written(label.possible)
            self.defeat[vertex] = self._written(label.defeated)
            if label.stands != label.possible and self.modular.module[vertex]:
                self.modular.open(vertex)

    def _finish_ring(self, ring: Sequence[tuple[int, Input]]) -> None:
        """Writes the slots of a ring; where it is never open it is a module like any other."""
        s, links = self.structure, []
        for vertex, inner in ring:
            outside = [one for one in s.inputs[vertex] if one is not inner]
            weight = 1 if inner.step is None else 2 + s.nodes + inner.step
            up, down = self._for(vertex, outside, self.chance), self._against(outside, self.chance)
            links.append(Link(inner.kind, up, down, weight))
        settled = True
        for (vertex, inner), found in zip(ring, rings.ring_chances(self.tape, links), strict=True):
            self.chance[vertex], self.possible[vertex] = found.stands, found.possible
            self.defeat[vertex] = found.defeated if vertex < s.nodes else 0
            settled = settled and found.stands == found.possible
            if inner.step is not None:
                self.carried[inner.step] = found.carried
        for vertex, _ in ring if settled else ():
            self.modular.close(vertex)

    def _carry(self, vertex: int) -> None:
        """Writes the slots of the steps to a vertex; on a cycle a step and its source are not independent."""
        component = self.structure.component_of
        for one in self.structure.inputs[vertex]:
            if one.step is None or one.step in self.carried:
                continue
            if component[one.source] == component[vertex]:
                self.carried[one.step] = self._written(self._brought(one, "stands"))
            else:
                weight = 2 + self.structure.nodes + one.step
                self.carried[one.step] = self.tape.both(weight, self.chance[one.source])

    def _simple(self, vertex: int) -> None:
        """σ = (1 − (1 − τ)·Π(1 − supports))·Π(1 − attacks); a step carries u·Π members·Π(1 − undercuts).

        What is not out is prevented only by what is in, and what is in by all that is not out.
        """
        tape, inputs = self.tape, self.structure.inputs[vertex]
        down = self._against(inputs, self.chance)
        self.chance[vertex] = tape.without(self._for(vertex, inputs, self.chance), self._against(inputs, self.possible))
        self.possible[vertex] = tape.without(self._for(vertex, inputs, self.possible), down)
        self.defeat[vertex] = down if vertex < self.structure.nodes else 0

    def _for(self, vertex: int, inputs: Sequence[Input], chances: Sequence[int]) -> int:
        """The chance that a vertex is supported, by independent inputs or on its own; with all its members, for a step."""
        up = self._own(vertex)
        for one in inputs:
            if one.kind == SUPPORT:
                up = self.tape.either(self._weighed(one, chances), up)
            elif one.kind == MEMBER:
                up = self.tape.both(self._weighed(one, chances), up)
        return up

    def _against(self, inputs: Sequence[Input], chances: Sequence[int]) -> int:
        """The chance that one of these independent inputs attacks."""
        down = 0
        for one in inputs:
            if one.kind not in (SUPPORT, MEMBER):
                down = self.tape.either(self._weighed(one, chances), down)
        return down

    def _weighed(self, one: Input, chances: Sequence[int]) -> int:
        slot = chances[one.source]
        return slot if one.step is None else self.tape.both(2 + self.structure.nodes + one.step, slot)

    def _written(self, function: int) -> int:
        """The slot of the chance that a function is true."""
        return self.tape.function(self.diagram, function)

    def _variable(self, name: Variable, slot: int) -> int:
        """The literal of a variable, whose chance stands in a slot."""
        number = self.variables.setdefault(name, len(self.variables))
        self.tape.let(number, slot)
        return self.diagram.literal(number)

    def _label(self, vertex: int) -> _Label:
        """The label of a vertex, as functions of the variables that it depends on."""
        if (label := self.label[vertex]) is None:
            for below in self._unlabelled(vertex):
                if self.modular.circular[below] and self.label[below] is None:
                    self._label_circle(self.structure.components[self.structure.component_of[below]][0])
                elif self.label[below] is None:
                    self.label[below] = self._computed(below, stands=True, possible=True)
            label = self.label[vertex]
        assert label is not None
        return label

    def _unlabelled(self, vertex: int) -> list[int]:
        """The vertices without a label that the label of this one is made of, each after those below it, and itself last."""
        found, waiting = {vertex}, [vertex]
        while waiting:
            for one in self.structure.inputs[waiting.pop()]:
                if one.source not in found and not self.modular.module[one.source] and self.label[one.source] is None:
                    found.add(one.source)
                    waiting.append(one.source)
        return sorted(found, key=lambda vertex: self.structure.component_of[vertex])

    def _computed(self, vertex: int, *, stands: bool, possible: bool) -> _Label:
        d = self.diagram
        up, down, shared = self._parts(vertex)
        step = vertex >= self.structure.nodes
        label = _Label(FALSE, FALSE)
        for wanted, name, for_, against in (
            (stands, "stands", "stands", "possible"),
            (possible, "possible", "possible", "stands"),
        ):
            if not wanted:
                continue
            helps, hurts = up, down
            for one in shared:
                if one.kind in (SUPPORT, MEMBER):
                    value = self._brought(one, for_)
                    helps = d.both(helps, value) if step else d.either(helps, value)
                else:
                    hurts = d.either(hurts, self._brought(one, against))
            setattr(label, name, d.without(helps, hurts))
        if not step and stands:
            defeated = down
            for one in shared:
                if one.kind == ATTACK:
                    defeated = d.either(defeated, self._brought(one, "stands"))
            label.defeated = defeated
        return label

    def _parts(self, vertex: int) -> tuple[int, int, list[Input]]:
        """The parts that only this vertex uses, as one variable for it and one against it, and its other inputs."""
        if vertex in self.parts:
            return self.parts[vertex]
        inputs = self.structure.inputs[vertex]
        private = [one for one in inputs if self.modular.private(one)]
        up, down = self._for(vertex, private, self.chance), self._against(private, self.chance)
        helps = self._variable(("for", vertex), up)
        hurts = self._variable(("against", vertex), down) if down else FALSE
        self.parts[vertex] = helps, hurts, [one for one in inputs if not self.modular.private(one)]
        return self.parts[vertex]

    def _brought(self, one: Input, side: str) -> int:
        """The worlds in which an input is in ("stands"), or is not out ("possible")."""
        if self.modular.module[one.source]:
            value = self._variable(("module", one.source), self.chance[one.source])
        else:
            label = self._label(one.source)
            value = label.stands if side == "stands" else label.possible
        if one.step is None:
            return value
        weight = self._variable(("weight", one.step), 2 + self.structure.nodes + one.step)
        return self.diagram.both(weight, value)

    def _label_circle(self, members: Sequence[int]) -> None:
        """The well-founded labels of a circle, as an alternating fixed point.

        The set of what is in grows from the empty set. Possible is what can be derived when only what is in counts as an
        attack, so that a support that rests only on itself is never possible.
        """
        for vertex in members:
            self.label[vertex] = _Label(FALSE, FALSE)
        while True:
            for vertex in members:
                self._set(vertex, possible=FALSE)
            self._grown(members, "possible")
            if not self._grown(members, "stands"):
                break
        for vertex in members:
            self.label[vertex] = self._computed(vertex, stands=True, possible=True)

    def _set(self, vertex: int, **functions: int) -> None:
        for name, function in functions.items():
            setattr(self.label[vertex], name, function)

    def _grown(self, members: Sequence[int], side: str) -> bool:
        """Extends one side of the labels until nothing changes, to and fro; returns whether anything changed."""
        grew, again, order = False, True, members
        while again:
            again, order = False, order[::-1]
            for vertex in order:
                new = self._computed(vertex, stands=side == "stands", possible=side == "possible")
                if getattr(new, side) != getattr(self.label[vertex], side):
                    self._set(vertex, **{side: getattr(new, side)})
                    grew = again = True
        return grew
