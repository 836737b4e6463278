"""What a hand-written or generated file may do wrong: each is an error with its place, its rule and its fix."""

import pytest

from argmap import LoadError, UnknownName, load, loads, save
from argmap.errors import Place
from argmap.formats import FORMATS, Format, format_of_text
from argmap.formats.draft import Draft, MapDraft, StepDraft, _built
from argmap.formats.syntax import Problems
from argmap.model import Claim

HEAD = "argmap: 1\nclaim: It pays.\nid: pays\n"


def entry(text):
    return f"{HEAD}because:\n{text}\n"


BROKEN = [
    # YAML's own traps
    ("claim: Listing: not the end", "1:15", "unquoted text must not have ': ' in it"),
    ("claim: It pays # off", "1:8", "claim is cut off by ' #'"),
    ("claim: *bold* text", "1:13", "must not start with '*' or '&'"),
    ("claim: &x It pays", "1:8", "anchors are not read, got &x"),
    ("claim: *x", "1:8", "aliases are not read, got *x"),
    ("claim: !!str It pays", "1:8", "tags are not read"),
    ("claim: @home it pays", "1:8", "unquoted text must not start with '@'"),
    ('claim: "It" pays', "1:13", "nothing may follow a closing quote"),
    ('claim: "It pays\nid: x', "1:8", "a quoted text is not closed"),
    ("claim: [It] pays", "1:13", "nothing may follow a closing quote or bracket"),
    ("claim: > 5 %", "1:10", "must not start with '>' or '|'"),
    ("claim: It pays.\nbecause:\n\t- premise: x", "3:1", "must be indented with spaces, got a tab"),
    ("claim: It pays.\n---\nclaim: b", "2:1", "a file holds one map"),
    ("claim: It pays.\nclaim: It does.", "2:1", "key 'claim' is given twice; the first stands at line 1"),
    ("claim:", "1:7", "claim must be text, got nothing"),
    ("claim: ~", "1:8", "claim must be text, got ~"),
    ("claim: It\x07 pays", "1:10", "control characters must not stand in the text, got U+0007"),
    ("", None, "a map must be a mapping of keys to values, got nothing"),
    ("- claim: x", "1:1", "a map must be a mapping of keys to values, got a list"),
    ("claim: x\n? [a]\n: b", "2:3", "a key must be a word"),
    ("claim: x\nbecause: " + "[" * 300, "2:209", "nesting must be at most 200 levels deep"),
    ("<<: {a: b}\nclaim: x", "1:1", "'<<' is not a word of the notation"),
    # what the notation says
    ("claim: A.\nscale:\n  likely: {is: 0.7}", "3:11", "'likely' does not say `means`"),
    ("claim: A.\nscale:\n  likely: {is: 0.7, means: often, in: 1}", "3:35", "'in' is not a key of a word of the scale"),
    ("claim: A.\nscale:\n  likely: {is: 7, means: often}", "3:3", "must be in [0, 1], got 7"),
    (
        "claim: A.\nscale: {sure: 0.9}\nweights: {bears: 0.5}\nbecause:\n  - premise: B.\n    weight: sure",
        "6:13",
        "'sure' is not a",
    ),
    ("claim: A.\nid: a\ntensions:\n  - {between: [a, a], kind: conflct}", "4:29", "did you mean 'conflict'?"),
    (entry("  - all: [{premise: A., step-remark: x}]"), "5:25", "belongs to the step, not to a member of `all`"),
    (entry("  - It is cheaper."), "5:5", "begin it with `premise:`"),
    (entry("  premise: It is cheaper."), "5:3", "because must be a list of entries, got a mapping"),
    (f"{HEAD}because:\n", "4:9", "because must be a list of entries, got nothing"),
    (entry("  - premise: A.\n    strenght: 0.5"), "6:5", "did you mean 'strength'?"),
    (entry("  - premise: A.\n    supports: x"), "6:5", "did you mean 'because'?"),
    (entry("  - reason: A."), "5:5", "'reason' is not a word of the notation"),
    (entry("  - premise: A.\n    claim: B."), "6:5", "an entry is one statement, got premise and claim"),
    (entry("  - id: x"), "5:5", "the entry has no statement"),
    (entry("  - premise: A.\n    strength: 1.5"), "6:15", "strength must be in [0, 1], got 1.5"),
    (entry("  - premise: A.\n    strength: .nan"), "6:15", "strength must be a number in [0, 1]"),
    (entry("  - premise: A.\n    strength: 70%"), "6:15", "Hint: write 0.7"),
    (entry('  - premise: A.\n    strength: "0.5"'), "6:15", "Hint: write 0.5 without quotes"),
    (entry("  - premise: A.\n    strength: ٠.٥"), "6:15", "must be a number in [0, 1], a word of the scale"),
    (entry("  - premise: A.\n    strength: stong"), "6:15", "did you mean 'strong'?"),
    (entry("  - premise: A.\n    strength: [0.8, 0.2]"), "6:15", "low ≤ high"),
    (
        entry("  - premise: A.\n    implicit: yes"),
        "6:15",
        "implicit must be true or false, got 'yes'. Hint: write true",
    ),
    (entry("  - premise: A.\n    voice: autor"), "6:12", "did you mean 'author'?"),
    (entry("  - premise: A.\n    id: a b"), "6:9", "id must be a letter"),
    (entry("  - premise: A.\n    id: pays"), "6:9", "id must be unique, got 'pays'"),
    (entry("  - premise: A.\n  - premise: A."), "6:5", "the same sentence stands at line 5"),
    (entry("  - ref: pay"), "5:10", "source must be a statement of the map, got 'pay'. Hint: did you mean 'pays'?"),
    (
        entry("  - ref: pays\n    strength: weak"),
        "6:5",
        "'strength' belongs to the statement 'pays', not to a use of it",
    ),
    (
        entry("  - all:\n      - premise: A.\n        weight: weak\n      - premise: B."),
        "7:9",
        "'weight' belongs to the step",
    ),
    (entry("  - all:\n      - premise: A.\n      - premise: B.\n    strength: weak"), "8:5", "move it to the member"),
    (entry("  - all:\n      - premise: A.\n      - premise: B.\n    id: x"), "8:5", "a linked group has no id"),
    (f"{HEAD}weight: weak", "4:1", "'weight' belongs to a step, and none starts here"),
    (f"{HEAD}also:\n  - claim: B.\n    why: x", "6:5", "'why' belongs to a step, and none starts here"),
    (f"{HEAD}expect:\n  - {{of: pay, verdict: accepted}}", "5:10", "did you mean 'pays'?"),
    (f"{HEAD}expect:\n  - {{of: pays, verdict: acepted}}", "5:25", "did you mean 'accepted'?"),
    (f"{HEAD}tensions:\n  - {{between: [pays], why: x}}", "5:15", "between"),
    ("argmap: 2\nclaim: x", "1:9", "argmap must be 1"),
    ("premise: It pays.", "1:1", "the conclusion at the top must be a claim, got a premise"),
]


