"""The rows of the poster as data of the page: a few numbers for each row, in the poster's order."""

from collections.abc import Sequence
from typing import Any

from argmap.evaluation import Evaluation
from argmap.model import RELATIONS, ArgumentMap
from argmap.renderers.poster.poster import moved
from argmap.renderers.poster.rows import Row, rows_of
from argmap.renderers.scene.folding import ViewLimits, shown_part
from argmap.renderers.scene.scene import SceneNumbers

IN_FULL, AGAIN, GROUP = 0, 1, 2
"""A statement with all that bears on it, one that stands elsewhere, and the head of a linked group."""
ROW_RELATIONS = ("", *RELATIONS)


def packed_rows(m: ArgumentMap, e: Evaluation) -> dict[str, Any]:
    """The band that several grounds share, what it says, the sections, and how many of them, the last ones, stand apart.

    Two numbers say a row: its depth, and (3·place + form)·4 + kind, with the place of the statement, or of the step of a
    group, in the map.

    >>> from argmap.evaluation import evaluate
    >>> from argmap.model import Claim, Premise, Support
    >>> nodes = [Claim(text="C.", id="c"), Premise(text="P.", id="p", strength=0.8)]
    >>> m = ArgumentMap(conclusion="c", statements=nodes, steps=[Support(sources=["p"], target="c")])
    >>> packed_rows(m, evaluate(m))
    {'band': [], 'says': 'What several grounds share', 'sections': [[0, 13]], 'apart': 0}
    """
    found, lifts = moved(m, e, m.conclusion)
    of = dict.fromkeys(m.statements_by_id, 0.0) | dict(e.strengths)
    carried = dict.fromkeys(m.steps_by_id, 0.0) | dict(e.steps)
    rows = rows_of(m, shown_part(m, e, ViewLimits(everything=True)), SceneNumbers(of, of, carried), found, lifts)
    statements = {node.id: place for place, node in enumerate(m.statements)}
    steps = {step.id: place for place, step in enumerate(m.steps)}

    def packed(some: Sequence[Row]) -> list[int]:
        made = []
        for row in some:
            form = GROUP if row.group else AGAIN if row.reference else IN_FULL
            place = (steps if row.group else statements)[row.id]
            made += [row.depth, (3 * place + form) * len(ROW_RELATIONS) + ROW_RELATIONS.index(row.kind)]
        return made

    return {
        "band": packed(rows.shared),
        "says": rows.shared_says,
        "sections": [packed(section.rows) for section in rows.sections],
        "apart": sum(section.apart for section in rows.sections),
    }
