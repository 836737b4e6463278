"""The first level of a map in one row: the main claim across the top, its grounds below, and under them what they share."""

from dataclasses import dataclass
from functools import cached_property

from argmap.renderers.poster.picture import sign
from argmap.renderers.poster.poster import Poster
from argmap.renderers.poster.rows import Row, Section
from argmap.renderers.quoting import in_svg
from argmap.renderers.scene.drawing import SAME, head_of, line_of
from argmap.renderers.scene.metrics import cut, width, wrap
from argmap.renderers.scene.palette import Palette, relation_colour
from argmap.renderers.svg.elements import STACK, box, element, number, text
from argmap.renderers.svg.shares import shares

MOST = 5
"""Grounds that stand beside one another; of more, those that move the main claim most."""
WIDE, PAD, GAP, LEAST = 760.0, 20.0, 12.0, 168.0
RISE = 30.0
"""How long the arrows are."""
CLAIM, CLAIM_LEADING, SAID, LEADING, SMALL = 17.0, 21.0, 12.5, 16.0, 10.0
BADGE, BADGE_HIGH = 8.5, 15.0
BANNER = 14.0


def first_level_svg(poster: Poster, palette: Palette) -> str:
    """The picture as text.

    >>> from argmap import evaluate
    >>> from argmap.model import ArgumentMap, Claim, Premise, Support
    >>> from argmap.renderers import render
    >>> nodes = [Claim(text="C.", id="c"), Premise(text="P.", id="p")]
    >>> m = ArgumentMap(conclusion="c", statements=nodes, steps=[Support(sources=["p"], target="c")])
    >>> "lifts it 0.50" in render(m, evaluate(m), depth=1)
    True
    """
    return _FirstLevel(poster, palette).text()


