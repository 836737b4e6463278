"""What pictures look like: the colours of each theme, and how each relation is drawn; nothing is said by colour alone."""

from collections.abc import Mapping
from dataclasses import dataclass

FONT = "Arial"


@dataclass(frozen=True)
class Theme:
    """The colours of one theme; every text on its ground has a contrast of at least 4.5 : 1 (WCAG AA)."""

    page: str
    ink: str
    muted: str
    faint: str
    card: str
    weak: str
    track: str
    sides: Mapping[str, str]
    tints: Mapping[str, str]
    undercut: str
    main: str
    main_ink: str
    main_small: str
    main_bar: str
    main_track: str


@dataclass(frozen=True)
class Line:
    """How a relation is drawn: its line pattern, its head, the head's size."""

    pattern: str
    head: str
    size: str


LINES: Mapping[str, Line] = {
    "support": Line("solid", "normal", "0.8"),
    "attack": Line("dashed", "tee", "1.0"),
    "undercut": Line("dotted", "odiamond", "1.0"),
}

THEMES: Mapping[str, Theme] = {
    "cards": Theme(
        page="#FFFFFF", ink="#101828", muted="#5B6472", faint="#6E7887", card="#FFFFFF", weak="#F7F8FA", track="#DDE2E8",
        sides={"pro": "#0A6C74", "con": "#B83A0B", "neu": "#475467"},
        tints={"pro": "#E2F1F2", "con": "#FCEBE3", "neu": "#EEF1F5"},
        undercut="#6B3FA0",
        main="#14213D", main_ink="#FFFFFF", main_small="#C9D3E6", main_bar="#7FDDE0", main_track="#3A4A6B",
    ),
    "cards-dark": Theme(
        page="#0E1621", ink="#F2F5F9", muted="#A9B4C2", faint="#8D99A8", card="#182231", weak="#141C28", track="#374252",
        sides={"pro": "#56C5CE", "con": "#FF9566", "neu": "#B6C0CE"},
        tints={"pro": "#11353A", "con": "#43251A", "neu": "#2A3443"},
        undercut="#C0A2F0",
        main="#F2F5F9", main_ink="#0E1621", main_small="#44506A", main_bar="#0A6C74", main_track="#CDD4DE",
    ),
    "paper": Theme(
        page="#FFFFFF", ink="#000000", muted="#404040", faint="#595959", card="#FFFFFF", weak="#FFFFFF", track="#DADADA",
        sides={"pro": "#000000", "con": "#000000", "neu": "#404040"},
        tints={"pro": "#FFFFFF", "con": "#E6E6E6", "neu": "#F2F2F2"},
        undercut="#000000",
        main="#000000", main_ink="#FFFFFF", main_small="#D9D9D9", main_bar="#FFFFFF", main_track="#595959",
    ),
}  # fmt: skip


def relation_colour(theme: Theme, kind: str) -> str:
    """The colour of a relation's line: that of the side it works for, or the undercuts' own.

    >>> relation_colour(THEMES["cards"], "attack")
    '#B83A0B'
    """
    return theme.undercut if kind == "undercut" else theme.sides["pro" if kind == "support" else "con"]
