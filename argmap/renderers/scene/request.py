"""A request for a picture, and its scene: of a map, an evaluation, or the changes since another map."""

from dataclasses import dataclass
from functools import cached_property

from argmap.errors import EvaluationError
from argmap.evaluation import Evaluation, evaluate, how, network
from argmap.model import ArgumentMap
from argmap.renderers.poster.poster import Poster, fits, poster_of
from argmap.renderers.poster.spine import spine
from argmap.renderers.scene.change_overlay import merged
from argmap.renderers.scene.drawing import SAME_STRENGTH
from argmap.renderers.scene.folding import ShownPart, ViewLimits, changed_part, shown_part, widened
from argmap.renderers.scene.news import news
from argmap.renderers.scene.palette import THEMES, Palette
from argmap.renderers.scene.scene import ChangeMark, Scene, SceneNumbers, description, scene

LAYOUTS = ("poster", "map", "icicle")
"""The ways to lay a picture out: a page of rows, cards joined by lines, or cells as high as what they carry."""
POSTER_FROM, POSTER_TO = 13, 400
"""A picture of so many statements is a poster, and one of more an icicle, unless another layout or a theme of chips is asked for."""


@dataclass(frozen=True)
class DrawingRequest:
    """The map to draw, its evaluation if there is one, how much of it to draw and in which theme.

    `before` is an earlier map, `source` the text that the map was made from.
    """

    m: ArgumentMap
    e: Evaluation | None = None
    theme: str = "cards"
    limits: ViewLimits = ViewLimits()  # noqa: RUF009 - frozen
    engine: str | None = None
    before: ArgumentMap | None = None
    layout: str | None = None
    page: str | None = None
    source: str | None = None

    @cached_property
    def is_poster(self) -> bool:
        """Whether it is drawn as a poster: where that was asked for, or where cards of so many would be too small."""
        if self.layout is not None or self.before is not None or THEMES[self.theme].shape:
            return self.layout == "poster"
        return POSTER_FROM <= len(self.shown.shown) <= POSTER_TO

    @cached_property
    def is_icicle(self) -> bool:
        """Whether it is drawn as an icicle: where that was asked for, or where there are too many for a poster."""
        if self.layout is not None or self.before is not None or THEMES[self.theme].shape:
            return self.layout == "icicle"
        return len(self.shown.shown) > POSTER_TO

    @cached_property
    def is_first_level(self) -> bool:
        """Whether it is drawn as a row: one step deep, where no layout was asked for and the grounds fit beside each other."""
        return self._one_step and fits(self.poster)

    @property
    def _one_step(self) -> bool:
        drawn = self.layout is None and self.before is None and not THEMES[self.theme].shape
        return drawn and self.limits == ViewLimits(depth=1, focus=self.limits.focus)

    @cached_property
    def poster(self) -> Poster:
        """The content of the poster."""
        strengths = strengths_of(self.m, self.e)
        return poster_of(self.m, self.e, self.shown, strengths, description(self.m, strengths))

    @property
    def palette(self) -> Palette:
        """The colours of the theme."""
        return THEMES[self.theme].palette

    @cached_property
    def shown(self) -> ShownPart:
        """The part of the map that is shown; one step deep, what the argument rests on counts as the first level."""
        part = shown_part(self.m, self.e, self.limits)
        links = spine(self.m, part.focus) if self._one_step else ()
        if not links:
            return part
        steps = [self.m.step(link.step) for link in links]
        steps += [step for link in links for step in self.m.steps_to(link.heavy)]
        return widened(self.m, part, {source for step in steps for source in step.sources})

    @cached_property
    def scene(self) -> Scene:
        """The scene to draw."""
        if self.before is not None:
            return self._changes(self.before)
        return scene(self.m, self.shown, strengths_of(self.m, self.e), shape=THEMES[self.theme].shape)

    def _changes(self, before: ArgumentMap) -> Scene:
        both = merged(before, self.m)
        e = self.e
        earlier = _evaluated(before, e)
        strengths_after, strengths_before = strengths_of(self.m, e), strengths_of(before, earlier)
        of = {
            **strengths_after.of,
            **{new: strengths_before.of[id] for new, id in both.gone.items() if id in strengths_before.of},
        }
        carried = {
            **strengths_after.carried,
            **{new: strengths_before.carried[id] for new, id in both.gone.items() if id in strengths_before.carried},
        }
        kinds = dict(both.kinds)
        earlier_strengths: dict[str, float] = {}
        for id, old in both.old.items():
            if (
                id in strengths_after.of
                and abs(strengths_after.of[id] - strengths_before.of[old]) > SAME_STRENGTH
                and f"{strengths_after.of[id]:.2f}" != f"{strengths_before.of[old]:.2f}"
            ):
                earlier_strengths[id] = strengths_before.of[old]
                kinds.setdefault(id, "changed")
        changes = {id: ChangeMark(kind, earlier_strengths.get(id)) for id, kind in kinds.items()}
        moved = [
            *both.kinds,
            *sorted(
                earlier_strengths.keys() - both.kinds.keys(),
                key=lambda moved_id: -abs(strengths_after.of[moved_id] - earlier_strengths[moved_id]),
            ),
        ]
        shown = changed_part(both.m, moved) if self.limits == ViewLimits() else shown_part(both.m, None, self.limits)
        base = {
            **strengths_after.base,
            **{new: strengths_before.base[id] for new, id in both.gone.items() if id in strengths_before.base},
        }
        strengths = SceneNumbers(
            of, base, carried, strengths_after.verdict, strengths_after.semantics, strengths_after.defeated
        )
        told = news(before, self.m, earlier, e)
        return scene(both.m, shown, strengths, shape=THEMES[self.theme].shape, changes=changes, news=told)


def strengths_of(m: ArgumentMap, e: Evaluation | None) -> SceneNumbers:
    """The strengths of an evaluation as plain data; without one, the base scores and weights of the map."""
    if e is not None:
        return SceneNumbers(e.strengths, e.base, e.steps, e.verdict, e.semantics, e.defeated)
    base = dict(zip(m.statements_by_id, network(m, how(m)).base, strict=True))
    return SceneNumbers(base, base, {step.id: m.weighing.weight(step.weight) for step in m.steps})


def _evaluated(m: ArgumentMap, like: Evaluation | None) -> Evaluation | None:
    if like is None:
        return None
    try:
        return evaluate(m, **like.how.said)
    except EvaluationError:
        return None
