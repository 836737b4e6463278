"""The rules of a well-formed map: ids are unique, ends exist, and every chain of undercuts ends at a support or attack.

Rules about the role a statement plays (a premise with reasons of its own, counterevidence that opposes nothing) are
not here: a map under edit passes through them, and `check` reports them.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING

from argmap.errors import Advice, Guesses, Problem, ValueRefused
from argmap.model.field import Kind
from argmap.model.ids import are_apart
from argmap.model.relations import RELATIONS

if TYPE_CHECKING:
    from argmap.model import ArgumentMap, Attack, Claim, Counterevidence, Premise, Support, Undercut


def problems(m: ArgumentMap) -> tuple[Problem, ...]:
    """The problems that keep `m` from being a well-formed map, each with its index and field."""
    if _plainly_fine(m):
        return ()
    repeated, guess = tuple(_repeated_ids(m)), Guesses()
    return repeated or (
        *_conclusion(m, guess),
        *_ends(m, guess),
        *_endless_undercuts(m),
        *_words(m),
        *_remarks(m, guess),
    )


def _plainly_fine(m: ArgumentMap) -> bool:
    """Whether one look tells that a map obeys every rule: it has no undercuts, words of the scale, tensions and expectations."""
    statements, steps = m.statement_rows, m.step_rows
    ids, kinds = statements.column("id"), statements.kinds
    if m.tensions or m.expect or m.conclusion not in ids or kinds[ids.index(m.conclusion)] != "claim":
        return False
    known, sources = set(ids), list(chain(*steps.column("sources")))
    used = set(sources)
    if len(known) < len(ids) or not (m.is_plain and known >= used and known.issuperset(steps.column("target"))):
        return False
    if "id" in steps.late and len(used) == len(sources) == len(steps) and are_apart(ids):
        return True
    return len(known.union(steps.column("id"))) == len(ids) + len(steps)


def _repeated_ids(m: ArgumentMap) -> Iterator[Problem]:
    statements, steps = m.statements_by_id, m.steps_by_id
    if len(statements) == len(m.statements) and len(steps) == len(m.steps) and statements.keys().isdisjoint(steps):
        return
    first: dict[str, str] = {}
    twice: set[str] = set()
    for where, value in _values(m):
        if value.id not in first:
            first[value.id] = value.thing
            continue
        if where[0] == "statements":
            twice.add(value.id)
        elif not twice.isdisjoint((*m.steps[where[1]].sources, m.steps[where[1]].target)):
            continue
        both_steps = first[value.id] in RELATIONS and where[0] == "steps"
        hint = "two steps between the same ends need ids of their own (`step`)" if both_steps else "give one another id"
        message = f"id must be unique, got {value.id!r} for a {first[value.id]} and again here"
        yield Problem(f"{value.thing} {value.id!r}", message, hint, where=(*where, "id"))


def _values(
    m: ArgumentMap,
) -> Iterator[tuple[tuple[str, int], Claim | Premise | Counterevidence | Support | Attack | Undercut]]:
    for at, node in enumerate(m.statements):
        yield ("statements", at), node
    for at, relation in enumerate(m.steps):
        yield ("steps", at), relation


def _conclusion(m: ArgumentMap, guess: Guesses) -> Iterator[Problem]:
    if m.conclusion in m.statements_by_id:
        if (kind := m.statement(m.conclusion).kind) != "claim":
            message = f"conclusion must be a claim, got the {kind} {m.conclusion!r}"
            yield Problem("map", message, "name a claim as the conclusion", where=("conclusion",))
    else:
        known = [node.id for node in m.statements if node.kind == "claim"]
        message = f"conclusion must be a claim of the map, got {m.conclusion!r}"
        yield _advised("map", message, guess(m.conclusion, known), ("conclusion",))


def _ends(m: ArgumentMap, guess: Guesses) -> Iterator[Problem]:
    statements, steps = m.statements_by_id, m.steps_by_id
    ids, step_ids = list(statements), list(steps)
    for at, step in enumerate(m.steps):
        if step.target in (steps if step.kind == "undercut" else statements) and all(
            source in statements for source in step.sources
        ):
            continue
        subject, where = f"{step.kind} {step.id!r}", ("steps", at)
        for member, source in enumerate(step.sources):
            if source not in statements:
                is_step = Advice("a step cannot be a source; name its statements")
                message = f"source must be a statement of the map, got {source!r}"
                said = is_step if source in steps else guess(source, ids)
                yield _advised(subject, message, said, (*where, "sources", member))
        if step.kind == "undercut" and step.target not in steps:
            is_statement = Advice("use an attack against a statement")
            message = f"target must be a step (a support, attack or undercut), got {step.target!r}"
            said = is_statement if step.target in statements else guess(step.target, step_ids)
            yield _advised(subject, message, said, (*where, "target"))
        if step.kind != "undercut" and step.target not in statements:
            is_step = Advice("use an undercut against a step")
            message = f"target must be a statement of the map, got {step.target!r}"
            said = is_step if step.target in steps else guess(step.target, ids)
            yield _advised(subject, message, said, (*where, "target"))


def _endless_undercuts(m: ArgumentMap) -> Iterator[Problem]:
    steps = m.steps_by_id
    ends = {step.id for step in m.steps if step.kind != "undercut"}
    if len(ends) == len(m.steps):
        return
    for number, step in enumerate(m.steps):
        path: dict[str, None] = {}
        end = step.id
        while end in steps and end not in ends and end not in path:
            path[end] = None
            end = steps[end].target
        if end in path:
            chain = " → ".join([*list(path)[list(path).index(end) :], end])
            message = f"a chain of undercuts must end at a support or attack, got {chain}"
            yield Problem(
                f"undercut {step.id!r}", message, "aim one of them at another step", where=("steps", number, "target")
            )
        ends.update(path)


def _words(m: ArgumentMap) -> Iterator[Problem]:
    for number, node in enumerate(m.statements):
        if node.strength is None or type(node.strength) is float:
            continue
        try:
            m.scale.interval(node.strength)
        except ValueRefused as error:
            said = Advice(error.hint, error.instead)
            yield _advised(
                f"{node.kind} {node.id!r}", f"strength {error.message}", said, ("statements", number, "strength")
            )
    for at, step in enumerate(m.steps):
        if step.weight is None or type(step.weight) is float:
            continue
        try:
            m.weighing.weight_interval(step.weight)
        except ValueRefused as error:
            said = Advice(error.hint, error.instead)
            yield _advised(f"{step.kind} {step.id!r}", f"weight {error.message}", said, ("steps", at, "weight"))


def _remarks(m: ArgumentMap, guess: Guesses) -> Iterator[Problem]:
    statements, ids, anything = m.statements_by_id, list(m.statements_by_id), [*m.statements_by_id, *m.steps_by_id]
    for at, tension in enumerate(m.tensions):
        for number, end in enumerate(tension.between):
            if end not in statements and end not in m.steps_by_id:
                message = f"between must name statements or steps of the map, got {end!r}"
                yield _advised("tension", message, guess(end, anything), ("tensions", at, "between", number))
    for at, expected in enumerate(m.expect):
        for field, name in expected.named():
            if name not in statements:
                message = f"{field.key} must name a statement of the map, got {name!r}"
                listed = () if field.kind is Kind.ID else (getattr(expected, field.name).index(name),)
                yield _advised("expectation", message, guess(name, ids), ("expect", at, field.name, *listed))


def _advised(subject: str, message: str, said: Advice, where: tuple[str | int, ...]) -> Problem:
    return Problem(subject, message, said.hint, where=where, instead=said.instead)
