"""The shipped maps, byte for byte: as JSON, DOT, SVG, Mermaid, reports; and the pictures of the docs."""

import pytest

from argmap import dumps, evaluate, load, render, report
from argmap.resources import folder

MAPS = sorted(folder("arguments").glob("*.argmap.yaml"))


@pytest.mark.parametrize("path", MAPS, ids=lambda path: path.stem)
def test_shipped_map(path, golden):
    m = load(path)
    e = evaluate(m)
    name = path.name.removesuffix(".argmap.yaml")
    golden(f"{name}.argmap.json", dumps(m, "json"))
    golden(f"{name}.dot", render(m, e, "dot"))
    golden(f"{name}.mmd", render(m, e, "mermaid"))
    golden(f"{name}.svg", render(m, e, "svg", engine="graphviz-pure"))
    golden(f"{name}.tidy.svg", render(m, e, "svg", engine="tidy", theme="chips"))
    golden(f"{name}.md", report(m, e, picture=f"{name}.svg"))
    golden(f"{name}.commonmark.md", report(m, e, picture=f"{name}.svg", flavour="commonmark"))


def test_pictures_of_the_docs(golden):
    m = load(folder("arguments") / "china-llm.argmap.yaml")
    e = evaluate(m)
    for name, theme in (("hero.svg", "cards"), ("hero-dark.svg", "cards-dark")):
        golden(name, render(m, e, "svg", depth=1, theme=theme, engine="graphviz-pure"), folder="docs")
