"""The rules of drawing: how lines, arrowheads and strengths look, in SVG, DOT, Mermaid and the page alike.

Which line and which head a kind of relation has stands in `argmap.model.RELATIONS`; what such a line and head look like
stands here. The page gets these numbers as JSON (`page_rules`), so that its scripts repeat none of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from argmap.model import RELATIONS

PALE = 0.3
"""Strengths below are drawn pale."""
SAME_STRENGTH = 0.005
"""Strengths no further apart are drawn as the same."""
THIN, GROWTH = 1.0, 2.5
"""How thick a line is that carries nothing, and how much thicker one that carries 1."""
PORT_GAP, PORT_MARGIN = 14.0, 12.0
"""How far apart lines arrive at a card, and how far from its corners."""
REACH = 24.0
"""How far a curve runs level at least, where there is room."""
BOW, BOW_RISE = 30.0, 1 / 6
"""How far a line bows out that leads to something above or below, and how much further for each point between them."""
LOOP, LOOP_OUT = 17.0, 44.0
"""How high a loop is, as far below the corner, and how far its handles stand out."""
CURVE_GAP = 26.0
"""How far apart two lines run that lead to and fro."""
PAGE_COLUMN_GAP, PAGE_ROW_GAP = 92.0, 12.0
"""How far apart the cards of the page stand."""


@dataclass(frozen=True)
class LinePattern:
    """A pattern of a line: its dashes in an SVG and in Mermaid, Mermaid's links without and with a head, in a line of text."""

    dashes: str
    mermaid_dashes: str
    mermaid_link: str
    mermaid_arrow: str
    typed: str
    round: bool = False


@dataclass(frozen=True)
class Head:
    """An arrowhead: the points of its outline, (back along the line, aside), seen from the tip.

    `fill` is the inside of a closed outline: the colour of the line or of the page; "none" leaves the outline open, and
    then `stroke`, the width of its edge, grows with the line. The line ends `short` of the tip. `graphviz` (in its `size`),
    `mermaid` and `typed` are its names in DOT, in Mermaid and in a line of text.
    """

    points: tuple[tuple[float, float], ...]
    fill: Literal["line", "page", "none"]
    stroke: float
    short: float
    graphviz: str
    size: str
    mermaid: str
    typed: str


LINES: Mapping[str, LinePattern] = {
    "solid": LinePattern("", "", "---", "==", "──"),
    "dashed": LinePattern("7,5", "7 4", "-.-", "-.-", "─ ─"),
    "dotted": LinePattern("0,6", "2 4", "-.-", "-.-", "···", round=True),
}
HEADS: Mapping[str, Head] = {
    "triangle": Head(((0, 0), (9.5, 4.4), (9.5, -4.4)), "line", 0, 8, "normal", "0.8", ">", "►"),
    "bar": Head(((1.8, 6.5), (1.8, -6.5)), "none", 3.2, 2, "tee", "1.0", "x", "┤"),
    "diamond": Head(((0, 0), (6, 4.2), (12, 0), (6, -4.2)), "page", 1.4, 12, "odiamond", "1.0", "o", "◊"),
}


def line_of(kind: str) -> LinePattern:
    """The pattern of a relation's line.

    >>> line_of("attack").dashes
    '7,5'
    """
    return LINES[RELATIONS[kind].line]


def head_of(kind: str) -> Head:
    """The arrowhead of a relation's line.

    >>> head_of("undercut").graphviz
    'odiamond'
    """
    return HEADS[RELATIONS[kind].head]


def thickness(carried: float) -> float:
    """How thick the line of a step is.

    >>> thickness(0.0), thickness(1.0)
    (1.0, 3.5)
    """
    return THIN + GROWTH * carried


def page_rules() -> dict[str, Any]:
    """The numbers of drawing for the scripts of the page."""
    return {
        "pale": PALE,
        "same": SAME_STRENGTH,
        "thin": THIN,
        "growth": GROWTH,
        "port": {"gap": PORT_GAP, "margin": PORT_MARGIN},
        "curve": {"reach": REACH, "bow": BOW, "rise": BOW_RISE, "loop": LOOP, "out": LOOP_OUT, "beside": CURVE_GAP},
        "gap": {"column": PAGE_COLUMN_GAP, "row": PAGE_ROW_GAP},
        "relations": {
            kind.name: {"sign": kind.sign, "verb": kind.verb, "onto": kind.onto, "glyph": kind.glyph, "head": kind.head}
            for kind in RELATIONS.values()
        },
        "heads": {
            name: {"points": head.points, "fill": head.fill, "stroke": head.stroke} for name, head in HEADS.items()
        },
    }


def page_style() -> str:
    """The lines of relations as CSS: the colour of each kind, and the pattern of its line."""
    return "".join(
        f".{kind.name}{{--side:var(--{kind.colour});--dashes:{pattern.dashes.replace(',', ' ') or 'none'};"
        f"--cap:{'round' if pattern.round else 'butt'}}}"
        for kind in RELATIONS.values()
        for pattern in (LINES[kind.line],)
    )
