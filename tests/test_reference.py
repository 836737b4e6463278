"""The definitions read out once more, slowly and with nothing shared with the evaluator: every semantics on every map."""

import itertools
import math
from functools import cache

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from argmap import evaluate
from argmap.semantics import SEMANTICS
from argmap.testing.strategies import argument_maps


def number(scale, written):
    low, high = scale.interval(written)
    return low if low == high else (low + high) / 2


def max_of(values):
    return max(values, default=0.0)


def rest_of(values):
    return math.prod(1 - value for value in values)


def p_max(w, a, p):
    h = abs(a) ** p / (1 + abs(a) ** p)
    return w + (1 - w) * h if a > 0 else w - w * h


def linear(w, a):
    return w + (w if a <= 0 else 1 - w) * a


def euler(w, a):
    return 1 - (1 - w**2) / (1 + w * math.exp(a))


def logistic(w, a):
    return w if w in (0, 1) else 1 / (1 + math.exp(-(math.log(w / (1 - w)) + a)))


def quad(w, against, for_):
    lowered, raised = w * rest_of(against), 1 - (1 - w) * rest_of(for_)
    hurt, helped = any(s > 0 for s in against), any(s > 0 for s in for_)
    return (lowered + raised) / 2 if hurt and helped else lowered if hurt else raised if helped else w


STRENGTHS = {
    "quadratic-energy": lambda w, a, s: p_max(w, sum(s) - sum(a), 2),
    "df-quad": lambda w, a, s: linear(w, rest_of(a) - rest_of(s)),
    "sd-df-quad": lambda w, a, s: p_max(w, rest_of(a) - rest_of(s), 1),
    "euler": lambda w, a, s: euler(w, sum(s) - sum(a)),
    "euler-top": lambda w, a, s: euler(w, max_of(s) - max_of(a)),
    "mlp": lambda w, a, s: logistic(w, sum(s) - sum(a)),
    "quad": quad,
    "h-categoriser": lambda w, a, _: w / (1 + sum(a)),
    "max-based": lambda w, a, _: w / (1 + max_of(a)),
}


def slowly(m, semantics, linked):
    """Final strengths and what steps carry, by the definitions: u′ = u·Π(1 − c), carried = u′·κ(members), σ = ι(τ, α)."""
    join = {"min": min, "product": math.prod}[linked]

    @cache
    def carried(id):
        step = m.step(id)
        left = math.prod(1 - carried(undercut.id) for undercut in m.steps_to(id))
        return (
            (1.0 if step.weight is None else number(m.scale, step.weight))
            * left
            * join([strength(source) for source in step.sources])
        )

    @cache
    def strength(id):
        w = number(m.scale, m.statement(id).strength)
        against, for_ = ([step for step in m.steps_to(id) if step.kind == kind] for kind in ("attack", "support"))
        if semantics == "card-based":
            counted = [step for step in against if counts(step)]
            if not counted:
                return w
            return w / (1 + len(counted) + sum(carried(step.id) for step in counted) / len(counted))
        return STRENGTHS[semantics](w, [carried(step.id) for step in against], [carried(step.id) for step in for_])

    def counts(step):
        bases = [number(m.scale, m.statement(source).strength) for source in step.sources]
        return join(bases) > 0 and (step.weight is None or number(m.scale, step.weight) > 0)

    return {node.id: strength(node.id) for node in m.statements}, {step.id: carried(step.id) for step in m.steps}


def in_worlds(m):
    """The chance of each statement and step of being in, and of each statement of being attacked by what is: by counting.

    Only for maps without cycles. Every world has its weight; in it, each statement and step is in or out.
    """
    chances = {node.id: 0.0 if node.kind == "claim" else 0.5 for node in m.statements} | {
        step.id: 1.0 for step in m.steps
    }
    for one in (*m.statements, *m.steps):
        written = one.strength if one.id in m.statements_by_id else one.weight
        if written is not None:
            chances[one.id] = number(m.scale, written)
    doubtful = [id for id, chance in chances.items() if 0 < chance < 1]
    assume(len(doubtful) <= 10)
    found, lost = dict.fromkeys(chances, 0.0), dict.fromkeys(m.statements_by_id, 0.0)
    for bits in itertools.product((False, True), repeat=len(doubtful)):
        holds = {id: chance == 1 for id, chance in chances.items()} | dict(zip(doubtful, bits, strict=True))
        weight = math.prod(chances[id] if holds[id] else 1 - chances[id] for id in doubtful)

        @cache
        def stands(id, holds=holds):
            if id in m.steps_by_id:
                return holds[id] and all(map(stands, m.step(id).sources)) and not hit(id, "undercut")
            return (holds[id] or hit(id, "support")) and not hit(id, "attack")

        def hit(id, kind):
            return any(stands(step.id) for step in m.steps_to(id) if step.kind == kind)

        for id in found:
            found[id] += weight * stands(id)
        for id in lost:
            lost[id] += weight * hit(id, "attack")
    return found, lost


@settings(max_examples=60)
@given(m=argument_maps(most=6))
def test_the_default_gives_what_counting_the_worlds_gives(m):
    found, lost = in_worlds(m)
    e = evaluate(m)
    assert {**e.strengths, **e.steps} == pytest.approx(found, abs=1e-12)
    assert dict(e.defeated) == pytest.approx(lost, abs=1e-12)


GRADUAL = [name for name, row in SEMANTICS.items() if not row.worlds]


@pytest.mark.parametrize("semantics", GRADUAL)
@settings(max_examples=60)
@given(data=st.data(), linked=st.sampled_from(["min", "product"]))
def test_the_evaluator_gives_what_the_definitions_say(semantics, data, linked):
    m = data.draw(argument_maps(supports=not SEMANTICS[semantics].attack_only, most=10))
    strengths, steps = slowly(m, semantics, linked)
    e = evaluate(m, semantics, linked=linked)
    assert e.strengths == pytest.approx(strengths, abs=1e-12)
    assert e.steps == pytest.approx(steps, abs=1e-12)
