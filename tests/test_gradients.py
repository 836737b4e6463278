"""Gradients against differences, with the hand-worked ones first; on graphs without cycles and at settled cycles."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from argmap import (
    ArgumentMap,
    Attack,
    Claim,
    EvaluationError,
    Network,
    Premise,
    Semantics,
    Support,
    Undercut,
    UnknownName,
    evaluate,
    gradient,
)
from argmap.semantics import AGGREGATIONS, CONJUNCTIONS, SEMANTICS, Aggregation
from argmap.testing.strategies import argument_maps

STEP = 1e-6


def joining(semantics, linked):
    """What is said of linked premises: nothing under possible worlds, where they must all stand."""
    return {} if SEMANTICS[semantics].worlds else {"linked": linked}


def spread_out(m, seed):
    """The map with strengths and weights inside (0, 1) that no accident makes equal: no ties, no kinks."""
    random = np.random.default_rng(seed)
    return m.replace(
        *(node.replace(strength=random.uniform(0.1, 0.9)) for node in m.statements),
        *(step.replace(weight=random.uniform(0.1, 0.9)) for step in m.steps),
    )


def differences(m, semantics, linked):
    """(σ(x + h) − σ(x − h))/2h of the conclusion, by each base score and weight."""

    def at(id, value):
        changed = (
            m.statement(id).replace(strength=value) if id in m.statements_by_id else m.step(id).replace(weight=value)
        )
        return evaluate(m.replace(changed), semantics, **joining(semantics, linked))[m.conclusion]

    given_now = {node.id: node.strength for node in m.statements} | {step.id: step.weight for step in m.steps}
    return {id: (at(id, x + STEP) - at(id, x - STEP)) / (2 * STEP) for id, x in given_now.items()}


@pytest.mark.parametrize("semantics", SEMANTICS)
@settings(max_examples=25)
@given(data=st.data(), seed=st.integers(0, 2**32), linked=st.sampled_from(list(CONJUNCTIONS)))
def test_gradients_are_differences(semantics, data, seed, linked):
    supports = not SEMANTICS[semantics].attack_only
    m = spread_out(data.draw(argument_maps(supports=supports, most=6)), seed)
    assert gradient(m, semantics=semantics, **joining(semantics, linked)) == pytest.approx(
        differences(m, semantics, linked), abs=1e-6
    )


@pytest.mark.parametrize("semantics", SEMANTICS)
@settings(max_examples=15)
@given(data=st.data(), seed=st.integers(0, 2**32), linked=st.sampled_from(list(CONJUNCTIONS)))
def test_gradients_at_a_settled_cycle_are_differences(semantics, data, seed, linked):
    supports = not SEMANTICS[semantics].attack_only
    m = spread_out(data.draw(argument_maps(supports=supports, most=6, cyclic=True)), seed)
    assume(evaluate(m, semantics, **joining(semantics, linked)).status in ("exact", "certified"))
    assert gradient(m, semantics=semantics, **joining(semantics, linked)) == pytest.approx(
        differences(m, semantics, linked), abs=1e-5
    )


def argument(nodes, *steps):
    return ArgumentMap(
        conclusion="c",
        nodes=[Claim(text="C.", id="c"), *(Premise(text=f"{id}.", id=id, strength=w) for id, w in nodes.items())],
        relations=steps,
    )


def test_worked_by_hand():
    """df-quad: c = 1/2 + 1/2·u·p·(1 − v·q), at u = 0.5, p = 0.8, v = 1, q = 0.25."""
    m = argument(
        {"p": 0.8, "q": 0.25},
        Support(sources=["p"], target="c", id="s", weight=0.5),
        Undercut(sources=["q"], target="s", id="t"),
    )
    expected = {
        "c": 1 - 0.3,
        "p": 0.5 * 0.5 * 0.75,
        "q": -0.5 * 0.5 * 0.8,
        "s": 0.5 * 0.8 * 0.75,
        "t": -0.5 * 0.4 * 0.25,
    }
    assert gradient(m, semantics="df-quad") == pytest.approx(expected, abs=1e-15)
    # Unrated, c stands with 1 − (1 − τ)·(1 − u·p·(1 − v·q)) at τ = 0: the slope of τ is 1 − 0.3, the others are twice those.
    assert gradient(m) == pytest.approx({id: slope * (1 + (id != "c")) for id, slope in expected.items()}, abs=1e-15)


def test_what_is_shared_has_the_slope_of_one_statement():
    """c = 1 − (1 − pq)(1 − pr) where p is one statement: p·(q + r − qr), so ∂c/∂p = q + r − qr = 0.625."""
    m = ArgumentMap(
        conclusion="c",
        nodes=[Claim(text="C.", id="c"), *(Premise(text=f"{id}.", id=id, strength=0.5) for id in "pqr")],
        relations=[Support(sources=["p", other], target="c", id=f"s{other}") for other in "qr"],
    )
    m = m.replace(m.statement("r").replace(strength=0.25))
    expected = {"c": 1 - 0.5 * 0.625, "p": 0.625, "q": 0.5 * 0.75, "r": 0.5 * 0.5, "sq": 0.5 * 0.5 * 0.75, "sr": 0.0625}
    assert gradient(m) == pytest.approx(expected, abs=1e-15)


def test_on_a_cycle_by_hand():
    """df-quad, c attacks itself: c = w(1 − uc), so c = w/(1 + uw), dc/dw = 1/(1 + uw)², dc/du = −w²/(1 + uw)²."""
    m = argument({}, Attack(sources=["c"], target="c", id="s", weight=0.5))
    assert gradient(m, semantics="df-quad") == pytest.approx({"c": 1 / 1.25**2, "s": -0.25 / 1.25**2}, abs=1e-12)


def test_tied_members_share_the_derivative():
    linked = argument({"p": 0.5, "q": 0.5}, Support(sources=["p", "q"], target="c", id="s"))
    assert gradient(linked, semantics="df-quad") == {"c": 0.5, "p": 0.25, "q": 0.25, "s": 0.25}


TIED = {
    "linked": [Support(sources=["a", "b"], target="c")],
    "supports": [Support(sources=[id], target="c") for id in "ab"],
    "attacks": [Attack(sources=[id], target="c") for id in "ab"],
    "attacked attacks": [Attack(sources=[id], target="c") for id in "ab"],
}


@pytest.mark.parametrize("semantics", sorted(SEMANTICS))
@pytest.mark.parametrize("shape", TIED)
def test_a_ground_shared_by_tied_members_has_its_derivative(shape, semantics):
    """Everything is unrated, so all is tied; p moves both members alike, so the derivative by p exists."""
    onto = Attack if SEMANTICS[semantics].attack_only or shape == "attacked attacks" else Support
    if SEMANTICS[semantics].attack_only and shape in ("linked", "supports"):
        pytest.skip("attacks only")
    m = argument({"a": 0.5, "b": 0.5, "p": 0.5}, *TIED[shape], *(onto(sources=["p"], target=id) for id in "ab"))
    m = m.replace(m.statement("c").replace(strength=0.5))
    up, down = (
        evaluate(m.replace(m.statement("p").replace(strength=0.5 + way * STEP)), semantics)["c"] for way in (1, -1)
    )
    assert gradient(m, semantics=semantics)["p"] == pytest.approx((up - down) / (2 * STEP), abs=1e-6)


def test_a_ground_tied_with_itself_by_two_steps():
    m = argument({"p": 0.5}, *(Support(sources=["p"], target="c", id=f"s{at}") for at in range(2)))
    one = argument({"p": 0.5}, Support(sources=["p"], target="c", id="s0"))
    assert gradient(m, semantics="euler-top")["p"] == gradient(one, semantics="euler-top")["p"] > 0


def test_of_another_statement_and_of_nothing():
    m = argument({"p": 0.5}, Support(sources=["p"], target="c", id="s"))
    assert gradient(m, "p") == {"c": 0, "p": 1, "s": 0}
    with pytest.raises(UnknownName, match="zz"):
        gradient(m, "zz")
    with pytest.raises(UnknownName):
        Network.from_edges([0.5], [], [], []).gradient(1)


def test_a_definition_without_slopes_says_so():
    mine = Aggregation("mine", "Σ", "−Σ", AGGREGATIONS["sum"].add)
    m = argument({"p": 0.5}, Support(sources=["p"], target="c"))
    semantics = Semantics("mine", mine, SEMANTICS["quadratic-energy"].influence)
    assert evaluate(m, semantics)["c"] == 0.6
    with pytest.raises(EvaluationError, match="no slopes"):
        gradient(m, semantics=semantics)
