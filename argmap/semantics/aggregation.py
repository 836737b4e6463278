"""Aggregations α: how what the steps carry adds up for or against a statement; one row each.

Each definition serves numbers and arrays of numbers (a value per scenario) alike.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

Amount = Any
"""A float, or a float array with a value per scenario."""


class Aggregate(Protocol):
    """α(attackers, supporters), named so that the two sides cannot be swapped."""

    def __call__(self, *, attackers: Sequence[Amount], supporters: Sequence[Amount]) -> Amount:
        """What the attackers and supporters come to together."""


@dataclass(frozen=True)
class Aggregation:
    """A named aggregation with its formula."""

    name: str
    formula: str
    of: Aggregate


def total(*, attackers: Sequence[Amount], supporters: Sequence[Amount]) -> Amount:
    """Σ supporters − Σ attackers (Potyka 2018).

    >>> total(attackers=[0.5], supporters=[0.8, 0.2])
    0.5
    """
    return sum(supporters) - sum(attackers)


def product(*, attackers: Sequence[Amount], supporters: Sequence[Amount]) -> Amount:
    """Π (1 − attackers) − Π (1 − supporters) ∈ [−1, 1] (Rago, Toni, Aurisicchio, Baroni 2016).

    >>> product(attackers=[0.5], supporters=[])
    -0.5
    """
    return left_by(attackers) - left_by(supporters)


def left_by(strengths: Sequence[Amount]) -> Amount:
    """Π (1 − s) ∈ [0, 1]: what all of the strengths together leave.

    >>> left_by([0.5, 0.5])
    0.25
    """
    return math.prod([1 - strength for strength in strengths])


AGGREGATIONS: Mapping[str, Aggregation] = {
    one.name: one
    for one in (
        Aggregation("sum", "Σ supporters − Σ attackers", total),
        Aggregation("product", "Π (1 − attackers) − Π (1 − supporters)", product),
    )
}

CONJUNCTIONS: Mapping[str, Callable[[Sequence[float]], float]] = {"min": min, "product": math.prod}
"""κ: what linked members bring together; the weakest of them, or their product (Rapberger, Russo, Rago, Toni 2025)."""
