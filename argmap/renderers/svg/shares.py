"""The bar of a strength: the chances of standing, being defeated and being open; a tick at the base score."""

from argmap.renderers.scene.palette import Palette
from argmap.renderers.svg.elements import box, element, number

HATCH = 3.0
"""How far apart the lines are that fill the part in which a statement is defeated."""


def shares(
    x: float,
    y: float,
    length: float,
    high: float,
    *,
    stands: float,
    fill: str,
    track: str,
    palette: Palette,
    defeated: float | None = None,
    lost: str = "",
) -> str:
    """A bar from x, y: `stands` of its length filled, `defeated` of it hatched in the colour `lost`, the rest open."""
    filled = max(0.0, min(stands, 1.0)) * length
    parts = [
        box(x, y, length, high, fill=track, class_="track"),
        box(x, y, filled, high, fill=fill, class_="bar"),
    ]
    hatched = min((defeated or 0.0) * length, length - filled)
    if hatched >= 0.5:
        parts.append(hatching(x + filled, y, hatched, high, lost or palette.sides["con"]))
    return "".join(parts)


def hatching(x: float, y: float, wide: float, high: float, colour: str) -> str:
    """Slanted lines that fill a box, each cut at its edges."""
    lines = []
    start = x - high
    while start < x + wide:
        left, right = max(start, x), min(start + high, x + wide)
        if right - left > 0.3:
            lines.append(
                f"M{number(left)} {number(y + high - (left - start))}L{number(right)} {number(y + high - (right - start))}"
            )
        start += HATCH
    return element("path", d="".join(lines), stroke=colour, stroke_width=1.2, fill="none", class_="defeated")
