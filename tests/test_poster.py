"""The poster and the row: every statement once, nothing over anything else, numbers as they are, all of it told in words."""

import re
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given, settings

from argmap import Anchor, ArgumentMap, Attack, Claim, Counterevidence, Premise, Support, Undercut, evaluate, render
from argmap.analysis.hinges import hinges
from argmap.model.walks import unanswered
from argmap.renderers.poster.columns import RowHeight, balanced, in_columns, tallest
from argmap.renderers.poster.first_level import first_level_svg
from argmap.renderers.poster.picture import poster_svg
from argmap.renderers.scene.drawing import SAME_STRENGTH
from argmap.renderers.scene.folding import ViewLimits
from argmap.renderers.scene.metrics import clean, width
from argmap.renderers.scene.palette import THEMES
from argmap.renderers.scene.request import POSTER_FROM, DrawingRequest
from argmap.renderers.svg.elements import size_of
from argmap.testing.strategies import TRAP_TEXTS, argument_maps

SVG = "{http://www.w3.org/2000/svg}"
CARDS = [name for name, theme in THEMES.items() if not theme.shape]


def star(count):
    nodes = [
        Claim(text="All rests on this.", id="c"),
        *(Premise(text=f"Reason {at}.", id=f"p{at}") for at in range(count - 1)),
    ]
    return ArgumentMap(
        conclusion="c", statements=nodes, steps=[Support(sources=[node.id], target="c") for node in nodes[1:]]
    )


def chain(count):
    nodes = [Claim(text=f"Link {at} of the chain.", id=f"n{at}") for at in range(count)]
    steps = [Support(sources=[f"n{at + 1}"], target=f"n{at}") for at in range(count - 1)]
    return ArgumentMap(conclusion="n0", statements=nodes, steps=steps)


def poster(m, e=None, **limits):
    return DrawingRequest(m, e, limits=ViewLimits(**limits), layout="poster").poster


def full(rows):
    return [row.id for row in rows if not row.reference and not row.group]


@given(argument_maps(most=9))
@settings(max_examples=60)
def test_every_statement_stands_once_in_full(m):
    rows = poster(m, evaluate(m), everything=True).rows
    assert sorted(full(rows)) == sorted(id for id in m.statements_by_id if id != m.conclusion)


@given(argument_maps(most=8))
@settings(max_examples=60)
def test_every_step_is_drawn(m):
    """Each step shows as a row of its source with its relation, or as the head of its linked group."""
    rows = list(poster(m, evaluate(m), everything=True).rows)
    for step in m.steps:
        if step.linked:
            continue
        assert any(row.id == step.sources[0] and row.kind == step.kind for row in rows) or step.target == m.conclusion
    heads = [row.id for row in rows if row.group]
    single = [step.id for step in m.steps if step.linked and step.id not in heads]
    assert all(m.step(id).target in m.statements_by_id for id in single), "only groups of the band have no head"


@pytest.mark.parametrize("theme", CARDS)
@given(m=argument_maps(most=9))
@settings(max_examples=12)
def test_nothing_lies_over_anything_else(theme, m):
    request = DrawingRequest(m, evaluate(m), theme=theme, layout="poster")
    svg = poster_svg(request.poster, request.palette)
    root = ET.fromstring(svg)
    boxes = list(text_boxes(root))
    wide, high = size_of(svg)
    for x, y, right, bottom, said in boxes:
        assert x >= 0, said
        assert y >= 0, said
        assert right <= wide, said
        assert bottom <= high, said
    for place, (x, y, right, bottom, said) in enumerate(boxes):
        for x2, y2, right2, bottom2, other in boxes[place + 1 :]:
            apart = right <= x2 + 0.5 or right2 <= x + 0.5 or bottom <= y2 + 0.5 or bottom2 <= y + 0.5
            assert apart, (said, other)


