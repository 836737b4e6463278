"""Posters, rows of the first level, pictures of changes: what stands in them, where, and that nothing covers anything."""

import re
from itertools import combinations, pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from argmap import ArgumentMap, Attack, Claim, Premise, Support, evaluate, load, render
from argmap.analysis.what_if import what_if
from argmap.renderers.poster.columns import RowHeight, balanced
from argmap.renderers.poster.first_level import first_level_svg
from argmap.renderers.poster.picture import poster_pages, poster_svg
from argmap.renderers.poster.rows import Rows
from argmap.renderers.scene.drawing import SAME_STRENGTH
from argmap.renderers.scene.folding import ViewLimits
from argmap.renderers.scene.metrics import width
from argmap.renderers.scene.request import POSTER_FROM, DrawingRequest
from argmap.testing.strategies import argument_maps

SVG = "{http://www.w3.org/2000/svg}"
FLAGSHIP = load(Path(__file__).parent / "data" / "china-llm-first.argmap.yaml")
"""The first edition of the flagship, whose pictures are known by heart; the present one is drawn by the golden tests."""
JUDGED = evaluate(FLAGSHIP)


def walked(element, x=0.0, y=0.0):
    """Every element with the place that it is moved to."""
    moved = re.search(r"translate\(([-\d.]+) ([-\d.]+)\)", element.get("transform", ""))
    if moved:
        x, y = x + float(moved[1]), y + float(moved[2])
    yield element, x, y
    for child in element:
        yield from walked(child, x, y)


def texts(root):
    """The texts of a picture as (left, top, right, bottom, text)."""
    for one, x, y in walked(root):
        if one.tag == f"{SVG}text" and one.text:
            size, bold = float(one.get("font-size")), one.get("font-weight") == "bold"
            long = width(one.text, size, bold=bold)
            left, base = x + float(one.get("x")) - long * (one.get("text-anchor") == "end"), y + float(one.get("y"))
            yield left, base - 0.72 * size, left + long, base + 0.12 * size, one.text


def covered(svg):
    """The pairs of texts that cover each other, and the texts and boxes that reach over the edge of the sheet."""
    root = ET.fromstring(svg)
    wide, high = float(root.get("width")), float(root.get("height"))
    found = list(texts(root))
    for one, other in combinations(found, 2):
        across = min(one[2], other[2]) - max(one[0], other[0])
        down = min(one[3], other[3]) - max(one[1], other[1])
        if across > 0.6 and down > 0.6:
            yield one[4], other[4]
    for left, top, right, bottom, said in found:
        if left < 0 or top < 0 or right > wide or bottom > high:
            yield "outside", said
    for one, x, y in walked(root):
        if one.tag == f"{SVG}rect":
            left, top = x + float(one.get("x")), y + float(one.get("y"))
            if left < 0 or top < 0 or left + float(one.get("width")) > wide or top + float(one.get("height")) > high:
                yield "outside", ET.tostring(one)


@settings(max_examples=60)
@given(m=argument_maps(cyclic=True, most=14))
def test_every_statement_stands_once_in_full_and_otherwise_as_a_reference(m):
    rows = list(DrawingRequest(m).poster.rows)
    full = [row.id for row in rows if not row.reference and not row.group]
    assert sorted([*full, m.conclusion]) == sorted(m.statements_by_id)
    assert {row.id for row in rows if row.reference} <= set(m.statements_by_id)
    steps = {step.id for step in m.steps if step.linked}
    assert {row.id for row in rows if row.group} <= steps


@settings(max_examples=40)
@given(m=argument_maps(cyclic=True, most=14), columns=st.integers(1, 4))
def test_no_text_of_a_poster_covers_another_and_nothing_is_outside(m, columns):
    one = DrawingRequest(m, evaluate(m), layout="poster")
    assert list(covered(poster_svg(one.poster, one.palette, columns))) == []


@settings(max_examples=60)
@given(m=argument_maps(cyclic=True, most=8))
def test_no_text_of_a_row_covers_another_and_nothing_is_outside(m):
    one = DrawingRequest(m, evaluate(m), limits=ViewLimits(depth=1))
    assume(one.is_first_level)
    assert list(covered(first_level_svg(one.poster, one.palette))) == []


