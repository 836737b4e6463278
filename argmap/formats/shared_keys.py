"""The parts that both notations share: title, document, scale, tensions and expectations."""

from collections.abc import Callable, Iterator, Mapping

from argmap.formats import syntax
from argmap.formats.draft import Draft, MapDraft
from argmap.formats.fields import Reader
from argmap.formats.syntax import Tree
from argmap.model import Document, Expectation, Tension, Value
from argmap.model.evaluating import Evaluating
from argmap.model.field import fields_of


def title(reader: Reader, draft: MapDraft, value: Tree) -> None:
    """Reads the map's title."""
    draft.put("title", reader.text(value, "title"), (value.line, value.column))


def document(reader: Reader, draft: MapDraft, value: Tree) -> None:
    """Reads what the statements were taken from."""
    entry = reader.mapping(value, "document", "document: {title: …, author: …, date: …}")
    if entry is not None and entry.entries:
        reader.known(entry, "document", fields_of(Document))
        draft.document = Draft("document", (value.line, value.column))
        reader.fill(draft.document, entry, fields_of(Document))


def evaluating(reader: Reader, draft: MapDraft, value: Tree) -> None:
    """Reads how the map is to be evaluated."""
    entry = reader.mapping(value, "evaluate", "evaluate: {semantics: …, accepted: …}")
    if entry is not None and entry.entries:
        reader.known(entry, "evaluate", fields_of(Evaluating))
        draft.evaluating = Draft("evaluate", (value.line, value.column))
        reader.fill(draft.evaluating, entry, fields_of(Evaluating))


def scale(reader: Reader, draft: MapDraft, value: Tree) -> None:
    """Reads the words that the map adds to the scale."""
    if (mapping := reader.mapping(value, "scale", "scale: {likely: 0.7}")) and mapping.entries:
        words = {word: reader.strength(child, word) for word, (_, child) in mapping.entries.items()}
        draft.put(
            "scale", {word: number for word, number in words.items() if number is not None}, (value.line, value.column)
        )


def tensions(reader: Reader, draft: MapDraft, value: Tree) -> None:
    """Reads where the text pulls against itself."""
    draft.tensions.extend(_remarks(reader, value, "tensions", "a tension", Tension))


def expect(reader: Reader, draft: MapDraft, value: Tree) -> None:
    """Reads what the map's author expects."""
    draft.expect.extend(_remarks(reader, value, "expect", "an expectation", Expectation))


def _remarks(reader: Reader, value: Tree, key: str, what: str, model: type[Value]) -> Iterator[Draft]:
    """A draft of each entry of a list of remarks, which may be empty."""
    if isinstance(value, syntax.Sequence) and not value.items:
        return
    for item in reader.items(value, key):
        if (entry := reader.mapping(item, what)) is not None:
            reader.known(entry, what, fields_of(model))
            remark = Draft(model.thing, (entry.line, entry.column))
            reader.fill(remark, entry, fields_of(model))
            yield remark


READ: Mapping[str, Callable[[Reader, MapDraft, Tree], None]] = {
    "title": title,
    "document": document,
    "scale": scale,
    "evaluate": evaluating,
    "tensions": tensions,
    "expect": expect,
}
