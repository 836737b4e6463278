"""Final strengths: one pass over the network, each statement after all that it depends on.

A step carries u·Π(1 − c)·κ(members), with u its weight and c what each of its undercuts carries; a statement's
strength is ι(τ, α(what its attacks carry, what its supports carry)). Cyclic maps are refused, naming the cycle.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from argmap import network
from argmap.errors import EvaluationError, UnknownName
from argmap.model import ArgumentMap, Verdict
from argmap.network import Network
from argmap.semantics import CONJUNCTIONS, DEFAULT, Semantics, semantics_of
from argmap.semantics.aggregation import Amount, left_by

ACCEPTED, REJECTED = 0.6, 0.4
Interval = tuple[float, float]


@dataclass(frozen=True)
class Evaluation(Mapping[str, float]):
    """Final strengths, a mapping from statement id to σ ∈ [0, 1]; `steps` holds what each step carries, in [0, 1].

    Where the map gives intervals, the strengths are those at the mid-points, and `intervals` holds (low, high), sound
    on every map and exact on trees; without intervals low = high. `converged`, `rounds` and `residual` tell how the
    strengths were found: one exact pass, so True, 1 and 0.
    """

    conclusion: str
    semantics: str
    strengths: Mapping[str, float]
    steps: Mapping[str, float]
    intervals: Mapping[str, Interval]
    linked: str = "min"
    accepted: float = ACCEPTED
    rejected: float = REJECTED
    converged: bool = True
    rounds: int = 1
    residual: float = 0.0

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
    linked: str = "min",
    accepted: float = ACCEPTED,
    rejected: float = REJECTED,
) -> Evaluation:
    """The final strength σ ∈ [0, 1] of every statement under a semantics of the table, or one of your own.

    `linked` is κ, what linked premises bring together: "min", the weakest of them, or "product". Raises UnknownName
    for a semantics or κ that is not in its table, EvaluationError for a cyclic map, naming the cycle. Definitions:
    Potyka, KR 2018 (quadratic energy); Rago, Toni, Aurisicchio, Baroni, KR 2016 (DF-QuAD).

    >>> from argmap.model import ArgumentMap, Claim, Premise, Support
    >>> nodes = [Claim(text="C.", id="c"), Premise(text="P.", id="p")]
    >>> e = evaluate(ArgumentMap(conclusion="c", nodes=nodes, relations=[Support(sources=["p"], target="c")]))
    >>> e["c"], e.verdict, e.steps
    (0.6, 'accepted', {'p.supports.c': 0.5})
    """
    meant = semantics_of(semantics)
    if linked not in CONJUNCTIONS:
        raise UnknownName("way to join linked premises", linked, CONJUNCTIONS)
    verdict(0.5, accepted=accepted, rejected=rejected)
    n = _acyclic(m)
    base, weight = [middle(interval) for interval in n.base], [middle(interval) for interval in n.weight]
    strengths, carried = _pass(n, base, weight, meant, CONJUNCTIONS[linked])
    exact = all(low == high for low, high in (*n.base, *n.weight))
    bounds = [(s, s) for s in strengths] if exact else _bounds(n, meant, CONJUNCTIONS[linked])
    return Evaluation(
        conclusion=m.conclusion,
        semantics=meant.name,
        strengths=dict(zip(n.names, strengths, strict=True)),
        steps=dict(zip(n.step_names, carried, strict=True)),
        intervals=dict(zip(n.names, bounds, strict=True)),
        linked=linked,
        accepted=accepted,
        rejected=rejected,
    )


def evaluate_many(
    m: ArgumentMap, strengths: npt.ArrayLike, semantics: str | Semantics = DEFAULT, *, linked: str = "min"
) -> npt.NDArray[np.float64]:
    """Final strengths, float64 [scenario, node] ∈ [0, 1], for many base scores of one map at once.

    `strengths` [scenario, node] ∈ [0, 1] holds the base scores of each scenario, the nodes in the order of `m.nodes`;
    weights are the map's. Raises ValueError for another shape or range, and what `evaluate` raises.

    >>> from argmap.model import ArgumentMap, Claim, Premise, Support
    >>> nodes = [Claim(text="C.", id="c"), Premise(text="P.", id="p")]
    >>> m = ArgumentMap(conclusion="c", nodes=nodes, relations=[Support(sources=["p"], target="c")])
    >>> evaluate_many(m, [[0.5, 0.5], [0.5, 0.0]]).tolist()
    [[0.6, 0.5], [0.5, 0.0]]
    """
    base = np.asarray(strengths, dtype=np.float64)
    if base.ndim != 2 or base.shape[1] != len(m.nodes):
        raise ValueError(f"strengths must be [scenario, node] with {len(m.nodes)} nodes, got shape {base.shape}")
    if not bool(np.all((base >= 0) & (base <= 1))):
        raise ValueError("strengths must all be in [0, 1]")
    if linked not in CONJUNCTIONS:
        raise UnknownName("way to join linked premises", linked, CONJUNCTIONS)
    n = _acyclic(m)
    join = np.minimum.reduce if linked == "min" else CONJUNCTIONS[linked]
    weight = [middle(interval) for interval in n.weight]
    found, _ = _pass(n, list(base.T), weight, semantics_of(semantics), join)
    return np.stack(found, axis=1)


Join = Callable[[Sequence[Amount]], Amount]


def middle(interval: Interval) -> float:
    """The mid-point of an interval; a number stays as it is, to the last bit.

    >>> middle((0.5, 0.8)), middle((0.1, 0.1))
    (0.65, 0.1)
    """
    low, high = interval
    return low if low == high else (low + high) / 2


def _acyclic(m: ArgumentMap) -> Network:
    n = network.compile(m)
    if names := n.cycle_names():
        raise EvaluationError(f"the map is circular and cannot be evaluated: {' → '.join([*names, names[0]])}")
    return n


def _pass(
    n: Network, base: Sequence[Amount], weight: Sequence[float], semantics: Semantics, join: Join
) -> tuple[list[Amount], list[Amount]]:
    """What each statement comes to and each step carries, in one pass; numbers, or a value per scenario."""
    first_step = len(n.names)
    strength: list[Amount] = [0.0] * first_step
    carried: list[Amount] = [0.0] * len(n.step_names)
    aggregate, influence = semantics.aggregation.of, semantics.influence.of
    for vertex in n.order:
        into = n.into[vertex]
        if vertex >= first_step:
            step = vertex - first_step
            left = weight[step] * left_by([carried[undercut] for undercut in into])
            carried[step] = left * join([strength[member] for member in n.members[step]])
        elif into:
            attackers = [carried[step] for step in into if n.sign[step] < 0]
            supporters = [carried[step] for step in into if n.sign[step] > 0]
            strength[vertex] = influence(base[vertex], aggregate(attackers=attackers, supporters=supporters))
        else:
            strength[vertex] = base[vertex]
    return strength, carried


def _bounds(n: Network, semantics: Semantics, join: Join) -> list[Interval]:
    """The interval of each statement: every node taken at the ends of its parents that lower and that raise it."""
    first_step = len(n.names)
    strength: list[Interval] = [(0.0, 0.0)] * first_step
    carried: list[Interval] = [(0.0, 0.0)] * len(n.step_names)
    aggregate, influence = semantics.aggregation.of, semantics.influence.of
    for vertex in n.order:
        into = n.into[vertex]
        if vertex >= first_step:
            step = vertex - first_step
            members = [strength[member] for member in n.members[step]]
            low = n.weight[step][0] * left_by([carried[one][1] for one in into]) * join([low for low, _ in members])
            high = n.weight[step][1] * left_by([carried[one][0] for one in into]) * join([high for _, high in members])
            carried[step] = low, high
            continue
        attackers = [carried[step] for step in into if n.sign[step] < 0]
        supporters = [carried[step] for step in into if n.sign[step] > 0]
        worst = aggregate(attackers=[high for _, high in attackers], supporters=[low for low, _ in supporters])
        best = aggregate(attackers=[low for low, _ in attackers], supporters=[high for _, high in supporters])
        base_low, base_high = n.base[vertex]
        low, high = sorted((influence(base_low, worst), influence(base_high, best)))
        strength[vertex] = low, high
    return strength
