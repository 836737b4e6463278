"""Why, what if, what would overturn it: worked by hand, published laws, and certificates checked against scenarios."""

import json
import subprocess
import sys
import tracemalloc
from itertools import combinations, permutations
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from argmap import (
    ArgumentMap,
    Attack,
    Claim,
    Counterevidence,
    EvaluationError,
    MapError,
    Premise,
    Support,
    Undercut,
    UnknownName,
    attribution,
    compare,
    evaluate,
    explain,
    gradient,
    load,
    overturn,
    robustness,
    what_if,
)
from argmap.analysis.arithmetic import worked
from argmap.analysis.attribution import disagreements
from argmap.analysis.critical_sets import critical_sets
from argmap.analysis.question import ask
from argmap.analysis.robustness import DISTRIBUTIONS
from argmap.cli.printing.analysis import histogram_rows
from argmap.model.walks import polarities
from argmap.resources import folder
from argmap.semantics import AGGREGATIONS, CONJUNCTIONS, INFLUENCES, SEMANTICS, Influence, Semantics
from argmap.testing.strategies import argument_maps

TWO_SIDED = [name for name, one in SEMANTICS.items() if not one.attack_only]
MAPS = sorted(folder("arguments").glob("*.argmap.yaml"))
FLAGSHIP = load(folder("arguments") / "china-llm.argmap.yaml")


def joining(semantics, linked):
    """What is said of linked premises: nothing under possible worlds, where they must all stand."""
    return {} if SEMANTICS[semantics].worlds else {"linked": linked}


every_semantics = pytest.mark.parametrize("semantics", TWO_SIDED)


def argument(premises, *steps, base=0.5):
    nodes = [Claim(text="C.", id="c", strength=base)]
    nodes += [Premise(text=f"{id}.", id=id, strength=w) for id, w in premises.items()]
    return ArgumentMap(conclusion="c", nodes=nodes, relations=steps)


def support(*sources, target="c", **more):
    return Support(sources=sources, target=target, **more)


def attack(*sources, target="c", **more):
    return Attack(sources=sources, target=target, **more)


TWO_FOR = argument({"p": 0.5, "q": 0.5}, support("p"), support("q"))
CHAIN = argument({"p": 0.8, "q": 0.5}, support("q", target="p"), support("p"))
LINKED = argument({"p": 0.8, "q": 0.5}, support("p", "q", id="s"))


# Attribution


@pytest.mark.parametrize(
    ("m", "method", "expected"),
    [
        # df-quad: c = 1 − ½(1 − p)(1 − q) = 0.875; with one alone 0.75, with none 0.5.
        (TWO_FOR, "removal", {"p": 0.125, "q": 0.125}),
        (TWO_FOR, "shapley", {"p": 0.1875, "q": 0.1875}),
        (TWO_FOR, "gradient", {"p": 0.25, "q": 0.25}),
        # p = 1 − 0.2·0.5 = 0.9, c = 0.95; q works only through p: alone it adds nothing.
        (CHAIN, "removal", {"p": 0.45, "q": 0.05}),
        (CHAIN, "intrinsic", {"p": 0.4, "q": 0.05}),
        (CHAIN, "shapley", {"p": (0.4 + 0.45) / 2, "q": 0.05 / 2}),
        # Linked: c = 0.5 + 0.5·min(p, q); neither adds anything without the other.
        (LINKED, "removal", {"p": 0.25, "q": 0.25}),
        (LINKED, "shapley", {"p": 0.125, "q": 0.125}),
        (LINKED, "gradient", {"p": 0.0, "q": 0.5}),
    ],
)
def test_contributions_by_hand(m, method, expected):
    assert dict(attribution(m, method=method, semantics="df-quad")) == pytest.approx(expected, abs=1e-12)


def test_published_contributions():
    """The example that the authors of Kampik et al. 2024 test with: a = 2 attacked by b = 1, which c = 1 supports.

    In their basic model a strength is base + supporters − attackers; Shapley gives b −1.5 and c −0.5. Scaled by 0.2 here.
    """
    basic = Semantics(
        "basic", AGGREGATIONS["sum"], Influence("plus", "w + α", lambda base, aggregate: base + aggregate)
    )
    nodes = [Claim(text=f"{id}.", id=id, strength=w) for id, w in {"a": 0.4, "b": 0.2, "c": 0.2}.items()]
    m = ArgumentMap(conclusion="a", nodes=nodes, relations=[attack("b", target="a"), support("c", target="b")])
    expected = {
        "shapley": {"b": -1.5, "c": -0.5},
        "removal": {"b": -2.0, "c": -1.0},
        "intrinsic": {"b": -1.0, "c": -1.0},
    }
    for method, values in expected.items():
        found = attribution(m, method=method, semantics=basic)
        assert {id: value / 0.2 for id, value in found.items()} == pytest.approx(values)


