"""The smallest change of all base scores together that turns the verdict, by largest move or by the sum of moves."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from argmap.analysis.question import Question
from argmap.analysis.tipping_points import TippingPoint
from argmap.errors import EvaluationError

HALVINGS, HALVINGS_DRAWN, TURNS = 50, 10, 4
MANY_STATEMENTS = 2_000
"""From so many statements on, bounds are narrowed to a thousandth: each takes as long as an evaluation."""
STEP, MOST_STEPS, MOST_RANKED_ANEW = 0.02, 400, 60
"""How far one base score is moved at a time, how often, and up to how many scores are ranked again after each move."""
MOST_SLOPES = 400_000
"""A limit on computing slopes, divided by the statements of the map: 40 times at 10,000."""


@dataclass(frozen=True)
class Shift:
    """New base scores by id under which the verdict turns, `size` the measure of the change: None if none was found.

    It is certain that no change smaller than `surely` turns it; if `surely` equals `size`, the shift is the smallest.
    An infinite `surely` says that no change at all turns it.
    """

    size: float | None
    base: Mapping[str, float]
    surely: float


def largest_move(question: Question, among: tuple[str, ...]) -> Shift:
    """The least ε so that moving each of these base scores by at most ε turns the verdict (L∞).

    Exact to about 1e-12 where each works one way only: then the worst that ε can do is one scenario. Where that does not
    settle, nothing is certain from the largest ε on whose worst settles and does not turn the verdict.
    """
    import numpy as np

    shifts, certain = [], [float("inf")]
    for way in _directions(question):
        moved = _worst(question, among, way)
        ends = question.outcomes(moved(1.0)[None, :])
        low, steady, high = 0.0, 0.0, 1.0
        if not question.turned(ends)[0]:
            if np.isnan(ends.stands[0]):
                certain.append(steady)
            continue
        for _ in range(_halvings(question)):
            middle = (low + high) / 2
            there = question.outcomes(moved(middle)[None, :])
            if question.turned(there)[0]:
                high = middle
                continue
            low = middle
            steady = steady if np.isnan(there.stands[0]) else middle
        shifts.append((high, moved(high)))
        certain.append(high if steady == low else steady)
    ways = question.ways
    surely = min(certain) if all(ways[id] != 0 for id in among) else _certified(question, among)
    if not shifts:
        return Shift(None, {}, surely)
    size, base = min(shifts, key=lambda shift: shift[0])
    return Shift(size, _changed(question, base), surely)


def sum_of_moves(question: Question, among: tuple[str, ...], points: tuple[TippingPoint, ...], largest: Shift) -> Shift:
    """A change of these base scores with a small sum of moves that turns the verdict (L1).

    The best of: what the `largest` move comes to in sum; one statement to its tipping point; the steepest a little at a
    time; the most effective one whole after the other. No sum smaller than the largest move surely needed turns it, so that is what `surely` says.
    """
    surely, tried = largest.surely, []
    if surely == float("inf"):
        return Shift(None, {}, surely)
    if largest.size is not None:
        tried.append(_put(question.base, [question.node_at[id] for id in largest.base], list(largest.base.values())))
    nearest = points[0] if points else None
    if nearest is not None and nearest.at is not None:
        base = question.base.copy()
        base[question.node_at[nearest.id]] = nearest.at
        tried.append(base)
    for way in _directions(question):
        tried += [
            found for found in (_whole(question, among, way), _steepest(question, among, way)) if found is not None
        ]
    if not tried:
        return Shift(None, {}, surely)
    best = min(tried, key=lambda base: float(abs(base - question.base).sum()))
    return Shift(float(abs(best - question.base).sum()), _changed(question, best), surely)


def _halvings(question: Question) -> int:
    """How often an interval is halved: down to the last bits, or to the resolution of drawn worlds."""
    return HALVINGS if question.exact else HALVINGS_DRAWN


def _directions(question: Question) -> tuple[int, ...]:
    return {"accepted": (-1,), "undecided": (1, -1), "rejected": (1,)}[question.verdict]


def _changed(question: Question, base: Any) -> dict[str, float]:
    return {
        node.id: float(new)
        for node, old, new in zip(question.m.statements, question.base, base, strict=True)
        if new != old
    }


def _worst(question: Question, among: tuple[str, ...], way: int) -> Callable[[float], Any]:
    """For ε, the base scores that move the strength furthest up (or down): by the polarity of each, else by its slope."""
    import numpy as np

    places = np.array([question.node_at[id] for id in among], dtype=np.int64)
    ways = question.ways
    fixed = np.array([ways[id] for id in among], dtype=float)

    def moved(size: float) -> Any:
        signs = fixed.copy()
        base = question.base.copy()
        for _ in range(TURNS if (fixed == 0).any() else 1):
            base = question.base.copy()
            base[places] = np.clip(base[places] + size * way * signs, 0.0, 1.0)
            if not (fixed == 0).any():
                break
            slopes = _slopes(question, base)
            if slopes is None:
                break
            signs = np.where(fixed == 0, np.sign(slopes[places]), fixed)
        return base

    return moved


def _slopes(question: Question, base: Any) -> Any:
    """The derivative of the strength by each base score, float64 [node]; None if there is no gradient."""
    network = question.network.rebased(base)
    try:
        return network.gradient(question.node_at[question.of], question.semantics, linked=question.linked).base
    except EvaluationError:
        return None


def _certified(question: Question, among: tuple[str, ...]) -> float:
    """The largest ε found for which bounds show that no moves of at most ε turn the verdict."""
    import numpy as np

    places = np.array([question.node_at[id] for id in among], dtype=np.int64)

    def cannot(size: float) -> bool:
        low, high = question.base.copy(), question.base.copy()
        low[places], high[places] = np.maximum(low[places] - size, 0.0), np.minimum(high[places] + size, 1.0)
        return question.cannot_turn(low, high)

    if cannot(1.0):
        return float("inf")
    low, high = 0.0, 1.0
    fine = question.exact and len(question.m.statements) < MANY_STATEMENTS
    for _ in range(HALVINGS // 2 if fine else HALVINGS_DRAWN):
        middle = (low + high) / 2
        low, high = (middle, high) if cannot(middle) else (low, middle)
    return low


def _whole(question: Question, among: tuple[str, ...], way: int) -> Any:
    """Statements moved all the way one after the other, the most effective first; the last one only as far as needed."""
    import numpy as np

    ways = question.ways
    base, left = question.base.copy(), [id for id in among if ways[id] != 0]
    while left:
        places = np.array([question.node_at[id] for id in left])
        ends = np.array([float(ways[id] * way > 0) for id in left])
        outcomes = question.alone(places.tolist(), ends.tolist(), base)
        turned = np.array(question.turned(outcomes), dtype=bool)
        if turned.any():
            options = [
                _halved_between(question, base, _put(base, places[at], ends[at]))
                for at in np.flatnonzero(turned)[:MOST_RANKED_ANEW]
            ]
            return min(options, key=lambda one: float(np.abs(one - question.base).sum()))
        cost = np.maximum(np.abs(ends - base[places]), 1e-12)
        gain = way * (np.array(outcomes.stands) - float(question.strengths(base[None, :])[0])) / cost
        if len(left) > MOST_RANKED_ANEW:
            return _in_turn(question, base, places, ends, np.argsort(-gain, kind="stable"))
        best = int(np.argmax(gain))
        base = _put(base, places[best], ends[best])
        left.pop(best)
    return None


def _put(base: Any, places: Any, values: Any) -> Any:
    """The base scores with these values at these positions."""
    changed = base.copy()
    changed[places] = values
    return changed


def _in_turn(question: Question, base: Any, places: Any, ends: Any, order: Any) -> Any:
    """Statements moved all the way one after the other in this order, until the verdict turns; the last one as far as needed."""
    import numpy as np

    low, high = 0, len(order)

    def moved(count: int) -> Any:
        return _put(base, places[order[:count]], ends[order[:count]])

    if not question.turned(question.outcomes(moved(high)[None, :]))[0]:
        return None
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if question.turned(question.outcomes(moved(middle)[None, :]))[0] else (middle, high)
    return _halved_between(question, moved(low), np.asarray(moved(high)))


def _steepest(question: Question, among: tuple[str, ...], way: int) -> Any:
    """Repeatedly moves the base score with the largest slope a little, until the verdict turns."""
    import numpy as np

    places = np.array([question.node_at[id] for id in among], dtype=np.int64)
    base, steps = question.base.copy(), max(1, min(MOST_STEPS, MOST_SLOPES // len(question.base)))
    pace = max(STEP, len(among) / steps)
    for _ in range(steps if len(places) else 0):
        answers = _slopes(question, base)
        if answers is None:
            return None
        slopes = way * answers[places]
        room = np.where(slopes > 0, 1 - base[places], base[places])
        score = np.abs(slopes) * (room > 0)
        best = int(np.argmax(score))
        if score[best] <= 0:
            return None
        after = base.copy()
        after[places[best]] = np.clip(base[places[best]] + pace * np.sign(slopes[best]), 0.0, 1.0)
        if question.turned(question.outcomes(after[None, :]))[0]:
            return _halved_between(question, base, after)
        base = after
    return None


def _halved_between(question: Question, steady: Any, turned: Any) -> Any:
    """The turned base scores nearest to the steady ones on the line between them."""
    low, high = 0.0, 1.0
    for _ in range(_halvings(question)):
        middle = (low + high) / 2
        there = steady + middle * (turned - steady)
        low, high = (low, middle) if question.turned(question.outcomes(there[None, :]))[0] else (middle, high)
    return steady + high * (turned - steady)
