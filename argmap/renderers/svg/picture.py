"""A scene with places as a standalone SVG: a heading with a legend, lines, cards; no external references."""

from math import hypot
from typing import Any

from argmap.model import RELATIONS
from argmap.renderers.places.layout import Layout, Point
from argmap.renderers.quoting import in_svg
from argmap.renderers.scene.card import GoalElement, badge_width
from argmap.renderers.scene.drawing import line_of, thickness
from argmap.renderers.scene.metrics import from_right, width, wrap
from argmap.renderers.scene.palette import Palette, mixed, relation_colour
from argmap.renderers.scene.scene import Line, Scene
from argmap.renderers.svg.arrowhead import arrowhead
from argmap.renderers.svg.cards import card_group
from argmap.renderers.svg.elements import box, element, number, sheet, text
from argmap.renderers.svg.goal_structure import form_signs
from argmap.renderers.svg.shares import shares

PAD = 26.0
THICKEST = {"cards": 1.0, "gsn": 1.0, "chips": 0.7}
"""How thick lines are, of the thickness that they have between cards."""
NARROWEST = 620.0
"""A heading has at least so much room."""
HEADING_AT = 1150.0
"""A picture this wide has a heading of plain size; a wider one has a larger heading, to stay legible when it is shrunk."""


def svg(scene: Scene, layout: Layout, palette: Palette) -> str:
    """The picture as text.

    >>> from argmap.model import ArgumentMap, Claim
    >>> from argmap.renderers import render
    >>> render(ArgumentMap(conclusion="a", statements=[Claim(text="It is so.", id="a")])).count("<text")
    6
    """
    scale = min(3.0, max(1.0, layout.width / HEADING_AT))
    heading, high, wide = _heading(scene, palette, layout.width / scale)
    top = PAD + high * scale
    size = (max(layout.width, wide * scale) + 2 * PAD, layout.height + top + PAD)
    lines = "".join(_line(scene, line, path, palette) for line, path in zip(scene.lines, layout.paths, strict=True))
    joints = "".join(_joint(scene, name, layout.places[name], palette) for name in scene.joints)
    cards = "".join(
        card_group(card, name, *layout.places[name], palette, scene.url) for name, card in scene.cards.items()
    )
    drawn = element("g", lines + joints + cards, transform=f"translate({number(PAD)} {number(top)})")
    head = element(
        "g", heading, transform=f"translate({number(PAD)} {number(PAD)}) scale({scale:.3f})", class_="heading"
    )
    return sheet(head + drawn, size, palette.page, title=scene.title, description=scene.description)


def _line(scene: Scene, line: Line, path: tuple[Point, ...], palette: Palette) -> str:
    thick = thickness(line.carried) * THICKEST[scene.shape]
    removed = line.change == "removed"
    colour = palette.faint if removed else relation_colour(palette, line.kind)
    pattern = line_of(line.kind)
    end, ahead = path[-1], _ahead(path)
    head = ""
    if line.head:
        grown = (0.8 + 0.12 * thick) * (0.75 if scene.shape == "chips" else 1.0)
        head, short = arrowhead(line.kind, end, ahead, grown, colour, palette.page)
        path = (*path[:-1], (end[0] - ahead[0] * short, end[1] - ahead[1] * short))
    curve = f"M{_at(path[0])}" + "".join(f"C{' '.join(map(_at, path[i : i + 3]))}" for i in range(1, len(path), 3))
    shaft = element(
        "path",
        d=curve,
        fill="none",
        stroke=colour,
        stroke_width=f"{thick:.2f}",
        stroke_dasharray=pattern.dashes,
        stroke_linecap="round" if pattern.round else None,
    )
    halo = ""
    if line.change in ("added", "changed"):
        halo = element(
            "path", d=curve, fill="none", stroke=palette.halo, stroke_width=thick + 8, stroke_linecap="round"
        )
    kinds = f"edge {line.kind} {line.change}".strip()
    inside = f"<title>{in_svg(line.tip)}</title>{halo}{shaft}{head}"
    return element("g", inside, id=f"argmap-e-{line.name}", class_=kinds, data_id=line.step)


def _ahead(path: tuple[Point, ...]) -> Point:
    """The direction in which a path arrives, of length 1."""
    end = path[-1]
    for before in reversed(path[:-1]):
        across, down = end[0] - before[0], end[1] - before[1]
        if (far := hypot(across, down)) > 0.5:
            return across / far, down / far
    return 1.0, 0.0


def _joint(scene: Scene, name: str, place: Point, palette: Palette) -> str:
    joint = scene.joints[name]
    colour = palette.faint if joint.change == "removed" else relation_colour(palette, joint.kind)
    half = joint.size / 2 * (0.8 if scene.shape == "chips" else 1.0)
    fill = colour if joint.linked else palette.page
    inside = f"<title>{in_svg(joint.tip)}</title>"
    inside += element("circle", cx=place[0], cy=place[1], r=half, fill=fill, stroke=colour, stroke_width=1.5)
    if joint.linked:
        inside += text(place[0] - width("&", 10, bold=True) / 2, place[1] + 3.6, "&", 10, palette.page, bold=True)
    return element("g", inside, id=f"argmap-{name}", class_=f"joint {joint.kind}", data_id=joint.step)


