"""The explorable page in a real browser: what it computes is what Python computes, and every way through it works."""

import http.client
import json
import re
import threading
import zlib
from base64 import b64decode, b64encode
from hashlib import sha256

import pytest
from browsing import FLAGSHIP, choose, drag, opened, strength, until

from argmap import (
    ArgumentMap,
    Attack,
    Claim,
    Document,
    Premise,
    Support,
    Tension,
    attribution,
    evaluate,
    loads,
    overturn,
    render,
    show,
)
from argmap.cli.verbs import serving
from argmap.evaluation import how_of
from argmap.renderers import page_data
from argmap.renderers.page import page as explorer
from argmap.semantics import DEFAULT, SEMANTICS
from argmap.solver.worlds import solution
from argmap.testing.strategies import TRAP_TEXTS

WITH_SUPPORTS = [name for name, one in SEMANTICS.items() if not one.attack_only]


def concluded(e):
    """The strength of the conclusion and the verdict, as the page says them."""
    stands, defeated = e[e.conclusion], e.defeated[e.conclusion]
    if e.verdict == "rejected":
        return f"{stands:.2f} rejected (defeated in {defeated:.0%} of 100 worlds)".replace("%", "")
    return f"{stands:.2f} {e.verdict}{f' ({e.reason})' if e.reason else ''}"


def test_the_page_is_small_and_alone():
    text = render(FLAGSHIP, evaluate(FLAGSHIP), "html")
    assert len(text.encode()) <= 200_000
    assert "default-src 'none'" in text
    assert "unsafe" not in text
    code = zlib.decompress(b64decode(re.search(r'id="code">([^<]*)<', text)[1]), -15).decode()
    for part in (text, code):
        assert "http" not in part.replace("http-equiv", "").replace("http://www.w3.org/2000/svg", "")
    assert f"'sha256-{b64encode(sha256(code.encode()).digest()).decode()}'" in text
    assert text == render(FLAGSHIP, evaluate(FLAGSHIP), "html")


def test_it_opens_on_the_overview_in_readable_letters(page, tmp_path):
    opened(page, FLAGSHIP, tmp_path)
    e = evaluate(FLAGSHIP)
    assert f"{e[e.conclusion]:.2f} {e.verdict}" in page.inner_text("#verdict")
    count = page.locator(".card").count()
    assert 4 <= count <= 15
    heights = page.eval_on_selector_all(".card .text", "all => all.map(one => one.getClientRects()[0].height)")
    assert min(heights) >= 12
    scale = page.evaluate("document.querySelector('#stage').style.transform.match(/scale\\((.*)\\)/)[1]")
    assert float(scale) == 1


def test_dragging_a_slider_gives_pythons_number(page, tmp_path):
    opened(page, FLAGSHIP, tmp_path)
    before = page.inner_text("#verdict")
    choose(page, "each-necessary")
    drag(page, "#base", 0.05)
    value = page.evaluate("explorer.state.base[explorer.state.selected]")
    assert 0 <= value < 0.2
    e = evaluate(FLAGSHIP.replace(FLAGSHIP.statement("each-necessary").replace(strength=value)))
    for node in FLAGSHIP.statements:
        assert strength(page, node.id) == pytest.approx(e[node.id], abs=1e-9)
    said = page.inner_text("#verdict")
    assert said != before
    assert said.startswith(f"{e[e.conclusion]:.2f} {e.verdict}")
    assert f"was {evaluate(FLAGSHIP)[e.conclusion]:.2f}" in said


def test_a_weight_and_the_file_that_is_copied(page, tmp_path):
    opened(page, FLAGSHIP, tmp_path)
    drag(page, '#about li input[type="range"]', 0.3)
    choose(page, "four-take-funds")
    page.get_by_role("button", name="Reject").click()
    again = loads(page.evaluate("explorer.changedMap()"), "json")
    changed = [step for step in again.steps if step.weight != FLAGSHIP.step(step.id).weight]
    assert len(changed) == 1
    assert again.statement("four-take-funds").strength == 0
    e = evaluate(again)
    assert strength(page, e.conclusion) == pytest.approx(e[e.conclusion], abs=1e-9)
    assert "#" in page.url
    said = page.inner_text("#verdict")
    page.reload()
    until(page, "window.explorer")
    assert page.inner_text("#verdict") == said
    page.click("#reset")
    assert loads(page.evaluate("explorer.changedMap()"), "json") == FLAGSHIP
    assert "#b" not in page.url


