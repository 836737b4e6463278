"""Influences ι: how an aggregate moves a statement from its base score; one row each.

Each definition is free of branches, so that it serves numbers and arrays of numbers alike.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from argmap.semantics.aggregation import Amount


@dataclass(frozen=True)
class Influence:
    """A named influence with its formula."""

    name: str
    formula: str
    of: Callable[[Amount, Amount], Amount]


def linear(base: Amount, aggregate: Amount) -> Amount:
    """W + (w if α ≤ 0 else 1 − w)·α ∈ [0, 1] for α ∈ [−1, 1] (Rago et al. 2016; linear(1) in Potyka 2019).

    >>> linear(0.5, 0.5), linear(0.5, -0.5)
    (0.75, 0.25)
    """
    return base + (1 - base) * _up(aggregate) - base * _up(-aggregate)


def two_max(base: Amount, aggregate: Amount) -> Amount:
    """W + (1 − w)·h for α > 0, else w − w·h, with h = α²/(1 + α²); in [0, 1] for every α (Potyka, KR 2018).

    >>> two_max(0.5, 0.5), two_max(0.5, -0.5)
    (0.6, 0.4)
    """
    return base + (1 - base) * _h(_up(aggregate)) - base * _h(_up(-aggregate))


def _up(aggregate: Amount) -> Amount:
    """max(0, α), exactly."""
    return (aggregate + abs(aggregate)) / 2


def _h(x: Amount) -> Amount:
    return x * x / (1 + x * x)


INFLUENCES: Mapping[str, Influence] = {
    one.name: one
    for one in (
        Influence("linear(1)", "w + (w if α ≤ 0 else 1 − w)·α", linear),
        Influence("2-max(1)", "w + (1 − w)·h if α > 0 else w − w·h, with h = α²/(1 + α²)", two_max),
    )
}
