"""A frozen value, checked once, completely, when it is built; and the kinds of fields that values have.

A change is a new value. What was written is kept: a word of the scale stays a word.
"""

from collections.abc import Iterable, Mapping
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, PlainValidator, ValidationError

from argmap.errors import MapError, shown
from argmap.model import ids, scale
from argmap.model.field import Kind
from argmap.model.scale import Written
from argmap.model.wording import problems_of

Voice = Literal["author", "reported", "analyst"]
"""Who says it: the text's author; a view that the author reports; the analyst, who made the map."""

Verdict = Literal["accepted", "undecided", "rejected"]


def many(value: object) -> object:
    """A list, set or other collection as the tuple that a frozen value keeps."""
    return tuple(value) if isinstance(value, (list, set, frozenset)) else value


def _sentence(value: object) -> object:
    if isinstance(value, str) and not value.strip():
        raise ValueError("must not be empty")
    if isinstance(value, str) and not value.isascii():
        try:
            value.encode()
        except UnicodeEncodeError as error:
            raise ValueError(f"must be valid Unicode, got a lone surrogate {value[error.start]!r}") from None
    return value


def number(value: object) -> float:
    """A number in [0, 1] that is no word. Raises ValueError."""
    if isinstance(number := scale.written(value), float):
        return number
    raise ValueError(f"must be a number in [0, 1], got {shown(value)}")


def _one_or_more(value: object) -> object:
    return (value,) if isinstance(value, str) else many(value)


Text = Annotated[str, BeforeValidator(_sentence), Kind.TEXT]
Word = Annotated[str, BeforeValidator(_sentence), Kind.WORD]
Id = Annotated[str, PlainValidator(ids.checked), Kind.ID]
Strength = Annotated[Written, PlainValidator(scale.written), Kind.STRENGTH]
Number = Annotated[float, PlainValidator(number), Kind.NUMBER]
Names = Annotated[tuple[Id, ...], BeforeValidator(many), Kind.IDS]
Pair = Annotated[tuple[Id, Id], BeforeValidator(many), Kind.TWO_IDS]
OneOrMore = Annotated[tuple[Id, ...], BeforeValidator(_one_or_more), Kind.ID_OR_IDS]


class Value(BaseModel):
    """A frozen value that is checked when it is built, and says in argmap's words what is wrong with it."""

    model_config = ConfigDict(
        frozen=True, strict=True, extra="forbid", arbitrary_types_allowed=True, populate_by_name=True
    )
    thing: ClassVar[str] = "value"

    def __init__(self, **fields: Any) -> None:
        try:
            super().__init__(**fields)
        except ValidationError as error:
            raise MapError(problems_of(error, self.thing, fields, type(self))) from None

    def replace(self, **fields: Any) -> Self:
        """The same value with other fields, checked anew. Raises MapError.

        >>> from argmap.model import Claim
        >>> Claim(text="It pays off.", id="pays").replace(strength="strong").strength
        'strong'
        """
        return type(self)(**{**{name: getattr(self, name) for name in type(self).model_fields}, **fields})

    def __repr_args__(self) -> Iterable[tuple[str | None, Any]]:
        for name, field in type(self).model_fields.items():
            value = getattr(self, name)
            if name != "kind" and (field.is_required() or value != field.default):
                yield name, value

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """The same as `replace`, under pydantic's name, so that no copy goes unchecked."""
        del deep
        return self.replace(**(update or {}))
