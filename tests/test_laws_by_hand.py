"""Each law of maps, asked of evaluations that were made up: one that keeps it, and for each of its clauses one that breaks this clause alone."""

from dataclasses import dataclass, field

import pytest

from argmap import evaluate, loads
from argmap.analysis.laws import LAWS


@dataclass
class Told:
    """An evaluation that says what it is told to."""

    strengths: dict
    carried: dict = field(default_factory=dict)
    word: str = "undecided"
    open: dict = field(default_factory=dict)

    def __iter__(self):
        return iter(self.strengths)

    def __getitem__(self, id):
        return self.strengths[id]

    def items(self):
        return self.strengths.items()

    @property
    def steps(self):
        return self.carried

    @property
    def verdict(self):
        return self.word

    def verdict_of(self, id):
        return "accepted" if self.strengths[id] >= 0.6 else "undecided"


def kept(law, m, told):
    found = LAWS[law].holds(told if callable(told) else lambda _: told, m)
    assert isinstance(found, bool)
    return found


CHAIN = loads(
    "claim: C.\nid: c\nbecause:\n- {claim: D., id: d, step: dc, because: [{premise: P., id: p, step: pd, strength: 0.5}]}\n"
)


def test_with_nothing_given_nothing_is_accepted():
    def asked(m):
        assert m.statement("p").strength == 0
        return Told({"c": 0.5, "d": 0.5, "p": 0.9})

    assert kept("grounded", CHAIN, asked)
    for id in "cd":
        assert not kept("grounded", CHAIN, Told({"c": 0.5, "d": 0.5, "p": 0} | {id: 0.7}))


@pytest.mark.parametrize(("on", "off", "keeps"), [("accepted", "undecided", True), ("accepted", "accepted", False)])
def test_what_makes_the_conclusion_stand_makes_another_verdict(on, off, keeps):
    assert kept("sensitive", CHAIN, lambda m: Told({}, word=on if m.statement("p").strength else off)) is keeps


def test_a_conclusion_is_no_stronger_than_what_every_chain_passes():
    assert kept("weakest-link", CHAIN, Told({"c": 0.5, "d": 0.5, "p": 0.5}))
    assert not kept("weakest-link", CHAIN, Told({"c": 0.5, "d": 0.4, "p": 0.5}))
    assert not kept("weakest-link", CHAIN, Told({"c": 0.5, "d": 0.5, "p": 0.4}))
    beside = loads("claim: C.\nid: c\nbecause:\n- {premise: P., id: p}\n- {premise: Q., id: q}\n")
    assert kept("weakest-link", beside, Told({"c": 0.9, "p": 0.1, "q": 0.1}))
    nothing = loads("claim: C.\nid: c\nbut: [{counterevidence: P., id: p}]\n")
    assert kept("weakest-link", nothing, Told({"c": 0.9, "p": 0.1}))


def test_a_single_support_hands_on_no_more_than_its_weakest_premise():
    linked = loads("claim: C.\nid: c\nbecause: [{all: [{premise: P., id: p}, {premise: Q., id: q}]}]\n")
    assert kept("no-growth", linked, Told({"c": 0.2, "p": 0.3, "q": 0.4}))
    assert not kept("no-growth", linked, Told({"c": 0.35, "p": 0.3, "q": 0.4}))
    assert kept("no-growth", CHAIN, Told({"c": 0.5, "d": 0.5, "p": 0.5}))
    assert not kept("no-growth", CHAIN, Told({"c": 0.5, "d": 0.4, "p": 0.5}))
    weighed = CHAIN.replace(CHAIN.step("pd").replace(weight=0.5))
    assert kept("no-growth", weighed, Told({"c": 0.4, "d": 0.4, "p": 0.5}))
    undercut = loads("claim: C.\nid: c\nbecause: [{premise: P., id: p, unless: [{premise: Q., id: q}]}]\n")
    assert kept("no-growth", undercut, Told({"c": 0.1, "p": 0.5, "q": 0.9}))


def test_a_claim_without_grounds_carries_nothing():
    """d rests on p alone, and its step to c carries something."""
    carries, idle = {"dc": 0.5, "pd": 0.0}, {"dc": 0.0, "pd": 0.0}
    assert not kept("no-half-credit", CHAIN, Told({"c": 0.5, "d": 0.5, "p": 0}, carries))
    assert kept("no-half-credit", CHAIN, Told({"c": 0.5, "d": 0.5, "p": 0}, idle))
    assert kept("no-half-credit", CHAIN, Told({"c": 0.5, "d": 0.5, "p": 0.1}, carries))
    bare = loads("claim: C.\nid: c\nbecause: [{claim: D., id: d, step: dc}]\n")
    assert not kept("no-half-credit", bare, Told({"c": 0.5, "d": 0.5}, {"dc": 0.5}))
    premise = loads("claim: C.\nid: c\nbecause: [{premise: P., id: p, step: pc}]\n")
    assert kept("no-half-credit", premise, Told({"c": 0.5, "p": 0.5}, {"pc": 0.5}))