def slowly(m, of, semantics, linked):
    """Shapley by the definition: over every order, what each adds on coming in, each map evaluated by itself."""
    players = [node.id for node in m.statements if node.id != of]
    total = dict.fromkeys(players, 0.0)
    orders = list(permutations(players))
    for order in orders:
        here = [
            evaluate(m.without(*order[at:]) if order[at:] else m, semantics, **joining(semantics, linked))[of]
            for at in range(len(order) + 1)
        ]
        for at, player in enumerate(order):
            total[player] += (here[at + 1] - here[at]) / len(orders)
    return total


@settings(max_examples=25)
@given(m=argument_maps(most=5), semantics=st.sampled_from(TWO_SIDED), linked=st.sampled_from(list(CONJUNCTIONS)))
def test_shapley_is_its_definition(m, semantics, linked):
    question = ask(m, semantics=semantics, **joining(semantics, linked))
    mid = question.evaluation
    exact = m.replace(
        *(node.replace(strength=float(w)) for node, w in zip(question.m.statements, question.base, strict=True)),
        *(step.replace(weight=float(u)) for step, u in zip(question.m.steps, question.weights, strict=True)),
    )
    found = attribution(m, method="shapley", semantics=semantics, **joining(semantics, linked))
    expected = slowly(exact, m.conclusion, semantics, linked)
    assert dict(found) == pytest.approx({id: expected[id] for id in found}, abs=1e-9)
    assert all(abs(expected[id]) < 1e-9 for id in expected if id not in found)
    assert sum(found.values()) == pytest.approx(mid[m.conclusion] - question.base[question.node_at[m.conclusion]])


@settings(max_examples=25)
@given(m=argument_maps(), semantics=st.sampled_from(TWO_SIDED), players=st.sampled_from(["statements", "steps"]))
def test_efficiency(m, semantics, players):
    """Shapley contributions sum to what is to be shared: the final strength less the base score."""
    question = ask(m, semantics=semantics)
    gained = question.strength - question.base[question.node_at[m.conclusion]]
    drawn = attribution(m, method="shapley", semantics=semantics, players=players, orders=20)
    assert sum(drawn.values()) == pytest.approx(gained, abs=1e-9)
    assume(len(drawn) <= 10)
    assert sum(attribution(m, method="shapley", semantics=semantics, players=players).values()) == pytest.approx(gained)


def test_sampled_values_are_within_their_errors():
    """Standard errors are those of a gradual semantics; under possible worlds 400 orders miss what is added in rare ones."""
    first = load(Path(__file__).parent / "data" / "china-llm-first.argmap.yaml")
    found, again, other = (
        attribution(first, method="shapley", orders=orders, seed=seed, semantics="quadratic-energy")
        for orders, seed in ((400, 1), (400, 1), (4000, 2))
    )
    assert found.sampled
    assert dict(found) == dict(again)
    apart = [abs(found[id] - other[id]) / (found.errors[id] + 1e-9) for id in found if found.errors[id] > 1e-6]
    assert np.mean(np.array(apart) < 2) > 0.8
    assert max(apart) < 6
    small = load(Path(__file__).parent / "data" / "semmelweis-first.argmap.yaml")
    exact, drawn = (attribution(small, method="shapley", orders=orders) for orders in (None, 3000))
    assert not exact.sampled
    assert all(abs(exact[id] - drawn[id]) <= 5 * drawn.errors[id] + 1e-9 for id in exact)


@settings(max_examples=25)
@given(m=argument_maps(), semantics=st.sampled_from(TWO_SIDED))
def test_removal_is_the_map_without_it(m, semantics):
    question = ask(m, semantics=semantics)
    mid = question.m.replace(
        *(node.replace(strength=float(w)) for node, w in zip(question.m.statements, question.base, strict=True)),
        *(step.replace(weight=float(u)) for step, u in zip(question.m.steps, question.weights, strict=True)),
    )
    for players in ("statements", "steps"):
        for id, value in attribution(m, method="removal", semantics=semantics, players=players).items():
            left = evaluate(mid.without(id), semantics)[m.conclusion]
            assert value == pytest.approx(question.strength - left, abs=1e-12)


def test_gradient_contributions_are_the_gradient():
    slopes = gradient(FLAGSHIP)
    for players, values in (("statements", FLAGSHIP.statements), ("steps", FLAGSHIP.steps)):
        found = attribution(FLAGSHIP, players=players)
        ids = [one.id for one in values if one.id in found]
        assert {id: found[id] for id in ids} == pytest.approx({id: slopes[id] for id in ids}, abs=1e-12)


def test_notions_can_disagree_in_sign():
    """α = p − q with q = (2p)²/(1 + (2p)²): at p = 0.3 that is 0.3 − 0.265 > 0, with the slope 1 − 8p/(1 + 4p²)² < 0."""
    twice = support("p", target="q", id="x"), support("p", target="q", id="y")
    m = argument({"p": 0.3, "q": 0.0}, support("p"), *twice, attack("q"))
    slope, whole = (attribution(m, method=method, semantics="quadratic-energy") for method in ("gradient", "removal"))
    assert slope["p"] < 0 < whole["p"]
    assert disagreements(slope, whole) == ("p",)


