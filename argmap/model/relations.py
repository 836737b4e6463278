"""The kinds of relation, one row each: support, attack and undercut, with their sign, words and drawing.

Everything that depends on the kind of a step derives from this table: signs, ids, the words of the notation, glyphs, and
the line and head of its arrow in every picture.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class RelationKind:
    """One kind of relation.

    `sign` is +1 if it works for its target and −1 if it works against it; `onto` says what the target is; `verb`
    is written between source and target, `word` is the key of the notation. In text a step is marked by its `glyph`; in a
    picture it is a `line` with a `head`, in the `colour` of the side it works for or in the undercuts' own.
    """

    name: str
    sign: int
    onto: Literal["statement", "step"]
    verb: str
    word: str
    glyph: str
    line: Literal["solid", "dashed", "dotted"]
    head: Literal["triangle", "bar", "diamond"]
    colour: Literal["pro", "con", "undercut"]

    @property
    def legend(self) -> str:
        """The words for the relation in a legend.

        >>> [kind.legend for kind in RELATIONS.values()]
        ['supports', 'attacks', 'undercuts a step']
        """
        return f"{self.verb} a step" if self.onto == "step" else self.verb


RELATIONS: Mapping[str, RelationKind] = {
    kind.name: kind
    for kind in (
        RelationKind("support", 1, "statement", "supports", "because", "+", "solid", "triangle", "pro"),
        RelationKind("attack", -1, "statement", "attacks", "but", "−", "dashed", "bar", "con"),
        RelationKind("undercut", -1, "step", "undercuts", "unless", "⊘", "dotted", "diamond", "undercut"),
    )
}
