"""Settles a cycle: finds the limit of the flow ds/dt = F(s) − s from the base scores.

That limit is what a strength on a cycle means (Potyka, KR 2018). Where F is a contraction it is the one fixed point; the
loops of `contracting` find it, and Anderson acceleration does where they would take too many rounds. Elsewhere the flow is followed (Dormand & Prince 1980, adaptive) until it is near
rest; only then is it accelerated, and the point found counts only if it draws the flow in, not if it is a saddle. Where the
flow itself comes to rest at a point that does not draw it in, as between rivals that are exactly alike, it is *unstable*.
"""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from math import inf
from typing import Literal

import numpy as np
import numpy.typing as npt

from argmap.solver.contracting import REST

Vector = npt.NDArray[np.float64]
Field = Callable[[Vector], Vector]
Near = Callable[[Vector], tuple[Vector, int, float]]
"""From a point to a point near it, the rounds that it took, and its residual."""
Status = Literal["exact", "certified", "converged", "unstable", "not settled"]

NEAR, REACH = 2e-2, 20
"""Acceleration starts at a residual of `NEAR`, and may go `REACH` residuals far."""
CLOSE, LOOKS = 1e-6, 8
"""Above a residual of `CLOSE` the flow is looked at in so many places on the way to the point that acceleration found."""
MEMORY = 6
"""How many steps Anderson acceleration looks back."""
KRYLOV = 30
"""How many directions are tried when it is asked whether a fixed point draws the flow in."""
STABLE = 1 - 1e-6
"""A point draws the flow in where the eigenvalues of its derivative have real parts below this."""
ERROR, RELATIVE = 1e-4, 1e-2
"""Error of the flow per step: no more than this, and than this part of the residual."""
WINDOW, WINDOWS, MOST_ROUNDS = 25.0, 6, 20_000
"""The flow does not settle when its residual is no lower after `WINDOWS` windows of time, or after so many rounds."""


@dataclass(frozen=True)
class Rest:
    """What came of it. `low` and `high` hold the swing of each strength over the last window, where it did not settle.

    `eigenvalue` is the largest real part of the eigenvalues of the derivative at the point, or a bound on it below 1; NaN
    where it was not asked for. It is *unstable* where that is 1 or more: the least change of a base score leads away.
    """

    values: Vector
    status: Status
    bound: float
    rounds: int
    residual: float
    oscillates: bool = False
    eigenvalue: float = float("nan")
    low: Vector | None = None
    high: Vector | None = None


def settle(
    f: Field, start: Vector, bound: float, bound_at: Callable[[Vector], float], swept: Near | None = None
) -> Rest:
    """The point at which ds/dt = f(s) − s comes to rest from `start`, all in [0, 1].

    `bound` is a Lipschitz constant of f, `bound_at(s)` one of its derivative at s, in any weighted maximum norm. `swept(s)`
    looks for a fixed point near s more cheaply than acceleration does; what it finds is checked alike.

    >>> rest = settle(lambda s: 1 - s, np.array([1.0]), 1.0, lambda s: 1.0)
    >>> rest.status, round(float(rest.values[0]), 9)
    ('converged', 0.5)
    """
    if bound < 1:
        values, rounds, residual = accelerated(f, start, most=200)
        while residual > REST and rounds < MOST_ROUNDS:
            image = f(values)
            rounds, residual, values = rounds + 1, _norm(image - values), image
        if residual <= REST:
            return Rest(values, "certified", bound, rounds, residual)
    flow, near, tried = Flow(f, start), NEAR, 0
    while not flow.restless:
        if flow.residual <= REST:
            eigenvalue, rounds = outermost(f, flow.state, bound_at)
            status: Status = "converged" if eigenvalue < STABLE else "unstable"
            rounds += flow.rounds + tried
            return Rest(flow.state, status, bound, rounds, flow.residual, eigenvalue=eigenvalue)
        if flow.residual <= near:
            values, rounds, residual = swept(flow.state) if swept else (start, 0, inf)
            if residual > REST:
                tried += rounds
                values, rounds, residual = accelerated(f, flow.state, most=60)
            tried += rounds
            if residual <= REST and _norm(values - flow.state) <= REACH * flow.residual:
                eigenvalue, rounds = outermost(f, values, bound_at)
                leads = eigenvalue < STABLE and (flow.residual <= CLOSE or leads_to(f, flow.state, values))
                tried += rounds + LOOKS
                if leads:
                    rounds = flow.rounds + tried
                    return Rest(values, "converged", bound, rounds, residual, eigenvalue=eigenvalue)
            near = flow.residual / 10
        flow.step()
    low, high = flow.swing
    swings = bool(np.any((high - low > 1e-6) & flow.turned))
    rounds = flow.rounds + tried
    return Rest(flow.state, "not settled", bound, rounds, flow.residual, swings, low=low, high=high)


