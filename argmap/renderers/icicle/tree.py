"""The tree of an icicle: each statement once, behind what it bears on nearest to the main claim, with its share of the height."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from argmap.model import RELATIONS, ArgumentMap
from argmap.renderers.scene.folding import ShownPart

LEAST_WEIGHT = 0.05
"""What a step that carries nothing counts for, so that its statement is seen, too."""


@dataclass
class IcicleBranch:
    """A statement and those behind it, the weightiest first; `weight` is what its step carries, and `below` how many are behind it.

    The `id` is "" for what leads nowhere near the statement looked at.
    """

    id: str
    weight: float
    depth: int
    children: list["IcicleBranch"] = field(default_factory=list)
    below: int = 0

    @property
    def size(self) -> int:
        """How many statements it is, with those behind it."""
        return self.below + bool(self.id)


def tree_of(m: ArgumentMap, shown: ShownPart, carried: Mapping[str, float]) -> IcicleBranch:
    """The tree of the shown statements from the one looked at; what does not lead to it is one branch without an id.

    >>> from argmap.model import Claim, Premise, Support
    >>> from argmap.renderers.scene.folding import shown_part
    >>> nodes = [Claim(text="C.", id="c"), Premise(text="P.", id="p"), Premise(text="Q.", id="q")]
    >>> m = ArgumentMap(conclusion="c", statements=nodes, steps=[Support(sources=["p"], target="c", id="s")])
    >>> [(one.id, one.below) for one in tree_of(m, shown_part(m), {"s": 0.5}).children]
    [('p', 0), ('', 1)]
    """
    met = {shown.focus}
    root = IcicleBranch(shown.focus, 1.0, 0)
    branches = _grown(m, shown, carried, [root], met)
    elsewhere = IcicleBranch("", LEAST_WEIGHT, 1)
    for node in m.statements:
        if node.id in shown.shown and node.id not in met:
            met.add(node.id)
            elsewhere.children.append(IcicleBranch(node.id, LEAST_WEIGHT, 2))
            branches += _grown(m, shown, carried, elsewhere.children[-1:], met)
    for branch in reversed(branches):
        branch.below = sum(child.size for child in branch.children)
        branch.children.sort(key=lambda child: -child.weight)
    if elsewhere.children:
        elsewhere.below = sum(child.size for child in elsewhere.children)
        root.children.append(elsewhere)
        root.below += elsewhere.below
    return root


def _grown(
    m: ArgumentMap, shown: ShownPart, carried: Mapping[str, float], roots: list[IcicleBranch], met: set[str]
) -> list[IcicleBranch]:
    """All branches that grow from these, nearest first."""
    branches = list(roots)
    for branch in branches:
        steps = list(m.steps_to(branch.id))
        for step in steps:
            steps += [one for one in m.steps_to(step.id) if RELATIONS[one.kind].onto == "step" and one not in steps]
            for id in step.sources:
                if id in met or id not in shown.shown:
                    continue
                met.add(id)
                child = IcicleBranch(id, LEAST_WEIGHT + carried[step.id] / len(step.sources), branch.depth + 1)
                branch.children.append(child)
                branches.append(child)
    return branches
