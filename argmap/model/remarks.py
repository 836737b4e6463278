"""Remarks on a map as a whole: the document it is taken from, tensions within it, what its author expects of it."""

from typing import Annotated, ClassVar, Self

from pydantic import BeforeValidator, model_validator

from argmap.model.checked import Id, Number, OneOrMore, Text, Value, Verdict, Voice, many


class Document(Value):
    """What the statements were taken from.

    >>> Document(title="Storage review", date="2026-03-01").title
    'Storage review'
    """

    thing: ClassVar[str] = "document"
    title: Text | None = None
    author: Text | None = None
    date: Text | None = None
    url: Text | None = None
    sha256: Text | None = None


class Tension(Value):
    """Two places at which the text pulls against itself; without effect on strengths."""

    thing: ClassVar[str] = "tension"
    between: Annotated[tuple[Id, Id], BeforeValidator(many)]
    why: Text | None = None
    by: Voice = "author"


class Expectation(Value):
    """What the map's author expects of a statement; `argmap check` and the pytest plugin hold the map to it.

    `under` names a semantics, or all of them; None means the semantics of the run.
    """

    thing: ClassVar[str] = "expectation"
    of: Id
    verdict: Verdict | None = None
    at_least: Number | None = None
    at_most: Number | None = None
    survives_without: OneOrMore = ()
    turned_by: OneOrMore = ()
    robust_to: Number | None = None
    agreement: bool | None = None
    under: Text | None = None

    @model_validator(mode="after")
    def _expects_something(self) -> Self:
        asserted = [name for name in type(self).model_fields if name not in ("of", "under")]
        if all(getattr(self, name) in (None, ()) for name in asserted):
            listed = ", ".join(name.replace("_", "-") for name in asserted)
            raise ValueError(f"must expect something: one of {listed}")
        return self
