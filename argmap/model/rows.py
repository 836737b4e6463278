"""The statements, or the steps, of a map as rows: the kind of each, and the fields that were given for it.

A quick reader checks rows and makes no values. The map makes the values of them when they are first used, and most evaluations use none.
"""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import repeat
from typing import Any, Self

from argmap.model.checked import Value
from argmap.model.statement import STATEMENT_KINDS, Statement
from argmap.model.step import STEP_KINDS, Step

Row = dict[str, Any]
Finish = Callable[["Rows"], None]
_CLASSES: dict[str, type[Value]] = {**STATEMENT_KINDS, **STEP_KINDS}


def as_they_are(_rows: "Rows") -> None:
    """What rows are of which values exist already."""


@dataclass(eq=False, slots=True)
class Rows:
    """All statements of a map, or all its steps: the kind and the fields of each, those with their defaults left out.

    `names` are the fields that at least one of them has. `finish` gives the rows what values have and rows need not have, tuples
    and anchors, and may be called again. `columns` are those that were asked for; `late` makes some that the rows do not have.

    >>> from argmap.model import Claim
    >>> rows = Rows.of(Statement, (Claim(text="It pays.", id="pays"), Claim(text="So move.", id="move", voice="analyst")))
    >>> rows.kinds, rows.column("id"), rows.column("voice")
    (['claim', 'claim'], ['pays', 'move'], ['author', 'analyst'])
    """

    base: type[Statement] | type[Step]
    kinds: Sequence[str]
    fields: Sequence[Row]
    finish: Finish = as_they_are
    names: set[str] = field(default_factory=set)
    columns: dict[str, list[Any]] = field(default_factory=dict)
    late: dict[str, Callable[[], list[Any]]] = field(default_factory=dict)

    @classmethod
    def of(cls, base: type[Statement] | type[Step], values: Sequence[Any]) -> Self:
        """The rows of these values."""
        fields: list[Row] = [vars(value) for value in values]
        return cls(base, [value.kind for value in values], fields, names=set().union(*fields))

    def __len__(self) -> int:
        return len(self.kinds)

    def column(self, name: str) -> list[Any]:
        """What each says in one field, or has by default."""
        found = self.columns.get(name)
        if found is None:
            self.columns[name] = found = self.late[name]() if name in self.late else self._column(name)
        return found

    def _column(self, name: str) -> list[Any]:
        usual = getattr(self.base, name, None)
        return [row.get(name, usual) for row in self.fields] if name in self.names else [usual] * len(self)

    def values(self) -> tuple[Any, ...]:
        """The statements or steps; the rows become part of them."""
        self.finish(self)
        self.columns.clear()
        values = tuple(map(object.__new__, map(_CLASSES.__getitem__, self.kinds)))
        deque(map(object.__setattr__, values, repeat("__dict__"), self.fields), 0)
        return values


class MadeOfRows:
    """The statements or steps of a map, made of its `rows` when they are first used; an attribute of the map from then on."""

    def __init__(self, name: str, rows: str) -> None:
        self.name, self.rows = name, rows

    def __get__(self, m: Any, _owner: type | None = None) -> Any:
        if m is None:
            return self
        rows: Rows | None = vars(m).get(self.rows)
        return () if rows is None else vars(m).setdefault(self.name, rows.values())
