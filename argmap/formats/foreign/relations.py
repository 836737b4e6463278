"""The words by which other formats call a support, an attack and an undercut; a word that is not here is an error."""

from argmap.errors import guess
from argmap.formats.foreign.intake import At, Intake

STEP_KIND_OF_WORD = {
    "support": "support", "supports": "support", "sup": "support", "supporting": "support", "pro": "support",
    "for": "support", "+": "support", "entails": "support",
    "attack": "attack", "attacks": "attack", "att": "attack", "opposing": "attack", "con": "attack", "against": "attack",
    "-": "attack", "−": "attack", "rebut": "attack", "rebuts": "attack", "contradicts": "attack",
    "undercut": "undercut", "undercuts": "undercut", "und": "undercut",
}  # fmt: skip


def relation_of(word: str, intake: Intake, at: At | None) -> str | None:
    """The kind of step that a word means, or None with a problem.

    >>> from argmap.formats.losses import Source
    >>> intake = Intake(Source("x.csv", b""))
    >>> relation_of("Pro", intake, None), relation_of("causes", intake, None), len(intake.problems.found)
    ('support', None, 1)
    """
    kind = STEP_KIND_OF_WORD.get(word.strip().lower())
    if kind is None:
        intake.problems.add(at, f"{word!r} is not a relation that argmap has", guess(word, list(STEP_KIND_OF_WORD)))
    return kind
