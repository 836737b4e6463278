"""What answers say of themselves, held against each other: hinges, shares of edits, rows, warnings, and expectations at their edges."""

import itertools
import re
from math import fsum

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap import ArgumentMap, Attack, Claim, Premise, Support, diff, evaluate, explain, loads, overturn, robustness
from argmap.analysis import edit_shares, hinges
from argmap.analysis import robustness as drawing
from argmap.analysis.attribution import attribution
from argmap.analysis.comparison import compare
from argmap.analysis.critical_sets import CriticalSets, critical_sets, cut_sets
from argmap.analysis.evidence import repeated, warnings
from argmap.analysis.expectation import met_before, unmet
from argmap.analysis.question import Outcomes, Question, ask
from argmap.analysis.rounding import of_100
from argmap.errors import EngineError
from argmap.model.remarks import Expectation
from argmap.testing.strategies import argument_maps


def argument(nodes, *steps, base=None):
    premises = [Premise(f"{id}.", id=id, strength=strength) for id, strength in nodes.items()]
    return ArgumentMap(conclusion="c", statements=[Claim("C.", id="c", strength=base), *premises], steps=steps)


def supported(**nodes):
    return argument(nodes, *(Support(sources=[id], target="c", id=f"s{id}") for id in nodes))


@settings(max_examples=25)
@given(
    m=argument_maps(most=6),
    semantics=st.sampled_from(["possible-worlds", "quadratic-energy", "df-quad"]),
    plainly=st.booleans(),
)
def test_a_hinge_is_the_map_with_a_statement_granted_and_rejected(m, semantics, plainly):
    """Computed one after the other, and as arrays."""
    question = ask(m, semantics=semantics)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Question, "plainly", lambda *_: plainly)
        found = hinges.hinges(m, semantics=semantics)
    assert {one.id for one in found} == set(question.node_at) - {m.conclusion}
    for one in found:
        for outcome, changed in ((one.granted, m.granting(one.id)), (one.rejected, m.rejecting(one.id))):
            e = evaluate(changed, semantics)
            assert outcome.strength == pytest.approx(e[m.conclusion], abs=1e-9)
            assert outcome.defeated == pytest.approx(e.defeated.get(m.conclusion, 0.0), abs=1e-9)
            assert outcome.verdict == question.how.verdict_on(outcome.strength, outcome.defeated)


def test_hinges_that_turn_the_verdict_come_first_and_then_the_largest_swing():
    m = supported(p=0.5, q=0.7, r=0.1)
    found = hinges.hinges(m)
    assert {one.id for one in found} == set("pqr")
    keys = [(not one.turns, -one.swing) for one in found]
    assert keys == sorted(keys)
    assert any(one.turns for one in found)
    assert hinges.turning(m) == tuple(one for one in found if one.turns)
    assert hinges.turning(m, semantics="h-categoriser") == ()
    assert hinges.hinges(supported()) == ()


@settings(max_examples=20)
@given(st.lists(st.floats(0, 1), min_size=6, max_size=6))
def test_shares_from_drawn_orders_are_the_exact_ones_for_two_edits_and_near_for_three(strengths):
    """An order and its reverse are all orders of two edits. Always, the shares sum to the change."""
    old, new = strengths[:3], strengths[3:]
    for count, near in ((2, 1e-9), (3, 0.15)):
        before = supported(**dict(zip("pqr", old, strict=True)))
        after = supported(**dict(zip("pqr", [*new[:count], *old[count:]], strict=True)))
        backs = [after.replace(before.statement(id)) for id in "pqr"[:count]]
        evaluations = [evaluate(m, "quadratic-energy") for m in (before, after)]
        overlay = edit_shares._Overlay(evaluations[1], after, backs)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(edit_shares, "ORDERS", 20)
            drawn = overlay.sampled()
        exact = overlay.exact()
        assert drawn == pytest.approx(exact, abs=near)
        whole = evaluations[1]["c"] - evaluations[0]["c"]
        assert (fsum(drawn), fsum(exact)) == pytest.approx((whole, whole), abs=1e-9)
        assert edit_shares.edit_shares(*evaluations, after, backs) == exact


