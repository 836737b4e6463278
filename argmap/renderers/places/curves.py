"""Curves: the paths of lines between cards, and whether they cross a card."""

from collections.abc import Mapping

from argmap.renderers.places.layout import Layout, Point
from argmap.renderers.places.ports import ports_of
from argmap.renderers.scene.drawing import BOW, BOW_RISE, REACH
from argmap.renderers.scene.scene import Line, Scene

CLEAR = 5.0
"""How far a line keeps from what it passes, in points."""


def levelled(scene: Scene, layout: Layout) -> Layout:
    """The layout of an engine in which every line that can leaves and arrives horizontally, beside the other lines.

    A line that would cross a card, or that does not lead to the left, keeps the engine's path.
    """
    ports = ports_of(scene, layout.places)
    paths = []
    for line, given in zip(scene.lines, layout.paths, strict=True):
        drawn = curve(scene, line, layout.places, ports)
        leftward = drawn[0][0] > drawn[-1][0]
        paths.append(drawn if leftward and free(scene, layout.places, line, drawn) else given)
    return Layout(layout.places, tuple(paths), layout.width, layout.height)


def curve(scene: Scene, line: Line, places: Mapping[str, Point], ports: Mapping[str, float]) -> tuple[Point, ...]:
    """A curve between the near edges of two ends that leaves and arrives horizontally."""
    (x, y), (to_x, to_y) = places[line.start], places[line.end]
    to_y = ports.get(line.name, to_y)
    wide, to_wide = scene.box(line.start)[0] / 2, scene.box(line.end)[0] / 2
    if line.start == line.end:
        right, out = x + wide, x + wide + 36.0
        return ((right, y - 8), (out, y - 44), (out, y + 44), (right, y + 8))
    way = 1 if to_x - to_wide > x + wide else -1 if to_x + to_wide < x - wide else 0
    if way == 0:
        right, to_right, bow = x + wide, to_x + to_wide, BOW + BOW_RISE * abs(to_y - y)
        return ((right, y), (right + bow, y), (to_right + bow, to_y), (to_right, to_y))
    start, end = x + way * wide, to_x - way * to_wide
    reach = min(max(REACH, abs(end - start) / 2), abs(end - start))
    return ((start, y), (start + way * reach, y), (end - way * reach, to_y), (end, to_y))


def free(scene: Scene, places: Mapping[str, Point], line: Line, path: tuple[Point, ...]) -> bool:
    """Whether a curve keeps clear of every card and joint but its own ends."""
    start, ahead, behind, end = path
    for name, (x, y) in places.items():
        if name in (line.start, line.end):
            continue
        wide, high = (length / 2 + CLEAR for length in scene.box(name))
        if x + wide < end[0] or x - wide > start[0]:
            continue
        for at in range(1, 24):
            t = at / 24
            u = 1 - t
            across, down = (
                u**3 * start[axis] + 3 * u * u * t * ahead[axis] + 3 * u * t * t * behind[axis] + t**3 * end[axis]
                for axis in (0, 1)
            )
            if abs(across - x) < wide and abs(down - y) < high:
                return False
    return True


def straight(start: Point, end: Point) -> tuple[Point, ...]:
    """A straight path, as a cubic curve."""
    third = ((end[0] - start[0]) / 3, (end[1] - start[1]) / 3)
    return (start, (start[0] + third[0], start[1] + third[1]), (end[0] - third[0], end[1] - third[1]), end)
