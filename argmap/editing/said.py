"""Checks the keys of an operation against the map: its ids, its fields, and the step that it adds.

A rule that it breaks is raised as `Unfit`, with the operation that comes nearest and keeps this rule.
"""

from collections.abc import Mapping
from typing import Any

from argmap.editing.mending import NO_VALUE, mended
from argmap.editing.refusal import Op, Unfit
from argmap.errors import MapError, guess, nearest
from argmap.formats.anchors import anchor
from argmap.formats.outline_reader import MEANT_KEYS, STEP_FIELDS
from argmap.model import RELATIONS, STATEMENT_KINDS, STEP_KINDS, ArgumentMap, Relation
from argmap.model.field import Kind, ValueField
from argmap.model.scale import Scale


def target_in(m: ArgumentMap, op: Op, key: str = "to") -> str:
    """The id of a statement or step in an operation. Raises Unfit."""
    id = op[key]
    if isinstance(id, str) and (id in m.statements_by_id or id in m.steps_by_id):
        return id
    known = [*m.statements_by_id, *m.steps_by_id]
    by_text = {node.text: node.id for node in m.statements}
    close = by_text.get(id) if isinstance(id, str) else None
    close = close or nearest(id, known) or by_text.get(nearest(id, by_text) or "")
    better = None if close is None else ({**op, key: close},)
    raise Unfit("unknown-id", key, f"{key} must name a statement or step of the map", id, guess(id, known), better)


def sources_in(m: ArgumentMap, op: Op) -> tuple[str, ...]:
    """The statements that a step is drawn from. Raises Unfit."""
    given = op["from"]
    listed = [given] if isinstance(given, str) else given
    if not isinstance(listed, (list, tuple)) or not listed:
        raise Unfit("wrong-value", "from", "from must be an id or a list of ids", given)
    named: list[str] = []
    for number, given_id in enumerate(listed):
        id = given_id if isinstance(given_id, str) else repr(given_id)
        if id in m.statements_by_id:
            named.append(id)
            continue
        if id in m.steps_by_id:
            better: list[str] = [*m.step(id).sources]
        else:
            try:
                nearest = target_in(m, {"from": id}, "from")
            except Unfit as unfit:
                better = [str(unfit.mended[0]["from"])] if unfit.mended else []
            else:
                better = [nearest]
        new = [*listed[:number], *better, *listed[number + 1 :]]
        hint = guess(id, [*m.statements_by_id]) if id not in m.steps_by_id else "a step cannot be a source"
        code = "wrong-thing" if id in m.steps_by_id else "unknown-id"
        raise Unfit(
            code,
            f"from[{number}]",
            "from must name statements of the map",
            id,
            hint,
            ({**op, "from": new},) if better else None,
        )
    if twice := next((id for number, id in enumerate(named) if id in named[:number]), None):
        once = [*dict.fromkeys(named)]
        raise Unfit("wrong-value", "from", "from must name each statement once", twice, "", ({**op, "from": once},))
    return tuple(named)


def kind_in(op: Op) -> str:
    """The kind of statement in an operation. Raises Unfit."""
    kind = op["kind"]
    if isinstance(kind, str) and kind in STATEMENT_KINDS:
        return kind
    meant = MEANT_KEYS.get(str(kind).lower())
    close = meant if meant in STATEMENT_KINDS else nearest(kind, STATEMENT_KINDS)
    hint = f"did you mean {close!r}?" if close else guess(kind, [*STATEMENT_KINDS])
    better = ({**op, "kind": close},) if close else None
    raise Unfit("wrong-value", "kind", f"kind must be one of {', '.join(STATEMENT_KINDS)}", kind, hint, better)


def kind_of_step(m: ArgumentMap, op: Op, to: str) -> str:
    """What kind of step the operation draws. Raises Unfit if it does not fit the target."""
    kind = op["as"]
    if not isinstance(kind, str) or kind not in STEP_KINDS:
        words = {row.word: row.name for row in RELATIONS.values()} | {row.verb: row.name for row in RELATIONS.values()}
        word = str(kind).lower()
        close = words.get(word) or words.get(MEANT_KEYS.get(word, "")) or nearest(kind, STEP_KINDS)
        better = ({**op, "as": close},) if close else None
        raise Unfit(
            "wrong-value", "as", f"as must be one of {', '.join(STEP_KINDS)}", kind, guess(kind, [*STEP_KINDS]), better
        )
    if kind == "undercut" and to in m.statements_by_id:
        drawn = [step.id for step in m.steps if to in step.sources]
        hint = (
            f"an attack is against a statement; the steps from it are {', '.join(drawn)}"
            if drawn
            else "use an attack against a statement"
        )
        mend = {**op, "as": "attack"} if op["op"] != "undercut" else {**op, "op": "link", "as": "attack"}
        raise Unfit("wrong-thing", "to", "to must be a step for an undercut", to, hint, (mend,))
    if kind != "undercut" and to in m.steps_by_id:
        mend = {**op, "as": "undercut"} if kind == "attack" else {**op, "to": m.step(to).target}
        hint = "use an undercut against a step" if kind == "attack" else "support the statement that the step ends on"
        raise Unfit(
            "wrong-thing",
            "to",
            f"to must be a statement for {'an' if kind == 'attack' else 'a'} {kind}",
            to,
            hint,
            (mend,),
        )
    return str(kind)


