"""The parts of a tree as typed fields: text, strengths, booleans, the version; everything else stays as written.

`FIELD_READERS` says how each kind of field is read; the model says which fields there are.
"""

import re
from collections.abc import Callable, Iterable
from collections.abc import Mapping as Table
from dataclasses import dataclass
from typing import Any

from argmap.errors import Advice, advice, shown
from argmap.formats.anchors import anchor, quote_hint
from argmap.formats.draft import Draft
from argmap.formats.syntax import Mapping, Problems, Scalar, Sequence, Tree
from argmap.model import Anchor, Evidence
from argmap.model.field import Kind, ValueField, fields_of
from argmap.model.near import near_strength

VERSION = 1
NUMBER = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?", re.ASCII)
NULLS = ("", "~", "null", "Null", "NULL")


@dataclass(frozen=True)
class Reader:
    """Reads typed values from a tree and notes a problem for each value that does not fit; `typed`: scalars have types (JSON)."""

    problems: Problems
    typed: bool = False

    def fill(self, draft: Draft, entry: Mapping, fields: Table[str, ValueField]) -> None:
        """Puts the fields that an entry gives into a draft, with their places; other keys are left alone."""
        for key, (_, value) in entry.entries.items():
            if key in fields:
                field, before = fields[key], len(self.problems.found)
                draft.put(field.name, FIELD_READERS[field.kind](self, value, key), (value.line, value.column))
                if field.kind in LISTED:
                    items = value.items if isinstance(value, Sequence) else [value]
                    draft.places |= {f"{field.name}.{at}": (one.line, one.column) for at, one in enumerate(items)}
                if field.kind is not Kind.ID and field.required is False:
                    self.problems.in_fields += len(self.problems.found) - before

    def mapping(self, value: Tree | None, what: str, hint: str = "") -> Mapping | None:
        """The value, if it is a mapping."""
        if isinstance(value, Mapping):
            return value
        self.problems.add(value, f"{what} must be a mapping of keys to values, got {_kind(value)}", hint)
        return None

    def items(self, value: Tree, what: str, hint: str = "") -> list[Tree]:
        """The entries of a list that has some."""
        if isinstance(value, Sequence) and value.items:
            return value.items
        got = "an empty list" if isinstance(value, Sequence) else _kind(value)
        self.problems.add(value, f"{what} must be a list of entries, got {got}", hint)
        return []

    def text(self, value: Tree, key: str) -> str | None:
        """A text as written, or None with a problem where it is missing, typed or cut off by a comment."""
        if not isinstance(value, Scalar):
            hint = 'put the whole text in quotes: "…"' if not self.typed else ""
            self.problems.add(value, f"{key} must be text, got {_kind(value)}", hint)
            return None
        if value.plain and value.text in NULLS:
            got = value.text or "nothing"
            self.problems.add(
                value, f"{key} must be text, got {got}", "write a text, in quotes if necessary, or remove the key"
            )
            return None
        if self.typed and value.plain:
            self.problems.add(value, f"{key} must be text, got {value.text}", "put it in quotes")
            return None
        if value.cut:
            hint = "put the whole text in quotes, or the comment on a line of its own"
            self.problems.add(
                value, f"{key} is cut off by ' #', which starts a comment, after {shown(value.text)}", hint
            )
            return None
        return value.text.removesuffix("\n") if value.block else value.text

    def name(self, value: Tree, key: str) -> str | None:
        """An id or another single word; a comment may follow it."""
        if isinstance(value, Scalar) and value.cut:
            value = Scalar(value.text, value.line, value.column, value.plain)
        return self.text(value, key)

    def names(self, value: Tree, key: str) -> tuple[str, ...] | None:
        """A list of ids."""
        names = [self.name(item, key) for item in self.items(value, key, f"{key}: [first-id, second-id]")]
        return tuple(filter(None, names)) if names and None not in names else None

    def name_or_names(self, value: Tree, key: str) -> str | tuple[str, ...] | None:
        """An id, or a list of ids."""
        return self.names(value, key) if isinstance(value, Sequence) else self.name(value, key)

    def boolean(self, value: Tree, key: str) -> bool | None:
        """True or False."""
        if isinstance(value, Scalar) and value.plain and value.text in ("true", "false"):
            return value.text == "true"
        yes = isinstance(value, Scalar) and value.text.lower() in ("true", "yes", "on", "y", "1")
        self.problems.add(
            value, f"{key} must be true or false, got {_kind(value)}", f"write {'true' if yes else 'false'}", yes
        )
        return None

    def strength(self, value: Tree, key: str) -> Any:
        """A number as a float, a word as text, or a pair of these; the model checks the range."""
        if isinstance(value, Sequence):
            ends = [self.strength(item, key) for item in value.items]
            return None if None in ends else tuple(ends)
        if isinstance(value, Scalar):
            if value.plain and NUMBER.fullmatch(value.text):
                return float(value.text)
            if (
                not (value.plain and value.text in NULLS)
                and not (self.typed and value.plain)
                and not numeric(value.text)
            ):
                return value.text
        message = f"{key} must be a number in [0, 1], a word of the scale or [low, high], got {_kind(value)}"
        self.problems.add(value, message, *(_as_number(value) if isinstance(value, Scalar) else ()))
        return None

    def version(self, value: Tree) -> None:
        """Notes a problem if the file names another version of the notation."""
        if not (isinstance(value, Scalar) and value.plain and value.text == str(VERSION)):
            message = f"argmap must be {VERSION}, the version of the notation, got {_kind(value)}"
            self.problems.add(value, message, f"write `argmap: {VERSION}`", VERSION)

    def anchors(self, value: Tree, key: str) -> tuple[dict[str, Any], ...] | None:
        """Source anchors: `05 ¶3 "quoted words"`, a mapping with `at` and `quote`, or a list of these."""
        if isinstance(value, Sequence):
            anchors = [self._anchor(item, key) for item in self.items(value, key)]
        else:
            anchors = [self._anchor(value, key)]
        return None if None in anchors else tuple(anchor for anchor in anchors if anchor is not None)

    def _anchor(self, value: Tree, key: str) -> dict[str, Any] | None:
        if isinstance(value, Mapping):
            self.known(value, key, fields_of(Anchor))
            made = Draft(key, (value.line, value.column))
            self.fill(made, value, fields_of(Anchor))
            if "at" not in value.entries:
                self.problems.add(value, f"{key} must say where: `at` is missing", '{at: "05 ¶3", quote: …}')
                return None
            return made.fields
        text = self.text(value, key)
        if text is None:
            return None
        read = anchor(text)
        if read is None:
            message = f"{key} must be a place, or a place and then a quote in quotation marks, got {shown(text)}"
            self.problems.add(value, message, f"{key}: {quote_hint(text)}")
        return read

    def records(self, value: Tree, key: str) -> tuple[dict[str, Any], ...] | None:
        """Evidence: a mapping, or a list of mappings."""
        items = self.items(value, key) if isinstance(value, Sequence) else [value]
        read = [self._record(item, key) for item in items]
        return None if None in read else tuple(record for record in read if record is not None)

    def _record(self, value: Tree, key: str) -> dict[str, Any] | None:
        entry = self.mapping(value, key, f"{key}: {{file: …, sha256: …}}, {{junit: …, test: …}} or {{expires: …}}")
        if entry is None:
            return None
        self.known(entry, key, fields_of(Evidence))
        made = Draft(key, (entry.line, entry.column))
        self.fill(made, entry, fields_of(Evidence))
        return made.fields

    def known(self, value: Mapping, what: str, allowed: Iterable[str]) -> None:
        """Notes a problem for every key that is not one of the `allowed`."""
        allowed = tuple(allowed)
        for name, (key, _) in value.entries.items():
            if name not in allowed:
                self.problems.add(key, f"{shown(name)} is not a key of {what}", *advice(name, allowed))


