"""The playground: Python in the browser gives the numbers of Python here, and nothing leaves the page."""

import http.server
import json
import os
import subprocess
import sys
import threading
from functools import partial
from pathlib import Path

import pytest

from argmap import evaluate, loads, render
from argmap.resources import folder

ROOT = Path(__file__).parent.parent
FLAGSHIP = folder("arguments") / "china-llm.argmap.yaml"
STATIC = ("index.html", "playground.css", "playground.js", "worker.js", "look.py", "build.py")
LONG = 120_000


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def address(script, tmp_path_factory):
    """Where the playground is served; it is built as `make playground` does."""
    pyodide = script("pyodide/pyodide.mjs").parent
    made = tmp_path_factory.mktemp("playground") / "made"
    subprocess.run(
        [sys.executable, ROOT / "playground/build.py", made, pyodide],
        check=True,
        env={**os.environ, "NODE_OPTIONS": ""},
    )
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=made))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def opened(address, browser):
    """The playground, open, with what it asked for and what it complained of."""
    context = browser.new_context(viewport={"width": 1300, "height": 850})
    page = context.new_page()
    page.asked, page.complaints = [], []
    page.on("request", lambda request: page.asked.append(request.url))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.on("console", lambda said: page.complaints.append(said.text) if said.type == "error" else None)
    page.goto(address)
    page.wait_for_function("() => window.answer && window.answer.whole", timeout=LONG)
    yield page
    context.close()


def answered(page, text, condition):
    """What the playground answers to a text that is typed, once the answer meets a condition."""
    page.fill("#text", text)
    page.wait_for_function(f"() => {{ const it = window.answer; return {condition}; }}", timeout=LONG)
    return page.evaluate("window.answer")


@pytest.mark.slow
def test_the_flagship_has_the_same_numbers(opened):
    opened.select_option("#example", "china-llm")
    opened.wait_for_function("() => Object.keys(window.answer.strengths || {}).length > 50", timeout=LONG)
    text = FLAGSHIP.read_text("utf-8")
    assert opened.input_value("#text") == text
    same(opened.evaluate("window.answer"), loads(text))
    edited = text.replace("strength: ", "strength: 0.123 # ", 1)
    m = loads(edited)
    moved = next(node.id for node in m.statements if node.strength == 0.123)
    answer = answered(opened, edited, f"it.whole && it.strengths[{json.dumps(moved)}] === 0.123")
    same(answer, m)
    assert answer["picture"].startswith("<")


def same(answer, m):
    """Whether an answer has the strengths that Python has here."""
    here = evaluate(m).strengths
    assert answer["strengths"].keys() == here.keys()
    assert max(abs(answer["strengths"][id] - here[id]) for id in here) < 1e-9


@pytest.mark.slow
def test_errors_have_their_places_and_lead_to_them(opened):
    answer = answered(opened, "claim: A.\nid: a\nbecaus:\n- premise: B.\n", "!it.whole")
    assert [(one["severity"], one["line"]) for one in answer["findings"]] == [("error", 3)]
    assert "did you mean 'because'?" in opened.inner_text("#findings")
    opened.click("#findings button")
    assert opened.evaluate("[document.activeElement.id, document.activeElement.selectionStart]") == ["text", 16]
    answer = answered(
        opened,
        "claim: A.\nbecause:\n- include: b.argmap.yaml#b\n",
        "!it.whole && it.findings[0].message.includes('includes')",
    )
    assert "a text has no folder to find it in" in answer["findings"][0]["message"]


@pytest.mark.slow
def test_the_address_holds_the_map(opened, address):
    text = "claim: Größer ≥ 具身 <b>.\nid: a\nstrength: 0.75\n"
    answered(opened, text, "it.whole && it.line.includes('0.75')")
    opened.wait_for_function("() => location.hash.length > 20")
    other = opened.context.new_page()
    other.goto(opened.url)
    other.wait_for_function("() => document.getElementById('text').value !== ''")
    assert other.input_value("#text") == text
    other.goto(f"{address}#map=broken")
    other.wait_for_function("() => document.getElementById('verdict').textContent.includes('no map')")
    other.close()


@pytest.mark.slow
def test_the_page_is_the_page_of_python_here(opened):
    """The flagship's page, whole: its data are those that Python writes here, and it says what it is about."""
    opened.select_option("#example", "china-llm")
    opened.wait_for_function("() => Object.keys(window.answer.strengths || {}).length > 50", timeout=LONG)
    opened.click("#look-page")
    opened.wait_for_function("() => window.answer.page || window.answer.instead", timeout=LONG)
    answer = opened.evaluate("window.answer")
    assert answer["instead"] == ""
    m = loads(FLAGSHIP.read_text("utf-8"), file="map")
    assert answer["page"] == str(render(m, evaluate(m), "html"))
    opened.frame_locator("#page").get_by_text("MAIN CLAIM").first.wait_for()
    opened.click("#look-picture")
    opened.wait_for_function("() => window.answer.picture", timeout=LONG)


@pytest.mark.slow
def test_what_needs_arrays_says_so(opened):
    rivals = "claim: A.\nid: a\nstrength: 1\nbut: [{counterevidence: B., id: b, strength: 1, but: [{ref: a}]}]\n"
    answer = answered(opened, f"{rivals}evaluate: {{semantics: df-quad}}\n", "it.line.includes('numpy')")
    assert not answer["whole"]


@pytest.mark.slow
def test_nothing_leaves_the_browser(opened, address, tmp_path):
    assert {url for url in opened.asked if not url.startswith((address, "data:", "blob:", "about:"))} == set()
    assert opened.complaints == []
    opened.screenshot(path=tmp_path / "playground.png")


def test_what_the_playground_is_made_of_is_in_the_repository():
    assert {path.name for path in (ROOT / "playground").iterdir() if path.is_file()} == set(STATIC)
    assert "playground:" in (ROOT / "Makefile").read_text("utf-8")
