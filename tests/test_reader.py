"""What readers do with the page: ten tasks, each done in a browser as a reader would do it, and answered by what the page says."""

import json

import pytest
from browsing import FLAGSHIP, choose, opened, settled, shown, strength, until

from argmap import evaluate, loads, render
from argmap.analysis.hinges import hinges
from argmap.cli.parser import run_verb
from argmap.model import ArgumentMap, Claim, Counterevidence, Premise, Support
from argmap.model.step import Attack
from argmap.model.walks import unanswered

OUTLINE = {"view": "outline"}


def small():
    """A map whose verdict hinges on one premise, with one answered and one unanswered piece of counterevidence."""
    nodes = [
        Claim(text="We should move.", id="move"),
        Premise(text="It is cheaper.", id="cheaper", strength=0.9, source=[{"at": "¶2", "quote": "a third cheaper"}]),
        Premise(text="It is faster.", id="faster", strength=0.3),
        Counterevidence(text="The last move failed.", id="failed", strength=0.2),
        Counterevidence(text="The price may rise.", id="rise", strength=0.4),
        Premise(text="The contract fixes it.", id="fixed", strength=0.9),
    ]
    steps = [
        Support(sources=["cheaper"], target="move"),
        Support(sources=["faster"], target="move"),
        Attack(sources=["failed"], target="move"),
        Attack(sources=["rise"], target="cheaper"),
        Attack(sources=["fixed"], target="rise"),
    ]
    return ArgumentMap(conclusion="move", statements=nodes, steps=steps, title="Should we move?")


def test_why_the_verdict_is_what_it_is(page, tmp_path):
    m = small()
    opened(page, m, tmp_path, **OUTLINE)
    settled(page)
    e = evaluate(m)
    said = page.inner_text("#why")
    assert said.startswith("MAIN CLAIM")
    assert e.verdict.capitalize() in page.inner_text("#why-said")
    assert f"For it: It is cheaper (lifts it {e['move'] - evaluate(m.rejecting('cheaper'))['move']:.2f})" in said
    assert (
        f"Against it: The last move failed (costs it {evaluate(m.rejecting('failed'))['move'] - e['move']:.2f})" in said
    )
    assert shown(page, "#why-said p") == page.locator("#why-said p").count()


def test_what_would_overturn_it(page, tmp_path):
    opened(page, FLAGSHIP, tmp_path, **OUTLINE)
    settled(page)
    turning = [one for one in hinges(FLAGSHIP) if one.turns]
    said = page.inner_text("#why-said")
    assert "It hinges on" in said
    for one in turning[:3]:
        assert FLAGSHIP.statement(one.id).text[:40] in said
    for one in turning:
        choose(page, one.id)
        assert "turns the verdict" in page.inner_text('#rows .row[aria-selected="true"]')
    page.get_by_role("tab", name="Overturn").click()
    first = page.locator("#about li").first
    verdict = first.inner_text().split("it is ")[1].split(".")[0]
    first.get_by_role("button", name="Try", exact=True).click()
    assert page.inner_text("#claim-verdict").lower() == verdict


def test_a_premise_is_rejected_and_the_turn_is_seen(page, tmp_path):
    opened(page, small(), tmp_path, **OUTLINE)
    page.locator('#rows .row:has-text("It is cheaper.")').click()
    page.get_by_role("button", name="Reject", exact=True).click()
    e = evaluate(small().rejecting("cheaper"))
    assert page.inner_text("#claim-verdict").lower() == e.verdict
    before = evaluate(small())
    assert page.inner_text("#was") == f"It was {before.verdict}, {before['move']:.2f}: the verdict turns."
    assert page.locator("#claim.turned").count() == 1
    assert page.locator("#claim .ghost").is_visible()
    assert shown(page, "#claim") == 1
    assert page.evaluate("getComputedStyle(document.querySelector('#claim')).opacity") == "1"


def test_a_what_if_is_shared_and_its_reader_is_told_what_was_changed(page, tmp_path):
    opened(page, small(), tmp_path, **OUTLINE)
    choose(page, "cheaper")
    page.get_by_role("button", name="Reject", exact=True).click()
    page.select_option("#semantics", "df-quad")
    page.click("#share summary")
    page.click("#link")
    page.wait_for_selector("#notice:not([hidden])")
    link = page.url
    page.goto("about:blank")
    page.goto(link)
    until(page, "window.explorer")
    told = page.inner_text("#changed")
    for part in ("It is cheaper", "rejected", "semantics: df-quad"):
        assert part in told
    assert page.inner_text("#verdict").startswith(f"{evaluate(small().rejecting('cheaper'), 'df-quad')['move']:.2f}")


