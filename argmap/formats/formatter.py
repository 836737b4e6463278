"""Formats an outline and keeps its comments: what `argmap fmt` writes.

A comment belongs to the entry that follows it, or to the entry on its line, and is written there again. An entry is identified
by its statement or step and its key, under which a loaded map keeps its place.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import yaml

from argmap import formats
from argmap.formats import outline_writer, shared_keys
from argmap.formats.outline_reader import KIND_OF_WORD, STATEMENT_FIELDS, STEP_FIELDS
from argmap.model import ArgumentMap
from argmap.model.field import Kind

Spot = tuple[str, str]

_FIELDS = (*STATEMENT_FIELDS.values(), *STEP_FIELDS.values())
BESIDE = {field.name for field in _FIELDS if field.kind not in (Kind.TEXT, Kind.ANCHORS, Kind.RECORDS)}
"""Fields with a value that a comment may follow on its line; elsewhere it could be taken for text."""
PARTED = ("because:", "but:", "also:", "tensions:", "expect:")
"""Top keys that a blank line goes before."""
_OPENING = (
    *KIND_OF_WORD,
    "all",
    "also",
    *shared_keys.KEY_READERS,
    *(field.key for field in _FIELDS if field.kind in (Kind.ANCHORS, Kind.RECORDS)),
)
KEY_LINE = re.compile(rf"\s*(- )?({'|'.join(_OPENING)}):\s*(#.*)?")
"""A line that only opens a list or mapping."""


class Comment(NamedTuple):
    """A comment from its # on, its line (from 1), and whether anything is before it on that line."""

    line: int
    text: str
    beside: bool


def laid_out(text: str, file: str = "<text>", m: ArgumentMap | None = None, format: str | None = None) -> str:
    """The text of an outline in canonical layout, with its comments; or the text of `m`, if a map made from it is given.

    Laying out twice gives the same text, and the text gives the same map. Other notations are laid out as `dumps` writes
    them. `format` is the notation; without it the text tells. Raises LoadError when the text is no map.

    >>> print(laid_out("# Storage\\nclaim:   Moving pays off.\\nid: move\\nstrength: 0.50 # a guess\\n"))
    # Storage
    argmap: 1
    claim: Moving pays off.
    id: move
    strength: 0.5  # a guess
    <BLANKLINE>
    """
    text = text.removeprefix("\ufeff")
    if (notation := format or formats.format_of_text(text)) != "outline":
        return formats.dumps(m or formats.loads(text, notation, file=file), notation)
    before = formats.in_file(text, file)
    lines = outline_writer.write(m or before, whole=False).splitlines()
    if remarks := list(comments(text)):
        lines = _commented(lines, remarks, text, before, file)
    return "\n".join(_parted(lines)) + "\n"


def comments(text: str) -> Iterator[Comment]:
    """Each comment of a YAML text: a # outside every scalar, at the start of a line or after white space."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    events = yaml.parse(text, Loader=loader)
    texts: Iterable[Any] = (event for event in events if isinstance(event, yaml.ScalarEvent))
    scalars = sorted((event.start_mark.index, event.end_mark.index) for event in texts)
    line_begins, next_scalar = 0, 0
    for number, line in enumerate(text.split("\n"), start=1):
        place = line.find("#")
        while place >= 0:
            position = line_begins + place
            while next_scalar < len(scalars) and scalars[next_scalar][1] <= position:
                next_scalar += 1
            inside = next_scalar < len(scalars) and scalars[next_scalar][0] <= position
            if not inside and (place == 0 or line[place - 1] in " \t"):
                yield Comment(number, line[place:].rstrip(), beside=bool(line[:place].strip()))
                break
            place = line.find("#", place + 1)
        line_begins += len(line) + 1


def _commented(lines: list[str], remarks: list[Comment], text: str, before: ArgumentMap, file: str) -> list[str]:
    """The lines with each comment above its entry, or beside a value that can have one."""
    after = formats.in_file("\n".join(lines) + "\n", file)
    places = sorted((place.line, place.column, spot) for spot, place in before.places.items())
    source_lines = text.split("\n")
    first = next((number for number, line in enumerate(source_lines, start=1) if _content(line)), 1)
    above: dict[int, list[str]] = {}
    beside: dict[int, str] = {}
    head, tail = [], []
    for comment in remarks:
        if comment.line < first:
            head.append(comment.text)
            continue
        entry = _entry(comment, places, after)
        if entry is None:
            tail.append(comment.text)
            continue
        spot, stood, stands = entry
        if comment.beside and spot[1] in BESIDE and stands not in beside:
            beside[stands] = comment.text
        else:
            words = sum(bool(KEY_LINE.fullmatch(line)) for line in source_lines[comment.line : stood - 1])
            while words and stands > 1 and KEY_LINE.fullmatch(lines[stands - 2]):
                words, stands = words - 1, stands - 1
            above.setdefault(stands, []).append(comment.text)
    out = list(head)
    if head and not source_lines[first - 2].strip():
        out.append("")
    for number, line in enumerate(lines, start=1):
        pad = line[: len(line) - len(line.lstrip())]
        out += [pad + remark for remark in above.get(number, ())]
        out.append(f"{line}  {beside[number]}" if number in beside else line)
    return [*out, *tail]


def _content(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


def _entry(comment: Comment, places: list[tuple[int, int, Spot]], after: ArgumentMap) -> tuple[Spot, int, int] | None:
    """The entry that a comment belongs to, its line before, and its line now."""
    on_line = [place for place in places if place[0] == comment.line] if comment.beside else []
    valued = [place for place in on_line if place[2][1] in BESIDE]
    following = [place for place in places if place[0] > comment.line]
    for stood, _, spot in (*valued[-1:], *on_line, *following):
        if (place := after.places.get(spot)) is not None:
            return spot, stood, place.line
    return None


def _parted(lines: list[str]) -> Iterator[str]:
    """The lines with a blank one before each part at the top, and before each run of comments there."""
    for number, line in enumerate(lines):
        begins = line.startswith(("#", *PARTED))
        if begins and number and not lines[number - 1].startswith("#"):
            yield ""
        yield line
