"""What pydantic found wrong with a value, said in argmap's words: the thing, the rule, the value, the fix."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from argmap.errors import MapError, Problem, guess, shown

_MUST_BE = {
    "string_type": "text",
    "bool_type": "true or false",
    "tuple_type": "a list",
    "float_type": "a number",
    "model_type": "a value of the model or a mapping",
    "model_attributes_type": "a value of the model or a mapping",
    "missing": "given",
}


def problems_of(
    error: ValidationError, thing: str, fields: Mapping[str, Any], model: type[BaseModel]
) -> tuple[Problem, ...]:
    """The problems that `error` holds, about a `thing` that was to be built from `fields`."""
    name = fields.get("id")
    subject = f"{thing} {name!r}" if isinstance(name, str) else thing
    found: list[Problem] = []
    for detail in error.errors(include_url=False):
        cause = detail.get("ctx", {}).get("error")
        if isinstance(cause, MapError):
            found.extend(cause.problems)
        else:
            found.append(_problem(detail, subject, list(model.model_fields)))
    return tuple(found)


def _problem(detail: ErrorDetails, subject: str, known: list[str]) -> Problem:
    where = detail["loc"]
    key = str(where[0]) if where else ""
    kind, value = detail["type"], detail["input"]
    if kind == "extra_forbidden":
        return Problem(subject, f"{key!r} is not one of its fields", guess(key, known), where=where)
    if kind in ("literal_error", "union_tag_invalid"):
        context = detail["ctx"]
        allowed = str(context.get("expected") or context.get("expected_tags")).replace("'", "").replace(" or ", ", ")
        tag = context.get("tag", value)
        message = f"{key} must be one of {allowed}, got {shown(tag)}"
        return Problem(subject, message, guess(tag, allowed.split(", ")), where=where)
    if kind == "union_tag_not_found":
        return Problem(subject, f"{_path(where)} must say its kind, got {shown(value)}", where=where)
    if kind == "value_error":
        start = f"{key} " if key else ""
        return Problem(subject, f"{start}{detail['ctx']['error']}", where=where)
    got = "nothing" if kind == "missing" else shown(value)
    must_be = _MUST_BE.get(kind, detail["msg"].removeprefix("Input should be "))
    return Problem(subject, f"{_path(where)} must be {must_be}, got {got}", where=where)


def _path(where: tuple[int | str, ...]) -> str:
    return ".".join(str(part) for part in where)
