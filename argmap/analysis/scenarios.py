"""Random scenarios of one question, in chunks that can be computed anywhere: each chunk has random numbers of its own.

What chunk number k of a seed gives depends on nothing else, so that any number of workers gives the same result.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from argmap.analysis.question import CELLS, Outcomes, Question
from argmap.model import Verdict

CHUNK = 1 << 14
GREATEST_SHARE = 0.9
"""The largest variance that a beta is given, as a share of the largest that there is for its mean."""

VERDICT_VALUES: Mapping[Verdict, int] = {"accepted": 1, "undecided": 0, "rejected": -1}
"""The verdicts, as `Question.verdicts` writes them."""


class Batch(NamedTuple):
    """What a chunk of scenarios gives: the strengths that settled, how many did not, the verdicts, the sums for the drivers."""

    stands: Any
    unsettled: int
    verdicts: Mapping[Verdict, int]
    sums: "Sums"


@dataclass(frozen=True)
class Draws:
    """The scenarios of a question: base scores and weights drawn between ends, float64 [2, ·], in chunks of `size`."""

    question: Question
    base: Any
    weights: Any
    distribution: str
    seed: int
    samples: int

    @property
    def size(self) -> int:
        """The number of scenarios in a chunk."""
        return max(1, min(CHUNK, CELLS // (len(self.base[0]) + len(self.weights[0]))))

    @property
    def chunks(self) -> int:
        """The number of chunks."""
        return -(-self.samples // self.size)

    def __call__(self, numbers: Sequence[int]) -> list[Batch]:
        """The scenarios of the chunks of these numbers."""
        return [self.batch(number) for number in numbers]

    def batch(self, number: int) -> Batch:
        """The scenarios of one chunk."""
        import numpy as np

        random = np.random.default_rng((self.seed, number))
        size = min(self.size, self.samples - number * self.size)
        loose = bool((self.weights[0] < self.weights[1]).any())
        base = drawn(random, self.base, size, self.distribution)
        weights = drawn(random, self.weights, size, self.distribution) if loose else None
        outcomes = self.question.outcomes(base, weights)
        settled = ~np.isnan(outcomes.stands)
        defeated = outcomes.defeated[settled] if self.question.how.worlds else None
        verdicts = self.question.verdicts(Outcomes(outcomes.stands[settled], defeated))
        sums = Sums(self.base, self.weights, self.question.strength)
        sums.add(base, weights, outcomes.stands)
        counts = {word: int((verdicts == value).sum()) for word, value in VERDICT_VALUES.items()}
        return Batch(outcomes.stands[settled], int((~settled).sum()), counts, sums)

    def __getstate__(self) -> dict[str, Any]:
        """What is sent to a worker: the question without what was computed for it."""
        bare = Question(self.question.m, self.question.of, self.question.how)
        return {**self.__dict__, "question": bare}


def reached(ends: Any, distribution: str) -> Any:
    """The range of values that can be drawn: that of the interval, or [0, 1] for a beta distribution."""
    import numpy as np

    low, high = ends
    if distribution != "beta":
        return ends
    return np.where(low < high, 0.0, low), np.where(low < high, 1.0, high)


def _beta(random: Any, low: Any, high: Any, shape: tuple[int, int]) -> Any:
    """Beta draws with the mid-points as means and a quarter of the widths as standard deviations, as far as a beta has them."""
    import numpy as np

    mean, deviation = (low + high) / 2, (high - low) / 4
    draws = np.broadcast_to(mean, shape).copy()
    doubtful = (deviation > 0) & (mean > 0) & (mean < 1)
    m, variance = (
        mean[doubtful],
        np.minimum(deviation[doubtful] ** 2, GREATEST_SHARE * mean[doubtful] * (1 - mean[doubtful])),
    )
    concentration = m * (1 - m) / variance - 1
    draws[:, doubtful] = random.beta(m * concentration, (1 - m) * concentration, (shape[0], int(doubtful.sum())))
    return draws


def drawn(random: Any, ends: Any, size: int, distribution: str) -> Any:
    """Values drawn between the ends, [scenario, ·]."""
    import numpy as np

    low, high = ends
    shape = size, len(low)
    if distribution == "uniform":
        return low + (high - low) * random.random(shape)
    if distribution == "beta":
        return _beta(random, low, high, shape)
    if distribution == "triangular":
        return low + (high - low) * (random.random(shape) + random.random(shape)) / 2
    return np.clip((low + high) / 2 + (high - low) / 4 * random.standard_normal(shape), low, high)


class Sums:
    """The sums from which correlations are computed, added chunk by chunk: over the scenarios, of inputs and strengths."""

    def __init__(self, base: Any, weights: Any, around: float) -> None:
        import numpy as np

        ends = np.concatenate([base, weights], axis=1)
        self.middle, self.moving = ends.mean(axis=0), np.flatnonzero(ends[0] < ends[1])
        self.around = around
        self.count, self.sum, self.squares = 0, 0.0, 0.0
        self.sums, self.squared, self.products = (np.zeros(len(self.moving)) for _ in range(3))

    def add(self, base: Any, weights: Any, stands: Any) -> None:
        """One chunk of scenarios: base scores [scenario, node], weights [scenario, step] or None, strengths [scenario]."""
        import numpy as np

        settled = ~np.isnan(stands)
        drawn = base if weights is None else np.concatenate([base, weights], axis=1)
        inputs = drawn[settled][:, self.moving] - self.middle[self.moving]
        values = stands[settled] - self.around
        self.count += len(values)
        self.sum += float(values.sum())
        self.squares += float(values @ values)
        self.sums += inputs.sum(axis=0)
        self.squared += np.einsum("ij,ij->j", inputs, inputs)
        self.products += values @ inputs

    def join(self, other: "Sums") -> None:
        """Adds the sums of another chunk."""
        for name in ("count", "sum", "squares", "sums", "squared", "products"):
            setattr(self, name, getattr(self, name) + getattr(other, name))

    @property
    def mean(self) -> float:
        """The mean of the strengths; NaN if none settled."""
        return self.around + self.sum / self.count if self.count else float("nan")

    @property
    def deviation(self) -> float:
        """Their standard deviation."""
        return max(0.0, self.squares / self.count - (self.sum / self.count) ** 2) ** 0.5 if self.count else float("nan")

    def drivers(self, ids: Sequence[str]) -> dict[str, float]:
        """The square of the correlation of each input that was drawn with the strength, largest first; `ids` are those of the inputs."""
        import numpy as np

        if self.count < 2:
            return {}
        variance = self.squares - self.sum**2 / self.count
        spread = self.squared - self.sums**2 / self.count
        moving = spread > 1e-18 * self.count
        if variance <= 1e-24 * self.count:
            return {}
        shared = self.products - self.sums * self.sum / self.count
        found = np.zeros(len(spread))
        found[moving] = shared[moving] ** 2 / (spread[moving] * variance)
        ranked = [(ids[self.moving[at]], float(found[at])) for at in np.argsort(-found, kind="stable")]
        return {id: share for id, share in ranked if share >= 0.001}
