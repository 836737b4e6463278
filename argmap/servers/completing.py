"""Completions at a place of an open text: keys of the notation, ids, words of the scale, the allowed words of a key."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from argmap.formats.fields import VERSION
from argmap.formats.flat_reader import NODE, RELATION, TOP
from argmap.formats.outline_reader import ALLOWED, STATEMENT_FIELDS, STEP_FIELDS
from argmap.model import STATEMENT_KINDS, STEP_KINDS, ArgumentMap, Expectation, Tension
from argmap.model.evaluating import Evaluating
from argmap.model.field import Kind, ValueField, fields_of
from argmap.model.scale import WORDS
from argmap.semantics import SEMANTICS
from argmap.servers.document import OpenDocument

_KEY = re.compile(r"^(?P<pad>[ \t]*(?:- +)*)(?P<start>[\w-]*)$")
_VALUE = re.compile(r"^(?P<pad>[ \t]*(?:- +)*)(?P<key>[\w-]+): +(?P<listed>\[[^\]]*)?(?P<start>[^\[\]{},]*)$")
_IN_BRACES = re.compile(r"[{,]\s*(?P<key>[\w-]+): *(?P<listed>\[[^\]]*)?(?P<start>[^\[\]{},]*)$")
_FIELDS: Mapping[str, ValueField] = {
    **fields_of(Evaluating),
    **fields_of(Tension),
    **fields_of(Expectation),
    **STEP_FIELDS,
    **STATEMENT_FIELDS,
}
_NAMING = (
    "ref",
    "sources",
    "target",
    "conclusion",
    *(key for key, field in _FIELDS.items() if field.kind in (Kind.TWO_IDS, Kind.ID_OR_IDS)),
    "of",
)
"""The keys whose values are ids."""
_OPENED = {"because": "entry", "but": "entry", "unless": "entry", "all": "member", "also": "also"}
_FLAT: Mapping[str, Iterable[str]] = {"nodes": NODE, "relations": RELATION}
_REMARKS: Mapping[str, Iterable[str]] = {
    "tensions": fields_of(Tension),
    "expect": fields_of(Expectation),
    "evaluate": fields_of(Evaluating),
}


@dataclass(frozen=True)
class Completion:
    """One proposal: what is written, from which character on, and what it means."""

    text: str
    start: int
    kind: str
    about: str = ""


def completions(document: OpenDocument, offset: int, known: ArgumentMap | None = None) -> tuple[Completion, ...]:
    """What may be written at a place; `known` is the last map that the text held, for ids while it holds none.

    >>> [one.text for one in completions(OpenDocument("claim: It pays.\\nstrength: "), 26)][:2]
    ['very weak', 'weak']
    """
    m = document.m or known
    line = document.text[document.text.rfind("\n", 0, offset) + 1 : offset]
    if (typed := _VALUE.match(line) or _IN_BRACES.search(line)) is not None:
        start = offset - len(typed["start"].lstrip(" \"'"))
        return tuple(Completion(text, start, kind, about) for text, kind, about in _values(typed["key"], m))
    if (typed := _KEY.match(line)) is None:
        return ()
    before, after = document.text[: offset - len(line)].splitlines(), document.text[offset:].splitlines()[1:]
    column, item = len(typed["pad"]), "-" in typed["pad"]
    present = _below(after, column)
    keys = [one for one in _keys(before, column, item=item) if one[0] not in present]
    return tuple(Completion(f"{key}: ", offset - len(typed["start"]), "key", about) for key, about in keys)


def _values(key: str, m: ArgumentMap | None) -> list[tuple[str, str, str]]:
    """The values that a key may have, with their kinds and what they mean."""
    if key in _NAMING:
        named = [] if m is None else [(node.id, "id", node.text) for node in m.statements]
        steps = [] if m is None or key not in ("target", "between") else [(id, "id", "a step") for id in m.steps_by_id]
        return [*named, *steps]
    if key in ("strength", "weight"):
        scale: Mapping[str, object] = WORDS if m is None else m.weighing if key == "weight" else m.scale
        return [(word, "word", str(value)) for word, value in scale.items()]
    if key in ("semantics", "under"):
        return [(name, "word", "") for name in SEMANTICS]
    if key == "kind":
        return [(word, "word", "") for word in (*STATEMENT_KINDS, *STEP_KINDS)]
    if key == "argmap":
        return [(str(VERSION), "word", "the version of the notation")]
    field = _FIELDS.get(key)
    if field is None:
        return []
    if field.kind is Kind.BOOLEAN:
        return [("true", "word", ""), ("false", "word", "")]
    return [(word, "word", "") for word in field.choices]


def _keys(before: list[str], column: int, *, item: bool) -> list[tuple[str, str]]:
    """The keys that may stand at a column below some lines, with what they mean, without those that are there."""
    there: set[str] = set()
    room = column if not item else column - 2
    open_here = not item
    for line in reversed(before):
        match = re.match(r"^(?P<pad>[ \t]*)(?P<dash>(?:- +)*)(?P<key>[\w-]+):", line)
        if match is None:
            continue
        at, key = len(match["pad"]) + len(match["dash"]), match["key"]
        if open_here and at == column:
            there.add(key)
            open_here = not match["dash"]
            if match["dash"]:
                room = len(match["pad"])
        elif len(match["pad"]) <= room and at <= room and (key in _OPENED or key in _REMARKS or key in _FLAT):
            return _listed(_allowed(key, there), there)
    flat = any(re.match(r"(nodes|relations|conclusion):", line) for line in before)
    return _listed(TOP if flat else ALLOWED["root"], there)


def _below(after: list[str], column: int) -> set[str]:
    """The keys of the same entry that follow below."""
    there: set[str] = set()
    for line in after:
        at = len(line) - len(line.lstrip())
        if line.strip() and at < column:
            break
        if at == column and (match := re.match(r"\s*([\w-]+):", line)):
            there.add(match[1])
    return there


def _allowed(opened: str, there: set[str]) -> Iterable[str]:
    """The keys of an item of a list."""
    if opened in _FLAT:
        return _FLAT[opened]
    if opened in _REMARKS:
        return _REMARKS[opened]
    role = _OPENED[opened]
    if role != "entry":
        return ALLOWED[role]
    return ALLOWED["group"] if "all" in there else (*ALLOWED["entry"], "all")


def _listed(keys: Iterable[str], there: set[str]) -> list[tuple[str, str]]:
    """The keys that are not there yet; a second kind of statement is none."""
    said = bool(there & {*STATEMENT_KINDS, "ref", "all"})
    free = [key for key in keys if key not in there and not (said and key in (*STATEMENT_KINDS, "ref", "all"))]
    return [(key, _ABOUT.get(key, "")) for key in free]


_ABOUT: Mapping[str, str] = {
    "because": "What supports it.",
    "but": "What attacks it.",
    "unless": "What undercuts the step.",
    "all": "Linked statements: the step needs every one of them.",
    "ref": "A statement that is written out elsewhere.",
    **{key: field.about for key, field in _FIELDS.items()},
}
