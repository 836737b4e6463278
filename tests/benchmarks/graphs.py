"""Graphs to measure on, always the same for a size; their vertices are numbered at random."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from argmap import ArgumentMap, Attack, Claim, Premise, Support


class Edges(NamedTuple):
    """What `Network.from_edges` takes."""

    base: npt.NDArray[np.float64]
    sources: npt.NDArray[np.int32]
    targets: npt.NDArray[np.int32]
    signs: npt.NDArray[np.int8]
    weights: npt.NDArray[np.float64]


def dag(nodes: int) -> Edges:
    """Three times as many edges as nodes, each from a random vertex to a random one of higher rank."""
    r = np.random.default_rng(nodes)
    first = r.integers(0, nodes, 3 * nodes)
    second = (first + r.integers(1, nodes, 3 * nodes)) % nodes
    return _numbered(r, nodes, np.minimum(first, second), np.maximum(first, second))


def chain(nodes: int) -> Edges:
    """One vertex after the other."""
    return _numbered(np.random.default_rng(nodes), nodes, np.arange(nodes - 1), np.arange(1, nodes))


def tangle(nodes: int) -> Edges:
    """Three times as many edges as nodes, each from a random vertex to a random one: most are one great cycle."""
    r = np.random.default_rng(nodes)
    return _numbered(r, nodes, *r.integers(0, nodes, (2, 3 * nodes)))


def tree(nodes: int) -> Edges:
    """Each vertex but the first against or for a random one before it; all weights 1."""
    r = np.random.default_rng(nodes)
    sources = np.arange(1, nodes)
    return _numbered(r, nodes, sources, r.integers(0, sources))._replace(weights=np.ones(nodes - 1))


def circles(nodes: int) -> Edges:
    """Circles of three vertices each, and what is left over by itself."""
    vertices = np.arange(nodes - nodes % 3)
    following = vertices - vertices % 3 + (vertices + 1) % 3
    return _numbered(np.random.default_rng(nodes), nodes, vertices, following)


def plain(edges: Edges) -> Edges:
    """One edge of each pair of vertices, all weights 1: what every library takes."""
    _, first = np.unique(edges.sources.astype(np.int64) * len(edges.base) + edges.targets, return_index=True)
    first.sort()
    base, sources, targets, signs, weights = edges
    return Edges(base, sources[first], targets[first], signs[first], np.ones_like(weights[first]))


def case(nodes: int) -> Edges:
    """A DAG like a case that is made: each vertex but the first on three random ones before it, so all on the first."""
    r = np.random.default_rng(nodes)
    sources = np.repeat(np.arange(1, nodes), 3)
    return _numbered(r, nodes, sources, r.integers(0, sources))


def conclusion(edges: Edges) -> int:
    """Of the vertices that bear on nothing, the one that most edges bear on."""
    borne = np.bincount(edges.targets, minlength=len(edges.base))
    borne[edges.sources] = -1
    return int(np.argmax(borne))


def map_of(edges: Edges) -> ArgumentMap:
    """The map of a tree; vertex 17 has the id n17."""
    (root,) = set(range(len(edges.base))) - set(edges.sources.tolist())
    nodes = tuple(
        (Claim if v == root else Premise)(text=f"Statement {v}.", id=f"n{v}", strength=strength)
        for v, strength in enumerate(edges.base.tolist())
    )
    steps = tuple(
        (Support if sign > 0 else Attack)(sources=(f"n{source}",), target=f"n{target}")
        for source, target, sign in zip(*(column.tolist() for column in edges[1:4]), strict=True)
    )
    return ArgumentMap(conclusion=f"n{root}", nodes=nodes, relations=steps)


def _numbered(
    r: np.random.Generator, nodes: int, sources: npt.NDArray[np.int64], targets: npt.NDArray[np.int64]
) -> Edges:
    """These edges in another order, between vertices with other numbers; base scores, signs and weights at random."""
    number, order = r.permutation(nodes).astype(np.int32), r.permutation(len(sources))
    signs = r.choice(np.array([1, -1], dtype=np.int8), len(sources))
    return Edges(r.random(nodes), number[sources[order]], number[targets[order]], signs, r.random(len(sources)))