@pytest.mark.parametrize("word", ["0" * 200, "in the annex " * 14], ids=["one-word", "many-words"])
def test_a_long_place_and_a_long_section_stay_on_the_sheet(word):
    nodes = [Claim(text="It pays.", id="c"), Premise(text="Prices.", id="p", source=Anchor(at=word, quote="x"))]
    nodes += [Premise(text="Alone.", id="a", section=word, source=Anchor(at=word, quote="x"))]
    m = ArgumentMap(conclusion="c", statements=nodes, steps=[Support(sources=["p"], target="c")])
    for columns in (1, 2, 3):
        svg = poster_svg(DrawingRequest(m, evaluate(m), layout="poster").poster, THEMES["cards"].palette, columns)
        wide, _ = size_of(svg)
        boxes = list(text_boxes(ET.fromstring(svg)))
        assert all(right <= wide for _, _, right, _, _ in boxes)
        shown = "".join(said for *_, said in boxes)
        assert word.replace(" ", "") in shown.replace(" ", "")


def text_boxes(group, x=0.0, y=0.0):
    """The boxes of all texts of a picture (left, top, right, bottom, text), by our own metrics."""
    moved = re.match(r"translate\((\S+) (\S+)\)", group.get("transform", ""))
    if moved:
        x, y = x + float(moved[1]), y + float(moved[2])
    if group.tag == f"{SVG}text" and group.text:
        size = float(group.get("font-size"))
        base = y + float(group.get("y"))
        long = float(group.get("textLength") or width(group.text, size, bold=group.get("font-weight") == "bold"))
        left = x + float(group.get("x")) - long * (group.get("text-anchor") == "end")
        yield left, base - 0.72 * size, left + long, base + 0.1 * size, group.text
    for child in group:
        yield from text_boxes(child, x, y)


def test_bars_losses_and_badges_say_what_is_computed():
    nodes = [
        Claim(text="It pays.", id="c"),
        Premise(text="It is cheaper.", id="p", strength=0.8),
        Premise(text="Lists say so.", id="q", strength=0.9, implicit=True, voice="analyst"),
        Counterevidence(text="It overran.", id="o", strength=0.3, voice="reported"),
        Counterevidence(text="Lists are old.", id="u", strength=0.4),
    ]
    steps = [
        Support(sources=["p", "q"], target="c", id="s"),
        Attack(sources=["o"], target="c", id="a"),
        Undercut(sources=["u"], target="s"),
    ]
    m = ArgumentMap(conclusion="c", statements=nodes, steps=steps)
    e = evaluate(m)
    made = poster(m, e)
    without = {one.id: one.rejected.strength for one in hinges(m)}
    for row in made.rows:
        if row.group:
            assert row.strength == e.steps[row.id]
        else:
            assert row.strength == e[row.id]
            assert row.defeated == e.defeated[row.id]
            assert row.loss == pytest.approx(e["c"] - without[row.id])
            assert row.telling == (abs(row.loss) >= SAME_STRENGTH)
            assert ("unanswered" in row.badges) == (row.id in unanswered(m))
    by_id = {row.id: row for row in made.rows}
    assert {"unstated", "analyst"} <= set(by_id["q"].badges)
    assert "reported" in by_id["o"].badges
    assert [(row.id, row.depth, row.kind) for row in made.rows] == [
        ("s", 0, "support"),
        ("p", 1, "support"),
        ("q", 1, "support"),
        ("u", 1, "undercut"),
        ("o", 0, "attack"),
    ]
    said = "".join(span.text for span in made.why)
    assert said.startswith(f"{e.verdict.capitalize()}")
    assert "For it: " in said
    assert "Against it: It overran (costs it" in said
    assert "2 pieces of counterevidence are unanswered." in said


def test_what_is_used_again_is_a_reference():
    nodes = [Claim(text="C.", id="c"), Claim(text="D.", id="d"), Claim(text="E.", id="e"), Premise(text="P.", id="p")]
    steps = [Support(sources=[a], target=b) for a, b in (("d", "c"), ("e", "c"), ("p", "d"), ("p", "e"))]
    m = ArgumentMap(conclusion="c", statements=nodes, steps=steps)
    rows = list(poster(m, evaluate(m)).rows)
    assert [(row.id, row.reference) for row in rows] == [("d", False), ("p", False), ("e", False), ("p", True)]
    svg = render(m, evaluate(m), layout="poster")
    anchors = {one.get("id") for one in ET.fromstring(svg).iter() if one.get("id")}
    links = [one.get("href") for one in ET.fromstring(svg).iter(f"{SVG}a")]
    assert links
    assert all(link.removeprefix("#") in anchors for link in links)


