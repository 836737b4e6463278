"""Maps in documents and notebooks: small sites are built with each builder, and the widget is moved in a browser."""

import json
import os
import re
import subprocess
import sys
from html import unescape
from pathlib import Path

import pytest

pytest.importorskip("markdown")
import markdown

import argmap
from argmap import LoadError, UnknownName, loads
from argmap.embedded.block import block_of
from argmap.errors import UsageError

ROOT = Path(__file__).parent.parent
EXTENSION = "argmap.embedded.for_markdown"
MAP = "claim: Moving pays off.\nid: move\nbecause:\n- premise: It is cheaper.\n  id: cheaper\n  strength: 0.8\n"
OTHER = "claim: It holds.\nbecause: [{include: part.argmap.yaml#part}]\n"
PART = "claim: A part.\nid: part\nbecause: [{premise: P., strength: 0.9}]\n"


def html(text, **settings):
    return markdown.markdown(text, extensions=[EXTENSION, "fenced_code"], extension_configs={EXTENSION: settings})


def alts(text):
    return [unescape(alt) for alt in re.findall(r'<img alt="([^"]*)"', text)]


def built(command, folder):
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def test_a_fence_becomes_a_picture_with_the_page_under_it():
    made = html(f"Before.\n\n```argmap depth=1\n{MAP}```\n\nAfter.\n")
    assert made.startswith("<p>Before.</p>")
    assert made.endswith("<p>After.</p>")
    assert alts(made) == ["accepted 0.80: Moving pays off."]
    (page,) = re.findall(r'srcdoc="([^"]*)"', made)
    assert unescape(page) == argmap.render(loads(MAP), to="html")
    assert 'sandbox="allow-scripts"' in made


@pytest.mark.parametrize(
    "fence", ["```argmap", "~~~~ argmap", "```{.argmap}", "``` { .argmap theme=paper }", "    ```argmap"]
)
def test_fences_in_every_form(fence):
    indent = " " * (len(fence) - len(fence.lstrip()))
    close = re.match(r"[`~]+", fence.strip())[0]
    inside = "".join(f"{indent}{line}\n" for line in MAP.splitlines())
    assert alts(html(f"{'- a list' if indent else ''}\n\n{fence}\n{inside}{indent}{close}\n")) == [
        "accepted 0.80: Moving pays off."
    ]


@pytest.mark.parametrize(
    "text",
    [
        "````markdown\n```argmap\nclaim: A.\n```\n````\n",
        "```argmapper\nclaim: A.\n```\n",
        "```yaml\nargmap: 1\n```\n",
        "```argmap\nclaim: never closed\n",
        "Inline ```argmap``` code.\n",
    ],
)
def test_what_is_no_block_stays_as_it_is(text):
    assert html(text) == markdown.markdown(text, extensions=["fenced_code"])


@pytest.mark.parametrize(
    ("text", "error", "said"),
    [
        ("```argmap\nclaim: A.\nclaim: B.\n```", LoadError, "block 1 of argmap:2:1"),
        ("```argmap colour=red\nclaim: A.\n```", UnknownName, "option of a block 'colour' is not known"),
        ("```argmap depth=deep\nclaim: A.\n```", UsageError, "a block needs a whole number"),
        ("```argmap theme\nclaim: A.\n```", UsageError, "is NAME=VALUE"),
        ("```argmap theme='\nclaim: A.\n```", UsageError, "cannot be read"),
        ("```argmap\n```", UsageError, "a block holds a map, or names a file"),
        ("```argmap file=a.argmap.yaml\nclaim: A.\n```", UsageError, "a block holds a map, or names a file"),
        ("```argmap file=../secret.argmap.yaml\n```", UsageError, "a block names a file in"),
        ("```argmap\nclaim: A.\nbecause: [{include: a.argmap.yaml#a}]\n```", LoadError, "no folder to find it in"),
    ],
)
def test_a_mistake_stops_the_build_and_is_told(text, error, said):
    with pytest.raises(error, match=re.escape(said)):
        html(text)


def test_a_block_names_a_file_which_may_include_others(tmp_path):
    (tmp_path / "case.argmap.yaml").write_text(OTHER)
    (tmp_path / "part.argmap.yaml").write_text(PART)
    assert alts(html("```argmap file=case.argmap.yaml\n```\n", folder=str(tmp_path))) == ["accepted 0.90: It holds."]


def test_hostile_text_stays_text():
    made = html('```argmap\nclaim: "<script>alert(1)</script> \\"quoted\\" &amp;"\nstrength: 0.5\n```\n')
    assert "<script>alert" not in made
    assert alts(made) == ['undecided 0.50: <script>alert(1)</script> "quoted" &amp;']


