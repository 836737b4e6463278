"""A map as notebooks show it: the picture where one can be drawn, the report as Markdown, a line of text."""

from dataclasses import dataclass
from functools import cached_property

from argmap.errors import RenderError
from argmap.evaluation import Evaluation, evaluate
from argmap.model import ArgumentMap
from argmap.renderers import render, report


@dataclass(frozen=True)
class Shown:
    """A value that Jupyter and others display; `svg` is None where nothing here can draw."""

    m: ArgumentMap
    e: Evaluation
    theme: str = "cards"

    @cached_property
    def svg(self) -> str | None:
        """The picture."""
        try:
            return str(render(self.m, self.e, "svg", theme=self.theme))
        except RenderError:
            return None

    def __str__(self) -> str:
        return f"{self.e.verdict} {self.e[self.e.conclusion]:.2f}: {self.m.node(self.m.conclusion).text}"

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        """Every form there is, by MIME type."""
        del include, exclude
        forms = {"text/plain": str(self), "text/markdown": report(self.m, self.e)}
        return forms if self.svg is None else {"image/svg+xml": self.svg, **forms}


def show(m: ArgumentMap, e: Evaluation | None = None, *, theme: str = "cards") -> Shown:
    """The map for a notebook: the last line of a cell draws it. Evaluates the map when `e` is not given.

    >>> from argmap.model import ArgumentMap, Claim
    >>> print(show(ArgumentMap(conclusion="a", nodes=[Claim(text="It is so.", id="a")])))
    undecided 0.50: It is so.
    """
    return Shown(m, e if e is not None else evaluate(m), theme)
