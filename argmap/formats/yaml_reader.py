"""YAML as a stream of events with places, from PyYAML's parser; nothing is constructed, typed or resolved.

Anchors, aliases, tags and further documents are problems. For an error of YAML the message names the usual cause.
"""

import re
from collections.abc import Iterator
from typing import Any

import yaml

from argmap.errors import Place, Problem
from argmap.formats.syntax import Close, Event, Open, Problems, Scalar, Tree, compose

LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
COMMENT = re.compile(r"[ \t]+#")
_QUOTE_IT = 'put the whole text in quotes: "…"'
REFUSED = (
    (
        re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"),
        "control characters must not stand in the text, got U+{:04X}",
        'leave it out, or write it as an escape in double quotes: "\\x07"',
    ),
    (re.compile("^%", re.MULTILINE), "a line must not start with '%'", f"indent the line, or {_QUOTE_IT}"),
)
"""What is refused before the parser sees it: it reports bytes for the one, and takes quadratic time for the other."""


def tree(text: str, problems: Problems) -> Tree | None:
    """The tree of a YAML text, or None if it is empty. Raises LoadError if the text is not YAML."""
    for rule, message, hint in REFUSED:
        if refused := rule.search(text):
            before = text[: refused.start()]
            place = before.count("\n") + 1, len(before) - before.rfind("\n")
            problems.add(place, message.format(ord(refused[0])), hint)
    problems.stop()
    try:
        return compose(_events(text, problems), problems)
    except yaml.MarkedYAMLError as error:
        problems.found.append(_problem(error, text, problems.file))
    problems.stop()
    return None


def _events(text: str, problems: Problems) -> Iterator[Event]:
    documents = 0
    for event in yaml.parse(text, Loader=LOADER):
        mark: Any = event.start_mark
        line, column = mark.line + 1, mark.column + 1
        if isinstance(event, yaml.ScalarEvent):
            if event.anchor is not None or event.tag is not None:
                _no_magic(event, problems)
            plain = not event.style
            cut = plain and bool(event.value) and COMMENT.match(text, _end(event)) is not None
            yield Scalar(event.value, line, column, plain, event.style in ("|", ">"), cut)
        elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            if event.anchor is not None or event.tag is not None:
                _no_magic(event, problems)
            yield Open("mapping" if isinstance(event, yaml.MappingStartEvent) else "sequence", line, column)
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            yield Close()
        elif isinstance(event, yaml.AliasEvent):
            message = f"aliases are not read, got *{event.anchor}"
            problems.add((line, column), message, f"use `ref:` for a statement; for a text {_QUOTE_IT}")
            yield Scalar(f"*{event.anchor}", line, column, plain=False)
        elif isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                problems.add((line, column), "a file holds one map, got a second document (`---`)", "split the file")
                problems.stop()


def _end(event: Any) -> int:
    return int(event.end_mark.index)


def _no_magic(event: Any, problems: Problems) -> None:
    at = event.start_mark.line + 1, event.start_mark.column + 1
    if event.anchor is not None:
        hint = f"give the statement an id and use `ref:`; for a text {_QUOTE_IT}"
        problems.add(at, f"anchors are not read, got &{event.anchor}", hint)
    else:
        problems.add(at, f"tags are not read, got {event.tag}", f"for a text {_QUOTE_IT}")


def _problem(error: yaml.MarkedYAMLError, text: str, file: str) -> Problem:
    unclosed = "quoted scalar" in (error.context or "")
    mark = error.context_mark if unclosed else error.problem_mark or error.context_mark
    lines = text.splitlines()
    line, column = (mark.line, mark.column) if mark else (0, 0)
    opened = error.context_mark.line if error.context_mark else line
    written = lines[line] if line < len(lines) else ""
    above = lines[opened] if opened < len(lines) else ""
    what = " ".join(filter(None, (error.context, error.problem)))
    message, hint = _cause(what, written, above, column)
    return Problem("", message, hint, Place(file, line + 1, column + 1))


def _cause(what: str, line: str, above: str, column: int) -> tuple[str, str]:
    """A message and a fix for the author of an argument, from the parser's error."""
    here = line[column : column + 1]
    if "\t" in line[: len(line) - len(line.lstrip())] or here == "\t":
        return "lines must be indented with spaces, got a tab", "replace the tab by spaces"
    if "mapping values are not allowed" in what:
        if re.match(r"\s*(- )*[\w-]+:\s+\S.*:(\s|$)", line):
            return "unquoted text must not have ': ' in it", _QUOTE_IT
        return "a key stands where none can", "line it up with the keys it belongs to"
    if "cannot start any token" in what:
        return f"unquoted text must not start with {here!r}", _QUOTE_IT
    if "quoted scalar" in what:
        return "a quoted text is not closed", f'it opens with {above.strip()[:40]!r}; close it, or write \\" inside'
    if "block scalar" in what:
        return "unquoted text must not start with '>' or '|'", _QUOTE_IT
    if "undefined alias" in what or "alias" in what or "anchor" in what:
        return "unquoted text must not start with '*' or '&'", _QUOTE_IT
    if "tag" in what or "directive" in what:
        return "unquoted text must not start with '!' or '%'", _QUOTE_IT
    if "flow sequence" in what or "flow mapping" in what or "flow node" in what:
        return "a list or mapping in brackets is not closed", f"close it; for a text {_QUOTE_IT}"
    if re.match(r"\s*(- )*[\w-]+:\s+[\"'[{].*", line):
        return "nothing may follow a closing quote or bracket", 'put the whole text in quotes, with \\" inside'
    if "expected ':'" in what:
        return "a line must be `key: value` or continue a text", "indent a continued text deeper than its key"
    if "block end" in what or "block mapping" in what or "block collection" in what or "block entry" in what:
        return (
            "the line does not fit the indentation around it",
            "line keys up, and put '- ' before each entry of a list",
        )
    return f"not readable as YAML: {what}", _QUOTE_IT
