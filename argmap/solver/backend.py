"""Backends that run the loops: the interpreter on lists for a small graph, compiled code on arrays for a large one.

Compiled code needs numba (`argmap[fast]`), imported only for a large graph; without it the interpreter runs all graphs.
"""

import sys
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from importlib.util import find_spec
from types import CellType, FunctionType
from typing import Any, cast

from argmap.semantics import CONJUNCTIONS, SEMANTICS, Conjunction, Semantics, aggregation, conjunction, influence
from argmap.solver import contracting, orderings, passes
from argmap.solver.passes import Column

LOOPS = {
    name: loop
    for room in (passes, orderings, contracting)
    for name, loop in vars(room).items()
    if isinstance(loop, FunctionType) and loop.__module__ == room.__name__
}

LARGE, SMALL = 50_000, 100
"""Vertices and edges from which on compiled code pays: with loading the compiler, and once it is loaded."""


@cache
def has_arrays() -> bool:
    """Whether numpy is installed; where it is not, as in a browser, small maps are still answered."""
    return find_spec("numpy") is not None


def arrays_are_loaded() -> bool:
    """Whether numpy is imported already; to evaluate one map once, it is not worth importing."""
    return "numpy" in sys.modules


class Machine:
    """The loops of `passes`, `orderings` and `contracting`, bound to the definitions of a semantics, and the columns that they run on."""

    def __init__(self, *, compiled: bool) -> None:
        self.compiled = compiled

    def __repr__(self) -> str:
        return "compiled" if self.compiled else "plain"

    def numbers(self, values: Iterable[float]) -> Column:
        """The values as a column of float64, or a list of floats."""
        return _array(values, "float64") if self.compiled else _list(values)

    def positions(self, values: Iterable[int]) -> Column:
        """The values as a column of uint32, or a list of ints; with signs, compiled code would ask of each which end it is from."""
        return _array(values, "uint32") if self.compiled else _list(values)

    def zeros(self, size: int) -> Column:
        """A column of `size` numbers, all 0."""
        return _zeros(size, "float64") if self.compiled else [0.0] * size

    def ones(self, size: int, one: Any = 1.0) -> Column:
        """A column of `size` numbers, all 1; `one` is the 1 of another kind of number, for lists."""
        return _zeros(size, "float64") + 1 if self.compiled else [one] * size

    def places(self, size: int) -> Column:
        """A column of `size` positions, all 0."""
        return _zeros(size, "uint32") if self.compiled else [0] * size

    def nowhere(self, size: int) -> Column:
        """A column of `size` positions, all −1."""
        return _zeros(size, "int32") - 1 if self.compiled else [-1] * size

    def kinds(self, size: int) -> Column:
        """A column of `size` small whole numbers, all 0."""
        return _zeros(size, "int8") if self.compiled else [0] * size

    def kinds_of(self, values: Iterable[int]) -> Column:
        """The values as a column of small whole numbers."""
        return _array(values, "int8") if self.compiled else _list(values)

    def plain(self, column: Column) -> list[Any]:
        """A column as a list."""
        return _list(column)

    def taken(self, column: Column, at: Column) -> Column:
        """The values of a column at these positions."""
        return column.take(at) if self.compiled else [column[place] for place in at]

    def put(self, column: Column, at: Column, values: Any) -> None:
        """Sets the values of a column at these positions."""
        if self.compiled:
            column[at] = values
        else:
            for place, value in zip(at, _list(values), strict=True):
                column[place] = value

    def fill(self, column: Column, values: Any) -> None:
        """Sets the first values of a column."""
        column[: len(values)] = values if self.compiled else _list(values)

    def joined(self, *columns: Column) -> Column:
        """One column after the other, at least one."""
        if not self.compiled:
            return [item for column in columns for item in column]
        import numpy as np

        return np.concatenate(columns)

    def copy(self, column: Column) -> Column:
        """A column of the same values."""
        return column.copy()

    def loop(
        self, name: str, semantics: Semantics | None = None, linked: Conjunction | None = None
    ) -> Callable[..., Any]:
        """The loop with this name, bound to a semantics and a κ (the defaults for a loop that uses neither)."""
        return (_compiled if self.compiled else _plain)(name, semantics, linked)

    def sweep(self, name: str, semantics: Semantics, linked: Conjunction, *, knots: bool) -> Callable[..., Any]:
        """The loop `forward` or `backward`; in compiled code the faster version for graphs without step vertices, if it applies."""
        return self.loop(name if knots or not self.compiled else f"{name}_plain", semantics, linked)


