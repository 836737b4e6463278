"""Reads a correct flat JSON text quickly, without noting places.

It gives the same map as `flat_reader`, in a small part of the time. For a text with a mistake, and for a few correct ones,
it returns None; then `flat_reader` reads the text and reports the problems with their places.
"""

import json
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from argmap.errors import Place
from argmap.formats.at_once import DOUBTS, all_of, doubt, quick_map, said, statements, steps, value, words
from argmap.formats.fields import VERSION
from argmap.model import ArgumentMap, Document, Expectation, Tension
from argmap.model.evaluating import Evaluating
from argmap.model.map import NO_PLACES


def read(text: str, places: Mapping[tuple[str, str], Place] = NO_PLACES) -> ArgumentMap | None:
    """The map in a flat JSON text, with these places; None if `flat_reader` must read the text.

    >>> read('{"conclusion": "a", "nodes": [{"kind": "claim", "id": "a", "text": "It pays."}]}').conclusion
    'a'
    >>> read('{"conclusion": "b", "nodes": [{"kind": "claim", "id": "a", "text": "It pays."}]}') is None
    True
    """
    try:
        fields = {}
        for key, content in _parsed(text).items():
            name, read_content = _TOP[key]
            fields[name] = read_content(content)
        fields.pop("", None)
        return quick_map(fields, places)
    except DOUBTS:
        return None


def _parsed(text: str) -> dict[str, Any]:
    """The top of a text in which no key is given twice.

    Each pair of key and value has a colon, after a quotation mark or after space. If there are not more of these than pairs were
    kept, no key was given twice; else the text is parsed again with a look at every object.
    """
    top: dict[str, Any] = _DECODER.decode(text)
    kept = _pairs(top)
    if text.count(":") > kept and sum(map(text.count, _BEFORE_VALUES)) > kept:
        top = _WARY.decode(text)
    return top


def _pairs(top: dict[str, Any]) -> int:
    """How many pairs of key and value a map has; what stands within the values of a statement or step is not counted."""
    return len(top) + sum(
        sum(map(len, content)) if key in ("nodes", "relations") else _within(content) for key, content in top.items()
    )


def _within(content: Any) -> int:
    if isinstance(content, dict):
        return len(content) + sum(map(_within, content.values()))
    return sum(map(_within, content)) if isinstance(content, list) else 0


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    content = dict(pairs)
    return content if len(content) == len(pairs) else doubt()


def _version(content: object) -> None:
    if type(content) is not int or content != VERSION:
        doubt()


_DECODER = json.JSONDecoder(parse_constant=doubt)
_WARY = json.JSONDecoder(parse_constant=doubt, object_pairs_hook=_object)
_BEFORE_VALUES = '":', " :", "\n:", "\t:", "\r:"
_TOP: Mapping[str, tuple[str, Callable[[Any], Any]]] = {
    "argmap": ("", _version),
    "title": ("title", said),
    "summary": ("summary", said),
    "conclusion": ("conclusion", said),
    "document": ("document", partial(value, Document)),
    "scale": ("scale", words),
    "weights": ("weights", words),
    "evaluate": ("evaluating", partial(value, Evaluating)),
    "tensions": ("tensions", partial(all_of, Tension)),
    "expect": ("expect", partial(all_of, Expectation)),
    "nodes": ("statements", statements),
    "relations": ("steps", steps),
}
"""Each key at the top of a flat text: the field of the map, and how it is read."""
