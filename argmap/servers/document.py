"""One text that is open in an editor: its map, what the rules find, and what stands at each place.

Places are numbers of characters from the start of the text; nothing here knows the protocol.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from argmap import files, formats
from argmap.analysis.explanation import explain
from argmap.editing.edits import edit
from argmap.editing.layout import BRANCHES, TextLayout
from argmap.editing.source import Keyed, Leaf, Listed, SourceText, TextPart, parts_of
from argmap.errors import ArgmapError, EvaluationError, LoadError, Place, Problem
from argmap.evaluation import Evaluation, evaluate
from argmap.formats.formatter import laid_out
from argmap.formats.home import Fetch
from argmap.formats.outline_reader import STEP_FIELDS
from argmap.lint.settings import ProjectSettings
from argmap.model import RELATIONS, ArgumentMap
from argmap.renderers.quoting import in_markdown

Span = tuple[int, int]


@dataclass(frozen=True)
class Symbol:
    """A statement in the tree of the argument, with those that speak for or against it."""

    id: str
    text: str
    kind: str
    span: Span
    name: Span
    inner: tuple["Symbol", ...] = ()


class OpenDocument:
    """A text and what it means; everything is computed when it is first asked for.

    `fetch` reads the files that it includes; `reads` are those files.

    >>> document = OpenDocument("claim: It pays off.\\nid: pays\\nstrength: 0.7\\n")
    >>> document.id_at(24), document.hints
    ('pays', ((19, '0.70'),))
    """

    def __init__(
        self, text: str, file: str = "<text>", settings: ProjectSettings | None = None, fetch: Fetch = files.read
    ) -> None:
        self.text, self.file, self.settings = text, file, settings or ProjectSettings()
        self.reads: set[Path] = set()
        self.m: ArgumentMap | None = None
        self.problems: tuple[Problem, ...] = ()

        def fetched(path: Path) -> bytes | None:
            self.reads.add(path)
            return fetch(path)

        try:
            self.m = formats.in_file(text, file, fetched)
        except LoadError as error:
            self.problems = error.problems

    @cached_property
    def source(self) -> SourceText | None:
        """The tree of the text; None if it is neither YAML nor JSON."""
        try:
            return SourceText(self.text)
        except Exception:  # noqa: BLE001 - whatever a parser says of a text that is being typed
            return None

    @cached_property
    def layout(self) -> TextLayout | None:
        """Where each statement stands; None if the text is no map."""
        return None if self.m is None or self.source is None else TextLayout(self.source, self.m)

    @cached_property
    def evaluation(self) -> Evaluation | None:
        """The strengths; None if the text is no map, or has none under its semantics."""
        try:
            return None if self.m is None else evaluate(self.settings.on(self.m))
        except EvaluationError:
            return None

    # Ids

    @cached_property
    def _owners(self) -> Mapping[TextPart, str]:
        """The statement or step that a mapping is about, the statement where it is about both."""
        layout = self.layout
        if layout is None:
            return {}
        return {
            **{part: id for id, part in layout.steps.items()},
            **{part: id for id, part in layout.statements.items()},
        }

    def id_at(self, offset: int) -> str | None:
        """The statement or step that the word at a place names or is about; None if it is about none."""
        layout = self.layout
        if layout is None or (leaf := layout.source.leaf_at(offset)) is None:
            return None
        if used := next((id for id, one in (*layout.uses, *layout.includes) if one is leaf), None):
            return used
        entry = leaf.parent
        while entry is not None and entry not in self._owners:
            entry = entry.parent
        if not isinstance(entry, Keyed):
            return None
        key = next((one.text for one, value in entry.entries if leaf in (one, value)), "")
        step = next((id for id, part in layout.steps.items() if part is entry), None)
        return step if step is not None and key in STEP_FIELDS else self._owners[entry]

    def name_at(self, offset: int) -> Span | None:
        """The id at a place, where one is written there."""
        layout = self.layout
        if layout is None or (leaf := layout.source.leaf_at(offset)) is None:
            return None
        named = {layout.name(id) for id in (*layout.m.statements_by_id, *layout.m.steps_by_id)}
        return _inner(self.text, leaf) if leaf in named or any(leaf is one for _, one in layout.uses) else None

    def definition(self, id: str) -> Span | None:
        """Where a statement or step is written out: its id, else its text."""
        layout = self.layout
        if layout is None:
            return None
        if (name := layout.name(id)) is not None:
            return _inner(self.text, name)
        keyed = layout.statements.get(id) or layout.steps.get(id)
        return None if keyed is None else _first_line(self.text, (keyed.start, keyed.end))

    def elsewhere(self, id: str) -> Place | None:
        """The place of a statement or step that the text includes from another file."""
        place = None if self.m is None else self.m.place(id)
        return place if place is not None and place.file != self.file else None

    def references(self, id: str) -> tuple[Span, ...]:
        """Every place that names a statement or step, beside the one where it is written out."""
        if self.layout is None:
            return ()
        used = [_inner(self.text, leaf) for one, leaf in self.layout.uses if one == id]
        included = [_inner(self.text, leaf) for one, leaf in self.layout.includes if one == id]
        return tuple(sorted([*used, *((end - len(id), end) for _, end in included)]))

    def renamed(self, id: str, new: str) -> str:
        """The text in which a statement or step has another id. Raises EditRefused."""
        return edit(self.text, [{"op": "rename", "id": id, "to": new}], file=self.file).text

    def formatted(self) -> str:
        """The text as `argmap fmt` lays it out; as it is if it is no map."""
        try:
            return laid_out(self.text, self.file)
        except ArgmapError:
            return self.text

    # Strengths

    def hover(self, offset: int) -> tuple[str, Span] | None:
        """What is known of the statement or step at a place, as Markdown, with the characters that it is about."""
        id, layout = self.id_at(offset), self.layout
        if id is None or layout is None or (leaf := layout.source.leaf_at(offset)) is None:
            return None
        told = self._about_statement(id) if id in layout.m.statements_by_id else self._about_step(id)
        return "\n\n".join(told), (leaf.start, leaf.end)

    def _about_statement(self, id: str) -> Iterator[str]:
        assert self.m is not None
        node, e = self.m.statement(id), self.evaluation
        yield f"**{in_markdown(id)}** · {node.kind}" + (f" · {in_markdown(node.role)}" if node.role else "")
        yield in_markdown(node.text)
        if e is None or id not in e.strengths:
            return
        chances = f" · defeated {e.defeated[id]:.2f} · open {e.open[id]:.2f}" if e.how.worlds else ""
        yield f"strength **{e[id]:.2f}** · {e.verdict_of(id)}{chances}"
        try:
            yield in_markdown(explain(self.settings.on(self.m), id).summary)
        except ArgmapError:
            return

    def _about_step(self, id: str) -> Iterator[str]:
        assert self.m is not None
        step, e = self.m.step(id), self.evaluation
        yield f"**{in_markdown(id)}** · {step.kind}"
        yield f"{' & '.join(map(in_markdown, step.sources))} {RELATIONS[step.kind].verb} {in_markdown(step.target)}"
        weight = self.m.weighing.weight(step.weight)
        yield (
            f"weight **{weight:.2f}**"
            + ("" if step.weight is not None else ", since nobody said")
            + (f" · carries {e.steps[id]:.2f}" if e is not None and id in e.steps else "")
        )
        if step.why:
            yield in_markdown(step.why)

    @cached_property
    def hints(self) -> tuple[tuple[int, str], ...]:
        """The strength of each statement, after its text."""
        layout, e = self.layout, self.evaluation
        if layout is None or e is None:
            return ()
        strength_hints = []
        for id, keyed in layout.statements.items():
            kind = "text" if layout.flat else layout.m.statement(id).kind
            if (value := keyed.get(kind)) is not None and id in e.strengths:
                strength_hints.append((value.end, f"{e[id]:.2f}"))
        strength_hints += [(leaf.end, f"{e[id]:.2f}") for id, leaf in layout.includes if id in e.strengths]
        return tuple(strength_hints)

    # Structure

    @cached_property
    def symbols(self) -> tuple[Symbol, ...]:
        """The argument as a tree: the conclusion, and under each statement those that speak for or against it."""
        layout = self.layout
        if layout is None:
            return ()
        homes = {part: id for id, part in layout.statements.items()}
        if layout.flat:
            return tuple(_symbol(layout, id, part, ()) for part, id in homes.items())
        return tuple(_tree(layout, layout.source.top, homes))

    @cached_property
    def folds(self) -> tuple[Span, ...]:
        """The entries and lists that take several lines."""
        if self.source is None:
            return ()
        parts = (part for part in parts_of(self.source.top) if isinstance(part, (Keyed, Listed)))
        return tuple((part.start, part.end) for part in parts if "\n" in self.text[part.start : part.end])


def _tree(layout: TextLayout, entry: Keyed, homes: Mapping[Keyed, str]) -> Iterator[Symbol]:
    """The symbol of an entry with those below it; for an entry that writes no statement out, those below it."""
    inner = [
        one
        for key in BRANCHES
        if isinstance(listed := entry.get(key), Listed)
        for item in listed.items
        if isinstance(item, Keyed)
        for one in _tree(layout, item, homes)
    ]
    if entry in homes:
        yield _symbol(layout, homes[entry], entry, tuple(inner))
    else:
        yield from inner


def _symbol(layout: TextLayout, id: str, part: Keyed, inner: tuple[Symbol, ...]) -> Symbol:
    node, text = layout.m.statement(id), layout.source.text
    value = part.get("text" if layout.flat else node.kind)
    name = (part.start, part.end) if value is None else (value.start, value.end)
    return Symbol(id, node.text, node.kind, (part.start, part.end), _first_line(text, name), inner)


def _inner(text: str, leaf: Leaf) -> Span:
    """The characters of a value without its quotes."""
    quoted = leaf.style in ("'", '"') and text[leaf.start : leaf.start + 1] == leaf.style
    return (leaf.start + 1, leaf.end - 1) if quoted else (leaf.start, leaf.end)


def _first_line(text: str, span: Span) -> Span:
    start, end = span
    found = text.find("\n", start, end)
    return start, end if found < 0 else found
