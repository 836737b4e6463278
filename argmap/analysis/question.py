"""What is asked of a map: how strong one statement is under a semantics, what verdict that is, and what would change it.

Analyses ask at the mid-points of intervals, and of the part of the map that bears on the statement.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from argmap.evaluation import ACCEPTED, REJECTED, Evaluation, evaluate, network, verdict
from argmap.model import ArgumentMap, Verdict
from argmap.model.walks import bearing_on
from argmap.semantics import DEFAULT, Conjunction, Semantics, conjunction_of, semantics_of
from argmap.solver.network import Network, middle

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

CELLS = 1 << 22
"""So many numbers at most are held for the scenarios that are tried together: 32 MB."""


@dataclass(frozen=True, eq=False)
class Question:
    """The strength of statement `of` in `m`, which holds only what bears on it, and the verdict it gives.

    Made by `ask`. Scenarios are arrays: base scores [scenario, node] and weights [scenario, step] in the order of `m`.
    """

    m: ArgumentMap
    of: str
    semantics: Semantics
    linked: Conjunction
    accepted: float = ACCEPTED
    rejected: float = REJECTED

    @cached_property
    def network(self) -> Network:
        """The numbers of the map, at the mid-points of intervals."""
        return network(self.m).settled

    @cached_property
    def evaluation(self) -> Evaluation:
        """The map as it is, intervals taken at their mid-points."""
        changes = [one.replace(strength=middle(self.m.scale.interval(one.strength))) for one in self.m.statements]
        weights = [one.replace(weight=middle(self.m.scale.interval(one.weight))) for one in self.m.steps]
        m = self.m.replace(*changes, *weights)
        cuts = {"accepted": self.accepted, "rejected": self.rejected}
        return evaluate(m, self.semantics, linked=self.linked, **cuts)

    @property
    def loose(self) -> bool:
        """Whether the map gives any intervals."""
        return network(self.m).least is not None

    @property
    def strength(self) -> float:
        """The strength of the statement as the map is."""
        return self.evaluation[self.of]

    @property
    def verdict(self) -> Verdict:
        """The verdict on that strength."""
        return self.verdict_on(self.strength)

    def verdict_on(self, strength: float) -> Verdict:
        """The verdict on a strength, by the cut-offs of the question."""
        return verdict(strength, accepted=self.accepted, rejected=self.rejected)

    @cached_property
    def node_at(self) -> Mapping[str, int]:
        """The place of each statement."""
        return {node.id: at for at, node in enumerate(self.m.statements)}

    @cached_property
    def step_at(self) -> Mapping[str, int]:
        """The place of each step."""
        return {step.id: at for at, step in enumerate(self.m.steps)}

    @cached_property
    def base(self) -> "npt.NDArray[np.float64]":
        """Base scores as the map is, float64 [node]."""
        import numpy as np

        return np.array(self.network.base, dtype=float)

    @cached_property
    def weights(self) -> "npt.NDArray[np.float64]":
        """Weights as the map is, float64 [step]."""
        import numpy as np

        return np.array(self.network.weights, dtype=float)

    def strengths(
        self, base: "npt.ArrayLike | None" = None, weights: "npt.ArrayLike | None" = None
    ) -> "npt.NDArray[np.float64]":
        """The strength of the statement in each scenario, float64 [scenario]."""
        of = self.node_at[self.of]
        return self.network.evaluate_many(base, self.semantics, linked=self.linked, weights=weights, of=of)

    def alone(
        self, places: "npt.ArrayLike", values: "npt.ArrayLike", base: "npt.NDArray[np.float64] | None" = None
    ) -> "npt.NDArray[np.float64]":
        """The strength of the statement when the one at each of these places alone has this base score, float64 [place].

        The others have those of the map, or those of `base` [node].
        """
        import numpy as np

        places, values = np.asarray(places, dtype=np.int64), np.asarray(values, dtype=float)
        start = self.base if base is None else base
        found = np.empty(len(places))
        size = self.at_once
        for begin in range(0, len(places), size):
            some = slice(begin, begin + size)
            rows = np.repeat(start[None, :], len(places[some]), axis=0)
            rows[np.arange(len(rows)), places[some]] = values[some]
            found[some] = self.strengths(rows)
        return found

    @property
    def at_once(self) -> int:
        """How many scenarios are tried together, that their base scores fill no more than CELLS."""
        return max(1, CELLS // len(self.base))

    def turned(self, strengths: "npt.ArrayLike") -> "npt.NDArray[np.bool_]":
        """Whether each of these strengths gives another verdict, bool [scenario]; what does not settle does not."""
        import numpy as np

        strengths = np.asarray(strengths)
        verdicts = np.where(strengths >= self.accepted, 1, np.where(strengths <= self.rejected, -1, 0))
        here = {"accepted": 1, "undecided": 0, "rejected": -1}[self.verdict]
        found: npt.NDArray[np.bool_] = (verdicts != here) & ~np.isnan(strengths)
        return found

    def bounds(self, low: "npt.ArrayLike", high: "npt.ArrayLike") -> tuple[float, float]:
        """Between what the strength stays, surely, when each base score moves between `low` and `high` [node]."""
        found = self.network.between(low, high).evaluate(self.semantics, linked=self.linked)
        of = self.node_at[self.of]
        ends = found.intervals[of]
        return float(ends[0]), float(ends[1])

    def cannot_turn(self, low: "npt.ArrayLike", high: "npt.ArrayLike") -> bool:
        """Whether no base scores between `low` and `high` [node] turn the verdict: a certificate, not a search."""
        least, most = self.bounds(low, high)
        return self.verdict_on(least) == self.verdict_on(most) == self.verdict

    @cached_property
    def premises(self) -> tuple[str, ...]:
        """What the strength rests on in the end: premises, counterevidence, and claims that nothing is given for.

        In the order of the map; never the statement itself.
        """
        return tuple(
            node.id
            for node in self.m.statements
            if node.id != self.of and (node.kind != "claim" or not self.m.steps_to(node.id))
        )


def ask(
    m: ArgumentMap,
    of: str | None = None,
    semantics: str | Semantics = DEFAULT,
    *,
    linked: str | Conjunction = "min",
    accepted: float = ACCEPTED,
    rejected: float = REJECTED,
) -> Question:
    """The question of how strong a statement is (the conclusion unless named).

    Raises UnknownName for a statement, semantics or κ that there is none, ValueError for cut-offs out of order,
    EvaluationError for supports under a semantics of attacks only.

    >>> from argmap.model import ArgumentMap, Claim, Premise, Support
    >>> nodes = [Claim(text="C.", id="c"), Premise(text="P.", id="p"), Claim(text="Apart.", id="x")]
    >>> m = ArgumentMap(conclusion="c", statements=nodes, steps=[Support(sources=["p"], target="c")])
    >>> question = ask(m)
    >>> question.verdict, question.premises, [node.id for node in question.m.statements]
    ('accepted', ('p',), ['c', 'p'])
    """
    target = m.statement(of or m.conclusion).id
    verdict(0.5, accepted=accepted, rejected=rejected)
    question = Question(
        bearing_on(m, target), target, semantics_of(semantics), conjunction_of(linked), accepted, rejected
    )
    _ = question.evaluation
    return question


def named(m: ArgumentMap, ids: Sequence[str]) -> tuple[str, ...]:
    """The ids, each of a statement of the map. Raises UnknownName."""
    return tuple(m.statement(id).id for id in ids)
