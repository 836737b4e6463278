"""Places for a scene without any engine: a tidy tree in columns, the main claim at the left; or rings around it.

Each card hangs on the card or joint that it is nearest to the main claim by. Subtrees are set as close as their outlines
allow, and each parent stands in the middle of what hangs on it (Reingold & Tilford 1981, with rows of any height).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import cos, pi, sin, tau

from argmap.renderers.scene import Line, Scene

Point = tuple[float, float]

COLUMN_GAP, ROW_GAP, CHIP_COLUMN_GAP, CHIP_ROW_GAP = 84.0, 14.0, 46.0, 6.0


@dataclass(frozen=True)
class Layout:
    """Centres of cards and joints by name, a path of cubic curves for each line, and the size of it all, in points."""

    places: Mapping[str, Point]
    paths: tuple[tuple[Point, ...], ...]
    width: float
    height: float


def tidy(scene: Scene) -> Layout:
    """The scene as a tree in columns."""
    tree = Tree(scene)
    chips = scene.shape == "chips"
    gap, row = (CHIP_COLUMN_GAP, CHIP_ROW_GAP) if chips else (COLUMN_GAP, ROW_GAP)
    lefts, centres = _columns(scene, tree, gap), _rows(scene, tree, row)
    low = min(centres[name] - scene.box(name)[1] / 2 for name in centres)
    places: dict[str, Point] = {}
    for name, y in centres.items():
        column, joint = divmod(tree.level[name], 2)
        wide = scene.box(name)[0]
        x = lefts[column + 1] - gap * 0.55 if joint else lefts[column] + wide / 2
        places[name] = (x, y - low)
    height = max(y + scene.box(name)[1] / 2 for name, (_, y) in places.items())
    width = max(x + scene.box(name)[0] / 2 for name, (x, _) in places.items())
    ports = _ports(scene, places)
    return Layout(places, tuple(_curve(scene, line, places, ports) for line in scene.lines), width, height)


def rings(scene: Scene) -> Layout:
    """The scene as rings around the main claim, one for each column; lines are straight."""
    tree = Tree(scene)
    leaves: dict[str, int] = {}
    for name in reversed(tree.order):
        leaves[name] = max(1, sum(leaves[child] for child in tree.children[name]))
    total = sum(leaves[root] for root in tree.roots)
    depth = max(tree.level.values(), default=0) / 2 or 1
    step = max(90.0, total * 13 / (tau * depth))
    places: dict[str, Point] = {}
    start = {root: sum(leaves[one] for one in tree.roots[:at]) for at, root in enumerate(tree.roots)}
    for name in tree.order:
        angle = tau * (start[name] + leaves[name] / 2) / total - pi / 2
        away = step * tree.level[name] / 2 + (step if name in tree.roots[1:] else 0)
        places[name] = (away * cos(angle), away * sin(angle))
        at = start[name]
        for child in tree.children[name]:
            start[child] = at
            at += leaves[child]
    margin = 170.0
    left, top = (min(place[axis] for place in places.values()) for axis in (0, 1))
    moved = {name: (x - left + margin, y - top + 30) for name, (x, y) in places.items()}
    width, height = (max(place[axis] for place in moved.values()) for axis in (0, 1))
    paths = tuple(_straight(moved[line.start], moved[line.end]) for line in scene.lines)
    return Layout(moved, paths, width + margin, height + 30)


class Tree:
    """What hangs on what: `children` in the author's order, `level` in half columns (joints stand at odd ones)."""

    def __init__(self, scene: Scene) -> None:
        hanging: dict[str, list[str]] = {name: [] for name in (*scene.cards, *scene.joints)}
        for line in scene.lines:
            near, far = (line.start, line.end) if line.back else (line.end, line.start)
            hanging[near].append(far)
        self.children: dict[str, list[str]] = {name: [] for name in hanging}
        self.level: dict[str, int] = {}
        self.parent: dict[str, str] = {}
        self.order: list[str] = []
        bearing = {far for ends in hanging.values() for far in ends}
        self.roots: list[str] = []
        for root in (scene.main, *(name for name in scene.cards if name not in bearing), *scene.cards, *scene.joints):
            if root not in self.level:
                self.roots.append(root)
                self._grow(root, hanging, scene.joints.keys())

    def _grow(self, root: str, hanging: Mapping[str, Sequence[str]], joints: object) -> None:
        self.level[root] = 0
        waiting = [root]
        for name in waiting:
            for child in hanging[name]:
                if child not in self.level:
                    at = self.level[name]
                    joint = child in joints  # type: ignore[operator]
                    self.level[child] = at | 1 if joint else at + 2 - at % 2
                    self.children[name].append(child)
                    self.parent[child] = name
                    waiting.append(child)
        self.order += waiting


