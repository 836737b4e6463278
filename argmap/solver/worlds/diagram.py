"""Reduced ordered binary decision diagrams (Bryant 1986): Boolean functions of numbered variables, shared as one graph.

A function is the number of its root: 0 is false, 1 is true, and equal functions have equal numbers. Operations use an
explicit stack, so that a diagram may be deep, and raise TooLarge before the diagram exceeds its limit of nodes.
"""

from collections.abc import Container

from argmap.errors import ArgmapError

FALSE, TRUE = 0, 1
BOTH, EITHER, WITHOUT = range(3)
LAST = 1 << 60
"""The number of the variable that false and true stand at: after every other."""


class TooLarge(ArgmapError):
    """A diagram that would need more nodes than its limit."""


def too_large(most: int) -> TooLarge:
    """The error that a diagram may not have more nodes."""
    return TooLarge(f"a decision diagram must have at most {most:,} nodes")


class Diagram:
    """Boolean functions of numbered variables, lower numbers tested first, of at most `most` nodes in all.

    >>> d = Diagram(most=100)
    >>> x, y = d.literal(0), d.literal(1)
    >>> d.either(x, d.both(x, y)) == x, d.without(x, x) == FALSE
    (True, True)
    """

    def __init__(self, most: int) -> None:
        self.most = most
        self.variable = [LAST, LAST]
        self.low = [0, 1]
        self.high = [0, 1]
        self._numbers: dict[tuple[int, int, int], int] = {}
        self._known: tuple[dict[tuple[int, int], int], ...] = ({}, {}, {})

    def __len__(self) -> int:
        return len(self.variable)

    def node(self, variable: int, low: int, high: int) -> int:
        """The function that is `high` where the variable is true and `low` where it is false. Raises TooLarge."""
        if low == high:
            return low
        key = variable, low, high
        number = self._numbers.get(key)
        if number is None:
            number = len(self.variable)
            if number >= self.most:
                raise too_large(self.most)
            self._numbers[key] = number
            self.variable.append(variable)
            self.low.append(low)
            self.high.append(high)
        return number

    def literal(self, variable: int) -> int:
        """The function that is the variable itself."""
        return self.node(variable, FALSE, TRUE)

    def both(self, f: int, g: int) -> int:
        """The conjunction f ∧ g. Raises TooLarge."""
        return self._combined(BOTH, min(f, g), max(f, g))

    def either(self, f: int, g: int) -> int:
        """The disjunction f ∨ g. Raises TooLarge."""
        return self._combined(EITHER, min(f, g), max(f, g))

    def without(self, f: int, g: int) -> int:
        """The conjunction f ∧ ¬g. Raises TooLarge."""
        return self._combined(WITHOUT, f, g)

    def below(self, root: int, without: Container[int] = ()) -> list[int]:
        """The nodes that a function consists of, each after the two that it leads to; not those `without`, nor what is below them."""
        reached, waiting = {root}, [root]
        while waiting:
            node = waiting.pop()
            for end in (self.low[node], self.high[node]):
                if end not in reached and end not in without:
                    reached.add(end)
                    waiting.append(end)
        return sorted(reached - {FALSE, TRUE})

    def _combined(self, operation: int, f: int, g: int) -> int:
        """F ∘ g; of an operation that does not mind the order of the two, the lower number is given first."""
        settled = _settled(operation, f, g)
        if settled is not None:
            return settled
        variable, low, high, known = self.variable, self.low, self.high, self._known[operation]
        waiting = [(f, g)]
        while waiting:
            top = waiting[-1]
            if top in known:
                waiting.pop()
                continue
            a, b = top
            tested = min(variable[a], variable[b])
            ends = []
            for side in (low, high):
                one = side[a] if variable[a] == tested else a
                other = side[b] if variable[b] == tested else b
                if one > other and operation != WITHOUT:
                    one, other = other, one
                end = _settled(operation, one, other) if one <= TRUE or other <= TRUE or one == other else None
                if end is None:
                    end = known.get((one, other))
                    if end is None:
                        waiting.append((one, other))
                        continue
                ends.append(end)
            if len(ends) == 2:
                known[top] = self.node(tested, ends[0], ends[1])
                waiting.pop()
        return known[f, g]


def _settled(operation: int, f: int, g: int) -> int | None:
    """F ∘ g where a constant or equality decides it; else None."""
    if operation == WITHOUT:
        return FALSE if f == FALSE or g in (TRUE, f) else f if g == FALSE else None
    decides, idle = (FALSE, TRUE) if operation == BOTH else (TRUE, FALSE)
    if g in (f, idle):
        return f
    if f == idle:
        return g
    return decides if decides in (f, g) else None
