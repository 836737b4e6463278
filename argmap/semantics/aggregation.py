"""Aggregations α: how the steps for and against a statement add up; one row each.

A side adds what its steps carry one by one, starting from 0: x ⊕ s. Both sides give α = ⊕ supporters − ⊕ attackers.
Each definition is arithmetic without branches, so that it serves numbers, fractions and arrays (a value per scenario)
alike and compiles.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from math import inf
from typing import Any

from argmap.semantics.figures import Side, added, figure

Amount = Any
"""A float, a Fraction, or a float array with a value per scenario."""

Gather = Callable[[Amount, Amount], Amount]
Slopes = Callable[[Amount, Amount], tuple[Amount, Amount]]


@dataclass(frozen=True, eq=False)
class Aggregation:
    """A named aggregation α = ⊕ supporters − ⊕ attackers.

    `formula` is α in words, `attacks` the same where there are attackers only. `add(x, s)` is x ⊕ s: commutative,
    associative, rising in both, with 0 as its neutral element. `slopes(x, s)` are its derivatives by x and by s, needed
    for gradients only. `most` is the upper bound of a side. `spread(x, s)` adds up how far a side moves when several
    of its steps do (a sum unless given), for the bound on cycles. `worked(attackers, supporters)` writes α out in figures.

    >>> AGGREGATIONS["product"].of(attackers=[0.5], supporters=[0.5, 0.5])
    0.25
    """

    name: str
    formula: str
    attacks: str
    add: Gather
    slopes: Slopes | None = None
    most: float = inf
    spread: Gather = lambda x, s: x + s
    worked: Callable[[Side, Side], str] = lambda attackers, supporters: (
        f"⊕({', '.join(map(figure, supporters))}) − ⊕({', '.join(map(figure, attackers))})"
    )

    def side(self, carried: Iterable[Amount]) -> Amount:
        """The aggregate of one side: 0 ⊕ s₁ ⊕ s₂ …, in [0, `most`]."""
        return reduce(self.add, carried, 0)

    def of(self, *, attackers: Iterable[Amount], supporters: Iterable[Amount]) -> Amount:
        """The aggregate α ∈ [−most, most]; the sides are keywords, so that they cannot be swapped."""
        return self.side(supporters) - self.side(attackers)


def total(x: Amount, s: Amount) -> Amount:
    """X + s (Potyka 2018).

    >>> total(0.5, 0.25)
    0.75
    """
    return x + s


def total_slopes(_x: Amount, _s: Amount) -> tuple[Amount, Amount]:
    """∂/∂x, ∂/∂s of x + s."""
    return 1.0, 1.0


def product(x: Amount, s: Amount) -> Amount:
    """1 − (1 − x)(1 − s) = x + s·(1 − x) ∈ [0, 1] (Baroni et al. 2015; Rago, Toni, Aurisicchio, Baroni 2016).

    >>> product(0.5, 0.5)
    0.75
    """
    return x + s * (1 - x)


def product_slopes(x: Amount, s: Amount) -> tuple[Amount, Amount]:
    """∂/∂x, ∂/∂s of 1 − (1 − x)(1 − s)."""
    return 1 - s, 1 - x


def top(x: Amount, s: Amount) -> Amount:
    """max(x, s), exactly (Mossakowski & Neuhaus 2018).

    >>> top(0.5, 0.25)
    0.5
    """
    return x * (x >= s) + s * (s > x)


def top_slopes(x: Amount, s: Amount) -> tuple[Amount, Amount]:
    """∂/∂x, ∂/∂s of max(x, s); at a tie each gets half, which is right if both move alike.

    If both are 0, each gets 1: then x may stand for no step at all.
    """
    none, tie = 1.0 * ((x == 0) & (s == 0)), 0.5 * ((x == s) & (x > 0))
    return 1.0 * (x > s) + none + tie, 1.0 * (s > x) + none + tie


def total_worked(attackers: Side, supporters: Side) -> str:
    """The supporters added up, less each attacker.

    >>> total_worked([0.5], [0.25, 1.0]), total_worked([0.5, 0.25], [])
    ('0.25 + 1.00 − 0.50', '−(0.50 + 0.25)')
    """
    if not supporters:
        return "−" + (f"({added(attackers)})" if len(attackers) > 1 else added(attackers))
    return added(supporters) + "".join(f" − {figure(one)}" for one in attackers)


def product_worked(attackers: Side, supporters: Side) -> str:
    """What each side leaves, as products.

    >>> product_worked([0.5], [0.25, 1.0])
    '(1 − 0.50) − (1 − 0.25)(1 − 1.00)'
    """
    left = ("".join(f"(1 − {figure(one)})" for one in side) or "1" for side in (attackers, supporters))
    return " − ".join(left)


def top_worked(attackers: Side, supporters: Side) -> str:
    """The strongest of each side.

    >>> top_worked([0.5], [0.25, 1.0])
    'max(0.25, 1.00) − 0.50'
    """
    tops = (
        f"max({', '.join(map(figure, side))})" if len(side) > 1 else added(side) for side in (supporters, attackers)
    )
    return " − ".join(tops)


AGGREGATIONS: Mapping[str, Aggregation] = {
    one.name: one
    for one in (
        Aggregation("sum", "Σ supporters − Σ attackers", "−Σ attackers", total, total_slopes, worked=total_worked),
        Aggregation(
            "product",
            "Π (1 − attackers) − Π (1 − supporters)",
            "Π (1 − attackers) − 1",
            product,
            product_slopes,
            most=1,
            worked=product_worked,
        ),
        Aggregation(
            "top",
            "max supporters − max attackers",
            "−max attackers",
            top,
            top_slopes,
            most=1,
            spread=top,
            worked=top_worked,
        ),
    )
}
