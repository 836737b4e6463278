"""The quick reader of flat JSON reads what the careful one reads, or leaves the text to it; never anything else."""

import copy
import json
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap import LoadError, dumps, loads
from argmap.formats import NATIVE, flat_quick, flat_reader
from argmap.formats.draft import finished
from argmap.formats.syntax import Problems
from argmap.testing.strategies import argument_maps

EVIDENCE = [
    {"file": "a.csv", "sha256": "9f2c51d0"},
    {"junit": "j.xml", "test": "a"},
    {"expires": "2027-01-31", "given": "ok"},
]
RICH = {
    "argmap": 1,
    "title": "Should we move?",
    "summary": "It pays. So move.",
    "conclusion": "move",
    "document": {"title": "Storage review", "date": "2026-03-01"},
    "scale": {"likely": [0.55, 0.8], "sure": 1},
    "weights": {"bears": {"is": 0.5, "means": "It matters."}},
    "evaluate": {"semantics": "df-quad", "prior": 0.5},
    "tensions": [{"between": ["move", "cheaper"], "why": "So it seems.", "by": "analyst"}],
    "expect": [{"of": "move", "at-least": 0.1}, {"of": "move", "turned-by": ["cheaper"], "agreement": False}],
    "nodes": [
        {"kind": "claim", "id": "move", "text": "Moving pays off.", "note": "A note.", "role": "value"},
        {"kind": "premise", "id": "cheaper", "text": "It is cheaper.", "strength": "likely", "source": 'p. 3 "so"'},
        {
            "kind": "premise",
            "id": "told",
            "text": "It is told.",
            "section": "A",
            "remark": "By whom?",
            "evidence": EVIDENCE,
        },
        {
            "kind": "premise",
            "id": "new",
            "text": "It is new.",
            "strength": [0.2, "sure"],
            "source": ["p. 1", {"at": "x"}],
        },
        {"kind": "counterevidence", "id": "overrun", "text": "It overran.", "voice": "reported", "implicit": True},
    ],
    "relations": [
        {"kind": "support", "sources": ["cheaper", "new"], "target": "move", "weight": 0.5, "why": "Both count."},
        {
            "kind": "undercut",
            "id": "cut",
            "sources": ["overrun"],
            "target": "cheaper.new.supports.move",
            "by": "analyst",
            "remark": "So it is said.",
        },
    ],
}
"""A map that uses every key of the flat notation; a test below holds it to that."""
STRANGE = (
    None,
    "",
    " ",
    [],
    {},
    0,
    1,
    0.5,
    -1,
    2,
    True,
    "0.5",
    ".inf",
    "move",
    "likely",
    "\ud800",
    ["move"],
    [None],
    {"a": 1},
)
STRANGE += (10**400, ["move", "move"], {"at": "p"}, [[0.1, 0.2]], "p. 1 \u201cso\u201d", "null", "new\nline")


def careful(text):
    problems = Problems("<text>")
    return finished(flat_reader.read(text, problems), problems)


def agree(text):
    """Whether the quick reader reads the text, when it reads it as the careful one does."""
    quick = flat_quick.read(text)
    if quick is None:
        return False
    m = careful(text)
    assert quick == m
    assert [value.id for value in (*quick.statements, *quick.steps)] == [
        value.id for value in (*m.statements, *m.steps)
    ]
    assert dumps(quick, "json") == dumps(m, "json")
    return True


def paths(value, path=()):
    yield path
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, child in children:
        yield from paths(child, (*path, key))


def changed(path, change):
    """The rich map with the value at a path changed in place by `change(container, key)`."""
    top = copy.deepcopy(RICH)
    holder = top
    for key in path[:-1]:
        holder = holder[key]
    change(holder, path[-1])
    return top


def test_the_rich_map_uses_every_key_and_is_read_quickly():
    top = json.loads(json.dumps(RICH))
    assert set(top) == set(flat_reader.TOP)
    assert set().union(*top["nodes"]) == set(flat_reader.NODE)
    assert set().union(*top["relations"]) == set(flat_reader.RELATION)
    assert agree(json.dumps(RICH))


@pytest.mark.parametrize("path", [path for path in paths(RICH) if path], ids=lambda path: ".".join(map(str, path)))
def test_a_change_anywhere_is_read_alike_or_left_to_the_careful_reader(path):
    for strange in STRANGE:
        agree(json.dumps(changed(path, lambda holder, key, strange=strange: holder.__setitem__(key, strange))))
    agree(json.dumps(changed(path, lambda holder, key: holder.__delitem__(key))))
    agree(
        json.dumps(
            changed((*path[:-1], "unknown"), lambda holder, _key: isinstance(holder, dict) and holder.update(unknown=1))
        )
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{",
        '{"conclusion": NaN}',
        '{"conclusion": "a", "conclusion": "a", "nodes": [{"kind": "claim", "id": "a", "text": "A."}]}',
        '{"conclusion": "a", "nodes": [{"kind": "claim", "id": "a", "id": "a", "text": "A."}]}',
        '{"argmap": 1.0, "conclusion": "a", "nodes": [{"kind": "claim", "id": "a", "text": "A."}]}',
        '{"argmap": true, "conclusion": "a", "nodes": [{"kind": "claim", "id": "a", "text": "A."}]}',
        '{"conclusion": "a", "nodes": [{"kind": "claim", "text": "A."}]}',
        "[" * 100_000,
    ],
)
def test_what_may_be_wrong_is_left_to_the_careful_reader(text):
    assert flat_quick.read(text) is None


@given(argument_maps(remarks=True))
def test_every_map_that_has_ids_is_read_quickly(m):
    text = dumps(m, "json")
    assert agree(text)
    assert dict(loads(text, "json", file="case.json").places) == careful_places(text)


@given(st.data(), argument_maps(remarks=True))
def test_a_text_with_a_part_cut_out_is_read_alike_or_not(data, m):
    text = dumps(m, "json")
    start = data.draw(st.integers(0, len(text)))
    agree(text[:start] + text[start + data.draw(st.integers(0, 12)) :])


def test_places_are_found_when_they_are_asked_for():
    text = json.dumps(RICH, indent=1)
    m = loads(text, "json", file="case.json")
    assert dict(m.places) == careful_places(text)
    assert m.place("cheaper", "strength") == careful_places(text)["cheaper", "strength"]
    back = pickle.loads(pickle.dumps(m))  # noqa: S301
    assert back == m
    assert back.place("cut") == m.place("cut")
    assert m.replace(title="Other").place("cut") == m.place("cut")


def careful_places(text):
    problems = Problems("case.json")
    return finished(flat_reader.read(text, problems), problems).places


def test_an_error_still_says_where():
    with pytest.raises(LoadError, match=r"<text>:1:\d+: claim 'a': strength must be in \[0, 1\], got 2"):
        loads('{"conclusion": "a", "nodes": [{"kind": "claim", "id": "a", "text": "A.", "strength": 2}]}', "json")


def test_only_flat_json_has_a_quick_reader():
    assert [name for name, notation in NATIVE.items() if notation.quick] == ["json"]
