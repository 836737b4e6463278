"""Steps: supports and attacks on statements, undercuts of steps."""

from collections.abc import Mapping
from typing import Any, ClassVar, Literal

from argmap.model import ids
from argmap.model.checked import Id, Names, Strength, Text, Value, Voice, many
from argmap.model.field import field, fields_of


class Step(Value):
    """The base class of supports, attacks and undercuts."""

    sources: Names = field(description="The ids of the statements that the step is drawn from; several are linked.")
    target: Id = field(description="The id of a statement, or of a step for an undercut.")
    id: Id = field(default="", description="The id of the step. Made from its sources, kind and target when missing.")
    weight: Strength | None = field(
        default=None, description="The chance that the step works if its sources stand; 1 when missing."
    )
    why: Text | None = field(default=None, description="The reason for the step and its weight.")
    by: Voice | None = field(
        default=None,
        description="Who makes the step: author, reported or analyst; the voice of its sources when missing.",
    )
    remark: Text | None = field(
        default=None, description="A remark of the analyst on the step, such as what it omits; reports print it."
    )

    @classmethod
    def _completed(cls, fields: dict[str, Any]) -> dict[str, Any]:
        sources, target = many(fields.get("sources")), fields.get("target")
        if (
            "id" not in fields
            and isinstance(sources, tuple)
            and sources
            and all(isinstance(end, str) for end in (*sources, target))
        ):
            return {**fields, "id": ids.step_slug(cls.thing, sources, str(target))}
        return {**fields}

    def _check(self) -> None:
        if not self.sources:
            raise ValueError("sources must name at least one statement, got none")
        if twice := next((source for at, source in enumerate(self.sources) if source in self.sources[:at]), None):
            raise ValueError(f"sources must name each statement once, got {twice!r} twice")

    @property
    def linked(self) -> bool:
        """Whether the step needs several members together."""
        return len(self.sources) > 1

    def _key(self) -> tuple[object, ...]:
        return (type(self), frozenset(self.sources), *(getattr(self, name) for name in _ORDERED))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Step) and self._key() == other._key()

    def __hash__(self) -> int:
        return hash(self._key())


_ORDERED = tuple(field.name for field in fields_of(Step).values() if field.name != "sources")


class Support(Step):
    """A step for its target. Several `sources` are linked: the step needs all of them. Their order does not matter.

    `weight` u ∈ [0, 1] is the chance that the step works if its sources stand; None counts as 1. Raises MapError.

    >>> Support(sources=["experience"], target="can-run").id
    'experience.supports.can-run'
    """

    thing: ClassVar[str] = "support"
    kind: ClassVar[Literal["support"]] = "support"


class Attack(Step):
    """A step against a target statement (a rebuttal); the fields are those of a support.

    >>> Attack(sources=["overrun", "rest"], target="move") == Attack(sources=("rest", "overrun"), target="move")
    True
    """

    thing: ClassVar[str] = "attack"
    kind: ClassVar[Literal["attack"]] = "attack"


class Undercut(Step):
    """A step against another step, whose id is the `target`; the fields are those of a support.

    >>> Undercut(sources=["egress"], target="cheaper").target
    'cheaper'
    """

    thing: ClassVar[str] = "undercut"
    kind: ClassVar[Literal["undercut"]] = "undercut"


Relation = Support | Attack | Undercut
STEP_KINDS: Mapping[str, type[Support] | type[Attack] | type[Undercut]] = {
    kind.thing: kind for kind in (Support, Attack, Undercut)
}
"""The class of each row of `RELATIONS`."""
