"""The notations of argmap: what is written is YAML as another reader reads it; files, folders and names of formats; what is told once."""

import io
import string
import sys

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from argmap import ArgumentMap, Claim, LoadError, UnknownName, dumps, load, loads, save
from argmap.errors import MapError, UsageError
from argmap.formats import FORMATS, careful, format_of, format_of_file, load_own, own_map, read, stem, written_as
from argmap.formats.folder import maps_at
from argmap.formats.json_reader import tree
from argmap.formats.losses import Loss, Source, grouped
from argmap.formats.syntax import Problems
from argmap.formats.yaml_writer import WIDTH, OneLine, block, scalar
from argmap.limits import limited

OWN = [name for name, row in FORMATS.items() if not row.foreign]
TEXT = "claim: It pays off.\nid: pays\nbecause:\n- {premise: It is cheaper., id: cheaper, strength: 0.7}\n"
M = loads(TEXT)

WORDS = st.text(st.sampled_from(string.printable + "é語\x00\x85\u2028\ufeff😀"), max_size=30)
LONG = st.lists(
    st.sampled_from(["a", "word:", "#", "- x", "  ", "longer", "\\", "'", '"', "語語語", "1", "yes"]), max_size=60
)
SCALARS = (
    WORDS | LONG.map(" ".join) | st.booleans() | st.floats(-9, 9).map(lambda x: round(x, 3)) | st.integers(-99, 99)
)
KEYS = st.sampled_from(["of", "at-least", "file", "sha256"])
LINES = st.dictionaries(KEYS, SCALARS | st.lists(SCALARS, max_size=3).map(tuple), min_size=1, max_size=3)
TREES = st.recursive(
    SCALARS | LINES.map(OneLine) | st.lists(SCALARS, max_size=3).map(tuple),
    lambda inner: (
        st.dictionaries(WORDS.filter(bool), inner, min_size=1, max_size=3) | st.lists(inner, min_size=1, max_size=3)
    ),
    max_leaves=6,
)


def listed(value):
    if isinstance(value, dict):
        return {key: listed(part) for key, part in value.items()}
    return [listed(part) for part in value] if isinstance(value, (list, tuple)) else value


@settings(max_examples=60)
@given(
    st.dictionaries(
        WORDS.filter(bool),
        TREES.filter(lambda tree: not isinstance(tree, list)) | st.lists(SCALARS, min_size=1),
        min_size=1,
    )
)
def test_what_is_written_is_what_another_reader_of_yaml_reads(top):
    assert yaml.safe_load(block(top)) == listed(top)


@given(LONG.map(" ".join), st.integers(0, 3))
@example("a " * 59 + "bc " * 60, 1)
@example("word " * 100, 0)
def test_long_lines_are_broken_where_they_can_be(text, deep):
    top = text
    for _ in range(deep):
        top = {"key": top}
    lines = block({"claim": top}).rstrip("\n").split("\n")
    for line in lines:
        inside = line.strip().removeprefix("claim: ").removeprefix("key: ")
        assert len(line) <= WIDTH or " " not in inside.strip() or any(mark in inside for mark in "\\\"'#:-")


@pytest.mark.parametrize("text", ["a, b", "one [two]", "a {b}", "it's", "50 % of it", "a:b", "C#", "so - no", "1 of 2"])
def test_a_text_has_no_quotes_where_it_needs_none(text):
    assert scalar(text) == text
    assert block({"claim": text}) == f"claim: {text}\n"


@pytest.mark.parametrize("text", ["a, b", "one [two]", "a {b}", "a:b"])
def test_a_text_has_quotes_within_braces(text):
    assert scalar([text]) == f'["{text}"]'
    assert scalar({"is": text}) == f'{{is: "{text}"}}'
    assert scalar(text, flow=True) == f'"{text}"'


@pytest.mark.parametrize("name", OWN)
def test_what_is_saved_is_loaded(name, tmp_path):
    path = tmp_path / f"a{FORMATS[name].suffixes[0]}"
    assert save(M, path) == ()
    assert path.read_text(encoding="utf-8") == dumps(M, name)
    assert load(path) == load_own(path) == own_map(path.read_bytes(), str(path)) == M
    assert save(M, tmp_path / "b.txt", name) == ()
    assert load(tmp_path / "b.txt", name) == M


