"""Reads a correct outline quickly, without noting places.

It gives the same map as `outline_reader`, in a small part of the time. For a text with a mistake or an include, and for a few
correct ones, it returns None; then `outline_reader` reads the text and reports the problems with their places.
"""

from collections.abc import Callable, Mapping
from typing import Any

from yaml import YAMLError

from argmap.errors import Place
from argmap.formats import yaml_quick
from argmap.formats.at_once import DOUBTS, Entry, all_of, doubt, quick_map, said, statements, steps, value, words
from argmap.formats.fields import NUMBER, VERSION, numeric
from argmap.formats.outline_reader import GROWTH, KIND_KEYS, KIND_OF_WORD, STATEMENT_FIELDS, STEP_FIELDS
from argmap.formats.shared_keys import GLOSSED
from argmap.model import Anchor, ArgumentMap, Document, Evidence, Expectation, Tension, ids
from argmap.model.evaluating import Evaluating
from argmap.model.field import Kind, ValueField, fields_of
from argmap.model.map import NO_PLACES


def read(text: str, places: Mapping[tuple[str, str], Place] = NO_PLACES) -> ArgumentMap | None:
    """The map in an outline, with these places; None if `outline_reader` must read the text.

    >>> read("claim: It pays.\\nbecause:\\n- premise: It is cheaper.\\n").steps[0].id
    'it-is-cheaper.supports.it-pays'
    >>> read("claim: It pays.\\nbecause: It is cheaper.\\n") is None
    True
    """
    try:
        outline = _Outline()
        fields = outline.root(yaml_quick.tree(text, _KEYS))
        outline.name()
        fields["conclusion"] = outline.statements[0]["id"]
        nodes = statements(outline.statements)
        return quick_map(fields, nodes, steps(outline.steps, nodes), places)
    except (*DOUBTS, YAMLError):
        return None


class _Outline:
    """The entries of an outline taken apart into statements and steps, in the order in which `outline_reader` has them."""

    def __init__(self) -> None:
        self.statements: list[Entry] = []
        self.steps: list[Entry] = []

    def root(self, top: Entry) -> dict[str, Any]:
        """Reads the whole text; gives the fields of the map besides its statements and steps."""
        shared = {key: top.pop(key) for key in _SHARED if key in top}
        also = top.pop("also", ())
        if top.pop("argmap", str(VERSION)) != str(VERSION) or "claim" not in top:
            doubt()
        self.statement(top)
        for entry in also if type(also) in (list, tuple) else doubt():
            self.statement(entry)
        return {_SHARED[key][0]: _SHARED[key][1](content) for key, content in shared.items()}

    def statement(self, entry: Entry) -> Entry | str:
        """A statement with what stands under its `because` and `but`, or the id in a `ref`."""
        growth = [(word, entry.pop(word)) for word in GROWTH if word in entry]
        target: Entry | str = entry
        if "ref" in entry:
            target = entry["ref"] if len(entry) == 1 and type(entry["ref"]) is str else doubt()
        else:
            kind = next((key for key in KIND_KEYS if key in entry), None) if not _OURS & entry.keys() else None
            if kind is None:
                doubt()
            entry["text"] = entry.pop(kind)
            entry["kind"] = kind
            _type(entry, _TYPED)
            self.statements.append(entry)
        for word, entries in growth:
            self.grow(word, entries, target)
        return target

    def grow(self, word: str, entries: Any, target: Entry | str) -> None:
        """The steps to a statement or step from the entries under one word."""
        for entry in entries if type(entries) is list else doubt():
            step = {_STEP[key]: entry.pop(key) for key in _STEP.keys() & entry.keys()}
            _type(step, _TYPED_OF_STEPS)
            step["kind"] = KIND_OF_WORD[word]
            step["target"] = target
            self.steps.append(step)
            cuts = entry.pop("unless", None)
            if "all" in entry:
                members = entry["all"] if len(entry) == 1 and type(entry["all"]) is list else doubt()
                step["sources"] = [self.statement(member) for member in members]
            else:
                step["sources"] = [self.statement(entry)]
            if cuts is not None:
                self.grow("unless", cuts, step)

    def name(self) -> None:
        """Gives statements without an id one, and steps that are undercut, and the ends of steps their ids."""
        unnamed = [entry for entry in self.statements if "id" not in entry]
        if unnamed:
            taken = {entry["id"] for part in (self.statements, self.steps) for entry in part if "id" in entry}
            for entry in unnamed:
                entry["id"] = slug = ids.slug(entry["text"])
                if slug in taken:
                    doubt()
                taken.add(slug)
        for step in self.steps:
            step["sources"] = [end if type(end) is str else end["id"] for end in step["sources"]]
            target = step["target"]
            if type(target) is not str and "id" not in target:  # a step, named before the steps that undercut it
                target["id"] = ids.step_slug(target["kind"], target["sources"], target["target"])
            step["target"] = target if type(target) is str else target["id"]


