"""What was asked to be drawn, and the scene that it comes to: of a map, an evaluation, or what changed since another map."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from argmap.errors import EvaluationError
from argmap.evaluation import Evaluation, evaluate, how, network
from argmap.model import ArgumentMap
from argmap.renderers.poster.poster import Poster, poster_of
from argmap.renderers.scene.change_overlay import merged
from argmap.renderers.scene.drawing import SAME
from argmap.renderers.scene.folding import Limits, ShownPart, shown_part, ways_from
from argmap.renderers.scene.palette import THEMES, Palette
from argmap.renderers.scene.scene import Change, Scene, Strengths, description, scene

LAYOUTS = ("poster", "map")
"""The ways to lay a picture out: a page of rows, or cards joined by lines."""
MOST_EDITS = 5
"""So many edits are named in the heading of a picture of changes."""
POSTER_FROM, POSTER_TO = 13, 400
"""A picture of so many statements is a poster, unless another layout or a theme of chips or dots is asked for."""


@dataclass(frozen=True)
class DrawingRequest:
    """A map, how it was evaluated if it was, how much of it is to be drawn and how; `before` is an earlier map."""

    m: ArgumentMap
    e: Evaluation | None = None
    theme: str = "cards"
    limits: Limits = Limits()  # noqa: RUF009 - frozen
    engine: str | None = None
    before: ArgumentMap | None = None
    layout: str | None = None

    @cached_property
    def is_poster(self) -> bool:
        """Whether it is drawn as a poster: where that was asked for, or where cards of so many would be too small."""
        if self.layout is not None or self.before is not None or THEMES[self.theme].shape:
            return self.layout == "poster"
        return POSTER_FROM <= len(self.shown.shown) <= POSTER_TO

    @cached_property
    def is_first_level(self) -> bool:
        """Whether the main claim and its grounds alone are drawn, in one row: one step deep, in a theme of cards."""
        limits, free = self.limits, self.before is None and self.layout is None and not THEMES[self.theme].shape
        return free and limits.depth == 1 and limits.focus in (None, self.m.conclusion) and self.whole.has_grounds

    @cached_property
    def poster(self) -> Poster:
        """What is drawn as a poster."""
        return self._poster(self.shown)

    @cached_property
    def whole(self) -> Poster:
        """The poster of the whole map, whatever the limits."""
        return self._poster(shown_part(self.m, self.e, Limits(everything=True)))

    def _poster(self, shown: ShownPart) -> Poster:
        strengths = strengths_of(self.m, self.e)
        return poster_of(self.m, self.e, shown, strengths, description(self.m, strengths))

    @property
    def palette(self) -> Palette:
        """The colours of the theme."""
        return THEMES[self.theme].palette

    @cached_property
    def shown(self) -> ShownPart:
        """What of the map is shown."""
        return shown_part(self.m, self.e, self.limits)

    @cached_property
    def scene(self) -> Scene:
        """What is drawn."""
        if self.before is not None:
            return self._changes(self.before)
        return scene(self.m, self.shown, strengths_of(self.m, self.e), shape=THEMES[self.theme].shape)

    def _changes(self, before: ArgumentMap) -> Scene:
        both = merged(before, self.m)
        e = self.e
        now, then = strengths_of(self.m, e), strengths_of(before, _evaluated(before, e))
        of = {**now.of, **{new: then.of[id] for new, id in both.gone.items() if id in then.of}}
        carried = {**now.carried, **{new: then.carried[id] for new, id in both.gone.items() if id in then.carried}}
        kinds = dict(both.kinds)
        was: dict[str, float] = {}
        for id, old in both.old.items():
            if id in now.of and abs(now.of[id] - then.of[old]) > SAME and f"{now.of[id]:.2f}" != f"{then.of[old]:.2f}":
                was[id] = then.of[old]
                kinds.setdefault(id, "changed")
        changes = {id: Change(kind, was.get(id)) for id, kind in kinds.items()}
        shown = shown_part(both.m, None, self.limits) if self.limits != Limits() else ways_from(both.m, kinds)
        base = {**now.base, **{new: then.base[id] for new, id in both.gone.items() if id in then.base}}
        strengths = Strengths(of, base, carried, now.verdict, now.semantics, now.defeated)
        turn = (_turn(now, then, self.m.conclusion, before.conclusion), _edits(both.m, both.kinds))
        return scene(both.m, shown, strengths, shape=THEMES[self.theme].shape, changes=changes, turn=turn)


def _turn(now: Strengths, then: Strengths, after: str, before: str) -> str:
    """What became of the verdict: "undecided 0.36 → accepted 0.61"."""
    one, other = then.of[before], now.of[after]
    return f"{then.verdict} {one:.2f} → {now.verdict} {other:.2f}".replace("  ", " ").strip()


def _edits(m: ArgumentMap, kinds: Mapping[str, str]) -> str:
    """Which statements, and which steps of statements that stayed, were added, removed or changed."""
    ends = {id for id in kinds if id in m.statements_by_id}
    told = [
        f"{kind} {id}"
        for id, kind in kinds.items()
        if id in ends or ends.isdisjoint((*m.step(id).sources, m.step(id).target))
    ]
    more = len(told) - MOST_EDITS
    return " · ".join([*told[:MOST_EDITS], *([f"{more} more"] if more > 0 else [])])


def strengths_of(m: ArgumentMap, e: Evaluation | None) -> Strengths:
    """What an evaluation says; without one, base scores and weights as they stand."""
    if e is not None:
        return Strengths(e.strengths, e.base, e.steps, e.verdict, e.semantics, e.defeated)
    base = dict(zip(m.statements_by_id, network(m, how(m)).base, strict=True))
    return Strengths(base, base, {step.id: m.weighing.weight(step.weight) for step in m.steps})


def _evaluated(m: ArgumentMap, like: Evaluation | None) -> Evaluation | None:
    if like is None:
        return None
    try:
        return evaluate(m, **like.how.said)
    except EvaluationError:
        return None
