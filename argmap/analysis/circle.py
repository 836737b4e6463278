"""Cycles in a map, each classified as circular reasoning, rivals or self-defeat by the kinds of its steps."""

from collections.abc import Mapping
from dataclasses import dataclass

from argmap.evaluation import circles
from argmap.model import RELATIONS, ArgumentMap

CIRCULAR, RIVALS, SELF_DEFEAT = "circular reasoning", "rivals", "self-defeat"
CIRCLE_KINDS: Mapping[str, str] = {
    CIRCULAR: "these statements support themselves and nothing else need stand for them",
    RIVALS: "these statements each stand only where the other does not",
    SELF_DEFEAT: "a statement that stands here is a reason against itself",
}
"""Each kind of circle: of supports alone; with an even number of attacks and undercuts; with an odd number."""


@dataclass(frozen=True)
class Circle:
    """A cycle: one path around it, as ids of statements and of undercut steps, and its kind."""

    around: tuple[str, ...]
    kind: str

    def __str__(self) -> str:
        return " → ".join((*self.around, self.around[0]))


def circles_of(m: ArgumentMap) -> tuple[Circle, ...]:
    """The cycles of a map: first those of supports only, then one for each other group of statements that depend on themselves.

    >>> from argmap.model import ArgumentMap, Attack, Claim
    >>> m = ArgumentMap(conclusion="a", statements=[Claim(text="A.", id="a")], steps=[Attack(sources=["a"], target="a")])
    >>> circles_of(m)
    (Circle(around=('a',), kind='self-defeat'),)
    """
    everywhere = circles(m)
    if not everywhere:
        return ()
    supports = {step.id for step in m.steps if step.kind == "support"}
    begging = circles(m.part({*m.statements_by_id, *supports})) if supports else ()
    others = ((around, _against(m, around)) for around in everywhere)
    return (
        *(Circle(around, CIRCULAR) for around in begging),
        *(Circle(around, SELF_DEFEAT if count % 2 else RIVALS) for around, count in others if count),
    )


def _against(m: ArgumentMap, around: tuple[str, ...]) -> int:
    """The number of attacks and undercuts on a cycle."""
    return sum(
        _works_against(m, source, target) for source, target in zip(around, (*around[1:], around[0]), strict=True)
    )


def _works_against(m: ArgumentMap, source: str, target: str) -> bool:
    if target in m.steps_by_id:
        return True
    if source in m.steps_by_id:
        return RELATIONS[m.step(source).kind].sign < 0
    kinds = {step.kind for step in m.steps_to(target) if source in step.sources}
    return all(RELATIONS[kind].sign < 0 for kind in kinds)
