"""A map as rows: one for each statement and one for each step, with a text or number in each column; and back.

This is what tables, data frames and graphs of other libraries have in common.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from argmap.errors import MapError
from argmap.formats.anchors import anchor, anchor_text
from argmap.formats.foreign.intake import At, Intake
from argmap.formats.foreign.relations import relation_of
from argmap.formats.plain import plain
from argmap.model import STATEMENT_KINDS, ArgumentMap, Claim, Support, Value
from argmap.model.field import Kind, ValueField, fields_of
from argmap.model.scale import Scale, Written

NODES = ("id", "kind", *(key for key in fields_of(Claim) if key != "id"))
EDGES = ("id", "kind", *(key for key in fields_of(Support) if key != "id"))
"""The columns of the two tables."""
MEANT_COLUMNS = {
    "name": "id", "node": "id", "node_id": "id", "nodeid": "id", "label": "text", "claim": "text", "statement": "text",
    "type": "kind", "relation": "kind", "polarity": "kind", "stance": "kind", "sign": "kind", "from": "sources",
    "source_id": "sources", "src": "sources", "start": "sources", "child": "sources", "to": "target", "trg": "target",
    "target_id": "target", "dst": "target", "end": "target", "parent": "target", "base_score": "strength",
    "confidence": "strength", "score": "strength",
}  # fmt: skip
"""What a column of another name is read as. `source` is an end of an edge, and the place of a statement."""

TableRow = dict[str, Any]


def node_rows(m: ArgumentMap) -> list[TableRow]:
    """A row for each statement, without what nobody said.

    >>> node_rows(ArgumentMap(conclusion="a", statements=[Claim(text="So.", id="a")]))
    [{'id': 'a', 'kind': 'claim', 'text': 'So.'}]
    """
    return [_row(one, NODES) | _numbered(one.strength, "strength", m.scale) for one in m.statements]


def edge_rows(m: ArgumentMap) -> list[TableRow]:
    """A row for each step; several sources stand in one cell, with spaces between them."""
    return [_row(step, EDGES) | _numbered(step.weight, "weight", m.weighing) for step in m.steps]


def _numbered(written: Written | None, key: str, scale: Scale) -> TableRow:
    """What a word of the map's own stands for, since other tools do not know the word."""
    own = dict(scale.own)
    if not any(part in own for part in (written if isinstance(written, tuple) else (written,))):
        return {}
    low, high = scale.interval(written)
    return {key: low if low == high else json.dumps([low, high])}


def _row(value: Value, columns: Iterable[str]) -> TableRow:
    row: TableRow = {}
    declared = fields_of(type(value))
    for key in columns:
        if key == "kind":
            row[key] = value.kind
            continue
        content = getattr(value, declared[key].name)
        if content != declared[key].default or declared[key].required:
            row[key] = _cell(content, declared[key])
    return row


def _cell(content: Any, field: ValueField) -> Any:
    if field.kind is Kind.IDS:
        return " ".join(content)
    if field.kind is Kind.RECORDS:
        return json.dumps([plain(one) for one in content], ensure_ascii=False)
    if field.kind is Kind.ANCHORS:
        lines = [anchor_text(one.at, one.quote) for one in content]
        if len(lines) == 1 and lines[0] is not None and not lines[0].startswith("["):
            return lines[0]
        return json.dumps(
            [{"at": one.at, **({"quote": one.quote} if one.quote else {})} for one in content], ensure_ascii=False
        )
    return json.dumps(list(content)) if isinstance(content, tuple) else content


def take_node(row: Mapping[str, Any], at: At | None, intake: Intake) -> None:
    """Adds the statement of a row."""
    said = _named(row, NODES)
    key = str(said.pop("id", "") or "")
    kind = str(said.pop("kind", "") or "").lower() or None
    if not key:
        intake.problems.add(at, "a row of a statement must have an id", "")
        return
    if kind is not None and kind not in STATEMENT_KINDS:
        intake.lost("kind", key, kind, "the place among the steps says the kind")
        kind = None
    text = str(said.pop("text", "") or "")
    intake.statement(key, text, at, kind, **_fields(said, fields_of(Claim), key, intake))


def take_edge(row: Mapping[str, Any], at: At | None, intake: Intake) -> None:
    """Adds the step of a row; an end that no row describes becomes a statement."""
    said = _named(row, EDGES, source="sources")
    sources, target = (str(said.pop(key, "")).strip() for key in ("sources", "target"))
    word = str(said.pop("kind", "") or "")
    if not sources or not target:
        intake.problems.add(at, "a row of a step must have a source and a target", "columns: sources, target, kind")
    elif not word:
        intake.problems.add(at, "a row of a step must say which relation it is", "a column `kind`: support or attack")
    elif (kind := relation_of(word, intake, at)) is not None:
        names = [sources] if sources in intake.statements else sources.split()
        key = str(said.pop("id", "") or "") or None
        for end in (*names, *((target,) if kind != "undercut" else ())):
            intake.absent(end, "no row describes it")
        fields = _fields(said, fields_of(Support), key or target, intake)
        intake.step(kind, names, target, at, key, **({"id": key} if key else {}), **fields)


def _named(row: Mapping[str, Any], columns: tuple[str, ...], **more: str) -> TableRow:
    said: TableRow = {}
    for column, cell in row.items():
        if cell is None or cell == "" or cell != cell:  # noqa: PLR0124 - a missing number differs from itself
            continue
        name = str(column).strip()
        lower = name.lower()
        key = more.get(lower) or (lower if lower in columns else MEANT_COLUMNS.get(lower, name))
        said[name if key in said else key] = cell
    return said


def _fields(said: TableRow, declared: Mapping[str, ValueField], place: str, intake: Intake) -> TableRow:
    """The fields that the other columns give; what is none of the model's is a loss."""
    whole: Value = Claim(text="x", id="x") if "text" in declared else Support(sources=("x",), target="y")
    fields: TableRow = {}
    for key, cell in said.items():
        if key not in declared:
            intake.lost(f"column {key}", place, str(cell))
            continue
        content = _content(cell, declared[key].kind)
        try:
            whole.replace(**{declared[key].name: content})
        except MapError:
            intake.lost(f"column {key}", place, str(cell), "its value does not fit")
            continue
        fields[declared[key].name] = content
    return fields


def _content(cell: Any, kind: Kind) -> Any:
    text = cell.strip() if isinstance(cell, str) else cell
    if kind is Kind.STRENGTH and isinstance(text, str):
        try:
            found = json.loads(text)
        except ValueError:
            return text
        return tuple(found) if isinstance(found, list) else found
    if kind is Kind.BOOLEAN:
        return {"true": True, "false": False}.get(str(text).lower())
    if kind in (Kind.ANCHORS, Kind.RECORDS):
        try:
            found = json.loads(str(text))
        except ValueError:
            found = None
        if kind is Kind.RECORDS:
            return found
        return found if isinstance(found, list) else anchor(str(text)) or {"at": str(text)}
    return text if kind is Kind.STRENGTH else str(cell)
