"""Other libraries on the same trees: formal-argumentation, in an interpreter that has it.

Run as a script it is the other side: the name of a function, a graph as JSON on stdin, its time and strengths printed.
"""

import json
import os
import sys
from collections.abc import Iterator
from functools import partial
from threading import Timer
from time import perf_counter
from typing import Any

from measure import AGREE, Row, Setting, apart, child, race, say, told

SIZES = (100, 10_000, 100_000)
LIMIT_S, QUICK_LIMIT_S = 30.0, 1.0
FUNCTIONS = {
    "dfquad_strengths": "df-quad",
    "quadratic_energy_strengths_discrete": "quadratic-energy",
    "quadratic_energy_strengths": "quadratic-energy",
}
"""What each function of theirs is called here; the last integrates a differential equation on trees as well."""


NAME = "formal-argumentation"
MISSING = Row(NAME, note="not installed; --peers PYTHON names an interpreter that has it")


def installed(setting: Setting) -> bool:
    """Whether the interpreter for other libraries has this one."""
    try:
        child(setting.peers, "-c", "import argumentation.gradual")
    except RuntimeError:
        return False
    return True


def asked(edges: Any, function: str, limit: float, setting: Setting) -> Any:
    """The seconds and the strengths of a function of theirs; None if it takes longer than the limit, in seconds."""
    return child(setting.peers, __file__, function, str(limit), given=_graph(edges))


def rows(setting: Setting) -> Iterator[Row]:
    """Each function at each size, as far as it gets in time."""
    if not installed(setting):
        yield MISSING
        return
    for size in SIZES:
        yield from _at(max(SIZES[0], setting.size(size)), setting)


def _at(size: int, setting: Setting) -> Iterator[Row]:
    import graphs

    import argmap

    limit = QUICK_LIMIT_S if setting.quick else LIMIT_S
    edges = graphs.tree(size)
    m = graphs.map_of(edges)
    for function, semantics in FUNCTIONS.items():
        (ours,) = race(setting.repeats, partial(argmap.evaluate, m, semantics), number=max(1, 2_000 // size))
        against = f"{NAME}, {function}"
        theirs = asked(edges, function, limit, setting)
        if theirs is None:
            yield Row(f"evaluate, {semantics}", size, ours, against=against, note=f"not in {told(limit)}")
            continue
        e = argmap.evaluate(m, semantics)
        gap = apart([e[f"n{v}"] for v in range(size)], [theirs["strengths"][f"n{v}"] for v in range(size)])
        note = "same strengths" if gap <= AGREE else f"strengths differ by up to {gap:.1e}"
        yield Row(f"evaluate, {semantics}", size, ours, theirs["seconds"], against, note=note)


def _graph(edges: Any) -> str:
    """The arguments, attacks and supports of a graph, as JSON."""
    steps: dict[int, list[tuple[str, str]]] = {1: [], -1: []}
    for source, target, sign in zip(*(column.tolist() for column in edges[1:4]), strict=True):
        steps[sign].append((f"n{source}", f"n{target}"))
    base = {f"n{v}": strength for v, strength in enumerate(edges.base.tolist())}
    return json.dumps({"base": base, "supports": steps[1], "attacks": steps[-1]})


def _theirs(function: str, limit: float) -> None:
    """Prints the best time of a function of theirs, of as many runs as go into half a second, and its strengths.

    Prints null when the first run takes longer than the limit, in seconds.
    """
    from argumentation.gradual import dfquad, gradual

    given = json.load(sys.stdin)
    supports, attacks = (frozenset(map(tuple, given[name])) for name in ("supports", "attacks"))
    graph = gradual.WeightedBipolarGraph(frozenset(given["base"]), given["base"], attacks, supports)
    strengths = getattr(gradual, function, None) or getattr(dfquad, function)
    seconds: list[float] = []
    late = Timer(limit, _give_up)
    late.start()
    while sum(seconds) < 0.5:
        begun = perf_counter()
        found = strengths(graph)
        seconds.append(perf_counter() - begun)
        late.cancel()
    say({"seconds": min(seconds), "strengths": found.strengths})


def _give_up() -> None:
    say(None)
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    _theirs(sys.argv[1], float(sys.argv[2]))
