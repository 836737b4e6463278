"""Tipping points: the base scores of one statement at which the verdict turns, the others staying as they are."""

from dataclasses import dataclass
from math import isnan

from argmap.analysis.question import Question
from argmap.model import Verdict

NUDGE = 4e-12
"""How far beyond a crossing of a cut-off the verdict is looked at: more than rounding, and less than anyone means."""
GRID, HALVINGS = 200, 60
"""The number of values tried between 0 and 1, and the number of halvings of the interval in which the verdict turns."""
UNSETTLED = 9
"""Stands where there is no verdict, because the strength does not settle."""


@dataclass(frozen=True)
class TippingPoint:
    """For one statement, the base score nearest to its own, `base`, at which the verdict becomes `to`.

    `at` is None if none was found; `certain` says that there is certainly none nearer. `others` are the further base scores at
    which the verdict turns, on both sides, nearest first, each with the verdict from there on, away from `base`.
    """

    id: str
    base: float
    at: float | None
    to: Verdict | None
    certain: bool
    others: tuple[tuple[float, Verdict], ...] = ()

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
        certain, turning = dict.fromkeys(among, True), _linear(question, among)
    else:
        sure = _sure(question, among)
        turning = _searched(question, among, [1 if one else GRID for one in sure])
        certain = {
            id: one or (id not in turning and _cannot(question, id)) for id, one in zip(among, sure, strict=True)
        }
    points = (_point(question, id, certain[id], turning.get(id, [])) for id in among)
    return tuple(sorted(points, key=lambda point: point.distance))


def _point(question: Question, id: str, certain: bool, turning: list[float]) -> TippingPoint:  # noqa: FBT001
    """The tipping point of a statement, from the base scores at which the verdict turns."""
    place = question.node_at[id]
    base = float(question.network.base[place])
    values = sorted(turning, key=lambda at: abs(at - base))
    verdicts = question.words(question.alone([place] * len(values), values)) if values else ()
    turns = tuple(zip(values, verdicts, strict=True))
    at, to = turns[0] if turns else (None, None)
    return TippingPoint(id, base, at, to, certain, turns[1:])


def _linear(question: Question, among: tuple[str, ...]) -> dict[str, list[float]]:
    """For each statement the base scores at which the verdict turns.

    The chances that the statement asked for stands, and is defeated, are straight lines between their values at 0 and 1.
    """
    places = [question.node_at[id] for id in among]
    ends = [question.alone(places, [end] * len(places)) for end in (0.0, 1.0)]
    tried = []
    for at in range(len(among)):
        lines = [(float(one[0][at]), float(one[1][at])) for one in zip(*ends, strict=True)]
        tried.append(sorted({0.0, 1.0, *_crossings(question, lines)}))
    return {id: [outside for _, outside, _ in turns] for id, turns in _turns(question, among, tried).items() if turns}


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
    ways = question.ways
    places = [question.node_at[id] for id in among]
    ends = [question.alone(places, [end] * len(places)).stands for end in (0.0, 1.0)]
    return [ways[id] != 0 and not (isnan(low) or isnan(high)) for id, low, high in zip(among, *ends, strict=True)]


Turn = tuple[float, float, int]
"""Two neighbouring base scores between which the verdict turns, away from the statement's own, and the verdict at the first."""


def _searched(question: Question, among: tuple[str, ...], parts: list[int]) -> dict[str, list[float]]:
    """For each statement the base scores at which the verdict turns, found between the ends of equal parts of [0, 1]."""
    open_turns = _turns(question, among, [[at / count for at in range(count + 1)] for count in parts])
    found: dict[str, list[float]] = {}
    while brackets := [(id, *turn) for id, turns in open_turns.items() for turn in turns]:
        open_turns = {}
        values = _halved(question, brackets)
        places = [question.node_at[id] for id, *_ in brackets]
        after = question.verdicts(question.alone(places, values))
        beyond = question.verdicts(question.alone(places, [outside for _, _, outside, _ in brackets]))
        for (id, _, outside, _), at, now, then in zip(brackets, values, after, beyond, strict=True):
            found.setdefault(id, []).append(at)
            if now != then:
                open_turns.setdefault(id, []).append((at, outside, now))
    return found


def _turns(question: Question, among: tuple[str, ...], grids: list[list[float]]) -> dict[str, list[Turn]]:
    """For each statement, from its own base score down and up through these values, the pairs between which the verdict turns.

    A value at which the strength does not settle is passed over.
    """
    places = [question.node_at[id] for id in among]
    tried = [(place, value) for place, grid in zip(places, grids, strict=True) for value in grid]
    outcomes = question.alone([place for place, _ in tried], [value for _, value in tried])
    pairs = zip(question.verdicts(outcomes), outcomes.stands, strict=True)
    verdicts = [UNSETTLED if isnan(stands) else verdict for verdict, stands in pairs]
    found, begin = {}, 0
    for id, place, grid in zip(among, places, grids, strict=True):
        base = float(question.network.base[place])
        known = list(zip(grid, verdicts[begin : begin + len(grid)], strict=True))
        begin += len(grid)
        below, above = [one for one in reversed(known) if one[0] < base], [one for one in known if one[0] > base]
        found[id] = [*_changes(question, base, below), *_changes(question, base, above)]
    return found


def _changes(question: Question, base: float, outward: list[tuple[float, int]]) -> list[Turn]:
    inside, now = base, question.here
    found = []
    for value, then in outward:
        if then == UNSETTLED:
            continue
        if then != now:
            found.append((inside, value, now))
        inside, now = value, then
    return found


def _halved(question: Question, brackets: list[tuple[str, float, float, int]]) -> list[float]:
    """In each bracket, the base score nearest to the inside at which the verdict has turned, to the last bits."""
    places = [question.node_at[id] for id, *_ in brackets]
    ends = [(inside, outside) for _, inside, outside, _ in brackets]
    for _ in range(HALVINGS):
        middles = [(inside + outside) / 2 for inside, outside in ends]
        if all(middle in end for middle, end in zip(middles, ends, strict=True)):
            break
        outcomes = question.alone(places, middles)
        rows = zip(ends, middles, brackets, question.verdicts(outcomes), outcomes.stands, strict=True)
        ends = [
            (inside, middle) if verdict != before and not isnan(stands) else (middle, outside)
            for (inside, outside), middle, (*_, before), verdict, stands in rows
        ]
    return [outside for _, outside in ends]


def _cannot(question: Question, id: str) -> bool:
    """Whether bounds certify that no base score of this statement turns the verdict."""
    low = question.network.graph.machine.plain(question.network.base)
    high = low[:]
    low[question.node_at[id]], high[question.node_at[id]] = 0.0, 1.0
    return question.cannot_turn(low, high)