def test_attribution_says_what_it_cannot():
    with pytest.raises(UnknownName, match="shapely"):
        attribution(TWO_FOR, method="shapely")
    with pytest.raises(UnknownName, match="kind of player"):
        attribution(TWO_FOR, players="claims")
    with pytest.raises(UnknownName, match="bear on 'c'"):
        attribution(TWO_FOR)["zz"]
    with pytest.raises(EvaluationError, match="attacks only"):
        attribution(TWO_FOR, semantics="max-based")
    assert dict(attribution(argument({}), method="shapley")) == {}


def test_on_a_circle():
    m = argument({"p": 0.5, "q": 0.7}, support("p"), attack("c", target="p"), support("q"))
    for method in ("gradient", "removal", "shapley"):
        found = attribution(m, method=method, semantics="quadratic-energy")
        assert found["q"] > 0
        assert found["p"] > 0
    shared = attribution(m, method="shapley", semantics="quadratic-energy")
    assert sum(shared.values()) == pytest.approx(evaluate(m, "quadratic-energy")["c"] - 0.5)
    # Where c stands by itself or by q, p is defeated; where it does not, p and c are undecided: p adds nothing.
    assert evaluate(m)["c"] == pytest.approx(1 - 0.5 * 0.3, abs=1e-12)
    assert attribution(m, method="removal") == pytest.approx({"p": 0, "q": 0.35}, abs=1e-12)


# What if


def test_what_if_says_only_what_changes():
    m = argument(
        {"p": 0.8, "q": 0.5, "r": 0.3}, support("q", target="p"), support("p"), support("r", weight=0.5, id="s")
    )
    found = what_if(m, {"p": 0.2, "s": "certain"}, reject=["q"], semantics="df-quad")
    assert {one.id: one.before for one in found.changed} == pytest.approx(
        {"p": 0.9, "q": 0.5, "c": 1 - 0.5 * 0.1 * 0.85}
    )
    assert {one.id: one.after for one in found.changed} == pytest.approx({"p": 0.2, "q": 0.0, "c": 1 - 0.5 * 0.8 * 0.7})
    assert found.turned is False
    gone = what_if(m, without=["p"], semantics="df-quad")
    assert {one.id: one.after for one in gone.changed} == pytest.approx({"p": None, "c": 1 - 0.5 * 0.85})
    assert gone.verdicts == ("accepted", "undecided")
    assert gone.turned
    assert what_if(m).changed == ()
    for wrong in ({"zz": 0.5}, {"p.supports.zz": 1}):
        with pytest.raises(UnknownName):
            what_if(m, wrong)
    with pytest.raises(MapError, match=r"strength must be in \[0, 1\], got 2"):
        what_if(m, {"p": 2})


# Overturning


def brute(question, among, size):
    """All minimal sets of up to `size` whose rejection turns the verdict, each map evaluated by itself."""
    found = []
    mid = question.m.replace(
        *(node.replace(strength=float(w)) for node, w in zip(question.m.statements, question.base, strict=True)),
        *(step.replace(weight=float(u)) for step, u in zip(question.m.steps, question.weights, strict=True)),
    )
    players = [id for id in among if question.base[question.node_at[id]] > 0]
    for count in range(1, size + 1):
        for one in combinations(players, count):
            if any(set(smaller) <= set(one) for smaller in found):
                continue
            e = evaluate(mid.rejecting(*one), question.semantics)
            if e.converged and e.verdict_of(question.of) != question.verdict:
                found.append(one)
    return {frozenset(one) for one in found}


@settings(max_examples=60)
@given(m=argument_maps(), semantics=st.sampled_from(TWO_SIDED))
def test_critical_sets_are_all_the_minimal_ones(m, semantics):
    question = ask(m, semantics=semantics)
    found = overturn(m, semantics=semantics)
    expected = brute(question, question.premises, 3)
    assert {frozenset(one) for one in found.critical.sets if len(one) <= 3} == expected
    for one, turned_to in zip(found.critical.sets, found.critical.verdicts, strict=True):
        assert turned_to != found.verdict
        for smaller in combinations(one, len(one) - 1):
            places = [question.node_at[id] for id in smaller]
            assert not question.turned(question.settled([places]))[0]
    if found.critical.never:
        assert not brute(question, question.premises, len(question.premises))


@settings(max_examples=60)
@given(m=argument_maps(cyclic=True, most=5), semantics=st.sampled_from([*TWO_SIDED]))
def test_critical_sets_of_circular_maps(m, semantics):
    question = ask(m, semantics=semantics)
    assume(question.evaluation.converged)
    for one in critical_sets(question, question.premises).sets:
        places = [question.node_at[id] for id in one]
        assert question.turned(question.settled([places]))[0]


