"""The fields of a value as other packages see them: key, kind, default and description.

The classes of the values are the one list of fields. Notations, schemas, generators and the comparison of maps derive
their fields from it, and each has a table that says how it handles a kind.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from types import MappingProxyType, UnionType
from typing import Annotated, Any, ClassVar, Final, Literal, Union, get_args, get_origin


class Kind(Enum):
    """How the value of a field is written; part of the annotation of the field."""

    TEXT = "text"
    WORD = "word"
    CHOICE = "one of a few words"
    ID = "id"
    IDS = "ids"
    TWO_IDS = "two ids"
    ID_OR_IDS = "an id, or ids"
    STRENGTH = "number, word of the scale or interval"
    NUMBER = "number"
    BOOLEAN = "true or false"
    ANCHORS = "places in the source"
    RECORDS = "mappings"
    SCALE = "words with what they stand for"
    PART = "a value of the model"
    PARTS = "values of the model"


REQUIRED: Final = object()
"""The default of a field that must be given."""


@dataclass(frozen=True)
class ValueField:
    """One field: its name in Python, its key in a notation, the kind of its value, its description.

    `choices` are the words of a choice, `parts` the classes of the values that it holds.
    """

    name: str
    key: str
    kind: Kind
    default: Any
    about: str
    choices: tuple[str, ...] = ()
    parts: tuple[type, ...] = ()

    @property
    def required(self) -> bool:
        """Whether the field must be given."""
        return self.default is REQUIRED


@dataclass(frozen=True)
class Declared:
    """The default and the description of a field, as its class declares them."""

    default: Any
    about: str


def field(*, default: Any = REQUIRED, description: str = "") -> Any:
    """Declares a field of a class of values: its default, if it has one, and its description."""
    return Declared(default, description)


def take_declared(model: type) -> dict[str, Declared]:
    """What a class declares of its fields, by their names; the class keeps the defaults themselves, as what values without the field have."""
    taken = {name: said for name, said in vars(model).items() if isinstance(said, Declared)}
    for name, said in taken.items():
        if said.default is not REQUIRED:
            setattr(model, name, said.default)
    return taken


def fields_of(model: type) -> Mapping[str, ValueField]:
    """The fields of a value by their keys, in the order of the class, without `kind`, which says the class.

    Raises TypeError for a field whose annotation names no kind.

    >>> from argmap.model import Expectation
    >>> at_least = fields_of(Expectation)["at-least"]
    >>> at_least.name, at_least.kind.value, at_least.default
    ('at_least', 'number', None)
    """
    return _declared(model)


@lru_cache
def _declared(model: type) -> Mapping[str, ValueField]:
    described: dict[str, ValueField] = {}
    for base in reversed(model.__mro__):
        for name, annotation in getattr(base, "__annotations__", {}).items():
            if name.startswith("_") or ClassVar in (annotation, get_origin(annotation)):
                continue
            kind = _kind(annotation)
            if kind is None:
                raise TypeError(f"{model.__name__}.{name}: the annotation must name a Kind, got {annotation}")
            said = vars(base).get("declared", {}).get(name) or Declared(vars(base).get(name, REQUIRED), "")
            choices, parts = _choices(annotation), tuple(_parts(annotation))
            key = name.replace("_", "-")
            described[key] = ValueField(name, key, kind, said.default, said.about, choices, parts)
    return MappingProxyType(described)


def _kind(annotation: Any) -> Kind | None:
    """The kind in an annotation, beside a type or within it; booleans and literals need none."""
    if annotation is bool:
        return Kind.BOOLEAN
    origin = get_origin(annotation)
    if origin is Literal:
        return Kind.CHOICE
    if origin is Annotated:
        within, *marks = get_args(annotation)
        return next((mark for mark in marks if isinstance(mark, Kind)), None) or _kind(within)
    if origin in (Union, UnionType):
        return next((kind for part in get_args(annotation) if (kind := _kind(part))), None)
    return None


def _choices(annotation: Any) -> tuple[str, ...]:
    if get_origin(annotation) is Literal:
        return get_args(annotation)
    if get_origin(annotation) in (Union, UnionType):
        return next((found for part in get_args(annotation) if (found := _choices(part))), ())
    return ()


def _parts(annotation: Any) -> Iterator[type]:
    """The classes of the model that an annotation names."""
    if isinstance(annotation, type) and hasattr(annotation, "thing"):
        yield annotation
    for part in get_args(annotation):
        yield from _parts(part)
