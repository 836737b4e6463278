"""The pass over a circuit for many scenarios, compiled by numba: a tile of scenarios at a time, so that the rows of memory stay near.

The same numbers as `Circuit.scenarios` gives, to the last bit.
"""

from collections.abc import Sequence
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
    rows, most = circuit.rows_for(tuple(slots))
    first = 2 + circuit.inputs
    row_of = np.concatenate([np.arange(first), first + np.array(rows, dtype=np.int64)])
    choices = row_of[np.array([circuit.chance, circuit.high, circuit.low], dtype=np.int64).reshape(3, -1)]
    given = np.empty((circuit.inputs, count))
    for at, values in enumerate(inputs):
        given[at] = values
    found = np.empty((len(slots), count))
    chance, high, low = choices
    _evaluate(chance, high, low, row_of[first:], given, np.zeros((first + most, TILE)), row_of[list(slots)], found)
    return found


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
