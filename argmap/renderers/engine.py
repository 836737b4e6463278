"""The layout engine: `ARGMAP_DOT`, else the system's `dot` if it draws, else graphviz-pure; and why."""

import os
import shutil
import subprocess
import sys
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from importlib import metadata
from pathlib import Path

from argmap.errors import RenderError
from argmap.model import ArgumentMap

FIX = "install Graphviz with the system's package manager, or: pip install graphviz-pure"
_ONE_NODE = "digraph { a [label=<<B>a</B>>] }"
_PROBE_S = 10


@dataclass(frozen=True)
class Engine:
    """One program that was considered, whether it is used, and why (not)."""

    name: str
    path: str
    used: bool
    why: str


def find() -> Engine:
    """The engine that draws here. Raises RenderError naming the fixes when there is none.

    A program named by the environment variable ARGMAP_DOT is used or is an error; nothing takes its place.
    """
    for one in considered():
        if one.used:
            return one
    said = "; ".join(f"{one.name}: {one.why}" for one in considered())
    fix = "unset ARGMAP_DOT or name another program" if os.environ.get("ARGMAP_DOT") else FIX
    raise RenderError(f"no layout engine draws on this machine ({said}). Hint: {fix}")


def considered() -> tuple[Engine, ...]:
    """Every engine in the order of preference; the first that draws is the one used."""
    named = os.environ.get("ARGMAP_DOT")
    if named:
        return (_tried("ARGMAP_DOT", shutil.which(named) or named, "named by ARGMAP_DOT"),)
    rows = []
    for name, path in (("dot", shutil.which("dot")), ("graphviz-pure", pure())):
        if path is None:
            rows.append(Engine(name, "", used=False, why="not installed"))
        elif any(row.used for row in rows):
            rows.append(Engine(name, path, used=False, why=f"not needed: {rows[0].name} draws"))
        else:
            rows.append(_tried(name, path, "it drew the test graph"))
    return tuple(rows)


def draw(source: str, to: str, *, timeout_s: float = 120) -> bytes:
    """The picture of a DOT text as SVG or PNG (144 dpi). Raises RenderError when the engine fails or takes too long."""
    engine = find()
    options = ["-Gdpi=144"] if to == "png" else []
    try:
        done = subprocess.run(  # noqa: S603 - the engine found above, its input on stdin
            [engine.path, f"-T{to}", *options],
            input=source.encode(),
            capture_output=True,
            timeout=timeout_s,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise RenderError(f"{engine.name} did not finish within {timeout_s:g} s. Hint: draw a smaller map") from None
    except OSError as error:
        raise RenderError(f"{engine.name} does not start: {error.strerror}. Hint: {FIX}") from None
    if done.returncode or not done.stdout:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        raise RenderError(f"{engine.name} failed: {said[0] if said else f'exit code {done.returncode}'}. Hint: {FIX}")
    return done.stdout


def missing(m: ArgumentMap) -> str:
    """The letters of a map that graphviz-pure has no shapes for in a PNG; nothing for an engine with system fonts."""
    if find().name != "graphviz-pure":
        return ""
    texts = [m.title or "", *(node.text for node in m.nodes), *(a.at for node in m.nodes for a in node.source)]
    lost = {letter for text in texts for letter in text if letter.isprintable() and not _in_arimo(letter)}
    return "".join(sorted(lost))


def pure() -> str | None:
    """The path of the graphviz-pure program, which its package installs beside the scripts of the environment."""
    try:
        files = metadata.distribution("graphviz-pure").files or []
    except metadata.PackageNotFoundError:
        files = []
    for file in files:
        if file.stem == "graphviz-pure" and (path := Path(str(file.locate())).resolve()).is_file():
            return str(path)
    return shutil.which("graphviz-pure", path=str(Path(sys.executable).parent)) or shutil.which("graphviz-pure")


def _tried(name: str, path: str, why: str) -> Engine:
    fault = _fault(path)
    return Engine(name, path, used=not fault, why=fault or why)


@lru_cache
def _fault(path: str) -> str:
    """What is wrong with a program that should draw one node; empty when it draws."""
    try:
        done = subprocess.run(  # noqa: S603 - a program the user installed or named
            [path, "-Tsvg"], input=_ONE_NODE.encode(), capture_output=True, timeout=_PROBE_S, check=False
        )
    except subprocess.TimeoutExpired:
        return f"did not draw one node within {_PROBE_S} s"
    except OSError as error:
        return f"does not start: {error.strerror}"
    return "" if done.returncode == 0 and b"<svg" in done.stdout else "does not draw one node as SVG"


def _in_arimo(letter: str) -> bool:
    number = ord(letter)
    drawn = number < 0x590 or 0x1E00 <= number < 0x2000 or 0x2010 <= number < 0x2060 or 0x20A0 <= number < 0x20C0
    return drawn or unicodedata.combining(letter) > 0 or letter in "►◊─│┤■□▪▫▲▼●○←↑→↓↔↕∂∆∏∑−√∞∫≈≠≤≥™№Ω"
