"""Files of facts such as `arg(a).` and `att(a,b).`: APX of the argumentation solvers, and `.bag` with base scores."""

import re
from collections.abc import Iterator

from argmap.formats.foreign.intake import At, Intake
from argmap.formats.foreign.relations import STEP_KIND_OF_WORD, relation_of
from argmap.formats.losses import Reading, Source
from argmap.model import ArgumentMap

_FACT = re.compile(r"\s*([?\w]+)\s*\(\s*([^()]*?)\s*\)\s*\.?")
_COMMENT = re.compile(r"[%#].*|//.*")
_KNOWN = ("arg", "argument")


def read(source: Source) -> Reading:
    """The framework in a file of facts. Raises LoadError for a fact of no known name."""
    intake = Intake(source)
    relations: list[tuple[str, list[str], At]] = []
    for name, values, at in _facts(source.text, intake):
        if name in _KNOWN:
            _argument(values, at, intake)
        else:
            relations.append((name, values, at))
    for name, values, at in relations:
        if name.lower() not in STEP_KIND_OF_WORD and _says_one(values, intake):
            shown = f"{name}({', '.join(values)})"
            intake.lost(f"fact {name}", f"line {at[0]}", shown, "it is about one argument and no argument itself")
            continue
        if len(values) < 2:
            intake.problems.add(at, f"{name} must have two names, got {len(values)}", "att(a, b).")
            continue
        if (kind := relation_of(name, intake, at)) is None:
            continue
        start, end, *more = values
        weight = _number(more[0]) if more else None
        if more and weight is None:
            intake.lost("value of a relation", at, more[0], "a weight is a number in [0, 1]")
        for one in (start, end):
            intake.absent(one, "the file uses it and does not define it")
        intake.step(kind, [start], end, at, weight=weight)
    return intake.reading()


def _says_one(values: list[str], intake: Intake) -> bool:
    """Whether a fact is about one argument: it has one name, or beside it a number that is no argument."""
    return len(values) == 1 or (_number(values[1]) is not None and values[1] not in intake.statements)


def _argument(values: list[str], at: At, intake: Intake) -> None:
    name, *more = values
    strength = _number(more[0]) if more else None
    if more and strength is None:
        intake.lost("value of an argument", name, more[0], "a strength is a number in [0, 1]")
    intake.statement(name, None, at, strength=strength)


def _facts(text: str, intake: Intake) -> Iterator[tuple[str, list[str], At]]:
    for number, line in enumerate(text.splitlines(), 1):
        if found := _COMMENT.search(line):
            intake.lost("comment", f"line {number}", found[0], "a map has no comments")
            line = line[: found.start()]  # noqa: PLW2901
        start = 0
        while line[start:].strip():
            fact = _FACT.match(line, start)
            if fact is None:
                intake.problems.add(
                    (number, start + 1), f"a fact is needed, got {line[start:].strip()[:40]!r}", "arg(a)."
                )
                break
            yield fact[1], [value.strip().strip("\"'") for value in fact[2].split(",")], (number, start + 1)
            start = fact.end()


def _number(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if 0 <= value <= 1 else None


def lines(m: ArgumentMap, end: str, *, scores: bool) -> Iterator[str]:
    """The facts of a map: an argument for each statement, a fact for each step from one statement to another."""
    for one in m.statements:
        score = f", {m.scale.number(one.strength)!r}" if scores and one.strength is not None else ""
        yield f"arg({one.id}{score}){end}"
    for step in m.steps:
        if step.kind != "undercut" and not step.linked:
            weight = f", {m.weighing.number(step.weight)!r}" if scores and step.weight is not None else ""
            yield f"{'sup' if step.kind == 'support' else 'att'}({step.sources[0]}, {step.target}{weight}){end}"