def test_options_of_all_blocks_and_of_one():
    text = f"```argmap\n{MAP}```\n\n```argmap theme=cards semantics=df-quad\n{MAP}```\n"
    first, second = re.findall(r'src="(data:[^"]*)"', html(text, theme="paper"))
    block = block_of(MAP, {"theme": "paper"})
    assert first in block.html()
    assert second != first
    assert alts(html(text))[1] == "accepted 0.90: Moving pays off."


@pytest.fixture
def site(tmp_path):
    docs = tmp_path / "docs"
    (docs / "sub").mkdir(parents=True)
    (docs / "index.md").write_text(f"# Home\n\n```argmap depth=1\n{MAP}```\n")
    (docs / "sub/page.md").write_text("# Page\n\n```argmap file=docs/case.argmap.yaml\n```\n")
    (docs / "case.argmap.yaml").write_text(OTHER)
    (docs / "part.argmap.yaml").write_text(PART)
    return tmp_path


def linked(site, name):
    """The pages that a page of a site links its pictures to."""
    page = site / name
    links = re.findall(r'<figure class="argmap[^>]*><a [^>]*href="([^"]*)"', page.read_text("utf-8"))
    return [(page.parent / link).resolve() for link in links]


def test_a_site_of_mkdocs(site):
    pytest.importorskip("mkdocs")
    (site / "mkdocs.yml").write_text(f"site_name: A site\ntheme: mkdocs\nmarkdown_extensions: [{EXTENSION}]\n")
    code, said = built(["mkdocs", "build", "--strict"], site)
    assert code == 0, said
    for name, text in (("index.html", "Moving pays off."), ("sub/page/index.html", "It holds.")):
        (page,) = linked(site / "site", name)
        assert page.parent == (site / "site/argmap").resolve()
        assert text in page.read_text("utf-8")
    (site / "docs/bad.md").write_text("# Bad\n\n```argmap\nclaim: [\n```\n")
    code, said = built(["mkdocs", "build"], site)
    assert code != 0
    assert "bad.md: block 1 of argmap:" in said


def test_a_site_of_zensical(site):
    pytest.importorskip("zensical")
    (site / "zensical.toml").write_text(
        f'[project]\nsite_name = "A site"\n[project.markdown_extensions."{EXTENSION}"]\ntheme = "paper"\n'
    )
    for _ in range(2):  # the second build takes pages from its cache
        code, said = built(["zensical", "build"], site)
        assert code == 0, said
        assert alts((site / "site/index.html").read_text("utf-8")) == ["accepted 0.80: Moving pays off."]
        assert 'srcdoc="' in (site / "site/sub/page/index.html").read_text("utf-8")


def test_a_site_of_sphinx_with_myst(site):
    pytest.importorskip("myst_parser")
    docs = site / "docs"
    (docs / "conf.py").write_text('extensions = ["myst_parser", "argmap.embedded.for_sphinx"]\n')
    (docs / "index.md").write_text(f"# Home\n\n```{{toctree}}\nsub/page\n```\n\n```{{argmap}}\n:depth: 1\n{MAP}```\n")
    (docs / "sub/page.md").unlink()
    (docs / "sub/page.rst").write_text("Page\n====\n\n.. argmap:: ../case.argmap.yaml\n")
    (docs / "sub/page.rst").write_text("Page\n====\n\n.. argmap:: case.argmap.yaml\n   :theme: paper\n")
    for name, text in (("case", OTHER), ("part", PART)):
        (docs / f"sub/{name}.argmap.yaml").write_text(text)
    build = ["sphinx", "-q", "-W", "-d", "trees", "-b"]
    code, said = built([*build, "html", "docs", "out"], site)
    assert code == 0, said
    for name, text in (("index.html", "Moving pays off."), ("sub/page.html", "It holds.")):
        (page,) = linked(site / "out", name)
        assert text in page.read_text("utf-8")
        assert page.with_suffix(".svg").is_file()
    (docs / "sub/part.argmap.yaml").write_text(PART.replace("0.9", "0.1"))
    code, said = built([*build, "text", "docs", "text"], site)
    assert code == 0, said
    assert (site / "text/index.txt").read_text("utf-8").endswith("accepted 0.80: Moving pays off.\n")
    assert (site / "text/sub/page.txt").read_text("utf-8").endswith("undecided 0.10: It holds.\n")
    (docs / "index.md").write_text("# Home\n\n```{argmap}\nclaim: A.\nclaim: B.\n```\n")
    code, said = built([*build, "html", "docs", "out"], site)
    assert code != 0
    assert "key 'claim' is given twice" in said


