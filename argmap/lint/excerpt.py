"""The excerpt for a problem or finding in a terminal: its line, with a caret under its place."""

import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from itertools import accumulate

from argmap.errors import Place

LOOKED_AT = 1_000
"""So many letters before and after a place are looked at; what is shown of a line is shorter."""


def excerpt(place: Place, line: str, most: int = 100) -> list[str]:
    """The place, the line of the text there, and a caret below its column.

    A line longer than `most` cells is cut around the column; the caret stands right under wide characters too.

    >>> print("\\n".join(excerpt(Place("a.yaml", 7, 5), "id: a b")))
      --> a.yaml:7:5
       |
     7 | id: a b
       |     ^
    """
    offset = min(place.column - 1, len(line))
    first, last = max(0, offset - LOOKED_AT), offset + LOOKED_AT
    goes_on = last < len(line)
    line, offset = line[first:last], offset - first
    if not line.isprintable():
        line = "".join(letter if letter.isprintable() else " " for letter in line)
    start = offset - len(beginning(line[:offset][::-1], most * 2 // 3)) if first or goes_on or cells(line) > most else 0
    shown = beginning(line[start:], most)
    gutter = len(str(place.line)) + 1
    before = "…" if first + start else ""
    return [
        f"{' ' * gutter}--> {place}",
        f"{' ' * gutter} |",
        f"{place.line:>{gutter}} | {before}{shown}{'…' if goes_on or start + len(shown) < len(line) else ''}",
        f"{' ' * gutter} | {' ' * cells(before + line[start:offset])}^",
    ]


def cells(text: str) -> int:
    """How many terminal cells a text takes: two for a wide character, none for a combining one.

    >>> cells("ab"), cells("具身"), cells("e\\u0301")
    (2, 4, 1)
    """
    return len(text) if text.isascii() else sum(map(_cells, text))


def beginning(text: str, most: int) -> str:
    """As much of a text as so many terminal cells hold.

    >>> beginning("具身", 3)
    '具'
    """
    if text.isascii():
        return text[:most]
    ends = accumulate(map(_cells, text))
    return text[: next((at for at, end in enumerate(ends) if end > most), len(text))]


def _cells(letter: str) -> int:
    if unicodedata.combining(letter) or unicodedata.category(letter) in ("Cf", "Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def text_line(place: Place, texts: Mapping[str, str]) -> str | None:
    """The line at a place, from the texts by file name; None if there is no such text or line."""
    lines = _lines(texts.get(place.file, ""))
    return lines[place.line - 1].rstrip("\r") if 0 < place.line <= len(lines) else None


@lru_cache(maxsize=8)
def _lines(text: str) -> list[str]:
    """The lines of a text, split once for all places in it."""
    return text.split("\n")