def fields_in(m: ArgumentMap, op: Op, fields: Mapping[str, ValueField], thing: type) -> dict[str, Any]:
    """The fields that an operation gives, by their names in the model; None for a field that it takes away. Raises Unfit."""
    new_fields: dict[str, Any] = {}
    for key, field in fields.items():
        if key not in op:
            continue
        value = op[key]
        if value is None and not field.required and key != "id":
            new_fields[field.name] = field.default
            continue
        if field.kind is Kind.ANCHORS and isinstance(value, str) and (read := anchor(value)):
            value = [read]
        scale = m.weighing if field.name == "weight" else m.scale
        problem = _wrong(thing, field, value)
        if problem is None and field.kind is Kind.STRENGTH:
            problem = _unknown_word(scale, value, key)
        if problem is not None:
            better = mended(value, field, scale)
            more = _better(op, key, value, better, required=field.required)
            raise Unfit("wrong-value", key, problem[0], value, problem[1], more)
        new_fields[field.name] = value
    return new_fields


def _better(op: Op, key: str, value: Any, better: Any, *, required: bool) -> tuple[Op, ...] | None:
    """The operation with a better value, else without the key, where something remains to be done."""
    if better is not NO_VALUE and (better != value or type(better) is not type(value)):
        return ({**op, key: better},)
    if required or (op["op"] in ("rate", "reword") and not any(one not in ("op", "id", key) for one in op)):
        return None
    return ({name: kept for name, kept in op.items() if name != key},)


def _wrong(thing: type, field: ValueField, value: Any) -> tuple[str, str] | None:
    """What is wrong with the value of one field, with a hint; None if it fits."""
    base: dict[str, Any] = {"text": "x", "id": "x"} if hasattr(thing, "because") else {"sources": ("x",), "target": "x"}
    try:
        thing(**{**base, field.name: value})
    except MapError as error:
        first = error.problems[0]
        return first.message.replace(f"{field.name} ", f"{field.key} ", 1), first.hint
    return None


def _unknown_word(scale: Scale, value: Any, key: str) -> tuple[str, str] | None:
    """What is wrong with a strength that has the form of one, with a hint; None if the scale has its words."""
    words = value if isinstance(value, (list, tuple)) else (value,)
    if lost := next((word for word in words if isinstance(word, str) and word not in scale), None):
        return f"{key} must be a number in [0, 1], a word of the scale or [low, high]", guess(lost, [*scale])
    try:
        scale.interval(tuple(value) if isinstance(value, list) else value)
    except ValueError as error:
        return f"{key} {error}", ""
    return None


def new_id(m: ArgumentMap, op: Op, key: str, id: str) -> str:
    """An id that nothing has yet. Raises Unfit."""
    known = {*m.statements_by_id, *m.steps_by_id}
    if id not in known:
        return id
    free = next(f"{id}-{number}" for number in range(2, len(known) + 3) if f"{id}-{number}" not in known)
    raise Unfit("taken-id", key, f"{key} must be new", id, f"{free!r} is free", ({**op, key: free},))


def new_step(m: ArgumentMap, op: Op, kind: str, sources: tuple[str, ...], to: str) -> Relation:
    """The step that an operation draws. Raises Unfit, also where there is such a step."""
    said = fields_in(m, op, STEP_FIELDS, STEP_KINDS[kind])
    step = STEP_KINDS[kind](sources=sources, target=to, **said)
    if same := next((old for old in m.steps if (old.kind, old.target, {*old.sources}) == (kind, to, {*sources})), None):
        mend: list[Op] = []
        if "weight" in op:
            mend.append({"op": "rate", "id": same.id, "weight": op["weight"]})
        if "why" in op:
            mend.append({"op": "reword", "id": same.id, "why": op["why"]})
        raise Unfit(
            "taken-id",
            "to",
            "a step must differ from those of the map",
            same.id,
            "change the existing step",
            tuple(mend),
        )
    new_id(m, op, "step", step.id)
    return step
