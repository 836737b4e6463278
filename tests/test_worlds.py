"""Possible worlds: the table worked by hand, every world gone through in fractions, and what the numbers are said to mean."""

import itertools
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import find, given, settings
from hypothesis import strategies as st

from argmap import (
    ArgumentMap,
    Attack,
    Claim,
    Counterevidence,
    Premise,
    Support,
    Undercut,
    evaluate,
    evaluate_exactly,
    evaluate_many,
)
from argmap.analysis.labelling import labelled
from argmap.evaluation import gradient
from argmap.solver import backend
from argmap.solver.network import Network
from argmap.solver.worlds import compiling, modular, solution

STEPS = {"support": Support, "attack": Attack, "undercut": Undercut}
TENTHS = [tenth / 10 for tenth in range(11)]


def made(strengths, *steps):
    """A map of the first statement: None makes a claim, a number a premise; steps are "p q > c", "a x c", "u ! s"."""
    nodes = [
        Claim(text=f"{id}.", id=id) if strength is None else Premise(text=f"{id}.", id=id, strength=strength)
        for id, strength in strengths.items()
    ]
    nodes[0] = Claim(text="First.", id=nodes[0].id, strength=next(iter(strengths.values())))
    relations = []
    for at, one in enumerate(steps):
        written, weight = one if isinstance(one, tuple) else (one, None)
        *sources, sign, target = written.split()
        kind = {">": Support, "x": Attack, "!": Undercut}[sign]
        relations.append(kind(sources=sources, target=target, id=f"s{at}", weight=weight))
    return ArgumentMap(conclusion=nodes[0].id, statements=nodes, steps=relations)


# Worked by hand

RULE = {"c": None, "rule": 0.5, "k1": 0.5, "k2": 0.5}
UNDERCUT = {"c": None, "p": 0.8, "u": 0.25}
BY_HAND = [
    ("a premise", made({"c": None, "p": 0.8}, "p > c"), {"c": 0.8}, {"c": 0}, {"s0": 0.8}),
    ("a weight", made({"c": None, "p": 0.8}, ("p > c", 0.5)), {"c": 0.4}, {"c": 0}, {"s0": 0.4}),
    ("two reasons", made({"c": None, "p": 0.5, "q": 0.5}, "p > c", "q > c"), {"c": 0.75}, {"c": 0}, {"s0": 0.5}),
    ("linked", made({"c": None, "p": 0.5, "q": 0.5}, "p q > c"), {"c": 0.25}, {"c": 0}, {"s0": 0.25}),
    ("for and against", made({"c": None, "p": 0.8, "a": 0.5}, "p > c", "a x c"), {"c": 0.4}, {"c": 0.5}, {"s1": 0.5}),
    ("a shared rule", made(RULE, "rule k1 > c", "rule k2 > c"), {"c": 0.375}, {"c": 0}, {"s0": 0.25, "s1": 0.25}),
    (
        "a bare chain",
        made({"c": None, "b": None, "a": None, "p": 0.5}, "p > a", "a > b", "b > c"),
        {"a": 0.5, "b": 0.5, "c": 0.5},
        {"a": 0, "b": 0, "c": 0},
        {"s0": 0.5, "s1": 0.5, "s2": 0.5},
    ),
    ("an undercut", made(UNDERCUT, "p > c", "u ! s0"), {"c": 0.6}, {"c": 0}, {"s0": 0.6, "s1": 0.25}),
    (
        "an undercut that is attacked",
        made({**UNDERCUT, "v": 0.5}, "p > c", "u ! s0", "v x u"),
        {"c": 0.7, "u": 0.125},
        {"u": 0.5},
        {"s0": 0.7, "s1": 0.125, "s2": 0.5},
    ),
    ("one for both sides", made({"c": None, "p": 0.7}, "p > c", "p x c"), {"c": 0}, {"c": 0.7}, {"s0": 0.7, "s1": 0.7}),
    ("an empty circle", made({"a": None, "b": None}, "a > b", "b > a"), {"a": 0, "b": 0}, {"a": 0}, {"s0": 0, "s1": 0}),
    (
        "a circle with a ground",
        made({"a": None, "b": None, "p": 0.5}, "a > b", "b > a", "p > a"),
        {"a": 0.5, "b": 0.5},
        {"a": 0, "b": 0},
        {"s0": 0.5, "s1": 0.5, "s2": 0.5},
    ),
    (
        "an empty circle attacks",
        made({"c": 0.9, "a": None, "b": None}, "a > b", "b > a", "a x c"),
        {"c": 0.9, "a": 0},
        {"c": 0},
        {"s2": 0},
    ),
    ("one against itself", made({"a": 0.8}, "a x a"), {"a": 0}, {"a": 0}, {"s0": 0}),
    (
        "one against the other",
        made({"a": 0.8, "b": 0.6}, "a x b", "b x a"),
        {"a": 0.32, "b": 0.12},
        {"a": 0.12, "b": 0.32},
        {"s0": 0.32, "s1": 0.12},
    ),
    ("a ground of its own", made({"c": 0.3, "p": 0.5, "q": 0.2}, "p > c", "q x c"), {"c": 0.52}, {"c": 0.2}, {}),
]


