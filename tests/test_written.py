"""What a writer makes of a map in another tool's format, whole, and what it tells as lost."""

import json

import pytest

from argmap import ArgumentMap, Attack, Claim, Counterevidence, Premise, Support, Undercut, formats
from argmap.formats import FORMATS
from argmap.formats.foreign.comparison import losses_between
from argmap.model import Document
from argmap.model.scale import Scale

TEXTS = [name for name, row in FORMATS.items() if row.foreign and name != "parquet"]
CHAINED = ("ltac", "kialo", "mindmup", "tea", "argdown", "gsn", "sacm")

FULL = ArgumentMap(
    title="The bridge",
    document=Document(author="Ann", date="2024-01-01", url="https://bridge.example/plan", title="Plan"),
    scale=Scale.of({"sure": 0.9, "fair": [0.4, 0.6]}),
    weights=Scale.of({"firm": 0.7}),
    conclusion="Open",
    statements=[
        Claim(text="The bridge can be opened\nto <lorries> & cars #1 (again).", id="Open", role="goal", strength="fair"),
        Claim(text="Each part holds.", id="S1", role="strategy"),
        Premise(text="Deck", id="Deck", strength=0.8, source=[{"at": "load.pdf (p. 2)", "quote": "it holds"}, {"at": "b.pdf"}]),
        Premise(text="The deck was tested.", id="Test", role="solution", strength=(0.2, 0.5), note="In May.", source=[{"at": "t.pdf"}],
                evidence=[{"file": "load.csv", "expires": "2027-01-31"}, {"given": "loaded"}]),
        Premise(text="Lorries of up to 20 t.", id="C1", role="context", strength=1.0),
        Premise(text="Nothing was changed.", id="A1", role="assumption", strength=1.0),
        Premise(text="The norm says so – always.", id="J1", role="justification", strength="strong"),
        Counterevidence(text="Rust was found.", id="Rust", voice="reported"),
        Counterevidence(text="The test was short.", id="Short", role="solution"),
        Premise(text="It was long enough.", id="Long", source=[{"at": 'the "long" one', "quote": "enough"}]),
        Premise(text="An argument that is only named.", id="Named", role="argument"),
        Claim(text="It stays closed.", id="Closed", role="argument"),
        Premise(text="Nobody speaks of this.", id="c1.2"),
        Counterevidence(text="An argument without a claim.", id="T7", role="argument"),
        Premise(text="It is below another.", id="below"),
        Claim(text="It stands by itself.", id="alone"),
    ],
    steps=[
        Support(sources=["S1", "C1"], target="Open", why="By parts: all of them.", id="parts"),
        Support(sources=["Deck"], target="S1", weight=0.5),
        Support(sources=["Test", "A1", "J1"], target="Deck", weight="firm"),
        Support(sources=["Long"], target="Deck", why="example"),
        Attack(sources=["Rust"], target="Open"),
        Attack(sources=["Rust"], target="Deck", weight=(0.1, 0.2)),
        Attack(sources=["T7", "Short"], target="Closed"),
        Attack(sources=["Open"], target="Closed"),
        Attack(sources=["Closed"], target="Open", id="R5"),
        Undercut(sources=["Long"], target="Short.undercuts.A1.J1.Test.supports.Deck", id="enough"),
        Undercut(sources=["Short"], target="A1.J1.Test.supports.Deck"),
        Support(sources=["Named"], target="Open"),
        Support(sources=["below"], target="alone"),
        Undercut(sources=["Long"], target="Rust.attacks.Open"),
        Undercut(sources=["T7", "Rust"], target="parts"),
    ],
)  # fmt: skip
CHAIN = ArgumentMap(
    conclusion="n0",
    statements=[Claim(text=f"Step {at}.", id=f"n{at}") for at in range(260)],
    steps=[Support(sources=[f"n{at + 1}"], target=f"n{at}") for at in range(259)],
)

TANGLED = ArgumentMap(
    conclusion="a",
    statements=[
        Claim(text="A.", id="a"),
        Claim(text="B.", id="b"),
        Premise(text="C.", id="c"),
        Claim(text="D.", id="d"),
    ],
    steps=[
        Support(sources=["b", "c"], target="a"),
        Support(sources=["c"], target="b"),
        Support(sources=["a"], target="b"),
        Support(sources=["c"], target="d"),
        Support(sources=["c", "b"], target="d"),
        Attack(sources=["b"], target="a"),
        Attack(sources=["d", "b"], target="a"),
        Attack(sources=["a"], target="d"),
        Attack(sources=["d"], target="d"),
    ],
)
"""Statements that are used in several places, and circles."""


