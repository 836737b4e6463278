"""The quick readers of flat JSON and of outlines read what the careful ones read, or leave the text to them; never anything else."""

import copy
import json
import pickle
import subprocess
import sys
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap import LoadError, dumps, loads
from argmap.formats import FORMATS, at_once, flat_quick, flat_reader, outline_quick, outline_reader
from argmap.formats import careful as carefully
from argmap.model import ids
from argmap.model.field import Kind
from argmap.resources import folder
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


flat_quick.quick_parser()
QUICK = {"json": flat_quick, "outline": outline_quick}


def careful(text, format="json"):
    return carefully(text, format, "case")


def agree(text, format="json"):
    """Whether the quick reader reads the text, when it reads it as the careful one does."""
    quick = QUICK[format].read(text)
    with mock.patch.object(flat_quick, "ORJSON", "a package that nobody has"):
        plain = QUICK[format].read(text)
    assert quick is None or quick == plain  # orjson refuses lone surrogates
    quick = plain
    if quick is None:
        return False
    m = careful(text, format)
    assert quick == m
    assert [value.id for value in (*quick.statements, *quick.steps)] == [
        value.id for value in (*m.statements, *m.steps)
    ]
    assert dumps(quick, format) == dumps(m, format)
    assert [told(value) for value in (*quick.statements, *quick.steps)] == [
        told(value) for value in (*m.statements, *m.steps)
    ]
    return True


def told(value):
    """A value as exactly as Python tells it: -0.0 is not 0.0, and a list is no tuple."""
    return repr(value.fields())


def outcome(read, *arguments, **named):
    """The map with its places, or every problem with its place."""
    try:
        m = read(*arguments, **named)
    except LoadError as error:
        return [str(problem) for problem in error.problems]
    return m, dict(m.places)


def holds_law(text, format):
    """A text loads as the careful reader alone reads it: the same map with the same places, or the same problems with theirs."""
    agree(text, format)
    assert outcome(loads, text, format, file="case") == outcome(careful, text, format)


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
    assert dict(loads(text, "json", file="case").places) == careful_places(text)


@settings(max_examples=40)
@given(argument_maps(remarks=True) | argument_maps(most=6, cyclic=True))
def test_every_outline_that_argmap_writes_is_read_quickly(m):
    assert agree(dumps(m, "outline"), "outline")


@settings(max_examples=60)
@given(st.data(), argument_maps(remarks=True), st.sampled_from(list(QUICK)))
def test_a_text_with_a_part_changed_holds_the_law(data, m, format):
    text = dumps(m, format)
    start = data.draw(st.integers(0, len(text)))
    instead = data.draw(st.sampled_from(("", *INSTEAD)))
    holds_law(text[:start] + instead + text[start + data.draw(st.integers(0, 12)) :], format)


@pytest.mark.parametrize("path", sorted(folder("arguments").glob("*.argmap.*")), ids=lambda path: path.name)
def test_what_ships_is_read_quickly(path):
    assert agree(path.read_text(encoding="utf-8"), "json" if path.suffix == ".json" else "outline")


def test_places_are_found_when_they_are_asked_for():
    text = json.dumps(RICH, indent=1)
    m = loads(text, "json", file="case")
    assert dict(m.places) == careful_places(text)
    assert m.place("cheaper", "strength") == careful_places(text)["cheaper", "strength"]
    back = pickle.loads(pickle.dumps(m))  # noqa: S301
    assert back == m
    assert back.place("cut") == m.place("cut")
    assert m.replace(title="Other").place("cut") == m.place("cut")


@pytest.mark.parametrize("indent", [None, 0, 3, "\t"])
def test_the_place_of_an_entry_is_found_without_the_careful_reader(monkeypatch, indent):
    text = json.dumps(RICH, indent=indent)
    expected = careful_places(text)
    monkeypatch.setattr("argmap.formats.careful", lambda *_: pytest.fail("the careful reader read the whole text"))
    m = loads(text, "json", file="case")
    assert {spot: m.places[spot] for spot in expected} == expected
    assert m.place("told", "strength") == expected["told", ""]
    assert m.place("", "document") is None
    assert ("nobody", "") not in m.places


def careful_places(text):
    return careful(text).places


def test_an_error_still_says_where():
    with pytest.raises(LoadError, match=r"<text>:1:\d+: claim 'a': strength must be in \[0, 1\], got 2"):
        loads('{"conclusion": "a", "nodes": [{"kind": "claim", "id": "a", "text": "A.", "strength": 2}]}', "json")


def test_only_argmaps_own_notations_have_quick_readers():
    assert [name for name, notation in FORMATS.items() if notation.quick] == ["outline", "json"]


