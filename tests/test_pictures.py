"""What pictures show and where it stands: folding, places, colours, changes, large maps."""

import time
from itertools import combinations, pairwise
from math import hypot
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from argmap import (
    ArgumentMap,
    Attack,
    Claim,
    Counterevidence,
    Document,
    Premise,
    Support,
    UnknownName,
    evaluate,
    load,
    render,
)
from argmap.model import RELATIONS
from argmap.renderers.icicle.picture import cells_of
from argmap.renderers.icicle.tree import LEAST_WEIGHT, tree_of
from argmap.renderers.places import engines
from argmap.renderers.places.ports import spread
from argmap.renderers.places.tidy_tree import tidy
from argmap.renderers.scene.card import Chip
from argmap.renderers.scene.change_overlay import merged
from argmap.renderers.scene.drawing import HEADS, LINES, PORT_GAP
from argmap.renderers.scene.folding import ViewLimits, distances, shown_part
from argmap.renderers.scene.metrics import clean
from argmap.renderers.scene.palette import COLOURS, THEMES
from argmap.renderers.scene.request import DrawingRequest
from argmap.testing.strategies import TRAP_TEXTS, argument_maps

SVG = "{http://www.w3.org/2000/svg}"
FLAGSHIP = load(Path(__file__).parent / "data" / "china-llm-first.argmap.yaml")
"""The first edition of the flagship, whose pictures are known by heart; the present one is drawn by the golden tests."""


def large(count, width=4):
    """A tree of so many statements, every third step an attack."""
    nodes = [Claim(text="Everything rests on this.", id="n0")]
    nodes += [Premise(text=f"Statement number {at} says something of its own.", id=f"n{at}") for at in range(1, count)]
    steps = [
        (Attack if at % 3 == 0 else Support)(sources=[f"n{at}"], target=f"n{(at - 1) // width}")
        for at in range(1, count)
    ]
    return ArgumentMap(conclusion="n0", nodes=nodes, relations=steps)


def said(svg):
    root = ET.fromstring(svg)
    return "".join("".join(one.itertext()) for one in root.iter(f"{SVG}text")).replace(" ", "")


def boxes(scene, layout):
    for name, card in scene.cards.items():
        x, y = layout.places[name]
        yield x - card.width / 2, y - card.height / 2, x + card.width / 2, y + card.height / 2


@given(st.lists(st.floats(-500, 500), min_size=1, max_size=30).map(sorted), st.floats(-100, 100), st.floats(0, 300))
def test_lines_arrive_apart_in_their_order_and_where_they_come_from_if_there_is_room(wanted, low, room):
    heights = spread(wanted, low, low + room)
    assert all(low - 1e-9 <= y <= low + room + 1e-9 for y in heights)
    apart = min(PORT_GAP, room / max(1, len(wanted) - 1))
    assert all(below - above >= apart - 1e-9 for above, below in pairwise(heights))
    assert spread(heights, low, low + room) == pytest.approx(heights)
    if all(low <= y <= low + room for y in wanted) and all(b - a >= PORT_GAP for a, b in pairwise(wanted)):
        assert heights == pytest.approx(wanted)


def crossed(scene, layout):
    """The lines that run over a card, with the card."""
    for line, path in zip(scene.lines, layout.paths, strict=True):
        for at in range(0, len(path) - 1, 3):
            for t in (one / 20 for one in range(21)):
                x, y = (
                    sum(k * point[axis] for k, point in zip(weights(t), path[at : at + 4], strict=True))
                    for axis in (0, 1)
                )
                for name, (left, top, right, bottom) in zip(scene.cards, boxes(scene, layout), strict=True):
                    if name not in (line.start, line.end) and left + 1 < x < right - 1 and top + 1 < y < bottom - 1:
                        yield line.step, scene.cards[name].id


def weights(t):
    u = 1 - t
    return u**3, 3 * u * u * t, 3 * u * t * t, t**3


