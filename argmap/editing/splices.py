"""Splices of a text: values set, keys dropped, items added, cut and put elsewhere; all other characters stay as they are.

A splice belongs to the list or mapping that it changes (`owner`). What is cut keeps the splices within it, so that an item can
be changed and moved in one go.
"""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from argmap.editing.source import Keyed, Leaf, Listed, SourceText, TextPart, TextTree
from argmap.errors import ArgmapError
from argmap.formats.outline_reader import GROWTH, KIND_KEYS, ROOT, STATEMENT_FIELDS, STEP_FIELDS
from argmap.formats.yaml_writer import block, scalar

ORDER = (
    *(key for key in ROOT if key not in ("also", "tensions", "expect")),
    "conclusion", "kind", "ref", "all", *KIND_KEYS, "text", *STATEMENT_FIELDS, "sources", "target", *STEP_FIELDS,
    *GROWTH, "unless", "also", "nodes", "relations", "tensions", "expect",
)  # fmt: skip
"""The order in which keys are written, in either notation."""
_COMMENT_LINE = re.compile(r"[ \t]*#")


class CannotSplice(ArgmapError):
    """A change that cannot be made by splices, such as an item with lines of its own that goes into brackets."""

    def __init__(self) -> None:
        super().__init__("the notation of the file cannot hold the map", "save the map as JSON")

    def __reduce__(self) -> tuple[type["CannotSplice"], tuple[()]]:
        return type(self), ()


@dataclass(frozen=True, eq=False)
class Splice:
    """The characters from `start` up to `end`, and what stands in their place."""

    start: int
    end: int
    owner: TextPart
    text: Callable[[], str]
    rank: int


@dataclass(frozen=True, eq=False)
class Chunk:
    """An item that was cut and is put elsewhere: as it stands, with the splices within it."""

    item: Keyed


NewItem = Mapping[str, Any] | Chunk
"""What is added to a list: an entry as data, or one that was cut."""


