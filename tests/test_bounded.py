"""Analyses of large maps are bounded: in the sets that are tried and listed, in the scenarios and in the slopes asked for."""

import numpy as np
import pytest

from argmap import ArgumentMap, Claim, Premise, Support, robustness
from argmap.analysis import critical_sets, smallest_shift
from argmap.analysis import robustness as robust
from argmap.analysis.question import Question, ask
from argmap.solver.worlds import compiling, solution


def star(count, strength=0.2):
    """Premises that each support the conclusion; under possible worlds it stands with 1 − (1 − strength)ⁿ."""
    premises = [Premise(f"P{at}.", id=f"p{at}", strength=strength) for at in range(count)]
    steps = [Support(sources=[one.id], target="c") for one in premises]
    return ArgumentMap(conclusion="c", statements=[Claim("C.", id="c"), *premises], steps=steps)


@pytest.fixture
def tried(monkeypatch):
    """The number of scenarios that were asked for, as a list of parts."""
    parts = []
    plain = Question.outcomes

    def counted(self, base=None, weights=None):
        parts.append(len(base if base is not None else weights))
        return plain(self, base, weights)

    monkeypatch.setattr(Question, "outcomes", counted)
    return parts


def test_no_more_sets_are_tried_than_are_allowed(tried, monkeypatch):
    """Of 30 premises all but 4 must go: without the bound 27,000 sets of up to four are tried, and then all of five."""
    monkeypatch.setattr(critical_sets, "MOST_TRIED", 500 * 31)
    question = ask(star(30))
    found = critical_sets.critical_sets(question, question.premises)
    assert sum(tried) < 3_000
    (one,) = found.sets
    assert found.complete_to < 26
    assert question.turned(question.settled([[question.node_at[id] for id in one]]))[0]
    for kept in one:
        fewer = [question.node_at[id] for id in one if id != kept]
        assert not question.turned(question.settled([fewer]))[0]


@pytest.mark.parametrize(("count", "listed"), [(60, True), (80, False)])
def test_a_set_of_more_than_sixty_is_not_listed(count, listed, monkeypatch):
    """Under the cut-off 0.6 four of these premises are too few, so that all but four must go: 56, or 76."""
    monkeypatch.setattr(critical_sets, "MOST_TRIED", 500 * count)
    question = ask(star(count))
    found = critical_sets.critical_sets(question, question.premises)
    assert [len(one) for one in found.sets] == ([count - 4] if listed else [])
    assert not found.never


def test_a_large_map_gets_fewer_scenarios_unless_they_are_asked_for(monkeypatch):
    monkeypatch.setattr(robust, "MOST_DRAWS", 31 * 2_000)
    assert robustness(star(30)).samples == 2_000
    assert robustness(star(60)).samples == 1_016
    assert robustness(star(30), samples=5_000).samples == 5_000
    monkeypatch.setattr(robust, "MOST_DRAWS", 31)
    assert robustness(star(30)).samples == robust.FEWEST


def test_drawn_maps_get_fewer_scenarios(monkeypatch):
    monkeypatch.setattr(compiling, "MOST_NODES", 1)
    monkeypatch.setattr(solution, "_COMPILED", {})
    monkeypatch.setattr(robust, "MOST_DRAWN", 3)
    m = star(3)
    both = [Support(sources=["p0", f"p{at}"], target="c", id=f"s{at}") for at in (1, 2)]
    assert robustness(m.replace(steps=both)).samples == robust.FEWEST_DRAWN


def test_slopes_are_asked_for_a_bounded_number_of_times(monkeypatch):
    """A hundred premises each way, none of which alone turns anything: the search would walk 400 steps."""
    asked = []
    plain = smallest_shift._slopes
    monkeypatch.setattr(smallest_shift, "_slopes", lambda *given: asked.append(1) or plain(*given))
    monkeypatch.setattr(smallest_shift, "MOST_SLOPES", 20 * 101)
    question = ask(star(100))
    largest = smallest_shift.largest_move(question, question.premises)
    found = smallest_shift.sum_of_moves(question, question.premises, (), largest)
    assert len(asked) <= 20
    assert found.size is not None
    base = np.array(question.base)
    for id, value in found.base.items():
        base[question.node_at[id]] = value
    assert question.turned(question.outcomes(base[None, :]))[0]


def test_the_hope_of_sets_is_found_by_halving(monkeypatch):
    """Of 200 premises nearly all must go. Whether a set may still turn the verdict was asked of each, with all later premises added."""
    question = ask(star(200, strength=0.05))
    places = [question.node_at[id] for id in question.premises]
    frontier = [(at,) for at in range(len(places))]
    begun = []
    plain = Question.settled

    def counted(self, sets, *, granted=False):
        begun.extend(sets)
        return plain(self, sets, granted=granted)

    monkeypatch.setattr(Question, "settled", counted)
    found = critical_sets._hopeful(question, places, frontier, critical_sets._verdict_turns)
    assert len(begun) <= 8
    hopes = [question.turned(plain(question, [places[at:]]))[0] for at in range(len(places))]
    assert found == [(at,) for at in range(len(places)) if hopes[at]]
    assert 0 < len(found) < len(places)


def test_all_sizes_of_sets_share_one_bound(monkeypatch):
    """Size after size stays below the bound, and together they do not."""
    monkeypatch.setattr(critical_sets, "MOST_TRIED", 600 * 31)
    sizes = []
    plain = critical_sets._turns

    def counted(question, places, sets, ends, progress):
        if progress:
            sizes.append(len(sets))
        return plain(question, places, sets, ends, progress)

    monkeypatch.setattr(critical_sets, "_turns", counted)
    question = ask(star(30))
    critical_sets.critical_sets(question, question.premises, progress=lambda *_: None)
    assert sum(sizes[1:]) <= 600
