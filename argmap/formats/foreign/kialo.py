"""Kialo, discussions exported as text: numbered claims, each Pro or Con the one above; both dialects."""

import re
from collections.abc import Iterator

from argmap.formats.foreign.intake import Intake
from argmap.formats.foreign.table import BEGINNING
from argmap.formats.losses import Reading, Source
from argmap.model import ArgumentMap

_CLAIM = re.compile(
    r"^(?P<indent>[ \t]*)(?P<number>\d+(?:\.\d+)*)\.(?:[ \t]+|$)(?:(?P<stance>Pro|Con|PRO|CON)\s*:\s*)?(?P<text>.*)$"
)
_TITLE = re.compile(r"^\s*(?:Discussion (?:Title|Name)|Title)\s*:\s*(.*)$", re.IGNORECASE)
_HEAD = re.compile(
    r"^\s*(Discussion Title|Discussion Name|Link to original discussion)\s*:", re.MULTILINE | re.IGNORECASE
)
_URL = re.compile(r"^\s*Link(?: to original discussion)?\s*:\s*(\S+)\s*$", re.IGNORECASE)
_SOURCES = re.compile(r"^\s*Sources?:\s*$", re.IGNORECASE)
_SEE = re.compile(r"^(?:->|→)\s*See\s+(\d+(?:\.\d+)*)\.?(?=\s|$)(.*)$", re.IGNORECASE | re.DOTALL)
_ESCAPED = re.compile(r"\\([()\[\]])")
_CITATION = re.compile(r"^\s*\[(\d+)\]\s*(.*)$")

DEEPEST = 200
"""How many levels are written below each other: each has a longer number. What stands lower begins anew, as a loss."""
_NUMBERED = re.compile(r"c\d+(\.\d+)*")
"""The ids of what was read from an export; its order is kept."""


def recognised(text: str) -> bool:
    """Whether a text begins as an export does, or has numbered claims for and against.

    >>> recognised("Discussion Title: Gold\\n\\n1. Gold is better."), recognised("1. Buy milk.")
    (True, False)
    """
    start = text[:BEGINNING]
    return bool(_HEAD.search(start[:1000]) or re.search(r"^\s*1\.\d+\.\s*(Pro|Con):", start, re.MULTILINE))


def read(source: Source) -> Reading:
    """The discussion in an export. Raises LoadError for a claim that has no place above it, or no stance."""
    intake = Intake(source)
    entries = list(_entries(source.text, intake))
    texts: dict[str, str] = {}
    see: dict[str, str] = {}
    for number, _stance, text, line in entries:
        if found := _SEE.match(text):
            see[number] = found[1]
            if found[2].strip():
                intake.lost(
                    "text of a reference", f"line {line}", found[2].strip(), "the claim says it where it stands"
                )
        elif number in texts:
            intake.problems.add((line, 1), f"{number}. occurs twice", "give it another number")
        else:
            texts[number] = text
            intake.statement(f"c{number}", text, (line, 1))
    for number, stance, _text, line in entries:
        above = number.rpartition(".")[0]
        if not above:
            continue
        above = see.get(above, above)
        one = see.get(number, number)
        if one not in texts or above not in texts:
            missing = one if one not in texts else above
            intake.problems.add((line, 1), f"claim {missing}. is not in the file", f"add a line: {missing}. …")
        elif not stance:
            intake.problems.add((line, 1), f"{number}. must be Pro or Con", f"{number}. Pro: …")
        else:
            kind = "support" if stance.lower() == "pro" else "attack"
            intake.step(kind, [f"c{one}"], f"c{above}", (line, 1))
    return intake.reading()


def _entries(text: str, intake: Intake) -> Iterator[tuple[str, str, str, int]]:
    """Number, stance, text and line of each claim; a text may go on over several lines."""
    open_one: list[object] | None = None
    at_sources = False
    for line_number, line in enumerate(text.splitlines(), 1):
        if found := _CLAIM.match(line):
            if open_one:
                yield _closed(open_one)
            at_sources = False
            open_one = [found["number"], found["stance"] or "", [found["text"]], line_number]
        elif open_one is None:
            _head(line, line_number, intake)
        elif _SOURCES.match(line):
            at_sources = True
        elif at_sources or _CITATION.match(line):
            if line.strip():
                intake.lost("source list", line_number, line.strip(), "it does not say of which claim it is")
        elif isinstance(words := open_one[2], list):
            words.append(line.strip())
    if open_one:
        yield _closed(open_one)


def _closed(one: list[object]) -> tuple[str, str, str, int]:
    words = one[2] if isinstance(one[2], list) else []
    text = _ESCAPED.sub(r"\1", "\n".join(words).strip())
    return str(one[0]), str(one[1]), text, int(str(one[3]))


def _head(line: str, number: int, intake: Intake) -> None:
    if found := _TITLE.match(line):
        intake.title(found[1], made=True)
    elif found := _URL.match(line):
        intake.document["url"] = found[1]
    elif line.strip():
        intake.lost("line before the first claim", number, line.strip())


def write(m: ArgumentMap) -> str:
    """The map as an export; a claim that is used again is a reference to where it stands.

    >>> from argmap.model import ArgumentMap, Claim, Premise, Support
    >>> nodes = [Claim(text="Gold is better.", id="gold"), Premise(text="It shines.", id="shines")]
    >>> print(write(ArgumentMap(conclusion="gold", statements=nodes, steps=[Support(sources=["shines"], target="gold")])))
    Discussion Title: Gold is better.
    <BLANKLINE>
    1. Gold is better.
    1.1. Pro: It shines.
    <BLANKLINE>
    """
    title = m.title or " ".join(m.statement(m.conclusion).text.split())
    lines = [f"Discussion Title: {title}", ""]
    if m.document is not None and m.document.url:
        lines.insert(1, f"Link to original discussion: {m.document.url}")
    numbers: dict[str, str] = {}
    place = 0
    giving = {source for step in m.steps for source in step.sources}
    numbered = all(_NUMBERED.fullmatch(one.id) for one in m.statements)
    tops = [one.id for one in m.statements if not numbered and one.id not in giving]
    for top in (*tops, *(one.id for one in m.statements)):
        if top not in numbers:
            place += 1
            lines += _lines(m, top, str(place), numbers)
    return "\n".join(lines) + "\n"


def _lines(m: ArgumentMap, top: str, number: str, numbers: dict[str, str]) -> Iterator[str]:
    waiting = [(top, number, "")]
    while waiting:
        id, number, stance = waiting.pop()
        if id in numbers:
            yield f"{number}. {stance}-> See {numbers[id]}."
            continue
        numbers[id] = number
        words = [line.strip() for line in _ESCAPED.sub(r"\\\\\1", m.statement(id).text).splitlines()]
        yield f"{number}. {stance}{words[0]}"
        yield from words[1:]
        deep = number.count(".") >= DEEPEST
        steps = [] if deep else [step for step in m.steps_to(id) if not step.linked]
        waiting += reversed(
            [
                (step.sources[0], f"{number}.{place}", "Pro: " if step.kind == "support" else "Con: ")
                for place, step in enumerate(steps, 1)
            ]
        )
