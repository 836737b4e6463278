"""The widget itself, which needs anywidget."""

from typing import Any

import anywidget
import traitlets

from argmap import resources
from argmap.embedded.for_jupyter import base_of, shown_as, slider_rows, with_values
from argmap.evaluation import Evaluation, Said
from argmap.model import ArgumentMap


class Sliders(anywidget.AnyWidget):
    """Sliders for base scores, and the picture that follows them; made by `argmap.widget`."""

    _esm = resources.folder("templates") / "widget.js"
    _css = resources.folder("templates") / "widget.css"
    rows: traitlets.List[Any] = traitlets.List().tag(sync=True)
    values = traitlets.Dict().tag(sync=True)
    shown = traitlets.Dict().tag(sync=True)

    def __init__(self, m: ArgumentMap, ids: tuple[str, ...], said: Said) -> None:
        self._m, self._said = m, said
        self._written = {id: base_of(m, id) for id in ids}
        self.map: ArgumentMap = m
        self.evaluation: Evaluation
        self.evaluation, shown = shown_as(m, said)
        super().__init__(rows=slider_rows(m, ids), values=dict(self._written), shown=shown)

    @traitlets.validate("values")
    def _checked(self, proposal: Any) -> dict[str, float]:
        """The values that were set, with those of the other sliders; a value that is none is an error."""
        values = dict(proposal["value"])
        for id, value in values.items():
            if id not in self._written:
                raise traitlets.TraitError(f"{id!r} has no slider; known: {', '.join(self._written)}")
            if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= 1:
                raise traitlets.TraitError(f"the value of {id!r} must be a number in [0, 1], got {value!r}")
        return {**self._written, **(self.values or {}), **{id: float(value) for id, value in values.items()}}

    @traitlets.observe("values")
    def _follow(self, _change: Any) -> None:
        self.map = with_values(self._m, self.values)
        self.evaluation, self.shown = shown_as(self.map, self._said)
