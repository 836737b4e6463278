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
