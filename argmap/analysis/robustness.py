"""How a verdict stands up to doubt about base scores and weights: bounds that surely hold, and many drawn scenarios."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from argmap.analysis.question import Question, ask
from argmap.errors import UnknownName
from argmap.evaluation import ACCEPTED, REJECTED
from argmap.model import ArgumentMap, Verdict
from argmap.semantics import DEFAULT, Conjunction, Semantics

Progress = Callable[[int, int], None]
Distribution = Literal["uniform", "triangular", "normal"]

DISTRIBUTIONS: Mapping[str, str] = {
    "uniform": "anywhere in the interval alike",
    "triangular": "most often at the mid-point, never outside",
    "normal": "about the mid-point, the interval being two standard deviations to each side; beyond it, its end",
}
"""What each distribution draws."""

SAMPLES, SPREAD, BINS, CHUNK = 100_000, 0.1, 50, 1 << 14
QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)


@dataclass(frozen=True)
class Robustness:
    """How strong `of` comes out where base scores and weights lie in intervals.

    `interval` surely holds every strength, and `interval_verdicts` are the verdicts at its ends, by the
    `cuts` accepted and rejected. Of the `samples` drawn scenarios, `shares` have each verdict, `counts` fall into
    each of `BINS` equal parts of [0, 1], `quantiles` lie below 5, 25, 50, 75 and 95 of a hundred, and `unsettled` did not
    settle and are in none of these. `drivers` says which input the spread comes from: r² of its draws with the strength.
    """

    of: str
    semantics: str
    strength: float
    verdict: Verdict
    interval: tuple[float, float]
    interval_verdicts: tuple[Verdict, Verdict]
    cuts: tuple[float, float]
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

    @property
    def holds(self) -> float:
        """The share of the scenarios in which the verdict is the one at the mid-points."""
        return self.shares[self.verdict]

    @property
    def certain(self) -> bool:
        """Whether the verdict surely holds over the whole of the intervals."""
        return self.interval_verdicts == (self.verdict, self.verdict)


def robustness(
    m: ArgumentMap,
    of: str | None = None,
    *,
    spread: float | None = None,
    distribution: str = "uniform",
    samples: int = SAMPLES,
    seed: int = 0,
    semantics: str | Semantics = DEFAULT,
    linked: str | Conjunction = "min",
    accepted: float = ACCEPTED,
    rejected: float = REJECTED,
    progress: Progress | None = None,
) -> Robustness:
    """The bounds of a strength, and how it falls out in `samples` scenarios drawn with `seed`.

    Base scores and weights are drawn from the map's intervals, by one of `DISTRIBUTIONS`; `spread` widens every base score
    by so much to each side, and is 0.1 unless given where the map has no intervals. Raises UnknownName, ValueError for a
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
    if samples < 1:
        raise ValueError(f"samples must be at least 1, got {samples}")
    question = ask(m, of, semantics, linked=linked, accepted=accepted, rejected=rejected)
    spread = _spread(question, spread)
    scale = question.m.scale
    base = _ends([scale.interval(node.strength) for node in question.m.statements], spread or 0.0)
    weights = _ends([scale.weight_interval(step.weight) for step in question.m.steps], 0.0)
    bounds = _bounds(question, base, weights)
    random, strengths, drawn = np.random.default_rng(seed), [], []
    for begin in range(0, samples, CHUNK):
        size = min(CHUNK, samples - begin)
        rows = [_draw(random, ends, size, distribution) for ends in (base, weights)]
        strengths.append(question.strengths(*rows))
        drawn.append(np.concatenate(rows, axis=1))
        if progress:
            progress(begin + size, samples)
    found = np.concatenate(strengths)
    settled = ~np.isnan(found)
    values, inputs = found[settled], np.concatenate(drawn)[settled]
    return Robustness(
        question.of,
        question.semantics.name,
        question.strength,
        question.verdict,
        bounds,
        (question.verdict_on(bounds[0]), question.verdict_on(bounds[1])),
        (accepted, rejected),
        distribution,
        spread,
        seed,
        samples,
        int(np.sum(~settled)),
        float(values.mean()) if len(values) else float("nan"),
        float(values.std()) if len(values) else float("nan"),
        {q: float(np.quantile(values, q)) for q in QUANTILES} if len(values) else {},
        _shares(question, values),
        tuple(np.histogram(values, bins=BINS, range=(0.0, 1.0))[0].tolist()),
        _drivers(question, inputs, values),
    )


def _spread(question: Question, spread: float | None) -> float | None:
    if spread is not None and not 0 <= spread <= 1:
        raise ValueError(f"spread must be in [0, 1], got {spread}")
    return SPREAD if spread is None and not question.loose else spread


def _ends(intervals: Any, spread: float) -> Any:
    """The ends of each interval, widened by the spread within [0, 1], float64 [2, ·]."""
    import numpy as np

    ends = np.array(intervals, dtype=float).reshape(-1, 2)
    return np.clip(ends + np.array([-spread, spread]), 0.0, 1.0).T


def _draw(random: Any, ends: Any, size: int, distribution: str) -> Any:
    """Values drawn between the ends, [scenario, ·]."""
    import numpy as np

    low, high = ends
    shape = size, len(low)
    if distribution == "uniform":
        return low + (high - low) * random.random(shape)
    if distribution == "triangular":
        return low + (high - low) * (random.random(shape) + random.random(shape)) / 2
    return np.clip((low + high) / 2 + (high - low) / 4 * random.standard_normal(shape), low, high)


def _bounds(question: Question, base: Any, weights: Any) -> tuple[float, float]:
    found = question.network.between(*base, *weights).evaluate(question.semantics, linked=question.linked)
    low, high = found.intervals[question.node_at[question.of]].tolist()
    return low, high


def _shares(question: Question, values: Any) -> dict[Verdict, float]:
    count = max(1, len(values))
    accepted, rejected = int((values >= question.accepted).sum()), int((values <= question.rejected).sum())
    return {
        "accepted": accepted / count,
        "undecided": (len(values) - accepted - rejected) / count,
        "rejected": rejected / count,
    }


def _drivers(question: Question, inputs: Any, values: Any) -> dict[str, float]:
    """The square of the correlation of each input that was drawn with the strength, largest first."""
    import numpy as np

    ids = [*question.node_at, *question.step_at]
    if len(values) < 2 or values.std() == 0:
        return {}
    centred = inputs - inputs.mean(axis=0)
    norms = np.sqrt((centred**2).sum(axis=0))
    moving = norms > 1e-9 * np.sqrt(len(values))
    shared = (values - values.mean()) @ centred
    squares = np.divide(shared, norms * values.std() * np.sqrt(len(values)), out=np.zeros(len(ids)), where=moving) ** 2
    order = np.argsort(-squares, kind="stable")
    return {ids[at]: float(squares[at]) for at in order if moving[at] and squares[at] >= 0.001}
