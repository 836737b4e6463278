"""Reads the flat notation (`*.argmap.json`): `nodes` and `relations`, for programs and language models."""

import re

from argmap.errors import advice, shown
from argmap.formats import json_reader, shared_keys
from argmap.formats.draft import Draft, MapDraft, Ref, StepDraft
from argmap.formats.fields import Reader
from argmap.formats.plain import keys
from argmap.formats.syntax import Mapping, Problems, Scalar, Tree, top_of
from argmap.model import STATEMENT_KINDS, STEP_KINDS, Claim, Support
from argmap.model.field import fields_of

TOP = (
    "argmap", "title", "summary", "conclusion", "document", "scale", "weights", "evaluate", "tensions", "expect",
    "nodes", "relations",
)  # fmt: skip
NODE, RELATION = keys(Claim), keys(Support)
STATEMENT = fields_of(Claim)
_TOP = re.compile(r'\s*\{\s*(?!"?claim"?\s*:|\w+\s*:)')
STEP = {key: field for key, field in fields_of(Support).items() if key not in ("sources", "target")}
"""The fields of a step that are read as they are; its ends become references, each with its place."""


def recognised(text: str) -> bool:
    """Whether a text looks like a flat map in JSON; an outline may begin with a brace, too.

    >>> recognised('{"nodes": []}'), recognised("{claim: It pays.}"), recognised('{"claim": "It pays."}')
    (True, False, False)
    """
    return _TOP.match(text) is not None


def read(text: str, problems: Problems) -> MapDraft:
    """A draft of the map in a flat JSON text. Raises LoadError if the text is not JSON."""
    return of_tree(top_of(json_reader.tree(text, problems), problems), Reader(problems, typed=True))


def of_tree(top: Mapping, reader: Reader) -> MapDraft:
    """A draft of the map in the tree of a flat text, be it JSON or YAML."""
    draft = MapDraft("map", (top.line, top.column))
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
    for key, read_remark in shared_keys.KEY_READERS.items():
        if key in top.entries:
            read_remark(reader, draft, top.entries[key][1])
    return draft


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
    if "text" not in entry.entries:
        reader.problems.add(entry, "the node has no text", '"text": one sentence')
    node = Draft(kind, (entry.line, entry.column))
    reader.fill(node, entry, STATEMENT)
    draft.statements.append(node)


def _relation(entry: Mapping, reader: Reader, draft: MapDraft) -> None:
    reader.known(entry, "a relation", RELATION)
    if (kind := _kind(entry, reader, tuple(STEP_KINDS))) is None:
        return
    for end, hint in (("sources", '"sources": ids'), ("target", '"target": an id')):
        if end not in entry.entries:
            reader.problems.add(entry, f"the {kind} has no {end}", hint)
    step = StepDraft(kind, (entry.line, entry.column))
    reader.fill(step, entry, STEP)
    if "sources" in entry.entries:
        sources = entry.entries["sources"][1]
        step.places["sources"] = sources.line, sources.column
        for item in reader.items(sources, "sources", '"sources": ["an-id"]'):
            if (source := reader.name(item, "source")) is not None:
                step.sources.append(Ref(source, (item.line, item.column)))
    if "target" in entry.entries:
        value = entry.entries["target"][1]
        if (target := reader.name(value, "target")) is not None:
            step.target = Ref(target, (value.line, value.column))
    draft.steps.append(step)


def _kind(entry: Mapping, reader: Reader, known: tuple[str, ...]) -> str | None:
    if "kind" not in entry.entries:
        reader.problems.add(entry, "the entry has no kind", f"one of {', '.join(known)}")
        return None
    value = entry.entries["kind"][1]
    kind = reader.name(value, "kind")
    if kind is None or kind in known:
        return kind
    reader.problems.add(value, f"kind must be one of {', '.join(known)}, got {shown(kind)}", *advice(kind, known))
    return None
