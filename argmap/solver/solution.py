"""The solution of a network: its strengths, what its steps carry, its bounds, and how its cycles were settled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from argmap.solver.graph import Graph
from argmap.solver.passes import Column
from argmap.solver.strengths import STATUSES, Component
from argmap.solver.worlds.solution import Chances

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt


@dataclass(frozen=True, eq=False)
class Solution:
    """The solution of a network under a semantics: the `values` of its vertices, and the result for each cycle.

    `low` and `high` are columns if intervals were given or a cycle does not settle, else None.
    """

    graph: Graph
    share: Column
    values: Column
    cycles: tuple[Component, ...]
    low: Column | None
    high: Column | None
    chances: Chances | None = None

    @property
    def strengths(self) -> npt.NDArray[np.float64]:
        """σ ∈ [0, 1], float64 [node]; with intervals, the strength at the mid-points."""
        return float64(self.values[: self.graph.nodes])

    @property
    def carried(self) -> npt.NDArray[np.float64]:
        """What each step carries, u·Π(1 − c)·κ(members) ∈ [0, 1], float64 [step]."""
        return float64(self.carries())

    @property
    def defeated(self) -> Any:
        """The chance that each statement is defeated, float64 [node]; None under a gradual semantics."""
        return None if self.chances is None else float64(self.chances.defeated)

    @property
    def errors(self) -> Any:
        """The standard error of each strength if worlds were drawn, float64 [node], else None."""
        return None if self.chances is None or self.chances.errors is None else float64(self.chances.errors)

    @property
    def intervals(self) -> npt.NDArray[np.float64]:
        """(low, high) of each strength, float64 [node, 2]: sound on every map, exact on trees."""
        import numpy as np

        nodes = self.graph.nodes
        ends = (self.values if one is None else one for one in (self.low, self.high))
        return np.stack([float64(end[:nodes]) for end in ends], axis=1)

    @property
    def status(self) -> str:
        """The worst status of a cycle (`exact`, `certified`, `converged`, `unstable`, `not settled`); *exact* when there is none.

        Under possible worlds *exact*, or *sampled* if worlds were drawn.
        """
        if self.chances is not None:
            return self.chances.status
        return max((cycle.status for cycle in self.cycles), key=STATUSES.index, default="exact")

    @property
    def converged(self) -> bool:
        """Whether every cycle settled."""
        return self.status != STATUSES[-1]

    @property
    def rounds(self) -> int:
        """The largest number of rounds that a cycle took; 1 if there is no cycle."""
        return max((cycle.rounds for cycle in self.cycles), default=1)

    @property
    def residual(self) -> float:
        """The largest residual of a cycle; 0 if there is no cycle."""
        return max((cycle.residual for cycle in self.cycles), default=0.0)

    def carries(self) -> Column:
        """What each step carries, as a column."""
        if self.chances is not None:
            return self.chances.steps
        carrier, share = self.graph.carrier, self.share
        if self.graph.machine.compiled:
            return share * self.values[carrier]
        values = self.values
        return [u * values[a] for u, a in zip(share, carrier, strict=True)]


def float64(column: Column) -> npt.NDArray[np.float64]:
    """A column as an array of float64."""
    import numpy as np

    return np.asarray(column, dtype=np.float64)
