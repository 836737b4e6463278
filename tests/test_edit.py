"""Edits by operations: the map that was asked for, in the words of the text that was there; refusals that can be mended."""

import json
import subprocess
import sys
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from wrong_edits import MAP, WRONG

import argmap
from argmap.editing import retelling
from argmap.editing.operations import OPERATIONS, applied
from argmap.editing.refusal import CODES, Unfit
from argmap.editing.source import SourceText
from argmap.editing.splices import Splices
from argmap.formats.formatter import comments
from argmap.testing.strategies import argument_maps

FLAT = """\
# by a program
conclusion: move
nodes:
  - {kind: claim, id: move, text: Moving the archive pays off.}  # main
  - kind: premise
    id: "cheaper"
    text: Object storage costs a third per byte.
    strength: strong  # by the invoices
  - {kind: counterevidence, id: overrun, text: The last one overran.}
relations:
  - kind: support
    sources: [cheaper]  # one
    target: move
  - {kind: attack, id: late, sources: [overrun], target: move}
"""
JSON = argmap.dumps(argmap.loads(MAP), "json")
EVERY = [
    {"op": "reword", "id": "cheaper", "text": "Object storage: a third per byte."},
    {"op": "reword", "id": "cheaper", "kind": "claim", "note": "hm"},
    {"op": "reword", "id": "overrun.attacks.move", "why": "Delay costs."},
    {"op": "rate", "id": "cheaper", "strength": None},
    {"op": "rate", "id": "cheaper", "strength": [0.2, 0.5]},
    {"op": "rate", "id": "experience.time.supports.can-run", "weight": 0.5},
    {
        "op": "add",
        "kind": "premise",
        "text": "Disks are old.",
        "id": "old",
        "to": "move",
        "as": "support",
        "weight": 0.4,
    },
    {"op": "add", "kind": "counterevidence", "text": "One left.", "id": "left", "to": "experience", "as": "attack"},
    {"op": "add", "kind": "counterevidence", "text": "It was big.", "to": "overrun.attacks.move", "as": "undercut"},
    {"op": "add", "kind": "premise", "text": "Disks are old."},
    {"op": "link", "from": ["time", "cheaper"], "to": "move", "as": "support"},
    {"op": "undercut", "from": "egress", "to": "overrun.attacks.move"},
    {"op": "move", "id": "can-run", "to": "cheaper"},
    {"op": "move", "id": "overrun", "to": "cheaper.supports.move", "as": "undercut"},
    {"op": "move", "id": "experience.time.supports.can-run", "to": "move"},
    {"op": "remove", "id": "cheaper", "grounds": False},
    {"op": "remove", "id": "cheaper", "grounds": True},
    {"op": "remove", "id": "can-run", "grounds": False},
    {"op": "remove", "id": "experience.time.supports.can-run", "grounds": True},
    {"op": "remove", "id": "overrun"},
    {"op": "rename", "id": "cheaper", "to": "price"},
    {"op": "rename", "id": "cheaper.supports.move", "to": "by-price"},
]


@pytest.fixture
def spliced(monkeypatch):
    """Fails a test in which a text is laid out anew instead of spliced."""

    def unused(*_given):
        raise AssertionError("the text was laid out anew")

    monkeypatch.setattr(retelling, "laid_out", unused)


def test_the_first_edit_written_out():
    made = argmap.edit(
        MAP,
        [
            {"op": "rate", "id": "cheaper", "strength": [0.5, 0.7]},
            {"op": "move", "id": "can-run", "to": "cheaper"},
            {"op": "undercut", "from": "egress", "to": "overrun.attacks.move", "weight": 0.5},
        ],
    )
    assert (
        made.text
        == """\
# Storage
claim: Moving the archive pays off.
id: move
because:
  # the invoices
  - premise: Object storage costs a third per byte.
    id: cheaper
    strength: [0.5, 0.7]  # by the invoices
    weight: 0.8
    because:
      - claim: The team can run it.
        id: can-run
        because:
          - all:
              - premise: Two of them ran one before.
                id: experience
              - premise: They have the time.
                id: time
    unless:
      - counterevidence: Egress fees eat the difference.
        id: egress
but:
  - counterevidence: The last migration overran by a year.
    id: overrun
    strength: weak
    unless:
      - ref: egress
        weight: 0.5

expect:
  - {of: move, turned-by: [cheaper]}
"""
    )
    assert made.lost == ()
    assert made.map.step("can-run.supports.cheaper").weight is None