def _strength(content: Any) -> Any:
    if type(content) is list:
        return [_strength(end) for end in content]
    if NUMBER.fullmatch(content):
        return float(content)
    return doubt() if numeric(content) else content


def _boolean(content: Any) -> bool:
    if content not in ("true", "false"):
        doubt()
    return bool(content == "true")


def _type(entry: Entry, typed: Mapping[str, Callable[[Any], Any]]) -> None:
    """Reads what is not a text in the fields of an entry."""
    for key in typed.keys() & entry.keys():
        entry[key] = typed[key](entry[key])


_READ: Mapping[Kind, Callable[[Any], Any]] = {
    Kind.STRENGTH: _strength,
    Kind.NUMBER: _strength,
    Kind.BOOLEAN: _boolean,
}
"""How what is not a text is read."""


def _typed_of(fields: Mapping[str, ValueField]) -> dict[str, Callable[[Any], Any]]:
    return {key: _READ[field.kind] for key, field in fields.items() if field.kind in _READ}


def _remark(model: type) -> Callable[[Any], Any]:
    typed = _typed_of(fields_of(model))

    def read_remark(entry: Any) -> Any:
        _type(entry, typed)
        return value(model, entry)

    return read_remark


def _remarks(model: type) -> Callable[[Any], Any]:
    typed = _typed_of(fields_of(model))

    def read_remarks(entries: Any) -> Any:
        for entry in entries:
            _type(entry, typed)
        return all_of(model, entries)

    return read_remarks


def _scale(entry: Any) -> dict[str, Any]:
    if not (_KEYS.whole | _KEYS.untyped).isdisjoint(entry):
        doubt()
    for word, meaning in entry.items():
        if type(meaning) is dict:
            meaning["is"] = _strength(meaning["is"])
        else:
            entry[word] = _strength(meaning)
    return words(entry)


_OURS = {"text", "kind"}
"""What an entry is given here; no entry of a text may have them."""
_TYPED = _typed_of(STATEMENT_FIELDS)
_STEP = {key: field.key for key, field in STEP_FIELDS.items()}
_TYPED_OF_STEPS = _typed_of({field.key: field for field in STEP_FIELDS.values()})
_SHARED: Mapping[str, tuple[str, Callable[[Any], Any]]] = {
    "title": ("title", said),
    "summary": ("summary", said),
    "document": ("document", _remark(Document)),
    "scale": ("scale", _scale),
    "weights": ("weights", _scale),
    "evaluate": ("evaluating", _remark(Evaluating)),
    "tensions": ("tensions", _remarks(Tension)),
    "expect": ("expect", _remarks(Expectation)),
}
"""Each key that both notations share: the field of the map, and how it is read."""
_FIELDS = [
    (key, field.kind)
    for fields in (
        STATEMENT_FIELDS,
        STEP_FIELDS,
        *map(fields_of, (Anchor, Evidence, Document, Evaluating, Tension, Expectation)),
    )
    for key, field in fields.items()
]
_TEXTS = {*KIND_KEYS, "title", "summary", GLOSSED[1]}
_KEYS = yaml_quick.Keys(
    whole=frozenset(_TEXTS | {key for key, kind in _FIELDS if kind in (Kind.TEXT, Kind.ANCHORS)}),
    untyped=frozenset(_TEXTS | {key for key, _ in _FIELDS} | {"ref"}) - {key for key, kind in _FIELDS if kind in _READ},
)
