"""Standpoints: the part of a map in which only some voices are heard."""

from collections.abc import Callable

from argmap.errors import UnknownName
from argmap.model.map import ArgumentMap
from argmap.model.step import Relation

STANDPOINTS = {
    "as-argued": "the author's statements and steps, with what they leave unstated and the analyst's bridges between them",
    "with-reported": "also the views that the text reports, and every step among what is heard",
    "examined": "everything, the analyst's objections included",
}
"""Each standpoint and what is heard from it, from the fewest voices to all."""


def voice_of(m: ArgumentMap, step: Relation) -> str:
    """The voice of a step: its `by`, else the voice of its sources if they agree, else the author's."""
    if step.by is not None:
        return step.by
    voices = {m.statement(source).voice for source in step.sources}
    return voices.pop() if len(voices) == 1 else "author"


def heard(m: ArgumentMap, standpoint: str) -> ArgumentMap:
    """The map as heard from a standpoint; the conclusion is always heard.

    A step is heard only with its target and all its members, and an undercut only with its step; tensions and expectations
    on what is not heard are left out. Raises UnknownName.

    >>> from argmap.model import Attack, Claim, Counterevidence, Premise, Support
    >>> doubt = Counterevidence(text="But.", id="but", voice="analyst")
    >>> nodes = [Claim(text="C.", id="c"), Premise(text="P.", id="p"), doubt]
    >>> steps = [Support(sources=["p"], target="c"), Attack(sources=["but"], target="c")]
    >>> list(heard(ArgumentMap(conclusion="c", statements=nodes, steps=steps), "as-argued").statements_by_id)
    ['c', 'p']
    """
    if standpoint not in STANDPOINTS:
        raise UnknownName("standpoint", standpoint, STANDPOINTS)
    if standpoint == "examined":
        return m
    return m.once(_part_heard, standpoint) or m


def _part_heard(m: ArgumentMap, standpoint: str) -> ArgumentMap | None:
    """The part of a map that is heard, or None if that is all of it."""
    reported = standpoint == "with-reported"
    joining = _only_joining(m)
    statements = {m.conclusion} | {
        node.id
        for node in m.statements
        if node.voice == "author" or (reported and node.voice == "reported") or (node.implicit and node.id in joining)
    }

    def speaks(step: Relation) -> bool:
        return reported or voice_of(m, step) == "author" or step.kind == "support"

    kept = statements | _steps_among(m, statements, speaks)
    gone = {one.id for one in (*m.statements, *m.steps)} - kept
    return m.without(*sorted(gone)) if gone else None


def standpoints_of(m: ArgumentMap) -> tuple[str, ...]:
    """The standpoints from which a map differs; one for a map with one voice.

    >>> from argmap.model import Claim
    >>> standpoints_of(ArgumentMap(conclusion="c", statements=[Claim(text="C.", id="c")]))
    ('examined',)
    """
    sizes = [(len(part.statements), len(part.steps)) for part in (heard(m, name) for name in STANDPOINTS)]
    names = list(STANDPOINTS)
    return tuple(name for at, name in enumerate(names) if name == "examined" or sizes[at] != sizes[at + 1])


def _only_joining(m: ArgumentMap) -> set[str]:
    """The statements that serve only as members of supports."""
    used = {source for step in m.steps for source in step.sources}
    return used - {source for step in m.steps if step.kind != "support" for source in step.sources}


def _steps_among(m: ArgumentMap, statements: set[str], speaks: Callable[[Relation], bool]) -> set[str]:
    """The steps with a heard voice whose members and targets are heard too."""
    among = {step.id for step in m.steps if speaks(step) and statements.issuperset(step.sources)}
    waiting = [step.id for step in m.steps if step.id in among and step.target in statements]
    heard_steps = set(waiting)
    while waiting:
        fresh = [step.id for step in m.steps_to(waiting.pop()) if step.id in among and step.id not in heard_steps]
        heard_steps.update(fresh)
        waiting += fresh
    return heard_steps