@dataclass
class Outline:
    """The upper and the lower edge of a subtree at each level, each to be moved down by `shift`."""

    top: dict[int, float]
    bottom: dict[int, float]
    shift: float = 0.0

    def joined(self, below: "Outline", gap: float) -> tuple[float, "Outline"]:
        """How far down another has to go to stand below this one, and the outline of both; takes both apart."""
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

    def headed(self, level: int, half: float, middle: float) -> "Outline":
        """The outline with its parent, of this half height, at the middle, from where it is measured from now on."""
        self.shift -= middle
        self.top[level], self.bottom[level] = -half - self.shift, half - self.shift
        return self


def _columns(scene: Scene, tree: Tree, gap: float) -> list[float]:
    """The left edge of each column, and of one more."""
    widest: dict[int, float] = {}
    for name in scene.cards:
        column = tree.level[name] // 2
        widest[column] = max(widest.get(column, 0), scene.box(name)[0])
    lefts = [0.0]
    for column in range(max(level // 2 for level in tree.level.values()) + 1):
        lefts.append(lefts[-1] + widest.get(column, 0) + gap)
    return lefts


def _rows(scene: Scene, tree: Tree, gap: float) -> dict[str, float]:
    """The centre of each card and joint from top to bottom, subtrees packed by their outlines."""
    offset: dict[str, float] = {}
    outlines: dict[str, Outline] = {}
    for name in reversed(tree.order):
        children = tree.children[name]
        outline = Outline({}, {})
        for child in children:
            offset[child], outline = outline.joined(outlines.pop(child), gap)
        middle = (offset[children[0]] + offset[children[-1]]) / 2 if children else 0.0
        for child in children:
            offset[child] -= middle
        outlines[name] = outline.headed(tree.level[name], scene.box(name)[1] / 2, middle)
    centre: dict[str, float] = {}
    forest = Outline({}, {})
    for root in tree.roots:
        centre[root], forest = forest.joined(outlines[root], 2 * gap)
    for name in tree.order:
        for child in tree.children[name]:
            centre[child] = centre[name] + offset[child]
    return centre


def _ports(scene: Scene, places: Mapping[str, Point]) -> dict[str, float]:
    """How far above or below the middle of what it ends on each line arrives, so that no two arrive at one point."""
    arriving: dict[str, list[Line]] = {}
    for line in scene.lines:
        if line.end in scene.cards:
            arriving.setdefault(line.end, []).append(line)
    ports: dict[str, float] = {}
    for end, lines in arriving.items():
        lines.sort(key=lambda line: places[line.start][1])
        apart = min(11.0, (scene.box(end)[1] - 20) / len(lines))
        for at, line in enumerate(lines):
            ports[line.name] = (at - (len(lines) - 1) / 2) * apart
    return ports


def _curve(scene: Scene, line: Line, places: Mapping[str, Point], ports: Mapping[str, float]) -> tuple[Point, ...]:
    """From the near edge of one end to the near edge of the other, leaving and arriving level."""
    (x, y), (to_x, to_y) = places[line.start], places[line.end]
    to_y += ports.get(line.name, 0.0)
    wide, to_wide = scene.box(line.start)[0] / 2, scene.box(line.end)[0] / 2
    if line.start == line.end:
        right, out = x + wide, x + wide + 36.0
        return ((right, y - 8), (out, y - 44), (out, y + 44), (right, y + 8))
    way = 1 if to_x - to_wide > x + wide else -1 if to_x + to_wide < x - wide else 0
    if way == 0:
        right, to_right, bow = x + wide, to_x + to_wide, 30 + abs(to_y - y) / 6
        return ((right, y), (right + bow, y), (to_right + bow, to_y), (to_right, to_y))
    start, end = x + way * wide, to_x - way * to_wide
    reach = min(max(24.0, abs(end - start) / 2), abs(end - start))
    return ((start, y), (start + way * reach, y), (end - way * reach, to_y), (end, to_y))


def _straight(start: Point, end: Point) -> tuple[Point, ...]:
    third = ((end[0] - start[0]) / 3, (end[1] - start[1]) / 3)
    return (start, (start[0] + third[0], start[1] + third[1]), (end[0] - third[0], end[1] - third[1]), end)
