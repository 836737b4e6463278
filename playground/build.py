"""Builds the playground: a folder with Pyodide, the wheel of argmap as it is, and what it needs; `make playground` runs it.

Libraries are those of this environment, as far as they are plain Python; numpy is not needed to evaluate, check and draw a map.
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


def build(to: Path, pyodide: Path) -> None:
    """Writes the playground into a folder, from a folder with Pyodide."""
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
    (to / "parts.json").write_text(json.dumps(["libraries.zip", wheel.name]), encoding="utf-8")


def libraries(path: Path) -> None:
    """Writes the libraries of this environment that are plain Python into one archive."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in LIBRARIES:
            for file in distribution(name).files or ():
                if file.suffix == ".py" or file.name == "METADATA":
                    archive.write(str(file.locate()), str(file))


if __name__ == "__main__":
    made = Path(sys.argv[1])
    build(made, Path(sys.argv[2]))
    print(f"Serve {made} with any web server, such as python -m http.server --directory {made}")
