"""How the page looks: the outline and the map, wide and narrow, lit and printed, small and very large."""

import re
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from browsing import FLAGSHIP, choose, drag, opened, rows, settled, shown, strength, until

from argmap import ArgumentMap, Attack, Claim, Premise, Support, evaluate, load
from argmap.renderers.page import page as explorer
from argmap.renderers.poster.poster import poster_of
from argmap.renderers.scene.folding import ViewLimits, shown_part
from argmap.renderers.scene.request import strengths_of
from argmap.resources import folder

NAMES = ("harry", "semmelweis", "china-llm")


def spread(count):
    """A map of so many statements, four under each."""
    nodes = [Claim(text="Everything rests on this.", id="n0")]
    nodes += [Premise(text=f"Statement number {at} says something of its own.", id=f"n{at}") for at in range(1, count)]
    steps = [
        (Attack if at % 3 == 0 else Support)(sources=[f"n{at}"], target=f"n{(at - 1) // 4}") for at in range(1, count)
    ]
    return ArgumentMap(conclusion="n0", nodes=nodes, relations=steps)


@pytest.mark.parametrize("name", NAMES)
def test_the_outline_has_the_rows_of_the_poster_and_says_why_in_its_words(page, tmp_path, name):
    m = load(folder("arguments") / f"{name}.argmap.yaml")
    e = evaluate(m)
    opened(page, m, tmp_path, view="outline")
    settled(page)
    poster = poster_of(m, e, shown_part(m, e, ViewLimits(everything=True)), strengths_of(m, e), "")
    page.emulate_media(media="print")
    until(page, "count => document.querySelectorAll('#rows .row').length === count", arg=len(list(poster.rows)))
    for text, row in zip(rows(page), poster.rows, strict=True):
        assert row.text.startswith(text.removesuffix(" …"))
    losses = page.eval_on_selector_all("#rows .row.full .lifts", "all => all.map(one => one.textContent)")
    told = [
        f"{'+' if row.loss > 0 else '−'}{abs(row.loss):.2f}" if row.telling else ""
        for row in poster.rows
        if not row.group and not row.reference
    ]
    assert losses == told
    page.emulate_media(media="screen")
    said = page.inner_text("#why-said")
    for span in poster.why:
        if span.tone in ("pro", "con", "strong"):
            assert span.text.partition(", with ")[0].strip() in said
    if e.how.worlds:
        assert re.search(r"It stands in [\d.]+ of 100 worlds, is defeated in [\d.]+, and is open in", said)


def test_the_order_and_the_indent_of_rows_are_a_tree_to_assistive_technology(page, tmp_path):
    opened(page, FLAGSHIP, tmp_path, view="outline")
    levels = page.eval_on_selector_all("#rows .row", "all => all.map(one => Number(one.getAttribute('aria-level')))")
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert page.locator('#rows .row[tabindex="0"]').count() <= 1


def test_the_keyboard_walks_the_outline(page, tmp_path):
    nodes = [Claim(text=f"{id.upper()} is so.", id=id, strength={"c": None, "b": 0.1}.get(id, 0.5)) for id in "capqb"]
    ends = (("a", "c"), ("p", "a"), ("b", "c"))
    steps = [*(Support(sources=[one], target=other) for one, other in ends), Attack(sources=["q"], target="a")]
    opened(page, ArgumentMap(conclusion="c", nodes=nodes, relations=steps), tmp_path, view="outline")
    page.focus("#claim")
    page.keyboard.press("ArrowDown")

    def here():
        return page.evaluate("document.activeElement.querySelector('.text')?.textContent")

    texts = rows(page)
    assert here() == texts[0]
    page.keyboard.press("ArrowDown")
    assert here() == texts[1]
    page.keyboard.press("ArrowLeft")
    assert here() == texts[0]
    assert page.evaluate("document.activeElement.getAttribute('aria-expanded')") == "true"
    count = page.locator("#rows .row").count()
    page.keyboard.press("ArrowLeft")
    assert page.evaluate("document.activeElement.getAttribute('aria-expanded')") == "false"
    assert page.evaluate("document.activeElement.querySelector('.folded').textContent") == "+ 1 for · 1 against"
    page.keyboard.press("ArrowRight")
    assert page.locator("#rows .row").count() == count
    page.keyboard.press("Delete")
    assert "rejected by you" in page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "about"


