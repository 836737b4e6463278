"""Plain data as block YAML, the way a person would write it: words without quotes where that is safe."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

_UNSAFE_START = re.compile(r"[-?:,\[\]{}#&*!|>'\"%@`=<~.]")
_UNSAFE = re.compile(r": | #|:$")
_TYPED = re.compile(
    r"(null|true|false|yes|no|on|off|y|n)|[-+]?[\d.][\d_.,:eExXoO+-]*[a-fA-F\d_]*|[-+]?\.?(inf|nan)|\d{4}-\d\d?-\d\d?.*",
    re.IGNORECASE,
)
_FLOW = re.compile(r"[,\[\]{}:]")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}


class Flow(dict[str, Any]):
    """A mapping that is written on one line, in braces."""


def block(top: Mapping[str, Any]) -> str:
    """The mapping as YAML text, ending in a newline.

    >>> print(block({"claim": "It is: so.", "strength": (0.5, 1.0), "because": [{"ref": "a"}, Flow(of="b")]}))
    claim: "It is: so."
    strength: [0.5, 1]
    because:
      - ref: a
      - {of: b}
    <BLANKLINE>
    """
    return "\n".join(_mapping(top, "")) + "\n"


def scalar(value: Any, *, flow: bool = False) -> str:
    """One value on one line.

    >>> scalar("a # b"), scalar("yes"), scalar("70 % of it"), scalar(1.0), scalar(True)
    ('"a # b"', '"yes"', '70 % of it', '1', 'true')
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return repr(int(value)) if value == int(value) else repr(value)
    if isinstance(value, (tuple, list)):
        return f"[{', '.join(scalar(part, flow=True) for part in value)}]"
    if isinstance(value, Mapping):
        return (
            "{" + ", ".join(f"{scalar(key, flow=True)}: {scalar(part, flow=True)}" for key, part in value.items()) + "}"
        )
    text = str(value)
    safe = (
        text == text.strip()
        and text.isprintable()
        and not _UNSAFE_START.match(text)
        and not _UNSAFE.search(text)
        and not _TYPED.fullmatch(text)
        and not (flow and _FLOW.search(text))
    )
    return text if safe and text else f'"{"".join(map(_escaped, text))}"'


def _escaped(letter: str) -> str:
    if letter in _ESCAPES:
        return _ESCAPES[letter]
    if letter.isprintable():
        return letter
    number = ord(letter)
    return f"\\x{number:02X}" if number < 0x100 else f"\\u{number:04X}" if number < 0x10000 else f"\\U{number:08X}"


def _mapping(fields: Mapping[str, Any], indent: str) -> Iterator[str]:
    for key, value in fields.items():
        start = f"{indent}{scalar(key)}:"
        if isinstance(value, Mapping) and not isinstance(value, Flow):
            yield start
            yield from _mapping(value, indent + "  ")
        elif isinstance(value, list):
            yield start
            yield from _sequence(value, indent + "  ")
        else:
            yield f"{start} {scalar(value)}"


def _sequence(items: list[Any], indent: str) -> Iterator[str]:
    for item in items:
        if isinstance(item, Mapping) and not isinstance(item, Flow):
            first, *rest = _mapping(item, indent + "  ")
            yield f"{indent}- {first.lstrip(' ')}"
            yield from rest
        else:
            yield f"{indent}- {scalar(item)}"