def accelerated(
    f: Field,
    start: Vector,
    *,
    most: int,
    within: tuple[float, float] | None = (0.0, 1.0),
    rest: float = REST,
    memory: int = MEMORY,
) -> tuple[Vector, int, float]:
    """The best point found, rounds and its residual, by Anderson acceleration (Walker & Ni 2011), kept inside `within`."""
    state, image = start, f(start)
    best, least = state, _norm(image - state)
    moves: deque[Vector] = deque(maxlen=memory)
    changes: deque[Vector] = deque(maxlen=memory)
    rounds = 1
    while least > rest and rounds < most:
        gap = image - state
        following = image
        if changes:
            basis = np.stack(changes)
            gram = basis @ basis.T
            ridge = 1e-14 * float(np.trace(gram)) or 1.0
            share = np.linalg.solve(gram + ridge * np.eye(len(gram)), basis @ gap)
            following = image - share @ (np.stack(moves) + basis)
        following = following if within is None else np.clip(following, *within)
        following_image = f(following)
        rounds += 1
        moves.append(following - state)
        changes.append((following_image - following) - gap)
        state, image = following, following_image
        residual = _norm(image - state)
        if residual < least:
            best, least = state, residual
        elif residual > 10 * least:
            moves.clear()
            changes.clear()
    return best, rounds, least


def leads_to(f: Field, state: Vector, point: Vector) -> bool:
    """Whether the flow nears a point all along the straight way there, so that no saddle between parts them.

    >>> leads_to(lambda s: s + s - s**3, np.array([0.1]), np.array([1.0]))
    True
    >>> leads_to(lambda s: s + s - s**3, np.array([-0.1]), np.array([1.0]))
    False
    """
    way = point - state
    places = (state + at / LOOKS * way for at in range(LOOKS))
    return all(float((f(place) - place) @ way) > 0 for place in places)


def outermost(f: Field, point: Vector, bound_at: Callable[[Vector], float]) -> tuple[float, int]:
    """The largest real part of the eigenvalues of f's derivative at a fixed point, and in how many rounds it was found.

    The flow near the point runs into it where that is below 1. Where the derivative is a contraction the answer is its
    bound; else it is what Arnoldi's method sees: the eigenvalue itself for few strengths, nearly it for many.

    >>> outermost(lambda s: 1 - s[::-1], np.array([0.5, 0.5]), lambda s: 1.0)[0].__round__(6)
    1.0
    """
    if (bound := bound_at(point)) < 1:
        return bound, 0
    size, image, most = 1e-7, f(point), min(len(point), KRYLOV)
    basis, shadow = np.zeros((most + 1, len(point))), np.zeros((most + 1, most))
    basis[0] = np.cos(np.arange(1.0, len(point) + 1))
    basis[0] /= np.linalg.norm(basis[0])
    for column in range(most):
        moved = (f(point + size * basis[column]) - image) / size
        for _ in range(2):
            share = basis[: column + 1] @ moved
            shadow[: column + 1, column] += share
            moved = moved - share @ basis[: column + 1]
        shadow[column + 1, column] = norm = float(np.linalg.norm(moved))
        ended = norm < 1e-6 or column + 1 == most
        if ended or column % 5 == 4:
            values, vectors = np.linalg.eig(shadow[: column + 1, : column + 1])
            first = int(np.argmax(values.real))
            slack = 0.0 if ended else norm * float(abs(vectors[-1, first]))
            if ended or abs(values[first].real - 1) > 2 * slack:
                break
        basis[column + 1] = moved / norm
    return float(values[first].real), column + 2