FIELD_READERS: Table[Kind, Callable[[Reader, Tree, str], Any]] = {
    Kind.TEXT: Reader.text,
    Kind.WORD: Reader.name,
    Kind.CHOICE: Reader.name,
    Kind.ID: Reader.name,
    Kind.IDS: Reader.names,
    Kind.TWO_IDS: Reader.names,
    Kind.ID_OR_IDS: Reader.name_or_names,
    Kind.STRENGTH: Reader.strength,
    Kind.NUMBER: Reader.strength,
    Kind.BOOLEAN: Reader.boolean,
    Kind.ANCHORS: Reader.anchors,
    Kind.RECORDS: Reader.records,
}
"""How a field of each kind is read."""
LISTED = (Kind.IDS, Kind.TWO_IDS, Kind.ID_OR_IDS)
"""The kinds of fields that hold ids, each of which has a place of its own."""


def _kind(value: Tree | None) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, Scalar):
        return "nothing" if value.plain and not value.text else shown(value.text)
    return "a list" if isinstance(value, Sequence) else "a mapping"


def numeric(text: str) -> bool:
    """Whether a text begins as a number does."""
    return bool(re.match(r"[-+.]?[\d]|[-+]?\.(inf|nan)", text, re.IGNORECASE))


def _as_number(value: Scalar) -> Advice:
    if value.text.strip() in NULLS:
        return Advice("leave the key out if nobody has said")
    near = near_strength(value.text, {})
    if near is None:
        return Advice()
    written = f"[{near[0]:g}, {near[1]:g}]" if isinstance(near, list) else f"{near:g}"
    quoted = not value.plain and NUMBER.fullmatch(value.text.strip())
    return Advice(f"write {written} without quotes" if quoted else f"write {written}", near)