@pytest.mark.usefixtures("spliced")
@pytest.mark.parametrize("op", EVERY, ids=lambda op: f"{op['op']} {op.get('id', '')}")
@pytest.mark.parametrize("text", [MAP, JSON], ids=["outline", "json"])
def test_an_operation_changes_its_own_lines_and_no_others(text, op):
    m = argmap.loads(text, "json" if text is JSON else "outline")
    made = argmap.edit(text, [op])
    assert made.map == applied(m, op)[0] == argmap.loads(made.text, "json" if text is JSON else "outline")
    removed = [line for line in made.diff().splitlines() if line.startswith("-") and not line.startswith("---")]
    entry = 13 if op["op"] in ("move", "remove") else 4 if text is JSON else 2
    assert len(removed) <= entry
    if text is MAP:
        there = Counter(comment.text for comment in comments(made.text))
        assert there + Counter(made.lost) >= Counter(comment.text for comment in comments(text))
        assert not made.lost or op["op"] == "remove"


@pytest.mark.usefixtures("spliced")
@pytest.mark.parametrize(
    "op",
    [
        {"op": "rate", "id": "move", "strength": 0.4},
        {"op": "reword", "id": "cheaper", "text": "It is cheaper: by a third."},
        {"op": "add", "kind": "premise", "text": "Disks are old.", "id": "old", "to": "cheaper", "as": "support"},
        {"op": "rename", "id": "cheaper", "to": "price"},
        {"op": "move", "id": "late", "to": "cheaper"},
        {"op": "remove", "id": "overrun"},
        {"op": "undercut", "from": "overrun", "to": "cheaper.supports.move", "step": "over"},
    ],
    ids=lambda op: op["op"],
)
def test_the_flat_notation_in_yaml_stays_flat(op):
    made = argmap.edit(FLAT, [op])
    assert "nodes:\n" in made.text
    assert made.map == applied(argmap.loads(FLAT), op)[0]
    assert "# by a program" in made.text


def test_line_breaks_and_the_byte_order_mark_stay():
    text = "\ufeff" + MAP.replace("\n", "\r\n")
    made = argmap.edit(text, EVERY[:8])
    assert made.text.startswith("\ufeff# Storage\r\n")
    assert "\n" not in made.text.replace("\r\n", "")


def test_a_step_below_itself_is_laid_out_anew_and_holds():
    made = argmap.edit(MAP, [{"op": "move", "id": "can-run", "to": "time", "as": "support"}])
    assert made.map.step("can-run.supports.time")
    assert "# by the invoices" in made.text


def test_what_splices_would_lose_is_laid_out_anew():
    text = "claim: A.\nid: a\nbecause:\n  - ref: b\n    because:\n      - premise: C.\n        id: c\nalso:\n  - {claim: B., id: b}\n"
    made = argmap.edit(text, [{"op": "remove", "id": "b.supports.a", "grounds": False}])
    assert [*made.map] == ["a", "b", "c"]
    assert [*made.map.steps_by_id] == ["c.supports.b"]


def test_a_comment_above_an_entry_goes_where_the_entry_goes():
    moved = argmap.edit(MAP, [{"op": "move", "id": "cheaper", "to": "can-run"}])
    assert "          # the invoices" not in moved.text
    assert "      # the invoices\n      - premise: Object storage" in moved.text
    assert moved.text.count("# the invoices") == 1
    gone = argmap.edit(MAP, [{"op": "remove", "id": "cheaper", "grounds": True}])
    assert "# the invoices" not in gone.text
    assert gone.lost == ("# the invoices", "# by the invoices", "1 of the expectations")


