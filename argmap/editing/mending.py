"""The nearest valid value for a wrong one: 0.7 for "70 %", a known word for a misspelt one."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from argmap.errors import nearest
from argmap.formats.anchors import anchor
from argmap.model import ids
from argmap.model.field import Kind, ValueField
from argmap.model.near import near_strength

NO_VALUE: Final = object()
"""No value near the wrong one would do."""


def mended(value: Any, field: ValueField, words: Mapping[str, Any]) -> Any:
    """The nearest value that a field takes, or `NO_VALUE`; `words` are those of the scale.

    >>> from argmap.model import Claim
    >>> from argmap.model.field import fields_of
    >>> mended("70 %", fields_of(Claim)["strength"], {}), mended("no", fields_of(Claim)["implicit"], {})
    (0.7, False)
    """
    return _MENDED[field.kind](value, field, words) if field.kind in _MENDED else NO_VALUE


def _strength(value: Any, _field: ValueField, words: Mapping[str, Any]) -> Any:
    near = near_strength(value, words)
    return NO_VALUE if near is None else near


def _text(value: Any, _field: ValueField, _words: Mapping[str, Any]) -> Any:
    if isinstance(value, (list, tuple)) and value and all(isinstance(one, str) for one in value):
        return " ".join(value)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, str) and value.strip():
        return value.encode("utf-8", "replace").decode()
    return NO_VALUE


def _choice(value: Any, field: ValueField, _words: Mapping[str, Any]) -> Any:
    close = nearest(value, field.choices) if isinstance(value, str) else None
    return NO_VALUE if close is None else close


def _boolean(value: Any, _field: ValueField, _words: Mapping[str, Any]) -> Any:
    said = str(value).strip().lower()
    if said in ("true", "yes", "on", "y", "1"):
        return True
    return False if said in ("false", "no", "off", "n", "0", "") else NO_VALUE


def _id(value: Any, _field: ValueField, _words: Mapping[str, Any]) -> Any:
    return ids.slug(str(value)) if str(value).strip() else NO_VALUE


def _anchors(value: Any, _field: ValueField, _words: Mapping[str, Any]) -> Any:
    if isinstance(value, str) and value.strip():
        return anchor(value) or {"at": value}
    return NO_VALUE


_MENDED: Mapping[Kind, Callable[[Any, ValueField, Mapping[str, Any]], Any]] = {
    Kind.STRENGTH: _strength,
    Kind.TEXT: _text,
    Kind.WORD: _text,
    Kind.CHOICE: _choice,
    Kind.BOOLEAN: _boolean,
    Kind.ID: _id,
    Kind.ANCHORS: _anchors,
}
