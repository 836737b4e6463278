"""Who is heard, in which words a verdict is given, and how a map says that it is evaluated."""

from math import nextafter

import pytest

from argmap import (
    ArgumentMap,
    Attack,
    Claim,
    Counterevidence,
    EvaluationError,
    LoadError,
    Premise,
    Support,
    Undercut,
    UnknownName,
    compare,
    dumps,
    evaluate,
    explain,
    loads,
    overturn,
    robustness,
    verdict,
    what_if,
)
from argmap.errors import SettingError
from argmap.evaluation import how
from argmap.model.evaluating import Evaluating
from argmap.model.standpoint import STANDPOINTS, heard, standpoints_of, voice_of
from argmap.semantics import SEMANTICS

# The author argues from p, and q that nobody states joins it; the text reports r against p; the analyst doubts the step.
NODES = [
    Claim(text="C.", id="c"),
    Premise(text="P.", id="p", strength=0.9),
    Premise(text="Q.", id="q", strength=0.9, voice="analyst", implicit=True),
    Counterevidence(text="R.", id="r", strength=0.5, voice="reported"),
    Counterevidence(text="X.", id="x", strength=0.6, voice="analyst"),
]
STEPS = [
    Support(sources=["p", "q"], target="c", id="main"),
    Attack(sources=["r"], target="p", id="against"),
    Undercut(sources=["x"], target="main", id="doubt"),
]
VOICES = ArgumentMap(conclusion="c", statements=NODES, steps=STEPS)


def test_each_standpoint_hears_more():
    assert [list(heard(VOICES, name).statements_by_id) for name in STANDPOINTS] == [
        ["c", "p", "q"],
        ["c", "p", "q", "r"],
        ["c", "p", "q", "r", "x"],
    ]
    assert [list(heard(VOICES, name).steps_by_id) for name in STANDPOINTS] == [
        ["main"],
        ["main", "against"],
        ["main", "against", "doubt"],
    ]
    assert heard(VOICES, "examined") is VOICES


def test_each_standpoint_is_an_evaluation():
    e = evaluate(VOICES)
    assert list(e.standpoints) == list(STANDPOINTS)
    assert {name: one["c"] for name, one in e.standpoints.items()} == pytest.approx(
        {"as-argued": 0.81, "with-reported": 0.405, "examined": 0.162}
    )
    assert e.standpoints["examined"] is e
    assert evaluate(VOICES, standpoint="as-argued").verdict == "accepted"


def test_one_voice_has_one_standpoint():
    m = heard(VOICES, "as-argued").without("q")
    assert standpoints_of(m) == ("examined",)
    assert list(evaluate(m).standpoints) == ["examined"]
    assert standpoints_of(VOICES.without("r")) == ("with-reported", "examined")


def test_an_implicit_statement_that_does_more_than_join_is_not_the_authors():
    more = VOICES.replace(steps=(*STEPS, Attack(sources=["q"], target="p", id="turns")))
    assert "q" not in heard(more, "as-argued").statements_by_id
    assert "main" not in heard(more, "as-argued").steps_by_id


def test_a_step_is_heard_only_with_all_its_members_and_an_undercut_with_its_step():
    linked = VOICES.replace(steps=(Support(sources=["p", "r"], target="c", id="main"), *STEPS[1:]))
    assert not heard(linked, "as-argued").steps
    twice = VOICES.replace(
        statements=(*NODES, Premise(text="Y.", id="y")),
        steps=(*STEPS, Undercut(sources=["y"], target="doubt", id="yet")),
    )
    assert list(heard(twice, "as-argued").steps_by_id) == ["main"]
    assert "yet" in heard(twice, "examined").steps_by_id


def test_an_analysts_attack_among_the_authors_statements_is_heard_where_the_text_is():
    nodes = [NODES[0], NODES[1], Premise(text="S.", id="s")]
    steps = [
        Support(sources=["p"], target="c", id="main", by="analyst"),
        Attack(sources=["s"], target="c", id="brought", by="analyst"),
    ]
    m = ArgumentMap(conclusion="c", statements=nodes, steps=steps)
    assert list(heard(m, "as-argued").steps_by_id) == ["main"]
    assert list(heard(m, "with-reported").steps_by_id) == ["main", "brought"]


def test_the_voice_of_a_step():
    assert voice_of(VOICES, STEPS[2]) == "analyst"
    assert voice_of(VOICES, STEPS[1]) == "reported"
    assert voice_of(VOICES, STEPS[0]) == "author"
    assert voice_of(VOICES, STEPS[1].replace(by="author")) == "author"


def test_the_conclusion_is_always_heard():
    m = ArgumentMap(conclusion="c", statements=[Claim(text="C.", id="c", voice="reported")], steps=[])
    assert list(heard(m, "as-argued").statements_by_id) == ["c"]


