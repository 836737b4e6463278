"""JSON Schema (2020-12) of both notations, made from the tables that the readers use; for editors and programs.

A schema sees one key at a time: what needs the whole map (ids that exist, words of the map's own scale, which keys a
linked group shares with its members) the reader says.
"""

from collections.abc import Callable, Mapping
from typing import Any, get_args

from argmap.formats import flat_reader, outline_reader, shared_keys
from argmap.formats.fields import VERSION
from argmap.model import STATEMENT_KINDS, STEP_KINDS, Verdict, Voice, ids
from argmap.model.scale import WORDS

Schema = dict[str, Any]
DRAFT = "https://json-schema.org/draft/2020-12/schema"

ABOUT = {
    "argmap": "The version of the notation.",
    "title": "What the map is called.",
    "document": "What the statements were taken from.",
    "scale": "Words of this map's own, each for a number in [0, 1] or an interval.",
    "claim": "A statement that is argued for in the map; one sentence.",
    "premise": "A statement taken as given; one sentence.",
    "counterevidence": "A statement brought against something; one sentence.",
    "ref": "The id of a statement that is defined elsewhere in the file.",
    "id": "A letter, then letters, digits, '.', '_' or '-'. Made from the first words when missing.",
    "strength": "How far the statement is believed before the map is heard (its base score); 0.5 when nobody says.",
    "voice": "Who says it: the author, somebody whose view the author reports, or the analyst who made the map.",
    "implicit": "Whether the statement is left unsaid in the source, and needed to make a step work.",
    "source": 'Where it stands: 05 ¶3 "quoted words", a mapping with at and quote, or a list of these.',
    "note": "Anything about the statement.",
    "because": "What supports the statement.",
    "but": "What attacks the statement.",
    "unless": "What undercuts the step that this entry makes.",
    "all": "Linked: the step needs every one of these.",
    "step": "The id of the step that this entry makes.",
    "weight": "How much of its sources' strength the step carries; 1 when not given.",
    "why": "The reason for the step and its weight.",
    "by": "Who draws the step: author, reported or analyst.",
    "also": "More of the map: statements that the conclusion does not rest on, or refs that continue one.",
    "tensions": "Where the text pulls against itself; without effect on strengths.",
    "expect": "What the map is held to by argmap check.",
    "between": "The two statements or steps.",
    "of": "The statement that something is expected of.",
    "verdict": "What its strength comes to.",
    "at-least": "The least strength expected.",
    "at-most": "The greatest strength expected.",
    "survives-without": "Statements without which the verdict stays the same.",
    "turned-by": "Statements whose rejection turns the verdict.",
    "robust-to": "How far every base score may move without turning the verdict.",
    "agreement": "Whether every semantics gives the same verdict.",
    "under": "The semantics, or all-semantics.",
    "conclusion": "The id of the claim that the map bears on.",
    "nodes": "The statements.",
    "relations": "The steps.",
    "kind": "What the entry is.",
    "text": "One sentence.",
    "sources": "The ids of the statements that the step is drawn from; several are linked.",
    "target": "The id of a statement, or of a step for an undercut.",
    "at": "Where in the source.",
    "quote": "A short quote from there.",
}

ABOUT_DOCUMENT = {
    "title": "What the document is called.",
    "author": "Who wrote it.",
    "date": "When it was written.",
    "url": "Where it can be read; pictures and reports link to it.",
    "sha256": "The hash of the text that quotes were held against.",
}
ABOUT_TENSION = {"why": "How the two pull against each other.", "by": "Who sees it: author, reported or analyst."}


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
            [*(key for key in outline_reader.ALLOWED["root"] if key not in ("premise", "counterevidence"))], ["claim"]
        ),
        "$defs": {
            **_shared(text),
            "also": _statement("also"),
            "entry": {"oneOf": [_group(), _statement("entry")]},
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
        **_object(flat_reader.TOP, ["conclusion", "nodes"]),
        "$defs": {
            **_shared({"type": "string"}),
            "node": _object(flat_reader.NODE, ["kind", "text"], kind={"enum": list(STATEMENT_KINDS)}),
            "relation": _object(flat_reader.RELATION, ["kind", "sources", "target"], kind={"enum": list(STEP_KINDS)}),
        },
    }


