"""Formats: a file as a map and a map as a file. `FORMATS` is the table of them; suffixes and texts decide which is meant.

The first two rows are argmap's own notations, which hold every map whole. To add one, write a module with three functions,
and give it a row:

- `recognised(text)` says whether a text looks like this notation. It must not parse the text and must not raise.
- `read(text, problems)` gives a `MapDraft` with a `Draft` for each statement and a `StepDraft` for each step. What cannot
  be read goes to `problems.add(place, message, hint)`. Ids may be missing; `finished` makes them, builds the map, and
  puts what the model finds wrong at its place in the text.
- `write(m)` gives the text of a map, the same text for the same map.

The rows of `argmap.formats.foreign.table` are formats of other tools. Their `read(source)` gives a `Reading`, the map with
what was left out, and `write(m)` gives the text, or the contents of several files by their suffixes. What a writer leaves
out is found by reading the file back, so no writer can lose something silently.

A row names its functions with `late`, so that no format is imported before it is used. Loading, saving, the command line,
the pytest plugin, the documentation and the tests take the row from the table.
"""

import re
import sys
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from io import BytesIO
from os import PathLike, fspath
from pathlib import Path
from typing import Any

from argmap import files
from argmap.collecting import paused
from argmap.errors import LoadError, Place, Problem, UnknownName, UsageError, guess
from argmap.formats.draft import finished
from argmap.formats.foreign.table import FOREIGN
from argmap.formats.home import Fetch, Home, home_if_file, home_of
from argmap.formats.late_places import LatePlaces
from argmap.formats.losses import Loss, Reading, Source
from argmap.formats.syntax import Problems
from argmap.late import late
from argmap.limits import limits
from argmap.model import ArgumentMap
from argmap.model.given import needs_map

Content = str | bytes | Mapping[str, bytes]
"""What is written: one text or one file, or several files by what their names end in."""


@dataclass(frozen=True)
class Format:
    """One format: the suffixes of its files, whether a text looks like it, its reader and its writer."""

    name: str
    suffixes: tuple[str, ...]
    recognised: Callable[[str], bool]
    read: Callable[..., Any]
    write: Callable[[ArgumentMap], Content]
    about: str
    quick: Callable[[str, LatePlaces], ArgumentMap | None] | None = None
    """Reads a text in which nothing is wrong, and gives the map these places; None if `read` is to read it."""
    places: Callable[[str, str], Mapping[tuple[str, str], Place]] | None = None
    """The places of a text that `quick` has read, in a file of this name; without it, `read` finds them."""
    foreign: bool = False
    """Whether it is a format of other tools, which may not hold every map."""

    @property
    def own_suffixes(self) -> tuple[str, ...]:
        """The suffixes that no other file has: those that begin with `.argmap.`."""
        return tuple(suffix for suffix in self.suffixes if suffix.startswith(".argmap."))


NATIVE: dict[str, Format] = {
    notation.name: notation
    for notation in (
        Format(
            "outline",
            (".argmap.yaml", ".argmap.yml", ".yaml", ".yml"),
            late("argmap.formats.outline_reader:recognised"),
            late("argmap.formats.outline_reader:read"),
            late("argmap.formats.outline_writer:write"),
            about="because / but / unless, written by people",
            quick=late("argmap.formats.outline_quick:read"),
        ),
        Format(
            "json",
            (".argmap.json", ".json"),
            late("argmap.formats.flat_reader:recognised"),
            late("argmap.formats.flat_reader:read"),
            late("argmap.formats.flat_writer:write"),
            about="nodes and relations, written by programs",
            quick=late("argmap.formats.flat_quick:read"),
            places=late("argmap.formats.flat_places:places_in"),
        ),
    )
}
"""The notations of argmap, in the order in which they are asked whether a text is theirs."""
FORMATS: dict[str, Format] = NATIVE | {
    row[0]: Format(
        row[0],
        row[1],
        late(f"argmap.formats.foreign.{row[2]}:recognised"),
        late(f"argmap.formats.foreign.{row[2]}:read"),
        late(f"argmap.formats.foreign.{row[2]}:write"),
        about=row[3],
        foreign=True,
    )
    for row in FOREIGN
}
"""Every format that is read and written: argmap's notations and those of other tools."""
LARGE_TEXT = 50_000
"""Characters from which on Python's collector is paused while a text is read."""
DEFAULT_FORMAT = "outline"
"""What a text is read as that no notation recognises, and what standard output gets."""
SUFFIXES = tuple(suffix for notation in NATIVE.values() for suffix in notation.suffixes)
OWN_SUFFIXES = tuple(suffix for notation in NATIVE.values() for suffix in notation.own_suffixes)
"""The suffixes by which a file is known to be a map, whatever else stands beside it."""


