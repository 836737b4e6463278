"""Hinges: the verdict on a statement when another statement is granted, and when it is rejected."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Unpack

from argmap.analysis.question import Question, ask
from argmap.analysis.rounding import strength
from argmap.errors import EvaluationError
from argmap.evaluation import How, Said
from argmap.model import ArgumentMap, Verdict

MOST_FOR_HINGES = 5_000
"""The largest number of statements for which hinges are computed; a larger map would take too many evaluations."""


class Outcome(NamedTuple):
    """The outcome for a statement: its strength, its chance of being defeated, and the verdict on it."""

    strength: float
    defeated: float
    verdict: Verdict


@dataclass(frozen=True)
class Hinge:
    """The outcomes for the statement in question when `id` is granted and when it is rejected; `verdict` is that of the map."""

    id: str
    verdict: Verdict
    granted: Outcome
    rejected: Outcome

    @property
    def turns(self) -> bool:
        """Whether granting it or rejecting it turns the verdict."""
        return not self.granted.verdict == self.rejected.verdict == self.verdict

    @property
    def swing(self) -> float:
        """The difference of the strengths of the two outcomes."""
        return abs(self.granted.strength - self.rejected.strength)


def hinges(m: ArgumentMap, of: str | None = None, **said: Unpack[Said]) -> tuple[Hinge, ...]:
    """A hinge for each statement that leads to the one in question: first those that turn the verdict, then by swing.

    Intervals are taken at their mid-points. Empty for a map of more than 5,000 statements, and if worlds are drawn.
    Raises the errors of `ask`.

    >>> from argmap.model import ArgumentMap, Claim, Premise, Support
    >>> nodes = [Claim(text="C.", id="c"), Premise(text="P.", id="p", strength=0.5)]
    >>> m = ArgumentMap(conclusion="c", statements=nodes, steps=[Support(sources=["p"], target="c")])
    >>> [(one.id, one.granted.verdict, one.rejected.verdict, one.turns) for one in hinges(m)]
    [('p', 'accepted', 'undecided', True)]
    """
    if len(m.statements) > MOST_FOR_HINGES:
        return ()
    question = ask(m, of, **said)
    if question.evaluation.status == "sampled":
        return ()
    names = [id for id in question.node_at if id != question.of]
    sets = [(question.node_at[id],) for id in names]
    if not sets:
        return ()
    ends = [_outcomes(question, sets, granted=granted) for granted in (True, False)]
    found = [Hinge(id, question.verdict, *pair) for id, *pair in zip(names, *ends, strict=True)]
    return tuple(sorted(found, key=lambda one: (not one.turns, -one.swing)))


def _outcomes(question: Question, sets: Sequence[Sequence[int]], *, granted: bool) -> list[Outcome]:
    """The outcome when each set of statements is granted, or rejected."""
    outcomes = question.settled(sets, granted=granted)
    lost = outcomes.defeated or [0.0] * len(sets)
    return [Outcome(*row) for row in zip(outcomes.stands, lost, question.words(outcomes), strict=True)]


def turning(m: ArgumentMap, of: str | None = None, **said: Unpack[Said]) -> tuple[Hinge, ...]:
    """The hinges that turn the verdict; empty also if the semantics does not apply to the map."""
    try:
        return tuple(one for one in hinges(m, of, **said) if one.turns)
    except EvaluationError:
        return ()


def in_words(how: How, one: Hinge) -> str:
    """A sentence that says how granting or rejecting a statement turns the verdict.

    >>> from argmap.how import how_of
    >>> in_words(how_of({}), Hinge("p", "undecided", Outcome(1.0, 0.0, "accepted"), Outcome(0.0, 0.0, "undecided")))
    'granted, the verdict is accepted (1.00)'
    """
    told = []
    for says, outcome in (("granted", one.granted), ("without it", one.rejected)):
        if outcome.verdict != one.verdict:
            by_defeat = how.worlds and outcome.verdict == "rejected"
            number = (
                f"defeated in {100 * outcome.defeated:.0f} of 100" if by_defeat else strength(how, outcome.strength)
            )
            told.append(f"{says}, the verdict is {outcome.verdict} ({number})")
    return "; ".join(told)