@pytest.mark.parametrize(
    ("before", "more", "less", "keeps"),
    [
        (0.5, 0.6, 0.4, True),
        (0.5, 0.4, 0.4, False),  # a new premise lowers it
        (0.5, 0.6, 0.6, False),  # new counterevidence raises it
        (0.5, 0.4, 0.6, False),
        (0.5, 0.5, 0.4, False),  # a premise does nothing though something is open
        (0.5, 0.6, 0.5, False),  # counterevidence does nothing though it stands
        (1.0, 1.0, 0.9, True),
        (0.0, 0.1, 0.0, True),
    ],
)
def test_reasons_add_up(before, more, less, keeps):
    """On a circle too, but there a reason may do nothing."""
    straight = loads("claim: C.\nid: c\nbecause: [{premise: P., id: p}]\n")
    assert asked_for_more(straight, before, more, less) is keeps
    does_harm = more < before or less > before
    assert asked_for_more(loads(CIRCLE), before, more, less) is not does_harm


def asked_for_more(m, before, more, less):

    def asked(changed):
        new = [step.kind for step in changed.steps if step.id not in m.steps_by_id]
        moved = {"support": more, "attack": less}[new[0]] if new else before
        return Told(dict.fromkeys((node.id for node in changed.statements), moved))

    return kept("reasons-add-up", m, asked)


CIRCLE = """\
claim: C.
id: c
because:
- {claim: A., id: a, step: ac, because: [{claim: B., id: b, step: ba, because: [{ref: a, step: ab}]}]}
- {premise: P., id: p, step: pc, strength: 0.5}
"""


def test_a_circle_proves_nothing():
    m = loads(CIRCLE)
    idle = {"ac": 0, "ba": 0, "ab": 0, "pc": 0.5}
    right = {"c": 0.5, "a": 0, "b": 0, "p": 0.5}
    assert kept("circles-prove-nothing", m, Told(right, idle))
    assert not kept("circles-prove-nothing", m, Told(right | {"a": 0.1}, idle))
    assert not kept("circles-prove-nothing", m, Told(right, idle | {"ac": 0.1}))

    def otherwise(changed):
        """Without the steps from the circle, the conclusion has another strength."""
        return Told(right | {"c": 0.5 if "ac" in changed.steps_by_id else 0.4}, idle)

    assert not kept("circles-prove-nothing", m, otherwise)
    founded = loads(CIRCLE.replace("[{ref: a, step: ab}]", "[{premise: Q., id: q, step: qb}]"))
    strengths = {"c": 0.7, "a": 0.5, "b": 0.5, "p": 0.5, "q": 0.5}
    assert kept("circles-prove-nothing", founded, Told(strengths, {"ac": 0.5, "ba": 0.5, "qb": 0.5, "pc": 0.5}))


def test_a_split_changes_nothing():
    m = loads(
        "claim: C.\nid: c\nbecause:\n- all: [{premise: S., id: s}, {claim: M., id: m, because: [{premise: A., id: a}, {premise: B., id: b}]}]\n  step: both\n"
    )

    def split_gives(strength):
        return lambda changed: Told({"c": 0.5 if "both" in changed.steps_by_id else strength})

    assert kept("counted-once", m, split_gives(0.5))
    assert not kept("counted-once", m, split_gives(0.6))
    assert kept("counted-once", m, evaluate)
    assert not kept("counted-once", m, lambda one: evaluate(one, "quadratic-energy"))
    assert kept("counted-once", CHAIN, split_gives(0.6))


def test_with_chances_of_0_and_1_strengths_are_the_labels():
    assert kept("conservative", CHAIN, Told({"c": 1, "d": 1, "p": 1}))
    assert not kept("conservative", CHAIN, Told({"c": 0.5, "d": 1, "p": 1}))
    low = CHAIN.replace(CHAIN.statement("p").replace(strength=0.4))
    assert kept("conservative", low, Told({"c": 0, "d": 0, "p": 0}))
    cut = CHAIN.replace(CHAIN.step("pd").replace(weight=0.4))
    assert kept("conservative", cut, Told({"c": 0, "d": 0, "p": 1}))
    assert not kept("conservative", cut, Told({"c": 1, "d": 1, "p": 1}))
