"""Checks arrays from callers: base scores, weights, signs, positions; an error names the position and the fix."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from argmap.errors import InputError

Numbers = npt.NDArray[np.float64]


def scores(name: str, values: Any) -> tuple[Numbers, Numbers]:
    """The ends of base scores or weights in [0, 1], the same array twice where they are numbers. Raises InputError.

    >>> scores("base", [0.5, float("nan")])
    Traceback (most recent call last):
    argmap.errors.InputError: base[1] is nan. Hint: base scores and weights are numbers in [0, 1]
    """
    array = _numbers(name, values)
    if array.ndim != 1 and (array.ndim != 2 or array.shape[1] != 2):
        raise InputError(f"{name} has shape {array.shape}", "give one number for each, or [low, high] for each")
    _inside(name, array)
    if array.ndim == 1:
        return array, array
    low, high = np.ascontiguousarray(array[:, 0]), np.ascontiguousarray(array[:, 1])
    if np.any(wrong := low > high):
        at = int(np.argmax(wrong))
        raise InputError(f"{name}[{at}] is [{low[at]}, {high[at]}]", "the low end of an interval comes first")
    return low, high


def scenarios(**given: tuple[Any, int]) -> list[Numbers | None]:
    """Each input, (values [scenario, ·] in [0, 1] or None, how many per scenario), as an array or None.

    Raises InputError for another shape or range, for different numbers of scenarios, and if every input is None.
    """
    arrays: list[Numbers | None] = []
    for name, (values, wide) in given.items():
        if values is None:
            arrays.append(None)
            continue
        array = _numbers(name, values)
        if array.ndim != 2 or array.shape[1] != wide:
            what = "node" if name == "strengths" else "step"
            raise InputError(
                f"{name} has shape {array.shape}", f"it is [scenario, {what}], and there are {wide} {what}s"
            )
        _inside(name, array)
        arrays.append(array)
    counts = {len(array) for array in arrays if array is not None}
    if len(counts) != 1:
        needed = "as many scenarios of strengths as of weights" if counts else "strengths or weights for the scenarios"
        raise InputError(needed, "give one row for each scenario")
    return arrays


def rows_by_id(name: str, values: Mapping[str, Any], own: Mapping[str, float]) -> Numbers:
    """Values by id as rows [scenario, id]: one number, or one for each scenario; what is not given is its own everywhere.

    Raises InputError if they differ in number.

    >>> rows_by_id("strengths", {"p": [0.0, 1.0]}, {"c": 0.5, "p": 0.7}).tolist()
    [[0.5, 0.0], [0.5, 1.0]]
    """
    columns = {id: np.atleast_1d(_numbers(f"{name}[{id!r}]", column)) for id, column in values.items()}
    if wrong := next((id for id, column in columns.items() if column.ndim != 1), None):
        raise InputError(f"{name}[{wrong!r}] has shape {columns[wrong].shape}", "give a number for each scenario")
    lengths = {len(column) for column in columns.values()} - {1} or {1}
    if len(lengths) > 1:
        told = ", ".join(f"{len(column)} for {id!r}" for id, column in columns.items())
        raise InputError(f"{name} has {told}", "give as many numbers for each id, or one for all scenarios")
    rows = np.tile(np.array([*own.values()], dtype=float), (max(lengths), 1))
    for at, id in enumerate(own):
        if id in columns:
            rows[:, at] = columns[id]
    return rows


def positions(name: str, values: Any, nodes: int) -> npt.NDArray[np.int32]:
    """Positions of statements. Raises InputError.

    >>> positions("targets", [0, 2], 2)
    Traceback (most recent call last):
    argmap.errors.InputError: targets[1] is 2. Hint: positions of statements are whole numbers from 0 to 1
    """
    array = _whole(name, values, f"positions of statements are whole numbers from 0 to {nodes - 1}")
    if np.any(wrong := (array < 0) | (array >= nodes)):
        at = int(np.argmax(wrong))
        raise InputError(
            f"{name}[{at}] is {array[at]}", f"positions of statements are whole numbers from 0 to {nodes - 1}"
        )
    return array.astype(np.int32, copy=False)


def signs(values: Any) -> npt.NDArray[np.int8]:
    """+1 for a support, −1 for an attack. Raises InputError.

    >>> signs([1, 0])
    Traceback (most recent call last):
    argmap.errors.InputError: signs[1] is 0. Hint: +1 is a support, −1 an attack; an undercut needs a map
    """
    hint = "+1 is a support, −1 an attack; an undercut needs a map"
    array = _whole("signs", values, hint)
    if np.any(wrong := (array != 1) & (array != -1)):
        at = int(np.argmax(wrong))
        raise InputError(f"signs[{at}] is {array[at]}", hint)
    return array.astype(np.int8, copy=False)


def ones(size: int) -> Numbers:
    """An array of ones of this length."""
    return np.ones(size)


def same_length(**columns: Any) -> None:
    """Raises InputError unless all the columns have the same length."""
    if len({len(column) for column in columns.values()}) > 1:
        told = ", ".join(f"{name} {len(column)}" for name, column in columns.items())
        raise InputError(f"there are as many of each: {told}", "give one of each for every step")


def _numbers(name: str, values: Any) -> Numbers:
    """A copy of the values as numbers. Raises InputError for text, masked values and other things that are not numbers."""
    hint = "give numbers in [0, 1]"
    try:
        array = np.asanyarray(values)
        numbers = np.array(array, dtype=np.float64, order="C", subok=False) if array.dtype.kind in "fiubO" else None
    except (TypeError, ValueError) as error:
        raise InputError(f"{name} is not an array of numbers: {error}", hint) from None
    if numbers is None or np.ma.is_masked(array):
        held = "masked values" if numbers is not None else str(array.dtype)
        raise InputError(f"{name} is not an array of numbers, it holds {held}", hint)
    return numbers


def _inside(name: str, array: Numbers) -> None:
    if array.size and not (float(array.min()) >= 0 and float(array.max()) <= 1):
        at = np.unravel_index(int(np.argmax(~((array >= 0) & (array <= 1)))), array.shape)
        raise InputError(
            f"{name}{[int(i) for i in at]} is {array[at]}", "base scores and weights are numbers in [0, 1]"
        )


def _whole(name: str, values: Any, hint: str) -> npt.NDArray[Any]:
    array = np.asarray(values)
    if array.ndim == 1 and not len(array):
        return array.astype(np.int32)
    if array.ndim != 1 or array.dtype.kind not in "iu":
        raise InputError(f"{name} has shape {array.shape} of {array.dtype}", hint)
    return np.ascontiguousarray(array)
