"""The most memory that a process has on its way from a million edges to strengths.

Run as a script it is that process: it loads the arrays from a folder and prints what it had before and at most.
"""

import re
import resource
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from measure import Row, Setting, child, say

SIZE = 1_000_000


def rows(setting: Setting) -> Iterator[Row]:
    """In all, and above what imports and arrays took."""
    import graphs
    import numpy as np

    edges = graphs.dag(setting.size(SIZE))
    with TemporaryDirectory() as folder:
        for name, column in edges._asdict().items():
            np.save(Path(folder) / f"{name}.npy", column)
        child(sys.executable, __file__, folder)
        before, most = child(sys.executable, __file__, folder)
    arrays = sum(column.nbytes for column in edges)
    note = f"of it {before / 1e6:.0f} MB for imports, compiled code and arrays ({arrays / 1e6:.0f} MB)"
    yield Row("peak memory, DAG", len(edges.base), most, limit=0.6e9, unit="B", note=note)
    yield Row("… above imports and arrays", len(edges.base), most - before, limit=0.6e9, unit="B")


def peak() -> int:
    """The most bytes that this process had; Linux knows it for the program alone, not for what forked it."""
    status = Path("/proc/self/status")
    if status.exists() and (found := re.search(r"VmHWM:\s*(\d+) kB", status.read_text())):
        return int(found[1]) * 1024
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


def _measured(folder: Path) -> None:
    import graphs
    import numpy as np

    from argmap import Network

    Network.from_edges(*graphs.dag(20_000)).evaluate("quadratic-energy")
    edges = graphs.Edges(*(np.load(folder / f"{name}.npy") for name in graphs.Edges._fields))
    before = peak()
    assert len(Network.from_edges(*edges).evaluate("quadratic-energy").strengths) == len(edges.base)
    say([before, peak()])


if __name__ == "__main__":
    _measured(Path(sys.argv[1]))
