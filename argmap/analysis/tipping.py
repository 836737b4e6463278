"""Tipping points: the base score of one statement at which the verdict turns, the others staying as they are."""

from dataclasses import dataclass
from typing import Any

from argmap.analysis.polarity import polarities
from argmap.analysis.question import Question
from argmap.model import Verdict

GRID, HALVINGS = 200, 60
"""A base score is tried at so many places, and the place where the verdict turns is halved in on so often."""


@dataclass(frozen=True)
class TippingPoint:
    """For one statement, the base score nearest to its own, `base`, at which the verdict becomes `to`.

    `at` is None where none was found; `certain` says that there surely is none nearer.
    """

    id: str
    base: float
    at: float | None
    to: Verdict | None
    certain: bool

    @property
    def distance(self) -> float:
        """How far the base score must move, in [0, 1]; infinite where the verdict does not turn."""
        return float("inf") if self.at is None else abs(self.at - self.base)


def tipping_points(question: Question, among: tuple[str, ...]) -> tuple[TippingPoint, ...]:
    """The tipping point of each of these statements, the nearest first.

    What works one way only cannot turn the verdict in between when it does not at the ends, so that its point is exact;
    for what works both ways, a grid is tried, and the bounds of the strength may still certify that there is none.
    """
    import numpy as np

    if not among:
        return ()
    places = np.array([question.node_at[id] for id in among])
    base = question.base[places]
    ways = polarities(question.m, question.of)
    grid = np.unique(np.concatenate([np.linspace(0, 1, GRID + 1)]))
    found = _turned(question, places, np.repeat(grid[None, :], len(places), axis=0))
    points = []
    for row, id in enumerate(among):
        points.append(_nearest(question, id, places[row], base[row], grid, found[row], sure=ways[id] != 0))
    return tuple(sorted(points, key=lambda point: point.distance))


def _nearest(
    question: Question, id: str, place: int, base: float, grid: Any, turned: Any, *, sure: bool
) -> TippingPoint:
    """The nearest turning place on either side of the base score, halved in on."""
    import numpy as np

    ends = []
    for side in (grid[turned & (grid < base)][-1:], grid[turned & (grid > base)][:1]):
        for outside in side.tolist():
            steady = grid[
                ~turned & ((grid > outside) & (grid <= base) if outside < base else (grid < outside) & (grid >= base))
            ]
            inside = base if not len(steady) else float(steady[0] if outside < base else steady[-1])
            ends.append(_halved(question, place, inside, outside))
    if ends:
        at = min(ends, key=lambda one: abs(one - base))
        strength = question.strengths(_with(question, np.array([place]), np.array([[at]])))[0]
        return TippingPoint(id, float(base), float(at), question.verdict_on(float(strength)), sure)
    low, high = question.base.copy(), question.base.copy()
    low[place], high[place] = 0.0, 1.0
    return TippingPoint(id, float(base), None, None, sure or question.cannot_turn(low, high))


def _halved(question: Question, place: int, inside: float, outside: float) -> float:
    """The base score on the turned side of the place where the verdict turns, to the last bits."""
    import numpy as np

    for _ in range(HALVINGS):
        middle = (inside + outside) / 2
        if middle in (inside, outside):
            break
        if _turned(question, np.array([place]), np.array([[middle]]))[0, 0]:
            outside = middle
        else:
            inside = middle
    return outside


def _with(question: Question, places: Any, values: Any) -> Any:
    """Scenarios in which the statement at each of the places has each of its values, [place · value, node]."""
    import numpy as np

    rows = np.repeat(question.base[None, :], values.size, axis=0)
    rows[np.arange(values.size), np.repeat(places, values.shape[1])] = values.ravel()
    return rows


def _turned(question: Question, places: Any, values: Any) -> Any:
    strengths = question.strengths(_with(question, places, values))
    return question.turned(strengths).reshape(values.shape)
