"""An icicle as a standalone SVG: the main claim at the left, what bears on it in columns to its right, as high as what it carries."""

from collections.abc import Iterator
from typing import NamedTuple

from argmap.model import ArgumentMap
from argmap.model.walks import sides
from argmap.renderers.icicle.tree import IcicleBranch, tree_of
from argmap.renderers.quoting import in_svg
from argmap.renderers.scene.card import SIDE_SIGNS, tip_of
from argmap.renderers.scene.folding import ShownPart
from argmap.renderers.scene.metrics import clean, cut_to_measure, from_right, width, wrap
from argmap.renderers.scene.palette import Palette, contrast, mixed
from argmap.renderers.scene.scene import SceneNumbers, description, shown_counts
from argmap.renderers.svg.elements import box, element, sheet, text

WIDE, HIGH, PAD = 1600.0, 1080.0, 24.0
"""The room of the cells, and the edge around them."""
MAIN, NARROWEST = 220.0, 90.0
"""How wide the column of the main claim is, and how narrow another may get; what lies deeper is counted."""
LEAST_HEIGHT = 2.0
"""A statement that would be lower is counted with those beside it."""
SIZE, LEADING, NUMBER_ROOM = 10.0, 12.0, 30.0


class Cell(NamedTuple):
    """A statement with its place, or, without an id, so many that are too small to be drawn one by one; 0 for the head of the rest."""

    id: str
    depth: int
    y: float
    high: float
    many: int


def icicle_svg(m: ArgumentMap, shown: ShownPart, strengths: SceneNumbers, palette: Palette) -> str:
    """The picture as text.

    >>> from argmap.model import ArgumentMap, Claim
    >>> from argmap.renderers import render
    >>> m = ArgumentMap(conclusion="a", statements=[Claim(text="It is so.", id="a")])
    >>> "It is so." in render(m, layout="icicle")
    True
    """
    root = tree_of(m, shown, strengths.carried)
    deepest = int((WIDE - MAIN) / NARROWEST)
    cells = list(cells_of(root, HIGH, deepest))
    levels = max(cell.depth for cell in cells)
    column = (WIDE - MAIN) / max(levels, 1)
    title = wrap(m.title or m.statement(m.conclusion).text, WIDE, 20, bold=True)
    small = sum(cell.many for cell in cells if not cell.id)
    summary = shown_counts(m, shown, strengths) + (f" · {small:,} too small to be drawn one by one" if small else "")
    rtl = from_right("".join(title))
    parts = [
        text(
            0,
            18 + 25 * number,
            line,
            20,
            palette.ink,
            bold=True,
            room=max(width(one, 20, bold=True) for one in title),
            rtl=rtl,
        )
        for number, line in enumerate(title)
    ]
    top = 25.0 * len(title) + 12
    parts += [text(0, top, summary, 10.5, palette.muted), _legend(top + 22, palette)]
    top += 40
    side, writer = sides(m), _Writer(m, strengths, palette)
    cells_drawn = "".join(
        writer.cell(cell, MAIN + column * (cell.depth - 1) if cell.depth else 0.0, column if cell.depth else MAIN, side)
        for cell in cells
    )
    inside = element(
        "g",
        "".join(parts) + element("g", cells_drawn, transform=f"translate(0 {top})"),
        transform=f"translate({PAD} {PAD})",
    )
    size = (WIDE + 2 * PAD, HIGH + top + 2 * PAD)
    name = clean(m.title or m.statement(m.conclusion).text)
    return sheet(inside, size, palette.page, title=name, description=description(m, strengths), kind="icicle")


def cells_of(root: IcicleBranch, high: float, deepest: int) -> Iterator[Cell]:
    """The cells of a tree in a sheet so high; what is too low, or lies deeper, is counted in one cell.

    >>> sorted(cell.high for cell in cells_of(IcicleBranch("a", 1, 0, [IcicleBranch("b", 3, 1), IcicleBranch("c", 1, 1)], 2), 100, 9))
    [25.0, 75.0, 100]
    """
    waiting: list[tuple[IcicleBranch, float, float]] = [(root, 0.0, high)]
    while waiting:
        branch, y, tall = waiting.pop()
        yield Cell(branch.id, branch.depth, y, tall, int(bool(branch.id)))
        total = sum(child.weight for child in branch.children)
        if branch.children and branch.depth + 1 > deepest:
            yield Cell(
                "", branch.depth, y + tall - min(LEAST_HEIGHT, tall / 2), min(LEAST_HEIGHT, tall / 2), branch.below
            )
            continue
        for number, child in enumerate(branch.children):
            each = tall * child.weight / total
            if each < LEAST_HEIGHT:
                too_low = branch.children[number:]
                height_left = tall * sum(branch_below.weight for branch_below in too_low) / total
                yield Cell("", branch.depth + 1, y, height_left, sum(branch_below.size for branch_below in too_low))
                break
            waiting.append((child, y, each))
            y += each


