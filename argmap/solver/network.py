"""The network: an argument as numbers, and what is computed from them: strengths, bounds, gradients, many scenarios at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import nan
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from argmap.computed_once import computed_once
from argmap.errors import EvaluationError, InputError, UnknownName
from argmap.model import ArgumentMap
from argmap.model.scale import UNSAID, middle
from argmap.semantics import DEFAULT, Conjunction, Semantics, conjunction_of, semantics_of
from argmap.solver import graph as graphs
from argmap.solver import map_input, strengths
from argmap.solver.gradient import Gradient, gradient
from argmap.solver.graph import Graph
from argmap.solver.passes import SUPPORT, Column
from argmap.solver.solution import Solution, float64
from argmap.solver.strengths import STATUSES
from argmap.solver.worlds import solution as worlds
from argmap.solver.worlds.solution import Chances

if TYPE_CHECKING:
    from fractions import Fraction

    import numpy as np
    import numpy.typing as npt

SCENARIOS = 2048
"""Scenarios that are evaluated at a time, so that their values stay in the cache."""


@dataclass(frozen=True, eq=False)
class Network:
    """Base scores and weights on a graph of statements and steps; `least` and `most` hold their ends if they are intervals.

    >>> n = Network.from_edges([0.5, 0.75], sources=[1], targets=[0], signs=[1])
    >>> n.evaluate("df-quad").strengths.tolist()
    [0.875, 0.75]
    >>> n.gradient(0, "df-quad").base.tolist()
    [0.25, 0.5]
    """

    graph: Graph
    base: Column
    weights: Column
    least: tuple[Column, Column] | None = None
    most: tuple[Column, Column] | None = None

    @classmethod
    def from_edges(
        cls,
        base: npt.ArrayLike,
        sources: npt.ArrayLike,
        targets: npt.ArrayLike,
        signs: npt.ArrayLike,
        weights: npt.ArrayLike | None = None,
    ) -> Self:
        """The network of statements with these base scores and of steps from one statement to another.

        `base` [node] and `weights` [step] (1 unless given) are in [0, 1], or [·, 2] for intervals; `sources`, `targets`
        [step] are positions of statements; `signs` [step] are +1 for a support, −1 for an attack. A step from a statement
        to itself is a cycle; two steps between the same ends both count. Raises ValueError for anything else, naming the
        position, the value and the fix.
        """
        from argmap.solver import array_input

        bases = array_input.scores("base", base)
        begins = array_input.positions("sources", sources, len(bases[0]))
        ends = array_input.positions("targets", targets, len(bases[0]))
        signed = array_input.signs(signs)
        shares = array_input.scores("weights", array_input.ones(len(begins)) if weights is None else weights)
        array_input.same_length(sources=begins, targets=ends, signs=signed, weights=shares[0])
        return cls._of(graphs.of_edges(len(bases[0]), begins, ends, signed), bases, shares)

    @classmethod
    def from_files(cls, statements: str | Path, steps: str | Path) -> Self:
        """The network of two columnar files, Parquet or Arrow (`.parquet`, `.arrow`, `.feather`; needs `argmap[data]`).

        `statements` has a column `base`, and `id` where the steps name statements; `steps` has `source` and `target`,
        positions or ids, `sign`, +1 and −1 or the words support and attack, and `weight` where that is not always 1.
        Raises MissingPackage without pyarrow, OSError, and InputError naming file, column, position, value and fix.
        """
        from argmap.solver import parquet_input

        nodes = parquet_input.read(statements, ["base"], optional=["id"])
        edges = parquet_input.read(steps, ["source", "target", "sign"], optional=["weight"])
        ids = nodes.get("id")
        if ids is not None:
            parquet_input.unique(statements, ids)
        sources, targets = (parquet_input.positions(steps, name, edges[name], ids) for name in ("source", "target"))
        signs, base = parquet_input.signs(steps, edges["sign"]), parquet_input.numbers(nodes["base"])
        weights = parquet_input.numbers(edges["weight"]) if "weight" in edges else None
        try:
            return cls.from_edges(base, sources, targets, signs, weights)
        except InputError as error:
            raise InputError(f"{statements}, {steps}: {error.message}", error.hint) from None

    @classmethod
    def of(cls, m: ArgumentMap, argued: float = UNSAID, bare: float = UNSAID) -> Self:
        """The network of a map: node and step j are m.statements[j] and m.steps[j], words of the scale are numbers.

        Claims without a strength start at `argued` if they have a support, else at `bare`; premises and
        counterevidence at 0.5. A step without a weight has weight 1.

        What bears on a statement stands in the order of the ids of the steps, not in the author's: so a map written in
        another order evaluates to the same bits.
        """
        return cls._of(map_input.graph(m), map_input.base(m, argued, bare), map_input.weights(m))

    @classmethod
    def _of(cls, graph: Graph, base: tuple[Column, Column], weights: tuple[Column, Column]) -> Self:
        numbers = graph.machine.numbers
        if base[0] is base[1] and weights[0] is weights[1]:
            return cls(graph, numbers(base[0]), numbers(weights[0]))
        least, most = ((numbers(base[end]), numbers(weights[end])) for end in (0, 1))
        mid_base, mid_weights = (
            numbers([middle(pair) for pair in zip(*ends, strict=True)]) for ends in zip(least, most, strict=True)
        )
        return cls(graph, mid_base, mid_weights, least, most)

    @computed_once
    def settled(self) -> Network:
        """A copy of the network with every interval at its mid-point."""
        return Network(self.graph, self.base, self.weights) if self.least else self

    def without_steps(
        self, of: int, steps: Sequence[int], how: tuple[Semantics, Conjunction]
    ) -> list[tuple[float, float]]:
        """The strength of one statement, and its chance of being defeated, without each of these steps, one at a time.

        Under possible worlds that is σ − u·∂σ/∂u, since σ is linear in every weight, held in [0, 1] against rounding; the same
        for δ. If worlds are drawn, they are those of the network. Under a gradual semantics the second number is 0.
        """
        semantics, linked = how
        plain = self.graph.machine.plain
        places = [self.graph.nodes + step for step in steps]
        if semantics.worlds and (drawn := self.switched(of, [{place: 0.0} for place in places])) is not None:
            return drawn
        if semantics.worlds and (sides := self.alone(self.base, of, places, [0.0] * len(places))) is not None:
            return list(zip(*sides, strict=True))
        outcomes = []
        for step in steps:
            idle = self.without(step)
            if semantics.worlds:
                chances = idle.chances()
                outcomes.append((chances.stands[of], chances.defeated[of]))
            else:
                outcomes.append((plain(idle.solve(semantics, linked).values)[of], 0.0))
        return outcomes

    def without(self, step: int) -> Network:
        """A copy of the network in which a step has weight 0; its strengths are those without the step."""
        numbers, plain = self.graph.machine.numbers, self.graph.machine.plain

        def idle(weights: Column) -> Column:
            return numbers([0.0 if at == step else weight for at, weight in enumerate(plain(weights))])

        ends = [end and (end[0], idle(end[1])) for end in (self.least, self.most)]
        return Network(self.graph, self.base, idle(self.weights), *ends)

    def with_numbers(self, base: Sequence[float], weights: Sequence[float]) -> Network:
        """A copy of the network with these base scores [node] and weights [step], which are not checked."""
        numbers = self.graph.machine.numbers
        return Network(self.graph, numbers(base), numbers(weights))

    def rebased(self, base: npt.ArrayLike) -> Network:
        """A copy of the network with these base scores, float64 [node] in [0, 1]. Raises ValueError."""
        from argmap.solver import array_input

        checked, _ = array_input.scores("base", base)
        return Network(self.graph, self.graph.machine.numbers(checked), self.weights)

    def between(
        self,
        low: Sequence[float],
        high: Sequence[float],
        least: Sequence[float] | None = None,
        most: Sequence[float] | None = None,
    ) -> Network:
        """A copy of the network with base scores between `low` and `high` [node], and weights between `least` and `most`.

        Weights do not change unless both are given. The numbers are not checked.
        """
        numbers = self.graph.machine.numbers
        shares = (self.weights, self.weights) if least is None or most is None else (least, most)
        low_end, high_end = ((numbers(base), numbers(share)) for base, share in zip((low, high), shares, strict=True))
        return Network(self.graph, self.base, self.weights, low_end, high_end)

    @computed_once
    def given(self) -> tuple[Column, Column, Column]:
        """The `own` of each vertex, the `share` of each step and the `weight` at each place of the rows."""
        return self.columns(self.base, self.weights)

    def columns(self, base: Column, weights: Column, one: Any = 1.0) -> tuple[Column, Column, Column]:
        """`given` for these numbers; `one` is the 1 of their kind."""
        g, m = self.graph, self.graph.machine
        share = m.copy(weights)
        if len(g.knots):
            m.put(share, g.knots, [one] * len(g.knots))
            own = m.joined(base, m.taken(weights, g.knots))
            edges = m.joined(share, m.ones(len(g.edge) - g.steps, one))
        else:
            own, edges = base, share
        return own, share, m.taken(edges, g.edge)

    @computed_once
    def supports(self) -> int:
        """The number of steps that are supports, or that carry a support on."""
        kind = self.graph.kind
        return int((kind == SUPPORT).sum()) if self.graph.machine.compiled else kind.count(SUPPORT)

    def chances(self, *, seed: int = 0) -> Chances:
        """The chances of the network under possible worlds; `seed` is the seed of drawn worlds."""
        return self._chances if seed == 0 else self._chances_of(seed)

    @computed_once
    def _chances(self) -> Chances:
        return self._chances_of(0)

    def _chances_of(self, seed: int) -> Chances:
        ends = (self.least, self.most) if self.least and self.most else None
        return worlds.chances(self.graph, self.base, self.weights, ends, seed=seed)

    def solve(self, semantics: str | Semantics, linked: str | Conjunction) -> Solution:
        """The solution of the network, in the columns of its machine."""
        row, joined = self._meant(semantics), conjunction_of(linked)
        own, share, weight = self.given
        values, cycles = strengths.solve(self.graph, own, weight, row, joined)
        low = high = None
        if self.least and self.most:
            least, most = self.columns(*self.least)[::2], self.columns(*self.most)[::2]
            low, high = strengths.bound(self.graph, least, most, row, joined, values, cycles)
        elif any(cycle.swing for cycle in cycles):
            given = own, weight
            low, high = strengths.bound(self.graph, given, given, row, joined, values, cycles)
        return Solution(self.graph, share, values, cycles, low, high)

    def _meant(self, semantics: str | Semantics) -> Semantics:
        row = semantics_of(semantics)
        if row.attack_only and self.supports:
            raise EvaluationError(
                f"{row.name} is for attacks only, and there are supports ({self.supports})",
                "use a semantics that hears both sides, such as quadratic-energy",
            )
        return row

    def evaluate(self, semantics: str | Semantics = DEFAULT, *, linked: str | Conjunction = "min") -> Solution:
        """The solution: final strengths, and how they were found.

        Raises UnknownName for a semantics or κ that is in no table, EvaluationError for supports under a semantics of
        attacks only. A cycle that does not settle is no error: its status says so, and its intervals hold the swing.
        """
        if semantics_of(semantics).worlds:
            return _solution_of(self)
        return self.solve(semantics, linked)

    def evaluate_many(
        self,
        base: npt.ArrayLike | None = None,
        semantics: str | Semantics = DEFAULT,
        *,
        linked: str | Conjunction = "min",
        weights: npt.ArrayLike | None = None,
        of: int | None = None,
    ) -> npt.NDArray[np.float64]:
        """Final strengths, float64 [scenario, node] ∈ [0, 1], or [scenario] those of one statement.

        For base scores [scenario, node] and weights [scenario, step] ∈ [0, 1], with the network's own numbers for what is not given. NaN
        marks a statement that does not settle, or that rests on such a statement. Raises ValueError for another shape or range.
        """
        import numpy as np

        from argmap.solver import array_input

        g = self.graph
        many = array_input.scenarios(strengths=(base, g.nodes), weights=(weights, g.steps))
        row, joined = self._meant(semantics), conjunction_of(linked)
        count = next(len(rows) for rows in many if rows is not None)
        wanted = range(g.nodes) if of is None else [of]
        if row.worlds:
            given = [mine if rows is None else rows for rows, mine in zip(many, (self.base, self.weights), strict=True)]
            chances, _ = worlds.many(g, given[0], given[1], wanted)
            return chances if of is None else chances[:, 0]
        result = np.empty((count, len(wanted)))
        size = 1 if g.machine.compiled or g.circular else SCENARIOS
        for begin in range(0, count, size):
            own, _, weight = self.columns(
                *(
                    mine if rows is None else _row(g, rows[begin : begin + size], single=size == 1)
                    for rows, mine in zip(many, (self.base, self.weights), strict=True)
                )
            )
            values, cycles = strengths.solve(g, own, weight, row, joined)
            for at, node in enumerate(wanted):
                result[begin : begin + size, at] = values[node]
            if any(cycle.status == STATUSES[-1] for cycle in cycles):
                unsettled = set(strengths.unsettled(g, cycles))
                result[begin, [at for at, node in enumerate(wanted) if node in unsettled]] = np.nan
        return result if of is None else result[:, 0]

    def chances_many(self, base: Any, weights: Any, of: int) -> tuple[Any, Any]:
        """The chances that one statement stands and is defeated, each float64 [scenario], under possible worlds.

        Takes what `evaluate_many` takes. Raises ValueError for another shape or range.
        """
        from argmap.solver import array_input

        given = array_input.scenarios(strengths=(base, self.graph.nodes), weights=(weights, self.graph.steps))
        columns = [mine if rows is None else rows for rows, mine in zip(given, (self.base, self.weights), strict=True)]
        stands, defeated = worlds.many(self.graph, columns[0], columns[1], [of])
        return stands[:, 0], defeated[:, 0]

    def outcome(self, of: int, semantics: Semantics, linked: Conjunction) -> tuple[float, float]:
        """The strength of one statement and its chance of being defeated (0 under a gradual semantics); NaN if it does not settle."""
        if semantics.worlds:
            return worlds.chance(self.graph, self.base, self.weights, of)
        own, _, weight = self.given
        values, cycles = strengths.solve(self.graph, own, weight, semantics, linked)
        lost = any(cycle.status == STATUSES[-1] for cycle in cycles) and of in strengths.unsettled(self.graph, cycles)
        return (nan if lost else float(values[of])), 0.0

    def alone(
        self, base: Sequence[float], of: int, places: Sequence[int], values: Sequence[float]
    ) -> tuple[list[float], list[float]] | None:
        """(stands, defeated) of one statement for each position where one base score changes; None for a large graph without a circuit."""
        return worlds.alone(self.graph, base, self.weights, of, places, values)

    def switched(self, of: int, changes: Sequence[Mapping[int, float]]) -> list[tuple[float, float]] | None:
        """(stands, defeated) of one statement for each change of base scores and weights to 0 and 1, if worlds are drawn; else None.

        A change gives base scores by position, and weights by `nodes` + j. A large graph is not answered.
        """
        return worlds.switched(self.graph, self.base, self.weights, of, changes)

    def exactly(
        self, semantics: str | Semantics = DEFAULT, *, linked: str | Conjunction = "min"
    ) -> tuple[list[Fraction], list[Fraction]]:
        """Strengths, and what steps carry, as exact fractions; each number is read as the decimal that is written.

        Raises EvaluationError for a semantics with irrational results (`euler`, `mlp`), for cycles and for intervals, and
        where a fraction would have more than `DIGITS` digits.
        """
        row, joined = self._meant(semantics), conjunction_of(linked)
        if not row.influence.rational:
            raise EvaluationError(f"{row.name} has no exact strengths: {row.influence.name} leaves the fractions")
        if self.least or (self.graph.circular and not row.worlds):
            raise EvaluationError(f"no exact strengths: the map {'has intervals' if self.least else 'is circular'}")
        if row.worlds:
            return worlds.exactly(self.graph, _fractions(self.base), _fractions(self.weights))
        g = self.graph.plain()
        from fractions import Fraction

        own, share, weight = Network(g, [], []).columns(_fractions(self.base), _fractions(self.weights), Fraction(1))
        values = strengths.solve_exactly(g, own, weight, row, joined)
        carried = [u * values[a] for u, a in zip(share, g.carrier, strict=True)]
        return values[: g.nodes], carried

    def gradient(
        self, node: int, semantics: str | Semantics = DEFAULT, *, linked: str | Conjunction = "min"
    ) -> Gradient:
        """The derivative of the strength of a statement by every base score and every weight, in one reverse pass.

        Raises EvaluationError where it rests on a cycle that does not settle, or that settles where any change upsets it;
        UnknownName for a position that is none.
        """
        if node not in range(self.graph.nodes):
            raise UnknownName("position of a statement", node, [f"0 … {self.graph.nodes - 1}"])
        row, joined = self._meant(semantics), conjunction_of(linked)
        if row.worlds and not worlds.one_pass(self.graph):
            return Gradient(*map(float64, worlds.slopes(self.graph, self.base, self.weights, node)))
        if row.worlds:
            joined = conjunction_of("product")
        solution = self.solve(row, joined)
        own, _, weight = self.given
        return gradient(self.graph, (own, weight, solution.values), node, row, joined, solution.cycles)


def _solution_of(network: Network) -> Solution:
    """The chances of a network as a Solution, the form of the results of every semantics."""
    found = network.chances()
    low, high = map(list, zip(*found.intervals, strict=True)) if found.intervals else (None, None)
    return Solution(network.graph, network.weights, found.stands, (), low, high, found)


def _fractions(column: Column) -> list[Fraction]:
    from fractions import Fraction

    return [Fraction(str(float(number))) for number in column]


def _row(g: Graph, rows: Any, *, single: bool) -> Column:
    """The scenarios as a column: numbers for a single scenario, else an array for each position."""
    import numpy as np

    return g.machine.numbers(rows[0]) if single else list(np.ascontiguousarray(rows.T))
