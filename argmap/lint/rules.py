"""The rules of `argmap check`: one row each, with its code, short name, severity, reason and test.

AM1xx is structure, AM4xx evaluation. A rule yields what it found as (subject, place, message, hint).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from argmap.errors import Place
from argmap.evaluation import circles
from argmap.lint import expectation
from argmap.lint.finding import Finding, Severity
from argmap.model import ArgumentMap

Found = tuple[str, Place | None, str, str]


@dataclass(frozen=True)
class Rule:
    """One rule: `test` yields each breach of it."""

    code: str
    name: str
    severity: Severity
    why: str
    test: Callable[[ArgumentMap], Iterable[Found]]


def _circular(m: ArgumentMap) -> Iterator[Found]:
    for names in circles(m):
        message = f"circular reasoning: {' → '.join([*names, names[0]])}"
        yield names[0], m.place(names[0]), message, "a statement cannot be a reason for itself; drop one of these steps"


def _reasoned_premise(m: ArgumentMap) -> Iterator[Found]:
    for node in m.nodes:
        if node.kind == "premise" and any(step.kind == "support" for step in m.steps_to(node.id)):
            yield (
                node.id,
                m.place(node.id),
                f"premise {node.id!r} has reasons of its own",
                "make it a claim, or drop the reasons",
            )


def _idle_counterevidence(m: ArgumentMap) -> Iterator[Found]:
    opposing = {one for step in m.relations if step.kind in ("attack", "undercut") for one in step.sources}
    for node in m.nodes:
        if node.kind == "counterevidence" and node.id not in opposing and not _grounds_opposition(m, node.id, opposing):
            hint = "put it under a `but` or `unless`, or make it a premise"
            yield node.id, m.place(node.id), f"counterevidence {node.id!r} opposes nothing", hint


def _grounds_opposition(m: ArgumentMap, id: str, opposing: set[str]) -> bool:
    """Whether it supports a statement that itself opposes something, so that the pair opposes it together."""
    return any(id in step.sources and step.target in opposing for step in m.relations)


def _unmet(m: ArgumentMap) -> Iterator[Found]:
    for at, expected in enumerate(m.expect):
        for message in expectation.unmet(m, expected):
            yield expected.of, m.place("", f"expect.{at}"), message, "change the argument, or what is expected of it"


RULES: Mapping[str, Rule] = {
    rule.code: rule
    for rule in (
        Rule("AM101", "circular-reasoning", "warning", "A statement that bears on itself proves nothing.", _circular),
        Rule(
            "AM102",
            "premise-with-reasons",
            "warning",
            "A premise is taken as given; what is argued for is a claim.",
            _reasoned_premise,
        ),
        Rule(
            "AM103",
            "idle-counterevidence",
            "warning",
            "Counterevidence is brought against something; this one is not.",
            _idle_counterevidence,
        ),
        Rule("AM401", "expectation-not-met", "error", "The file says what its author expects of the map.", _unmet),
    )
}


def check(m: ArgumentMap) -> tuple[Finding, ...]:
    """Everything the rules find in a map, in the order of the rules, with places where the map was loaded from a file.

    >>> from argmap.model import ArgumentMap, Attack, Claim
    >>> m = ArgumentMap(conclusion="a", nodes=[Claim(text="A.", id="a")], relations=[Attack(sources=["a"], target="a")])
    >>> [str(finding) for finding in check(m)]
    ['warning[AM101]: circular reasoning: a → a. Hint: a statement cannot be a reason for itself; drop one of these steps']
    """
    return tuple(
        Finding(rule.code, rule.severity, subject, message, hint, place)
        for rule in RULES.values()
        for subject, place, message, hint in rule.test(m)
    )
