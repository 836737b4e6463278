"""Elements of a goal structure as SVG: a goal is a rectangle, a strategy leans, a solution is a circle, and so on."""

from typing import Any

from argmap.renderers.scene.card import DIAMOND, MARK, SHORT_BAR, SLANT, SMALL, GoalElement
from argmap.renderers.scene.metrics import width
from argmap.renderers.scene.palette import Palette
from argmap.renderers.svg.elements import box, element, number, text
from argmap.renderers.svg.shares import shares

LETTERS = {"assumption": "A", "justification": "J"}
"""The letter that stands beside an ellipse."""


def drawn_element(card: GoalElement, palette: Palette, colour: str) -> str:
    """An element from its top left corner, in this colour."""
    removed = card.change == "removed"
    pale = card.weak or removed
    ink = palette.muted if pale else palette.ink
    parts = [outline(card, colour, palette.weak if pale else palette.card)]
    middle, y = card.width / 2, card.drawn_height / 2 - card.block[1] / 2
    heads = [(card.id, palette.muted)] + [(card.verdict.upper(), ink)] * bool(card.verdict)
    parts.append(_row(middle, y + 9, [(words, SMALL, fill, True) for words, fill in heads], gone=False))
    y += 12
    for line in card.lines:
        parts.append(_row(middle, y + card.size.leading * 0.78, [(line, card.size.text, ink, False)], gone=removed))
        y += card.size.leading
    parts.append(_bar(card, middle - (SHORT_BAR + 30) / 2, y + 2, palette, colour if not pale else palette.faint))
    y += 14
    roles = {"muted": palette.muted, "undercut": palette.undercut, **palette.sides}
    if card.marks:
        texts = [(words, MARK, roles[role], role != "muted") for words, role in card.marks]
        parts.append(_row(middle, y + 9, texts, gone=False))
    return "".join(parts)


def outline(card: GoalElement, colour: str, fill: str) -> str:
    """The form of an element, with the letter of an assumption or justification and the diamond of what is undeveloped."""
    wide, high = card.width, card.drawn_height
    look: dict[str, Any] = {"fill": fill, "stroke": colour, "stroke_width": 2.6 if card.main else 1.4}
    look["stroke_dasharray"] = "5 4" if card.implicit else "2 3" if card.change == "removed" else None
    parts = [form_of(card.form, wide, high, **look)]
    if letter := LETTERS.get(card.form):
        parts.append(text(wide * 0.93, high - 2, letter, 11, colour, bold=True))
    if card.undeveloped:
        half, middle = DIAMOND / 2, wide / 2
        corners = f"M{number(middle)} {number(high)}l{number(half)} {number(half)}l{number(-half)} {number(half)}"
        parts.append(element("path", d=f"{corners}l{number(-half)} {number(-half)}Z", **look, class_="undeveloped"))
    return "".join(parts)


def form_of(name: str, wide: float, high: float, **look: Any) -> str:
    """The form of a role, in a box from 0, 0."""
    if name in ("solution", *LETTERS):
        return element("ellipse", cx=wide / 2, cy=high / 2, rx=wide / 2, ry=high / 2, class_=name, **look)
    if name == "strategy":
        lean = min(SLANT, wide / 4)
        path = f"M{number(lean)} 0H{number(wide)}L{number(wide - lean)} {number(high)}H0Z"
        return element("path", d=path, class_=name, **look)
    return box(0, 0, wide, high, rx=min(18.0, high / 2) if name == "context" else None, class_=name, **look)


def _row(middle: float, y: float, said: list[tuple[str, float, str, bool]], *, gone: bool) -> str:
    """Texts beside each other, in the middle; each with its size, its colour and whether it is bold."""
    gap = 8.0
    x = middle - (sum(width(words, size, bold=bold) for words, size, _, bold in said) + gap * (len(said) - 1)) / 2
    parts = []
    for words, size, fill, bold in said:
        parts.append(text(x, y, words, size, fill, bold=bold, strike=gone))
        x += width(words, size, bold=bold) + gap
    return "".join(parts)


def _bar(card: GoalElement, x: float, y: float, palette: Palette, fill: str) -> str:
    """The strength as a short bar with its number, and a tick at the base score."""
    bar = shares(
        x, y + 2, SHORT_BAR, 5, stands=card.strength, fill=fill, track=palette.track, palette=palette,
        defeated=card.defeated, lost=palette.sides["con"],
    )  # fmt: skip
    if card.rated:
        bar += box(x + min(SHORT_BAR - 2, card.base * SHORT_BAR), y + 0.5, 2, 8, fill=palette.ink, class_="base")
    if card.was is not None:
        bar += element("circle", cx=x + card.was * SHORT_BAR, cy=y + 4.5, r=3, fill=palette.track, stroke=palette.ink)
    return bar + text(x + SHORT_BAR + 30, y + 8, f"{card.strength:.2f}", 10, palette.ink, bold=True, end=True)


def form_signs(cards: list[GoalElement], palette: Palette) -> list[tuple[str, float, str]]:
    """The legend of the forms that a picture has: what is drawn, how wide it is, what it means."""
    colour = palette.sides["neu"]
    look: dict[str, Any] = {"fill": palette.card, "stroke": colour, "stroke_width": 1.2}
    signs = []
    for name in dict.fromkeys(card.form for card in cards):
        wide = 14.0 if name == "solution" else 24.0
        drawn = element("g", form_of(name, wide, 14, **look), transform="translate(0 -7)")
        if letter := LETTERS.get(name):
            drawn += text(wide / 2 - width(letter, 9, bold=True) / 2, 3.2, letter, 9, colour, bold=True)
        signs.append((drawn, wide, name))
    if any(card.undeveloped for card in cards):
        signs.append((element("path", d="M6 -6l6 6l-6 6l-6 -6Z", **look), 12.0, "undeveloped"))
    return signs
