"""Evaluates a map: final strengths by id, what each step carries, and a verdict with its reason.

Under possible worlds a strength is the chance that a statement stands; under a gradual semantics it is ι(τ, α(what its
attacks carry, what its supports carry)), and a step carries u·Π(1 − c)·κ(members), with u its weight and c what each of its
undercuts carries.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Unpack

from argmap.cycle import Cycle
from argmap.errors import UnknownName
from argmap.how import ACCEPTED, DEFEATED, REJECTED, ROUNDING, How, Said, Settings, how, how_of, verdict
from argmap.late import late
from argmap.model import ArgumentMap, Verdict
from argmap.model.scale import UNSAID
from argmap.model.standpoint import STANDPOINTS, heard, standpoints_of
from argmap.semantics import SEMANTICS, Semantics
from argmap.solver.network import Network
from argmap.solver.passes import UNDERCUT
from argmap.solver.points import Points
from argmap.solver.solution import Solution
from argmap.solver.strengths import STATUSES, Interval
from argmap.solver.worlds import plain_tree

if TYPE_CHECKING:
    from fractions import Fraction

__all__ = (
    "ACCEPTED",
    "DEFEATED",
    "REJECTED",
    "ROUNDING",
    "Cycle",
    "Evaluation",
    "How",
    "Said",
    "Settings",
    "applicable",
    "circles",
    "evaluate",
    "evaluate_as",
    "evaluate_exactly",
    "evaluate_many",
    "evaluate_without",
    "gradient",
    "how",
    "how_of",
    "network",
    "verdict",
)

SURE = 4
"""The number of standard errors by which a drawn chance must exceed a cut-off to meet it."""


@dataclass(frozen=True)
class Evaluation(Mapping[str, float]):
    """Final strengths: a mapping from statement id to σ ∈ [0, 1]; `steps` holds what each step carries, in [0, 1].

    Under possible worlds σ is the chance that a statement stands, `defeated` the chance that an attack on it stands,
    `open` the rest, and a step carries the chance that it counts; `errors` are standard errors if worlds were drawn.
    Under a gradual semantics `defeated` and `open` are empty.

    Where the map gives intervals, the strengths are those at the mid-points, and `intervals` and `defeated_intervals` hold
    (low, high), sound on every map and exact on trees; without intervals low = high. Strengths on a cycle that does not
    settle are the last computed values, and their intervals are the range in which they keep changing.
    """

    conclusion: str
    how: How
    strengths: Mapping[str, float]
    steps: Mapping[str, float]
    intervals: Mapping[str, Interval]
    defeated: Mapping[str, float] = field(default_factory=dict)
    defeated_intervals: Mapping[str, Interval] = field(default_factory=dict)
    errors: Mapping[str, float] = field(default_factory=dict)
    defeated_errors: Mapping[str, float] = field(default_factory=dict)
    cycles: tuple[Cycle, ...] = ()
    m: ArgumentMap | None = field(default=None, repr=False, compare=False)

    _repr_html_ = late("argmap.cli.printing.notebook:html")
    to_frame = late("argmap.formats.foreign.frames:to_frame")

    def __repr__(self) -> str:
        return f"<Evaluation: {self.conclusion} {self.verdict} {self[self.conclusion]:.2f}, {len(self)} statements, {self.semantics}>"

    def rows(self) -> list[dict[str, Any]]:
        """A mapping for each statement, as pandas and Polars take them: id, kind, text, base, strength, verdict and more.

        `defeated` and `open` are None under a gradual semantics; `low` and `high` are the ends of the strength's interval.

        >>> from argmap.model import ArgumentMap, Claim
        >>> e = evaluate(ArgumentMap(conclusion="c", statements=[Claim(text="It pays.", id="c", strength=0.8)]))
        >>> [(row["id"], row["strength"], row["defeated"], row["verdict"]) for row in e.rows()]
        [('c', 0.8, 0.0, 'accepted')]
        """
        known = self.m.statements_by_id if self.m is not None else {}
        return [
            {
                "id": id,
                "kind": known[id].kind if id in known else None,
                "text": known[id].text if id in known else None,
                "base": self.base.get(id),
                "strength": strength,
                "defeated": self.defeated.get(id),
                "open": self.open.get(id),
                "low": self.intervals[id][0],
                "high": self.intervals[id][1],
                "verdict": self.verdict_of(id),
            }
            for id, strength in self.strengths.items()
        ]

    @property
    def semantics(self) -> str:
        """The name of the semantics."""
        return self.how.semantics.name

    @property
    def meant(self) -> Semantics:
        """The row of the semantics."""
        return self.how.semantics

    @property
    def linked(self) -> str:
        """How the strengths of linked premises are combined: "min" or "product"."""
        return self.how.linked.name

    @property
    def accepted(self) -> float:
        """The cut-off from which a statement is accepted."""
        return self.how.accepted

    @property
    def rejected(self) -> float:
        """The cut-off down to which a statement is rejected under a gradual semantics."""
        return self.how.rejected

    @cached_property
    def open(self) -> Mapping[str, float]:
        """1 − σ − δ, by id: the chance that a statement neither stands nor is defeated; empty under a gradual semantics."""
        return {id: max(0.0, 1.0 - self.strengths[id] - lost) for id, lost in self.defeated.items()}

    def __getitem__(self, id: str) -> float:
        if id not in self.strengths:
            raise UnknownName("statement", id, self.strengths)
        return self.strengths[id]

    def __iter__(self) -> Iterator[str]:
        return iter(self.strengths)

    def __len__(self) -> int:
        return len(self.strengths)

    def __contains__(self, id: object) -> bool:
        return id in self.strengths

    def get(self, id: str, default: object = None) -> object:  # type: ignore[override]
        """The strength of a statement, or `default` when it is not in the map."""
        return self.strengths.get(id, default)

    @property
    def verdict(self) -> Verdict:
        """The verdict on the conclusion: accepted, undecided or rejected."""
        return self.verdict_of(self.conclusion)

    def verdict_of(self, id: str) -> Verdict:
        """The verdict on a statement, valid for its whole interval and, if worlds were drawn, beyond the error. Raises UnknownName."""
        self[id]
        if not self.how.worlds:
            return verdict(self.intervals[id], accepted=self.accepted, rejected=self.rejected)
        stands = self.intervals[id][0] - SURE * self.errors.get(id, 0.0)
        defeated = self.defeated_intervals[id][0] - SURE * self.defeated_errors.get(id, 0.0)
        return self.how.verdict_on(stands, defeated)

    def verdict_at(self, stands: float, defeated: float = 0.0) -> Verdict:
        """The verdict on a strength and a chance of being defeated that were found in the same way, in the same worlds if these were drawn."""
        if self.errors:
            from argmap.solver.worlds.solution import errors

            margins = (SURE * error for error in errors([stands, defeated]))
            stands, defeated = (share - margin for share, margin in zip((stands, defeated), margins, strict=True))
        return self.how.verdict_on(stands, defeated)

    @property
    def reason(self) -> str:
        """The reason why the conclusion is undecided, in a few words; see `reason_of`."""
        return self.reason_of(self.conclusion)

    def reason_of(self, id: str) -> str:
        """The reason why a statement is undecided, in a few words; empty if it is not, and under a gradual semantics.

        "not established" where it is open more often than it stands or is defeated, else "mostly defeated" where it is
        defeated more often than it stands, else "contested". Raises UnknownName.
        """
        if self.verdict_of(id) != "undecided" or not self.how.worlds:
            return ""
        stands, defeated, left = self[id], self.defeated[id], self.open[id]
        if self.errors and self.how.verdict_on(stands, defeated) != "undecided":
            return "drawn, too near to tell"
        if left >= max(stands, defeated) - ROUNDING:
            return "not established"
        return "mostly defeated" if defeated > stands else "contested"

    @cached_property
    def base(self) -> Mapping[str, float]:
        """The base scores, by id: under possible worlds the chance that each statement holds on its own."""
        if self.m is None:
            return {}
        m = heard(self.m, self.how.standpoint)
        return dict(zip(m.statements_by_id, network(m, self.how).base, strict=True))

    @cached_property
    def standpoints(self) -> Mapping[str, Evaluation]:
        """The evaluation from each standpoint from which the map differs, by name; `examined` is this one."""
        if self.m is None:
            return {self.how.standpoint: self}
        others = {
            name: evaluate_as(self.m, replace(self.how, standpoint=name))
            for name in standpoints_of(self.m)
            if name != self.how.standpoint
        }
        return {name: others.get(name, self) for name in STANDPOINTS if name in others or name == self.how.standpoint}

    @property
    def status(self) -> str:
        """How the strengths were found.

        Under possible worlds `exact` or `sampled`; under a gradual semantics `exact`, or the worst of any cycle,
        `certified`, `converged`, `unstable` or `not settled`.
        """
        if self.errors:
            return "sampled"
        return max((cycle.status for cycle in self.cycles), key=STATUSES.index, default="exact")

    @property
    def converged(self) -> bool:
        """Whether every cycle settled; True for a map without cycles."""
        return self.status != STATUSES[-1]

    @property
    def rounds(self) -> int:
        """The largest number of rounds that a cycle took; 1 if there is no cycle."""
        return max((cycle.rounds for cycle in self.cycles), default=1)

    @property
    def residual(self) -> float:
        """The largest residual of a cycle; 0 if there is no cycle."""
        return max((cycle.residual for cycle in self.cycles), default=0.0)


def evaluate(m: ArgumentMap, semantics: str | Semantics | None = None, **said: Unpack[Settings]) -> Evaluation:
    """The final strength σ ∈ [0, 1] of every statement: the chance that it stands, or that of another semantics of the table.

    Keywords: `prior`, the base score of claims that have a support but no strength; `linked`, how linked premises are combined
    ("min" or "product"); the cut-offs `accepted`, `defeated` and `rejected`; `standpoint`, whose statements count.
    Settings that are not given are taken from the map's `evaluate:` key, else from the defaults (`How`). Raises UnknownName for a name
    that is in no table, ValueError for cut-offs out of order, and EvaluationError for a setting that the semantics does not use or
    a map with supports under a semantics for attacks only. Sources: `SEMANTICS`.

    >>> from argmap.model import ArgumentMap, Claim, Premise, Support
    >>> nodes = [Claim(text="C.", id="c"), Premise(text="P.", id="p", strength=0.8)]
    >>> e = evaluate(ArgumentMap(conclusion="c", statements=nodes, steps=[Support(sources=["p"], target="c")]))
    >>> e["c"], e.defeated["c"], e.verdict, e.steps, e.status
    (0.8, 0.0, 'accepted', {'p.supports.c': 0.8}, 'exact')
    """
    return evaluate_as(m, how(m, semantics=semantics, **said))


def evaluate_as(m: ArgumentMap, how: How) -> Evaluation:
    """The evaluation of a map as `how` says. Raises EvaluationError for supports under a semantics of attacks only."""
    part = heard(m, how.standpoint)
    if how.worlds and (tree := plain_tree.chances(part)) is not None:
        stands, lost, steps = tree
        return Evaluation(m.conclusion, how, stands, steps, Points(stands), lost, Points(lost), m=m)
    return _of_network(m, part, how, network(part, how))


def evaluate_without(m: ArgumentMap, how: How, step: str) -> Evaluation:
    """The evaluation of a map in which one step has weight 0: the strengths are those without it, and the graph is used again."""
    part = heard(m, how.standpoint)
    place = part.step_rows.column("id").index(step)
    return _of_network(m, part, how, network(part, how).without(place))


def _of_network(whole_map: ArgumentMap, m: ArgumentMap, how: How, n: Network) -> Evaluation:
    """The evaluation of the part of a map that is heard, from its network."""
    if how.worlds:
        return _chances(whole_map, m, how, n)
    ids = m.statement_rows.column("id")
    solution = n.solve(how.semantics, how.linked)
    plain = n.graph.machine.plain
    strengths = dict(zip(ids, plain(solution.values), strict=False))
    low, high = solution.low, solution.high
    return Evaluation(
        conclusion=m.conclusion,
        how=how,
        strengths=strengths,
        steps=dict(zip(m.step_rows.column("id"), plain(solution.carries()), strict=True)),
        intervals=Points(strengths)
        if low is None or high is None
        else dict(zip(ids, zip(plain(low), plain(high), strict=True), strict=False)),
        cycles=_cycles(m, solution) if solution.cycles else (),
        m=whole_map,
    )


def _chances(whole_map: ArgumentMap, m: ArgumentMap, how: How, n: Network) -> Evaluation:
    chances = n.chances()

    def by_id(values: Sequence[Any] | None) -> dict[str, Any]:
        return {} if values is None else dict(zip(m.statement_rows.column("id"), values, strict=True))

    strengths, defeated = by_id(chances.stands), by_id(chances.defeated)
    return Evaluation(
        conclusion=m.conclusion,
        how=how,
        strengths=strengths,
        steps=dict(zip(m.step_rows.column("id"), chances.steps, strict=True)),
        intervals=by_id(chances.intervals) or Points(strengths),
        defeated=defeated,
        defeated_intervals=by_id(chances.defeated_intervals) or Points(defeated),
        errors=by_id(chances.errors),
        defeated_errors=by_id(chances.defeated_errors),
        m=whole_map,
    )


def evaluate_many(
    m: ArgumentMap,
    strengths: Any = None,
    semantics: str | Semantics | None = None,
    *,
    weights: Any = None,
    **said: Unpack[Settings],
) -> Any:
    """Final strengths, float64 [scenario, node] ∈ [0, 1], for many base scores and weights of one map at once.

    `strengths` [scenario, node] ∈ [0, 1] holds the base scores of each scenario, the nodes in the order of `m.statements`,
    `weights` [scenario, step] those of `m.steps`; an array that is not given is filled from the map. Either may be a mapping from ids to
    one number for each scenario. NaN marks a statement that does not settle, or that rests on such a statement. Raises
    ValueError for another shape or range, UnknownName for an unknown id, and the errors of `evaluate`.

    >>> from argmap.model import ArgumentMap, Claim, Premise, Support
    >>> nodes = [Claim(text="C.", id="c"), Premise(text="P.", id="p")]
    >>> m = ArgumentMap(conclusion="c", statements=nodes, steps=[Support(sources=["p"], target="c")])
    >>> evaluate_many(m, [[0.0, 0.5], [0.5, 0.5]]).tolist()
    [[0.5, 0.5], [0.75, 0.5]]
    >>> evaluate_many(m, {"p": [0.0, 0.5, 1.0]})[:, 0].tolist()
    [0.0, 0.5, 1.0]
    """
    way = how(m, semantics=semantics, **said)
    n = network(m, way)
    if isinstance(strengths, Mapping):
        strengths = _rows("strengths", strengths, m.statement, m.statements_by_id, n.base)
    if isinstance(weights, Mapping):
        weights = _rows("weights", weights, m.step, m.steps_by_id, n.weights)
    return n.evaluate_many(strengths, way.semantics, linked=way.linked, weights=weights)


def _rows(
    name: str, values: Mapping[str, Any], known: Callable[[str], object], ids: Iterable[str], own: Sequence[float]
) -> Any:
    """Values by id as rows [scenario, id]; `known` raises UnknownName for an unknown id."""
    from argmap.solver.array_input import rows_by_id

    for id in values:
        known(id)
    return rows_by_id(name, values, dict(zip(ids, own, strict=True)))


def evaluate_exactly(
    m: ArgumentMap, semantics: str | Semantics | None = None, **said: Unpack[Settings]
) -> dict[str, Fraction]:
    """Final strengths, and what steps carry, as exact fractions, by id; every number is read as the decimal that is written.

    Raises EvaluationError for a semantics with irrational results (`euler`, `euler-top`, `mlp`), for intervals, for
    cycles under a gradual semantics, if worlds must be drawn, and where fractions would have tens of thousands of digits:
    under quadratic-energy they double at each level of a chain.

    >>> from argmap.model import ArgumentMap, Claim, Premise, Support
    >>> nodes = [Claim(text="C.", id="c"), Premise(text="P.", id="p", strength=0.1)]
    >>> m = ArgumentMap(conclusion="c", statements=nodes, steps=[Support(sources=["p"], target="c")])
    >>> str(evaluate_exactly(m)["c"]), str(evaluate_exactly(m, "quadratic-energy")["c"])
    ('1/10', '51/101')
    """
    way = how(m, semantics=semantics, **said)
    strengths, carried = network(m, way).exactly(way.semantics, linked=way.linked)
    return {**dict(zip(m.statements_by_id, strengths, strict=True)), **dict(zip(m.steps_by_id, carried, strict=True))}


def gradient(
    m: ArgumentMap, of: str | None = None, semantics: str | Semantics | None = None, **said: Unpack[Settings]
) -> dict[str, float]:
    """The derivative of the strength of a statement (the conclusion unless named) by each base score and each weight, by id.

    ∂σ(of)/∂τ for a statement, ∂σ(of)/∂u for a step. Under possible worlds that is Birnbaum's importance (1969). If several
    linked premises are the weakest, they share the derivative, because raising one of them alone changes nothing. Raises UnknownName, and EvaluationError
    where a cycle does not settle or worlds must be drawn.

    >>> from argmap.model import ArgumentMap, Claim, Premise, Support
    >>> nodes = [Claim(text="C.", id="c"), Premise(text="P.", id="p")]
    >>> m = ArgumentMap(conclusion="c", statements=nodes, steps=[Support(sources=["p"], target="c")])
    >>> gradient(m, semantics="df-quad")
    {'c': 0.5, 'p': 0.5, 'p.supports.c': 0.25}
    """
    way = how(m, semantics=semantics, **said)
    ids = m.statement_rows.column("id")
    found = network(m, way).gradient(ids.index(m.statement(of or m.conclusion).id), way.semantics, linked=way.linked)
    by_statement = zip(ids, found.base.tolist(), strict=True)
    return {**dict(by_statement), **dict(zip(m.steps_by_id, found.weights.tolist(), strict=True))}


def applicable(m: ArgumentMap) -> tuple[str, ...]:
    """The semantics of the table that apply to a map: those for attacks only do not apply if the map has supports.

    >>> from argmap.model import ArgumentMap, Claim, Premise, Support
    >>> nodes = [Claim(text="C.", id="c"), Premise(text="P.", id="p")]
    >>> applicable(ArgumentMap(conclusion="c", statements=nodes, steps=[Support(sources=["p"], target="c")]))
    ('possible-worlds', 'quadratic-energy', 'df-quad', 'sd-df-quad', 'euler', 'euler-top', 'mlp', 'quad')
    """
    supports = any(step.kind == "support" for step in m.steps)
    return tuple(name for name, row in SEMANTICS.items() if not (row.attack_only and supports))


def network(m: ArgumentMap, how: How | None = None) -> Network:
    """The network of a map, made once for each prior; nodes and steps are in the order of the map."""
    if how is None or not how.worlds:
        prior = UNSAID if how is None else how.prior
        return m.once(Network.of, prior, UNSAID)
    return m.once(Network.of, 0.0, 0.0)


def circles(m: ArgumentMap) -> tuple[tuple[str, ...], ...]:
    """One path around each cycle: ids of statements, and of the steps that are undercut on the path.

    >>> from argmap.model import ArgumentMap, Attack, Claim
    >>> m = ArgumentMap(conclusion="a", statements=[Claim(text="A.", id="a")], steps=[Attack(sources=["a"], target="a")])
    >>> circles(m)
    (('a',),)
    """
    g = network(m).graph
    ids = [*m.statements_by_id, *(m.steps[step].id for step in g.knots)]
    return tuple(
        tuple(ids[v] for at, v in enumerate(path) if v < g.nodes or g.kind_between(path[at - 1], v) == UNDERCUT)
        for path in g.cycles
    )


def _cycles(m: ArgumentMap, solution: Solution) -> tuple[Cycle, ...]:
    ids = [*m.statements_by_id, *(m.steps[step].id for step in solution.graph.knots)]
    return tuple(
        Cycle(
            around,
            tuple(ids[v] for v in component.vertices),
            component.status,
            component.bound,
            component.rounds,
            component.residual,
            component.oscillates,
            component.eigenvalue,
        )
        for around, component in zip(circles(m), solution.cycles, strict=True)
    )