PLAIN = Machine(compiled=False)


def is_large(size: int) -> bool:
    """Whether compiled code pays for a graph with this number of vertices and edges even if it has to be loaded."""
    return size >= LARGE and find_spec("numba") is not None


def machine_for(size: int, *, arrays: bool = False) -> Machine:
    """The machine for a graph with this number of vertices and edges; `arrays` says that it is given as arrays."""
    loaded = arrays and size >= SMALL and _compiled.cache_info().currsize > 0
    return Machine(compiled=loaded or is_large(size))


@cache
def _plain(name: str, semantics: Semantics | None, linked: Conjunction | None) -> Callable[..., Any]:
    called = {other: _plain(other, semantics, linked) for other in _calls(name)}
    return _bound(LOOPS[name], name, {**_definitions(semantics, linked), **called})


@cache
def _compiled(name: str, semantics: Semantics | None, linked: Conjunction | None) -> Callable[..., Any]:
    import numba

    definitions = {named: _jitted(one) for named, one in _definitions(semantics, linked).items()}
    definitions |= {other: _compiled(other, semantics, linked) for other in _calls(name)}
    bound = _bound(LOOPS[name], f"{name}_{_digest(semantics, linked)}", definitions)
    if semantics is None or (semantics in SEMANTICS.values() and linked in CONJUNCTIONS.values()):
        try:
            return cast(Callable[..., Any], numba.njit(bound, cache=True, nogil=True))
        except RuntimeError:  # no folder to keep compiled code in
            pass
    return cast(Callable[..., Any], numba.njit(bound, nogil=True))


def _calls(name: str) -> list[str]:
    """The other loops that a loop calls."""
    return [other for other in LOOPS[name].__code__.co_names if other in LOOPS]


def _definitions(semantics: Semantics | None, linked: Conjunction | None) -> dict[str, Any]:
    """The functions that the loops call, by their names in `passes`."""
    if semantics is None or linked is None:
        return {}
    return {
        "add": semantics.aggregation.add,
        "add_slopes": semantics.aggregation.slopes,
        "spread": semantics.aggregation.spread,
        "strength": semantics.strength,
        "strength_slopes": semantics.slopes,
        "steepest": semantics.influence.steepest,
        "steepest_alone": semantics.influence.steepest_alone or semantics.influence.steepest,
        "join": linked.join,
        "join_slopes": linked.slopes,
    }


def _bound(function: FunctionType, name: str, names: Mapping[str, Any]) -> FunctionType:
    """The function with other values for its global names."""
    made = FunctionType(function.__code__, {**function.__globals__, **names}, name, None, function.__closure__)
    made.__qualname__ = name
    return made


def _jitted(value: Any) -> Any:
    """A function compiled by numba, with all functions that it names or encloses; any other value unchanged."""
    import numba

    if not isinstance(value, FunctionType):
        return value
    known = value.__globals__
    names = {name: _jitted(known[name]) for name in value.__code__.co_names if name in known}
    cells = tuple(CellType(_jitted(cell.cell_contents)) for cell in value.__closure__ or ())
    return numba.njit(FunctionType(value.__code__, {**known, **names}, value.__name__, value.__defaults__, cells))


@cache
def _digest(semantics: Semantics | None, linked: Conjunction | None) -> str:
    """A hash of all definitions, so that compiled code on disk is never that of another version."""
    from hashlib import sha256
    from inspect import getsource

    rooms = sys.modules[__name__], passes, orderings, contracting, aggregation, conjunction, influence
    sources = "".join(map(getsource, rooms))
    names = f"{semantics.name if semantics else ''} {linked.name if linked else ''}"
    return sha256(f"{names} {sources}".encode()).hexdigest()[:16]


def _array(values: Iterable[float], kind: str) -> Any:
    import numpy as np

    return np.ascontiguousarray(values, dtype=kind)


def _zeros(size: int, kind: str) -> Any:
    import numpy as np

    return np.zeros(size, dtype=kind)


def _list(values: Any) -> list[Any]:
    return values.tolist() if hasattr(values, "tolist") else list(values)
