"""Settles a cycle: finds the limit of the flow ds/dt = F(s) − s from the base scores.

This limit defines the strengths on a cycle (Potyka, KR 2018). If F is a contraction, the limit is its only fixed point,
and Anderson acceleration finds it. Otherwise the flow is integrated (Dormand & Prince 1980, adaptive) until it is nearly at
rest; then it is accelerated, and the point found counts only if it attracts the flow, not if it is a saddle.
"""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import numpy.typing as npt

Vector = npt.NDArray[np.float64]
Field = Callable[[Vector], Vector]
Status = Literal["exact", "certified", "converged", "not settled"]

REST = 1e-13
"""Largest |F(s) − s| that counts as rest."""
NEAR, REACH = 2e-2, 20
"""Acceleration starts at a residual of `NEAR`, and may go `REACH` residuals far."""
MEMORY = 6
"""How many steps Anderson acceleration looks back."""
KRYLOV = 30
"""How many directions are tried when it is asked whether a fixed point draws the flow in."""
ERROR, RELATIVE = 1e-4, 1e-2
"""Error of the flow per step: no more than this, and than this part of the residual."""
WINDOW, WINDOWS, MOST_ROUNDS = 25.0, 6, 20_000
"""The flow does not settle when its residual is no lower after `WINDOWS` windows of time, or after so many rounds."""


@dataclass(frozen=True)
class Rest:
    """The result for a cycle. If it did not settle, `low` and `high` hold the range of each strength over the last window."""

    values: Vector
    status: Status
    bound: float
    rounds: int
    residual: float
    oscillates: bool = False
    low: Vector | None = None
    high: Vector | None = None


def settle(f: Field, start: Vector, bound: float, bound_at: Callable[[Vector], float]) -> Rest:
    """The point at which ds/dt = f(s) − s comes to rest from `start`, all in [0, 1].

    `bound` is a Lipschitz constant of f, `bound_at(s)` one of its derivative at s, in any weighted maximum norm.

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
            return Rest(flow.state, "converged", bound, flow.rounds + tried, flow.residual)
        if flow.residual <= near:
            values, rounds, residual = accelerated(f, flow.state, most=60)
            tried += rounds
            if residual <= REST and _norm(values - flow.state) <= REACH * flow.residual:
                draws, rounds = attracts(f, values, bound_at)
                tried += rounds
                if draws:
                    return Rest(values, "converged", bound, flow.rounds + tried, residual)
            near = flow.residual / 10
        flow.step()
    low, high = flow.swing
    swings = bool(np.any((high - low > 1e-6) & flow.turned))
    return Rest(flow.state, "not settled", bound, flow.rounds + tried, flow.residual, swings, low, high)


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


def attracts(f: Field, point: Vector, bound_at: Callable[[Vector], float]) -> tuple[bool, int]:
    """Whether a fixed point attracts the flow near it, and the number of rounds that the test took.

    It does if the derivative is a contraction, or if all of its eigenvalues have a real part below 1. Arnoldi's method
    finds all eigenvalues for few strengths, and the outermost for many.
    """
    if bound_at(point) < 1:
        return True, 0
    size, image, most = 1e-7, f(point), min(len(point), KRYLOV)
    basis, shadow = np.zeros((most + 1, len(point))), np.zeros((most + 1, most))
    basis[0] = np.cos(np.arange(1.0, len(point) + 1))
    basis[0] /= np.linalg.norm(basis[0])
    for at in range(most):
        moved = (f(point + size * basis[at]) - image) / size
        for _ in range(2):
            share = basis[: at + 1] @ moved
            shadow[: at + 1, at] += share
            moved = moved - share @ basis[: at + 1]
        shadow[at + 1, at] = left = float(np.linalg.norm(moved))
        ended = left < 1e-6 or at + 1 == most
        if ended or at % 5 == 4:
            values, vectors = np.linalg.eig(shadow[: at + 1, : at + 1])
            outermost = int(np.argmax(values.real))
            slack = 0.0 if ended else left * float(abs(vectors[-1, outermost]))
            if ended or abs(values[outermost].real - 1) > 2 * slack:
                break
        basis[at + 1] = moved / left
    return bool(values[outermost].real < 1 - 1e-6), at + 2


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
                there = np.clip(self.state + h * sum(a * k for a, k in zip(row, slopes, strict=True) if a), 0.0, 1.0)
                slopes.append(self.f(there) - there)
            self.rounds += len(_TABLEAU)
            error = h * _mean(sum(e * k for e, k in zip(_ERROR, slopes, strict=True)))  # type: ignore[arg-type]
            allowed = min(ERROR, RELATIVE * self.residual)
            self.pace = h * min(5.0, max(0.2, 0.9 * (allowed / (error or 1e-300)) ** 0.2))
            if error <= allowed + 1e-16 or h < 1e-9:
                break
        self.time += h
        self.turned |= self._speed * slopes[-1] < 0
        self.state, self._speed = there, slopes[-1]
        self._low, self._high = np.minimum(self._low, there), np.maximum(self._high, there)
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