@pytest.mark.parametrize("name", WITH_SUPPORTS)
def test_every_semantics_gives_pythons_numbers(page, tmp_path, name):
    opened(page, FLAGSHIP, tmp_path)
    page.select_option("#semantics", name)
    e = evaluate(FLAGSHIP, name)
    for node in FLAGSHIP.statements:
        assert strength(page, node.id) == pytest.approx(e[node.id], abs=1e-9)
    assert e.verdict in page.inner_text("#verdict")
    assert f"s={name}" in page.url or name == "possible-worlds"


@pytest.mark.parametrize("name", ["nonsense", "__proto__", "constructor", ""])
def test_hash_that_somebody_else_wrote(page, tmp_path, name):
    at = f"#s={name}&b=each-necessary:0.1,nobody:0.5,rule:7,rule,:1&w=<script>:1&at=<img src=x onerror=alert(1)>"
    opened(page, FLAGSHIP, tmp_path, at=at)
    assert page.evaluate("explorer.state.semantics") == "possible-worlds"
    assert strength(page, "rule") == pytest.approx(evaluate(FLAGSHIP)["rule"])
    assert strength(page, "each-necessary") < 0.3


@pytest.mark.parametrize("id", ["race-decided", "each-necessary", "luo-fuli", "talent-moving"])
def test_the_panel_says_what_a_statement_does_to_the_verdict(page, tmp_path, id):
    opened(page, FLAGSHIP, tmp_path)
    choose(page, id)
    said = page.inner_text("#about")
    removal = attribution(FLAGSHIP, method="removal")[id]
    e, without = evaluate(FLAGSHIP), evaluate(FLAGSHIP.without(id))
    assert f"Taken out of the map, the conclusion is at {concluded(without)}" in said
    assert f"it contributes {'−' if removal < 0 else '+'}{abs(removal):.3f}" in said
    granted, rejected = evaluate(FLAGSHIP.granting(id)), evaluate(FLAGSHIP.rejecting(id))
    assert f"Granted, the conclusion is at {concluded(granted)}; rejected, at {concluded(rejected)}." in said
    point = next((one for one in overturn(FLAGSHIP).tipping if one.id == id), None)
    if point is None or point.at is None:
        assert "No chance of its own of it alone turns the verdict." in said
    else:
        assert f"At a chance of its own of {point.at:.2f} or " in said
    weights = [f"{e.steps[step.id]:.2f} =" in said for step in FLAGSHIP.steps_to(id)]
    assert all(weights)
    assert f"= {e[id]:.4f}" in said


@pytest.mark.parametrize("verb", ["reject", "grant"])
@pytest.mark.parametrize("id", ["model-open", "race-decided", "each-necessary"])
def test_rejecting_and_granting_are_interventions(page, tmp_path, verb, id):
    opened(page, FLAGSHIP, tmp_path)
    choose(page, id)
    page.get_by_role("button", name=verb.title(), exact=True).click()
    m = getattr(FLAGSHIP, f"{verb}ing")(id)
    for name in (DEFAULT, "df-quad"):
        page.select_option("#semantics", name)
        e = evaluate(m, name)
        assert [strength(page, node.id) for node in m.statements] == pytest.approx(list(e.values()), rel=0, abs=1e-12)
    again = loads(page.evaluate("explorer.changedMap()"), "json")
    assert [(one.id, one.weight) for one in again.steps if one.weight == 0] == [
        (one.id, 0) for one in m.steps if one.weight == 0
    ]
    assert evaluate(again)[m.conclusion] == evaluate(m)[m.conclusion]
    assert f"{verb[0]}={id}" in page.url
    page.reload()
    until(page, "window.explorer")
    assert f"{verb}ed by you" in page.inner_text("#about")
    page.get_by_role("tab", name="What if").click()
    assert f"{verb}ed" in page.inner_text("#about")
    page.click("#reset")
    assert loads(page.evaluate("explorer.changedMap()"), "json") == FLAGSHIP