def test_what_several_linked_steps_share_stands_above_them_once():
    nodes = [Claim(text="C.", id="c"), Premise(text="The rule.", id="rule")]
    nodes += [Premise(text=f"Failure {at}.", id=f"f{at}") for at in range(3)]
    steps = [Support(sources=["rule", f"f{at}"], target="c", id=f"s{at}") for at in range(3)]
    made = poster(ArgumentMap(conclusion="c", statements=nodes, steps=steps))
    assert [row.id for row in made.rows.shared] == ["rule"]
    assert [section.head.id for section in made.rows.sections] == ["f0", "f1", "f2"]


def test_a_member_that_bears_nearly_everything_gives_way_to_its_grounds():
    nodes = [Claim(text="C.", id="c"), Premise(text="The rule.", id="rule"), Claim(text="One fails.", id="one")]
    nodes += [Claim(text=f"Failure {at}.", id=f"f{at}") for at in range(3)]
    nodes += [Premise(text=f"Reason {at}.", id=f"r{at}") for at in range(9)]
    steps = [Support(sources=["rule", "one"], target="c", id="s")]
    steps += [Support(sources=[f"f{at}"], target="one") for at in range(3)]
    steps += [Support(sources=[f"r{at}"], target=f"f{at % 3}") for at in range(9)]
    m = ArgumentMap(conclusion="c", statements=nodes, steps=steps)
    made = poster(m, evaluate(m))
    assert made.rows.shared_says == "All of these are needed"
    assert [row.id for row in made.rows.shared] == ["rule", "one"]
    assert [section.head.id for section in made.rows.sections] == ["f0", "f1", "f2"]


def failing_standards():
    """A rule and a claim that one of three standards fails, linked; against it that it has begun, which both of them attack."""
    nodes = [Claim(text="C.", id="c"), Premise(text="The rule.", id="rule"), Claim(text="One fails.", id="one")]
    nodes += [Claim(text=f"Failure {at}.", id=f"f{at}") for at in range(3)]
    nodes += [Premise(text=f"Reason {at}.", id=f"r{at}") for at in range(20)]
    nodes += [Claim(text="It has begun.", id="begun"), Premise(text="A sign.", id="sign")]
    steps = [
        Support(sources=["rule", "one"], target="c", id="s"),
        Attack(sources=["begun"], target="c"),
        Attack(sources=["rule", "one"], target="begun"),
        Support(sources=["sign"], target="begun"),
    ]
    steps += [Support(sources=[f"f{at}"], target="one") for at in range(3)]
    steps += [Support(sources=[f"r{at}"], target="f0" if at > 1 else f"f{at + 1}") for at in range(20)]
    return ArgumentMap(conclusion="c", statements=nodes, steps=steps)


def test_of_two_that_bear_nearly_everything_the_one_for_gives_way_and_no_ground_among_several():
    """An attack that the rule itself attacks bears on all that the rule does, and is still a section of its own."""
    made = poster(failing_standards())
    assert [row.id for row in made.rows.shared if row.depth == 0] == ["rule", "one"]
    assert {section.head.id for section in made.rows.sections} == {"f0", "f1", "f2", "begun"}


@pytest.mark.parametrize("m", [star(40), chain(15), star(150)], ids=["star-40", "chain-15", "star-150"])
def test_the_sheet_is_a_page_and_not_a_strip(m):
    request = DrawingRequest(m, evaluate(m))
    assert request.is_poster
    svg = render(m, evaluate(m))
    wide, high = size_of(svg)
    assert 0.9 < wide / high < 2.6
    sizes = [float(size) for size in re.findall(r'font-size="([\d.]+)"', render(m, evaluate(m)))]
    assert min(sizes) >= 9


def test_a_poster_is_drawn_from_thirteen_statements_on_and_where_it_is_asked_for():
    few, many = star(POSTER_FROM - 1), star(POSTER_FROM)
    assert 'class="argmap poster"' not in render(few)
    assert 'class="argmap poster"' in render(few, layout="poster")
    assert 'class="argmap poster"' in render(many)
    assert 'class="argmap poster"' not in render(many, layout="map")
    assert 'class="argmap poster"' not in render(many, theme="chips")