def test_two_entries_at_the_end_of_two_lists_keep_to_their_lists():
    source = SourceText("claim: A.\nbecause:\n  - claim: B.\n    because:\n      - premise: C.\n")
    splices = Splices(source)
    (outer,) = source.top.get("because").items
    splices.add(source.top, "because", {"premise": "E."})
    splices.add(outer, "because", {"premise": "D."})
    assert splices.result() == source.text + "      - premise: D.\n  - premise: E.\n"


@pytest.fixture
def split(tmp_path):
    """A map that includes another, and the text of it."""
    (tmp_path / "costs.argmap.yaml").write_text(
        "claim: It costs less.\nid: less\nbecause:\n  - {premise: A third per byte., id: third}\n", encoding="utf-8"
    )
    file = tmp_path / "main.argmap.yaml"
    text = "# head\nclaim: It pays.\nid: pays\nbecause:\n  - include: costs.argmap.yaml#less\n    weight: 0.9  # sure\n"
    file.write_text(text, encoding="utf-8")
    return str(file), text


@pytest.mark.usefixtures("spliced")
def test_what_is_included_stays_included_and_is_changed_where_it_is_written(split):
    file, text = split
    ops = [
        {"op": "rate", "id": "less.supports.pays", "weight": 0.5},
        {
            "op": "add",
            "kind": "counterevidence",
            "text": "It takes a year.",
            "id": "year",
            "to": "pays",
            "as": "attack",
        },
        {"op": "undercut", "from": "year", "to": "less.supports.pays"},
    ]
    made = argmap.edit(text, ops, file=file)
    assert made.text == text.replace("0.9", "0.5") + (
        "    unless:\n      - ref: year\nbut:\n  - counterevidence: It takes a year.\n    id: year\n"
    )
    assert set(made.map) == {"pays", "less", "third", "year"}
    for op in ("reword", "rate", "remove", "rename"):
        more = {"reword": {"text": "Less."}, "rate": {"strength": 0.1}, "remove": {}, "rename": {"to": "fewer"}}[op]
        with pytest.raises(argmap.EditRefused) as caught:
            argmap.edit(text, [{"op": op, "id": "less", **more}], file=file)
        assert caught.value.refusal.code == "elsewhere"
        assert "costs.argmap.yaml" in caught.value.refusal.hint
    gone = argmap.edit(text, [{"op": "remove", "id": "less.supports.pays", "grounds": True}], file=file)
    assert (gone.text, gone.lost) == ("# head\nclaim: It pays.\nid: pays\n", ("# sure",))


@pytest.mark.usefixtures("spliced")
def test_what_bears_on_an_included_statement_is_written_at_the_include(split):
    file, text = split
    new = {"op": "add", "kind": "counterevidence", "text": "Not yet.", "id": "yet", "to": "less", "as": "attack"}
    made = argmap.edit(text, [new], file=file)
    assert made.text == text + "    but:\n      - counterevidence: Not yet.\n        id: yet\n"


@pytest.mark.parametrize(
    ("op", "key", "correction"),
    [
        ({"op": "rate", "id": "les", "strength": 0.3}, "id", None),
        ({"op": "rate", "id": "third", "strength": "70 %"}, "id", None),
        ({"op": "remove", "id": "third.supports.less"}, "id", None),
        ({"op": "undercut", "from": "own", "to": "third.supports.less"}, "to", None),
        ({"op": "move", "id": "third", "to": "pays"}, "id", None),
        ({"op": "move", "id": "own", "to": "lesss"}, "to", ({"op": "move", "id": "own", "to": "less"},)),
    ],
)
def test_a_correction_does_not_write_into_another_file(split, op, key, correction):
    file, text = split
    with pytest.raises(argmap.EditRefused) as caught:
        argmap.edit(f"{text}  - premise: Own.\n    id: own\n", [op], file=file)
    refusal = caught.value.refusal
    assert (refusal.path, refusal.correction) == (f"ops[0].{key}", correction)
    assert "costs.argmap.yaml" in refusal.hint or refusal.code == "unknown-id"