def test_a_smallest_set_beyond_three():
    """Six equal supporters under df-quad: c = 1 − ½·(0.7)^n stays at 0.6 or more while one is left, so all must go."""
    ids = [f"p{at}" for at in range(6)]
    m = argument(dict.fromkeys(ids, 0.3), *(support(id) for id in ids))
    found = overturn(m, semantics="df-quad").critical
    assert found.sets == (tuple(ids),)
    assert found.complete_to == 6
    assert overturn(m, semantics="df-quad", among=ids[:3]).critical.never


@settings(max_examples=60)
@given(m=argument_maps(), semantics=st.sampled_from(TWO_SIDED))
def test_a_tipping_point_lies_between_the_sides(m, semantics):
    question = ask(m, semantics=semantics)
    for point in overturn(m, semantics=semantics).tipping:
        at = question.node_at[point.id]

        def turned(value, at=at):
            base = question.base.copy()
            base[at] = value
            return bool(question.turned(question.outcomes(base[None, :]))[0])

        if point.at is None:
            if point.certain:
                assert not any(turned(value) for value in np.linspace(0, 1, 41))
            continue
        assert turned(point.at)
        before = point.at + (1e-9 if point.at < point.base else -1e-9)
        assert (
            not turned(min(max(before, min(point.at, point.base)), max(point.at, point.base)))
            or abs(point.at - point.base) < 2e-9
        )


@pytest.mark.parametrize("cells", [1, 100, 5_000])
def test_what_is_found_does_not_depend_on_how_many_scenarios_are_tried_together(monkeypatch, cells):
    found = overturn(FLAGSHIP, size=2)
    for name in ("CELLS", "TRIED_CELLS", "TRIED"):
        monkeypatch.setattr(f"argmap.analysis.question.{name}", cells)
    again = overturn(FLAGSHIP, size=2)
    assert [(one.id, one.to, one.certain) for one in again.tipping] == [
        (one.id, one.to, one.certain) for one in found.tipping
    ]
    assert [one.distance for one in again.tipping] == pytest.approx([one.distance for one in found.tipping])
    assert again.critical == found.critical


@settings(max_examples=60)
@given(m=argument_maps())
def test_no_place_nearer_than_the_tipping_point_turns_the_verdict(m):
    question = ask(m)
    assume(question.evaluation.converged)
    for point in overturn(m).tipping:
        at = question.node_at[point.id]
        tried = np.linspace(0, 1, 41)
        turned = np.array(question.turned(question.alone([at] * len(tried), tried.tolist())))
        if point.certain:
            assert all(abs(tried[turned] - point.base) >= point.distance - 1e-9)


def test_a_deep_chain_is_asked_what_overturns_it_within_memory():
    count = 1_000
    nodes = [Claim(text="C.", id="c")] + [Premise(text=f"Statement {at}.", id=f"p{at}") for at in range(count)]
    steps = [Support(sources=[f"p{at}"], target=f"p{at - 1}" if at else "c") for at in range(count)]
    m = ArgumentMap(conclusion="c", nodes=nodes, relations=steps)
    tracemalloc.start()
    found = overturn(m, size=1)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 400 << 20
    assert len(found.tipping) == count
    assert all(point.certain for point in found.tipping)


def test_tipping_points_by_hand():
    """df-quad: c = ½ + ½·p reaches 0.6 at p = 0.2; against it ½(1 − a) + ... as α = (1 − a) − (1 − p)."""
    m = argument({"p": 0.8, "a": 0.1}, support("p"), attack("a"))
    found = {point.id: point for point in overturn(m, semantics="df-quad").tipping}
    assert found["p"].at == pytest.approx(0.3, abs=1e-12)
    assert found["a"].at == pytest.approx(0.6, abs=1e-12)
    assert all(point.certain and point.to == "undecided" for point in found.values())
    assert found["p"].at < 0.3 <= found["p"].at + 1e-9
    together = overturn(m, semantics="df-quad").largest_move
    assert together.size == pytest.approx(0.25, abs=1e-9)
    assert together.surely == together.size
    assert together.base == pytest.approx({"p": 0.55, "a": 0.35}, abs=1e-9)


def test_a_base_score_that_turns_the_verdict_twice_and_both_ways():
    """df-quad: c = ½ + ½·(p − a) over both: p − a ≥ 0.2 is accepted, p − a ≤ −0.2 is rejected."""
    m = argument({"p": 0.75, "a": 0.25}, support("p"), attack("a"))
    found = {point.id: point for point in overturn(m, semantics="df-quad").tipping}
    assert [(found[id].at, found[id].to) for id in "pa"] == [
        (pytest.approx(0.45), "undecided"),
        (pytest.approx(0.55), "undecided"),
    ]
    assert [found[id].others for id in "pa"] == [
        ((pytest.approx(0.05), "rejected"),),
        ((pytest.approx(0.95), "rejected"),),
    ]
    m = argument({"p": 0.5, "a": 0.5}, support("p"), attack("a"))
    found = {point.id: point for point in overturn(m, semantics="df-quad").tipping}
    for id, up, down in (("p", "accepted", "rejected"), ("a", "rejected", "accepted")):
        point = found[id]
        turns = dict([(round(point.at, 9), point.to), *((round(at, 9), to) for at, to in point.others)])
        assert turns == {0.7: up, 0.3: down}


