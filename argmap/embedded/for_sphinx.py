"""An extension of Sphinx: the directive `argmap` draws a map, from its content or a file. MyST writes it as a fence.

    ```{argmap} cases/move.argmap.yaml
    :depth: 1
    ```

HTML gets the picture with a link to the page to explore; other builders get the verdict and the main claim.
"""

import posixpath
from pathlib import Path
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.writers.html5 import HTML5Translator

from argmap import __version__, files
from argmap.embedded.block import BLOCK_OPTIONS, Block, block_of
from argmap.errors import ArgmapError


class argmap_map(nodes.General, nodes.Element):  # noqa: N801 - docutils names nodes so
    """A map in a document; what it holds is its text for builders that do not draw."""


class MapDirective(SphinxDirective):
    """The directive: a file, from the folder of the document, or the text of a map as its content."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar = {name: directives.unchanged_required for name in BLOCK_OPTIONS if name != "file"}

    def run(self) -> list[nodes.Node]:
        """The node of the map."""
        source, line = self.get_source_info()
        options: dict[str, str] = dict(self.options)
        folder = str(Path(self.env.doc2path(self.env.docname)).parent)
        if self.arguments:
            options["file"] = self.arguments[0]
            self.env.note_dependency(str(Path(folder) / self.arguments[0]))
        try:
            block = block_of("\n".join(self.content), options, folder=folder, name=f"{source}:{line}: argmap")
            for file in {place.file for place in block.m.places.values()} if self.arguments else ():
                self.env.note_dependency(file)
            _ = block.svg
        except (ArgmapError, OSError) as error:
            raise self.error(str(error)) from None
        node = argmap_map("", nodes.paragraph("", block.said), block=_Kept(block))
        self.set_source_info(node)
        return [node]


class _Kept:
    """What is kept of a block between reading and writing; a document is pickled in between."""

    def __init__(self, block: Block) -> None:
        self.said, self.svg, self.page, self.name = block.said, block.svg, block.page, block.name


def _write_html(translator: HTML5Translator, node: argmap_map) -> None:
    block: _Kept = node["block"]
    builder = translator.builder
    folder = Path(builder.outdir) / builder.imagedir
    folder.mkdir(parents=True, exist_ok=True)
    address = {}
    for suffix, content in ((".svg", block.svg), (".html", block.page)):
        path = folder / f"argmap-{block.name}{suffix}"
        if not path.is_file():
            files.write(path, content)
        address[suffix] = posixpath.join(builder.imgpath, path.name)
    alt = translator.attval(block.said)
    translator.body.append(
        f'<figure class="argmap align-default"><a class="reference external image-reference" href="{address[".html"]}" '
        f'title="Explore the argument"><img alt="{alt}" style="max-width:100%" src="{address[".svg"]}"></a></figure>\n'
    )
    raise nodes.SkipNode


def _as_text(translator: Any, node: argmap_map) -> None:
    """Leaves a node to what it holds."""


def setup(app: Sphinx) -> dict[str, Any]:
    """Adds the directive to Sphinx, as Sphinx asks for it."""
    others: Any = dict.fromkeys(("latex", "text", "man", "texinfo"), (_as_text, _as_text))
    app.add_node(argmap_map, html=(_write_html, None), epub=(_write_html, None), **others)
    app.add_directive("argmap", MapDirective)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