def loads(text: str, format: str = DEFAULT_FORMAT, *, file: str = "<text>") -> ArgumentMap:
    """The map that `text` holds; its statements and steps remember where they stood in `file`.

    Raises LoadError with every problem and its place, UnknownName for a format that is not in the table.

    >>> m = loads("claim: Moving pays off.\\nid: move\\nbecause:\\n- premise: It is cheaper.\\n  id: cheaper\\n")
    >>> m.conclusion, m.statement("cheaper").text, str(m.place("cheaper"))
    ('move', 'It is cheaper.', '<text>:4:3')
    """
    notation = _format(format)
    if notation.foreign:
        return _told(read(text.encode("utf-8", "surrogatepass"), format, file=file))
    if len(text) > (most := limits().bytes):
        problems = Problems(file)
        problems.add(None, f"a text must have at most {most:,} bytes", limits().hint("bytes", "split the map"))
        problems.stop()
    text = text.removeprefix("\ufeff")
    with paused(when=len(text) > LARGE_TEXT):
        return _few(_own(text, notation, file), file)


def _few(m: ArgumentMap, file: str) -> ArgumentMap:
    """The map, unless it has too many statements. Raises LoadError."""
    if (count := len(m.statement_rows)) > (most := limits().statements):
        message = f"a map must have at most {most:,} statements, got {count:,}"
        raise LoadError([Problem(file, message, limits().hint("statements", "split the map"))])
    return m


def _own(text: str, notation: Format, file: str, home: Home | None = None) -> ArgumentMap:
    if notation.quick and (m := notation.quick(text, LatePlaces(text, notation.name, file))):
        return m
    return careful(text, notation.name, file, home)


def careful(text: str, format: str, file: str, home: Home | None = None) -> ArgumentMap:
    """The map that a text holds, with the places of everything. Raises LoadError, also if it includes, and has no `home`."""
    problems = Problems(file)
    draft = FORMATS[format].read(text, problems)
    if draft.includes:
        from argmap.formats.including import include

        include(draft, problems, home)
    return finished(draft, problems)


def in_file(text: str, file: str, fetch: Fetch | None = None) -> ArgumentMap:
    """The map in the text of a file, saved or not, with the places of everything and what it includes. Raises LoadError.

    `fetch` reads the files that are included, from the disk unless it is given.

    >>> in_file("claim: It pays off.", "<text>").conclusion
    'it-pays-off'
    """
    return careful(text.removeprefix("\ufeff"), format_of_text(text), file, home_if_file(file, fetch))


def from_file(data: bytes, format: str, home: Home) -> ArgumentMap:
    """The map in the bytes of a file of argmap's own notations, with what it includes. Raises LoadError."""
    text = files.text(data, home.file)
    if format == "outline" and len(data) <= limits().bytes:
        with paused(when=len(text) > LARGE_TEXT):
            return _few(_own(text.removeprefix("\ufeff"), FORMATS[format], home.file, home), home.file)
    return loads(text, format, file=home.file)


def dumps(m: ArgumentMap, format: str = DEFAULT_FORMAT) -> str:
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
    needs_map(m)
    content = _format(format).write(m)
    if isinstance(content, str):
        return content
    raise UsageError(f"{format} is no text", "save(m, path) writes it to files")


def load(path: str | PathLike[str], format: str | None = None, *, conclusion: str | None = None) -> ArgumentMap:
    """The map in a file, in the named format, or else in the format that its suffix and text show; "-" reads standard input.

    If a file of another tool says something that a map cannot hold, `load` issues a warning (`LossWarning`); `read_file` returns
    these losses as values. `conclusion` names the main claim if such a file has several top claims.

    Raises LoadError when the file cannot be read or does not hold a map, each problem with file, line and column;
    UnknownName for a suffix or format that is not in the table.
    """
    return _told(read_file(path, format, conclusion=conclusion))