def test_a_dash_is_standard_output_and_input(monkeypatch):
    class Stream:
        buffer = io.BytesIO()

    with monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", Stream)
        save(M, "-")
    assert Stream.buffer.getvalue().decode() == dumps(M)
    Stream.buffer.seek(0)
    monkeypatch.setattr(sys, "stdin", Stream)
    assert load("-") == M
    Stream.buffer.seek(0)
    assert load_own("-") == M


def test_an_unknown_format_or_suffix_is_told(tmp_path):
    for ask in (
        lambda: loads(TEXT, "yml"),
        lambda: dumps(M, "outlin"),
        lambda: written_as(M, "x"),
        lambda: read(b"", "x"),
        lambda: save(M, tmp_path / "a.docx"),
        lambda: load(tmp_path / "a.docx"),
        lambda: format_of("a"),
    ):
        with pytest.raises(UnknownName):
            ask()
    with pytest.raises(LoadError, match="cannot be read"):
        load(tmp_path / "a.argmap.yaml")
    with pytest.raises(TypeError, match="map and then the path"):
        save("a.yaml", M)
    assert list(tmp_path.iterdir()) == []


def test_a_file_of_another_tool_is_read_and_is_no_map_of_our_own(tmp_path):
    path = tmp_path / "a.tgf"
    save(M, path)
    with pytest.raises(LoadError) as refused:
        load_own(path)
    assert f"argmap convert {path} -o {stem(str(path))}.argmap.yaml" in str(refused.value)


def test_the_longest_suffix_decides():
    assert (stem("maps/case.argmap.yaml"), stem("case.argmap.JSON"), stem("a.b.txt")) == ("maps/case", "case", "a.b")
    assert (format_of("case.argmap.json"), format_of("CASE.YAML")) == ("json", "outline")
    assert format_of_file("case.json", dumps(M, "json").encode()) == "json"
    assert format_of_file("<stdin>", b"It pays.") == "outline"
    assert format_of_file("notes", TEXT.encode()) == "outline"
    with pytest.raises(UnknownName):
        format_of_file("notes", b"It pays.")


def test_a_folder_stands_for_the_maps_below_it_each_once(tmp_path):
    names = ["b.argmap.yaml", "a.argmap.json", "deep/c.ARGMAP.yaml", ".git/d.argmap.yaml", "deep/e.yaml"]
    for name in names:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    found = maps_at([str(tmp_path), str(tmp_path / names[0]), "other.yaml"])
    assert found == (*(str(tmp_path / name) for name in (names[1], names[0], names[2])), "other.yaml")
    (tmp_path / "empty").mkdir()
    with pytest.raises(UsageError, match="no map in the folder"):
        maps_at([str(tmp_path / "empty")])


@pytest.mark.parametrize("count", range(1, 7))
def test_losses_of_a_kind_are_told_by_their_first_and_their_number(count):
    losses = [Loss("comment", f"line {at}", "x" * (88 + at), "no place") for at in range(count)]
    head, *lines = grouped(losses)
    assert head == f"{count} comment: no place"
    assert len(lines) == min(count, 3) + (count > 3)
    assert [line for line in lines if "more" in line] == ([f"    … and {count - 3} more"] if count > 3 else [])
    for at, line in enumerate(lines[:3]):
        told = line.removeprefix(f"    line {at}: ")
        assert told == ("x" * (88 + at) if at <= 2 else "x" * 89 + "…")
    assert next(iter(grouped([Loss("a", "b", "y" * 91, "c")])), None) == "1 a: c"
    assert list(grouped([Loss("a", "b", "y" * 91, "c")]))[1].endswith("y" * 89 + "…")
    assert len(list(grouped(losses, most=count))) == 1 + count