def test_folds_are_counted_as_in_the_pictures(page, tmp_path):
    opened(page, FLAGSHIP, tmp_path)
    found = dict(
        page.eval_on_selector_all(
            ".card:has(.more):not(.main)",
            "all => all.map(one => [one.querySelector('.id').textContent, one.querySelector('.more').textContent])",
        )
    )
    picture = shown_part(FLAGSHIP, None, ViewLimits(depth=1)).folded
    assert len(found.keys() & picture.keys()) > 2
    for id in found.keys() & picture.keys():
        pro, con = picture[id]
        parts = [f"{pro} for"] * bool(pro) + [f"{con} against"] * bool(con)
        assert found[id] == f"+ {' · '.join(parts)}"


def test_nothing_lies_on_another_after_a_what_if(page, tmp_path):
    opened(page, FLAGSHIP, tmp_path)
    page.click("#unfold")
    for id in ("rule", "each-necessary", "race-decided", "talent-moving", "four-take-funds"):
        choose(page, id)
        page.keyboard.press("Delete")
    assert page.locator(".card:has-text('rejected by you')").count() == 5
    boxes = page.eval_on_selector_all(
        ".card",
        "all => all.map(one => [one.offsetLeft, one.offsetTop, one.offsetLeft + one.offsetWidth, one.offsetTop + one.offsetHeight])",
    )
    for at, one in enumerate(boxes):
        for other in boxes[at + 1 :]:
            assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


SMALLEST = """() => Math.min(...[...document.querySelectorAll('body *')].filter((one) => one.checkVisibility()
  && [...one.childNodes].some((part) => part.nodeType === 3 && part.data.trim())).map((one) => parseFloat(getComputedStyle(one).fontSize)))"""
SCALE = "document.querySelector('#stage').style.transform.match(/scale\\((.*)\\)/)[1]"


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1280, 720), (390, 844)])
def test_no_letter_is_smaller_than_12_pixels(page, tmp_path, width, height):
    opened(page, FLAGSHIP, tmp_path, view="outline", width=width, height=height)
    settled(page)
    assert page.evaluate(SMALLEST) >= 12
    page.click("#look-map")
    page.click("#unfold")
    assert page.evaluate(SMALLEST) >= 12
    assert float(page.evaluate(SCALE)) == 1
    page.click("#help")
    assert page.evaluate(SMALLEST) >= 12


def test_the_outline_is_usual_where_a_map_could_not_be_read(page, tmp_path):
    for m, width, usual in ((FLAGSHIP, 1440, "outline"), (spread(4), 1440, "map"), (spread(4), 390, "outline")):
        opened(page, m, tmp_path, view=None, width=width)
        assert page.locator(f"#{usual}").is_visible()


def test_a_phone(browser, tmp_path):
    context = browser.new_context(has_touch=True, is_mobile=True, viewport={"width": 390, "height": 844}, offline=True)
    page = context.new_page()
    opened(page, FLAGSHIP, tmp_path, view=None, width=390, height=844)
    settled(page)
    assert page.locator("header").bounding_box()["height"] <= 96
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.locator("#panel").is_hidden()
    targets = "all => all.filter(one => one.checkVisibility()).map(one => [one.id, one.offsetWidth, one.offsetHeight])"
    for id, wide, high in page.eval_on_selector_all("button, select, summary, input, #rows .row", targets):
        assert min(wide, high) >= 24, id
    page.locator("#rows .row").nth(5).tap()
    assert page.locator("#panel").is_visible()
    assert page.locator("#panel").bounding_box()["width"] <= 390
    page.click("#close-panel")
    page.click("#look-map")
    assert page.evaluate("getComputedStyle(document.querySelector('#map')).touchAction") != "none"
    page.evaluate("explorer.state.open.clear()")
    for _, wide, high in page.eval_on_selector_all(".more", targets):
        assert min(wide, high) >= 24
    context.close()


def test_print_begins_with_the_verdict_and_leaves_no_page_blank(page, tmp_path):
    opened(page, FLAGSHIP, tmp_path, view="outline")
    settled(page)
    page.emulate_media(media="print")
    until(
        page, "count => document.querySelectorAll('#rows .row.full').length === count", arg=len(FLAGSHIP.statements) - 1
    )
    assert page.locator("#map").is_hidden()
    assert page.locator("#tools").is_hidden()
    pdf = page.pdf(prefer_css_page_size=True)
    pages = len(re.findall(rb"/Type\s*/Page\b", pdf))
    assert 1 < pages <= 6
    tops = page.eval_on_selector_all("#rows .row", "all => all.map(one => one.getBoundingClientRect().top)")
    why = page.locator("#why").bounding_box()
    assert min(tops) - (why["y"] + why["height"]) < 60