@pytest.mark.parametrize("theme", ["cards", "cards-dark", "paper"])
def test_the_flagship_is_a_sheet_that_can_be_read(theme):
    svg = render(FLAGSHIP, JUDGED, theme=theme)
    root = ET.fromstring(svg)
    wide, high = float(root.get("width")), float(root.get("height"))
    assert "poster" in root.get("class")
    assert wide * high < 3_000_000
    assert 1.1 < wide / high < 1.6
    assert min(float(one.get("font-size")) for one in root.iter(f"{SVG}text")) >= 9
    assert list(covered(svg)) == []
    assert svg == render(FLAGSHIP, JUDGED, theme=theme)


@given(
    sizes=st.lists(st.lists(st.floats(8, 90), min_size=1, max_size=12), min_size=1, max_size=8),
    columns=st.integers(1, 6),
)
def test_rows_stand_in_their_order_and_a_head_with_its_first_row(sizes, columns):
    blocks = [
        RowHeight(height, at == 0, section)
        for section, heights in enumerate(sizes)
        for at, height in enumerate(heights)
    ]
    placed = balanced(blocks, columns, 20.0)
    own = [one for one in placed if not one.continued]
    assert [one.row for one in own] == list(range(len(blocks)))
    assert [(one.column, one.top) for one in own] == sorted((one.column, one.top) for one in own)
    assert max(one.column for one in own) < columns
    for one, after in pairwise(own):
        if one.column == after.column:
            assert after.top >= one.top + blocks[one.row].height - 1e-6
        elif not blocks[after.row].begins:
            assert not blocks[one.row].begins
            assert any(head.continued and head.row == after.row and head.column == after.column for head in placed)


def chain(count):
    nodes = [Claim(text=f"Statement {at} of a chain.", id=f"n{at}") for at in range(count)]
    steps = [Support(sources=[f"n{at}"], target=f"n{at - 1}") for at in range(1, count)]
    return ArgumentMap(conclusion="n0", statements=nodes, steps=steps)


def test_which_layout_is_drawn():
    def kind(m, **asked):
        return ET.fromstring(render(m, evaluate(m), engine="tidy", **asked)).get("class")

    assert kind(chain(POSTER_FROM)) == "argmap poster"
    assert kind(chain(POSTER_FROM - 1)) == "argmap"
    assert kind(chain(POSTER_FROM), layout="map") == "argmap"
    assert kind(chain(3), layout="poster") == "argmap poster"
    assert kind(chain(POSTER_FROM), theme="chips") == "argmap"
    assert kind(chain(POSTER_FROM), before=chain(3)) == "argmap"
    assert kind(FLAGSHIP, depth=1) == "argmap first-level"
    assert kind(FLAGSHIP, depth=1, layout="map") == "argmap"


def test_grounds_for_stand_before_those_against_and_the_largest_first():
    sections = [section for section in DrawingRequest(FLAGSHIP, JUDGED).poster.rows.sections if not section.apart]
    assert [section.head.id for section in sections][-1] == "race-decided"
    losses = [section.head.loss for section in sections if section.head.side == "pro"]
    assert losses == sorted(losses, reverse=True)


def test_what_is_lost_without_a_statement_is_what_the_map_loses():
    rows: Rows = DrawingRequest(FLAGSHIP, JUDGED).poster.rows
    telling = [row for row in rows if row.telling and not row.reference]
    assert len(telling) > 5
    for row in telling[:6]:
        after = what_if(FLAGSHIP, reject=[row.id]).after
        assert row.loss == pytest.approx(JUDGED[FLAGSHIP.conclusion] - after[FLAGSHIP.conclusion])


def test_what_several_grounds_share_stands_once_and_says_which_need_it():
    rows = DrawingRequest(FLAGSHIP, JUDGED, limits=ViewLimits(depth=1)).poster.rows
    assert [row.id for row in rows.shared if row.depth == 0] == ["rule", "each-necessary"]
    needing = {section.head.id for section in rows.sections if section.needs}
    assert needing == {"routes-open", "loop-open", "line-up-open"}
    assert all(section.needs == ("rule", "each-necessary") for section in rows.sections if section.needs)


def test_a_row_is_small_and_says_what_each_ground_does():
    svg = render(FLAGSHIP, JUDGED, depth=1)
    root = ET.fromstring(svg)
    assert float(root.get("width")) == 760
    assert float(root.get("height")) < 520
    said = " ".join(one[4] for one in texts(root))
    for words in ("UNDECIDED", "lifts it", "costs it", "both of these", "3 for, 2 against"):
        assert words in said, words