def test_a_base_score_that_turns_the_verdict_and_back():
    """mlp: p supports c and, by nine steps to d, attacks it: what is best for c lies at about p = 0.22."""
    nine = [support("p", target="d", id=f"u{at}") for at in range(9)]
    m = argument({"p": 0.5, "d": 0.02}, support("p"), attack("d"), *nine)
    cuts = {"semantics": "mlp", "accepted": 0.515, "rejected": 0.1}
    (point,) = overturn(m, among=["p"], **cuts).tipping
    assert [to for _, to in [(point.at, point.to), *point.others]] == ["accepted", "undecided"]
    question = ask(m, **cuts)
    turns = sorted([point.at, *(at for at, _ in point.others)])
    values = np.linspace(0, 1, 2001)
    scanned = question.verdicts(question.alone([question.node_at["p"]] * len(values), values))
    assert turns == pytest.approx(values[1:][np.diff(scanned) != 0].tolist(), abs=1e-3)


@settings(max_examples=60)
@given(m=argument_maps(), semantics=st.sampled_from(["possible-worlds", *TWO_SIDED]))
def test_between_its_turns_the_verdict_stays(m, semantics):
    question = ask(m, semantics=semantics)
    assume(question.evaluation.converged)
    values = np.linspace(0, 1, 41)
    for point in overturn(m, semantics=semantics).tipping:
        if not point.certain:
            continue
        turns = [(point.at, point.to), *point.others] if point.at is not None else []
        said = []
        for value in values:
            passed = [one for one in turns if point.base > one[0] >= value or point.base < one[0] <= value]
            said.append(max(passed, key=lambda one: abs(one[0] - point.base), default=(0, question.verdict))[1])
        found = question.words(question.alone([question.node_at[point.id]] * len(values), values))
        for value, one, other in zip(values, said, found, strict=True):
            assert one == other or min(abs(value - at) for at, _ in turns) < 1e-9


@settings(max_examples=60)
@given(m=argument_maps(), semantics=st.sampled_from(TWO_SIDED), seed=st.integers(0, 2**32))
def test_no_change_below_what_is_certified_turns_the_verdict(m, semantics, seed):
    question = ask(m, semantics=semantics)
    found = overturn(m, semantics=semantics)
    random = np.random.default_rng(seed)
    places = [question.node_at[id] for id in found.among]
    surely = min(found.largest_move.surely, 1.0)
    base = np.repeat(question.base[None, :], 50, axis=0)
    moves = (surely - 1e-9) * random.uniform(-1, 1, (50, len(places)))
    moves[:25] = (surely - 1e-9) * np.sign(moves[:25])
    base[:, places] = np.clip(base[:, places] + moves, 0, 1)
    if surely > 1e-9 and places:
        assert not question.turned(question.outcomes(base)).any()
    for shift in (found.largest_move, found.sum_of_moves):
        if shift.size is not None:
            new = question.base.copy()
            for id, value in shift.base.items():
                new[question.node_at[id]] = value
            assert question.turned(question.outcomes(new[None, :]))[0]
            assert shift.surely <= shift.size + 1e-9
    if found.largest_move.size is not None and found.sum_of_moves.size is not None:
        assert found.sum_of_moves.size >= found.largest_move.surely - 1e-9


def test_many_premises_are_moved_in_turn():
    """80 supporters at 0.1 with weight 0.2: α = 1.6; below 0.6 is h < 0.2, α < 0.5, so 1.1/0.2 = 5.5 in sum must go."""
    ids = [f"p{at}" for at in range(80)]
    m = argument(dict.fromkeys(ids, 0.1), *(support(id, weight=0.2) for id in ids))
    found = overturn(m, size=1, semantics="quadratic-energy")
    assert found.sum_of_moves.size == pytest.approx(5.5, abs=1e-6)
    assert found.largest_move.size == pytest.approx(5.5 / 80, abs=1e-9)
    assert not found.critical.never


def test_cannot_be_reached():
    m = argument({"p": 0.5}, support("p", weight=0.1))
    found = overturn(m)
    assert found.verdict == "undecided"
    assert found.never
    assert found.critical.never
    assert [(one.at, one.certain) for one in found.tipping] == [(None, True)]
    alone = overturn(argument({}))
    assert (alone.among, alone.tipping, alone.never) == ((), (), True)


