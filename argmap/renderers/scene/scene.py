"""The scene: what a picture shows before anything has a place: cards, joints, lines, a heading; plain data for any engine."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from argmap.model import RELATIONS, ArgumentMap, Attack, Support, Undercut
from argmap.model.walks import sides, unanswered
from argmap.renderers.scene.card import Card, Marked, card_of
from argmap.renderers.scene.drawing import PALE
from argmap.renderers.scene.folding import ShownPart, distances, folded_in_words
from argmap.renderers.scene.metrics import clean

CARDS, TWO_LINES = 100, 60
"""Up to so many statements are cards; more are chips, up to so many of two lines."""


@dataclass(frozen=True)
class Joint:
    """A joint: the point at which linked premises meet, or at which a step is undercut."""

    name: str
    step: str
    kind: str
    linked: bool
    tip: str
    change: str = ""

    @property
    def size(self) -> float:
        """From edge to edge."""
        return 15.0 if self.linked else 10.0


@dataclass(frozen=True)
class Line:
    """A line `name` of a step from `start` to `end` (names of cards and joints); with a head unless it ends on its own joint."""

    name: str
    start: str
    end: str
    step: str
    kind: str
    carried: float
    head: bool
    tip: str
    back: bool = False
    change: str = ""

    @property
    def short(self) -> bool:
        """Whether it is half a column long: to or from a joint, or an undercut."""
        return not self.head or RELATIONS[self.kind].onto == "step" or self.start[0] == "s"


@dataclass(frozen=True)
class ChangeMark:
    """The change of a statement or step: "added", "removed" or "changed", and its earlier strength."""

    kind: str
    was: float | None = None


@dataclass(frozen=True)
class SceneNumbers:
    """The numbers of an evaluation, as plain data: strengths and base scores by id, what the steps carry, the verdict.

    `verdict` is a word and `semantics` a name, both empty if the map was not evaluated. `defeated` holds the share of
    worlds in which a statement is defeated, and is empty under a gradual semantics.
    """

    of: Mapping[str, float]
    base: Mapping[str, float]
    carried: Mapping[str, float]
    verdict: str = ""
    semantics: str = ""
    defeated: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Scene:
    """Everything that is drawn: cards by name ("n0", …), joints ("s0", …), lines; `main` is the name of the main claim's card.

    `news` are lines for the head of a picture of changes: first the verdicts, then the edits.
    """

    title: str
    said: str
    description: str
    shape: str
    main: str
    cards: Mapping[str, Card]
    joints: Mapping[str, Joint]
    lines: tuple[Line, ...]
    url: str = ""
    changes: bool = field(default=False)
    news: tuple[str, ...] = ()
    turned: bool = False
    """Whether it is laid out with width and height exchanged, since what it shows is read from top to bottom."""

    @property
    def text(self) -> str:
        """All that it says in letters, a line for each text."""
        cards = (line for card in self.cards.values() for line in (*card.lines, card.told, card.id))
        return "\n".join((self.title, *cards))

    def box(self, name: str) -> tuple[float, float]:
        """Width and height of a card or a joint."""
        if name in self.joints:
            return self.joints[name].size, self.joints[name].size
        wide, high = self.cards[name].width, self.cards[name].height
        return (high, wide) if self.turned else (wide, high)


def scene(
    m: ArgumentMap,
    shown: ShownPart,
    strengths: SceneNumbers,
    *,
    shape: str = "",
    changes: Mapping[str, ChangeMark] | None = None,
    news: tuple[str, ...] = (),
) -> Scene:
    """The scene of the shown part of a map; `shape` is a row of SHAPES, or "" for the largest that stays legible."""
    count = len(shown.shown)
    form = shape or ("cards" if count <= CARDS else "chips")
    builder = _Whole(m, shown, strengths, form, changes or {})
    cards, joints = builder.cards(), builder.joints()
    names = {card.id: name for name, card in cards.items()} | {joint.step: name for name, joint in joints.items()}
    url = (m.document and m.document.url) or ""
    return Scene(
        title=clean(m.title or m.statement(m.conclusion).text),
        said=_said(m, shown, strengths, form, changed=changes is not None),
        description=description(m, strengths),
        shape=form,
        main=names.get(m.conclusion, next(iter(cards))),
        cards=cards,
        joints=joints,
        lines=tuple(builder.lines(names)),
        url=url if url.startswith(("http://", "https://")) else "",
        changes=changes is not None,
        news=news,
    )


@dataclass(frozen=True)
class _Whole:
    """The shown part of a map, from which cards, joints and lines are made."""

    m: ArgumentMap
    shown: ShownPart
    strengths: SceneNumbers
    shape: str
    changes: Mapping[str, ChangeMark]

    @cached_property
    def steps(self) -> Mapping[str, Support | Attack | Undercut]:
        """The steps that are drawn, by the names of their lines."""
        return {f"s{at}": step for at, step in enumerate(self.m.steps) if self.shown.draws(self.m, step)}

    def change(self, id: str) -> ChangeMark:
        """The change of a statement or step."""
        return self.changes.get(id, ChangeMark(""))

    def cards(self) -> dict[str, Card]:
        """The cards by name."""
        m, count = self.m, len(self.shown.shown)
        side, open_ones = sides(m), frozenset(unanswered(m))
        cards: dict[str, Card] = {}
        for at, node in enumerate(m.statements):
            if node.id not in self.shown.shown:
                continue
            change, strength, main = self.change(node.id), self.strengths.of[node.id], node.id == m.conclusion
            cards[f"n{at}"] = card_of(
                node,
                shape=self.shape,
                side=side[node.id],
                strength=strength,
                base=self.strengths.base[node.id],
                main=main,
                marks=_marks(node.id, self.shown, change, strength, unanswered=node.id in open_ones),
                change=change.kind,
                was=change.was,
                defeated=self.strengths.defeated.get(node.id),
                verdict=self.strengths.verdict if main else "",
                lines=2 if count <= TWO_LINES else 1,
                **(_form(m, node.id) if self.shape == "gsn" else {}),
            )
        return cards

    def joints(self) -> dict[str, Joint]:
        """The joints by name, of the steps that are linked or undercut."""
        cut = {step.target for step in self.steps.values() if RELATIONS[step.kind].onto == "step"}
        return {
            name: Joint(name, step.id, step.kind, step.linked, self.tip(step), self.change(step.id).kind)
            for name, step in self.steps.items()
            if step.linked or step.id in cut
        }

    def lines(self, names: Mapping[str, str]) -> Iterator[Line]:
        """The lines of every step, between the names of cards and joints."""
        sets = _behind(self.m)
        for name, step in self.steps.items():
            carried, change = self.strengths.carried[step.id], self.change(step.id).kind
            yield from _lines(step, name, names, sets, carried=carried, tip=self.tip(step), change=change)

    def tip(self, step: Support | Attack | Undercut) -> str:
        """The tooltip of a step."""
        by = (
            ""
            if step.by in (None, "author")
            else f", drawn by the {step.by}"
            if step.by == "analyst"
            else ", as reported"
        )
        why = f"\n{clean(step.why)}" if step.why else ""
        return f"{step.id}: {step.kind}, carries {self.strengths.carried[step.id]:.2f}{by}{why}"


def _lines(
    step: Support | Attack | Undercut,
    place: str,
    name: Mapping[str, str],
    sets: tuple[frozenset[str], frozenset[str]],
    **about: Any,
) -> list[Line]:
    """The line of a step, or those of its members and of its joint; `sets` are those of `_behind`."""
    end = name[step.target]
    behind, anchored = sets
    outward = step.target in behind
    about |= {"step": step.id, "kind": step.kind}
    if step.id not in name:
        source = step.sources[0]
        return [Line(place, name[source], end, **about, head=True, back=outward and source in anchored)]
    members = [
        Line(f"{place}-{at}", name[one], place, **about, head=False, back=outward and one in anchored)
        for at, one in enumerate(step.sources)
    ]
    return [*members, Line(place, place, end, **about, head=True, back=outward)]


def _behind(m: ArgumentMap) -> tuple[frozenset[str], frozenset[str]]:
    """Two sets: the statements argued for from the conclusion, or from what leads to it, that do not lead to it; and these with it."""
    leading = distances(m, m.conclusion)
    targets: dict[str, list[str]] = {}
    for step in m.steps:
        if step.target in m.statements_by_id and step.target not in leading:
            for source in step.sources:
                targets.setdefault(source, []).append(step.target)
    argued_for: set[str] = set()
    waiting = list(leading)
    for id in waiting:
        fresh = [target for target in targets.get(id, ()) if target not in argued_for]
        argued_for.update(fresh)
        waiting += fresh
    return frozenset(argued_for), frozenset(waiting)


def _form(m: ArgumentMap, id: str) -> dict[str, Any]:
    """The form of an element of a goal structure, and whether it is undeveloped."""
    from argmap.formats.foreign.case import role_of

    form = role_of(m, m.statement(id))
    developed = any(step.kind == "support" for step in m.steps_to(id))
    return {"form": form, "undeveloped": form in ("goal", "strategy") and not developed}


def _marks(id: str, shown: ShownPart, change: ChangeMark, strength: float, *, unanswered: bool) -> tuple[Marked, ...]:
    marks: list[Marked] = []
    if change.was is not None:
        marks.append((f"was {change.was:.2f}", "pro" if strength > change.was else "con"))
    if unanswered:
        marks.append(("unanswered", "con"))
    if id in shown.folded:
        marks.append((f"+ {folded_in_words(shown.folded[id])} it, folded", "muted"))
    return tuple(marks)


def shown_counts(m: ArgumentMap, shown: ShownPart, strengths: SceneNumbers) -> str:
    """How many statements and steps are shown, of how many, and under which semantics."""
    drawn = sum(shown.draws(m, step) for step in m.steps)
    statements = shown.said or f"{len(m.statements):,} statements"
    steps = f"{drawn:,} {'step' if drawn == 1 else 'steps'}"
    return " · ".join((statements, steps, strengths.semantics or "not evaluated: base scores"))


def _said(m: ArgumentMap, shown: ShownPart, strengths: SceneNumbers, shape: str, *, changed: bool) -> str:
    told = [shown_counts(m, shown, strengths)]
    if changed:
        told.append("changes against the earlier map")
    if shape in ("cards", "gsn"):
        told.append(f"pale = strength under {PALE:.2f}")
    return " · ".join(told)


def description(m: ArgumentMap, strengths: SceneNumbers) -> str:
    """A description of a picture in words, for readers who do not see it."""
    conclusion = clean(m.statement(m.conclusion).text)
    strength = strengths.of[m.conclusion]
    verdict = (
        f" It is {strengths.verdict} with strength {strength:.2f} ({strengths.semantics})." if strengths.verdict else ""
    )
    kinds = [sum(node.kind == kind for node in m.statements) for kind in ("claim", "premise", "counterevidence")]
    return (
        f"An argument map. Conclusion: {conclusion}{verdict} {kinds[0]} claims, {kinds[1]} premises, {kinds[2]} pieces of "
        f"counterevidence, {len(m.steps)} steps."
    )