def test_a_colon_in_a_text_is_no_key_and_a_key_given_twice_is_noticed_beside_it():
    node = '{"kind": "claim", "id": "a", "text": "So : it is\\": yes.", %s"note": "a:b"}'
    text = '{"conclusion": "a", "nodes": [%s]}'
    assert agree(text % (node % ""))
    assert flat_quick.read(text % (node % '"note" : "b", ')) is None


@pytest.mark.parametrize(
    "names", [["a", "b-1.c_d"], ["a"], [], ["a\nb"], ["a", "1"], ["a" * 200], ["a" * 201], ["é"], [""]]
)
def test_plain_ids_are_ids(names):
    plain = ids.are_plain(names)
    fine = all(not wrong(name) for name in names)
    assert plain == (fine and all(name.isascii() for name in names))


def wrong(name):
    try:
        ids.checked(name)
    except ValueError as error:
        return str(error)
    return ""


@given(
    st.lists(
        st.text(st.sampled_from("ap. 1\"'\u00a0\u201c\u201d\u2019\u00b6\x1c"), min_size=1, max_size=12),
        min_size=1,
        max_size=4,
    )
)
def test_sources_are_taken_apart_as_one_by_one(sources):
    entries = [{"kind": "claim", "id": "a", "text": "A.", "source": source} for source in sources]
    try:
        together = [value.source for value in at_once.statements(entries).values()]
    except ValueError:
        together = None
    try:
        alone = [at_once.anchored(source) for source in sources]
    except ValueError:
        alone = None
    assert together == alone


OUTLINE = """# A comment.
argmap: 1
title: Should we move?
scale:
  likely: [0.55, 0.8]
  sure: {is: 1, means: "As good as certain."}
evaluate: {semantics: df-quad, prior: 0.5}
document:
  title: Storage review
  date: "2026"
claim: |
  Moving pays off.
id: move
role: value  # of money
note: >
  Folded
  text.
because:
- all:
  - premise: It is cheaper.
    id: cheaper
    strength: likely  # from table 2
    source: p. 3 "so"
  - premise: 'It is new: yes.'
    strength: [0.2, sure]
    source:
    - p. 1
    - {at: x, quote: y}
    evidence:
      file: a.csv
      sha256: 9f2c51d0
  step: both
  weight: .5
  why: Both count.
  unless:
  - counterevidence: It overran.
    voice: reported
    implicit: true
    weight: 0.25
    step-remark: So it is said.
    because:
    - premise: 90 % of them did.
      strength: -0.0
but:
- ref: old
  by: analyst
  weight: sure
also:
- claim: "1.5"
  id: old
  but:
  - ref: cheaper
tensions:
- {between: [move, old], why: So it seems.}
expect:
- {of: move, at-least: 0.1}
- {of: move, turned-by: cheaper, agreement: false}
"""
INSTEAD = (
    ":", " :", " #", "#x", '"', "'", "[", "{", "}", "- ", "\n", "\t", "~", "null", "true", "yes", "0.5", '"0.5"', "1", "-", "|", ">",
    "&a", "*a", "!", "%", "---", "...", "<<", "?", "@", "because:", "text: x", "kind: claim", "nodes: x", "include: a#b", "ref: move",
    "id: move", "\x07", "\u00e9", "\u2028", "\ud800", "\r", " ", "''", "[]", "{}", "weight: 2", "source: a \u201cb\u201d", "\\u003a", "-0.0",
)  # fmt: skip
"""What is put into a text, so that it may mean something else, or nothing."""


def test_the_outline_is_read_quickly():
    assert agree(OUTLINE, "outline")


def test_an_outline_changed_anywhere_holds_the_law():
    lines = OUTLINE.splitlines(keepends=True)
    for at, line in enumerate(lines):
        before, after = "".join(lines[:at]), "".join(lines[at + 1 :])
        holds_law(before + after, "outline")
        holds_law(before + line + line + after, "outline")
        holds_law(before + line + after.replace(line, ""), "outline")
        key, colon, _ = line.partition(": ")
        if not colon:
            continue
        for instead in (
            "~",
            "''",
            '"0.5"',
            "0.5",
            "2",
            "true",
            '"true"',
            "|\n      block",
            "a # b",
            "[a]",
            "{a: b}",
            "move",
            "likely",
        ):
            holds_law(f"{before}{key}: {instead}\n{after}", "outline")
        indent = " " * (len(line) - len(line.lstrip(" -")))
        holds_law(f"{before}{line}{indent}unknown: 1\n{after}", "outline")


@given(st.data())
def test_an_outline_with_something_put_in_holds_the_law(data):
    start = data.draw(st.integers(0, len(OUTLINE)))
    end = start + data.draw(st.integers(0, 6))
    holds_law(OUTLINE[:start] + data.draw(st.sampled_from(INSTEAD)) + OUTLINE[end:], "outline")


