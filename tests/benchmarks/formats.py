"""Loading large files: 100,000 statements in about 100 MB, in argmap's notations and in those of other tools.

Each run is a process of its own. The exponent is that of the CPU time between a quarter of the size and the whole of it: 1 is linear.
Run as a script, it prints the table as it is measured: `python tests/benchmarks/formats.py --only aif`.
"""

from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from functools import partial
from math import log
from pathlib import Path
from tempfile import TemporaryDirectory

from growth import SHAPES, Ran, ran
from measure import Row, Setting, told

from argmap import formats as notations

SIZE, LETTERS = 100_000, 750
"""How many statements there are, and how many letters each of them has: together about 100 MB, with what stands around them."""
NAMES = ("outline", "json", "gsn", "aif", "csv", "argdown", "ltac")
LIMIT_S = 60
LOAD = "import sys; from argmap import formats as f; f.read_file(sys.argv[1], conclusion='n0')"


def rows(setting: Setting) -> Iterator[Row]:
    """A row for each notation."""
    return measured(NAMES, setting.size(SIZE))


def measured(names: Sequence[str], size: int) -> Iterator[Row]:
    """The rows of these notations."""
    with TemporaryDirectory() as folder:
        starting = ran(["-m", "argmap", "--version"]).seconds or 0.0
        for name in names:
            files = [_written(Path(folder), name, count) for count in (size // 4, size)]
            found = [ran(["-c", LOAD, str(file)]) for file in files]
            bytes = sum(file.stat().st_size for file in Path(folder).glob(f"large-{size}.*"))
            yield _row(name, size, bytes, found, starting)
            for file in Path(folder).iterdir():
                file.unlink()


def _row(name: str, size: int, bytes: int, found: Sequence[Ran], starting: float) -> Row:
    last = found[-1]
    note = f"{told(bytes, 'B')}, {told(last.bytes, 'B')} of memory" if last.seconds is not None else last.why
    times = [max((one.seconds or 0.0) - starting, 0.01) for one in found]
    if last.seconds is not None:
        note = f"exponent {log(times[-1] / times[0]) / log(4):.2f}, {note}"
    return Row(f"load {name}", size, last.seconds, limit=LIMIT_S, note=note, agrees=last.seconds is not None)


def _written(folder: Path, name: str, size: int) -> Path:
    """A tree of so many statements, each with a long text, as a file of this notation."""
    m = SHAPES["tree"](size)
    words = "The ground that is given for it holds in every case that was looked at so far. " * (LETTERS // 75)
    long = tuple(one.replace(text=f"{one.text} {words[:LETTERS]}".strip(), strength=None) for one in m.statements)
    path = folder / f"large-{size}{notations.FORMATS[name].suffixes[0]}"
    content = notations.FORMATS[name].write(m.replace(statements=long))
    for file, data in notations.files_of(str(path), content).items():
        Path(file).write_bytes(data)
    return path


def main() -> None:
    """Prints the rows as they are measured."""
    parser = ArgumentParser("formats", description=__doc__)
    parser.add_argument("--only", choices=notations.FORMATS, action="append", help="one notation; may be given again")
    parser.add_argument("--size", type=int, default=SIZE, help="how many statements")
    asked = parser.parse_args()
    show = partial(print, flush=True)
    for row in measured(asked.only or NAMES, asked.size):
        show(f"{row.name:16}{row.size:8,}  {told(row.ours, 's') or '–':>9}  {row.target:8}  {row.note}")


if __name__ == "__main__":
    main()
