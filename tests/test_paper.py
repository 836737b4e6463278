"""PDF: the same drawing as the SVG, its fonts in the file, on sheets or on pages; hostile text is text there too."""

import importlib.util
import re
import shutil
import subprocess

import pytest

from argmap import ArgumentMap, Claim, RenderError, evaluate, load, render
from argmap.renderers.pixels import paper
from argmap.resources import folder

FLAGSHIP = load(folder("arguments") / "china-llm.argmap.yaml")
HARRY = load(folder("arguments") / "harry.argmap.yaml")
needs_typst = pytest.mark.skipif(importlib.util.find_spec("typst") is None, reason="argmap[pdf] is not installed")
needs_poppler = pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="pdftotext (Debian: poppler-utils) is missing"
)


def told(tool, data, tmp_path, *words):
    path = tmp_path / "drawn.pdf"
    path.write_bytes(data)
    done = subprocess.run(
        [tool, *words, str(path), *(["-"] if tool == "pdftotext" else [])], capture_output=True, check=True
    )
    return done.stdout.decode()


def letters(text):
    return "".join(text.split())


@needs_typst
@needs_poppler
def test_a_pdf_says_what_the_svg_says_with_its_fonts_in_it(tmp_path):
    for m in (FLAGSHIP, HARRY):
        data = render(m, evaluate(m), to="pdf")
        said = letters(told("pdftotext", data, tmp_path))
        for node in m.statements:
            word = max(re.findall(r"[A-Za-z]+", node.text), key=len)
            assert word in said, node.id
        fonts = told("pdffonts", data, tmp_path).splitlines()[2:]
        assert fonts
        assert all(re.search(r"\byes yes\b", line) for line in fonts), fonts
        assert (m.title or "") in told("pdfinfo", data, tmp_path)


@needs_typst
@needs_poppler
@pytest.mark.parametrize("page", paper.PAGES)
def test_pages_are_as_large_as_asked_for_and_hold_everything(page, tmp_path):
    data = render(FLAGSHIP, evaluate(FLAGSHIP), to="pdf", page=page)
    info = told("pdfinfo", data, tmp_path)
    wide, high = map(float, re.search(r"Page size: +([\d.]+) x ([\d.]+)", info).groups())
    assert (wide, high) == pytest.approx(paper.PAGES[page], abs=0.5)
    assert int(re.search(r"Pages: +(\d+)", info)[1]) >= 2
    said = letters(told("pdftotext", data, tmp_path))
    assert all(max(re.findall(r"[A-Za-z]+", node.text), key=len) in said for node in FLAGSHIP.statements)


@needs_typst
@needs_poppler
def test_hostile_titles_and_texts_are_text(tmp_path):
    trap = 'A "#panic()" \\ $x$ #image("/etc/passwd") \x1b[31m'
    m = ArgumentMap(conclusion="c", statements=[Claim(text=trap, id="c")], title=trap)
    said = told("pdftotext", render(m, evaluate(m), to="pdf"), tmp_path)
    assert "#panic()" in said
    assert "root:" not in said


def test_without_the_extra_pages_are_an_error_that_says_what_to_install(monkeypatch):
    monkeypatch.setattr(paper, "draws", lambda _engine: False)
    with pytest.raises(RenderError, match=r"pip install 'argmap\[pdf\]'"):
        render(HARRY, to="pdf", page="a4")


def test_a_small_picture_is_set_in_the_middle_of_the_page_and_a_large_one_is_fitted():
    assert "width: 100.00pt" in paper._page("0.svg", 100, 50, "a4")
    across, down = paper.PAGES["a4"]
    assert f"width: {across - 2 * paper.MARGIN:.2f}pt" in paper._page("0.svg", 2 * across, down / 2, "a4")
