"""Breaks text of several tones into lines, and gives the place of each part."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from argmap.renderers.scene.metrics import clean, pieces, width


class Run(NamedTuple):
    """A part of one line in one tone: from x on the line, so wide."""

    line: int
    x: float
    wide: float
    text: str
    tone: str


def flow(
    spans: Sequence[tuple[str, str]],
    measure: float,
    size: float,
    bold: frozenset[str] = frozenset(),
    insets: Mapping[str, float] | None = None,
) -> list[Run]:
    """The spans, each a text and its tone, broken into lines of at most `measure` points; tones in `bold` are set bold.

    `insets` gives the room that a tone leaves before and after each of its spans.

    >>> [(run.line, run.text) for run in flow([("It is so, ", ""), ("surely", "strong")], 40, 10)]
    [(0, 'It is so,'), (1, 'surely')]
    """
    runs: list[Run] = []
    line, x, spaced = 0, 0.0, False
    for words, tone in spans:
        heavy, inset = tone in bold, (insets or {}).get(tone, 0.0)
        x += inset if x else 0.0
        for place, piece in enumerate(pieces(clean(words), measure, size, bold=heavy)):
            part = f" {piece}" if not place and x and (spaced or words[:1] == " ") else piece
            wide = width(part, size, bold=heavy)
            if x and x + width(part.rstrip(), size, bold=heavy) > measure:
                line, x, part = line + 1, 0.0, part.lstrip()
                wide = width(part, size, bold=heavy)
            if runs and runs[-1].line == line and runs[-1].tone == tone and place:
                before = runs.pop()
                runs.append(Run(line, before.x, before.wide + wide, before.text + part, tone))
            else:
                lead = width(part[: len(part) - len(part.lstrip())], size, bold=heavy)
                runs.append(Run(line, x + lead, wide - lead, part.lstrip(), tone))
            x += wide
        spaced = words[-1:] == " "
        x += inset
    return runs
