"""The rules of `argmap check`, in one table, each with a code: what can be wrong with a map that loads."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from argmap.lint.finding import Finding
    from argmap.lint.rules import RULES, check, rule_of, selected
    from argmap.lint.rules.rule import Rule

_ROOM_OF = {
    "Finding": "finding",
    "RULES": "rules",
    "Rule": "rules.rule",
    "check": "rules",
    "rule_of": "rules",
    "selected": "rules",
}
"""Where each name stands; the rules are imported when they are asked for, a finding needs none of them."""

__all__ = ["RULES", "Finding", "Rule", "check", "rule_of", "selected"]


def __getattr__(name: str) -> Any:
    if name not in _ROOM_OF:
        raise AttributeError(f"module 'argmap.lint' has no attribute {name!r}")
    globals()[name] = value = getattr(import_module(f"argmap.lint.{_ROOM_OF[name]}"), name)
    return value
