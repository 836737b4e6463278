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

from argmap.authoring import all_of
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
    from argmap.analysis.attribution import Attribution, attribution
    from argmap.analysis.change import WhatIf, what_if
    from argmap.analysis.comparison import Comparison, compare
    from argmap.analysis.difference import Difference, diff
    from argmap.analysis.explanation import Explanation, explain
    from argmap.analysis.overturning import Overturning, overturn
    from argmap.analysis.robustness import Robustness, robustness
    from argmap.lint import Finding, check
    from argmap.principles import Case, Principle
    from argmap.renderers import render, report

__version__ = "0.1.0"

_LATER = {
    "Attribution": "argmap.analysis.attribution",
    "Case": "argmap.principles",
    "Comparison": "argmap.analysis.comparison",
    "Difference": "argmap.analysis.difference",
    "Explanation": "argmap.analysis.explanation",
    "Finding": "argmap.lint",
    "Overturning": "argmap.analysis.overturning",
    "Principle": "argmap.principles",
    "Robustness": "argmap.analysis.robustness",
    "WhatIf": "argmap.analysis.change",
    "attribution": "argmap.analysis.attribution",
    "check": "argmap.lint",
    "compare": "argmap.analysis.comparison",
    "diff": "argmap.analysis.difference",
    "explain": "argmap.analysis.explanation",
    "overturn": "argmap.analysis.overturning",
    "render": "argmap.renderers",
    "report": "argmap.renderers",
    "robustness": "argmap.analysis.robustness",
    "what_if": "argmap.analysis.change",
}
"""Names that are imported when they are first used, so that reading and evaluating a map does not wait for them."""

__all__ = [
    "Anchor",
    "ArgmapError",
    "ArgumentMap",
    "Attack",
    "Attribution",
    "Case",
    "Claim",
    "Comparison",
    "Counterevidence",
    "Cycle",
    "Difference",
    "Document",
    "Evaluation",
    "EvaluationError",
    "Expectation",
    "Explanation",
    "Finding",
    "LoadError",
    "MapError",
    "Network",
    "Overturning",
    "Premise",
    "Principle",
    "RenderError",
    "Robustness",
    "Semantics",
    "Support",
    "Tension",
    "Undercut",
    "UnknownName",
    "WhatIf",
    "all_of",
    "attribution",
    "check",
    "compare",
    "diff",
    "dumps",
    "evaluate",
    "evaluate_exactly",
    "evaluate_many",
    "explain",
    "gradient",
    "load",
    "loads",
    "overturn",
    "render",
    "report",
    "robustness",
    "save",
    "verdict",
    "what_if",
]


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(f"module 'argmap' has no attribute {name!r}")
    globals()[name] = value = getattr(import_module(_LATER[name]), name)
    return value


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
