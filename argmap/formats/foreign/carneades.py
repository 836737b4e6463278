"""Carneades, arguments as YAML: statements, arguments with premises and what undercuts them, issues, assumptions."""

import re
from typing import Any

from argmap.formats.foreign.intake import Intake
from argmap.formats.foreign.parts import Part, plain_data, scalar_text, yaml_part
from argmap.formats.losses import Reading, Source
from argmap.formats.syntax import Mapping, Scalar, Sequence, Tree
from argmap.formats.yaml_writer import block
from argmap.model import ArgumentMap, ids

_PARTS = re.compile(
    r"^(statements|arguments|issues|assumptions|argument_schemes|issue_schemes|language):", re.MULTILINE
)
LABELS = "it is what Carneades computes, or is tested to compute"


def recognised(text: str) -> bool:
    """Whether a text has statements and arguments at its top.

    >>> recognised("statements:\\n  a: It is so.\\narguments:\\n"), recognised("claim: It is so.")
    (True, False)
    """
    return len(set(_PARTS.findall(text))) > 1 and not text.lstrip().startswith("{")


def read(source: Source) -> Reading:
    """The arguments in a file. Raises LoadError."""
    intake = Intake(source)
    top = yaml_part(source.text, intake)
    if (meta := top.part("meta")) is not None:
        intake.title(meta.text("title"))
        meta.leave("meta")
    statements = top.part("statements")
    for key, value in statements.items() if statements is not None else ():
        _statement(key, value, intake)
    for key in _named(top.get("assumptions"), intake):
        intake.absent(key, "it is assumed and not written out")
        intake.statements[key].fields["strength"] = 1.0
    arguments = top.get("arguments")
    if isinstance(arguments, Mapping):
        for key, (_, value) in arguments.entries.items():
            if isinstance(value, Mapping):
                _argument(key, Part(value, intake), intake)
    elif isinstance(arguments, Sequence):
        for value in arguments.items:
            if isinstance(value, Mapping):
                part = Part(value, intake)
                _argument(part.text("id"), part, intake)
    if (issues := top.part("issues")) is not None:
        for key, value in issues.items():
            _issue(key, value, intake)
    top.take_away("labels", "tests", why=LABELS)
    top.leave("file")
    return intake.reading()


def _statement(key: str, value: Tree, intake: Intake) -> None:
    part = Part(value, intake) if isinstance(value, Mapping) else None
    text = part.text("text", "atom", "content") if part is not None else _text(value)
    assumed = part is not None and part.true("assumed")
    if part is not None:
        part.skip("assumed") if part.text("assumed").lower() == "false" else None
        part.take_away("label", why=LABELS)
        part.leave(key)
    intake.statement(_term(key), text, (value.line, value.column), name=key, strength=1.0 if assumed else None)


def _argument(key: str, part: Part, intake: Intake) -> None:
    conclusion = _term(part.text("conclusion"))
    premises = _named(part.get("premises"), intake)
    if not conclusion:
        intake.problems.add(part.at, f"argument {key!r} has no conclusion", "conclusion: the name of a statement")
        return
    for one in (conclusion, *premises):
        intake.absent(one, "the file uses it and does not define it")
    weight, scheme = part.number("weight"), part.text("scheme")
    if not premises:
        called = key or f"argument-{part.at[0]}"
        premises = [f"{called} at line {part.at[0]}"]
        intake.statement(premises[0], scheme or called, part.at, name=f"{called}-holds", strength=1.0)
        why = "a step needs a source; a certain premise stands for it"
        intake.lost("argument without premises", key or part.at, conclusion, why)
    made = _id(key)
    if key and made is None:
        intake.lost("id of a step", key, key, "an id is a letter, then letters, digits, . _ -")
    intake.step("support", premises, conclusion, part.at, ("step", key or part.at), id=made, weight=weight, why=scheme)
    for name in ("undercutter", "undercutters", "exceptions", "not_app"):
        for one in _named(part.get(name), intake):
            intake.absent(one, "the file uses it and does not define it")
            intake.step("undercut", [one], ("step", key or part.at), part.at)
    part.skip("id")
    part.leave(key)


def _issue(key: str, value: Tree, intake: Intake) -> None:
    """The positions of an issue are rivals: each attacks every other."""
    part = Part(value, intake) if isinstance(value, Mapping) else None
    positions = _named(part.get("positions") if part is not None else value, intake)
    for one in positions:
        intake.absent(one, "the file uses it and does not define it")
    for one in positions:
        for other in positions:
            if one != other:
                intake.step("attack", [one], other, (value.line, value.column))
    if len(positions) < 2:
        intake.lost("issue", key, ", ".join(positions), "one position has no rival")
    if part is not None:
        part.leave(key)


def _named(value: Tree | None, intake: Intake) -> list[str]:
    """The statements that a list names, or a mapping from roles of premises."""
    if isinstance(value, Scalar):
        return [text for text in (_term(scalar_text(value)),) if text]
    if isinstance(value, Sequence):
        for other in value.items:
            if not isinstance(other, Scalar):
                intake.lost("item of a list", (other.line, other.column), plain_data(other), "it names no statement")
        return [text for one in value.items if isinstance(one, Scalar) and (text := _term(scalar_text(one)))]
    if isinstance(value, Mapping):
        for role, (_, one) in value.entries.items():
            intake.lost("role of a premise", _text(one), role)
        return [_term(_text(one)) for _, one in value.entries.values() if _text(one)]
    return []


def _term(name: str) -> str:
    """A name as a term is compared: with no space after a comma or a bracket.

    >>> _term("happens(order, 1)"), _term("looks like snake")
    ('happens(order,1)', 'looks like snake')
    """
    return re.sub(r"\s*([(),])\s*", r"\1", name)


def _text(value: Tree) -> str:
    return scalar_text(value) if isinstance(value, Scalar) else ""


def _id(key: str) -> str | None:
    try:
        return ids.checked(key)
    except ValueError:
        return None


def write(m: ArgumentMap) -> str:
    """The map as Carneades YAML; attacks are issues where they go both ways, and cannot be said otherwise."""
    top: dict[str, Any] = {"meta": {"title": m.title}} if m.title else {}
    top["statements"] = {one.id: one.text for one in m.statements}
    if assumed := [one.id for one in m.statements if one.strength == 1.0]:
        top["assumptions"] = assumed
    arguments: dict[str, Any] = {}
    for step in m.steps:
        if step.kind != "support":
            continue
        said: dict[str, Any] = {"conclusion": step.target, "premises": list(step.sources)}
        if isinstance(step.weight, float):
            said["weight"] = step.weight
        if step.why:
            said["scheme"] = step.why
        if undercutters := [cut.sources[0] for cut in m.steps_to(step.id) if not cut.linked]:
            said["undercutter"] = undercutters[0] if len(undercutters) == 1 else undercutters
        arguments[step.id] = said
    top["arguments"] = arguments
    attacks = {(step.sources[0], step.target) for step in m.steps if step.kind == "attack" and not step.linked}
    rivals = sorted({tuple(sorted(pair)) for pair in attacks if pair[::-1] in attacks and pair[0] != pair[1]})
    if rivals:
        top["issues"] = {f"i{number}": {"positions": list(pair)} for number, pair in enumerate(rivals, 1)}
    return block(top)
