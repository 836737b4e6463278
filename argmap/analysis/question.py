"""The question that every analysis asks: how strong one statement is, which verdict that is, and what would change it.

Intervals are taken at their mid-points, and only the part of the map that leads to the statement is evaluated.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, NamedTuple, Unpack

from argmap.evaluation import ROUNDING, Evaluation, How, Said, evaluate_as, how, network
from argmap.model import ArgumentMap, Verdict
from argmap.model.given import ids_in
from argmap.model.standpoint import heard
from argmap.model.walks import bearing_on, leading_to
from argmap.semantics import Conjunction, Semantics
from argmap.solver.network import Network
from argmap.solver.worlds import solution as worlds

CELLS = 1 << 22
"""So many numbers at most are held for the scenarios that are tried together: 32 MB."""


class Outcomes(NamedTuple):
    """The outcome for a statement in each scenario: its strength and, under possible worlds, its chance of being defeated."""

    stands: Any
    defeated: Any


@dataclass(frozen=True, eq=False)
class Question:
    """The strength of statement `of` and the verdict on it, in `m`, the part of the map that leads to `of`.

    Made by `ask`. Scenarios are arrays: base scores [scenario, node] and weights [scenario, step] in the order of `m`.
    """

    m: ArgumentMap
    of: str
    how: How

    @property
    def semantics(self) -> Semantics:
        """The semantics of the question."""
        return self.how.semantics

    @property
    def linked(self) -> Conjunction:
        """How the strengths of linked premises are combined: "min" or "product"."""
        return self.how.linked

    @cached_property
    def network(self) -> Network:
        """The numbers of the map, at the mid-points of intervals."""
        return network(self.m, self.how).settled

    @cached_property
    def evaluation(self) -> Evaluation:
        """The evaluation of the unchanged map, intervals taken at their mid-points."""
        if not self.loose:
            return evaluate_as(self.m, self.how)
        scale = self.m.scale
        statements = [
            one.replace(strength=scale.number(one.strength)) for one in self.m.statements if one.strength is not None
        ]
        steps = [
            one.replace(weight=self.m.weighing.weight(one.weight)) for one in self.m.steps if one.weight is not None
        ]
        return evaluate_as(self.m.replace(*statements, *steps), self.how)

    @property
    def exact(self) -> bool:
        """Whether strengths are exact, and not estimated from drawn worlds."""
        return not self.evaluation.errors

    @property
    def loose(self) -> bool:
        """Whether the map has any interval."""
        return network(self.m, self.how).least is not None

    @property
    def strength(self) -> float:
        """The strength of the statement in the unchanged map."""
        return self.evaluation[self.of]

    @property
    def defeated(self) -> float:
        """The chance that the statement is defeated; 0 under a gradual semantics."""
        return self.evaluation.defeated.get(self.of, 0.0)

    @property
    def verdict(self) -> Verdict:
        """The verdict on the statement in the unchanged map."""
        return self.how.verdict_on(self.strength, self.defeated)

    @cached_property
    def here(self) -> int:
        """The verdict as `verdicts` gives it: 1 accepted, 0 undecided, −1 rejected."""
        return next(number for number, word in _WORDS.items() if word == self.verdict)

    @cached_property
    def node_at(self) -> Mapping[str, int]:
        """The position of each statement in the arrays, by id."""
        return {node.id: at for at, node in enumerate(self.m.statements)}

    @cached_property
    def step_at(self) -> Mapping[str, int]:
        """The position of each step in the arrays, by id."""
        return {step.id: at for at, step in enumerate(self.m.steps)}

    @cached_property
    def base(self) -> Any:
        """The base scores of the map, float64 [node]."""
        import numpy as np

        return np.array(self.network.base, dtype=float)

    @cached_property
    def weights(self) -> Any:
        """The weights of the map, float64 [step]."""
        import numpy as np

        return np.array(self.network.weights, dtype=float)

    def outcomes(self, base: Any = None, weights: Any = None) -> Outcomes:
        """The strength and the chance of being defeated in each scenario, each float64 [scenario]."""
        of = self.node_at[self.of]
        if self.how.worlds:
            return Outcomes(*self.network.chances_many(base, weights, of))
        found = self.network.evaluate_many(base, self.semantics, linked=self.linked, weights=weights, of=of)
        return Outcomes(found, None)

    def strengths(self, base: Any = None, weights: Any = None) -> Any:
        """The strength of the statement in each scenario, float64 [scenario]."""
        return self.outcomes(base, weights).stands

    def alone(self, places: Any, values: Any, base: Any = None) -> Outcomes:
        """The outcomes when only the statement at each of these positions has this base score, each float64 [position].

        The others have those of the map, or those of `base` [node].
        """
        import numpy as np

        places, values = np.asarray(places, dtype=np.int64), np.asarray(values, dtype=float)
        start = self.base if base is None else base
        if self.how.worlds and len(places) > 1:
            found = self.network.alone(start, self.node_at[self.of], places, values)
            if found is not None:
                return Outcomes(*found)
        stands, defeated = np.empty(len(places)), np.empty(len(places)) if self.how.worlds else None
        size = self.at_once
        for begin in range(0, len(places), size):
            some = slice(begin, begin + size)
            rows = np.repeat(start[None, :], len(places[some]), axis=0)
            rows[np.arange(len(rows)), places[some]] = values[some]
            outcomes = self.outcomes(rows)
            stands[some] = outcomes.stands
            if defeated is not None:
                defeated[some] = outcomes.defeated
        return Outcomes(stands, defeated)

    def rejected(self, sets: Sequence[Sequence[int]]) -> tuple[Any, Any]:
        """The scenarios in which each set of statements, given by their positions, is rejected.

        Base scores [set, node], and weights [set, step] or None if they do not change.
        """
        return self._settled(sets, 0.0, "support")

    def granted(self, sets: Sequence[Sequence[int]]) -> tuple[Any, Any]:
        """The scenarios in which each set of statements, given by their positions, is granted.

        Base scores [set, node], and weights [set, step] or None if they do not change.
        """
        return self._settled(sets, 1.0, "attack")

    def _settled(self, sets: Sequence[Sequence[int]], strength: float, cut: str) -> tuple[Any, Any]:
        import numpy as np

        base = np.repeat(self.base[None, :], len(sets), axis=0)
        rows = np.repeat(np.arange(len(sets)), [len(members) for members in sets])
        places = np.array([place for members in sets for place in members], dtype=np.int64)
        base[rows, places] = strength
        idle = self.steps_of(cut)
        cutting = [place for place in np.unique(places).tolist() if idle[place]]
        if not cutting:
            return base, None
        weights = np.repeat(self.weights[None, :], len(sets), axis=0)
        for place in cutting:
            weights[np.ix_(rows[places == place], idle[place])] = 0.0
        return base, weights

    def steps_of(self, kind: str) -> Sequence[Sequence[int]]:
        """The positions of the steps of a kind that end on each statement."""
        return self._steps_of[kind]

    @cached_property
    def _steps_of(self) -> Mapping[str, Sequence[Sequence[int]]]:
        return {
            kind: [
                [self.step_at[step.id] for step in self.m.steps_to(node.id) if step.kind == kind]
                for node in self.m.statements
            ]
            for kind in ("support", "attack")
        }

    @property
    def at_once(self) -> int:
        """How many scenarios are evaluated together, so that their base scores fill at most CELLS cells."""
        return max(1, CELLS // len(self.base))

    def turned(self, outcomes: Outcomes) -> Any:
        """Whether each of these outcomes has another verdict, bool [scenario]; False for one that does not settle."""
        import numpy as np

        return (self.verdicts(outcomes) != self.here) & ~np.isnan(outcomes.stands)

    def verdicts(self, outcomes: Outcomes) -> Any:
        """The verdict on each of these outcomes: 1 accepted, 0 undecided, −1 rejected; int [scenario]."""
        import numpy as np

        stands = np.asarray(outcomes.stands)
        if outcomes.defeated is None:
            rejected = stands <= self.how.rejected
            return np.where(stands >= self.how.accepted, 1, np.where(rejected, -1, 0))
        rejected = np.asarray(outcomes.defeated) >= self.how.defeated - ROUNDING
        return np.where(stands >= self.how.accepted - ROUNDING, 1, np.where(rejected, -1, 0))

    def words(self, outcomes: Outcomes) -> tuple[Verdict, ...]:
        """The verdict on each of these outcomes, in words."""
        return tuple(_WORDS[int(one)] for one in self.verdicts(outcomes))

    def bounds(self, low: Any, high: Any) -> tuple[float, float]:
        """Bounds (low, high) that the strength certainly stays between, for base scores between `low` and `high` [node]."""
        return self.between(low, high)[0]

    def between(
        self, low: Any, high: Any, least: Any = None, most: Any = None
    ) -> tuple[tuple[float, float], tuple[float, float]]:
        """Certain bounds (low, high) of the strength and of the chance of being defeated, for numbers in these ranges.

        Base scores between `low` and `high` [node], weights between `least` and `most` [step] or as they are.
        """
        of, between = self.node_at[self.of], self.network.between(low, high, least, most)
        if self.how.worlds:
            point = between.base, between.weights
            ends = between.least or point, between.most or point
            return worlds.bounds(between.graph, *point, ends, of)
        ends = between.evaluate(self.semantics, linked=self.linked).intervals[of]
        return (float(ends[0]), float(ends[1])), (0.0, 0.0)

    def cannot_turn(self, low: Any, high: Any) -> bool:
        """Whether no base scores between `low` and `high` [node] turn the verdict: a certificate, not a search."""
        (least, most), (least_defeated, most_defeated) = self.between(low, high)
        ends = {
            self.how.verdict_on(stands, defeated)
            for stands in (least, most)
            for defeated in (least_defeated, most_defeated)
        }
        return ends == {self.verdict}

    @cached_property
    def leading(self) -> frozenset[str]:
        """The ids of the statements and steps that lead to the statement, and its own id."""
        return leading_to(self.m, self.of)

    @cached_property
    def premises(self) -> tuple[str, ...]:
        """The statements that the strength rests on in the end: premises, counterevidence, and claims without supports.

        In the order of the map; never the statement itself.
        """
        return tuple(
            node.id
            for node in self.m.statements
            if node.id in self.leading and node.id != self.of and (node.kind != "claim" or not self.m.steps_to(node.id))
        )


_WORDS: Mapping[int, Verdict] = {1: "accepted", 0: "undecided", -1: "rejected"}


def ask(m: ArgumentMap, of: str | None = None, **said: Unpack[Said]) -> Question:
    """The question of how strong a statement is (the conclusion unless named).

    Raises UnknownName for an unknown statement, semantics or κ, ValueError for cut-offs out of order,
    EvaluationError for supports under a semantics of attacks only.

    >>> from argmap.model import ArgumentMap, Claim, Premise, Support
    >>> nodes = [Claim(text="C.", id="c"), Premise(text="P.", id="p"), Claim(text="Apart.", id="x")]
    >>> m = ArgumentMap(conclusion="c", statements=nodes, steps=[Support(sources=["p"], target="c")])
    >>> question = ask(m)
    >>> question.verdict, question.premises, [node.id for node in question.m.statements]
    ('undecided', ('p',), ['c', 'p'])
    """
    way = how(m, **said)
    part = heard(m, way.standpoint)
    target = part.statement(of or m.conclusion).id
    question = Question(bearing_on(part, target), target, replace(way, standpoint="examined"))
    _ = question.evaluation
    return question


def named(m: ArgumentMap, ids: Iterable[str]) -> tuple[str, ...]:
    """The ids, after a check that each is the id of a statement; a text is a single id. Raises UnknownName."""
    return tuple(m.statement(id).id for id in ids_in(ids))
