"""Builds the playground: a folder with Pyodide, the wheel of argmap as it is, and what it needs; `make playground` runs it.

Libraries in plain Python are those of this environment. numpy comes from Pyodide's own distribution, where that can be
reached; without it the playground draws pictures and has no page.
"""

import json
import shutil
import subprocess
import sys
import zipfile
from importlib.metadata import distribution
from pathlib import Path

HERE = Path(__file__).parent
STATIC = ("index.html", "playground.css", "playground.js", "worker.js", "look.py")
LIBRARIES = ("pyyaml", "jinja2", "markupsafe", "click", "graphviz")
CACHING = """
import {{ loadPyodide }} from {module};
const python = await loadPyodide({{ packageCacheDir: {folder} }});
await python.loadPackage("numpy", {{ messageCallback: () => {{}} }});
python.runPython("import numpy");
"""


def build(to: Path, pyodide: Path) -> bool:
    """Writes the playground into a folder, from a folder with Pyodide; gives whether it has numpy."""
    shutil.rmtree(to, ignore_errors=True)
    to.mkdir(parents=True)
    for name in STATIC:
        shutil.copy(HERE / name, to / name)
    (to / "pyodide").mkdir()
    for name in ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json"):
        shutil.copy(pyodide / name, to / "pyodide" / name)
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "-q",
        "--no-deps",
        "--no-build-isolation",
        "-w",
        str(to),
        str(HERE.parent),
    ]
    subprocess.run(command, check=True)
    (wheel,) = to.glob("*.whl")
    libraries(to / "libraries.zip")
    numpy = with_numpy(to / "pyodide", pyodide)
    parts = {"archives": ["libraries.zip", wheel.name], "numpy": numpy}
    (to / "parts.json").write_text(json.dumps(parts), encoding="utf-8")
    return numpy


def libraries(path: Path) -> None:
    """Writes the libraries of this environment that are plain Python into one archive."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in LIBRARIES:
            for file in distribution(name).files or ():
                if file.suffix == ".py" or file.name == "METADATA":
                    archive.write(str(file.locate()), str(file))


def with_numpy(folder: Path, pyodide: Path) -> bool:
    """Whether numpy could be put into the folder."""
    code = CACHING.format(module=json.dumps(str(pyodide / "pyodide.mjs")), folder=json.dumps(str(folder)))
    done = subprocess.run(["node", "--input-type=module", "-e", code], capture_output=True, check=False)  # noqa: S607
    return done.returncode == 0 and any(folder.glob("numpy*.whl"))


if __name__ == "__main__":
    made = Path(sys.argv[1])
    print(f"Serve {made} with any web server" + ("" if build(made, Path(sys.argv[2])) else "; numpy could not be had"))