@pytest.mark.parametrize(
    ("m", "stands", "defeated", "steps"), [row[1:] for row in BY_HAND], ids=[r[0] for r in BY_HAND]
)
def test_worked_by_hand(m, stands, defeated, steps):
    e = evaluate(m)
    assert e.status == "exact"
    assert {id: e[id] for id in stands} == pytest.approx(stands)
    assert {id: e.defeated[id] for id in defeated} == pytest.approx(defeated)
    assert {id: e.steps[id] for id in steps} == pytest.approx(steps)
    assert all(e.open[id] == pytest.approx(1 - e[id] - e.defeated[id]) for id in e)


def test_what_is_left_is_open():
    assert evaluate(BY_HAND[4][1]).open["c"] == pytest.approx(0.1)
    assert evaluate(made({"a": 0.8}, "a x a")).open["a"] == 1


def test_harry():
    """Toulmin's example in its first version: the warrant has a ground of its own, .5, beside its backing."""
    m = made(
        {"british": None, "bermuda": 0.9, "warrant": 0.5, "statutes": 0.9, "aliens": 0.25, "naturalised": 0.1},
        ("bermuda warrant > british", 0.9),
        "statutes > warrant",
        "aliens ! s0",
        "naturalised ! s0",
    )
    e = evaluate(m)
    assert e["warrant"] == pytest.approx(1 - 0.5 * 0.1)
    assert e["british"] == pytest.approx(0.9 * (0.9 * 0.95) * (0.75 * 0.9))
    assert round(e["british"], 4) == 0.5194


# Every world


@st.composite
def maps(draw, *, cyclic=True, most=9):
    """Small maps with all kinds of steps, chances 0, 1 and between, and at most `most` chances between."""
    size = draw(st.integers(2, 6))
    ids = [f"n{at}" for at in range(size)]
    chances = {id: draw(st.sampled_from([0, 0, 1])) for id in ids}
    steps = []
    for at in range(draw(st.integers(1, 9))):
        kind = draw(st.sampled_from(["support", "support", "attack", "undercut"] if steps else ["support", "attack"]))
        if kind == "undercut":
            target = draw(st.sampled_from(steps))
            first = 0 if cyclic else max(ids.index(source) for source in target.sources) + 1
            ends = target.id
        else:
            ends = draw(st.sampled_from(ids))
            first = 0 if cyclic else ids.index(ends) + 1
        if first == size:
            continue
        members = st.lists(st.sampled_from(ids[first:]), min_size=1, max_size=2, unique=True)
        steps.append(STEPS[kind](sources=draw(members), target=ends, id=f"s{at}"))
        chances[f"s{at}"] = draw(st.sampled_from([1, 1, 1, 0]))
    between = draw(st.lists(st.sampled_from(list(chances)), max_size=most, unique=True))
    chances |= {id: draw(st.sampled_from(TENTHS[1:-1])) for id in between}
    kinds = [Claim, *(draw(st.sampled_from([Claim, Premise, Counterevidence])) for _ in ids[1:])]
    nodes = [kind(text=id, id=id, strength=chances[id]) for kind, id in zip(kinds, ids, strict=True)]
    steps = [step.replace(weight=chances[step.id]) for step in steps]
    return ArgumentMap(conclusion="n0", statements=nodes, steps=steps)


def given_chances(m):
    """The chance of every statement and step as the decimal that it is written as."""
    written = {node.id: node.strength for node in m.statements} | {step.id: step.weight for step in m.steps}
    return {id: Fraction(str(value)) for id, value in written.items()}


