"""A map as numbers: the graph of its statements and steps, base scores and weights."""

from collections.abc import Sequence
from typing import Any

from argmap.model import RELATIONS, ArgumentMap
from argmap.model.scale import UNSAID, WHOLE, Scale, Written
from argmap.solver.graph import Graph, of_single_steps, of_steps
from argmap.solver.passes import ATTACK, SUPPORT, UNDERCUT
from argmap.solver.strengths import Interval

LowAndHigh = tuple[list[float], list[float]]
"""The lower and the upper end of each number; the same list twice if no number is an interval."""
SIGNS = {
    kind.name: UNDERCUT if kind.onto == "step" else SUPPORT if kind.sign > 0 else ATTACK for kind in RELATIONS.values()
}
_POINTS = {float, type(None)}


def base(m: ArgumentMap, argued: float, bare: float) -> LowAndHigh:
    """The base scores; claims without a strength start at `argued` if they have a support, else at `bare`."""
    nodes, steps = m.statement_rows, m.step_rows
    if argued == bare == UNSAID:
        return _numbers(nodes.column("strength"), m.scale, [UNSAID] * len(nodes))
    supported = {end for end, kind in zip(steps.column("target"), steps.kinds, strict=True) if kind == "support"}
    starts = [
        UNSAID if kind != "claim" else argued if id in supported else bare
        for id, kind in zip(nodes.column("id"), nodes.kinds, strict=True)
    ]
    return _numbers(nodes.column("strength"), m.scale, starts)


def weights(m: ArgumentMap) -> LowAndHigh:
    """The weights of the steps."""
    return _numbers(m.step_rows.column("weight"), m.weighing, [WHOLE] * len(m.step_rows))


def graph(m: ArgumentMap) -> Graph:
    """The graph of a map."""
    position, rows = m.positions, m.step_rows
    ids, all_sources, all_targets = map(rows.column, ("id", "sources", "target"))
    ranked = sorted(range(len(ids)), key=ids.__getitem__)
    kinds = list(map(SIGNS.__getitem__, rows.kinds))
    if m.single_ends and (found := of_single_steps(len(position), *m.single_ends, kinds, ranked)):
        return found
    at = {id: len(position) + number for number, id in enumerate(ids)}
    steps = [
        (
            [position[source] for source in sorted(sources)],
            (at if kind == UNDERCUT else position)[target],
            kind,
        )
        for sources, target, kind in zip(all_sources, all_targets, kinds, strict=True)
    ]
    return of_steps(len(position), steps, ranked)


def _numbers(written: Sequence[Written | None], scale: Scale, unsaid: Sequence[float]) -> LowAndHigh:
    """The ends of what was written, on this scale; where nothing was, the numbers of `unsaid`."""
    if set(map(type, written)) <= _POINTS:
        found: list[Any] = [usual if value is None else value for value, usual in zip(written, unsaid, strict=True)]
        return found, found
    return _ends(
        [
            (usual, usual) if value is None else scale.interval(value)
            for value, usual in zip(written, unsaid, strict=True)
        ]
    )


def _ends(intervals: Sequence[Interval]) -> LowAndHigh:
    low, high = [low for low, _ in intervals], [high for _, high in intervals]
    return (low, low) if low == high else (low, high)
