"""A scene as Graphviz DOT: with labels, for Graphviz to draw; or as bare boxes and lines, for an engine to place.

Names in the DOT are our own (n0, s0), never a user's; user text stands only inside escaped labels and tooltips.
"""

from collections.abc import Mapping

import graphviz

from argmap.model import RELATIONS
from argmap.renderers.graphviz.cards import label
from argmap.renderers.graphviz.goal_structure import diamond_look, node_look
from argmap.renderers.places.hanging import Hanging
from argmap.renderers.places.layout import Layout, Point
from argmap.renderers.quoting import in_dot, in_dot_label
from argmap.renderers.scene.card import GoalElement
from argmap.renderers.scene.drawing import HEADS, LINES, head_of, thickness
from argmap.renderers.scene.metrics import clean, width
from argmap.renderers.scene.palette import FONT, Palette, relation_colour
from argmap.renderers.scene.scene import Line, Scene

INCH = 72.0


def dot_text(scene: Scene, palette: Palette) -> str:
    """The DOT text of a scene as Graphviz draws it."""
    graph = graphviz.Digraph(
        graph_attr=_spacing(scene) | {
            "pad": "0.35", "splines": "spline", "outputorder": "edgesfirst",
            "bgcolor": palette.page, "fontname": FONT, "labelloc": "t", "labeljust": "l", "id": "argmap",
            "label": _title(scene, palette), "tooltip": in_dot(scene.title),
        },
        node_attr={"shape": "plain", "fontname": FONT, "fontcolor": palette.ink},
        edge_attr={"fontname": FONT},
    )  # fmt: skip
    for name, card in scene.cards.items():
        kinds = f"node {card.kind} {'main' if card.main else card.side} {card.change}".strip()
        about = {"tooltip": in_dot(card.tip), "id": name, "class": kinds}
        if isinstance(card, GoalElement):
            graph.node(name, **about, **node_look(card, palette))
            if card.undeveloped:
                graph.node(f"u{name}", **diamond_look(palette))
                graph.edge(f"u{name}", name, dir="none", weight="9", color=palette.sides["neu"])
        else:
            graph.node(name, label=label(card, palette), **about)
    for name, joint in scene.joints.items():
        colour = relation_colour(palette, joint.kind)
        look = {
            "shape": "circle",
            "style": "filled",
            "fixedsize": "true",
            "color": colour,
            "width": f"{joint.size / INCH:.3f}",
        }
        if joint.linked:
            look |= {"label": "&amp;", "fillcolor": colour, "fontcolor": palette.page, "fontsize": "9"}
        else:
            look |= {"label": "", "fillcolor": palette.page}
        graph.node(name, id=name, tooltip=in_dot(joint.tip), **look, **{"class": f"joint {joint.kind}"})
    parent = Hanging(scene).parent
    for line in scene.lines:
        look = {
            "color": relation_colour(palette, line.kind),
            "style": RELATIONS[line.kind].line,
            "penwidth": f"{thickness(line.carried):.2f}",
            "tooltip": in_dot(line.tip),
            "class": f"edge {line.kind}",
        }
        _edge(
            graph,
            line,
            parent,
            f"arrow{'tail' if line.back else 'head'}" if line.head else "",
            head_of(line.kind).graphviz,
            id=f"e-{line.name}",
            **look,
        )
    return str(graph.source)


def boxes_only(scene: Scene) -> str:
    """The DOT text of boxes of the right size and lines between them, without any text."""
    graph = graphviz.Digraph(
        graph_attr=_spacing(scene) | {"splines": "spline"},
        node_attr={"shape": "box", "fixedsize": "true", "label": ""},
    )
    for name in (*scene.cards, *scene.joints):
        wide, high = (f"{length / INCH:.4f}" for length in scene.box(name))
        graph.node(name, width=wide, height=high, **({"shape": "circle"} if name in scene.joints else {}))
    parent = Hanging(scene).parent
    for line in scene.lines:
        _edge(graph, line, parent, "")
    return str(graph.source)