def test_roles_are_badges_and_a_ground_names_its_section():
    nodes = [Claim(text="C.", id="c"), Claim(text="P.", id="p", role="prediction", section="Costs")]
    nodes.append(Premise(text="Q.", id="q", section="Costs"))
    steps = [Support(sources=["p"], target="c"), Support(sources=["q"], target="p")]
    m = ArgumentMap(conclusion="c", statements=nodes, steps=steps)
    rows = list(DrawingRequest(m).poster.rows)
    assert rows[0].badges == ("prediction",)
    said = [one[4] for one in texts(ET.fromstring(render(m, layout="poster")))]
    assert said.count("section: Costs") == 1
    assert "prediction" in said


def test_bars_tell_three_parts_by_pattern_too():
    m = ArgumentMap(
        conclusion="c",
        statements=[Claim(text="C.", id="c"), Premise(text="P.", id="p"), Premise(text="A.", id="a")],
        steps=[Support(sources=["p"], target="c"), Attack(sources=["a"], target="p")],
    )
    for layout in ("map", "poster"):
        root = ET.fromstring(render(m, evaluate(m), layout=layout, theme="paper", engine="tidy"))
        hatched = [one for one in root.iter(f"{SVG}path") if one.get("class") == "defeated"]
        assert len(hatched) >= 2, layout
    gradual = render(m, evaluate(m, "df-quad"), layout="map", engine="tidy")
    assert 'class="defeated"' not in gradual


def test_a_picture_of_changes_shows_what_changed_and_how_it_leads_to_the_main_claim():
    later = FLAGSHIP.replace(FLAGSHIP.statement("mature-ones-change").replace(strength=0.9))
    later = later.replace(later.statement("coding-yardstick").replace(text="Coding ability is the one yardstick."))
    e = evaluate(later)
    scene = DrawingRequest(later, e, before=FLAGSHIP).scene
    shown = {card.id for card in scene.cards.values()}
    moved = {id for id in FLAGSHIP.statements_by_id if abs(e[id] - JUDGED[id]) > SAME_STRENGTH}
    assert {"mature-ones-change", "coding-yardstick", later.conclusion} | moved <= shown
    assert len(shown) < 12
    assert scene.news[0].startswith("Undecided 0.05 → Undecided 0.0")
    assert len(scene.news) == 3
    reached = {later.conclusion}
    for _ in shown:
        for step in later.steps:
            if set(step.sources) | {step.target} <= shown and {*step.sources, step.target} & reached:
                reached |= {*step.sources, step.target}
    assert shown == reached
    svg = render(later, e, before=FLAGSHIP, engine="tidy")
    assert "2 edits" in svg
    assert "strength moderate → 0.9" in svg


def test_a_picture_of_no_change_says_so():
    scene = DrawingRequest(FLAGSHIP, JUDGED, before=FLAGSHIP).scene
    assert [card.id for card in scene.cards.values()] == [FLAGSHIP.conclusion]
    assert scene.news[0].endswith("Nothing was edited")


def test_all_of_a_map_is_drawn_with_its_changes_where_that_is_asked_for():
    later = FLAGSHIP.replace(FLAGSHIP.statement("mature-ones-change").replace(strength=0.9))
    whole = DrawingRequest(later, evaluate(later), limits=ViewLimits(everything=True), before=FLAGSHIP).scene
    assert len(whole.cards) == len(FLAGSHIP.statements)


@pytest.mark.parametrize("page", [(842.0, 595.0), (595.0, 842.0), (792.0, 612.0)])
def test_pages_hold_every_row_once_at_eight_points(page):
    one = DrawingRequest(FLAGSHIP, JUDGED, theme="paper")
    pages = poster_pages(one.poster, one.palette, *page)
    assert len(pages) > 1
    rows = []
    for svg in pages:
        root = ET.fromstring(svg)
        _, _, wide, high = map(float, root.get("viewBox").split())
        assert wide / high == pytest.approx(page[0] / page[1], rel=0.01)
        sizes = {float(one.get("font-size")) for one in root.iter(f"{SVG}text")}
        assert 11.5 * page[0] / wide > (8 if page[0] > 700 else 6)
        assert sizes
        rows += [one.get("id") for one in root.iter(f"{SVG}g") if (one.get("id") or "").startswith("argmap-r")]
        for _, top, _, bottom, said in texts(root):
            assert top >= 0, said
            assert bottom <= high, said
    assert len(rows) == len(set(rows)) == len(FLAGSHIP.statements) - 1
