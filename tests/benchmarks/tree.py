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
    yield Row("evaluate a map", SIZE, again, limit=60e-6, note="its network is kept from the call before")
    yield Row("… of it the solving alone", SIZE, solved, note="Network.evaluate")
    fresh = iter([graphs.map_of(graphs.tree(SIZE)) for _ in range(10 * setting.repeats + 1)])
    (first,) = race(10 * setting.repeats, lambda: argmap.evaluate(next(fresh)))
    yield Row("evaluate a new map", SIZE, first, note="with the making of its network; the map is there")