def read_places(scene: Scene, plain_output: str) -> Layout:
    """The layout from an engine's "plain" output for a bare scene: centres, and the curves from box to box.

    Raises ValueError if it does not name every card, joint and line.
    """
    height, centres = 0.0, {}
    waiting: dict[tuple[str, str], list[tuple[Point, ...]]] = {}
    size = (0.0, 0.0)
    for row in plain_output.replace("\\\n", "").splitlines():
        word, *words = row.split()
        if word == "graph":
            size = (float(words[1]) * INCH, float(words[2]) * INCH)
            height = size[1]
        elif word == "node":
            centres[words[0]] = (float(words[1]) * INCH, height - float(words[2]) * INCH)
        elif word == "edge":
            count = int(words[2])
            numbers = [float(coordinate) * INCH for coordinate in words[3 : 3 + 2 * count]]
            points = tuple((x, height - y) for x, y in zip(numbers[::2], numbers[1::2], strict=True))
            waiting.setdefault((words[0], words[1]), []).append(points)
    paths = []
    for line in scene.lines:
        ends = (line.end, line.start) if line.back else (line.start, line.end)
        if not waiting.get(ends):
            raise ValueError("the engine left out a line")
        path = waiting[ends].pop(0)
        paths.append(path[::-1] if line.back else path)
    if centres.keys() != {*scene.cards, *scene.joints}:
        raise ValueError("the engine left out a card")
    return Layout(centres, tuple(paths), *size)


def _spacing(scene: Scene) -> dict[str, str]:
    if scene.shape == "chips":
        return {"rankdir": "RL", "ranksep": "0.32", "nodesep": "0.09"}
    if scene.shape == "gsn":
        return {"rankdir": "RL" if scene.turned else "BT", "ranksep": "0.36", "nodesep": "0.20"}
    return {"rankdir": "RL", "ranksep": "0.58", "nodesep": "0.20"}


def _edge(
    graph: graphviz.Digraph, line: Line, parent: Mapping[str, str], headed: str, head: str = "", **look: str
) -> None:
    """The edge of a line; one that leads away from the main claim is laid backwards, so that the claim stays left-most.

    Only what hangs on a thing stands a column behind it; lines to what is used again keep nothing apart.
    """
    start, end = (line.end, line.start) if line.back else (line.start, line.end)
    if parent.get(start) != end:
        look["constraint"] = "false"
    if headed:
        look |= {"dir": "back" if line.back else "forward", headed: head, "arrowsize": head_of(line.kind).size}
    else:
        look["dir"] = "none"
    if line.head and line.name == line.start:
        look["weight"] = "3"
    graph.edge(start, end, minlen="1" if line.short else "2", **look)


def _title(scene: Scene, palette: Palette) -> str:
    head = f'<FONT POINT-SIZE="17" COLOR="{palette.ink}"><B>{in_dot_label(scene.title)}</B></FONT>'
    return (
        '<<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="3">'
        f'<TR><TD ALIGN="LEFT" WIDTH="{round(width(clean(scene.title), 17, bold=True))}">{head}</TD></TR>'
        f'<TR><TD ALIGN="LEFT"><FONT POINT-SIZE="10.5" COLOR="{palette.muted}">{in_dot_label(scene.said)}</FONT></TD></TR>'
        f'<TR><TD ALIGN="LEFT">{_legend(palette)}</TD></TR><TR><TD HEIGHT="14"></TD></TR></TABLE>>'
    )


def _legend(palette: Palette) -> str:
    pro, con = palette.sides["pro"], palette.sides["con"]
    signs = (
        *(
            (relation_colour(palette, kind.name), LINES[kind.line].typed + HEADS[kind.head].typed, kind.legend)
            for kind in RELATIONS.values()
        ),
        (pro, "&", "linked: needs every premise"),
        (palette.ink, "│", "base score on the bar"),
        (pro, "PRO", "for"),
        (con, "CON", "against the main claim"),
    )
    cells = "".join(
        f'<TD><FONT POINT-SIZE="10" COLOR="{colour}"><B>{in_dot_label(sign)}</B></FONT></TD>'
        f'<TD ALIGN="LEFT"><FONT POINT-SIZE="10" COLOR="{palette.ink}">{in_dot_label(said)}</FONT></TD><TD WIDTH="8"></TD>'
        for colour, sign, said in signs
    )
    return f'<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="2"><TR>{cells}</TR></TABLE>'