def test_expectations_on_what_is_not_heard_are_left_out():
    m = VOICES.replace(expect=[{"of": "x", "verdict": "accepted"}, {"of": "c", "verdict": "undecided"}])
    assert [one.of for one in heard(m, "as-argued").expect] == ["c"]


# Verdicts and their reasons


def for_and_against(up, down):
    nodes = [
        Claim(text="C.", id="c"),
        Premise(text="P.", id="p", strength=up),
        Premise(text="A.", id="a", strength=down),
    ]
    steps = [Support(sources=["p"], target="c"), Attack(sources=["a"], target="c")]
    return ArgumentMap(conclusion="c", statements=nodes, steps=steps)


@pytest.mark.parametrize(
    ("up", "down", "verdict", "reason"),
    [
        (0.6, 0, "accepted", ""),
        (0.59, 0, "undecided", "contested"),
        (0.3, 0, "undecided", "not established"),
        (0, 0, "undecided", "not established"),
        (0.9, 0.6, "rejected", ""),
        (0.9, 0.5, "undecided", "mostly defeated"),
        (0.9, 0.45, "undecided", "contested"),
        (0.5, 0.2, "undecided", "not established"),
        (1, 0.4, "accepted", ""),
    ],
)
def test_verdicts_and_reasons(up, down, verdict, reason):
    e = evaluate(for_and_against(up, down))
    assert (e.verdict, e.reason) == (verdict, reason)


def test_cut_offs_can_be_set():
    m = for_and_against(0.9, 0.5)
    assert evaluate(m, defeated=0.5, accepted=0.55).verdict == "rejected"
    assert evaluate(m, accepted=0.45, defeated=0.9).verdict == "accepted"
    assert evaluate(m, "df-quad", accepted=0.7, rejected=0.3).reason == ""


def test_what_meets_a_cut_off_in_exact_arithmetic_meets_it():
    """0.1 + 0.2 is not 0.3: a chance that misses a cut-off by rounding alone does not miss it."""
    nodes = [Claim(text="C.", id="c"), *(Premise(text=f"{id}.", id=id, strength=0.2) for id in "ab")]
    m = ArgumentMap(conclusion="c", statements=nodes, steps=[Support(sources=[id], target="c") for id in "ab"])
    assert evaluate(m, accepted=0.36, defeated=0.9).verdict == "accepted"


def test_an_interval_must_agree_wholly():
    nodes = [Claim(text="C.", id="c"), Premise(text="P.", id="p", strength=(0.5, 0.9))]
    e = evaluate(ArgumentMap(conclusion="c", statements=nodes, steps=[Support(sources=["p"], target="c")]))
    assert (e["c"], e.intervals["c"], e.verdict) == (0.7, (0.5, 0.9), "undecided")


def test_the_ends_of_an_interval_are_in_order_where_rounding_crosses_them():
    """Two strengths that are next to each other: euler gives the claim a smaller one for the larger, by rounding."""
    low = 0.5507653939266969
    nodes = [Claim(text="C.", id="c", strength=0.3), Premise(text="P.", id="p", strength=(low, nextafter(low, 1)))]
    m = ArgumentMap(conclusion="c", statements=nodes, steps=[Support(sources=["p"], target="c")])
    row = SEMANTICS["euler"]
    assert row.strength(0.3, 0.0, low) > row.strength(0.3, 0.0, nextafter(low, 1))
    e = evaluate(m, "euler")
    least, most = e.intervals["c"]
    assert least < most
    assert e.verdict == "undecided"


# How a map is evaluated


