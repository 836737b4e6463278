"""The text of a map as a tree in which every part knows where it begins and ends, so that it can be cut, replaced or named.

The readers of `argmap.formats` say what a text means; this says where it stands. YAML and JSON give the same tree.
"""

import json
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Optional

import yaml

from argmap.formats import format_of_text

_LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
"""What the parser of YAML counts as the end of a line."""
_TOKEN = re.compile(r'[{}\[\]]|"[^"\\]*(?:\\.[^"\\]*)*"|[^\s,:{}\[\]"]+')


@dataclass(eq=False, slots=True)
class TextPart:
    """A part of a text: characters from `start` up to `end`, within the part `parent`."""

    start: int
    end: int
    parent: Optional["Keyed | Listed"] = None

    def within(self, other: "TextPart") -> bool:
        """Whether the part is `other`, or stands in it."""
        part: TextPart | None = self
        while part is not None and part is not other:
            part = part.parent
        return part is not None

    @property
    def depth(self) -> int:
        """How many lists and mappings the part stands in."""
        return 0 if self.parent is None else 1 + self.parent.depth


@dataclass(eq=False, slots=True)
class Leaf(TextPart):
    """One value or key: the text that it stands for, and whether it was written in quotes or as a block (`style`)."""

    text: str = ""
    style: str = ""


@dataclass(eq=False, slots=True)
class Listed(TextPart):
    """A list; `flow` if it is written in brackets."""

    flow: bool = False
    items: list["TextTree"] = field(default_factory=list)


@dataclass(eq=False, slots=True)
class Keyed(TextPart):
    """A mapping of keys to values; `flow` if it is written in braces."""

    flow: bool = False
    entries: list[tuple[Leaf, "TextTree"]] = field(default_factory=list)

    def get(self, key: str) -> Optional["TextTree"]:
        """The value of a key, or None."""
        return next((value for leaf, value in self.entries if leaf.text == key), None)

    def key(self, key: str) -> Leaf | None:
        """The key itself, or None."""
        return next((leaf for leaf, _ in self.entries if leaf.text == key), None)


TextTree = Leaf | Listed | Keyed
_Opened = tuple[str, int, int, bool]


class SourceText:
    """A text with its tree. Raises yaml.YAMLError or ValueError for what is neither YAML nor JSON.

    >>> source = SourceText("claim: It pays off.  # surely\\nid: pays\\n")
    >>> [(key.text, source.text[value.start:value.end]) for key, value in source.top.entries]
    [('claim', 'It pays off.'), ('id', 'pays')]
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.json = format_of_text(text) == "json"
        breaks = re.compile("\n") if self.json else _BREAK
        self.starts = [0, *(match.end() for match in breaks.finditer(text))]
        tree = _composed(_json_events(text) if self.json else _yaml_events(text))
        self.top = tree if isinstance(tree, Keyed) else Keyed(0, 0)
        self._keyed: dict[int, Keyed] = {}
        for part in parts_of(self.top):
            if isinstance(part, Keyed):
                self._keyed.setdefault(part.start, part)
                for key, _ in part.entries:
                    self._keyed[key.start] = part

    def offset(self, line: int, column: int) -> int:
        """The number of characters before a place, which is counted from 1."""
        return self.starts[min(line, len(self.starts)) - 1] + column - 1

    def place(self, offset: int) -> tuple[int, int]:
        """The line and column, from 1, of a character."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1

    def column(self, offset: int) -> int:
        """How many characters stand before this one on its line."""
        return self.place(offset)[1] - 1

    def line_start(self, offset: int) -> int:
        """Where the line of a character begins."""
        return self.starts[bisect_right(self.starts, offset) - 1]

    def line_end(self, offset: int) -> int:
        """Where the line of a character ends, before its line break."""
        found = self.text.find("\n", offset)
        end = len(self.text) if found < 0 else found
        return end - 1 if end > offset and self.text[end - 1] == "\r" else end

    def keyed_at(self, line: int, column: int) -> Keyed | None:
        """The mapping that begins, or has a key, at a place."""
        return self._keyed.get(self.offset(line, column))

    def leaf_at(self, offset: int) -> Leaf | None:
        """The key or value that a character belongs to, or that ends right before it."""
        at = bisect_left(self._leaves, offset, key=lambda leaf: leaf.end)
        return self._leaves[at] if at < len(self._leaves) and self._leaves[at].start <= offset else None

    def part_at(self, offset: int) -> "Leaf | Listed | None":
        """The key, value or list that begins with a character."""
        leaf = self.leaf_at(offset)
        if leaf is not None and leaf.start == offset:
            return leaf
        return next((one for one in parts_of(self.top) if isinstance(one, Listed) and one.start == offset), None)

    @cached_property
    def _leaves(self) -> list[Leaf]:
        """The keys and values in the order of the text."""
        return [part for part in parts_of(self.top) if isinstance(part, Leaf)]