def test_the_tour_has_six_steps_and_an_address(page, tmp_path):
    opened(page, FLAGSHIP, tmp_path, view="outline")
    settled(page)
    page.click("#start-tour")
    titles = []
    for step in range(1, 7):
        titles.append(page.inner_text("#tour-title"))
        assert f"#tour={step}" in page.url
        lit = page.locator("#rows .row.lit").count()
        assert shown(page, "#rows .row.lit") >= min(lit, 6)
        page.click("#tour-next")
    assert [title.split(":")[0] for title in titles] == [f"{step} of 6" for step in range(1, 7)]
    assert page.locator("#tour").is_hidden()
    assert "#tour" not in page.url
    page.goto("about:blank")
    opened(page, FLAGSHIP, tmp_path, view=None, at="#tour=4")
    assert page.inner_text("#tour-title") == "4 of 6: What would overturn it"
    before = page.inner_text("#claim-verdict")
    page.locator("#tour-said button", has_text="Try").first.click()
    assert page.inner_text("#claim-verdict") != before


def test_marks_on_the_sliders_say_where_the_verdict_turns(page, tmp_path):
    nodes = [Claim(text="C.", id="c"), Premise(text="P.", id="p", strength=0.8)]
    m = ArgumentMap(conclusion="c", nodes=nodes, relations=[Support(sources=["p"], target="c")])
    opened(page, m, tmp_path, view="outline")
    tips = page.eval_on_selector_all("#about li .tip", "all => all.map(one => one.textContent)")
    assert tips == ["0.75"]
    choose(page, "p")
    assert page.inner_text("#base ~ .tips .tip") == "0.60"
    drag(page, "#base", 0.5)
    assert page.inner_text("#claim-verdict").lower() == "undecided"


def test_two_scenarios_are_seen_beside_each_other(page, tmp_path):
    opened(page, FLAGSHIP, tmp_path, view="outline", at="#r=rule")
    page.click("#tab-compare")
    page.get_by_role("button", name="Keep this as A").click()
    choose(page, "race-decided")
    page.keyboard.press("Delete")
    page.click("#tab-compare")
    one, other = evaluate(FLAGSHIP.rejecting("rule")), evaluate(FLAGSHIP.rejecting("rule").rejecting("race-decided"))
    told = page.eval_on_selector_all(".scenario", "all => all.map(one => one.innerText)")
    for text, e, said in zip(told, (one, other), ("rule rejected", "race-decided rejected"), strict=True):
        assert f"{e[e.conclusion]:.2f}" in text
        assert said in text
    page.reload()
    until(page, "window.explorer")
    page.click("#tab-compare")
    assert page.eval_on_selector_all(".scenario", "all => all.map(one => one.innerText)") == told
    page.get_by_role("button", name="Swap A and B").click()
    assert strength(page, FLAGSHIP.conclusion) == one[FLAGSHIP.conclusion]


@pytest.mark.parametrize("view", ["outline", "map"])
def test_the_view_is_saved_as_svg_and_png(page, tmp_path, view):
    m = load(folder("arguments") / "harry.argmap.yaml")
    opened(page, m, tmp_path, view=view)
    page.click("#unfold")
    settled(page)
    for kind in ("svg", "png"):
        page.click("#share summary")
        with page.expect_download() as waiting:
            page.click(f"#{kind}")
        path = tmp_path / f"view.{kind}"
        waiting.value.save_as(path)
        assert waiting.value.suggested_filename == f"{m.conclusion}.{kind}"
        if kind == "svg":
            whole = " ".join("".join(ET.parse(path).getroot().itertext()).split())
            for node in m.statements:
                assert all(word in whole for word in node.text.split())
        else:
            assert path.read_bytes().startswith(b"\x89PNG")
            assert path.stat().st_size > 20_000


def test_embedded_it_has_no_toolbar_and_a_way_out(page, tmp_path):
    path = tmp_path / "map.html"
    path.write_text(explorer(FLAGSHIP), encoding="utf-8")
    page.goto(f"{path.as_uri()}?embed#r=rule")
    until(page, "window.explorer")
    assert page.locator("header").is_hidden()
    assert page.locator("#claim").is_visible()
    assert page.locator("#whole a").get_attribute("href") == f"{path.as_uri()}#r=rule"


