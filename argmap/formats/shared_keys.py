"""The parts that both notations share: title, summary, document, scales, tensions and expectations."""

from collections.abc import Callable, Iterator, Mapping

from argmap.formats import syntax
from argmap.formats.draft import Draft, MapDraft
from argmap.formats.fields import Reader
from argmap.formats.syntax import Tree
from argmap.model import Document, Expectation, Tension, Value
from argmap.model.evaluating import Evaluating
from argmap.model.field import fields_of

GLOSSED = ("is", "means")
"""The keys of a word of a scale that says what it means."""


def words(key: str) -> Callable[[Reader, MapDraft, Tree], None]:
    """The reader of a key that holds one text about the whole map."""

    def read(reader: Reader, draft: MapDraft, value: Tree) -> None:
        draft.put(key, reader.text(value, key), (value.line, value.column))

    return read


def document(reader: Reader, draft: MapDraft, value: Tree) -> None:
    """Reads `document:`, the text that the statements were taken from."""
    entry = reader.mapping(value, "document", "document: {title: …, author: …, date: …}")
    if entry is not None and entry.entries:
        reader.known(entry, "document", fields_of(Document))
        draft.document = Draft("document", (value.line, value.column))
        reader.fill(draft.document, entry, fields_of(Document))


def evaluating(reader: Reader, draft: MapDraft, value: Tree) -> None:
    """Reads `evaluate:`, the settings of an evaluation."""
    entry = reader.mapping(value, "evaluate", "evaluate: {semantics: …, accepted: …}")
    if entry is not None and entry.entries:
        reader.known(entry, "evaluate", fields_of(Evaluating))
        draft.evaluating = Draft("evaluate", (value.line, value.column))
        reader.fill(draft.evaluating, entry, fields_of(Evaluating))


def scale(key: str) -> Callable[[Reader, MapDraft, Tree], None]:
    """The reader of `scale:` or `weights:`: words, each with its number, or with `is` and `means`."""

    def read(reader: Reader, draft: MapDraft, value: Tree) -> None:
        if (mapping := reader.mapping(value, key, f"{key}: {{likely: 0.7}}")) and mapping.entries:
            said = {word: _meaning(reader, child, word) for word, (_, child) in mapping.entries.items()}
            numbers = {word: number for word, number in said.items() if number is not None}
            draft.put(key, numbers, (value.line, value.column))

    return read


def _meaning(reader: Reader, value: Tree, word: str) -> object:
    if not isinstance(value, syntax.Mapping):
        return reader.strength(value, word)
    reader.known(value, "a word of the scale", GLOSSED)
    if missing := [key for key in GLOSSED if key not in value.entries]:
        reader.problems.add(value, f"{word!r} does not say `{missing[0]}`", f"{word}: {{is: 0.7, means: …}}")
        return None
    number = reader.strength(value.entries["is"][1], "is")
    means = reader.text(value.entries["means"][1], "means")
    return None if number is None or means is None else {"is": number, "means": means}


def tensions(reader: Reader, draft: MapDraft, value: Tree) -> None:
    """Reads `tensions:`."""
    draft.tensions.extend(_remarks(reader, value, "tensions", "a tension", Tension))


def expect(reader: Reader, draft: MapDraft, value: Tree) -> None:
    """Reads `expect:`."""
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


KEY_READERS: Mapping[str, Callable[[Reader, MapDraft, Tree], None]] = {
    "title": words("title"),
    "summary": words("summary"),
    "document": document,
    "scale": scale("scale"),
    "weights": scale("weights"),
    "evaluate": evaluating,
    "tensions": tensions,
    "expect": expect,
}
