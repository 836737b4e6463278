"""One statement as a card: an HTML-like label with badge, id, source, text, and its strength as a bar."""

from dataclasses import dataclass
from html import escape
from itertools import pairwise

from argmap.model import Claim, Counterevidence, Premise
from argmap.renderers.style import Theme
from argmap.renderers.text import clean, width, wrap

MEASURE, MAIN_MEASURE = 200, 236
_NUMBER = 38
_WEAK = 0.3


@dataclass(frozen=True)
class Card:
    """What a card shows of a statement: `strength` is filled, `base` is the tick on the bar."""

    node: Claim | Premise | Counterevidence
    strength: float
    base: float
    side: str
    main: bool = False
    verdict: str = ""
    unanswered: bool = False


def html(text: str) -> str:
    """A text inside an HTML-like label, exactly: control characters fall away, the rest is escaped.

    A backslash is doubled: in these labels too, Graphviz takes one before an N for the name of the node.

    >>> html("a <b> & \\x07"), html(chr(92) + "N") == 2 * chr(92) + "N"
    ('a &lt;b&gt; &amp;', True)
    """
    return escape(clean(text), quote=True).replace("\\", "\\\\")


def label(card: Card, theme: Theme) -> str:
    """The HTML-like label of a card."""
    return _main(card, theme) if card.main else _plain(card, theme)


def _plain(card: Card, theme: Theme) -> str:
    node, colour = card.node, theme.sides[card.side]
    weak = card.strength < _WEAK
    bold = node.kind == "claim"
    lines = wrap(node.text, MEASURE, 11, bold=bold)
    border = ' STYLE="ROUNDED,DASHED"' if node.implicit else ' STYLE="ROUNDED"'
    text = _lines(lines, 11, theme.muted if weak else theme.ink, bold=bold)
    fill = theme.weak if weak else theme.card
    bar = _bar(card, MEASURE, 6, theme.faint if weak else colour, theme.track, theme.ink, theme.ink, 11.5)
    return (
        f'<<TABLE BORDER="{2 if bold else 1}" CELLBORDER="0" CELLSPACING="0" CELLPADDING="0"{border}'
        f' COLOR="{colour}" BGCOLOR="{fill}"><TR><TD CELLPADDING="8">'
        f'<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="0">'
        f"<TR><TD>{_header(card, theme)}</TD></TR>"
        f'<TR><TD HEIGHT="5"></TD></TR>'
        f'<TR><TD WIDTH="{MEASURE}" ALIGN="LEFT" BALIGN="LEFT">{text}</TD></TR>'
        f'<TR><TD HEIGHT="6"></TD></TR>'
        f"<TR><TD>{bar}</TD></TR>{_foot(card, theme)}</TABLE></TD></TR></TABLE>>"
    )


def _foot(card: Card, theme: Theme) -> str:
    """A row that says what the bar cannot: that nothing answers this counterevidence."""
    if not card.unanswered:
        return ""
    colour = theme.sides["con"]
    said = f'<FONT POINT-SIZE="8.5" COLOR="{colour}"><B>unanswered</B></FONT>'
    return f'<TR><TD HEIGHT="4"></TD></TR><TR><TD ALIGN="LEFT">{said}</TD></TR>'


