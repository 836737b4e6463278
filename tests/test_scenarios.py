"""Many scenarios: the same numbers whatever computes them, in bounded memory, and no more of them than are needed."""

import tracemalloc

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import argmap
from argmap.analysis import scenarios
from argmap.analysis.robustness import _margin
from argmap.analysis.tally import PARTS, Tally
from argmap.resources import folder

HARRY = argmap.load(folder("arguments") / "harry.argmap.yaml")


@given(
    st.lists(st.lists(st.floats(0, 1) | st.sampled_from([0.0, 0.6, 1.0]), max_size=20), min_size=1, max_size=4),
    st.floats(0, 1),
)
def test_quantiles_are_those_of_numpy_to_the_width_of_a_part(chunks, share):
    found = Tally()
    for chunk in chunks:
        found.add(np.array(chunk, dtype=float))
    values = np.array([value for chunk in chunks for value in chunk])
    if len(values):
        assert found.quantile(share) == pytest.approx(float(np.quantile(values, share)), abs=1.01 / PARTS)
        if len(set(values)) == 1:
            assert found.quantile(share) == values[0]
    assert sum(found.histogram(50)) == len(values)


def test_a_number_at_an_edge_counts_above_it():
    found = Tally()
    found.add(np.arange(51) / 50)
    assert found.histogram(50) == (*[1] * 49, 2)


@pytest.mark.parametrize(("workers", "engine"), [(1, "threads"), (3, "threads"), (2, "local")])
@pytest.mark.parametrize("precision", [None, 0.02])
def test_the_numbers_are_the_same_whatever_computes_them(workers, engine, precision, monkeypatch):
    if engine == "threads":
        monkeypatch.setattr(scenarios, "CHUNK", 100)
    said = {"samples": 5_000, "seed": 7, "precision": precision}
    alone = argmap.robustness(HARRY, **said)
    assert argmap.robustness(HARRY, **said, workers=workers, engine=engine) == alone


def test_a_chunk_depends_on_its_seed_and_number_alone():
    first, second, again = (argmap.robustness(HARRY, samples=2_000, seed=seed) for seed in (1, 2, 1))
    assert first == again
    assert first.mean != second.mean


def test_it_stops_when_the_share_is_known_and_not_before(monkeypatch):
    monkeypatch.setattr(scenarios, "CHUNK", 200)
    found = argmap.robustness(HARRY, samples=100_000, precision=0.01)
    whole = argmap.robustness(HARRY, samples=100_000)
    assert found.samples < 100_000
    assert found.samples % 200 == 0
    share = found.holds
    assert _margin(round(share * found.samples), found.samples) <= 0.01
    assert abs(share - whole.holds) <= 0.02
    assert argmap.robustness(HARRY, samples=1_000, precision=1e-6).samples == 1_000


def test_the_margin_is_that_of_wilson():
    # p = 0.5, n = 100: centre 0.5, half width 1.96·√(0.25/100 + 1.96²/40000)/(1 + 1.96²/100) = 0.0962
    assert _margin(50, 100) == pytest.approx(0.0962, abs=5e-5)
    assert _margin(0, 0) == 1.0


@pytest.mark.parametrize("wrong", [0, 1, -0.5])
def test_a_precision_out_of_range_is_refused(wrong):
    with pytest.raises(ValueError, match="precision must be between 0 and 1"):
        argmap.robustness(HARRY, precision=wrong)


def test_memory_does_not_grow_with_the_samples(monkeypatch):
    monkeypatch.setattr(scenarios, "CHUNK", 500)

    def peak(samples):
        tracemalloc.start()
        argmap.robustness(HARRY, samples=samples)
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    peak(1_000)
    assert peak(20_000) < 1.2 * peak(2_000)