def every_world(m):
    """(chance of the world, its labels), over all worlds."""
    chances = given_chances(m)
    between = [id for id, chance in chances.items() if 0 < chance < 1]
    sure = {id for id, chance in chances.items() if chance == 1}
    for bits in itertools.product((True, False), repeat=len(between)):
        weight = Fraction(1)
        for id, bit in zip(between, bits, strict=True):
            weight *= chances[id] if bit else 1 - chances[id]
        yield weight, labelled(m, sure | {id for id, bit in zip(between, bits, strict=True) if bit})


def by_worlds(m):
    """P(in) of statements and steps, and P(some attack is in) of statements, in fractions."""
    stands = dict.fromkeys([*m.statements_by_id, *m.steps_by_id], Fraction(0))
    defeated = dict.fromkeys(m.statements_by_id, Fraction(0))
    for weight, label in every_world(m):
        for id in stands:
            stands[id] += weight * (label[id] == "in")
        for id in defeated:
            attacks = [step.id for step in m.steps if step.kind == "attack" and step.target == id]
            defeated[id] += weight * any(label[attack] == "in" for attack in attacks)
    return stands, defeated


@pytest.mark.parametrize("cyclic", [True, False])
def test_every_world_gone_through(cyclic):
    @settings(max_examples=150)
    @given(m=maps(cyclic=cyclic))
    def holds(m):
        stands, defeated = by_worlds(m)
        assert evaluate_exactly(m) == stands
        e = evaluate(m)
        assert e.status == "exact"
        assert {**e.strengths, **e.steps} == pytest.approx({id: float(chance) for id, chance in stands.items()})
        assert e.defeated == pytest.approx({id: float(chance) for id, chance in defeated.items()})

    holds()


@st.composite
def rivalries(draw):
    """Small trees whose leaves are pairs that attack or support each other; at times a pair is used twice, or from both sides."""
    steps, chances, ids = [], {"n0": draw(st.sampled_from(TENTHS))}, ["n0"]
    for at in range(draw(st.integers(1, 3))):
        target = draw(st.sampled_from(ids))
        middle, first, second = (f"{name}{at}" for name in "mab")
        kinds = [draw(st.sampled_from(["support", "attack"])) for _ in range(4)]
        ends = [(middle, target), (first, middle), (first, second), (second, first)]
        if draw(st.integers(0, 3)) == 0:
            ends.append((draw(st.sampled_from([first, second])), draw(st.sampled_from([*ids, middle]))))
            kinds.append(draw(st.sampled_from(["support", "attack"])))
        for place, (kind, (source, end)) in enumerate(zip(kinds, ends, strict=True)):
            steps.append(STEPS[kind](sources=[source], target=end, id=f"s{at}.{place}"))
        ids.append(middle)
        chances |= {middle: draw(st.sampled_from([0, 1])), first: draw(st.sampled_from(TENTHS))}
        chances[second] = draw(st.sampled_from(TENTHS))
    weak = draw(st.sampled_from(steps))
    steps = [step.replace(weight=0.7 if step is weak else 1) for step in steps]
    nodes = [Claim(text=id, id=id, strength=chance) for id, chance in chances.items()]
    return ArgumentMap(conclusion="n0", statements=nodes, steps=steps)


@settings(max_examples=100)
@given(m=rivalries())
def test_trees_of_rivals_gone_through(m):
    """Circles whose label is independent of the rest, and those that something shares."""
    stands, defeated = by_worlds(m)
    assert evaluate_exactly(m) == stands
    assert evaluate(m).defeated == pytest.approx({id: float(chance) for id, chance in defeated.items()})


def test_brute_force_meets_undecided_worlds_and_circles():
    """The maps drawn above are not all easy."""
    find(maps(), lambda m: any("undecided" in label.values() for _, label in every_world(m)))
    find(
        maps(),
        lambda m: any(
            step.kind == "undercut" and m.steps_by_id.get(step.target, step).kind == "undercut" for step in m.steps
        ),
    )


# Slopes, scenarios, intervals


