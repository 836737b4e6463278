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
    labels: dict[str, Label] = dict.fromkeys([*m.statements_by_id, *m.steps_by_id], "undecided")
    while True:
        before = dict(labels)
        for step in m.steps:
            labels[step.id] = _label_of_step(m, step.id, holds, labels)
        for node in m.statements:
            labels[node.id] = _label_of_statement(m, node.id, holds, labels)
        if labels == before:
            empty = _unfounded(m, holds, labels)
            if not empty:
                return labels
            labels.update(dict.fromkeys(empty, "out"))


def _bearing(m: ArgumentMap, id: str, kind: str, labels: dict[str, Label]) -> list[Label]:
    return [labels[step.id] for step in m.steps if step.target == id and step.kind == kind]


def _label_of_step(m: ArgumentMap, id: str, holds: Collection[str], labels: dict[str, Label]) -> Label:
    members = [labels[source] for source in m.step(id).sources]
    undercuts = _bearing(m, id, "undercut", labels)
    if id not in holds or "out" in members or "in" in undercuts:
        return "out"
    settled = all(label == "in" for label in members) and all(label == "out" for label in undercuts)
    return "in" if settled else labels[id]


def _label_of_statement(m: ArgumentMap, id: str, holds: Collection[str], labels: dict[str, Label]) -> Label:
    supports, attacks = (_bearing(m, id, kind, labels) for kind in ("support", "attack"))
    if "in" in attacks or (id not in holds and all(one == "out" for one in supports)):
        return "out"
    settled = (id in holds or "in" in supports) and all(one == "out" for one in attacks)
    return "in" if settled else labels[id]


def _unfounded(m: ArgumentMap, holds: Collection[str], labels: dict[str, Label]) -> set[str]:
    """The largest set of undecided statements none of which holds, with every support out or from within the set."""
    candidates = {node.id for node in m.statements if labels[node.id] == "undecided" and node.id not in holds}
    while True:
        supported = {
            id
            for id in candidates
            if all(
                labels[step.id] == "out" or candidates.intersection(step.sources)
                for step in m.steps
                if step.target == id and step.kind == "support"
            )
        }
        if supported == candidates:
            return candidates
        candidates = supported
