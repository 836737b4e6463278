"""Checks whether a verdict needs its evidence, and whether a statement is counted more than once."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from argmap.analysis.rounding import strength
from argmap.evaluation import Evaluation, How, evaluate_as
from argmap.model import ArgumentMap, Verdict
from argmap.model.standpoint import heard
from argmap.model.walks import bearing_on

MOST_FOR_WARNINGS = 5_000
"""Statements up to which the sentences of `warnings` are sought; each takes an evaluation."""


@dataclass(frozen=True)
class Repeated:
    """A statement that several linked or single supports of one target share, under a semantics that adds them up.

    `once` is the verdict on the conclusion when only the strongest of these steps counts, and `strength` its strength then.
    """

    id: str
    target: str
    steps: tuple[str, ...]
    once: Verdict
    strength: float


def bare(m: ArgumentMap, how: How, of: str | None = None) -> Evaluation | None:
    """The evaluation with every premise and counterevidence that leads to a statement at 0; None if there is none."""
    m = heard(m, how.standpoint)
    part = bearing_on(m, of or m.conclusion)
    evidence = [node for node in part.statements if node.kind != "claim"]
    if not evidence:
        return None
    return evaluate_as(part.replace(*(node.replace(strength=0.0) for node in evidence)), _everybody(how))


def needless(m: ArgumentMap, how: How, of: str | None = None) -> float | None:
    """The strength without any evidence if the statement is accepted even then, else None.

    Under possible worlds nothing stands without evidence if no claim has a strength of its own.

    >>> from argmap.evaluation import how
    >>> from argmap.model import ArgumentMap, Claim, Premise, Support
    >>> nodes = [Claim(text="C.", id="c", strength=0.7), Premise(text="P.", id="p", strength=0.8)]
    >>> m = ArgumentMap(conclusion="c", statements=nodes, steps=[Support(sources=["p"], target="c")])
    >>> needless(m, how(m)), needless(m.replace(m.statement("c").replace(strength=None)), how(m))
    (0.7, None)
    """
    if how.worlds and all(node.strength is None for node in m.statements if node.kind == "claim"):
        return None
    e = bare(m, how, of)
    return e[e.conclusion] if e is not None and e.verdict == "accepted" else None


def adds_up(how: How) -> bool:
    """Whether a shared statement is counted once for each step: not under possible worlds, and not if only the strongest step counts."""
    return not how.worlds and how.semantics.aggregation.name != "top"


def repeated(m: ArgumentMap, how: How, e: Evaluation) -> Iterator[Repeated]:
    """The statements that are counted more than once for the same target, in the order of the map."""
    if not adds_up(how):
        return
    m = heard(m, how.standpoint)
    for node in m.statements:
        shared: dict[str, list[str]] = {}
        for step in m.steps_to(node.id):
            if step.kind == "support":
                for source in step.sources:
                    shared.setdefault(source, []).append(step.id)
        for id, steps in shared.items():
            if len(steps) > 1:
                strongest = max(steps, key=lambda step: abs(e.steps[step]))
                idle = [m.step(step).replace(weight=0.0) for step in steps if step != strongest]
                once = evaluate_as(m.replace(*idle), _everybody(how))
                yield Repeated(id, node.id, tuple(steps), once.verdict, once[once.conclusion])


def warnings(m: ArgumentMap, e: Evaluation) -> Iterator[str]:
    """Warnings: that the verdict does not need the evidence, and that a statement counted several times turns the verdict.

    Nothing for a map of more than 5,000 statements.
    """
    if len(m.statements) > MOST_FOR_WARNINGS:
        return
    strength_left = needless(m, e.how)
    if strength_left is not None and e.verdict == "accepted":
        yield needs_none(e.how, strength_left)
    named_steps: set[tuple[str, ...]] = set()
    for shared in repeated(m, e.how, e):
        if shared.once != e.verdict and shared.steps not in named_steps:
            named_steps.add(shared.steps)
            yield counted_sentence(e.how, shared)


def needs_none(how: How, left: float) -> str:
    """The sentence that the verdict does not need the evidence."""
    return (
        "The verdict does not need the evidence: with every premise and counterevidence at 0 it is still accepted "
        f"({strength(how, left)})."
    )


def counted_sentence(how: How, one: Repeated) -> str:
    """The sentence that a statement is counted more than once."""
    return (
        f"{one.id!r} is counted {len(one.steps)} times for {one.target!r} under {how.semantics.name}; with only the "
        f"strongest of these steps the verdict is {one.once} ({strength(how, one.strength)})."
    )


def _everybody(how: How) -> How:
    """The same settings for a map that already holds only the statements of the standpoint."""
    return replace(how, standpoint="examined")