def test_a_slider_that_is_moved_stays_where_it_is_under_another_semantics(page, tmp_path):
    opened(page, FLAGSHIP, tmp_path, at="#b=each-necessary:0.1")
    page.select_option("#semantics", "df-quad")
    e = evaluate(FLAGSHIP.replace(FLAGSHIP.statement("each-necessary").replace(strength=0.1)), "df-quad")
    assert strength(page, e.conclusion) == pytest.approx(e[e.conclusion], abs=1e-12)
    page.select_option("#semantics", DEFAULT)
    assert page.evaluate("new URLSearchParams(location.hash.slice(1)).get('b')") == "each-necessary:0.1"


@pytest.mark.parametrize("semantics", [DEFAULT, "quadratic-energy"])
def test_every_standpoint_gives_pythons_numbers(page, tmp_path, semantics):
    opened(page, FLAGSHIP, tmp_path, e=evaluate(FLAGSHIP, semantics))
    names = evaluate(FLAGSHIP).standpoints
    assert page.eval_on_selector_all("#standpoints button", "all => all.map(one => one.value)") == list(names)
    for name in names:
        page.click(f'#standpoints button[value="{name}"]')
        e = evaluate(FLAGSHIP, semantics, standpoint=name)
        assert [strength(page, id) for id in e] == pytest.approx(list(e.values()), rel=0, abs=1e-12)
        assert page.inner_text("#verdict").startswith(f"{e[e.conclusion]:.2f} {e.verdict}")
        assert page.eval_on_selector_all(".card.unheard .id", "all => all.map(one => one.textContent)") == [
            id for id in page.eval_on_selector_all(".card .id", "all => all.map(one => one.textContent)") if id not in e
        ]


def test_a_map_of_one_voice_has_no_switch(page, tmp_path):
    opened(page, ArgumentMap(conclusion="a", statements=[Claim(text="A.", id="a")]), tmp_path)
    assert page.locator("#heard").is_hidden()


def test_the_bar_and_the_panel_say_how_many_worlds(page, tmp_path):
    nodes = [Claim(text="C.", id="c"), Premise(text="P.", id="p", strength=0.8), Claim(text="A.", id="a", strength=0.5)]
    steps = [Support(sources=["p"], target="c"), Attack(sources=["a"], target="c")]
    opened(page, ArgumentMap(conclusion="c", nodes=nodes, relations=steps), tmp_path)
    assert "It stands in 40 of 100 worlds, defeated in 50, open in 10." in page.inner_text("#about")
    assert page.inner_text("#verdict") == "0.40 undecided (mostly defeated)"
    assert page.inner_text("#cuts") == how_of({}).cut_offs
    widths = "['.fill', '.lost'].map(one => document.querySelector('#claim ' + one).style.width)"
    assert page.evaluate(widths) == ["40%", "50%"]
    assert page.locator("#keys p.in-worlds").is_hidden()
    page.click("#help")
    assert page.locator("#keys p.in-worlds").is_visible()
    page.click("#close-keys")
    page.select_option("#semantics", "df-quad")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("?")
    assert page.locator("#keys p.by-grades").is_visible()
    assert page.locator("#keys p.in-worlds").is_hidden()
    page.keyboard.press("Escape")
    assert page.evaluate(widths)[1] == "0%"


def test_a_number_is_rounded_away_from_a_cut_off_that_it_does_not_reach(page, tmp_path):
    nodes = [Claim(text="C.", id="c"), Premise(text="P.", id="p", strength=0.597)]
    opened(page, ArgumentMap(conclusion="c", nodes=nodes, relations=[Support(sources=["p"], target="c")]), tmp_path)
    assert page.inner_text("#verdict") == "0.597 undecided (contested)"
    assert "It stands in 59.7 of 100 worlds, defeated in 0, open in 40.3." in page.inner_text("#about")