def test_the_entry_point_is_there():
    import tomllib

    points = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["entry-points"]
    module, _, name = points["markdown.extensions"]["argmap"].partition(":")
    assert module == EXTENSION
    assert callable(getattr(__import__(EXTENSION, fromlist=[name]), name))


def test_nothing_of_it_is_imported_by_the_core():
    code = "import argmap, sys, argmap.cli.verbs.checks; argmap.loads('claim: A.'); print([m for m in sys.modules if m.split('.')[0] in ('markdown', 'sphinx', 'docutils', 'anywidget', 'traitlets', 'ipywidgets') or 'embedded' in m])"
    assert built(["argmap", "--version"], ROOT)[0] == 0
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.fixture
def sliders():
    pytest.importorskip("anywidget")
    return argmap.widget(loads(MAP))


def test_values_come_back_to_python(sliders):
    assert sliders.values == {"cheaper": 0.8}
    sliders.set_state({"values": {"cheaper": 0.3}})  # what the browser sends
    assert sliders.map.statement("cheaper").strength == 0.3
    assert sliders.evaluation["move"] == pytest.approx(0.3)
    assert sliders.shown["line"] == "undecided 0.30: Moving pays off."
    sliders.values = {"cheaper": 0.8}
    assert sliders.map == loads(MAP)


@pytest.mark.parametrize(
    "values", [{"move": 0.5}, {"cheaper": 2}, {"cheaper": "x"}, {"cheaper": None}, {"cheaper": True}]
)
def test_values_that_are_none_change_nothing(sliders, values):
    import traitlets

    with pytest.raises(traitlets.TraitError):
        sliders.values = values
    assert sliders.map == loads(MAP)
    with pytest.raises(UnknownName):
        argmap.widget(loads(MAP), ["nobody"])


START = '<script type="module" src="./start.js"></script>'
STYLE = (ROOT / "templates/widget.css").read_text("utf-8")
SCRIPT = """
import widget from "./widget.js";
const listeners = {};
const state = JSON.parse(document.querySelector("#state").textContent);
window.sent = [];
window.model = {
  get: (name) => state[name],
  set: (name, value) => { state[name] = value; (listeners["change:" + name] || []).forEach((one) => one()); },
  save_changes: () => window.sent.push(JSON.stringify(state.values)),
  on: (name, call) => (listeners[name] ||= []).push(call),
  off: (name, call) => { listeners[name] = listeners[name].filter((one) => one !== call); },
};
window.ready = widget.render({ model: window.model, el: document.querySelector("#here") });
window.count = () => Object.values(listeners).flat().length;
"""


def test_the_sliders_in_a_browser(sliders, page, tmp_path):
    state = {"rows": sliders.rows, "values": sliders.values, "shown": sliders.shown}
    hostile = json.dumps(state).replace("It is cheaper.", "<img src=x onerror=alert(1)>").replace("<", "\\u003c")
    files = {
        "/": (f'<div id="here"></div><script type="application/json" id="state">{hostile}</script>{START}<style>{STYLE}</style>', "text/html"),
        "/start.js": (SCRIPT, "text/javascript"),
        "/widget.js": ((ROOT / "templates/widget.js").read_text("utf-8"), "text/javascript"),
    }  # fmt: skip

    def answer(route):
        body, kind = files.get(re.sub(r"^https?://[^/]+", "", route.request.url), ("", "text/plain"))
        route.fulfill(body=body, content_type=kind)

    page.route("**/*", answer)
    page.goto("http://widget.test/")
    page.wait_for_function("() => Boolean(window.ready)")
    assert page.inner_text("p[role=status]") == "accepted 0.80: Moving pays off."
    assert page.locator("label span").inner_text() == "<img src=x onerror=alert(1)>"
    page.locator("input").fill("0.3")
    sent = json.loads(page.evaluate("window.sent.at(-1)"))
    sliders.set_state({"values": sent})
    assert sliders.map.statement("cheaper").strength == 0.3
    page.evaluate("shown => window.model.set('shown', shown)", sliders.shown)
    assert page.inner_text("p[role=status]") == "undecided 0.30: Moving pays off."
    page.evaluate("window.model.set('values', {cheaper: 0.6})")
    assert page.locator("output").inner_text() == "0.60"
    assert page.evaluate("(window.ready(), window.count())") == 0
    page.screenshot(path=tmp_path / "widget.png")
