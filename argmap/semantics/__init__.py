"""Semantics: definitions of strength, each a row with its formula, its source and the principles that it keeps."""

from argmap.semantics.aggregation import AGGREGATIONS, Aggregation
from argmap.semantics.conjunction import CONJUNCTIONS, Conjunction
from argmap.semantics.influence import INFLUENCES, Influence, linear, p_max
from argmap.semantics.rows import DEFAULT, SEMANTICS, Semantics, conjunction_of, semantics_of

__all__ = [
    "AGGREGATIONS",
    "CONJUNCTIONS",
    "DEFAULT",
    "INFLUENCES",
    "SEMANTICS",
    "Aggregation",
    "Conjunction",
    "Influence",
    "Semantics",
    "conjunction_of",
    "linear",
    "p_max",
    "semantics_of",
]
