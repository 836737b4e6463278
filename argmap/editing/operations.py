"""The operations on a map, in one table, and the check of an operation's name and keys."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from argmap.editing import changes
from argmap.editing.changes import RATED, STATEMENT_WORDS, STEP_WORDS, ChangedMap
from argmap.editing.refusal import Op, Unfit
from argmap.errors import MapError, guess, nearest
from argmap.formats.outline_reader import STATEMENT_FIELDS, STEP_FIELDS
from argmap.model import STATEMENT_KINDS, ArgumentMap


@dataclass(frozen=True)
class Operation:
    """One row: the keys that an operation requires and may have, an example, and what makes the map after it."""

    name: str
    about: str
    required: tuple[str, ...]
    optional: tuple[str, ...]
    example: Op
    apply: Callable[[ArgumentMap, dict[str, Any]], ChangedMap]


_STEP = tuple(STEP_FIELDS)
OPERATIONS: Mapping[str, Operation] = {
    row.name: row
    for row in (
        Operation(
            "add",
            "Adds a statement; with `to` and `as`, also the step from it. Without them, the statement has no step.",
            ("kind", "text"),
            ("to", "as", *STATEMENT_FIELDS, *_STEP),
            {
                "op": "add",
                "kind": "premise",
                "text": "The team has done it before.",
                "id": "experience",
                "to": "move",
                "as": "support",
                "weight": 0.8,
            },
            changes.add,
        ),
        Operation(
            "reword",
            "Changes fields of a statement or step, except its strength or weight; null removes a field.",
            ("id",),
            ("kind", *STATEMENT_WORDS, *(key for key in STEP_WORDS if key not in STATEMENT_WORDS)),
            {"op": "reword", "id": "move", "text": "Moving the archive pays off within a year."},
            changes.reword,
        ),
        Operation(
            "rate",
            "Sets the strength of a statement or the weight of a step; null removes it.",
            ("id",),
            RATED,
            {"op": "rate", "id": "move", "strength": [0.4, 0.6]},
            changes.rate,
        ),
        Operation(
            "link",
            "Adds a step between existing statements; several in `from` are linked: the step needs all of them.",
            ("from", "to", "as"),
            _STEP,
            {"op": "link", "from": ["cheaper", "experience"], "to": "move", "as": "support"},
            changes.link,
        ),
        Operation(
            "undercut",
            "Adds an undercut, which is a step against another step.",
            ("from", "to"),
            _STEP,
            {"op": "undercut", "from": "egress", "to": "cheaper.supports.move"},
            changes.undercut,
        ),
        Operation(
            "move",
            "Gives a step, or the only step from a statement, another target; what leads to it moves along.",
            ("id", "to"),
            ("as",),
            {"op": "move", "id": "cheaper", "to": "saves", "as": "support"},
            changes.move,
        ),
        Operation(
            "remove",
            "Removes a statement or step and the steps that depend on it. `grounds` says whether to remove also the "
            "statements that are then connected to nothing.",
            ("id",),
            ("grounds",),
            {"op": "remove", "id": "cheaper", "grounds": True},
            changes.remove,
        ),
        Operation(
            "rename",
            "Gives a statement or step another id, in every place that names it.",
            ("id", "to"),
            (),
            {"op": "rename", "id": "move", "to": "moving"},
            changes.rename,
        ),
    )
}
"""The operations: name → row."""


def applied(m: ArgumentMap, op: Any) -> ChangedMap:
    """The map after one operation, and the new ids of what was renamed. Raises Unfit."""
    if not isinstance(op, Mapping):
        raise Unfit(
            "not-an-operation",
            "",
            "an operation must be a mapping",
            op,
            f"for example {dict(OPERATIONS['rate'].example)}",
        )
    row = _row(op)
    keys = ("op", *row.required, *row.optional)
    for key in op:
        if key not in keys:
            raise Unfit(
                "unknown-key",
                str(key),
                f"{key!r} is not a key of {row.name}",
                key,
                guess(key, keys),
                _known(op, key, keys),
            )
    for key in row.required:
        if key not in op or op[key] is None:
            raise Unfit(
                "missing-key",
                key,
                f"{key} must be given",
                None,
                f"for example {row.example[key]!r}",
                _filled(m, op, key),
            )
    try:
        return row.apply(m, {str(key): value for key, value in op.items()})
    except MapError as error:
        first = error.problems[0]
        key = next((str(one) for one in reversed(first.where) if isinstance(one, str)), "")
        key = {"target": "to", "sources": "from"}.get(key, key)
        raise Unfit("wrong-value", key, first.message, op.get(key), first.hint) from None


def _row(op: Op) -> Operation:
    name = op.get("op")
    if isinstance(name, str) and name in OPERATIONS:
        return OPERATIONS[name]
    fits = [
        row.name
        for row in OPERATIONS.values()
        if {*row.required} <= {*op} and {*op} <= {"op", *row.required, *row.optional} and len(op) > 1
    ]
    word = _MEANT.get(str(name).lower()) or (nearest(name, OPERATIONS) if isinstance(name, str) else None)
    close = word or (fits[0] if fits else None)
    better = ({**op, "op": close},) if close else None
    code = "unknown-operation" if name is not None else "missing-key"
    hint = f"did you mean {close!r}?" if close else guess(name, [*OPERATIONS])
    raise Unfit(code, "op", f"op must be one of {', '.join(OPERATIONS)}", name, hint, better)


_MEANT = {
    "create": "add", "insert": "add", "new": "add", "append": "add", "edit": "reword", "update": "reword",
    "set": "rate", "change": "reword", "replace": "reword", "weigh": "rate", "score": "rate", "connect": "link",
    "support": "link", "attack": "link", "delete": "remove", "drop": "remove", "unlink": "remove",
}  # fmt: skip
"""The operation that is most likely meant by another word; the word is refused, and this is the correction."""
_KEYS = {
    "statement": "text", "claim": "text", "target": "to", "source": "from", "sources": "from", "parent": "to",
    "relation": "as", "relationship": "as", "type": "kind", "node": "id", "confidence": "strength", "score": "strength",
    "value": "strength", "reason": "why", "rationale": "why", "new": "to", "new-id": "to", "new_id": "to",
    "step-id": "step", "children": "grounds", "members": "from", "comment": "note",
}  # fmt: skip
"""The key that is most likely meant by another one."""


def _known(op: Op, key: Any, keys: Iterable[str]) -> tuple[Op, ...]:
    """The operation with a known key in the place of an unknown one, else without it."""
    free = [one for one in keys if one not in op]
    meant = "from" if key == "id" else _KEYS.get(str(key).lower())
    close = meant if meant in free else nearest(str(key).replace("_", "-"), free)
    if key in STATEMENT_KINDS and "text" in free and "kind" in free:
        return ({**{name: value for name, value in op.items() if name != key}, "kind": key, "text": op[key]},)
    kept = {name: value for name, value in op.items() if name != key}
    return (kept if close is None else {**kept, close: op[key]},)


def _filled(m: ArgumentMap, op: Op, key: str) -> tuple[Op, ...] | None:
    """The operation with a required key that follows from the others, or None if none does."""
    rest = {name: value for name, value in op.items() if name != key}
    to, given = op.get("to"), op.get("from")
    if key == "kind":
        side = op.get("as")
        return ({**rest, "kind": "counterevidence" if side in ("attack", "undercut") else "premise"},)
    if key == "as" and isinstance(to, str):
        first = given[0] if isinstance(given, list) and given else given
        against = isinstance(first, str) and first in m and m[first].kind == "counterevidence"
        return ({**rest, "as": "undercut" if to in m.steps_by_id else "attack" if against else "support"},)
    if key == "from" and isinstance(op.get("id"), str):
        return ({**{name: value for name, value in rest.items() if name != "id"}, "from": op["id"]},)
    return None
