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
        default=None, description="What linked premises bring under a gradual semantics: min, product."
    )
    prior: Number | None = field(
        default=None, description="What unrated claims with a support start at; 0 or 0.5 when not given."
    )
    accepted: Number | None = field(
        default=None, description="The strength from which a statement is accepted; 0.6 when not given."
    )
    defeated: Number | None = field(
        default=None, description="The chance of being defeated from which a statement is rejected; 0.6 when not given."
    )
    rejected: Number | None = field(
        default=None,
        description="The strength down to which a gradual semantics rejects a statement; 0.4 when not given.",
    )
    standpoint: Standpoint | None = field(
        default=None, description="Whose statements are heard; everybody's when not given."
    )
