"""A map evaluated: final strengths by id, what each step carries, and a verdict.

A step carries u·Π(1 − c)·κ(members), with u its weight and c what each of its undercuts carries; a statement's
strength is ι(τ, α(what its attacks carry, what its supports carry)).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from argmap.errors import UnknownName
from argmap.model import ArgumentMap, Verdict
from argmap.semantics import DEFAULT, SEMANTICS, Conjunction, Semantics, conjunction_of, semantics_of
from argmap.solver.network import Network, Solution
from argmap.solver.passes import UNDERCUT
from argmap.solver.strengths import STATUSES, Interval

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

ACCEPTED, REJECTED = 0.6, 0.4


@dataclass(frozen=True)
class Cycle:
    """Statements and steps that rest on one another: `around` is one way around, `ids` are all of them.

    `status` is *certified* where a Lipschitz `bound` < 1 shows that there is one fixed point, *converged* where the flow
    ds/dt = F(s) − s from the base scores came to rest (Potyka, KR 2018), else *not settled*. `residual` is max |F(s) − s|
    after `rounds` evaluations of F; `oscillates` says that strengths go up and down without end.
    """

    around: tuple[str, ...]
    ids: tuple[str, ...]
    status: str
    bound: float
    rounds: int
    residual: float
    oscillates: bool

    def __str__(self) -> str:
        around = " → ".join((*self.around, self.around[0]))
        how = {
            "certified": f"settled, and nowhere else can it (bound {self.bound:.2g})",
            "converged": f"settled after {self.rounds} rounds (residual {self.residual:.0e})",
        }.get(self.status, f"does not settle (residual {self.residual:.2g}{', it oscillates' * self.oscillates})")
        return f"{around}: {how}"


@dataclass(frozen=True)
class Evaluation(Mapping[str, float]):
    """Final strengths, a mapping from statement id to σ ∈ [0, 1]; `steps` holds what each step carries, in [0, 1].

    Where the map gives intervals, the strengths are those at the mid-points, and `intervals` holds (low, high), sound
    on every map and exact on trees; without intervals low = high. Strengths on a cycle that does not settle are the
    last that were seen, and their intervals how far they swing.
    """

    conclusion: str
    semantics: str
    strengths: Mapping[str, float]
    steps: Mapping[str, float]
    intervals: Mapping[str, Interval]
    linked: str = "min"
    accepted: float = ACCEPTED
    rejected: float = REJECTED
    cycles: tuple[Cycle, ...] = ()
    meaning: Semantics | None = field(default=None, repr=False, compare=False)

    @property
    def meant(self) -> Semantics:
        """The semantics that it was evaluated under."""
        return self.meaning or semantics_of(self.semantics)

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
        """What the strength of the conclusion comes to: accepted, undecided or rejected."""
        return self.verdict_of(self.conclusion)

    def verdict_of(self, id: str) -> Verdict:
        """What the strength of a statement comes to, over the whole of its interval. Raises UnknownName."""
        self[id]
        return verdict(self.intervals[id], accepted=self.accepted, rejected=self.rejected)

    @property
    def status(self) -> str:
        """How the strengths were found: `exact`, or the worst of any cycle, `certified`, `converged` or `not settled`."""
        return max((cycle.status for cycle in self.cycles), key=STATUSES.index, default="exact")

    @property
    def converged(self) -> bool:
        """Whether every cycle settled; a map without cycles has."""
        return self.status != STATUSES[-1]

    @property
    def rounds(self) -> int:
        """The most rounds that a cycle took; 1 when there is none."""
        return max((cycle.rounds for cycle in self.cycles), default=1)

    @property
    def residual(self) -> float:
        """The largest residual of a cycle; 0 when there is none."""
        return max((cycle.residual for cycle in self.cycles), default=0.0)


@dataclass(frozen=True, eq=False)
class Points(Mapping[str, Interval]):
    """Strengths as intervals of no width.

    >>> dict(Points({"a": 0.5}))
    {'a': (0.5, 0.5)}
    """

    strengths: Mapping[str, float]

    def __getitem__(self, id: str) -> Interval:
        return self.strengths[id], self.strengths[id]

    def __iter__(self) -> Iterator[str]:
        return iter(self.strengths)

    def __len__(self) -> int:
        return len(self.strengths)


def verdict(strength: float | Interval, *, accepted: float = ACCEPTED, rejected: float = REJECTED) -> Verdict:
    """*accepted* when σ ≥ `accepted`, *rejected* when σ ≤ `rejected`, else *undecided*; an interval must agree wholly.

    Raises ValueError unless 0 ≤ rejected < accepted ≤ 1 and the strength is in [0, 1].

    >>> verdict(0.73), verdict(0.4), verdict((0.5, 0.8)), verdict(0.73, accepted=0.8)
    ('accepted', 'rejected', 'undecided', 'undecided')
    """
    low, high = strength if isinstance(strength, tuple) else (strength, strength)
    if not 0 <= rejected < accepted <= 1:
        raise ValueError(f"cut-offs must be 0 ≤ rejected < accepted ≤ 1, got rejected {rejected}, accepted {accepted}")
    if not 0 <= low <= high <= 1:
        raise ValueError(f"strength must be in [0, 1], got {strength}")
    return "accepted" if low >= accepted else "rejected" if high <= rejected else "undecided"


def evaluate(
    m: ArgumentMap,
    semantics: str | Semantics = DEFAULT,
    *,
    linked: str | Conjunction = "min",
    accepted: float = ACCEPTED,
    rejected: float = REJECTED,
) -> Evaluation:
    """The final strength σ ∈ [0, 1] of every statement under a semantics of the table, or one of your own.

    `linked` is κ, what linked premises bring together: "min", the weakest of them, or "product". Where statements rest
    on one another, `cycles` says how their strengths were found. Raises UnknownName for a semantics or κ that is not in
    its table, EvaluationError for a map with supports under a semantics of attacks only. Sources: `SEMANTICS`.

    >>> from argmap.model import ArgumentMap, Claim, Premise, Support
    >>> nodes = [Claim(text="C.", id="c"), Premise(text="P.", id="p")]
    >>> e = evaluate(ArgumentMap(conclusion="c", statements=nodes, steps=[Support(sources=["p"], target="c")]))
    >>> e["c"], e.verdict, e.steps, e.status
    (0.6, 'accepted', {'p.supports.c': 0.5}, 'exact')
    """
    meant, joined = semantics_of(semantics), conjunction_of(linked)
    verdict(0.5, accepted=accepted, rejected=rejected)
    n = network(m)
    solution = n.solve(meant, joined)
    ids, plain = m.statements_by_id, n.graph.machine.plain
    values = plain(solution.values)
    strengths = dict(zip(ids, values, strict=False))
    low, high = solution.low, solution.high
    return Evaluation(
        conclusion=m.conclusion,
        semantics=meant.name,
        strengths=strengths,
        steps=dict(zip(m.steps_by_id, plain(solution.carries()), strict=True)),
        intervals=Points(strengths)
        if low is None or high is None
        else dict(zip(ids, zip(plain(low), plain(high), strict=True), strict=False)),
        linked=joined.name,
        accepted=accepted,
        rejected=rejected,
        cycles=_cycles(m, solution) if solution.cycles else (),
        meaning=meant,
    )


def evaluate_many(
    m: ArgumentMap,
    strengths: "npt.ArrayLike | None" = None,
    semantics: str | Semantics = DEFAULT,
    *,
    linked: str | Conjunction = "min",
    weights: "npt.ArrayLike | None" = None,
) -> "npt.NDArray[np.float64]":
    """Final strengths, float64 [scenario, node] ∈ [0, 1], for many base scores and weights of one map at once.

    `strengths` [scenario, node] ∈ [0, 1] holds the base scores of each scenario, the nodes in the order of `m.statements`,
    `weights` [scenario, step] those of `m.steps`; what is not given is the map's. NaN marks what does not settle,
    and what rests on it. Raises ValueError for another shape or range, and what `evaluate` raises.

    >>> from argmap.model import ArgumentMap, Claim, Premise, Support
    >>> nodes = [Claim(text="C.", id="c"), Premise(text="P.", id="p")]
    >>> m = ArgumentMap(conclusion="c", statements=nodes, steps=[Support(sources=["p"], target="c")])
    >>> evaluate_many(m, [[0.5, 0.5], [0.5, 0.0]]).tolist()
    [[0.6, 0.5], [0.5, 0.0]]
    """
    return network(m).evaluate_many(strengths, semantics, linked=linked, weights=weights)


def evaluate_exactly(
    m: ArgumentMap, semantics: str | Semantics = DEFAULT, *, linked: str | Conjunction = "min"
) -> dict[str, Fraction]:
    """Final strengths and what steps carry as fractions, by id; every number taken as the decimal that it is written as.

    Raises EvaluationError for a semantics that leaves the fractions (`euler`, `euler-top`, `mlp`), and for a map with
    cycles or intervals.

    >>> from argmap.model import ArgumentMap, Claim, Premise, Support
    >>> nodes = [Claim(text="C.", id="c"), Premise(text="P.", id="p", strength=0.1)]
    >>> m = ArgumentMap(conclusion="c", statements=nodes, steps=[Support(sources=["p"], target="c")])
    >>> str(evaluate_exactly(m, "quadratic-energy")["c"])
    '51/101'
    """
    strengths, carried = network(m).exactly(semantics, linked=linked)
    return {**dict(zip(m.statements_by_id, strengths, strict=True)), **dict(zip(m.steps_by_id, carried, strict=True))}


def gradient(
    m: ArgumentMap,
    of: str | None = None,
    semantics: str | Semantics = DEFAULT,
    *,
    linked: str | Conjunction = "min",
) -> dict[str, float]:
    """How the strength of a statement (the conclusion unless named) answers each base score and each weight, by id.

    ∂σ(of)/∂τ for a statement, ∂σ(of)/∂u for a step. At a tie of the weakest link each tied member has the derivative
    for a decrease in full. Raises UnknownName, and EvaluationError where a cycle does not settle.

    >>> from argmap.model import ArgumentMap, Claim, Premise, Support
    >>> nodes = [Claim(text="C.", id="c"), Premise(text="P.", id="p")]
    >>> m = ArgumentMap(conclusion="c", statements=nodes, steps=[Support(sources=["p"], target="c")])
    >>> gradient(m, semantics="df-quad")
    {'c': 0.5, 'p': 0.5, 'p.supports.c': 0.25}
    """
    ids = list(m.statements_by_id)
    found = network(m).gradient(ids.index(m.statement(of or m.conclusion).id), semantics, linked=linked)
    by_statement = zip(ids, found.base.tolist(), strict=True)
    return {**dict(by_statement), **dict(zip(m.steps_by_id, found.weights.tolist(), strict=True))}


def applicable(m: ArgumentMap) -> tuple[str, ...]:
    """The semantics of the table that apply to a map: those of attacks only do not where there are supports.

    >>> from argmap.model import ArgumentMap, Claim, Premise, Support
    >>> nodes = [Claim(text="C.", id="c"), Premise(text="P.", id="p")]
    >>> applicable(ArgumentMap(conclusion="c", statements=nodes, steps=[Support(sources=["p"], target="c")]))
    ('quadratic-energy', 'df-quad', 'sd-df-quad', 'euler', 'euler-top', 'mlp', 'quad')
    """
    return tuple(name for name, one in SEMANTICS.items() if not (one.attack_only and network(m).supports))


def network(m: ArgumentMap) -> Network:
    """The network of a map, made once: its nodes and steps are in the order of the map's."""
    return m.once(Network.of)


def circles(m: ArgumentMap) -> tuple[tuple[str, ...], ...]:
    """For each cycle, one way around it: ids of statements, and of steps that are reached by an undercut.

    >>> from argmap.model import ArgumentMap, Attack, Claim
    >>> m = ArgumentMap(conclusion="a", statements=[Claim(text="A.", id="a")], steps=[Attack(sources=["a"], target="a")])
    >>> circles(m)
    (('a',),)
    """
    g = network(m).graph
    ids = [*m.statements_by_id, *(m.steps[step].id for step in g.knots)]
    return tuple(
        tuple(ids[v] for at, v in enumerate(path) if v < g.nodes or g.kind_between(path[at - 1], v) == UNDERCUT)
        for path in (g.cycle(segment) for segment in g.segments if segment.cyclic)
    )


def _cycles(m: ArgumentMap, solution: Solution) -> tuple[Cycle, ...]:
    ids = [*m.statements_by_id, *(m.steps[step].id for step in solution.graph.knots)]
    return tuple(
        Cycle(
            around, tuple(ids[v] for v in one.vertices), one.status, one.bound, one.rounds, one.residual, one.oscillates
        )
        for around, one in zip(circles(m), solution.cycles, strict=True)
    )
