"""What strength means: each semantics is a row, an aggregation and an influence with their source."""

from collections.abc import Mapping
from dataclasses import dataclass

from argmap.errors import UnknownName
from argmap.semantics.aggregation import AGGREGATIONS, CONJUNCTIONS, Aggregation
from argmap.semantics.influence import INFLUENCES, Influence

__all__ = ["AGGREGATIONS", "CONJUNCTIONS", "DEFAULT", "INFLUENCES", "SEMANTICS", "Semantics", "semantics_of"]


@dataclass(frozen=True)
class Semantics:
    """A modular semantics σ(a) = ι(τ(a), α(attackers, supporters)) (Mossakowski & Neuhaus 2018; Potyka 2018, 2019)."""

    name: str
    aggregation: Aggregation
    influence: Influence
    source: str
    remarks: str


DEFAULT = "quadratic-energy"

SEMANTICS: Mapping[str, Semantics] = {
    one.name: one
    for one in (
        Semantics(
            "quadratic-energy",
            AGGREGATIONS["sum"],
            INFLUENCES["2-max(1)"],
            "Potyka, KR 2018",
            "treats both sides alike; never saturates for 0 < w < 1; does not grow along a chain",
        ),
        Semantics(
            "df-quad",
            AGGREGATIONS["product"],
            INFLUENCES["linear(1)"],
            "Rago, Toni, Aurisicchio, Baroni, KR 2016",
            "recomputable by hand; a supporter of strength 1 saturates",
        ),
    )
}


def semantics_of(name: str | Semantics) -> Semantics:
    """The row with this name, or the row itself. Raises UnknownName, which lists what there is.

    >>> semantics_of("df-quad").aggregation.name
    'product'
    """
    if isinstance(name, Semantics):
        return name
    if name not in SEMANTICS:
        raise UnknownName("semantics", name, SEMANTICS)
    return SEMANTICS[name]
