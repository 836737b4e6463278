"""The flat notation (`*.argmap.json`): `nodes` and `relations`, for programs and language models; also read as YAML."""

import json
from typing import Any

from argmap.errors import guess, shown
from argmap.formats import shared_keys
from argmap.formats.draft import Draft, MapDraft, Ref, StepDraft
from argmap.formats.fields import VERSION, Reader
from argmap.formats.syntax import Mapping, Scalar, Tree
from argmap.model import STATEMENT_KINDS, STEP_KINDS, ArgumentMap, Value

TOP = ("argmap", "title", "conclusion", "document", "scale", "tensions", "expect", "nodes", "relations")
NODE = ("kind", "id", "text", "strength", "voice", "implicit", "source", "note")
RELATION = ("kind", "id", "sources", "target", "weight", "why", "by")


def read(top: Mapping, reader: Reader, draft: MapDraft) -> None:
    """Reads the tree of a flat text into a draft of the map."""
    reader.known(top, "a map", TOP)
    if "argmap" in top.entries:
        reader.version(top.entries["argmap"][1])
    if "conclusion" in top.entries:
        value = top.entries["conclusion"][1]
        draft.put("conclusion", reader.name(value, "conclusion"), (value.line, value.column))
    else:
        reader.problems.add(top, "the map has no conclusion", '"conclusion": the id of a claim')
    for item in _listed(top, "nodes", reader):
        if (entry := reader.mapping(item, "a node")) is not None:
            _node(entry, reader, draft)
    for item in _listed(top, "relations", reader):
        if (entry := reader.mapping(item, "a relation")) is not None:
            _relation(entry, reader, draft)
    for key, read_remark in shared_keys.READ.items():
        if key in top.entries:
            read_remark(reader, draft, top.entries[key][1])


def _listed(top: Mapping, key: str, reader: Reader) -> list[Tree]:
    if key not in top.entries:
        return []
    value = top.entries[key][1]
    empty = not isinstance(value, (Mapping, Scalar)) and not value.items
    return [] if empty else reader.items(value, key)


def _node(entry: Mapping, reader: Reader, draft: MapDraft) -> None:
    reader.known(entry, "a node", NODE)
    if (kind := _kind(entry, reader, tuple(STATEMENT_KINDS))) is None:
        return
    node = Draft(kind, (entry.line, entry.column))
    if "text" not in entry.entries:
        reader.problems.add(entry, "the node has no text", '"text": one sentence')
    for name, (_, value) in entry.entries.items():
        if name in NODE[1:]:
            node.put(name, _value(name, value, reader), (value.line, value.column))
    draft.nodes.append(node)


def _relation(entry: Mapping, reader: Reader, draft: MapDraft) -> None:
    reader.known(entry, "a relation", RELATION)
    if (kind := _kind(entry, reader, tuple(STEP_KINDS))) is None:
        return
    step = StepDraft(kind, (entry.line, entry.column))
    for name in ("sources", "target"):
        if name not in entry.entries:
            reader.problems.add(
                entry, f"the {kind} has no {name}", f'"{name}": {"ids" if name == "sources" else "an id"}'
            )
    for name, (_, value) in entry.entries.items():
        at = value.line, value.column
        if name == "sources":
            for item in reader.items(value, "sources", '"sources": ["an-id"]'):
                if (source := reader.name(item, "source")) is not None:
                    step.sources.append(Ref(source, (item.line, item.column)))
            step.places["sources"] = at
        elif name == "target" and (target := reader.name(value, "target")) is not None:
            step.target = Ref(target, at)
        elif name in ("id", "weight", "why", "by"):
            step.put(name, _value(name, value, reader), at)
    draft.steps.append(step)


def _kind(entry: Mapping, reader: Reader, known: tuple[str, ...]) -> str | None:
    if "kind" not in entry.entries:
        reader.problems.add(entry, "the entry has no kind", f"one of {', '.join(known)}")
        return None
    value = entry.entries["kind"][1]
    kind = reader.name(value, "kind")
    if kind is None or kind in known:
        return kind
    reader.problems.add(value, f"kind must be one of {', '.join(known)}, got {shown(kind)}", guess(kind, known))
    return None


def _value(name: str, value: Tree, reader: Reader) -> object:
    match name:
        case "strength" | "weight":
            return reader.strength(value, name)
        case "implicit":
            return reader.boolean(value, name)
        case "source":
            return reader.anchors(value, name)
        case "id" | "voice" | "by":
            return reader.name(value, name)
        case _:
            return reader.text(value, name)


def dumps(m: ArgumentMap) -> str:
    """The map as flat JSON; the same map gives the same bytes, and reading them gives the same map.

    >>> from argmap.model import ArgumentMap, Claim
    >>> print(dumps(ArgumentMap(conclusion="a", statements=[Claim(text="It is so.", id="a")])))
    {
      "argmap": 1,
      "conclusion": "a",
      "nodes": [
        {"kind": "claim", "id": "a", "text": "It is so."}
      ],
      "relations": []
    }
    <BLANKLINE>
    """
    top: dict[str, Any] = {"argmap": VERSION}
    if m.title is not None:
        top["title"] = m.title
    top["conclusion"] = m.conclusion
    if m.document is not None:
        top["document"] = plain(m.document)
    if m.scale.own:
        top["scale"] = dict(m.scale.own)
    lists = {
        "nodes": [plain(node, NODE) for node in m.statements],
        "relations": [plain(relation, RELATION) for relation in m.steps],
        "tensions": [plain(tension) for tension in m.tensions],
        "expect": [plain(expected) for expected in m.expect],
    }
    parts = [f'  "{key}": {_json(value)}' for key, value in top.items()]
    for key, entries in lists.items():
        if entries or key in ("nodes", "relations"):
            lines = ",\n".join(f"    {_json(entry)}" for entry in entries)
            parts.append(f'  "{key}": [\n{lines}\n  ]' if entries else f'  "{key}": []')
    return "{\n" + ",\n".join(parts) + "\n}\n"


def plain(value: Value, order: tuple[str, ...] = ()) -> dict[str, Any]:
    """The fields of a value that say something, as the notations write them: hyphens, lists, mappings."""
    fields = type(value).model_fields
    said: dict[str, Any] = {}
    for name in order or fields:
        field = getattr(value, name)
        if name == "kind" or fields[name].is_required() or field != fields[name].default:
            said[name.replace("_", "-")] = _plain(field)
    return said


def _plain(field: Any) -> Any:
    if isinstance(field, Value):
        return plain(field)
    return [_plain(part) for part in field] if isinstance(field, tuple) else field


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
