"""Arguments as code: read an argument, see how strong its conclusion is and why, check it, draw it.

>>> import argmap
>>> m = argmap.loads('''
... claim: Moving the archive pays off.
... id: move
... because:
...   - premise: Object storage costs a third per byte.
...     id: third-per-byte
...     strength: strong
... but:
...   - counterevidence: The last migration overran by a year.
...     id: overrun
...     strength: weak
... ''')
>>> e = argmap.evaluate(m)
>>> e["move"], e.verdict, e.steps["third-per-byte.supports.move"]
(0.6, 'accepted', 0.75)
"""

from argmap.errors import ArgmapError, EvaluationError, LoadError, MapError, RenderError, UnknownName
from argmap.evaluation import Evaluation, evaluate, evaluate_many, verdict
from argmap.formats import dumps, load, loads, save
from argmap.lint import Finding, check
from argmap.model import (
    Anchor,
    ArgumentMap,
    Attack,
    Claim,
    Counterevidence,
    Document,
    Expectation,
    Premise,
    Support,
    Tension,
    Undercut,
)
from argmap.renderers import render, report

__version__ = "0.1.0"

__all__ = [
    "Anchor",
    "ArgmapError",
    "ArgumentMap",
    "Attack",
    "Claim",
    "Counterevidence",
    "Document",
    "Evaluation",
    "EvaluationError",
    "Expectation",
    "Finding",
    "LoadError",
    "MapError",
    "Premise",
    "RenderError",
    "Support",
    "Tension",
    "Undercut",
    "UnknownName",
    "check",
    "dumps",
    "evaluate",
    "evaluate_many",
    "load",
    "loads",
    "render",
    "report",
    "save",
    "verdict",
]
