"""Cards and chips as SVG, drawn from their top left corner."""

from typing import Any

from argmap.renderers.quoting import in_svg
from argmap.renderers.scene.card import (
    BADGE,
    CHIP_BLOCK,
    CHIP_LINE,
    CHIP_MEASURE,
    MAIN_CHIP_MEASURE,
    MARK,
    SMALL,
    Card,
    Chip,
    GoalElement,
    badge_width,
)
from argmap.renderers.scene.metrics import from_right, width
from argmap.renderers.scene.palette import Palette, contrast, mixed
from argmap.renderers.svg.elements import box, element, number, text
from argmap.renderers.svg.goal_structure import drawn_element
from argmap.renderers.svg.shares import shares


def card_group(card: Card, name: str, x: float, y: float, palette: Palette, url: str = "") -> str:
    """The group of a card with its centre at x, y: named, classed, with the whole of it as a tooltip."""
    draw = {Chip: _chip, GoalElement: _element}.get(type(card), _card)
    kinds = ["node", card.kind, "main" if card.main else card.side, card.voice and f"voice-{card.voice}", card.change]
    kinds += ["implicit"] * card.implicit + ["weak"] * card.weak
    inside = f"<title>{in_svg(card.tip)}</title>" + _halo(card, palette) + draw(card, palette, url)
    left, top = number(x - card.width / 2), number(y - card.height / 2)
    return element(
        "g",
        inside,
        id=f"argmap-{name}",
        class_=" ".join(one for one in kinds if one),
        data_id=card.id,
        transform=f"translate({left} {top})",
    )


def edge_colour(card: Card, palette: Palette) -> str:
    """The colour of a card's border."""
    return palette.faint if card.change == "removed" else palette.sides[card.side]


def _halo(card: Card, palette: Palette) -> str:
    """A ring around what was added or changed."""
    if card.change not in ("added", "changed"):
        return ""
    dashes = None if card.change == "added" else "2 4"
    return box(
        -5, -5, card.width + 10, card.height + 10, rx=12, fill=palette.halo if card.change == "added" else "none",
        stroke=palette.undercut, stroke_width=2, stroke_dasharray=dashes,
    )  # fmt: skip


def _card(card: Card, palette: Palette, url: str) -> str:
    return _main(card, palette) if card.main else _plain(card, palette, url)


def _element(card: Card, palette: Palette, _url: str) -> str:
    return drawn_element(card, palette, edge_colour(card, palette)) if isinstance(card, GoalElement) else ""


def _plain(card: Card, palette: Palette, url: str) -> str:
    size, colour = card.size, edge_colour(card, palette)
    removed = card.change == "removed"
    pale = card.weak or removed
    pad, thick = size.padding, 2.0 if card.kind == "claim" else 1.2
    parts = [_outline(card, palette, colour, thick, palette.weak if pale else palette.card)]
    x = pad
    for place, word in enumerate(card.badges):
        parts.append(_badge(x, pad, word, card, palette, plain=place == 0))
        x += badge_width(word) + 5
    right = pad + size.measure
    if card.told:
        corner = text(right, pad + 10.2, card.told, SMALL, palette.muted, end=True)
        parts.append(element("a", corner, href=url) if url and not card.implicit else corner)
    y = pad + size.top + 4
    for row in card.id_rows:
        parts.append(text(pad, y + 7.5, row, SMALL, palette.muted, bold=True))
        y += 11
    if card.id_rows:
        y += 4
    else:
        parts.append(text(x + 1, pad + 10.2, card.id, SMALL, palette.muted, bold=True))
    ink, rtl = palette.muted if pale else palette.ink, from_right(card.text)
    for line in card.lines:
        look: dict[str, Any] = {"bold": size.bold, "strike": removed, "room": size.measure, "rtl": rtl}
        parts.append(text(pad, y + size.leading * 0.78, line, size.text, ink, **look))
        y += size.leading
    y += 5
    fill = palette.faint if pale else colour
    parts.append(_bar(card, pad, y, (fill, palette.track, palette.sides["con"]), palette.ink, palette))
    y += max(size.bar, size.number)
    x = pad
    for place, (mark, role) in enumerate(card.marks):
        if place:
            parts.append(text(x, y + 10.5, "·", MARK, palette.muted))
            x += 8
        bold = role != "muted"
        parts.append(text(x, y + 10.5, mark, MARK, _role(role, palette), bold=bold))
        x += width(mark, MARK, bold=bold) + 5
    return "".join(parts)


def _outline(card: Card, palette: Palette, colour: str, thick: float, fill: str) -> str:
    """The card's own edge: a rounded box, dashed where implicit; on paper, counterevidence is a note with a folded corner."""
    wide, high = card.width, card.height
    dashes = "5 4" if card.implicit else "2 3" if card.change == "removed" else None
    if palette.mono and card.kind == "counterevidence":
        fold = 8.0
        path = f"M0 0H{number(wide - fold)}L{number(wide)} {number(fold)}V{number(high)}H0Z"
        corner = f"M{number(wide - fold)} 0V{number(fold)}H{number(wide)}"
        edge: dict[str, Any] = {"stroke": colour, "stroke_width": thick, "stroke_dasharray": dashes}
        return element("path", d=path, fill=fill, **edge) + element("path", d=corner, fill="none", **edge)
    return box(0, 0, wide, high, rx=9, fill=fill, stroke=colour, stroke_width=thick, stroke_dasharray=dashes)


