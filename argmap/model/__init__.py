"""What an argument is: statements, the steps between them, and the map they make up. Nothing here evaluates or draws.

`checked` holds the frozen, checked value that all others are; `wellformed` the rules of a whole map. The map calls
`wellformed`, which reads the map: the two belong together and may import each other, nothing else in this room does.
"""

from argmap.model.checked import Value, Verdict, Voice
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
