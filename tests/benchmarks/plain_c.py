"""The same strengths by `plain_c.c`, compiled when it is asked for."""

import ctypes
import shutil
import subprocess
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import numpy.typing as npt
from graphs import Edges

PHASES = ("rows", "order", "pass")


@cache
def library() -> Any:
    """The compiled library, or None without a C compiler."""
    compiler = shutil.which("cc")
    if compiler is None:
        return None
    with TemporaryDirectory() as folder:
        made = Path(folder) / "plain_c.so"
        source = Path(__file__).with_suffix(".c")
        subprocess.run([compiler, "-O2", "-shared", "-fPIC", "-o", str(made), str(source), "-lm"], check=True)
        return ctypes.CDLL(str(made))


def strengths(edges: Edges, *, chances: bool = False) -> tuple[npt.NDArray[np.float64], list[float]]:
    """The strengths and the seconds of each phase, from the same arrays that argmap is given.

    Under quadratic energy, or with `chances` under possible worlds where nothing is shared.
    """
    value, seconds = np.empty(len(edges.base)), np.empty(len(PHASES))
    columns = [ctypes.c_void_p(column.ctypes.data) for column in (*edges, value, seconds)]
    sizes = ctypes.c_int32(chances), ctypes.c_int32(len(edges.base)), ctypes.c_int32(len(edges.sources))
    failed = library().strengths(*sizes, *columns)
    if failed:
        raise ValueError("plain C: a cycle does not settle, or there is no memory")
    return value, seconds.tolist()
