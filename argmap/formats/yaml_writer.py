"""Writes plain data as block YAML, as a person would: words without quotes where that is safe."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

WIDTH = 120
"""Longer lines are broken between words."""
_UNSAFE_START = re.compile(r"[-?:,\[\]{}#&*!|>'\"%@`=<~.]")
_UNSAFE = re.compile(r": | #|:$")
_TYPED = re.compile(
    r"(null|true|false|yes|no|on|off|y|n)|[-+]?[\d.][\d_.,:eExXoO+-]*[a-fA-F\d_]*|[-+]?\.?(inf|nan)|\d{4}-\d\d?-\d\d?.*",
    re.IGNORECASE,
)
_FLOW = re.compile(r"[,\[\]{}:]")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}


class OneLine(dict[str, Any]):
    """A mapping that is written on one line, in braces."""


def block(top: Mapping[str, Any]) -> str:
    """The mapping as YAML text, ending in a newline.

    >>> print(block({"claim": "It is: so.", "strength": (0.5, 1.0), "because": [{"ref": "a"}, OneLine(of="b")]}))
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
        if isinstance(value, Mapping) and not isinstance(value, OneLine):
            yield start
            yield from _mapping(value, indent + "  ")
        elif isinstance(value, list):
            yield start
            yield from _sequence(value, indent + "  ")
        else:
            yield from _folded(f"{start} {scalar(value)}", indent)


def _sequence(items: list[Any], indent: str) -> Iterator[str]:
    for item in items:
        if isinstance(item, Mapping) and not isinstance(item, OneLine):
            first, *rest = _mapping(item, indent + "  ")
            yield f"{indent}- {first.lstrip(' ')}"
            yield from rest
        else:
            yield from _folded(f"{indent}- {scalar(item)}", indent)


def _folded(line: str, indent: str) -> Iterator[str]:
    """The line, broken between words where it is too long; what follows is indented, and reads as one text.

    >>> list(_folded("claim: " + "a long word " * 12, ""))[1]
    '  long word a long word a long word '
    """
    start = 0
    while len(line) - start > (room := WIDTH if start == 0 else WIDTH - len(indent) - 2):
        ends = [at for at in range(start + 1, start + room + 1) if _parts(line, at) and at > len(indent) + 2]
        if not ends:
            break
        yield (f"{indent}  " if start else "") + line[start : ends[-1]]
        start = ends[-1] + 1
    yield (f"{indent}  " if start else "") + line[start:]


def _parts(line: str, at: int) -> bool:
    """Whether a line may be broken at a space: a single one, between words of a text."""
    if not 0 < at < len(line) - 1 or line[at] != " " or " " in (line[at - 1], line[at + 1]):
        return False
    return line[at - 1] not in ":-" and "\\" not in line[at - 1 : at + 2]
