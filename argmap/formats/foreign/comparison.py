"""What of a map is not in the file that was written: the file is read back, and what differs is a loss.

So nothing is lost silently, whatever a writer leaves out, and a field that is added to the model is noticed here by itself.
"""

from collections import deque
from collections.abc import Iterator, Mapping
from typing import Any

from argmap.formats.losses import Loss
from argmap.model import ArgumentMap, ids
from argmap.model.field import fields_of
from argmap.model.map import REMARKS

SAID_BY_PLACE = ("role",)
"""Fields that a reader finds for itself: one that nobody gave is no loss where it comes back."""


def losses_between(m: ArgumentMap, back: ArgumentMap, name: str) -> tuple[Loss, ...]:
    """What of a map is not in the one that was read back from the format of this name.

    >>> from argmap.model import Claim
    >>> m = ArgumentMap(conclusion="a", statements=[Claim(text="A.", id="a", strength="strong")])
    >>> [str(loss) for loss in losses_between(m, m.rejecting("a"), "tgf")]
    ["strength: a: 'strong' becomes 0.0 (tgf has no place for it)"]
    """
    return tuple(_differences(m, back, f"{name} has no place for it"))


def _differences(m: ArgumentMap, back: ArgumentMap, why: str) -> Iterator[Loss]:
    names = _matched(m, back)
    for one in m.statements:
        if one.id not in names:
            yield Loss("statement", one.id, one.text, why)
            continue
        other = back.statement(names[one.id])
        if one.id != other.id:
            yield Loss("id", one.id, f"becomes {other.id!r}", why)
        if one.kind != other.kind:
            yield Loss("kind", one.id, f"a {one.kind} becomes a {other.kind}", "the kind follows from the steps there")
        yield from _fields(one, other, ("id",), why)
    for id in back.statements_by_id.keys() - set(names.values()):
        yield Loss("statement that is added", id, back.statement(id).text, why)
    yield from _steps(m, back, names, why)
    if m.conclusion in names and names[m.conclusion] != back.conclusion:
        yield Loss("conclusion", m.conclusion, f"becomes {back.conclusion!r}", why)
    for remark in REMARKS:
        said = getattr(m, remark)
        if remark != "conclusion" and said and said != getattr(back, remark):
            yield Loss(remark, "map", f"{said!r}"[:200], why)


def _fields(one: Any, other: Any, but: tuple[str, ...], why: str) -> Iterator[Loss]:
    for key, declared in fields_of(type(one)).items():
        said, there = getattr(one, declared.name), getattr(other, declared.name)
        if declared.name in but or said == there or (key in SAID_BY_PLACE and said == declared.default):
            continue
        yield Loss(key, one.id, f"{said!r} becomes {there!r}", why)


def _matched(m: ArgumentMap, back: ArgumentMap) -> Mapping[str, str]:
    """The id that each statement has there: the same id and text, else the same text, else the same id, else the same place among the rest."""
    names = {one.id: one.id for one in m.statements if _same(one, back.statements_by_id.get(one.id))}
    taken = set(names.values())
    by_text: dict[str, deque[str]] = {}
    for one in back.statements:
        if one.id not in taken:
            by_text.setdefault(" ".join(one.text.split()), deque()).append(one.id)
    for one in m.statements:
        if one.id not in names and (same := by_text.get(" ".join(one.text.split()))):
            names[one.id] = same.popleft()
    taken = set(names.values())
    for one in m.statements:
        if one.id not in names and one.id in back.statements_by_id and one.id not in taken:
            names[one.id] = one.id
    rest = [one.id for one in m.statements if one.id not in names]
    taken = set(names.values())
    others = [one.id for one in back.statements if one.id not in taken]
    if len(rest) == len(others):
        names |= dict(zip(rest, others, strict=True))
    return names


def _same(one: Any, other: Any) -> bool:
    return other is not None and " ".join(one.text.split()) == " ".join(other.text.split())


def _steps(m: ArgumentMap, back: ArgumentMap, names: Mapping[str, str], why: str) -> Iterator[Loss]:
    there: dict[tuple[object, ...], list[Any]] = {}
    for step in back.steps:
        there.setdefault((step.kind, frozenset(step.sources), step.target), []).append(step)
    known = dict(names)
    waiting, met = list(m.steps), set()
    while waiting:
        later = []
        for step in waiting:
            if step.target not in known and step.target in m.steps_by_id and step.target not in met:
                later.append(step)
                continue
            met.add(step.id)
            sources = frozenset(known.get(source, source) for source in step.sources)
            same = there.get((step.kind, sources, known.get(step.target, "")))
            if not same:
                yield Loss(f"relation {step.kind}", step.id, f"{', '.join(step.sources)} → {step.target}", why)
                continue
            other = next((one for one in same if one.id == step.id), same[0])
            same.remove(other)
            known[step.id] = other.id
            made = ids.step_slug(step.kind, step.sources, step.target)
            if step.id not in (other.id, made):
                yield Loss("id of a step", step.id, f"becomes {other.id!r}", why)
            yield from _fields(step, other, ("id", "sources", "target"), why)
        if len(later) == len(waiting):
            return
        waiting = later
    for rest in there.values():
        for step in rest:
            yield Loss(
                f"relation {step.kind} that is added", step.id, f"{', '.join(step.sources)} → {step.target}", why
            )
