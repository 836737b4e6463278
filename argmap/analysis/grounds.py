"""The grounds of a statement: each step to it, what the step carries, and the strength of the statement without the step."""

from dataclasses import dataclass

from argmap.evaluation import Evaluation, network
from argmap.model import ArgumentMap
from argmap.model.standpoint import heard


@dataclass(frozen=True)
class Ground:
    """One step to a statement.

    `carries` ∈ [0, 1] is what the step brings, `without` ∈ [0, 1] the statement's strength when the step is removed,
    `weakest` the linked member that caps the step (None for a single one). `defeated_without` ∈ [0, 1] is the statement's
    chance of being defeated when the step is removed, 0 under a gradual semantics.
    """

    step: str
    kind: str
    sources: tuple[str, ...]
    carries: float
    without: float
    weakest: str | None
    undercuts: tuple[str, ...]
    defeated_without: float = 0.0


def grounds(m: ArgumentMap, e: Evaluation, id: str | None = None) -> tuple[Ground, ...]:
    """The steps to a statement (the conclusion unless named), sorted by how far removing the step moves the strength.

    Raises UnknownName.

    >>> from argmap.model import ArgumentMap, Claim, Premise, Support
    >>> nodes = [Claim(text="C.", id="c"), Premise(text="P.", id="p")]
    >>> m = ArgumentMap(conclusion="c", statements=nodes, steps=[Support(sources=["p"], target="c")])
    >>> from argmap.evaluation import evaluate
    >>> [(one.step, one.carries, one.without) for one in grounds(m, evaluate(m))]
    [('p.supports.c', 0.5, 0.0)]
    """
    of = id or m.conclusion
    m = heard(m, e.how.standpoint)
    strength = e[m.statement(of).id]
    listed = []
    steps = m.steps_to(of)
    places = {step.id: at for at, step in enumerate(m.steps)}
    settled = network(m, e.how).settled
    node = list(m.statements_by_id).index(of)
    outcomes = settled.without_steps(node, [places[step.id] for step in steps], (e.how.semantics, e.how.linked))
    for step, (without, defeated) in zip(steps, outcomes, strict=True):
        weakest = min(step.sources, key=e.__getitem__) if step.linked and e.linked == "min" else None
        undercuts = tuple(undercut.id for undercut in m.steps_to(step.id))
        carries = e.steps[step.id]
        listed.append(Ground(step.id, step.kind, step.sources, carries, without, weakest, undercuts, defeated))
    return tuple(sorted(listed, key=lambda ground: -abs(strength - ground.without)))
