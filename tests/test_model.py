"""Every way to build a structurally invalid value or map is an error that names the thing, the rule and the value."""

import copy
import pickle

import pytest

from argmap import (
    Anchor,
    ArgumentMap,
    Attack,
    Claim,
    Document,
    EvaluationError,
    Expectation,
    MapError,
    Premise,
    Support,
    Tension,
    Undercut,
    UnknownName,
)
from argmap.model.near import near_strength
from argmap.model.scale import WORDS, written

C, P = Claim(text="C.", id="c"), Premise(text="P.", id="p")
STEP = Support(sources=["p"], target="c", id="s")


def build(**fields):
    return ArgumentMap(**{"conclusion": "c", "nodes": [C, P], "relations": [STEP], **fields})


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        (lambda: Claim(text="x", id="m", strength=1.5), "claim 'm': strength must be in [0, 1], got 1.5"),
        (lambda: Claim(text="x", id="m", strength=float("nan")), "claim 'm': strength must be in [0, 1], got NaN"),
        (lambda: Claim(text="x", id="m", strength=True), "claim 'm': strength must be a number in [0, 1], a word of"),
        (lambda: Claim(text="x", id="m", strength=(0.8, 0.2)), "must be [low, high] with low ≤ high, got [0.8, 0.2]"),
        (
            lambda: Claim(text="x", id="a\x07b"),
            "id must be a letter, then letters, digits, '.', '_' or '-', got 'a\\x07b'",
        ),
        (lambda: Claim(text="x", id="a b"), "id must be a letter"),
        (lambda: Claim(text="x", id="e\u0301"), "id must be in composed form (NFC)"),
        (lambda: Claim(text="  "), "claim: text must not be empty"),
        (lambda: Claim(text="\ud800"), "text must be valid Unicode, got a lone surrogate"),
        (lambda: Claim(text="x", id="m", voice="autor"), "got 'autor'. Hint: did you mean 'author'?"),
        (
            lambda: Claim(text="x", id="m", strenght=1),
            "'strenght' is not one of its fields. Hint: did you mean 'strength'?",
        ),
        (lambda: Support(sources=[], target="c"), "sources must name at least one statement, got none"),
        (lambda: Support(sources=["p", "p"], target="c"), "sources must name each statement once, got 'p' twice"),
        (lambda: Support(sources="p", target="c"), "sources must be a list, got 'p'"),
        (lambda: Expectation(of="c"), "must expect something"),
        (lambda: build(nodes=[C, P, P]), "premise 'p': id must be unique, got 'p' for a premise and again here"),
        (lambda: build(relations=[STEP, STEP]), "two steps between the same ends need ids of their own"),
        (lambda: build(nodes=[C, P, Premise(text="S.", id="s")]), "id must be unique, got 's'"),
        (lambda: build(conclusion="p"), "conclusion must be a claim, got the premise 'p'"),
        (lambda: build(conclusion="d"), "conclusion must be a claim of the map, got 'd'"),
        (
            lambda: build(relations=[Support(sources=["q"], target="c")]),
            "source must be a statement of the map, got 'q'",
        ),
        (lambda: build(relations=[STEP, Attack(sources=["p"], target="s")]), "Hint: use an undercut against a step"),
        (lambda: build(relations=[Undercut(sources=["p"], target="c")]), "Hint: use an attack against a statement"),
        (lambda: build(relations=[STEP, Attack(sources=["s"], target="c")]), "a step cannot be a source"),
        (
            lambda: build(
                relations=[Undercut(sources=["p"], target="v", id="u"), Undercut(sources=["p"], target="u", id="v")]
            ),
            "a chain of undercuts must end at a support or attack, got u → v → u",
        ),
        (
            lambda: build(nodes=[C, P.replace(strength="stong")]),
            "'stong' is not a word of the scale. Hint: did you mean 'strong'?",
        ),
        (lambda: build(nodes=[{"kind": "clam", "text": "x"}]), "got 'clam'. Hint: did you mean 'claim'?"),
        (lambda: build(relations=[{"kind": "supports", "sources": ["p"], "target": "c"}]), "did you mean 'support'?"),
        (
            lambda: build(tensions=[Tension(between=("c", "d"))]),
            "between must name statements or steps of the map, got 'd'",
        ),
        (
            lambda: build(expect=[Expectation(of="s", verdict="accepted")]),
            "of must name a statement of the map, got 's'",
        ),
        (lambda: build(scale={"likely": 2}), "scale must be in [0, 1], got 2"),
    ],
)
def test_broken(broken, message):
    with pytest.raises(MapError) as caught:
        broken()
    assert message in str(caught.value)


def test_values_are_made_from_mappings_too():
    m = build(
        nodes=[C, {"kind": "premise", "text": "P.", "id": "p", "source": {"at": "p. 3", "quote": "so"}}],
        document={"title": "A review"},
        tensions=[{"between": ["c", "p"]}],
    )
    assert m.statement("p") == Premise(text="P.", id="p", source=[Anchor(at="p. 3", quote="so")])
    assert (m.document, m.tensions) == (Document(title="A review"), (Tension(between=("c", "p")),))
    assert Claim(**C.fields(), kind="claim") == C


