"""The head of a line, by the relation that the line stands for."""

from argmap.renderers.places.layout import Point
from argmap.renderers.scene.drawing import head_of
from argmap.renderers.svg.elements import element, number


def arrowhead(kind: str, end: Point, ahead: Point, grown: float, colour: str, page: str) -> tuple[str, float]:
    """The head of a line that ends here, and by how much the line is shorter for it."""

    def at(along: float, aside: float) -> str:
        x = end[0] - ahead[0] * along * grown - ahead[1] * aside * grown
        y = end[1] - ahead[1] * along * grown + ahead[0] * aside * grown
        return f"{number(x)} {number(y)}"

    head = head_of(kind)
    closed = head.fill != "none"
    look = {
        "fill": {"line": colour, "page": page, "none": None}[head.fill],
        "stroke": colour if head.stroke else None,
        "stroke_width": (head.stroke if closed else head.stroke * grown) or None,
    }
    outline = f"M{'L'.join(at(*point) for point in head.points)}{'Z' * closed}"
    return element("path", d=outline, **look), head.short * grown
