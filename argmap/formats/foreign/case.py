"""What assurance cases have in common: elements with a role, what supports each of them, and in which context.

All that supports one element is one linked step, as a case means it: the element stands if everything below it stands.
A context is certain and weakens nothing; an assumption or justification is a premise of the step, and carries it.
"""

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, field

from argmap.formats.foreign.intake import CERTAIN_STRENGTH, At, Intake
from argmap.model import ArgumentMap, Claim, Counterevidence, Premise

ROLE_KINDS = {
    "goal": "claim",
    "strategy": "claim",
    "solution": "premise",
    "context": "premise",
    "assumption": "premise",
    "justification": "premise",
}
"""The roles of elements, and the kind of statement that each is."""
CONTEXTUAL = ("context", "assumption", "justification")
AWAY = "it stands in another file; here it is a claim that nothing is given for"


@dataclass
class Below:
    """What stands below one element: what supports it, and what it is said in the context of."""

    at: At | None
    supports: list[Hashable] = field(default_factory=list)
    contexts: list[Hashable] = field(default_factory=list)


def add_element(
    intake: Intake,
    key: Hashable,
    role: str,
    text: str,
    at: At | None,
    *,
    counter: bool = False,
    source: str = "",
    note: str = "",
) -> None:
    """Adds an element of a case; `source` is where its evidence can be seen."""
    kind = "counterevidence" if counter and role == "solution" else ROLE_KINDS[role]
    strength = CERTAIN_STRENGTH if role == "context" else None
    anchors = ({"at": source},) if source.strip() else ()
    intake.statement(key, text, at, kind, role=role, strength=strength, source=anchors, note=note)


def add_steps(intake: Intake, below: dict[Hashable, Below]) -> None:
    """Adds the step to each element from all that stands below it."""
    for parent, given in below.items():
        if given.supports:
            intake.step("support", [*given.supports, *given.contexts], parent, given.at, key=("step", parent))
        else:
            why = f"nothing supports {parent}, so that there is no step for it to belong to; it is kept by itself"
            for key in given.contexts:
                intake.lost("context of an undeveloped element", str(parent), key, why)


def role_of(m: ArgumentMap, statement: Claim | Premise | Counterevidence) -> str:
    """The role in which a statement is written: its own where it is one of a case, else by its kind."""
    if statement.role in ROLE_KINDS:
        return str(statement.role)
    return "goal" if statement.kind == "claim" or m.steps_to(statement.id) else "solution"


def below_of(m: ArgumentMap, id: str) -> Iterator[tuple[str, str]]:
    """What is given for a statement, with the role of each, as one list: several supports become one."""
    seen: set[str] = set()
    for step in m.steps_to(id):
        if step.kind == "support":
            for source in step.sources:
                if source not in seen:
                    seen.add(source)
                    yield source, role_of(m, m.statement(source))


def against(m: ArgumentMap, id: str) -> Iterator[str]:
    """What attacks a statement."""
    seen: set[str] = set()
    for step in m.steps_to(id):
        if step.kind == "attack":
            for source in step.sources:
                if source not in seen:
                    seen.add(source)
                    yield source


def said_at(statement: Claim | Premise | Counterevidence) -> str:
    """Where the evidence of a statement can be seen, where one word says it."""
    return statement.source[0].at if statement.source else ""


def written_first(m: ArgumentMap) -> Iterable[str]:
    """The ids of statements in the order in which a case is read: the conclusion, what stands alone, and all others."""
    giving = {source for step in m.steps for source in step.sources}
    tops = [one.id for one in m.statements if one.id not in giving]
    return dict.fromkeys([m.conclusion, *tops, *(one.id for one in m.statements)])
