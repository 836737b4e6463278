"""AM6xx: assurance cases, which are maps whose statements have the roles of one."""

from collections.abc import Iterator

from argmap.evaluation import evaluate_as
from argmap.lint.rules.rule import DEVELOPED, Breach, CheckedMap, Rule
from argmap.model.walks import leading_to

CASE_ROLES = (*DEVELOPED, "solution", "context", "assumption", "justification")
"""The roles of a case."""


def _undeveloped(case: CheckedMap) -> Iterator[Breach]:
    m = case.m
    for node in m.statements:
        if node.role in DEVELOPED and not any(step.kind == "support" for step in m.steps_to(node.id)):
            message = f"{node.role} {node.id!r} is undeveloped: nothing is given for it"
            yield node.id, m.place(node.id), message, "give it a solution, or goals below it"


def _unreached(case: CheckedMap) -> Iterator[Breach]:
    m = case.m
    reached = leading_to(m, m.conclusion)
    for node in m.statements:
        if node.role in CASE_ROLES and node.id not in reached:
            message = f"{node.role} {node.id!r} is not reached from the conclusion {m.conclusion!r}"
            yield node.id, m.place(node.id), message, "put it below what it supports, or remove it"


def _nowhere(case: CheckedMap) -> Iterator[Breach]:
    m = case.m
    for node in m.statements:
        if node.role == "solution" and not node.source:
            message = f"solution {node.id!r} does not say where its evidence can be seen"
            yield node.id, m.place(node.id), message, "name the report, the file or the address under `source:`"


def _carrying(case: CheckedMap) -> Iterator[Breach]:
    m = case.m
    assumed = [node for node in case.heard.statements if node.role == "assumption"]
    if not assumed:
        return
    before = case.evaluation
    for node in assumed:
        after = evaluate_as(m.rejecting(node.id), case.how)
        lost = before.verdict == "accepted" and after.verdict != "accepted"
        if lost or (before[m.conclusion] > 0 and after[m.conclusion] == 0):
            message = f"the case depends on the assumption {node.id!r}: without it the conclusion is at "
            message += f"{after[m.conclusion]:.2f}, with it at {before[m.conclusion]:.2f}"
            yield (
                node.id,
                m.place(node.id),
                message,
                "support it with evidence, or add an argument that does not need it",
            )


_CASE = "claim: The service is secure.\nrole: goal\nbecause:\n"

RULES = (
    Rule(
        "AM601",
        "undeveloped-goal",
        "warning",
        "A goal or strategy with nothing below it is asserted, and the case rests on the assertion.",
        f"{_CASE}- {{claim: Keys are rotated., role: goal}}\n",
        _undeveloped,
    ),
    Rule(
        "AM602",
        "unreached-element",
        "warning",
        "An element that the conclusion does not rest on adds nothing to the case, although it seems to.",
        f"{_CASE}- {{premise: Penetration test., role: solution, source: report.pdf}}\n"
        "also: [{premise: Code review., role: solution, source: review.pdf}]\n",
        _unreached,
    ),
    Rule(
        "AM603",
        "evidence-nowhere",
        "note",
        "Evidence that nobody can look up cannot be reviewed.",
        f"{_CASE}- {{premise: Penetration test., role: solution}}\n",
        _nowhere,
        strict=True,
    ),
    Rule(
        "AM604",
        "assumption-carries-case",
        "warning",
        "An assumption that nothing supports should not decide the case alone.",
        f"{_CASE}- all:\n  - {{premise: Penetration test., role: solution, source: report.pdf, strength: 0.9}}\n"
        "  - {premise: Operators are trained., id: trained, role: assumption, strength: 0.9}\n",
        _carrying,
        evaluates=True,
    ),
)
