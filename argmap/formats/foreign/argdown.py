"""Argdown, arguments as Markdown: statements, arguments, relations by indentation, premise–conclusion structures."""

import re
from collections.abc import Hashable
from typing import Any

from argmap.errors import LoadError
from argmap.formats.foreign import fences
from argmap.formats.foreign.argdown_graph import (
    ARGUMENT,
    ArgdownGraph,
    ArgdownRelation,
    Argument,
    Inference,
    read_front,
)
from argmap.formats.foreign.intake import At, Intake
from argmap.formats.foreign.parts import plain_data, yaml_part
from argmap.formats.foreign.schemes import NO_STEP_MESSAGE
from argmap.formats.foreign.table import BEGINNING
from argmap.formats.losses import Reading, Source
from argmap.model import ArgumentMap

RELATION_SYMBOLS = {
    "+>": ("support", True), "<+": ("support", False), "+": ("support", False), "->": ("attack", True),
    "<-": ("attack", False), "-": ("attack", False), "_>": ("undercut", True), "<_": ("undercut", False),
    "_": ("undercut", False), "><": ("contradictory", True),
}  # fmt: skip
"""What a relation is, and whether it goes from the element above to the one beside the symbol."""
_RELATION = re.compile(r"^(\+>|<\+|->|<-|_>|<_|><|\+|-|_)\s+(?=\S)(.*)$", re.DOTALL)
_OTHER = re.compile(r"^([!=:?@^%|]>|<[!=:?@^%|]|~=|=~|[%^])\s+(?=[\[<])(.*)$", re.DOTALL)
"""The relations of Argdown+, which are no supports, attacks or undercuts."""
_SECOND = re.compile(r"^[ \t]*\(?\[#[\w.-]+\](?![ \t]*(?:$|:(?!-)|[{#]))", re.MULTILINE)
"""A statement or rule of Argdown 2, another language."""
_NUMBERED = re.compile(r"^\((\d{1,9})\)\s*(.*)$", re.DOTALL)
_LINE = re.compile(r"^(-{3,}|--\s.*\s-{2,}|--)\s*$")
_HEADING = re.compile(r"^(#{1,6})\s+(.*)$", re.DOTALL)
_LIST = re.compile(r"^(\*|\d+\.)\s+(?=\S)")
_DEFINED = re.compile(r"^(?:\[(?P<s>[^\]\n]+)\]|<(?P<a>[^>\n]+)>)\s*(?::|>>(?=\s|$))\s*(?P<text>.*)$", re.DOTALL)
_USED = re.compile(r"^(?:\[(?P<s>[^\]\n]+)\](?!\()|<(?P<a>[^>\n]+)>)\s*(?P<text>.*)$", re.DOTALL)
_DATA = re.compile(r"(?<!\\)\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}\s*$", re.DOTALL)
_TAG = re.compile(r"(?<![\w\\&/])(?<!\]\()#(?:\(([^()]*)\)|([\w-]+))")
_COMMENT = re.compile(r"/\*.*?\*/|<!--.*?-->|(?:(?<=\s)|^)//[^\n]*", re.DOTALL | re.MULTILINE)
_FRONT = re.compile(r"^\s*={3,}[ \t]*\n(.*?)\n={3,}[ \t]*(?:\n|$)", re.DOTALL)
_INFO = re.compile(r"\{?[ \t]*\.?argdown\b")
_FENCED = re.compile(r"^[ \t]*(?:`{3,}|~{3,})[ \t]*\{?[ \t]*\.?argdown\b", re.MULTILINE)
_USES = re.compile(r"\(?\s*uses?\s*:\s*\[?([\d,\s]+)\]?\s*\)?")
_ESCAPED = re.compile(r"\\([\\#{}\[\]<>@*_/()+:=.-])")
_KNOWN = re.compile(r"^\s*(\+|-|<-|->|\+>|<\+|_|><)\s+[\[<]|^(\[[^\]\n]+\]|<[A-Za-z][^>\n]*>)\s*:", re.MULTILINE)
_STRUCTURE = re.compile(r"^\(1\)\s.*^-{2,}", re.DOTALL | re.MULTILINE)


def recognised(text: str) -> bool:
    """Whether a text has titled statements or arguments, relations between them, or a premise–conclusion structure.

    >>> recognised("[Gold]: Gold is better.\\n  + <Shine>"), recognised("claim: Gold is better.")
    (True, False)
    """
    start = text[:BEGINNING]
    if start.lstrip().startswith(("{", "<?xml")):
        return False
    return bool(_KNOWN.search(start) or _STRUCTURE.search(start) or _FENCED.search(text))


