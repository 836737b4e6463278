"""The problems and findings of an open text, each with the characters that it is about, and the changes that correct it."""

import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from argmap.editing.edits import edit
from argmap.editing.layout import included_in
from argmap.editing.refusal import Op
from argmap.editing.source import Keyed, Leaf
from argmap.errors import ArgmapError, Place, hinted
from argmap.formats.yaml_writer import scalar
from argmap.lint import RULES
from argmap.lint.checking import Request
from argmap.servers.document import OpenDocument, Span

SLOW = tuple(rule.code for rule in RULES.values() if rule.evaluates)
"""The rules that are asked when typing pauses."""


@dataclass(frozen=True)
class Mark:
    """One problem or finding: where, how bad, its code, what is wrong and what to do.

    `instead` is what passes in the place of the key or value that stands there; `correction` are the operations that pass. `place`
    is given where the mistake is in a file that the text includes; the mark is then at the include.
    """

    span: Span
    severity: str
    code: str
    subject: str
    message: str
    hint: str
    instead: object = None
    correction: tuple[Op, ...] | None = None
    place: Place | None = None

    def __str__(self) -> str:
        return hinted(self.message, self.hint)


@dataclass(frozen=True)
class Fix:
    """A change of the text that mends a mark."""

    title: str
    text: str


def problem_marks(document: OpenDocument) -> Iterator[Mark]:
    """What keeps the text from being a map.

    >>> [(mark.span, mark.hint) for mark in problem_marks(OpenDocument("claim: It pays.\\nstrength: 70 %\\n"))]
    [((26, 30), 'write 0.7')]
    """
    for problem in document.problems:
        message = f"{problem.subject}: {problem.message}" if problem.subject else problem.message
        away = _away(document, problem.place)
        message = message if away is None else f"{away}: {message}"
        instead = problem.instead if away is None else None
        yield Mark(_span(document, problem.place), "error", "load", "", message, problem.hint, instead, place=away)


def finding_marks(document: OpenDocument, *, quick: bool = False) -> Iterator[Mark]:
    """What `argmap check` finds in the map; with `quick`, without the rules that evaluate it.

    A setting of the project that cannot be followed, such as a text that is not there, is an error on the first line.
    """
    if document.m is None:
        return
    request = Request(document.settings, ignore=SLOW if quick else ())
    try:
        findings = request.of(document.file, document.m)
    except (ArgmapError, OSError) as error:
        yield Mark(_span(document, None), "error", "settings", "", str(error), "see [tool.argmap] in pyproject.toml")
        return
    for finding in findings:
        away = _away(document, finding.place)
        message = finding.message if away is None else f"{away}: {finding.message}"
        correction = finding.correction if away is None else None
        span = _span(document, finding.place)
        yield Mark(span, finding.severity, finding.code, finding.subject, message, finding.hint, None, correction, away)


def fixes(document: OpenDocument, mark: Mark) -> Iterator[Fix]:
    """The change that corrects a mark: its correction made, or the value that passes written in the place of what is wrong.

    >>> document = OpenDocument("claim: It pays.\\nstrength: 70 %\\n")
    >>> [fix.text for mark in problem_marks(document) for fix in fixes(document, mark)]
    ['claim: It pays.\\nstrength: 0.7\\n']
    """
    if mark.correction is not None:
        try:
            yield Fix(mark.hint, edit(document.text, mark.correction, file=document.file).text)
        except ArgmapError:
            return
    elif mark.instead is not None and document.source is not None:
        part, json_text = document.source.part_at(mark.span[0]), document.source.json
        if part is not None:
            said = json.dumps(mark.instead, ensure_ascii=False) if json_text else scalar(mark.instead, flow=True)
            yield Fix(f"Write {said}", document.text[: part.start] + said + document.text[part.end :])


def _away(document: OpenDocument, place: Place | None) -> Place | None:
    """A place that is in a file that the text includes; None for another."""
    return place if place is not None and place.file != document.file else None


def _span(document: OpenDocument, place: Place | None) -> Span:
    """The characters from a place to the end of what stands there, on its line."""
    if place is None:
        return 0, len(document.text.split("\n", 1)[0])
    text, source = document.text, document.source
    if _away(document, place) is not None:
        leaf = _include_of(document, place.file)
        return _span(document, None) if leaf is None else (leaf.start, leaf.end)
    starts = [0, *(match.end() for match in re.finditer("\n", text))] if source is None else source.starts
    start = min(starts[min(place.line, len(starts)) - 1] + place.column - 1, len(text))
    line_end = text.find("\n", start)
    end = len(text) if line_end < 0 else line_end
    if source is not None and (leaf := source.leaf_at(start)) is not None and leaf.start == start:
        value = _value_of(leaf)
        end = min(end, value.end) if value.end > start else end
    return start, max(start, start + len(text[start:end].rstrip()))


def _include_of(document: OpenDocument, file: str) -> Leaf | None:
    """The include that leads to a file, by itself or, where there is only one, through other files."""
    includes = [] if document.source is None else [*included_in(document.source)]
    here = Path(document.file).parent
    named = (leaf for leaf in includes if os.path.normpath(here / leaf.text.rpartition("#")[0]) == file)
    return next(named, includes[0] if len(includes) == 1 else None)


def _value_of(leaf: Leaf) -> Leaf:
    """The value of a key, if it is one word or text; else the leaf itself."""
    if isinstance(parent := leaf.parent, Keyed):
        value = next((value for key, value in parent.entries if key is leaf), None)
        if isinstance(value, Leaf):
            return value
    return leaf
