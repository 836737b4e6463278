"""The first level of an argument as an SVG: the main claim across the top, its grounds in a row, what they share below."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from argmap.renderers.poster.legend import legend
from argmap.renderers.poster.poster import Poster
from argmap.renderers.poster.rows import Row, Section
from argmap.renderers.poster.signs import BAR_HIGH, SIGN, SMALL, sign, sign_of
from argmap.renderers.quoting import in_svg
from argmap.renderers.scene.card import BADGE, badge_width
from argmap.renderers.scene.drawing import line_of
from argmap.renderers.scene.folding import folded_in_words
from argmap.renderers.scene.metrics import from_right, width, wrap
from argmap.renderers.scene.palette import Palette, relation_colour
from argmap.renderers.svg.arrowhead import arrowhead
from argmap.renderers.svg.elements import box, element, number, sheet, text
from argmap.renderers.svg.shares import shares

ROOM, PAD, GAP = 728.0, 16.0, 12.0
"""Between the edges of the sheet, the edge, and the gap between cards."""
RISE, NEAR, JOIN = 26.0, 2.0, 24.0
"""From the cards up to the main claim, how near to it a head ends, and from what the cards share up to them."""
INSET, TEXT, LEADING, SAID, SAID_LEADING = 11.0, 12.5, 16.0, 11.5, 14.6
CLAIM, CLAIM_LEADING, CLAIM_INSET, CLAIM_BAR = 17.5, 22.0, 14.0, 190.0
ROOM_BESIDE, BROAD = 152.0, 260.0
"""Where, in a band, the notes stand beside the bar, and from which measure on they do so and not under it."""
NOTED = ("turns the verdict", "unanswered")
"""The badges that stand under the bar."""


def first_level_svg(poster: Poster, palette: Palette) -> str:
    """The row as text.

    >>> from argmap.model import ArgumentMap, Claim, Premise, Support
    >>> from argmap.renderers import render
    >>> nodes = [Claim(text="It pays.", id="c"), Premise(text="It sells.", id="p")]
    >>> m = ArgumentMap(conclusion="c", statements=nodes, steps=[Support(sources=["p"], target="c")])
    >>> 'class="argmap first-level"' in render(m, depth=1)
    True
    """
    return _FirstLevel(poster, palette).text()


@dataclass(frozen=True)
class _FirstLevel:
    """The picture, from the top: title, main claim, cards, what they share, legend."""

    poster: Poster
    palette: Palette

    @property
    def sections(self) -> tuple[Section, ...]:
        """The grounds: those for before those against, and in each of these first those that share something."""
        found = sorted(
            self.poster.rows.sections,
            key=lambda section: (not section.below, section.head.side == "con", not section.needs),
        )
        return tuple(replace(section, rows=tuple(_shortened(section.rows))) for section in found)

    @cached_property
    def title(self) -> list[str]:
        """The title in lines, where it says something else than the main claim."""
        poster = self.poster
        return [] if poster.title == poster.claim else wrap(poster.title, ROOM, 15, bold=True)

    @cached_property
    def claim(self) -> list[str]:
        """The main claim in lines."""
        return wrap(self.poster.claim, ROOM - CLAIM_BAR - 70 - 3 * CLAIM_INSET, CLAIM, bold=True)

    @property
    def claim_high(self) -> float:
        """How high the main claim's card is."""
        return max(2 * CLAIM_INSET + 12 + CLAIM_LEADING * len(self.claim), 76.0)

    @property
    def wide(self) -> float:
        """How wide a card is."""
        return (ROOM + GAP) / len(self.sections) - GAP

    @cached_property
    def cards(self) -> list["_Card"]:
        """The cards."""
        return [_Card(section.rows, self.wide - 2 * INSET, self.palette) for section in self.sections]

    @property
    def band_wide(self) -> float:
        """How wide the band is: as the sheet, or as the grounds that bear on the spine."""
        if not self.poster.rows.spine:
            return ROOM
        return sum(section.below for section in self.sections) * (self.wide + GAP) - GAP

    @cached_property
    def band(self) -> list["_Card"]:
        """What several grounds share, or the spine; each with what bears on it, beside each other."""
        groups: list[list[Row]] = []
        for row in self.poster.rows.shared:
            if row.depth == 0:
                groups.append([])
            groups[-1].append(row)
        each = (self.band_wide - 2 * INSET + GAP) / max(len(groups), 1) - GAP
        return [_Card(tuple(rows), each, self.palette, small=True) for rows in groups]

    @cached_property
    def tops(self) -> "_Tops":
        """Where the parts of the picture begin and end."""
        claim = 21.0 * len(self.title) + 6 * bool(self.title)
        first = claim + self.claim_high + RISE
        band_high = max(one.high for one in self.band) + 2 * INSET + 20 if self.band else 0.0
        tall = {
            below: max(
                (card.high for section, card in zip(self.sections, self.cards, strict=True) if section.below == below),
                default=0.0,
            )
            + 2 * INSET
            for below in (True, False)
        }
        if self.poster.rows.spine:
            cards = first + band_high + RISE
            end = max(cards + tall[True], first + tall[False])
            return _Tops(claim, cards, first, band_high, end, end + 24)
        end = first + tall[False]
        band = end + (JOIN if self.band else 0)
        return _Tops(claim, first, band, band_high, end, band + band_high + 24)

    @cached_property
    def legend(self) -> tuple[str, int]:
        """The legend, and how many lines it has."""
        return legend(self.poster, self.palette, ROOM)

    @property
    def high(self) -> float:
        """How high the sheet is."""
        return self.tops.legend + 18.0 * self.legend[1] - 2 + 2 * PAD

    def text(self) -> str:
        """The sheet."""
        poster, palette = self.poster, self.palette
        rtl = from_right(poster.title)
        title = "".join(
            text(0, 14 + 21 * at, line, 15, palette.ink, bold=True, room=ROOM, rtl=rtl)
            for at, line in enumerate(self.title)
        )
        foot = self.tops.legend
        said = text(0, foot + 18.0 * self.legend[1], poster.said, SMALL, palette.muted)
        signs = element("g", self.legend[0], transform=f"translate(0 {number(foot)})")
        inside = title + self._main() + self._cards() + self._band() + signs + said
        drawn = element("g", inside, transform=f"translate({number(PAD)} {number(PAD)})")
        size = ROOM + 2 * PAD, self.high
        return sheet(drawn, size, palette.page, title=poster.title, description=poster.description, kind="first-level")

    def _main(self) -> str:
        poster, palette, top, high = self.poster, self.palette, self.tops.claim, self.claim_high
        fill, ink, small, bar, track, lost_colour = palette.main_look
        edge: dict[str, str | float | None] = {"stroke": ink, "stroke_width": 2.5} if palette.mono else {}
        parts = [f"<title>{in_svg(poster.tip)}</title>", box(0, top, ROOM, high, rx=10, fill=fill, **edge)]
        words = " · ".join(filter(None, ("MAIN CLAIM", poster.verdict.upper())))
        parts.append(text(CLAIM_INSET, top + CLAIM_INSET + 8, words, 9.5, small, bold=True))
        y = top + CLAIM_INSET + 14 + CLAIM_LEADING * 0.76
        room, rtl = ROOM - CLAIM_BAR - 70 - 3 * CLAIM_INSET, from_right(poster.claim)
        for line in self.claim:
            parts.append(text(CLAIM_INSET, y, line, CLAIM, ink, bold=True, room=room, rtl=rtl))
            y += CLAIM_LEADING
        right, middle = ROOM - CLAIM_INSET, top + high / 2
        left = right - 64 - CLAIM_BAR
        up = 8.0 if poster.worlds else 0.0
        parts.append(
            shares(
                left, middle - 5 - up, CLAIM_BAR, 10, stands=poster.strength, fill=bar, track=track, palette=palette,
                defeated=poster.defeated, lost=lost_colour,
            )
        )  # fmt: skip
        if poster.base is not None:
            base_x = left + min(CLAIM_BAR - 2, poster.base * CLAIM_BAR)
            parts.append(box(base_x, middle - 8 - up, 2, 16, fill=ink, class_="base"))
        parts.append(text(right, middle + 8 - up, poster.number, 23, ink, bold=True, end=True))
        if poster.worlds:
            stands, defeated, left_open = poster.worlds
            sentence = f"of 100 worlds: stands in {stands}, defeated in {defeated}, open in {left_open}"
            parts.append(text(right, middle + 24, sentence, 9.5, small, end=True))
        return element("g", "".join(parts), class_="node main", data_id=poster.id)

    def _cards(self) -> str:
        palette, tops = self.palette, self.tops
        parts = []
        for at, (section, card) in enumerate(zip(self.sections, self.cards, strict=True)):
            x, head = at * (self.wide + GAP), section.head
            kind = head.kind or "support"
            top = tops.band if self.poster.rows.spine and not section.below else tops.cards
            high = tops.end - top
            middle = x + self.wide / 2
            shaft = self._arrow(kind, middle, top)
            joint = ""
            if section.needs:
                joint = box(middle - 1, tops.band - JOIN, 2, JOIN, fill=relation_colour(palette, kind))
                joint += sign(kind, middle - SIGN / 2, tops.band - JOIN / 2 - SIGN / 2, palette, linked=True)
            side = palette.sides[head.side]
            dashes = "5 4" if head.implicit else None
            shell = box(
                x, top, self.wide, high, rx=9, fill=palette.card, stroke=side,
                stroke_width=2.0 if head.statement == "claim" else 1.2, stroke_dasharray=dashes,
            )  # fmt: skip
            inside = f"<title>{in_svg(head.tip)}</title>{shaft}{joint}{shell}"
            parts.append(
                element(
                    "g",
                    inside + card.drawn(x + INSET, top + INSET, high - 2 * INSET if top == tops.cards else 0.0),
                    class_=f"node {head.side}",
                    data_id=head.id,
                )
            )
        return "".join(parts)

    def _arrow(self, kind: str, x: float, top: float) -> str:
        """The arrow from the top of a card to what stands above it."""
        palette, end = self.palette, top - RISE + NEAR
        colour, line = relation_colour(palette, kind), line_of(kind)
        tip, short = arrowhead(kind, (x, end), (0.0, -1.0), 1.0, colour, palette.page)
        shaft = element(
            "path", d=f"M{number(x)} {number(top)}V{number(end + short)}", stroke=colour, stroke_width=2.2,
            stroke_dasharray=line.dashes, stroke_linecap="round" if line.round else None,
        )  # fmt: skip
        return shaft + tip

    def _band(self) -> str:
        if not self.band:
            return ""
        palette, top, high, wide = self.palette, self.tops.band, self.tops.band_high, self.band_wide
        spine, first = self.poster.rows.spine, self.poster.rows.shared[0]
        colour = palette.sides[first.side if spine else "pro"]
        parts = [
            box(0, top, wide, high, rx=9, fill=palette.weak, stroke=colour, stroke_width=1.2, stroke_dasharray="5 4"),
            text(INSET, top + INSET + 9, self._says(), 10.5, colour, bold=True),
        ]
        if spine:
            parts.append(self._arrow(first.kind, wide / 2, top))
        x = INSET
        for one in self.band:
            parts.append(one.drawn(x, top + INSET + 20, one.high))
            x += one.wide + GAP
        return element("g", "".join(parts), class_="shared")

    def _says(self) -> str:
        if self.poster.rows.spine:
            return f"{'&  ' * (len(self.band) > 1)}{self.poster.rows.shared_says}"
        steps = sum(bool(section.needs) for section in self.sections)
        count = len(self.band)
        every = all(len(section.needs) in (0, count) for section in self.sections)
        if not every:
            return f"&  needed by several of the {steps} steps marked &, too"
        needed = {1: "this", 2: "both of these"}.get(count, "all of these")
        return f"&  each of the {steps} steps marked & needs {needed}, too"


