"""Pictures: what is drawn, hostile text, and which engine draws."""

import re
import stat
import unicodedata
from base64 import b64decode
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap import (
    ArgumentMap,
    Attack,
    Claim,
    Counterevidence,
    Evaluating,
    RenderError,
    Support,
    UnknownName,
    attribution,
    compare,
    diff,
    evaluate,
    explain,
    load,
    overturn,
    render,
    report,
    robustness,
    show,
    what_if,
)
from argmap.model import Anchor, Premise
from argmap.model.walks import sides
from argmap.renderers import mermaid, quoting, text_drawn
from argmap.renderers.pixels import font, paper, raster
from argmap.renderers.places import engines
from argmap.renderers.places.tidy_tree import tidy
from argmap.renderers.reports.facts import MOST_DRAWN
from argmap.renderers.scene.folding import ViewLimits, moving
from argmap.renderers.scene.metrics import clean, width, wrap
from argmap.renderers.scene.palette import COLOURS, contrast
from argmap.renderers.scene.request import DrawingRequest
from argmap.renderers.svg import elements
from argmap.resources import folder
from argmap.testing.strategies import TRAP_TEXTS, argument_maps, texts

SVG = "{http://www.w3.org/2000/svg}"


def words(svg):
    """Everything the picture says, without white space."""
    root = ET.fromstring(svg)
    return (
        "".join("".join(element.itertext()) for element in root.iter(f"{SVG}text"))
        .replace("\u00a0", "")
        .replace(" ", "")
    )


@pytest.mark.slow
def test_every_statement_of_the_flagship_is_drawn():
    m = load(folder("arguments") / "china-llm.argmap.yaml")
    svg = render(m, evaluate(m), "svg")
    said = words(svg)
    for node in m.statements:
        assert clean(node.text).replace(" ", "") in said
    assert "<!DOCTYPE" not in svg
    assert 'role="img"' in svg
    assert render(m, evaluate(m), "png").startswith(b"\x89PNG")


def test_hostile_texts_come_back_exactly():
    nodes = [Claim(text=text, id=f"t{at}", note=text) for at, text in enumerate(TRAP_TEXTS) if clean(text)]
    steps = [Attack(sources=[node.id], target="t0", why=node.text) for node in nodes[1:]]
    m = ArgumentMap(conclusion="t0", nodes=nodes, relations=steps, title=r"\N <b>&amp; \\")
    svg = render(m, evaluate(m), "svg")
    said = words(svg)
    for node in nodes:
        assert clean(node.text).replace(" ", "") in said, node.text
    assert ET.fromstring(svg).find(f"{SVG}title").text == r"\N <b>&amp; \\"
    assert "<script" not in svg.lower()


@pytest.mark.parametrize("text", ["\\N", "\\G", "\\L", "\\T \\H \\E", "\\\\", "\\n \\l \\r", "&#92;N"])
def test_escapes_of_graphviz_are_text(text):
    m = ArgumentMap(conclusion="c", nodes=[Claim(text="C.", id="c"), Claim(text=text, id="other")])
    said = words(render(m, to="svg"))
    assert text.replace(" ", "") in said


@settings(max_examples=15)
@given(m=argument_maps(cyclic=True, remarks=True))
def test_any_map_is_drawn(m):
    said = words(render(m, to="svg"))
    for node in m.statements:
        if node.text.isascii():
            assert clean(node.text).replace(" ", "") in said


@given(text=texts, measure=st.integers(40, 300), bold=st.booleans())
def test_wrapping(text, measure, bold):
    lines = wrap(text, measure, 11, bold=bold)
    assert "".join(lines).replace(" ", "") == clean(text).replace(" ", "")
    for line in lines:
        visible = [letter for letter in line if width(letter, 11, bold=bold) > 0]
        assert width(line, 11, bold=bold) <= measure or len(visible) <= 3
        assert not line or unicodedata.category(line[0]) != "Zs"


