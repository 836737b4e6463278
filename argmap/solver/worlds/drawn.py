"""Drawn worlds: many random worlds at once, one bit each, for graphs whose diagrams would be too large.

A vertex is two whole numbers: in which of the worlds it is in, and in which it is not out. So every world is labelled by
the same few operations on bits. The same seed draws the same worlds everywhere; the page draws them too.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any

from argmap.solver.graph import Graph
from argmap.solver.passes import ATTACK, MEMBER, SUPPORT, UNDERCUT

WORLDS = 4096
"""How many worlds are drawn."""
DIGITS, TOGETHER = 32, 8
"""The number of binary digits to which a chance is drawn, and of those that are drawn for all words; then few are undecided."""
MANY = 10_000
"""From so many numbers on, an array is quicker than a list."""
MOST_KEPT = 1 << 16
"""So many drawn chances are kept with a graph."""
WORD = 32
STRIDE, FIRST, SECOND = 0x9E3779B9, 0x7FEB352D, 0x846CA68B


@dataclass(frozen=True, eq=False)
class Drawn:
    """The share of the drawn worlds in which each statement is in, is defeated, and each step is in."""

    stands: list[float]
    defeated: list[float]
    steps: list[float]
    worlds: int

    def errors(self, shares: Sequence[float]) -> list[float]:
        """The standard error of each share: √(p(1 − p)/worlds), with a world more on each side so that it is never 0."""
        worlds = self.worlds
        if len(shares) < MANY:
            near = ((share * worlds + 1) / (worlds + 2) for share in shares)
            return [sqrt(p * (1 - p) / worlds) for p in near]
        import numpy as np

        p = (np.array(shares) * worlds + 1) / (worlds + 2)
        found: list[float] = np.sqrt(p * (1 - p) / worlds).tolist()
        return found


def drawn(graph: Graph, base: Sequence[float], weights: Sequence[float], seed: int = 0, worlds: int = WORLDS) -> Drawn:
    """The graph in `worlds` random worlds (a multiple of 32), with these chances of statements and of steps."""
    return labelled(graph, base, weights, seed, worlds).counted()


def labelled(graph: Graph, base: Sequence[float], weights: Sequence[float], seed: int, worlds: int) -> "Worlds":
    """The labels of a graph in so many random worlds; what was drawn before with the same seed and chance is used again."""
    known = graph.once(_drawn_before).setdefault((seed, worlds), {})
    if len(known) > MOST_KEPT:
        known.clear()
    found = Worlds(graph, bits([*base, *weights], seed, worlds, known), worlds)
    for members, cyclic in found.segments:
        found.label(members, cyclic=cyclic)
    return found


def _drawn_before(_graph: Graph) -> dict[tuple[int, int], dict[tuple[int, float], int]]:
    return {}


def bits(
    chances: Sequence[float], seed: int, worlds: int, known: dict[tuple[int, float], int] | None = None
) -> list[int]:
    """For each chance a whole number, each bit of which is 1 with that chance; bit w belongs to world w.

    A chance is compared with a random number digit by digit, in all worlds at once, until all are decided. The digits come
    from a hash of seed, position, word and digit. `known` holds what was drawn before, by position and chance.
    """
    import numpy as np

    kept = {} if known is None else known
    everywhere = (1 << worlds) - 1
    found, uncertain = [], []
    for at, chance in enumerate(chances):
        before = kept.get((at, chance)) if 0 < chance < 1 else everywhere if chance >= 1 else 0
        found.append(before or 0)
        if before is None:
            uncertain.append(at)
    rows, size = 1 << 10, worlds // 8
    for begin in range(0, len(uncertain), rows):
        some = uncertain[begin : begin + rows]
        thresholds = np.array([min(round(chances[at] * 2**DIGITS), 2**DIGITS - 1) for at in some], dtype=np.uint32)
        places = np.array(some, dtype=np.uint32)
        raw = _draw_words(places, thresholds, np.uint32(seed & 0xFFFFFFFF), worlds // WORD).astype("<u4").tobytes()
        for row, at in enumerate(some):
            found[at] = kept[at, chances[at]] = int.from_bytes(raw[row * size : (row + 1) * size], "little")
    return found


def _draw_words(places: Any, thresholds: Any, seed: Any, words: int) -> Any:
    """Random words [place, word] of 32 worlds each, each bit 1 with chance threshold/2³²; all arguments uint32."""
    import numpy as np

    strides = np.arange(1, max(words, DIGITS) + 1, dtype=np.uint32) * np.uint32(STRIDE)
    start = _mixed(seed + (places + np.uint32(1)) * np.uint32(STRIDE))
    state = _mixed(start[:, None] + strides[:words])
    result, undecided = np.zeros_like(state), ~np.zeros_like(state)
    for digit in range(TOGETHER):
        zero = _all_ones_at_zero(thresholds, digit)[:, None]
        word = _mixed(state + strides[digit]) ^ zero
        result |= undecided & ~(word | zero)
        undecided &= word
    left, found = np.flatnonzero(undecided), result.reshape(-1)
    state, undecided, thresholds = state.reshape(-1)[left], undecided.reshape(-1)[left], thresholds[left // words]
    for digit in range(TOGETHER, DIGITS):
        zero = _all_ones_at_zero(thresholds, digit)
        word = _mixed(state + strides[digit]) ^ zero
        found[left] |= undecided & ~(word | zero)
        undecided &= word
        open_ones = np.flatnonzero(undecided)
        left, state, undecided, thresholds = (one[open_ones] for one in (left, state, undecided, thresholds))
    return result


def _all_ones_at_zero(thresholds: Any, digit: int) -> Any:
    """For each threshold 0 if this digit of it is 1, else a word of ones."""
    return (thresholds >> (DIGITS - 1 - digit) & 1) - 1


def _mixed(x: Any) -> Any:
    """A hash of an array of uint32 (multiply and shift, constants of Wellons's lowbias32)."""
    x = x ^ (x >> 16)
    x *= FIRST
    x ^= x >> 15
    x *= SECOND
    x ^= x >> 16
    return x


class Worlds:
    """The labels of all vertices in all worlds."""

    def __init__(self, graph: Graph, given: list[int], worlds: int) -> None:
        lists = graph.machine.plain
        self.graph, self.given, self.worlds = graph, given, worlds
        self.everywhere = (1 << worlds) - 1
        self.start: list[int] = lists(graph.start)
        self.source: list[int] = lists(graph.source)
        self.kind: list[int] = lists(graph.kind)
        self.edge: list[int] = lists(graph.edge)
        self.knots = {int(step) for step in graph.knots}
        self.stands = [0] * graph.vertices
        self.possible = [0] * graph.vertices
        self.defeated = [0] * graph.nodes

    @property
    def segments(self) -> Iterator[tuple[Sequence[int], bool]]:
        """The vertices that are labelled together, each after those that they depend on, and whether they are a circle."""
        for segment in self.graph.segments:
            order = self.graph.machine.plain(segment.order)
            if segment.cyclic:
                yield order, True
            else:
                yield from (([vertex], False) for vertex in order)

    def label(self, members: Sequence[int], *, cyclic: bool) -> None:
        """Labels a vertex, or a circle, from the labels of what it depends on."""
        if cyclic:
            self._label_circle(members)
            return
        for vertex in members:
            if not self.graph.circular:
                against = self._against(vertex, self.stands)
                value = self._helped(vertex, self.stands) & ~against
                self.relabel(vertex, (value, value, against))
                continue
            self._set(
                vertex,
                self._value(vertex, self.stands, self.possible),
                self._value(vertex, self.possible, self.stands),
            )

    def label_of(self, vertex: int) -> tuple[int, int, int]:
        """In which worlds a vertex is in, is not out, and is attacked by what is in (0 for a step)."""
        attacked = self.defeated[vertex] if vertex < self.graph.nodes else 0
        return self.stands[vertex], self.possible[vertex], attacked

    def relabel(self, vertex: int, label: tuple[int, int, int]) -> None:
        """Gives a vertex this label."""
        self.stands[vertex], self.possible[vertex] = label[:2]
        if vertex < self.graph.nodes:
            self.defeated[vertex] = label[2]

    def counted(self) -> Drawn:
        """The shares of the worlds."""
        graph = self.graph
        nodes, worlds = graph.nodes, self.worlds
        carrier = graph.machine.plain(graph.carrier)
        steps = [
            (self.stands[vertex] if step in self.knots else self.stands[vertex] & self.given[nodes + step]).bit_count()
            / worlds
            for step, vertex in enumerate(carrier)
        ]
        stands, defeated = (
            [value.bit_count() / worlds for value in values] for values in (self.stands[:nodes], self.defeated)
        )
        return Drawn(stands, defeated, steps, worlds)

    def _set(self, vertex: int, stands: int, possible: int) -> None:
        self.stands[vertex], self.possible[vertex] = stands, possible
        if vertex < self.graph.nodes:
            self.defeated[vertex] = self._against(vertex, self.stands)

    def _brought(self, place: int, values: list[int]) -> int:
        value, step = values[self.source[place]], self.edge[place]
        if step >= self.graph.steps or step in self.knots:
            return value
        return value & self.given[self.graph.nodes + step]

    def _against(self, vertex: int, values: list[int]) -> int:
        found = 0
        for place in range(self.start[vertex], self.start[vertex + 1]):
            if self.kind[place] in (ATTACK, UNDERCUT):
                found |= self._brought(place, values)
        return found

    def _value(self, vertex: int, for_: list[int], against: list[int]) -> int:
        """The worlds in which a vertex has what it needs among `for_`, and none of `against` prevents it."""
        return self._helped(vertex, for_) & ~self._against(vertex, against)

    def _helped(self, vertex: int, for_: list[int]) -> int:
        """The worlds in which a vertex has what it needs among `for_`."""
        nodes = self.graph.nodes
        value = self.given[vertex if vertex < nodes else nodes + int(self.graph.knots[vertex - nodes])]
        for place in range(self.start[vertex], self.start[vertex + 1]):
            kind = self.kind[place]
            if kind == SUPPORT:
                value |= self._brought(place, for_)
            elif kind == MEMBER:
                value &= self._brought(place, for_)
        return value

    def _label_circle(self, members: Sequence[int]) -> None:
        """The well-founded labels, as an alternating fixed point; see `compiling`."""
        for vertex in members:
            self.stands[vertex] = 0
        while True:
            for vertex in members:
                self.possible[vertex] = 0
            self._grown(members, self.possible, self.stands)
            if not self._grown(members, self.stands, self.possible):
                break
        for vertex in members:
            self._set(vertex, self.stands[vertex], self.possible[vertex])

    def _grown(self, members: Sequence[int], values: list[int], against: list[int]) -> bool:
        """Extends the values until nothing changes, to and fro; returns whether anything changed."""
        grew, again, order = False, True, members
        while again:
            again, order = False, order[::-1]
            for vertex in order:
                new = self._value(vertex, values, against)
                if new != values[vertex]:
                    values[vertex] = new
                    grew = again = True
        return grew
