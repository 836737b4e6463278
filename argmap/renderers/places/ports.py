"""Ports: the heights at which the lines that end on one card arrive at it, side by side."""

from collections.abc import Mapping, Sequence
from itertools import accumulate

from argmap.renderers.places.layout import Point
from argmap.renderers.scene.drawing import PORT_GAP, PORT_MARGIN
from argmap.renderers.scene.scene import Line, Scene


def ports_of(scene: Scene, places: Mapping[str, Point]) -> dict[str, float]:
    """The height at which each line arrives at its card: as near to the height of its start as the card and other lines allow."""
    arriving: dict[str, list[Line]] = {}
    for line in scene.lines:
        if line.end in scene.cards:
            arriving.setdefault(line.end, []).append(line)
    ports: dict[str, float] = {}
    for end, lines in arriving.items():
        lines.sort(key=lambda line: places[line.start][1])
        middle, tall = places[end][1], scene.box(end)[1]
        room = (tall / 2 - min(PORT_MARGIN, tall / 4)) * scene.cards[end].landing
        heights = spread([places[line.start][1] for line in lines], middle - room, middle + room)
        ports |= {line.name: height for line, height in zip(lines, heights, strict=True)}
    return ports


def spread(wanted: Sequence[float], low: float, high: float) -> list[float]:
    """Heights in [low, high] in the order of those wanted and near them, PORT_GAP apart or as far as there is room.

    >>> spread([0.0, 1.0, 50.0, 90.0], 10.0, 60.0)
    [10.0, 24.0, 46.0, 60.0]
    """
    last = len(wanted) - 1
    apart = min(PORT_GAP, (high - low) / max(1, last))
    held = [min(high, max(low, y)) for y in wanted]
    lowered = accumulate(held, lambda above, y: max(y, above + apart))
    raised = reversed(list(accumulate(reversed(held), lambda below, y: min(y, below - apart))))
    return [
        min(high - (last - at) * apart, max(low + at * apart, (down + up) / 2))
        for at, (down, up) in enumerate(zip(lowered, raised, strict=True))
    ]
