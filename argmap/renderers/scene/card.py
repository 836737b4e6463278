"""A card: one statement with its texts broken into lines and its size, the same for every renderer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import hypot
from typing import Any

from argmap.model import RELATIONS, Claim, Counterevidence, Premise
from argmap.renderers.scene.drawing import PALE
from argmap.renderers.scene.metrics import clean, cut_to_measure, width, wrap

Marked = tuple[str, str]
"""A short text under the bar and its colour: "muted", "con", "pro", "neu" or "undercut"."""


@dataclass(frozen=True)
class Size:
    """The measures of a card in points: of its text, its sizes of type, its padding, its bar and the number beside it."""

    measure: float
    text: float
    padding: float
    bar: float
    number: float
    room: float
    top: float
    bold: bool = False

    @property
    def leading(self) -> float:
        """From line to line."""
        return round(self.text * 1.22, 1)


PLAIN_SIZE = Size(measure=204, text=11, padding=9, bar=6, number=11.5, room=38, top=14)
BOLD_SIZE = Size(measure=204, text=11, padding=9, bar=6, number=11.5, room=38, top=14, bold=True)
MAIN_SIZE = Size(measure=240, text=16, padding=14, bar=9, number=18, room=48, top=11, bold=True)
BADGE, SMALL, MARK = 7.5, 8.5, 8.5
CHIP_LINE, CHIP_BLOCK, CHIP_MEASURE, MAIN_CHIP_MEASURE = 9.5, 40.0, 190.0, 214.0


@dataclass(frozen=True)
class Card:
    """The drawing of a statement. `strength` fills the bar, `base` is the tick, `was` the strength before a change.

    `defeated` is the share of worlds in which it is defeated, None under a gradual semantics. `voice` is a word; `told` is where the source says it; `marks` stand under the bar; `change` is "added",
    "removed", "changed" or "".
    """

    id: str
    side: str
    kind: str
    strength: float
    base: float
    text: str
    told: str = ""
    voice: str = ""
    tip: str = ""
    verdict: str = ""
    change: str = ""
    was: float | None = None
    defeated: float | None = None
    main: bool = False
    implicit: bool = False
    marks: tuple[Marked, ...] = ()
    size: Size = PLAIN_SIZE
    lines: tuple[str, ...] = field(default=())

    @property
    def weak(self) -> bool:
        """Whether it is drawn pale."""
        return self.strength < PALE and not self.main

    @property
    def rated(self) -> bool:
        """Whether it has a tick at the base score; under possible worlds a claim with supports has none."""
        return self.defeated is None or self.base > 0

    @property
    def badges(self) -> tuple[str, ...]:
        """The words on its badges: what it is, what became of it, whose it is."""
        return tuple(
            one.upper() for one in (self.kind, self.change if self.change != "changed" else "", self.voice) if one
        )

    @property
    def id_rows(self) -> tuple[str, ...]:
        """The rows of its own that the id needs where it does not fit beside the badges, since it is never cut."""
        taken = sum(badge_width(one) + 5 for one in self.badges) + width(self.told, SMALL) + 8
        if self.main or taken + width(self.id, SMALL, bold=True) <= self.size.measure:
            return ()
        return tuple(wrap(self.id, self.size.measure, SMALL, bold=True))

    @property
    def landing(self) -> float:
        """On which share of its side lines may arrive."""
        return 1.0

    @property
    def width(self) -> float:
        """From edge to edge."""
        return self.size.measure + 2 * self.size.padding

    @property
    def height(self) -> float:
        """From edge to edge."""
        rows = self.size.top + 4 + self.size.leading * len(self.lines) + 5 + max(self.size.bar, self.size.number)
        rows += (11 * len(self.id_rows) + 4) * bool(self.id_rows) + 13 * bool(self.marks)
        return rows + 2 * self.size.padding


@dataclass(frozen=True)
class Chip(Card):
    """A statement on one line or two: a block with its sign and number, the text cut to fit; the whole is in the tip."""

    sign: str = "+"

    @property
    def width(self) -> float:
        """From edge to edge."""
        return CHIP_BLOCK + (MAIN_CHIP_MEASURE if self.main else CHIP_MEASURE) + 12

    @property
    def height(self) -> float:
        """From edge to edge."""
        return 9 + (CHIP_LINE + 2.5) * len(self.lines)


FORMS: Mapping[str, float] = {
    "goal": 176, "strategy": 176, "solution": 96, "context": 150, "assumption": 130, "justification": 130,
}  # fmt: skip
"""The forms of a goal structure by role, and how wide the text in each may be."""
SLANT, OVAL, DIAMOND, SHORT_BAR = 16.0, 1.7, 13.0, 54.0
"""How far a strategy leans, how much wider than high an ellipse is, the diamond of what is undeveloped, an element's bar."""


