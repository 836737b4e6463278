"""The elements of an SVG: texts with widths of their own, boxes, paths."""

import re
import unicodedata
from html import escape
from typing import Any

from argmap.renderers.quoting import in_svg
from argmap.renderers.scene.metrics import clean, known, wide_letter, width

STACK = (
    "Arial,'Helvetica Neue','Liberation Sans',Arimo,'Noto Sans','Noto Sans CJK SC','Noto Sans CJK TC','Source Han Sans SC',"
    "'PingFang SC','Microsoft YaHei',sans-serif"
)
"""Fonts to look for; a line is set in the width that Arial gives it, whichever is found."""
WIDE_STACK = (
    "'Noto Sans CJK SC','Noto Sans CJK TC','Source Han Sans SC','PingFang SC','Microsoft YaHei',Arial,sans-serif"
)
"""Fonts to look for where letters are wide, so that none with another look is taken for them."""


def number(value: float) -> str:
    """A length as short as a tenth of a point allows.

    >>> number(12.04), number(-0.01)
    ('12', '0')
    """
    return f"{round(value, 1) + 0.0:.1f}".removesuffix(".0")


def element(tag: str, inside: str = "", /, **attributes: str | float | None) -> str:
    """An element; `_` in an attribute's name stands for `-`, None and "" leave it out, numbers are lengths."""
    said = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{number(value) if isinstance(value, int | float) else in_svg(value)}"'
        for name, value in attributes.items()
        if value not in (None, "")
    )
    return f"<{tag}{said}>{inside}</{tag}>" if inside else f"<{tag}{said}/>"


def box(x: float, y: float, wide: float, high: float, **look: str | float | None) -> str:
    """A rectangle."""
    return element("rect", x=x, y=y, width=wide, height=high, **look)


def sheet(
    inside: str,
    size: tuple[float, float],
    ground: str,
    *,
    title: str,
    description: str,
    kind: str = "",
    shown: tuple[float, float] | None = None,
) -> str:
    """A whole SVG: its title and description, a ground of this colour, and the drawing.

    `size` is wide and high in the drawing's points, and `shown` in those of the page, if they differ.
    """
    (wide, high), (across, down) = map(number, size), map(number, shown or size)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="argmap-title argmap-desc" '
        f'class="{f"argmap {kind}".strip()}" viewBox="0 0 {wide} {high}" width="{across}" height="{down}" '
        f'font-family="{in_svg(STACK)}">'
        f'<title id="argmap-title">{in_svg(title)}</title><desc id="argmap-desc">{in_svg(description)}</desc>'
        f"{box(0, 0, *size, fill=ground)}{inside}</svg>\n"
    )


def size_of(drawn: str) -> tuple[float, float]:
    """How wide and how high an SVG of ours is, in its own points.

    >>> size_of(sheet("", (30.0, 20.0), "#FFFFFF", title="A", description="B"))
    (30.0, 20.0)
    """
    found = _VIEW.search(drawn)
    assert found, "every picture of argmap says its size"
    return float(found[1]), float(found[2])


_VIEW = re.compile(r'<svg[^>]* viewBox="0 0 ([\d.]+) ([\d.]+)"')


def text(
    x: float,
    y: float,
    said: str,
    size: float,
    fill: str,
    *,
    bold: bool = False,
    end: bool = False,
    strike: bool = False,
) -> str:
    """A line of text from x, or up to x with `end`; one element per script, so that no font pulls another along."""
    line = clean(said)
    x -= width(line, size, bold=bold) * end
    look: dict[str, Any] = {
        "fill": fill,
        "font_size": size,
        "font_weight": "bold" if bold else "",
        "class_": "removed" if strike else "",
    }
    made = []
    for run in runs(line):
        word = run.strip()
        wide = width(word, size, bold=bold)
        pinned = number(wide) if all(map(known, word)) and len(word) > 1 else None
        made.append(
            element(
                "text",
                escape(word),
                x=x + width(run[: len(run) - len(run.lstrip())], size, bold=bold),
                y=y,
                **look,
                font_family=WIDE_STACK if any(map(wide_letter, word)) and not pinned else None,
                textLength=pinned,
                lengthAdjust="spacingAndGlyphs" if pinned else None,
                text_decoration="line-through" if strike else None,
            )
        )
        x += width(run, size, bold=bold)
    return "".join(made)


def runs(line: str) -> list[str]:
    """The parts of a line that are set one after the other: letters of known width, and those between.

    A line with letters written from the right is left whole, for whoever draws it knows in which order they stand.

    >>> runs("AI (具身) now")
    ['AI (', '具身', ') now']
    """
    if any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in line):
        return [line]
    parts: list[str] = []
    for letter in line:
        if parts and (known(letter) == known(parts[-1][0]) or unicodedata.combining(letter)):
            parts[-1] += letter
        else:
            parts.append(letter)
    return parts
