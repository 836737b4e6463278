"""The legend of a picture made of rows."""

from argmap.model import RELATIONS
from argmap.renderers.poster.poster import Poster
from argmap.renderers.poster.signs import BAR, BAR_HIGH, SIGN, pill, sign
from argmap.renderers.scene.metrics import width
from argmap.renderers.scene.palette import Palette
from argmap.renderers.svg.elements import element, number, text
from argmap.renderers.svg.shares import shares


def legend(poster: Poster, palette: Palette, measure: float) -> tuple[str, int]:
    """The legend: the meaning of the signs, the bar and the number under it; only those that the poster has."""
    rows = list(poster.rows)
    kinds = {row.kind for row in rows}
    entries: list[tuple[str, float, str]] = [
        (sign(kind.name, 0, -10, palette), SIGN, kind.legend) for kind in RELATIONS.values() if kind.name in kinds
    ]
    if any(row.group for row in rows):
        entries.append((sign("support", 0, -10, palette, linked=True), SIGN, "all needed"))
    worlds = any(row.defeated is not None for row in rows) or poster.defeated is not None
    bar = shares(
        0, -6, BAR, BAR_HIGH, stands=0.5, fill=palette.sides["neu"], track=palette.track, palette=palette,
        defeated=0.3 if worlds else None,
    )  # fmt: skip
    entries.append((bar, BAR, "stands, defeated, open" if worlds else "strength from 0 to 1"))
    if any(row.telling for row in rows):
        entries.append((pill(0.15, 26, 0, palette), 26.0, "what the main claim would lose without it"))
    parts, x, line = [], 0.0, 0
    for drawing, wide, words in entries:
        entry_width = wide + 5 + width(words, 10)
        if x and x + entry_width > measure:
            x, line = 0.0, line + 1
        parts.append(
            element(
                "g",
                drawing + text(wide + 5, 0, words, 10, palette.muted),
                transform=f"translate({number(x)} {number(18.0 * line)})",
            )
        )
        x += entry_width + 18
    return "".join(parts), line + 1
