"""Robustness: whether a verdict holds if base scores and weights are uncertain, by certain bounds and by random scenarios."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Unpack

from argmap.analysis.progress import Progress
from argmap.analysis.question import CELLS, Outcomes, Question, ask
from argmap.errors import UnknownName
from argmap.evaluation import Said, network
from argmap.late import late
from argmap.model import ArgumentMap, Verdict

Distribution = Literal["uniform", "triangular", "normal"]

DISTRIBUTIONS: Mapping[str, str] = {
    "uniform": "anywhere in the interval alike",
    "triangular": "most often at the mid-point, never outside",
    "beta": "about the mid-point, the interval being two standard deviations to each side, anywhere between 0 and 1",
    "normal": "about the mid-point, the interval being two standard deviations to each side; beyond it, its end",
}
"""What each distribution draws."""

SAMPLES, SPREAD, BINS, CHUNK = 100_000, 0.1, 50, 1 << 14
MOST_DRAWS, FEWEST = 50_000_000, 1_000
"""So many base scores are drawn in all, and the fewest scenarios that this comes to."""
MOST_DRAWN, FEWEST_DRAWN = 500_000, 10
"""The same where each scenario is answered by drawn worlds."""
GREATEST_SHARE = 0.9
"""The largest variance that a beta is given, as a share of the largest that there is for its mean."""
QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)


@dataclass(frozen=True)
class Robustness:
    """The strengths of `of` when base scores and weights vary within intervals.

    `interval` surely holds every strength, and `interval_verdicts` are the verdicts at its ends, by the
    `cut_offs`; `cuts` are those on the strength. `doubted` are the statements whose base scores were widened by `spread`; draws are independent. Of the `samples` drawn scenarios, `shares` have each verdict, `counts` fall into
    each of `BINS` equal parts of [0, 1], `quantiles` lie below 5, 25, 50, 75 and 95 of a hundred, and `unsettled` did not
    settle and are in none of these. `drivers` says which input the spread comes from: r² of its draws with the strength.
    """

    of: str
    semantics: str
    strength: float
    verdict: Verdict
    interval: tuple[float, float]
    interval_verdicts: tuple[Verdict, Verdict]
    cuts: tuple[float, ...]
    cut_offs: str
    doubted: tuple[str, ...]
    distribution: str
    spread: float | None
    seed: int
    samples: int
    unsettled: int
    mean: float
    deviation: float
    quantiles: Mapping[float, float]
    shares: Mapping[Verdict, float]
    counts: tuple[int, ...]
    drivers: Mapping[str, float]
    m: ArgumentMap | None = field(default=None, repr=False, compare=False)

    _repr_html_ = late("argmap.cli.printing.notebook:html")
    to_frame = late("argmap.formats.foreign.frames:to_frame")

    def __repr__(self) -> str:
        return (
            f"<Robustness: {self.of} {self.verdict} in {self.shares[self.verdict]:.1%} of {self.samples:,} scenarios>"
        )

    def rows(self) -> list[dict[str, Any]]:
        """A mapping for each part of [0, 1], as pandas and Polars take them: low, high, how many scenarios fell there, share."""
        drawn = max(sum(self.counts), 1)
        ends = [at / len(self.counts) for at in range(len(self.counts) + 1)]
        return [
            {"low": ends[at], "high": ends[at + 1], "count": count, "share": count / drawn}
            for at, count in enumerate(self.counts)
        ]

    @property
    def holds(self) -> float:
        """The share of the scenarios, in [0, 1], with the same verdict as at the mid-points."""
        return self.shares[self.verdict]

    @property
    def certain(self) -> bool:
        """Whether the verdict certainly holds over the whole of the intervals."""
        return self.interval_verdicts == (self.verdict, self.verdict)


def robustness(
    m: ArgumentMap,
    of: str | None = None,
    *,
    spread: float | None = None,
    distribution: str = "uniform",
    samples: int | None = None,
    seed: int = 0,
    progress: Progress | None = None,
    **said: Unpack[Said],
) -> Robustness:
    """The bounds of a strength, and its distribution over `samples` random scenarios drawn with `seed`.

    100,000 scenarios unless given; fewer on a map of more than 500 statements, down to 1,000, and to 10 if worlds are drawn.

    Base scores and weights are drawn from the map's intervals, by one of `DISTRIBUTIONS`; `spread` widens the base scores of the
    premises, counterevidence and unargued claims by so much to each side, and is 0.1 unless given where the map has no intervals. Raises UnknownName, ValueError for a
    spread outside [0, 1] or no samples, and what `evaluate` raises.

    >>> from argmap.model import ArgumentMap, Claim, Premise, Support
    >>> nodes = [Claim(text="C.", id="c"), Premise(text="P.", id="p", strength=[0, 1])]
    >>> m = ArgumentMap(conclusion="c", statements=nodes, steps=[Support(sources=["p"], target="c")])
    >>> found = robustness(m, semantics="df-quad", samples=1000)
    >>> found.interval, round(found.mean, 1), round(found.holds, 1)
    ((0.5, 1.0), 0.7, 0.8)
    """
    import numpy as np

    if distribution not in DISTRIBUTIONS:
        raise UnknownName("distribution", distribution, DISTRIBUTIONS)
    if samples is not None and samples < 1:
        raise ValueError(f"samples must be at least 1, got {samples}")
    question = ask(m, of, **said)
    spread = _spread(question, spread)
    doubted = question.premises
    base, weights = _doubted(question, doubted, spread or 0.0)
    bounds, lost = question.between(*_reached(base, distribution), *_reached(weights, distribution))
    samples = _samples(question) if samples is None else samples
    random, sums, outcomes = np.random.default_rng(seed), _Sums(question, base, weights), []
    loose = bool((weights[0] < weights[1]).any())
    chunk = max(1, min(CHUNK, CELLS // (base.shape[1] + weights.shape[1])))
    for begin in range(0, samples, chunk):
        size = min(chunk, samples - begin)
        rows = _draw(random, base, size, distribution), _draw(random, weights, size, distribution) if loose else None
        outcomes.append(question.outcomes(*rows))
        sums.add(*rows, outcomes[-1].stands)
        if progress:
            progress(begin + size, samples)
    found = np.concatenate([one.stands for one in outcomes])
    settled = ~np.isnan(found)
    values = found[settled]
    defeated = np.concatenate([one.defeated for one in outcomes])[settled] if question.how.worlds else None
    return Robustness(
        question.of,
        question.semantics.name,
        question.strength,
        question.verdict,
        bounds,
        (question.how.verdict_on(bounds[0], lost[1]), question.how.verdict_on(bounds[1], lost[0])),
        (question.how.accepted,) if question.how.worlds else (question.how.accepted, question.how.rejected),
        question.how.cut_offs,
        doubted,
        distribution,
        spread,
        seed,
        samples,
        int(np.sum(~settled)),
        float(values.mean()) if len(values) else float("nan"),
        float(values.std()) if len(values) else float("nan"),
        {q: float(np.quantile(values, q)) for q in QUANTILES} if len(values) else {},
        _shares(question, Outcomes(values, defeated)),
        tuple(np.histogram(values, bins=BINS, range=(0.0, 1.0))[0].tolist()),
        sums.drivers(),
        m,
    )


def _samples(question: Question) -> int:
    """The default number of scenarios: as many as take a few seconds."""
    size = len(question.base)
    if not question.exact:
        return max(FEWEST_DRAWN, min(SAMPLES, MOST_DRAWN // size))
    return max(FEWEST, min(SAMPLES, MOST_DRAWS // size))


def _spread(question: Question, spread: float | None) -> float | None:
    if spread is not None and not 0 <= spread <= 1:
        raise ValueError(f"spread must be in [0, 1], got {spread}")
    return SPREAD if spread is None and not question.loose else spread


def _doubted(question: Question, doubted: tuple[str, ...], spread: float) -> tuple[Any, Any]:
    """The intervals of every base score, widened within [0, 1] for the doubted statements, and of every weight.

    Each float64 [2, ·].
    """
    import numpy as np

    own = network(question.m, question.how)
    least, most = (own.least, own.most) if own.least and own.most else ((own.base, own.weights),) * 2
    base, weights = (np.array([low, high], dtype=float) for low, high in zip(least, most, strict=True))
    places = [question.node_at[id] for id in doubted]
    base[:, places] = np.clip(base[:, places] + np.array([[-spread], [spread]]), 0.0, 1.0)
    return base, weights


def _reached(ends: Any, distribution: str) -> Any:
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
    drawn = np.broadcast_to(mean, shape).copy()
    doubtful = (deviation > 0) & (mean > 0) & (mean < 1)
    m, variance = (
        mean[doubtful],
        np.minimum(deviation[doubtful] ** 2, GREATEST_SHARE * mean[doubtful] * (1 - mean[doubtful])),
    )
    concentration = m * (1 - m) / variance - 1
    drawn[:, doubtful] = random.beta(m * concentration, (1 - m) * concentration, (shape[0], int(doubtful.sum())))
    return drawn


def _draw(random: Any, ends: Any, size: int, distribution: str) -> Any:
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


def _shares(question: Question, outcomes: Outcomes) -> dict[Verdict, float]:
    found = question.verdicts(outcomes)
    count = max(1, len(found))
    return {word: int((found == value).sum()) / count for word, value in _VALUES.items()}


_VALUES: Mapping[Verdict, int] = {"accepted": 1, "undecided": 0, "rejected": -1}


class _Sums:
    """The sums from which correlations are computed, added chunk by chunk: over the scenarios, of inputs and strengths."""

    def __init__(self, question: Question, base: Any, weights: Any) -> None:
        import numpy as np

        self.ids = [*question.node_at, *question.step_at]
        ends = np.concatenate([base, weights], axis=1)
        self.middle, self.moving = ends.mean(axis=0), np.flatnonzero(ends[0] < ends[1])
        self.nodes, self.around = base.shape[1], question.strength
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

    def drivers(self) -> dict[str, float]:
        """The square of the correlation of each input that was drawn with the strength, largest first."""
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
        ranked = [(self.ids[self.moving[at]], float(found[at])) for at in np.argsort(-found, kind="stable")]
        return {id: share for id, share in ranked if share >= 0.001}
