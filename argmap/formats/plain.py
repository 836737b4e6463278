"""Values of the model as plain data, keyed as both notations write them."""

from typing import Any

from argmap.model import Value
from argmap.model.field import fields_of


def keys(model: type[Value]) -> tuple[str, ...]:
    """The keys of a value in the order in which they are written: kind and id first, then as the model has them.

    >>> from argmap.model import Support
    >>> keys(Support)
    ('kind', 'id', 'sources', 'target', 'weight', 'why', 'by', 'remark')
    """
    fields = fields_of(model)
    first = [*(["kind"] if model.kind and "kind" not in fields else []), *(["id"] if "id" in fields else [])]
    return (*first, *(key for key in fields if key not in first))


def plain(value: Value) -> dict[str, Any]:
    """The fields of a value that say something, by their keys, with lists and mappings for what they hold.

    >>> from argmap.model import Expectation
    >>> plain(Expectation(of="move", at_least=0.5, turned_by=["cheaper"]))
    {'of': 'move', 'at-least': 0.5, 'turned-by': ['cheaper']}
    """
    fields = fields_of(type(value))
    contents: dict[str, Any] = {}
    for key in keys(type(value)):
        if key not in fields:
            contents[key] = getattr(value, key)
            continue
        field = fields[key]
        content = getattr(value, field.name)
        if field.required or content != field.default:
            contents[key] = _plain(content)
    return contents


def _plain(content: Any) -> Any:
    if isinstance(content, Value):
        return plain(content)
    return [_plain(part) for part in content] if isinstance(content, tuple) else content
