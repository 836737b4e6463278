"""A text as a tree in which everything has its place: scalars as written, sequences, mappings.

YAML and JSON both arrive as a stream of events (`Scalar`, `Open`, `Close`), composed here without recursion. Repeated
keys, keys that are not text and deep nesting are reported as problems.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from argmap.errors import LoadError, Place, Problem, shown
from argmap.limits import limits

MOST_PROBLEMS = 100


@dataclass(slots=True)
class Scalar:
    """One value as written. `plain` when it stood without quotes; `cut` when a comment follows on its line."""

    text: str
    line: int
    column: int
    plain: bool = True
    block: bool = False
    cut: bool = False


@dataclass(slots=True)
class Open:
    """The start of a sequence or mapping."""

    kind: Literal["sequence", "mapping"]
    line: int
    column: int


@dataclass(slots=True)
class Close:
    """The end of the sequence or mapping that was opened last."""


@dataclass(slots=True)
class Sequence:
    """A list with its place."""

    line: int
    column: int
    items: list["Tree"] = field(default_factory=list)


@dataclass(slots=True)
class Mapping:
    """Keys and values in the order written, each with its place."""

    line: int
    column: int
    entries: dict[str, tuple[Scalar, "Tree"]] = field(default_factory=dict)


Tree = Scalar | Sequence | Mapping
Event = Scalar | Open | Close


class Problems:
    """The problems found in one text so far; `stop` raises them."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.found: list[Problem] = []
        self.in_fields = 0
        """How many of them are about the value of a field, and leave it clear which statements and steps there are."""

    @property
    def structural(self) -> bool:
        """Whether any of them leaves it unclear which statements and steps there are."""
        return len(self.found) > self.in_fields

    def add(
        self,
        at: Tree | Open | tuple[int, int] | None,
        message: str,
        hint: str = "",
        instead: object = None,
        *,
        subject: str = "",
    ) -> None:
        """Notes a problem at a part of the tree, and what passes instead of it; raises LoadError when there are too many to be of use."""
        self.found.append(Problem(subject, message, hint, self.place(at), instead=instead))
        if len(self.found) >= MOST_PROBLEMS:
            self.found.append(Problem("", f"more than {MOST_PROBLEMS} problems; the rest is left out"))
            self.stop()

    def place(self, at: Tree | Open | tuple[int, int] | None) -> Place:
        """The place of a part of the tree, with the name of the file; its beginning for what is of the file as a whole."""
        if at is None:
            return Place(self.file, 1, 1)
        return Place(self.file, *at) if isinstance(at, tuple) else Place(self.file, at.line, at.column)

    def stop(self) -> None:
        """Raises LoadError with all problems, in the order of the text, if there are any."""
        if self.found:
            raise self.error()

    def error(self) -> LoadError:
        """The LoadError with all problems, in the order of the text."""
        return LoadError(sorted(self.found, key=lambda problem: problem.place or Place(self.file, 1 << 60, 0)))


def top_of(tree: Tree | None, problems: Problems) -> Mapping:
    """The mapping at the top of a tree. Raises LoadError if the tree is something else."""
    if isinstance(tree, Mapping):
        return tree
    got = "nothing" if tree is None else "a list" if isinstance(tree, Sequence) else "a text"
    message = f"a map must be a mapping of keys to values, got {got}"
    problems.add(tree, message, "begin with `argmap: 1` and `claim: …`")
    raise problems.error()


def compose(events: Iterable[Event], problems: Problems) -> Tree | None:
    """The tree that the events describe, or None if there are none."""
    root: Tree | None = None
    open_ones: list[Sequence | Mapping] = []
    keys: list[Scalar | None] = []
    for event in events:
        if isinstance(event, Close):
            open_ones.pop()
            keys.pop()
            continue
        value: Tree
        if isinstance(event, Open):
            value = (Mapping if event.kind == "mapping" else Sequence)(event.line, event.column)
        else:
            value = event
        if not open_ones:
            root = value
        elif isinstance(parent := open_ones[-1], Sequence):
            parent.items.append(value)
        elif (key := keys[-1]) is None:
            keys[-1] = value if isinstance(value, Scalar) else _no_key(value, problems)
        else:
            _enter(parent, key, value, problems)
            keys[-1] = None
        if not isinstance(value, Scalar):
            open_ones.append(value)
            keys.append(None)
            if len(open_ones) > limits().depth:
                hint = limits().hint("depth", "continue a deep argument under `also:` with `ref:`")
                problems.add(value, f"nesting must be at most {limits().depth} levels deep", hint)
                problems.stop()
    return root


def _enter(parent: Mapping, key: Scalar, value: Tree, problems: Problems) -> None:
    if key.text in parent.entries:
        first = parent.entries[key.text][0]
        message = f"key {shown(key.text)} is given twice; the first stands at line {first.line}"
        problems.add(key, message, "keep one, or put both entries into one list")
    else:
        parent.entries[key.text] = key, value


def _no_key(value: Tree, problems: Problems) -> Scalar:
    problems.add(value, "a key must be a word, got a list or mapping", "quote a text that starts with '[' or '{'")
    return Scalar(f"\0{value.line}:{value.column}", value.line, value.column)
