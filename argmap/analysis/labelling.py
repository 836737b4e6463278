"""The well-founded labelling of a map in one world, written exactly as it is defined.

It is slow and shares no code with the solver: laws and tests compare the solver with it.
"""

from collections.abc import Collection
from typing import Literal

from argmap.model import ArgumentMap

Label = Literal["in", "out", "undecided"]


def labelled(m: ArgumentMap, true: Collection[str]) -> dict[str, Label]:
    """The label of every statement and step in the world in which exactly those in `true` hold on their own, or work.

    >>> from argmap.model import Attack, Claim, Premise
    >>> nodes = [Claim(text="C.", id="c"), Premise(text="P.", id="p")]
    >>> m = ArgumentMap(conclusion="c", statements=nodes, steps=[Attack(sources=["p"], target="c", id="s")])
    >>> labelled(m, {"c", "p", "s"}), labelled(m, {"c", "s"})
    ({'c': 'out', 'p': 'in', 's': 'in'}, {'c': 'in', 'p': 'out', 's': 'out'})
    """
    holds = set(true)
    found: dict[str, Label] = dict.fromkeys([*m.statements_by_id, *m.steps_by_id], "undecided")
    while True:
        before = dict(found)
        for step in m.steps:
            found[step.id] = _label_of_step(m, step.id, holds, found)
        for node in m.statements:
            found[node.id] = _label_of_statement(m, node.id, holds, found)
        if found == before:
            empty = _unfounded(m, holds, found)
            if not empty:
                return found
            found.update(dict.fromkeys(empty, "out"))


def _bearing(m: ArgumentMap, id: str, kind: str, found: dict[str, Label]) -> list[Label]:
    return [found[step.id] for step in m.steps if step.target == id and step.kind == kind]


def _label_of_step(m: ArgumentMap, id: str, holds: Collection[str], found: dict[str, Label]) -> Label:
    members = [found[source] for source in m.step(id).sources]
    undercuts = _bearing(m, id, "undercut", found)
    if id not in holds or "out" in members or "in" in undercuts:
        return "out"
    settled = all(one == "in" for one in members) and all(one == "out" for one in undercuts)
    return "in" if settled else found[id]


def _label_of_statement(m: ArgumentMap, id: str, holds: Collection[str], found: dict[str, Label]) -> Label:
    supports, attacks = (_bearing(m, id, kind, found) for kind in ("support", "attack"))
    if "in" in attacks or (id not in holds and all(one == "out" for one in supports)):
        return "out"
    settled = (id in holds or "in" in supports) and all(one == "out" for one in attacks)
    return "in" if settled else found[id]


def _unfounded(m: ArgumentMap, holds: Collection[str], found: dict[str, Label]) -> set[str]:
    """The largest set of undecided statements none of which holds, with every support out or from within the set."""
    rest = {node.id for node in m.statements if found[node.id] == "undecided" and node.id not in holds}
    while True:
        kept = {
            id
            for id in rest
            if all(
                found[step.id] == "out" or rest.intersection(step.sources)
                for step in m.steps
                if step.target == id and step.kind == "support"
            )
        }
        if kept == rest:
            return rest
        rest = kept
