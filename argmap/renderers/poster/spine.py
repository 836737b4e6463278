"""The spine of an argument: the steps from a statement down to where its grounds divide."""

from typing import NamedTuple

from argmap.model import ArgumentMap
from argmap.model.walks import leading_to

DOMINATES, LEAST_BEARING = 0.5, 6
"""A statement on which more than this share of the map bears, and more than so many statements, is no ground of its own."""


class SpineLink(NamedTuple):
    """A step of the spine, and the statement among its sources that nearly everything bears on."""

    step: str
    heavy: str


def spine(m: ArgumentMap, of: str) -> tuple[SpineLink, ...]:
    """The steps from `of` down to the statement whose grounds are the grounds of the argument; () where they are its own.

    A ground gives way to its own grounds where more than half of the map bears on it alone. A ground for does so only where
    it is the only one, and then before a ground against does.

    >>> from argmap.model import Claim, Premise, Support
    >>> nodes = [Claim(text="C.", id="c"), Premise(text="Rule.", id="rule"), Claim(text="One fails.", id="one")]
    >>> nodes += [Premise(text=f"P{at}.", id=f"p{at}") for at in range(6)]
    >>> steps = [Support(sources=["rule", "one"], target="c", id="s")]
    >>> steps += [Support(sources=[f"p{at}"], target="one") for at in range(6)]
    >>> spine(ArgumentMap(conclusion="c", statements=nodes, steps=steps), "c")
    (SpineLink(step='s', heavy='one'),)
    """
    links: list[SpineLink] = []
    passed, steps = {of}, list(m.steps_to(of))
    least = max(DOMINATES * _count(m, leading_to(m, of)), LEAST_BEARING)
    while True:
        heavy = [
            (step, id)
            for step in steps
            for id in step.sources
            if id not in passed and len(m.steps_to(id)) > 1 and _count(m, leading_to(m, id, passed)) > least
        ]
        one_support = sum(step.kind == "support" for step in steps) == 1
        fors = [pair for pair in heavy if pair[0].kind == "support" and one_support]
        heavy = fors or [pair for pair in heavy if pair[0].kind != "support"]
        if len(heavy) != 1:
            return tuple(links)
        step, id = heavy[0]
        passed.update(step.sources)
        links.append(SpineLink(step.id, id))
        steps = [*(other for other in steps if other is not step), *m.steps_to(id)]


def _count(m: ArgumentMap, ids: frozenset[str]) -> int:
    return sum(id in m.statements_by_id for id in ids)
