"""Cards and chips as Graphviz's HTML-like labels: nested tables whose cells have the widths of the library's own metrics."""

from itertools import pairwise

from argmap.renderers.quoting import in_dot_label
from argmap.renderers.scene.card import BADGE, CHIP_BLOCK, CHIP_LINE, MARK, SMALL, Card, Chip, badge_width
from argmap.renderers.scene.metrics import width
from argmap.renderers.scene.palette import Palette, contrast
from argmap.renderers.svg.cards import edge_colour, shade

TABLE = '<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="0"'


def label(card: Card, palette: Palette) -> str:
    """The HTML-like label of a card or chip."""
    if isinstance(card, Chip):
        return _chip(card, palette)
    return _main(card, palette) if card.main else _plain(card, palette)


def font_text(text: str, size: float, colour: str, *, bold: bool = False, strike: bool = False) -> str:
    """A text of a label in its size and colour.

    >>> font_text("a < b", 11, "#000000")
    '<FONT POINT-SIZE="11" COLOR="#000000">a &lt; b</FONT>'
    """
    inside = in_dot_label(text) or " "
    for tag in ("S" * strike, "B" * bold):
        inside = f"<{tag}>{inside}</{tag}>" if tag else inside
    return f'<FONT POINT-SIZE="{size:g}" COLOR="{colour}">{inside}</FONT>'


def _plain(card: Card, palette: Palette) -> str:
    size, colour, gone = card.size, edge_colour(card, palette), card.change == "removed"
    pale = card.weak or gone
    style = "ROUNDED,DASHED" if card.implicit or gone else "ROUNDED"
    ink = palette.muted if pale else palette.ink
    lines = "".join(
        f'{font_text(line, size.text, ink, bold=size.bold, strike=gone)}<BR ALIGN="LEFT"/>' for line in card.lines
    )
    below = "".join(
        f'<TR><TD ALIGN="LEFT">{font_text(row, SMALL, palette.muted, bold=True)}</TD></TR>' for row in card.id_rows
    )
    bar = _bar(card, palette.faint if pale else colour, palette.track, palette.ink)
    return (
        f'<<TABLE BORDER="{2 if size.bold else 1}" CELLBORDER="0" CELLSPACING="0" CELLPADDING="0" STYLE="{style}"'
        f' COLOR="{palette.undercut if card.change in ("added", "changed") else colour}"'
        f' BGCOLOR="{palette.weak if pale else palette.card}"><TR><TD CELLPADDING="8">{TABLE}>'
        f'<TR><TD>{_header(card, palette)}</TD></TR>{below}<TR><TD HEIGHT="5"></TD></TR>'
        f'<TR><TD WIDTH="{size.measure:g}" ALIGN="LEFT" BALIGN="LEFT">{lines}</TD></TR>'
        f'<TR><TD HEIGHT="6"></TD></TR><TR><TD>{bar}</TD></TR>{_marks(card, palette)}</TABLE></TD></TR></TABLE>>'
    )


def _marks(card: Card, palette: Palette) -> str:
    if not card.marks:
        return ""
    roles = {"muted": palette.main_small if card.main else palette.muted, "undercut": palette.undercut, **palette.sides}
    small = {**roles, "pro": roles["muted"], "con": roles["muted"]} if card.main else roles
    said = " · ".join(font_text(text, MARK, small[role], bold=role != "muted") for text, role in card.marks)
    return f'<TR><TD HEIGHT="4"></TD></TR><TR><TD ALIGN="LEFT">{said}</TD></TR>'


def _header(card: Card, palette: Palette) -> str:
    colour, left = palette.sides[card.side], card.size.measure
    cells = []
    for at, word in enumerate(card.badges):
        wide = badge_width(word)
        ground = f' BGCOLOR="{palette.tints[card.side]}"' if at == 0 else f' BORDER="1" COLOR="{palette.muted}"'
        said = font_text(word, BADGE, colour if at == 0 else palette.muted, bold=True)
        cells.append(f'<TD FIXEDSIZE="TRUE" WIDTH="{wide}" HEIGHT="14"{ground}>{said}</TD><TD WIDTH="5"></TD>')
        left -= wide + 5
    told = round(width(card.told, SMALL)) + 3
    id = "" if card.id_rows else card.id
    cells.append(
        f'<TD WIDTH="{max(1, round(left - told))}" ALIGN="LEFT">{font_text(id, SMALL, palette.muted, bold=True)}</TD>'
    )
    cells.append(f'<TD WIDTH="{told}" ALIGN="RIGHT">{font_text(card.told, SMALL, palette.muted)}</TD>')
    return f"{TABLE}><TR>{''.join(cells)}</TR></TABLE>"