def _badge(x: float, y: float, word: str, card: Card, palette: Palette, *, plain: bool) -> str:
    """The badges of a card: the kind of the statement on a tint of its side, and its voice in an outline."""
    colour, wide = palette.sides[card.side], badge_width(word)
    baseline = y + 10.1
    if not plain:
        shell = box(x + 0.4, y + 0.9, wide - 0.8, 12.2, rx=6, fill="none", stroke=palette.muted, stroke_width=0.8)
        return shell + text(x + 5, baseline, word, BADGE, palette.muted, bold=True)
    inverted = palette.mono and card.side == "con"
    fill, ink = (colour, palette.card) if inverted else (palette.tints[card.side], colour)
    edge = colour if palette.mono and not inverted else None
    return box(x, y, wide, 14, rx=2.5, fill=fill, stroke=edge, stroke_width=0.6 if edge else None) + text(
        x + 5, baseline, word, BADGE, ink, bold=True
    )


def _main(card: Card, palette: Palette) -> str:
    size, pad = card.size, card.size.padding
    fill, ink, small, *fills = palette.main_look
    parts = []
    if palette.mono:
        parts.append(box(-4, -4, card.width + 8, card.height + 8, rx=11, fill=fill, stroke=ink, stroke_width=1.5))
    edge: dict[str, Any] = {"stroke": ink, "stroke_width": 1.5} if palette.mono else {}
    parts.append(box(0, 0, card.width, card.height, rx=10, fill=fill, **edge))
    parts.append(text(pad, pad + 8, "MAIN CLAIM", 9, small, bold=True))
    if card.verdict:
        parts.append(text(pad + size.measure, pad + 8, card.verdict.upper(), 9, small, bold=True, end=True))
    y = pad + size.top + 4
    rtl = from_right(card.text)
    for line in card.lines:
        parts.append(text(pad, y + size.leading * 0.78, line, size.text, ink, bold=True, room=size.measure, rtl=rtl))
        y += size.leading
    parts.append(_bar(card, pad, y + 5, (fills[0], fills[1], fills[2]), ink, palette))
    x = pad
    for said, _ in card.marks:
        parts.append(text(x, y + 5 + size.number + 11, said, MARK, small))
        x += width(said, MARK) + 12
    return "".join(parts)


def _bar(card: Card, x: float, y: float, fills: tuple[str, str, str], ink: str, palette: Palette) -> str:
    """The strength as a filled bar with its number; a tick at the base score, a hollow one at an earlier strength.

    `fills` are the colours of what stands, of what is open, and of the hatching of what is defeated.
    """
    size, (fill, track, lost_colour) = card.size, fills
    length = size.measure - size.room
    top = y + (size.number - size.bar) / 2
    base_x = min(length - 2, max(0.0, card.base * length - 1))
    parts = [
        shares(
            x, top, length, size.bar, stands=card.strength, fill=fill, track=track, palette=palette,
            defeated=card.defeated, lost=lost_colour,
        ),
    ]  # fmt: skip
    if card.rated:
        parts.append(box(x + base_x, top - 1.5, 2, size.bar + 3, fill=ink, class_="base"))
    if card.was is not None:
        parts.append(element("circle", cx=x + card.was * length, cy=top + size.bar / 2, r=3.2, fill=track, stroke=ink))
    number_text = f"{card.strength:.2f}"
    parts.append(text(x + size.measure, y + size.number * 0.86, number_text, size.number, ink, bold=True, end=True))
    return "".join(parts)


def shade(card: Card, palette: Palette) -> str:
    """The fill of a chip's block or of a dot: its side's colour, the stronger the deeper."""
    return mixed(palette.card, palette.sides[card.side], 0.06 + 0.94 * card.strength)


def _chip(card: Card, palette: Palette, _url: str) -> str:
    sign = card.sign if isinstance(card, Chip) else ""
    colour, removed = edge_colour(card, palette), card.change == "removed"
    wide, high = card.width, card.height
    dashes = "4 3" if card.implicit or removed else None
    if card.main:
        edge: dict[str, Any] = {"stroke": palette.ink, "stroke_width": 1.5} if palette.mono else {}
        fill, ink = (palette.card, palette.ink) if palette.mono else (palette.main, palette.main_ink)
        parts = [box(0, 0, wide, high, rx=3, fill=fill, **edge)]
        number_text = f"{card.strength:.2f}"
    else:
        block, ink = shade(card, palette), palette.muted if card.weak or removed else palette.ink
        parts = [
            box(
                0,
                0,
                wide,
                high,
                rx=3,
                fill=palette.tints[card.side],
                stroke=colour,
                stroke_width=1,
                stroke_dasharray=dashes,
            ),
            box(0.5, 0.5, CHIP_BLOCK, high - 1, rx=2.5, fill=block),
        ]
        number_text = f"{sign}{card.strength:.2f}".replace("0.", ".", 1)
    inks = (palette.main_ink,) if card.main and not palette.mono else (palette.ink, palette.page)
    on = palette.main if card.main and not palette.mono else palette.card if card.main else block
    number_ink = max(inks, key=lambda candidate: contrast(candidate, on))
    parts.append(text(5 + CHIP_BLOCK - 8, high / 2 + 3.6, number_text, 10, number_ink, bold=True, end=True))
    y = 4.5
    room, rtl = MAIN_CHIP_MEASURE if card.main else CHIP_MEASURE, from_right(card.text)
    for line in card.lines:
        parts.append(
            text(
                CHIP_BLOCK + 6, y + CHIP_LINE, line, CHIP_LINE, ink, bold=card.main, strike=removed, room=room, rtl=rtl
            )
        )
        y += CHIP_LINE + 2.5
    return "".join(parts)


def _role(role: str, palette: Palette) -> str:
    return palette.muted if role == "muted" else palette.undercut if role == "undercut" else palette.sides[role]
