"""The Markdown report: the Jinja2 template of its flavour, filled with plain data.

A template gets the data of `argmap.renderers.reports.facts` and prints it; whatever it prints is escaped, so that no text of
a map can become markup. `code` puts a text into a code span.
"""

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from traceback import extract_tb
from typing import Any
from urllib.parse import quote

from jinja2 import ChoiceLoader, FileSystemLoader, StrictUndefined, TemplateError, TemplateNotFound, TemplateSyntaxError
from jinja2.sandbox import SandboxedEnvironment

from argmap import resources
from argmap.errors import RenderError
from argmap.renderers import FLAVOURS
from argmap.renderers.quoting import Markdown, in_markdown, in_markdown_code
from argmap.renderers.reports.bar import bar


def number(strength: float, digits: int = 2) -> Markdown:
    """A strength with two digits, or with `digits`.

    >>> print(number(0.5), number(0.0049, 3))
    0.50 0.005
    """
    return Markdown(f"{strength:.{digits}f}")


def indent(depth: int) -> Markdown:
    """The white space before an item of a nested list."""
    return Markdown("  " * depth)


def link(path: str) -> Markdown:
    """A path or address as the target of a link.

    >>> print(link("my map (1).svg"))
    my%20map%20%281%29.svg
    """
    return Markdown(quote(path, safe="/:?=&%#.~-_"))


def citing(flavour: str) -> Callable[[int], Markdown]:
    """A reference to a source by its number: a footnote on GitHub, a number in brackets in plain CommonMark.

    >>> print(citing("github")(3), citing("commonmark")(3))
    [^3] \\[3\\]
    """
    return lambda note: Markdown(f"[^{note}]" if flavour == "github" else f"\\[{note}\\]")


def report_text(data: dict[str, Any], template: str | Path | None = None, flavour: str = "github") -> str:
    """The report from a template and the data: the shipped template of the flavour, or the file at `template`.

    Your own template may extend either of the shipped templates.

    Raises RenderError when the template cannot be read or does not work, naming the template and the line.
    """
    folders = [FileSystemLoader(resources.folder("templates"))]
    name = FLAVOURS[flavour]
    if template is not None:
        folders.insert(0, FileSystemLoader(Path(template).resolve().parent))
        name = Path(template).name
    escaped, in_code = cache(in_markdown), cache(in_markdown_code)  # ids and numbers stand in many rows
    environment = SandboxedEnvironment(  # Markdown is escaped by `finalize`; Jinja's autoescape knows HTML alone.
        loader=ChoiceLoader(folders),
        finalize=lambda value: escaped(value) if _is_text(value) else value,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {
        "cite": citing(flavour),
        "code": lambda value: in_code(str(value)),
        "bar": bar,
        "number": number,
        "indent": indent,
        "link": link,
        "asis": Markdown,
    }
    try:
        report = environment.get_template(name).render(data)
    except TemplateNotFound as error:
        fix = "give the path of a Jinja2 file, or leave it out for the shipped one"
        raise RenderError(f"template {error.name!r} cannot be read", fix) from None
    except Exception as error:  # noqa: BLE001 - a template runs code of its own, which may raise anything
        message = getattr(error, "message", None) or str(error) or "nothing more is known"
        kind = "" if isinstance(error, TemplateError) else f"{type(error).__name__}: "
        raise RenderError(f"template {_failed_at(error, template or name)}: {kind}{message}") from None
    return re.sub(r"\n{3,}", "\n\n", report).strip() + "\n"


def _failed_at(error: Exception, template: str | Path) -> str:
    """The template in which an error arose, with the line where that is known."""
    if isinstance(error, TemplateSyntaxError):
        return f"{error.filename or template}:{error.lineno}"
    lines = [
        f"{frame.filename}:{frame.lineno}"
        for frame in extract_tb(error.__traceback__)
        if frame.name in _IN_TEMPLATE or frame.name.startswith("block ")
    ]
    return lines[-1] if lines else str(template)


_IN_TEMPLATE = ("template", "top-level template code")


def _is_text(value: object) -> bool:
    return isinstance(value, str) and not isinstance(value, Markdown)
