"""One source of the loops, three ways to run it: plain, on rows of scenarios, compiled; and fractions as the judge."""

import copy
import importlib.util
import pickle
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap import (
    EvaluationError,
    Network,
    Semantics,
    compare,
    diff,
    evaluate,
    evaluate_exactly,
    load,
    loads,
    overturn,
    what_if,
)
from argmap.resources import folder
from argmap.semantics import AGGREGATIONS, CONJUNCTIONS, SEMANTICS, p_max
from argmap.solver.backend import machine_for
from argmap.testing.strategies import argument_maps

RATIONAL = [name for name, one in SEMANTICS.items() if one.influence.rational]


def joining(semantics, linked):
    """What is said of linked premises: nothing under possible worlds, where they must all stand."""
    return {} if SEMANTICS[semantics].worlds else {"linked": linked}


@pytest.fixture
def compiled(monkeypatch):
    """Every network is large enough for the compiled machine."""
    monkeypatch.setattr("argmap.solver.backend.LARGE", 0)


@pytest.mark.parametrize("semantics", SEMANTICS)
@settings(max_examples=12)
@given(data=st.data(), linked=st.sampled_from(list(CONJUNCTIONS)), cyclic=st.booleans())
def test_compiled_is_plain_to_the_last_bit(semantics, data, linked, cyclic):
    m = data.draw(argument_maps(supports=not SEMANTICS[semantics].attack_only, cyclic=cyclic))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("argmap.solver.backend.LARGE", 0)
        compiled = Network.of(m)
    plain = Network.of(m)
    assert (compiled.graph.machine.compiled, plain.graph.machine.compiled) == (True, False)
    a, b = (n.evaluate(semantics, linked=linked) for n in (compiled, plain))
    if cyclic:
        assert a.strengths.tolist() == b.strengths.tolist()
        assert a.status == b.status
        assert [sorted(one.vertices) for one in a.cycles] == [sorted(one.vertices) for one in b.cycles]
    else:
        assert a.strengths.tolist() == b.strengths.tolist()
        assert a.carried.tolist() == b.carried.tolist()
        assert a.intervals.tolist() == b.intervals.tolist()
        by_base = [n.gradient(0, semantics, linked=linked).base.tolist() for n in (compiled, plain)]
        assert by_base[0] == by_base[1]


def test_once_it_is_loaded_compiled_code_runs_the_small_graphs_of_arrays_too(monkeypatch):
    def circle(size):
        random, vertices = np.random.default_rng(0), np.arange(size)
        signs, weights = random.choice([-1, 1], size), random.random(size)
        return random.random(size), vertices, (vertices + 1) % size, signs, weights

    columns = circle(60)
    monkeypatch.setattr("argmap.solver.backend.SMALL", sys.maxsize)
    plain = Network.from_edges(*columns)
    monkeypatch.undo()
    monkeypatch.setattr("argmap.solver.backend.LARGE", 0)
    Network.from_edges(*columns).evaluate()
    monkeypatch.undo()
    small = Network.from_edges(*columns)
    tiny = Network.from_edges(*circle(40))
    assert [n.graph.machine.compiled for n in (plain, small, tiny)] == [False, True, False]
    for semantics in ("possible-worlds", "quadratic-energy"):
        first, second = (n.evaluate(semantics) for n in (plain, small))
        assert (first.strengths.tolist(), first.status) == (second.strengths.tolist(), second.status)


@pytest.mark.usefixtures("compiled")
def test_edges_alone_take_the_faster_loop_to_the_same_bits():
    random = np.random.default_rng(0)
    sources, targets = np.triu_indices(40, 1)
    columns = random.random(40), targets, sources, random.choice([-1, 1], len(sources)), random.random(len(sources))
    fast = Network.from_edges(*columns)
    plain = Network(fast.graph.plain(), *(column.tolist() for column in (fast.base, fast.weights)))
    for name, semantics in SEMANTICS.items():
        if not semantics.attack_only:
            assert fast.evaluate(name).strengths.tolist() == plain.evaluate(name).strengths.tolist()


@pytest.mark.usefixtures("compiled")
def test_a_semantics_of_your_own_compiles():
    mine = Semantics("mine", AGGREGATIONS["top"], p_max(3, k=2))
    n = Network.from_edges([0.5, 1.0], [1], [0], [1])
    assert n.graph.machine.compiled
    assert n.evaluate(mine).strengths[0] == pytest.approx(0.5 + 0.5 * (1 / 8) / (1 + 1 / 8), abs=1e-15)


@pytest.mark.parametrize("semantics", RATIONAL)
@settings(max_examples=20)
@given(data=st.data(), linked=st.sampled_from(list(CONJUNCTIONS)))
def test_floats_are_the_fractions_rounded(semantics, data, linked):
    m = data.draw(argument_maps(supports=not SEMANTICS[semantics].attack_only))
    hundredths = st.integers(0, 100).map(lambda part: part / 100)
    m = m.replace(
        *(node.replace(strength=data.draw(hundredths)) for node in m.statements),
        *(step.replace(weight=data.draw(hundredths)) for step in m.steps),
    )
    e = evaluate(m, semantics, **joining(semantics, linked))
    exactly = {id: float(value) for id, value in evaluate_exactly(m, semantics, **joining(semantics, linked)).items()}
    assert {**e, **e.steps} == pytest.approx(exactly, abs=1e-12)


