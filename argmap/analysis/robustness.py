"""Robustness: whether a verdict holds if base scores and weights are uncertain, by certain bounds and by random scenarios."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import sqrt
from typing import Any, Literal, Unpack

from argmap.analysis.progress import Progress
from argmap.analysis.question import Question, ask
from argmap.analysis.scenarios import VERDICT_VALUES, Batch, Draws, Sums, reached
from argmap.analysis.tally import Tally
from argmap.engine import Task, engine_of, run
from argmap.engine.table import DEFAULT_ENGINE as ENGINE
from argmap.errors import EngineError, UnknownName
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

SAMPLES, SPREAD, BINS, TOGETHER = 100_000, 0.1, 50, 8
MOST_DRAWS, FEWEST = 50_000_000, 1_000
"""So many base scores are drawn in all, and the fewest scenarios that this comes to."""
MOST_DRAWN, FEWEST_DRAWN = 500_000, 10
"""The same where each scenario is answered by drawn worlds."""
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
    precision: float | None = None,
    workers: int | None = None,
    engine: str = ENGINE,
    progress: Progress | None = None,
    **said: Unpack[Said],
) -> Robustness:
    """The bounds of a strength, and its distribution over `samples` random scenarios drawn with `seed`.

    100,000 scenarios unless given; fewer on a map of more than 500 statements, down to 1,000, and to 10 if worlds are drawn.

    Base scores and weights are drawn from the map's intervals, by one of `DISTRIBUTIONS`; `spread` widens the base scores of the
    premises, counterevidence and unargued claims by so much to each side, and is 0.1 unless given where the map has no intervals.

    With `precision`, drawing ends as soon as the share of the verdict is known to that much, in 95 of 100 cases. `workers` draw at once
    on an `engine`; the result is the same whatever their number, and memory does not grow with the samples. Raises UnknownName,
    ValueError for a spread or precision out of range or no samples, and what `evaluate` raises.

    >>> from argmap.model import ArgumentMap, Claim, Premise, Support
    >>> nodes = [Claim(text="C.", id="c"), Premise(text="P.", id="p", strength=[0, 1])]
    >>> m = ArgumentMap(conclusion="c", statements=nodes, steps=[Support(sources=["p"], target="c")])
    >>> found = robustness(m, semantics="df-quad", samples=1000)
    >>> found.interval, round(found.mean, 1), round(found.holds, 1)
    ((0.5, 1.0), 0.7, 0.8)
    """
    if distribution not in DISTRIBUTIONS:
        raise UnknownName("distribution", distribution, DISTRIBUTIONS)
    if samples is not None and samples < 1:
        raise ValueError(f"samples must be at least 1, got {samples}")
    if precision is not None and not 0 < precision < 1:
        raise ValueError(f"precision must be between 0 and 1, got {precision}")
    question = ask(m, of, **said)
    spread = _spread(question, spread)
    doubted = question.premises
    base, weights = _doubted(question, doubted, spread or 0.0)
    bounds, defeat_bounds = question.between(*reached(base, distribution), *reached(weights, distribution))
    draws = Draws(question, base, weights, distribution, seed, _samples(question) if samples is None else samples)
    tally, counts = Tally(), dict.fromkeys(VERDICT_VALUES, 0)
    sums, unsettled, samples_drawn = Sums(base, weights, question.strength), 0, 0
    for batch in _batches(draws, engine, workers):
        tally.add(batch.stands)
        sums.join(batch.sums)
        unsettled += batch.unsettled
        samples_drawn += len(batch.stands) + batch.unsettled
        counts = {word: count + batch.verdicts[word] for word, count in counts.items()}
        if progress:
            progress(samples_drawn, draws.samples)
        if precision is not None and _margin(counts[question.verdict], sums.count) <= precision:
            break
    return Robustness(
        question.of,
        question.semantics.name,
        question.strength,
        question.verdict,
        bounds,
        (question.how.verdict_on(bounds[0], defeat_bounds[1]), question.how.verdict_on(bounds[1], defeat_bounds[0])),
        (question.how.accepted,) if question.how.worlds else (question.how.accepted, question.how.rejected),
        question.how.cut_offs,
        doubted,
        distribution,
        spread,
        seed,
        samples_drawn,
        unsettled,
        sums.mean,
        sums.deviation,
        {q: tally.quantile(q) for q in QUANTILES} if sums.count else {},
        {word: count / max(1, sums.count) for word, count in counts.items()},
        tally.histogram(BINS),
        sums.drivers([*question.node_at, *question.step_at]),
        m,
    )


def _batches(draws: Draws, engine: str, workers: int | None) -> Iterator[Batch]:
    """The scenarios chunk by chunk, always in the same order: computed here, or by workers if a number of them is given."""
    if workers is None:
        yield from map(draws.batch, range(draws.chunks))
        return
    tasks = (
        Task(begin, range(begin, min(begin + TOGETHER, draws.chunks))) for begin in range(0, draws.chunks, TOGETHER)
    )
    waiting: dict[int, Sequence[Batch]] = {}
    following = 0
    for number, found in run(lambda: engine_of(engine).opened(workers), draws, tasks, _lost):
        waiting[number] = found
        while following in waiting:
            yield from waiting.pop(following)
            following += TOGETHER


def _lost(number: int) -> Batch:
    raise EngineError(f"the process that drew chunk {number} of the scenarios ended, twice", "use fewer workers")


def _margin(count: int, of: int) -> float:
    """Half the width of Wilson's interval (1927), in which the share lies in 95 of 100 cases, for so many of so many."""
    if not of:
        return 1.0
    share, z = count / of, 1.96
    return float(z * sqrt(share * (1 - share) / of + z * z / (4 * of * of)) / (1 + z * z / of))


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
