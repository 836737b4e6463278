"""The places in a correct flat JSON text: one scan finds where each entry stands; its keys are looked at when one is asked for."""

import json
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from argmap.errors import Place
from argmap.formats import json_reader
from argmap.formats.draft import At, Draft
from argmap.formats.fields import Reader
from argmap.formats.syntax import Problems, top_of
from argmap.model import Claim, Support, ids
from argmap.model.field import fields_of

_BETWEEN = re.compile(r"[\s,:]*")
_value_at = json.JSONDecoder(parse_int=str, parse_float=str).raw_decode
_FIELDS = {**fields_of(Claim), **fields_of(Support)}


@dataclass(frozen=True, eq=False)
class FlatPlaces(Mapping[tuple[str, str], Place]):
    """The places of a correct flat text, a mapping; see `ArgumentMap.places`.

    `entries` holds the beginning and the end of each statement and step, by id; `remarks` the beginning of each remark, by key.

    >>> text = '{"conclusion": "a", "nodes": [{"kind": "claim", "id": "a", "text": "It pays."}], "relations": []}'
    >>> places = places_in(text, "case")
    >>> str(places["a", ""]), str(places["a", "text"]), ("a", "note") in places
    ('case:1:31', 'case:1:68', False)
    """

    text: str
    file: str
    entries: Mapping[str, tuple[int, int]]
    remarks: Mapping[str, int]

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self.text))]

    def _at(self, position: int) -> At:
        starts = self._line_starts
        line = bisect_right(starts, position)
        return line, position - starts[line - 1] + 1

    def _keys(self, id: str) -> Mapping[str, At]:
        """The place of each key of an entry, as the careful reader finds them."""
        begin, end = self.entries[id]
        problems = Problems(self.file)
        draft = Draft("", (1, 1))
        tree = top_of(json_reader.tree(self.text[begin:end], problems), problems)
        Reader(problems, typed=True).fill(draft, tree, _FIELDS)
        above, before = (number - 1 for number in self._at(begin))
        return {
            key: (line + above, column + before if line == 1 else column)
            for key, (line, column) in draft.places.items()
        }

    def __getitem__(self, spot: tuple[str, str]) -> Place:
        id, key = spot
        if not id:
            return Place(self.file, *self._at(self.remarks[key]))
        return Place(self.file, *(self._keys(id)[key] if key else self._at(self.entries[id][0])))

    def __iter__(self) -> Iterator[tuple[str, str]]:
        for id in self.entries:
            yield id, ""
            yield from ((id, key) for key in self._keys(id))
        yield from (("", key) for key in self.remarks)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def places_in(text: str, file: str) -> FlatPlaces:
    """The places of a text that is known to be a correct flat map."""
    entries: dict[str, tuple[int, int]] = {}
    remarks: dict[str, int] = {}
    at = _after(text, text.index("{") + 1)
    while text[at] != "}":
        key, at = _value_at(text, at)
        begin = _after(text, at)
        items, at = _items(text, begin) if text[begin] == "[" else ([], _value_at(text, begin)[1])
        if key in ("nodes", "relations"):
            entries |= {_id(entry): (first, end) for first, entry, end in items}
        elif key in ("expect", "tensions"):
            remarks |= {f"{key}.{number}": first for number, (first, _, _) in enumerate(items)}
        elif key == "evaluate":
            remarks[key] = begin
        at = _after(text, at)
    return FlatPlaces(text, file, entries, remarks)


def _items(text: str, at: int) -> tuple[list[tuple[int, Any, int]], int]:
    """The beginning, the value and the end of each item of the list that begins here, and where the list ends."""
    found = []
    at = _after(text, at + 1)
    while text[at] != "]":
        value, end = _value_at(text, at)
        found.append((at, value, end))
        at = _after(text, end)
    return found, at + 1


def _after(text: str, at: int) -> int:
    """The first position from here on that is no space and no separator."""
    match = _BETWEEN.match(text, at)
    return match.end() if match else at


def _id(entry: Mapping[str, Any]) -> str:
    id: str = entry.get("id") or ids.step_slug(entry["kind"], entry["sources"], entry["target"])
    return id