@dataclass(frozen=True)
class _FirstLevel:
    poster: Poster
    palette: Palette

    @cached_property
    def grounds(self) -> list[Section]:
        """The sections that are shown, those for the main claim first."""
        sections = [one for one in self.poster.rows.sections if not one.apart]
        kept = sorted(sections, key=lambda one: -abs(one.head.loss or 0.0))[:MOST]
        return sorted(kept, key=lambda one: one.head.side == "con")

    @property
    def room(self) -> float:
        """How wide the picture is between its edges."""
        count = len(self.grounds)
        return max(WIDE - 2 * PAD, count * (LEAST + GAP) - GAP)

    @property
    def each(self) -> float:
        """How wide a ground is."""
        count = max(len(self.grounds), 1)
        return min((self.room + GAP) / count - GAP, 380.0)

    @cached_property
    def claim(self) -> list[str]:
        """The main claim in lines."""
        return wrap(self.poster.claim, self.room * 0.6, CLAIM, bold=True)

    @property
    def banner_high(self) -> float:
        """How high the main claim is."""
        return 2 * BANNER + 14 + CLAIM_LEADING * len(self.claim)

    @cached_property
    def texts(self) -> list[list[str]]:
        """The grounds in lines."""
        return [wrap(_said(one), self.each - 24, SAID, bold=one.head.statement == "claim") for one in self.grounds]

    @cached_property
    def tails(self) -> list[list[tuple[str, str]]]:
        """What stands under the bar of each ground, in lines of parts (text, tone)."""
        return [_tail(one, self.each - 24) for one in self.grounds]

    @property
    def card_high(self) -> float:
        """How high a ground is: as the highest of them."""
        lines, tails = max(map(len, self.texts), default=1), max(map(len, self.tails), default=1)
        return 12 + BADGE_HIGH + 6 + LEADING * lines + 8 + 14 + 13 * tails + 10

    @cached_property
    def shared(self) -> list[tuple[Row, list[str]]]:
        """What the grounds share or what stands on the way to them, each in lines."""
        rows = [row for row in self.poster.rows.shared if row.depth == 0]
        count = max(1, min(len(rows), 3))
        return [(row, wrap(row.text, (self.room - 24) / count - 20, SAID - 0.5)) for row in rows]

    @property
    def shared_high(self) -> float:
        """How high what is shared is."""
        if not self.shared:
            return 0.0
        rows = [self.shared[place : place + 3] for place in range(0, len(self.shared), 3)]
        return 30 + sum(LEADING * max(len(lines) for _, lines in row) + 24 for row in rows)

    @property
    def high(self) -> float:
        """How high the picture is."""
        grounds = RISE + self.card_high if self.grounds else 0.0
        return 2 * PAD + self.banner_high + grounds + (12 + self.shared_high if self.shared else 0.0)

    def text(self) -> str:
        """The picture."""
        wide, high = self.room + 2 * PAD, self.high
        parts = [element("g", self._banner(), class_="node main", data_id=self.poster.id)]
        left = (self.room - len(self.grounds) * (self.each + GAP) + GAP) / 2
        for place, section in enumerate(self.grounds):
            x, y = left + place * (self.each + GAP), self.banner_high + RISE
            parts.append(self._arrow(section.head, x + self.each / 2))
            parts.append(
                element("g", self._ground(place, x, y), class_=f"node {section.head.side}", data_id=section.head.id)
            )
        if self.shared:
            parts.append(element("g", self._shared(), class_="shared"))
        size = f'viewBox="0 0 {number(wide)} {number(high)}" width="{number(wide)}" height="{number(high)}"'
        inside = element("g", "".join(parts), transform=f"translate({number(PAD)} {number(PAD)})")
        return (
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            '<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="argmap-title argmap-desc" '
            f'class="argmap first-level" {size} font-family="{in_svg(STACK)}">'
            f'<title id="argmap-title">{in_svg(self.poster.title)}</title>'
            f'<desc id="argmap-desc">{in_svg(self.poster.description)}</desc>'
            f"{box(0, 0, wide, high, fill=self.palette.page)}{inside}</svg>\n"
        )

    def _banner(self) -> str:
        palette, poster = self.palette, self.poster
        fill, ink, small, bar, track = (
            palette.main,
            palette.main_ink,
            palette.main_small,
            palette.main_bar,
            palette.main_track,
        )
        edge: dict[str, str | float | None] = {}
        if palette.mono:
            fill, ink, small, bar, track = palette.card, palette.ink, palette.ink, palette.ink, palette.track
            edge = {"stroke": ink, "stroke_width": 2.5}
        parts = [
            f"<title>{in_svg(poster.tip)}</title>",
            box(0, 0, self.room, self.banner_high, rx=11, fill=fill, **edge),
        ]
        said = "MAIN CLAIM" + (f" · {poster.verdict.upper()}" if poster.verdict else "")
        parts.append(text(BANNER, BANNER + 8, said, 9.5, small, bold=True))
        for place, line in enumerate(self.claim):
            parts.append(text(BANNER, BANNER + 14 + CLAIM_LEADING * (place + 0.8), line, CLAIM, ink, bold=True))
        length, start, y = self.room * 0.24, self.room - BANNER - 58 - self.room * 0.24, self.banner_high / 2 - 5
        parts.append(
            shares(
                start, y, length, 10, stands=poster.strength, fill=bar, track=track, palette=palette,
                defeated=poster.defeated, lost=ink if palette.mono else palette.main_small,
            )
        )  # fmt: skip
        if poster.base is not None:
            parts.append(box(start + min(length - 2, poster.base * length), y - 2, 2, 14, fill=ink, class_="base"))
        parts.append(text(self.room - BANNER, y + 12.5, poster.number, 22, ink, bold=True, end=True))
        return "".join(parts)

    def _arrow(self, head: Row, x: float) -> str:
        colour, pattern, tip = relation_colour(self.palette, head.kind), line_of(head.kind), head_of(head.kind)
        top, bottom = self.banner_high + 1, self.banner_high + RISE
        shaft = element(
            "path", d=f"M{number(x)} {number(bottom)}V{number(top + tip.short)}", stroke=colour, stroke_width=2,
            fill="none", stroke_dasharray=pattern.dashes, stroke_linecap="round" if pattern.round else None,
        )  # fmt: skip
        points = [f"{number(x + aside)} {number(top + back)}" for back, aside in tip.points]
        closed = tip.fill != "none"
        outline = element(
            "path", d=f"M{'L'.join(points)}{'Z' * closed}", fill={"line": colour, "page": self.palette.page, "none": None}[tip.fill],
            stroke=colour if tip.stroke else None, stroke_width=tip.stroke or None,
        )  # fmt: skip
        return element("g", shaft + outline, class_=f"edge {head.kind}")

    def _ground(self, place: int, x: float, y: float) -> str:
        palette, row, high = self.palette, self.grounds[place].head, self.card_high
        colour = palette.sides[row.side]
        dashes = "5 4" if row.implicit else None
        parts = [f"<title>{in_svg(row.tip)}</title>"]
        parts.append(
            box(
                x, y, self.each, high, rx=9, fill=palette.card, stroke=colour, stroke_width=1.6, stroke_dasharray=dashes
            )
        )
        kind = "LINKED" if row.group else row.statement.upper()
        wide = width(kind, BADGE, bold=True) + 10
        inverted = palette.mono and row.side == "con"
        fill, ink = (colour, palette.card) if inverted else (palette.tints[row.side], colour)
        edge = colour if palette.mono and not inverted else None
        parts.append(box(x + 12, y + 12, wide, BADGE_HIGH, rx=3, fill=fill, stroke=edge, stroke_width=0.6))
        parts.append(text(x + 17, y + 22.6, kind, BADGE, ink, bold=True))
        down = y + 12 + BADGE_HIGH + 6
        for at, line in enumerate(self.texts[place]):
            parts.append(
                text(x + 12, down + LEADING * (at + 0.75), line, SAID, palette.ink, bold=row.statement == "claim")
            )
        tails = self.tails[place]
        down = y + high - 10 - 13 * len(tails) - 14
        length = self.each - 24 - 40
        parts.append(
            shares(
                x + 12, down, length, 8, stands=row.strength, fill=colour, track=palette.track, palette=palette,
                defeated=row.defeated,
            )
        )  # fmt: skip
        parts.append(text(x + self.each - 12, down + 8.5, f"{row.strength:.2f}", 13, palette.ink, bold=True, end=True))
        for at, (said, tone) in enumerate(tails):
            ink = palette.undercut if tone == "turns" else palette.sides.get(tone, palette.muted)
            parts.append(text(x + 12, down + 14 + 13 * (at + 0.75), said, SMALL, ink, bold=bool(tone)))
        return "".join(parts)

    def _shared(self) -> str:
        palette = self.palette
        top = self.banner_high + (RISE + self.card_high if self.grounds else 0) + 12
        edge = palette.sides["pro"]
        parts = [
            box(
                0,
                top,
                self.room,
                self.shared_high,
                rx=9,
                fill=palette.weak,
                stroke=edge,
                stroke_width=1.2,
                stroke_dasharray="3 3",
            )
        ]
        parts.append(sign("support", 12, top + 9, palette, linked=True))
        parts.append(text(30, top + 19, self.poster.rows.shared_says, 11, edge, bold=True))
        count, y = min(len(self.shared), 3), top + 30
        each = (self.room - 24) / count
        for begin in range(0, len(self.shared), 3):
            row = self.shared[begin : begin + 3]
            for place, (shared, lines) in enumerate(row):
                x = 14 + place * each
                for at, line in enumerate(lines):
                    parts.append(text(x, y + LEADING * (at + 0.75), line, SAID - 0.5, palette.ink))
                said = f"{shared.strength:.2f}"
                below = y + LEADING * len(lines) + 11
                parts.append(text(x, below, said, 12, palette.ink, bold=True))
                along = x + width(said, 12, bold=True) + 8
                for word in shared.badges:
                    if along + width(word, SMALL - 0.5) + 12 > x + each - 10:
                        break
                    parts.append(_badge(word, along, below, palette))
                    along += width(word, SMALL - 0.5, bold=word == "turns the verdict") + 14
            y += LEADING * max(len(lines) for _, lines in row) + 24
        return "".join(parts)


