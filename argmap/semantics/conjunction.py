"""Conjunctions κ: the combined strength of linked members; one row each, a fold from 1 like an aggregation from 0."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from argmap.semantics.aggregation import Amount, Gather, Slopes


@dataclass(frozen=True, eq=False)
class Conjunction:
    """A named conjunction of strengths in [0, 1]; `join(x, s)` adds a member, `slopes(x, s)` are its derivatives."""

    name: str
    formula: str
    join: Gather
    slopes: Slopes

    def __reduce__(self) -> Any:
        """Pickles a row of the table by its name, and a row of your own by its parts, which must be functions of a module."""
        if CONJUNCTIONS.get(self.name) is self:
            return _row, (self.name,)
        return type(self), tuple(getattr(self, one.name) for one in fields(self))


def weakest(x: Amount, s: Amount) -> Amount:
    """min(x, s), exactly: the weakest link.

    >>> weakest(0.5, 0.25)
    0.25
    """
    return x * (x <= s) + s * (s < x)


def weakest_slopes(x: Amount, s: Amount) -> tuple[Amount, Amount]:
    """∂/∂x, ∂/∂s of min(x, s); at a tie each gets half, which is right if both move alike."""
    tie = 0.5 * (x == s)
    return 1.0 * (x < s) + tie, 1.0 * (s < x) + tie


def joint(x: Amount, s: Amount) -> Amount:
    """X·s (Rapberger, Russo, Rago, Toni 2025, for sets of arguments).

    >>> joint(0.5, 0.5)
    0.25
    """
    return x * s


def joint_slopes(x: Amount, s: Amount) -> tuple[Amount, Amount]:
    """∂/∂x, ∂/∂s of x·s."""
    return s, x


def _row(name: str) -> Conjunction:
    return CONJUNCTIONS[name]


CONJUNCTIONS: Mapping[str, Conjunction] = {
    one.name: one
    for one in (
        Conjunction("min", "min of the members", weakest, weakest_slopes),
        Conjunction("product", "Π members", joint, joint_slopes),
    )
}
