"""Many base scores for the flagship argument at once."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from measure import Row, Setting, race

import argmap

FLAGSHIP = Path(__file__).parents[2] / "arguments" / "china-llm.argmap.yaml"


def rows(setting: Setting) -> Iterator[Row]:
    """100,000 scenarios."""
    m = argmap.load(FLAGSHIP)
    base = np.random.default_rng(0).random((setting.size(100_000), len(m.statements)))
    (seconds,) = race(setting.repeats, lambda: argmap.evaluate_many(m, base))
    yield Row("evaluate_many, flagship", len(base), seconds, limit=1.0, note=f"{len(m.statements)} statements")