def test_all_operations_are_made_or_none():
    with pytest.raises(argmap.EditRefused) as caught:
        argmap.edit(MAP, [EVERY[0], {"op": "rate", "id": "move", "strength": 2}])
    assert caught.value.refusal.path == "ops[1].strength"


def test_there_are_fifty_wrong_edits_and_each_kind_of_operation():
    assert len(WRONG) == 50
    assert {code for _, code in WRONG} <= CODES.keys()
    assert {op.get("op") for op, _ in WRONG if isinstance(op, dict)} >= OPERATIONS.keys() - {"move"}


def test_of_fifty_wrong_edits_nine_in_ten_pass_as_corrected():
    passed = 0
    for op, code in WRONG:
        with pytest.raises(argmap.EditRefused) as caught:
            argmap.edit(MAP, [op])
        refusal = caught.value.refusal
        assert refusal.code == code, op
        assert refusal.path.startswith("ops[0]")
        assert json.dumps(refusal.plain())
        if refusal.correction is not None:
            assert argmap.edit(MAP, list(refusal.correction)).map
            passed += 1
    assert passed / len(WRONG) >= 0.9


@pytest.mark.parametrize(
    ("op", "corrected"),
    [
        ({"op": "move", "id": "can-run", "to": "move"}, []),
        ({"op": "move", "id": "overrun", "to": "cheaper.supports.move"}, [{"as": "undercut"}]),
        ({"op": "move", "id": "time", "to": "move"}, [{"id": "experience.time.supports.can-run"}]),
        (
            {"op": "link", "from": "time", "to": "move", "as": "because", "weight": "hgih"},
            [{"as": "support", "weight": None}],
        ),
        ({"op": "reword", "id": "move", "kind": "premise"}, []),
        ({"op": "link", "from": ["time", "time"], "to": "move", "as": "support"}, [{"from": ["time"]}]),
    ],
)
def test_the_correction_is_near_what_was_said(op, corrected):
    with pytest.raises(argmap.EditRefused) as caught:
        argmap.edit(MAP, [op])
    wanted = [{key: value for key, value in {**op, **change}.items() if value is not None} for change in corrected]
    assert list(caught.value.refusal.correction) == wanted


def test_what_is_no_list_is_refused_with_the_list():
    op = {"op": "rate", "id": "move", "strength": 0.4}
    with pytest.raises(argmap.EditRefused) as caught:
        argmap.edit(MAP, op)
    assert caught.value.refusal.correction == (op,)


@pytest.mark.parametrize("row", OPERATIONS.values(), ids=lambda row: row.name)
def test_every_row_has_the_keys_of_its_example(row):
    assert {*row.required} <= row.example.keys() <= {"op", *row.required, *row.optional}


HOSTILE = st.recursive(
    st.none()
    | st.booleans()
    | st.floats()
    | st.integers()
    | st.text(max_size=8)
    | st.sampled_from(["move", "cheaper", "add"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["op", "id", "to", "as", "text", "from", "kind"]), inner, max_size=4)
    ),
    max_leaves=8,
)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        HOSTILE
        | st.fixed_dictionaries(
            {"op": st.sampled_from([*OPERATIONS])},
            optional=dict.fromkeys(
                ("id", "to", "as", "text", "from", "kind", "strength", "weight", "grounds", "step"), HOSTILE
            ),
        ),
        max_size=2,
    )
)
def test_whatever_is_said_is_made_or_refused(ops):
    try:
        made = argmap.edit(MAP, ops).map
    except argmap.EditRefused as error:
        made = error.refusal.code
    assert isinstance(made, argmap.ArgumentMap) or made in CODES