class _Writer(NamedTuple):
    """What the cells are written from."""

    m: ArgumentMap
    strengths: SceneNumbers
    palette: Palette

    def cell(self, cell: Cell, x: float, wide: float, side: dict[str, str]) -> str:
        """A cell as SVG: its colour is the side, the deeper the stronger; as much of its text as has room."""
        if not cell.id:
            return self._many(cell, x, wide)
        palette, node = self.palette, self.m.statement(cell.id)
        strength = self.strengths.of[cell.id]
        if cell.depth:
            fill = mixed(palette.card, palette.sides[side[cell.id]], 0.06 + 0.94 * strength)
            ink = max((palette.ink, palette.page), key=lambda one: contrast(one, fill))
        else:
            fill, ink = palette.main, palette.main_ink
        parts = [f"<title>{in_svg(f'{strength:.2f} {tip_of(node)}')}</title>"]
        parts.append(box(x, cell.y, wide, cell.high, fill=fill, stroke=palette.page, stroke_width=0.8))
        size, leading = (15.0, 18.0) if not cell.depth else (SIZE, LEADING)
        lines = int((cell.high - 4) / leading)
        if lines < 1:
            return element("g", "".join(parts), class_=f"node {side[cell.id]}", data_id=cell.id)
        measure = wide - 12 - NUMBER_ROOM - 10 * bool(cell.depth)
        broken = wrap(node.text, measure, size, bold=not cell.depth)
        if len(broken) > lines:
            rest = " ".join(broken[lines - 1 :])
            broken = [*broken[: lines - 1], cut_to_measure(rest, measure, size, bold=not cell.depth, always=True)]
        left, rtl = x + 6 + 10 * bool(cell.depth), from_right(node.text)
        y = cell.y + 2 + leading * 0.8
        if cell.depth:
            parts.append(text(x + 5, y, SIDE_SIGNS[side[cell.id]], size, ink, bold=True))
        for at, line in enumerate(broken):
            parts.append(text(left, y + leading * at, line, size, ink, bold=not cell.depth, room=measure, rtl=rtl))
        parts.append(text(x + wide - 5, y, f"{strength:.2f}", size, ink, bold=True, end=True))
        if not cell.depth and self.strengths.verdict and lines > len(broken):
            parts.append(text(left, y + leading * len(broken), self.strengths.verdict.upper(), SIZE, ink, bold=True))
        return element("g", "".join(parts), class_=f"node {side[cell.id]}", data_id=cell.id)

    def _many(self, cell: Cell, x: float, wide: float) -> str:
        palette, words = self.palette, f"{cell.many:,} more" if cell.many else "what does not lead to it"
        fill = palette.track
        parts = [
            f"<title>{words}</title>",
            box(x, cell.y, wide, cell.high, fill=fill, stroke=palette.page, stroke_width=0.8),
        ]
        if cell.high >= LEADING + 2:
            parts.append(text(x + 6, cell.y + 2 + LEADING * 0.8, words, SIZE, palette.ink))
        return element("g", "".join(parts), class_="many")


def _legend(y: float, palette: Palette) -> str:
    parts, x = [], 0.0
    for side, meaning in (("pro", "+ for, by strength"), ("con", "− against"), ("neu", "± both or neither")):
        for at, share in enumerate((0.2, 0.45, 0.7, 1.0)):
            parts.append(box(x + 11 * at, y - 8, 11, 10, fill=mixed(palette.card, palette.sides[side], share)))
        parts.append(text(x + 50, y, meaning, 10, palette.ink))
        x += 66 + width(meaning, 10)
    parts.append(box(x, y - 8, 22, 10, fill=palette.track))
    parts.append(text(x + 28, y, "too small to be drawn one by one", 10, palette.ink))
    x += 44 + width("too small to be drawn one by one", 10)
    parts.append(text(x, y, "height: its share of all that bears on what stands left of it", 10, palette.ink))
    return "".join(parts)
