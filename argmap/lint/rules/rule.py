"""A rule: its code, name, severity, reason, an example that breaks it, and a fix if one is safe."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from argmap.analysis.circle import Circle, circles_of
from argmap.analysis.held_evidence import Circumstances, Unheld, unheld
from argmap.editing.refusal import Op
from argmap.errors import EvaluationError, Place
from argmap.evaluation import Evaluation, How, Said, evaluate_as, how
from argmap.lint.finding import Severity
from argmap.model import ArgumentMap
from argmap.model.standpoint import heard

DEVELOPED = ("goal", "strategy")
"""The roles of an assurance case that are to be developed; a rule of their own asks for it."""

Breach = tuple[str, Place | None, str, str] | tuple[str, Place | None, str, str, tuple[Op, ...]]
"""Subject, place, message, hint, and the operations that end the breach, where there are some."""


@dataclass(frozen=True)
class CheckedMap:
    """The input of a rule: a map, the settings of its evaluation, the text that it was made from, if that was given, and the day."""

    m: ArgumentMap
    source: str | None = None
    said: Said = field(default_factory=Said)
    circumstances: Circumstances | None = None

    @cached_property
    def how(self) -> How:
        """How the map is evaluated."""
        return how(self.m, **self.said)

    @cached_property
    def evaluation(self) -> Evaluation:
        """The map evaluated, once for all rules. Raises EvaluationError."""
        return evaluate_as(self.m, self.how)

    def evaluated(self, way: How) -> Evaluation:
        """The map evaluated in some way; in its own way, once for all rules. Raises EvaluationError."""
        try:
            own: How | None = self.how
        except EvaluationError:
            own = None
        return self.evaluation if way == own else evaluate_as(self.m, way)

    @cached_property
    def circles(self) -> tuple[Circle, ...]:
        """The cycles of the map."""
        return circles_of(self.m)

    @cached_property
    def unheld(self) -> tuple[Unheld, ...]:
        """The evidence that does not hold."""
        return unheld(self.m, self.circumstances)

    @cached_property
    def heard(self) -> ArgumentMap:
        """The part of the map that is evaluated."""
        return heard(self.m, self.how.standpoint)


@dataclass(frozen=True)
class Rule:
    """One rule: `test` yields each breach of it; with `fix`, `argmap check --fix` makes the correction of each.

    A note that is `strict` becomes a warning where `argmap check --strict` asks for it. A rule that `evaluates` the map takes longer
    than the others, and is asked when typing pauses.
    """

    code: str
    name: str
    severity: Severity
    why: str
    example: str
    test: Callable[[CheckedMap], Iterable[Breach]]
    fix: bool = False
    source: str | None = None
    strict: bool = False
    evaluates: bool = False
    files: Mapping[str, str] = field(default_factory=dict)
    """The files beside the example, by their names."""
