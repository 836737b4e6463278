"""brat, argument annotations of a text (`.ann`): spans that are claims and premises, relations and stances."""

import re
from collections.abc import Iterator
from itertools import count

from argmap.formats.foreign.intake import Intake
from argmap.formats.foreign.relations import relation_of
from argmap.formats.foreign.table import BEGINNING
from argmap.formats.losses import Reading, Source
from argmap.model import ArgumentMap

MAIN_CLAIM_TYPES = ("majorclaim", "major_claim", "main_claim")
STATEMENT_TYPES = ("claim", "premise", "counterevidence", "evidence", "premiss", "statement")
STANCES = {"for": "support", "pro": "support", "against": "attack", "con": "attack"}
NO_STEP_RELATIONS = ("semantically_same", "parts_of_same", "part_of", "same_as", "equals")
_SPAN = re.compile(r"^T\w+(?:\t| {2,})\S+ \d+ \d+", re.MULTILINE)
_LINE = re.compile(r"^(?P<key>[A-Z#*]\w*)\t(?P<what>[^\t]*)(?:\t(?P<text>.*))?$")
_SPACED = re.compile(
    r"^(?P<key>T\w*) {2,}(?P<what>\S+ \d+ \d+(?:;\d+ \d+)*) +(?P<text>\S.*)$|^(?P<other>[A-Z#*]\w*) {2,}(?P<rest>\S.*)$"
)
"""The same where spaces stand for tabs, as in a text that was pasted."""
_ENDS = re.compile(r"^(\S+)\s+\w+:(\w+)\s+\w+:(\w+)$")


def recognised(text: str) -> bool:
    """Whether a text has annotations of spans.

    >>> recognised("T1\\tClaim 0 3\\tSo."), recognised("claim: So.")
    (True, False)
    """
    return _SPAN.search(text[:BEGINNING]) is not None


def read(source: Source) -> Reading:
    """The argument in a file of annotations. Raises LoadError for a relation of no known kind."""
    intake = Intake(source)
    mains: list[str] = []
    stances: list[tuple[str, str, int]] = []
    relations: list[tuple[str, str, str, str, int]] = []
    for number, line in enumerate(source.text.splitlines(), 1):
        if not line.strip():
            continue
        key, what, text = _parts(line)
        if key.startswith("T"):
            type = what.split(" ", 1)[0]
            mains += [key] if type.lower() in MAIN_CLAIM_TYPES else []
            intake.statement(key, text, (number, 1))
            intake.lost("place in the text", key, what.partition(" ")[2], "the text is not in this file")
            if type.lower() not in (*MAIN_CLAIM_TYPES, *STATEMENT_TYPES):
                intake.lost("type of a span", key, type, "argmap finds kinds by their places among the steps")
        elif key.startswith("R") and (ends := _ENDS.match(what.strip())):
            relations.append((key, ends[1], ends[2], ends[3], number))
        elif key.startswith(("A", "M")) and what.startswith("Stance ") and len(what.split()) == 3:
            _, on, stance = what.split()
            stances.append((on, stance, number))
        elif key[:1] in ("A", "M", "#", "E", "N", "*"):
            intake.lost("annotation", f"line {number}", line)
        else:
            intake.problems.add(
                (number, 1), f"a line must be an annotation, got {line.strip()[:40]!r}", "T1→Claim 0 3→So."
            )
    for key, word, start, end, number in relations:
        if word.lower() in NO_STEP_RELATIONS:
            intake.lost(f"relation {word}", key, f"{start} → {end}", "argmap has supports, attacks and undercuts only")
        elif (kind := relation_of(word, intake, (number, 1))) is not None:
            intake.step(kind, [start], end, (number, 1), id=key)
    for key, stance, number in stances:
        kind = STANCES.get(stance.lower())
        if kind is None:
            intake.lost("stance", key, stance, "a stance is for or against")
        elif key not in intake.statements:
            intake.lost("stance", key, stance, "the file has no span of this name")
        elif not mains:
            intake.lost("stance", key, stance, "there is no main claim that it could be for or against")
        else:
            intake.step(kind, [key], mains[0], (number, 1))
    for key in mains[1:]:
        intake.lost("second main claim", key, intake.statements[key].fields["text"], f"stances are taken to {mains[0]}")
    return intake.reading(conclusion=mains[0] if mains else None)


def _parts(line: str) -> tuple[str, str, str]:
    """Name, type with places, and text of an annotation; all empty where a line is none."""
    if found := _LINE.match(line):
        return found["key"], found["what"], found["text"] or ""
    if found := _SPACED.match(line):
        return found["key"] or found["other"], found["what"] or found["rest"].rstrip(), found["text"] or ""
    return "", "", ""


def write(m: ArgumentMap) -> str:
    """The map as annotations of the text that its statements make when they stand one below the other."""
    return "".join(f"{line}\n" for line in _lines(m))


def _lines(m: ArgumentMap) -> Iterator[str]:
    start = 0
    types = {"claim": "Claim", "premise": "Premise", "counterevidence": "Premise"}
    keys = _keys("T", [one.id for one in m.statements])
    for one in m.statements:
        text = " ".join(one.text.split())
        type = "MajorClaim" if one.id == m.conclusion else types[one.kind]
        yield f"{keys[one.id]}\t{type} {start} {start + len(text)}\t{text}"
        start += len(text) + 1
    plain = [step for step in m.steps if step.kind != "undercut" and not step.linked]
    names = _keys("R", [step.id for step in plain])
    for step in plain:
        word = "supports" if step.kind == "support" else "attacks"
        yield f"{names[step.id]}\t{word} Arg1:{keys[step.sources[0]]} Arg2:{keys[step.target]}\t"


def _keys(letter: str, names: list[str]) -> dict[str, str]:
    """The names of annotations: a letter and a number, where an id is not such a name itself."""
    kept = {name: name for name in names if re.fullmatch(rf"{letter}\d+", name)}
    free = (key for number in count(1) if (key := f"{letter}{number}") not in kept)
    return {name: kept[name] if name in kept else next(free) for name in names}