def read_file(path: str | PathLike[str], format: str | None = None, *, conclusion: str | None = None) -> Reading:
    """The map in a file of any format, with what of the file is not in it. Raises as `load` does."""
    name = fspath(path)
    data, told = _bytes(name)
    home = home_of(name) if told == name else None
    return read(data, format or format_of_file(told, data), file=told, conclusion=conclusion, home=home)


def load_own(path: str | PathLike[str]) -> ArgumentMap:
    """The map in a file of argmap's own notations. Raises LoadError, for a file of another tool with how to convert it."""
    name = fspath(path)
    data, told = _bytes(name)
    return own_map(data, name) if told == name else read(data, own_format(told, data), file=told).map


def own_map(data: bytes, name: str) -> ArgumentMap:
    """The map in the bytes of a file of argmap's own notations, with what it includes. Raises as `load_own` does."""
    return read(data, own_format(name, data), file=name, home=home_of(name)).map


def own_format(name: str, data: bytes) -> str:
    """The notation of argmap that a file is in. Raises LoadError, for a file of another tool with how to convert it."""
    format = format_of_file(name, data)
    if FORMATS[format].foreign:
        file = "FILE" if name == "<stdin>" else name
        hint = f"argmap convert {file} -o {stem(file)}.argmap.yaml reads it"
        raise LoadError([Problem("", f"{name} is {FORMATS[format].about}", hint)])
    return format


def read(
    data: bytes, format: str, *, file: str = "<text>", conclusion: str | None = None, home: Home | None = None
) -> Reading:
    """The map that bytes hold in this format, with what of them is not in it. Raises as `load` does.

    `home` is where what the map includes is found.
    """
    if not _format(format).foreign:
        m = from_file(data, format, home) if home else loads(files.text(data, file), format, file=file)
        return Reading(m if conclusion is None else m.replace(conclusion=conclusion))
    files.bounded(BytesIO(data), file)
    with paused(when=len(data) > LARGE_TEXT):
        reading: Reading = _format(format).read(Source(file, data, conclusion))
    _few(reading.map, file)
    return reading


def save(m: ArgumentMap, path: str | PathLike[str], format: str | None = None) -> tuple[Loss, ...]:
    """Writes the map to a file, in the named format or that of its suffix, and returns what the format cannot hold.

    "-" writes to standard output. Raises UnknownName for a suffix or format that is not in the table, OSError when the file
    cannot be written.
    """
    if isinstance(path, ArgumentMap):
        raise TypeError(f"save takes the map and then the path; write argmap.save(m, {m!r})")
    needs_map(m)
    name = fspath(path)
    content, losses = written_as(m, format or (DEFAULT_FORMAT if name == "-" else format_of(name)))
    for file, data in files_of(name, content).items():
        if file == "-":
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()
        else:
            files.write(file, data)
    return losses


def files_of(name: str, content: Content) -> Mapping[str, bytes]:
    """The files that a content makes under a name: one, or one for each part of it.

    >>> list(files_of("case.csv", {".nodes.csv": b"", ".edges.csv": b""}))
    ['case.nodes.csv', 'case.edges.csv']
    """
    if not isinstance(content, Mapping):
        return {name: content if isinstance(content, bytes) else content.encode()}
    stem = next((name[: -len(end)] for end in content if name.endswith(end)), str(Path(name).with_suffix("")))
    return {"-" if name == "-" else stem + end: data for end, data in content.items()}


def written_as(m: ArgumentMap, format: str) -> tuple[Content, tuple[Loss, ...]]:
    """The map in this format, and what of it the format does not hold: what is written is read back and compared."""
    needs_map(m)
    notation = _format(format)
    content = notation.write(m)
    if not notation.foreign:
        return content, ()
    from argmap.formats.foreign.comparison import losses_between

    back, asks = _read_back(m, notation, content)
    why = "the file has several top claims, and does not say which of them is the conclusion"
    unsaid = (Loss("conclusion", m.conclusion, m.statement(m.conclusion).text, why),) if asks else ()
    return content, (*unsaid, *losses_between(m, back, format))


def _read_back(m: ArgumentMap, notation: Format, content: Content) -> tuple[ArgumentMap, bool]:
    """The map that a written file holds, and whether its conclusion has to be named."""
    files = dict(content) if isinstance(content, Mapping) else {}
    data = next(iter(files.values())) if files else content if isinstance(content, bytes) else str(content).encode()
    source = Source("written_as", data, None, files=files)
    text = " ".join(m.statement(m.conclusion).text.split())
    ways = (source, *(replace(source, conclusion=one) for one in (m.conclusion, text)), replace(source, any_top=True))
    for way in ways[:-1]:
        try:
            reading: Reading = notation.read(way)
        except LoadError:
            continue
        return reading.map, way is not source
    reading = notation.read(ways[-1])
    return reading.map, True