def test_no_line_of_the_flagship_runs_over_a_card_or_ends_in_the_air():
    scene = DrawingRequest(FLAGSHIP, evaluate(FLAGSHIP)).scene
    layout = engines.places(scene, "graphviz-pure")
    assert sorted(set(crossed(scene, layout))) == []
    level = 0
    for line, path in zip(scene.lines, layout.paths, strict=True):
        if line.end in scene.cards:
            (x, y), (wide, high) = layout.places[line.end], scene.box(line.end)
            assert abs(path[-1][0] - x) <= wide / 2 + 3
            assert abs(path[-1][1] - y) <= high / 2 + 3
            level += path[-1][0] == pytest.approx(x + wide / 2) and path[-1][1] == pytest.approx(path[-2][1])
    assert level > len(FLAGSHIP.steps) / 2


@settings(max_examples=80)
@given(m=argument_maps(cyclic=True, most=9))
def test_no_card_of_the_tidy_tree_lies_on_another(m):
    scene = DrawingRequest(m).scene
    layout = tidy(scene)
    for one, other in combinations(boxes(scene, layout), 2):
        assert (
            one[2] <= other[0] + 0.01
            or other[2] <= one[0] + 0.01
            or one[3] <= other[1] + 0.01
            or other[3] <= one[1] + 0.01
        )
    for left, top, right, bottom in boxes(scene, layout):
        assert left >= -0.01
        assert top >= -0.01
        assert right <= layout.width + 0.01
        assert bottom <= layout.height + 0.01
    assert len(layout.paths) == len(scene.lines)
    assert all(len(path) % 3 == 1 for path in layout.paths)


@settings(max_examples=25)
@given(m=argument_maps(most=8))
def test_the_main_claim_stands_left_of_all(m):
    """Where anything bears on it; a main claim that works on other statements is drawn as one of them."""
    assume(any(set(step.sources) - {m.conclusion} for step in m.steps_to(m.conclusion)))
    scene = DrawingRequest(m).scene
    for layout in (tidy(scene), engines.places(scene, "graphviz-pure")):
        left = {name: layout.places[name][0] - scene.box(name)[0] / 2 for name in scene.cards}
        linked_to_main = {scene.main}
        for _ in scene.lines:
            linked_to_main |= {
                end for line in scene.lines for end in (line.start, line.end) if {line.start, line.end} & linked_to_main
            }
        assert all(left[scene.main] <= left[name] + 0.5 for name in scene.cards if name in linked_to_main)


@settings(max_examples=80)
@given(m=argument_maps(cyclic=True, most=9), depth=st.none() | st.integers(0, 3), most=st.none() | st.integers(1, 6))
def test_what_is_shown_hangs_together_and_the_rest_is_counted_once(m, depth, most):
    found = shown_part(m, evaluate(m), ViewLimits(depth=depth, max_nodes=most))
    assert m.conclusion in found.shown
    assert most is None or len(found.shown) <= most
    near = distances(m, m.conclusion)
    if depth is not None:
        assert all(near[id] <= depth for id in found.shown)
    hidden = sum(pro + con for pro, con in found.folded.values())
    shown_or_leading = {id for id in m.statements_by_id if id in near}
    assert hidden == len(shown_or_leading - found.shown)
    assert set(found.folded) <= found.shown
    ways = {m.conclusion}
    while True:
        more = {
            one
            for step in m.steps
            if step.target in ways
            for one in (step.id, *step.sources)
            if found.shown.issuperset(step.sources)
        }
        if more <= ways:
            break
        ways |= more
    assert found.shown <= ways | ({id for id in found.shown if id not in near})


def test_what_is_folded_is_counted_for_the_side_it_works_on():
    nodes = [Claim(text=f"{id}.", id=id) for id in "cabx"]
    steps = [Attack(sources=["a"], target="c"), Attack(sources=["b"], target="a"), Support(sources=["x"], target="a")]
    m = ArgumentMap(conclusion="c", nodes=nodes, relations=steps)
    assert shown_part(m, None, ViewLimits(depth=0)).folded == {"c": (1, 2)}
    assert shown_part(m, None, ViewLimits(depth=1)).folded == {"a": (1, 1)}


