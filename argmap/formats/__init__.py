"""Notations: a text as a map and a map as a text, without loss. `FORMATS` is the list; suffixes decide."""

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from os import PathLike, fspath
from pathlib import Path

from argmap.errors import LoadError, Place, Problem, UnknownName, guess
from argmap.formats import flat_reader, json_reader, outline_writer, syntax, yaml_reader
from argmap.formats.draft import MapDraft, finished
from argmap.formats.fields import Reader
from argmap.formats.outline_reader import Outline
from argmap.model import ArgumentMap

MOST_BYTES = 64 * 2**20
"""The largest text that is read."""


@dataclass(frozen=True)
class Format:
    """One notation: its name, the suffixes of its files, its reader of trees and its writer."""

    name: str
    suffixes: tuple[str, ...]
    tree: Callable[[str, syntax.Problems], syntax.Tree | None]
    dumps: Callable[[ArgumentMap], str]
    typed: bool
    about: str


FORMATS: Mapping[str, Format] = {
    one.name: one
    for one in (
        Format(
            "outline",
            (".argmap.yaml", ".argmap.yml", ".yaml", ".yml"),
            yaml_reader.tree,
            outline_writer.dumps,
            typed=False,
            about="because / but / unless, written by people",
        ),
        Format(
            "json",
            (".argmap.json", ".json"),
            json_reader.tree,
            flat_reader.dumps,
            typed=True,
            about="nodes and relations, written by programs",
        ),
    )
}


def loads(text: str, format: str = "outline", *, file: str = "<text>") -> ArgumentMap:
    """The map that `text` holds; its statements and steps remember where they stood in `file`.

    Raises LoadError with every problem and its place, UnknownName for a format that is not in the table.

    >>> m = loads("claim: Moving pays off.\\nid: move\\nbecause:\\n- premise: It is cheaper.\\n  id: cheaper\\n")
    >>> m.conclusion, m.statement("cheaper").text, str(m.place("cheaper"))
    ('move', 'It is cheaper.', '<text>:4:3')
    """
    notation = _format(format)
    problems = syntax.Problems(file)
    if len(text) > MOST_BYTES:
        problems.add(None, f"a text must have at most {MOST_BYTES:,} bytes, got {len(text):,}", "split the map")
        problems.stop()
    reader = Reader(problems, notation.typed)
    top = notation.tree(text.removeprefix("\ufeff"), problems)
    if not isinstance(top, syntax.Mapping):
        got = "nothing" if top is None else "a list" if isinstance(top, syntax.Sequence) else "a text"
        problems.add(
            top, f"a map must be a mapping of keys to values, got {got}", "begin with `argmap: 1` and `claim: …`"
        )
        problems.stop()
        raise AssertionError
    draft = MapDraft("map", (top.line, top.column))
    if "nodes" in top.entries:
        flat_reader.read(top, reader, draft)
    else:
        Outline(reader, draft).root(top)
    return finished(draft, problems)


def dumps(m: ArgumentMap, format: str = "outline") -> str:
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
    return _format(format).dumps(m)


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
    text = dumps(m, format or ("outline" if name == "-" else format_of(name)))
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
    known = [suffix for notation in FORMATS.values() for suffix in notation.suffixes]
    raise UnknownName("the format of file", name, known)


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
    return loads(text, format or ("json" if text.lstrip()[:1] == "{" else "outline"), file=file)


def _beside(name: str) -> str:
    try:
        there = sorted(
            path.name for path in Path(name).parent.iterdir() if path.name.endswith((".yaml", ".yml", ".json"))
        )
    except OSError:
        return "the folder does not exist"
    return guess(Path(name).name, there) if there else "no maps stand in that folder"