def test_many_edits_are_drawn_and_few_are_not(monkeypatch):
    old, new = (supported(**dict.fromkeys("pqrstuvwxyz", strength)) for strength in (0.1, 0.2))
    monkeypatch.setattr(edit_shares._Overlay, "exact", lambda _: pytest.fail("11 edits have 2,048 sets"))
    monkeypatch.setattr(edit_shares, "ORDERS", 6)
    found = diff(old, new, "quadratic-energy")
    shares = [edit.moved for edit in found.edits]
    assert len(shares) == 11
    assert fsum(shares) == pytest.approx(found.evaluations[1]["c"] - found.evaluations[0]["c"], abs=1e-9)
    assert edit_shares.edit_shares(*found.evaluations, new, ()) == []


def test_a_difference_is_true_if_there_is_one_and_turned_if_the_verdict_is():
    weak, strong, stronger = (supported(p=strength) for strength in (0.1, 0.7, 0.9))
    same, turned, moved = diff(weak, weak), diff(weak, strong), diff(strong, stronger)
    assert [bool(one) for one in (same, turned, moved)] == [False, True, True]
    assert [one.turned for one in (same, turned, moved)] == [False, True, False]
    assert [one.m for one in (turned, moved)] == [strong, stronger]
    unknown = diff(weak, strong, "h-categoriser")
    assert (unknown.m, unknown.turned, bool(unknown), bool(unknown.trouble)) == (None, False, True, True)


def test_rows_are_what_the_answer_holds():
    m = supported(p=0.5, q=0.7)
    exact = attribution(m, method="shapley")
    assert exact.rows() == [{"id": id, "contribution": exact[id], "error": None} for id in "pq"]
    assert not exact.sampled
    assert exact.ranked == ("q", "p")
    many = attribution(supported(**{f"p{at}": 0.1 for at in range(21)}), method="shapley", orders=4)
    assert many.sampled
    assert all(row["error"] == many.errors[row["id"]] for row in many.rows())
    compared = compare(m)
    assert compared.m == m
    assert compared.rows() == [
        {"semantics": name, "strength": e["c"], "verdict": e.verdict} for name, e in compared.evaluations.items()
    ]
    drawn = robustness(m, samples=500)
    rows = drawn.rows()
    assert [row["count"] for row in rows] == list(drawn.counts)
    assert (rows[0]["low"], rows[-1]["high"]) == (0, 1)
    assert [row["high"] for row in rows[:-1]] == [row["low"] for row in rows[1:]]
    assert fsum(row["share"] for row in rows) == pytest.approx(1)
    assert rows[3]["share"] == rows[3]["count"] / 500
    assert drawn.holds == drawn.shares[drawn.verdict]
    assert (str(drawn.m), sum(drawn.counts)) == (str(m), 500)


def test_the_smallest_set_is_the_first():
    question = ask(supported(p=0.7, q=0.7))
    assert critical_sets(question, ("p", "q")).smallest == ("p", "q")
    assert critical_sets(ask(supported(p=0.7)), ()).smallest is None
    assert cut_sets(question, ("p", "q")).sets == (("p", "q"),)
    against = argument({"p": 0.9, "q": 0.9}, Support(sources=["p"], target="c"), Attack(sources=["q"], target="c"))
    found = critical_sets(ask(against), ("p", "q"))
    assert (found.sets, found.verdicts) == ((("q",),), ("accepted",))


def test_large_maps_get_fewer_scenarios_and_drawn_worlds_fewer_still(monkeypatch):
    question = ask(supported(p=0.7))
    assert drawing._samples(question) == drawing.SAMPLES
    monkeypatch.setattr(drawing, "MOST_DRAWS", 2 * 5_000)
    assert drawing._samples(question) == 5_000
    monkeypatch.setattr(drawing, "MOST_DRAWS", 2)
    assert drawing._samples(question) == drawing.FEWEST
    monkeypatch.setattr(type(question), "exact", property(lambda _: False))
    monkeypatch.setattr(drawing, "MOST_DRAWN", 2 * 70)
    assert drawing._samples(question) == 70
    monkeypatch.setattr(drawing, "MOST_DRAWN", 2)
    assert drawing._samples(question) == drawing.FEWEST_DRAWN
    with pytest.raises(EngineError, match="chunk 3 of the scenarios"):
        drawing._lost(3)


TWICE = """\
evaluate: {semantics: quadratic-energy}
claim: C.
id: c
strength: 0.3
because:
- all: [{premise: P., id: p, strength: 0.7}, {premise: Q., id: q, strength: 0.65}]
  step: both
- {ref: p, step: alone}
"""