def test_a_focus_brings_its_way_to_the_conclusion():
    shown = shown_part(FLAGSHIP, evaluate(FLAGSHIP), ViewLimits(focus="research-bound", depth=1)).shown
    assert {"research-bound", "side-business", "no-breakthrough", "not-later-stage"} <= shown
    assert "rule" not in shown
    with pytest.raises(UnknownName, match="statement to look at"):
        shown_part(FLAGSHIP, None, ViewLimits(focus="nobody"))


def test_how_much_is_drawn_of_how_many():
    for count, kind in ((100, "Card"), (101, "Chip"), (200, "Chip"), (201, "Card")):
        assert type(next(iter(DrawingRequest(large(count)).scene.cards.values()))).__name__ == kind, count
    everything = DrawingRequest(large(201), limits=ViewLimits(everything=True)).scene
    assert len(everything.cards) == 201
    drawn = {count: DrawingRequest(large(count), limits=ViewLimits(everything=True)) for count in (400, 401)}
    assert (drawn[400].is_poster, drawn[400].is_icicle) == (True, False)
    assert (drawn[401].is_poster, drawn[401].is_icicle) == (False, True)
    assert isinstance(DrawingRequest(large(10), theme="chips").scene.cards["n1"], Chip)


def rows_in(svg):
    """The ids of the statements that stand in full on a poster, in order."""
    found = [one for one in ET.fromstring(svg).iter(f"{SVG}g") if "row" in one.get("class", "").split()]
    return [one.get("data-id") for one in found if not {"reference", "group"} & set(one.get("class").split())]


def test_a_folded_picture_says_so():
    m = large(500)
    svg = render(m, evaluate(m))
    assert "40of500statements:thosethatmovetheverdictmost" in said(svg)
    assert "folded" in said(svg)
    assert len(rows_in(svg)) == 39


@pytest.mark.parametrize(("count", "seconds"), [(1_000, 3.0), (10_000, 30.0)])
@pytest.mark.parametrize("everything", [False, True])
def test_large_maps_are_drawn(count, seconds, everything):
    m = large(count)
    e = evaluate(m)
    began = time.perf_counter()
    svg = render(m, e, everything=everything)
    assert time.perf_counter() - began < seconds
    root = ET.fromstring(svg)
    wide, high = float(root.get("width")), float(root.get("height"))
    assert max(wide / high, high / wide) < 8
    assert "Everythingrestsonthis." in said(svg)


def test_a_chain_of_thousands_is_drawn():
    m = large(5_000, width=1)
    for everything in (False, True):
        assert "<svg" in render(m, evaluate(m), everything=everything)
    assert len(tidy(DrawingRequest(m, limits=ViewLimits(everything=True), theme="chips").scene).places) == 5_000


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("named", ["graphviz-pure", "tidy"])
def test_every_theme_and_engine_draws_hostile_texts(theme, named):
    nodes = [Claim(text=text, id=f"t{at}", note=text) for at, text in enumerate(TRAP_TEXTS) if clean(text)]
    steps = [Attack(sources=[node.id], target="t0", why=node.text) for node in nodes[1:]]
    m = ArgumentMap(conclusion="t0", nodes=nodes, relations=steps, title="<script>alert(1)</script>")
    svg = render(m, evaluate(m), theme=theme, engine=named, layout="map")
    root = ET.fromstring(svg)
    assert "<script" not in svg.lower()
    tips = {one.text for one in root.iter(f"{SVG}title")}
    for node in nodes:
        assert any(f"{node.id}: {clean(node.text)}" in (tip or "") for tip in tips)
    if THEMES[theme].shape == "":
        for node in nodes:
            assert clean(node.text).replace(" ", "") in said(svg)


