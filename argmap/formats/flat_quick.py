"""Reads a correct flat JSON text quickly, without noting places.

It gives the same map as `flat_reader`, in a small part of the time. For a text with a mistake, and for a few correct ones,
it returns None; then `flat_reader` reads the text and reports the problems with their places.
"""

import json
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, NoReturn

from argmap.formats.anchors import anchor
from argmap.formats.fields import VERSION
from argmap.model import STATEMENT_KINDS, STEP_KINDS, ArgumentMap, Document, Expectation, Tension, Value
from argmap.model.evaluating import Evaluating
from argmap.model.field import Kind, fields_of


def read(text: str) -> ArgumentMap | None:
    """The map in a flat JSON text, without places; None if `flat_reader` must read the text.

    >>> read('{"conclusion": "a", "nodes": [{"kind": "claim", "id": "a", "text": "It pays."}]}').conclusion
    'a'
    >>> read('{"conclusion": "b", "nodes": [{"kind": "claim", "id": "a", "text": "It pays."}]}') is None
    True
    """
    try:
        top = json.loads(text, object_pairs_hook=_object, parse_constant=_doubt)
        fields = {}
        for key, content in top.items():
            name, read_content = _TOP[key]
            fields[name] = read_content(content)
        fields.pop("", None)
        return ArgumentMap(**fields)
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError):
        return None


def _doubt(_what: object) -> NoReturn:
    raise ValueError("a text that the careful reader is to read")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    content = dict(pairs)
    return content if len(content) == len(pairs) and content else _doubt(pairs)


def _version(content: object) -> None:
    if type(content) is not int or content != VERSION:
        _doubt(content)


def _said(content: Any) -> Any:
    """The value of a key. Raises ValueError for null and for an empty list, which a map has no use for."""
    return content if content is not None and content != [] else _doubt(content)


def _value(model: type[Value], entry: dict[str, Any]) -> Value:
    fields = fields_of(model)
    given = {}
    for key, content in entry.items():
        field = fields[key]
        given[field.name] = _READ.get(field.kind, _said)(content)
    return model(**given)


def _anchors(content: Any) -> Any:
    if isinstance(content, list):
        return [_anchors(part) for part in _said(content)]
    if isinstance(content, str):
        read = anchor(content)
        return read if read is not None else _doubt(content)
    return {key: _said(part) for key, part in content.items()}


def _records(content: Any) -> Any:
    if isinstance(content, list):
        return [_records(part) for part in _said(content)]
    return {key: _said(part) for key, part in content.items()}


_READ: Mapping[Kind, Callable[[Any], Any]] = {Kind.ANCHORS: _anchors, Kind.RECORDS: _records}


def _words(words: Any) -> dict[str, Any]:
    return {word: _said(meaning) for word, meaning in words.items()}


def _list(entries: Any) -> list[dict[str, Any]]:
    return entries if isinstance(entries, list) else _doubt(entries)


def _statements(entries: Any) -> tuple[Value, ...]:
    if not all("id" in entry for entry in _list(entries)):
        _doubt(entries)  # an id that is made depends on the others
    return _of_kinds(STATEMENT_KINDS, entries)


def _of_kinds(kinds: Mapping[str, type[Any]], entries: Any) -> tuple[Value, ...]:
    return tuple(_value(kinds[entry.pop("kind")], entry) for entry in _list(entries))


def _all_of(model: type[Value], entries: Any) -> tuple[Value, ...]:
    return tuple(_value(model, entry) for entry in _list(entries))


_TOP: Mapping[str, tuple[str, Callable[[Any], Any]]] = {
    "argmap": ("", _version),
    "title": ("title", _said),
    "summary": ("summary", _said),
    "conclusion": ("conclusion", _said),
    "document": ("document", partial(_value, Document)),
    "scale": ("scale", _words),
    "weights": ("weights", _words),
    "evaluate": ("evaluating", partial(_value, Evaluating)),
    "tensions": ("tensions", partial(_all_of, Tension)),
    "expect": ("expect", partial(_all_of, Expectation)),
    "nodes": ("statements", _statements),
    "relations": ("steps", partial(_of_kinds, STEP_KINDS)),
}
"""Each key at the top of a flat text: the field of the map, and how it is read."""