@given(m=argument_maps(), data=st.data())
def test_what_works_one_way_moves_one_way(m, data):
    ways = polarities(m, m.conclusion)
    id = data.draw(st.sampled_from(sorted(ways.keys() & m.statements_by_id.keys())))
    assume(ways[id] != 0)
    semantics = data.draw(st.sampled_from(TWO_SIDED))
    ends = sorted((data.draw(st.floats(0, 1)), data.draw(st.floats(0, 1))))
    low, high = (evaluate(m.replace(m.statement(id).replace(strength=w)), semantics)[m.conclusion] for w in ends)
    assert ways[id] * (high - low) >= -1e-12


@pytest.mark.parametrize("semantics", TWO_SIDED)
def test_the_flagship_in_the_time_a_person_waits(semantics):
    found = overturn(FLAGSHIP, semantics=semantics)
    assert found.critical.complete_to >= 3
    assert found.critical.sets or found.critical.never


# Robustness


def test_robustness_by_hand():
    """df-quad, p anywhere in [0, 1]: c = ½ + p/2 is uniform on [½, 1]; accepted from 0.6 on, in four of five."""
    m = argument({"p": (0, 1)}, support("p"))
    found = robustness(m, semantics="df-quad", samples=20_000)
    assert found.interval == (0.5, 1.0)
    assert found.spread is None
    assert found.shares == pytest.approx({"accepted": 0.8, "undecided": 0.2, "rejected": 0.0}, abs=0.02)
    assert (found.mean, found.deviation) == pytest.approx((0.75, 0.5 / 12**0.5), abs=0.01)
    assert found.quantiles[0.5] == pytest.approx(0.75, abs=0.01)
    assert sum(found.counts) == 20_000
    assert list(found.drivers) == ["p"]
    assert found.drivers["p"] == pytest.approx(1.0)
    assert not found.certain


@pytest.mark.parametrize(
    ("distribution", "deviation"),
    [("uniform", 1 / 12**0.5), ("triangular", 1 / 24**0.5), ("normal", 0.2403), ("beta", 0.25)],
)
def test_distributions_have_their_spread(distribution, deviation):
    """Of p on [0, 1], which df-quad halves; the normal one has σ = ¼, its tails beyond 2σ taken to the ends."""
    m = argument({"p": (0, 1)}, support("p"))
    found = robustness(m, semantics="df-quad", samples=40_000, distribution=distribution)
    assert found.mean == pytest.approx(0.75, abs=0.005)
    assert found.deviation == pytest.approx(deviation / 2, rel=0.02)


@settings(max_examples=30)
@given(
    m=argument_maps(cyclic=True, most=5),
    semantics=st.sampled_from(TWO_SIDED),
    distribution=st.sampled_from(list(DISTRIBUTIONS)),
    spread=st.none() | st.floats(0, 1),
)
def test_every_scenario_lies_within_the_bounds(m, semantics, distribution, spread):
    found = robustness(m, semantics=semantics, distribution=distribution, spread=spread, samples=60, seed=3)
    low, high = found.interval
    if found.samples > found.unsettled:
        assert low - 1e-6 <= found.quantiles[0.05] <= found.quantiles[0.95] <= high + 1e-6
        assert sum(found.shares.values()) == pytest.approx(1)
    assert sum(found.counts) == found.samples - found.unsettled
    again = robustness(m, semantics=semantics, distribution=distribution, spread=spread, samples=60, seed=3)
    assert again.counts == found.counts


def test_robustness_says_what_it_cannot():
    for wrong in ({"spread": 2}, {"spread": float("nan")}, {"samples": 0}):
        with pytest.raises(ValueError, match="must be"):
            robustness(TWO_FOR, **wrong)
    with pytest.raises(UnknownName, match="distribution"):
        robustness(TWO_FOR, distribution="gaussian")


def test_a_histogram_in_blocks():
    assert histogram_rows([0, 0, 0]) == ["   "] * 6
    assert histogram_rows([1, 1000], height=2) == [" █", "▁█"]


# Comparison


def test_comparison():
    m = argument({"p": 0.5}, support("p"))
    found = compare(m)
    assert set(found.evaluations) == set(TWO_SIDED)
    assert not found.agree
    assert found.verdicts["quadratic-energy"] == "accepted"
    assert found.verdicts["euler"] == "undecided"
    assert compare(argument({})).agree
    only = compare(argument({"p": 0.9}, attack("p")))
    assert set(only.evaluations) == set(SEMANTICS)
    assert only.inapplicable == ()


# Explanation


def test_an_explanation_by_hand():
    m = argument(
        {"p": 0.8, "q": 0.6, "u": 0.25},
        support("p", "q", id="s", weight=0.5),
        Undercut(sources=["u"], target="s", id="t"),
        attack("q", id="a"),
    )
    lines = explain(m, semantics="df-quad").lines
    assert lines == (
        "c  0.50 → 0.3125  C.",
        "  α = (1 − 0.60) − (1 − 0.225) = −0.375",
        "  0.50 − 0.50·0.375 = 0.3125",
        "  + carries 0.225 = 0.50·(1 − 0.25)·min(0.80, 0.60)  (weakest: q)",
        "    p  0.80  p.",
        "    q  0.60  q.",
        "    ⊘ carries 0.25",
        "      u  0.25  u.",
        "  − carries 0.60",
        "    q  0.60  q.",
    )


