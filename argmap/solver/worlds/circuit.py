"""An arithmetic circuit: chances in, chances out, every operation a choice v = q·high + (1 − q)·low (Darwiche 2003).

Slot 0 holds 0, slot 1 holds 1, the next slots hold the inputs, and each choice fills one more from three earlier ones. The
result is multilinear in the inputs. The same few loops serve floats, fractions, arrays (a value per scenario) and
intervals; the page evaluates the same three lists in the browser.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fractions import Fraction

    import numpy as np
    import numpy.typing as npt

    Numbers = npt.NDArray[np.float64]


class Tape:
    """A circuit under construction, with a given number of inputs."""

    def __init__(self, inputs: int) -> None:
        self.first = 2 + inputs
        self.chance: list[int] = []
        self.high: list[int] = []
        self.low: list[int] = []
        self._slots: dict[tuple[int, int, int], int] = {}

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

    def scenarios(self, inputs: "Sequence[Numbers | float]", count: int) -> "Numbers":
        """The value of every slot in each scenario, float64 [slot, scenario].

        An input is a number, the same in all scenarios, or float64 [scenario].
        """
        import numpy as np

        value = np.empty((self.slots, count))
        value[0], value[1] = 0.0, 1.0
        for at, given in enumerate(inputs):
            value[2 + at] = given
        for at, (chance, high, low) in enumerate(zip(self.chance, self.high, self.low, strict=True), 2 + self.inputs):
            q, out = value[chance], value[at]
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
        return value

    def pruned(self, slots: Sequence[int]) -> tuple["Circuit", list[int]]:
        """The part of the circuit that these slots depend on, and the new number of each slot."""
        first = 2 + self.inputs
        needed = set(slots)
        for at in range(len(self.chance) - 1, -1, -1):
            if first + at in needed:
                needed.update((self.chance[at], self.high[at], self.low[at]))
        kept = [at for at in range(len(self.chance)) if first + at in needed]
        place = {**{slot: slot for slot in range(first)}, **{first + at: first + new for new, at in enumerate(kept)}}
        rows = ([place[row[at]] for at in kept] for row in (self.chance, self.high, self.low))
        return Circuit(self.inputs, *rows), [place[slot] for slot in slots]

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