@dataclass
class Splices:
    """The splices of one text; `result` makes them.

    >>> source = SourceText("claim: It pays off.  # surely\\nid: pays\\n")
    >>> splices = Splices(source)
    >>> splices.put(source.top, "strength", 0.5)
    >>> splices.result()
    'claim: It pays off.  # surely\\nid: pays\\nstrength: 0.5\\n'
    """

    source: SourceText
    made: list[Splice] = field(default_factory=list)
    gone: set[TextPart] = field(default_factory=set)
    added: dict[tuple[Keyed, str], list[NewItem]] = field(default_factory=dict)
    cuts: dict[Listed, set[TextTree]] = field(default_factory=dict)

    def replace(self, leaf: TextPart, text: str) -> None:
        """Puts characters in the place of a value or key."""
        self._make(leaf.start, leaf.end, leaf.parent or leaf, text)

    def name(self, leaf: Leaf, id: str) -> None:
        """Puts another id in the place of one."""
        self.replace(leaf, json.dumps(id, ensure_ascii=False) if leaf.style else scalar(id, flow=True))

    def put(self, owner: Keyed, key: str, value: Any) -> None:
        """Gives a key a value, whether or not the mapping has the key."""
        old = owner.get(key)
        if old is None:
            self._insert(owner, key, lambda: self._said(owner, key, value))
            return
        said = self._said(owner, key, value)
        if not said.startswith(self._key(key)) or not (isinstance(old, Leaf) or old.flow or owner.flow):
            raise CannotSplice
        self.replace(old, said.removeprefix(self._key(key)))

    def drop(self, owner: Keyed, key: str) -> None:
        """Takes a key and its value away; a comment beside the value stays."""
        index = next(number for number, (leaf, _) in enumerate(owner.entries) if leaf.text == key)
        leaf, value = owner.entries[index]
        after = owner.entries[index + 1][0] if index + 1 < len(owner.entries) else None
        self.gone.add(value)
        if owner.flow:
            if after is not None:
                self._make(leaf.start, after.start, owner, "")
            else:
                self._make(owner.entries[index - 1][1].end if index else leaf.start, value.end, owner, "")
            return
        line, end = self.source.line_start(leaf.start), self.source.line_end(value.end)
        whole = isinstance(value, Leaf) or value.flow
        beside = self.source.text[value.end : end].strip() if whole else ""
        if self.source.text[line : leaf.start].strip():
            if after is None:
                raise CannotSplice
            self._make(leaf.start, after.start, owner, "")
        elif beside:
            self._make(leaf.start, end, owner, beside)
        else:
            self._make(max(line - len(self.newline), 0), end, owner, "")

    def cut(self, item: TextTree) -> None:
        """Takes an item out of its list, with the comment lines right above it."""
        if not isinstance(item.parent, Listed):
            raise CannotSplice
        self.cuts.setdefault(item.parent, set()).add(item)
        self.gone.add(item)

    def add(self, owner: Keyed, key: str, item: NewItem) -> None:
        """Adds an item to the list of a key, which is made if the mapping lacks it."""
        self.added.setdefault((owner, key), []).append(item)

    @property
    def newline(self) -> str:
        """The line break of the text."""
        return "\r\n" if "\r\n" in self.source.text else "\n"

    def result(self) -> str:
        """The text with all splices. Raises CannotSplice."""
        for listed, items in self.cuts.items():
            self._cut(listed, items)
        for (owner, key), new in self.added.items():
            self._add(owner, key, new)
        return self._spliced(self.source.top, 0, len(self.source.text))

    def _make(self, start: int, end: int, owner: TextPart, text: str | Callable[[], str], rank: int = 0) -> None:
        said = text if callable(text) else lambda: text
        self.made.append(Splice(start, end, owner, said, rank))

    def _spliced(self, root: TextPart, start: int, end: int) -> str:
        """The text between two places, with the splices within `root`."""
        within = [splice for splice in self.made if self._holds(root, splice.owner)]
        within.sort(key=lambda splice: (splice.start, splice.end, -splice.owner.depth, splice.rank))
        out: list[str] = []
        position = start
        for splice in within:
            if splice.start < position:
                raise CannotSplice
            out += [self.source.text[position : splice.start], splice.text()]
            position = splice.end
        return "".join([*out, self.source.text[position:end]])

    def _holds(self, root: TextPart, owner: TextPart) -> bool:
        """Whether a splice of `owner` is made where `root` is written: nothing between them is gone."""
        part: TextPart | None = owner
        while part is not None and part is not root:
            if part in self.gone:
                return False
            part = part.parent
        return part is root

    # Values and keys

    def _key(self, key: str) -> str:
        return f"{json.dumps(key)}: " if self.source.json else f"{key}: "

    def _said(self, owner: Keyed, key: str, value: Any) -> str:
        """A key with its value, without the indentation of its first line."""
        if self.source.json:
            return self._key(key) + json.dumps(value, ensure_ascii=False)
        if owner.flow:
            return self._key(key) + scalar(value, flow=True)
        pad = " " * self.source.column(owner.entries[0][0].start)
        return self._joined(block({key: value}).splitlines(), pad)

    def _joined(self, lines: Sequence[str], pad: str) -> str:
        return (self.newline + pad).join(lines)

    def _insert(self, owner: Keyed, key: str, said: Callable[[], str]) -> None:
        """Writes a new key after those that go before it."""
        rank = ORDER.index(key)
        before = [entry for entry in owner.entries if entry[0].text in ORDER and ORDER.index(entry[0].text) < rank]
        _, last = (before or owner.entries[:1])[-1]
        if owner.flow:
            between = self._between([value for _, value in owner.entries], [leaf for leaf, _ in owner.entries])
            self._make(last.end, last.end, owner, lambda: between + said(), rank)
        else:
            pad = self.newline + " " * self.source.column(owner.entries[0][0].start)
            end = self.source.line_end(last.end)
            self._make(end, end, owner, lambda: pad + said(), rank)

    # Items

    def _cut(self, listed: Listed, items: set[TextTree]) -> None:
        owner = listed.parent
        key = (
            next((leaf for leaf, value in owner.entries if value is listed), None) if isinstance(owner, Keyed) else None
        )
        if len(items) == len(listed.items) and isinstance(owner, Keyed) and key is not None:
            adds = (owner, key.text) in self.added
            if not adds and (key.text != "relations" or not listed.flow):
                self.drop(owner, key.text)
                return
        if listed.flow:
            self._cut_flow(listed, items)
            return
        for item in items:
            start, text = self.source.line_start(item.start), self.source.text
            while start and _COMMENT_LINE.match(text[self.source.line_start(start - 1) : start]):
                start = self.source.line_start(start - 1)
            self._make(start - len(self.newline), self.source.line_end(item.end), listed, "")

    def _cut_flow(self, listed: Listed, items: set[TextTree]) -> None:
        kept = [number for number, item in enumerate(listed.items) if item not in items]
        last = kept[-1] if kept else -1
        for number in range(last):
            if listed.items[number] in items:
                self._make(listed.items[number].start, listed.items[number + 1].start, listed, "")
        if last + 1 < len(listed.items):
            start = listed.items[last].end if kept else listed.items[0].start
            self._make(start, listed.items[-1].end, listed, "")

    def _add(self, owner: Keyed, key: str, new: list[NewItem]) -> None:
        listed = owner.get(key)
        if listed is None:
            if owner.flow:
                items = self._in_brackets
                self._insert(owner, key, lambda: f"{self._key(key)}[{items(new)}]")
            else:
                pad = " " * self.source.column(owner.entries[0][0].start)
                indent = pad + " " * self._step
                self._insert(
                    owner, key, lambda: f"{key}:" + "".join(self.newline + self._in_block(item, indent) for item in new)
                )
        elif not isinstance(listed, Listed):
            raise CannotSplice
        elif listed.flow:
            self._add_flow(listed, new)
        else:
            indent = " " * self.source.column(listed.start)
            end = self.source.line_end(listed.items[-1].end)
            for item in new:
                self._make(end, end, listed, lambda item=item: self.newline + self._in_block(item, indent))  # type: ignore[misc]

    def _add_flow(self, listed: Listed, new: list[NewItem]) -> None:
        between = self._between(listed.items, listed.items)
        kept = [item for item in listed.items if item not in self.gone]
        at = listed.items[-1].end if listed.items else listed.end - 1
        first, last = "", ""
        if kept:
            first = between
        elif not listed.items and self.source.json:
            first, last = f"{self.newline}    ", f"{self.newline}  "
            between = f",{first}"
        self._make(at, at, listed, lambda: first + self._in_brackets(new, between) + last)

    def _between(self, ends: Sequence[TextPart], starts: Sequence[TextPart]) -> str:
        """What stands between two items in brackets: a comma, and a new line where each has its own."""
        if len(ends) > 1:
            found = self.source.text[ends[0].end : starts[1].start]
            if re.fullmatch(r"\s*,\s*", found):
                return found
        if ends and not (before := self.source.text[self.source.line_start(starts[0].start) : starts[0].start]).strip():
            return "," + self.newline + before
        return ", "

    @property
    def _step(self) -> int:
        """How far the items of a list are indented beyond its key, in this text."""
        for key, value in self.source.top.entries:
            if isinstance(value, Listed) and not value.flow:
                return max(self.source.column(value.start) - self.source.column(key.start), 0)
        return 2

    def _in_block(self, item: NewItem, indent: str) -> str:
        """An item on lines of its own."""
        if not isinstance(item, Chunk):
            short = {key: tuple(value) if _ids(value) else value for key, value in item.items()}
            lines = block({"x": [short]}).splitlines()[1:]
            return self.newline.join(indent + line[2:] for line in lines)
        keyed = item.item
        column, start, text = self.source.column(keyed.start), self.source.line_start(keyed.start), self.source.text
        above: list[str] = []
        while start and _COMMENT_LINE.match(line := text[self.source.line_start(start - 1) : start]):
            above.insert(0, indent + line.strip())
            start = self.source.line_start(start - 1)
        in_line = isinstance(keyed.parent, Listed) and keyed.parent.flow
        end = keyed.end if in_line else self.source.line_end(keyed.end)
        first, *rest = self._spliced(keyed, keyed.start, end).split(self.newline)
        pad = indent + "  "
        moved = [
            pad + line[min(column, len(line) - len(line.lstrip(" "))) :] if line.strip() else line for line in rest
        ]
        return self.newline.join([*([] if in_line else above), f"{indent}- {first}", *moved])

    def _in_brackets(self, items: Sequence[NewItem], between: str = ", ") -> str:
        """Items with commas between them."""
        return between.join(map(self._in_flow, items))

    def _in_flow(self, item: NewItem) -> str:
        """An item in brackets."""
        if not isinstance(item, Chunk):
            return json.dumps(item, ensure_ascii=False) if self.source.json else scalar(item, flow=True)
        if not item.item.flow:
            raise CannotSplice
        return self._spliced(item.item, item.item.start, item.item.end)


def _ids(value: Any) -> bool:
    """Whether a value is a list of words, which is written on one line."""
    return isinstance(value, list) and all(isinstance(one, str) for one in value)
