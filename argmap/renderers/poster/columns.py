"""Distributes rows over columns: columns are filled from the top, one after the other."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

GAP, SECTION_GAP = 26.0, 14.0
"""Between columns, and above a section that does not begin one."""


@dataclass(frozen=True)
class RowHeight:
    """A row to place: its height, whether it begins a section, and the number of that section."""

    height: float
    begins: bool
    section: int


@dataclass(frozen=True)
class Placed:
    """The place of a row: the number of its column and how far down; `continued` is True if it repeats a section's head."""

    row: int
    column: int
    top: float
    continued: bool = False


def in_columns(
    blocks: Sequence[RowHeight], columns: float, height: Callable[[int], float], continued: float
) -> list[Placed]:
    """The place of each row in at most so many columns, each of the height given for it; the last one takes what is left.

    A head stays with the row after it, and a section that goes on in the next column gets a line of height `continued`.

    >>> [(one.column, one.top) for one in in_columns([RowHeight(9, True, 0), RowHeight(9, False, 0), RowHeight(9, False, 0)], 2, lambda _: 20, 5)]
    [(0, 0.0), (0, 9.0), (1, 0.0), (1, 5.0)]
    """
    placed: list[Placed] = []
    column, top = 0, 0.0
    for row, block in enumerate(blocks):
        gap = SECTION_GAP if block.begins and top else 0.0
        needed = gap + block.height
        if block.begins and row + 1 < len(blocks) and not blocks[row + 1].begins:
            needed += blocks[row + 1].height
        follows = row > 0 and blocks[row - 1].begins and not block.begins
        if top and not follows and top + needed > height(column) and column + 1 < columns:
            column, top, gap = column + 1, 0.0, 0.0
            if not block.begins:
                placed.append(Placed(row, column, 0.0, continued=True))
                top = continued
        placed.append(Placed(row, column, top + gap))
        top += gap + block.height
    return placed


def tallest(placed: Sequence[Placed], blocks: Sequence[RowHeight]) -> float:
    """How far down the rows reach."""
    return max((one.top + blocks[one.row].height for one in placed if not one.continued), default=0.0)


def balanced(blocks: Sequence[RowHeight], columns: int, continued: float) -> list[Placed]:
    """The rows in this many columns, all as short as possible."""
    whole = sum(block.height + SECTION_GAP * block.begins for block in blocks)
    low, high = whole / columns, whole + 1.0
    best = in_columns(blocks, columns, partial(_always, high), continued)
    for _ in range(24):
        middle = (low + high) / 2
        tried = in_columns(blocks, columns, partial(_always, middle), continued)
        if tallest(tried, blocks) <= middle:
            best, high = tried, middle
        else:
            low = middle
    return best


def _always(height: float, _column: int) -> float:
    return height
