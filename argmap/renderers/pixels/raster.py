"""An SVG as PNG, and the letters that a picture cannot show."""

import importlib.util
import unicodedata

from argmap.errors import RenderError
from argmap.renderers.pixels import font, paper
from argmap.renderers.places import engines
from argmap.renderers.svg.elements import size_of

SHARP = 2.0
"""Pixels to a point: 144 dpi."""
LARGEST_PX = 12_000.0
"""No side of a PNG has more pixels; a larger picture is drawn coarser."""


def pixels(drawn: str) -> bytes:
    """An SVG as PNG at 144 dpi, coarser where a side would have too many pixels. Raises RenderError."""
    import resvg_py

    wide, high = size_of(drawn)
    zoom = min(SHARP, LARGEST_PX / max(wide, high))
    try:
        png: bytes = resvg_py.svg_to_bytes(
            svg_string=drawn,
            zoom=max(1, round(zoom)) if zoom >= 1 else None,
            width=None if zoom >= 1 else round(wide * zoom),
            font_files=list(font.packaged()),
        )
    except ValueError as error:
        raise RenderError(f"the picture could not be turned into pixels: {error}") from None
    return bytes(png)


def lost(drawn: str, to: str, named: str | None = None) -> str:
    """The letters of a picture's text that its PNG or PDF on this machine shows as boxes, each once."""
    letters = {letter for letter in drawn if letter.isprintable() and not _in_arimo(letter)}
    if pixels_of_our_own(named) if to == "png" else paper.draws(named):
        packaged = frozenset[int]().union(*map(font.letters_of, font.packaged()))
        letters = {letter for letter in letters if ord(letter) not in packaged}
    elif to == "png" and engines.find(named).name == "graphviz-pure":
        return "".join(sorted(letters))
    return "".join(sorted(letters - font.installed(letters)))


def pixels_of_our_own(named: str | None) -> bool:
    """Whether the SVG is turned into pixels: `argmap[cjk]` is installed, and no program was named as engine."""
    return named in (None, "tidy") and bool(font.packaged()) and importlib.util.find_spec("resvg_py") is not None


def _in_arimo(letter: str) -> bool:
    number = ord(letter)
    drawn = number < 0x590 or 0x1E00 <= number < 0x2000 or 0x2010 <= number < 0x2060 or 0x20A0 <= number < 0x20C0
    return drawn or unicodedata.combining(letter) > 0 or letter in "►◊─│┤■□▪▫▲▼●○←↑→↓↔↕∂∆∏∑−√∞∫≈≠≤≥™№Ω"