def test_motion_only_where_it_is_wanted(page, tmp_path):
    page.emulate_media(reduced_motion="reduce")
    opened(page, FLAGSHIP, tmp_path, view="outline", at="#s=df-quad&r=rule")
    assert page.evaluate("getComputedStyle(document.querySelector('#claim .fill')).transitionDuration") == "0s"
    page.emulate_media(reduced_motion="no-preference")
    assert page.evaluate("getComputedStyle(document.querySelector('#claim .fill')).transitionDuration") != "0s"


FRAMES = """() => new Promise((done) => {
  const slider = document.querySelector('#base');
  let left = 40;
  const next = () => {
    slider.value = Math.random();
    slider.dispatchEvent(new Event('input'));
    if (left--) requestAnimationFrame(next); else done();
  };
  requestAnimationFrame(next);
})"""


def worked(session):
    """The seconds of the processor that the page's scripts, and all that the page does, have taken so far."""
    metrics = {one["name"]: one["value"] for one in session.send("Performance.getMetrics")["metrics"]}
    return metrics["ScriptDuration"], metrics["TaskDuration"]


@pytest.mark.slow
@pytest.mark.parametrize("unfolded", [False, True])
def test_five_thousand_statements_are_dragged_fluently(page, tmp_path, unfolded):
    m = spread(5000)
    opened(page, m, tmp_path, view=None)
    assert (tmp_path / "map.html").stat().st_size <= 1_100_000
    if unfolded:
        page.click("#unfold")
    assert page.evaluate("document.querySelectorAll('*').length") < 4000
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    before = worked(session)
    page.evaluate(FRAMES)
    scripts, all_of_it = (1000 * (now - then) / 40 for now, then in zip(worked(session), before, strict=True))
    assert 0.1 < scripts <= 16, "milliseconds of the processor for each frame of a drag"
    assert scripts < all_of_it <= 40
    page.locator("#middle").evaluate("one => { one.scrollTop = one.scrollHeight; }")
    until(
        page,
        "[...document.querySelectorAll('#rows .row')].some((one) => one.getBoundingClientRect().bottom <= innerHeight + 60)",
    )
    assert page.evaluate("document.querySelectorAll('*').length") < 6000


AXE = "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})"


def told(found):
    """What axe complains of: the rules that are broken, and where."""
    return [(one["id"], [node["html"][:160] for node in one["nodes"][:3]]) for one in found["violations"]]


STATES = {
    "as it is": [],
    "what if": ["#tab-changes"],
    "overturn": ["#tab-overturn"],
    "unanswered, lit": ["#tab-unanswered", "#about .row button"],
    "tension, lit": ["#tab-tensions", "#about li button"],
    "compared": ["#tab-compare", "#about .row button"],
    "tour": ["#start-tour", "#tour-next", "#tour-next"],
    "keys": ["#help"],
    "share": ["#share summary"],
}


@pytest.mark.slow
@pytest.mark.parametrize(("view", "dark"), [("outline", True), ("map", False)])
def test_accessibility_in_every_state(page, script, tmp_path, dark, view):
    source = script("axe-core/axe.min.js").read_text(encoding="utf-8")
    page.emulate_media(color_scheme="dark" if dark else "light", reduced_motion="reduce")
    for name, clicks in STATES.items():
        page.goto("about:blank")
        opened(page, FLAGSHIP, tmp_path, at="#b=each-necessary:0.1&r=rule&s=df-quad", view=view)
        settled(page)
        for click in clicks:
            page.locator(click).first.click()
        page.evaluate(source)
        found = page.evaluate(AXE)
        assert told(found) == [], name


@pytest.mark.slow
@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize(("at", "width", "height"), [("", 390, 844), ("?embed", 700, 450)], ids=["phone", "embedded"])
def test_accessibility_on_a_phone_and_in_a_frame(page, script, tmp_path, dark, at, width, height):
    source = script("axe-core/axe.min.js").read_text(encoding="utf-8")
    page.emulate_media(color_scheme="dark" if dark else "light", reduced_motion="reduce")
    for view in (None, "map"):
        page.goto("about:blank")
        opened(page, FLAGSHIP, tmp_path, at=f"{at}#b=each-necessary:0.1", width=width, height=height, view=None)
        settled(page)
        if view and page.locator("#look-map").is_visible():
            page.click("#look-map")
        page.evaluate(source)
        assert told(page.evaluate(AXE)) == [], view
