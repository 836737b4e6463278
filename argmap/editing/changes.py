"""The effect of each operation: the map after it, and the new ids of what was renamed. Raises Unfit."""

from collections.abc import Mapping
from typing import Any

from argmap.editing.refusal import Op, Unfit
from argmap.editing.renaming import renamed
from argmap.editing.said import fields_in, kind_in, kind_of_step, new_id, new_step, sources_in, target_in
from argmap.errors import MapError, guess
from argmap.formats.outline_reader import STATEMENT_FIELDS, STEP_FIELDS
from argmap.model import STATEMENT_KINDS, STEP_KINDS, ArgumentMap, Claim, Relation, Support, ids
from argmap.model.field import fields_of
from argmap.model.statement import Node
from argmap.model.walks import leading_to

Renames = Mapping[str, str]
"""Old id → new id, for statements and steps that were renamed."""
ChangedMap = tuple[ArgumentMap, Renames]
"""The map after an operation, and the new ids of what was renamed."""

TEXT = {"text": fields_of(Claim)["text"]}
RATED = ("strength", "weight")
STATEMENT_WORDS = {key: field for key, field in {**TEXT, **STATEMENT_FIELDS}.items() if key not in (*RATED, "id")}
STEP_WORDS = {key: field for key, field in fields_of(Support).items() if key not in (*RATED, "id", "sources", "target")}
"""The fields of a statement, and of a step, that `reword` changes."""


def _with(m: ArgumentMap, *values: Node | Relation) -> ArgumentMap:
    """The map with statements and steps added."""
    nodes = tuple(one for one in values if one.kind in STATEMENT_KINDS)
    steps = tuple(one for one in values if one.kind in STEP_KINDS)
    return m.replace(statements=(*m.statements, *nodes), steps=(*m.steps, *steps))


def add(m: ArgumentMap, op: dict[str, Any]) -> ChangedMap:
    """The map with one more statement, and the step from it if the operation says one."""
    kind = kind_in(op)
    node = STATEMENT_KINDS[kind](**fields_in(m, op, {**TEXT, **STATEMENT_FIELDS}, STATEMENT_KINDS[kind]))
    same_text = next((one for one in m.statements if one.text == node.text), None)
    if same_text is not None and "to" in op:
        link = {key: op[key] for key in ("to", "as", *STEP_FIELDS) if key in op}
        hint = "link the existing statement"
        raise Unfit(
            "taken-id", "text", "text must be new", node.text, hint, ({"op": "link", "from": same_text.id, **link},)
        )
    new_id(m, op, "id", node.id)
    if "to" not in op:
        lost = [key for key in ("as", *STEP_FIELDS) if key in op]
        if lost:
            others = {key: value for key, value in op.items() if key not in lost}
            raise Unfit(
                "missing-key",
                "to",
                f"to must be given with {lost[0]}",
                None,
                "to: the id of a statement or step",
                (others,),
            )
        return _with(m, node), {}
    to = target_in(m, op)
    if "as" not in op:
        side = "undercut" if to in m.steps_by_id else "attack" if kind == "counterevidence" else "support"
        raise Unfit(
            "missing-key",
            "as",
            "as must name the kind of the step",
            None,
            f"one of {', '.join(STEP_KINDS)}",
            ({**op, "as": side},),
        )
    wider = _with(m, node)
    return _with(wider, new_step(m, op, kind_of_step(m, op, to), (node.id,), to)), {}


def link(m: ArgumentMap, op: dict[str, Any]) -> ChangedMap:
    """The map with one more step."""
    sources, to = sources_in(m, op), target_in(m, op)
    return _with(m, new_step(m, op, kind_of_step(m, op, to), sources, to)), {}


def undercut(m: ArgumentMap, op: dict[str, Any]) -> ChangedMap:
    """The map with one more step against a step."""
    sources, to = sources_in(m, op), target_in(m, op)
    kind = kind_of_step(m, {**op, "as": "undercut"}, to)
    return _with(m, new_step(m, op, kind, sources, to)), {}


def reword(m: ArgumentMap, op: dict[str, Any]) -> ChangedMap:
    """The map with other fields of a statement or step."""
    id = target_in(m, op, "id")
    old: Node | Relation = m.statements_by_id.get(id) or m.steps_by_id[id]
    step = id in m.steps_by_id
    allowed = {**STEP_WORDS} if step else {**STATEMENT_WORDS}
    for key, value in op.items():
        if key not in ("op", "id", *allowed) and (step or key != "kind"):
            others = {name: value for name, value in op.items() if name != key}
            better: tuple[Op, ...] | None = (others,) if len(others) > 2 else None
            if step and key == "text":
                better = ({**others, "why": value},)
            elif not step and key == "why":
                better = ({**others, "note": value},)
            raise Unfit(
                "unknown-key", key, f"{key!r} is not a field of the {old.kind}", key, guess(key, [*allowed]), better
            )
    if len(op) < 3:
        raise Unfit("missing-key", "text", "reword must change something", None, f"one of {', '.join(allowed)}")
    new_fields = fields_in(m, op, allowed, type(old))
    if "kind" not in op:
        return m.replace(old.replace(**new_fields)), {}
    kind = kind_in(op)
    if id == m.conclusion and kind != "claim":
        others = {name: value for name, value in op.items() if name != "kind"}
        raise Unfit(
            "conclusion", "kind", "the conclusion must be a claim", kind, "", (others,) if len(others) > 2 else ()
        )
    new = STATEMENT_KINDS[kind](**{**old.fields(), **new_fields})
    return m.replace(new), {}