@settings(max_examples=60)
@given(m=maps(most=6))
def test_slopes_are_those_of_a_straight_line(m):
    """σ is linear in every chance: its slope is σ with the chance at 1 less σ with it at 0, exactly."""
    slopes = gradient(m)
    for one in (*m.statements, *m.steps):
        key = "strength" if one.id in m.statements_by_id else "weight"
        low, high = (evaluate_exactly(m.replace(one.replace(**{key: end})))["n0"] for end in (0, 1))
        assert slopes[one.id] == pytest.approx(float(high - low), abs=1e-12)


@settings(max_examples=60)
@given(m=maps(), data=st.data())
def test_scenarios_are_evaluations(m, data):
    row = st.lists(st.sampled_from(TENTHS), min_size=len(m.statements), max_size=len(m.statements))
    rows = data.draw(st.lists(row, min_size=1, max_size=3))
    shares = [[data.draw(st.sampled_from(TENTHS)) for _ in m.steps] for _ in rows]
    for weights in (None, shares):
        found = evaluate_many(m, rows, weights=weights)
        for at, strengths in enumerate(rows):
            steps = zip(m.steps, shares[at], strict=True) if weights else [(step, step.weight) for step in m.steps]
            one = m.replace(
                *(node.replace(strength=tau) for node, tau in zip(m.statements, strengths, strict=True)),
                *(step.replace(weight=u) for step, u in steps),
            )
            assert found[at].tolist() == pytest.approx(list(evaluate(one).values()), abs=1e-12)


def widened(m, data):
    """The map with an interval for every strength and weight."""
    pair = st.tuples(st.sampled_from(TENTHS), st.sampled_from(TENTHS)).map(lambda two: tuple(sorted(two)))
    return m.replace(
        *(node.replace(strength=data.draw(pair)) for node in m.statements),
        *(step.replace(weight=data.draw(pair)) for step in m.steps),
    )


def at_corner(m, pick):
    """The map with a number out of every interval."""
    return m.replace(
        *(node.replace(strength=pick(node.id, node.strength)) for node in m.statements),
        *(step.replace(weight=pick(step.id, step.weight)) for step in m.steps),
    )


@settings(max_examples=60)
@given(m=maps(), data=st.data())
def test_intervals_are_sound(m, data):
    wide = widened(m, data)
    e = evaluate(wide)
    for _ in range(4):
        picked = {id: data.draw(st.sampled_from([0.0, 0.5, 1.0])) for id in given_chances(m)}
        f = evaluate(at_corner(wide, lambda key, pair, to=picked: pair[0] + (pair[1] - pair[0]) * to[key]))
        for id in f:
            low, high = e.intervals[id]
            assert low - 1e-9 <= f[id] <= high + 1e-9
            low, high = e.defeated_intervals[id]
            assert low - 1e-9 <= f.defeated[id] <= high + 1e-9


@settings(max_examples=60)
@given(data=st.data(), size=st.integers(2, 4))
def test_intervals_are_exact_on_trees(data, size):
    """The least and the most over all corners; a chance is met once on a tree, so that no corner is missed."""
    ids = [f"n{at}" for at in range(size)]
    steps = [
        data.draw(st.sampled_from([Support, Attack]))(
            sources=[id], target=data.draw(st.sampled_from(ids[:at])), id=f"s{at}"
        )
        for at, id in enumerate(ids)
        if at
    ]
    m = ArgumentMap(conclusion="n0", statements=[Claim(text=id, id=id) for id in ids], steps=steps)
    wide = widened(m, data)
    loose = list(
        given_chances(
            m.replace(*(node.replace(strength=0) for node in m.statements), *(s.replace(weight=1) for s in m.steps))
        )
    )
    found = []
    for corner in itertools.product((0, 1), repeat=len(loose)):
        ends = dict(zip(loose, corner, strict=True))
        found.append(evaluate(at_corner(wide, lambda key, pair, ends=ends: pair[ends[key]])))
    e = evaluate(wide)
    for id in e:
        assert e.intervals[id] == pytest.approx((min(f[id] for f in found), max(f[id] for f in found)), abs=1e-12)


