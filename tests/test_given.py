"""What callers hand over in the place of a map, of ids or of arrays, and what they are told."""

from copy import copy
from pathlib import Path

import numpy as np
import pytest

import argmap
from argmap.errors import InputError, UnknownName
from argmap.resources import folder

HARRY = str(folder("arguments") / "harry.argmap.yaml")
WITH_ONE_MAP = [
    "attribution",
    "check",
    "compare",
    "dumps",
    "evaluate",
    "evaluate_exactly",
    "evaluate_many",
    "explain",
    "gradient",
    "overturn",
    "render",
    "report",
    "robustness",
    "show",
    "what_if",
]


@pytest.fixture(scope="module")
def m():
    return argmap.load(HARRY)


@pytest.mark.parametrize("name", WITH_ONE_MAP)
def test_a_path_in_the_place_of_a_map_is_told_how_to_load_it(name):
    for path in ("case.argmap.yaml", Path("case.argmap.yaml")):
        with pytest.raises(TypeError, match=r"argmap\.load\('case\.argmap\.yaml'\)"):
            getattr(argmap, name)(path)


def test_so_is_what_is_handed_over_in_other_places(m, tmp_path):
    for wrong in ((HARRY, m), (m, HARRY)):
        with pytest.raises(TypeError, match=r"argmap\.load\("):
            argmap.diff(*wrong)
    with pytest.raises(TypeError, match=r"write argmap\.save\(m, 'case\.argmap\.yaml'\)"):
        argmap.save("case.argmap.yaml", m)
    with pytest.raises(TypeError, match=r"argmap\.load\("):
        argmap.save(HARRY, tmp_path / "a.argmap.yaml")
    assert not list(tmp_path.iterdir())
    with pytest.raises(TypeError, match=r"argmap\.loads\(text\)"):
        argmap.evaluate("claim: It pays off.\nid: pays\n")
    with pytest.raises(TypeError, match=r"ArgumentMap\.of\(argument\)"):
        argmap.evaluate(argmap.Claim("It pays off.").because(argmap.Premise("It is cheaper.")))
    with pytest.raises(TypeError, match="got None"):
        argmap.evaluate(None)


def test_one_text_is_one_id(m):
    assert argmap.what_if(m, reject="statutes").rejected == ("statutes",)
    assert argmap.what_if(m, grant="naturalised").granted == ("naturalised",)
    assert "naturalised" not in argmap.what_if(m, without="naturalised").after
    assert argmap.overturn(m, among="statutes").among == ("statutes",)


def test_a_map_gives_its_statements_by_id(m):
    assert m["statutes"] is m.statement("statutes")
    assert "statutes" in m
    assert "presumably-british" not in m
    assert list(m) == list(argmap.evaluate(m))


def test_an_id_of_another_thing_is_told_what_it_is(m):
    with pytest.raises(
        UnknownName, match="'presumably-british' is a step: born-in-bermuda & warrant support british"
    ) as caught:
        argmap.explain(m, "presumably-british")
    assert str(copy(caught.value)) == str(caught.value)
    with pytest.raises(UnknownName, match="'statutes' is a statement, the premise"):
        m.step("statutes")
    with pytest.raises(UnknownName, match="did you mean 'statutes'"):
        m["statute"]


def test_scenarios_are_given_by_ids(m):
    ids, steps = list(m), list(m.steps_by_id)
    base = argmap.evaluate(m).base
    rows = np.tile(np.array([base[id] for id in ids]), (3, 1))
    rows[:, ids.index("statutes")] = [0, 0.5, 1]
    rows[:, ids.index("naturalised")] = 0.2
    by_id = argmap.evaluate_many(m, {"statutes": [0, 0.5, 1], "naturalised": 0.2})
    assert by_id.tolist() == argmap.evaluate_many(m, rows).tolist()
    assert len(set(by_id[:, ids.index("british")].tolist())) == 3
    carried = argmap.evaluate_many(m, weights={"presumably-british": [0.0, 1.0]})
    assert carried[0, ids.index("british")] == 0 < carried[1, ids.index("british")]
    assert len(steps) == 4
    with pytest.raises(UnknownName, match="'presumably-british' is a step"):
        argmap.evaluate_many(m, {"presumably-british": [0.5]})
    with pytest.raises(InputError, match="2 for 'statutes', 3 for 'naturalised'"):
        argmap.evaluate_many(m, {"statutes": [0, 1], "naturalised": [0, 0.5, 1]})
    with pytest.raises(InputError, match=r"\[0, 1\]"):
        argmap.evaluate_many(m, {"statutes": [1.5]})