@pytest.mark.parametrize("theme", CARDS)
def test_hostile_texts_stay_text(theme):
    texts = [text for text in TRAP_TEXTS if clean(text)]
    nodes = [Claim(text=text, id=f"t{at}", note=text) for at, text in enumerate(texts)]
    steps = [Attack(sources=[node.id], target="t0", why=node.text) for node in nodes[1:]]
    m = ArgumentMap(conclusion="t0", statements=nodes, steps=steps, title="<script>alert(1)</script>")
    for limits in ({"layout": "poster"}, {"depth": 1}):
        svg = render(m, evaluate(m), theme=theme, **limits)
        root = ET.fromstring(svg)
        assert "<script" not in svg.lower()
        assert "url(" not in svg
        tips = {one.text for one in root.iter(f"{SVG}title")}
        shown = nodes if "layout" in limits else nodes[:1]
        for node in shown:
            assert any(f"{node.id}: {clean(node.text)}" in (tip or "") for tip in tips)
            said = "".join("".join(one.itertext()) for one in root.iter(f"{SVG}text")).replace(" ", "")
            assert clean(node.text).replace(" ", "") in said


def test_the_first_level_of_an_argument_with_a_spine_is_what_it_rests_on():
    """Not the one step, two members of which stand between the main claim and everything."""
    m = failing_standards()
    request = DrawingRequest(m, evaluate(m), limits=ViewLimits(depth=1))
    assert request.is_first_level
    sections = request.poster.rows.sections
    assert {section.head.id: section.below for section in sections} == {
        "f0": True,
        "f1": True,
        "f2": True,
        "begun": False,
    }
    svg = first_level_svg(request.poster, request.palette)
    boxes = list(text_boxes(ET.fromstring(svg)))
    wide, high = size_of(svg)
    assert all(x >= 0 and y >= 0 and right <= wide and bottom <= high for x, y, right, bottom, _ in boxes)
    for place, (x, y, right, bottom, said) in enumerate(boxes):
        for x2, y2, right2, bottom2, other in boxes[place + 1 :]:
            assert right <= x2 or right2 <= x or bottom <= y2 or bottom2 <= y, (said, other)
    assert "the 2 statements" in svg
    assert "r5" not in request.shown.shown
    assert "f0" not in DrawingRequest(m, limits=ViewLimits(depth=1), layout="map").shown.shown


def test_the_first_level_is_one_row():
    m = star(3)
    e = evaluate(m)
    svg = render(m, e, depth=1)
    assert 'class="argmap first-level"' in svg
    said = ["".join(one.itertext()) for one in ET.fromstring(svg).iter(f"{SVG}text")]
    lift = e["c"] - next(one.rejected.strength for one in hinges(m) if one.id == "p0")
    assert said.count(f"lifts it {lift:.2f}") == 2
    assert "MAIN CLAIM · ACCEPTED" in said
    assert 'class="argmap first-level"' not in render(m, e, depth=1, layout="map")
    assert 'class="argmap first-level"' not in render(m, e, depth=2)


def test_without_an_evaluation_there_is_no_verdict_and_no_reason():
    svg = render(star(14))
    made = poster(star(14))
    assert made.why == ()
    assert made.verdict == ""
    assert "not evaluated: base scores" in svg
    assert "ACCEPTED" not in svg


def test_a_head_stays_with_what_follows_and_a_broken_section_is_continued():
    begins = [row in (0, 2) for row in range(5)]
    blocks = [RowHeight(20, begin, section) for begin, section in zip(begins, (0, 0, 1, 1, 1), strict=True)]
    placed = in_columns(blocks, 2, lambda _: 70, 10)
    assert [(one.row, one.column, one.continued) for one in placed][:3] == [(0, 0, False), (1, 0, False), (2, 1, False)]
    broken = in_columns(blocks, 3, lambda _: 45, 10)
    assert [one.row for one in broken if one.continued] == [4]
    assert tallest(balanced(blocks, 2, 10), blocks) < tallest(balanced(blocks, 1, 10), blocks)