def test_linked_steps_and_undercuts_are_fractions():
    m = loads(
        "claim: C.\nid: c\nstrength: 0.5\nbecause:\n  - all: [{premise: P., id: p, strength: 0.77},"
        " {premise: Q., id: q, strength: 0.3}]\n    weight: 0.3\n"
        "    unless: [{counterevidence: U., id: u, strength: 0.1}]\n"
    )
    found = evaluate_exactly(m, "df-quad")
    assert found["p.q.supports.c"] == Fraction(3, 10) * Fraction(9, 10) * Fraction(3, 10)
    assert found["c"] == Fraction(1, 2) + Fraction(1, 2) * found["p.q.supports.c"]


@pytest.mark.parametrize("semantics", RATIONAL)
@settings(max_examples=20)
@given(data=st.data(), linked=st.sampled_from(list(CONJUNCTIONS)))
def test_all_that_is_exact_is_a_fraction(semantics, data, linked):
    m = data.draw(argument_maps(supports=not SEMANTICS[semantics].attack_only))
    m = m.replace(
        *(node.replace(strength=data.draw(st.sampled_from([0.0, 0.1, 1.0]))) for node in m.statements),
        *(step.replace(weight=data.draw(st.sampled_from([0.0, 0.3, 1.0]))) for step in m.steps),
    )
    assert {type(one) for one in evaluate_exactly(m, semantics, **joining(semantics, linked)).values()} == {Fraction}


@pytest.mark.parametrize("semantics", ["quadratic-energy", "possible-worlds", "df-quad"])
@pytest.mark.parametrize("wide", [False, True], ids=["chain", "star"])
def test_fractions_that_grow_without_end_are_refused(semantics, wide):
    count = 20_000
    n = Network.from_edges(
        [0.37] * count, range(1, count), [0] * (count - 1) if wide else range(count - 1), [1] * (count - 1)
    )
    with pytest.raises(EvaluationError, match="digits"):
        n.exactly(semantics)


@pytest.mark.parametrize("semantics", sorted(set(SEMANTICS) - set(RATIONAL)))
def test_what_leaves_the_fractions_says_so(semantics):
    with pytest.raises(EvaluationError, match="leaves the fractions"):
        Network.from_edges([0.5, 0.5], [1], [0], [1]).exactly(semantics)


def test_fractions_of_cycles_and_intervals_are_refused():
    with pytest.raises(EvaluationError, match="circular"):
        Network.from_edges([0.5], [0], [0], [-1]).exactly("quadratic-energy")
    with pytest.raises(EvaluationError, match="intervals"):
        Network.from_edges([[0.5, 0.6]], [], [], []).exactly()
    # Circles are exact under possible worlds: who attacks himself where he holds is undecided, and does not stand.
    assert Network.from_edges([0.5], [0], [0], [-1]).exactly()[0] == [0]


def test_without_numba_the_interpreter_does_all(monkeypatch):
    monkeypatch.setattr("argmap.solver.backend.LARGE", 0)
    monkeypatch.setattr("argmap.solver.backend.find_spec", lambda _: None)
    n = Network.from_edges([0.5, 0.5], [1], [0], [1])
    assert not machine_for(10**6).compiled
    assert n.evaluate("quadratic-energy").strengths.tolist() == [0.6, 0.5]
    assert n.evaluate().strengths.tolist() == [0.75, 0.5]


def test_a_small_map_needs_neither_numpy_nor_numba():
    code = (
        "import sys, argmap; from argmap.resources import folder;"
        "m = argmap.load(folder('arguments') / 'china-llm.argmap.yaml'); argmap.check(m); argmap.evaluate(m);"
        "print([name for name in ('numpy', 'numba', 'pyarrow', 'hypothesis') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout == "[]\n"
    assert importlib.util.find_spec("numba")


def test_results_are_pickled_and_copied():
    m = load(folder("arguments") / "semmelweis.argmap.yaml")
    for value in (
        m,
        evaluate(m),
        evaluate(m, "mlp"),
        compare(m),
        overturn(m),
        diff(m, m.rejecting("washing")),
        what_if(m),
    ):
        assert pickle.loads(pickle.dumps(value)) == value  # noqa: S301 - our own
        assert copy.deepcopy(value) == value
    for row in SEMANTICS.values():
        assert pickle.loads(pickle.dumps(row)) is row  # noqa: S301


def test_threads_do_not_meet():
    m = load(folder("arguments") / "semmelweis.argmap.yaml")

    def run(number):
        return evaluate(m.replace(title=str(number)), list(SEMANTICS)[number % 7]).strengths

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(run, range(70)))
    assert found == [run(number) for number in range(70)]


def test_a_long_chain_costs_what_a_wide_graph_costs():
    size = 200_000
    n = Network.from_edges(np.full(size, 0.5), np.arange(1, size), np.arange(size - 1), np.full(size - 1, -1))
    found = n.evaluate("h-categoriser").strengths
    assert n.graph.machine.compiled
    assert found[-3:] == pytest.approx([0.5 / (1 + 1 / 3), 1 / 3, 0.5])
    assert found[0] == pytest.approx((3**0.5 - 1) / 2, abs=1e-12)


@settings(max_examples=15)
@given(m=argument_maps(cyclic=True, most=5), semantics=st.sampled_from(list(SEMANTICS)), data=st.data())
def test_scenarios_of_circular_maps_are_evaluations(m, semantics, data):
    if SEMANTICS[semantics].attack_only and any(step.kind == "support" for step in m.steps):
        semantics = "df-quad"
    base = [
        [data.draw(st.floats(0, 1)) for _ in m.statements],
        [m.scale.number(node.strength) for node in m.statements],
    ]
    for row, scenario in zip(Network.of(m).evaluate_many(base, semantics), base, strict=True):
        one = evaluate(
            m.replace(*(n.replace(strength=w) for n, w in zip(m.statements, scenario, strict=True))), semantics
        )
        if one.converged:
            assert row == pytest.approx(list(one.values()), abs=1e-7)
