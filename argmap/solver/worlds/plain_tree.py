"""The chances of a small map in which nothing is used twice, straight from its statements and steps: no network is made for it.

They are the same, bit for bit, as those of its network. Most maps of a corpus are such trees.
"""

from typing import Any, NamedTuple

from argmap.model import ArgumentMap
from argmap.model.scale import UNSAID
from argmap.solver.backend import LARGE

SingleStep = tuple[str, str, str, Any]
"""A step: its id, its source, its kind and its weight; None stands for the whole weight, 1."""


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
    nodes, relations = m.statement_rows, m.step_rows
    if not m.is_plain or len(nodes) + len(relations) >= LARGE:
        return None
    ids, all_sources, targets, weights = map(relations.column, ("id", "sources", "target", "weight"))
    try:
        sources = [source for (source,) in all_sources]
    except ValueError:
        return None
    inner = set(sources)
    if len(inner) < len(sources):
        return None
    into: dict[str, list[SingleStep]] = {}
    for target, row in zip(targets, zip(ids, sources, relations.kinds, weights, strict=True), strict=True):
        if target in into:
            into[target].append(row)
        else:
            into[target] = [row]
    argued = [target for target in into if target not in inner]
    for target in argued:
        argued += [row[1] for row in into[target] if row[1] in into]
    if len(argued) < len(into):
        return None
    stands: dict[str, Any] = {
        id: (0.0 if kind == "claim" else UNSAID) if strength is None else strength
        for id, kind, strength in zip(nodes.column("id"), nodes.kinds, nodes.column("strength"), strict=True)
    }
    defeated, carried = dict.fromkeys(stands, 0.0), dict.fromkeys(ids, 0.0)
    for target in reversed(argued):
        rows = into[target]
        rows.sort()
        up, down, attacked = stands[target], 0.0, False
        for id, source, kind, weight in rows:
            carried[id] = value = stands[source] if weight is None else weight * stands[source]
            if kind == "support":
                up = value + (1.0 - value) * up
            else:
                down, attacked = value + (1.0 - value) * down if attacked else value, True
        stands[target] = (1.0 - down) * up if attacked else up
        if attacked:
            defeated[target] = down
    return TreeChances(stands, defeated, carried)