@pytest.mark.parametrize(
    ("broken", "where", "message"),
    [
        (lambda: Claim(text="x", id="m", kind="premise"), ("kind",), "claim 'm': kind must be claim, got 'premise'"),
        (lambda: Claim(id="m"), ("text",), "claim 'm': text must be given, got nothing"),
        (lambda: Claim(text=3), ("text",), "claim: text must be text, got 3"),
        (lambda: Claim(text="x", id="m", implicit=1), ("implicit",), "implicit must be true or false, got 1"),
        (lambda: Claim(text="x", id="m", source=3), ("source",), "source must be a list, got 3"),
        (
            lambda: Claim(text="x", id="m", source=[{"at": "p. 3"}, {"at": " "}]),
            ("source", 1, "at"),
            "claim 'm', source: at must not be empty",
        ),
        (lambda: Support(sources=["p", 3], target="c"), ("sources", 1), "sources.1 must be text, got 3"),
        (lambda: Tension(between=["c"]), ("between",), "tension: between must name two ids, got ['c']"),
        (lambda: build(nodes=[C, 3]), ("statements", 1), "statements.1 must be Claim or Premise or Counterevidence"),
        (lambda: build(nodes=[C, {"text": "x"}]), ("statements", 1), "statements.1 must say its kind"),
        (
            lambda: build(nodes=[C, {"kind": "premise", "text": "x", "id": "m", "strength": 2}]),
            ("statements", 1, "strength"),
            "premise 'm': strength must be in [0, 1], got 2",
        ),
        (lambda: build(document=[]), ("document",), "map: document must be Document or a mapping, got []"),
        (lambda: build(scale=3), ("scale",), "scale must be a mapping of words to numbers, got 3"),
    ],
)
def test_problems_say_what_and_where(broken, where, message):
    with pytest.raises(MapError) as caught:
        broken()
    assert message in str(caught.value)
    assert [problem.where for problem in caught.value.problems] == [where]


def test_every_problem_is_told_at_once():
    with pytest.raises(MapError) as caught:
        build(conclusion="d", relations=[Support(sources=["q"], target="r")])
    assert len(caught.value.problems) == 3
    assert pickle.loads(pickle.dumps(caught.value)).problems == caught.value.problems  # noqa: S301
    for error in (EvaluationError("no verdict", "a hint"), UnknownName("statement", "mvoe", ["move"])):
        copied = pickle.loads(pickle.dumps(error))  # noqa: S301
        assert (copied.message, copied.hint, str(copied)) == (error.message, error.hint, str(error))
        assert str(error) == f"{error.message}. Hint: {error.hint}"


def test_values_are_frozen_hashable_and_made_anew():
    m = build()
    with pytest.raises(Exception, match="frozen"):
        m.title = "x"
    assert hash(m) == hash(build(nodes=[P, C]))
    assert m == pickle.loads(pickle.dumps(m)) == copy.deepcopy(m)  # noqa: S301
    with pytest.raises(MapError):
        C.replace(strength=2)
    assert m.replace(P.replace(strength="strong")).statement("p").strength == "strong"
    assert m.statement("p").strength is None


def test_removing_takes_what_falls_with_it():
    undercut = Undercut(sources=["c"], target="s", id="u")
    again = Undercut(sources=["c"], target="u", id="v")
    m = build(
        relations=[STEP, undercut, again],
        tensions=[Tension(between=("c", "u"))],
        expect=[Expectation(of="c", survives_without=["p"])],
    )
    left = m.without("p")
    assert (left.steps, left.tensions, left.expect) == ((), (), ())
    assert [step.id for step in m.without("u").steps] == ["s"]
    with pytest.raises(MapError):
        m.without("c")
    with pytest.raises(UnknownName, match=r"did you mean|known"):
        m.without("zz")


def test_missing_ids_come_from_the_content():
    assert Claim(text="Storage is 70 % of it.").id == "storage-is-70-of-it"
    assert Claim(text="🎉").id.startswith("s-")
    assert Claim(text="具身智能").id == "具身智能"
    assert Support(sources=["b", "a"], target="c").id == Support(sources=["a", "b"], target="c").id


@pytest.mark.parametrize("hostile", ["1" * 1_000_000 + "x", ["storng"] * 1_000_000, "[" + "1" * 1_000_000])
def test_what_is_too_long_is_near_to_nothing(hostile):
    assert near_strength(hostile, {"strong": 0.75}) is None


@pytest.mark.parametrize(
    ("wrong", "near"),
    [
        ("70 %", 0.7),
        ("70percent", 0.7),
        (70, 0.7),
        (101, 1.0),
        (-3, 0.0),
        ("0,7", 0.7),
        ("0.4–0.6", [0.4, 0.6]),
        ("0.6 to 0.4", [0.4, 0.6]),
        ("very_strnog", "very strong"),
        (["40 %", "very strnog"], [0.4, "very strong"]),
        ([0.3], 0.3),
        (10**400, None),
        (float("nan"), None),
        (True, None),
        (None, None),
        ("perhaps", None),
        ([], None),
        (["perhaps", 0.3], None),
    ],
)
def test_the_nearest_strength(wrong, near):
    assert near_strength(wrong, WORDS) == near
    assert near is None or written(tuple(near) if isinstance(near, list) else near) is not None
