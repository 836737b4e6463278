"""The shipped maps, byte for byte: as JSON, DOT, SVG, Mermaid, reports; and the pictures of the docs. One test per file."""

import pytest

from argmap import dumps, evaluate, load, render, report
from argmap.resources import folder

FLAGSHIP = "china-llm"
MAPS = {
    path.name.removesuffix(".argmap.yaml"): load(path) for path in sorted(folder("arguments").glob("*.argmap.yaml"))
}
FILES = {
    "argmap.json": lambda m, _e, _: dumps(m, "json"),
    "dot": lambda m, e, _: render(m, e, "dot"),
    "mmd": lambda m, e, _: render(m, e, "mermaid"),
    "svg": lambda m, e, _: render(m, e, "svg", engine="graphviz-pure"),
    "tidy.svg": lambda m, e, _: render(m, e, "svg", engine="tidy", theme="chips"),
    "md": lambda m, e, name: report(m, e, picture=f"{name}.svg"),
    "commonmark.md": lambda m, e, name: report(m, e, picture=f"{name}.svg", flavour="commonmark"),
}


@pytest.mark.parametrize("suffix", FILES)
@pytest.mark.parametrize("name", MAPS)
def test_a_shipped_map(name, suffix, golden):
    m = MAPS[name]
    golden(f"{name}.{suffix}", FILES[suffix](m, evaluate(m), name))


@pytest.mark.parametrize(("name", "theme"), [("hero.svg", "cards"), ("hero-dark.svg", "cards-dark")])
def test_a_picture_of_the_docs(name, theme, golden):
    m = MAPS[FLAGSHIP]
    golden(name, render(m, evaluate(m), "svg", depth=1, theme=theme, engine="graphviz-pure"), folder="docs")


def test_a_picture_of_changes(golden):
    m = MAPS["semmelweis"]
    later = m.replace(m.statement("no-mechanism").replace(strength=0.1))
    golden("semmelweis.changes.svg", render(later, evaluate(later), "svg", before=m, engine="tidy"))


def test_a_golden_file_that_differs_shows_its_lines(golden, request, monkeypatch):
    monkeypatch.setattr(request.config.option, "write_golden", False)
    with pytest.raises(
        pytest.fail.Exception, match=r"harry\.mmd differs; `make golden` accepts it\n--- kept\n\+\+\+ made"
    ):
        golden("harry.mmd", "flowchart TD\n")
