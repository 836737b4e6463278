"""JSON Schema (2020-12) of both notations, made from the model and the tables of the readers; for editors and programs.

A schema checks one key at a time. The reader checks what needs the whole map: ids that exist, words of the map's own scale,
the keys that a linked group shares with its members.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from types import MappingProxyType
from typing import Any

from argmap.formats import flat_reader, outline_reader
from argmap.formats.fields import VERSION
from argmap.formats.plain import keys
from argmap.model import (
    STATEMENT_KINDS,
    STEP_KINDS,
    Anchor,
    Claim,
    Document,
    Evidence,
    Expectation,
    Support,
    Tension,
    Value,
    ids,
)
from argmap.model.evaluating import Evaluating
from argmap.model.field import Kind, ValueField, fields_of
from argmap.model.scale import WORDS

Schema = dict[str, Any]
DRAFT = "https://json-schema.org/draft/2020-12/schema"

_TEXT, _ID, _STRENGTH, _NUMBER = ({"$ref": f"#/$defs/{name}"} for name in ("text", "id", "strength", "number"))


def _list(name: str, least: int = 1) -> Schema:
    return {"type": "array", "items": {"$ref": f"#/$defs/{name}"}, "minItems": least}


_WORDS = {"type": "object", "additionalProperties": {"$ref": "#/$defs/meaning"}}

VALUES: Mapping[Kind, Schema] = {
    Kind.TEXT: _TEXT,
    Kind.WORD: _TEXT,
    Kind.CHOICE: {},
    Kind.ID: _ID,
    Kind.IDS: {**_list("id"), "uniqueItems": True},
    Kind.TWO_IDS: {"type": "array", "items": _ID, "minItems": 2, "maxItems": 2},
    Kind.ID_OR_IDS: {"oneOf": [_ID, _list("id")]},
    Kind.STRENGTH: _STRENGTH,
    Kind.NUMBER: _NUMBER,
    Kind.BOOLEAN: {"type": "boolean"},
    Kind.RECORDS: {"oneOf": [{"$ref": "#/$defs/evidence"}, _list("evidence")]},
    Kind.ANCHORS: {"oneOf": [{"$ref": "#/$defs/anchor"}, _list("anchor")]},
}
"""What the value of a field of each kind must be; a choice says its words itself."""

KEYS: Mapping[str, tuple[str, Schema]] = {
    "argmap": ("The version of the notation.", {"const": VERSION}),
    "title": ("The title of the map.", _TEXT),
    "conclusion": ("The id of the claim that the map argues for or against.", _ID),
    "document": ("The document that the statements were taken from.", {"$ref": "#/$defs/document"}),
    "evaluate": ("The settings for evaluating the map.", {"$ref": "#/$defs/evaluate"}),
    "summary": (
        "Two sentences that say what is claimed, whether it holds and what the verdict depends on; the page and the report begin with them.",
        _TEXT,
    ),
    "scale": (
        "Words that this map adds to the scale, each with a number in [0, 1] or an interval, and an optional explanation.",
        _WORDS,
    ),
    "weights": (
        "Words for the weights of steps. When missing, the words of `scale` are for strengths and weights.",
        _WORDS,
    ),
    "tensions": ("Places at which the text contradicts itself. They do not affect strengths.", _list("tension", 0)),
    "expect": ("Verdicts and strengths that the map must have; argmap check tests them.", _list("expectation", 0)),
    "claim": ("A statement that is argued for in the map; one sentence.", _TEXT),
    "premise": ("A statement taken as given; one sentence.", _TEXT),
    "counterevidence": ("A statement brought against another statement or a step; one sentence.", _TEXT),
    "ref": ("The id of a statement that is defined elsewhere in the file.", _ID),
    "include": (
        "A statement of another file, with everything that leads to it: the file, `#`, and the id there.",
        {"type": "string", "pattern": "^.+#[^#]+$"},
    ),
    "because": ("What supports the statement.", _list("entry")),
    "but": ("What attacks the statement.", _list("entry")),
    "unless": ("What undercuts the step that this entry makes.", _list("entry")),
    "all": ("Linked premises: the step needs every one of them.", _list("member")),
    "also": (
        "Further statements, on which the conclusion does not rest, and refs that add entries to a statement.",
        _list("also"),
    ),
    "nodes": ("The statements.", _list("node")),
    "relations": ("The steps.", _list("relation", 0)),
    "kind": ("The kind of the statement or step.", {}),
}
"""The keys of the notations that are no fields of a value, each with its description and what it must be."""


def outline_schema() -> Schema:
    """The schema of `*.argmap.yaml`.

    >>> sorted(outline_schema()["properties"])[:4]
    ['also', 'argmap', 'because', 'but']
    """
    text = {"type": ["string", "number", "boolean"]}  # editors type what the reader keeps as written
    return {
        "$schema": DRAFT,
        "title": "argmap outline",
        "description": "An argument: because (supports), but (attacks), unless (undercuts the step).",
        **_object(
            [key for key in outline_reader.ALLOWED["root"] if key not in ("premise", "counterevidence")],
            _OUTLINE_FIELDS,
            ["claim"],
        ),
        "$defs": {
            **_shared(text),
            "also": _statement("also"),
            "entry": _statement("entry", {"all": outline_reader.ALLOWED["group"]}),
            "member": _statement("member"),
        },
    }


def flat_schema() -> Schema:
    """The schema of `*.argmap.json`.

    >>> flat_schema()["required"]
    ['conclusion', 'nodes']
    """
    return {
        "$schema": DRAFT,
        "title": "argmap",
        "description": "An argument as statements (nodes) and steps (relations).",
        **_object(flat_reader.TOP, {}, ["conclusion", "nodes"]),
        "$defs": {
            **_shared({"type": "string"}),
            "node": _value(Claim, kind={"enum": list(STATEMENT_KINDS)}),
            "relation": _value(Support, kind={"enum": list(STEP_KINDS)}),
        },
    }


SCHEMAS: Mapping[str, Callable[[], Schema]] = {"outline": outline_schema, "json": flat_schema}


def _object(keys: Iterable[str], fields: Mapping[str, ValueField], required: Collection[str], **own: Schema) -> Schema:
    """The schema of a mapping with these keys, each a field of a value or a key of `KEYS`."""
    properties = {key: _field(fields[key]) if key in fields else _key(key) for key in keys}
    for key, schema in own.items():
        properties[key] |= schema
    needed = {"required": list(required)} if required else {}
    return {"type": "object", "properties": properties, **needed, "additionalProperties": False}


def _key(key: str) -> Schema:
    about, schema = KEYS[key]
    return {"description": about, **schema}


def _field(field: ValueField) -> Schema:
    value = {"enum": list(field.choices)} if field.kind is Kind.CHOICE else VALUES[field.kind]
    return {"description": field.about, **value}


def _value(model: type[Value], **own: Schema) -> Schema:
    """The schema of a value as a mapping of its fields."""
    fields = fields_of(model)
    required = [key for key in keys(model) if key not in fields or fields[key].required]
    return _object(keys(model), fields, required, **own)


NO_KEYS: Mapping[str, Iterable[str]] = MappingProxyType({})
_OUTLINE_FIELDS = {**outline_reader.STATEMENT_FIELDS, **outline_reader.STEP_FIELDS}


def _statement(role: str, more: Mapping[str, Iterable[str]] = NO_KEYS) -> Schema:
    """The schema of an entry: one key that says what it is, and the keys that may stand beside it.

    What stands under a key is described once, whatever the entry is: as alternatives, a validator would go through all below
    it once for each, at each level.
    """
    allowed = [
        key for key in outline_reader.ALLOWED[role] if key not in (*outline_reader.KIND_KEYS, *outline_reader.USES)
    ]
    uses = [key for key in allowed if key not in outline_reader.KEYS_OF_STATEMENT]
    fewer = {**{use: [use, *uses] for use in outline_reader.USES}, **more}
    every = dict.fromkeys([*outline_reader.KIND_KEYS, *allowed, *(key for keys in fewer.values() for key in keys)])
    return {
        **_object(every, _OUTLINE_FIELDS, ()),
        "oneOf": [{"required": [key]} for key in (*outline_reader.KIND_KEYS, *fewer)],
        "allOf": [
            {"if": {"required": [key]}, "then": {"propertyNames": {"enum": list(keys)}}} for key, keys in fewer.items()
        ],
    }


def _shared(text: Schema) -> Schema:
    word = {"type": "string", "anyOf": [{"enum": list(WORDS)}, {"pattern": f"^{ids.FIRST}"}]}
    end = {"oneOf": [_NUMBER, word]}
    interval = {"type": "array", "items": end, "minItems": 2, "maxItems": 2}
    numbers = {"type": "array", "items": _NUMBER, "minItems": 2, "maxItems": 2}
    glossed = {
        "type": "object",
        "properties": {"is": {"oneOf": [_NUMBER, numbers]}, "means": _TEXT},
        "required": ["is", "means"],
        "additionalProperties": False,
    }
    return {
        "text": {**text, **({"minLength": 1} if text["type"] == "string" else {})},
        "id": {"type": "string", "pattern": ids.PATTERN, "maxLength": ids.LONGEST},
        "number": {"type": "number", "minimum": 0, "maximum": 1},
        "strength": {"oneOf": [_NUMBER, word, interval]},
        "meaning": {"oneOf": [_NUMBER, numbers, glossed]},
        "anchor": {"oneOf": [_TEXT, _value(Anchor)]},
        "evidence": {**_value(Evidence), "minProperties": 1},
        "document": _value(Document),
        "evaluate": _value(Evaluating),
        "tension": _value(Tension),
        "expectation": _value(Expectation),
    }
