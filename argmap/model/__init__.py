"""The model of an argument: statements, the steps between them, and the map. Nothing here evaluates or draws.

`checked` holds the base class of all values, frozen and checked; `wellformed` holds the rules of a whole map. `map` and
`wellformed` import each other; no other modules of this package do.
"""

from argmap.model.checked import Value, Verdict, Voice
from argmap.model.evidence import Evidence
from argmap.model.map import ArgumentMap
from argmap.model.relations import RELATIONS, RelationKind
from argmap.model.remarks import Document, Expectation, Tension
from argmap.model.statement import STATEMENT_KINDS, Anchor, Claim, Counterevidence, Node, Premise
from argmap.model.step import STEP_KINDS, Attack, Relation, Support, Undercut

__all__ = [
    "RELATIONS",
    "STATEMENT_KINDS",
    "STEP_KINDS",
    "Anchor",
    "ArgumentMap",
    "Attack",
    "Claim",
    "Counterevidence",
    "Document",
    "Evidence",
    "Expectation",
    "Node",
    "Premise",
    "Relation",
    "RelationKind",
    "Support",
    "Tension",
    "Undercut",
    "Value",
    "Verdict",
    "Voice",
]
