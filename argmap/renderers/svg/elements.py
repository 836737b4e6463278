"""The elements of an SVG: texts with widths of their own, boxes, paths."""

import re
from html import escape, unescape
from typing import Any

from argmap.renderers.quoting import in_svg
from argmap.renderers.scene.advances import known, mark, script_of, shaped, wide
from argmap.renderers.scene.metrics import clean, from_right, width

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


def text_of(drawn: str) -> str:
    """All that an SVG of ours says in letters, a line for each text.

    >>> text_of(text(0, 0, "a < b", 10, "#000000"))
    'a < b'
    """
    return "\n".join(map(unescape, re.findall(r"<text[^>]*>([^<]*)<", drawn)))


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
    room: float | None = None,
    rtl: bool | None = None,
) -> str:
    """A line of text from x, or up to x with `end`; one element per script, so that no font pulls another along.

    A line written from the right ends where its `room` does, if there is one; `rtl` says whether it is, and unless given
    its first letter does. Such a line, and one whose letters are shaped by their neighbours, is one element.
    """
    line = clean(said)
    look: dict[str, Any] = {
        "fill": fill,
        "font_size": size,
        "font_weight": "bold" if bold else "",
        "class_": "removed" if strike else "",
        "text_decoration": "line-through" if strike else None,
    }
    if script := script_of(line):
        look["font_family"] = f"'Noto Sans {script}',Arial,sans-serif"
    if from_right(line) if rtl is None else rtl:
        if not end:
            x += width(line, size, bold=bold) if room is None else room
        # An embedding (U+202B to U+202C), since what turns an SVG into pixels or PDF knows no `direction`.
        return element("text", f"\u202b{escape(line)}\u202c", x=x, y=y, **look, text_anchor="end")
    if any(map(shaped, line)):
        return element("text", escape(line), x=x, y=y, **look, text_anchor="end" if end else None)
    x -= width(line, size, bold=bold) * end
    elements = []
    for run in runs(line):
        word = run.strip()
        long = width(word, size, bold=bold)
        pinned = number(long) if all(map(known, word)) and len(word) > 1 else None
        elements.append(
            element(
                "text",
                escape(word),
                x=x + width(run[: len(run) - len(run.lstrip())], size, bold=bold),
                y=y,
                **look,
                font_family=WIDE_STACK if any(map(wide, word)) and not pinned else None,
                textLength=pinned,
                lengthAdjust="spacingAndGlyphs" if pinned else None,
            )
        )
        x += width(run, size, bold=bold)
    return "".join(elements)


def runs(line: str) -> list[str]:
    """The parts of a line that are set one after the other: letters of known width, and those between.

    >>> runs("AI (具身) now")
    ['AI (', '具身', ') now']
    """
    parts: list[str] = []
    for letter in line:
        if parts and (mark(letter) or known(letter) == known(parts[-1][0])):
            parts[-1] += letter
        else:
            parts.append(letter)
    return parts