def test_only_addresses_of_pages_become_links():
    node = FLAGSHIP.statement("routes-open")
    plain = ArgumentMap(conclusion="c", nodes=[Claim(text="C.", id="c"), node], relations=[])
    for url, linked in (("https://example.org/a?b&c", True), ("javascript:alert(1)", False), ("file:///x", False)):
        svg = render(plain.replace(document=Document(url=url)))
        hrefs = [one.get("href") for one in ET.fromstring(svg).iter(f"{SVG}a")]
        assert hrefs == ([url] if linked else []), url


def test_a_picture_stands_alone():
    svg = render(FLAGSHIP, evaluate(FLAGSHIP), layout="map")
    root = ET.fromstring(svg)
    assert root.get("role") == "img"
    assert root.find(f"{SVG}title").text == FLAGSHIP.title
    assert FLAGSHIP.statement(FLAGSHIP.conclusion).text in root.find(f"{SVG}desc").text
    ids = [one.get("id") for one in root.iter() if one.get("id")]
    assert len(ids) == len(set(ids))
    assert "url(" not in svg
    assert svg.count("http") == svg.count('xmlns="http')
    assert svg == render(FLAGSHIP, evaluate(FLAGSHIP), layout="map")
    by_id = {one.get("data-id"): one for one in root.iter(f"{SVG}g") if "node" in one.get("class", "").split()}
    assert set(by_id) == set(FLAGSHIP.statements_by_id)
    node = FLAGSHIP.statement("talent-moving")
    assert node.source[0].quote in by_id["talent-moving"].find(f"{SVG}title").text


def test_what_is_argued_for_from_the_conclusion_stands_behind_it():
    scene = DrawingRequest(FLAGSHIP).scene
    layout = engines.places(scene, "graphviz-pure")
    x = {card.id: layout.places[name][0] for name, card in scene.cards.items()}
    assert x["still-early"] > x["not-later-stage"]


def changed():
    before = ArgumentMap(
        conclusion="c",
        nodes=[Claim(text="C.", id="c"), Premise(text="Stays.", id="stays"), Premise(text="Goes.", id="goes")],
        relations=[Support(sources=["stays"], target="c"), Support(sources=["goes"], target="c", id="s")],
    )
    after = ArgumentMap(
        conclusion="c",
        nodes=[
            Claim(text="C.", id="c"),
            Premise(text="Stays.", id="stays", strength=0.9),
            Counterevidence(text="Comes.", id="s"),
        ],
        relations=[Support(sources=["stays"], target="c"), Attack(sources=["s"], target="c")],
    )
    return before, after


def test_two_maps_as_one():
    before, after = changed()
    both = merged(before, after)
    assert both.kinds == {
        "goes": "removed",
        "s-before": "removed",
        "s": "added",
        "s.attacks.c": "added",
        "stays": "changed",
    }
    assert both.m.step("s-before").sources == ("goes",)


@settings(max_examples=60)
@given(one=argument_maps(cyclic=True, most=6), other=argument_maps(cyclic=True, most=6))
def test_any_two_maps_are_one_and_are_drawn(one, other):
    both = merged(one, other)
    assert set(both.m.statements_by_id) >= set(other.statements_by_id)
    assert len(both.m.statements) == len(other.statements) + sum(
        old in one.statements_by_id for old in both.gone.values()
    )
    assert merged(other, other).kinds == {}
    assert "<svg" in render(other, evaluate(other), before=one, engine="tidy")


def test_a_change_is_drawn():
    before, after = changed()
    e = evaluate(after)
    svg = render(after, e, before=before)
    for word in ("ADDED", "REMOVED", f"was{evaluate(before)['stays']:.2f}", "Goes.", "Comes."):
        assert word in said(svg), word
    kinds = {
        one.get("data-id"): one.get("class").split() for one in ET.fromstring(svg).iter(f"{SVG}g") if one.get("data-id")
    }
    assert "removed" in kinds["goes"]
    assert "added" in kinds["s"]
    assert "changed" in kinds["stays"]
    assert b"<svg" in render(after, before=before).encode()


