"""Markdown that holds a notation between fences: the blocks of it, and what stands around them, which is left out."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from argmap.formats.foreign.intake import Intake

_FENCE = re.compile(r"^[ \t]*(?P<marks>`{3,}|~{3,})[ \t]*(?P<info>[^`\n]*)$")


@dataclass(frozen=True)
class FencedBlock:
    """A stretch of lines: the number of its first line, its text, and the words beside the opening fence."""

    line: int
    text: str
    info: str | None
    """What stands beside the opening fence; None for what stands outside."""


def blocks(text: str) -> Iterator[FencedBlock]:
    r"""What stands in fences and what stands around them, in order; a fence that is never closed goes on to the end.

    >>> [(one.line, one.info) for one in blocks("Look:\n```argdown\n[A]: a\n```\nSo.")]
    [(1, None), (3, 'argdown'), (5, None)]
    """
    begun, info, opened = 1, None, ""
    lines: list[str] = []
    for number, line in enumerate(text.split("\n"), 1):
        found = _FENCE.match(line)
        marks = found["marks"] if found else ""
        closes = opened and marks.startswith(opened) and found is not None and not found["info"].strip()
        if (marks and not opened) or closes:
            if lines:
                yield FencedBlock(begun, "\n".join(lines), info)
            info = found["info"].strip() if found is not None and not opened else None
            begun, opened, lines = number + 1, "" if opened else marks, []
        else:
            lines.append(line)
    if lines:
        yield FencedBlock(begun, "\n".join(lines), info)


def wanted_blocks(text: str, wanted: Callable[[FencedBlock], bool], name: str, intake: Intake) -> list[FencedBlock]:
    """The blocks in fences that are wanted, if there are any, else the text as one block; the rest is a loss."""
    found = list(blocks(text))
    mine = [one for one in found if one.info is not None and wanted(one)]
    if not mine:
        return [FencedBlock(1, text, None)]
    chosen = set(map(id, mine))
    for one in found:
        if id(one) not in chosen and one.text.strip():
            last = one.line + one.text.count("\n")
            shown = " ".join(one.text.split())
            intake.lost("text around the fences", f"lines {one.line}–{last}", shown, f"only a fence holds {name}")
    return mine
