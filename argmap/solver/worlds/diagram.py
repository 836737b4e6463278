"""Reduced ordered binary decision diagrams (Bryant 1986): Boolean functions of numbered variables, shared as one graph.

A function is the number of its root: 0 is false, 1 is true, and equal functions have equal numbers. Operations use an
explicit stack, so that a diagram may be deep, and raise TooLarge before the diagram exceeds its limit of nodes.
"""

from argmap.errors import ArgmapError

FALSE, TRUE = 0, 1
LAST = 1 << 60
"""The number of the variable that false and true stand at: after every other."""


class TooLarge(ArgmapError):
    """A diagram that would need more nodes than its limit."""


class Diagram:
    """Boolean functions of numbered variables, lower numbers tested first, of at most `most` nodes in all.

    >>> d = Diagram(most=100)
    >>> x, y = d.literal(0), d.literal(1)
    >>> d.either(x, d.both(x, y)) == x, d.both(x, d.negated(x)) == FALSE
    (True, True)
    """

    def __init__(self, most: int) -> None:
        self.most = most
        self.variable = [LAST, LAST]
        self.low = [0, 1]
        self.high = [0, 1]
        self._numbers: dict[tuple[int, int, int], int] = {}
        self._both: dict[tuple[int, int], int] = {}
        self._either: dict[tuple[int, int], int] = {}
        self._negated: dict[int, int] = {FALSE: TRUE, TRUE: FALSE}

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
                raise TooLarge(f"a decision diagram must have at most {self.most:,} nodes")
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
        return self._combined(f, g, FALSE, self._both)

    def either(self, f: int, g: int) -> int:
        """The disjunction f ∨ g. Raises TooLarge."""
        return self._combined(f, g, TRUE, self._either)

    def negated(self, f: int) -> int:
        """The negation ¬f. Raises TooLarge."""
        known, waiting = self._negated, [f]
        while waiting:
            top = waiting[-1]
            if top in known:
                waiting.pop()
                continue
            low, high = known.get(self.low[top]), known.get(self.high[top])
            if low is None or high is None:
                waiting += [end for end, done in ((self.low[top], low), (self.high[top], high)) if done is None]
                continue
            known[top] = negated = self.node(self.variable[top], low, high)
            known[negated] = top
            waiting.pop()
        return known[f]

    def below(self, *roots: int) -> list[int]:
        """The nodes that these functions consist of, each after the two that it leads to; without false and true."""
        reached, waiting = set(roots), list(roots)
        while waiting:
            node = waiting.pop()
            for end in (self.low[node], self.high[node]):
                if end not in reached:
                    reached.add(end)
                    waiting.append(end)
        return sorted(reached - {FALSE, TRUE})

    def _combined(self, f: int, g: int, decides: int, known: dict[tuple[int, int], int]) -> int:
        """F ∘ g for the operation in which `decides` settles the result and the other constant changes nothing."""
        variable, low, high = self.variable, self.low, self.high
        result = _settled(f, g, decides)
        if result is not None:
            return result
        top = (f, g) if f < g else (g, f)
        waiting = [top]
        while waiting:
            key = waiting[-1]
            if key in known:
                waiting.pop()
                continue
            a, b = key
            tested = min(variable[a], variable[b])
            a_low, a_high = (low[a], high[a]) if variable[a] == tested else (a, a)
            b_low, b_high = (low[b], high[b]) if variable[b] == tested else (b, b)
            ends = []
            for one, other in ((a_low, b_low), (a_high, b_high)):
                end = _settled(one, other, decides)
                if end is None:
                    pair = (one, other) if one < other else (other, one)
                    end = known.get(pair)
                    if end is None:
                        waiting.append(pair)
                        continue
                ends.append(end)
            if len(ends) == 2:
                known[key] = self.node(tested, ends[0], ends[1])
                waiting.pop()
        return known[top]


def _settled(f: int, g: int, decides: int) -> int | None:
    if f == g or g == 1 - decides:
        return f
    if f == 1 - decides:
        return g
    return decides if decides in (f, g) else None
