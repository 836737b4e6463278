"""Each semantics keeps the laws that its row claims, and only those: a map is found that breaks each of the others."""

import json
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, find, given, settings

from argmap import ArgumentMap, Claim, Premise, UnknownName, evaluate
from argmap.analysis.laws import LAWS, judge, law_of, obeyed
from argmap.semantics import DEFAULT, SEMANTICS
from argmap.testing import counterexample, law_maps
from argmap.testing.principles import check_principles

ROWS = [(law, semantics) for law in LAWS for semantics in SEMANTICS]
QUICK = settings(max_examples=400, database=None, phases=[Phase.generate], suppress_health_check=[HealthCheck.too_slow])


def those(answer):
    return pytest.mark.parametrize(("law", "semantics"), [row for row in ROWS if obeyed(*row) == answer])


@those("everywhere")
def test_what_is_claimed_holds(law, semantics):
    @settings(max_examples=200)
    @given(m=law_maps(law, supports=not SEMANTICS[semantics].attack_only))
    def holds(m):
        assert LAWS[law].holds(judge(semantics), m)

    holds()


@those("no")
def test_what_is_not_claimed_has_a_counterexample(law, semantics):
    maps = law_maps(law, supports=not SEMANTICS[semantics].attack_only)
    m = find(maps, lambda m: not LAWS[law].holds(judge(semantics), m), settings=QUICK, random=Random(0))  # noqa: S311
    assert not LAWS[law].holds(judge(semantics), m)
    if not SEMANTICS[semantics].attack_only:
        assert LAWS[law].holds(judge(DEFAULT), m)


def test_the_default_keeps_them_all():
    assert len(LAWS) == 9
    assert {obeyed(law, DEFAULT) for law in LAWS} == {"everywhere"}


@pytest.mark.parametrize("law", ["grounded", "counted-once"])
@pytest.mark.parametrize("supports", [True, False])
def test_undercuts_that_change_a_strength_are_drawn_often(law, supports):
    drawn = []

    @settings(QUICK, derandomize=True, max_examples=100)
    @given(m=law_maps(law, supports=supports))
    def count(m):
        e = evaluate(m)
        undercuts = [step.id for step in m.steps if step.kind == "undercut"]
        without = [evaluate(m.without(id)) for id in undercuts]
        drawn.append(any(abs(one[id] - e[id]) > 1e-9 for one in without for id in e))

    count()
    assert sum(drawn) >= len(drawn) / 5


def test_rows_name_laws_that_there_are():
    for semantics in SEMANTICS.values():
        assert semantics.fails_laws <= set(LAWS)


def test_gradual_rows_are_judged_with_their_own_start_of_claims():
    m = ArgumentMap.of(Claim("C.", id="c").because(Claim("A.", id="a").because(Premise("P.", id="p", strength=0))))
    assert judge("df-quad")(m)["a"] == 0.5
    assert not LAWS["grounded"].holds(judge("df-quad"), m)
    assert LAWS["grounded"].holds(lambda one: evaluate(one, "df-quad", prior=0), m)


def test_the_smallest_map_that_breaks_a_law():
    m = counterexample("no-half-credit", "df-quad")
    assert (len(m.statements), len(m.steps)) == (3, 1)
    assert counterexample(law_of("no-growth"), DEFAULT, examples=30) is None
    with pytest.raises(ValueError, match="no-growth is about supports, but max-based is for attacks only"):
        counterexample("no-growth", "max-based")
    with pytest.raises(UnknownName, match="nonsense"):
        law_of("nonsense")
    assert "grounded" not in check_principles(DEFAULT, ["stability"], examples=5)


def test_the_command_line_explains_them(capsys):
    from argmap.cli import main

    def said(*arguments):
        with pytest.raises(SystemExit) as ended:
            main(["principles", *arguments])
        return ended.value.code, capsys.readouterr().out

    code, text = said("weakest-link")
    assert code == 0
    assert "every chain of supports" in text
    assert "✓ possible-worlds" in text
    assert "✗ df-quad" in text
    assert "counted-once" in said()[1]
    (row,) = json.loads(said("grounded", "--json")[1])
    assert (row["kept"][DEFAULT], row["kept"]["df-quad"], row["kept"]["max-based"]) == (
        "everywhere",
        "no",
        "not applicable",
    )
    assert said("grounde")[0] == 2