@st.composite
def edits(draw):
    """A map, its text in a notation, and an operation that may be made on it."""
    m = draw(argument_maps(most=6, cyclic=True, remarks=True))
    format = draw(st.sampled_from(["outline", "json"]))
    ids, steps = [*m.statements_by_id], [*m.steps_by_id]
    one = st.sampled_from(ids)
    anything = st.sampled_from([*ids, *steps])
    kind = st.sampled_from(["support", "attack", "undercut"])
    ops = {
        "add": {
            "kind": st.sampled_from(["claim", "premise", "counterevidence"]),
            "text": st.just("A # new: one."),
            "id": st.just("brand-new"),
            "to": anything,
            "as": kind,
            "weight": st.just(0.25),
        },
        "reword": {
            "id": one,
            "text": st.sampled_from(["Other.", "yes", "a: b # c", "具身"]),
            "note": st.sampled_from([None, "n"]),
        },
        "rate": {"id": one, "strength": st.sampled_from([None, 0.5, "weak", [0.1, 0.2]])},
        "link": {
            "from": st.lists(one, min_size=1, max_size=2, unique=True),
            "to": anything,
            "as": kind,
            "step": st.just("new-step"),
        },
        "move": {"id": anything, "to": anything, "as": kind},
        "remove": {"id": anything, "grounds": st.booleans()},
        "rename": {"id": anything, "to": st.just("brand-new")},
    }
    name = draw(st.sampled_from([*ops]))
    return m, argmap.dumps(m, format), {"op": name, **draw(st.fixed_dictionaries(ops[name]))}


@settings(max_examples=60, deadline=None)
@given(edits())
def test_the_text_holds_the_map_that_the_operation_makes(case):
    m, text, op = case
    try:
        after = applied(m, op)[0]
    except Unfit:
        return
    try:
        made = argmap.edit(text, [op]).map
    except argmap.EditRefused as error:
        made, after = error.refusal.code, "layout"
    assert made == after


def cli(*words, text=None):
    return subprocess.run(
        [sys.executable, "-m", "argmap", *map(str, words)], check=False, capture_output=True, text=True, input=text
    )


def test_the_command_line_writes_shows_and_refuses(tmp_path):
    file, ops = tmp_path / "a.argmap.yaml", tmp_path / "ops.json"
    file.write_text(MAP, encoding="utf-8")
    ops.write_text('[{"op": "rate", "id": "move", "strength": 0.4}]', encoding="utf-8")
    tried = cli("edit", file, ops, "--dry-run")
    assert (tried.returncode, file.read_text("utf-8")) == (0, MAP)
    assert "+strength: 0.4\n" in tried.stdout
    made = cli("edit", file, "-", "--json", text=ops.read_text("utf-8"))
    assert made.returncode == 0
    assert json.loads(made.stdout)["written"]
    assert argmap.load(file)["move"].strength == 0.4
    refused = cli("edit", file, "-", text='[{"op": "rate", "id": "mvoe", "strength": 0.4}]')
    assert refused.returncode == 2
    assert "error[unknown-id]" in refused.stderr
    assert '"id": "move"' in refused.stderr
    as_json = cli("edit", file, "-", "--json", text='[{"op": "rate", "id": "mvoe", "strength": 0.4}]')
    assert json.loads(as_json.stdout)["refusal"]["correction"] == [{"op": "rate", "id": "move", "strength": 0.4}]
    assert cli("edit", file, "-", text="[{").returncode == 2


def test_a_fix_changes_its_own_lines_and_no_others(tmp_path):
    text = MAP.replace("  - premise: Object", "  - premise: Object").replace(
        "    weight: 0.8\n", "    weight: 0.8\n    because: [{premise: So it is on the invoices.}]\n"
    )
    file = tmp_path / "a.argmap.yaml"
    file.write_text(text, encoding="utf-8")
    cli("check", "--fix", file)
    assert file.read_text("utf-8") == text.replace("- premise: Object", "- claim: Object")
