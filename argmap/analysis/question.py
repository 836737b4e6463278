"""The question that every analysis asks: how strong one statement is, which verdict that is, and what would change it.

Intervals are taken at their mid-points, and only the part of the map that leads to the statement is evaluated.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import isnan
from typing import Any, NamedTuple, Unpack

from argmap.evaluation import ROUNDING, Evaluation, How, Said, evaluate_as, how, network
from argmap.model import ArgumentMap, Verdict
from argmap.model.given import ids_in
from argmap.model.standpoint import heard
from argmap.model.walks import bearing_on, leading_to, polarities
from argmap.semantics import Conjunction, Semantics
from argmap.solver.backend import has_arrays
from argmap.solver.network import Network
from argmap.solver.worlds import solution as worlds

CELLS = 1 << 22
"""So many numbers at most are held for the scenarios that are drawn together: 32 MB."""
TRIED_CELLS, TRIED = 1 << 19, 512
"""The same for those that are tried together: 4 MB, which a processor has near it; more where that is fewer than so many scenarios."""
MOST_WITHOUT_ARRAYS = 500_000
"""So many numbers are computed in plain Python before arrays are quicker, their import included."""


Changes = Sequence[tuple[int, float]]
Change = tuple[Changes, Changes]
"""What a scenario changes: the positions of statements and their base scores, the positions of steps and their weights."""


class Outcomes(NamedTuple):
    """The outcome for a statement in each scenario: its strength and, under possible worlds, its chance of being defeated.

    Both are lists, or both are arrays; `defeated` is None under a gradual semantics.
    """

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
            item.replace(strength=scale.number(item.strength))
            for item in self.m.statements
            if item.strength is not None
        ]
        steps = [
            item.replace(weight=self.m.weighing.weight(item.weight)) for item in self.m.steps if item.weight is not None
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
        return _NUMBERS[self.verdict]

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

    def alone(self, places: Sequence[int], values: Sequence[float], base: Any = None) -> Outcomes:
        """The outcomes when only the statement at each of these positions has this base score, as lists.

        The others have those of the map, or those of `base` [node].
        """
        own = self.network.base if base is None else base
        if self.how.worlds and len(places) > 1:
            strengths_and_defeats = self.network.alone(own, self.node_at[self.of], places, values)
            if strengths_and_defeats is not None:
                return Outcomes(*strengths_and_defeats)
        others = (
            []
            if base is None
            else [(node, base[node]) for node in range(len(base)) if base[node] != self.network.base[node]]
        )
        return self.changed([([*others, (place, value)], ()) for place, value in zip(places, values, strict=True)])

    def settled(self, sets: Sequence[Sequence[int]], *, granted: bool = False) -> Outcomes:
        """The outcomes when each set of statements, given by their positions, is rejected (or granted), as lists.

        A statement that is rejected does not stand, whatever supports it; one that is granted stands, whatever attacks it.
        """
        own, idle = (1.0, self.steps_of("attack")) if granted else (0.0, self.steps_of("support"))
        return self.changed(
            [
                ([(place, own) for place in members], [(step, 0.0) for place in members for step in idle[place]])
                for members in sets
            ]
        )

    def changed(self, changes: Sequence[Change]) -> Outcomes:
        """The outcomes of the map with each of these changes, as lists: one by one, or as arrays where that is quicker."""
        if not self.exact and (drawn := self._in_the_drawn_worlds(changes)) is not None:
            pairs = drawn
        elif self.plainly(len(changes)):
            pairs = [self._outcome(*change) for change in changes]
        else:
            pairs = []
            for begin in range(0, len(changes), self.at_once):
                some = changes[begin : begin + self.at_once]
                stands, defeated = self.outcomes(*self._scenarios(some))
                pairs += zip(stands.tolist(), [0.0] * len(some) if defeated is None else defeated.tolist(), strict=True)
        return Outcomes([stands for stands, _ in pairs], [lost for _, lost in pairs] if self.how.worlds else None)

    def _in_the_drawn_worlds(self, changes: Sequence[Change]) -> list[tuple[float, float]] | None:
        """The outcomes of these changes where worlds are drawn, and all of them are rejections, removals and grants."""
        nodes = self.network.graph.nodes
        places = [{**dict(base), **{nodes + step: value for step, value in weights}} for base, weights in changes]
        return self.network.switched(self.node_at[self.of], places)

    def plainly(self, count: int) -> bool:
        """Whether so many scenarios are computed one by one, without arrays."""
        return not has_arrays() or (
            count * self.size <= MOST_WITHOUT_ARRAYS and not self.network.graph.machine.compiled
        )

    @cached_property
    def size(self) -> int:
        """How many numbers one evaluation computes: the slots of the circuit, or the vertices and edges of the graph."""
        graph = self.network.graph
        circuit = worlds.plan(graph) if self.how.worlds else None
        return graph.vertices + len(graph.edge) if circuit is None else circuit.circuit.slots

    def _outcome(self, base: Changes, weights: Changes) -> tuple[float, float]:
        """The outcome of one change, without arrays."""
        given = [*map(self.network.graph.machine.plain, (self.network.base, self.network.weights))]
        for row, changes in zip(given, (base, weights), strict=True):
            for place, value in changes:
                row[place] = value
        return self.network.with_numbers(*given).outcome(self.node_at[self.of], self.semantics, self.linked)

    def _scenarios(self, changes: Sequence[Change]) -> tuple[Any, Any]:
        """The changes as scenarios: base scores [scenario, node] and weights [scenario, step], or None where none change."""
        import numpy as np

        tables: list[Any] = []
        for row, part in ((self.base, 0), (self.weights, 1)):
            cells = [(at, place, value) for at, change in enumerate(changes) for place, value in change[part]]
            if not cells and part:
                tables.append(None)
                continue
            rows = np.repeat(row[None, :], len(changes), axis=0)
            if cells:
                at, places, values = zip(*cells, strict=True)
                rows[list(at), list(places)] = values
            tables.append(rows)
        return tables[0], tables[1]

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
        """How many scenarios are evaluated together: each array has as many places, and one with few takes nearly as long."""
        size = len(self.m.statements)
        return max(1, TRIED_CELLS // size, min(TRIED, CELLS // size))

    def turned(self, outcomes: Outcomes) -> Any:
        """Whether each of these outcomes has another verdict; False for one that does not settle. A list, or an array."""
        verdicts = self.verdicts(outcomes)
        if isinstance(verdicts, list):
            pairs = zip(verdicts, outcomes.stands, strict=True)
            return [verdict != self.here and not isnan(stands) for verdict, stands in pairs]
        import numpy as np

        return (verdicts != self.here) & ~np.isnan(outcomes.stands)

    def verdicts(self, outcomes: Outcomes) -> Any:
        """The verdict on each of these outcomes: 1 accepted, 0 undecided, −1 rejected. A list, or an array."""
        stands, defeated, how = outcomes.stands, outcomes.defeated, self.how
        if isinstance(stands, list):
            pairs = zip(stands, [0.0] * len(stands) if defeated is None else defeated, strict=True)
            return [_NUMBERS[how.verdict_on(*pair)] for pair in pairs]
        import numpy as np

        if defeated is None:
            return np.where(stands >= how.accepted, 1, np.where(stands <= how.rejected, -1, 0))
        rejected = np.asarray(defeated) >= how.defeated - ROUNDING
        return np.where(stands >= how.accepted - ROUNDING, 1, np.where(rejected, -1, 0))

    def words(self, outcomes: Outcomes) -> tuple[Verdict, ...]:
        """The verdict on each of these outcomes, in words."""
        return tuple(_WORDS[int(one)] for one in self.verdicts(outcomes))

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
        solution = between.solve(self.semantics, self.linked)
        least_found, most_found = (solution.values if end is None else end for end in (solution.low, solution.high))
        return (float(least_found[of]), float(most_found[of])), (0.0, 0.0)

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
    def ways(self) -> Mapping[str, int]:
        """The polarity of each statement and step, by id; see `polarities`."""
        return polarities(self.m, self.of)

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
_NUMBERS: Mapping[Verdict, int] = {word: number for number, word in _WORDS.items()}


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
    target, way = part.statement(of or m.conclusion).id, replace(way, standpoint="examined")
    last = part.once(_last_asked)
    question = next((one for one in tuple(last) if (one.of, one.how) == (target, way)), None)
    if question is None:
        question = Question(part if _all_bears(part, target) else bearing_on(part, target), target, way)
        last[:] = [question]
    _ = question.evaluation
    return question


def _last_asked(_m: ArgumentMap) -> list[Question]:
    """The question that was asked about a map last: what it has computed serves the next analysis that asks it."""
    return []


def _all_bears(m: ArgumentMap, of: str) -> bool:
    """Whether the whole map leads to its conclusion, which is `of`."""
    return of == m.conclusion and len(leading_to(m, of)) == len(m.statements_by_id) + len(m.steps_by_id)


def named(m: ArgumentMap, ids: Iterable[str]) -> tuple[str, ...]:
    """The ids, after a check that each is the id of a statement; a text is a single id. Raises UnknownName."""
    return tuple(m.statement(id).id for id in ids_in(ids))
