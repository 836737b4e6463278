"""A map as people write it: a tree of 100 statements."""

from collections.abc import Iterator

import graphs
from measure import Row, Setting, race

import argmap
from argmap.solver.network import Network

SIZE = 100


def rows(setting: Setting) -> Iterator[Row]:
    """Evaluated again and again, evaluated for the first time."""
    m = graphs.map_of(graphs.tree(SIZE))
    (again,) = race(10 * setting.repeats, lambda: argmap.evaluate(m), number=20)
    n = m.once(Network.of)
    (solved,) = race(10 * setting.repeats, n.evaluate, number=20)
    yield Row("evaluate a map", SIZE, again, limit=100e-6, note="straight from its statements and steps")
    yield Row("solve its network", SIZE, solved, note="Network.evaluate")
    fresh = iter([graphs.map_of(graphs.tree(SIZE)) for _ in range(10 * setting.repeats + 1)])
    (first,) = race(10 * setting.repeats, lambda: argmap.evaluate(next(fresh)))
    yield Row("evaluate a new map", SIZE, first, note="the map is there")