def _header(card: Card, theme: Theme) -> str:
    node, colour = card.node, theme.sides[card.side]
    badge = node.kind.upper() + (f" · {node.voice.upper()}" if node.voice != "author" else "")
    told = "unstated" if node.implicit else node.source[0].at if node.source else ""
    badge_width = round(width(badge, 7.5, bold=True)) + 12
    told = _cut(told, MEASURE * 0.35, 8.5)
    told_width = round(width(told, 8.5)) + 3
    room = MEASURE - badge_width - told_width - 6
    id = _cut(node.id, room - 2, 8.5)
    style = f' COLOR="{theme.muted}"'
    return (
        '<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="0"><TR>'
        f'<TD FIXEDSIZE="TRUE" WIDTH="{badge_width}" HEIGHT="14" BGCOLOR="{theme.tints[card.side]}">'
        f'<FONT POINT-SIZE="7.5" COLOR="{colour}"><B>{html(badge)}</B></FONT></TD>'
        f'<TD FIXEDSIZE="TRUE" WIDTH="6" HEIGHT="14"></TD>'
        f'<TD WIDTH="{room}" ALIGN="LEFT"><FONT POINT-SIZE="8.5" COLOR="{theme.muted}">{html(id) or " "}</FONT></TD>'
        f'<TD WIDTH="{told_width}" ALIGN="RIGHT"><FONT POINT-SIZE="8.5"{style}>{html(told) or " "}</FONT></TD>'
        "</TR></TABLE>"
    )


def _main(card: Card, theme: Theme) -> str:
    lines = wrap(card.node.text, MAIN_MEASURE, 16, bold=True)
    small = f'<FONT POINT-SIZE="9" COLOR="{theme.main_small}"><B>'
    bar = _bar(card, MAIN_MEASURE, 9, theme.main_bar, theme.main_track, theme.main_ink, theme.main_ink, 18)
    half = MAIN_MEASURE // 2
    return (
        f'<<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="0" STYLE="ROUNDED" BGCOLOR="{theme.main}">'
        f'<TR><TD CELLPADDING="13"><TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="0">'
        '<TR><TD><TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="0"><TR>'
        f'<TD WIDTH="{half}" ALIGN="LEFT">{small}MAIN CLAIM</B></FONT></TD>'
        f'<TD WIDTH="{half}" ALIGN="RIGHT">{small}{html(card.verdict.upper()) or " "}</B></FONT></TD></TR></TABLE></TD></TR>'
        '<TR><TD HEIGHT="8"></TD></TR>'
        f'<TR><TD WIDTH="{MAIN_MEASURE}" ALIGN="LEFT" BALIGN="LEFT">'
        f"{_lines(lines, 16, theme.main_ink, bold=True)}</TD></TR>"
        '<TR><TD HEIGHT="10"></TD></TR>'
        f"<TR><TD>{bar}</TD></TR></TABLE></TD></TR></TABLE>>"
    )


def _lines(lines: list[str], size: float, colour: str, *, bold: bool) -> str:
    start, end = ("<B>", "</B>") if bold else ("", "")
    said = "".join(f'{start}{html(line) or " "}{end}<BR ALIGN="LEFT"/>' for line in lines)
    return f'<FONT POINT-SIZE="{size:g}" COLOR="{colour}">{said}</FONT>'


def _bar(card: Card, measure: int, height: int, fill: str, track: str, tick: str, ink: str, size: float) -> str:
    number = _NUMBER + (10 if card.main else 0)
    length = measure - number
    filled = round(card.strength * length)
    at = min(length - 2, max(0, round(card.base * length) - 1))
    marks = sorted({0, filled, at, at + 2, length})
    cells = "".join(
        f'<TD FIXEDSIZE="TRUE" WIDTH="{right - left}" HEIGHT="{height}"'
        f' BGCOLOR="{tick if left == at else fill if left < filled else track}"></TD>'
        for left, right in pairwise(marks)
    )
    return (
        '<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="0"><TR><TD>'
        f'<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="0"><TR>{cells}</TR></TABLE></TD>'
        f'<TD WIDTH="{number}" ALIGN="RIGHT"><FONT POINT-SIZE="{size:g}" COLOR="{ink}"><B>{card.strength:.2f}</B></FONT></TD>'
        "</TR></TABLE>"
    )


def _cut(text: str, measure: float, size: float) -> str:
    text = clean(text)
    if width(text, size) <= measure:
        return text
    while text and width(f"{text}…", size) > measure:
        text = text[:-1]
    return f"{text}…"
