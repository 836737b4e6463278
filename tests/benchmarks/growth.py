"""How every verb grows with the map: CPU time and memory of `argmap VERB FILE` on maps of every shape.

Each run is a process of its own. The exponent is that of the time between the two largest sizes, what starting takes left
out: 1 is linear. Run as a script, it prints the table as it is measured: `python tests/benchmarks/growth.py --only eval`.
"""

import os
import resource
import subprocess
import sys
from argparse import ArgumentParser
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import pairwise
from math import log
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from measure import Row, Setting, told

import argmap
from argmap import ArgumentMap

SIZES = 1_000, 10_000
GIVEN_UP_S = 60
"""A run that takes so much CPU time is stopped."""
MEMORY_LIMIT = 1e9


class Verb(NamedTuple):
    """The arguments of a verb, `FILE` the map, `OTHER` a changed one, `OUT` a path without a suffix; and its target in seconds."""

    arguments: Sequence[str]
    limit: float


VERBS: Mapping[str, Verb] = {
    "load": Verb(["-c", "import sys, argmap; argmap.load(sys.argv[1])", "FILE"], 2),
    "check": Verb(["check", "FILE"], 3),
    "eval": Verb(["eval", "FILE"], 3),
    "compare": Verb(["compare", "FILE"], 3),
    "diff": Verb(["diff", "OTHER", "FILE"], 3),
    "explain": Verb(["explain", "FILE"], 5),
    "report": Verb(["report", "FILE", "-o", "OUT.md"], 5),
    "render": Verb(["render", "FILE", "-o", "OUT.svg"], 5),
    "page": Verb(["render", "FILE", "-o", "OUT.html"], 5),
    "overturn": Verb(["overturn", "FILE"], 10),
    "robust": Verb(["robust", "FILE"], 10),
    "convert": Verb(["convert", "FILE", "-o", "OUT.json"], 3),
    "fmt": Verb(["fmt", "--check", "FILE"], 3),
}


class Ran(NamedTuple):
    """CPU seconds and the most bytes of a process; `seconds` is None where it was stopped, or failed (`why`)."""

    seconds: float | None
    bytes: int
    why: str = ""


def rows(setting: Setting) -> Iterator[Row]:
    """A row for each verb and shape at the largest size, with its exponent and its memory."""
    return measured(VERBS, SHAPES, [setting.size(size) for size in SIZES])


def measured(
    verbs: Sequence[str] | Mapping[str, Verb], shapes: Sequence[str] | Mapping[str, object], sizes: Sequence[int]
) -> Iterator[Row]:
    """The rows of these verbs and shapes."""
    with TemporaryDirectory() as folder:
        starting = ran(["-m", "argmap", "--version"]).seconds or 0.0
        for shape in shapes:
            files = {size: written(Path(folder), shape, size) for size in sizes}
            for verb in verbs:
                found = {size: ran(_arguments(VERBS[verb], *files[size], Path(folder) / "out")) for size in sizes[:-1]}
                if all(one.seconds is not None for one in found.values()):
                    found[sizes[-1]] = ran(_arguments(VERBS[verb], *files[sizes[-1]], Path(folder) / "out"))
                yield _row(verb, shape, found, starting)


def _row(verb: str, shape: str, found: Mapping[int, Ran], starting: float) -> Row:
    size, last = list(found.items())[-1]
    note = last.why or f"{told(last.bytes, 'B')}{' OVER' if last.bytes > MEMORY_LIMIT else ''}"
    times = [max((one.seconds or 0.0) - starting, 0.01) for one in found.values()]
    if len(found) > 1 and last.seconds is not None:
        before = list(found)[-2]
        note = f"exponent {log(times[-1] / times[-2]) / log(size / before):.2f}, {note}"
    fine = last.seconds is not None and last.bytes <= MEMORY_LIMIT
    return Row(f"{verb}, {shape}", size, last.seconds, limit=VERBS[verb].limit, note=note, agrees=fine)


def _arguments(verb: Verb, file: Path, other: Path, out: Path) -> list[str]:
    named = {"FILE": str(file), "OTHER": str(other)}
    words = [named.get(word, word.replace("OUT", str(out))) for word in verb.arguments]
    return words if words[0] == "-c" else ["-m", "argmap", *words]


def ran(arguments: Sequence[str]) -> Ran:
    """Runs Python with these arguments and no output."""

    def bounded() -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (GIVEN_UP_S, GIVEN_UP_S))

    process = subprocess.Popen(
        [sys.executable, *arguments],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        preexec_fn=bounded,  # noqa: PLW1509, no threads are about
    )
    said = process.stderr.read() if process.stderr else b""
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    size = used.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    if process.returncode < 0:
        return Ran(None, size, f"stopped after {GIVEN_UP_S} s")
    if b"Traceback (most recent call last)" in said:
        return Ran(None, size, said.decode(errors="replace").strip().splitlines()[-1])
    if process.returncode > 1:
        return Ran(None, size, f"exit code {process.returncode}")
    return Ran(used.ru_utime + used.ru_stime, size)


