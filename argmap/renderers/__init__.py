"""Pictures and reports: `RENDERERS` is the table of them, by name; the suffix of a file decides which is used.

A renderer is imported when it draws, so that reading the table imports none.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from argmap.errors import RenderError, UnknownName

if TYPE_CHECKING:
    from argmap.evaluation import Evaluation
    from argmap.model import ArgumentMap
    from argmap.renderers.scene.request import DrawingRequest


FLAVOURS: Mapping[str, str] = {"github": "report.md.j2", "commonmark": "report.commonmark.md.j2"}
"""Flavours of Markdown, and the templates of their reports."""


@dataclass(frozen=True)
class Renderer:
    """One renderer: its name, the suffixes of its files, the function that draws, and what the result is."""

    name: str
    suffixes: tuple[str, ...]
    draw: Callable[[DrawingRequest], str | bytes]
    about: str


def _svg(request: DrawingRequest) -> str:
    if request.is_first_level:
        from argmap.renderers.poster.first_level import first_level_svg

        return first_level_svg(request.poster, request.palette)
    if request.is_poster:
        from argmap.renderers.poster.picture import poster_svg

        return poster_svg(request.poster, request.palette)
    if request.is_icicle:
        from argmap.renderers.icicle.picture import icicle_svg
        from argmap.renderers.scene.request import strengths_of

        return icicle_svg(request.m, request.shown, strengths_of(request.m, request.e), request.palette)
    from argmap.renderers.places import engines
    from argmap.renderers.svg.picture import svg

    return svg(request.scene, engines.places(request.scene, request.engine), request.palette)


def _png(request: DrawingRequest) -> bytes:
    from argmap.renderers.pixels import raster
    from argmap.renderers.places import engines

    if raster.pixels_of_our_own(request.engine):
        return raster.pixels(_svg(request))
    return engines.draw(request.scene, request.palette, "png", request.engine)


def _pdf(request: DrawingRequest) -> bytes:
    from argmap.renderers.pixels import paper
    from argmap.renderers.places import engines

    if paper.draws(request.engine):
        if request.page and request.is_poster and not request.is_first_level:
            from argmap.renderers.poster.picture import poster_pages

            sheets = poster_pages(request.poster, request.palette, *paper.PAGES[request.page])
        else:
            sheets = [_svg(request)]
        return paper.pdf(sheets, request.m.title or request.m.statement(request.m.conclusion).text, request.page)
    if request.page:
        raise RenderError("pages need argmap[pdf], which is not installed", "pip install 'argmap[pdf]'")
    return engines.draw(request.scene, request.palette, "pdf", request.engine)


def text_drawn(request: DrawingRequest, to: str) -> str:
    """The text of a picture as it is drawn into a "png" or "pdf" on this machine."""
    from argmap.renderers.pixels import paper, raster
    from argmap.renderers.svg.elements import text_of

    if raster.pixels_of_our_own(request.engine) if to == "png" else paper.draws(request.engine):
        return text_of(_svg(request))
    return request.scene.text


def _dot(one: DrawingRequest) -> str:
    from argmap.renderers.graphviz import dot

    return dot.dot_text(one.scene, one.palette)


def _html(one: DrawingRequest) -> str:
    from argmap.renderers import page

    return page.page(one.m, one.e, source=one.source)


def _mermaid(one: DrawingRequest) -> str:
    from argmap.renderers import mermaid

    return mermaid.mermaid_text(one.m, one.e)


def _markdown(one: DrawingRequest) -> str:
    return report(one.m, one.e)


RENDERERS: Mapping[str, Renderer] = {
    one.name: one
    for one in (
        Renderer("svg", (".svg",), _svg, "vector picture"),
        Renderer("png", (".png",), _png, "pixels, 144 dpi"),
        Renderer("pdf", (".pdf",), _pdf, "PDF with its fonts, on a sheet or on pages"),
        Renderer("dot", (".dot", ".gv"), _dot, "Graphviz source"),
        Renderer("html", (".html", ".htm"), _html, "the explorable page"),
        Renderer("mermaid", (".mmd",), _mermaid, "Mermaid, for Markdown that draws it"),
        Renderer("markdown", (".md",), _markdown, "the report"),
    )
}


def render(
    m: ArgumentMap,
    e: Evaluation | None = None,
    to: str = "svg",
    *,
    theme: str = "cards",
    depth: int | None = None,
    focus: str | None = None,
    max_nodes: int | None = None,
    everything: bool = False,
    engine: str | None = None,
    before: ArgumentMap | None = None,
    layout: str | None = None,
    page: str | None = None,
    source: str | None = None,
) -> str | bytes:
    """A picture of the map: text for "svg", "html", "dot", "mermaid" and "markdown", bytes for "png" and "pdf".

    Without an evaluation a picture shows the base scores and no verdict; with `before`, an earlier map, it shows what was
    added, removed and changed. The picture shows what is at most `depth` steps from `focus` (default: the conclusion), or the `max_nodes`
    statements that move the verdict most. Of a map with more than 200 statements it shows 40, unless `everything` is set. `engine`
    names the layout engine: "dot", "graphviz-pure", "pygraphviz", "tidy", or a program.

    From 13 statements on, an SVG or PNG in one of the themes of cards is a poster: a page of rows, a section for each ground.
    At `depth` 1, up to five grounds stand in a row under the main claim. `layout` "map" gives cards joined by lines at any
    size, "poster" a page of rows at any size, and "icicle" (the default above 400 statements) cells as high as what they
    carry. A PNG is a poster or a row only if `argmap[cjk]` is installed. With `before` and no limits, the picture shows what
    changed and its way to the conclusion. With `argmap[pdf]`, a PDF is the same drawing as the SVG with embedded fonts, and `page` ("a4", "a4-portrait", "letter", "letter-portrait") lays it out on pages.

    `source` is the text that the map was made from; the page ("html") then shows the paragraph around each quote.

    Raises UnknownName for an unknown renderer, theme, engine or focus, RenderError if this machine cannot draw,
    naming the fixes.

    >>> from argmap.model import ArgumentMap, Claim
    >>> m = ArgumentMap(conclusion="a", statements=[Claim(text="It is so.", id="a")])
    >>> str(render(m, to="dot")).splitlines()[0]
    'digraph {'
    """
    from argmap.model.given import needs_map
    from argmap.renderers.scene.folding import ViewLimits
    from argmap.renderers.scene.request import DrawingRequest

    needs_map(m)
    limits = ViewLimits(depth, focus, max_nodes, everything)
    request = DrawingRequest(m, e, theme, limits, engine, before, layout, page, source)
    return RENDERERS[check_names(to, theme)].draw(request)


def report(
    m: ArgumentMap,
    e: Evaluation | None = None,
    *,
    template: str | None = None,
    picture: str | None = None,
    whole: str | None = None,
    page: str | None = None,
    flavour: str = "github",
) -> str:
    """The Markdown report: the verdict, what carries it, unanswered counterevidence, tensions, and the whole argument.

    Evaluates the map if `e` is not given. `template` is the path of a Jinja2 template of your own. The report shows
    the picture at the path or address `picture` (best one step deep), and links to `whole`, a picture of the whole map, and to
    `page`, the page to explore. Without a picture, a diagram shows what moves the verdict most. `flavour` is "github" (alerts,
    footnotes, tables, Mermaid) or "commonmark" (none of these). Raises RenderError if the template does not work, and UnknownName
    for another flavour.

    >>> from argmap.model import ArgumentMap, Claim
    >>> m = ArgumentMap(conclusion="a", statements=[Claim(text="It is so.", id="a")])
    >>> report(m).splitlines()[0]
    '# It is so.'
    """
    from argmap.evaluation import evaluate
    from argmap.model.given import needs_map
    from argmap.renderers.reports import facts, markdown

    needs_map(m)
    if flavour not in FLAVOURS:
        raise UnknownName("flavour of Markdown", flavour, FLAVOURS)
    data = facts.report_data(m, e if e is not None else evaluate(m), picture=picture, whole=whole, page=page)
    return markdown.report_text(data, template, flavour)


def renderer_of(name: str) -> str:
    """The renderer for the suffix of a file. Raises UnknownName.

    >>> renderer_of("map.svg")
    'svg'
    """
    for renderer in RENDERERS.values():
        if name.lower().endswith(renderer.suffixes):
            return renderer.name
    raise UnknownName("the format of picture", name, [suffix for one in RENDERERS.values() for suffix in one.suffixes])


def check_names(to: str, theme: str) -> str:
    """The renderer's name, where there is one, and such a theme. Raises UnknownName.

    >>> check_names("svg", "paper")
    'svg'
    """
    from argmap.renderers.scene.palette import THEMES

    if to not in RENDERERS:
        raise UnknownName("renderer", to, RENDERERS)
    if theme not in THEMES:
        raise UnknownName("theme", theme, THEMES)
    return to
