"""Notations: a text as a map and a map as a text. `FORMATS` is the table of them; suffixes decide which one is meant.

To add a notation, write one module with three functions, and give it a row in `FORMATS`:

- `recognised(text)` says whether a text looks like this notation. It must not parse the text and must not raise.
- `read(text, problems)` gives a `MapDraft` with a `Draft` for each statement and a `StepDraft` for each step. What cannot
  be read goes to `problems.add(place, message, hint)`. Ids may be missing; `finished` makes them, builds the map, and
  puts what the model finds wrong at its place in the text.
- `write(m)` gives the text of a map, the same text for the same map.

A row names its functions with `late`, so that no notation is imported before it is used. Loading, saving, the command line, the pytest plugin and the tests of round trips take the row from the table.
"""

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from os import PathLike, fspath
from pathlib import Path

from argmap.errors import LoadError, Place, Problem, UnknownName, guess
from argmap.formats.draft import MapDraft, finished
from argmap.formats.late_places import LatePlaces
from argmap.formats.syntax import Problems
from argmap.late import late
from argmap.model import ArgumentMap

MOST_BYTES = 64 * 2**20
"""The largest text that is read."""


@dataclass(frozen=True)
class Format:
    """One notation: the suffixes of its files, whether a text looks like it, its reader and its writer."""

    name: str
    suffixes: tuple[str, ...]
    recognised: Callable[[str], bool]
    read: Callable[[str, Problems], MapDraft]
    write: Callable[[ArgumentMap], str]
    about: str
    quick: Callable[[str], ArgumentMap | None] | None = None
    """Reads a text in which nothing is wrong, without places; None where `read` is to read it."""

    @property
    def own_suffixes(self) -> tuple[str, ...]:
        """The suffixes that no other file has: those that begin with `.argmap.`."""
        return tuple(suffix for suffix in self.suffixes if suffix.startswith(".argmap."))


FORMATS: Mapping[str, Format] = {
    notation.name: notation
    for notation in (
        Format(
            "outline",
            (".argmap.yaml", ".argmap.yml", ".yaml", ".yml"),
            late("argmap.formats.outline_reader:recognised"),
            late("argmap.formats.outline_reader:read"),
            late("argmap.formats.outline_writer:write"),
            about="because / but / unless, written by people",
        ),
        Format(
            "json",
            (".argmap.json", ".json"),
            late("argmap.formats.flat_reader:recognised"),
            late("argmap.formats.flat_reader:read"),
            late("argmap.formats.flat_writer:write"),
            about="nodes and relations, written by programs",
            quick=late("argmap.formats.flat_quick:read"),
        ),
    )
}
"""The notations, in the order in which they are asked whether a text is theirs."""
DEFAULT = "outline"
"""What a text is read as that no notation recognises, and what standard output gets."""
SUFFIXES = tuple(suffix for notation in FORMATS.values() for suffix in notation.suffixes)
OWN_SUFFIXES = tuple(suffix for notation in FORMATS.values() for suffix in notation.own_suffixes)
"""The suffixes by which a file is known to be a map, whatever else stands beside it."""


def loads(text: str, format: str = DEFAULT, *, file: str = "<text>") -> ArgumentMap:
    """The map that `text` holds; its statements and steps remember where they stood in `file`.

    Raises LoadError with every problem and its place, UnknownName for a format that is not in the table.

    >>> m = loads("claim: Moving pays off.\\nid: move\\nbecause:\\n- premise: It is cheaper.\\n  id: cheaper\\n")
    >>> m.conclusion, m.statement("cheaper").text, str(m.place("cheaper"))
    ('move', 'It is cheaper.', '<text>:4:3')
    """
    notation = _format(format)
    problems = Problems(file)
    if len(text) > MOST_BYTES:
        problems.add(None, f"a text must have at most {MOST_BYTES:,} bytes, got {len(text):,}", "split the map")
        problems.stop()
    text = text.removeprefix("\ufeff")
    if notation.quick and (m := notation.quick(text)):
        return m.placed(LatePlaces(text, format, file))
    return careful(text, format, file)


def careful(text: str, format: str, file: str) -> ArgumentMap:
    """The map that a text holds, with the places of everything. Raises LoadError."""
    problems = Problems(file)
    return finished(FORMATS[format].read(text, problems), problems)


def dumps(m: ArgumentMap, format: str = DEFAULT) -> str:
    """The map as text in this format; `loads` gives the same map back.

    Raises UnknownName for a format that is not in the table.

    >>> print(dumps(loads("claim: Moving pays off."), "json"))
    {
      "argmap": 1,
      "conclusion": "moving-pays-off",
      "nodes": [
        {"kind": "claim", "id": "moving-pays-off", "text": "Moving pays off."}
      ],
      "relations": []
    }
    <BLANKLINE>
    """
    return _format(format).write(m)


def load(path: str | PathLike[str], format: str | None = None) -> ArgumentMap:
    """The map in a file, in the format of its suffix or the one named; "-" reads standard input.

    Raises LoadError when the file cannot be read or does not hold a map, each problem with file, line and column;
    UnknownName for a suffix or format that is not in the table.
    """
    name = fspath(path)
    if name == "-":
        return _read(sys.stdin.buffer.read(), format, "<stdin>")
    notation = format or format_of(name)
    try:
        with Path(name).open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise LoadError([Problem(name, f"cannot be read: {error.strerror}", _beside(name))]) from None
    return _read(data, notation, name)


def save(m: ArgumentMap, path: str | PathLike[str], format: str | None = None) -> None:
    """Writes the map to a file, in the format of its suffix or the one named; "-" writes to standard output.

    Raises UnknownName for a suffix or format that is not in the table, OSError when the file cannot be written.
    """
    name = fspath(path)
    text = dumps(m, format or (DEFAULT if name == "-" else format_of(name)))
    if name == "-":
        sys.stdout.write(text)
    else:
        Path(name).write_text(text, encoding="utf-8", newline="\n")


def format_of(name: str) -> str:
    """The format that a file's suffix stands for. Raises UnknownName.

    >>> format_of("case.argmap.json")
    'json'
    """
    for notation in FORMATS.values():
        if name.lower().endswith(notation.suffixes):
            return notation.name
    raise UnknownName("the format of file", name, SUFFIXES)


def format_of_text(text: str) -> str:
    """The format that a text looks like; the outline where it looks like none.

    >>> format_of_text('{"nodes": []}'), format_of_text("claim: It pays."), format_of_text("It pays.")
    ('json', 'outline', 'outline')
    """
    text = text.removeprefix("\ufeff")
    return next((notation.name for notation in FORMATS.values() if notation.recognised(text)), DEFAULT)


def _format(name: str) -> Format:
    if name not in FORMATS:
        raise UnknownName("format", name, FORMATS)
    return FORMATS[name]


def _read(data: bytes, format: str | None, file: str) -> ArgumentMap:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8-sig", "replace")
        place = Place(file, before.count("\n") + 1, len(before) - before.rfind("\n"))
        message = f"a text must be UTF-8, got the byte 0x{data[error.start]:02X}"
        raise LoadError([Problem("", message, "save it as UTF-8", place)]) from None
    return loads(text, format or format_of_text(text), file=file)


def _beside(name: str) -> str:
    try:
        there = sorted(path.name for path in Path(name).parent.iterdir() if path.name.endswith(SUFFIXES))
    except OSError:
        return "the folder does not exist"
    return guess(Path(name).name, there) if there else "no maps stand in that folder"
