"""A frozen value, checked once, completely, when it is built; and the kinds of fields that values have.

To change a value, make a new one. Strengths are kept as written: a word of the scale stays a word.
"""

from collections.abc import Callable, Mapping
from dataclasses import FrozenInstanceError, replace
from typing import Annotated, Any, ClassVar, Literal, Never, Self, dataclass_transform

from argmap.errors import MapError, Problem, ValueRefused, advice, shown
from argmap.model import ids, scale
from argmap.model.field import REQUIRED, Declared, Kind, ValueField, field, fields_of, take_declared
from argmap.model.scale import Scale, Written

Voice = Literal["author", "reported", "analyst"]
"""Who says it: the text's author; a view that the author reports; the analyst, who made the map."""

Verdict = Literal["accepted", "undecided", "rejected"]

Text = Annotated[str, Kind.TEXT]
Word = Annotated[str, Kind.WORD]
Id = Annotated[str, Kind.ID]
Strength = Annotated[Written, Kind.STRENGTH]
Number = Annotated[float, Kind.NUMBER]
Names = Annotated[tuple[Id, ...], Kind.IDS]
TwoIds = Annotated[tuple[Id, Id], Kind.TWO_IDS]
OneOrMore = Annotated[tuple[Id, ...], Kind.ID_OR_IDS]


class _Unfit(ValueError):
    """Several mistakes in the value of a field: for each a message, a hint, and its position within the field."""

    def __init__(self, *wrong: Problem) -> None:
        super().__init__(wrong)
        self.wrong = wrong


def many(value: object) -> object:
    """A list, set or other collection as the tuple that a frozen value keeps."""
    return tuple(value) if isinstance(value, (list, set, frozenset)) else value


def number(value: object) -> float:
    """A number in [0, 1], not a word. Raises ValueError."""
    if isinstance(number := scale.written(value), float):
        return number
    raise ValueError(f"must be a number in [0, 1], got {shown(value)}")


def _text(value: object, _field: ValueField) -> str:
    if not isinstance(value, str):
        raise ValueError(f"must be text, got {shown(value)}")
    if not value.strip():
        raise ValueError("must not be empty")
    if not value.isascii():
        try:
            value.encode()
        except UnicodeEncodeError as error:
            raise ValueError(f"must be valid Unicode, got a lone surrogate {value[error.start]!r}") from None
    return value


def _choice(value: object, field: ValueField) -> object:
    if isinstance(value, str) and value in field.choices:
        return value
    message = f"must be one of {', '.join(field.choices)}, got {shown(value)}"
    raise ValueRefused(message, *advice(value, field.choices))


def _boolean(value: object, _field: ValueField) -> bool:
    if isinstance(value, bool):
        return value
    raise ValueError(f"must be true or false, got {shown(value)}")


def _ids(value: object, _field: ValueField) -> tuple[str, ...]:
    return _each(value, ids.checked)


def _two_ids(value: object, _field: ValueField) -> tuple[str, ...]:
    both = _each(value, ids.checked)
    if len(both) != 2:
        raise ValueError(f"must name two ids, got {shown(list(both))}")
    return both


def _id_or_ids(value: object, _field: ValueField) -> tuple[str, ...]:
    return _each((value,) if isinstance(value, str) else value, ids.checked)


def _scale(value: object, _field: ValueField) -> Scale:
    if isinstance(value, Scale):
        return value
    if isinstance(value, Mapping):
        return Scale.of(value)
    raise ValueError(f"must be a mapping of words to numbers, got {shown(value)}")


def _part(value: object, field: ValueField) -> object:
    """A value of one of the classes that a field holds; a mapping becomes a value, of the class that its `kind` names."""
    if type(value) in field.parts:
        return value
    if not isinstance(value, Mapping):
        raise ValueError(f"must be {_named(field)} or a mapping, got {shown(value)}")
    classes = {part.thing: part for part in field.parts}  # type: ignore[attr-defined]
    if len(classes) > 1 and "kind" not in value:
        raise ValueError(f"must say its kind, got {shown(value)}")
    kind = value["kind"] if len(classes) > 1 else next(iter(classes))
    if kind not in classes:
        message = f"must be one of {', '.join(classes)}, got {shown(kind)}"
        hint, instead = advice(kind, list(classes))
        raise _Unfit(Problem("", message, hint, where=("kind",), instead=instead))
    try:
        return classes[kind](**value)
    except MapError as error:
        raise _Unfit(*error.problems) from None


def _parts(value: object, field: ValueField) -> tuple[object, ...]:
    if field.kind in (Kind.ANCHORS, Kind.RECORDS) and isinstance(value, (Mapping, *field.parts)):
        value = (value,)
    return _each(value, lambda one: _part(one, field))


def _named(field: ValueField) -> str:
    return " or ".join(part.__name__ for part in field.parts)


def _each(value: object, check: Callable[[object], Any]) -> tuple[Any, ...]:
    """The checked entries of a list. Raises one error for all entries that do not fit."""
    value = many(value)
    if not isinstance(value, tuple):
        raise ValueError(f"must be a list, got {shown(value)}")
    checked: list[Any] = []
    wrong: list[Problem] = []
    for place, entry in enumerate(value):
        try:
            checked.append(check(entry))
        except ValueError as error:
            wrong.extend(replace(problem, where=(place, *problem.where)) for problem in _wrong(error))
    if wrong:
        raise _Unfit(*wrong)
    return tuple(checked)


def _wrong(error: ValueError) -> tuple[Problem, ...]:
    if isinstance(error, _Unfit):
        return error.wrong
    if isinstance(error, ValueRefused):
        return (Problem("", error.message, error.hint, instead=error.instead),)
    return (Problem("", str(error)),)


