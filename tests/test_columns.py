"""Networks from arrays and from columnar files: what comes out, and what each mistake says."""

import subprocess
import sys

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import feather, parquet

from argmap import EvaluationError, Network, evaluate
from argmap.evaluation import network
from argmap.testing.strategies import argument_maps

SIGN = {"support": 1, "attack": -1}


@given(m=argument_maps(plain=True))
def test_edges_give_the_strengths_of_the_map(m):
    at = {node.id: place for place, node in enumerate(m.statements)}
    steps = sorted(m.steps, key=lambda step: step.id)
    n = Network.from_edges(
        [node.strength for node in m.statements],
        [at[step.sources[0]] for step in steps],
        [at[step.target] for step in steps],
        [SIGN[step.kind] for step in steps],
    )
    for semantics in ("possible-worlds", "quadratic-energy"):
        e, found = evaluate(m, semantics), n.evaluate(semantics)
        assert found.strengths.tolist() == list(e.values())
        assert dict(zip((step.id for step in steps), found.carried.tolist(), strict=True)) == e.steps


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"base": [0.5, float("nan")]}, r"base\[1\] is nan"),
        ({"base": [0.5, float("inf")]}, r"base\[1\] is inf"),
        ({"base": [-0.1, 0.5]}, r"base\[0\] is -0.1"),
        ({"base": [0.5, 1.0000001]}, r"base\[1\] is 1.0000001"),
        ({"base": [[0.5, 0.4], [0, 1]]}, r"base\[0\] is \[0.5, 0.4\]. Hint: the low end"),
        ({"base": "ab"}, "base is not an array of numbers"),
        ({"base": ["0.5", "0.5"]}, "it holds <U3"),
        ({"base": [0.5, 0.5j]}, "it holds complex128"),
        ({"base": [0.5, None]}, r"base\[1\] is nan"),
        ({"base": np.ma.array([0.5, 0.5], mask=[False, True])}, "it holds masked values"),
        ({"base": 0.5}, r"base has shape \(\)"),
        ({"sources": [2]}, r"sources\[0\] is 2. Hint: positions of statements are whole numbers from 0 to 1"),
        ({"sources": [-1]}, r"sources\[0\] is -1"),
        ({"targets": [0.5]}, "targets has shape"),
        ({"signs": [0]}, r"signs\[0\] is 0. Hint: \+1 is a support"),
        ({"signs": [True]}, "signs has shape"),
        ({"signs": [1, 1]}, "as many of each: sources 1, targets 1, signs 2, weights 1"),
        ({"weights": [0.5, 0.5]}, "weights 2"),
        ({"weights": [2]}, r"weights\[0\] is 2.0"),
    ],
)
def test_each_mistake_says_where_and_what(change, said):
    given = {"base": [0.5, 0.5], "sources": [1], "targets": [0], "signs": [1]}
    with pytest.raises(ValueError, match=said):
        Network.from_edges(**{**given, **change})


def test_loops_and_twins_have_a_meaning():
    loop = Network.from_edges([0.5], [0], [0], [-1]).evaluate("df-quad")
    assert loop.strengths[0] == pytest.approx(1 / 3)
    assert loop.status == "certified"
    twins = Network.from_edges([0.5, 0.5], [1, 1], [0, 0], [1, 1]).evaluate("df-quad")
    assert twins.strengths.tolist() == [0.875, 0.5]
    both = Network.from_edges([0.5, 0.5], [1, 1], [0, 0], [1, -1]).evaluate("df-quad")
    assert both.strengths.tolist() == [0.5, 0.5]


@pytest.mark.parametrize("large", [50_000, 0])
def test_arrays_are_taken_as_they_are_now(monkeypatch, large):
    monkeypatch.setattr("argmap.solver.backend.LARGE", large)
    base, weights = np.array([0.5, 0.8]), np.array([1.0])
    n = Network.from_edges(base, [1], [0], [1], weights)
    before = n.evaluate().strengths.tolist()
    base[:], weights[:] = 0.1, 0.1
    n.evaluate().strengths[:] = 0
    assert n.evaluate().strengths.tolist() == before
    for other in (np.array([0.5, 0.8], ">f8"), np.array([0.8, 0.5])[::-1], np.array([0.5, 0.8], object)):
        assert Network.from_edges(other, np.array([1], ">i4"), [0], [1]).evaluate().strengths.tolist() == before


def test_nothing_is_a_network_too():
    empty = Network.from_edges([], [], [], [])
    assert empty.evaluate().strengths.shape == (0,)
    assert Network.from_edges([0.3], [], [], []).evaluate().strengths.tolist() == [0.3]


def test_supports_under_attacks_only():
    with pytest.raises(EvaluationError, match=r"supports \(1\)"):
        Network.from_edges([0.5, 0.5], [1], [0], [1]).evaluate("max-based")


