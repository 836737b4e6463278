"""The map in which a statement or step has another id, with every id that is made of it."""

from collections.abc import Mapping
from typing import Any

from argmap.model import ArgumentMap, ids
from argmap.model.checked import Value
from argmap.model.field import Kind, fields_of


def renamed(m: ArgumentMap, old: str, new: str) -> tuple[ArgumentMap, dict[str, str]]:
    """The map with another id for a statement or step, and all ids that have changed: of steps that are named after it too.

    >>> from argmap.formats import loads
    >>> m = loads("claim: It pays off.\\nid: pays\\nbecause:\\n- premise: It is cheaper.\\n  id: cheaper\\n")
    >>> renamed(m, "cheaper", "price")[1]
    {'cheaper': 'price', 'cheaper.supports.pays': 'price.supports.pays'}
    """
    names = {old: new}
    growing = True
    while growing:
        growing = False
        for step in m.steps:
            if step.id == old or step.id != ids.step_slug(step.kind, step.sources, step.target):
                continue
            ends = [names.get(item, item) for item in step.sources], names.get(step.target, step.target)
            if (made := ids.step_slug(step.kind, *ends)) != names.get(step.id, step.id):
                names[step.id], growing = made, True
    nodes = tuple(node.replace(id=names.get(node.id, node.id)) for node in m.statements)
    changed = {
        name: tuple(with_names(item, names) for item in getattr(m, name)) for name in ("steps", "tensions", "expect")
    }
    conclusion = names.get(m.conclusion, m.conclusion)
    return m.replace(statements=nodes, conclusion=conclusion, **changed), names


def with_names(value: Value, names: Mapping[str, str]) -> Value:
    """A step or remark with new ids in the place of old ones.

    >>> from argmap.model import Expectation
    >>> with_names(Expectation(of="move", at_least=0.5), {"move": "moving"}).of
    'moving'
    """
    changed: dict[str, Any] = {}
    for field in fields_of(type(value)).values():
        content = getattr(value, field.name)
        if field.kind is Kind.ID:
            changed[field.name] = names.get(content, content)
        elif field.kind in (Kind.TWO_IDS, Kind.ID_OR_IDS, Kind.IDS):
            changed[field.name] = tuple(names.get(one, one) for one in content)
    return value.replace(**changed)
