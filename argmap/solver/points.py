"""Intervals of no width."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from argmap.solver.strengths import Interval


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
