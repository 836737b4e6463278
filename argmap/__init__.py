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
>>> e["move"], e.defeated["move"], e.verdict, e.reason
(0.5625, 0.25, 'undecided', 'contested')
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from argmap.analysis.attribution import Attribution, attribution
    from argmap.analysis.comparison import Comparison, compare
    from argmap.analysis.difference import Difference, diff
    from argmap.analysis.explanation import Explanation, explain
    from argmap.analysis.merging import Merged, merge
    from argmap.analysis.overturning import Overturning, overturn
    from argmap.analysis.principles import Case, Principle
    from argmap.analysis.robustness import Robustness, robustness
    from argmap.analysis.what_if import WhatIf, what_if
    from argmap.editing.edits import Edit, edit
    from argmap.editing.refusal import EditRefused, Refusal
    from argmap.embedded.for_jupyter import widget
    from argmap.errors import ArgmapError, EvaluationError, LoadError, MapError, RenderError, UnknownName
    from argmap.evaluation import Cycle, Evaluation, evaluate, evaluate_exactly, evaluate_many, gradient, verdict
    from argmap.formats import dumps, load, loads, save
    from argmap.limits import limited
    from argmap.lint import Finding, check
    from argmap.model import (
        Anchor,
        ArgumentMap,
        Attack,
        Claim,
        Counterevidence,
        Document,
        Evidence,
        Expectation,
        Premise,
        Support,
        Tension,
        Undercut,
    )
    from argmap.model.argued import all_of
    from argmap.model.evaluating import Evaluating
    from argmap.renderers import render, report
    from argmap.renderers.notebook import Shown, show
    from argmap.semantics import Semantics
    from argmap.solver.network import Network

__version__ = "0.1.0"

_ROOMS = {
    "argmap.analysis.attribution": ("Attribution", "attribution"),
    "argmap.analysis.what_if": ("WhatIf", "what_if"),
    "argmap.analysis.comparison": ("Comparison", "compare"),
    "argmap.analysis.difference": ("Difference", "diff"),
    "argmap.analysis.explanation": ("Explanation", "explain"),
    "argmap.analysis.merging": ("Merged", "merge"),
    "argmap.analysis.overturning": ("Overturning", "overturn"),
    "argmap.analysis.robustness": ("Robustness", "robustness"),
    "argmap.editing.edits": ("Edit", "edit"),
    "argmap.editing.refusal": ("EditRefused", "Refusal"),
    "argmap.model.argued": ("all_of",),
    "argmap.embedded.for_jupyter": ("widget",),
    "argmap.errors": ("ArgmapError", "EvaluationError", "LoadError", "MapError", "RenderError", "UnknownName"),
    "argmap.evaluation": (
        "Cycle",
        "Evaluation",
        "evaluate",
        "evaluate_exactly",
        "evaluate_many",
        "gradient",
        "verdict",
    ),
    "argmap.formats": ("dumps", "load", "loads", "save"),
    "argmap.limits": ("limited",),
    "argmap.lint": ("Finding", "check"),
    "argmap.model.evaluating": ("Evaluating",),
    "argmap.model": (
        "Anchor",
        "ArgumentMap",
        "Attack",
        "Claim",
        "Counterevidence",
        "Document",
        "Evidence",
        "Expectation",
        "Premise",
        "Support",
        "Tension",
        "Undercut",
    ),
    "argmap.solver.network": ("Network",),
    "argmap.analysis.principles": ("Case", "Principle"),
    "argmap.renderers": ("render", "report"),
    "argmap.renderers.notebook": ("Shown", "show"),
    "argmap.semantics": ("Semantics",),
}
"""The module of each public name; it is imported when the name is first used, so that `import argmap` is fast."""

_ROOM_OF = {name: room for room, names in _ROOMS.items() for name in names}

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
    "Edit",
    "EditRefused",
    "Evaluating",
    "Evaluation",
    "EvaluationError",
    "Evidence",
    "Expectation",
    "Explanation",
    "Finding",
    "LoadError",
    "MapError",
    "Merged",
    "Network",
    "Overturning",
    "Premise",
    "Principle",
    "Refusal",
    "RenderError",
    "Robustness",
    "Semantics",
    "Shown",
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
    "edit",
    "evaluate",
    "evaluate_exactly",
    "evaluate_many",
    "explain",
    "gradient",
    "limited",
    "load",
    "loads",
    "merge",
    "overturn",
    "render",
    "report",
    "robustness",
    "save",
    "show",
    "verdict",
    "what_if",
    "widget",
]


def __getattr__(name: str) -> Any:
    if name not in _ROOM_OF:
        raise AttributeError(f"module 'argmap' has no attribute {name!r}")
    globals()[name] = value = getattr(import_module(_ROOM_OF[name]), name)
    return value


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
