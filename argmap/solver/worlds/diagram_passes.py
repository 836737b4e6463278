"""Decision diagrams and the circuits written from them, in arrays and compiled by numba.

The same nodes and slots as `Diagram` and `Tape` make, with the same numbers.
"""

from collections.abc import Callable
from typing import Any

import numba
import numpy as np

from argmap.solver.worlds.circuit import Tape
from argmap.solver.worlds.diagram import BOTH, FALSE, TRUE, WITHOUT, Diagram, too_large

NO_ROOM, TOO_MANY = -1, -2
"""What a pass returns if an array is full, and if the diagram is as large as it may be."""
FIRST_ROWS, GROWTH = 1 << 9, 4

BELOW = (1 << 31) - 1
"""The number of the variable that false and true stand at."""

_jit = numba.njit(nogil=True, cache=True)
_inlined = numba.njit(nogil=True, forceinline=True)


class Rows:
    """Rows of three numbers, each row only once: `rows` int64 [row, 3], of which the first `count[0]` are in use.

    `places` finds a row by what it holds: 1 + the number of the row, or 0.
    """

    def __init__(self) -> None:
        self.rows = np.empty((FIRST_ROWS, 3), dtype=np.int32)
        self.places = np.zeros(2 * FIRST_ROWS, dtype=np.int32)
        self.count = np.zeros(1, dtype=np.int64)

    def room(self, more: int = 1) -> None:
        """Makes room for so many more rows."""
        size, wanted = len(self.rows), int(self.count[0]) + more
        if wanted <= size:
            return
        while size < wanted:
            size *= GROWTH
        grown = np.empty((size, 3), dtype=np.int32)
        grown[: len(self.rows)] = self.rows
        self.rows, self.places = grown, np.zeros(2 * size, dtype=np.int32)
        _placed(self.rows, self.places, int(self.count[0]))