@dataclass
class Flow:
    """The flow ds/dt = f(s) − s from a start, followed step by step."""

    f: Field
    state: Vector
    time: float = 0.0
    rounds: int = 1
    pace: float = 0.1
    turned: npt.NDArray[np.bool_] = field(init=False)
    _speed: Vector = field(init=False)

    def __post_init__(self) -> None:
        self._speed = self.f(self.state) - self.state
        self.turned = np.zeros(len(self.state), dtype=bool)
        self._low, self._high = self.state, self.state
        self._last: tuple[Vector, Vector] | None = None
        self._window_end, self._worst, self._best_worst, self._stale = WINDOW, 0.0, np.inf, 0

    @property
    def residual(self) -> float:
        """Max |f(s) − s| at the current point."""
        return _norm(self._speed)

    @property
    def restless(self) -> bool:
        """Whether the flow has run long enough without coming to rest."""
        return self._stale >= WINDOWS or self.rounds >= MOST_ROUNDS

    @property
    def swing(self) -> tuple[Vector, Vector]:
        """The least and the greatest value of each strength over the last whole window, or since the start."""
        return self._last or (self._low, self._high)

    def step(self) -> None:
        """Makes one step with the embedded pair of order 5 and 4, with a length that fits the error."""
        while True:
            h, slopes = self.pace, [self._speed]
            for row in _TABLEAU:
                ahead = np.clip(self.state + h * sum(a * k for a, k in zip(row, slopes, strict=True) if a), 0.0, 1.0)
                slopes.append(self.f(ahead) - ahead)
            self.rounds += len(_TABLEAU)
            error = h * _mean(sum(e * k for e, k in zip(_ERROR, slopes, strict=True)))  # type: ignore[arg-type]
            allowed = min(ERROR, RELATIVE * self.residual)
            self.pace = h * min(5.0, max(0.2, 0.9 * (allowed / (error or 1e-300)) ** 0.2))
            if error <= allowed + 1e-16 or h < 1e-9:
                break
        self.time += h
        self.turned |= self._speed * slopes[-1] < 0
        self.state, self._speed = ahead, slopes[-1]
        self._low, self._high = np.minimum(self._low, ahead), np.maximum(self._high, ahead)
        self._worst = max(self._worst, self.residual)
        if self.time >= self._window_end:
            self._close_window()

    def _close_window(self) -> None:
        self._stale = 0 if self._worst < 0.99 * self._best_worst else self._stale + 1
        self._best_worst = min(self._best_worst, self._worst)
        self._last, self._low, self._high, self._worst = (self._low, self._high), self.state, self.state, 0.0
        self._window_end = self.time + WINDOW


def _norm(vector: Vector) -> float:
    return float(np.max(np.abs(vector))) if len(vector) else 0.0


def _mean(vector: Vector) -> float:
    """The quadratic mean, so that one strength at a bend of its influence does not slow down thousands of others."""
    return float(np.sqrt(vector @ vector / len(vector)))


_TABLEAU = (
    (1 / 5,),
    (3 / 40, 9 / 40),
    (44 / 45, -56 / 15, 32 / 9),
    (19372 / 6561, -25360 / 2187, 64448 / 6561, -212 / 729),
    (9017 / 3168, -355 / 33, 46732 / 5247, 49 / 176, -5103 / 18656),
    (35 / 384, 0, 500 / 1113, 125 / 192, -2187 / 6784, 11 / 84),
)
_ERROR = (71 / 57600, 0, -71 / 16695, 71 / 1920, -17253 / 339200, 22 / 525, -1 / 40)
