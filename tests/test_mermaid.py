"""What Mermaid itself makes of our text for it, in a browser: every label says what its statement says, and nothing runs."""

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from argmap import ArgumentMap, Attack, Claim, Support, Undercut
from argmap.renderers import mermaid
from argmap.renderers.scene.metrics import clean
from argmap.testing.strategies import TRAP_TEXTS

GOLDEN = sorted((Path(__file__).parent / "golden").glob("*.mmd"))
DRAW = """async source => {
    mermaid.initialize({startOnLoad: false, securityLevel: "strict"});
    await mermaid.parse(source);
    const {svg} = await mermaid.render("drawn", source);
    document.body.innerHTML = svg;
    const labels = [...document.querySelectorAll("g.node")].map(node =>
        [node.id.match(/-([ns]\\d+)-\\d+$/)[1], node.querySelector(".label").textContent]);
    return [svg, Object.fromEntries(labels)];
}"""
MEANT_FOR_MERMAID = (
    "$$x^2$$ a formula", "$$$$", "fa:fa-car an icon", "fab:fa-github", "C:\\new \\n a break", "\\\\n", "ﬂ°°60¶ß, ﬂ°lt¶ß an entity",
    "#60;b#62;", "&#92;n &lt;b&gt;", "1. a list", "- [ ] b", "`**bold**`", "**b** ~~s~~", "<br/>", "a<br>b", "a --> b", "%%{init: {}}%% c",
    "style n0 fill:#f00;", "classDef main fill:#f00;", "click n0 call hacked()", "end", "subgraph", "@{ shape: x }", ":::main",
    '"]; n1["', "&nbsp;", "\u200bzero\u00ad", "\ufdd0",
)  # fmt: skip
ATTEMPTS = (
    "<script>window.hacked = 1</script>", "<img src=x onerror=window.hacked=1>", "<svg onload='window.hacked=1'>",
    "javascript:window.hacked=1", '<a href="javascript:window.hacked=1">a</a>', '"]; click n0 "javascript:window.hacked=1"; n1["',
    '"]\nclick n0 call alert()', "<iframe srcdoc='<script>parent.hacked=1</script>'>", "#lt;img src=x onerror=window.hacked=1#gt;",
    "$$\\href{javascript:window.hacked=1}{x}$$", "ﬂ°lt¶ßimg src=x onerror=window.hacked=1ﬂ°gt¶ß", "fa:fa-x' onclick='window.hacked=1",
)  # fmt: skip


@pytest.fixture
def draw(page, script):
    """A function that has Mermaid draw: the SVG, and what each statement and joint says in it."""
    page.add_script_tag(path=script("mermaid/dist/mermaid.min.js"))
    return lambda source: page.evaluate(DRAW, source)


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_mermaid_draws_every_statement_and_step(path, draw):
    source = path.read_text(encoding="utf-8")
    svg, labels = draw(source)
    assert set(labels) == set(re.findall(r"^  ([ns]\d+)[\[(]", source, re.MULTILINE))
    lines = re.findall(r"^  [ns]\d+ .*[ns]\d+$", source, re.MULTILINE)
    assert len(re.findall(r'class="[^"]*\bflowchart-link\b', svg)) == len(lines) > 0


def test_mermaid_gives_hostile_texts_back_exactly_and_runs_nothing(draw, page):
    texts = [text for text in (*TRAP_TEXTS, *MEANT_FOR_MERMAID, *ATTEMPTS) if clean(text)]
    nodes = [Claim(text=text, id=f"t{at}", note=text) for at, text in enumerate(texts)]
    steps = [
        (Support, Attack)[at % 2](sources=[node.id], target="t0", why=node.text) for at, node in enumerate(nodes[2:])
    ]
    steps.append(Undercut(sources=["t1"], target=steps[0].id, why=texts[1]))
    m = ArgumentMap(conclusion="t0", nodes=nodes, relations=steps, title=texts[-1])
    svg, labels = draw(mermaid.mermaid_text(m, most=len(nodes)))

    for at, node in enumerate(nodes):
        text = clean(node.text)
        text = text if len(text) <= 140 else text[:139] + "…"
        said = " ".join(labels[f"n{at}"].removesuffix(" ⚠ unanswered").split())
        own = "0.50" if node.kind != "claim" else "0.00"
        assert said == (f"{text} {own}" if at == 0 else f"{node.id} {text} {own}")

    page.wait_for_timeout(200)  # an image that cannot be loaded says so a moment later
    assert page.evaluate("window.hacked") is None
    for element in ET.fromstring(svg).iter():
        assert element.tag.rpartition("}")[2] not in ("script", "iframe", "img", "image", "a")
        for name, value in element.attrib.items():
            assert not name.rpartition("}")[2].lower().startswith("on")
            assert "javascript:" not in value.lower()
