"""A map that was read has rows; its statements and steps are made of them when they are first used, and nobody can tell."""

import copy
import gc
import json
import pickle
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from hypothesis import given

from argmap import ArgumentMap, Attack, Claim, Counterevidence, Premise, Support, dumps, evaluate, loads
from argmap.corpus.reading import each
from argmap.formats import NATIVE, careful
from argmap.model.field import fields_of
from argmap.model.statement import Statement
from argmap.model.step import Step
from argmap.testing.strategies import argument_maps

NODES = [
    Claim("It pays.", id="pays"),
    Premise("It is cheaper.", id="cheaper", strength=0.8, source=({"at": "p. 3", "quote": "so much"},)),
    Counterevidence("It overran.", id="overran", strength=0.3, voice="analyst", source=({"at": "p. 4"},)),
]
TREE = [Support(sources=["cheaper"], target="pays", weight=0.9), Attack(sources=["overran"], target="cheaper")]
SHARED = [*TREE, Attack(sources=["overran"], target="pays")]
MAPS = {
    name: ArgumentMap(conclusion="pays", statements=NODES, steps=steps)
    for name, steps in {"tree": TREE, "shared": SHARED, "no steps": []}.items()
}
CASES = [(name, format) for name in MAPS for format in NATIVE]


def read(name, format):
    """The map as it is read, its values not made."""
    m = loads(dumps(MAPS[name], format), format)
    assert not made(m)
    return m


def made(m):
    return {"statements", "steps"} & vars(m).keys()


@pytest.mark.parametrize(("name", "format"), CASES)
def test_an_evaluation_makes_no_values(name, format):
    m = read(name, format)
    assert dict(evaluate(m)) == dict(evaluate(MAPS[name]))
    assert evaluate(m, "df-quad").verdict == evaluate(MAPS[name], "df-quad").verdict
    assert not made(m)
    assert m == MAPS[name]
    assert made(m) == {"statements", "steps"}


USES = {
    "fields": lambda m: m.fields(),
    "hash": hash,
    "repr": repr,
    "copied": copy.copy,
    "pickled": lambda m: pickle.loads(pickle.dumps(m)),  # noqa: S301
    "replaced": lambda m: m.replace(title="Other"),
    "placed": lambda m: m.placed({}),
    "by id": lambda m: (m.statements_by_id, m.steps_by_id, m.statement("cheaper").source),
    "without": lambda m: m.without("overran"),
}


@pytest.mark.parametrize("use", USES)
@pytest.mark.parametrize(("name", "format"), CASES)
def test_whatever_is_used_first_is_as_of_a_map_made_in_python(name, format, use):
    text = dumps(MAPS[name], format)
    assert USES[use](read(name, format)) == USES[use](careful(text, format, "<text>"))


@given(argument_maps(remarks=True))
def test_a_column_says_what_the_values_say(m):
    back = loads(dumps(m, "json"), "json")
    before = {name: back.statement_rows.column(name) for name in ("id", "strength", "voice")}
    assert before == {name: [getattr(one, name) for one in m.statements] for name in before}
    assert [tuple(sources) for sources in back.step_rows.column("sources")] == [one.sources for one in m.steps]
    for one in (m, back):
        for base, rows, values in (
            (Statement, one.statement_rows, one.statements),
            (Step, one.step_rows, one.steps),
        ):
            assert rows.kinds == [value.kind for value in values]
            for field in fields_of(base).values():
                assert rows.column(field.name) == [getattr(value, field.name) for value in values]


def test_two_threads_that_use_a_map_first_get_the_same_values():
    for _ in range(20):
        m, ready = read("shared", "json"), Barrier(2)

        def use(m=m, ready=ready):
            ready.wait(10)
            return m.statements, m.steps

        with ThreadPoolExecutor(2) as threads:
            one, other = (future.result() for future in [threads.submit(use), threads.submit(use)])
        assert one[0] is other[0]
        assert one[1] is other[1]
        assert m == MAPS["shared"]


def test_values_made_again_are_equal():
    m = read("shared", "json")
    assert m.statement_rows.values() == m.statement_rows.values() == MAPS["shared"].statements
    assert m.step_rows.values() == m.step_rows.values() == MAPS["shared"].steps


def test_ids_of_steps_are_made_when_they_are_asked_for():
    for name in ("tree", "shared"):
        top = json.loads(dumps(MAPS[name], "json"))
        for step in top["relations"]:
            del step["id"]
        rows = loads(json.dumps(top), "json").step_rows
        assert ("id" in rows.columns) == (name == "shared")
        assert rows.column("id") == [step.id for step in MAPS[name].steps]


@pytest.mark.parametrize(("name", "format"), CASES)
def test_a_map_that_is_no_longer_used_leaves_nothing_to_search_for(name, format):
    text = dumps(MAPS[name], format)
    evaluate(loads(text, format), "df-quad")
    gc.collect()
    gc.disable()
    try:
        evaluate(loads(text, format), "df-quad")
        assert gc.collect() == 0
    finally:
        gc.enable()


def test_maps_of_a_corpus_are_worked_on_without_a_search_for_garbage():
    assert each([None, None], lambda _entry: gc.isenabled()) == [False, False]
    assert gc.isenabled()
