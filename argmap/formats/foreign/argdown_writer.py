"""A map as Argdown: plain steps as relations, all others as arguments with premises, a line and a conclusion."""

import re
from collections.abc import Hashable, Iterator, Mapping
from typing import Any

from argmap.formats.anchors import anchor_text
from argmap.formats.foreign.argdown_graph import ARGUMENT, STATEMENT_DATA, STEP_DATA
from argmap.formats.foreign.intake import kinds_by_place
from argmap.formats.plain import plain
from argmap.formats.yaml_writer import scalar
from argmap.model import ArgumentMap, Value, ids
from argmap.model.field import Kind, ValueField, fields_of

SIGN_OF_KIND = {"support": "+", "attack": "-", "undercut": "_"}
_SPECIAL = re.compile(r"([\\#{}\[\]<>@])|(//|/\*)")


def write(m: ArgumentMap) -> str:
    """The map as an Argdown document.

    >>> from argmap.model import ArgumentMap, Claim, Premise, Support
    >>> nodes = [Claim(text="Gold is better.", id="gold"), Premise(text="It shines.", id="shines")]
    >>> print(write(ArgumentMap(conclusion="gold", statements=nodes, steps=[Support(sources=["shines"], target="gold")])))
    [gold]: Gold is better.
      + [shines]
    <BLANKLINE>
    [shines]: It shines.
    <BLANKLINE>
    """
    front = [f"{key}: {scalar(said)}" for key, said in about_map(m).items()]
    blocks = ["\n".join(["===", *front, "==="])] if front else []
    named = {step.id for step in m.steps if not _plain(m, step)}
    blocks += ["\n".join(_statement(m, one, named)) for one in m.statements]
    blocks += ["\n".join(_argument(m, step, named)) for step in m.steps if step.id in named]
    return "\n\n".join(blocks) + "\n"


def about_map(m: ArgumentMap) -> dict[str, Any]:
    """What stands before the document: title, author and date, and the map's own words for strengths and weights."""
    about = {
        "title": m.title,
        "author": m.document and m.document.author,
        "date": m.document and m.document.date,
        "scale": m.scale.written(),
        "weights": m.weights.written(),
    }
    return {key: said for key, said in about.items() if said}


def _plain(m: ArgumentMap, step: Any) -> bool:
    """Whether a step is a relation without anything more."""
    said = any(
        getattr(step, field.name) != field.default
        for key, field in fields_of(type(step)).items()
        if key in (*STEP_DATA, "why")
    )
    made = step.id == ids.step_slug(step.kind, step.sources, step.target)
    return not (said or step.linked or not made or m.steps_to(step.id))


def _statement(m: ArgumentMap, one: Any, named: set[str]) -> Iterator[str]:
    skipped = {"role"} if _is_argument(m, one.id) else set()
    yield f"{_use(m, one.id)}: {_escaped(one.text)}{_data(one, STATEMENT_DATA, skipped, _kind(m, one))}"
    for step in m.steps_to(one.id):
        if step.id not in named:
            yield f"  {SIGN_OF_KIND[step.kind]} {_use(m, step.sources[0])}"


def _argument(m: ArgumentMap, step: Any, named: set[str]) -> Iterator[str]:
    against = {} if step.kind == "support" else {"linked": step.kind, "target": step.target}
    why = f": {_escaped(step.why)}" if step.why else ""
    yield f"<{step.id}>{why}{_data(step, STEP_DATA, set(), against)}"
    for undercut in m.steps_to(step.id):
        if undercut.id not in named:
            yield f"  _ {_use(m, undercut.sources[0])}"
    yield ""
    for number, source in enumerate(step.sources, 1):
        yield f"({number}) {_use(m, source)}"
    yield "-----"
    number = len(step.sources) + 1
    if step.kind == "support":
        yield f"({number}) {_use(m, step.target)}"
    else:
        end = f"<{step.target}>" if step.kind == "undercut" else _use(m, step.target)
        yield f"({number}) [{step.id}.drawn]: What these premises say against it."
        yield f"  {SIGN_OF_KIND[step.kind]}> {end}"


def _kind(m: ArgumentMap, one: Any) -> dict[str, str]:
    """The kind of a statement, where its place among the steps does not say it."""
    if one.id == m.conclusion or one.kind == m.once(_kinds).get(one.id, "premise"):
        return {}
    return {"kind": one.kind}


def _kinds(m: ArgumentMap) -> Mapping[Hashable, str]:
    return kinds_by_place((step.kind, step.sources, step.target) for step in m.steps)


def _use(m: ArgumentMap, id: str) -> str:
    return f"<{id}>" if _is_argument(m, id) else f"[{id}]"


def _is_argument(m: ArgumentMap, id: str) -> bool:
    """Whether a statement is written as an argument: it is one by its role, and no line of another needs it as a statement."""
    return m.statement(id).role == ARGUMENT and id not in m.once(_in_lines)


def _in_lines(m: ArgumentMap) -> set[str]:
    return {id for step in m.steps if not _plain(m, step) for id in (*step.sources, step.target)}


def _escaped(text: str) -> str:
    return _SPECIAL.sub(lambda found: "".join(f"\\{letter}" for letter in found[0]), " ".join(text.split()))


def _data(value: Value, keys: tuple[str, ...], skipped: set[str], more: dict[str, Any] | None = None) -> str:
    said: dict[str, Any] = dict(more or {})
    for key, field in fields_of(type(value)).items():
        content = getattr(value, field.name)
        if key in keys and key not in skipped and content != field.default:
            said[key] = _listed(content, field)
    return f" {scalar(said)}" if said else ""


def _listed(content: Any, field: ValueField) -> Any:
    if field.kind is Kind.RECORDS:
        return [plain(one) for one in content]
    return [_anchor(one) for one in content] if field.kind is Kind.ANCHORS else content


def _anchor(anchor: Any) -> Any:
    line = anchor_text(anchor.at, anchor.quote)
    return line if line is not None else {key: text for key, text in anchor.fields().items() if text is not None}
