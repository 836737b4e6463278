"""A map as Mermaid, which GitHub and others draw inside Markdown: at most 25 statements, those that move the verdict most.

Names are our own (n0, s0). Of a text, letters, digits and spaces stand as they are, and everything else as a numeric
entity, so that no text of a map can end a label or start markup; what Mermaid looks for after that is broken up.
"""

import re
from collections.abc import Mapping

from argmap.evaluation import Evaluation
from argmap.model import ArgumentMap
from argmap.model.walks import sides, unanswered
from argmap.renderers.scene.folding import View, moving
from argmap.renderers.scene.metrics import clean
from argmap.renderers.scene.palette import COLOURS, relation_colour

MOST = 25
"""So many statements are drawn."""
LONGEST = 140
PALE = 0.3
LINKS = {"support": ("---", "==>"), "attack": ("-.-", "-.-x"), "undercut": ("-.-", "-.-o")}
SAID = {"support": "supports", "attack": "attacks", "undercut": "undercuts"}


def source(m: ArgumentMap, e: Evaluation | None = None, *, most: int = MOST) -> str:
    """The Mermaid text of a map, with strengths if it was evaluated, else with base scores.

    >>> from argmap.model import ArgumentMap, Claim
    >>> print(source(ArgumentMap(conclusion="a", statements=[Claim(text="So: it is.", id="a")])).splitlines()[2])
      n0["<b>So#58; it is#46;</b> 0#46;50"]:::main
    """
    shown = View(m.conclusion, moving(m, e, most))
    kept = shown.shown
    side, open_ones = sides(m), frozenset(unanswered(m))
    number = {node.id: f"n{at}" for at, node in enumerate(m.statements)}
    lines = [_INIT, "flowchart RL"]
    for node in m.statements:
        if node.id in kept:
            strength = e[node.id] if e else m.scale.number(node.strength)
            lines.append(
                f'  {number[node.id]}["{_label(m, e, node.id, strength, open_ones)}"]:::{_look(m, node.id, side, strength)}'
            )
    steps = [step for step in m.steps if shown.draws(m, step)]
    styles: dict[str, list[int]] = {}
    count = 0
    for at, step in enumerate(m.steps):
        if step not in steps:
            continue
        cut = any(one in steps for one in m.steps_to(step.id))
        if step.linked or cut:
            lines.append(
                f'  s{at}(("{"#38;" if step.linked else " "}")):::{"join" if step.linked else "cut"}{step.kind}'
            )
    joints = {step.id: f"s{at}" for at, step in enumerate(m.steps)}
    for at, step in enumerate(m.steps):
        if step not in steps:
            continue
        plain, arrow = LINKS[step.kind]
        target = number.get(step.target) or joints[step.target]
        joined = step.linked or any(one in steps for one in m.steps_to(step.id))
        edges = [f"  {number[source]} {plain} s{at}" for source in step.sources] if joined else []
        start = f"s{at}" if joined else number[step.sources[0]]
        edges.append(f"  {start} {arrow}|{SAID[step.kind]}| {target}")
        styles.setdefault(step.kind, []).extend(range(count, count + len(edges)))
        count += len(edges)
        lines += edges
    theme = COLOURS["light"]
    dashes = {"support": "", "attack": ",stroke-dasharray:7 4", "undercut": ",stroke-dasharray:2 4"}
    for kind, places in styles.items():
        listed = ",".join(map(str, places))
        lines.append(f"  linkStyle {listed} stroke:{relation_colour(theme, kind)}{dashes[kind]}")
    return "\n".join([*lines, *_CLASSES]) + "\n"


def _label(m: ArgumentMap, e: Evaluation | None, id: str, strength: float, open_ones: frozenset[str]) -> str:
    text = clean(m.statement(id).text)
    text = text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
    if id == m.conclusion:
        verdict = f" {e.verdict}" if e else ""
        return f"<b>{literal(text)}</b> {encoded(f'{strength:.2f}')}{verdict}"
    name = "" if text.startswith(id) else f"<b>{encoded(id)}</b> "
    mark = encoded(" ⚠ unanswered") if id in open_ones else ""
    return f"{name}{literal(text)} <b>{encoded(f'{strength:.2f}')}</b>{mark}"


def _look(m: ArgumentMap, id: str, side: Mapping[str, str], strength: float) -> str:
    if id == m.conclusion:
        return "main"
    return f"{side[id]}{'weak' if strength < PALE else ''}"


def encoded(text: str) -> str:
    """The text as a Mermaid label holds it.

    >>> encoded('a"b] 具身')
    'a#34;b#93; 具身'
    """
    return "".join(letter if letter.isalnum() or letter == " " else f"#{ord(letter)};" for letter in text)


def literal(text: str) -> str:
    """The text encoded, with nothing in it that Mermaid takes for a formula, a line break, an icon or an entity of its own.

    It looks for these once the entities are letters again; an empty element inside each of them leaves the words.

    >>> literal("$$"), literal("fa:fa-car")
    ('#36;<b></b>#36;', 'fa#58;<b></b>fa#45;car')
    """
    return "<b></b>".join(map(encoded, _MEANT.split(text)))


_MEANT = re.compile(r"(?<=\$)(?=\$)|(?<=\\)(?=n)|(?<=:)(?=fa-)|(?<=ﬂ)(?=°)|(?<=¶)(?=ß)")
_INIT = '%%{init: {"theme":"base","themeVariables":{"fontSize":"14px","lineColor":"#7A8494","edgeLabelBackground":"#FFFFFF"}}}%%'


def _classes() -> list[str]:
    theme = COLOURS["light"]
    rows = [f"  classDef main fill:{theme.main},stroke:{theme.main},color:{theme.main_ink}"]
    for side, colour in theme.sides.items():
        rows.append(f"  classDef {side} fill:{theme.tints[side]},stroke:{colour},color:{theme.ink}")
        rows.append(f"  classDef {side}weak fill:{theme.weak},stroke:{colour},color:{theme.muted},stroke-dasharray:4 3")
    for kind in LINKS:
        colour = relation_colour(theme, kind)
        rows.append(f"  classDef join{kind} fill:{colour},stroke:{colour},color:{theme.page}")
        rows.append(f"  classDef cut{kind} fill:{theme.page},stroke:{colour},color:{colour}")
    return rows


_CLASSES = _classes()
