"""The chances of a small map in which nothing is used twice, straight from its statements and steps: no network is made for it.

They are the same, bit for bit, as those of its network. Most maps of a corpus are such trees.
"""

from typing import Any, NamedTuple

from argmap.model import ArgumentMap
from argmap.model.scale import UNSAID, WHOLE
from argmap.solver.backend import LARGE


class TreeChances(NamedTuple):
    """The chance that each statement stands and that it is defeated, and that each step is in, by id."""

    stands: dict[str, float]
    defeated: dict[str, float]
    steps: dict[str, float]


def chances(m: ArgumentMap) -> TreeChances | None:
    """The chances of a map of supports and attacks, each from one statement; None if that, or what stands above, does not hold.

    >>> from argmap.model import Attack, Claim, Counterevidence
    >>> nodes = [Claim(text="C.", id="c", strength=0.8), Counterevidence(text="But.", id="but")]
    >>> chances(ArgumentMap(conclusion="c", statements=nodes, steps=[Attack(sources=["but"], target="c", id="s")]))
    TreeChances(stands={'c': 0.4, 'but': 0.5}, defeated={'c': 0.5, 'but': 0.0}, steps={'s': 0.5})
    """
    single = {len(step.sources) for step in m.steps} <= {1}
    if not (m.is_plain and single) or len(m.statements) + len(m.steps) >= LARGE:
        return None
    stands: dict[str, Any] = {
        node.id: (0.0 if node.kind == "claim" else UNSAID) if node.strength is None else node.strength
        for node in m.statements
    }
    steps = [(step.id, step.sources[0], step.target, step.kind, step.weight) for step in m.steps]
    into: dict[str, list[tuple[Any, ...]]] = {}
    for row in sorted(steps):
        into.setdefault(row[2], []).append(row)
    used = {row[1] for row in steps}
    if len(used) < len(steps):
        return None
    order = [id for id in stands if id not in used]
    for id in order:
        if id in into:
            order += [row[1] for row in into[id]]
    if len(order) < len(stands):
        return None
    defeated, carried = dict.fromkeys(stands, 0.0), dict.fromkeys(m.steps_by_id, 0.0)
    for id in reversed(order):
        if id not in into:
            continue
        up, down, attacked = stands[id], 0.0, False
        for step, source, _, kind, weight in into[id]:
            carried[step] = value = (WHOLE if weight is None else weight) * stands[source]
            if kind == "support":
                up = value + (1.0 - value) * up
            else:
                down, attacked = value + (1.0 - value) * down if attacked else value, True
        stands[id] = (1.0 - down) * up if attacked else up
        defeated[id] = down
    return TreeChances(stands, defeated, carried)
