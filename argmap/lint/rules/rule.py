"""What a rule is: its code, short name, severity, reason, an example that breaks it, and where one is safe a fix."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from argmap.errors import Place
from argmap.lint.finding import Severity
from argmap.model import ArgumentMap

Found = tuple[str, Place | None, str, str]
"""Subject, place, message, hint."""


@dataclass(frozen=True)
class Case:
    """What the rules look at: a map, and the text it was taken from where that is at hand."""

    m: ArgumentMap
    source: str | None = None


@dataclass(frozen=True)
class Rule:
    """One rule: `test` yields each breach of it; `fix` gives the map without the breach of a subject."""

    code: str
    name: str
    severity: Severity
    why: str
    example: str
    test: Callable[[Case], Iterable[Found]]
    fix: Callable[[ArgumentMap, str], ArgumentMap] | None = None
    source: str | None = None