@given(data=st.data(), m=argument_maps(cyclic=False))
def test_scenarios_of_another_shape_are_refused(data, m):
    wide = len(m.statements) + data.draw(st.integers(1, 3))
    with pytest.raises(ValueError, match="Hint: it is"):
        network(m).evaluate_many(np.zeros((2, wide)))


def files(tmp_path, suffix, nodes, steps):
    write = parquet.write_table if suffix == ".parquet" else feather.write_feather
    for name, columns in (("nodes", nodes), ("steps", steps)):
        write(pa.table(columns), tmp_path / f"{name}{suffix}")
    return tmp_path / f"nodes{suffix}", tmp_path / f"steps{suffix}"


@pytest.mark.parametrize("suffix", [".parquet", ".arrow", ".feather"])
def test_columnar_files(tmp_path, suffix):
    nodes = {"id": ["结论", "p", "q"], "base": [0.5, 0.8, 0.25]}
    by_id = {"source": ["p", "q"], "target": ["结论", "结论"], "sign": ["support", "attack"], "weight": [0.5, 1.0]}
    by_place = {"source": [1, 2], "target": [0, 0], "sign": [1, -1], "weight": [0.5, 1.0]}
    expected = Network.from_edges([0.5, 0.8, 0.25], [1, 2], [0, 0], [1, -1], [0.5, 1.0]).evaluate().strengths
    for steps in (by_id, by_place):
        n = Network.from_files(*files(tmp_path, suffix, nodes, steps))
        assert n.evaluate().strengths.tolist() == expected.tolist()


@pytest.mark.parametrize(
    ("nodes", "steps", "said"),
    [
        (
            {"base": [0.5]},
            {"source": [0], "target": [0]},
            r"steps.parquet: no column 'sign'. Hint: it has source, target",
        ),
        ({"base": [0.5, None]}, {"source": [0], "target": [0], "sign": [1]}, r"nodes.parquet: base\[1\] is missing"),
        ({"base": [7.0]}, {"source": [0], "target": [0], "sign": [1]}, r"nodes.parquet.*base\[0\] is 7.0"),
        ({"base": [0.5]}, {"source": ["a"], "target": [0], "sign": [1]}, "source holds text"),
        (
            {"base": [0.5], "id": ["a"]},
            {"source": ["b"], "target": ["a"], "sign": [1]},
            r"source\[0\] is 'b'. Hint: it must be the id",
        ),
        ({"base": [0.5, 0.5], "id": ["a", "a"]}, {"source": [0], "target": [0], "sign": [1]}, "'a' is there more"),
        ({"base": [0.5]}, {"source": [0], "target": [0], "sign": ["helps"]}, r"sign\[0\] is 'helps'"),
    ],
)
def test_each_mistake_in_a_file_says_where_and_what(tmp_path, nodes, steps, said):
    with pytest.raises(ValueError, match=said):
        Network.from_files(*files(tmp_path, ".parquet", nodes, steps))


def test_files_that_are_none(tmp_path):
    for name in ("a.csv", "a.parquet", "a.arrow"):
        (tmp_path / name).write_text("base\n0.5\n")
        with pytest.raises(ValueError, match=r"Hint: (one of|the suffix says)"):
            Network.from_files(tmp_path / name, tmp_path / name)


DAMAGED = """
import random, sys
from pathlib import Path
import pyarrow as pa
from pyarrow import feather, parquet
import argmap

folder, chance = Path(sys.argv[1]), random.Random(1)
ids = [f"n{at}" for at in range(50)]
tables = {
    "nodes": pa.table({"id": ids, "base": [0.5] * 50}),
    "edges": pa.table({"source": ids[1:], "target": ids[:-1], "sign": ["support"] * 49}),
}
for _ in range(400):
    suffix, compression = chance.choice([(".feather", "uncompressed"), (".arrow", "lz4"), (".parquet", None)])
    paths = [folder / f"{name}{suffix}" for name in tables]
    for path, table in zip(paths, tables.values()):
        if suffix == ".parquet":
            parquet.write_table(table, path)
        else:
            feather.write_feather(table, path, compression=compression)
        data = bytearray(path.read_bytes())
        for _ in range(chance.choice((0, 1, 3, 10))):
            data[chance.randrange(len(data))] = chance.randrange(256)
        path.write_bytes(data[: chance.choice((len(data), len(data), chance.randrange(len(data))))])
    try:
        argmap.Network.from_files(*paths).evaluate(semantics="df-quad")
    except argmap.ArgmapError:
        continue
print("done")
"""


def test_a_damaged_file_is_an_error_and_not_the_end_of_the_process(tmp_path):
    """Arrow takes the offsets of a file on trust: a damaged one ended the interpreter."""
    done = subprocess.run(
        [sys.executable, "-X", "faulthandler", "-c", DAMAGED, str(tmp_path)],
        check=False,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stdout) == (0, "done\n"), done.stderr
