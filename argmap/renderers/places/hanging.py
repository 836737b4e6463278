"""A scene as a tree: the parent of each card is the card or joint through which it is nearest to the main claim."""

from collections.abc import Mapping, Sequence

from argmap.renderers.scene.scene import Scene


class Hanging:
    """The tree of a scene: `children` in the author's order, `level` in half columns (joints have odd levels)."""

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
