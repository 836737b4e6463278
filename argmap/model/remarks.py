"""Remarks on a whole map: the document that it is made from, tensions in the text, expectations."""

from collections.abc import Iterator
from typing import ClassVar, Literal

from argmap.model.checked import Id, Number, OneOrMore, Text, TwoIds, Value, Verdict, Voice, Word
from argmap.model.evaluating import Standpoint
from argmap.model.field import Kind, ValueField, field, fields_of

CONDITIONS = ("of", "under", "standpoint")
"""The keys of an expectation that name the statement and the evaluation; the other keys say what is expected."""

TensionKind = Literal["conflict", "shift of meaning", "double standard", "unsupported weight"]
"""Two statements that cannot both stand; one word in two senses; two standards for like cases; a weight that its reasons do not
support."""


class Document(Value):
    """The document that the statements were taken from.

    >>> Document(title="Storage review", date="2026-03-01").title
    'Storage review'
    """

    thing: ClassVar[str] = "document"
    title: Text | None = field(default=None, description="The title of the document.")
    author: Text | None = field(default=None, description="Who wrote it.")
    date: Text | None = field(default=None, description="When it was written.")
    url: Text | None = field(default=None, description="The address of the document; pictures and reports link to it.")
    sha256: Text | None = field(
        default=None, description="The SHA-256 hash of the text that quotes were compared with."
    )


class Tension(Value):
    """Two places at which the text contradicts itself or changes its standard. A tension does not affect strengths."""

    thing: ClassVar[str] = "tension"
    between: TwoIds = field(description="The ids of the two statements or steps.")
    kind: TensionKind | None = field(default=None, description="The kind of tension.")  # type: ignore[assignment, misc]
    why: Text | None = field(default=None, description="How the two contradict each other.")
    charitable: Text | None = field(default=None, description="A reading under which both can stand.")
    by: Voice = field(default="author", description="Who notices the tension: author, reported or analyst.")


class Expectation(Value):
    """A verdict or strength that a statement must have; `argmap check` and the pytest plugin test it.

    `under` names the semantics or is "all-semantics", and `standpoint` says whose statements count; None means those of the run.
    """

    thing: ClassVar[str] = "expectation"
    of: Id = field(description="The id of the statement that the expectation is about.")
    verdict: Verdict | None = field(default=None, description="The expected verdict on the statement.")
    at_least: Number | None = field(default=None, description="The strength must be at least this.")
    at_most: Number | None = field(default=None, description="The strength must be at most this.")
    survives_without: OneOrMore = field(
        default=(), description="Statements that can all be removed together without changing the verdict."
    )
    turned_by: OneOrMore = field(
        default=(),
        description="Statements that together turn the verdict if they are rejected, that is, if they do not stand whatever supports them.",
    )
    hinges_on: OneOrMore = field(
        default=(),
        description="Statements of which each alone turns the verdict if it is granted or if it is rejected.",
    )
    not_established: bool | None = field(
        default=None,
        description="Whether the statement is undecided because it is open in most worlds (possible worlds only).",
    )
    robust_to: Number | None = field(
        default=None, description="By how much all premises' base scores may move together without turning the verdict."
    )
    agreement: bool | None = field(default=None, description="Whether every semantics gives the same verdict.")
    under: Word | None = field(
        default=None, description="The semantics under which this is expected, or all-semantics."
    )
    standpoint: Standpoint | None = field(default=None, description="Whose statements count.")

    def _check(self) -> None:
        asserted = [field for key, field in fields_of(type(self)).items() if key not in CONDITIONS]
        if all(getattr(self, field.name) == field.default for field in asserted):
            listed = ", ".join(field.key for field in asserted)
            raise ValueError(f"must expect something: one of {listed}")

    def named(self) -> Iterator[tuple[ValueField, str]]:
        """The id of each statement that the expectation names, with the field that names it.

        >>> [(field.key, id) for field, id in Expectation(of="move", turned_by=["cheaper"]).named()]
        [('of', 'move'), ('turned-by', 'cheaper')]
        """
        for declared in fields_of(type(self)).values():
            if declared.kind is Kind.ID:
                yield declared, getattr(self, declared.name)
            elif declared.kind is Kind.ID_OR_IDS:
                yield from ((declared, id) for id in getattr(self, declared.name))
