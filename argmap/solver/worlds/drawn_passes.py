"""The passes of drawn worlds over large graphs, compiled by numba: a tile of worlds at a time, in bounded memory.

The same worlds as `drawn` draws, to the last bit.
"""

from collections.abc import Sequence
from typing import Any

import numba
import numpy as np

from argmap.solver.graph import Graph
from argmap.solver.passes import MEMBER, SUPPORT
from argmap.solver.worlds.drawn import DIGITS, FIRST, SECOND, STRIDE

WORD, TILE = 64, 64
CERTAIN = np.uint64(1 << DIGITS)
EVERY, NONE = np.uint64(0xFFFFFFFFFFFFFFFF), np.uint64(0)

_jit = numba.njit(nogil=True, cache=True)


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
    segments = graph.segments
    order = np.concatenate([np.asarray(one.order, dtype=np.int64) for one in segments] or [np.zeros(0, dtype=np.int64)])
    ends = np.cumsum([len(one.order) for one in segments], dtype=np.int64)
    circular = np.array([one.cyclic for one in segments], dtype=np.bool_)
    carrier = np.asarray(graph.carrier, dtype=np.int64)
    weighted = np.where(own_step[: graph.steps], -1, np.arange(graph.steps) + nodes)
    stands, defeated = np.zeros(graph.vertices, dtype=np.int64), np.zeros(nodes, dtype=np.int64)
    doubtful = np.flatnonzero((weighted >= 0) & (thresholds[np.maximum(weighted, 0)] < CERTAIN))
    partly = np.zeros(len(doubtful), dtype=np.int64)
    rows = (graph.vertices, TILE)
    value = np.zeros(rows, dtype=np.uint64)
    possible = np.zeros(rows if circular.any() else (0, TILE), dtype=np.uint64)
    tables = start, source, kind, passed, thresholds, np.uint32(seed & 0xFFFFFFFF)
    for word in range(0, worlds // WORD, TILE):
        wide = min(TILE, worlds // WORD - word)
        _tile(order, ends, circular, own, *tables, word, wide, nodes, value, possible, stands, defeated)
        _carried(carrier[doubtful], weighted[doubtful], *tables[-2:], word, wide, value, partly)
    steps = stands[carrier]
    steps[doubtful] = partly
    return stands[:nodes], defeated, steps


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
def _draw(position: Any, threshold: Any, seed: Any, word: Any, drawn: Any, halves: Any) -> None:
    """Sets `drawn` to a tile of worlds of one chance, from `word` on; `halves`, uint32 [3, 2·TILE], is room to work in."""
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
    for digit in range(DIGITS):
        shift = np.uint32(np.uint32(digit + 1) * stride)
        left = np.uint32(0)
        if threshold >> np.uint64(DIGITS - 1 - digit) & np.uint64(1):
            for at in range(2 * TILE):
                random = _mixed(np.uint32(halves[1, at] + shift))
                halves[0, at] |= halves[2, at] & ~random
                halves[2, at] &= random
                left |= halves[2, at]
        else:
            for at in range(2 * TILE):
                halves[2, at] &= ~_mixed(np.uint32(halves[1, at] + shift))
                left |= halves[2, at]
        if left == np.uint32(0):
            break
    for at in range(TILE):
        drawn[at] = np.uint64(halves[0, 2 * at]) | np.uint64(halves[0, 2 * at + 1]) << np.uint64(32)


@_jit
def _labelled(
    v: Any,
    start: Any,
    source: Any,
    kind: Any,
    passed: Any,
    thresholds: Any,
    seed: Any,
    word: Any,
    helps: Any,
    hurts: Any,
    for_: Any,
    against: Any,
    room: Any,
    halves: Any,
) -> None:
    """Adds to `helps`, and sets `hurts`: what bears on a vertex, for it among `for_` and against it among `against`."""
    for at in range(TILE):
        hurts[at] = NONE
    for place in range(start[v], start[v + 1]):
        a, weight = source[place], passed[place]
        supports = EVERY if kind[place] == SUPPORT else NONE
        joins = EVERY if kind[place] == MEMBER else NONE
        cuts = ~(supports | joins)
        if weight >= 0 and thresholds[weight] < CERTAIN:
            _draw(weight, thresholds[weight], seed, word, room, halves)
        else:
            for at in range(TILE):
                room[at] = EVERY
        for at in range(TILE):
            helps[at] = (helps[at] | (for_[a, at] & room[at] & supports)) & (for_[a, at] | ~joins)
            hurts[at] |= against[a, at] & room[at] & cuts


@_jit
def _grown(
    members: Any,
    own: Any,
    start: Any,
    source: Any,
    kind: Any,
    passed: Any,
    thresholds: Any,
    seed: Any,
    word: Any,
    values: Any,
    against: Any,
    helps: Any,
    hurts: Any,
    room: Any,
    halves: Any,
) -> bool:
    """Extends the values until nothing changes; returns whether anything changed."""
    grew, again = False, True
    while again:
        again = False
        for v in members:
            _draw(own[v], thresholds[own[v]], seed, word, helps, halves)
            _labelled(
                v, start, source, kind, passed, thresholds, seed, word, helps, hurts, values, against, room, halves
            )
            for at in range(TILE):
                new = helps[at] & ~hurts[at]
                if new != values[v, at]:
                    values[v, at] = new
                    again = True
                    grew = True
    return grew


@_jit
def _tile(
    order: Any,
    ends: Any,
    circular: Any,
    own: Any,
    start: Any,
    source: Any,
    kind: Any,
    passed: Any,
    thresholds: Any,
    seed: Any,
    word: Any,
    wide: Any,
    nodes: Any,
    value: Any,
    possible: Any,
    stands: Any,
    defeated: Any,
) -> None:
    """Labels every vertex in the worlds of one tile, and adds them to the counts.

    `possible` is a separate table only for graphs with cycles: without cycles everything that is not out is in.
    """
    helps, hurts, room = (
        np.zeros(TILE, dtype=np.uint64),
        np.zeros(TILE, dtype=np.uint64),
        np.zeros(TILE, dtype=np.uint64),
    )
    halves = np.zeros((3, 2 * TILE), dtype=np.uint32)
    straight = len(possible) == 0
    begin = 0
    for segment in range(len(ends)):
        members = order[begin : ends[segment]]
        begin = ends[segment]
        if circular[segment]:
            for v in members:
                value[v, :] = NONE
            again = True
            while again:
                for v in members:
                    possible[v, :] = NONE
                _grown(
                    members,
                    own,
                    start,
                    source,
                    kind,
                    passed,
                    thresholds,
                    seed,
                    word,
                    possible,
                    value,
                    helps,
                    hurts,
                    room,
                    halves,
                )
                again = _grown(
                    members,
                    own,
                    start,
                    source,
                    kind,
                    passed,
                    thresholds,
                    seed,
                    word,
                    value,
                    possible,
                    helps,
                    hurts,
                    room,
                    halves,
                )
        for v in members:
            if not circular[segment]:
                _draw(own[v], thresholds[own[v]], seed, word, helps, halves)
                if straight:
                    _labelled(
                        v, start, source, kind, passed, thresholds, seed, word, helps, hurts, value, value, room, halves
                    )
                    for at in range(TILE):
                        value[v, at] = helps[at] & ~hurts[at]
                else:
                    possible[v, :] = helps
                    _labelled(
                        v,
                        start,
                        source,
                        kind,
                        passed,
                        thresholds,
                        seed,
                        word,
                        helps,
                        hurts,
                        value,
                        possible,
                        room,
                        halves,
                    )
                    for at in range(TILE):
                        value[v, at] = helps[at] & ~hurts[at]
                        helps[at] = possible[v, at]
                    _labelled(
                        v,
                        start,
                        source,
                        kind,
                        passed,
                        thresholds,
                        seed,
                        word,
                        helps,
                        hurts,
                        possible,
                        value,
                        room,
                        halves,
                    )
                    for at in range(TILE):
                        possible[v, at] = helps[at] & ~hurts[at]
            elif v < nodes:
                _labelled(
                    v, start, source, kind, passed, thresholds, seed, word, helps, hurts, value, value, room, halves
                )
            count = 0
            for at in range(wide):
                count += _ones(value[v, at])
            stands[v] += count
            if v < nodes:
                count = 0
                for at in range(wide):
                    count += _ones(hurts[at])
                defeated[v] += count


@_jit
def _carried(
    carrier: Any, weighted: Any, thresholds: Any, seed: Any, word: Any, wide: Any, value: Any, steps: Any
) -> None:
    """Adds to the counts of steps of which the weight is drawn."""
    room, halves = np.zeros(TILE, dtype=np.uint64), np.zeros((3, 2 * TILE), dtype=np.uint32)
    for step in range(len(carrier)):
        weight = weighted[step]
        _draw(weight, thresholds[weight], seed, word, room, halves)
        for at in range(wide):
            steps[step] += _ones(room[at] & value[carrier[step], at])
