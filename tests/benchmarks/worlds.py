"""Possible worlds: compiled maps, a million statements that share nothing, drawn worlds, and ProbLog beside."""

import sys
from collections.abc import Iterator
from importlib.util import find_spec
from math import inf
from pathlib import Path
from unittest import mock

import graphs
import numpy as np
import plain_c
from measure import AGREE, Row, Setting, apart, race

import argmap
from argmap import ArgumentMap
from argmap.evaluation import how, network
from argmap.solver.network import Network
from argmap.solver.worlds import compiling
from argmap.solver.worlds.compiling import compiled
from argmap.solver.worlds.drawn import WORLDS

ARGUMENTS = Path(__file__).parents[2] / "arguments"
GRADUAL = "quadratic-energy"
SIZE = 1_000_000


def rows(setting: Setting) -> Iterator[Row]:
    """Maps as people write them, then large graphs."""
    flagship = argmap.load(ARGUMENTS / "china-llm.argmap.yaml")
    yield from _maps("flagship", flagship, setting)
    yield from _maps("tree", graphs.map_of(graphs.tree(100)), setting)
    yield _scenarios(flagship, setting)
    yield _sharing_nothing(setting)
    yield _drawn(setting)
    for path in sorted((Path(__file__).parents[1] / "data").glob("*-first.argmap.yaml")):
        yield _problog(path, setting)


def _maps(name: str, m: ArgumentMap, setting: Setting) -> Iterator[Row]:
    size, n = len(m.statements), network(m, how(m, semantics="possible-worlds"))
    graph, circuit = n.graph, compiled(n.graph)

    def evaluated() -> argmap.Evaluation:
        vars(n).pop("_chances", None)
        return argmap.evaluate(m, "possible-worlds")

    ours, other = race(5 * setting.repeats, evaluated, lambda: argmap.evaluate(m, GRADUAL), number=5)
    yield Row(f"possible worlds, {name}", size, ours, other, GRADUAL, note="compiled before")
    with mock.patch.object(compiling, "PAYS", inf):
        (seconds,) = race(setting.repeats, lambda: compiled(graph))
    note = f"{circuit.nodes:,} nodes of diagrams, {circuit.circuit.slots:,} slots; once per map"
    yield Row("… its compiling", size, seconds, ours, "one evaluation", note=note)
    if find_spec("numba") is not None:
        with mock.patch.object(compiling, "PAYS", 0):
            (quick,) = race(setting.repeats, lambda: compiled(graph))
        yield Row(
            "… its compiling by compiled code", size, quick, seconds, "its compiling", note="once many were compiled"
        )


def _scenarios(m: ArgumentMap, setting: Setting) -> Row:
    base = np.random.default_rng(0).random((setting.size(100_000), len(m.statements)))
    ours, other = race(
        min(3, setting.repeats),
        lambda: argmap.evaluate_many(m, base, "possible-worlds"),
        lambda: argmap.evaluate_many(m, base, GRADUAL),
    )
    return Row("evaluate_many, possible worlds, flagship", len(base), ours, other, GRADUAL)


def _sharing_nothing(setting: Setting) -> Row:
    edges = graphs.tree(setting.size(SIZE))

    def ours() -> list[float]:
        return Network.from_edges(*edges).chances().stands

    name = "edges to chances, sharing nothing"
    if plain_c.library() is None:
        (seconds,) = race(min(3, setting.repeats), ours)
        return Row(name, len(edges.base), seconds, against="plain C", note="no C compiler")
    seconds, theirs = race(min(3, setting.repeats), ours, lambda: plain_c.strengths(edges, chances=True))
    gap = apart(ours(), plain_c.strengths(edges, chances=True)[0])
    return Row(name, len(edges.base), seconds, theirs, "plain C", note=f"chances within {gap:.0e}", agrees=gap <= AGREE)


def _drawn(setting: Setting) -> Row:
    edges = graphs.dag(setting.size(SIZE))
    n = Network.from_edges(*edges)
    ours, other = race(1, lambda: Network(n.graph, n.base, n.weights).chances(), lambda: n.evaluate(GRADUAL))
    note = f"{WORLDS:,} worlds, {len(edges.sources):,} steps"
    return Row("drawn worlds, DAG", len(edges.base), ours, other, f"{GRADUAL}, one pass", note=note)


def _problog(path: Path, setting: Setting) -> Row:
    m = argmap.load(path)
    fresh = iter([argmap.load(path) for _ in range(setting.repeats + 2)])
    title = f"a new map, {path.name.partition('-')[0]}"
    if find_spec("problog") is None:
        (seconds,) = race(setting.repeats, lambda: argmap.evaluate(next(fresh), "possible-worlds"))
        return Row(title, len(m.statements), seconds, against="ProbLog", note="not installed: argmap[oracle]")
    sys.path.insert(0, str(Path(__file__).parents[1]))
    from test_problog import answered

    seconds, theirs = race(
        setting.repeats, lambda: argmap.evaluate(next(fresh), "possible-worlds"), lambda: answered(m)
    )
    chances, number = answered(m)
    e = argmap.evaluate(m, "possible-worlds")
    gap = apart([e[id] for id in e], [chances.get(f"x{number[id]}", 0.0) for id in e])
    note = f"chances within {gap:.0e}; both from the map to the chances"
    return Row(title, len(m.statements), seconds, theirs, "ProbLog", note=note, agrees=gap <= AGREE)
