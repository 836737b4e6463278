"""The rows of a poster: the map as an indented list, each statement once in full and a reference wherever it is used again.

Plain data, so that a page can show the same rows in the same order.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from argmap.analysis.hinges import Hinge
from argmap.model import ArgumentMap, Claim, Counterevidence, Premise, Relation
from argmap.model.walks import sides, unanswered
from argmap.renderers.poster.spine import SpineLink, spine
from argmap.renderers.scene.card import tip_of
from argmap.renderers.scene.drawing import SAME_STRENGTH
from argmap.renderers.scene.folding import ShownPart
from argmap.renderers.scene.metrics import clean
from argmap.renderers.scene.scene import SceneNumbers

GROUP_TITLE = "all of these together"


class RowGround(NamedTuple):
    """One ground: the relation, the step, and the statements that it takes, or "" where the statements stand apart."""

    kind: str
    step: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Row:
    """One row: a statement, or the head of a linked group (`id` is then the step's).

    `depth` counts from the head of the section, 0. `kind` is the relation by which it bears on what it stands under, ""
    where it stands apart. `loss` is what the main claim loses without it, None if that is not known; `defeated` the
    share of worlds in which it is defeated, None under a gradual semantics. `rails` are the depths at which more follows
    below, `folded` how many statements for it and against it are not shown, and `part` the
    section of the map that the statement is put into.
    """

    id: str
    text: str
    depth: int
    kind: str
    side: str
    strength: float
    defeated: float | None = None
    loss: float | None = None
    statement: str = "claim"
    place: str = ""
    badges: tuple[str, ...] = ()
    reference: bool = False
    group: bool = False
    implicit: bool = False
    tip: str = ""
    rails: frozenset[int] = frozenset()
    folded: tuple[int, int] = (0, 0)
    part: str = ""

    @property
    def telling(self) -> bool:
        """Whether the main claim loses or gains by it as much as is shown."""
        return self.loss is not None and abs(self.loss) >= SAME_STRENGTH


@dataclass(frozen=True)
class Section:
    """A ground of the main claim with all that bears on it, or what stands apart; the first row is its head.

    `needs` are the statements of what several grounds share that its step takes, too; `below` says that it bears on the last
    statement of the spine.
    """

    rows: tuple[Row, ...]
    apart: bool = False
    needs: tuple[str, ...] = ()
    below: bool = False

    @property
    def head(self) -> Row:
        """The row of the ground itself."""
        return self.rows[0]


@dataclass(frozen=True)
class Rows:
    """All that a poster shows below its head: what several grounds share, or the spine, and then the sections."""

    shared: tuple[Row, ...]
    shared_says: str
    sections: tuple[Section, ...]
    spine: bool = False

    def __iter__(self) -> Iterator[Row]:
        yield from self.shared
        for section in self.sections:
            yield from section.rows


def rows_of(
    m: ArgumentMap,
    shown: ShownPart,
    strengths: SceneNumbers,
    hinges: Sequence[Hinge] = (),
    lifts: Mapping[str, float] | None = None,
) -> Rows:
    """The rows of what is shown of a map.

    `hinges` say what the main claim comes to without each statement, and `lifts` what it comes to without each step to it;
    the largest ground stands first, and grounds for it before those against it.

    >>> from argmap.model import Premise, Support
    >>> from argmap.renderers.scene.folding import shown_part
    >>> nodes = [Claim(text="C.", id="c"), Premise(text="P.", id="p"), Premise(text="Q.", id="q")]
    >>> steps = [Support(sources=["p"], target="c"), Support(sources=["q"], target="c")]
    >>> m = ArgumentMap(conclusion="c", statements=nodes, steps=steps)
    >>> values = dict.fromkeys("cpq", 0.5)
    >>> [row.id for row in rows_of(m, shown_part(m), SceneNumbers(values, values, dict.fromkeys(m.steps_by_id, 0.5)))]
    ['p', 'q']
    """
    return _Writer(m, shown, strengths, {one.id: one for one in hinges}, lifts or {}).rows()


@dataclass
class _Writer:
    """Writes rows; knows which statements stand on the poster already."""

    m: ArgumentMap
    shown: ShownPart
    strengths: SceneNumbers
    hinges: Mapping[str, Hinge]
    lifts: Mapping[str, float]
    written: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.side, self.open_ones = sides(self.m), frozenset(unanswered(self.m))
        self.written.add(self.shown.focus)

    def rows(self) -> Rows:
        focus = self.shown.focus
        parts, links = self._grounds(self._parts(focus))
        common = _common([part for part in parts if len(part.sources) > 1])
        band, says = self._band(links, common)
        sections = []
        rests = [(part, tuple(id for id in part.sources if id not in common) or part.sources) for part in parts]
        for part, rest in sorted(rests, key=self._rank):
            rows = _railed(self._written(RowGround(part.kind, part.step, rest), 0))
            needs = tuple(id for id in part.sources if id not in rest)
            below = bool(links) and self.m.step(part.step).target == links[-1].heavy
            sections.append(Section(rows, needs=needs, below=below))
        sections += [Section(_railed(rows), apart=True) for rows in self._apart()]
        return Rows(band, says, tuple(section for section in sections if section.rows), bool(links))

    def _grounds(self, parts: list[RowGround]) -> tuple[list[RowGround], list[SpineLink]]:
        """The grounds that get sections, and the part of the spine on the way to them that is shown."""
        links: list[SpineLink] = []
        for link in spine(self.m, self.shown.focus):
            below = self._parts(link.heavy)
            if len(below) < 2 or all(part.step != link.step for part in parts):
                break
            links.append(link)
            parts = [*(part for part in parts if part.step != link.step), *below]
        return parts, links

    def _band(self, links: Sequence[SpineLink], common: Collection[str]) -> tuple[tuple[Row, ...], str]:
        """The rows above the sections: the spine, or the statements that several linked steps share, with their supports and attacks."""
        rows: list[Row] = []
        steps = [self.m.step(link.step) for link in links]
        for step, link in zip(steps, links, strict=True):
            for id in step.sources:
                rows += self._written(RowGround(step.kind, "", (id,)), 0, bare=id == link.heavy)
            for undercut in self._parts(step.id):
                rows += self._written(undercut, 0)
        for id in common:
            rows += self._written(RowGround("support", "", (id,)), 0)
        if not links:
            says = "What several grounds share"
        elif all(step.linked for step in steps):
            says = "All of these are needed"
        else:
            says = "Most of the map bears on this"
        return _railed(rows), says

    def _apart(self) -> Iterator[list[Row]]:
        """What does not lead to the statement looked at: each of these once, under what they bear on."""
        rest = [node.id for node in self.m.statements if node.id in self.shown.shown and node.id not in self.written]
        sources = {source for step in self.m.steps for source in step.sources}
        for id in sorted(rest, key=sources.__contains__):
            if id not in self.written:
                yield self._written(RowGround("", "", (id,)), 0)

    def _rank(self, ground: tuple[RowGround, tuple[str, ...]]) -> tuple[bool, float, float]:
        """Grounds for come first, then what the main claim loses without the statements of the ground, or without its step."""
        part, sources = ground
        against = self.side[part.step or part.sources[0]] == "con"
        lost = max(abs(self._loss(id) or 0.0) for id in sources)
        return against, -lost, -abs(self.lifts.get(part.step, 0.0))

    def _parts(self, id: str) -> list[RowGround]:
        """The steps to a statement or step that are drawn."""
        return [
            RowGround(step.kind, step.id, tuple(step.sources))
            for step in self.m.steps_to(id)
            if self.shown.draws(self.m, step)
        ]

    def _written(self, part: RowGround, depth: int, *, bare: bool = False) -> list[Row]:
        """The rows of a ground and of all that bears on it, or without that where it is `bare`."""
        rows: list[Row] = []
        waiting = [(part, depth)]
        while waiting:
            current, deep = waiting.pop()
            below: list[RowGround] = []
            if len(current.sources) > 1:
                rows.append(self._group(current, deep))
                below = [*(RowGround(current.kind, "", (id,)) for id in current.sources), *self._parts(current.step)]
            elif current.sources[0] in self.written:
                rows.append(self._row(current, deep, reference=True))
                below = self._parts(current.step) if current.step and not bare else []
            else:
                self.written.add(current.sources[0])
                rows.append(self._row(current, deep))
                if not bare:
                    below = [*(self._parts(current.step) if current.step else ()), *self._parts(current.sources[0])]
            waiting += [(part_below, deep + 1) for part_below in reversed(below)]
        return rows

    def _group(self, part: RowGround, depth: int) -> Row:
        step = self.m.step(part.step)
        return Row(
            id=step.id,
            text=GROUP_TITLE,
            depth=depth,
            kind=part.kind,
            side=self.side[step.id],
            strength=self.strengths.carried[step.id],
            loss=self.lifts.get(step.id),
            group=True,
            tip=_why(step),
        )

    def _row(self, part: RowGround, depth: int, *, reference: bool = False) -> Row:
        node = self.m.statement(part.sources[0])
        step = self.m.step(part.step) if part.step else None
        return Row(
            id=node.id,
            text=clean(node.text),
            depth=depth,
            kind=part.kind,
            side=self.side[node.id],
            strength=self.strengths.of[node.id],
            defeated=self.strengths.defeated.get(node.id),
            loss=self._loss(node.id),
            statement=node.kind,
            place="" if node.implicit or not node.source else clean(node.source[0].at),
            badges=() if reference else self._badges(node),
            part=clean(node.section or ""),
            folded=(0, 0) if reference else self.shown.folded.get(node.id, (0, 0)),
            reference=reference,
            implicit=node.implicit,
            tip="\n".join(filter(None, (tip_of(node), _why(step)))),
        )

    def _loss(self, id: str) -> float | None:
        if id not in self.hinges:
            return None
        return self.strengths.of[self.shown.focus] - self.hinges[id].rejected.strength

    def _badges(self, node: Claim | Premise | Counterevidence) -> tuple[str, ...]:
        return tuple(
            word
            for word, holds in (
                ("turns the verdict", node.id in self.hinges and self.hinges[node.id].turns),
                ("unanswered", node.id in self.open_ones),
                ("unstated", node.implicit),
                (node.role or "", bool(node.role)),
                (node.voice, node.voice != "author"),
            )
            if holds
        )


def _common(parts: Sequence[RowGround]) -> list[str]:
    """The members that recur in several linked steps, in the order in which they are met."""
    met = [id for part in parts for id in part.sources]
    return [id for id in dict.fromkeys(met) if met.count(id) > 1]


def _why(step: Relation | None) -> str:
    return f"{step.id}: {clean(step.why)}" if step is not None and step.why else ""


def _railed(rows: Sequence[Row]) -> tuple[Row, ...]:
    """The rows with the depths at which a later row joins the same rail."""
    railed: list[Row] = []
    open_rails: frozenset[int] = frozenset()
    for row in reversed(rows):
        open_rails = frozenset(depth for depth in open_rails if depth <= row.depth)
        railed.append(replace(row, rails=open_rails))
        open_rails |= {row.depth}
    return tuple(reversed(railed))
