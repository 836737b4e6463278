"""The fields of a value as everything outside the model sees them: key, kind, default and description.

The values themselves are the one list of fields. Notations, schemas, generators and the comparison of maps derive from
it what they know of a field, and look up in a table of their own what each kind means to them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from types import MappingProxyType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel


class Kind(Enum):
    """How the value of a field is written; stands in the annotation of the field's type."""

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


@dataclass(frozen=True)
class ValueField:
    """One field: its name in Python, its key in a notation, the kind of its value, its description."""

    name: str
    key: str
    kind: Kind
    required: bool
    default: Any
    about: str
    choices: tuple[str, ...] = ()


@lru_cache
def fields_of(model: type[BaseModel]) -> Mapping[str, ValueField]:
    """The fields of a value by their keys, in the order of the class, without `kind`, which says the class.

    Raises TypeError for a field whose annotation names no kind.

    >>> from argmap.model import Expectation
    >>> at_least = fields_of(Expectation)["at-least"]
    >>> at_least.name, at_least.kind.value, at_least.default
    ('at_least', 'number', None)
    """
    described = {}
    for name, field in model.model_fields.items():
        if name == "kind":
            continue
        kind = _kind(field.annotation, *field.metadata)
        if kind is None:
            raise TypeError(f"{model.__name__}.{name}: the annotation must name a Kind, got {field.annotation}")
        key = name.replace("_", "-")
        described[key] = ValueField(
            name,
            key,
            kind,
            field.is_required(),
            field.default,
            field.description or "",
            _choices(field.annotation),
        )
    return MappingProxyType(described)


def _kind(annotation: Any, *marks: Any) -> Kind | None:
    """The kind that stands beside a type or within it; booleans and literals have theirs by themselves."""
    if named := next((mark for mark in marks if isinstance(mark, Kind)), None):
        return named
    if annotation is bool:
        return Kind.BOOLEAN
    origin = get_origin(annotation)
    if origin is Literal:
        return Kind.CHOICE
    if origin is Annotated:
        return _kind(*get_args(annotation))
    if origin in (Union, UnionType):
        return next((kind for part in get_args(annotation) if (kind := _kind(part))), None)
    return None


def _choices(annotation: Any) -> tuple[str, ...]:
    if get_origin(annotation) is Literal:
        return get_args(annotation)
    if get_origin(annotation) in (Union, UnionType):
        return next((found for part in get_args(annotation) if (found := _choices(part))), ())
    return ()
