"""Statements: claims, premises, counterevidence, and their places in the source."""

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal

from argmap.model import ids
from argmap.model.argued import Argued
from argmap.model.checked import Id, Strength, Text, Value, Voice, Word
from argmap.model.evidence import Evidence
from argmap.model.field import Kind, field

ROLES = (
    "rule", "prediction", "definition", "value", "question",
    "goal", "strategy", "solution", "context", "assumption", "justification",
)  # fmt: skip
"""The known roles; a map may use other words, and `argmap check` reports a word that is nearly one of these."""


class Anchor(Value):
    """The place of a statement in the source, with a short quote from this place."""

    thing: ClassVar[str] = "source"
    at: Text = field(description="Where in the source.")
    quote: Text | None = field(default=None, description="A short quote from there.")


class Statement(Value):
    """The base class of claims, premises and counterevidence."""

    def __init__(self, text: str | None = None, /, **fields: Any) -> None:
        super().__init__(**(fields if text is None else {"text": text, **fields}))

    def because(self, *reasons: Any, unless: Any = (), **words: Any) -> Argued:
        """The statement with steps for it, one from each reason; see `ArgumentMap.of`."""
        return Argued(self).because(*reasons, unless=unless, **words)

    def but(self, *objections: Any, unless: Any = (), **words: Any) -> Argued:
        """The statement with steps against it, one from each objection; see `ArgumentMap.of`."""
        return Argued(self).but(*objections, unless=unless, **words)

    text: Text = field(description="The statement in one sentence.")
    id: Id = field(
        default="",
        description="The id of the statement: a letter, then letters, digits, '.', '_' or '-'. Made from the first words of the text when missing.",
    )
    strength: Strength | None = field(
        default=None,
        description="The base score: how far the statement is believed before the steps to it count. 0.5 for premises and counterevidence when missing.",
    )
    voice: Voice = field(
        default="author",
        description="Who makes the statement: the author, somebody whose view the author reports, or the analyst who made the map.",
    )
    implicit: bool = field(
        default=False, description="True if a step needs the statement but the source does not state it."
    )
    source: Annotated[tuple[Anchor, ...], Kind.ANCHORS] = field(
        default=(),
        description='The place in the source, such as §2 ¶3 "quoted words": text, a mapping with at and quote, or a list of these.',
    )
    evidence: Annotated[tuple[Evidence, ...], Kind.RECORDS] = field(
        default=(),
        description="What the statement rests on outside the map: a mapping or a list of mappings. argmap check tests it.",
    )
    role: Word | None = field(
        default=None,
        description="The role of the statement, in one word: "
        + ", ".join(ROLES[:-1])
        + f", {ROLES[-1]}, or a word of your own.",
    )
    section: Text | None = field(
        default=None, description="The section of the map that the statement belongs to; reports follow the sections."
    )
    note: Text | None = field(default=None, description="Any note about the statement.")
    remark: Text | None = field(
        default=None, description="A remark of the analyst on the statement, such as what is missing; reports print it."
    )

    @classmethod
    def _completed(cls, fields: dict[str, Any]) -> dict[str, Any]:
        text = fields.get("text")
        return {**fields, "id": ids.slug(text)} if "id" not in fields and isinstance(text, str) and text else {**fields}


class Claim(Statement):
    """A statement that is argued for in the map.

    `strength` is the base score τ ∈ [0, 1], as a number, a word of the scale or (low, high); None if not given.
    Raises MapError, naming the field, the rule and the value.

    >>> Claim(text="Moving pays off.", id="move", strength="strong")
    Claim(text='Moving pays off.', id='move', strength='strong')
    """

    thing: ClassVar[str] = "claim"
    kind: ClassVar[Literal["claim"]] = "claim"


class Premise(Statement):
    """A statement taken as given; the fields are those of a claim.

    >>> Premise(text="Storage is most of the cost.").id
    'storage-is-most-of-the-cost'
    """

    thing: ClassVar[str] = "premise"
    kind: ClassVar[Literal["premise"]] = "premise"


class Counterevidence(Statement):
    """A statement brought against something; the fields are those of a claim.

    >>> Counterevidence(text="The last one overran.", id="overrun", voice="reported").voice
    'reported'
    """

    thing: ClassVar[str] = "counterevidence"
    kind: ClassVar[Literal["counterevidence"]] = "counterevidence"


Node = Claim | Premise | Counterevidence
STATEMENT_KINDS: Mapping[str, type[Claim] | type[Premise] | type[Counterevidence]] = {
    "claim": Claim,
    "premise": Premise,
    "counterevidence": Counterevidence,
}
