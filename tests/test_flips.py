"""What is left out of drawn worlds, one at a time: the same worlds as if they were drawn without it."""

import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap import ArgumentMap, Attack, Claim, Counterevidence, Premise, Support, evaluate, report
from argmap.analysis.attribution import attribution
from argmap.analysis.question import ask
from argmap.evaluation import Evaluation
from argmap.renderers.reports.facts import report_data
from argmap.solver.network import Network
from argmap.solver.worlds import compiling, drawn, solution
from argmap.solver.worlds.flips import Flips, flips
from argmap.testing import law_maps


def pair(found, of):
    return found.stands[of], found.defeated[of]


def changed(row, place, value):
    return [value if at == place else one for at, one in enumerate(row)]


@settings(max_examples=60)
@given(m=law_maps("grounded"), data=st.data())
def test_each_place_changes_the_worlds_as_another_chance_would(m, data):
    """Steps that are linked, undercut and on circles included; afterwards the labels are as they were."""
    n = Network.of(m, 0.0, 0.0)
    of = data.draw(st.integers(0, len(m.statements) - 1))
    found = Flips(n.graph, n.base, n.weights, of, 0)
    assert found.own == pair(drawn.drawn(n.graph, n.base, n.weights), of)
    for value, flipped in ((0.0, found.never), (1.0, found.always)):
        for place in range(len(n.base)):
            again = drawn.drawn(n.graph, changed(n.base, place, value), n.weights)
            assert flipped(place) == pair(again, of)
        for step in range(len(n.weights)):
            again = drawn.drawn(n.graph, n.base, changed(n.weights, step, value))
            assert flipped(n.graph.nodes + step) == pair(again, of)
    places = data.draw(st.sets(st.integers(0, len(n.base) + len(n.weights) - 1)))
    holds = {place: data.draw(st.booleans()) for place in sorted(places)}
    given = [float(holds.get(place, chance)) for place, chance in enumerate([*n.base, *n.weights])]
    again = drawn.drawn(n.graph, given[: len(n.base)], given[len(n.base) :])
    assert found.switched(holds) == pair(again, of)
    fresh = drawn.labelled(n.graph, n.base, n.weights, 0, drawn.WORLDS)
    assert (found.worlds.stands, found.worlds.defeated, found.worlds.given) == (
        fresh.stands,
        fresh.defeated,
        fresh.given,
    )


def test_other_numbers_and_other_statements_are_other_flips():
    m = argued()
    n = Network.of(m, 0.0, 0.0)
    first = flips(n.graph, n.base, n.weights, 0)
    assert flips(n.graph, n.base, n.weights, 0) is first
    assert flips(n.graph, n.base, n.weights, 1).own != first.own
    assert flips(n.graph, changed(n.base, 3, 0.9), n.weights, 0).own != first.own
    assert flips(n.graph, n.base, changed(n.weights, 0, 0.2), 0).own != first.own


def test_threads_may_ask_about_the_same_worlds():
    m = argued()
    n = Network.of(m, 0.0, 0.0)
    sets = [
        dict.fromkeys(places, holds) for places in ((0,), (1, 2), (3, 6), (5, 4), (1, 7)) for holds in (False, True)
    ]
    expected = [Flips(n.graph, n.base, n.weights, 0, 0).switched(one) for one in sets]
    shared = Flips(n.graph, n.base, n.weights, 0, 0)
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(4) as pool:
            found = list(pool.map(shared.switched, sets * 100))
    finally:
        sys.setswitchinterval(before)
    assert found == expected * 100


def argued(**numbers):
    """A rule that two linked steps share, and an objection."""
    chances = {"rule": 0.9, "k1": 0.8, "k2": 0.5, "but": 0.3, **numbers}
    nodes = [Claim("C.", id="c"), *(Premise(f"{id}.", id=id, strength=chances[id]) for id in ("rule", "k1", "k2"))]
    steps = [
        Support(sources=["rule", "k1"], target="c", id="s"),
        Support(sources=["rule", "k2"], target="c", id="t"),
        Attack(sources=["but"], target="c", id="u"),
    ]
    but = Counterevidence("But.", id="but", strength=chances["but"])
    return ArgumentMap(conclusion="c", statements=[*nodes, but], steps=steps)


@pytest.fixture
def tiny(monkeypatch):
    """Diagrams of next to no nodes, so that worlds are drawn."""
    monkeypatch.setattr(compiling, "MOST_NODES", 3)
    monkeypatch.setattr(solution, "_COMPILED", {})


@pytest.mark.usefixtures("tiny")
def test_what_is_removed_rejected_or_granted_is_so_in_the_worlds_that_were_drawn():
    m = argued()
    question = ask(m)
    n = question.network
    rejected = question.settled([[1], [1, 2], [3]])
    for at, places in enumerate([[1], [1, 2], [3]]):
        base = [0.0 if place in places else one for place, one in enumerate(n.base)]
        assert (rejected.stands[at], rejected.defeated[at]) == pair(drawn.drawn(n.graph, base, n.weights), 0)
    found = attribution(m, method="removal")
    for id, steps in (("rule", (0, 1)), ("k1", (0,)), ("but", (2,))):
        weights = [0.0 if step in steps else one for step, one in enumerate(n.weights)]
        assert found[id] == question.strength - drawn.drawn(n.graph, n.base, weights).stands[0]
    moved = n.with_numbers([*n.base[:-1], 0.6], n.weights)
    assert question.changed([([(4, 0.6)], ())]).stands == [moved.chances().stands[0]]


def turning(m: ArgumentMap, e: Evaluation) -> dict[str, str]:
    return {"+".join(one["ids"]): one["verdict"] for one in report_data(m, e)["turning_steps"]}


@pytest.mark.usefixtures("tiny")
def test_a_report_drops_each_step_from_the_worlds_that_were_drawn():
    m = argued()
    e = evaluate(m, accepted=0.45)
    assert (e.status, e.verdict) == ("sampled", "accepted")
    # c stands in 0.9·(1 − 0.2·0.5)·0.7 = 0.567; without s 0.315, without t 0.504, without u 0.81
    assert turning(m, e) == {"rule+k1": "undecided"}
    without = next(one for one in report_data(m, e)["grounds"] if one["ids"] == ["rule", "k2"])["without"]
    # next to a cut-off a drawn chance decides nothing, without a step as with all of them
    near = evaluate(m, accepted=without - 0.001)
    assert near.verdict == "accepted"
    assert turning(m, near) == {"rule+k1": "undecided", "rule+k2": "undecided"}
    assert "Drawn worlds" in report(m, e)


@pytest.mark.parametrize("semantics", ["possible-worlds", "df-quad", "quadratic-energy", "euler"])
@pytest.mark.parametrize("spread", [0.0, 0.3])
@pytest.mark.parametrize("circular", [False, True])
def test_a_step_without_which_the_verdict_turns_is_one_without_which_the_map_has_another(semantics, spread, circular):
    m = argued(k1=(0.8 - spread, 0.8))
    m = m.replace(steps=[*m.steps, Support(sources=["c"], target="k1", weight=0.5)]) if circular else m
    for accepted in (0.55, 0.6, 0.7, 0.8):
        e = evaluate(m, semantics, accepted=accepted)
        expected = {
            "+".join(step.sources): other
            for step in m.steps_to("c")
            if (other := evaluate(m.without(step.id), semantics, accepted=accepted).verdict) != e.verdict
        }
        assert turning(m, e) == expected
