"""A layout: the places of everything in a scene, and the curve of each line."""

from collections.abc import Mapping
from dataclasses import dataclass

Point = tuple[float, float]


@dataclass(frozen=True)
class Layout:
    """Centres of cards and joints by name, a path of cubic curves for each line, and the size of it all, in points."""

    places: Mapping[str, Point]
    paths: tuple[tuple[Point, ...], ...]
    width: float
    height: float


def turned(layout: Layout) -> Layout:
    """The layout with what was at the left at the top.

    >>> turned(Layout({"a": (1.0, 2.0)}, (), 3.0, 4.0))
    Layout(places={'a': (2.0, 1.0)}, paths=(), width=4.0, height=3.0)
    """
    places = {name: (y, x) for name, (x, y) in layout.places.items()}
    paths = tuple(tuple((y, x) for x, y in path) for path in layout.paths)
    return Layout(places, paths, layout.height, layout.width)