def read(source: Source) -> Reading:
    """The argument in an Argdown document. Raises LoadError for a relation that has nothing above it."""
    intake = Intake(source)
    graph = ArgdownGraph(intake)
    text = source.text.replace("\r\n", "\n").expandtabs(4)
    for block in fences.wanted_blocks(text, lambda one: bool(_INFO.match(one.info or "")), "Argdown", intake):
        _Document(intake, graph, block.line).read(block.text)
    intake.problems.stop()
    graph.finish()
    return intake.reading()


class _Document:
    """Reads a document line by line; an element goes on over the lines below it, up to an empty one."""

    def __init__(self, intake: Intake, graph: ArgdownGraph, first: int = 1) -> None:
        self.intake, self.graph, self.first = intake, graph, first
        self.stack: list[tuple[int, Hashable]] = []
        self.argument: Argument | None = None
        self.numbered: dict[int, Hashable] = {}
        self.since: list[Hashable] = []
        self.inferring: tuple[list[Hashable], str] | None = None

    def read(self, text: str) -> None:
        """Reads everything."""
        text = self._without_front(text)
        text = _COMMENT.sub(self._comment, text)
        pending: list[str] = []
        begun: At = (self.first, 1)
        rule: list[str] | None = None
        if found := _SECOND.search(text):
            row = text.count("\n", 0, found.start()) + self.first
            message = f"{found[0].strip()!r} is Argdown 2, another language"
            self.intake.problems.add((row, 1), message, "[name]: its text, and relations indented below it")
            return
        for number, line in enumerate([*text.split("\n"), ""], self.first):
            words = line.strip()
            if rule is not None:
                if words in ("--", "---") or set(words) == {"-"}:
                    self._infer(" ".join(rule), number)
                    rule = None
                elif words:
                    rule.append(words)
                continue
            starts = not words or self._starts(words, line)
            if pending and starts:
                self._element("\n".join(pending), begun)
                pending = []
            if not words:
                continue
            if _LINE.match(words) and (self.argument is not None or self.numbered):
                if words == "--":
                    rule = []
                else:
                    self._infer(words.strip("- "), number)
            elif pending:
                pending.append(words)
            else:
                pending, begun = [line.rstrip()], (number, len(line) - len(line.lstrip()) + 1)

    def _without_front(self, text: str) -> str:
        found = _FRONT.match(text)
        if found is None:
            return text
        try:
            inner = Intake(self.intake.source)
            front = yaml_part(found[1], inner, self.first + 1)
            self.intake.losses += inner.losses
            front.intake = self.intake
            read_front(front, self.intake)
        except LoadError:
            self.intake.lost("front matter", f"line {self.first}", found[1], "it is not readable as YAML")
        return "\n" * found[0].count("\n") + text[found.end() :]

    def _comment(self, found: re.Match[str]) -> str:
        line = found.string.count("\n", 0, found.start()) + self.first
        self.intake.lost("comment", f"line {line}", found[0], "a map has no comments")
        return "\n" * found[0].count("\n")

    def _heading(self, marks: str, text: str, number: int) -> None:
        text, data = self._data(text, (number, 1))
        text = " ".join(text.split())
        for key, value in data.items():
            self.intake.lost(f"data {key}", f"line {number}", str(value))
        if len(marks) == 1 and "title" not in self.intake.map_fields:
            self.intake.title(text)
        else:
            self.intake.lost("heading", f"line {number}", text)
        self.stack, self.argument = [], None
        self._end_structure()

    def _starts(self, words: str, line: str) -> bool:
        """Whether a line begins an element, and does not go on with the one above."""
        rules = (_NUMBERED, _LINE, _DEFINED)
        if any(rule.match(words) for rule in rules) or (_HEADING.match(words) and line[0] == "#"):
            return True
        related = _RELATION.match(words) or _OTHER.match(words)
        return bool((related and line[0] == " ") or _LIST.match(words) or self._is_use(words))

    def _is_use(self, words: str) -> bool:
        found = _USED.match(words)
        return found is not None and not _TAG.sub("", _DATA.sub("", found["text"])).strip(" .")

    def _element(self, raw: str, at: At) -> None:
        indent = len(raw) - len(raw.lstrip())
        text = raw.strip()
        if indent and (found := _RELATION.match(text) or _OTHER.match(text)):
            self._related(found[1], found[2], indent, at)
        elif found := _NUMBERED.match(text):
            key = self._node(found[2], at)
            self.numbered[int(found[1])] = key
            self.stack = [(indent, key)]
            if self.inferring is not None:
                premises, rules = self.inferring
                if (uses := self.graph.data.get(key, {}).pop("uses", None)) is not None:
                    premises = self._used(str(uses), at[0])
                self._named().inferences.append(Inference(premises, key, rules))
                self.inferring, self.since = None, []
            self.since.append(key)
        elif not indent and (found := _HEADING.match(text)):
            self._heading(found[1], found[2], at[0])
        elif text.startswith("@include("):
            self.intake.lost("include", f"line {at[0]}", text, "convert the files that belong together as one")
        elif found := _LIST.match(text):
            self._end_structure()
            self.stack, self.argument = [(indent, self._node(text[found.end() :], at))], None
        elif _RELATION.match(text):
            self.intake.problems.add(at, "a relation must stand below what it relates to", "indent it below an element")
        else:
            self._end_structure()
            key = self._node(text, at)
            self.stack = [(indent, key)]
            title = key[1] if isinstance(key, tuple) and key[0] == ARGUMENT else None
            self.argument = self.graph.arguments.get(str(title)) if title is not None else None

    def _related(self, symbol: str, rest: str, indent: int, at: At) -> None:
        left = False
        while self.stack and self.stack[-1][0] >= indent:
            left = self.stack.pop()[0] > indent or left
        if left and len(self.stack) > 1:
            self.stack.pop()  # less indented than what stands above, more than the element before: beside that element
        if not self.stack:
            self.intake.problems.add(at, "a relation must stand below what it relates to", "indent it below an element")
            return
        above, key = self.stack[-1][1], self._node(rest, at)
        if symbol in RELATION_SYMBOLS:
            kind, outward = RELATION_SYMBOLS[symbol]
            start, end = (above, key) if outward else (key, above)
            self.graph.relations.append(ArgdownRelation(kind, start, end, at))
        else:
            ends = f"{self.graph.called(above)} {symbol} {self.graph.called(key)}"
            self.intake.lost(f"relation {symbol}", f"line {at[0]}", ends, NO_STEP_MESSAGE)
        self.stack.append((indent, key))

    def _node(self, text: str, at: At) -> Hashable:
        text, data = self._data(text, at)
        found = _DEFINED.match(text) or (_USED.match(text) if self._is_use(text) else None)
        if found is None:
            return self.graph.statement("", _spoken(text) or f"line {at[0]}", at, data)
        said = _spoken(found["text"])
        if found["a"] is not None:
            return self.graph.argument(found["a"].strip(), said, at, data).key
        return self.graph.statement(found["s"].strip(), said, at, data)

    def _data(self, text: str, at: At) -> tuple[str, dict[str, Any]]:
        """The text without its data block and tags, and what the block says."""
        data: dict[str, Any] = {}
        if found := _DATA.search(text):
            try:
                data = plain_data(yaml_part(found[0], Intake(self.intake.source)).tree)
                text = text[: found.start()].rstrip()
            except LoadError:
                self.intake.lost("data block", f"line {at[0]}", found[0], "it is not readable as YAML")
                text = text[: found.start()].rstrip()
        for tag in _TAG.finditer(text):
            self.intake.lost("tag", f"line {at[0]}", tag[1] or tag[2])
        return _TAG.sub("", text).strip(), data

    def _used(self, numbers: str, line: int) -> list[Hashable]:
        """The statements with these numbers."""
        used: list[Hashable] = []
        for number in map(int, re.findall(r"\d{1,9}", numbers)):
            if number in self.numbered:
                used.append(self.numbered[number])
            else:
                self.intake.lost("number that is used", f"line {line}", f"({number})", "nothing above has this number")
        return used

    def _infer(self, rules: str, line: int) -> None:
        """A line between premises and conclusion; the next numbered statement is the conclusion."""
        uses = _USES.search(rules)
        premises = list(self.since)
        if uses:
            premises = self._used(uses[1], line)
            rules = _USES.sub("", rules)
        self.inferring = premises, _spoken(_DATA.sub("", rules).strip(" -()"))

    def _named(self) -> Argument:
        """The argument that is spelled out; one without a title is named by its conclusion."""
        if self.argument is None:
            title = f"Untitled-{len(self.graph.arguments) + 1}"
            self.argument = self.graph.argument(title, "", None, {})
        return self.argument

    def _end_structure(self) -> None:
        self.numbered, self.since, self.inferring = {}, [], None


def _spoken(text: str) -> str:
    """A text as it is spoken: one line, without escapes."""
    return _ESCAPED.sub(r"\1", " ".join(text.split()))


def document_of(m: ArgumentMap) -> ArgdownGraph:
    """What a map says as a document of Argdown."""
    intake = Intake(Source("written", b""))
    graph = ArgdownGraph(intake)
    _Document(intake, graph).read(write(m))
    return graph


def write(m: ArgumentMap) -> str:
    """The map as an Argdown document."""
    from argmap.formats.foreign import argdown_writer

    return argdown_writer.write(m)
