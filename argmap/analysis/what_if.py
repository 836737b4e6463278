"""What if: the map with some base scores set, some statements rejected or removed, and what that changes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from argmap.evaluation import ACCEPTED, REJECTED, Evaluation, evaluate
from argmap.model import ArgumentMap, Verdict
from argmap.model.scale import Written
from argmap.semantics import DEFAULT, Conjunction, Semantics


@dataclass(frozen=True)
class Changed:
    """A statement whose strength changes; `after` is None where it was removed."""

    id: str
    before: float
    after: float | None


@dataclass(frozen=True)
class WhatIf:
    """A map before and after a change: `changed` holds the statements that move, most moved first."""

    m: ArgumentMap
    before: Evaluation
    after: Evaluation
    changed: tuple[Changed, ...]

    @property
    def verdicts(self) -> tuple[Verdict, Verdict]:
        """The verdict before and after."""
        return self.before.verdict, self.after.verdict

    @property
    def turned(self) -> bool:
        """Whether the verdict is another."""
        return self.before.verdict != self.after.verdict


def what_if(
    m: ArgumentMap,
    given: Mapping[str, Written] | None = None,
    *,
    reject: Iterable[str] = (),
    without: Iterable[str] = (),
    semantics: str | Semantics = DEFAULT,
    linked: str | Conjunction = "min",
    accepted: float = ACCEPTED,
    rejected: float = REJECTED,
) -> WhatIf:
    """What changes when statements get other base scores (or steps other weights), are rejected, or are taken away.

    Rejecting sets the base score to 0 and leaves the rest; removing takes a statement with its steps, or a step. Raises
    UnknownName, MapError for a value that is no strength, and what `evaluate` raises.

    >>> from argmap.model import ArgumentMap, Claim, Premise, Support
    >>> nodes = [Claim(text="C.", id="c"), Premise(text="P.", id="p")]
    >>> m = ArgumentMap(conclusion="c", statements=nodes, steps=[Support(sources=["p"], target="c")])
    >>> found = what_if(m, reject=["p"])
    >>> found.turned, found.verdicts, [(one.id, one.before, one.after) for one in found.changed]
    (True, ('accepted', 'undecided'), [('p', 0.5, 0.0), ('c', 0.6, 0.5)])
    """
    changes = [
        m.statement(id).replace(strength=value) if id in m.statements_by_id else m.step(id).replace(weight=value)
        for id, value in (given or {}).items()
    ]
    new = m.replace(*changes).rejecting(*reject)
    new = new.without(*without) if (without := tuple(without)) else new
    before, after = (evaluate(one, semantics, linked=linked, accepted=accepted, rejected=rejected) for one in (m, new))
    changed = [
        Changed(id, strength, after.strengths.get(id))
        for id, strength in before.items()
        if after.strengths.get(id) != strength
    ]
    changed.sort(key=lambda one: -abs(one.before - (one.after or 0.0)) if one.after is not None else -2.0)
    return WhatIf(new, before, after, tuple(changed))
