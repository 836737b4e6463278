"""Two maps merged into one for a picture of changes: the later map, and what only the earlier one has."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from argmap.analysis.difference import Match
from argmap.model import ArgumentMap


@dataclass(frozen=True)
class Merged:
    """The map of both. `old` gives the earlier id of what both have; `kinds` says what was added, removed or changed.

    What was removed stands under its own id, or under another where the later map uses that one; `gone` tells, by new id.
    """

    m: ArgumentMap
    old: Mapping[str, str]
    gone: Mapping[str, str]
    kinds: Mapping[str, str]


def merged(before: ArgumentMap, after: ArgumentMap) -> Merged:
    """Both maps as one, for a picture of what changed.

    >>> from argmap.model import ArgumentMap, Claim, Premise, Support
    >>> m1 = ArgumentMap(conclusion="c", statements=[Claim(text="C.", id="c"), Premise(text="P.", id="p")])
    >>> both = merged(m1, m1.without("p"))
    >>> sorted(both.m.statements_by_id), dict(both.kinds)
    (['c', 'p'], {'p': 'removed'})
    """
    match = Match(before, after)
    old = {new: earlier for earlier, new in (*match.statements.items(), *_same_ends(before, after, match))}
    taken = {*after.statements_by_id, *after.steps_by_id}
    named = {earlier: new for new, earlier in old.items()}
    gone: dict[str, str] = {}
    for id in (*before.statements_by_id, *before.steps_by_id):
        if id not in named:
            new = id
            while new in taken:
                new += "-before"
            taken.add(new)
            named[id], gone[new] = new, id
    kinds = dict.fromkeys(gone, "removed")
    for thing in (*after.statements, *after.steps):
        if thing.id not in old:
            kinds[thing.id] = "added"
            continue
        earlier = before.statements_by_id.get(old[thing.id]) or before.step(old[thing.id])
        words: dict[str, Any] = {"id": thing.id}
        if earlier.id in before.steps_by_id:
            step = before.step(earlier.id)
            words |= {"sources": tuple(named[one] for one in step.sources), "target": named[step.target]}
        if earlier.replace(**words) != thing:
            kinds[thing.id] = "changed"
    nodes = [before.statement(id).replace(id=new) for new, id in gone.items() if id in before.statements_by_id]
    steps = [
        step.replace(id=new, sources=tuple(named[one] for one in step.sources), target=named[step.target])
        for new, id in gone.items()
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
    return Merged(m, old, gone, kinds)


def _same_ends(before: ArgumentMap, after: ArgumentMap, match: Match) -> Iterator[tuple[str, str]]:
    """The steps that both maps have between the same ends; a moved step counts as removed and added."""
    same = dict(match.statements)
    waiting = dict(match.steps)
    while waiting:
        found = {
            earlier: new
            for earlier, new in waiting.items()
            if [same.get(source) for source in before.step(earlier).sources] == [*after.step(new).sources]
            and same.get(before.step(earlier).target) == after.step(new).target
        }
        if not found:
            return
        yield from found.items()
        same |= found
        waiting = {earlier: new for earlier, new in waiting.items() if earlier not in found}
