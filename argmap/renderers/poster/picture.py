"""A poster as a standalone SVG: the main claim and the reasons, what grounds share, a section per ground in columns."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from math import inf, log

from argmap.renderers.poster.columns import GAP, Placed, RowHeight, balanced, in_columns, tallest
from argmap.renderers.poster.legend import legend
from argmap.renderers.poster.poster import Poster
from argmap.renderers.poster.references import again
from argmap.renderers.poster.rows import Row, Section
from argmap.renderers.poster.signs import BAR, BAR_HIGH, SIGN, SMALL, pill, sign_of
from argmap.renderers.quoting import in_svg
from argmap.renderers.scene.drawing import PALE
from argmap.renderers.scene.folding import folded_in_words
from argmap.renderers.scene.metrics import cut_to_measure, from_right, width, wrap
from argmap.renderers.scene.palette import Palette, relation_colour
from argmap.renderers.svg.elements import box, element, number, sheet, text
from argmap.renderers.svg.flow import Run, flow
from argmap.renderers.svg.shares import shares

PAD, COLUMN, FEW_WIDE = 24.0, 400.0, 524.0
"""The edge of the sheet, the width of a column where there are three or more, and of one of two."""
MOST_COLUMNS, RATIO = 8, 4 / 3
TEXT, LEADING, HEAD = 11.5, 14.6, 12.5
INDENT, NUMBERS = 16.0, 84.0
"""How far a row stands in from what it bears on, and what its bar and number take."""
ROW_GAP, CONTINUED = 6.0, 22.0
CARD, CARD_TEXT, CARD_LEADING, CARD_PAD = 430.0, 18.0, 22.0, 16.0
WHY, WHY_LEADING = 13.0, 19.0
A4 = (842.0, 595.0)
"""A page of A4 across, in points."""
PAGE_OF_TWO, LEAST_ROOM = 700.0, 120.0
"""A page wider than that has two columns; less room than that under the head is left empty."""
BOLD_TONES = frozenset({"pro", "con", "strong"})


def poster_svg(poster: Poster, palette: Palette, columns: int | None = None) -> str:
    """The poster as text, in so many columns, or in as many as make it about four wide to three high.

    >>> from argmap.model import ArgumentMap, Claim
    >>> from argmap.renderers import render
    >>> m = ArgumentMap(conclusion="a", statements=[Claim(text="It is so.", id="a")])
    >>> render(m, layout="poster").startswith("<?xml")
    True
    """
    return _sheet(poster, palette, columns).text()


def poster_pages(poster: Poster, palette: Palette, wide: float, high: float) -> list[str]:
    """The poster as pages of so many points, each an SVG; text is at least 8 points high where a page is as wide as A4.

    >>> from argmap.model import ArgumentMap, Claim
    >>> from argmap.renderers.scene.request import DrawingRequest
    >>> one = DrawingRequest(ArgumentMap(conclusion="a", statements=[Claim(text="It is so.", id="a")]))
    >>> len(poster_pages(one.poster, one.palette, *A4))
    1
    """
    return _Sheet(poster, palette, 2 if wide > PAGE_OF_TWO else 1).pages(wide, high)


def _sheet(poster: Poster, palette: Palette, columns: int | None = None) -> "_Sheet":
    known: dict[float, list[_Measured]] = {}
    if columns:
        return _Sheet(poster, palette, columns, known)

    def off(sheet: _Sheet) -> float:
        return abs(log(sheet.wide / sheet.high / RATIO))

    best = _Sheet(poster, palette, 3, known)
    for further in (range(4, MOST_COLUMNS + 1), (2, 1)):
        start = best
        for count in further:
            sheet = _Sheet(poster, palette, count, known)
            if off(sheet) >= off(best):
                break
            best = sheet
        if best is not start:
            break
    return best


@dataclass(frozen=True)
class _Sheet:
    """A poster in a number of columns; `known` are the rows with their lines by the width of a column."""

    poster: Poster
    palette: Palette
    columns: int
    known: dict[float, list["_Measured"]] = field(default_factory=dict, compare=False)

    @property
    def column(self) -> float:
        """How wide a column is."""
        return COLUMN if self.columns > 2 else FEW_WIDE if self.columns == 2 else 2 * FEW_WIDE + GAP

    @property
    def room(self) -> float:
        """How wide the sheet is between its edges."""
        return max(self.columns * (self.column + GAP) - GAP, 2 * FEW_WIDE + GAP)

    @property
    def wide(self) -> float:
        """How wide the sheet is."""
        return self.room + 2 * PAD

    @cached_property
    def rows(self) -> list[tuple[Row, int]]:
        """The rows of all sections, each with the number of its section."""
        return [(row, place) for place, section in enumerate(self.poster.rows.sections) for row in section.rows]

    @cached_property
    def measured(self) -> list["_Measured"]:
        """The rows with their lines."""
        if self.column not in self.known:
            deepest = max((row.depth for row, _ in self.rows), default=0)
            step = min(INDENT, 0.42 * self.column / max(deepest, 1))
            words = again([row for row, _ in self.rows], self.poster.id)
            told = zip(self.rows, words, strict=True)
            self.known[self.column] = [_measured(row, self.column, step, word) for (row, _), word in told]
        return self.known[self.column]

    @cached_property
    def blocks(self) -> list[RowHeight]:
        """The rows as blocks for the columns."""
        pairs = zip(self.rows, self.measured, strict=True)
        return [RowHeight(measured.height, row.depth == 0, section) for (row, section), measured in pairs]

    @cached_property
    def placed(self) -> list[Placed]:
        """Where the rows stand."""
        return balanced(self.blocks, self.columns, CONTINUED)

    @cached_property
    def why(self) -> list[Run]:
        """The sentences beside the main claim, in lines."""
        return flow(self.poster.why, self.room - CARD - 24, WHY, BOLD_TONES, dict.fromkeys(("pro", "con"), 4.0))

    @cached_property
    def claim(self) -> list[str]:
        """The main claim in lines."""
        return wrap(self.poster.claim, CARD - 2 * CARD_PAD, CARD_TEXT, bold=True)

    @property
    def card_high(self) -> float:
        """How high the card of the main claim is."""
        return 2 * CARD_PAD + 14 + CARD_LEADING * len(self.claim) + 34

    @property
    def title(self) -> list[str]:
        """The title in lines."""
        return wrap(self.poster.title, self.room, 20, bold=True)

    @cached_property
    def legend(self) -> tuple[str, int]:
        """The legend, and how many lines it has."""
        return legend(self.poster, self.palette, self.room - CARD - 24)

    @property
    def head_high(self) -> float:
        """How high title, main claim and sentences are together."""
        lines = self.why[-1].line + 1 if self.why else 0
        beside = WHY_LEADING * lines + 10 + 18 * self.legend[1]
        return 26.0 * len(self.title) + 26 + max(self.card_high, beside) + 18

    @cached_property
    def band(self) -> list[tuple[int, list["_Measured"]]]:
        """What several grounds share, dealt out over up to three columns; the number of the column, and its rows."""
        count = min(3 if self.room > 1300 else 2, sum(row.depth == 0 for row in self.poster.rows.shared) or 1)
        each = (self.room - 140 - (count - 1) * GAP) / count
        groups: list[list[_Measured]] = []
        for row in self.poster.rows.shared:
            if row.depth == 0 or not groups:
                groups.append([])
            groups[-1].append(_measured(row, each, INDENT))
        columns: list[list[_Measured]] = [[] for _ in range(count)]
        for group in groups:
            shortest = min(columns, key=lambda column: sum(one.height for one in column))
            shortest.extend(group)
        return list(enumerate(columns))

    @property
    def band_high(self) -> float:
        """How high the band is, with the gap under it."""
        if not self.poster.rows.shared:
            return 0.0
        return max(sum(one.height for one in column) for _, column in self.band) + 20 + 14

    @property
    def high(self) -> float:
        """How high the sheet is."""
        return 2 * PAD + self.head_high + self.band_high + tallest(self.placed, self.blocks)

    def text(self) -> str:
        """The sheet."""
        top = self.head_high + self.band_high
        parts = [self._head(), self._band(), self._rows(self.placed, top)]
        return self._framed(parts, self.high)

    def pages(self, wide: float, high: float) -> list[str]:
        """The sheet cut into pages of so many points, its columns as many as there are on one page."""
        scale = wide / self.wide
        room = high / scale - 2 * PAD
        top = self.head_high + self.band_high
        first = room - top
        if first < LEAST_ROOM:
            first, top = 0.0, 0.0
        begin = 0 if first else self.columns
        columns = in_columns(
            self.blocks, inf, lambda column: first if column + begin < self.columns else room, CONTINUED
        )
        last = max((placed.column + begin for placed in columns), default=0) // self.columns
        sheets = []
        for page in range(last + 1):
            on_page = [
                Placed(placed.row, (placed.column + begin) % self.columns, placed.top, placed.continued)
                for placed in columns
                if (placed.column + begin) // self.columns == page
            ]
            parts = [] if page else [self._head(), self._band()]
            parts.append(self._rows(on_page, top if not page else 0.0))
            sheets.append(self._framed(parts, high / scale, (wide, high)))
        return sheets

    def _framed(self, parts: list[str], high: float, shown: tuple[float, float] | None = None) -> str:
        inside = element("g", "".join(parts), transform=f"translate({number(PAD)} {number(PAD)})")
        title, description = self.poster.title, self.poster.description
        size = self.wide, high
        return sheet(inside, size, self.palette.page, title=title, description=description, kind="poster", shown=shown)

    def _head(self) -> str:
        palette = self.palette
        widest, rtl = max(width(line, 20, bold=True) for line in self.title), from_right(self.poster.title)
        parts = [
            text(0, 17 + 26 * place, line, 20, palette.ink, bold=True, room=widest, rtl=rtl)
            for place, line in enumerate(self.title)
        ]
        top = 26.0 * len(self.title) + 20
        parts.append(text(0, top - 10, self.poster.said, 10, palette.muted))
        parts.append(
            element(
                "g", self._card(), transform=f"translate(0 {number(top)})", class_="node main", data_id=self.poster.id
            )
        )
        left = CARD + 24
        for run in self.why:
            x, y = left + run.x, top + 13 + WHY_LEADING * run.line
            if run.tone in ("pro", "con"):
                wide = width(run.text.rstrip(), WHY, bold=True)
                edge = palette.ink if palette.mono else None
                parts.append(
                    box(x - 3, y - 12, wide + 6, 16, rx=3, fill=palette.tints[run.tone], stroke=edge, stroke_width=0.5)
                )
            ink = palette.sides[run.tone] if run.tone in ("pro", "con") else palette.ink
            parts.append(text(x, y, run.text, WHY, ink, bold=run.tone in BOLD_TONES))
        lines = self.why[-1].line + 1 if self.why else 0
        legend = element(
            "g", self.legend[0], transform=f"translate({number(left)} {number(top + WHY_LEADING * lines + 14)})"
        )
        return element("g", "".join(parts) + legend, class_="heading")

    def _card(self) -> str:
        palette, poster, high = self.palette, self.poster, self.card_high
        fill, ink, small, bar, track, lost_colour = palette.main_look
        edge: dict[str, str | float | None] = {"stroke": ink, "stroke_width": 2.5} if palette.mono else {}
        parts = [f"<title>{in_svg(poster.tip)}</title>", box(0, 0, CARD, high, rx=10, fill=fill, **edge)]
        parts.append(text(CARD_PAD, CARD_PAD + 8, "MAIN CLAIM", 9.5, small, bold=True))
        if poster.verdict:
            parts.append(text(CARD - CARD_PAD, CARD_PAD + 8, poster.verdict.upper(), 9.5, small, bold=True, end=True))
        y = CARD_PAD + 14.0
        room, rtl = CARD - 2 * CARD_PAD, from_right(poster.claim)
        for line in self.claim:
            parts.append(text(CARD_PAD, y + CARD_LEADING * 0.8, line, CARD_TEXT, ink, bold=True, room=room, rtl=rtl))
            y += CARD_LEADING
        length = CARD - 2 * CARD_PAD - 64
        y += 16
        parts.append(
            shares(
                CARD_PAD, y, length, 9, stands=poster.strength, fill=bar, track=track, palette=palette,
                defeated=poster.defeated, lost=lost_colour,
            )
        )  # fmt: skip
        if poster.base is not None:
            parts.append(box(CARD_PAD + min(length - 2, poster.base * length), y - 2, 2, 13, fill=ink, class_="base"))
        parts.append(text(CARD - CARD_PAD, y + 13, poster.number, 25, ink, bold=True, end=True))
        return "".join(parts)

    def _band(self) -> str:
        if not self.poster.rows.shared:
            return ""
        palette, top, high = self.palette, self.head_high, self.band_high - 14
        edge = palette.ink if palette.mono else None
        parts = [box(0, top, self.room, high, rx=8, fill=palette.weak, stroke=edge, stroke_width=0.8)]
        for place, line in enumerate(wrap(self.poster.rows.shared_says, 110, 12, bold=True)):
            parts.append(text(12, top + 24 + 15 * place, line, 12, palette.sides["pro"], bold=True))
        each = (self.room - 140 - (len(self.band) - 1) * GAP) / len(self.band)
        for column, rows in self.band:
            y = top + 10
            for measured in rows:
                parts.append(self._row(measured, 134 + column * (each + GAP), y, each - 8))
                y += measured.height
        return element("g", "".join(parts), class_="shared")

    def _rows(self, placed: list[Placed], top: float) -> str:
        parts: list[str] = []
        for entry in placed:
            x, y = entry.column * (self.column + GAP), top + entry.top
            row, place = self.rows[entry.row]
            section = self.poster.rows.sections[place]
            if entry.continued:
                parts.append(self._continued(section, x, y))
                continue
            if row.depth == 0 and not row.reference:
                high = self.measured[entry.row].height - ROW_GAP + 4
                tint = self.palette.tints["neu" if section.apart else row.side]
                edge = self.palette.ink if self.palette.mono else None
                parts.append(box(x, y - 4, self.column, high, rx=6, fill=tint, stroke=edge, stroke_width=0.8))
            parts.append(self._row(self.measured[entry.row], x, y, self.column))
        return "".join(parts)

    def _continued(self, section: Section, x: float, y: float) -> str:
        said = cut_to_measure(section.head.text, self.column - 80, SMALL + 0.5)
        line = text(x + 2, y + 9, f"{said} (continued)", SMALL + 0.5, self.palette.muted)
        return line + box(x, y + 14, self.column, 0.8, fill=self.palette.track)

    def _row(self, measured: "_Measured", x: float, y: float, wide: float) -> str:
        row, palette = measured.row, self.palette
        parts = list(self._rails(measured, x, y))
        left = x + measured.indent
        parts.append(sign_of(row, left, y + 1, palette))
        pale = row.reference or (row.strength < PALE and row.depth > 0)
        ink = palette.muted if pale else palette.ink
        side = relation_colour(palette, row.kind) if row.group and row.kind else ink
        rtl = from_right(row.text)
        for place, line in enumerate(measured.lines):
            parts.append(
                text(
                    left + SIGN + 6,
                    y + 10.5 + LEADING * place,
                    line,
                    measured.size,
                    side if row.group else ink,
                    bold=measured.bold,
                    room=measured.measure,
                    rtl=rtl,
                )
            )
        for said, at, down, tone in measured.details:
            parts.append(_detail(said, left + SIGN + 6 + at, y + 10.5 + LEADING * down, tone, palette))
        if not row.reference and not row.group:
            start = x + wide - NUMBERS + 6
            parts.append(
                shares(
                    start, y + 3.5, BAR, BAR_HIGH, stands=row.strength, fill=palette.sides[row.side],
                    track=palette.track, palette=palette, defeated=row.defeated,
                )
            )  # fmt: skip
            parts.append(text(x + wide - 4, y + 10.5, f"{row.strength:.2f}", TEXT, palette.ink, bold=True, end=True))
            if row.telling and row.loss is not None:
                parts.append(pill(row.loss, x + wide - 4, y + 24, palette))
        name = f"argmap-r{self.poster.number_of[row.id]}" if not row.reference and not row.group else None
        kinds = f"row {row.statement if not row.group else 'group'} {row.side}{' reference' if row.reference else ''}"
        inside = f"<title>{in_svg(row.tip)}</title>" + "".join(parts)
        if row.reference and row.id in self.poster.number_of:
            inside = f"<title>{in_svg(row.tip)}</title>" + element(
                "a", "".join(parts), href=f"#argmap-r{self.poster.number_of[row.id]}"
            )
        return element("g", inside, id=name, class_=kinds, data_id=row.id)

    def _rails(self, measured: "_Measured", x: float, y: float) -> Iterator[str]:
        """The lines that lead from a row to what it bears on, and past it to later ones."""
        row, step = measured.row, measured.step
        colour = self.palette.faint
        for depth in sorted(row.rails | ({row.depth} if row.depth else set())):
            if depth == 0:
                continue
            rail_x = x + (depth - 1) * step + SIGN / 2
            end = measured.height if depth in row.rails else 7.0
            yield box(rail_x - 0.5, y - 1, 1, end + 1, fill=colour, class_="rail")
        if row.depth:
            rail_x = x + (row.depth - 1) * step + SIGN / 2
            dark = relation_colour(self.palette, row.kind) if row.kind else colour
            yield box(rail_x, y + 6.2, max(step - SIGN / 2 - 1, 2), 1.6, fill=dark, class_="rail")


@dataclass(frozen=True)
class _Measured:
    """A row in lines: where it begins, how wide and what its lines are, what follows (text, x, line, tone), how high it is."""

    row: Row
    indent: float
    measure: float
    step: float
    size: float
    bold: bool
    lines: tuple[str, ...]
    details: tuple[tuple[str, float, int, str], ...]
    height: float


def _measured(row: Row, wide: float, step: float, elsewhere: str = "see above") -> _Measured:
    indent = row.depth * step + (4 if row.depth == 0 else 0)
    size = HEAD if row.depth == 0 and not row.group else TEXT
    bold = (row.statement == "claim" or row.depth == 0) and not row.reference and not row.group
    measure = wide - indent - SIGN - 10 - (NUMBERS if not row.reference and not row.group else 0)
    if row.group:
        size = SMALL + 1
    lines = (
        [cut_to_measure(row.text, measure - 14 - width(elsewhere, SMALL), TEXT)]
        if row.reference
        else wrap(row.text, measure, size, bold=bold)
    )
    details: list[tuple[str, float, int, str]] = []
    line_width, line = width(lines[-1], size, bold=bold) + 8, len(lines) - 1
    x, room = (0.0, measure - line_width) if from_right(row.text) else (line_width, measure)
    for detail, tone in _details(row, elsewhere):
        strong, edge = tone in ("turns", "con", "number"), 8 if tone in ("turns", "outline") else 0
        for word in wrap(detail, measure - edge, SMALL, bold=strong):
            long = width(word, SMALL, bold=strong) + edge
            if x + long > room and (x or room < measure):
                x, room, line = 0.0, measure, line + 1
            details.append((word, x, line, tone))
            x += long + 7
    bottom = LEADING * (max(line, len(lines) - 1) + 1)
    if row.telling and not row.reference and not row.group:
        bottom = max(bottom, 2 * LEADING + 2)
    return _Measured(
        row,
        indent,
        measure,
        step,
        size,
        bold,
        tuple(lines),
        tuple(details),
        bottom + ROW_GAP + (4 if row.depth == 0 else 0),
    )


def _details(row: Row, elsewhere: str) -> Iterator[tuple[str, str]]:
    if row.reference:
        yield elsewhere, "plain"
        return
    if row.group:
        yield f"{row.strength:.2f}", "number"
        return
    if row.place:
        yield row.place, "plain"
    if row.part and row.depth == 0:
        yield f"section: {row.part}", "plain"
    for word in row.badges:
        tone = {"turns the verdict": "turns", "unanswered": "con", "unstated": "plain"}.get(word, "outline")
        yield word, tone
    if told := folded_in_words(row.folded):
        yield f"{told} it, folded", "plain"


def _detail(words: str, x: float, y: float, tone: str, palette: Palette) -> str:
    if tone == "number":
        return text(x, y, words, SMALL + 1, palette.ink, bold=True)
    if tone == "plain":
        return text(x, y, words, SMALL, palette.muted)
    wide = width(words, SMALL, bold=tone != "outline") + 8
    if tone == "turns":
        shell = box(x, y - 9, wide, 12, rx=3, fill=palette.undercut)
        return shell + text(x + 4, y, words, SMALL, palette.page, bold=True)
    if tone == "con":
        return text(x, y, words, SMALL, palette.sides["con"], bold=True)
    shell = box(x, y - 9, wide, 12, rx=6, fill="none", stroke=palette.muted, stroke_width=0.7)
    return shell + text(x + 4, y, words, SMALL, palette.muted)