def test_a_scale_may_call_its_words_what_keys_are_called():
    text = "claim: It pays.\nid: a\nstrength: {}\nscale: {{why: {}}}\n"
    for number in ("0.5", '"0.5"', "0.5 # so"):
        holds_law(text.format("why", number), "outline")


def test_every_kind_of_a_field_is_checked_for_many_values():
    for sort in (at_once._STATEMENTS, at_once._STEPS):
        for name, check, field in sort.checks.values():
            assert check is not at_once._each or field.kind not in at_once._OF_KIND, name
    assert set(at_once._OF_KIND) <= set(Kind)


def test_an_outline_keeps_its_places_until_they_are_asked_for():
    m = loads(OUTLINE, file="case")
    assert m.place("cheaper", "strength") == careful(OUTLINE, "outline").place("cheaper", "strength")
    assert dict(m.places) == dict(careful(OUTLINE, "outline").places)
    assert outline_reader.recognised(OUTLINE)


def test_orjson_is_loaded_for_large_texts_only():
    program = (
        "import sys; from argmap.formats import flat_quick as q\n"
        'text = \'{"conclusion": "a", "nodes": [{"kind": "claim", "id": "a", "text": "A."}]}\'\n'
        "assert q.read(text) and q.ORJSON not in sys.modules\n"
        "assert q.read(text + ' ' * q.LARGE) and q.ORJSON in sys.modules\n"
    )
    pytest.importorskip("orjson", reason="texts are parsed by orjson with argmap[fast]")
    subprocess.run([sys.executable, "-c", program], check=True)


def test_a_value_keeps_what_was_given_and_has_the_rest_from_its_class():
    m = loads(json.dumps(RICH), "json")
    assert "voice" not in vars(m.statement("cheaper"))
    assert m.statement("cheaper").voice == "author"
    assert [value.fields() for value in m.statements] == [
        value.fields() for value in careful(json.dumps(RICH)).statements
    ]


STEPS = {
    "one between the same ends twice": [("a", "b"), ("a", "b")],
    "one source for two targets": [("a", "b"), ("a", "c")],
    "a chain": [("a", "b"), ("b", "c")],
    "all between the same ends": [("a", "b")] * 3,
}
NAMES = {
    "plain": ("a", "b", "c"),
    "with dots": ("a.supports.b", "b", "a"),
    "as a step is called": ("a", "b", "a.supports.b"),
    "long": ("a" * 44, "b" * 44, "c" * 44),
    "too long to be kept in the id of a step": ("a" * 45, "b" * 45, "c" * 45),
    "of more than one alphabet": ("\u00e9", "\u0436", "c"),
}


@pytest.mark.parametrize("names", NAMES)
@pytest.mark.parametrize("ends", STEPS)
def test_steps_whose_ids_are_made_late_are_told_apart_as_at_once(ends, names):
    called = dict(zip("abc", NAMES[names], strict=True))
    nodes = [{"kind": "claim", "id": id, "text": f"{letter}."} for letter, id in called.items()]
    relations = [
        {"kind": "support", "sources": [called[source]], "target": called[target]} for source, target in STEPS[ends]
    ]
    holds_law(json.dumps({"conclusion": called["a"], "nodes": nodes, "relations": relations}), "json")


def test_ids_of_steps_that_are_shortened_alike_are_noticed(monkeypatch):
    monkeypatch.setattr(ids, "digest", lambda _text: "12345678")
    called = ["c", *("x" * 90 + number for number in "12")]
    nodes = [{"kind": "claim", "id": id, "text": f"{id}."} for id in called]
    relations = [{"kind": "support", "sources": [id], "target": "c"} for id in called[1:]]
    text = json.dumps({"conclusion": "c", "nodes": nodes, "relations": relations})
    assert flat_quick.read(text) is None
    holds_law(text, "json")


def test_what_only_an_entry_in_the_middle_says_is_looked_at():
    for said in ({"strength": None}, {"note": None}, {"unknown": 1}, {"strength": 2}, {"note": "So."}, {"voice": None}):
        nodes = [{"kind": "claim", "id": id, "text": f"{id}."} for id in "abcd"]
        nodes[1].update(said)
        text = json.dumps({"conclusion": "a", "nodes": nodes})
        holds_law(text, "json")
        assert (flat_quick.read(text) is None) == (said != {"note": "So."})


def test_minus_nothing_is_nothing():
    assert agree('{"conclusion": "a", "nodes": [{"kind": "claim", "id": "a", "text": "A.", "strength": -0.0}]}')
