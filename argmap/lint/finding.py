"""A finding: one breach of a rule, with its place."""

from dataclasses import dataclass, field
from typing import Literal

from argmap.editing.refusal import Op
from argmap.errors import Place, hinted

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True)
class Finding:
    """One breach of a rule by a statement, a step or the whole map (`subject` is its id, or "").

    `correction` holds the operations of `argmap.edit` that remove the finding; None if a correction needs judgement.

    >>> print(Finding("AM401", "error", "move", "expected accepted, got undecided"))
    error[AM401]: expected accepted, got undecided
    """

    code: str
    severity: Severity
    subject: str
    message: str
    hint: str = ""
    place: Place | None = None
    correction: tuple[Op, ...] | None = field(default=None, hash=False)

    def __str__(self) -> str:
        start = f"{self.place}: " if self.place else ""
        return hinted(f"{start}{self.severity}[{self.code}]: {self.message}", self.hint)
