"""A million statements: a random DAG and a chain beside a plain C program, and every gradient beside one evaluation."""

from collections.abc import Iterator
from itertools import pairwise
from math import inf
from time import perf_counter
from typing import Any

import graphs
import numpy as np
import plain_c
from measure import AGREE, Row, Setting, apart, race

from argmap import Network
from argmap.semantics import conjunction_of, semantics_of
from argmap.solver.gradient import gradient

SIZE = 1_000_000
GRADUAL = "quadratic-energy"


def dag(setting: Setting) -> Iterator[Row]:
    """From edges to strengths, then phase by phase."""
    edges = graphs.dag(setting.size(SIZE))
    yield _against_c("edges to strengths, DAG", edges, setting, times=3)
    theirs = [inf] * len(plain_c.PHASES)
    ours = [inf] * len(plain_c.PHASES)
    for _ in range(setting.repeats):
        ours = list(map(min, ours, _phases(edges)))
        if plain_c.library():
            theirs = list(map(min, theirs, plain_c.strengths(edges)[1]))
    names = ("… Network.from_edges", "… its order (Graph.segments)", "… its first pass (Network.evaluate)")
    for at, name in enumerate(names):
        other = theirs[at] if theirs[at] < inf else None
        yield Row(name, len(edges.base), ours[at], other, f"plain C, {plain_c.PHASES[at]}")


def chain(setting: Setting) -> Iterator[Row]:
    """A chain beside C, and a statement of it beside one of the DAG."""
    size = setting.size(SIZE)
    long, wide = graphs.chain(size), graphs.dag(size)
    yield _against_c("edges to strengths, chain", long, setting)
    ours, other = race(
        setting.repeats,
        lambda: Network.from_edges(*long).evaluate(GRADUAL).strengths,
        lambda: Network.from_edges(*wide).evaluate(GRADUAL).strengths,
    )
    yield Row("chain, per statement", size, ours / size, other / size, "the DAG, per statement")


def gradients(setting: Setting) -> Iterator[Row]:
    """The slopes of one strength by all base scores and weights, the order being there."""
    size = setting.size(SIZE)
    for name, edges in (("all gradients, DAG", graphs.dag(size)), ("all gradients, a case", graphs.case(size))):
        yield _gradient(name, edges, setting)


def _gradient(name: str, edges: graphs.Edges, setting: Setting) -> Row:
    n, node = Network.from_edges(*edges), graphs.conclusion(edges)
    meant, joined = semantics_of(GRADUAL), conjunction_of("min")
    values, (own, _, weight) = n.evaluate(GRADUAL).values, n.given
    ours, other = race(
        setting.repeats,
        lambda: gradient(n.graph, (own, weight, values), node, meant, joined, cycles=()),
        lambda: n.evaluate(GRADUAL),
    )
    slopes = n.gradient(node, GRADUAL).base
    note = f"{np.count_nonzero(slopes):,} statements bear on the one asked for"
    return Row(name, len(edges.base), ours, other, "one evaluation", times=3, note=note)


def _against_c(name: str, edges: graphs.Edges, setting: Setting, times: float | None = None) -> Row:
    def ours() -> Any:
        return Network.from_edges(*edges).evaluate(GRADUAL).strengths

    if plain_c.library() is None:
        (seconds,) = race(setting.repeats, ours)
        return Row(name, len(edges.base), seconds, against="plain C", times=times, note="no C compiler")
    seconds, theirs = race(setting.repeats, ours, lambda: plain_c.strengths(edges))
    gap = apart(ours(), plain_c.strengths(edges)[0])
    note = f"strengths within {gap:.0e}" if gap <= AGREE else f"strengths differ by up to {gap:.0e}"
    return Row(name, len(edges.base), seconds, theirs, "plain C", times=times, note=note, agrees=gap <= AGREE)


def _phases(edges: graphs.Edges) -> list[float]:
    """Seconds of the making, the ordering and the first evaluation of a network."""
    at = [perf_counter()]
    n = Network.from_edges(*edges)
    at.append(perf_counter())
    assert n.graph.segments
    at.append(perf_counter())
    n.evaluate(GRADUAL)
    at.append(perf_counter())
    return [end - begin for begin, end in pairwise(at)]
