"""Every shape at every size, from edges to strengths, beside plain C and beside another library."""

from collections.abc import Callable, Iterator, Mapping

import graphs
import peers
import plain_c
from measure import AGREE, Row, Setting, apart, race, told

from argmap import Network

SIZES = (100, 1_000, 10_000, 100_000, 1_000_000)
SEMANTICS, THEIRS = "quadratic-energy", "quadratic_energy_strengths_discrete"
SHAPES: Mapping[str, Callable[[int], graphs.Edges]] = {
    "tree": graphs.tree,
    "DAG": graphs.dag,
    "chain": graphs.chain,
    "tangle": graphs.tangle,
    "circles of three": graphs.circles,
}


def rows(setting: Setting) -> Iterator[Row]:
    """Each shape at each size; of the other library those that it answers in time."""
    limit = 1.0 if setting.quick else 10.0
    with_peers = peers.installed(setting)
    if not with_peers:
        yield peers.MISSING
    Network.from_edges(*graphs.tangle(100_000)).evaluate(SEMANTICS)
    for name, shape in SHAPES.items():
        answered = with_peers
        for size in SIZES[:-1] if setting.quick else SIZES:
            edges = graphs.plain(shape(size))

            def ours(edges: graphs.Edges = edges) -> object:
                return Network.from_edges(*edges).evaluate(SEMANTICS)

            def theirs(edges: graphs.Edges = edges) -> object:
                return plain_c.strengths(edges)

            number, repeats = max(1, 10_000 // size), min(setting.repeats, 3) if size > 100_000 else setting.repeats
            title = f"edges to strengths, {name}"
            seconds, *other = race(repeats, *(ours, theirs)[: 1 + bool(plain_c.library())], number=number)
            strengths = Network.from_edges(*edges).evaluate(SEMANTICS).strengths
            if other:
                gap = apart(strengths, plain_c.strengths(edges)[0])
                yield Row(title, size, seconds, other[0], "plain C", note=f"within {gap:.0e}", agrees=gap <= AGREE)
            found = peers.asked(edges, THEIRS, limit, setting) if answered else None
            if found:
                gap = apart(strengths, [found["strengths"][f"n{v}"] for v in range(size)])
                note = f"{THEIRS}; within {gap:.0e}"
                yield Row("…", size, seconds, found["seconds"], peers.NAME, times=1, note=note, agrees=gap <= 1e-6)
            elif answered:
                yield Row("…", size, seconds, against=peers.NAME, note=f"not in {told(limit)}")
            answered = found is not None