CHECKS: Mapping[Kind, Callable[[Any, ValueField], object]] = {
    Kind.TEXT: _text,
    Kind.WORD: _text,
    Kind.CHOICE: _choice,
    Kind.ID: lambda value, _field: ids.checked(value),
    Kind.IDS: _ids,
    Kind.TWO_IDS: _two_ids,
    Kind.ID_OR_IDS: _id_or_ids,
    Kind.STRENGTH: lambda value, _field: scale.written(value),
    Kind.NUMBER: lambda value, _field: number(value),
    Kind.BOOLEAN: _boolean,
    Kind.ANCHORS: _parts,
    Kind.RECORDS: _parts,
    Kind.SCALE: _scale,
    Kind.PART: _part,
    Kind.PARTS: _parts,
}
"""What a field of each kind takes, and keeps of it; each raises ValueError with the rule and the value."""


def _under(name: str, wrong: Problem, subject: str) -> Problem:
    """A problem within the field of this name, with the value that has the field, or a named value within it, as subject."""
    where = (name, *wrong.where)
    if wrong.subject:
        return replace(
            wrong, subject=wrong.subject if "'" in wrong.subject else f"{subject}, {wrong.subject}", where=where
        )
    return replace(wrong, subject=subject, message=f"{'.'.join(map(str, where))} {wrong.message}", where=where)


Check = Callable[[Any, ValueField], object]


def _checks_of(model: type) -> tuple[tuple[str, Any, Check, ValueField], ...]:
    """The name, default, check and description of each field of a class."""
    if model not in _CHECKS_OF:
        fields = fields_of(model).values()
        _CHECKS_OF[model] = tuple((field.name, field.default, CHECKS[field.kind], field) for field in fields)
    return _CHECKS_OF[model]


_CHECKS_OF: dict[type, tuple[tuple[str, Any, Check, ValueField], ...]] = {}


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(field,))
class Value:
    """The base class of values: frozen, and checked when built; a MapError says what is wrong.

    Its fields are the annotations of its class; `CHECKS` says what a field of each kind takes. A value keeps the fields that
    differ from their defaults; the others it has from its class. Raises MapError with every problem.
    """

    thing: ClassVar[str] = "value"
    kind: ClassVar[str] = ""
    declared: ClassVar[Mapping[str, Declared]] = {}

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        cls.declared = take_declared(cls)

    def __init__(self, **fields: Any) -> None:
        values = self._completed(fields)
        attributes = vars(self)
        try:
            for name, default, check, declared in _checks_of(type(self)):
                value = values.pop(name, default)
                if value is not default or default is REQUIRED:
                    attributes[name] = check(value, declared)
            fits = not values or values == {"kind": self.kind}
            if fits:
                self._check()
        except MapError:
            raise
        except ValueError as error:
            raise MapError(self._problems(fields) or [Problem(self._subject(fields), str(error))]) from None
        if not fits:
            raise MapError(self._problems(fields))

    def _subject(self, fields: Mapping[str, Any]) -> str:
        name = fields.get("id")
        return f"{self.thing} {name!r}" if isinstance(name, str) else self.thing

    def _problems(self, fields: dict[str, Any]) -> list[Problem]:
        """The problems of each given field."""
        subject, values, problems = self._subject(fields), self._completed(fields), []
        for name, default, check, declared in _checks_of(type(self)):
            value = values.pop(name, default)
            if value is REQUIRED:
                problems.append(Problem(subject, f"{name} must be given, got nothing", where=(name,)))
            elif value is not default:
                try:
                    check(value, declared)
                except ValueError as error:
                    problems.extend(_under(name, wrong, subject) for wrong in _wrong(error))
        if self.kind and values.pop("kind", self.kind) != self.kind:
            problems.append(Problem(subject, f"kind must be {self.kind}, got {shown(fields['kind'])}", where=("kind",)))
        for key in values:
            hint, instead = advice(key, [row[0] for row in _checks_of(type(self))])
            problems.append(Problem(subject, f"{key!r} is not one of its fields", hint, where=(key,), instead=instead))
        return problems

    @classmethod
    def _completed(cls, fields: dict[str, Any]) -> dict[str, Any]:
        """A copy of the given fields, with those that are made from others."""
        return dict(fields)

    def _check(self) -> None:
        """Raises ValueError if the fields do not fit together."""

    def replace(self, **fields: Any) -> Self:
        """A copy with other fields, checked again. Raises MapError.

        >>> from argmap.model import Claim
        >>> Claim(text="It pays off.", id="pays").replace(strength="strong").strength
        'strong'
        """
        return type(self)(**{**self.fields(), **fields})

    __replace__ = replace

    def fields(self) -> dict[str, Any]:
        """The fields by their names, without `kind`.

        >>> from argmap.model import Anchor
        >>> Anchor(at="p. 3").fields()
        {'at': 'p. 3', 'quote': None}
        """
        kept = vars(self)
        return {name: kept.get(name, default) for name, default, _, _ in _checks_of(type(self))}

    def __setattr__(self, name: str, _value: object) -> Never:
        raise FrozenInstanceError(f"a {self.thing} is frozen; replace({name}=…) makes another")

    def __delattr__(self, name: str) -> Never:
        raise FrozenInstanceError(f"a {self.thing} is frozen; it keeps its {name}")

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self.fields() == other.fields()

    def __hash__(self) -> int:
        return hash((type(self), *self.fields().values()))

    def __repr__(self) -> str:
        said = (f for f in fields_of(type(self)).values() if f.required or getattr(self, f.name) != f.default)
        return f"{type(self).__name__}({', '.join(f'{f.name}={getattr(self, f.name)!r}' for f in said)})"
