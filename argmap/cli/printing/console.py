"""The streams that verbs print to: styled text on a terminal, plain text elsewhere, never control characters."""

import os
import sys
from collections.abc import Iterable
from typing import Any, Self, TextIO

import click

from argmap.cli.printing.waiting import end as end_waiting
from argmap.renderers.quoting import in_terminal

USUAL_WIDTH = 80
_WAYS = ("bold", "dim", "italic", "underline")


class StyledText:
    """A text in parts, each with a style: the name of a colour, and words such as bold and dim.

    >>> StyledText("a", "bold cyan").append("b").plain
    'ab'
    """

    def __init__(self, text: str = "", style: str = "") -> None:
        self.parts = [(text, style)]

    @classmethod
    def assemble(cls, *parts: str | tuple[str, str]) -> Self:
        """A text of several parts, each with or without a style."""
        text = cls()
        for part in parts:
            text.append(*((part,) if isinstance(part, str) else part))
        return text

    def append(self, text: str, style: str = "") -> Self:
        """Adds a part; gives the text itself."""
        self.parts.append((text, style))
        return self

    @property
    def plain(self) -> str:
        """The text without styles."""
        return "".join(text for text, _ in self.parts)


class Console:
    """Standard output or standard error, whichever it is at the time of printing."""

    def __init__(self, *, stderr: bool = False) -> None:
        self.stderr = stderr

    @property
    def stream(self) -> TextIO:
        """The stream that is printed to."""
        return sys.stderr if self.stderr else sys.stdout

    @property
    def is_terminal(self) -> bool:
        """Whether a person may be reading."""
        return self.stream.isatty()

    @property
    def coloured(self) -> bool:
        """Whether styles are shown: on a terminal, unless NO_COLOR or TERM=dumb says otherwise; with FORCE_COLOR anywhere."""
        if os.environ.get("NO_COLOR"):
            return False
        return bool(os.environ.get("FORCE_COLOR")) or (self.is_terminal and os.environ.get("TERM") != "dumb")

    @property
    def width(self) -> int:
        """How many cells a line has: COLUMNS, those of the terminal, or 80."""
        said = os.environ.get("COLUMNS", "")
        if said.isdecimal() and int(said) > 0:
            return int(said)
        try:
            return os.get_terminal_size(self.stream.fileno()).columns or USUAL_WIDTH
        except (OSError, ValueError):  # no terminal, or a stream without a number
            return USUAL_WIDTH

    def print(self, text: StyledText | str = "", style: str = "", end: str = "\n") -> None:
        """Prints a text; what would steer a terminal becomes a space."""
        parts = [(text, style)] if isinstance(text, str) else text.parts
        coloured = self.coloured
        written = "".join(_styled(part, how) if coloured and how else _inert(part) for part, how in parts) + end
        end_waiting()
        stream = self.stream
        stream.write(written)
        stream.flush()

    def print_lines(self, lines: Iterable[StyledText]) -> None:
        """Prints texts, each on a line, at once."""
        parts = [part for line in lines for part in (*line.parts, ("\n", ""))]
        if parts:
            self.print(StyledText.assemble(*parts), end="")


def _inert(text: str) -> str:
    return text if text.isprintable() else "\n".join(map(in_terminal, text.split("\n")))


def _styled(text: str, style: str) -> str:
    ways: dict[str, Any] = {}
    for word in style.split():
        ways |= {word: True} if word in _WAYS else {"fg": word}
    return click.style(_inert(text), **ways)