@pytest.mark.parametrize(("text", "place", "message"), BROKEN, ids=[message[:40] for *_, message in BROKEN])
def test_a_broken_outline(text, place, message):
    with pytest.raises(LoadError) as caught:
        loads(text, file="f")
    said = str(caught.value)
    assert message in said
    if place:
        assert f"f:{place}:" in said, said


FLAT = '{"conclusion": "a", "nodes": [{"kind": "claim", "id": "a", "text": "A."}%s], "relations": [%s]}'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"a": }', "f:1:7: not readable as JSON"),
        ('{"a": 1, "a": 2, "nodes": []}', "key 'a' is given twice"),
        (FLAT % (', {"kind": "premise", "text": 5}', ""), "text must be text, got 5"),
        (FLAT % (', {"kind": "premise", "text": "x", "strength": NaN}', ""), "a number must be finite, got NaN"),
        (FLAT % (f', {{"kind": "premise", "text": "x", "strength": {"9" * 5000}}}', ""), "f:1:.*got inf"),
        (FLAT % (', {"kind": "premise", "text": "x", "strength": null}', ""), "strength must be a number in [0, 1]"),
        (FLAT % (', {"kind": "premise", "text": "x", "strength": "0.5"}', ""), "write 0.5 without quotes"),
        (FLAT % (', {"kind": "premiss", "text": "x"}', ""), "did you mean 'premise'?"),
        (FLAT % ("", '{"kind": "supports", "sources": ["a"], "target": "a"}'), "did you mean 'support'?"),
        (
            FLAT % ("", '{"kind": "support", "sources": "a", "target": "a"}'),
            "sources must be a list of entries, got 'a'",
        ),
        (FLAT % ("", '{"kind": "support", "sources": ["b"], "target": "a"}'), "f:1:122: support 'b.supports.a'"),
        ('{"nodes": []}', "the map has no conclusion"),
        ("[" * 100_000, "nesting must be at most 200 levels deep"),
    ],
)
def test_a_broken_flat_text(text, message):
    with pytest.raises(LoadError, match=message.replace("[0, 1]", r"\[0, 1\]").replace("?", r"\?")):
        loads(text, "json", file="f")