def test_worlds_are_drawn_where_there_is_no_circuit(page, tmp_path, monkeypatch):
    for place in (solution, page_data):
        monkeypatch.setattr(place, "plan", lambda _: None)
    m = FLAGSHIP.replace()
    e = evaluate(m)
    opened(page, m, tmp_path, e)
    assert e.status == "sampled"
    assert [strength(page, id) for id in e] == list(e.values())
    assert "drawn worlds" in page.inner_text("#cuts")


def test_folding_and_searching(page, tmp_path):
    opened(page, FLAGSHIP, tmp_path)
    count = page.locator(".card").count()
    page.click("#unfold")
    assert page.locator(".card").count() == len(FLAGSHIP.statements)
    page.click("#overview")
    assert page.locator(".card").count() == count
    assert page.locator('.card[data-id="luo-fuli"], .card:has-text("Luo Fuli")').count() == 0
    page.fill("#search", "luo fuli")
    assert page.locator("#found li").count() >= 1
    page.press("#search", "Enter")
    assert page.locator('.card[aria-selected="true"]').inner_text().count("Luo Fuli") == 1
    assert "Luo Fuli" in page.inner_text("#about h2")
    page.fill("#search", "zzzz")
    assert "Nothing found" in page.inner_text("#found")
    page.press("#search", "Escape")
    assert page.locator("#found").is_hidden()


def test_no_card_lies_on_another(page, tmp_path):
    opened(page, FLAGSHIP, tmp_path)
    page.click("#unfold")
    boxes = page.eval_on_selector_all(
        ".card",
        "all => all.map(one => [one.offsetLeft, one.offsetTop, one.offsetLeft + one.offsetWidth, one.offsetTop + one.offsetHeight])",
    )
    for at, one in enumerate(boxes):
        for other in boxes[at + 1 :]:
            assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
    assert page.locator("#lines g").count() == len(FLAGSHIP.steps)


def test_the_keyboard_walks_the_argument(page, tmp_path):
    opened(page, FLAGSHIP, tmp_path)
    page.focus('.card[aria-selected="true"]')

    def here():
        return page.evaluate("document.activeElement.querySelector('.id')?.textContent")

    assert here() == FLAGSHIP.conclusion
    page.keyboard.press("ArrowRight")
    assert here() == "rule"
    page.keyboard.press("ArrowDown")
    assert here() == "each-necessary"
    folded = page.locator(".card").count()
    page.keyboard.press("ArrowRight")
    assert page.locator(".card").count() == folded + 1
    page.keyboard.press("ArrowRight")
    assert here() == "mature-ones-change"
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    assert page.locator(".card").count() == folded
    page.keyboard.press("ArrowLeft")
    assert here() == FLAGSHIP.conclusion
    page.keyboard.press("End")
    page.keyboard.press("Home")
    assert here() == FLAGSHIP.conclusion
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Delete")
    assert page.evaluate("explorer.state.rejected.has(explorer.state.selected)")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "about"
    assert page.locator('[role="treeitem"][tabindex="0"]').count() == 1


def test_tensions_unanswered_and_sets_are_a_click_away(page, tmp_path):
    opened(page, FLAGSHIP, tmp_path)
    page.get_by_role("tab", name="Tensions").click()
    assert page.locator("#about li").count() == len(FLAGSHIP.tensions)
    page.get_by_role("tab", name="Unanswered").click()
    assert page.locator("#about li").count() > 3
    page.get_by_role("tab", name="Overturn").click()
    first = page.locator("#about li").first
    verdict = first.inner_text().split("it is ")[1].split(".")[0]
    first.get_by_role("button", name="Try", exact=True).click()
    assert verdict in page.inner_text("#verdict").split("was")[0]
    page.get_by_role("tab", name="What if").click()
    assert FLAGSHIP.conclusion in page.inner_text("#about")


