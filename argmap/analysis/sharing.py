"""The statements that the inputs of a statement or step share, and its chance by cases on one of them (possible worlds).

Where inputs share nothing, chances multiply. Where they do, the law of total probability splits the chance by a shared
statement that nothing else depends on: σ = P(it stands)·σ(if it stands) + P(it does not)·σ(if it does not).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from argmap.analysis.question import Question
from argmap.model import ArgumentMap


@dataclass(frozen=True)
class Cases:
    """The chance of a statement or step, split by whether the statement `by` stands: `stands`, and the chance in each case.

    `shared` are all statements that its inputs share, `by` among them.
    """

    by: str
    stands: float
    if_stands: float
    if_not: float
    shared: tuple[str, ...]


def shared_by_inputs(m: ArgumentMap, id: str) -> tuple[str, ...]:
    """The statements that two or more inputs of a statement or step rest on, sorted by how many inputs rest on them.

    >>> from argmap.model import Claim, Premise, Support
    >>> nodes = [Claim(text="C.", id="c"), Premise(text="R.", id="r"), Premise(text="K.", id="k")]
    >>> steps = [Support(sources=["r", "k"], target="c"), Support(sources=["r"], target="c")]
    >>> shared_by_inputs(ArgumentMap(conclusion="c", statements=nodes, steps=steps), "c")
    ('r',)
    """
    inputs = [step.id for step in m.steps_to(id)]
    if id in m.steps_by_id:
        inputs += m.step(id).sources
    counted: dict[str, int] = {}
    for one in inputs:
        for statement in _below(m, one):
            counted[statement] = counted.get(statement, 0) + 1
    shared = [statement for statement, count in counted.items() if count > 1]
    return tuple(
        sorted(shared, key=lambda one: (-counted[one], -len(_below(m, one)), list(m.statements_by_id).index(one)))
    )


def cases(question: Question, id: str) -> Cases | None:
    """The chance of a statement or step by cases on a statement that its inputs share; None if no shared statement splits it.

    Under possible worlds only.
    """
    m = question.m
    shared = shared_by_inputs(m, id)
    by = next((one for one in shared if one != id and _is_module(m, one)), None)
    if by is None:
        return None
    if_stands, if_not = (_chance(question, id, by, stands=stands) for stands in (True, False))
    return Cases(by, question.evaluation[by], if_stands, if_not, shared)


def _chance(question: Question, id: str, by: str, *, stands: bool) -> float:
    """The chance of a statement or step when the statement `by` stands, or does not, in every world."""
    own, cut = question.network, "attack" if stands else "support"
    base, weights = list(own.base), list(own.weights)
    base[question.node_at[by]] = float(stands)
    for step in question.m.steps_to(by):
        if step.kind == cut:
            weights[question.step_at[step.id]] = 0.0
    found = own.with_numbers(base, weights).chances()
    return found.stands[question.node_at[id]] if id in question.node_at else found.steps[question.step_at[id]]


@lru_cache(maxsize=4096)
def _below(m: ArgumentMap, id: str) -> frozenset[str]:
    """The statements that a statement or step rests on, and the statement itself."""
    reached, waiting = {id}, [id]
    while waiting:
        here = waiting.pop()
        above: Sequence[str] = m.step(here).sources if here in m.steps_by_id else ()
        fresh = [one for one in (*above, *(step.id for step in m.steps_to(here))) if one not in reached]
        reached.update(fresh)
        waiting.extend(fresh)
    return frozenset(one for one in reached if one in m.statements_by_id)


def _is_module(m: ArgumentMap, id: str) -> bool:
    """Whether nothing below a statement is used elsewhere, and the statement is not on a cycle."""
    below = _below(m, id)
    inner = below - {id}
    inside = {step.id for step in m.steps if step.target in below or _ends_in(m, step.target, below)}
    uses = [step.id for step in m.steps if not inner.isdisjoint(step.sources)]
    itself = any(id in step.sources for step in m.steps if step.id in inside)
    return not itself and inside.issuperset(uses)


def _ends_in(m: ArgumentMap, target: str, below: frozenset[str]) -> bool:
    """Whether a chain of undercuts ends at a step to one of these statements."""
    while target in m.steps_by_id:
        target = m.step(target).target
    return target in below
