"""The parts that both notations share: title, document, scale, tensions and expectations."""

from collections.abc import Callable, Mapping

from argmap.formats import syntax
from argmap.formats.draft import Draft, MapDraft
from argmap.formats.fields import Reader
from argmap.formats.syntax import Tree
from argmap.model import Document, Expectation

DOCUMENT = tuple(Document.model_fields)
TENSION = ("between", "why", "by")
EXPECTATION = tuple(name.replace("_", "-") for name in Expectation.model_fields)


def title(reader: Reader, draft: MapDraft, value: Tree) -> None:
    """Reads the map's title."""
    draft.put("title", reader.text(value, "title"), (value.line, value.column))


def document(reader: Reader, draft: MapDraft, value: Tree) -> None:
    """Reads what the statements were taken from."""
    if (mapping := reader.mapping(value, "document", "document: {title: …, author: …, date: …}")) and mapping.entries:
        fields = reader.texts(mapping, "document", DOCUMENT)
        draft.document = Draft("document", (value.line, value.column), dict(fields))


def scale(reader: Reader, draft: MapDraft, value: Tree) -> None:
    """Reads the words that the map adds to the scale."""
    if (mapping := reader.mapping(value, "scale", "scale: {likely: 0.7}")) and mapping.entries:
        words = {word: reader.strength(child, word) for word, (_, child) in mapping.entries.items()}
        draft.put(
            "scale", {word: number for word, number in words.items() if number is not None}, (value.line, value.column)
        )


def tensions(reader: Reader, draft: MapDraft, value: Tree) -> None:
    """Reads where the text pulls against itself."""
    for one in _listed(reader, value, "tensions", "tension", TENSION):
        remark = Draft("tension", (one.line, one.column))
        for name, (_, child) in one.entries.items():
            if name == "between":
                remark.put(name, reader.names(child, name), (child.line, child.column))
            elif name in TENSION:
                read = reader.name if name == "by" else reader.text
                remark.put(name, read(child, name), (child.line, child.column))
        draft.tensions.append(remark)


def expect(reader: Reader, draft: MapDraft, value: Tree) -> None:
    """Reads what the map's author expects."""
    for one in _listed(reader, value, "expect", "expectation", EXPECTATION):
        remark = Draft("expectation", (one.line, one.column))
        for name, (_, child) in one.entries.items():
            if name in EXPECTATION:
                remark.put(name.replace("-", "_"), _expected(reader, name, child), (child.line, child.column))
        draft.expect.append(remark)


def _expected(reader: Reader, name: str, value: Tree) -> object:
    match name:
        case "at-least" | "at-most" | "robust-to":
            return reader.strength(value, name)
        case "agreement":
            return reader.boolean(value, name)
        case "survives-without" | "turned-by" if isinstance(value, syntax.Sequence):
            return reader.names(value, name)
        case _:
            return reader.name(value, name)


def _listed(reader: Reader, value: Tree, key: str, what: str, allowed: tuple[str, ...]) -> list[syntax.Mapping]:
    if isinstance(value, syntax.Sequence) and not value.items:
        return []
    found = [
        reader.mapping(item, f"a {what}" if what != "expectation" else "an expectation")
        for item in reader.items(value, key)
    ]
    for one in filter(None, found):
        reader.known(one, f"{'an' if what[0] == 'e' else 'a'} {what}", allowed)
    return [one for one in found if one is not None]


READ: Mapping[str, Callable[[Reader, MapDraft, Tree], None]] = {
    "title": title,
    "document": document,
    "scale": scale,
    "tensions": tensions,
    "expect": expect,
}
