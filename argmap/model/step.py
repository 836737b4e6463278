"""Steps: supports and attacks on statements, undercuts of steps."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import Field, model_validator

from argmap.model import ids
from argmap.model.checked import Id, Names, Strength, Text, Value, Voice, many


def _check_members(sources: Sequence[str]) -> None:
    """Raises ValueError unless the members of a step are a non-empty set."""
    if not sources:
        raise ValueError("sources must name at least one statement, got none")
    for at, source in enumerate(sources):
        if source in sources[:at]:
            raise ValueError(f"sources must name each statement once, got {source!r} twice")


class Step(Value):
    """What supports, attacks and undercuts have in common."""

    sources: Names = Field(description="The ids of the statements that the step is drawn from; several are linked.")
    target: Id = Field(description="The id of a statement, or of a step for an undercut.")
    id: Id = Field("", description="The id of the step. Made from its ends and kind when missing.")
    weight: Strength | None = Field(
        None, description="How surely the step works if its sources stand; 1 when not given."
    )
    why: Text | None = Field(None, description="The reason for the step and its weight.")
    by: Voice | None = Field(
        None, description="Who draws the step: author, reported or analyst; the voice of its sources when not given."
    )

    @model_validator(mode="before")
    @classmethod
    def _made_id(cls, fields: Any) -> Any:
        if not isinstance(fields, dict) or "id" in fields:
            return fields
        sources, target = many(fields.get("sources")), fields.get("target")
        if isinstance(sources, tuple) and sources and all(isinstance(one, str) for one in (*sources, target)):
            return {**fields, "id": ids.step_slug(cls.thing, sources, str(target))}
        return fields

    @model_validator(mode="after")
    def _members_are_a_set(self) -> Self:
        _check_members(self.sources)
        return self

    @property
    def linked(self) -> bool:
        """Whether the step needs several members together."""
        return len(self.sources) > 1

    def _key(self) -> tuple[object, ...]:
        others = (getattr(self, name) for name in type(self).model_fields if name != "sources")
        return (type(self), frozenset(self.sources), *others)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Step) and self._key() == other._key()

    def __hash__(self) -> int:
        return hash(self._key())


class Support(Step):
    """A step for its target. Several `sources` are linked: the step needs all of them. Their order does not matter.

    `weight` u ∈ [0, 1] says how surely the step works if its sources stand; None, where nobody said, counts as 1. Raises
    MapError.

    >>> Support(sources=["experience"], target="can-run").id
    'experience.supports.can-run'
    """

    thing: ClassVar[str] = "support"
    kind: Literal["support"] = "support"


class Attack(Step):
    """A step against a target statement (a rebuttal); the fields are those of a support.

    >>> Attack(sources=["overrun", "rest"], target="move") == Attack(sources=("rest", "overrun"), target="move")
    True
    """

    thing: ClassVar[str] = "attack"
    kind: Literal["attack"] = "attack"


class Undercut(Step):
    """A step against another step, whose id is the `target`; the fields are those of a support.

    >>> Undercut(sources=["egress"], target="cheaper").target
    'cheaper'
    """

    thing: ClassVar[str] = "undercut"
    kind: Literal["undercut"] = "undercut"


Relation = Annotated[Support | Attack | Undercut, Field(discriminator="kind")]
STEP_KINDS: Mapping[str, type[Support] | type[Attack] | type[Undercut]] = {
    kind.thing: kind for kind in (Support, Attack, Undercut)
}
"""The class of each row of `RELATIONS`."""
