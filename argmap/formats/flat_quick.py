"""Reads a correct flat JSON text quickly, without noting places.

It gives the same map as `flat_reader`, in a small part of the time. For a text with a mistake, and for a few correct ones,
it returns None; then `flat_reader` reads the text and reports the problems with their places.
"""

import json
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, NoReturn

from argmap.errors import Place
from argmap.formats.anchors import anchor
from argmap.formats.fields import VERSION
from argmap.model import STATEMENT_KINDS, STEP_KINDS, Anchor, ArgumentMap, Document, Expectation, Tension, Value, ids
from argmap.model.checked import CHECKS
from argmap.model.evaluating import Evaluating
from argmap.model.field import REQUIRED, Kind, ValueField, fields_of
from argmap.model.map import NO_PLACES
from argmap.model.scale import written
from argmap.model.step import Step


def read(text: str, places: Mapping[tuple[str, str], Place] = NO_PLACES) -> ArgumentMap | None:
    """The map in a flat JSON text, with these places; None if `flat_reader` must read the text.

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
        return _map(fields, places)
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError):
        return None


def _map(fields: dict[str, Any], places: Mapping[tuple[str, str], Place]) -> ArgumentMap:
    """The map with these fields; its statements and steps, which are most of it, are values already and not looked at again."""
    m = object.__new__(ArgumentMap)
    values = m.__dict__
    for field in fields_of(ArgumentMap).values():
        value = fields.get(field.name, field.default)
        if value is REQUIRED:
            _doubt(field)
        known = value is field.default or field.name in ("statements", "steps")
        values[field.name] = value if known else CHECKS[field.kind](value, field)
    m._check()
    values["_places"] = places
    return m


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
    return model(**{fields[key].name: _said(content) for key, content in entry.items()})


class _Maker:
    """Makes values of one class from entries of a text: checked as the class checks them, in one pass over the keys that are given."""

    def __init__(self, model: type[Any]) -> None:
        fields = fields_of(model)
        checks = {**CHECKS, **(_OF_STEPS if issubclass(model, Step) else _OF_STATEMENTS)}
        self.model, self.count = model, len(fields)
        self.rows = {key: (field.name, checks[field.kind], field) for key, field in fields.items()}
        if issubclass(model, Step):
            self.rows["target"] = ("target", _end, fields["target"])
        self.defaults = {field.name: field.default for field in fields.values() if not field.required}
        self.is_step = issubclass(model, Step)

    def __call__(self, entry: dict[str, Any]) -> Any:
        """The value of an entry without its kind. Raises ValueError or KeyError if the careful reader is to read it."""
        value = object.__new__(self.model)
        values = value.__dict__
        values.update(self.defaults)
        rows = self.rows
        for key, content in entry.items():
            name, check, field = rows[key]
            values[name] = check(content, field)
        if len(values) != self.count:
            _doubt(entry)
        if self.is_step and "id" not in entry:
            values["id"] = ids.step_slug(self.model.thing, value.sources, value.target)
        return value


def _id(content: Any, _field: ValueField) -> str:
    return content if len(content) <= ids.LONGEST and ids.ASCII.fullmatch(content) else ids.checked(content)


def _strength(content: Any, _field: ValueField) -> Any:
    return content + 0.0 if type(content) is float and 0 <= content <= 1 else written(content)


def _end(content: Any, _field: ValueField) -> str:
    """The end of a step. That it is the id of a statement or a step, which was checked, is a rule of the map."""
    return content if type(content) is str else _doubt(content)


def _sources(content: Any, _field: ValueField) -> tuple[str, ...]:
    if type(content) is not list or not content or (len(content) > 1 and len(set(content)) < len(content)):
        _doubt(content)
    return tuple(content)


def _anchors(content: Any, _field: ValueField) -> tuple[Anchor, ...]:
    if type(content) is list:
        return tuple(map(_anchor, content)) if content else _doubt(content)
    return (_anchor(content),)


def _anchor(content: Any) -> Anchor:
    if type(content) is str:
        content = anchor(content) or _doubt(content)
    made: Anchor = _ANCHOR(content)
    return made


def _records(content: Any, field: ValueField) -> Any:
    return CHECKS[Kind.RECORDS](_filled(content), field)


def _filled(content: Any) -> Any:
    if isinstance(content, list):
        return [_filled(part) for part in _said(content)]
    return {key: _said(part) for key, part in content.items()}


def _words(words: Any) -> dict[str, Any]:
    return {word: _said(meaning) for word, meaning in words.items()}


def _list(entries: Any) -> list[dict[str, Any]]:
    return entries if isinstance(entries, list) else _doubt(entries)


def _statements(entries: Any) -> tuple[Value, ...]:
    if not all("id" in entry for entry in _list(entries)):
        _doubt(entries)  # an id that is made depends on the others
    return _of_kinds(_STATEMENTS, entries)


def _of_kinds(makers: Mapping[str, _Maker], entries: Any) -> tuple[Value, ...]:
    return tuple([makers[entry.pop("kind")](entry) for entry in _list(entries)])


def _all_of(model: type[Value], entries: Any) -> tuple[Value, ...]:
    return tuple(_value(model, entry) for entry in _list(entries))


_OF_STATEMENTS = {Kind.ID: _id, Kind.STRENGTH: _strength, Kind.ANCHORS: _anchors, Kind.RECORDS: _records}
_OF_STEPS = {Kind.STRENGTH: _strength, Kind.IDS: _sources}
"""What a field of these kinds takes and keeps: as `CHECKS`, with the usual case first."""
_ANCHOR = _Maker(Anchor)
_STATEMENTS = {kind: _Maker(model) for kind, model in STATEMENT_KINDS.items()}
_STEPS = {kind: _Maker(model) for kind, model in STEP_KINDS.items()}
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
    "relations": ("steps", partial(_of_kinds, _STEPS)),
}
"""Each key at the top of a flat text: the field of the map, and how it is read."""
