"""Writes a map in the flat notation, as JSON."""

import json
from typing import Any

from argmap.formats.fields import VERSION
from argmap.formats.plain import plain
from argmap.model import ArgumentMap


def write(m: ArgumentMap) -> str:
    """The map as flat JSON; the same map gives the same bytes, and reading them gives the same map.

    >>> from argmap.model import ArgumentMap, Claim
    >>> print(write(ArgumentMap(conclusion="a", statements=[Claim(text="It is so.", id="a")])))
    {
      "argmap": 1,
      "conclusion": "a",
      "nodes": [
        {"kind": "claim", "id": "a", "text": "It is so."}
      ],
      "relations": []
    }
    <BLANKLINE>
    """
    top: dict[str, Any] = {"argmap": VERSION}
    if m.title is not None:
        top["title"] = m.title
    if m.summary is not None:
        top["summary"] = m.summary
    top["conclusion"] = m.conclusion
    if m.document is not None:
        top["document"] = plain(m.document)
    if m.evaluating is not None:
        top["evaluate"] = plain(m.evaluating)
    if m.scale.own:
        top["scale"] = m.scale.written()
    if m.weights.own:
        top["weights"] = m.weights.written()
    lists = {"nodes": m.statements, "relations": m.steps, "tensions": m.tensions, "expect": m.expect}
    parts = [f'  "{key}": {_json(value)}' for key, value in top.items()]
    for key, values in lists.items():
        if values or key in ("nodes", "relations"):
            lines = ",\n".join(f"    {_json(plain(value))}" for value in values)
            parts.append(f'  "{key}": [\n{lines}\n  ]' if values else f'  "{key}": []')
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