@pytest.mark.parametrize(
    ("semantics", "attacker", "lines"),
    [
        ("quad", 0.0, ("attack = 1 − (1 − 0.00) = 0.00", "0.50 + (1 − 0.50)·0.75 = 0.875")),
        (
            "quad",
            1e-9,
            (
                "attack = 1 − (1 − 0.000000001) = 0.000000001",
                "(0.50·(1 − 0.000000001) + 0.50 + (1 − 0.50)·0.75)/2 = 0.6875",
            ),
        ),
        ("quad", 0.5, ("attack = 1 − (1 − 0.50) = 0.50", "(0.50·(1 − 0.50) + 0.50 + (1 − 0.50)·0.75)/2 = 0.5625")),
        ("df-quad", 0.0, ("α = (1 − 0.00) − (1 − 0.75) = 0.75", "0.50 + (1 − 0.50)·0.75 = 0.875")),
        ("df-quad", 1e-9, ("α = (1 − 0.000000001) − (1 − 0.75) = 0.75", "0.50 + (1 − 0.50)·0.75 = 0.875")),
    ],
)
def test_an_attack_of_next_to_no_strength_is_seen_in_the_arithmetic(semantics, attacker, lines):
    """quad: any attack above 0 makes the strength the mean of both sides; df-quad goes on smoothly."""
    found = explain(argument({"a": attacker, "b": 0.75}, attack("a"), support("b")), semantics=semantics).lines
    for line in lines:
        assert f"  {line}" in found


def test_a_side_without_effect_is_left_out_of_the_mean():
    """quad: an attack of weight 0, or supporters that are all worth 0, is no effective side."""
    idle = explain(argument({"a": 0.5, "b": 0.75}, attack("a", weight=0), support("b")), semantics="quad").lines
    assert "  0.50 + (1 − 0.50)·0.75 = 0.875" in idle
    assert "  − carries 0.00 = 0.00·0.50" in idle
    worthless = explain(argument({"a": 0.5, "b": 0.0}, attack("a"), support("b")), semantics="quad").lines
    assert "  0.50·(1 − 0.50) = 0.25" in worthless


@every_semantics
def test_arithmetic_comes_to_the_strength(semantics):
    """The last number of the last line is the strength, whichever side is heavier and where one is empty."""
    for against, for_ in (([0.3, 0.4], [0.9]), ([0.9], [0.2, 0.1]), ([0.5], []), ([], [0.5])):
        nodes = {f"a{at}": w for at, w in enumerate(against)} | {f"s{at}": w for at, w in enumerate(for_)}
        steps = [*(attack(f"a{at}") for at in range(len(against))), *(support(f"s{at}") for at in range(len(for_)))]
        e = evaluate(argument(nodes, *steps, base=0.4), semantics)
        lines = worked(SEMANTICS[semantics], 0.4, against, for_, e["c"])
        assert lines[-1].endswith(f"= {e['c']:.4f}".rstrip("0")) or f"{e['c']:.2f}" in lines[-1]


def test_every_row_says_how_its_arithmetic_is_written_out():
    assert all(row.worked is not None for row in INFLUENCES.values())
    assert all(row.worked is not type(row).worked for row in AGGREGATIONS.values())


def test_the_arithmetic_of_each_influence_can_be_done_again():
    """Each line between two equals signs is a sum that Python comes to as well."""
    import math
    import re

    powers = str.maketrans({"²": "**2", "·": "*", "−": "-", "e": "math.e"})
    for name in TWO_SIDED:
        for against, for_ in (([0.25], [0.75]), ([0.75, 0.5], [0.25])):
            strength = SEMANTICS[name].strength(
                0.5, *(SEMANTICS[name].aggregation.side(side) for side in (against, for_))
            )
            for line in worked(SEMANTICS[name], 0.5, against, for_, strength):
                said, _, result = re.sub("^(α|h|attack|support) = ", "", line).rpartition(" = ")
                if not said:
                    continue
                python = said.replace("max", "MAX").translate(powers).replace("MAX", "max").replace("^", "**")
                python = re.sub(r"\)\(", ")*(", python)
                value = eval(python, {"math": math, "max": max})  # noqa: S307 - our own arithmetic
                assert value == pytest.approx(float(result.replace("−", "-")), abs=2e-4), (name, line)


