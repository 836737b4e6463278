"""`p af`, the format of the ICCMA competitions: arguments are numbers, and a line is an attack."""

import re

from argmap.formats.foreign.intake import Intake
from argmap.formats.foreign.table import BEGINNING
from argmap.formats.losses import Reading, Source
from argmap.model import ArgumentMap

_HEAD = re.compile(r"^\s*p\s+af\s+(\d+)\s*$", re.MULTILINE)
MOST_ARGUMENTS = 5_000_000
"""How many arguments are read."""


def recognised(text: str) -> bool:
    """Whether a text has the first line of a framework.

    >>> recognised("p af 2\\n1 2\\n"), recognised("1 2\\n")
    (True, False)
    """
    return _HEAD.search(text[:BEGINNING]) is not None


def read(source: Source) -> Reading:
    """The framework in a file. Raises LoadError for a line that is no attack between two of its arguments."""
    intake = Intake(source)
    count = 0
    for number, line in enumerate(source.text.splitlines(), 1):
        words = line.split()
        if not words:
            continue
        if words[0].startswith("#") or words[0] == "c":
            intake.lost("comment", f"line {number}", line.strip(), "a map has no comments")
        elif found := _HEAD.match(line):
            count = _number(found[1])
            if count > MOST_ARGUMENTS:
                intake.problems.add(
                    (number, 1), f"at most {MOST_ARGUMENTS:,} arguments are read, got {found[1][:20]}", ""
                )
                intake.problems.stop()
            for name in range(1, count + 1):
                intake.statement(f"a{name}", None)
        elif len(words) == 2 and all(1 <= _number(word) <= count for word in words):
            intake.step("attack", [f"a{_number(words[0])}"], f"a{_number(words[1])}", (number, 1))
        else:
            rule = (
                f"a line must be two numbers from 1 to {count}"
                if count
                else "the first line must be `p af` and a number"
            )
            intake.problems.add((number, 1), f"{rule}, got {line.strip()[:40]!r}", "1 2" if count else "p af 2")
    return intake.reading()


def _number(word: str) -> int:
    """A whole number; 0 for a word that is none, and more than is read for one that is too long."""
    if not (word.isascii() and word.isdecimal()):
        return 0
    return int(word) if len(word) < 20 else MOST_ARGUMENTS + 1


def write(m: ArgumentMap) -> str:
    """The map as a framework; its statements are numbered in their order.

    >>> from argmap.model import ArgumentMap, Attack, Claim, Counterevidence
    >>> nodes = [Claim(text="a1", id="a1"), Counterevidence(text="a2", id="a2")]
    >>> print(write(ArgumentMap(conclusion="a1", statements=nodes, steps=[Attack(sources=["a2"], target="a1")])))
    p af 2
    2 1
    <BLANKLINE>
    """
    numbers = {one.id: number for number, one in enumerate(m.statements, 1)}
    attacks = [step for step in m.steps if step.kind == "attack" and not step.linked]
    lines = [f"{numbers[step.sources[0]]} {numbers[step.target]}\n" for step in attacks]
    return f"p af {len(numbers)}\n{''.join(lines)}"
