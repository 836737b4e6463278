"""Values as JSON: what `--json` prints."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from math import isfinite
from typing import Any

from argmap.cli.printing.screen import write
from argmap.errors import UsageError
from argmap.formats.inert import inert_json
from argmap.model import Value


def data(value: Any) -> Any:
    """A value as JSON: dataclasses and mappings as objects, NaN as null.

    >>> data({"a": (0.5, float("inf"))})
    {'a': [0.5, None]}
    """
    if is_dataclass(value) and not isinstance(value, (type, Mapping)):
        return {field.name: data(getattr(value, field.name)) for field in fields(value) if field.repr}
    if isinstance(value, Value):
        said = {**value.fields(), **({"kind": value.kind} if value.kind else {})}
        return {name: data(content) for name, content in said.items() if content is not None}
    if isinstance(value, Mapping):
        return {str(key): data(one) for key, one in value.items()}
    if isinstance(value, (tuple, list)):
        return [data(one) for one in value]
    if isinstance(value, float) and not isfinite(value):
        return None
    return value


def shallow(value: Any) -> dict[str, Any]:
    """The fields of a dataclass, as they are, without those that are no part of what was found."""
    return {field.name: getattr(value, field.name) for field in fields(value) if field.repr}


def print_json(value: Any) -> None:
    """Prints a value as JSON on standard output, in UTF-8. Raises UsageError for what nests deeper than JSON is read."""
    try:
        text = inert_json(data(value))
    except RecursionError:
        raise UsageError("the result nests too deep for JSON", "--depth 50 explains the first steps") from None
    write("-", f"{text}\n")
