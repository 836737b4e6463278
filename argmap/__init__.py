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

from importlib import import_module
from typing import TYPE_CHECKING, Any

from argmap.errors import ArgmapError, EvaluationError, LoadError, MapError, RenderError, UnknownName
from argmap.evaluation import Cycle, Evaluation, evaluate, evaluate_exactly, evaluate_many, gradient, verdict
from argmap.formats import dumps, load, loads, save
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
from argmap.network import Network
from argmap.semantics import Semantics

if TYPE_CHECKING:
    from argmap.lint import Finding, check
    from argmap.principles import Case, Principle
    from argmap.renderers import render, report

__version__ = "0.1.0"

_LATER = {
    "Case": "argmap.principles",
    "Finding": "argmap.lint",
    "Principle": "argmap.principles",
    "check": "argmap.lint",
    "render": "argmap.renderers",
    "report": "argmap.renderers",
}
"""Names that are imported when they are first used, so that reading and evaluating a map does not wait for them."""

__all__ = [
    "Anchor",
    "ArgmapError",
    "ArgumentMap",
    "Attack",
    "Case",
    "Claim",
    "Counterevidence",
    "Cycle",
    "Document",
    "Evaluation",
    "EvaluationError",
    "Expectation",
    "Finding",
    "LoadError",
    "MapError",
    "Network",
    "Premise",
    "Principle",
    "RenderError",
    "Semantics",
    "Support",
    "Tension",
    "Undercut",
    "UnknownName",
    "check",
    "dumps",
    "evaluate",
    "evaluate_exactly",
    "evaluate_many",
    "gradient",
    "load",
    "loads",
    "render",
    "report",
    "save",
    "verdict",
]


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(f"module 'argmap' has no attribute {name!r}")
    globals()[name] = value = getattr(import_module(_LATER[name]), name)
    return value


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
