"""How a map is to be evaluated: what the file's `evaluate:` key, a project's settings and the command line may say."""

from typing import ClassVar, Literal

from argmap.model.checked import Number, Text, Value

Standpoint = Literal["as-argued", "with-reported", "examined"]
"""Whose statements are heard: the author's; also those that the text reports; also the analyst's."""


class Evaluating(Value):
    """How a map is to be evaluated, as far as it was said; what is None is left to the default.

    `semantics` names a row of the table, `linked` what linked premises bring under a gradual one, `prior` what unrated
    claims start at. The cut-offs: `accepted` on the strength, `defeated` on the chance of being defeated (possible worlds),
    `rejected` on the strength (gradual semantics). `standpoint` says whose statements are heard.

    >>> Evaluating(semantics="df-quad", prior=0).prior
    0.0
    """

    thing: ClassVar[str] = "evaluate"
    semantics: Text | None = None
    linked: Text | None = None
    prior: Number | None = None
    accepted: Number | None = None
    defeated: Number | None = None
    rejected: Number | None = None
    standpoint: Standpoint | None = None
