"""Times, taken side by side in one run, and the rows that they are told in. Standard library alone."""

import gc
import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import inf
from time import perf_counter
from timeit import timeit
from typing import Any

AGREE = 1e-9
"""Two strengths that are no farther apart than this are the same."""


@dataclass(frozen=True)
class Setting:
    """What was asked for: small sizes or whole ones, and the interpreter that has the other libraries."""

    quick: bool = False
    peers: str = sys.executable

    def size(self, whole: int) -> int:
        """A size, a tenth of it when it is to be quick."""
        return whole // 10 if self.quick else whole

    @property
    def repeats(self) -> int:
        """Of how many runs the best counts."""
        return 2 if self.quick else 7


@dataclass(frozen=True)
class Row:
    """argmap's time (or bytes) beside another's; `limit` is the target for the former, `times` that for the ratio."""

    name: str
    size: int | None = None
    ours: float | None = None
    other: float | None = None
    against: str = ""
    limit: float | None = None
    times: float | None = None
    unit: str = "s"
    note: str = ""
    agrees: bool = True

    @property
    def ratio(self) -> float | None:
        """argmap's by the other's."""
        return self.ours / self.other if self.ours and self.other else None

    @property
    def target(self) -> str:
        """What was to be reached."""
        if self.times is not None:
            return f"≤ {self.times:g} ×"
        return "" if self.limit is None else f"≤ {told(self.limit, self.unit)}"

    @property
    def met(self) -> bool | None:
        """Whether it was; None where there is no target or nothing to compare with."""
        if not self.agrees:
            return False
        if self.times is not None:
            return None if self.ratio is None else self.ratio <= self.times
        return None if self.limit is None or self.ours is None else self.ours <= self.limit


def told(amount: float | None, unit: str = "s") -> str:
    """An amount with three digits and a unit that suits it."""
    if amount is None:
        return ""
    steps = {"s": ((1, "s"), (1e-3, "ms"), (1e-6, "µs"), (1e-9, "ns")), "B": ((1e9, "GB"), (1e6, "MB"))}[unit]
    scale, name = next((step for step in steps if amount >= step[0]), steps[-1])
    return f"{amount / scale:.3g} {name}"


def race(
    repeats: int, *runs: Callable[[], Any], number: int = 1, clock: Callable[[], float] = perf_counter
) -> list[float]:
    """The best seconds of each run by this clock, all of them in turn `repeats` times, after one turn that does not count."""
    for run in runs:
        run()
    best = [inf] * len(runs)
    for _ in range(repeats):
        for at, run in enumerate(runs):
            gc.collect()
            best[at] = min(best[at], timeit(run, timer=clock, number=number) / number)
    return best


def child(*arguments: str, env: Mapping[str, str] | None = None, given: str = "") -> Any:
    """What a process of its own prints, read as JSON. Raises RuntimeError with what it says when it fails."""
    done = subprocess.run(arguments, input=given, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr)
    return json.loads(done.stdout or "null")


def say(value: Any) -> None:
    """Prints what a parent process is to read."""
    sys.stdout.write(json.dumps(value))


def apart(first: Any, second: Any) -> float:
    """How far two lists or arrays of strengths are apart at most."""
    import numpy as np

    return float(np.max(np.abs(np.asarray(first) - np.asarray(second))))