@pytest.mark.parametrize(
    ("said", "error", "match"),
    [
        ({"linked": "min"}, EvaluationError, "linked has no effect under possible-worlds"),
        ({"prior": 0.5}, EvaluationError, "prior has no effect under possible-worlds"),
        ({"rejected": 0.4}, EvaluationError, "rejected has no effect under possible-worlds"),
        ({"semantics": "df-quad", "defeated": 0.6}, EvaluationError, "defeated has no effect under df-quad"),
        ({"accepted": 0.5, "defeated": 0.5}, ValueError, "add up to more than 1"),
        (
            {"accepted": 0},
            ValueError,
            "must be above 0 and add up to more than 1, got accepted 0, defeated 0.6. Hint: raise",
        ),
        ({"accepted": 1.1}, ValueError, r"accepted must be a number in \[0, 1\], got 1.1. Hint: write"),
        ({"accepted": -0.1}, ValueError, r"accepted must be a number in \[0, 1\], got -0.1"),
        ({"accepted": float("nan")}, ValueError, r"accepted must be a number in \[0, 1\], got nan"),
        ({"accepted": "0.7"}, ValueError, r"accepted must be a number in \[0, 1\], got '0.7'"),
        ({"accepted": True}, ValueError, r"accepted must be a number in \[0, 1\], got True"),
        ({"defeated": 2}, ValueError, r"defeated must be a number in \[0, 1\], got 2"),
        (
            {"semantics": "df-quad", "accepted": 0.3},
            ValueError,
            "rejected < accepted, got rejected 0.4, accepted 0.3. Hint: lower",
        ),
        ({"semantics": "df-quad", "accepted": 0.4}, ValueError, "rejected < accepted, got rejected 0.4, accepted 0.4"),
        (
            {"semantics": "df-quad", "rejected": float("inf")},
            ValueError,
            r"rejected must be a number in \[0, 1\], got inf",
        ),
        ({"semantics": "df-quad", "prior": 1.5}, ValueError, r"prior must be a number in \[0, 1\], got 1.5"),
        ({"semantics": "df-squad"}, UnknownName, "df-quad"),
        ({"semantics": "df-quad", "linked": "mean"}, UnknownName, "mean"),
        ({"standpoint": "as-arguid"}, UnknownName, "as-argued"),
    ],
)
def test_what_has_no_meaning_is_refused(said, error, match):
    with pytest.raises(error, match=match):
        how(VOICES, **said)


@pytest.mark.parametrize("verb", [evaluate, explain, overturn, robustness, compare, what_if])
def test_cut_offs_out_of_range_are_an_error_of_every_verb(verb):
    with pytest.raises(SettingError, match="accepted must be a number") as told:
        verb(VOICES, accepted=1.5)
    assert told.value.hint


def test_cut_offs_of_a_file_are_told_with_their_place():
    text = "argmap: 1\nevaluate: {semantics: df-quad, rejected: 0.7}\nclaim: C.\n"
    m = loads(text, file="case.argmap.yaml")
    with pytest.raises(
        SettingError, match=r"^case.argmap.yaml:2:11: evaluate: cut-offs must be rejected < accepted, got .*Hint: lower"
    ):
        evaluate(m)
    assert evaluate(m, accepted=0.8).verdict == "rejected"
    with pytest.raises(SettingError, match=r"^cut-offs must be"):
        evaluate(m, accepted=0.7)
    with pytest.raises(LoadError, match=r"case.argmap.yaml:2:42: evaluate: rejected must be in \[0, 1\], got 1.7"):
        loads(text.replace("0.7", "1.7"), file="case.argmap.yaml")


@pytest.mark.parametrize(
    ("cut", "told"),
    [({"accepted": 1.01}, "accepted"), ({"rejected": -0.01}, "rejected"), ({"rejected": 0.6}, "cut-offs")],
)
def test_the_verdict_on_a_number_has_cut_offs_in_range(cut, told):
    with pytest.raises(SettingError, match=f"^{told} must be"):
        verdict(0.5, **cut)
    assert verdict(0.5, accepted=1, rejected=0) == "undecided"


def test_what_is_settled_can_be_said_again():
    for said in (
        {},
        {"prior": 0},
        {"semantics": "df-quad", "prior": 0, "linked": "product"},
        {"standpoint": "as-argued"},
    ):
        settled = how(VOICES, **said)
        assert how(VOICES, **settled.said) == settled


def test_what_is_said_goes_before_what_is_written():
    m = VOICES.replace(evaluating=Evaluating(semantics="df-quad", prior=0, rejected=0.3, accepted=0.8))
    assert (how(m).semantics.name, how(m).prior, how(m).accepted, how(m).rejected) == ("df-quad", 0, 0.8, 0.3)
    assert how(m, accepted=0.7).accepted == 0.7
    other = how(m, semantics="possible-worlds")
    assert (other.prior, other.accepted, other.defeated) == (0, 0.8, 0.6)


WRITTEN = Evaluating(
    semantics="df-quad", linked="product", prior=0, accepted=0.7, rejected=0.25, standpoint="with-reported"
)


@pytest.mark.parametrize("notation", ["outline", "json"])
@pytest.mark.parametrize("evaluating", [WRITTEN, Evaluating(defeated=0.75), Evaluating(standpoint="as-argued")])
def test_the_evaluate_key_comes_back_from_each_notation(notation, evaluating):
    m = VOICES.replace(evaluating=evaluating)
    read = loads(dumps(m, notation), notation)
    assert read == m
    assert read.evaluating == evaluating
    assert evaluate(read).strengths == evaluate(m).strengths


def test_a_standpoint_in_a_file_must_be_one():
    with pytest.raises(LoadError, match="standpoint"):
        loads("claim: C.\nevaluate: {standpoint: everywhere}\n")
