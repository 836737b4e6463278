"""Most of 100,000 statements in one great cycle."""

from collections.abc import Iterator
from functools import partial

import graphs
from measure import Row, Setting, race

from argmap.solver.network import Network
from argmap.solver.solution import Solution

SIZE = 100_000
SEMANTICS = ("quadratic-energy", "df-quad", "euler", "mlp")


def rows(setting: Setting) -> Iterator[Row]:
    """From edges to strengths, under each semantics; what came of it stands in the note."""
    edges = graphs.tangle(setting.size(SIZE))
    for semantics in SEMANTICS:
        (seconds,) = race(setting.repeats, partial(_strengths, edges, semantics))
        solution = _strengths(edges, semantics)
        largest = max(len(cycle.vertices) for cycle in solution.cycles)
        note = f"{solution.status}, {solution.rounds} rounds, residual {solution.residual:.0e}, {largest} in one cycle"
        yield Row(f"edges to strengths, cyclic, {semantics}", len(edges.base), seconds, limit=0.3, note=note)


def _strengths(edges: graphs.Edges, semantics: str) -> Solution:
    return Network.from_edges(*edges).evaluate(semantics)
