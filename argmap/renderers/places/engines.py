"""The layout engines: the system's `dot` if it works, else graphviz-pure, else pygraphviz, else argmap's own tidy tree.

An engine gives places to boxes whose sizes it is told; only for PDF, and for PNG without `argmap[cjk]`, does it draw
letters too. One that was named, as an option or by the environment variable ARGMAP_DOT, is used or is an error.
"""

import importlib.util
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from functools import lru_cache
from importlib import metadata
from pathlib import Path

from argmap.errors import RenderError, UnknownName
from argmap.renderers.graphviz import dot
from argmap.renderers.places.curves import levelled
from argmap.renderers.places.engine import FIX, LAYOUT_ENGINES, NOT_DRAWN_BY, LayoutEngine
from argmap.renderers.places.layout import Layout, turned
from argmap.renderers.places.tidy_tree import tidy
from argmap.renderers.scene.palette import Palette
from argmap.renderers.scene.scene import Scene

_ONE_NODE = "digraph { a [label=<<B>a</B>>] }"
_PROBE_S = 10
PATIENCE_S = 20
"""So long an engine that nobody named may take before the next one is asked."""


def find(named: str | None = None) -> LayoutEngine:
    """The engine that places cards on this machine. Raises RenderError with the reason and the fix if the named one cannot."""
    wanted = named or os.environ.get("ARGMAP_DOT")
    for one in considered(named):
        if one.used:
            return one
    faults = "; ".join(f"{one.name}: {one.why}" for one in considered(named))
    fix = f"name one of {', '.join(LAYOUT_ENGINES)}, or unset ARGMAP_DOT; {FIX}"
    raise RenderError(f"the layout engine {wanted!r} does not draw on this machine ({faults})", fix)


def considered(named: str | None = None) -> tuple[LayoutEngine, ...]:
    """Every engine in the order of preference, or only the named one (one of ENGINES, or the path of a program)."""
    wanted = named or os.environ.get("ARGMAP_DOT")
    if wanted:
        why_named = "asked for" if named else "named by ARGMAP_DOT"
        if wanted in LAYOUT_ENGINES:
            return (_tried(wanted, why_named),)
        path = shutil.which(wanted)
        if named and path is None and "/" not in named and os.sep not in named:
            raise UnknownName("layout engine", named, LAYOUT_ENGINES)
        return (_tried("dot" if named else "ARGMAP_DOT", why_named, path or wanted),)
    rows: list[LayoutEngine] = []
    for name in LAYOUT_ENGINES:
        first = next((row for row in rows if row.used), None)
        if first is None:
            rows.append(_tried(name, "it drew the test graph"))
        else:
            is_installed = name == "tidy" or (name == "pygraphviz" and _importable()) or bool(_path(name))
            why = f"not needed: {first.name} draws" if is_installed else "not installed"
            rows.append(LayoutEngine(name, _path(name), used=False, why=why))
    return tuple(rows)


def places(scene: Scene, named: str | None = None) -> Layout:
    """The layout of a scene: by the engine found, or by the tidy tree if that engine fails or takes too long.

    Raises RenderError if an engine that was named fails.
    """
    if scene.shape == "gsn" and not scene.turned:
        return turned(places(replace(scene, turned=True), named))
    engine = find(named)
    if engine.name == "tidy":
        return tidy(scene)
    sure = bool(named or os.environ.get("ARGMAP_DOT"))
    try:
        made = run_engine(engine, dot.boxes_only(scene), "plain", 120 if sure else PATIENCE_S)
        return levelled(scene, dot.read_places(scene, made.decode(errors="replace")))
    except (RenderError, ValueError, LookupError) as error:
        if sure:
            message, hint = (error.message, error.hint) if isinstance(error, RenderError) else (str(error), "")
            raise RenderError(f"{engine.name} returned no places: {message}", hint) from None
        return tidy(scene)


def draw(scene: Scene, palette: Palette, to: str, named: str | None = None) -> bytes:
    """A scene drawn by Graphviz itself as "png" (144 dpi) or "pdf". Raises RenderError if no engine here can."""
    sure = bool(named or os.environ.get("ARGMAP_DOT"))
    engines = (find(named),) if sure else (_tried(name, "it draws") for name in LAYOUT_ENGINES)
    engine = next((one for one in engines if one.used and one.name not in NOT_DRAWN_BY[to]), None)
    if engine is None:
        fix = "pip install 'argmap[cjk]'" if to == "png" else "pip install 'argmap[pdf]'"
        asked = f"the engine {named or 'named by ARGMAP_DOT'!r}" if sure else "nothing on this machine"
        raise RenderError(
            f"{asked} draws {'no ' * sure}{to.upper()}",
            f"{fix}, or install Graphviz with the system's package manager; SVG always works",
        )
    return run_engine(engine, dot.dot_text(scene, palette), to)


def run_engine(engine: LayoutEngine, source: str, to: str, timeout_s: float = 120) -> bytes:
    """The output of an engine for a DOT text. Raises RenderError if it fails or takes too long."""
    options = ["-Gdpi=144"] if to == "png" else []
    if not engine.path:
        return _in_process(source, to)
    try:
        process = subprocess.run(  # noqa: S603 - the engine found above, its input on stdin
            [engine.path, f"-T{to}", *options],
            input=source.encode(),
            capture_output=True,
            timeout=timeout_s,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise RenderError(f"{engine.name} did not finish within {timeout_s:g} s", "draw a smaller map") from None
    except OSError as error:
        raise RenderError(f"{engine.name} does not start: {error.strerror}", FIX) from None
    if process.returncode or not process.stdout:
        complaint = process.stderr.decode(errors="replace").strip().splitlines()
        raise RenderError(
            f"{engine.name} failed: {complaint[0] if complaint else f'exit code {process.returncode}'}", FIX
        )
    return process.stdout


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


def _path(name: str) -> str:
    return {"dot": shutil.which("dot"), "graphviz-pure": pure()}.get(name) or ""


def _tried(name: str, why: str, path: str = "") -> LayoutEngine:
    """An engine after a try: used if it draws, with `why`; else with what is wrong with it."""
    if name == "tidy":
        return LayoutEngine(
            name, "", used=True, why=why if why != "it drew the test graph" else "our own, for want of another"
        )
    if name == "pygraphviz":
        fault = "" if _importable() else "not installed"
        return LayoutEngine(name, "", used=not fault, why=fault or why)
    found = path or _path(name)
    fault = _fault(found) if found else "not installed"
    return LayoutEngine(name, found, used=not fault, why=fault or why)


def _importable() -> bool:
    return importlib.util.find_spec("pygraphviz") is not None


def _in_process(source: str, to: str) -> bytes:
    import pygraphviz

    try:
        made: bytes = pygraphviz.AGraph(string=source).draw(format=to, prog="dot")
    except Exception as error:  # noqa: BLE001 - whatever it raises, it did not draw
        raise RenderError(f"pygraphviz failed: {str(error).strip() or type(error).__name__}", FIX) from None
    return made


@lru_cache
def _fault(path: str) -> str:
    """What is wrong with a program that should draw one node; empty if it draws it."""
    try:
        process = subprocess.run(  # noqa: S603 - a program the user installed or named
            [path, "-Tsvg"], input=_ONE_NODE.encode(), capture_output=True, timeout=_PROBE_S, check=False
        )
    except subprocess.TimeoutExpired:
        return f"gave nothing within {_PROBE_S} s"
    except OSError as error:
        return f"does not start: {error.strerror}"
    return "" if process.returncode == 0 and b"<svg" in process.stdout else "does not draw one node as SVG"