def test_the_files_that_belong_together_are_found_by_their_ends(tmp_path):
    for name in ("case.nodes.csv", "case.edges.csv"):
        (tmp_path / name).write_bytes(name.encode())
    source = Source(str(tmp_path / "case.nodes.csv"), b"")
    assert source.beside(".edges.csv", ".nodes.csv", ".edges.csv") == b"case.edges.csv"
    assert source.beside(".edges.csv", ".other.csv") is None
    assert source.beside(".third.csv", ".nodes.csv") is None
    given_ones = Source("x", b"", files={".edges.csv": b"given"})
    assert given_ones.beside(".edges.csv") == b"given"
    assert given_ones.beside(".nodes.csv") is None


def test_a_text_of_two_bytes_a_letter_is_read():
    for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
        mark = "" if encoding == "utf-8" else "\ufeff"
        assert Source("a", (mark + "é語").encode(encoding)).text == "é語"
    with pytest.raises(LoadError):
        Source("a", b"\xff\xfe\x00").text  # noqa: B018 - a property that reads


def told(text, format="outline"):
    with pytest.raises(LoadError) as found:
        careful(text, format, "a.yaml")
    return [(one.place.line, one.message) for one in found.value.problems]


def test_a_sentence_that_stands_twice_is_one_problem():
    """Which of them a step means is unclear, so nothing else is said of the map."""
    text = "claim: C.\nbecause:\n- {premise: P.}\n- {premise: P.}\n- {premise: Q., strength: 7}\n"
    assert told(text) == [(4, "the same sentence stands at line 3: 'P.'")]


def test_texts_of_json_may_hold_tabs_where_it_need_not_be_strict():
    text = '{"a\\u0062": "one\ttwo\\n three", "plain": "x\ty"}'
    found = tree(text, Problems("a.json"), strict=False)
    assert {key: value.text for key, (_, value) in found.entries.items()} == {"ab": "one\ttwo\n three", "plain": "x\ty"}
    with pytest.raises(LoadError, match="control character"):
        tree(text, Problems("a.json"))


@pytest.mark.parametrize("name", ["NaN", "Infinity", "-Infinity"])
def test_a_number_of_json_is_finite_and_its_place_is_told(name):
    text = f'{{"a": "{name}",\n "b":\n  {name}}}'
    with pytest.raises(LoadError) as found:
        tree(text, Problems("a.json"))
    (one,) = found.value.problems
    assert (one.place.line, one.place.column) == (3, 3)


def test_a_byte_order_mark_is_no_letter_and_a_large_map_is_refused():
    for name in OWN:
        assert loads("\ufeff" + dumps(M, name), name) == M
    with limited(statements=2):
        assert loads(TEXT) == M
    for too_small in ({"statements": 1}, {"bytes": 20}):
        with limited(**too_small), pytest.raises(LoadError, match="at most"):
            loads(TEXT)


@pytest.mark.parametrize("name", OWN)
def test_places_of_a_correct_map_are_a_mapping(name):
    m = loads(dumps(M, name), name)
    assert len(m.places) == len(list(m.places)) > 3
    assert {id for id, key in m.places if key == ""} >= {"pays", "cheaper"}
    with pytest.raises(KeyError):
        m.places["nobody", ""]


def undercuts(count):
    """A support of which the undercut is undercut, and so on."""
    m = {"premise": "P0.", "id": "p0"}
    top = m
    for at in range(1, count + 1):
        below = {"counterevidence": f"P{at}.", "id": f"p{at}"}
        m["unless"] = [below]
        m = below
    import json

    return json.dumps({"claim": "C.", "id": "c", "because": [top]})


def test_an_outline_is_written_only_as_deep_as_it_is_read():
    with limited(depth=60):
        refused = 0
        for count in range(20, 40):
            with limited(depth=200):
                m = loads(undercuts(count))
            try:
                text = dumps(m)
            except MapError as error:
                refused += 1
                assert "nest too deep" in str(error)  # noqa: PT017 - either way may come
            else:
                assert not refused
                assert loads(text) == m
        assert 0 < refused < 20


def test_a_map_without_steps_is_one_line_more():
    m = ArgumentMap(conclusion="c", statements=[Claim("C.", id="c")])
    assert dumps(m).splitlines()[-2:] == ["claim: C.", "id: c"]