SCHEMAS: Mapping[str, Callable[[], Schema]] = {"outline": outline_schema, "json": flat_schema}


def _object(keys: list[str] | tuple[str, ...], required: list[str], **own: Schema) -> Schema:
    properties = {key: {"description": ABOUT[key], **own.get(key, _VALUES.get(key, {}))} for key in keys}
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _statement(role: str) -> Schema:
    keys = [key for key in outline_reader.ALLOWED[role] if key not in (*outline_reader.KINDS, "ref")]
    uses = [key for key in keys if key not in outline_reader.STATEMENT]
    kinds = [_object([kind, *keys], [kind]) for kind in outline_reader.KINDS]
    return {"oneOf": [*kinds, _object(["ref", *uses], ["ref"])]}


def _group() -> Schema:
    return _object(outline_reader.ALLOWED["group"], ["all"])


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _list(name: str, least: int = 1) -> Schema:
    return {"type": "array", "items": _ref(name), "minItems": least}


_TEXT, _ID, _STRENGTH, _NUMBER = _ref("text"), _ref("id"), _ref("strength"), _ref("number")
_VALUES: Mapping[str, Schema] = {
    "argmap": {"const": VERSION},
    "title": _TEXT,
    "document": _ref("document"),
    "scale": {"type": "object", "additionalProperties": _ref("meaning")},
    **dict.fromkeys(outline_reader.KINDS, _TEXT),
    **dict.fromkeys(("ref", "id", "step", "conclusion", "target", "of"), _ID),
    **dict.fromkeys(("strength", "weight"), _STRENGTH),
    **dict.fromkeys(("voice", "by"), {"enum": list(get_args(Voice))}),
    **dict.fromkeys(("implicit", "agreement"), {"type": "boolean"}),
    "source": {"oneOf": [_ref("anchor"), _list("anchor")]},
    **dict.fromkeys(("note", "why", "text", "at", "quote", "under"), _TEXT),
    **dict.fromkeys(outline_reader.RELATIONS, _list("entry")),
    "all": _list("member"),
    "also": _list("also"),
    "tensions": _list("tension", 0),
    "expect": _list("expectation", 0),
    "between": {"type": "array", "items": _ID, "minItems": 2, "maxItems": 2},
    "verdict": {"enum": list(get_args(Verdict))},
    **dict.fromkeys(("at-least", "at-most", "robust-to"), _NUMBER),
    **dict.fromkeys(("survives-without", "turned-by"), {"oneOf": [_ID, _list("id")]}),
    "nodes": _list("node"),
    "relations": _list("relation", 0),
    "sources": {**_list("id"), "uniqueItems": True},
}


def _shared(text: Schema) -> Schema:
    word = {"type": "string", "anyOf": [{"enum": list(WORDS)}, {"pattern": f"^{ids.FIRST}"}]}
    end = {"oneOf": [_NUMBER, word]}
    interval = {"type": "array", "items": end, "minItems": 2, "maxItems": 2}
    numbers = {"type": "array", "items": _NUMBER, "minItems": 2, "maxItems": 2}
    anchor = _object(["at", "quote"], ["at"])
    remarks_of = {key: _object(keys, keys[:1]) for key, keys in _REMARKS.items()}
    for key, about in ABOUT_TENSION.items():
        remarks_of["tension"]["properties"][key]["description"] = about
    document = {
        "type": "object",
        "properties": {key: {"description": ABOUT_DOCUMENT[key], **_TEXT} for key in shared_keys.DOCUMENT},
        "additionalProperties": False,
    }
    return {
        "text": {**text, **({"minLength": 1} if text["type"] == "string" else {})},
        "id": {"type": "string", "pattern": ids.PATTERN, "maxLength": ids.MOST},
        "number": {"type": "number", "minimum": 0, "maximum": 1},
        "strength": {"oneOf": [_NUMBER, word, interval]},
        "meaning": {"oneOf": [_NUMBER, numbers]},
        "anchor": {"oneOf": [_TEXT, anchor]},
        "document": document,
        **remarks_of,
    }


_REMARKS = {"tension": list(shared_keys.TENSION), "expectation": list(shared_keys.EXPECTATION)}