@settings(max_examples=80)
@given(m=maps(), data=st.data())
def test_names_and_order_change_nothing(m, data):
    names = dict(
        zip(
            given_chances(m), data.draw(st.permutations([f"x{at}" for at in range(len(given_chances(m)))])), strict=True
        )
    )
    nodes = [node.replace(id=names[node.id]) for node in m.statements]
    steps = [
        step.replace(id=names[step.id], target=names[step.target], sources=[names[one] for one in step.sources])
        for step in m.steps
    ]
    turned = ArgumentMap(
        conclusion=names["n0"],
        statements=data.draw(st.permutations(nodes)),
        steps=data.draw(st.permutations(steps)),
    )
    e, f = evaluate(m), evaluate(turned)
    assert {names[id]: value for id, value in e.items()} == pytest.approx(f.strengths, abs=1e-12)
    assert {names[id]: value for id, value in e.steps.items()} == pytest.approx(f.steps, abs=1e-12)
    assert {names[id]: value for id, value in e.defeated.items()} == pytest.approx(f.defeated, abs=1e-12)


# One pass over large graphs


def test_one_pass_gives_what_the_circuit_gives(monkeypatch):
    pytest.importorskip("numba", reason="one pass over large graphs needs argmap[fast]")
    r = np.random.default_rng(7)
    size = 400
    sources = np.arange(1, size)
    targets = r.integers(0, sources)
    signs = r.choice([1, -1], size - 1)
    given = r.random(size), sources, targets, signs, r.random(size - 1)
    exact = Network.from_edges(*given).chances()
    monkeypatch.setattr(backend, "LARGE", 1)
    large = Network.from_edges(*given)
    assert solution.one_pass(large.graph)
    assert solution.plan(large.graph) is None
    found = large.chances()
    assert found.status == "exact"
    for name in ("stands", "defeated", "steps"):
        assert getattr(found, name) == pytest.approx(getattr(exact, name), abs=1e-12)


def test_what_is_shared_is_not_answered_by_one_pass(monkeypatch):
    pytest.importorskip("numba", reason="one pass over large graphs needs argmap[fast]")
    monkeypatch.setattr(backend, "LARGE", 1)
    n = Network.from_edges([0, 0, 0, 0.5], [3, 3, 1, 2], [1, 2, 0, 0], [1, 1, 1, 1])
    assert not solution.one_pass(n.graph)
    assert n.chances().stands[0] == pytest.approx(0.5)


@settings(max_examples=10)
@given(m=maps(cyclic=False))
def test_large_maps_are_labelled_alike(m):
    pytest.importorskip("numba", reason="compiled passes need argmap[fast]")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(backend, "LARGE", 1)
        found = evaluate(m.replace())
    assert found.strengths == pytest.approx(evaluate(m).strengths, abs=1e-12)


# What a strength is to mean


@pytest.mark.parametrize("count", [1, 3, 8])
def test_without_its_evidence_nothing_is_accepted(count):
    claims = [Claim(f"A{at}.", id=f"a{at}").because(Premise("P.", id=f"p{at}", strength=0)) for at in range(count)]
    e = evaluate(ArgumentMap.of(Claim("C.", id="c").because(*claims)))
    assert (e["c"], e.verdict, e.reason) == (0, "undecided", "not established")


def test_one_linked_step_or_three_are_the_same():
    keys = {f"k{at}": 0.5 for at in range(3)}
    apart = made({"c": None, "rule": 0.5, **keys}, *(f"rule {key} > c" for key in keys))
    once = made({"c": None, "any": None, "rule": 0.5, **keys}, "rule any > c", *(f"{key} > any" for key in keys))
    assert evaluate(apart)["c"] == pytest.approx(evaluate(once)["c"])
    assert evaluate(once)["c"] == pytest.approx(0.5 * 0.875)


def test_circular_support_erases_nothing():
    m = made({"c": None, "p": 0.8, "a": None, "b": None}, "p > c", "a > b", "b > a", "a x c", "b x p", "a ! s0")
    assert evaluate(m)["c"] == 0.8


@pytest.mark.parametrize("length", [1, 5, 40])
def test_a_bare_chain_hands_on_what_it_is_given(length):
    names = [f"n{at}" for at in range(length)]
    links = [f"{low} > {high}" for high, low in itertools.pairwise([*names, "p"])]
    m = made({**dict.fromkeys(names), "p": 0.5}, *links)
    assert evaluate(m)["n0"] == 0.5


