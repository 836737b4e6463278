"""What is wrong in an open text, with the characters that it is about, and the changes that mend it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from argmap.editing.retelling import retold
from argmap.editing.source import Keyed, Leaf
from argmap.editing.splices import CannotSplice
from argmap.errors import ArgmapError, Place, hinted
from argmap.lint import RULES
from argmap.lint.checking import Request
from argmap.servers.document import Document, Span

SLOW = "AM4"
"""The rules that evaluate the map under every semantics; while somebody types they are asked when the typing pauses."""
_MEANT = re.compile(r"did you mean '([^']+)'\?")
_WRITE = re.compile(r"write (\[[^\]]*\]|[\w.+-]+)(?: without quotes)?$")


@dataclass(frozen=True)
class Mark:
    """One problem or finding: where, how bad, its code, what is wrong and what to do."""

    span: Span
    severity: str
    code: str
    subject: str
    message: str
    hint: str

    def __str__(self) -> str:
        return hinted(self.message, self.hint)


@dataclass(frozen=True)
class Fix:
    """A change of the text that mends a mark."""

    title: str
    text: str


def problem_marks(document: Document) -> Iterator[Mark]:
    """What keeps the text from being a map.

    >>> [(mark.span, mark.hint) for mark in problem_marks(Document("claim: It pays.\\nstrength: 70 %\\n"))]
    [((26, 30), 'write 0.7')]
    """
    for one in document.problems:
        said = f"{one.subject}: {one.message}" if one.subject else one.message
        said = f"{one.place}: {said}" if _away(document, one.place) else said
        yield Mark(_span(document, one.place), "error", "load", "", said, one.hint)


def finding_marks(document: Document, *, quick: bool = False) -> Iterator[Mark]:
    """What `argmap check` finds in the map; with `quick`, without the rules that evaluate it under every semantics.

    A setting of the project that cannot be followed, such as a text that is not there, is an error on the first line.
    """
    if document.m is None:
        return
    request = Request(document.settings, ignore=(SLOW,) if quick else ())
    try:
        found = request.of(document.file, document.m)
    except (ArgmapError, OSError) as error:
        yield Mark(_span(document, None), "error", "settings", "", str(error), "see [tool.argmap] in pyproject.toml")
        return
    for one in found:
        said = f"{one.place}: {one.message}" if _away(document, one.place) else one.message
        yield Mark(_span(document, one.place), one.severity, one.code, one.subject, said, one.hint)


def fixes(document: Document, mark: Mark) -> Iterator[Fix]:
    """The changes that mend a mark: that of `argmap check --fix`, or the value that the hint names.

    >>> document = Document("claim: It pays.\\nstrength: 70 %\\n")
    >>> [fix.text for mark in problem_marks(document) for fix in fixes(document, mark)]
    ['claim: It pays.\\nstrength: 0.7\\n']
    """
    if mark.code in RULES:
        fix = RULES[mark.code].fix
        if fix is not None and document.m is not None:
            try:
                new = retold(document.text, document.m, fix(document.m, mark.subject), file=document.file)
            except (CannotSplice, ArgmapError):
                return
            yield Fix(mark.hint or "argmap check --fix", new)
        return
    meant = _MEANT.search(mark.hint) or _MEANT.search(mark.message) or _WRITE.search(mark.hint)
    if meant is not None and document.source is not None:
        leaf = document.source.leaf_at(mark.span[0])
        if leaf is not None and leaf.start == mark.span[0]:
            new = document.text[: leaf.start] + meant[1] + document.text[leaf.end :]
            yield Fix(f"Write {meant[1]}", new)


def _away(document: Document, place: Place | None) -> bool:
    """Whether a place is in a file that the text includes."""
    return place is not None and place.file != document.file


def _span(document: Document, place: Place | None) -> Span:
    """The characters from a place to the end of what stands there, on its line."""
    if place is None:
        return 0, len(document.text.split("\n", 1)[0])
    text, source = document.text, document.source
    if _away(document, place):
        named = Path(place.file).name
        includes = () if document.layout is None else document.layout.includes
        leaf = next((leaf for _, leaf in includes if named in leaf.text), None)
        return _span(document, None) if leaf is None else (leaf.start, leaf.end)
    lines = [match.end() for match in re.finditer("\n", text)] if source is None else source.starts[1:]
    start = min(([0, *lines])[min(place.line, len(lines) + 1) - 1] + place.column - 1, len(text))
    line_end = text.find("\n", start)
    end = len(text) if line_end < 0 else line_end
    if source is not None and (leaf := source.leaf_at(start)) is not None and leaf.start == start:
        value = _value_of(leaf)
        end = min(end, value.end) if value.end > start else end
    return start, max(start, start + len(text[start:end].rstrip()))


def _value_of(leaf: Leaf) -> Leaf:
    """The value of a key, if it is one word or text; else the leaf itself."""
    if isinstance(parent := leaf.parent, Keyed):
        value = next((value for key, value in parent.entries if key is leaf), None)
        if isinstance(value, Leaf):
            return value
    return leaf
