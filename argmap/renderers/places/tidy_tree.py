"""Places for a scene without any engine: a tidy tree in columns, the main claim at the left; or rings around it.

Each card hangs on the card or joint that it is nearest to the main claim by. Subtrees are set as close as their outlines
allow, and each parent stands in the middle of what hangs on it (Reingold & Tilford 1981, with rows of any height).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import cos, pi, sin, tau

from argmap.renderers.scene.scene import Line, Scene

Point = tuple[float, float]

COLUMN_GAP, ROW_GAP, CHIP_COLUMN_GAP, CHIP_ROW_GAP = 84.0, 14.0, 46.0, 6.0
CLEAR = 5.0
"""How far a line keeps from what it passes, in points."""
PORT_GAP, PORT_MARGIN = 14.0, 12.0
"""How far apart lines arrive at a card, and how far from its corners."""


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


def levelled(scene: Scene, layout: Layout) -> Layout:
    """The layout of an engine with every line that can be drawn so leaving and arriving level, side by side with the others.

    A line whose way between the cards would not be free, or that does not lead to the left, keeps the engine's path.
    """
    ports = _ports(scene, layout.places)
    paths = []
    for line, given in zip(scene.lines, layout.paths, strict=True):
        drawn = _curve(scene, line, layout.places, ports)
        leftward = drawn[0][0] > drawn[-1][0]
        paths.append(drawn if leftward and _free(scene, layout.places, line, drawn) else given)
    return Layout(layout.places, tuple(paths), layout.width, layout.height)


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
    """The height at which each line arrives at its card: where it comes from, as far as the card and the other lines let it."""
    arriving: dict[str, list[Line]] = {}
    for line in scene.lines:
        if line.end in scene.cards:
            arriving.setdefault(line.end, []).append(line)
    ports: dict[str, float] = {}
    for end, lines in arriving.items():
        lines.sort(key=lambda line: places[line.start][1])
        middle, tall = places[end][1], scene.box(end)[1]
        room = tall / 2 - min(PORT_MARGIN, tall / 4)
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


def _curve(scene: Scene, line: Line, places: Mapping[str, Point], ports: Mapping[str, float]) -> tuple[Point, ...]:
    """From the near edge of one end to the near edge of the other, leaving and arriving level."""
    (x, y), (to_x, to_y) = places[line.start], places[line.end]
    to_y = ports.get(line.name, to_y)
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


def _free(scene: Scene, places: Mapping[str, Point], line: Line, path: tuple[Point, ...]) -> bool:
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


def _straight(start: Point, end: Point) -> tuple[Point, ...]:
    third = ((end[0] - start[0]) / 3, (end[1] - start[1]) / 3)
    return (start, (start[0] + third[0], start[1] + third[1]), (end[0] - third[0], end[1] - third[1]), end)
