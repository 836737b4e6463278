"""The chances of a small map in which nothing is used twice, straight from its statements and steps: no network is made for it.

They are the same, bit for bit, as those of its network. Most maps of a corpus are such trees.
"""

from typing import Any, NamedTuple

from argmap.model import ArgumentMap
from argmap.model.scale import UNSAID
from argmap.solver.backend import LARGE

Row = tuple[str, str, bool, Any]
"""A step: its id, its source, whether it supports, and its weight; None stands for the whole weight, 1."""


class TreeChances(NamedTuple):
    """The chance that each statement stands and that it is defeated, and that each step is in, by id."""

    stands: dict[str, Any] = {
        id: (0.0 if kind == "claim" else UNSAID) if strength is None else strength
        for id, kind, strength in zip(nodes.column("id"), nodes.kinds, nodes.column("strength"), strict=True)
    }
    defeated, carried = dict.fromkeys(stands, 0.0), dict.fromkeys(ids, 0.0)
    for target in reversed(argued):
        rows = into[target]
        rows.sort()
        up, down, attacked = stands[target], 0.0, False
        for id, source, supports, weight in rows:
            carried[id] = value = stands[source] if weight is None else weight * stands[source]
            if supports:
                up = value + (1.0 - value) * up
            else:
                down, attacked = value + (1.0 - value) * down if attacked else value, True
        stands[target] = (1.0 - down) * up if attacked else up
        if attacked:
            defeated[target] = down
    return TreeChances(stands, defeated, carried)