def test_scalars_stay_as_written():
    m = loads('claim: no\nid: x\ntitle: 2026-03-01\nsource: 05\nnote: "1.10"\nstrength: 0.25 # a comment may follow')
    node = m.statement("x")
    assert (node.text, m.title, node.source[0].at, node.note, node.strength) == ("no", "2026-03-01", "05", "1.10", 0.25)


def test_wrong_bytes_and_names(tmp_path):
    (tmp_path / "a.argmap.yaml").write_bytes(b"claim: a\nnote: \xff\n")
    with pytest.raises(LoadError, match=r"2:7: a text must be UTF-8, got the byte 0xFF"):
        load(tmp_path / "a.argmap.yaml")
    with pytest.raises(LoadError, match=r"did you mean 'a\.argmap\.yaml'"):
        load(tmp_path / "b.argmap.yaml")
    with pytest.raises(UnknownName, match=r"\.argmap\.yaml"):
        load(tmp_path / "a.txt")
    (tmp_path / "c.argmap.yaml").write_bytes("\ufeffclaim: a\r\nid: x\r\n".encode())
    assert load(tmp_path / "c.argmap.yaml").conclusion == "x"


def test_places_are_remembered_outside_equality():
    text = entry("  - premise: A.\n    id: a\n    strength: weak")
    m = loads(text, file="f")
    assert str(m.place("a")) == "f:5:5"
    assert str(m.place("a", "strength")) == "f:7:15"
    assert m == loads("\n" + text)
    assert m.replace(title="x").place("a") == m.place("a")


def read_lines(text, problems):
    """One sentence a line: the conclusion, then what supports it."""
    draft = MapDraft("map", (1, 1))
    for number, line in enumerate(text.removeprefix("% lines\n").splitlines(), start=2):
        if not line.endswith("."):
            problems.add((number, len(line)), "a sentence must end with '.'", "add one")
        draft.statements.append(Draft("premise" if draft.statements else "claim", (number, 1), {"text": line}))
    conclusion, *premises = draft.statements
    draft.put("conclusion", conclusion, conclusion.at)
    draft.steps = [StepDraft("support", node.at, sources=[node], target=conclusion) for node in premises]
    return draft


def write_lines(m):
    return "% lines\n" + "".join(f"{node.text}\n" for node in m.statements)


