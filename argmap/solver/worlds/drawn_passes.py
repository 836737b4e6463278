"""The passes of drawn worlds over large graphs, compiled by numba: a tile of worlds at a time on each core, in bounded memory.

The same worlds as `drawn` draws, to the last bit.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NamedTuple

import numba
import numpy as np

from argmap.engine.table import cores
from argmap.solver.graph import Graph
from argmap.solver.passes import MEMBER, SUPPORT
from argmap.solver.worlds.drawn import DIGITS, FIRST, SECOND, STRIDE

WORD, TILE = 64, 32
TOGETHER = 10
"""So many digits are drawn for all words of a tile at once; then few words have worlds left that are not decided."""
CERTAIN = np.uint64(1 << DIGITS)
EVERY, NONE = np.uint64(0xFFFFFFFFFFFFFFFF), np.uint64(0)

_jit = numba.njit(nogil=True, cache=True)
_inlined = numba.njit(nogil=True, inline="always")


class Drawing(NamedTuple):
    """What worlds are drawn and labelled from: the rows of the graph, and the chances of edges and vertices as thresholds.

    `passed` and `own` are the positions of the chances of edges and vertices, `weights` and `bases` their thresholds: in 2³²
    of as many worlds as that they hold. `seed` is the seed.
    """

    start: Any
    source: Any
    kind: Any
    passed: Any
    weights: Any
    own: Any
    bases: Any
    seed: Any


class Room(NamedTuple):
    """Room to work in: a tile of worlds for each of the first three; uint32 [3, 2·TILE] for the halves of words."""

    helps: Any
    hurts: Any
    drawn: Any
    halves: Any


def counts(
    graph: Graph, base: Sequence[float], weights: Sequence[float], seed: int, worlds: int
) -> tuple[Any, Any, Any]:
    """The numbers of worlds in which each statement is in, is defeated, and each step is in: int64 [node], [node], [step]."""
    nodes, knots = graph.nodes, np.asarray(graph.knots, dtype=np.int64)
    chances = np.concatenate([np.asarray(base, dtype=float), np.asarray(weights, dtype=float)])
    thresholds = np.rint(chances * 2.0**DIGITS).astype(np.uint64)
    thresholds[(chances < 1) & (thresholds >= CERTAIN)] = CERTAIN - np.uint64(1)
    start, source, kind, edge = (
        np.asarray(one, dtype=np.int64) for one in (graph.start, graph.source, graph.kind, graph.edge)
    )
    own_step = np.zeros(graph.steps + 1, dtype=np.bool_)
    own_step[knots] = True
    passed = np.where((edge < graph.steps) & ~own_step[np.minimum(edge, graph.steps)], edge + nodes, -1)
    own = np.concatenate([np.arange(nodes, dtype=np.int64), knots + nodes])
    order, ends, circular = (np.asarray(column, dtype=np.int64) for column in graph.schedule)
    shares = np.where(passed >= 0, thresholds[passed], CERTAIN)
    drawing = Drawing(start, source, kind, passed, shares, own, thresholds[own], np.uint32(seed & 0xFFFFFFFF))

    def tile(word: int) -> tuple[Any, Any, Any]:
        stands, defeated = np.zeros(graph.vertices, dtype=np.int64), np.zeros(nodes, dtype=np.int64)
        carried = np.zeros(len(source), dtype=np.int64)
        value = np.zeros((graph.vertices, TILE), dtype=np.uint64)
        possible = np.zeros((graph.vertices if circular.any() else 0, TILE), dtype=np.uint64)
        helps, hurts, drawn = np.zeros((3, TILE), dtype=np.uint64)
        room = Room(helps, hurts, drawn, np.zeros((3, 2 * TILE), dtype=np.uint32))
        wide = min(TILE, worlds // WORD - word)
        _tile(drawing, room, order, ends, circular, word, wide, value, possible, stands, defeated, carried)
        return stands, defeated, carried

    stands, defeated, carried = _added(tile, range(0, worlds // WORD, TILE))
    steps = stands[np.asarray(graph.carrier, dtype=np.int64)]
    doubtful = shares < CERTAIN
    steps[passed[doubtful] - nodes] = carried[doubtful]
    return stands[:nodes], defeated, steps


def _added(tile: Callable[[int], tuple[Any, Any, Any]], words: Sequence[int]) -> tuple[Any, Any, Any]:
    """The sums of what the tiles from these words on give, as many at a time as there are cores."""
    with ThreadPoolExecutor(min(len(words), cores())) as threads:
        tiles = threads.map(tile, words)
        total = next(tiles)
        for found in tiles:
            for counted, more in zip(total, found, strict=True):
                np.add(counted, more, out=counted)
    return total


@_jit
def _mixed(x: Any) -> Any:
    x = x ^ (x >> np.uint32(16))
    x = np.uint32(x * np.uint32(FIRST))
    x = x ^ (x >> np.uint32(15))
    x = np.uint32(x * np.uint32(SECOND))
    return x ^ (x >> np.uint32(16))


@_jit
def _ones(x: Any) -> Any:
    """The number of bits of a 64-bit word that are 1."""
    x = x - ((x >> np.uint64(1)) & np.uint64(0x5555555555555555))
    x = (x & np.uint64(0x3333333333333333)) + ((x >> np.uint64(2)) & np.uint64(0x3333333333333333))
    x = (x + (x >> np.uint64(4))) & np.uint64(0x0F0F0F0F0F0F0F0F)
    return np.int64(x * np.uint64(0x0101010101010101) >> np.uint64(56))


@_jit
def _count(words: Any, wide: Any) -> Any:
    """The number of worlds in the first `wide` words of a tile."""
    count = np.int64(0)
    for at in range(wide):
        count += _ones(words[at])
    return count


@_inlined
def _draw(seed: Any, position: Any, threshold: Any, word: Any, drawn: Any, halves: Any) -> None:
    """Sets `drawn` to a tile of worlds of the chance at a position, from `word` on."""
    if threshold >= CERTAIN or threshold == np.uint64(0):
        for at in range(TILE):
            drawn[at] = EVERY if threshold >= CERTAIN else NONE
        return
    stride = np.uint32(STRIDE)
    start = _mixed(np.uint32(seed + np.uint32(np.uint32(position + 1) * stride)))
    for at in range(2 * TILE):
        halves[1, at] = _mixed(np.uint32(start + np.uint32(np.uint32(2 * word + at + 1) * stride)))
        halves[0, at] = np.uint32(0)
        halves[2, at] = np.uint32(0xFFFFFFFF)
    for digit in range(TOGETHER):
        shift = np.uint32(np.uint32(digit + 1) * stride)
        if threshold >> np.uint64(DIGITS - 1 - digit) & np.uint64(1):
            for at in range(2 * TILE):
                random = _mixed(np.uint32(halves[1, at] + shift))
                halves[0, at] |= halves[2, at] & ~random
                halves[2, at] &= random
        else:
            for at in range(2 * TILE):
                halves[2, at] &= ~_mixed(np.uint32(halves[1, at] + shift))
    for at in range(2 * TILE):
        digit = TOGETHER
        while halves[2, at] != np.uint32(0) and digit < DIGITS:
            random = _mixed(np.uint32(halves[1, at] + np.uint32(np.uint32(digit + 1) * stride)))
            if threshold >> np.uint64(DIGITS - 1 - digit) & np.uint64(1):
                halves[0, at] |= halves[2, at] & ~random
                halves[2, at] &= random
            else:
                halves[2, at] &= ~random
            digit += 1
    for at in range(TILE):
        drawn[at] = np.uint64(halves[0, 2 * at]) | np.uint64(halves[0, 2 * at + 1]) << np.uint64(32)


@_jit
def _labelled(drawing: Any, room: Any, v: Any, word: Any, for_: Any, against: Any, wide: Any, carried: Any) -> None:
    """Adds to `helps`, and sets `hurts`: what bears on a vertex, for it among `for_` and against it among `against`.

    `carried` counts, at the place of each step whose weight is drawn, the worlds among the first `wide` words in which it is in.
    """
    helps, hurts, drawn = room.helps, room.hurts, room.drawn
    for at in range(TILE):
        hurts[at] = NONE
    for place in range(drawing.start[v], drawing.start[v + 1]):
        kind, ground = drawing.kind[place], for_[drawing.source[place]]
        brought = ground if kind in (SUPPORT, MEMBER) else against[drawing.source[place]]
        doubtful = drawing.weights[place] < CERTAIN
        if doubtful:
            _draw(drawing.seed, drawing.passed[place], drawing.weights[place], word, drawn, room.halves)
            for at in range(wide):
                carried[place] += _ones(drawn[at] & ground[at])
        if kind == MEMBER:
            for at in range(TILE):
                helps[at] &= brought[at]
        elif kind == SUPPORT:
            for at in range(TILE):
                helps[at] |= brought[at] & drawn[at] if doubtful else brought[at]
        else:
            for at in range(TILE):
                hurts[at] |= brought[at] & drawn[at] if doubtful else brought[at]


@_jit
def _grown(drawing: Any, room: Any, members: Any, word: Any, values: Any, against: Any, carried: Any) -> bool:
    """Extends the values until nothing changes; returns whether anything changed."""
    grew, again = False, True
    while again:
        again = False
        for v in members:
            _draw(drawing.seed, drawing.own[v], drawing.bases[v], word, room.helps, room.halves)
            _labelled(drawing, room, v, word, values, against, 0, carried)
            for at in range(TILE):
                new = room.helps[at] & ~room.hurts[at]
                if new != values[v, at]:
                    values[v, at] = new
                    again = True
                    grew = True
    return grew


@_jit
def _circle(drawing: Any, room: Any, members: Any, word: Any, value: Any, possible: Any, carried: Any) -> None:
    """Labels the vertices of a circle: the well-founded labels, as an alternating fixed point."""
    for v in members:
        value[v, :] = NONE
    again = True
    while again:
        for v in members:
            possible[v, :] = NONE
        _grown(drawing, room, members, word, possible, value, carried)
        again = _grown(drawing, room, members, word, value, possible, carried)


@_jit
def _vertex(drawing: Any, room: Any, v: Any, word: Any, wide: Any, value: Any, possible: Any, carried: Any) -> None:
    """Labels a vertex whose grounds are labelled; `hurts` is then what is surely against it."""
    helps, hurts = room.helps, room.hurts
    _draw(drawing.seed, drawing.own[v], drawing.bases[v], word, helps, room.halves)
    if len(possible) == 0:
        _labelled(drawing, room, v, word, value, value, wide, carried)
        for at in range(TILE):
            value[v, at] = helps[at] & ~hurts[at]
        return
    possible[v, :] = helps
    _labelled(drawing, room, v, word, value, possible, wide, carried)
    for at in range(TILE):
        value[v, at] = helps[at] & ~hurts[at]
        helps[at] = possible[v, at]
    _labelled(drawing, room, v, word, possible, value, 0, carried)
    for at in range(TILE):
        possible[v, at] = helps[at] & ~hurts[at]


@_jit
def _tile(
    drawing: Any,
    room: Any,
    order: Any,
    ends: Any,
    circular: Any,
    word: Any,
    wide: Any,
    value: Any,
    possible: Any,
    stands: Any,
    defeated: Any,
    carried: Any,
) -> None:
    """Labels every vertex in the worlds of one tile, and adds them to the counts.

    `possible` is a separate table only for graphs with cycles: without cycles everything that is not out is in.
    """
    begin = 0
    for segment in range(len(ends)):
        members = order[begin : ends[segment]]
        begin = ends[segment]
        if circular[segment]:
            _circle(drawing, room, members, word, value, possible, carried)
        for v in members:
            if circular[segment]:
                _labelled(drawing, room, v, word, value, value, wide, carried)
            else:
                _vertex(drawing, room, v, word, wide, value, possible, carried)
            stands[v] += _count(value[v], wide)
            if v < len(defeated):
                defeated[v] += _count(room.hurts, wide)