def _heading(scene: Scene, palette: Palette, room: float) -> tuple[str, float, float]:
    """Title, counts and legend; how high and how wide they are."""
    measure = max(room, NARROWEST)
    title = wrap(scene.title, measure, 17, bold=True)
    widest, rtl = max(width(line, 17, bold=True) for line in title), from_right(scene.title)
    parts = [
        text(0, 14 + 21 * line_number, line, 17, palette.ink, bold=True, room=widest, rtl=rtl)
        for line_number, line in enumerate(title)
    ]
    y = 14 + 21.0 * (len(title) - 1) + 18
    parts.append(text(0, y, scene.said, 10.5, palette.muted))
    widest = max(widest, width(scene.said, 10.5))
    if scene.news:
        y += 24
        verdicts, *edits = scene.news
        parts.append(text(0, y, verdicts, 14, palette.ink, bold=True))
        widest = max(widest, width(verdicts, 14, bold=True))
        y += 3
        for edit in edits:
            for line_number, line in enumerate(wrap(edit, measure - 10, 10.5)):
                y += 15
                parts.append(text(10 * bool(line_number), y, line, 10.5, palette.ink))
                widest = max(widest, width(line, 10.5) + 10)
        y += 4
    x, y = 0.0, y + 22
    for drawing, wide, words in _signs(scene, palette):
        entry_width = wide + 6 + width(words, 10)
        if x and x + entry_width > measure:
            x, y = 0.0, y + 19
        parts.append(element("g", drawing, transform=f"translate({number(x)} {number(y)})"))
        parts.append(text(x + wide + 6, y + 3.6, words, 10, palette.ink))
        x += entry_width + 20
        widest = max(widest, x - 20)
    return element("g", "".join(parts)), y + 26, widest


def _signs(scene: Scene, palette: Palette) -> list[tuple[str, float, str]]:
    """The legend: what is drawn, how wide it is, what it means; only what the picture has."""
    kinds = {line.kind for line in scene.lines}
    signs = [(_sample(kind.name, palette), 34.0, kind.legend) for kind in RELATIONS.values() if kind.name in kinds]
    if any(joint.linked for joint in scene.joints.values()):
        colour = palette.sides["pro"]
        amp = text(7.5 - width("&", 10, bold=True) / 2, 3.6, "&", 10, palette.page, bold=True)
        signs.append((element("circle", cx=7.5, cy=0, r=7.5, fill=colour) + amp, 15.0, "linked: needs every premise"))
    sides = {card.side for card in scene.cards.values() if not card.main}
    if scene.shape == "gsn":
        signs += form_signs([card for card in scene.cards.values() if isinstance(card, GoalElement)], palette)
    if scene.shape in ("cards", "gsn"):
        worlds = any(card.defeated is not None for card in scene.cards.values())
        bar = shares(
            0, -3, 44, 6, stands=0.5 if worlds else 0.68, fill=palette.sides["neu"], track=palette.track, palette=palette,
            defeated=0.3 if worlds else None,
        )  # fmt: skip
        said = "in so many worlds: stands, defeated, open" if worlds else "strength 0–1"
        if any(card.rated for card in scene.cards.values()):
            bar, said = bar + box(21, -4.5, 2, 9, fill=palette.ink), f"{said}; tick = base score"
        signs.append((bar, 44.0, said))
        sides_said = (
            ("pro", "PRO", "for"),
            ("con", "CON", "against the main claim"),
            ("neu", "BOTH", "both or neither"),
        )
        for side, word, meaning in sides_said:
            if side in sides and scene.shape == "gsn":
                ring = box(1, -6, 22, 12, fill=palette.card, stroke=palette.sides[side], stroke_width=1.4)
                signs.append((ring, 24.0, meaning))
            elif side in sides:
                inverted = palette.mono and side == "con"
                fill, ink = (palette.ink, palette.card) if inverted else (palette.tints[side], palette.sides[side])
                shell = box(
                    0, -7, badge_width(word), 14, rx=2.5, fill=fill, stroke=palette.ink if palette.mono else None
                )
                signs.append((shell + text(5, 2.9, word, 7.5, ink, bold=True), badge_width(word), meaning))
        if any(card.implicit for card in scene.cards.values()):
            shell = box(0.5, -6, 24, 12, rx=4, fill="none", stroke=palette.sides["neu"], stroke_dasharray="5 4")
            signs.append((shell, 25.0, "unstated"))
    else:
        names = (("pro", "+ for, by strength"), ("con", "− against"), ("neu", "± both or neither"))
        for side, meaning in names:
            if side in sides:
                fades = "".join(
                    box(11 * at, -5, 11, 10, fill=mixed(palette.card, palette.sides[side], share))
                    for at, share in enumerate((0.2, 0.45, 0.7, 1.0))
                )
                signs.append((fades, 44.0, meaning))
    if scene.changes:
        look: dict[str, Any] = {"rx": 4, "stroke": palette.undercut, "stroke_width": 2}
        signs.append((box(1, -7, 22, 14, fill=palette.halo, **look), 24.0, "added"))
        signs.append((box(1, -7, 22, 14, fill="none", stroke_dasharray="2 4", **look), 24.0, "changed"))
        signs.append(
            (box(1, -7, 22, 14, rx=4, fill=palette.weak, stroke=palette.faint, stroke_dasharray="2 3"), 24.0, "removed")
        )
    return signs


def _sample(kind: str, palette: Palette) -> str:
    colour, pattern = relation_colour(palette, kind), line_of(kind)
    head, short = arrowhead(kind, (34.0, 0.0), (1.0, 0.0), 0.9, colour, palette.page)
    shaft = element(
        "path",
        d=f"M0 0H{number(34 - short)}",
        stroke=colour,
        stroke_width=2.6,
        stroke_dasharray=pattern.dashes,
        stroke_linecap="round" if pattern.round else None,
    )
    return shaft + head


def _at(point: Point) -> str:
    return f"{number(point[0])} {number(point[1])}"
