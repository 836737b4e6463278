"""Tipping points: the base score of one statement at which the verdict turns, the others staying as they are."""

from dataclasses import dataclass

from argmap.analysis.question import Question
from argmap.model import Verdict
from argmap.model.walks import polarities

NUDGE = 4e-12
"""How far beyond a crossing of a cut-off the verdict is looked at: more than rounding, and less than anyone means."""
GRID, HALVINGS = 200, 60
"""The number of values tried between 0 and 1, and the number of halvings of the interval in which the verdict turns."""


@dataclass(frozen=True)
class TippingPoint:
    """For one statement, the base score nearest to its own, `base`, at which the verdict becomes `to`.

    `at` is None if none was found; `certain` says that there is certainly none nearer. `other` is the nearest such base score
    on the other side of its own, and the verdict there; None if there is none.
    """

    id: str
    base: float
    at: float | None
    to: Verdict | None
    certain: bool
    other: tuple[float, Verdict] | None = None

    @property
    def distance(self) -> float:
        """How far the base score must move, in [0, 1]; infinite if the verdict does not turn."""
        return float("inf") if self.at is None else abs(self.at - self.base)


def tipping_points(question: Question, among: tuple[str, ...]) -> tuple[TippingPoint, ...]:
    """The tipping point of each of these statements, the nearest first.

    Under possible worlds chances are linear in each base score, so that points are exact. Under a gradual semantics what
    works one way only cannot turn the verdict in between when it does not at the ends, so that its point is exact; for what
    works both ways, a grid is tried, and the bounds of the strength may still certify that there is none.
    """
    if question.how.worlds and question.exact:
        found = dict.fromkeys(among, True), _linear(question, among)
    else:
        sure = _sure(question, among)
        brackets = _brackets(question, among, [1 if one else GRID for one in sure])
        turning: dict[str, list[float]] = {}
        for (id, _, _), at in zip(brackets, _halved(question, brackets), strict=True):
            turning.setdefault(id, []).append(at)
        certain = {
            id: one or (id not in turning and _cannot(question, id)) for id, one in zip(among, sure, strict=True)
        }
        found = certain, turning
    return tuple(sorted((_point(question, id, *found) for id in among), key=lambda point: point.distance))


def _point(question: Question, id: str, certain: dict[str, bool], turning: dict[str, list[float]]) -> TippingPoint:
    """The tipping point of a statement, from the base scores at which the verdict turns, at most one on each side."""
    place = question.node_at[id]
    base = float(question.base[place])
    values = sorted(turning.get(id, []), key=lambda at: abs(at - base))
    verdicts = question.words(question.alone([place] * len(values), values)) if values else ()
    pairs = list(zip(values, verdicts, strict=True))
    at, to = pairs[0] if pairs else (None, None)
    return TippingPoint(id, base, at, to, certain[id], pairs[1] if len(pairs) > 1 else None)


def _linear(question: Question, among: tuple[str, ...]) -> dict[str, list[float]]:
    """For each statement the base scores next to its own, below and above, at which the verdict turns.

    The chances that the statement asked for stands, and is defeated, are straight lines between their values at 0 and 1.
    """
    places = [question.node_at[id] for id in among]
    ends = [question.alone(places, [end] * len(places)) for end in (0.0, 1.0)]
    tried: list[tuple[int, float]] = []
    for at in range(len(among)):
        lines = [(float(one[0][at]), float(one[1][at])) for one in zip(*ends, strict=True)]
        tried += [(at, value) for value in {0.0, 1.0, *_crossings(question, lines)}]
    turned = question.turned(question.alone([places[at] for at, _ in tried], [value for _, value in tried])).tolist()
    nearest: dict[tuple[int, bool], float] = {}
    for (at, value), turns in zip(tried, turned, strict=True):
        base = float(question.base[places[at]])
        side = at, value > base
        if turns and value != base and (side not in nearest or abs(value - base) < abs(nearest[side] - base)):
            nearest[side] = value
    found: dict[str, list[float]] = {}
    for (at, _), value in nearest.items():
        found.setdefault(among[at], []).append(value)
    return found


def _crossings(question: Question, lines: list[tuple[float, float]]) -> list[float]:
    """The base scores at which the chances of standing and of being defeated cross their cut-offs, and the next floats on both sides."""
    cuts = question.how.accepted, question.how.defeated
    return [
        min(1.0, max(0.0, (cut - low + nudge * NUDGE) / (high - low)))
        for (low, high), cut in zip(lines, cuts, strict=True)
        if low != high and min(low, high) - NUDGE <= cut <= max(low, high) + NUDGE
        for nudge in (-1, 0, 1)
    ]


def _sure(question: Question, among: tuple[str, ...]) -> list[bool]:
    """Whether each statement works in one direction only, and the strength settles at both ends."""
    import numpy as np

    ways = polarities(question.m, question.of)
    places = [question.node_at[id] for id in among]
    settled = [~np.isnan(question.alone(places, [end] * len(places)).stands) for end in (0.0, 1.0)]
    return [ways[id] != 0 and bool(low and high) for id, low, high in zip(among, *settled, strict=True)]


def _brackets(question: Question, among: tuple[str, ...], parts: list[int]) -> list[tuple[str, float, float]]:
    """Below and above each base score: a value at which the verdict still holds and one at which it has turned.

    The values are the ends of equal parts of [0, 1].
    """
    import numpy as np

    if not among:
        return []
    grids = [np.linspace(0.0, 1.0, count + 1) for count in parts]
    sizes = [len(grid) for grid in grids]
    places = np.repeat([question.node_at[id] for id in among], sizes)
    turned = question.turned(question.alone(places, np.concatenate(grids)))
    brackets = []
    for id, grid, found in zip(among, grids, np.split(turned, np.cumsum(sizes)[:-1]), strict=True):
        base = float(question.base[question.node_at[id]])
        for outside in (*grid[found & (grid < base)][-1:].tolist(), *grid[found & (grid > base)][:1].tolist()):
            steady = grid[(grid > outside) & (grid <= base) if outside < base else (grid < outside) & (grid >= base)]
            inside = base if not len(steady) else float(steady[0] if outside < base else steady[-1])
            brackets.append((id, inside, outside))
    return brackets


def _halved(question: Question, brackets: list[tuple[str, float, float]]) -> list[float]:
    """In each bracket, the turned base score nearest to where the verdict turns, to the last bits."""
    import numpy as np

    places = np.array([question.node_at[id] for id, _, _ in brackets], dtype=np.int64)
    inside, outside = (np.array([bracket[end] for bracket in brackets]) for end in (1, 2))
    for _ in range(HALVINGS if brackets else 0):
        middle = (inside + outside) / 2
        if ((middle == inside) | (middle == outside)).all():
            break
        turned = question.turned(question.alone(places, middle))
        inside, outside = np.where(turned, inside, middle), np.where(turned, middle, outside)
    return [float(at) for at in outside]


def _cannot(question: Question, id: str) -> bool:
    """Whether bounds certify that no base score of this statement turns the verdict."""
    low, high = question.base.copy(), question.base.copy()
    low[question.node_at[id]], high[question.node_at[id]] = 0.0, 1.0
    return question.cannot_turn(low, high)