@dataclass(frozen=True)
class GoalElement(Card):
    """A statement in the form that the Goal Structuring Notation gives its role; `undeveloped` with a diamond below it."""

    form: str = "goal"
    undeveloped: bool = False

    @property
    def landing(self) -> float:
        """On which share of its side lines may arrive: near the middle of what is round."""
        return {"goal": 1.0, "strategy": 0.75, "context": 0.75}.get(self.form, 0.25)

    @property
    def rows(self) -> tuple[tuple[float, float], ...]:
        """The height and the width of each row: the id, the lines, the bar with its number, the marks."""
        head = width(self.id, SMALL, bold=True) + (width(self.verdict.upper(), SMALL, bold=True) + 8) * bool(
            self.verdict
        )
        lines = [(self.size.leading, width(line, self.size.text, bold=self.size.bold)) for line in self.lines]
        marks = [(12.0, sum(width(said, MARK, bold=True) + 8 for said, _ in self.marks))] if self.marks else []
        return ((12.0, head), *lines, (14.0, SHORT_BAR + 30), *marks)

    @property
    def block(self) -> tuple[float, float]:
        """How wide and how high all rows are."""
        return max(wide for _, wide in self.rows), sum(high for high, _ in self.rows)

    @property
    def width(self) -> float:
        """From edge to edge."""
        wide = self.block[0] + 2 * self.size.padding
        if self.form in ("solution", "assumption", "justification"):
            return 2 * self._reach * (1.0 if self.form == "solution" else OVAL)
        return wide + 2 * SLANT if self.form == "strategy" else wide + 10 * (self.form == "context")

    @property
    def drawn_height(self) -> float:
        """The height of the form, without the diamond."""
        if self.form in ("solution", "assumption", "justification"):
            return 2 * self._reach
        return self.block[1] + 2 * self.size.padding

    @property
    def height(self) -> float:
        """From edge to edge."""
        return self.drawn_height + DIAMOND * self.undeveloped

    @property
    def _reach(self) -> float:
        """Half the height of the circle or ellipse around all rows."""
        y, reach, oval = -self.block[1] / 2, 0.0, 1.0 if self.form == "solution" else OVAL
        for high, wide in self.rows:
            reach = max(reach, *(hypot(wide / 2 / oval, edge) for edge in (y, y + high)))
            y += high
        return reach + 7


SIDE_SIGNS = {kind.colour: kind.glyph for kind in RELATIONS.values() if kind.onto == "statement"} | {"neu": "±"}
"""The sign of each side."""
SHAPES: Mapping[str, type[Card]] = {"cards": Card, "chips": Chip, "gsn": GoalElement}
"""How much is drawn of each statement."""


def card_of(
    node: Claim | Premise | Counterevidence,
    *,
    shape: str,
    side: str,
    strength: float,
    base: float,
    main: bool,
    marks: tuple[Marked, ...] = (),
    change: str = "",
    was: float | None = None,
    defeated: float | None = None,
    verdict: str = "",
    lines: int = 2,
    form: str = "",
    undeveloped: bool = False,
) -> Card:
    """The card, chip or element of a statement, with at most `lines` lines on a chip."""
    size = PLAIN_SIZE if form else MAIN_SIZE if main else BOLD_SIZE if node.kind == "claim" else PLAIN_SIZE
    text = clean(node.text)
    if shape == "cards":
        broken = wrap(text, size.measure, size.text, bold=size.bold)
    elif form:
        broken = wrap(text, FORMS[form], size.text)
    else:
        measure = MAIN_CHIP_MEASURE if main else CHIP_MEASURE
        broken = wrap(text, measure, CHIP_LINE, bold=main)
        most = 3 if main else lines
        if len(broken) > most:
            rest = " ".join(broken[most - 1 :])
            broken = [*broken[: most - 1], cut_to_measure(rest, measure, CHIP_LINE, bold=main, always=True)]
    corner = "unstated" if node.implicit else clean(node.source[0].at) if node.source else ""
    signs: dict[str, Any] = {"sign": SIDE_SIGNS[side]} if shape == "chips" else {}
    if form:
        signs = {"form": form, "undeveloped": undeveloped}
    return SHAPES[shape](
        id=node.id,
        side=side,
        kind=node.kind,
        strength=strength,
        base=base,
        text=text,
        told=cut_to_measure(corner, size.measure * 0.35, SMALL),
        voice="" if node.voice == "author" else node.voice,
        tip=tip_of(node),
        verdict=verdict,
        change=change,
        was=was,
        defeated=defeated,
        main=main,
        implicit=node.implicit,
        marks=marks,
        size=size,
        lines=tuple(broken),
        **signs,
    )


def badge_width(word: str) -> float:
    """The width of a badge with this word."""
    return round(width(word, BADGE, bold=True)) + 10


def tip_of(node: Claim | Premise | Counterevidence) -> str:
    """The full text, the passages, the note."""
    said = [f"{node.id}: {clean(node.text)}"]
    said += [clean(anchor.at) + (f" “{clean(anchor.quote)}”" if anchor.quote else "") for anchor in node.source]
    return "\n".join([*said, clean(node.note)] if node.note else said)
