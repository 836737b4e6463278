"""Mappings of a foreign file that notice what is read of them: what is not read is a loss, so nothing goes silently."""

from collections.abc import Iterator
from typing import Any

from argmap.formats import json_reader, yaml_reader
from argmap.formats.foreign.intake import At, Intake
from argmap.formats.syntax import Mapping, Problems, Scalar, Sequence, Tree

NULLS = ("null", "~", "", "Null", "NULL", "None")


class Part:
    """One mapping of a JSON or YAML file.

    >>> from argmap.formats.losses import Source
    >>> intake = Intake(Source("x.json", b""))
    >>> part = json_part('{"id": 7, "text": "So.", "colour": "red"}', intake)
    >>> part.text("id"), part.text("text"), part.leave("x") or [loss.kind for loss in intake.losses]
    ('7', 'So.', ['field colour'])
    """

    def __init__(self, tree: Mapping, intake: Intake) -> None:
        self.tree, self.intake = tree, intake
        self.read: set[str] = set()

    @property
    def at(self) -> At:
        """Where it stands."""
        return self.tree.line, self.tree.column

    def __contains__(self, key: str) -> bool:
        return key in self.tree.entries

    def get(self, key: str) -> Tree | None:
        """What a key says, which counts as read from now on."""
        if key not in self.tree.entries:
            return None
        self.read.add(key)
        return self.tree.entries[key][1]

    def text(self, *keys: str) -> str:
        """The text of the first of these keys that says something, or nothing; only that one counts as read."""
        for key in keys:
            entry = self.tree.entries.get(key)
            if entry is not None and isinstance(entry[1], Scalar) and (text := scalar(entry[1])):
                self.read.add(key)
                return text
        return ""

    def number(self, key: str) -> float | None:
        """A number in [0, 1], or None: another number stays unread and so becomes a loss."""
        entry = self.tree.entries.get(key)
        if entry is None or not isinstance(entry[1], Scalar):
            return None
        try:
            value = float(entry[1].text)
        except ValueError:
            return None
        if not 0 <= value <= 1:
            return None
        self.read.add(key)
        return value

    def true(self, key: str) -> bool:
        """Whether a key says true."""
        return self.text(key).lower() == "true"

    def texts(self, key: str) -> list[str]:
        """A text, or a list of them."""
        value = self.get(key)
        if isinstance(value, Scalar):
            return [text] if (text := scalar(value)) else []
        if isinstance(value, Sequence):
            return [text for item in value.items if isinstance(item, Scalar) and (text := scalar(item))]
        return []

    def parts(self, key: str) -> list["Part"]:
        """The mappings in a list, or a single one."""
        value = self.get(key)
        if isinstance(value, Mapping):
            return [Part(value, self.intake)]
        if isinstance(value, Sequence):
            return [Part(item, self.intake) for item in value.items if isinstance(item, Mapping)]
        return []

    def part(self, key: str) -> "Part | None":
        """The mapping that a key holds."""
        value = self.get(key)
        return Part(value, self.intake) if isinstance(value, Mapping) else None

    def items(self) -> Iterator[tuple[str, Tree]]:
        """Every key with what it says; all count as read."""
        for key, (_, value) in self.tree.entries.items():
            self.read.add(key)
            yield key, value

    def skip(self, *keys: str) -> None:
        """Counts keys as read that say again what stands elsewhere."""
        self.read.update(keys)

    def leave(self, place: object = None, why: str = "argmap has no place for it") -> None:
        """Notes every key that was not read as a loss; what says nothing is none."""
        for key, (_, value) in self.tree.entries.items():
            if key not in self.read and (shown := plain(value)) not in (None, "", [], {}):
                self.intake.lost(f"field {key}", place if place is not None else self.at, shown, why)


def scalar(value: Scalar) -> str:
    """A scalar as text; what stands for nothing is empty."""
    return "" if value.plain and value.text in NULLS else value.text


def plain(value: Tree) -> Any:
    """A tree as plain data, for messages."""
    if isinstance(value, Scalar):
        return scalar(value)
    if isinstance(value, Sequence):
        return [plain(item) for item in value.items]
    return {key: plain(item) for key, (_, item) in value.entries.items()}


def json_part(text: str, intake: Intake) -> Part:
    """The mapping at the top of a JSON text. Raises LoadError."""
    return _top(json_reader.tree(text, intake.problems), intake)


def yaml_part(text: str, intake: Intake) -> Part:
    """The mapping at the top of a YAML text. Raises LoadError."""
    return _top(yaml_reader.tree(text, intake.problems), intake)


def _top(tree: Tree | None, intake: Intake) -> Part:
    problems: Problems = intake.problems
    if not isinstance(tree, Mapping):
        problems.add(tree, "a mapping of keys to values is needed at the top", "")
        raise problems.error()
    problems.stop()
    return Part(tree, intake)