class LossWarning(UserWarning):
    """Something of a file is not in the map that was read from it."""


def _told(reading: Reading) -> ArgumentMap:
    if reading.losses:
        kinds = ", ".join(dict.fromkeys(loss.kind for loss in reading.losses))
        count = len(reading.losses)
        message = (
            f"{count} thing{'s' if count > 1 else ''} of the file left out ({kinds}); formats.read_file lists them"
        )
        warnings.warn(message, LossWarning, stacklevel=3)
    return reading.map


def _bytes(name: str) -> tuple[bytes, str]:
    """What a file holds, and what it is called in messages; "-" is standard input."""
    if name == "-":
        return files.bounded(sys.stdin.buffer, "<stdin>"), "<stdin>"
    try:
        return files.read(name), name
    except OSError as error:
        format_of(name)
        raise LoadError([Problem(name, f"cannot be read: {error.strerror}", _beside(name))]) from None


def format_of_file(name: str, data: bytes) -> str:
    """The format of a file: what its own suffix says, else what its text looks like, else what a common suffix says.

    Raises UnknownName if neither tells.

    >>> format_of_file("case.json", b'{"nodes": [{"nodeID": "1"}], "edges": []}')
    'aif'
    """
    lower = name.lower()
    own = [(len(end), row.name) for row in FORMATS.values() for end in row.suffixes if lower.endswith(end)]
    named = max(own)[1] if own else None
    if named is not None and (FORMATS[named].foreign or lower.endswith(OWN_SUFFIXES)):
        return named
    text = data[:100_000].decode("utf-8-sig", "ignore")
    if text.lstrip().startswith(("{", "[")) and _begins_as_own(text):
        return "json"
    found = next((row.name for row in FORMATS.values() if row.foreign and row.recognised(text)), None)
    native = next((row.name for row in FORMATS.values() if not row.foreign and row.recognised(text)), None)
    if found is not None and native != "outline":
        return found
    if named is not None or native is not None or name == "<stdin>":
        return named or native or DEFAULT_FORMAT
    raise UnknownName("the format of file", name, [end for row in FORMATS.values() for end in row.suffixes])


def stem(name: str) -> str:
    """The name of a file without the suffix of a map, else without its last suffix.

    >>> stem("maps/case.argmap.yaml"), stem("case.txt")
    ('maps/case', 'case')
    """
    ends = [end for row in FORMATS.values() for end in row.suffixes if name.lower().endswith(end)]
    return name[: -len(max(ends, key=len))] if ends else str(Path(name).with_suffix(""))


def _begins_as_own(text: str) -> bool:
    return re.match(r'\s*\{\s*"(argmap|conclusion)"', text) is not None


def format_of(name: str) -> str:
    """The format that a file's suffix stands for. Raises UnknownName.

    >>> format_of("case.argmap.json")
    'json'
    """
    found = [(len(end), row.name) for row in FORMATS.values() for end in row.suffixes if name.lower().endswith(end)]
    if found:
        return max(found)[1]
    raise UnknownName("the format of file", name, [end for row in FORMATS.values() for end in row.suffixes])


def format_of_text(text: str) -> str:
    """The notation of argmap that a text looks like; the outline where it looks like none.

    >>> format_of_text('{"nodes": []}'), format_of_text("claim: It pays."), format_of_text("It pays.")
    ('json', 'outline', 'outline')
    """
    text = text.removeprefix("\ufeff")
    own = (row for row in FORMATS.values() if not row.foreign)
    return next((row.name for row in own if row.recognised(text)), DEFAULT_FORMAT)


def _format(name: str) -> Format:
    if name not in FORMATS:
        raise UnknownName("format", name, FORMATS)
    return FORMATS[name]


def _beside(name: str) -> str:
    try:
        there = sorted(path.name for path in Path(name).parent.iterdir() if path.name.endswith(SUFFIXES))
    except OSError:
        return "the folder does not exist"
    return guess(Path(name).name, there) if there else "no maps stand in that folder"
