"""The shipped maps beside the flagship: told with their sources, weighed by one scheme, and saying what the cases are known for."""

import pytest

from argmap import check, evaluate, load, report, what_if
from argmap.model.walks import conditions
from argmap.resources import folder

FLAGSHIP = "china-llm"
MAPS = {
    path.name.removesuffix(".argmap.yaml"): load(path) for path in sorted(folder("arguments").glob("*.argmap.yaml"))
}
OTHERS = [name for name in MAPS if name != FLAGSHIP]
HARRY, SEMMELWEIS, FREE_THREADING = (MAPS[name] for name in ("harry", "semmelweis", "free-threading"))
RIVALS = {
    "epidemic": "not-epidemic",
    "crowding": "not-crowding",
    "fear": "not-fear",
    "posture": "not-posture",
    "rough-students": "not-rough",
}


def strength_of(m, **words):
    return evaluate(m, **words)[m.conclusion]


@pytest.mark.parametrize("name", OTHERS)
def test_a_reader_is_told_what_it_is_and_where_it_comes_from(name):
    m = MAPS[name]
    assert m.title
    assert m.title.endswith("?")
    assert m.summary
    assert m.document
    assert m.document.title
    assert m.document.author
    for node in m.statements:
        assert node.text.endswith("."), node.id
        assert node.source or node.implicit or node.voice == "analyst", node.id


@pytest.mark.parametrize("name", OTHERS)
def test_every_premise_and_step_is_weighed_by_a_word_that_says_what_it_means(name):
    m = MAPS[name]
    for node in m.statements:
        if node.kind != "claim":
            assert node.strength in dict(m.scale.meanings), node.id
        else:
            assert node.strength is None, node.id
    for step in m.steps:
        assert step.weight in dict(m.weights.meanings), step.id
        assert step.why, step.id


def test_the_scheme_is_one():
    assert len({(MAPS[name].scale, MAPS[name].weights) for name in OTHERS}) == 1


@pytest.mark.parametrize("name", OTHERS)
def test_nothing_is_wrong_with_it(name):
    assert [one for one in check(MAPS[name]) if one.severity != "note"] == []


def test_the_paradigm_cases_come_out_above_the_opinion_piece():
    harry, semmelweis, free_threading, flagship = (
        strength_of(MAPS[name]) for name in ("harry", "semmelweis", "free-threading", FLAGSHIP)
    )
    assert harry > semmelweis > max(free_threading, flagship)
    assert [evaluate(m).verdict for m in (HARRY, SEMMELWEIS)] == ["accepted", "accepted"]


def test_harry_by_hand():
    """The data .95, the warrant by its backing .95 · .95, and presumably .9; neither rebuttal takes anything."""
    assert strength_of(HARRY) == pytest.approx(0.95 * (0.95 * 0.95) * 0.9, abs=1e-12)
    assert conditions(HARRY) == {"alien-parents", "naturalised"}
    for rebuttal in conditions(HARRY):
        granted = what_if(HARRY, grant=[rebuttal]).after
        assert granted[HARRY.conclusion] == pytest.approx(0.771637 * 0.05, abs=1e-5)
    (step,) = HARRY.steps_to(HARRY.conclusion)
    assert step.weight == "presumably"


@pytest.mark.parametrize(("rival", "refuted"), RIVALS.items())
def test_the_refutation_of_a_rival_counts_for_the_survivor(rival, refuted):
    e = evaluate(SEMMELWEIS)
    without = evaluate(SEMMELWEIS.rejecting(refuted))
    assert e.verdict_of(rival) == "rejected"
    assert without[rival] == pytest.approx(0.4)
    assert e.steps["by-elimination"] > 0.25
    assert without.steps["by-elimination"] == 0
    assert without[SEMMELWEIS.conclusion] < e[SEMMELWEIS.conclusion]


def test_elimination_needs_that_these_were_the_candidates():
    members = set(SEMMELWEIS.step("by-elimination").sources)
    assert members == {"candidates", *RIVALS.values()}
    assert SEMMELWEIS.statement("candidates").implicit
    assert evaluate(SEMMELWEIS.rejecting("candidates")).steps["by-elimination"] == 0


def test_no_mechanism_is_answered():
    unanswered = SEMMELWEIS.without("known-without-mechanism")
    (step,) = (one for one in SEMMELWEIS.steps if one.sources == ("no-mechanism",))
    assert evaluate(SEMMELWEIS).steps[step.id] < evaluate(unanswered).steps[step.id] / 3


def test_free_threading_weighs_both_sides():
    m, e = FREE_THREADING, evaluate(FREE_THREADING)
    assert 40 <= len(m.statements) <= 50
    assert {node.voice for node in m.statements} == {"author", "reported", "analyst"}
    assert e.verdict == "undecided"
    # Neither side's reasons are idle: the case sinks without its need, and rises without its costs.
    assert strength_of(m.rejecting("need")) == 0
    assert strength_of(m.rejecting("too-dear")) > e[m.conclusion]
    assert strength_of(m.rejecting("other-ways")) > e[m.conclusion]


def test_a_ground_names_each_source_once():
    """Harry's two linked premises stand in one place of the book."""
    (row,) = (line for line in report(HARRY).splitlines() if line.startswith("| \\+"))
    assert row.count("[^1]") == 1
