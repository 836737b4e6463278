"""The looks of pictures: palettes of colours, and the themes, by name."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from argmap.model import RELATIONS

FONT = "Arial"


@dataclass(frozen=True)
class Palette:
    """The colours of a picture; every text on its ground has a contrast of at least 4.5 : 1 (WCAG AA)."""

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
    halo: str
    main: str
    main_ink: str
    main_small: str
    main_bar: str
    main_track: str
    mono: bool = False

    @property
    def main_look(self) -> "MainLook":
        """The colours of the main claim; on paper it is framed and not filled, to spare ink."""
        if self.mono:
            return MainLook(self.card, self.ink, self.ink, self.ink, self.track, self.ink)
        return MainLook(self.main, self.main_ink, self.main_small, self.main_bar, self.main_track, self.main_small)


class MainLook(NamedTuple):
    """The colours of a main claim: its ground, its text, small type, its bar, the bar's track, and what is defeated."""

    fill: str
    ink: str
    small: str
    bar: str
    track: str
    lost: str


COLOURS: Mapping[str, Palette] = {
    "light": Palette(
        page="#FFFFFF", ink="#101828", muted="#5B6472", faint="#6E7887", card="#FFFFFF", weak="#F7F8FA", track="#DDE2E8",
        sides={"pro": "#0A6C74", "con": "#B83A0B", "neu": "#475467"},
        tints={"pro": "#E2F1F2", "con": "#FCEBE3", "neu": "#EEF1F5"},
        undercut="#6B3FA0", halo="#EFE8F7",
        main="#14213D", main_ink="#FFFFFF", main_small="#C9D3E6", main_bar="#7FDDE0", main_track="#3A4A6B",
    ),
    "dark": Palette(
        page="#0E1621", ink="#F2F5F9", muted="#A9B4C2", faint="#8D99A8", card="#182231", weak="#141C28", track="#374252",
        sides={"pro": "#56C5CE", "con": "#FF9566", "neu": "#B6C0CE"},
        tints={"pro": "#11353A", "con": "#43251A", "neu": "#2A3443"},
        undercut="#C0A2F0", halo="#332650",
        main="#F2F5F9", main_ink="#0E1621", main_small="#44506A", main_bar="#0A6C74", main_track="#CDD4DE",
    ),
    "paper": Palette(
        page="#FFFFFF", ink="#000000", muted="#404040", faint="#595959", card="#FFFFFF", weak="#FFFFFF", track="#DADADA",
        sides={"pro": "#000000", "con": "#000000", "neu": "#404040"},
        tints={"pro": "#FFFFFF", "con": "#E6E6E6", "neu": "#F2F2F2"},
        undercut="#000000", halo="#E6E6E6", mono=True,
        main="#000000", main_ink="#FFFFFF", main_small="#D9D9D9", main_bar="#FFFFFF", main_track="#595959",
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Theme:
    """How a picture looks: its colours, and how much is drawn of each statement ("" = what fits)."""

    palette: Palette
    shape: str = ""


THEMES: Mapping[str, Theme] = {
    "cards": Theme(COLOURS["light"]),
    "cards-dark": Theme(COLOURS["dark"]),
    "paper": Theme(COLOURS["paper"]),
    "chips": Theme(COLOURS["light"], "chips"),
    "chips-dark": Theme(COLOURS["dark"], "chips"),
    "gsn": Theme(COLOURS["light"], "gsn"),
}


def relation_colour(palette: Palette, kind: str) -> str:
    """The colour of a relation's line: that of the side it works for, or the undercuts' own.

    >>> relation_colour(COLOURS["light"], "attack")
    '#B83A0B'
    """
    role = RELATIONS[kind].colour
    return palette.undercut if role == "undercut" else palette.sides[role]


def mixed(ground: str, colour: str, share: float) -> str:
    """A colour laid over a ground: share 0 is the ground, 1 the colour.

    >>> mixed("#FFFFFF", "#000000", 0.5)
    '#808080'
    """
    ways = [(int(ground[at : at + 2], 16), int(colour[at : at + 2], 16)) for at in (1, 3, 5)]
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in ways)


def contrast(colour: str, other_colour: str) -> float:
    """The contrast of two colours, from 1 to 21 (WCAG 2).

    >>> round(contrast("#FFFFFF", "#000000"))
    21
    """
    low, high = sorted((_luminance(colour), _luminance(other_colour)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
