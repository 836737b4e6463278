"""The theme gsn: every role has the form that the Goal Structuring Notation gives it, and its text stands within it."""

import importlib.util
import xml.etree.ElementTree as ET
from math import hypot

import pytest

from argmap import ArgumentMap, Attack, Claim, Counterevidence, Premise, Support, evaluate, render
from argmap.renderers.places import engines
from argmap.renderers.scene.card import FORMS, OVAL, SLANT
from argmap.renderers.scene.request import DrawingRequest

SVG = "{http://www.w3.org/2000/svg}"
CASE = ArgumentMap(
    conclusion="Safe",
    statements=[
        Claim(text="The bridge can be opened to lorries again.", id="Safe", role="goal"),
        Claim(text="Every part is treated by itself.", id="Parts", role="strategy"),
        Claim(text="The deck holds twenty tonnes on every day of the year.", id="Deck", role="goal"),
        Claim(text="The cables hold.", id="Cables", role="goal"),
        Premise(text="Load test of the summer, with the report of both engineers.", id="Test", role="solution"),
        Premise(text="Only lorries of up to 20 t.", id="Light", role="context", strength=1.0),
        Premise(text="Nothing was changed since the test.", id="Same", role="assumption"),
        Premise(text="A test says more than a calculation.", id="Why", role="justification"),
        Counterevidence(text="Rust was found.", id="Rust", role="solution"),
        Premise(text="A statement without a role.", id="plain"),
    ],
    steps=[
        Support(sources=["Parts"], target="Safe"),
        Support(sources=["Deck", "Cables"], target="Parts"),
        Support(sources=["Test", "Light", "Same", "Why"], target="Deck"),
        Attack(sources=["Rust"], target="Deck"),
        Support(sources=["plain"], target="Safe"),
    ],
)
SHAPES = {
    "Safe": "rect", "Parts": "path", "Deck": "rect", "Cables": "rect", "Test": "ellipse", "Light": "rect", "Same": "ellipse",
    "Why": "ellipse", "Rust": "ellipse", "plain": "ellipse",
}  # fmt: skip


def groups(drawn):
    return {
        one.get("data-id"): one
        for one in ET.fromstring(str(drawn)).iter(f"{SVG}g")
        if "node" in one.get("class", "").split()
    }


@pytest.mark.parametrize("engine", ["graphviz-pure", "tidy"])
def test_every_role_has_its_form(engine):
    drawn = groups(render(CASE, evaluate(CASE), theme="gsn", engine=engine))
    first = {id: next(child for child in one if child.get("class")) for id, one in drawn.items()}
    assert {id: one.tag.removeprefix(SVG) for id, one in first.items()} == SHAPES
    assert {first[id].get("rx") == first[id].get("ry") for id in ("Test", "Rust", "plain")} == {True}
    assert {float(first[id].get("rx")) > float(first[id].get("ry")) for id in ("Same", "Why")} == {True}
    assert float(first["Light"].get("rx")) > 10
    assert first["Deck"].get("rx") is None
    letters = {id: {text.text for text in one.iter(f"{SVG}text")} & {"A", "J"} for id, one in drawn.items()}
    assert {id: found for id, found in letters.items() if found} == {"Same": {"A"}, "Why": {"J"}}
    open_ones = [id for id, one in drawn.items() if any(child.get("class") == "undeveloped" for child in one)]
    assert open_ones == ["Cables"]


