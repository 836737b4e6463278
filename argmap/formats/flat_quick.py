"""Reads a correct flat JSON text quickly, without noting places.

It gives the same map as `flat_reader`, in a small part of the time. For a text with a mistake, and for a few correct ones,
it returns None; then `flat_reader` reads the text and reports the problems with their places.
"""

import json
import sys
from collections.abc import Callable, Mapping
from functools import partial
from importlib import import_module
from importlib.util import find_spec
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
        top = _parsed(text)
        nodes = statements(top.pop("nodes"))
        relations = steps(top.pop("relations", []), nodes)
        fields = {}
        for key, content in top.items():
            name, read_content = _TOP[key]
            fields[name] = read_content(content)
        fields.pop("", None)
        return quick_map(fields, nodes, relations, places)
    except DOUBTS:
        return None


def _parsed(text: str) -> dict[str, Any]:
    """The top of a text in which no key is given twice.

    Each pair of key and value has a colon, after a quotation mark or after space. If there are not more of these than pairs were
    kept, no key was given twice; else the text is parsed again with a look at every object.
    """
    top: dict[str, Any] = _parser(text)(text)
    kept = _pairs(top)
    if text.count(":") > kept and sum(map(text.count, _BEFORE_VALUES)) > kept:
        top = _WARY.decode(text)
    return top


def _parser(text: str) -> Callable[[str], Any]:
    """What parses a text: orjson for a large one, and for all once it is loaded, if it is installed; else the standard library."""
    orjson: Any = sys.modules.get(ORJSON)
    if orjson is None and len(text) > LARGE and find_spec(ORJSON) is not None:
        orjson = import_module(ORJSON)
    parse: Callable[[str], Any] = _DECODER.decode if orjson is None else orjson.loads
    return parse


def quick_parser() -> None:
    """Loads orjson, if it is installed, for a program that reads many texts."""
    if find_spec(ORJSON) is not None:
        import_module(ORJSON)


def _pairs(top: dict[str, Any]) -> int:
    """How many pairs of key and value a map has; what stands within the values of a statement or step is not counted."""
    pairs = len(top)
    for key, content in top.items():
        pairs += sum(map(len, content)) if key in _ENTRIES else 0 if type(content) is str else _within(content)
    return pairs


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


ORJSON = "orjson"
LARGE = 200_000
"""Characters from which on it pays to load orjson."""
_DECODER = json.JSONDecoder(parse_constant=doubt)
_WARY = json.JSONDecoder(parse_constant=doubt, object_pairs_hook=_object)
_ENTRIES = {"nodes", "relations"}
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
}
"""Each other key at the top of a flat text: the field of the map, and how it is read."""
