"""The settings of an evaluation as written: in a file's `evaluate:` key, a project's settings or on the command line."""

from typing import ClassVar, Literal

from argmap.model.checked import Number, Value, Word
from argmap.model.field import field

Standpoint = Literal["as-argued", "with-reported", "examined"]
"""Whose statements count: only the author's; also those that the text reports; also the analyst's."""


class Evaluating(Value):
    """The settings of an evaluation as written; None means the default.

    `semantics` and `linked` name rows of their tables; `prior` is the base score of supported claims without a strength. The cut-offs: `accepted` on the strength, `defeated` on the chance of being defeated (possible worlds),
    `rejected` on the strength (gradual semantics). `standpoint` says whose statements count.

    >>> Evaluating(semantics="df-quad", prior=0).prior
    0.0
    """

    thing: ClassVar[str] = "evaluate"
    semantics: Word | None = field(
        default=None, description="The name of the semantics: possible-worlds, or a gradual semantics."
    )
    linked: Word | None = field(
        default=None, description="How linked premises are combined under a gradual semantics: min, product."
    )
    prior: Number | None = field(
        default=None,
        description="The base score of claims that have a support but no strength. When missing, 0.5 under a gradual semantics and 0 under possible worlds.",
    )
    accepted: Number | None = field(
        default=None, description="A statement is accepted if its strength is at least this; 0.6 when missing."
    )
    defeated: Number | None = field(
        default=None,
        description="Under possible worlds, a statement is rejected if its chance of being defeated is at least this; 0.6 when missing.",
    )
    rejected: Number | None = field(
        default=None,
        description="Under a gradual semantics, a statement is rejected if its strength is at most this; 0.4 when missing.",
    )
    standpoint: Standpoint | None = field(default=None, description="Whose statements count; everybody's when missing.")
