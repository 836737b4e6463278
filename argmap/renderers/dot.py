"""A map as Graphviz DOT: cards, steps, junctions for what is linked or undercut; a legend on top.

Names in the DOT are our own (n0, s0), never a user's; user text stands only inside escaped labels and tooltips.
"""

from collections.abc import Mapping

import graphviz

from argmap.analysis.unanswered import unanswered
from argmap.model import ArgumentMap, Attack, Support, Undercut
from argmap.network import middle
from argmap.renderers.card import Card, html, label
from argmap.renderers.side import sides
from argmap.renderers.style import FONT, LINES, THEMES, Theme, relation_colour
from argmap.renderers.text import clean, width


def source(
    m: ArgumentMap,
    strengths: Mapping[str, float] | None = None,
    *,
    steps: Mapping[str, float] | None = None,
    verdict: str = "",
    semantics: str = "",
    theme: str = "cards",
) -> str:
    """The DOT text of a map, with strengths and what the steps carry if it was evaluated, else with base scores."""
    colours = THEMES[theme]
    base = {node.id: middle(m.scale.interval(node.strength)) for node in m.nodes}
    side, open_ones = sides(m), frozenset(unanswered(m))
    graph = graphviz.Digraph(
        graph_attr={
            "rankdir": "RL", "ranksep": "0.58", "nodesep": "0.20", "pad": "0.35", "splines": "spline", "outputorder": "edgesfirst",
            "bgcolor": colours.page, "fontname": FONT, "labelloc": "t", "labeljust": "l", "id": "argmap",
            "label": _title(m, semantics, colours), "tooltip": plain(m.title or m.node(m.conclusion).text),
        },
        node_attr={"shape": "plain", "fontname": FONT, "fontcolor": colours.ink},
        edge_attr={"fontname": FONT},
    )  # fmt: skip
    name = {node.id: f"n{at}" for at, node in enumerate(m.nodes)}
    for node in m.nodes:
        main = node.id == m.conclusion
        card = Card(
            node,
            (strengths or base)[node.id],
            base[node.id],
            side[node.id],
            main=main,
            verdict=verdict if main else "",
            unanswered=node.id in open_ones,
        )
        kinds = f"node {node.kind} {'main' if main else side[node.id]}"
        tip = plain(f"{node.id}: {node.text}")
        graph.node(name[node.id], label=label(card, colours), tooltip=tip, id=name[node.id], **{"class": kinds})
    joints = {step.id: f"s{at}" for at, step in enumerate(m.relations) if step.linked or m.steps_to(step.id)}
    for at, step in enumerate(m.relations):
        carried = middle(m.scale.interval(step.weight)) if steps is None else steps[step.id]
        _step(graph, step, f"s{at}", name | joints, carried, colours)
    return str(graph.source)


def plain(text: str) -> str:
    """User text as a DOT string of its own characters: no escapes, entities or control characters are left in it.

    >>> plain("a\\\\N & b")
    'a\\\\\\\\N &amp; b'
    """
    escaped: str = graphviz.escape(clean(text).replace("&", "&amp;"))
    return escaped


def _step(
    graph: graphviz.Digraph,
    step: Support | Attack | Undercut,
    id: str,
    names: Mapping[str, str],
    carried: float,
    theme: Theme,
) -> None:
    line, colour = LINES[step.kind], relation_colour(theme, step.kind)
    look = {
        "color": colour,
        "style": line.pattern,
        "penwidth": f"{1 + 2.5 * carried:.2f}",
        "tooltip": plain(f"{step.id}: {step.kind} {carried:.2f}" + (f" ({step.why})" if step.why else "")),
        "class": f"edge {step.kind}",
    }
    head = {"arrowhead": line.head, "arrowsize": line.size}
    target = names[step.target]
    short = "1" if step.kind == "undercut" else "2"
    if step.id not in names:
        graph.edge(names[step.sources[0]], target, id=f"e-{id}", minlen=short, **look, **head)
        return
    if step.linked:
        joint = {"shape": "circle", "label": "&amp;", "width": "0.20", "style": "filled", "fillcolor": colour}
        joint |= {"fontcolor": theme.page, "fontsize": "9"}
    else:
        joint = {"shape": "circle", "label": "", "width": "0.13", "style": "filled", "fillcolor": theme.page}
    joint |= {"fixedsize": "true", "color": colour, "tooltip": look["tooltip"], "class": f"junction {step.kind}"}
    graph.node(names[step.id], id=id, **joint)
    for at, member in enumerate(step.sources):
        graph.edge(names[member], names[step.id], id=f"e-{id}-{at}", minlen="1", dir="none", **look)
    graph.edge(names[step.id], target, id=f"e-{id}", minlen="1", weight="3", **look, **head)


def _title(m: ArgumentMap, semantics: str, theme: Theme) -> str:
    title = m.title or m.node(m.conclusion).text
    counted = (
        f"{len(m.nodes)} statements · {len(m.relations)} steps · {semantics or 'not evaluated: bars show base scores'}"
    )
    about = f"{counted} · line width = what a step carries · pale = strength under 0.30"
    head = f'<FONT POINT-SIZE="17" COLOR="{theme.ink}"><B>{html(title)}</B></FONT>'
    return (
        '<<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="3">'
        f'<TR><TD ALIGN="LEFT" WIDTH="{round(width(clean(title), 17, bold=True))}">{head}</TD></TR>'
        f'<TR><TD ALIGN="LEFT"><FONT POINT-SIZE="10.5" COLOR="{theme.muted}">{html(about)}</FONT></TD></TR>'
        f'<TR><TD ALIGN="LEFT">{_legend(theme)}</TD></TR><TR><TD HEIGHT="14"></TD></TR></TABLE>>'
    )


def _legend(theme: Theme) -> str:
    pro, con = theme.sides["pro"], theme.sides["con"]
    signs = (
        (pro, "──►", "supports"),
        (con, "─ ─┤", "attacks"),
        (theme.undercut, "···◊", "undercuts a step"),
        (pro, "&", "linked: needs every premise"),
        (theme.ink, "│", "base score on the bar"),
        (pro, "PRO", "for"),
        (con, "CON", "against the main claim"),
    )
    cells = "".join(
        f'<TD><FONT POINT-SIZE="10" COLOR="{colour}"><B>{html(sign)}</B></FONT></TD>'
        f'<TD ALIGN="LEFT"><FONT POINT-SIZE="10" COLOR="{theme.ink}">{html(said)}</FONT></TD><TD WIDTH="8"></TD>'
        for colour, sign, said in signs
    )
    return f'<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="2"><TR>{cells}</TR></TABLE>'
