"""A map in notebooks: the picture, or the explorable page; the report if this machine cannot draw."""

from base64 import b64encode
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
    """A map as Jupyter and other notebooks display it; `svg` is None if this machine cannot draw."""

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
        return (
            f'<iframe title="{self._title}" sandbox="allow-scripts" srcdoc="{inside}" '
            'style="width:100%;height:680px;border:1px solid #8886;border-radius:8px"></iframe>'
        )

    @property
    def _title(self) -> str:
        return escape(self.m.title or self.m.statement(self.m.conclusion).text, quote=True)

    def __repr__(self) -> str:
        return str(self)

    def __str__(self) -> str:
        return f"{self.e.verdict} {self.e[self.e.conclusion]:.2f}: {self.m.statement(self.m.conclusion).text}"

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        """One form that people see, by MIME type, and a line of text: front ends rank Markdown before pictures."""
        del include, exclude
        if self.interactive:
            return {"text/html": self.frame, "text/plain": str(self)}
        if self.svg is None:
            return {"text/markdown": report(self.m, self.e), "text/plain": str(self)}
        address = f"data:image/svg+xml;base64,{b64encode(self.svg.encode()).decode()}"
        return {
            "text/html": f'<img alt="{self._title}" style="max-width:100%" src="{address}">',
            "text/plain": str(self),
        }


def show(m: ArgumentMap, e: Evaluation | None = None, *, theme: str = "cards", interactive: bool = False) -> Shown:
    """A map for display in a notebook as the last line of a cell: the picture, or with `interactive` the page to explore.

    Evaluates the map when `e` is not given.

    >>> from argmap.model import ArgumentMap, Claim
    >>> print(show(ArgumentMap(conclusion="a", statements=[Claim(text="It is so.", id="a")])))
    undecided 0.00: It is so.
    """
    needs_map(m)
    return Shown(m, e if e is not None else evaluate(m), theme, interactive)


def bundle(m: ArgumentMap, include: object = None, exclude: object = None) -> dict[str, str]:
    """The form in which a notebook shows a map; only text if the map cannot be evaluated."""
    try:
        return show(m)._repr_mimebundle_(include, exclude)
    except Exception as error:  # noqa: BLE001 - a value that cannot be shown must not break the cell that holds it
        return {"text/plain": f"{m.title or m.conclusion}: {error}"}