class CompiledDiagram(Diagram):
    """A `Diagram` whose operations are compiled."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.nodes, self.known = Rows(), Rows()
        self.results = np.zeros(FIRST_ROWS, dtype=np.int32)
        self.depth = 0
        self.nodes.rows[:2] = (BELOW, 0, 0), (BELOW, 1, 1)
        self.nodes.count[0] = 2

    def __len__(self) -> int:
        return int(self.nodes.count[0])

    def node(self, variable: int, low: int, high: int) -> int:
        """The function that is `high` where the variable is true and `low` where it is false. Raises TooLarge."""
        self.depth = max(self.depth, variable + 1)
        nodes = self.nodes
        return self._done(lambda: _node(nodes.rows, nodes.places, nodes.count, self.most, variable, low, high))

    def _combined(self, operation: int, f: int, g: int) -> int:
        nodes, known = self.nodes, self.known

        def combined() -> int:
            stores = nodes.rows, nodes.places, nodes.count, known.rows, known.places, known.count, self.results
            return int(_combined(*stores, self.most, self.depth, operation, f, g))

        return self._done(combined)

    def _done(self, work: Callable[[], int]) -> int:
        """What some work on the arrays gives, which is begun again with more room where one is full."""
        while (found := work()) < 0:
            if found == TOO_MANY:
                raise too_large(self.most)
            self.nodes.room()
            self.known.room()
            if len(self.results) < len(self.known.rows):
                self.results = np.append(self.results, np.zeros_like(self.results, shape=len(self.known.rows)))
        return found


class CompiledTape(Tape):
    """A `Tape` that writes the functions of a `CompiledDiagram` in compiled code."""

    def __init__(self, inputs: int) -> None:
        self.first = 2 + inputs
        self.choices = Rows()
        self.slots = np.array([0, 1], dtype=np.int64)
        self.variables = np.zeros(FIRST_ROWS, dtype=np.int64)

    def let(self, variable: int, slot: int) -> None:
        """Gives the slot of the chance that a variable of the diagram is true."""
        if variable >= len(self.variables):
            self.variables = np.append(self.variables, np.zeros(variable + 1, dtype=np.int64))
        self.variables[variable] = slot

    def function(self, diagram: Diagram, root: int) -> int:
        """The slot of the chance that a function is true; all functions of a tape belong to the same diagram."""
        assert isinstance(diagram, CompiledDiagram)
        if len(self.slots) < len(diagram):
            self.slots = np.append(self.slots, np.full(len(diagram), -1))
        choices, nodes = self.choices, diagram.nodes.rows
        while needed := _function(
            choices.rows, choices.places, choices.count, self.first, nodes, self.slots, self.variables, root
        ):
            choices.room(needed)
        return int(self.slots[root])

    def choice(self, chance: int, high: int, low: int) -> int:
        """The slot of q·high + (1 − q)·low, all of them slots; an equal earlier slot is used again."""
        choices = self.choices
        choices.room()
        return int(_choice(choices.rows, choices.places, choices.count, self.first, chance, high, low))

    @property
    def columns(self) -> tuple[list[int], list[int], list[int]]:
        """The slots that each choice is made of: chance, high and low."""
        chance, high, low = self.choices.rows[: int(self.choices.count[0])].T.tolist()
        return chance, high, low


@_inlined
def _place(rows: Any, places: Any, a: Any, b: Any, c: Any) -> Any:
    """Where the row (a, b, c) is found among the places, or would be put."""
    mixed = np.uint64(a) * np.uint64(0x9E3779B97F4A7C15) ^ np.uint64(b) * np.uint64(0xC2B2AE3D27D4EB4F)
    mixed = (mixed ^ np.uint64(c)) * np.uint64(0xD6E8FEB86659FD93)
    mask = len(places) - 1
    at = np.int64(mixed >> np.uint64(32)) & mask
    while places[at] != 0:
        row = places[at] - 1
        if rows[row, 0] == a and rows[row, 1] == b and rows[row, 2] == c:
            break
        at = (at + 1) & mask
    return at


@_inlined
def _put(rows: Any, places: Any, count: Any, at: Any, a: Any, b: Any, c: Any) -> Any:
    """Adds a row that has this place; returns its number."""
    number = count[0]
    rows[number, 0], rows[number, 1], rows[number, 2] = a, b, c
    places[at] = number + 1
    count[0] = number + 1
    return number


@_jit
def _placed(rows: Any, places: Any, count: Any) -> None:
    """Fills empty places with the rows in use."""
    for row in range(count):
        places[_place(rows, places, rows[row, 0], rows[row, 1], rows[row, 2])] = row + 1


@_inlined
def _node(rows: Any, places: Any, count: Any, most: Any, variable: Any, low: Any, high: Any) -> Any:
    """The number of a node, or `NO_ROOM`, or `TOO_MANY`."""
    if low == high:
        return low
    at = _place(rows, places, variable, low, high)
    if places[at] != 0:
        return places[at] - 1
    if count[0] >= most:
        return TOO_MANY
    if count[0] == len(rows):
        return NO_ROOM
    return _put(rows, places, count, at, variable, low, high)


@_inlined
def _settled(operation: Any, f: Any, g: Any) -> Any:
    """F ∘ g where a constant or equality decides it; else −1."""
    if operation == WITHOUT:
        if f == FALSE or g in (TRUE, f):
            return FALSE
        return f if g == FALSE else -1
    decides, idle = (FALSE, TRUE) if operation == BOTH else (TRUE, FALSE)
    if g in (f, idle):
        return f
    if f == idle:
        return g
    return decides if decides in (f, g) else -1


@_jit
def _combined(
    rows: Any,
    places: Any,
    count: Any,
    known: Any,
    known_places: Any,
    known_count: Any,
    results: Any,
    most: Any,
    depth: Any,
    operation: Any,
    f: Any,
    g: Any,
) -> Any:
    """F ∘ g, or `NO_ROOM`, or `TOO_MANY`; see `Diagram._combined`. `known` holds (operation, f, g), and `results` their results."""
    found = np.int64(_settled(operation, f, g))
    if found >= 0:
        return found
    waiting = np.empty((2 * depth + 2, 2), dtype=np.int64)
    waiting[0, 0], waiting[0, 1] = f, g
    last = 0
    ends = np.empty(2, dtype=np.int64)
    while last >= 0:
        a, b = waiting[last, 0], waiting[last, 1]
        place = _place(known, known_places, operation, a, b)
        if known_places[place] != 0:
            found = results[known_places[place] - 1]
            last -= 1
            continue
        if known_count[0] == len(known):
            return NO_ROOM
        tested, ready = min(rows[a, 0], rows[b, 0]), True
        for side in range(2):
            one = rows[a, 1 + side] if rows[a, 0] == tested else a
            other = rows[b, 1 + side] if rows[b, 0] == tested else b
            if one > other and operation != WITHOUT:
                one, other = other, one
            end = _settled(operation, one, other)
            if end < 0:
                at = _place(known, known_places, operation, one, other)
                if known_places[at] == 0:
                    last += 1
                    waiting[last, 0], waiting[last, 1] = one, other
                    ready = False
                    continue
                end = results[known_places[at] - 1]
            ends[side] = end
        if ready:
            found = _node(rows, places, count, most, tested, ends[0], ends[1])
            if found < 0:
                return found
            results[_put(known, known_places, known_count, place, operation, a, b)] = found
            last -= 1
    return found


@_inlined
def _choice(rows: Any, places: Any, count: Any, first: Any, chance: Any, high: Any, low: Any) -> Any:
    """The slot of a choice; see `Tape.choice`. There is room for one more."""
    if high == low or chance == 1:
        return high
    if chance == 0:
        return low
    if high == 1 and low == 0:
        return chance
    at = _place(rows, places, chance, high, low)
    if places[at] != 0:
        return first + places[at] - 1
    return first + _put(rows, places, count, at, chance, high, low)


@_jit
def _function(rows: Any, places: Any, count: Any, first: Any, nodes: Any, slots: Any, variables: Any, root: Any) -> Any:
    """Sets the slots of the nodes below a root, and returns 0; or how many rows are needed, if there are too few."""
    if slots[root] >= 0:
        return 0
    reached = [root]
    slots[root] = -2
    at = 0
    while at < len(reached):
        node = reached[at]
        at += 1
        for side in range(1, 3):
            end = nodes[node, side]
            if slots[end] == -1:
                slots[end] = -2
                reached.append(end)
    if count[0] + len(reached) > len(rows):
        for node in reached:
            slots[node] = -1
        return len(reached)
    for node in np.sort(np.array(reached)):
        chance = variables[nodes[node, 0]]
        slots[node] = _choice(rows, places, count, first, chance, slots[nodes[node, 2]], slots[nodes[node, 1]])
    return 0