def _main(card: Card, palette: Palette) -> str:
    size, half = card.size, round(card.size.measure / 2)
    lines = "".join(
        f'{font_text(line, size.text, palette.main_ink, bold=True)}<BR ALIGN="LEFT"/>' for line in card.lines
    )
    bar = _bar(card, palette.main_bar, palette.main_track, palette.main_ink)
    return (
        f'<<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="0" STYLE="ROUNDED" BGCOLOR="{palette.main}">'
        f'<TR><TD CELLPADDING="13">{TABLE}><TR><TD>{TABLE}><TR>'
        f'<TD WIDTH="{half}" ALIGN="LEFT">{font_text("MAIN CLAIM", 9, palette.main_small, bold=True)}</TD>'
        f'<TD WIDTH="{half}" ALIGN="RIGHT">{font_text(card.verdict.upper(), 9, palette.main_small, bold=True)}</TD></TR></TABLE></TD></TR>'
        f'<TR><TD HEIGHT="8"></TD></TR><TR><TD WIDTH="{size.measure:g}" ALIGN="LEFT" BALIGN="LEFT">{lines}</TD></TR>'
        f'<TR><TD HEIGHT="10"></TD></TR><TR><TD>{bar}</TD></TR>{_marks(card, palette)}</TABLE></TD></TR></TABLE>>'
    )


def _bar(card: Card, fill: str, track: str, ink: str) -> str:
    size = card.size
    length = round(size.measure - size.room)
    filled = round(card.strength * length)
    at = min(length - 2, max(0, round(card.base * length) - 1))
    cells = "".join(
        f'<TD FIXEDSIZE="TRUE" WIDTH="{right - left}" HEIGHT="{size.bar:g}"'
        f' BGCOLOR="{ink if left == at else fill if left < filled else track}"></TD>'
        for left, right in pairwise(sorted({0, filled, at, at + 2, length}))
    )
    said = font_text(f"{card.strength:.2f}", size.number, ink, bold=True)
    return (
        f"{TABLE}><TR><TD>{TABLE}><TR>{cells}</TR></TABLE></TD>"
        f'<TD WIDTH="{size.room:g}" ALIGN="RIGHT">{said}</TD></TR></TABLE>'
    )


def _chip(card: Chip, palette: Palette) -> str:
    block = palette.main if card.main else shade(card, palette)
    ground = palette.main if card.main else palette.tints[card.side]
    on_block = palette.main_ink if card.main else max((palette.ink, palette.page), key=lambda one: contrast(one, block))
    ink = palette.main_ink if card.main else palette.muted if card.weak else palette.ink
    said = f"{card.strength:.2f}" if card.main else f"{card.sign}{card.strength:.2f}".replace("0.", ".", 1)
    lines = "".join(f'{font_text(line, CHIP_LINE, ink, bold=card.main)}<BR ALIGN="LEFT"/>' for line in card.lines)
    return (
        f'<<TABLE BORDER="1" CELLBORDER="0" CELLSPACING="0" CELLPADDING="0" COLOR="{edge_colour(card, palette)}"><TR>'
        f'<TD WIDTH="{CHIP_BLOCK:g}" BGCOLOR="{block}">{font_text(said, 10, on_block, bold=True)}</TD>'
        f'<TD WIDTH="{card.width - CHIP_BLOCK:g}" HEIGHT="{card.height:g}" ALIGN="LEFT" BALIGN="LEFT" BGCOLOR="{ground}"'
        f' CELLPADDING="3">{lines}</TD></TR></TABLE>>'
    )
