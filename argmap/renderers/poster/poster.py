"""The content of a poster: the main claim, its verdict with reasons, and the rows below; plain data."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from argmap.analysis.grounds import grounds
from argmap.analysis.hinges import Hinge, hinges
from argmap.analysis.rounding import of_100, strength
from argmap.errors import EvaluationError
from argmap.evaluation import Evaluation
from argmap.model import ArgumentMap
from argmap.renderers.poster.rows import Rows, rows_of
from argmap.renderers.poster.why import TonedText, why
from argmap.renderers.scene.card import tip_of
from argmap.renderers.scene.folding import ShownPart
from argmap.renderers.scene.metrics import clean
from argmap.renderers.scene.scene import SceneNumbers, shown_counts

MOST_IN_A_ROW = 5
"""So many grounds stand beside each other."""


@dataclass(frozen=True)
class Poster:
    """The statement looked at with its verdict, the sentences that say why, and the rows; `number` is its strength as text.

    `worlds` says in how many of 100 worlds it stands, is defeated and is open, None under a gradual semantics.
    """

    id: str
    title: str
    said: str
    claim: str
    tip: str
    description: str
    verdict: str
    strength: float
    number: str
    defeated: float | None
    worlds: tuple[str, str, str] | None
    base: float | None
    why: tuple[TonedText, ...]
    rows: Rows

    @cached_property
    def number_of(self) -> Mapping[str, int]:
        """The number of the row in which each statement stands in full."""
        full = (row.id for row in self.rows if not row.reference and not row.group)
        return {id: place for place, id in enumerate(full)}


def poster_of(
    m: ArgumentMap, e: Evaluation | None, shown: ShownPart, strengths: SceneNumbers, description: str
) -> Poster:
    """The poster of the shown part of a map; without an evaluation it has no verdict and no reasons.

    >>> from argmap.model import Claim
    >>> from argmap.renderers.scene.folding import shown_part
    >>> m = ArgumentMap(conclusion="c", statements=[Claim(text="It pays.", id="c")])
    >>> values = {"c": 0.5}
    >>> poster_of(m, None, shown_part(m), SceneNumbers(values, values, {}), "").claim
    'It pays.'
    """
    of = shown.focus
    node = m.statement(of)
    turning, lifts = moved(m, e, of)
    rows = rows_of(m, shown, strengths, turning, lifts)
    rated = node.strength is not None or (e is not None and not e.how.worlds)
    return Poster(
        id=of,
        title=clean(m.title or m.statement(m.conclusion).text),
        said=shown_counts(m, shown, strengths),
        claim=clean(node.text),
        tip=tip_of(node),
        description=description,
        verdict=e.verdict_of(of) if e is not None else "",
        strength=strengths.of[of],
        number=strength(e.how, e[of]) if e is not None else f"{strengths.of[of]:.2f}",
        defeated=strengths.defeated.get(of),
        worlds=of_100(e.how, e, of) if e is not None and e.how.worlds else None,
        base=strengths.base[of] if rated else None,
        why=why(m, e, rows, turning) if e is not None and of == m.conclusion else (),
        rows=rows,
    )


def fits(poster: Poster) -> bool:
    """Whether the grounds fit beside each other in one row under the main claim."""
    rows = poster.rows
    return (
        0 < len(rows.sections) <= MOST_IN_A_ROW
        and not any(section.apart for section in rows.sections)
        and (rows.spine or bool(rows.shared) == any(section.needs for section in rows.sections))
    )


def moved(m: ArgumentMap, e: Evaluation | None, of: str) -> tuple[tuple[Hinge, ...], dict[str, float]]:
    """The strength of the statement without each other statement, and its loss without each step to it."""
    if e is None:
        return (), {}
    try:
        found = hinges(m, of, **e.how.said)
        lifts = {ground.step: e[of] - ground.without for ground in grounds(m, e, of)}
    except EvaluationError:
        return (), {}
    return found, lifts
