"""The chances of a network under possible worlds: by the circuit of its graph, by one pass if nothing is shared, or by drawn worlds.

Which of the three depends on the graph alone, so that the same map is answered the same way everywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from argmap.errors import EvaluationError
from argmap.semantics import SEMANTICS, conjunction_of
from argmap.solver import strengths
from argmap.solver.backend import arrays_are_loaded, has_arrays
from argmap.solver.graph import Graph
from argmap.solver.passes import Column
from argmap.solver.strengths import Interval
from argmap.solver.worlds import forest
from argmap.solver.worlds.circuit import Circuit
from argmap.solver.worlds.compiling import Compiled, compiled
from argmap.solver.worlds.diagram import TooLarge

if TYPE_CHECKING:
    from fractions import Fraction

    import numpy as np
    import numpy.typing as npt

    from argmap.solver.worlds.drawn import Drawn

    Numbers = npt.NDArray[np.float64]

MOST_COMPILED = 200_000
"""Vertices and edges up to which a circuit is compiled; a larger graph is answered by one pass, or by drawn worlds."""
HELD = 1 << 22
"""So many numbers at most are held for the scenarios that are evaluated together."""

MOST_KEPT = 16
_COMPILED: dict[tuple[object, ...], Compiled | None] = {}
"""The circuits of the last graphs: one serves every map with the same steps, whatever its numbers are."""
FEW = 8
"""Fewer scenarios than that are evaluated one by one."""
MUCH = 1 << 27
"""From so many values on, choices times scenarios, compiled code is worth loading."""

EXACT, SAMPLED = "exact", "sampled"


@dataclass(frozen=True, eq=False)
class Chances:
    """The chance that each statement stands and is defeated, and that each step is in; lists of floats.

    `intervals` and `defeated_intervals` hold (low, high) if intervals were given, else None; `errors` and
    `defeated_errors` the standard errors of drawn chances, else None.
    """

    stands: list[float]
    defeated: list[float]
    steps: list[float]
    intervals: list[Interval] | None = None
    defeated_intervals: list[Interval] | None = None
    errors: list[float] | None = None
    defeated_errors: list[float] | None = None

    @property
    def status(self) -> str:
        """*exact*, or *sampled* if worlds were drawn."""
        return EXACT if self.errors is None else SAMPLED


def plan(graph: Graph) -> Compiled | None:
    """The circuit of a graph, compiled once; None if it would be too large, or if one pass over a large graph is enough."""
    return graph.once(_plan)


def _plan(graph: Graph) -> Compiled | None:
    if one_pass(graph) or graph.vertices + len(graph.edge) > MOST_COMPILED:
        return None
    lists = graph.machine.plain
    columns = graph.knots, graph.carrier, graph.start, graph.source, graph.kind, graph.edge, graph.loops
    key = graph.nodes, graph.steps, *(tuple(lists(column)) for column in columns)
    if key in (kept := dict(_COMPILED)):
        return kept[key]
    try:
        found = compiled(graph)
    except TooLarge:
        found = None
    if len(kept) >= MOST_KEPT:
        _COMPILED.clear()
    _COMPILED[key] = found
    return found


def one_pass(graph: Graph) -> bool:
    """Whether a graph is large and nothing in it is used twice, so that the formula of the row is exact as it stands."""
    if not graph.large or graph.circular:
        return False
    import numpy as np

    return not len(graph.source) or int(np.bincount(graph.source).max()) <= 1


def chances(
    graph: Graph,
    base: Column,
    weights: Column,
    ends: tuple[tuple[Column, Column], tuple[Column, Column]] | None = None,
    *,
    seed: int = 0,
) -> Chances:
    """The chances for these base scores and weights; `ends` are their (least, most), each (base scores, weights)."""
    lists = graph.machine.plain
    if ends is None and graph.once(forest.is_forest):
        return Chances(*forest.chances(graph, lists(base), lists(weights)))
    found = plan(graph)
    if found is not None:
        arrays = arrays_are_loaded() and found.asked_again()
        whole = found.layered if arrays else found
        rows = whole.stands, whole.defeated, whole.steps
        values = _evaluated(whole.circuit, base, weights, arrays=arrays)
        stands, defeated, steps = (_taken(values, slots) for slots in rows)
        if ends is None:
            return Chances(stands, defeated, steps)
        both = _bounded(whole.circuit, ends, arrays=arrays)
        intervals, others = (list(zip(*(_taken(end, slots) for end in both), strict=True)) for slots in rows[:2])
        return Chances(stands, defeated, steps, intervals, others)
    if one_pass(graph):
        return _passed(graph, base, weights, ends)
    sample = _sampled(graph, base, weights, seed)
    errors = sample.errors(sample.stands), sample.errors(sample.defeated)
    if ends is None:
        return Chances(sample.stands, sample.defeated, sample.steps, None, None, *errors)
    sure = _sure(graph, ends)
    intervals, others = (
        [(min(low, share), max(high, share)) for (low, high), share in zip(bounds, shares, strict=True)]
        for bounds, shares in zip(sure, (sample.stands, sample.defeated), strict=True)
    )
    return Chances(sample.stands, sample.defeated, sample.steps, intervals, others, *errors)


def bounds(graph: Graph, base: Column, weights: Column, ends: Any, of: int) -> tuple[Interval, Interval]:
    """Between what the chances surely lie that one statement stands and is defeated; see `chances`, without drawing worlds."""
    whole = plan(graph)
    if whole is None:
        stands, defeated = _intervals(chances(graph, base, weights, ends)) if one_pass(graph) else _sure(graph, ends)
        return stands[of], defeated[of]
    circuit, (stand, lost) = _part_for(whole, [of])
    least, most = _bounded(circuit, ends)
    return (float(least[stand]), float(most[stand])), (float(least[lost]), float(most[lost]))


def many(graph: Graph, base: Any, weights: Any, wanted: Sequence[int]) -> tuple[Numbers, Numbers]:
    """The chance that each wanted statement stands, and that it is defeated, each float64 [scenario, wanted].

    `base` [scenario, node] and `weights` [scenario, step] are arrays; one of them may be a list, the same in all scenarios.
    """
    import numpy as np

    count = len(base) if getattr(base, "ndim", 1) == 2 else len(weights)
    found, lost = np.empty((count, len(wanted))), np.empty((count, len(wanted)))
    whole = plan(graph)
    circuit, slots = (None, []) if whole is None else _part_for(whole, wanted)
    size = 1 if circuit is None else max(32, HELD // max(circuit.rows_for(tuple(slots))[1], 1))
    scenarios = _pass_for(0 if circuit is None else count * circuit.slots)
    for begin in range(0, count, size):
        rows = slice(begin, begin + size)
        some = [one[rows].T if getattr(one, "ndim", 1) == 2 else one for one in (base, weights)]
        if circuit is not None and min(size, count - begin) < FEW:
            for row in range(begin, min(begin + size, count)):
                value = _evaluated(
                    circuit, *(one[row] if getattr(one, "ndim", 1) == 2 else one for one in (base, weights))
                )
                found[row] = [value[slot] for slot in slots[::2]]
                lost[row] = [value[slot] for slot in slots[1::2]]
        elif circuit is not None:
            values = scenarios(circuit, [*some[0], *some[1]], min(size, count - begin), slots)
            found[rows], lost[rows] = values[::2].T, values[1::2].T
        else:
            single = [one[:, 0] if getattr(one, "ndim", 1) == 2 else one for one in some]
            single_found = chances(graph, *map(graph.machine.numbers, single))
            found[begin] = [single_found.stands[node] for node in wanted]
            lost[begin] = [single_found.defeated[node] for node in wanted]
    return found, lost


def chance(graph: Graph, base: Column, weights: Column, node: int) -> tuple[float, float]:
    """The chances that one statement stands and is defeated."""
    whole = None if graph.once(forest.is_forest) else plan(graph)
    if whole is None:
        found = chances(graph, base, weights)
        return found.stands[node], found.defeated[node]
    circuit, (stand, lost) = _part_for(whole, [node])
    value = _evaluated(circuit, base, weights)
    return float(value[stand]), float(value[lost])


def alone(
    graph: Graph, base: Column, weights: Column, node: int, places: Sequence[int], values: Sequence[float]
) -> tuple[list[float], list[float]] | None:
    """The chances that a statement stands and is defeated when only the statement at each of these positions has this base score.

    A list each, one number for each position; None for a large graph without a circuit. A chance is linear in each base score,
    so one backward pass is enough, or the drawn worlds in which the statement holds nowhere and everywhere. The position
    `nodes` + j is step j, and its value a weight.
    """
    whole = plan(graph)
    if whole is None:
        if graph.large:
            return None
        from argmap.solver.worlds.flips import flips

        found = flips(graph, [*map(float, base)], [*map(float, weights)], node)
        ends = {place: (found.never(place), found.always(place)) for place in places}
        steep = {place: [high - low for low, high in zip(*pair, strict=True)] for place, pair in ends.items()}
        own = found.own
        slopes = [{place: both[side] for place, both in steep.items()} for side in (0, 1)]
    else:
        circuit, slots = _part_for(whole, [node])
        value = _evaluated(circuit, base, weights)
        own = float(value[slots[0]]), float(value[slots[1]])
        slopes = [_sloped(circuit, value, slot) for slot in slots]
    inputs = (base[place] if place < graph.nodes else weights[place - graph.nodes] for place in places)
    moved = [value - float(given) for given, value in zip(inputs, values, strict=True)]
    stands, defeated = (
        [min(1.0, max(0.0, chance + move * float(slope[place]))) for place, move in zip(places, moved, strict=True)]
        for chance, slope in zip(own, slopes, strict=True)
    )
    return stands, defeated


def switched(
    graph: Graph, base: Column, weights: Column, node: int, changes: Sequence[Mapping[int, float]]
) -> list[tuple[float, float]] | None:
    """The chances that a statement stands and is defeated in the worlds that are drawn, with each of these changes to 0 or 1.

    A change gives base scores by position, and weights by `nodes` + j. None if no worlds are drawn, for a large graph, and for
    changes to other numbers.
    """
    if graph.large or plan(graph) is not None or any(value not in (0, 1) for one in changes for value in one.values()):
        return None
    from argmap.solver.worlds.flips import flips

    found = flips(graph, [*map(float, base)], [*map(float, weights)], node)
    return [found.switched({place: value == 1 for place, value in one.items()}) for one in changes]


def slopes(graph: Graph, base: Column, weights: Column, node: int) -> tuple[list[float], list[float]]:
    """∂σ/∂τ [node] and ∂σ/∂u [step] of the chance σ that a statement stands; by one backward pass.

    Raises EvaluationError if worlds are drawn.
    """
    whole = plan(graph)
    if whole is None:
        raise EvaluationError(
            "no gradient: the map shares too much for an exact circuit, and its worlds are drawn",
            "ask for removal instead",
        )
    circuit, slots = _part_for(whole, [node])
    found = _sloped(circuit, _evaluated(circuit, base, weights), slots[0])
    return found[: graph.nodes], found[graph.nodes :]


def exactly(
    graph: Graph, base: Sequence[Fraction], weights: Sequence[Fraction]
) -> tuple[list[Fraction], list[Fraction]]:
    """The chances of statements and of steps as fractions. Raises EvaluationError if worlds are drawn or fractions grow too long."""
    circuit = plan(graph)
    if circuit is None:
        raise EvaluationError(
            "no exact strengths: the map shares too much for an exact circuit, and its worlds are drawn"
        )
    values = circuit.circuit.fractions([*base, *weights])
    return [values[slot] for slot in circuit.stands], [values[slot] for slot in circuit.steps]


def _passed(graph: Graph, base: Column, weights: Column, ends: Any) -> Chances:
    """The chances by the formula of the row, on a large graph that shares nothing."""
    import numpy as np

    row, product = SEMANTICS["possible-worlds"], conjunction_of("product")
    m = graph.machine

    def columns(base: Column, weights: Column) -> tuple[Column, Column, Column]:
        share = m.copy(weights)
        if len(graph.knots):
            m.put(share, graph.knots, [1.0] * len(graph.knots))
        own = m.joined(base, m.taken(weights, graph.knots)) if len(graph.knots) else base
        edges = m.joined(share, m.ones(len(graph.edge) - graph.steps)) if len(graph.knots) else share
        return own, share, m.taken(edges, graph.edge)

    own, share, weight = columns(base, weights)
    values, _ = strengths.solve(graph, own, weight, row, product)
    carried = np.asarray(share) * np.asarray(values)[np.asarray(graph.carrier, dtype=np.int64)]
    defeated = _defeated(graph, np.asarray(values), weight)
    intervals = defeated_intervals = None
    if ends is not None:
        least, most = (columns(*end)[::2] for end in ends)
        low, high = strengths.bound(graph, least, most, row, product, values, ())
        intervals = list(zip(m.plain(low)[: graph.nodes], m.plain(high)[: graph.nodes], strict=True))
        lost = (_defeated(graph, np.asarray(end), given[1]).tolist() for end, given in ((low, least), (high, most)))
        defeated_intervals = list(zip(*lost, strict=True))
    return Chances(m.plain(values)[: graph.nodes], defeated.tolist(), carried.tolist(), intervals, defeated_intervals)


def _defeated(graph: Graph, values: Any, weight: Any) -> Any:
    """1 − Π(1 − attacks), float64 [node]."""
    import numpy as np

    from argmap.solver.passes import ATTACK

    kept = np.ones(graph.nodes)
    target = np.repeat(np.arange(graph.vertices), np.diff(np.asarray(graph.start, dtype=np.int64)).astype(np.int64))
    attacks = np.asarray(graph.kind) == ATTACK
    brought = np.asarray(weight)[attacks] * values[np.asarray(graph.source, dtype=np.int64)[attacks]]
    np.multiply.at(kept, target[attacks], 1 - brought)
    return 1 - kept


def _sampled(graph: Graph, base: Column, weights: Column, seed: int) -> Drawn:
    from argmap.solver.worlds.drawn import WORLDS, Drawn, drawn

    if not graph.machine.compiled:
        return drawn(graph, base, weights, seed)
    from argmap.solver.worlds.drawn_passes import counts

    stands, defeated, steps = ((found / WORLDS).tolist() for found in counts(graph, base, weights, seed, WORLDS))
    return Drawn(stands, defeated, steps, WORLDS)


def errors(shares: Sequence[float]) -> list[float]:
    """The standard errors of shares of the drawn worlds."""
    from argmap.solver.worlds.drawn import WORLDS, Drawn

    return Drawn([], [], [], WORLDS).errors(shares)


def _sure(graph: Graph, ends: Any) -> tuple[list[Interval], list[Interval]]:
    """Between what the chances surely lie that each statement stands and is defeated, whatever depends on what."""
    from argmap.solver.worlds import any_dependence

    lists = graph.machine.plain
    return any_dependence.bounds(graph, *((lists(one), lists(other)) for one, other in ends))


def _as_arrays(circuit: Circuit) -> bool:
    """Whether a circuit is evaluated layer by layer, as arrays."""
    return has_arrays() and circuit.wide


def _evaluated(circuit: Circuit, base: Any, weights: Any, *, arrays: bool = True) -> Any:
    """The value of every slot in one scenario: a list, or an array for a large circuit if there may be `arrays`."""
    if arrays and _as_arrays(circuit):
        return circuit.vector(_array(base, weights))
    return circuit.values([*map(float, base), *map(float, weights)])


def _bounded(circuit: Circuit, ends: Any, *, arrays: bool = True) -> tuple[Any, Any]:
    """The least and the greatest value of every slot: two lists, or two arrays for a large circuit if there may be `arrays`."""
    if arrays and _as_arrays(circuit):
        low, high = (_array(*end) for end in ends)
        return circuit.vector_bounds(low, high)
    return circuit.bounds(*([*map(float, base), *map(float, weights)] for base, weights in ends))


def _taken(values: Any, slots: Sequence[int]) -> list[float]:
    """The values of these slots, from a list or an array of all."""
    found: list[float] = [values[slot] for slot in slots] if isinstance(values, list) else values.take(slots).tolist()
    return found


def _array(base: Any, weights: Any) -> Numbers:
    """The inputs of a circuit, float64 [input]."""
    import numpy as np

    return np.concatenate([np.asarray(base, dtype=float), np.asarray(weights, dtype=float)])


def _intervals(found: Chances) -> tuple[list[Interval], list[Interval]]:
    """The intervals of the chances that each statement stands and is defeated."""
    return found.intervals or [], found.defeated_intervals or []


def _sloped(circuit: Circuit, value: Any, of: int) -> Any:
    """The slope of a slot by each input, at values that `_evaluated` gives."""
    return circuit.vector_slopes(value, of) if _as_arrays(circuit) else circuit.slopes(value, of)


def _pass_for(work: int) -> Callable[..., Numbers]:
    """The pass over a circuit for many scenarios, by how many values it computes: compiled, or array by array."""
    if work < MUCH or find_spec("numba") is None:
        return Circuit.scenarios
    from argmap.solver.worlds import circuit_passes

    return circuit_passes.scenarios


def _part_for(whole: Compiled, wanted: Sequence[int]) -> tuple[Circuit, list[int]]:
    """The part of a circuit for the wanted chances of these statements, and the slots of each: stands, defeated."""
    slots = [slot for node in wanted for slot in (whole.stands[node], whole.defeated[node])]
    if len(wanted) == len(whole.stands):
        return whole.circuit, slots
    return whole.parts(tuple(slots))
