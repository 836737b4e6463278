"""How long a new process waits: for the import, for the command line, and for the compiler at the first large graph.

Run as a script it is such a process, and prints the seconds of its first evaluation and of the best later one.
"""

import os
import resource
import sys
from collections.abc import Iterator, Mapping
from statistics import median
from subprocess import DEVNULL, run
from tempfile import TemporaryDirectory
from time import perf_counter

from measure import Row, Setting, child, race, say

from argmap.resources import folder

SIZE = 20_000
LOADED = "import sys, json, argmap; print(json.dumps([n for n in ('yaml', 'numpy', 'numba') if n in sys.modules]))"


def imports(setting: Setting) -> Iterator[Row]:
    """`import argmap`, less the start of the interpreter."""
    ours, empty = race(setting.repeats, *(lambda code=code: _run(code) for code in ("import argmap", "pass")))
    loaded = ", ".join(child(sys.executable, "-c", LOADED))
    yield Row(
        "import argmap", None, ours - empty, limit=0.25, note=f"less {empty:.3f} s of the interpreter; loads {loaded}"
    )


STARTS: Mapping[str, tuple[tuple[str, ...], float]] = {
    "argmap --version": (("--version",), 4),
    "argmap --help": (("--help",), 4),
    "argmap eval, 6 statements": (("eval", str(folder("arguments") / "harry.argmap.yaml")), 12),
}
"""Command lines, and how many times the CPU time of a bare interpreter they may take."""


def starts(setting: Setting) -> Iterator[Row]:
    """The CPU time of a command line as a multiple of that of a bare interpreter, the median of runs taken in turn."""
    lines = [("-c", "pass"), *(("-m", "argmap", *words) for words, _ in STARTS.values())]
    for line in lines:
        _cpu_s(*line)
    taken = [[_cpu_s(*line) for line in lines] for _ in range(setting.repeats + 2)]
    bare, *ours = map(median, zip(*taken, strict=True))
    for (name, (_, times)), seconds in zip(STARTS.items(), ours, strict=True):
        yield Row(name, None, seconds, bare, "a bare interpreter, CPU time", times=times)


def compiling(_setting: Setting) -> Iterator[Row]:
    """The first evaluation on arrays, with nothing compiled and with all that a process before compiled."""
    with TemporaryDirectory() as folder:
        env = {**os.environ, "NUMBA_CACHE_DIR": folder}
        for name in ("nothing compiled before", "compiled by a process before"):
            first, later = child(sys.executable, __file__, env=env)
            yield Row(
                f"first large graph, {name}", SIZE, first, later, "the same later", note="import of numba counted"
            )


def _cpu_s(*words: str) -> float:
    """The CPU time, user and system, of the interpreter run with these words."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    run([sys.executable, *words], stdout=DEVNULL, stderr=DEVNULL, check=True, env=env)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def _run(code: str) -> None:
    run([sys.executable, "-c", code], check=True)


def _measured() -> None:
    import graphs

    from argmap import Network

    edges, seconds = graphs.dag(SIZE), []
    for _ in range(10):
        begun = perf_counter()
        Network.from_edges(*edges).evaluate("quadratic-energy")
        seconds.append(perf_counter() - begun)
    say([seconds[0], min(seconds[1:])])


if __name__ == "__main__":
    _measured()