def rate(m: ArgumentMap, op: dict[str, Any]) -> ChangedMap:
    """The map with another strength or weight."""
    id = target_in(m, op, "id")
    old: Node | Relation = m.statements_by_id.get(id) or m.steps_by_id[id]
    right, wrong = RATED if id in m.statements_by_id else RATED[::-1]
    if wrong in op:
        kept = {key: value for key, value in op.items() if key != wrong}
        better = kept if right in op else {**kept, right: op[wrong]}
        hint = f"rate a {old.kind} with {right}"
        raise Unfit(
            "unknown-key", wrong, f"{wrong!r} is not a field of the {old.kind} {id!r}", op[wrong], hint, (better,)
        )
    if right not in op:
        raise Unfit(
            "missing-key",
            right,
            f"{right} must be given",
            None,
            "a number in [0, 1], a word of the scale, [low, high] or null",
        )
    field = {**STATEMENT_FIELDS, **STEP_FIELDS}[right]
    return m.replace(old.replace(**fields_in(m, op, {right: field}, type(old)))), {}


def move(m: ArgumentMap, op: dict[str, Any]) -> ChangedMap:
    """The map in which a step ends elsewhere."""
    id, to = target_in(m, op, "id"), target_in(m, op)
    if id in m.statements_by_id:
        drawn = [step for step in m.steps if id in step.sources]
        alone = [step for step in drawn if not step.linked]
        if not drawn:
            kind = (
                "undercut"
                if to in m.steps_by_id
                else "attack"
                if m.statement(id).kind == "counterevidence"
                else "support"
            )
            mend = {"op": "link", "from": id, "to": to, "as": op.get("as", kind)}
            raise Unfit("ambiguous", "id", "id must have a step to move", id, "link it", (mend,))
        if len(drawn) > 1 or not alone:
            steps = [step.id for step in drawn]
            raise Unfit(
                "ambiguous",
                "id",
                "id must name one step",
                id,
                f"its steps: {', '.join(steps)}",
                ({**op, "id": steps[0]},),
            )
        old = drawn[0]
    else:
        old = m.step(id)
    kind = kind_of_step(m, {"as": old.kind, **op}, to)
    if to == old.id:
        raise Unfit("circle", "to", "a step must not have itself as its target", to, "", ())
    if (kind, to) == (old.kind, old.target):
        raise Unfit("taken-id", "to", "to must be another target", to, "the map has this step already", ())
    if any((kind, to, {*old.sources}) == (step.kind, step.target, {*step.sources}) for step in m.steps):
        hint = "remove the step that is moved"
        raise Unfit(
            "taken-id", "to", "a step must differ from those of the map", to, hint, ({"op": "remove", "id": old.id},)
        )
    own = {**old.fields(), "target": to}
    if old.id == ids.step_slug(old.kind, old.sources, old.target):
        del own["id"]
    new = STEP_KINDS[kind](**own)
    try:
        placed = (
            m.replace(steps=tuple(new if step.id == old.id else step for step in m.steps)) if new.id == old.id else None
        )
        if placed is not None:
            return placed, {}
        rest = m.replace(steps=tuple(new.replace(id=old.id) if step.id == old.id else step for step in m.steps))
    except MapError as error:
        raise Unfit("circle", "to", error.problems[0].message, to, error.problems[0].hint) from None
    return renamed(rest, old.id, new_id(m, op, "to", new.id))


def remove(m: ArgumentMap, op: dict[str, Any]) -> ChangedMap:
    """The map without a statement or step, and without what falls with it."""
    id = target_in(m, op, "id")
    if id == m.conclusion:
        raise Unfit("conclusion", "id", "the conclusion must stay", id, "reword it, or remove its supports")
    if "grounds" in op and not isinstance(op["grounds"], bool):
        wanted = str(op["grounds"]).lower() in ("remove", "true", "yes", "1")
        raise Unfit(
            "wrong-value", "grounds", "grounds must be true or false", op["grounds"], "", ({**op, "grounds": wanted},)
        )
    rest = m.without(id)
    leading_before, leading_after = leading_to(m, m.conclusion), leading_to(rest, rest.conclusion)
    unconnected = [one for one in rest.statements_by_id if one in leading_before and one not in leading_after]
    if not unconnected:
        return rest, {}
    if "grounds" not in op:
        hint = "grounds: true removes them too, false keeps them under `also`"
        rule = f"grounds must say what becomes of {', '.join(unconnected[:5])}{' …' if len(unconnected) > 5 else ''}"
        raise Unfit("left-alone", "grounds", rule, None, hint, ({**op, "grounds": False},))
    return (rest.without(*unconnected) if op["grounds"] else rest), {}


def rename(m: ArgumentMap, op: dict[str, Any]) -> ChangedMap:
    """The map with another id."""
    id, to = target_in(m, op, "id"), op["to"]
    try:
        ids.checked(to)
    except ValueError as error:
        raise Unfit(
            "wrong-value", "to", f"to {error}", to, f"an id is {ids.RULE}", ({**op, "to": ids.slug(str(to))},)
        ) from None
    if to == id:
        raise Unfit("taken-id", "to", "to must be another id", to, "", ())
    return renamed(m, id, new_id(m, op, "to", to))