def test_punctuation_stays_with_its_word():
    for measure in range(40, 200, 7):
        for line in wrap(
            "具身智能，是大模型的下一步（也许）。端云协同、多模态深度融合，都可能改变今天的格局。", measure, 11
        ):
            assert line[0] not in "，。、）"
            assert line[-1] != "（"


@pytest.mark.parametrize("name", COLOURS)
def test_contrast(name):
    theme = COLOURS[name]
    texts_on = [(theme.ink, theme.card), (theme.ink, theme.page), (theme.muted, theme.card), (theme.muted, theme.weak)]
    texts_on += [(theme.main_ink, theme.main), (theme.main_small, theme.main)]
    texts_on += [(theme.sides[side], theme.tints[side]) for side in theme.sides]
    texts_on += [(theme.sides["con"], theme.card), (theme.sides["con"], theme.weak), (theme.undercut, theme.page)]
    assert all(contrast(one, other) >= 4.5 for one, other in texts_on)
    assert contrast(theme.faint, theme.weak) >= 3
    assert contrast(theme.main_bar, theme.main_track) >= 3


def test_sides_are_the_parity_of_attacks():
    nodes = [Claim(text=id, id=id) for id in "abcde"]
    steps = [
        Attack(sources=["b"], target="a"),
        Attack(sources=["c"], target="b"),
        Support(sources=["d"], target="a"),
        Attack(sources=["d"], target="a"),
    ]
    found = sides(ArgumentMap(conclusion="a", nodes=nodes, relations=steps))
    assert {id: found[id] for id in "abcde"} == {"a": "pro", "b": "con", "c": "pro", "d": "neu", "e": "neu"}


def program(path, text):
    path.write_text(text)
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def test_the_engine_named_is_used_or_an_error(tmp_path, monkeypatch):
    good = program(tmp_path / "draws", "#!/bin/sh\ncat >/dev/null\necho '<svg/>'\n")
    bad = program(tmp_path / "fails", "#!/bin/sh\nexit 1\n")
    monkeypatch.setenv("ARGMAP_DOT", str(good))
    assert engines.find().path == str(good)
    monkeypatch.setenv("ARGMAP_DOT", str(bad))
    with pytest.raises(RenderError, match="does not draw one node") as caught:
        engines.find()
    assert "unset ARGMAP_DOT" in str(caught.value)


