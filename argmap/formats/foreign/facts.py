"""Files of facts such as `arg(a).` and `att(a,b).`: APX of the argumentation solvers, and `.bag` with base scores."""

import re
from collections.abc import Iterator

from argmap.formats.foreign.intake import At, Intake
from argmap.formats.foreign.relations import relation_of
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
        elif len(values) < 2:
            intake.problems.add(at, f"{name} must have two names, got {len(values)}", "att(a, b).")
        elif (kind := relation_of(name, intake, at)) is not None:
            relations.append((kind, values, at))
    for kind, (start, end, *more), at in relations:
        weight = _number(more[0]) if more else None
        if more and weight is None:
            intake.lost("value of a relation", at, more[0], "a weight is a number in [0, 1]")
        for one in (start, end):
            intake.absent(one, "the file uses it and does not define it")
        intake.step(kind, [start], end, at, weight=weight)
    return intake.reading()


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
