"""A map as notebooks show it: the picture where one can be drawn, the report as Markdown, a line of text."""

from dataclasses import dataclass
from functools import cached_property
from html import escape

from argmap.errors import RenderError
from argmap.evaluation import Evaluation, evaluate
from argmap.model import ArgumentMap
from argmap.model.given import needs_map
from argmap.renderers import render, report
from argmap.renderers.page import page


@dataclass(frozen=True)
class Shown:
    """A value that Jupyter and others display; `svg` is None where nothing here can draw."""

    m: ArgumentMap
    e: Evaluation
    theme: str = "cards"
    interactive: bool = False

    @cached_property
    def svg(self) -> str | None:
        """The picture."""
        try:
            return str(render(self.m, self.e, "svg", theme=self.theme))
        except RenderError:
            return None

    @cached_property
    def frame(self) -> str:
        """The explorable page in a frame that may run its own scripts and reach nothing else."""
        inside = escape(page(self.m, self.e), quote=True)
        title = escape(self.m.title or self.m.statement(self.m.conclusion).text, quote=True)
        return (
            f'<iframe title="{title}" sandbox="allow-scripts" srcdoc="{inside}" '
            'style="width:100%;height:680px;border:1px solid #8886;border-radius:8px"></iframe>'
        )

    def __str__(self) -> str:
        return f"{self.e.verdict} {self.e[self.e.conclusion]:.2f}: {self.m.statement(self.m.conclusion).text}"

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        """Every form there is, by MIME type."""
        del include, exclude
        if self.interactive:
            return {"text/html": self.frame, "text/plain": str(self)}
        forms = {"text/plain": str(self), "text/markdown": report(self.m, self.e)}
        return forms if self.svg is None else {"image/svg+xml": self.svg, **forms}


def show(m: ArgumentMap, e: Evaluation | None = None, *, theme: str = "cards", interactive: bool = False) -> Shown:
    """The map for a notebook: the last line of a cell draws it, or with `interactive` shows the page to explore.

    Evaluates the map when `e` is not given.

    >>> from argmap.model import ArgumentMap, Claim
    >>> print(show(ArgumentMap(conclusion="a", statements=[Claim(text="It is so.", id="a")])))
    undecided 0.00: It is so.
    """
    needs_map(m)
    return Shown(m, e if e is not None else evaluate(m), theme, interactive)
