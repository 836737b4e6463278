"""An extension of Python-Markdown: fenced blocks of `argmap` become pictures. MkDocs and Zensical take it as `argmap`.

    ```argmap depth=1
    claim: Moving pays off.
    ```

MkDocs says where the site goes: the page to explore is written there, and the picture links to it. Elsewhere, as in Zensical,
which removes files of a site that are not its own, the page unfolds under the picture.
"""

import re
import shlex
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

from argmap.embedded.block import BLOCK_OPTIONS, block_of
from argmap.errors import UsageError

_OPENS = re.compile(r"(?P<indent>[ \t]*)(?P<fence>`{3,}|~{3,})[ \t]*(?P<info>[^`\n]*)")
_NAMED = re.compile(r"\{?\s*\.?argmap\b(?P<options>[^}]*)\}?\s*")
FOLDER = "argmap"
"""The folder of the site that the pages are in."""


class Maps(Extension):
    """The extension; `folder` is where files are found that blocks name, and the options of blocks may be given for all."""

    def __init__(self, **settings: Any) -> None:
        self.config = {"folder": [".", "The folder of the files that blocks name."]}
        self.config |= {name: ["", f"The {name} of every block."] for name in BLOCK_OPTIONS if name != "file"}
        super().__init__(**settings)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name is Python-Markdown's
        """Registers the extension before other readers of fenced blocks."""
        md.preprocessors.register(_Blocks(md, self.getConfigs()), "argmap", 29)


class _Blocks(Preprocessor):
    """Puts a picture in the place of each block."""

    def __init__(self, md: Markdown, settings: Mapping[str, Any]) -> None:
        super().__init__(md)
        self.settings = settings

    def run(self, lines: list[str]) -> list[str]:
        """The lines of the document, with a placeholder for each picture."""
        return list(self._lines(lines))

    def _lines(self, lines: list[str]) -> Iterator[str]:
        line_number = number = 0
        while line_number < len(lines):
            opened = _OPENS.fullmatch(lines[line_number])
            end = _closing(lines, line_number, opened) if opened else None
            if opened is None or end is None:
                yield lines[line_number]
                line_number += 1
                continue
            heading = _NAMED.fullmatch(opened["info"])
            if heading is None:
                yield from lines[line_number : end + 1]
            else:
                number += 1
                indent = opened["indent"]
                inside = [line.removeprefix(indent) for line in lines[line_number + 1 : end]]
                html = self._drawn("\n".join(inside), heading["options"], number)
                yield from ("", indent + self.md.htmlStash.store(html), "")
            line_number = end + 1

    def _drawn(self, text: str, written: str, number: int) -> str:
        given = {name: str(self.settings[name]) for name in BLOCK_OPTIONS if self.settings.get(name)}
        options = given | _options(written)
        where, site, up = _site(self.md)
        block = block_of(text, options, folder=str(self.settings["folder"]), name=f"{where}block {number} of argmap")
        return block.html(f"{up}{FOLDER}/{block.write_page(site / FOLDER)}" if site else "")


def _closing(lines: list[str], at: int, opened: re.Match[str]) -> int | None:
    """The line that closes a fence."""
    fence = opened["fence"]
    closes = re.compile(rf"[ \t]*{re.escape(fence[0])}{{{len(fence)},}}[ \t]*")
    return next((number for number in range(at + 1, len(lines)) if closes.fullmatch(lines[number])), None)


def _options(options_text: str) -> dict[str, str]:
    """The options of a block: `depth=1 theme=paper`.

    >>> _options(' depth=1 file="a b.argmap.yaml"')
    {'depth': '1', 'file': 'a b.argmap.yaml'}
    """
    try:
        words = shlex.split(options_text)
    except ValueError as error:
        raise UsageError(f"the options of a block cannot be read: {error}", "depth=1 theme=paper") from None
    options = {}
    for word in words:
        name, mark, value = word.partition("=")
        if not mark:
            raise UsageError(f"an option of a block is NAME=VALUE, got {word!r}", "depth=1")
        options[name] = value
    return options


def _site(md: Markdown) -> tuple[str, Path | None, str]:
    """The name of the document, the folder of the site that is built, and the way up to it from the page, where MkDocs builds it."""
    for processor in md.treeprocessors:
        page, config = getattr(processor, "file", None), getattr(processor, "config", None)
        site = config.get("site_dir") if isinstance(config, Mapping) else None
        if page is not None and site:
            url = str(page.url).removeprefix("./")
            return f"{page.src_uri}: ", Path(site), "../" * url.count("/")
    return "", None, ""


def extension(**settings: Any) -> Maps:
    """The extension with these settings, as Python-Markdown asks for it."""
    return Maps(**settings)


makeExtension = extension  # noqa: N816 - the name is Python-Markdown's