def test_a_dot_that_does_not_draw_is_passed_over(tmp_path, monkeypatch):
    program(tmp_path / "dot", "#!/bin/sh\nexit 1\n")
    monkeypatch.delenv("ARGMAP_DOT", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert engines.find().name == "graphviz-pure"
    monkeypatch.setattr(engines, "pure", lambda: None)
    monkeypatch.setattr(engines, "_importable", lambda: False)
    assert [(one.name, one.used) for one in engines.considered()] == [
        ("dot", False), ("graphviz-pure", False), ("pygraphviz", False), ("tidy", True),
    ]  # fmt: skip
    m = load(folder("arguments") / "harry.argmap.yaml")
    assert clean(m.statement(m.conclusion).text).replace(" ", "") in words(render(m, evaluate(m), "svg"))
    monkeypatch.setattr(font, "packaged", tuple)
    with pytest.raises(RenderError, match=r"nothing on this machine draws PNG.*argmap\[cjk\]"):
        render(m, to="png")
    monkeypatch.setattr(paper, "draws", lambda _engine: False)
    with pytest.raises(RenderError, match=r"draws PDF.*argmap\[pdf\]"):
        render(m, to="pdf")


def test_an_engine_that_takes_minutes_gives_way_to_ours(tmp_path, monkeypatch):
    slow = program(tmp_path / "dot", '#!/bin/sh\ncase "$1" in -Tsvg) echo "<svg/>";; *) /bin/sleep 60;; esac\n')
    monkeypatch.delenv("ARGMAP_DOT", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(engines, "PATIENCE_S", 0.3)
    scene = DrawingRequest(load(folder("arguments") / "harry.argmap.yaml")).scene
    assert engines.find().path == str(slow)
    assert engines.places(scene) == tidy(scene)


@pytest.mark.parametrize("said", ["", "graph 1 1 1\nstop", "graph 1 1 1\nnode n0 1 x", "graph 1 1 1\nnode n0\n"])
def test_an_engine_that_leaves_something_out_gives_way_to_ours(tmp_path, monkeypatch, said):
    program(tmp_path / "dot", f'#!/bin/sh\ncase "$1" in -Tsvg) echo "<svg/>";; *) echo "{said}";; esac\n')
    monkeypatch.delenv("ARGMAP_DOT", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    scene = DrawingRequest(load(folder("arguments") / "harry.argmap.yaml")).scene
    assert engines.places(scene) == tidy(scene)
    with pytest.raises(RenderError, match="dot returned no places"):
        engines.places(scene, "dot")


def test_an_unknown_engine_is_named_with_those_there_are():
    m = ArgumentMap(conclusion="a", nodes=[Claim(text="A.", id="a")])
    with pytest.raises(UnknownName, match="graphviz-pure"):
        render(m, engine="nonsense")


def test_letters_that_cannot_be_drawn_are_told(monkeypatch, tmp_path):
    monkeypatch.delenv("ARGMAP_DOT", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(font, "packaged", tuple)
    scene = DrawingRequest(ArgumentMap(conclusion="a", nodes=[Claim(text="具身 a", id="a")])).scene
    assert raster.lost(scene.text, "png") == "具身"
    program(tmp_path / "fc-list", '#!/bin/sh\ncase "$1" in *=5177) echo f;; esac\n')
    program(tmp_path / "dot", "#!/bin/sh\ncat >/dev/null\necho '<svg/>'\n")
    font._listed.cache_clear()
    assert raster.lost(scene.text, "png", "dot") == "身"


@pytest.mark.skipif(not font.packaged(), reason="argmap[cjk] is not installed (`make browser`)")
def test_chinese_in_pixels():
    letters = font.letters_of(font.packaged()[0])
    assert {ord(letter) for letter in "具Aé"} <= letters
    assert not letters & {0x10300, 0xE000, 0xFFFF}
    m = ArgumentMap(conclusion="a", nodes=[Claim(text="具身智能", id="a")])
    other = m.replace(m.statement("a").replace(text="出海竞争"))
    drawn = render(m, to="png")
    assert drawn.startswith(b"\x89PNG")
    assert drawn != render(other, to="png")
    scene = DrawingRequest(ArgumentMap(conclusion="a", nodes=[Claim(text="具身 \U00010300 x", id="a")])).scene
    assert raster.lost(scene.text, "png") in ("\U00010300", "")


@given(text=texts)
def test_markdown_shows_the_words(text):
    shown = quoting.in_markdown(text).replace(quoting.UNSEEN, "")
    assert "\n" not in shown
    for mark in "`*_<>[]|":
        assert shown.count(mark) == shown.count(f"\\{mark}")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("ask @user or @org/team", "ask @<!-- -->user or @<!-- -->org/team"),
        ("see #12, GH-3 and a/b#4", "see \\#<!-- -->12, GH<!-- -->-3 and a/b\\#<!-- -->4"),
        ("fine :smile: at 10:30, a: b", "fine :<!-- -->smile: at 10:30, a: b"),
        ("a @ b, C# 5, HIGH-5", "a @ b, C\\# 5, HIGH-5"),
    ],
)
def test_markdown_calls_nobody(text, shown):
    """A report stands in comments of a pull request, where these would notify people and link issues."""
    assert quoting.in_markdown(text) == shown


def test_a_template_of_ones_own(tmp_path):
    m = ArgumentMap(
        conclusion="a",
        nodes=[Claim(text="A *star* <b>", id="a"), Counterevidence(text="But.", id="b")],
        relations=[Attack(sources=["b"], target="a")],
    )
    own = tmp_path / "own.md.j2"
    own.write_text('{% extends "report.md.j2" %}{% block title %}Own: {{ conclusion.text }}{% endblock %}')
    assert report(m, template=str(own)).startswith("Own: A \\*star\\* \\<b\\>")
    assert "⚠ *unanswered*" in report(m, template=str(own))
    with pytest.raises(RenderError, match=r"template 'nowhere\.j2' cannot be read"):
        report(m, template=str(tmp_path / "nowhere.j2"))
    own.write_text("{{ nothing.here }}")
    with pytest.raises(RenderError, match="own"):
        report(m, template=str(own))


def test_scripts_stand_one_after_the_other():
    m = ArgumentMap(conclusion="a", nodes=[Claim(text="Before 具身智能 after.", id="a")], title="Title")
    root = ET.fromstring(render(m, to="svg"))
    parts = [one for one in root.iter(f"{SVG}text") if one.text.strip() in ("Before", "具身智能", "after.")]
    assert [one.text.strip() for one in parts] == ["Before", "具身智能", "after."]
    starts = [float(one.get("x")) for one in parts]
    assert starts[1] - starts[0] == pytest.approx(width("Before ", 16, bold=True), abs=0.5)
    assert starts[2] - starts[1] == pytest.approx(width("具身智能 ", 16, bold=True), abs=0.5)
    assert {one.get("y") for one in parts} == {parts[0].get("y")}


@given(text=st.text())
def test_mermaid_labels_hold_letters_digits_and_entities_alone(text):
    said = quoting.mermaid_entities(text)
    assert re.fullmatch(r"(?:[^\W_]|[ ]|#\d+;)*", said) or any(letter.isalnum() for letter in text)
    assert not set(said) & set("\"'<>[](){}|`&\n\\-")
    assert re.sub(r"#(\d+);", lambda found: chr(int(found[1])), said) == text


@pytest.mark.slow
@settings(max_examples=60)
@given(m=argument_maps(cyclic=True, most=8), most=st.integers(1, 8))
def test_mermaid_draws_what_moves_most_with_its_way(m, most):
    e = evaluate(m)
    kept = moving(m, e, most)
    assert m.conclusion in kept
    assert len(kept) <= max(most, min(len(m.statements), most))
    drawn = mermaid.mermaid_text(m, e, most=most)
    assert sum(line.startswith("  n") and '["' in line for line in drawn.splitlines()) == len(kept)
    named = set(re.findall(r"\b[ns]\d+\b", re.sub(r'".*?"', "", drawn)))
    defined = set(re.findall(r"^  ([ns]\d+)[\[(]", drawn, re.MULTILINE))
    assert named == defined
    looks = set(re.findall(r":::(\w+)", drawn))
    assert looks <= set(re.findall(r"classDef (\w+)", drawn))


def test_the_diagram_of_a_report_has_as_many_statements_as_it_says():
    nodes = [Claim(text="C.", id="c"), *(Premise(text=f"P{at}.", id=f"p{at}", strength=at / 20) for at in range(20))]
    m = ArgumentMap(
        conclusion="c", statements=nodes, steps=[Support(sources=[one.id], target="c") for one in nodes[1:]]
    )
    said = report(m)
    diagram = said.partition("```mermaid")[2].partition("```")[0]
    assert sum(line.startswith("  n") and '["' in line for line in diagram.splitlines()) == MOST_DRAWN
    assert f"*{MOST_DRAWN} of 21 statements" in said


def test_notebooks_are_given_one_form_to_show():
    """Front ends rank Markdown before pictures, so that a picture must stand beside no Markdown."""
    m = load(folder("arguments") / "harry.argmap.yaml")
    shown = show(m, theme="cards-dark")
    forms = shown._repr_mimebundle_()
    assert set(forms) == {"text/html", "text/plain"}
    start = 'src="data:image/svg+xml;base64,'
    drawn = b64decode(forms["text/html"].partition(start)[2].partition('"')[0]).decode()
    assert drawn == render(m, evaluate(m), theme="cards-dark")
    assert forms["text/plain"] == repr(shown) == "accepted 0.77: Harry is a British subject."
    assert m._repr_mimebundle_()["text/html"] == show(m)._repr_mimebundle_()["text/html"]


def test_a_map_that_cannot_be_evaluated_is_shown_as_text():
    broken = load(folder("arguments") / "harry.argmap.yaml").replace(evaluating=Evaluating(semantics="max-based"))
    assert set(broken._repr_mimebundle_()) == {"text/plain"}


def results():
    m = load(folder("arguments") / "semmelweis.argmap.yaml")
    rejected = m.statements[1].id
    yield evaluate(m), ["ACCEPTED", "What it hinges on"]
    yield overturn(m), ["Rejecting these"]
    yield robustness(m, samples=500), ["500 scenarios", "<svg"]
    yield compare(m), ["quadratic-energy"]
    yield what_if(m, reject=[rejected]), [rejected]
    yield diff(m, m.without(rejected)), [rejected]
    yield attribution(m), ["gradient"]
    yield explain(m), ["stands in"]


@pytest.mark.parametrize(("found", "said"), list(results()), ids=lambda one: type(one).__name__)
def test_a_result_shows_in_a_notebook_what_its_verb_prints(found, said):
    shown = found._repr_html_()
    ET.fromstring(f"<div>{shown}</div>")
    assert shown.startswith("<pre")
    for word in said:
        assert word in shown
    assert len(repr(found)) < 120
    assert repr(found).startswith(f"<{type(found).__name__}: ")


def test_a_result_with_hostile_texts_is_shown_as_text():
    trap = "<script>alert(1)</script>"
    m = ArgumentMap(conclusion="c", statements=[Claim(text=trap, id="c")])
    for found in (evaluate(m), explain(m), robustness(m, samples=10), m):
        forms = found._repr_mimebundle_() if found is m else {"text/html": found._repr_html_()}
        assert "<script" not in forms["text/html"]


def test_rows_are_what_a_table_takes():
    m = load(folder("arguments") / "semmelweis.argmap.yaml")
    e = evaluate(m)
    rows = e.rows()
    assert [row["id"] for row in rows] == list(m.statements_by_id)
    assert all(row["strength"] == e[row["id"]] and row["verdict"] == e.verdict_of(row["id"]) for row in rows)
    assert all(row["strength"] + row["defeated"] + row["open"] == pytest.approx(1) for row in rows)
    assert evaluate(m, "df-quad").rows()[0]["defeated"] is None
    assert {row["id"]: row["contribution"] for row in attribution(m).rows()} == dict(attribution(m))
    assert [row["semantics"] for row in compare(m).rows()] == list(compare(m).evaluations)


@pytest.mark.skipif(not font.packaged(), reason="the fonts of argmap[cjk] are not installed")
def test_the_fonts_of_the_package_are_among_those_looked_for():
    """On a machine without other fonts, a PNG has its letters from these alone."""
    for path in font.packaged():
        data = Path(path).read_bytes()
        for stack in (elements.STACK, elements.WIDE_STACK):
            families = [name.strip("'") for name in stack.split(",")]
            assert any(name.encode("utf-16-be") in data for name in families if " CJK " in name)


@pytest.mark.skipif(not font.packaged(), reason="argmap[cjk] is not installed (`make browser`)")
def test_the_letters_that_count_are_those_that_are_drawn():
    """A poster draws places whole, which a card cuts; and of a folded map neither draws all."""
    place = f"page 1, {'far into the third part of the book, ' * 3}at the sign \U00010300"
    nodes = [Claim(text="C.", id="c"), *(Premise(text=f"Number {at}.", id=f"p{at}") for at in range(20))]
    nodes[1] = nodes[1].replace(source=[Anchor(at=place)])
    nodes[20] = nodes[20].replace(text="Runes: \U000116a0.")
    steps = [Support(sources=[node.id], target="c") for node in nodes[1:]]
    m = ArgumentMap(conclusion="c", nodes=nodes, relations=steps)
    whole, cards = DrawingRequest(m), DrawingRequest(m, layout="map", engine="tidy")
    assert {"\U00010300", "\U000116a0"} <= set(text_drawn(whole, "png"))
    assert "\U00010300" not in text_drawn(cards, "png")
    assert "\U000116a0" not in text_drawn(DrawingRequest(m, limits=ViewLimits(max_nodes=5)), "png")
