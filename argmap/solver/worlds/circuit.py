"""An arithmetic circuit: chances in, chances out, every operation a choice v = q·high + (1 − q)·low (Darwiche 2003).

Slot 0 holds 0, slot 1 holds 1, the next slots hold the inputs, and each choice fills one more from three earlier ones. The
result is multilinear in the inputs. The same few loops serve floats, fractions, arrays (a value per scenario) and
intervals; the page evaluates the same three lists in the browser.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from argmap.solver.worlds.diagram import FALSE, TRUE, Diagram

if TYPE_CHECKING:
    from fractions import Fraction

    import numpy as np
    import numpy.typing as npt

    Numbers = npt.NDArray[np.float64]
    Positions = npt.NDArray[np.int64]
    Layer = tuple[slice, Positions, Positions, Positions]


LARGE, WIDE = 500, 32
"""A circuit of so many slots, and so many in a layer on average, is evaluated layer by layer, as arrays."""


class Tape:
    """A circuit under construction, with a given number of inputs."""

    def __init__(self, inputs: int) -> None:
        self.first = 2 + inputs
        self.chance: list[int] = []
        self.high: list[int] = []
        self.low: list[int] = []
        self._slots: dict[tuple[int, int, int], int] = {}
        self._functions: dict[int, int] = {FALSE: 0, TRUE: 1}
        self._variables: dict[int, int] = {}

    @property
    def columns(self) -> tuple[list[int], list[int], list[int]]:
        """The slots that each choice is made of: chance, high and low."""
        return self.chance, self.high, self.low

    def let(self, variable: int, slot: int) -> None:
        """Gives the slot of the chance that a variable of the diagram is true."""
        self._variables[variable] = slot

    def function(self, diagram: Diagram, root: int) -> int:
        """The slot of the chance that a function is true; all functions of a tape belong to the same diagram."""
        slots = self._functions
        if root not in slots:
            for node in diagram.below(root, slots):
                slots[node] = self.choice(
                    self._variables[diagram.variable[node]], slots[diagram.high[node]], slots[diagram.low[node]]
                )
        return slots[root]

    def choice(self, chance: int, high: int, low: int) -> int:
        """The slot of q·high + (1 − q)·low, all of them slots; an equal earlier slot is used again."""
        if high == low or chance == 1:
            return high
        if chance == 0:
            return low
        if (high, low) == (1, 0):
            return chance
        key = chance, high, low
        slot = self._slots.get(key)
        if slot is None:
            self._slots[key] = slot = self.first + len(self.chance)
            self.chance.append(chance)
            self.high.append(high)
            self.low.append(low)
        return slot

    def both(self, first: int, second: int) -> int:
        """The slot of the product: the chance of two independent events together."""
        return self.choice(first, second, 0)

    def either(self, first: int, second: int) -> int:
        """The slot of 1 − (1 − a)(1 − b): the chance of at least one of two independent events."""
        return self.choice(first, 1, second)

    def without(self, first: int, second: int) -> int:
        """The slot of a·(1 − b): the chance of the first of two independent events without the second."""
        return self.choice(second, 0, first)


@dataclass(frozen=True, eq=False)
class Circuit:
    """The choices of a tape: `chance`, `high` and `low` name, for each, the three slots that it is made of.

    `inputs` is the number of inputs.
    """

    inputs: int
    chance: Sequence[int]
    high: Sequence[int]
    low: Sequence[int]

    @property
    def slots(self) -> int:
        """The number of slots: two constants, the inputs and the choices."""
        return 2 + self.inputs + len(self.chance)

    @cached_property
    def wide(self) -> bool:
        """Whether the circuit is evaluated as arrays: a deep one has too little in each layer for that to pay."""
        return self.slots >= LARGE and self.slots >= WIDE * len(self.layers)

    def values(self, inputs: Sequence[Any], zero: Any = 0.0) -> list[Any]:
        """The value of every slot, for inputs that are floats, fractions or float64 arrays [scenario].

        `zero` is the zero of that kind of numbers.
        """
        one = 1 + zero
        value = [zero, one, *inputs]
        fill = value.append
        for chance, high, low in zip(self.chance, self.high, self.low, strict=True):
            q = value[chance]
            if low == 0:
                fill(q * value[high])
            elif high == 0:
                fill((one - q) * value[low])
            else:
                fill(q * value[high] + (one - q) * value[low])
        return value

    def fractions(self, inputs: "Sequence[Fraction]") -> "list[Fraction]":
        """The value of every slot as a fraction. Raises EvaluationError if the fractions grow too long."""
        from fractions import Fraction

        from argmap.solver.budget import Budget

        budget, one = Budget(), Fraction(1)
        value = [Fraction(0), one, *inputs]
        for chance, high, low in zip(self.chance, self.high, self.low, strict=True):
            q, up, down = value[chance], value[high], value[low]
            budget.spend([q, up, down])
            value.append(q * up + (one - q) * down)
        return value

    def scenarios(self, inputs: "Sequence[Numbers | float]", count: int, slots: Sequence[int]) -> "Numbers":
        """The value of these slots in each scenario, float64 [slot, scenario].

        An input is a number, the same in all scenarios, or float64 [scenario]. A row of memory is used again once nothing
        needs what it holds.
        """
        import numpy as np

        rows, most = self.rows_for(tuple(slots))
        memory = np.empty((most, count))
        value: list[Numbers | float] = [0.0, 1.0, *inputs]
        for chance, high, low, row in zip(self.chance, self.high, self.low, rows, strict=True):
            q, out = value[chance], memory[row]
            if low == 0:
                np.multiply(q, value[high], out=out)
            elif high == 0:
                np.subtract(1.0, q, out=out)
                np.multiply(out, value[low], out=out)
            elif high == 1:
                np.subtract(1.0, value[low], out=out)
                np.multiply(out, q, out=out)
                np.add(out, value[low], out=out)
            else:
                np.subtract(value[high], value[low], out=out)
                np.multiply(out, q, out=out)
                np.add(out, value[low], out=out)
            value.append(out)
        found = np.empty((len(slots), count))
        for place, slot in enumerate(slots):
            found[place] = value[slot]
        return found

    def rows_for(self, slots: tuple[int, ...]) -> tuple[list[int], int]:
        """For each choice the row of memory that holds its value, and how many rows there are; `slots` keep theirs to the end.

        >>> Circuit(1, [2, 2, 2], [1, 3, 4], [0, 0, 0]).rows_for((5,))
        ([0, 1, 0], 2)
        """
        known = self.__dict__.setdefault("_rows", {})
        if slots in known:
            made: tuple[list[int], int] = known[slots]
            return made
        first = 2 + self.inputs
        last = [-1] * len(self.chance)
        for place, ends in enumerate(zip(self.chance, self.high, self.low, strict=True)):
            for slot in ends:
                if slot >= first:
                    last[slot - first] = place
        for slot in slots:
            if slot >= first:
                last[slot - first] = len(last)
        rows: list[int] = []
        free: list[int] = []
        most = 0
        for place, ends in enumerate(zip(self.chance, self.high, self.low, strict=True)):
            if not free:
                free.append(most)
                most += 1
            rows.append(free.pop())
            done = {slot - first for slot in ends if slot >= first and last[slot - first] == place}
            free.extend(rows[slot] for slot in sorted(done))
            if last[place] == -1:
                free.append(rows[place])
        known[slots] = rows, most
        return rows, most

    def pruned(self, slots: Sequence[int]) -> tuple["Circuit", list[int]]:
        """The part of the circuit that these slots depend on, its choices in layers, and the new number of each slot."""
        first = 2 + self.inputs
        needed = set(slots)
        for at in range(len(self.chance) - 1, -1, -1):
            if first + at in needed:
                needed.update((self.chance[at], self.high[at], self.low[at]))
        depth = [0] * self.slots
        for at, ends in enumerate(zip(self.chance, self.high, self.low, strict=True)):
            depth[first + at] = 1 + max(depth[slot] for slot in ends)
        kept = sorted((at for at in range(len(self.chance)) if first + at in needed), key=lambda at: depth[first + at])
        place = {**{slot: slot for slot in range(first)}, **{first + at: first + new for new, at in enumerate(kept)}}
        rows = ([place[row[at]] for at in kept] for row in (self.chance, self.high, self.low))
        return Circuit(self.inputs, *rows), [place[slot] for slot in slots]

    @cached_property
    def layers(self) -> "list[Layer]":
        """The choices in runs that do not need each other: the slots of each run, and their three rows, as arrays."""
        import numpy as np

        chance, high, low = (np.array(row, dtype=np.int64) for row in (self.chance, self.high, self.low))
        first = begin = 2 + self.inputs
        starts = []
        for slot, ends in enumerate(zip(self.chance, self.high, self.low, strict=True), first):
            if slot == first or max(ends) >= begin:
                begin = slot
                starts.append(slot)
        made = []
        for start, end in pairwise([*starts, self.slots]):
            run = slice(start - first, end - first)
            made.append((slice(start, end), chance[run], high[run], low[run]))
        return made

    def _begun(self, inputs: "Numbers") -> "Numbers":
        """The constants and the inputs in their slots, float64 [slot]; what the choices fill is not set."""
        import numpy as np

        value = np.empty(self.slots)
        value[:2] = 0.0, 1.0
        value[2 : 2 + self.inputs] = inputs
        return value

    def vector(self, inputs: "Numbers") -> "Numbers":
        """The value of every slot, float64 [slot], as `values` gives them; faster for a large circuit."""
        value = self._begun(inputs)
        for slots, chance, high, low in self.layers:
            q = value[chance]
            value[slots] = q * value[high] + (1.0 - q) * value[low]
        return value

    def vector_slopes(self, value: "Numbers", of: int) -> "Numbers":
        """∂(slot `of`)/∂(input), float64 [input], at the values that `vector` gives; faster for a large circuit."""
        import numpy as np

        slope = np.zeros(self.slots)
        slope[of] = 1.0
        for slots, chance, high, low in reversed(self.layers):
            s, q = slope[slots], value[chance]
            np.add.at(slope, chance, s * (value[high] - value[low]))
            np.add.at(slope, high, s * q)
            np.add.at(slope, low, s * (1.0 - q))
        return slope[2 : 2 + self.inputs]

    def bounds(self, low: Sequence[float], high: Sequence[float]) -> tuple[list[float], list[float]]:
        """The least and the greatest value of each slot, for inputs between `low` and `high`.

        Always sound; exact in slots on which every uncertain input acts in one direction only.
        """
        least, most = [0.0, 1.0, *low], [0.0, 1.0, *high]
        for chance, up, down in zip(self.chance, self.high, self.low, strict=True):
            least_q, most_q = least[chance], most[chance]
            a, b = least[up], least[down]
            q = least_q if a >= b else most_q
            least.append(q * a + (1.0 - q) * b)
            a, b = most[up], most[down]
            q = most_q if a >= b else least_q
            most.append(q * a + (1.0 - q) * b)
        return least, most

    def vector_bounds(self, low: "Numbers", high: "Numbers") -> tuple["Numbers", "Numbers"]:
        """The least and the greatest value of each slot, float64 [slot], as `bounds` gives them; faster for a large circuit."""
        import numpy as np

        least, most = self._begun(low), self._begun(high)
        for slots, chance, up, down in self.layers:
            least_q, most_q = least[chance], most[chance]
            a, b = least[up], least[down]
            q = np.where(a >= b, least_q, most_q)
            least[slots] = q * a + (1.0 - q) * b
            a, b = most[up], most[down]
            q = np.where(a >= b, most_q, least_q)
            most[slots] = q * a + (1.0 - q) * b
        return least, most

    def slopes(self, values: Sequence[Any], of: int, zero: Any = 0.0) -> list[Any]:
        """∂(slot `of`)/∂(input), for each input, at the slots' `values`; one backward pass."""
        first = 2 + self.inputs
        slope = [zero] * max(first, of + 1)
        slope[of] = 1 + zero
        for at in range(of - first, -1, -1):
            s = slope[first + at]
            if isinstance(s, float) and s == 0.0:
                continue
            chance, high, low = self.chance[at], self.high[at], self.low[at]
            q = values[chance]
            slope[chance] = slope[chance] + s * (values[high] - values[low])
            if high > 1:
                slope[high] = slope[high] + s * q
            if low > 1:
                slope[low] = slope[low] + s * (1 - q)
        return slope[2:first]
