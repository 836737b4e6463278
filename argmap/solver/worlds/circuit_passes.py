"""The pass over a circuit for many scenarios, compiled by numba: a tile of scenarios at a time, so that the rows of memory stay near.

The same numbers as `Circuit.scenarios` gives, to the last bit.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numba
import numpy as np
import numpy.typing as npt

from argmap.solver.worlds.circuit import Circuit

TILE = 64
"""So many scenarios are evaluated together."""

_jit = numba.njit(nogil=True, cache=True)


def scenarios(
    circuit: Circuit, inputs: "Sequence[npt.NDArray[np.float64] | float]", count: int, slots: Sequence[int]
) -> "npt.NDArray[np.float64]":
    """The value of these slots in each scenario, float64 [slot, scenario]; see `Circuit.scenarios`."""
    chance, high, low, filled, wanted, most = _laid_out(circuit, tuple(slots))
    given = np.empty((circuit.inputs, count))
    for at, values in enumerate(inputs):
        given[at] = values
    found = np.empty((len(slots), count))
    _evaluate(chance, high, low, filled, given, np.zeros((most, TILE)), wanted, found)
    return found


@lru_cache(maxsize=4)
def _laid_out(circuit: Circuit, slots: tuple[int, ...]) -> tuple[Any, Any, Any, Any, Any, int]:
    """The rows of memory that each choice reads (chance, high, low) and fills, those of the slots, and how many there are."""
    rows, most = circuit.rows_for(slots)
    first = 2 + circuit.inputs
    row_of = np.concatenate([np.arange(first), first + np.array(rows, dtype=np.int64)])
    chance, high, low = (row_of[np.array(row, dtype=np.int64)] for row in (circuit.chance, circuit.high, circuit.low))
    return chance, high, low, row_of[first:], row_of[list(slots)], first + most


@_jit
def _evaluate(chance: Any, high: Any, low: Any, filled: Any, given: Any, memory: Any, wanted: Any, found: Any) -> None:
    inputs, count = given.shape
    memory[1, :] = 1.0
    for begin in range(0, count, TILE):
        wide = min(TILE, count - begin)
        for at in range(inputs):
            for lane in range(wide):
                memory[2 + at, lane] = given[at, begin + lane]
        for at in range(len(chance)):
            q, up, down, out = memory[chance[at]], memory[high[at]], memory[low[at]], memory[filled[at]]
            if high[at] == 0:
                for lane in range(TILE):
                    out[lane] = (1.0 - q[lane]) * down[lane]
            else:
                for lane in range(TILE):
                    out[lane] = (up[lane] - down[lane]) * q[lane] + down[lane]
        for at in range(len(wanted)):
            for lane in range(wide):
                found[at, begin + lane] = memory[wanted[at], lane]
