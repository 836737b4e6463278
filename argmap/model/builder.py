"""Turns an argument written in Python (`argmap.model.argued`) into statements and steps."""

from typing import Any

from argmap.errors import MapError, Problem, shown
from argmap.model.argued import AllOf, Argued, Branch
from argmap.model.statement import Statement
from argmap.model.step import STEP_KINDS


def parts(argued: object) -> tuple[str, tuple[Any, ...], tuple[Any, ...]]:
    """The id of the conclusion, the statements and the steps of an argument. Raises MapError for other values."""
    statements: dict[str, Any] = {}
    steps: list[Any] = []
    conclusion = _statement(argued, statements, steps)
    return conclusion, tuple(statements.values()), tuple(steps)


def _statement(argued: object, statements: dict[str, Any], steps: list[Any]) -> str:
    """The id of a statement; adds it and the steps to it to `statements` and `steps`."""
    argument = argued if isinstance(argued, Argued) else Argued(argued)
    statement = argument.statement
    if not isinstance(statement, Statement):
        hint = "a Claim, Premise or Counterevidence, one with because and but, or all_of several"
        raise MapError([Problem("argument", f"a reason must be a statement, got {shown(statement)}", hint)])
    if statements.setdefault(statement.id, statement) != statement:
        message = f"two statements have the id {statement.id!r}"
        raise MapError([Problem("argument", message, "give one of them another `id`")])
    for branch in argument.branches:
        _step(branch, statement.id, statements, steps)
    return statement.id


def _step(branch: Branch, target: str, statements: dict[str, Any], steps: list[Any]) -> None:
    members = branch.reason.members if isinstance(branch.reason, AllOf) else (branch.reason,)
    sources = tuple(_statement(member, statements, steps) for member in members)
    step = STEP_KINDS[branch.kind](sources=sources, target=target, **branch.words)
    steps.append(step)
    for cut in branch.unless:
        _step(Branch("undercut", cut), step.id, statements, steps)