def test_what_is_counted_twice_is_told_if_it_turns_the_verdict():
    m = loads(TWICE)
    e = evaluate(m)
    (one,) = repeated(m, e.how, e)
    assert (one.id, one.target, set(one.steps)) == ("p", "c", {"both", "alone"})
    once = evaluate(m.replace(m.step("both").replace(weight=0)))
    assert (one.strength, one.once) == (once["c"], once.verdict)
    assert one.once != e.verdict
    (told,) = warnings(m, e)
    assert re.search(r"'p' is counted 2 times for 'c' under quadratic-energy.*undecided \(0\.\d\d\)", told)
    steady = m.replace(m.statement("c").replace(strength=0.55))
    assert list(repeated(steady, e.how, evaluate(steady)))
    assert list(warnings(steady, evaluate(steady))) == []
    assert list(warnings(m, evaluate(m, "possible-worlds"))) == []


def test_a_verdict_that_needs_no_evidence_is_told_if_it_is_accepted():
    def told(strength):
        m = loads(f"claim: C.\nid: c\nstrength: {strength}\nbecause: [{{premise: P., strength: 0.5}}]\n")
        return list(warnings(m, evaluate(m)))

    assert len(told(0.7)) == 1
    assert "with every premise and counterevidence at 0 it is still accepted (0.70)" in told(0.7)[0]
    assert told(0.3) == told(0.0) == []


def test_nothing_is_told_of_a_map_that_is_too_large(monkeypatch):
    m = loads("claim: C.\nstrength: 0.7\nbecause: [{premise: P., strength: 0.5}]\n")
    assert list(warnings(m, evaluate(m)))
    monkeypatch.setattr("argmap.analysis.evidence.MOST_FOR_WARNINGS", 1)
    assert list(warnings(m, evaluate(m))) == []
    monkeypatch.setattr("argmap.analysis.evidence.MOST_FOR_WARNINGS", 2)
    assert list(warnings(m, evaluate(m)))


@pytest.mark.parametrize(
    ("expected", "met"),
    [
        ({"robust_to": 0.05}, True),
        ({"robust_to": 0.15}, False),  # 0.7 − 0.15 is below 0.6
        ({"at_least": 0.7}, True),
        ({"at_least": 0.71}, False),
        ({"at_most": 0.7}, True),
        ({"at_most": 0.69}, False),
        ({"turned_by": ("p",)}, True),
        ({"turned_by": ("q",)}, False),
        ({"survives_without": ("q",)}, True),
        ({"survives_without": ("p",)}, False),
        ({"hinges_on": ("p",)}, True),
        ({"hinges_on": ("q",)}, False),
        ({"not_established": False}, True),
        ({"not_established": True}, False),
        ({"under": "euler", "not_established": True}, False),
        ({"under": "h-categoriser", "at_least": 0}, False),
    ],
)
def test_an_expectation_at_its_edge(expected, met):
    """c stands with 0.7, the strength of p; q is at 0."""
    m = supported(p=0.7, q=0)
    assert (not list(unmet(m, Expectation(of="c", **expected)))) is met


def test_moving_premises_stay_within_0_and_1():
    m = supported(p=0.95)
    assert list(unmet(m, Expectation(of="c", robust_to=0.3))) == []
    (told,) = unmet(m, Expectation(of="c", robust_to=0.5))
    assert "accepted when the premises move by up to 0.5, got [0.450, 1.000]" in told


def test_an_expectation_was_met_before_if_nobody_names_a_semantics():
    m, expected = supported(p=0.5), Expectation(of="c", at_least=0.6)  # 0.5 + 0.5·0.2 = 0.6 under the earlier default
    assert list(unmet(m, expected))
    assert met_before(m, expected)
    assert not met_before(m, Expectation(of="c", at_least=0.61))
    assert not met_before(m, Expectation(of="c", at_least=0.6, under="euler"))
    assert not met_before(loads("evaluate: {semantics: euler}\nclaim: C.\nid: c\nstrength: 0.9\n"), expected)


@given(st.floats(0, 1), st.floats(0, 1))
def test_the_worlds_of_a_statement_are_100(p, q):
    m = argument({"p": p, "q": q}, Support(sources=["p"], target="c"), Attack(sources=["q"], target="c"))
    e = evaluate(m)
    stands, defeated, left = map(float, of_100(e.how, e, "c"))
    assert stands + defeated + left == pytest.approx(100)
    assert stands == pytest.approx(100 * e["c"], abs=1)
    assert defeated == pytest.approx(100 * e.defeated["c"], abs=1.01)


