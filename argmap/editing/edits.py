"""Edits of a text by a list of operations: all of them or none, and a refusal that names what would pass."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import unified_diff
from typing import Any

from argmap import formats
from argmap.editing.changes import ChangedMap
from argmap.editing.operations import applied
from argmap.editing.refusal import EditRefused, Op, Refusal, Unfit
from argmap.editing.retelling import retold
from argmap.editing.splices import CannotSplice
from argmap.formats.formatter import comments
from argmap.model import ArgumentMap

MOST_CORRECTIONS = 12
"""How many rules one operation may break and still be corrected."""


@dataclass(frozen=True)
class Edit:
    """The result of `argmap.edit`: the new text, its map, and what was lost with removed statements and steps.

    `lost` lists the comments, tensions and expectations that belonged to a removed statement or step; nothing else is lost.
    """

    before: str
    text: str
    map: ArgumentMap
    lost: tuple[str, ...] = ()

    def diff(self, file: str = "map") -> str:
        """The lines that change, as a unified diff; empty if none does."""
        lines = unified_diff(self.before.splitlines(keepends=True), self.text.splitlines(keepends=True), file, file)
        return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def edit(text: str, ops: Sequence[Op], *, file: str = "<text>") -> Edit:
    """The text of a map after a list of operations, which name statements and steps by id. All operations are made, or none.

    Only what an operation changes is written; comments, order and layout stay. The table of operations is
    `argmap.editing.operations.OPERATIONS`. Raises EditRefused, whose `refusal` holds the code, the path, the rule, the value and
    the operation that would pass; LoadError if the text is no map.

    >>> text = "claim: It pays off.\\nid: pays  # to be argued\\n"
    >>> print(edit(text, [{"op": "rate", "id": "pays", "strength": 0.7}]).text)
    claim: It pays off.
    id: pays  # to be argued
    strength: 0.7
    <BLANKLINE>
    >>> try:
    ...     edit(text, [{"op": "rate", "id": "pay", "strength": "70 %"}])
    ... except EditRefused as error:
    ...     print(error, *error.refusal.correction, sep="\\n")
    ops[0].id: id must name a statement or step of the map, got 'pay'. Hint: did you mean 'pays'?
    {'op': 'rate', 'id': 'pays', 'strength': 0.7}
    """
    m = formats.in_file(text, file)
    if not isinstance(ops, (list, tuple)):
        raise EditRefused(
            Refusal("not-an-operation", "ops", "the operations must be a list", ops, "[{op: …}]", _listed(m, ops, file))
        )
    now, lost = text, []
    for at, op in enumerate(ops):
        try:
            after, names = _made(m, op, file)
            new = retold(now, m, after, names, file)
        except Unfit as unfit:
            raise EditRefused(_refusal(m, unfit, f"ops[{at}]", file)) from None
        except CannotSplice:
            rule, hint = "an outline cannot hold the map", "save the map as JSON"
            if m.includes:
                rule, hint = "what a map includes stands in another file", "edit the file that it is included from"
            raise EditRefused(Refusal("layout", f"ops[{at}]", rule, dict(op), hint)) from None
        lost += _lost(now, new, m, after)
        now, m = new, formats.in_file(new, file)
    return Edit(text, now, m, tuple(lost))


def _made(m: ArgumentMap, op: Any, file: str) -> ChangedMap:
    """The map after an operation on what this file writes out. Raises Unfit, also for what it includes from another."""
    if m.includes and isinstance(op, Mapping):
        for key, id in (("id", _changed(m, op)), ("to", op.get("to"))):
            named = isinstance(id, str) and (key == "id" or id in m.steps_by_id)
            place = m.place(str(id)) if named else None
            if place is not None and place.file != file:
                rule = f"{key} must name what this file writes out"
                raise Unfit("elsewhere", key, rule, op[key], f"edit {place.file}")
    return applied(m, op)


def _changed(m: ArgumentMap, op: Op) -> Any:
    """The id of the statement or step that an operation changes: for a move of a statement, that of its only step."""
    id = op.get("id")
    if op.get("op") == "move" and isinstance(id, str) and id in m.statements_by_id:
        drawn = [step.id for step in m.steps if id in step.sources]
        return drawn[0] if len(drawn) == 1 else None
    return None if op.get("op") == "add" else id


def _listed(m: ArgumentMap, op: Any, file: str) -> tuple[Op, ...] | None:
    """One operation that was given without a list, where it can be made."""
    try:
        _made(m, op, file)
    except Unfit:
        return None
    return (op,)


def _refusal(m: ArgumentMap, unfit: Unfit, path: str, file: str) -> Refusal:
    key = unfit.key if not unfit.key or unfit.key.startswith("[") else f".{unfit.key}"
    return Refusal(unfit.code, path + key, unfit.rule, unfit.value, unfit.hint, _corrected(m, unfit, file))


def _corrected(m: ArgumentMap, unfit: Unfit, file: str) -> tuple[Op, ...] | None:
    """The operations that pass, found by mending one rule after another; None if none are found."""
    ready: list[Op] = []
    waiting = unfit.mended
    for _ in range(MOST_CORRECTIONS):
        if waiting is None:
            return None
        if not waiting:
            return tuple(ready)
        try:
            m, _names = _made(m, waiting[0], file)
        except Unfit as again:
            waiting = None if again.mended is None else (*again.mended, *waiting[1:])
        else:
            ready.append(waiting[0])
            waiting = waiting[1:]
    return None


def _lost(text: str, new: str, m: ArgumentMap, after: ArgumentMap) -> list[str]:
    """The comments and remarks that went with what was removed."""
    gone: list[str] = []
    if formats.format_of_text(text) != "json":
        here, there = (Counter(comment.text for comment in comments(one.removeprefix("\ufeff"))) for one in (text, new))
        gone = list((here - there).elements())
    if len(m.tensions) > len(after.tensions):
        gone.append(f"{len(m.tensions) - len(after.tensions)} of the tensions")
    if len(m.expect) > len(after.expect):
        gone.append(f"{len(m.expect) - len(after.expect)} of the expectations")
    return gone