def test_a_cyclic_map(page, tmp_path):
    nodes = [Claim(text=f"{id}.", id=id, strength=0.8) for id in "abc"]
    steps = [Attack(sources=["a"], target="b"), Attack(sources=["b"], target="a"), Support(sources=["c"], target="a")]
    m = ArgumentMap(conclusion="a", nodes=nodes, relations=[*steps, Support(sources=["a"], target="c")])
    opened(page, m, tmp_path)
    e = evaluate(m)
    assert page.evaluate("[...explorer.strengths()]") == [e[id] for id in "abc"]
    page.select_option("#semantics", "quadratic-energy")
    e = evaluate(m, "quadratic-energy")
    assert page.evaluate("[...explorer.strengths()]") == pytest.approx([e[id] for id in "abc"], abs=1e-8)
    page.click("#unfold")
    assert page.locator("#lines g").count() == 4


def test_hostile_maps_are_inert(page, tmp_path):
    texts = [text for text in TRAP_TEXTS if text.strip()] + [
        "</script><script>window.hacked=1</script>", "<img src=x onerror=window.hacked=1>", "<!--<script>", "{{ 7*7 }}", "]]>",
        "javascript:window.hacked=1", "x\u2028y\u2029z", "</title><script>window.hacked=1</script>", "<style>*{display:none}</style>",
    ]  # fmt: skip
    nodes = [
        Claim(text=text, id=f"t{at}", note=text, source=[{"at": text, "quote": text}] if text.split() else [])
        for at, text in enumerate(texts)
    ]
    steps = [Attack(sources=[node.id], target="t0", why=node.text) for node in nodes[1:]]
    m = ArgumentMap(
        conclusion="t0", nodes=nodes, relations=steps, title="</title><script>window.hacked=1</script>",
        document=Document(title=texts[-1], url="javascript:window.hacked=1"),
        tensions=[Tension(between=["t0", "t1"], why=text) for text in texts],
    )  # fmt: skip
    opened(page, m, tmp_path)
    page.click("#unfold")
    shown = page.eval_on_selector_all(".card .text", "all => all.map(one => one.textContent)")
    assert sorted(shown) == sorted(node.text for node in m.statements)
    page.click("#look-outline")
    page.click("#start-tour")
    for _ in range(6):
        page.click("#tour-next")
    for tab in ("What if", "Overturn", "Unanswered", "Tensions", "Compare", "Statement"):
        page.get_by_role("tab", name=tab).click()
    for at in range(len(texts)):
        page.evaluate(f"location.hash = 'at=t{at}'")
    until(page, f"explorer.state.selected === {len(texts) - 1}")
    assert page.evaluate("window.hacked") is None
    assert page.evaluate("document.scripts.length") == 4
    assert page.locator("a[href], iframe, img, object, embed").count() == 0
    assert loads(page.evaluate("explorer.changedMap()"), "json") == m


def test_light_dark_and_narrow(page, tmp_path):
    opened(page, FLAGSHIP, tmp_path)
    ground = "getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(ground) == "rgb(255, 255, 255)"
    page.click("#theme")
    assert page.evaluate(ground) == "rgb(14, 22, 33)"
    page.click("#theme")
    assert page.evaluate(ground) == "rgb(255, 255, 255)"
    page.emulate_media(color_scheme="dark")
    page.evaluate("delete document.documentElement.dataset.theme")
    assert page.evaluate(ground) == "rgb(14, 22, 33)"
    page.set_viewport_size({"width": 380, "height": 720})
    assert page.evaluate("document.documentElement.scrollWidth") <= 380
    assert page.locator("#outline").is_visible()


