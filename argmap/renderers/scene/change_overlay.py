"""Two maps merged into one for a picture of changes: the later map, and what only the earlier one has."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from argmap.analysis.difference import Match
from argmap.model import ArgumentMap


@dataclass(frozen=True)
class OverlaidMap:
    """The map of both. `old` gives the earlier id of what both have; `kinds` says what was added, removed or changed.

    What was removed stands under its own id, or under another where the later map uses that one; `gone` tells, by new id.
    """

    m: ArgumentMap
    old: Mapping[str, str]
    gone: Mapping[str, str]
    kinds: Mapping[str, str]


def merged(before: ArgumentMap, after: ArgumentMap) -> OverlaidMap:
    """Both maps as one, for a picture of what changed.

    >>> from argmap.model import ArgumentMap, Claim, Premise, Support
    >>> m1 = ArgumentMap(conclusion="c", statements=[Claim(text="C.", id="c"), Premise(text="P.", id="p")])
    >>> both = merged(m1, m1.without("p"))
    >>> sorted(both.m.statements_by_id), dict(both.kinds)
    (['c', 'p'], {'p': 'removed'})
    """
    match = Match(before, after)
    old = {new: earlier for earlier, new in (*match.statements.items(), *_same_ends(before, after, match))}
    ids_in_use = {*after.statements_by_id, *after.steps_by_id}
    new_ids = {earlier: new for new, earlier in old.items()}
    removed: dict[str, str] = {}
    for id in (*before.statements_by_id, *before.steps_by_id):
        if id not in new_ids:
            new = id
            while new in ids_in_use:
                new += "-before"
            ids_in_use.add(new)
            new_ids[id], removed[new] = new, id
    kinds = dict.fromkeys(removed, "removed")
    for thing in (*after.statements, *after.steps):
        if thing.id not in old:
            kinds[thing.id] = "added"
            continue
        earlier = before.statements_by_id.get(old[thing.id]) or before.step(old[thing.id])
        words: dict[str, Any] = {"id": thing.id}
        if earlier.id in before.steps_by_id:
            step = before.step(earlier.id)
            words |= {"sources": tuple(new_ids[source] for source in step.sources), "target": new_ids[step.target]}
        if earlier.replace(**words) != thing:
            kinds[thing.id] = "changed"
    nodes = [before.statement(id).replace(id=new) for new, id in removed.items() if id in before.statements_by_id]
    steps = [
        step.replace(id=new, sources=tuple(new_ids[source] for source in step.sources), target=new_ids[step.target])
        for new, id in removed.items()
        if id in before.steps_by_id and (step := before.step(id))
    ]
    m = after.replace(
        statements=(*after.statements, *nodes),
        steps=(*after.steps, *steps),
        scale=after.scale,
        weights=after.weights,
        tensions=(),
        expect=(),
    )
    return OverlaidMap(m, old, removed, kinds)


def _same_ends(before: ArgumentMap, after: ArgumentMap, match: Match) -> Iterator[tuple[str, str]]:
    """The steps that both maps have between the same ends; a moved step counts as removed and added."""
    new_ids = dict(match.statements)
    waiting = dict(match.steps)
    while waiting:
        pairs = {
            earlier: new
            for earlier, new in waiting.items()
            if [new_ids.get(source) for source in before.step(earlier).sources] == [*after.step(new).sources]
            and new_ids.get(before.step(earlier).target) == after.step(new).target
        }
        if not pairs:
            return
        yield from pairs.items()
        new_ids |= pairs
        waiting = {earlier: new for earlier, new in waiting.items() if earlier not in pairs}
