"""A tidy tree in columns, without an engine: the main claim at the left, the children of each card to its right.

Subtrees are placed as close as their contours allow, and each parent is at the middle of its children (Reingold &
Tilford 1981, with rows of any height).
"""

from dataclasses import dataclass

from argmap.renderers.places.curves import curve, fitted, mutual
from argmap.renderers.places.hanging import Hanging
from argmap.renderers.places.layout import Layout, Point
from argmap.renderers.places.ports import ports_of
from argmap.renderers.scene.scene import Scene

COLUMN_GAP, ROW_GAP, CHIP_COLUMN_GAP, CHIP_ROW_GAP = 84.0, 14.0, 46.0, 6.0


def tidy(scene: Scene) -> Layout:
    """The scene as a tree in columns."""
    hanging = Hanging(scene)
    chips = scene.shape == "chips"
    gap, row = (CHIP_COLUMN_GAP, CHIP_ROW_GAP) if chips else (COLUMN_GAP, ROW_GAP)
    lefts, centres = _columns(scene, hanging, gap), _rows(scene, hanging, row)
    low = min(centres[name] - scene.box(name)[1] / 2 for name in centres)
    places: dict[str, Point] = {}
    for name, y in centres.items():
        column, joint = divmod(hanging.level[name], 2)
        wide = scene.box(name)[0]
        x = lefts[column + 1] - gap * 0.55 if joint else lefts[column] + wide / 2
        places[name] = (x, y - low)
    height = max(y + scene.box(name)[1] / 2 for name, (_, y) in places.items())
    width = max(x + scene.box(name)[0] / 2 for name, (x, _) in places.items())
    ports = ports_of(scene, places)
    both = mutual(scene)
    paths = [curve(scene, line, places, ports, mutual=line.name in both) for line in scene.lines]
    return fitted(places, paths, width, height)


@dataclass
class Contour:
    """The upper and the lower edge of a subtree at each level, each to be moved down by `shift`."""

    top: dict[int, float]
    bottom: dict[int, float]
    shift: float = 0.0

    def joined(self, below: "Contour", gap: float) -> tuple[float, "Contour"]:
        """How far another contour must move down to be below this one, and the contour of both; changes both."""
        fewer = min(self.top, below.top, key=len)
        shared = [level for level in fewer if level in self.bottom and level in below.top]
        down = max(
            (self.bottom[level] + self.shift + gap - below.top[level] - below.shift for level in shared), default=0.0
        )
        moved = below.shift + down
        if len(below.top) <= len(self.top):
            for level, y in below.bottom.items():
                self.top.setdefault(level, below.top[level] + moved - self.shift)
                self.bottom[level] = y + moved - self.shift
            return down, self
        for level, y in self.top.items():
            below.top[level] = y + self.shift - moved
            below.bottom.setdefault(level, self.bottom[level] + self.shift - moved)
        below.shift = moved
        return down, below

    def headed(self, level: int, half: float, middle: float) -> "Contour":
        """The contour with a parent of this half height at the middle, which becomes the origin."""
        self.shift -= middle
        self.top[level], self.bottom[level] = -half - self.shift, half - self.shift
        return self


def _columns(scene: Scene, hanging: Hanging, gap: float) -> list[float]:
    """The left edge of each column, and of one more."""
    widest: dict[int, float] = {}
    for name in scene.cards:
        column = hanging.level[name] // 2
        widest[column] = max(widest.get(column, 0), scene.box(name)[0])
    lefts = [0.0]
    for column in range(max(level // 2 for level in hanging.level.values()) + 1):
        lefts.append(lefts[-1] + widest.get(column, 0) + gap)
    return lefts


def _rows(scene: Scene, hanging: Hanging, gap: float) -> dict[str, float]:
    """The centre of each card and joint from top to bottom, subtrees packed by their contours."""
    offset: dict[str, float] = {}
    contours: dict[str, Contour] = {}
    for name in reversed(hanging.order):
        children = hanging.children[name]
        contour = Contour({}, {})
        for child in children:
            offset[child], contour = contour.joined(contours.pop(child), gap)
        middle = (offset[children[0]] + offset[children[-1]]) / 2 if children else 0.0
        for child in children:
            offset[child] -= middle
        contours[name] = contour.headed(hanging.level[name], scene.box(name)[1] / 2, middle)
    centre: dict[str, float] = {}
    forest = Contour({}, {})
    for root in hanging.roots:
        centre[root], forest = forest.joined(contours[root], 2 * gap)
    for name in hanging.order:
        for child in hanging.children[name]:
            centre[child] = centre[name] + offset[child]
    return centre
