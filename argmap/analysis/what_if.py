"""What if: how strengths change when base scores are set and statements are rejected, granted or removed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Unpack

from argmap.errors import SettingError, UnknownName
from argmap.evaluation import Evaluation, Said, evaluate
from argmap.late import late
from argmap.model import ArgumentMap, Attack, Support, Undercut, Verdict
from argmap.model.given import ids_in, needs_map
from argmap.model.scale import Written


@dataclass(frozen=True)
class Changed:
    """A statement whose strength changes; `after` is None if it was removed."""

    id: str
    before: float
    after: float | None


@dataclass(frozen=True)
class WhatIf:
    """A map before and after a change: `changed` holds the statements whose strength changes, largest change first."""

    m: ArgumentMap
    before: Evaluation
    after: Evaluation
    changed: tuple[Changed, ...]
    rejected: tuple[str, ...] = ()
    granted: tuple[str, ...] = ()

    _repr_html_ = late("argmap.cli.printing.notebook:html")

    def __repr__(self) -> str:
        return f"<WhatIf: {self.before.conclusion} {self.verdicts[0]} → {self.verdicts[1]}, {len(self.changed)} strengths changed>"

    @property
    def verdicts(self) -> tuple[Verdict, Verdict]:
        """The verdict before and after."""
        return self.before.verdict, self.after.verdict

    @property
    def turned(self) -> bool:
        """Whether the verdict differs."""
        return self.before.verdict != self.after.verdict


def what_if(
    m: ArgumentMap,
    given: Mapping[str, Written] | None = None,
    *,
    reject: Iterable[str] = (),
    grant: Iterable[str] = (),
    without: Iterable[str] = (),
    **said: Unpack[Said],
) -> WhatIf:
    """The map before and after a change: other base scores or weights, statements rejected or granted, statements or steps removed.

    A rejected statement does not stand, whatever supports it; a granted one stands, whatever attacks it; base score 0 is
    `given={id: 0}`. A single text is taken as one id. `without` removes a step, or a statement with its steps. Raises UnknownName, MapError for a value that is
    no strength, ValueError for a statement that is both rejected and granted, and what `evaluate` raises.

    >>> from argmap.model import ArgumentMap, Claim, Premise, Support
    >>> nodes = [Claim(text="C.", id="c"), Premise(text="P.", id="p", strength=0.8)]
    >>> m = ArgumentMap(conclusion="c", statements=nodes, steps=[Support(sources=["p"], target="c")])
    >>> found = what_if(m, reject=["p"])
    >>> found.turned, found.verdicts, [(one.id, one.before, one.after) for one in found.changed]
    (True, ('accepted', 'undecided'), [('c', 0.8, 0.0), ('p', 0.8, 0.0)])
    """
    needs_map(m)
    reject, grant, without = ids_in(reject), ids_in(grant), ids_in(without)
    if both := sorted(set(reject) & set(grant)):
        raise SettingError(f"a statement is rejected or granted, got both for {both[0]!r}", "leave one of them out")
    changes = [
        m.statement(id).replace(strength=value) if id in m.statements_by_id else _step(m, id).replace(weight=value)
        for id, value in (given or {}).items()
    ]
    new = m.replace(*changes).rejecting(*reject).granting(*grant)
    new = new.without(*without) if without else new
    before, after = (evaluate(one, **said) for one in (m, new))
    changed = [
        Changed(id, strength, after.strengths.get(id))
        for id, strength in before.items()
        if after.strengths.get(id) != strength
    ]
    changed.sort(key=lambda one: -abs(one.before - (one.after or 0.0)) if one.after is not None else -2.0)
    return WhatIf(new, before, after, tuple(changed), reject, grant)


def _step(m: ArgumentMap, id: str) -> Support | Attack | Undercut:
    """The step with this id. Raises UnknownName with a guess among statements and steps."""
    if id not in m.steps_by_id:
        raise UnknownName("statement or step", id, [*m.statements_by_id, *m.steps_by_id])
    return m.step(id)
