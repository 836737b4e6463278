"""The marks of a row: the square with the sign of its relation, and the label with the loss without it."""

from argmap.model import RELATIONS
from argmap.renderers.poster.rows import Row
from argmap.renderers.scene.metrics import width
from argmap.renderers.scene.palette import Palette, relation_colour
from argmap.renderers.svg.elements import box, element, number, text

SIGN, BAR, BAR_HIGH, SMALL = 12.0, 44.0, 6.0, 9.0
"""From edge to edge of a sign, a bar's length and height, and small type."""


def pill(loss: float, right: float, y: float, palette: Palette) -> str:
    """The pill with what the main claim loses without a statement, ending at `right`."""
    said = f"{loss:+.2f}".replace("-", "−")
    side = "pro" if loss > 0 else "con"
    wide = width(said, SMALL + 0.5) + 6
    edge = palette.ink if palette.mono else None
    shell = box(right - wide, y - 9.5, wide, 12.5, rx=3, fill=palette.tints[side], stroke=edge, stroke_width=0.4)
    return shell + text(right - 3, y, said, SMALL + 0.5, palette.sides[side], end=True)


def sign_of(row: Row, x: float, y: float, palette: Palette) -> str:
    """The square with the sign of the relation: plus, minus, a struck circle, or & for what is linked."""
    if not row.kind:
        return element("circle", cx=x + SIGN / 2, cy=y + SIGN / 2, r=2.6, fill=palette.muted)
    return sign(row.kind, x, y, palette, linked=row.group)


def sign(kind: str, x: float, y: float, palette: Palette, *, linked: bool = False) -> str:
    """The sign of a relation as a square of 12 points; on paper, what works against is a white one."""
    colour, middle = relation_colour(palette, kind), SIGN / 2
    hollow = palette.mono and RELATIONS[kind].sign < 0
    fill, ink = (palette.card, colour) if hollow else (colour, palette.page)
    parts = [box(x + 0.5, y + 0.5, SIGN - 1, SIGN - 1, rx=2.5, fill=fill, stroke=colour, stroke_width=1)]
    if linked:
        parts.append(text(x + middle - width("&", 9, bold=True) / 2, y + 9.2, "&", 9, ink, bold=True))
    elif RELATIONS[kind].onto == "step":
        parts.append(element("circle", cx=x + middle, cy=y + middle, r=3.1, fill="none", stroke=ink, stroke_width=1.2))
        parts.append(
            element(
                "path",
                d=f"M{number(x + 3.8)} {number(y + 8.2)}L{number(x + 8.2)} {number(y + 3.8)}",
                stroke=ink,
                stroke_width=1.2,
            )
        )
    else:
        parts.append(box(x + 3, y + middle - 0.8, 6, 1.6, fill=ink))
        if RELATIONS[kind].sign > 0:
            parts.append(box(x + middle - 0.8, y + 3, 1.6, 6, fill=ink))
    return "".join(parts)