MACHADO = {
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
"""Full colour blindness (Machado, Oliveira, Fernandes 2009), on linear light."""


def linear(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def lab(rgb):
    rows = ((0.4124564, 0.3575761, 0.1804375), (0.2126729, 0.7151522, 0.0721750), (0.0193339, 0.1191920, 0.9503041))
    white = (0.95047, 1.0, 1.08883)
    x, y, z = (sum(a * b for a, b in zip(row, rgb, strict=True)) / w for row, w in zip(rows, white, strict=True))
    fx, fy, fz = (v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def difference(one, other, sight):
    seen = []
    for colour in (one, other):
        rgb = linear(colour)
        if sight:
            rgb = [min(1, max(0, sum(a * b for a, b in zip(row, rgb, strict=True)))) for row in MACHADO[sight]]
        seen.append(lab(rgb))
    return sum((a - b) ** 2 for a, b in zip(*seen, strict=True)) ** 0.5


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize("sight", [None, *MACHADO])
def test_colours_are_told_apart_by_the_colour_blind(name, sight):
    theme = COLOURS[name]
    pro, con, undercut = theme.sides["pro"], theme.sides["con"], theme.undercut
    assert difference(pro, con, sight) > 40
    assert difference(con, undercut, sight) > 30
    assert difference(pro, undercut, sight) > 15


def test_nothing_is_said_by_colour_alone():
    for table, column in ((LINES, "line"), (HEADS, "head")):
        assert sorted(getattr(kind, column) for kind in RELATIONS.values()) == sorted(table)
    assert len({pattern.dashes for pattern in LINES.values()}) == len(LINES)
    assert len({head.points for head in HEADS.values()}) == len(HEADS)
    svg = render(FLAGSHIP, evaluate(FLAGSHIP), layout="map")
    for word in ("CLAIM", "PREMISE", "COUNTEREVIDENCE", "REPORTED", "ANALYST", "unanswered", "unstated", "UNDECIDED"):
        assert word in said(svg)


@given(m=argument_maps(most=9))
@settings(max_examples=40)
def test_an_icicle_has_each_statement_once_or_counts_it(m):
    shown = shown_part(m)
    carried = {step.id: m.weighing.weight(step.weight) for step in m.steps}
    for high in (1000.0, 7.0):
        cells = list(cells_of(tree_of(m, shown, carried), high, 3))
        ids = [cell.id for cell in cells if cell.id]
        assert len(ids) == len(set(ids))
        assert len(ids) + sum(cell.many for cell in cells if not cell.id) == len(m.statements)
        assert all(0 <= cell.y <= cell.y + cell.high <= high + 1e-6 for cell in cells)
        for depth in {cell.depth for cell in cells}:
            column = sorted((cell.y, cell.high) for cell in cells if cell.depth == depth and (cell.id or not cell.many))
            assert all(y + tall <= below + 1e-6 for (y, tall), (below, _) in pairwise(column))


def test_an_icicle_is_as_high_as_what_steps_carry_and_labels_what_has_room():
    m = large(900)
    e = evaluate(m)
    svg = render(m, e, everything=True)
    assert "toosmalltobedrawnonebyone" in said(svg)
    assert "Everythingrestsonthis." in said(svg)
    cells = {
        one.get("data-id"): one.find(f"{SVG}rect") for one in ET.fromstring(svg).iter(f"{SVG}g") if one.get("data-id")
    }
    first = [float(cells[f"n{at}"].get("height")) for at in range(1, 5)]
    carries = [LEAST_WEIGHT + e.steps[m.steps_to("n0")[at].id] for at in range(4)]
    assert first == pytest.approx([float(cells["n0"].get("height")) * one / sum(carries) for one in carries], abs=0.06)


LIAR = ArgumentMap(
    conclusion="c",
    nodes=[Claim(text=f"{id} is so.", id=id) for id in ("c", "a", "b", "liar")],
    relations=[
        Support(sources=["a"], target="c"),
        Attack(sources=["b"], target="c"),
        Attack(sources=["a"], target="b"),
        Attack(sources=["b"], target="a"),
        Attack(sources=["liar"], target="liar"),
        Attack(sources=["liar"], target="c"),
    ],
)


def along(path):
    """Points of a path of cubic curves."""
    found = []
    for at in range(0, len(path) - 1, 3):
        for step in range(33):
            t = step / 32
            weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
            found.append(
                tuple(sum(w * p[axis] for w, p in zip(weights, path[at : at + 4], strict=True)) for axis in (0, 1))
            )
    return found


@pytest.mark.parametrize("engine", [None, "tidy"])
@pytest.mark.parametrize("m", [LIAR, LIAR.replace(conclusion="a")], ids=["beside", "behind"])
def test_what_attacks_itself_has_a_loop_and_what_attacks_each_other_two_lines_apart(m, engine):
    scene = DrawingRequest(m).scene
    layout = engines.places(scene, engine)
    name = {card.id: place for place, card in scene.cards.items()}
    path = {(line.start, line.end): path for line, path in zip(scene.lines, layout.paths, strict=True)}
    loop = along(path[name["liar"], name["liar"]])
    (x, y), (wide, high) = layout.places[name["liar"]], scene.box(name["liar"])
    assert max(point[0] for point in loop) > x + wide / 2 + 20
    assert all(point[0] >= x + wide / 2 - 0.1 for point in loop), "none of it is under the card"
    assert all(abs(point[1] - y) < high / 2 for point in loop)
    assert max(point[0] for drawn in path.values() for point in along(drawn)) <= layout.width
    to, fro = (along(path[name[one], name[other]]) for one, other in (("a", "b"), ("b", "a")))
    near = min(hypot(p[0] - q[0], p[1] - q[1]) for p in to for q in fro)
    assert near >= 12, "two lines, each with its own head"


def test_a_poster_says_what_attacks_itself_and_what_attacks_each_other():
    assert "attacksitself" in said(render(LIAR, layout="poster"))
    assert "eachattackstheother" in said(render(LIAR, layout="poster"))


def test_bars_and_lines_are_as_long_and_as_thick_as_the_numbers():
    e = evaluate(FLAGSHIP)
    root = ET.fromstring(render(FLAGSHIP, e, layout="map"))
    groups = {one.get("data-id"): one for one in root.iter(f"{SVG}g") if "node" in one.get("class", "").split()}
    for node in FLAGSHIP.statements:
        parts = {one.get("class"): one for one in groups[node.id].iter(f"{SVG}rect") if one.get("class")}
        length = float(parts["track"].get("width"))
        assert float(parts["bar"].get("width", 0)) / length == pytest.approx(e[node.id], abs=0.005)
        if node.strength is None and node.kind == "claim":
            assert "base" not in parts, "a claim that nobody rated has no chance of its own"
        else:
            left, base = float(parts["track"].get("x")), FLAGSHIP.scale.number(node.strength)
            assert (float(parts["base"].get("x")) + 1 - left) / length == pytest.approx(base, abs=0.02)
        assert f"{e[node.id]:.2f}" in [one.text for one in groups[node.id].iter(f"{SVG}text")]
    edges = [one for one in root.iter(f"{SVG}g") if "edge" in one.get("class", "").split()]
    for edge in edges:
        shaft = next(one for one in edge.iter(f"{SVG}path") if one.get("stroke-width") and one.get("fill") == "none")
        assert float(shaft.get("stroke-width")) == pytest.approx(1 + 2.5 * e.steps[edge.get("data-id")], abs=0.01)
    assert {edge.get("data-id") for edge in edges} == set(e.steps)
