"""A map as a block of a document: its picture, and the page to explore it as a file of its own."""

import posixpath
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import Any

from argmap import files, formats
from argmap.errors import UnknownName, UsageError
from argmap.evaluation import Evaluation, evaluate
from argmap.model import ArgumentMap
from argmap.renderers import render


def _whole(value: str) -> int:
    if not value.isascii() or not value.isdigit():
        raise UsageError(f"a block needs a whole number, got {value!r}", "depth=1")
    return int(value)


DRAWING: Mapping[str, tuple[str, Callable[[str], Any]]] = {
    "theme": ("theme", str),
    "layout": ("layout", str),
    "depth": ("depth", _whole),
    "focus": ("focus", str),
    "max-nodes": ("max_nodes", _whole),
}
EVALUATION_OPTIONS: Mapping[str, tuple[str, Callable[[str], Any]]] = {
    "semantics": ("semantics", str),
    "standpoint": ("standpoint", str),
}
BLOCK_OPTIONS = ("file", *DRAWING, *EVALUATION_OPTIONS)
"""What may be said of a block: a file in place of a text, and how it is drawn and evaluated."""


@dataclass(frozen=True)
class Block:
    """A map with its evaluation, and how it is drawn; made by `block_of`."""

    m: ArgumentMap
    e: Evaluation
    drawing: Mapping[str, Any]

    @cached_property
    def svg(self) -> str:
        """The picture. Raises RenderError if this machine cannot draw."""
        return str(render(self.m, self.e, "svg", **self.drawing))

    @cached_property
    def page(self) -> str:
        """The page to explore the map."""
        return str(render(self.m, self.e, "html"))

    @property
    def said(self) -> str:
        """The verdict and the main claim, in one line."""
        return f"{self.e.verdict} {self.e[self.e.conclusion]:.2f}: {self.m.statement(self.m.conclusion).text}"

    @property
    def name(self) -> str:
        """A name for its files, which is another for another map."""
        return sha256((self.svg + self.page).encode()).hexdigest()[:16]

    def write_page(self, folder: Path) -> str:
        """Writes the page into a folder, which is made if need be; gives the name of the file."""
        folder.mkdir(parents=True, exist_ok=True)
        files.write(folder / f"{self.name}.html", self.page)
        return f"{self.name}.html"

    @property
    def address(self) -> str:
        """The picture as an address that holds it. Raises RenderError if this machine cannot draw."""
        return f"data:image/svg+xml;base64,{b64encode(self.svg.encode()).decode()}"

    def html(self, link: str = "") -> str:
        """The picture as HTML, with a link to its page; without a link the page can be unfolded under the picture."""
        alt = escape(self.said, quote=True)
        picture = f'<img alt="{alt}" style="max-width:100%" src="{self.address}">'
        if link:
            inside = f'<a href="{escape(link, quote=True)}" title="Explore the argument">{picture}</a>'
        else:
            frame = (
                f'<iframe title="{alt}" sandbox="allow-scripts" loading="lazy" srcdoc="{escape(self.page, quote=True)}" '
                'style="width:100%;height:680px;border:1px solid #8886;border-radius:8px"></iframe>'
            )
            inside = f"{picture}<details><summary>Explore the argument</summary>{frame}</details>"
        return f'<figure class="argmap" style="margin:1em 0">{inside}</figure>'


def block_of(text: str, options: Mapping[str, str], *, folder: str = ".", name: str = "<block>") -> Block:
    """The block of a map's text, or of the file in `folder` that the options name.

    Raises LoadError for what is no map, UnknownName and UsageError for options that are none, and what evaluating raises.

    >>> block_of("claim: It pays.\\nstrength: 0.8\\n", {"semantics": "df-quad"}).said
    'accepted 0.80: It pays.'
    """
    for key in options:
        if key not in BLOCK_OPTIONS:
            raise UnknownName("option of a block", key, BLOCK_OPTIONS)
    if ("file" in options) == bool(text.strip()):
        raise UsageError(
            "a block holds a map, or names a file with one", "file=case.argmap.yaml, and nothing in the block"
        )
    if "file" in options:
        m = _of_file(options["file"], folder)
    else:
        m = formats.loads(text, formats.format_of_text(text), file=name)
    said = {
        EVALUATION_OPTIONS[key][0]: EVALUATION_OPTIONS[key][1](value)
        for key, value in options.items()
        if key in EVALUATION_OPTIONS
    }
    drawing = {DRAWING[key][0]: DRAWING[key][1](value) for key, value in options.items() if key in DRAWING}
    return Block(m, evaluate(m, **said), drawing)


def _of_file(name: str, folder: str) -> ArgumentMap:
    path = posixpath.join(folder, name)
    if not Path(path).resolve().is_relative_to(Path(folder).resolve()):
        raise UsageError(f"a block names a file in {folder!r} or below it, got {name!r}", "file=maps/case.argmap.yaml")
    return formats.own_map(files.read(path), path)