def shown(content):
    """A content as one text, the parts of it below each other with their names."""
    if isinstance(content, str):
        return content
    return "".join(f"--- {name}\n{data.decode()}" for name, data in content.items()).replace("\r\n", "\n")


@pytest.mark.parametrize("name", TEXTS)
def test_a_full_map_is_written_with_its_losses(name, golden):
    content, losses = formats.written_as(FULL, name)
    told = "".join(f"lost: {loss}\n" for loss in losses)
    golden(f"written.{name}.txt", f"{shown(content)}⇒\n{told}")


@pytest.mark.parametrize("name", TEXTS)
def test_what_is_used_in_several_places_is_written_once(name, golden):
    content, losses = formats.written_as(TANGLED, name)
    told = "".join(f"lost: {loss}\n" for loss in losses)
    golden(f"tangled.{name}.txt", f"{shown(content)}⇒\n{told}")


@pytest.mark.parametrize("name", CHAINED)
def test_a_long_chain_is_written_whole_or_told(name):
    content, losses = formats.written_as(CHAIN, name)
    back = formats._read_back(CHAIN, FORMATS[name], content)[0]
    missing = {m_text(loss.place) for loss in losses if loss.kind == "statement"}
    assert {one.text for one in back.statements} | missing == {one.text for one in CHAIN.statements}
    kept = {"mindmup": 46, "tea": 77}.get(name, 260)
    assert len(back.statements) == kept
    if name in ("kialo", "ltac"):
        starts = [line.split(" ", 1)[0] if name == "kialo" else line for line in content.splitlines()]
        assert max(start.count("." if name == "kialo" else "  ") for start in starts) == 201
    unsaid = sum(loss.kind == "relation support" for loss in losses)
    assert (len(back.steps), len(back.steps) + unsaid) == ({"kialo": 258}.get(name, kept - 1), 259)


def m_text(id):
    return CHAIN.statement(id).text


def test_groups_of_mindmup_stand_no_deeper_in_each_other_than_they_can_be_read():
    doubts = [Counterevidence(text=f"Doubt {at}.", id=f"d{at}") for at in range(60)]
    undercuts = [Undercut(sources=[f"d{at}"], target=f"n{at + 1}.supports.n{at}") for at in range(60)]
    m = CHAIN.replace(statements=(*CHAIN.statements, *doubts), steps=(*CHAIN.steps, *undercuts))
    content, losses = formats.written_as(m, "mindmup")

    def deep(idea):
        here = "group" in idea.get("attr", {})
        return here + max((deep(one) for one in idea.get("ideas", {}).values()), default=0)

    assert deep(json.loads(content)) == 45
    assert sum(loss.kind == "relation undercut" for loss in losses) == 60 - 44


def plain(**texts):
    """A map of premises, by id, beside the conclusion z."""
    return ArgumentMap(
        conclusion="z",
        statements=[Claim(text="Z.", id="z"), *(Premise(text=text, id=id) for id, text in texts.items())],
    )


@pytest.mark.parametrize(
    ("m", "back", "said"),
    [
        (plain(a="A.", b="B."), plain(b="New.", a="Other."), {("text", "a"), ("text", "b")}),
        (plain(a="A.", b="B."), plain(a="A.", x="X."), {("id", "b"), ("text", "b")}),
        (plain(a="A.", b="B."), plain(x="A.", b="B."), {("id", "a")}),
        (plain(a="A.", b="B."), plain(b="A.", x="X."), {("id", "a"), ("id", "b"), ("text", "b")}),
        (plain(a="A.", b="B."), plain(a="A."), {("statement", "b")}),
        (plain(a="A."), plain(a="A.", b="B."), {("statement that is added", "b")}),
        (
            plain(a="A.", b="B.", c="C."),
            plain(x="X."),
            {("statement", id) for id in "abc"} | {("statement that is added", "x")},
        ),
    ],
)
def test_what_differs_is_told_of_the_statements_that_are_most_alike(m, back, said):
    assert {(loss.kind, loss.place) for loss in losses_between(m, back, "x")} == said


def test_what_a_file_has_in_any_case_is_no_loss():
    m = plain(a="A.")
    assert losses_between(m, m.replace(title="Z.", document=Document(title="x"), summary="So."), "x") == ()
    told = losses_between(m.replace(title="T", summary="S"), m, "x")
    assert [str(loss) for loss in told] == [
        "title: map: 'T' (x has no place for it)",
        "summary: map: 'S' (x has no place for it)",
    ]
