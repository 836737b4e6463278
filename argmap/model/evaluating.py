"""The settings of an evaluation as written: in a file's `evaluate:` key, a project's settings or on the command line."""

from typing import ClassVar, Literal

from argmap.model.checked import Number, Value, Word
from argmap.model.field import field

Standpoint = Literal["as-argued", "with-reported", "examined"]
"""Whose statements are heard: the author's; also those that the text reports; also the analyst's."""


class Evaluating(Value):
    """The settings of an evaluation as written; None means the default.

    `semantics` names a row of the table, `linked` what linked premises bring under a gradual one, `prior` what unrated
    claims start at. The cut-offs: `accepted` on the strength, `defeated` on the chance of being defeated (possible worlds),
    `rejected` on the strength (gradual semantics). `standpoint` says whose statements are heard.

    >>> Evaluating(semantics="df-quad", prior=0).prior
    0.0
    """

    thing: ClassVar[str] = "evaluate"
    semantics: Word | None = field(
        default=None, description="What a strength means: possible-worlds, or a gradual semantics."
    )
    linked: Word | None = field(
        default=None, description="How linked premises are combined under a gradual semantics: min, product."
    )
    prior: Number | None = field(
        default=None,
        description="The base score of claims that have a support but no strength. When missing, 0.5 under a gradual semantics and 0 under possible worlds.",
    )
    accepted: Number | None = field(
        default=None, description="The strength from which a statement is accepted; 0.6 when missing."
    )
    defeated: Number | None = field(
        default=None, description="The chance of being defeated from which a statement is rejected; 0.6 when missing."
    )
    rejected: Number | None = field(
        default=None,
        description="The strength at or below which a gradual semantics rejects a statement; 0.4 when missing.",
    )
    standpoint: Standpoint | None = field(default=None, description="Whose statements count; everybody's when missing.")