def test_semantics_and_standpoints_are_compared(page, tmp_path):
    opened(page, FLAGSHIP, tmp_path, **OUTLINE)
    settled(page)
    names = page.eval_on_selector_all("#semantics option", "all => all.map(one => one.value)")
    until(page, "count => document.querySelectorAll('#strip .dot').length === count", arg=len(names))
    page.get_by_role("tab", name="Compare").click()
    told = page.eval_on_selector_all("#about .ways li", "all => all.map(one => one.innerText)")
    expected = [evaluate(FLAGSHIP, name) for name in names]
    standpoints = evaluate(FLAGSHIP).standpoints
    expected += [evaluate(FLAGSHIP, standpoint=name) for name in standpoints]
    assert len(told) == len(expected)
    for line, e in zip(told, expected, strict=True):
        assert e.verdict in line
        assert f"{e[e.conclusion]:.2f}" in line
    name = next(iter(standpoints))
    page.click(f'#standpoints button[value="{name}"]')
    heard = evaluate(FLAGSHIP, standpoint=name)[FLAGSHIP.conclusion]
    assert strength(page, FLAGSHIP.conclusion) == pytest.approx(heard, abs=1e-12)


@pytest.mark.parametrize("view", ["outline", "map"])
def test_all_unanswered_counterevidence_is_brought_into_sight(page, tmp_path, view):
    opened(page, FLAGSHIP, tmp_path, view=view)
    page.get_by_role("tab", name="Unanswered").click()
    count = len(unanswered(FLAGSHIP))
    assert page.locator("#about li").count() == count > 3
    page.get_by_role("button", name="Show all", exact=True).click()
    lit = "#rows .row.lit" if page.locator("#outline").is_visible() else ".card.lit"
    assert page.locator(lit).count() == shown(page, lit) == count


@pytest.mark.parametrize("view", ["outline", "map"])
def test_both_ends_of_each_tension_are_brought_into_sight(page, tmp_path, view):
    opened(page, FLAGSHIP, tmp_path, view=view)
    for at in range(len(FLAGSHIP.tensions)):
        page.click(f"#look-{view}")
        page.click("#tab-tensions")
        page.locator("#about li").nth(at).get_by_role("button", name="Show both").click()
        lit = "#rows .row.lit" if page.locator("#outline").is_visible() else ".card.lit"
        assert page.locator(lit).count() == shown(page, lit) > 0


def test_something_is_found(page, tmp_path):
    opened(page, FLAGSHIP, tmp_path, **OUTLINE)
    page.keyboard.press("/")
    page.keyboard.type("luo fuli")
    assert page.locator("#rows .row.lit").count() == shown(page, "#rows .row.lit") >= 1
    page.keyboard.press("Enter")
    assert "Luo Fuli" in page.inner_text("#about h2")
    assert "Luo Fuli" in page.inner_text('#rows .row[aria-selected="true"]')
    assert shown(page, '#rows .row[aria-selected="true"]') == 1


def test_a_quote_is_read_in_its_context(page, tmp_path):
    m = small()
    path = tmp_path / "map.html"
    source = "It was long discussed.\n\nAfter two years it is a third cheaper, they say. <b>So</b> they moved."
    path.write_text(render(m, evaluate(m), "html", source=source), encoding="utf-8")
    assert "two years" not in render(m, evaluate(m), "html")
    page.goto(path.as_uri())
    until(page, "window.explorer")
    choose(page, "cheaper")
    assert page.inner_text("#about mark") == "a third cheaper"
    assert (
        page.inner_text("#about blockquote p")
        == "After two years it is a third cheaper, they say. <b>So</b> they moved."
    )


def test_undo_redo_and_reset(page, tmp_path):
    opened(page, small(), tmp_path, **OUTLINE)
    m, values = small(), []
    for id in ("cheaper", "failed"):
        choose(page, id)
        page.keyboard.press("Delete")
        values.append(strength(page, "move", m))
    page.keyboard.press("Control+z")
    assert strength(page, "move", m) == values[0]
    page.keyboard.press("Control+z")
    assert strength(page, "move", m) == evaluate(m)["move"]
    assert page.locator("#undo").is_disabled()
    page.keyboard.press("Control+Shift+z")
    page.keyboard.press("Control+y")
    assert strength(page, "move", m) == values[1]
    assert page.locator("#redo").is_disabled()
    page.locator("#changed .undo").first.click()
    assert page.locator("#changed .chip").count() == 1
    page.click("#reset")
    assert page.locator("#changed").is_hidden()
    assert strength(page, "move", m) == evaluate(m)["move"]


def test_what_is_copied_gives_the_same_numbers_at_the_command_line(page, tmp_path, capsys):
    opened(page, FLAGSHIP, tmp_path, at="#r=rule&b=luo-fuli:0.2", **OUTLINE)
    path = tmp_path / "copied.argmap.json"
    path.write_text(page.evaluate("explorer.changedMap()"), encoding="utf-8")
    with pytest.raises(SystemExit, match="0"):
        run_verb(["eval", str(path), "--json"])
    told = json.loads(capsys.readouterr().out)
    here = dict(zip((node.id for node in FLAGSHIP.statements), page.evaluate("[...explorer.strengths()]"), strict=True))
    assert here == dict(evaluate(loads(path.read_text(encoding="utf-8"), "json")).items())
    assert told["strengths"] == here
