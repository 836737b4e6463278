"""A map as Mermaid, which GitHub and others draw inside Markdown: at most 25 statements, those that move the verdict most.

Names are our own (n0, s0). Of a text, letters, digits and spaces stand as they are, and everything else as a numeric
entity, so that no text of a map can end a label or start markup; what Mermaid looks for after that is broken up.
"""

from collections.abc import Iterator, Mapping, Sequence

from argmap.evaluation import Evaluation
from argmap.model import RELATIONS, ArgumentMap, Attack, Support, Undercut
from argmap.model.walks import sides, unanswered
from argmap.renderers.quoting import in_mermaid, mermaid_entities
from argmap.renderers.scene.clusters import shortened
from argmap.renderers.scene.drawing import PALE, head_of, line_of
from argmap.renderers.scene.folding import ShownPart, moving
from argmap.renderers.scene.metrics import clean
from argmap.renderers.scene.palette import COLOURS, relation_colour
from argmap.renderers.scene.request import strengths_of

MOST_STATEMENTS = 25
"""So many statements are drawn."""
LONGEST_LABEL = 140


def mermaid_text(
    m: ArgumentMap, e: Evaluation | None = None, *, most: int = MOST_STATEMENTS, shown: frozenset[str] | None = None
) -> str:
    """The Mermaid text of a map, with strengths if it was evaluated, else with base scores.

    It shows the statements `shown`, or the `most` that move the verdict most.

    >>> from argmap.model import ArgumentMap, Claim
    >>> print(mermaid_text(ArgumentMap(conclusion="a", statements=[Claim(text="So: it is.", id="a")])).splitlines()[2])
      n0["<b>So#58; it is#46;</b> 0#46;00"]:::main
    """
    part = ShownPart(m.conclusion, moving(m, e, most) if shown is None else shown)
    look = _Look(m, e)
    names = {node.id: f"n{at}" for at, node in enumerate(m.statements)}
    cards = [f"  {names[id]}{look.card(id)}" for id in m.statements_by_id if id in part.shown]
    steps = {f"s{at}": step for at, step in enumerate(m.steps) if part.draws(m, step)}
    cut = {step.target for step in steps.values()}
    joints = {step.id: name for name, step in steps.items() if step.linked or step.id in cut}
    circles = [_joint(name, steps[name]) for name in joints.values()]
    links: list[str] = []
    styles: dict[str, list[int]] = {}
    for step in steps.values():
        drawn = _links(step, names | joints)
        styles.setdefault(step.kind, []).extend(range(len(links), len(links) + len(drawn)))
        links += drawn
    return "\n".join([_INIT, "flowchart RL", *cards, *circles, *links, *_styles(styles), *_CLASSES]) + "\n"


def _joint(name: str, step: Support | Attack | Undercut) -> str:
    """A joint: the point at which linked premises meet, or at which a step is undercut."""
    return f'  {name}(("{"#38;" if step.linked else " "}")):::{"join" if step.linked else "cut"}{step.kind}'


def _links(step: Support | Attack | Undercut, names: Mapping[str, str]) -> list[str]:
    """The links of a step: from each member to its joint where it has one, and on to the target."""
    kind, pattern = RELATIONS[step.kind], line_of(step.kind)
    joint = names.get(step.id, "")
    start = joint or names[step.sources[0]]
    members = [f"  {names[source]} {pattern.mermaid_link} {joint}" for source in step.sources] if joint else []
    arrow = pattern.mermaid_arrow + head_of(step.kind).mermaid
    return [*members, f"  {start} {arrow}|{kind.verb}| {names[step.target]}"]


def _styles(links: Mapping[str, Sequence[int]]) -> Iterator[str]:
    """The colour and the dashes of the links of each kind, by their numbers."""
    for kind, numbers in links.items():
        dashes = line_of(kind).mermaid_dashes
        dashed = f",stroke-dasharray:{dashes}" if dashes else ""
        yield f"  linkStyle {','.join(map(str, numbers))} stroke:{relation_colour(COLOURS['light'], kind)}{dashed}"


class _Look:
    """The label and the class of a statement's node."""

    def __init__(self, m: ArgumentMap, e: Evaluation | None) -> None:
        self.m, self.e, self.strengths = m, e, strengths_of(m, e).of
        self.side, self.open = sides(m), frozenset(unanswered(m))

    def card(self, id: str) -> str:
        """A box with the statement, its strength, and the class that colours it."""
        strength = self.strengths[id]
        kind = "main" if id == self.m.conclusion else f"{self.side[id]}{'weak' if strength < PALE else ''}"
        return f'["{self._label(id, strength)}"]:::{kind}'

    def _label(self, id: str, strength: float) -> str:
        text = shortened(clean(self.m.statement(id).text), LONGEST_LABEL)
        if id == self.m.conclusion:
            verdict = f" {self.e.verdict}" if self.e else ""
            return f"<b>{in_mermaid(text)}</b> {mermaid_entities(f'{strength:.2f}')}{verdict}"
        name = "" if text.startswith(id) else f"<b>{mermaid_entities(id)}</b> "
        mark = mermaid_entities(" ⚠ unanswered") if id in self.open else ""
        return f"{name}{in_mermaid(text)} <b>{mermaid_entities(f'{strength:.2f}')}</b>{mark}"


_INIT = '%%{init: {"theme":"base","themeVariables":{"fontSize":"14px","lineColor":"#7A8494","edgeLabelBackground":"#FFFFFF"}}}%%'


def _classes() -> list[str]:
    palette = COLOURS["light"]
    rows = [f"  classDef main fill:{palette.main},stroke:{palette.main},color:{palette.main_ink}"]
    for side, colour in palette.sides.items():
        rows.append(f"  classDef {side} fill:{palette.tints[side]},stroke:{colour},color:{palette.ink}")
        rows.append(
            f"  classDef {side}weak fill:{palette.weak},stroke:{colour},color:{palette.muted},stroke-dasharray:4 3"
        )
    for kind in RELATIONS:
        colour = relation_colour(palette, kind)
        rows.append(f"  classDef join{kind} fill:{colour},stroke:{colour},color:{palette.page}")
        rows.append(f"  classDef cut{kind} fill:{palette.page},stroke:{colour},color:{colour}")
    return rows


_CLASSES = _classes()
