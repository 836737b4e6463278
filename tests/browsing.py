"""The page in a browser: opened from a file, asked for its numbers, moved by the mouse."""

from functools import cache

import pytest

from argmap import load
from argmap.renderers.page import page as explorer
from argmap.resources import folder

PATH = folder("arguments") / "china-llm.argmap.yaml"
FLAGSHIP = load(PATH)


@cache
def flagship_page():
    return explorer(FLAGSHIP)


def opened(page, m, tmp_path, e=None, at="", width=1400, height=900, view="map"):
    """The page of a map, opened from a file; in the map unless another view is asked for, or None for the usual one."""
    path = tmp_path / "map.html"
    path.write_text(flagship_page() if m is FLAGSHIP and e is None else explorer(m, e), encoding="utf-8")
    page.set_viewport_size({"width": width, "height": height})
    page.goto(f"{path.as_uri()}{at}")
    until(page, "window.explorer")
    if view is not None:
        page.click(f"#look-{view}")
    return page


def until(page, expression, arg=None):
    """Waits until an expression holds; asked from outside, since the policy of the page lets nothing be evaluated in it."""
    for _ in range(1500):
        if page.evaluate(expression, arg):
            return
        page.wait_for_timeout(20)
    pytest.fail(f"never came true: {expression}", pytrace=False)


def settled(page):
    """Waits until everything is found that the page finds while it rests."""
    until(page, "explorer.Hinges.isComplete()")


def strength(page, id, m=FLAGSHIP):
    place = [node.id for node in m.statements].index(id)
    return page.evaluate(f"explorer.strengths()[{place}]")


def drag(page, selector, to):
    """Drags a slider with the mouse to a part of its length, and waits until the page rests."""
    slider = page.locator(selector).first
    slider.scroll_into_view_if_needed()
    box = slider.bounding_box()
    value, before = float(slider.input_value()), page.url
    y = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + 8 + value * (box["width"] - 16), y)
    page.mouse.down()
    page.mouse.move(box["x"] + 8 + to * (box["width"] - 16), y, steps=8)
    page.mouse.up()
    until(page, "before => location.href !== before", arg=before)


def choose(page, id):
    """Finds a statement by its id and goes to it."""
    page.fill("#search", id)
    page.press("#search", "Enter")


def shown(page, selector):
    """How many elements are wholly within the window and not covered by others."""
    return page.evaluate(
        """selector => [...document.querySelectorAll(selector)].filter((one) => {
        const box = one.getBoundingClientRect(), x = box.left + Math.min(box.width / 2, 120), y = box.top + Math.min(box.height / 2, 12);
        return box.top >= 0 && box.left >= 0 && box.bottom <= innerHeight && box.right <= innerWidth
          && one.contains(document.elementFromPoint(x, y));
    }).length""",
        selector,
    )


def rows(page):
    """The texts of the rows that are in the page."""
    return page.eval_on_selector_all("#rows .row .text", "all => all.map(one => one.textContent)")
