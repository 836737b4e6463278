"""What would overturn a verdict: a change of one base score, a change of all together, or a set of rejections."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Unpack

from argmap.analysis.critical_sets import ALL_UP_TO, CriticalSets, critical_sets, cut_sets
from argmap.analysis.evidence import needless
from argmap.analysis.question import ask, named
from argmap.analysis.smallest_shift import Shift, largest_move, sum_of_moves
from argmap.analysis.tipping_points import TippingPoint, tipping_points
from argmap.evaluation import How, Said
from argmap.late import late
from argmap.model import ArgumentMap, Verdict

SIZES = ((100, 3), (1000, 2), (10**12, 1))
"""Pairs: for a map with at most this many statements, the default size of the sets of rejections."""


def patience(count: int, *, circular: bool) -> int:
    """The default size up to which sets of rejections are searched; smaller if the map has cycles.

    On a map with cycles every set must be settled separately.

    >>> patience(60, circular=False), patience(60, circular=True), patience(5_000, circular=True)
    (3, 2, 1)
    """
    size = next(size for most, size in SIZES if count <= most)
    return max(1, size - circular)


@dataclass(frozen=True)
class Overturning:
    """The changes that turn the verdict on `of`: tipping points, the least changes of all together, and critical sets.

    `among` are the statements whose base scores were varied. `cuts` are the minimal sets whose rejection leaves nothing (possible worlds
    only). `needless` is the strength without any evidence where the statement is accepted even then: its verdict does not
    need the evidence. Else it is None.
    """

    of: str
    semantics: str
    strength: float
    verdict: Verdict
    among: tuple[str, ...]
    tipping: tuple[TippingPoint, ...]
    largest_move: Shift
    sum_of_moves: Shift
    critical: CriticalSets
    cuts: CriticalSets
    how: How
    needless: float | None = None
    m: ArgumentMap | None = field(default=None, repr=False, compare=False)

    _repr_html_ = late("argmap.cli.printing.notebook:html")

    def __repr__(self) -> str:
        return f"<Overturning: {self.of} {self.verdict} {self.strength:.2f}, {len(self.tipping)} tipping points>"

    @property
    def never(self) -> bool:
        """Whether it is certain that no base scores of these statements turn the verdict."""
        return self.largest_move.surely == float("inf")


def overturn(
    m: ArgumentMap,
    of: str | None = None,
    *,
    among: Sequence[str] | None = None,
    size: int = ALL_UP_TO,
    progress: Callable[[int, int], None] | None = None,
    **said: Unpack[Said],
) -> Overturning:
    """The changes of base scores that would turn the verdict on a statement.

    `among` names the statements that may change: the premises, counterevidence and unargued claims that bear on it,
    unless given. Intervals are taken at their mid-points. All minimal sets of up to `size` rejections are found, or the
    smallest beyond. Raises UnknownName, ValueError for cut-offs out of order, and EvaluationError as `evaluate` does.

    >>> from argmap.model import ArgumentMap, Claim, Premise, Support
    >>> nodes = [Claim(text="C.", id="c"), Premise(text="P.", id="p", strength=0.8)]
    >>> m = ArgumentMap(conclusion="c", statements=nodes, steps=[Support(sources=["p"], target="c")])
    >>> found = overturn(m, semantics="df-quad")
    >>> [(one.id, round(one.at, 9), one.to) for one in found.tipping], found.critical.sets
    ([('p', 0.2, 'undecided')], (('p',),))
    """
    question = ask(m, of, **said)
    given = question.premises if among is None else named(m, among)
    players = tuple(id for id in given if id in question.node_at)
    tipping = tipping_points(question, players)
    largest = largest_move(question, players)
    return Overturning(
        question.of,
        question.semantics.name,
        question.strength,
        question.verdict,
        players,
        tipping,
        largest,
        sum_of_moves(question, players, tipping, largest),
        critical_sets(question, players, size=size, progress=progress),
        cut_sets(question, players, size=size, progress=progress),
        question.how,
        needless(question.m, question.how, question.of) if question.verdict == "accepted" else None,
        m,
    )
