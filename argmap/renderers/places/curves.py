"""Curves: the paths of lines between cards, and whether they cross a card."""

from collections.abc import Mapping, Sequence

from argmap.renderers.places.layout import Layout, Point
from argmap.renderers.places.ports import ports_of
from argmap.renderers.scene.drawing import BOW, BOW_RISE, CURVE_GAP, LOOP, LOOP_OUT, REACH
from argmap.renderers.scene.scene import Line, Scene

CLEAR = 5.0
"""How far a line keeps from what it passes, in points."""


def levelled(scene: Scene, layout: Layout) -> Layout:
    """The layout of an engine in which every line that can leaves and arrives horizontally, beside the other lines.

    A line that would cross a card, or that does not lead to the left, keeps the engine's path; a loop, and the two lines
    of cards that bear on each other, keep it only if they would cross a card.
    """
    ports, both = ports_of(scene, layout.places), mutual(scene)
    paths = []
    for line, given in zip(scene.lines, layout.paths, strict=True):
        drawn = curve(scene, line, layout.places, ports, mutual=line.name in both)
        ours = drawn[0][0] > drawn[-1][0] or line.start == line.end or line.name in both
        paths.append(drawn if ours and free(scene, layout.places, line, drawn) else given)
    return fitted(layout.places, paths, layout.width, layout.height)


def fitted(places: Mapping[str, Point], paths: Sequence[tuple[Point, ...]], width: float, height: float) -> Layout:
    """The layout, wide enough for what bows out at its right."""
    bows = [0.125 * (path[0][0] + path[3][0]) + 0.375 * (path[1][0] + path[2][0]) for path in paths if len(path) == 4]
    return Layout(places, tuple(paths), max([width, *(right + CLEAR for right in bows)]), height)


def mutual(scene: Scene) -> frozenset[str]:
    """The names of lines between two cards of which another leads back."""
    ends = {(line.start, line.end) for line in scene.lines}
    return frozenset(line.name for line in scene.lines if line.start != line.end and (line.end, line.start) in ends)


def curve(
    scene: Scene, line: Line, places: Mapping[str, Point], ports: Mapping[str, float], *, mutual: bool = False
) -> tuple[Point, ...]:
    """A curve between the near edges of two ends that leaves and arrives horizontally.

    A line from a card to itself is a loop at its upper right corner. Of two lines that lead to and fro (`mutual`), one
    runs beside the other, or within it where the cards stand one above the other.
    """
    (x, y), (to_x, to_y) = places[line.start], places[line.end]
    (wide, high), (to_wide, to_high) = ((length / 2 for length in scene.box(end)) for end in (line.start, line.end))
    if line.start == line.end:
        right, top = x + wide, y - high + LOOP
        return ((right, top), (right + LOOP_OUT, top - 4), (right + LOOP_OUT, top + LOOP + 4), (right, top + LOOP))
    way = 1 if to_x - to_wide > x + wide else -1 if to_x + to_wide < x - wide else 0
    if way == 0:
        if mutual:
            y, to_y = y + high / 2, to_y - to_high / 2
        else:
            to_y = ports.get(line.name, to_y)
        bow = BOW + BOW_RISE * abs(to_y - y) + (CURVE_GAP if mutual and to_y < y else 0)
        right, to_right = x + wide, to_x + to_wide
        return ((right, y), (right + bow, y), (to_right + bow, to_y), (to_right, to_y))
    if mutual:
        y, to_y = y + way * CURVE_GAP / 2, to_y + way * CURVE_GAP / 2
    else:
        to_y = ports.get(line.name, to_y)
    start, end = x + way * wide, to_x - way * to_wide
    reach = min(max(REACH, abs(end - start) / 2), abs(end - start))
    return ((start, y), (start + way * reach, y), (end - way * reach, to_y), (end, to_y))


def free(scene: Scene, places: Mapping[str, Point], line: Line, path: tuple[Point, ...]) -> bool:
    """Whether a curve keeps clear of every card and joint but its own ends."""
    start, ahead, behind, end = path
    left, right = (pick(point[0] for point in path) for pick in (min, max))
    for name, (x, y) in places.items():
        if name in (line.start, line.end):
            continue
        wide, high = (length / 2 + CLEAR for length in scene.box(name))
        if x + wide < left or x - wide > right:
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
