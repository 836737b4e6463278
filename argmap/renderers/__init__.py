"""Pictures and reports: one table, name -> renderer; suffixes of files decide which is meant."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from argmap.errors import UnknownName
from argmap.evaluation import Evaluation, evaluate
from argmap.model import ArgumentMap
from argmap.renderers import dot, engine, markdown, mermaid, outline, svg
from argmap.renderers.style import THEMES


@dataclass(frozen=True)
class Renderer:
    """One way to draw: its name, the suffixes of its files, and whether it gives bytes."""

    name: str
    suffixes: tuple[str, ...]
    draw: Callable[[ArgumentMap, Evaluation | None, str], str | bytes]
    about: str


def _dot(m: ArgumentMap, e: Evaluation | None, theme: str) -> str:
    evaluated: Mapping[str, Any] = (
        {} if e is None else {"steps": e.steps, "verdict": e.verdict, "semantics": e.semantics}
    )
    return dot.source(m, None if e is None else e.strengths, **evaluated, theme=theme)


def _svg(m: ArgumentMap, e: Evaluation | None, theme: str) -> str:
    return svg.finish(engine.draw(_dot(m, e, theme), "svg").decode(), m)


def _png(m: ArgumentMap, e: Evaluation | None, theme: str) -> bytes:
    return engine.draw(_dot(m, e, theme), "png")


def _markdown(m: ArgumentMap, e: Evaluation | None, theme: str) -> str:
    del theme
    return report(m, e)


def _mermaid(m: ArgumentMap, e: Evaluation | None, theme: str) -> str:
    del theme
    return mermaid.source(m, e)


RENDERERS: Mapping[str, Renderer] = {
    one.name: one
    for one in (
        Renderer("dot", (".dot", ".gv"), _dot, "Graphviz source"),
        Renderer("svg", (".svg",), _svg, "vector picture"),
        Renderer("png", (".png",), _png, "pixel picture, 144 dpi"),
        Renderer("mermaid", (".mmd",), _mermaid, "Mermaid, for Markdown that draws it"),
        Renderer("markdown", (".md",), _markdown, "the report"),
    )
}


def render(m: ArgumentMap, e: Evaluation | None = None, to: str = "svg", *, theme: str = "cards") -> str | bytes:
    """The map drawn: text for "dot", "svg", "mermaid" and "markdown", bytes for "png".

    Without an evaluation a picture shows the base scores and no verdict. Raises UnknownName for a renderer or theme
    that is not in its table, RenderError where this machine cannot draw, naming the fixes.

    >>> from argmap.model import ArgumentMap, Claim
    >>> m = ArgumentMap(conclusion="a", nodes=[Claim(text="It is so.", id="a")])
    >>> str(render(m, to="dot")).splitlines()[0]
    'digraph {'
    """
    if to not in RENDERERS:
        raise UnknownName("renderer", to, RENDERERS)
    if theme not in THEMES:
        raise UnknownName("theme", theme, THEMES)
    return RENDERERS[to].draw(m, e, theme)


def report(
    m: ArgumentMap,
    e: Evaluation | None = None,
    *,
    template: str | None = None,
    picture: str | None = None,
) -> str:
    """The Markdown report: the verdict, what carries it, what nothing answers, the tensions, the whole argument.

    Evaluates the map when `e` is not given. `template` is the path of a Jinja2 template of your own, `picture` the
    path or address of a diagram to show. Raises RenderError when the template does not work.

    >>> from argmap.model import ArgumentMap, Claim
    >>> m = ArgumentMap(conclusion="a", nodes=[Claim(text="It is so.", id="a")])
    >>> report(m).splitlines()[0]
    '# It is so.'
    """
    return markdown.text(outline.report_data(m, e if e is not None else evaluate(m), picture=picture), template)


def renderer_of(name: str) -> str:
    """The renderer that a file's suffix stands for. Raises UnknownName.

    >>> renderer_of("map.svg")
    'svg'
    """
    for renderer in RENDERERS.values():
        if name.lower().endswith(renderer.suffixes):
            return renderer.name
    raise UnknownName("the format of picture", name, [suffix for one in RENDERERS.values() for suffix in one.suffixes])