def _badge(word: str, x: float, y: float, palette: Palette) -> str:
    size = SMALL - 0.5
    if word == "turns the verdict":
        shell = box(x, y - 10, width(word, size, bold=True) + 8, 13, rx=3, fill=palette.undercut)
        return shell + text(x + 4, y, word, size, palette.page, bold=True)
    return text(x, y, word, size, palette.sides["con"] if word == "unanswered" else palette.muted)


def _said(section: Section) -> str:
    """The text of a ground; of a linked one, those of its members."""
    if not section.head.group:
        return section.head.text
    return " & ".join(row.text for row in section.rows if row.depth == 1 and row.kind == section.head.kind)


def _tail(section: Section, measure: float) -> list[tuple[str, str]]:
    """What a ground does to the main claim, and how much bears on the ground, in lines."""
    head, told = section.head, []
    if head.loss is not None and abs(head.loss) >= SAME:
        told.append(
            (f"{'lifts' if head.loss > 0 else 'costs'} it {abs(head.loss):.2f}", "pro" if head.loss > 0 else "con")
        )
    below = [row for row in section.rows[1:] if not row.reference and not row.group]
    same = sum(row.side == head.side for row in below)
    counts = [f"{same} for it" * bool(same), f"{len(below) - same} against it" * (len(below) > same)]
    if said := ", ".join(filter(None, counts)):
        told.append((said, ""))
    tones = {"unanswered": "con", "turns the verdict": "turns"}
    told += [(word, tones.get(word, "")) for word in head.badges if word != "unstated"]
    return [(cut(said, measure, SMALL), tone) for said, tone in told]