class _Tops(NamedTuple):
    """Where the main claim, the cards, the band and the legend begin, how high the band is, and where the cards end."""

    claim: float
    cards: float
    band: float
    band_high: float
    end: float
    legend: float


def _shortened(rows: Sequence[Row]) -> Iterator[Row]:
    """The rows of a card; a group of statements that all stand elsewhere is one row."""
    position = 0
    while position < len(rows):
        row = rows[position]
        position += 1
        end = position
        while end < len(rows) and rows[end].depth > row.depth:
            end += 1
        if row.group and end > position and all(below.reference for below in rows[position:end]):
            row, position = replace(row, text=f"the {end - position} statements of the box, together"), end
        yield row


@dataclass(frozen=True)
class _Card:
    """The rows of a ground within a measure: its head large with a bar, what belongs to it small below."""

    rows: tuple[Row, ...]
    wide: float
    palette: Palette
    small: bool = False

    @cached_property
    def lines(self) -> list[tuple[Row, list[str]]]:
        """Each row with its lines."""
        return [(row, wrap(row.text, self._measure(row), self._size(row), bold=self._bold(row))) for row in self.rows]

    @property
    def high(self) -> float:
        """How high it is."""
        whole = 0.0
        for row, lines in self.lines:
            whole += self._above(row) + self._leading(row) * len(lines) + self._below(row)
        return whole

    def _large(self, row: Row) -> bool:
        return row.depth == 0 and not row.group and not row.reference

    def _size(self, row: Row) -> float:
        return TEXT if self._large(row) and not self.small else SAID

    def _leading(self, row: Row) -> float:
        return LEADING if self._large(row) and not self.small else SAID_LEADING

    def _bold(self, row: Row) -> bool:
        return row.statement == "claim" and not row.group and not row.reference

    def _measure(self, row: Row) -> float:
        return self.wide if self._large(row) else self.wide - SIGN - 6

    def _above(self, row: Row) -> float:
        return 19.0 * len(self._badge_lines(row))

    def _below(self, row: Row) -> float:
        if row.group or row.reference:
            return 5.0
        notes = 15.0 * len(self._notes(row)) if self._large(row) else 0.0
        return (max(17.0, notes + 2) if self._beside else 17 + notes) + 4 * (row is not self.rows[-1])

    @property
    def _beside(self) -> float:
        """Where the notes stand beside the bar; 0 where they stand under it."""
        return ROOM_BESIDE if self.small and self.wide >= BROAD else 0.0

    def _badges(self, row: Row) -> list[tuple[str, str]]:
        if not self._large(row) or self.small:
            return []
        return [(row.statement, "tint"), *((word, "") for word in row.badges if word not in NOTED)]

    def _badge_lines(self, row: Row) -> list[list[tuple[str, str]]]:
        lines: list[list[tuple[str, str]]] = []
        x = self.wide
        for word, tone in self._badges(row):
            taken = badge_width(word.upper()) + 5
            if x + taken - 5 > self.wide:
                lines.append([])
                x = 0.0
            lines[-1].append((word, tone))
            x += taken
        return lines

    def _notes(self, row: Row) -> list[list[tuple[str, str]]]:
        """The notes under the bar in lines, each with its tone."""
        notes: list[tuple[str, str]] = []
        if row.telling and row.loss is not None:
            lifts = row.loss > 0
            notes.append((f"{'lifts' if lifts else 'costs'} it {abs(row.loss):.2f}", "pro" if lifts else "con"))
        if folded_words := folded_in_words(row.folded):
            notes.append((folded_words.replace(" ·", ","), ""))
        wanted = row.badges if self.small else [word for word in row.badges if word in NOTED]
        notes += [
            (word, "turns" if word.startswith("turns") else "con" if word == "unanswered" else "") for word in wanted
        ]
        lines: list[list[tuple[str, str]]] = []
        room = self.wide - self._beside
        x = room
        for note, tone in notes:
            note_width = width(note, SMALL + 0.5, bold=bool(tone)) + (18 if tone == "turns" else 10)
            if x + note_width - 10 > room:
                lines.append([])
                x = 0.0
            lines[-1].append((note, tone))
            x += note_width
        return lines

    def drawn(self, x: float, y: float, high: float) -> str:
        """The card's inside, with the rest of the height above the bar of the first row."""
        spare = max(0.0, high - self.high)
        parts: list[str] = []
        for row, lines in self.lines:
            palette = self.palette
            for badges in self._badge_lines(row):
                parts += self._badge_row(row, badges, x, y)
                y += 19
            left = x if self._large(row) else x + SIGN + 6
            if not self._large(row):
                parts.append(sign_of(row, x, y + 1, palette))
            size, bold, rtl = self._size(row), self._bold(row), from_right(row.text)
            for line in lines:
                down = y + size * 0.92
                parts.append(text(left, down, line, size, palette.ink, bold=bold, room=self._measure(row), rtl=rtl))
                y += self._leading(row)
            y += spare
            spare = 0.0
            if row.group or row.reference:
                y += 5
                continue
            parts.append(self._bar(row, left, y + 3, self.wide - (left - x)))
            for at, notes in enumerate(self._notes(row) if self._large(row) else ()):
                parts += self._note_row(notes, x + self._beside, y + 15 * at + (2 if self._beside else 17))
            y += self._below(row)
        return "".join(parts)

    def _bar(self, row: Row, x: float, y: float, wide: float) -> str:
        palette, length = self.palette, min(wide - 38, 100.0 if self.small else 190.0)
        bar = shares(
            x, y + 2, length, BAR_HIGH + 1, stands=row.strength, fill=palette.sides[row.side], track=palette.track,
            palette=palette, defeated=row.defeated,
        )  # fmt: skip
        return bar + text(x + length + 36, y + 9.5, f"{row.strength:.2f}", 12, palette.ink, bold=True, end=True)

    def _badge_row(self, row: Row, badges: list[tuple[str, str]], x: float, y: float) -> Iterator[str]:
        palette = self.palette
        for word, tone in badges:
            said = word.upper()
            wide = badge_width(said)
            fill, ink = (palette.tints[row.side], palette.sides[row.side]) if tone else ("none", palette.muted)
            edge = ink if palette.mono or not tone else None
            yield box(x, y, wide, 14, rx=2.5 if tone else 7, fill=fill, stroke=edge, stroke_width=0.8)
            yield text(x + 5, y + 10.1, said, BADGE, ink, bold=True)
            x += wide + 5

    def _note_row(self, notes: list[tuple[str, str]], x: float, y: float) -> Iterator[str]:
        palette = self.palette
        for note, tone in notes:
            wide = width(note, SMALL + 0.5, bold=bool(tone))
            ink = palette.sides.get(tone, palette.muted)
            if tone == "turns":
                yield box(x, y + 0.5, wide + 8, 13, rx=3, fill=palette.undercut)
                x, ink = x + 4, palette.page
            yield text(x, y + 10.5, note, SMALL + 0.5, ink, bold=bool(tone))
            x += wide + (14 if tone == "turns" else 10)