def test_dragging_moves_the_map_and_touch_works(browser, tmp_path):
    context = browser.new_context(has_touch=True, viewport={"width": 1000, "height": 700}, offline=True)
    page = context.new_page()
    opened(page, FLAGSHIP, tmp_path, width=1000, height=700)
    where = "document.querySelector('#stage').style.transform"
    before = page.evaluate(where)
    page.mouse.move(30, 640)
    page.mouse.down()
    page.mouse.move(130, 600, steps=4)
    page.mouse.up()
    assert page.evaluate(where) != before
    page.locator(".card:has-text('one-unmet')").tap()
    assert page.evaluate("explorer.state.selected") != 0
    before = page.evaluate(where)
    page.click("#larger")
    assert page.evaluate(where) != before
    context.close()


def test_a_notebook_shows_it_in_a_frame_that_reaches_nothing(page):
    forms = show(FLAGSHIP, interactive=True)._repr_mimebundle_()
    assert set(forms) == {"text/html", "text/plain"}
    page.set_content(f"<title>Notebook</title>{forms['text/html']}")
    frame = page.frame_locator("iframe")
    assert evaluate(FLAGSHIP).verdict in frame.locator("#verdict").inner_text()
    frame.locator("#look-map").click()
    frame.locator("#unfold").click()
    assert frame.locator(".card").count() == len(FLAGSHIP.statements)
    assert page.locator("iframe").get_attribute("sandbox") == "allow-scripts"


@pytest.fixture
def served(tmp_path):
    """A map that is served, and where."""
    path = tmp_path / "a.argmap.yaml"
    path.write_text("claim: First.\nid: a\nbecause:\n  - {premise: Why., id: p}\n", encoding="utf-8")
    one = serving.Served(str(path), semantics="quadratic-energy")
    server = serving.server_of(one, 0)
    threading.Thread(target=one.watch, daemon=True).start()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield path, server.server_address[1]
    server.shutdown()
    server.server_close()


def test_only_this_machine_is_served_and_only_the_page(served):
    _, port = served
    for path, host, code in (
        ("/", f"127.0.0.1:{port}", 200), ("/", f"localhost:{port}", 200), ("/", f"evil.example:{port}", 403),
        ("/a.argmap.yaml", f"127.0.0.1:{port}", 404), ("/../../etc/passwd", f"127.0.0.1:{port}", 404),
    ):  # fmt: skip
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        connection.request("GET", path, headers={"Host": host})
        assert connection.getresponse().status == code
        connection.close()
    lengths = []
    for method in ("GET", "HEAD"):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        connection.request(method, "/", headers={"Host": f"127.0.0.1:{port}"})
        answer = connection.getresponse()
        lengths.append((answer.status, answer.headers["Content-Length"], bool(answer.read())))
        connection.close()
    assert lengths == [(200, lengths[0][1], True), (200, lengths[0][1], False)]
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    connection.request("POST", "/", body="x", headers={"Host": f"127.0.0.1:{port}"})
    assert connection.getresponse().status == 405


def test_the_page_follows_the_file_and_keeps_the_last_good_map(browser, served):
    path, port = served
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"http://127.0.0.1:{port}/#b=p:0.9")
    page.wait_for_selector(".card:has-text('First.')")
    path.write_text("claim: [\n", encoding="utf-8")
    page.wait_for_selector("#notice:has-text('a.argmap.yaml:2')")
    assert page.locator(".card:has-text('First.')").count() == 1
    page.reload()
    page.wait_for_selector("#notice:has-text('a.argmap.yaml:2')")
    assert page.locator(".card:has-text('First.')").count() == 1
    path.write_text("claim: Second.\nid: a\nbecause:\n  - {premise: Why., id: p}\n", encoding="utf-8")
    page.wait_for_selector(".card:has-text('Second.')")
    assert page.evaluate("explorer.state.base[1]") == 0.9
    assert page.locator("#notice").is_hidden()
    context.close()


def test_the_data_of_the_page_is_the_map_itself():
    text = explorer(FLAGSHIP)
    start = text.index('id="argument">') + len('id="argument">')
    data = json.loads(text[start : text.index("</script>", start)])
    assert loads(json.dumps(data["map"]), "json") == FLAGSHIP
    assert "<" not in text[start : text.index("</script>", start)]
