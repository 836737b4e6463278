"""A layout in rings around the main claim, without an engine: one ring for each column of a tree."""

from math import cos, pi, sin, tau

from argmap.renderers.places.curves import straight
from argmap.renderers.places.hanging import Hanging
from argmap.renderers.places.layout import Layout, Point
from argmap.renderers.scene.scene import Scene


def rings(scene: Scene) -> Layout:
    """The scene as rings around the main claim, one for each column; lines are straight."""
    hanging = Hanging(scene)
    leaves: dict[str, int] = {}
    for name in reversed(hanging.order):
        leaves[name] = max(1, sum(leaves[child] for child in hanging.children[name]))
    total = sum(leaves[root] for root in hanging.roots)
    depth = max(hanging.level.values(), default=0) / 2 or 1
    step = max(90.0, total * 13 / (tau * depth))
    places: dict[str, Point] = {}
    start = {root: sum(leaves[one] for one in hanging.roots[:at]) for at, root in enumerate(hanging.roots)}
    for name in hanging.order:
        angle = tau * (start[name] + leaves[name] / 2) / total - pi / 2
        away = step * hanging.level[name] / 2 + (step if name in hanging.roots[1:] else 0)
        places[name] = (away * cos(angle), away * sin(angle))
        at = start[name]
        for child in hanging.children[name]:
            start[child] = at
            at += leaves[child]
    margin = 170.0
    left, top = (min(place[axis] for place in places.values()) for axis in (0, 1))
    moved = {name: (x - left + margin, y - top + 30) for name, (x, y) in places.items()}
    width, height = (max(place[axis] for place in moved.values()) for axis in (0, 1))
    paths = tuple(straight(moved[line.start], moved[line.end]) for line in scene.lines)
    return Layout(moved, paths, width + margin, height + 30)
