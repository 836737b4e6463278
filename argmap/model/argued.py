"""Values for writing an argument in Python: a statement with the steps for it, against it and undercutting those.

Nothing is checked here; `ArgumentMap.of` builds the map and checks it.
"""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class AllOf:
    """Premises that are linked: the step needs every one of them."""

    members: tuple[Any, ...]


@dataclass(frozen=True)
class Branch:
    """One step to a statement or to another step: its kind, what it comes from, its words, and what undercuts it."""

    kind: str
    reason: Any
    words: dict[str, Any] = field(default_factory=dict)
    unless: tuple[Any, ...] = ()


@dataclass(frozen=True)
class Argued:
    """A statement and the steps to it; each call returns a new value and leaves the old one unchanged."""

    statement: Any
    branches: tuple[Branch, ...] = ()

    def because(self, *reasons: Any, unless: Any = (), **words: Any) -> "Argued":
        """A copy with steps for the statement, one from each reason; `words` are fields of the steps: id, weight, why, by.

        The statements in `unless` undercut each of these steps.
        """
        return self._with("support", reasons, unless, words)

    def but(self, *objections: Any, unless: Any = (), **words: Any) -> "Argued":
        """A copy with steps against the statement, one from each objection."""
        return self._with("attack", objections, unless, words)

    def _with(self, kind: str, reasons: tuple[Any, ...], unless: Any, words: dict[str, Any]) -> "Argued":
        cuts = tuple(unless) if isinstance(unless, (list, tuple)) else (unless,)
        branches = tuple(Branch(kind, reason, dict(words), cuts) for reason in reasons)
        return Argued(self.statement, (*self.branches, *branches))


def all_of(*members: Any) -> AllOf:
    """Linked premises: one step that needs all of them, like `all:` in a file.

    >>> all_of("a", "b").members
    ('a', 'b')
    """
    return AllOf(members)