def test_attackers_are_counted_if_they_and_their_steps_are_worth_something():
    """card-based: w/(1 + n + mean), of the attackers with a base score above 0."""
    attacks = [
        Attack(sources=[id], target="c", id=f"s{id}", weight=weight)
        for id, weight in zip("pqr", (1, 1, 0), strict=True)
    ]
    m = argument({"p": 0.5, "q": 0, "r": 0.5}, *attacks, base=1)
    lines = "\n".join(explain(m, semantics="card-based").lines)
    assert "1.00/(1 + 1 + (0.50)/1) = 0.40" in lines
    assert evaluate(m, "card-based")["c"] == pytest.approx(0.4)


@settings(max_examples=25)
@given(
    m=argument_maps(most=5),
    strengths=st.lists(st.sampled_from([0.0, 0.5, 0.7, 1.0]), min_size=5, max_size=5),
    ends=st.sampled_from([cut_sets, critical_sets]),
)
def test_sets_are_the_smallest_of_all_that_are_rejected_in_turn(m, strengths, ends):
    """Every set of statements is tried: which make the strength 0, and which turn the verdict, without a smaller one in it."""
    rated = [
        node.replace(strength=one) for node, one in zip(m.statements, strengths, strict=False) if node.kind != "claim"
    ]
    m = m.replace(*rated, *(step.replace(weight=1) for step in m.steps))
    m = m.replace(*(node.replace(strength=None) for node in m.statements if node.kind == "claim"))
    question = ask(m)
    among = tuple(id for id in question.node_at if id != m.conclusion)
    before = evaluate(m)
    if ends is cut_sets and before[m.conclusion] <= 1e-12:
        assert cut_sets(question, among) == CriticalSets((), (), 0, never=True)
        return
    minimal = {}
    for size in range(1, len(among) + 1):
        for chosen in itertools.combinations(among, size):
            e = evaluate(m.rejecting(*chosen))
            ended = e[m.conclusion] <= 1e-12 if ends is cut_sets else e.verdict != before.verdict
            if ended and not any(set(smaller) <= set(chosen) for smaller in minimal):
                minimal[chosen] = e.verdict
    found = ends(question, among, size=5)
    assert dict(zip(map(frozenset, found.sets), found.verdicts, strict=True)) == {
        frozenset(one): verdict for one, verdict in minimal.items()
    }
    assert found.never <= (not minimal)
    assert found.smallest == (found.sets[0] if minimal else None)
    assert [len(one) for one in found.sets] == sorted(map(len, found.sets))


def test_what_speaks_against_a_claim_is_not_told_as_what_carries_it():
    only_against = argument({"q": 0.5}, Attack(sources=["q"], target="c", id="sq"), base=0.8)
    said = explain(only_against, semantics="df-quad").summary
    assert "It is attacked by q" in said
    assert "comes from" not in said
    both = argument(
        {"p": 0.3, "q": 0.9}, Support(sources=["p"], target="c"), Attack(sources=["q"], target="c"), base=0.5
    )
    for semantics in ("df-quad", "possible-worlds"):
        assert "comes from p, which carries 0.30" in explain(both, semantics=semantics).summary


@given(
    st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), min_size=1, max_size=4),
    st.sampled_from(["df-quad", "possible-worlds"]),
)
def test_outcomes_have_the_verdict_that_the_settings_give(numbers, semantics):
    """Also at a cut-off, and a rounding error below it."""
    question = ask(supported(p=0.5), semantics=semantics)
    how = question.how
    cuts = [how.accepted, how.rejected, how.defeated]
    edges = [
        (cut + by, other) for cut in cuts for by in (-1e-6, -1e-13, 0, 1e-13, 1e-6) for other in (0.0, cut - 1e-13, cut)
    ]
    stands, defeated = zip(*numbers, *edges, strict=True)
    expected = [how.verdict_on(one, other if how.worlds else 0.0) for one, other in zip(stands, defeated, strict=True)]
    for kind in (list, np.array):
        found = question.words(Outcomes(kind(stands), kind(defeated) if how.worlds else None))
        assert list(found) == expected


def test_a_statement_without_effect_turns_nothing_at_a_cut_off():
    m = argument({"p": 0.6, "q": 0.5}, Support(sources=["p"], target="c"), Support(sources=["q"], target="c", weight=0))
    assert evaluate(m).verdict == "accepted"
    assert {one.id: one.to for one in overturn(m).tipping} == {"p": "undecided", "q": None}
