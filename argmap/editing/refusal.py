"""A refusal: why an operation is not made, as a value that a program can act on."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from argmap.errors import ArgmapError, hinted, shown

Op = Mapping[str, Any]
"""One operation, as JSON has it: `op` and the keys of its row in `OPERATIONS`."""

CODES: Mapping[str, str] = {
    "not-an-operation": "an operation is a mapping with the key `op`, and the operations are a list",
    "unknown-operation": "`op` names an operation of the table",
    "unknown-key": "an operation has the keys of its row in the table, and the fields of what it is about",
    "missing-key": "an operation has every key that its row requires",
    "wrong-value": "a value fits its field, as in a file",
    "unknown-id": "an id names a statement or step of the map",
    "wrong-thing": "an id names what the operation is about: a statement, or a step",
    "elsewhere": "what a file includes is changed where it is written out",
    "taken-id": "an id is new, and a step differs from those that there are",
    "ambiguous": "an id names one thing to change",
    "conclusion": "the conclusion stays, and stays a claim",
    "left-alone": "who removes something says what becomes of its grounds",
    "circle": "a chain of undercuts ends at a support or attack",
    "layout": "the notation of the file can hold the map",
}
"""Why an operation may be refused: code → rule."""


@dataclass(frozen=True)
class Refusal:
    """The reason why an operation is refused, and what would pass.

    `path` is the place in the list of operations, such as "ops[0].strength"; `rule` is the broken rule and
    `value` the value that breaks it. `correction` holds the operations that pass in the place of this one: () leaves it out, None
    means that none is known.

    >>> print(Refusal("unknown-id", "ops[0].id", "id must name a statement, got 'mvoe'", "mvoe", "did you mean 'move'?"))
    ops[0].id: id must name a statement, got 'mvoe'. Hint: did you mean 'move'?
    """

    code: str
    path: str
    rule: str
    value: Any
    hint: str = ""
    correction: tuple[Op, ...] | None = None

    def __str__(self) -> str:
        return hinted(f"{self.path}: {self.rule}", self.hint)

    def plain(self) -> dict[str, Any]:
        """The refusal as JSON has it."""
        corrected = None if self.correction is None else [dict(one) for one in self.correction]
        said = {"code": self.code, "path": self.path, "rule": self.rule, "hint": self.hint}
        return {**said, "value": self.value, "correction": corrected}


class EditRefused(ArgmapError):
    """The error for an operation that cannot be made; `refusal` says why, and what would pass. No operation of the list is made."""

    def __init__(self, refusal: Refusal) -> None:
        self.refusal = refusal
        super().__init__(f"{refusal.path}: {refusal.rule}", refusal.hint)

    def __reduce__(self) -> tuple[type["EditRefused"], tuple[Refusal]]:
        return type(self), (self.refusal,)


class Unfit(Exception):
    """A rule that an operation breaks: the code, the key, and what would mend it, which may break another rule."""

    def __init__(
        self,
        code: str,
        key: str,
        rule: str,
        value: Any,
        hint: str = "",
        mended: tuple[Op, ...] | None = None,
    ) -> None:
        super().__init__(rule)
        self.code, self.key, self.value, self.hint, self.mended = code, key, value, hint, mended
        self.rule = rule if value is None or ", got " in rule else f"{rule}, got {shown(value)}"