@pytest.mark.parametrize("engine", ["graphviz-pure", "tidy"])
def test_a_goal_structure_is_read_from_top_to_bottom(engine):
    scene = DrawingRequest(CASE, evaluate(CASE), theme="gsn").scene
    layout = engines.places(scene, engine)
    y = {card.id: layout.places[name][1] for name, card in scene.cards.items()}
    assert y["Safe"] < y["Parts"] < y["Deck"] < y["Test"]
    for name, card in scene.cards.items():
        for other, there in scene.cards.items():
            if name < other:
                (x, down), (across, below) = layout.places[name], layout.places[other]
                apart = abs(x - across) >= (card.width + there.width) / 2 - 1
                assert apart or abs(down - below) >= (card.height + there.height) / 2 - 1
        assert card.width / 2 - 1 <= layout.places[name][0] <= layout.width - card.width / 2 + 1
    for line, path in zip(scene.lines, layout.paths, strict=True):
        start = layout.places[line.start]
        assert abs(path[0][0] - start[0]) <= scene.box(line.start)[0] / 2 + 1


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("text", ["No.", "It holds. " * 12, "Donaudampfschifffahrtsgesellschaft " * 3, "橋" * 60])
def test_the_text_stands_within_the_form(form, text):
    one = CASE.statement("Same" if form not in ("goal", "strategy") else "Cables").replace(text=text.strip(), role=form)
    m = CASE.replace(statements=tuple(one if one.id == old.id else old for old in CASE.statements))
    cards = DrawingRequest(m, evaluate(m), theme="gsn").scene.cards.values()
    card = next(card for card in cards if card.id == one.id)
    assert card.form == form
    wide, high = card.width, card.drawn_height
    y = -card.block[1] / 2
    for tall, long in card.rows:
        for edge in (y, y + tall):
            assert abs(edge) <= high / 2
            if form in ("solution", "assumption", "justification"):
                assert hypot(long / 2 / (1.0 if form == "solution" else OVAL), edge) <= high / 2
            elif form == "strategy":
                assert long / 2 <= wide / 2 - SLANT
            else:
                assert long <= wide
        y += tall


@pytest.mark.parametrize("engine", ["graphviz-pure", "tidy"])
def test_a_line_ends_at_the_form_and_not_at_the_box_around_it(engine):
    """What aims at a circle from far aside arrives near its top or bottom, where the circle touches its box."""
    many = [Counterevidence(text=f"Doubt number {at} about the test.", id=f"d{at}") for at in range(5)]
    steps = [Attack(sources=[one.id], target="Test") for one in many]
    m = CASE.replace(statements=(*CASE.statements, *many), steps=(*CASE.steps, *steps))
    scene = DrawingRequest(m, evaluate(m), theme="gsn").scene
    layout = engines.places(scene, engine)
    test = next(name for name, card in scene.cards.items() if card.id == "Test")
    (x, y), reach = layout.places[test], scene.cards[test].width / 2
    ends = [path[-1] for line, path in zip(scene.lines, layout.paths, strict=True) if line.end == test]
    assert len(ends) == 5
    assert all(abs(hypot(across - x, down - y) - reach) < 3 for across, down in ends)


def test_dot_has_the_same_forms():
    text = str(render(CASE, evaluate(CASE), theme="gsn", to="dot"))
    nodes = {
        line.split(" ", 1)[0].strip(): line
        for line in text.splitlines()
        if line.startswith("\tn") and " -> " not in line
    }
    forms = {one.id: nodes[f"n{at}"] for at, one in enumerate(CASE.statements)}
    said = {id: line.split("shape=")[1].split(" ")[0].strip("]") for id, line in forms.items() if "shape=" in line}
    assert said == {
        "Safe": "box", "Parts": "parallelogram", "Deck": "box", "Cables": "box", "Test": "circle", "Light": "box",
        "Same": "ellipse", "Why": "ellipse", "Rust": "circle", "plain": "circle",
    }  # fmt: skip
    assert "rounded" in forms["Light"]
    assert text.count("shape=diamond") == 1
    assert "rankdir=BT" in text


def test_changes_and_folded_parts_are_drawn():
    before = CASE.without("Rust")
    drawn = str(render(CASE, evaluate(CASE), theme="gsn", before=before))
    assert 'class="node counterevidence con added' in drawn
    assert "folded" in str(render(CASE, evaluate(CASE), theme="gsn", depth=1))
    assert len(bytes(render(CASE, evaluate(CASE), theme="gsn", to="png"))) > 1000


@pytest.mark.skipif(importlib.util.find_spec("typst") is None, reason="argmap[pdf] is not installed")
def test_a_goal_structure_is_drawn_as_pdf():
    assert bytes(render(CASE, evaluate(CASE), theme="gsn", to="pdf")).startswith(b"%PDF")