@pytest.mark.parametrize("path", MAPS, ids=lambda path: path.stem)
@pytest.mark.parametrize("semantics", TWO_SIDED)
def test_shipped_maps_are_explained(path, semantics):
    m = load(path)
    found = explain(m, semantics=semantics)
    assert m.statement(m.conclusion).text in found.summary
    assert found.lines[0].startswith(m.conclusion)
    anchored = [anchor.at for node in ask(m).m.statements for anchor in node.source]
    assert all(any(f"[{at}" in line for line in found.lines) for at in anchored)


@settings(max_examples=40)
@given(m=argument_maps(cyclic=True), semantics=st.sampled_from(TWO_SIDED), linked=st.sampled_from(list(CONJUNCTIONS)))
def test_every_map_is_explained_once(m, semantics, linked):
    found = explain(m, semantics=semantics, **joining(semantics, linked))
    met = []

    def walk(one):
        if not one.again:
            met.append(one.id)
        for step in one.steps:
            walk_step(step)

    def walk_step(step):
        for source in step.sources:
            walk(source)
        for undercut in step.undercuts:
            walk_step(undercut)

    walk(found.tree)
    given_for = [id for id in met if m.steps_to(id)]
    assert len(given_for) == len(set(given_for))
    assert set(met) == {node.id for node in ask(m, semantics=semantics).m.statements}
    assert explain(m, semantics=semantics, depth=0).tree.steps == ()


def test_a_semantics_of_your_own_is_analysed():
    mine = Semantics("mine", AGGREGATIONS["top"], INFLUENCES["2-max(1)"])
    m = argument({"p": 0.9, "a": 0.2}, support("p"), attack("a"))
    assert "max" not in explain(m, semantics=mine).lines[1]
    assert overturn(m, semantics=mine).verdict == "accepted"
    assert robustness(m, semantics=mine, samples=100).semantics == "mine"
    assert attribution(m, method="shapley", semantics=mine)["p"] > 0


def test_nothing_answers_is_said():
    m = ArgumentMap(
        conclusion="c",
        nodes=[Claim(text="C.", id="c"), Counterevidence(text="But.", id="but")],
        relations=[attack("but")],
    )
    assert "Nothing answers but." in explain(m).summary
    assert "No step leads to it." in explain(argument({})).summary


# The verbs


def argmap(*arguments, text=None):
    return subprocess.run(
        [sys.executable, "-m", "argmap", *arguments], input=text, capture_output=True, encoding="utf-8", check=False
    )


FILE = str(folder("arguments") / "china-llm.argmap.yaml")


@pytest.mark.parametrize(
    ("arguments", "said", "keys"),
    [
        (("explain", FILE), "is shared: it stands (", {"tree", "summary", "verdict"}),
        (("explain", FILE, "roadmap-open", "-a", "all"), "what each contributes", {"explanation", "attributions"}),
        (("whatif", FILE, "--grant", "later-begun"), "the verdict turns", {"changed", "turned", "verdicts"}),
        (("whatif", FILE, "--set", "rule=very strong", "--without", "race-decided"), "→ gone", {"changed"}),
        (("overturn", FILE), "Rejecting these turns the verdict", {"critical", "tipping", "largest_move"}),
        (("robust", FILE, "--samples", "2000", "--spread", "0.2"), "90% between", {"interval", "shares"}),
        (("compare", FILE), "possible-worlds", {"agree", "verdicts", "differing"}),
    ],
)
def test_verbs(arguments, said, keys):
    done = argmap(*arguments)
    assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stderr
    assert said in done.stdout
    assert "next: argmap" in done.stderr
    assert keys <= set(json.loads(argmap(*arguments, "--json").stdout))


@pytest.mark.parametrize(
    "arguments",
    [
        ("explain", FILE, "nowhere"),
        ("whatif", FILE, "--set", "rule"),
        ("whatif", FILE, "--set", "rule=2"),
        ("whatif", FILE, "--set", "rule=0.9..0.1"),
        ("whatif", FILE, "--reject", "nowhere"),
        ("whatif", FILE, "--without", "not-later-stage"),
        ("overturn", FILE, "--among", "nowhere"),
        ("robust", FILE, "--spread", "7"),
        ("robust", FILE, "--samples", "0"),
        ("robust", FILE, "--distribution", "flat"),
        ("compare", FILE, "nowhere"),
    ],
)
def test_misuse_is_told(arguments):
    done = argmap(*arguments)
    assert done.returncode == 2
    assert "error" in done.stderr.lower()
    assert "Traceback" not in done.stderr


def test_the_histogram_as_svg(tmp_path):
    path = tmp_path / "h.svg"
    done = argmap("robust", FILE, "--samples", "500", "-o", str(path))
    assert done.returncode == 0
    assert path.read_text(encoding="utf-8").startswith("<svg")
    hostile = 'claim: "<script>&amp; 具身智能"\nid: a\nbecause: [{premise: p, strength: [0, 1]}]\n'
    drawn = argmap("robust", "-", "--samples", "500", "-o", "-", text=hostile).stdout
    assert "<script" not in drawn
    assert "&lt;script&gt;&amp;amp; 具身智能" in drawn
