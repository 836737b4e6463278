"""Drawn worlds: many random worlds at once, one bit each, for graphs whose diagrams would be too large.

A vertex is two whole numbers: in which of the worlds it is in, and in which it is not out. So every world is labelled by
the same few operations on bits. The same seed draws the same worlds everywhere; the page draws them too.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from math import sqrt
from typing import Any

from argmap.solver.graph import Graph
from argmap.solver.passes import ATTACK, MEMBER, SUPPORT, UNDERCUT

WORLDS = 4096
"""How many worlds are drawn."""
DIGITS = 32
"""The number of binary digits to which a chance is drawn."""
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
    drawing = _compiled_drawing() if len(uncertain) * worlds > 1 << 22 and find_spec("numba") else _draw_words
    rows = 1 << 12
    for begin in range(0, len(uncertain), rows):
        places = np.array(uncertain[begin : begin + rows], dtype=np.uint32)
        thresholds = np.array([min(round(chances[at] * 2**DIGITS), 2**DIGITS - 1) for at in places], dtype=np.uint64)
        words = drawing(places, thresholds, np.uint32(seed & 0xFFFFFFFF), worlds // WORD)
        raw, size = words.astype("<u4").tobytes(), worlds // 8
        for row, at in enumerate(places):
            found[at] = kept[int(at), chances[at]] = int.from_bytes(raw[row * size : (row + 1) * size], "little")
    return found


def _mixed(x: Any) -> Any:
    """A hash of 32 bits (multiply and shift, constants of Wellons's lowbias32)."""
    x = x ^ (x >> 16)
    x = x * FIRST & 0xFFFFFFFF
    x = x ^ (x >> 15)
    x = x * SECOND & 0xFFFFFFFF
    return x ^ (x >> 16)


def _draw_words(places: Any, thresholds: Any, seed: Any, words: int) -> Any:
    """Random words [place, word] of 32 worlds each, each bit 1 with chance threshold/2³²; on arrays of whole numbers."""
    import numpy as np

    start = _mixed(np.uint64(seed) + (places.astype(np.uint64) + 1) * STRIDE & 0xFFFFFFFF)
    state = _mixed(start[:, None] + (np.arange(words, dtype=np.uint64) + 1) * STRIDE & 0xFFFFFFFF)
    result = np.zeros(state.shape, dtype=np.uint64)
    undecided = np.full(state.shape, 0xFFFFFFFF, dtype=np.uint64)
    for digit in range(DIGITS):
        word = _mixed(state + (digit + 1) * STRIDE & 0xFFFFFFFF)
        one = (thresholds >> np.uint64(DIGITS - 1 - digit) & np.uint64(1)).astype(bool)[:, None]
        result |= np.where(one, undecided & ~word, 0)
        undecided &= np.where(one, word, ~word) & 0xFFFFFFFF
        if not undecided.any():
            break
    return result


@cache
def _compiled_drawing() -> Any:
    """`_draw_words` compiled, a word at a time."""
    import numba
    import numpy as np

    @numba.njit(nogil=True)
    def mixed(x: Any) -> Any:
        x = x ^ (x >> np.uint32(16))
        x = np.uint32(x * np.uint32(FIRST))
        x = x ^ (x >> np.uint32(15))
        x = np.uint32(x * np.uint32(SECOND))
        return x ^ (x >> np.uint32(16))

    @numba.njit(nogil=True)
    def draw(places: Any, thresholds: Any, seed: Any, words: Any) -> Any:
        found = np.empty((len(places), words), dtype=np.uint32)
        stride = np.uint32(STRIDE)
        for row in range(len(places)):
            start = mixed(np.uint32(seed + np.uint32(np.uint32(places[row] + np.uint32(1)) * stride)))
            for at in range(words):
                state = mixed(np.uint32(start + np.uint32(np.uint32(at + 1) * stride)))
                result = np.uint32(0)
                undecided = np.uint32(0xFFFFFFFF)
                for digit in range(DIGITS):
                    word = mixed(np.uint32(state + np.uint32(np.uint32(digit + 1) * stride)))
                    if thresholds[row] >> np.uint64(DIGITS - 1 - digit) & np.uint64(1):
                        result |= undecided & ~word
                        undecided &= word
                    else:
                        undecided &= ~word
                    if undecided == 0:
                        break
                found[row, at] = result
        return found

    return draw


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
