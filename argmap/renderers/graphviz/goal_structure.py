"""Elements of a goal structure in DOT: shapes of Graphviz of the sizes that our own metrics give."""

from argmap.renderers.graphviz.cards import font_text
from argmap.renderers.scene.card import DIAMOND, SLANT, SMALL, GoalElement
from argmap.renderers.scene.palette import Palette
from argmap.renderers.svg.cards import edge_colour
from argmap.renderers.svg.goal_structure import LETTERS

GRAPHVIZ = {"strategy": "parallelogram", "solution": "circle", "assumption": "ellipse", "justification": "ellipse"}


def node_look(card: GoalElement, palette: Palette) -> dict[str, str]:
    """The attributes of an element's node."""
    pale = card.weak or card.change == "removed"
    ink = palette.muted if pale else palette.ink
    head = f"{card.id}  {card.verdict.upper()}".strip()
    rows = [font_text(head, SMALL, palette.muted, bold=True)]
    rows += [font_text(line, card.size.text, ink, strike=card.change == "removed") for line in card.lines]
    number = f"{card.strength:.2f}  {LETTERS.get(card.form, '')}".strip()
    rows.append(font_text(number, 10, ink, bold=True))
    styles = [
        "filled",
        *["rounded"] * (card.form == "context"),
        *["dashed"] * (card.implicit or card.change == "removed"),
    ]
    return {
        "shape": GRAPHVIZ.get(card.form, "box"),
        "style": ",".join(styles),
        "fixedsize": "true",
        "width": f"{(card.width + 2 * SLANT * (card.form == 'strategy')) / 72:.3f}",
        "height": f"{card.drawn_height / 72:.3f}",
        "color": palette.undercut if card.change in ("added", "changed") else edge_colour(card, palette),
        "fillcolor": palette.weak if pale else palette.card,
        "penwidth": "2.6" if card.main else "1.4",
        "label": f"<{'<BR/>'.join(rows)}>",
    }


def diamond_look(palette: Palette) -> dict[str, str]:
    """The attributes of the node that stands below an undeveloped element."""
    size = f"{DIAMOND / 72:.3f}"
    return {
        "shape": "diamond", "label": "", "fixedsize": "true", "width": size, "height": size,
        "color": palette.sides["neu"], "class": "undeveloped",
    }  # fmt: skip