def written(folder: Path, shape: str, size: int) -> tuple[Path, Path]:
    """A map of this shape as a file, and one with another strength and a statement less."""

    file, other = (folder / f"{shape}-{size}{name}.argmap.json" for name in ("", "-other"))
    m = SHAPES[shape](size)
    argmap.save(m, file)
    last = m.statements[-1]
    argmap.save(m.without(last.id).replace(m.statements[-2].replace(strength=0.1)), other)
    return file, other


def _map(size: int, steps: Sequence[tuple[int, str, str]]) -> ArgumentMap:
    """Statement 0 is the conclusion; `steps` are (source, kind, target), the target a place or the id of a step."""

    rated = {source for source, _, _ in steps} - {int(target[1:]) for _, _, target in steps if target[0] == "n"}
    against = {source for source, kind, _ in steps if kind != "support"}
    kinds = {"support": argmap.Support, "attack": argmap.Attack, "undercut": argmap.Undercut}
    statements = [
        (argmap.Counterevidence if at in against else argmap.Premise)(
            text=f"Ground number {at} holds.", id=f"n{at}", strength=0.3 + at % 5 / 10
        )
        if at in rated and at
        else argmap.Claim(text=f"Claim number {at} holds.", id=f"n{at}")
        for at in range(size)
    ]
    made = [
        kinds[kind](sources=(f"n{source}",), target=target, id=f"s{at}", weight=0.9)
        for at, (source, kind, target) in enumerate(steps)
    ]
    return argmap.ArgumentMap(conclusion="n0", statements=statements, steps=made)


def _kind(at: int) -> str:
    return "attack" if at % 3 == 2 else "support"


def _tree(size: int) -> ArgumentMap:
    return _map(size, [(at, _kind(at), f"n{(at - 1) // 4}") for at in range(1, size)])


def _star(size: int) -> ArgumentMap:
    return _map(size, [(at, _kind(at), "n0") for at in range(1, size)])


def _chain(size: int) -> ArgumentMap:
    return _map(size, [(at, "support", f"n{at - 1}") for at in range(1, size)])


def _shared(size: int) -> ArgumentMap:
    """Up to three steps from each statement to earlier ones, not far away."""
    return _map(
        size,
        [
            (at, _kind(at + way), f"n{target}")
            for at in range(1, size)
            for way, target in enumerate(sorted({(at - 1) // 4, (at - 1) // 2, max(0, at - 3)}))
        ],
    )


def _circle(size: int) -> ArgumentMap:
    """A chain whose every tenth statement is a premise for it, closed in itself."""
    ring = [at for at in range(size) if at % 10]
    steps = [(ring[0], "support", "n0"), (ring[0], "support", f"n{ring[-1]}")]
    steps += [(one, "support", f"n{before}") for before, one in pairwise(ring)]
    return _map(size, steps + [(at, _kind(at), f"n{at + 1}") for at in range(10, size - 1, 10)])


def _circles(size: int) -> ArgumentMap:
    """Circles of three, each with a premise, each for the conclusion."""
    steps: list[tuple[int, str, str]] = []
    for at in range(1, size - 3, 4):
        steps += [(at, _kind(at), "n0"), (at + 1, "support", f"n{at}"), (at + 2, "attack", f"n{at + 1}")]
        steps += [(at, "support", f"n{at + 2}"), (at + 3, "support", f"n{at}")]
    return _map(size, steps)


def _undercuts(size: int) -> ArgumentMap:
    """Premises for the conclusion, the step of each undercut once or twice."""
    steps: list[tuple[int, str, str]] = []
    for at in range(1, size - 2, 3):
        steps.append((at, _kind(at), "n0"))
        step = f"s{len(steps) - 1}"
        steps += [(at + 1, "undercut", step), (at + 2, "undercut", step)]
    return _map(size, steps)


SHAPES: Mapping[str, Callable[[int], ArgumentMap]] = {
    "tree": _tree,
    "star": _star,
    "chain": _chain,
    "shared": _shared,
    "one circle": _circle,
    "many circles": _circles,
    "many undercuts": _undercuts,
}


def main() -> None:
    """Prints the rows as they are measured."""
    parser = ArgumentParser("growth", description=__doc__)
    parser.add_argument("--only", choices=VERBS, action="append", help="one verb; may be given again")
    parser.add_argument("--shape", choices=SHAPES, action="append", help="one shape; may be given again")
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES), help="how many statements")
    asked = parser.parse_args()
    show = partial(print, flush=True)
    for row in measured(asked.only or VERBS, asked.shape or SHAPES, asked.sizes):
        met = "yes" if row.met else "NO"
        show(f"{row.name:26}{row.size:7,}  {told(row.ours, 's') or '–':>9}  {row.target:8}  {met:4}{row.note}")


if __name__ == "__main__":
    main()
