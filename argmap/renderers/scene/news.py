"""The head of a picture of changes: the verdict before and after, and the edits, each as a line."""

from argmap.analysis.difference import EDIT_SIGNS, MapEdit, Match
from argmap.analysis.rounding import strength
from argmap.evaluation import Evaluation
from argmap.model import ArgumentMap
from argmap.renderers.scene.clusters import shortened
from argmap.renderers.scene.metrics import clean

MOST_NEWS, LONGEST_NEWS = 8, 90
"""So many edits are listed, and so much of what each was or is."""


def news(
    before: ArgumentMap, after: ArgumentMap, earlier: Evaluation | None, later: Evaluation | None
) -> tuple[str, ...]:
    """The verdicts, where both maps are evaluated, and then the edits.

    >>> from argmap.model import Claim, Premise, Support
    >>> nodes = [Claim(text="C.", id="c"), Premise(text="P.", id="p", strength=0.5)]
    >>> m = ArgumentMap(conclusion="c", statements=nodes, steps=[Support(sources=["p"], target="c")])
    >>> news(m, m.replace(m.statement("p").replace(strength=0.75)), None, None)
    ('1 edit', '~ p: strength 0.5 → 0.75')
    """
    edits = [edit for edit, _ in Match(before, after).edits()]
    count = f"{len(edits):,} {'edit' if len(edits) == 1 else 'edits'}" if edits else "Nothing was edited"
    head = count
    if earlier is not None and later is not None:
        head = f"{_verdict(earlier)} → {_verdict(later)} · {count}"
    left = len(edits) - MOST_NEWS
    return (head, *map(_line, edits[:MOST_NEWS]), *([f"and {left:,} more"] if left > 0 else []))


def _verdict(e: Evaluation) -> str:
    return f"{e.verdict.capitalize()} {strength(e.how, e[e.conclusion])}"


def _line(edit: MapEdit) -> str:
    sign, name = EDIT_SIGNS[edit.kind], edit.id or "map"
    if edit.kind in ("added", "removed"):
        steps = f" (and {edit.steps} {'step' if edit.steps == 1 else 'steps'})" if edit.steps else ""
        return f"{sign} {name}: {edit.field or edit.thing} {edit.kind}{steps}: {_short(edit.after or edit.before)}"
    what = {"reworded": "text", "moved": "moved", "renamed": "renamed"}.get(edit.kind, edit.field)
    return f"{sign} {name}: {what} {_short(edit.before)} → {_short(edit.after)}"


def _short(said: str) -> str:
    return shortened(clean(said), LONGEST_NEWS)