def parts_of(top: TextTree) -> Iterator[TextTree]:
    """The part and all parts in it, in the order of the text."""
    waiting: list[TextTree] = [top]
    while waiting:
        yield (part := waiting.pop())
        inner: list[TextTree] = []
        if isinstance(part, Keyed):
            inner = [one for entry in part.entries for one in entry]
        elif isinstance(part, Listed):
            inner = part.items
        waiting.extend(reversed(inner))


def _composed(events: Iterator[Leaf | _Opened | int]) -> TextTree | None:
    """The tree of a stream: leaves, openings, and the end of what was opened last as a number."""
    root: TextTree | None = None
    opened: list[Keyed | Listed] = []
    keys: list[Leaf | None] = []
    for event in events:
        if isinstance(event, int):
            done = opened.pop()
            keys.pop()
            last = _last(done)
            done.end = event if done.flow or last is None else last.end
            continue
        part: TextTree
        if isinstance(event, Leaf):
            part = event
        else:
            kind, start, end, flow = event
            part = (Keyed if kind == "mapping" else Listed)(start, end, flow=flow)
        if not opened:
            root = part
        else:
            part.parent = opened[-1]
            _enter(opened[-1], part, keys)
        if not isinstance(part, Leaf):
            opened.append(part)
            keys.append(None)
    return root


def _enter(parent: Keyed | Listed, part: TextTree, keys: list[Leaf | None]) -> None:
    if isinstance(parent, Listed):
        parent.items.append(part)
    elif (key := keys[-1]) is None:
        keys[-1] = part if isinstance(part, Leaf) else Leaf(part.start, part.end, parent)
    else:
        parent.entries.append((key, part))
        keys[-1] = None


def _last(part: Keyed | Listed) -> TextTree | None:
    if isinstance(part, Keyed):
        return part.entries[-1][1] if part.entries else None
    return part.items[-1] if part.items else None


def _yaml_events(text: str) -> Iterator[Leaf | _Opened | int]:
    for event in yaml.parse(text, Loader=_LOADER):
        mark: Any = event.start_mark
        start, end = mark.index, event.end_mark.index  # type: ignore[union-attr]
        if isinstance(event, yaml.ScalarEvent):
            style = event.style or ""
            if style in ("|", ">"):
                end = start + len(text[start:end].rstrip())
            yield Leaf(start, end, None, event.value, style)
        elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            kind = "mapping" if isinstance(event, yaml.MappingStartEvent) else "sequence"
            yield kind, start, end, bool(event.flow_style)
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            yield end
        elif isinstance(event, yaml.AliasEvent):
            yield Leaf(start, end, None, f"*{event.anchor}")


def _json_events(text: str) -> Iterator[Leaf | _Opened | int]:
    json.loads(text)
    for token in _TOKEN.finditer(text):
        start, end = token.span()
        match written := token.group():
            case "{" | "[":
                yield ("mapping" if written == "{" else "sequence"), start, end, True
            case "}" | "]":
                yield end
            case _ if written[0] == '"':
                yield Leaf(start, end, None, json.loads(written), '"')
            case _:
                yield Leaf(start, end, None, written)