def test_a_notation_is_a_row_of_the_table(monkeypatch, tmp_path):
    row = Format("lines", (".lines",), lambda text: text.startswith("% lines"), read_lines, write_lines, about="a test")
    monkeypatch.setitem(FORMATS, "lines", row)
    text, path = "% lines\nIt pays.\nIt is cheaper.\n", tmp_path / "a.lines"
    path.write_text(text)
    m = load(path)
    assert [(step.kind, step.sources, step.target) for step in m.steps] == [("support", ("it-is-cheaper",), "it-pays")]
    assert str(m.place("it-is-cheaper")) == f"{path}:3:1"
    save(m, path)
    assert path.read_text() == text
    assert format_of_text(text) == "lines"
    with pytest.raises(LoadError, match="<text>:3:2: a sentence must end"):
        loads("% lines\nIt pays.\nNo\n", "lines")


@pytest.mark.parametrize(
    ("text", "format"),
    [
        ("\ufeff \n{", "json"),
        ('{"claim": "x"}', "outline"),
        ("{claim: x}", "outline"),
        ("claim: x", "outline"),
        ("# a\nnodes: []", "outline"),
        ("It pays.", "outline"),
        ("", "outline"),
    ],
)
def test_a_text_is_recognised_before_it_is_read(text, format):
    assert format_of_text(text) == format


def told(text):
    """The line and the hint of each problem of a text."""
    with pytest.raises(LoadError) as caught:
        loads(text)
    return [(one.place.line, one.hint) for one in caught.value.problems]


def test_problems_of_fields_and_of_the_whole_are_told_in_one_round():
    text = (
        "claim: A.\nid: a\nbecause:\n- premise: B.\n  id: b\n  strength: 80%\n- premise: C.\n  strength: 1.5\n"
        "- premise: D.\n  strength: hihg\nexpect:\n- of: zz\n  verdict: accept\n- of: b\n  at-least: x\n"
    )
    lines = told(text)
    assert [line for line, _ in lines] == [6, 8, 10, 12, 13, 15]
    assert lines[0][1] == "write 0.8"
    assert lines[4][1] == "did you mean 'accepted'?"


def test_one_cause_is_told_once():
    twice = "claim: A.\nid: a\nbecause:\n- premise: B.\n  id: b\n- premise: C.\n  id: b\n"
    assert [line for line, _ in told(twice)] == [7]
    unfit = "claim: A.\nid: a\nbecause:\n- premise: B.\n  id: 1st\nbut:\n- counterevidence: C.\n  strength: high\n"
    assert [line for line, _ in told(unfit)] == [5]
    lost = "claim: A.\nid: a\nexpect:\n- of: a\n  verdict: [accepted]\n"
    assert [line for line, _ in told(lost)] == [5]


@pytest.mark.parametrize("written", ["0.5-0.8", "0.5..0.8", "0.5 – 0.8", "'0.5-0.8'"])
def test_an_interval_in_other_words_is_told_how_it_is_written(written):
    assert told(f"claim: A.\nbecause:\n- premise: B.\n  strength: {written}\n") == [(4, "write [0.5, 0.8]")]


def test_a_word_before_a_sentence_means_a_statement_and_before_a_list_a_side():
    text = "claim: A.\nbecause:\n- reason: B.\n- all: [{reason: C.}, {premise: D.}]\n- claim: E.\n  reasons: [{premise: F.}]\n"
    assert told(text + "but:\n- objection: G.\n- con: H.\n") == [
        (3, "did you mean 'premise'?"),
        (4, "did you mean 'premise'?"),
        (6, "did you mean 'because'?"),
        (8, "did you mean 'counterevidence'?"),
        (9, "did you mean 'counterevidence'?"),
    ]


def test_what_passes_instead_is_known_only_where_the_place_is_that_of_the_wrong_value():
    for places, instead in (({}, None), ({"id": (2, 5)}, "old-disks")):
        problems = Problems("a.yaml")
        draft = Draft("claim", (1, 1), {"text": "x", "id": "old disks"}, places)
        assert _built(Claim, draft, problems) is None
        (problem,) = problems.found
        assert (problem.instead, problem.place) == (instead, Place("a.yaml", *places.get("id", (1, 1))))
