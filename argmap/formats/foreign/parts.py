"""Mappings of a foreign file that notice what is read of them: what is not read is a loss, so nothing goes silently."""

import re
from collections.abc import Iterator
from typing import Any

from argmap.formats import json_reader, yaml_reader
from argmap.formats.foreign.intake import At, Intake
from argmap.formats.syntax import Mapping, Problems, Scalar, Sequence, Tree

_COMMENT = re.compile(r"(?:^|(?<=\s))#.*")
_BLOCK = re.compile(r"(?:^|[:-]\s)\s*[|>][-+\d]*\s*$")
"""The end of a line below which a text stands as it is."""
NULL_WORDS = ("null", "~", "", "Null", "NULL", "None")


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
        self.taken: dict[str, set[type]] = {}
        """The shapes that were taken of a key's items; items of another shape are left."""

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
            if entry is not None and isinstance(entry[1], Scalar) and (text := scalar_text(entry[1])):
                self.read.add(key)
                return text
        return ""

    def peek(self, key: str) -> str:
        """The text of a key, which stays unread."""
        entry = self.tree.entries.get(key)
        return scalar_text(entry[1]) if entry is not None and isinstance(entry[1], Scalar) else ""

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
        return [text for item in self._items(key, Scalar) if isinstance(item, Scalar) and (text := scalar_text(item))]

    def parts(self, key: str) -> list["Part"]:
        """The mappings in a list, or a single one."""
        return [Part(item, self.intake) for item in self._items(key, Mapping) if isinstance(item, Mapping)]

    def part(self, key: str) -> "Part | None":
        """The mapping that a key holds."""
        entry = self.tree.entries.get(key)
        if entry is None or not isinstance(entry[1], Mapping):
            return None
        self.read.add(key)
        return Part(entry[1], self.intake)

    def _items(self, key: str, shape: type) -> list[Tree]:
        """What a key lists, or the one thing that it says; only what has this shape is taken."""
        if key not in self.tree.entries:
            return []
        self.taken.setdefault(key, set()).add(shape)
        value = self.tree.entries[key][1]
        return value.items if isinstance(value, Sequence) else [value]

    def _left(self, key: str, value: Tree) -> Tree | None:
        """What of a key was not read, as a tree; None for nothing."""
        if key in self.read:
            return None
        shapes = tuple(self.taken.get(key, ()))
        if isinstance(value, Sequence) and shapes:
            rest = [item for item in value.items if not isinstance(item, shapes)]
            return Sequence(value.line, value.column, rest) if rest else None
        return None if isinstance(value, shapes) else value

    def items(self) -> Iterator[tuple[str, Tree]]:
        """Every key with what it says; whoever asks reads them all."""
        for key, (_, value) in self.tree.entries.items():
            yield key, value

    def skip(self, *keys: str) -> None:
        """Counts keys as read that say again what stands elsewhere."""
        self.read.update(keys)

    def take_away(self, *keys: str, why: str) -> None:
        """Notes these keys as losses, for a reason of their own."""
        for key in keys:
            if key in self.tree.entries and (shown := plain_data(self.get(key) or Scalar("", 0, 0))) not in (
                None,
                "",
                [],
                {},
            ):
                self.intake.lost(f"field {key}", self.at, shown, why)

    def leave(self, place: object = None, why: str = "argmap has no place for it") -> None:
        """Notes every key that was not read as a loss; what says nothing is none."""
        for key, (_, value) in self.tree.entries.items():
            left = self._left(key, value)
            if left is not None and (shown := plain_data(left)) not in (None, "", [], {}):
                self.intake.lost(f"field {key}", place if place is not None else self.at, shown, why)


def scalar_text(value: Scalar) -> str:
    """A scalar as text; what stands for nothing is empty."""
    return "" if value.plain and value.text in NULL_WORDS else value.text


def plain_data(value: Tree) -> Any:
    """A tree as plain data, for messages."""
    if isinstance(value, Scalar):
        return scalar_text(value)
    if isinstance(value, Sequence):
        return [plain_data(item) for item in value.items]
    return {key: plain_data(item) for key, (_, item) in value.entries.items()}


def json_part(text: str, intake: Intake) -> Part:
    """The mapping at the top of a JSON text. Raises LoadError."""
    return _top(json_reader.tree(text, intake.problems, strict=False), intake)


def yaml_part(text: str, intake: Intake, first: int = 1) -> Part:
    """The mapping at the top of a YAML text; its comments are losses, `first` is the number of its first line. Raises LoadError."""
    part = _top(yaml_reader.tree(text, intake.problems), intake)
    for number, comment in _comments(text, first):
        intake.lost("comment", f"line {number}", comment, "a map has no comments")
    return part


def _comments(text: str, first: int) -> Iterator[tuple[int, str]]:
    """The comments of a YAML text with the numbers of their lines."""
    block: int | None = None
    for number, line in enumerate(text.splitlines() if "#" in text else (), first):
        indent = len(line) - len(line.lstrip())
        if block is not None and (not line.strip() or indent > block):
            continue
        found = _COMMENT.search(line)
        if found is not None and not set(line[: found.start()]) & {'"', "'"}:
            yield number, found[0]
            line = line[: found.start()]  # noqa: PLW2901
        block = _below(line) if _BLOCK.search(line) else None


def _below(line: str) -> int:
    """The indentation of which a block that this line opens has more: its key's, or less than that of a mark by itself."""
    words = line.lstrip()
    return len(line) - len(words) - words.startswith(("|", ">"))


def _top(tree: Tree | None, intake: Intake) -> Part:
    problems: Problems = intake.problems
    if not isinstance(tree, Mapping):
        problems.add(tree, "a mapping of keys to values is needed at the top", "")
        raise problems.error()
    problems.stop()
    return Part(tree, intake)
