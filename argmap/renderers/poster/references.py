"""The words of a row whose statement stands in full elsewhere on the poster."""

from collections.abc import Sequence

from argmap.model import RELATIONS
from argmap.renderers.poster.rows import Row


def again(rows: Sequence[Row], focus: str) -> list[str]:
    """What is said of each row that stands in full elsewhere: that it bears on itself, on what bears on it, or only where it is.

    >>> from dataclasses import replace
    >>> one = Row(id="a", text="A.", depth=0, kind="attack", side="con", strength=0.5)
    >>> again([one, replace(one, depth=1, reference=True)], "c")[1]
    'attacks itself'
    """
    above: list[Row] = []
    notes = []
    for row in rows:
        del above[row.depth :]
        ids = [focus, *(one.id for one in above)]
        if row.kind and row.id == ids[-1] and above:
            notes.append(f"{RELATIONS[row.kind].verb} itself")
        elif row.kind and row.id in ids[-2:-1] and above[-1].kind == row.kind:
            notes.append(f"each {RELATIONS[row.kind].verb} the other")
        else:
            notes.append("see above")
        above.append(row)
    return notes