@pytest.mark.parametrize("rivals", [1, 60])
def test_circles_that_nothing_shares_are_answered_one_by_one(rivals):
    """Pairs of rivals attack `c`, which attacks `d`; by hand. Diagrams of all pairs together would be far too large.

    A rival stands where it holds and the other does not (1/4) and is not out where it holds (1/2). So c stands with chance
    (1/2)ⁿ and is not out with (3/4)ⁿ, and d stands with 1 − (3/4)ⁿ.
    """
    nodes = [Claim(text="D.", id="d", strength=1), Claim(text="C.", id="c", strength=1)]
    steps = [Attack(sources=["c"], target="d")]
    for at in range(rivals):
        nodes += [Claim(text=f"Rival {end}{at}.", id=f"{end}{at}", strength=0.5) for end in "ab"]
        steps += [Attack(sources=[f"a{at}"], target=f"b{at}"), Attack(sources=[f"b{at}"], target=f"a{at}")]
        steps.append(Attack(sources=[f"a{at}"], target="c"))
    e = evaluate(ArgumentMap(conclusion="d", statements=nodes, steps=steps))
    assert e.status == "exact"
    assert (e["a0"], e["c"], e["d"]) == pytest.approx((0.25, 0.5**rivals, 1 - 0.75**rivals), abs=1e-15)
    assert e.defeated["c"] == pytest.approx(1 - 0.75**rivals, abs=1e-15)
    assert e.defeated["d"] == pytest.approx(0.5**rivals, abs=1e-15)


def ring(size, *, kind="support", weight=0.9):
    """A circle of claims, every third of which has a premise; the conclusion rests on one of them."""
    claims = [Claim(text=f"C{at}.", id=f"c{at}", strength=0.3) for at in range(size)]
    premises = [Claim(text=f"P{at}.", id=f"p{at}", strength=0.4) for at in range(0, size, 3)]
    steps = [Support(sources=["c0"], target="c")]
    for at in range(size):
        step = STEPS[kind] if at % 4 == 1 else Support
        steps.append(step(sources=[f"c{(at + 1) % size}"], target=f"c{at}", id=f"s{at}", weight=weight))
    steps += [Support(sources=[one.id], target=f"c{one.id[1:]}") for one in premises]
    return ArgumentMap(conclusion="c", statements=[Claim(text="C.", id="c"), *claims, *premises], steps=steps)


@pytest.mark.parametrize("kind", ["support", "attack"])
@pytest.mark.parametrize("size", [1, 3, 6, 9])
def test_a_ring_in_closed_form_is_what_its_diagrams_say(size, kind, monkeypatch):
    """Stands, defeated and steps, with an even and an odd number of attacks in the circle, and with none."""
    m = ring(size, kind=kind)
    closed = evaluate(m)
    monkeypatch.setattr(modular, "ring_of", lambda *_: None)
    monkeypatch.setattr(solution, "_COMPILED", {})
    e = evaluate(m.replace(m.statements[-1].replace(text="Again.")))
    for mine, theirs in ((closed.strengths, e.strengths), (closed.steps, e.steps), (closed.defeated, e.defeated)):
        assert dict(mine) == pytest.approx(dict(theirs), abs=1e-12)


def test_a_large_ring_is_exact_and_its_circuit_grows_as_it_does():
    """By diagrams, each vertex of a circle needs as many nodes as the circle has vertices."""
    slots = [solution.plan(Network.of(ring(size)).graph).circuit.slots for size in (300, 3_000)]
    assert slots[1] < 10.5 * slots[0]
    assert evaluate(ring(3_000)).status == "exact"


@pytest.mark.parametrize(("most", "tried"), [(20, 1), (400, 2)])
def test_a_second_order_is_tried_unless_most_was_still_to_come(most, tried, monkeypatch):
    """A chain of vertices, each of which rests on the two before it: its diagrams grow all along."""
    size = 60
    steps = [(at, at + far) for far in (1, 2) for at in range(size - far)]
    graph = Network.from_edges(
        [0.5] * size, [a for a, _ in steps], [b for _, b in steps], [1, -1] * (size - 2) + [1]
    ).graph
    orders, compile_in = [], compiling._Compiler.compiled
    monkeypatch.setattr(compiling, "MOST_NODES", most)
    monkeypatch.setattr(compiling, "least_nodes", lambda _: 0)
    monkeypatch.setattr(
        compiling._Compiler, "compiled", lambda self, order: orders.append(order) or compile_in(self, order)
    )
    with pytest.raises(compiling.TooLarge):
        compiling.compiled(graph)
    assert len(orders) == tried
