"""argmap measured against its targets, plain C and other libraries: `python tests/benchmarks [--quick] [--only NAME]`.

Every ratio is taken in one run, the best of several turns of each side; compiling is warmed first and told apart.
If a group of rows fails, the others are measured all the same; the failures are printed last, and the exit code is 1.
"""

import json
import sys
import traceback
from argparse import ArgumentParser
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

import corpora
import cycle
import formats
import growth
import large
import memory
import peers
import scenarios
import shapes
import start
import tree
import worlds
from measure import Row, Setting, told
from rich.console import Console
from rich.table import Table

GROUPS: Mapping[str, Callable[[Setting], Iterator[Row]]] = {
    "tree": tree.rows,
    "peers": peers.rows,
    "shapes": shapes.rows,
    "dag": large.dag,
    "memory": memory.rows,
    "chain": large.chain,
    "cycle": cycle.rows,
    "gradients": large.gradients,
    "scenarios": scenarios.rows,
    "worlds": worlds.rows,
    "corpora": corpora.rows,
    "import": start.imports,
    "start": start.starts,
    "compile": start.compiling,
    "growth": growth.rows,
    "formats": formats.rows,
}


def main() -> None:
    """Measures what was asked for, prints it and writes it."""
    parser = ArgumentParser("benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a tenth of each size, to see that all of it runs")
    parser.add_argument("--only", choices=GROUPS, help="one group of rows")
    parser.add_argument("--peers", metavar="PYTHON", default=sys.executable, help="an interpreter with other libraries")
    parser.add_argument("--json", metavar="PATH", type=Path, help="write the rows there as well")
    asked = parser.parse_args()
    setting, progress = Setting(quick=asked.quick, peers=asked.peers), Console(stderr=True)
    rows: list[Row] = []
    failures: dict[str, str] = {}
    for name in [asked.only] if asked.only else GROUPS:
        with progress.status(name):
            try:
                rows.extend(GROUPS[name](setting))
            except Exception:  # noqa: BLE001 - whatever is wrong with one group, the others are measured
                failures[name] = traceback.format_exc()
    console = Console()
    console.width = max(console.width, 200)
    console.print(table(rows))
    if asked.json:
        extra = ("ratio", "target", "met")
        written = [{**asdict(row), **{name: getattr(row, name) for name in extra}} for row in rows]
        asked.json.write_text(json.dumps(written, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    for name, failure in failures.items():
        sys.stderr.write(f"\nThe group {name} failed:\n{failure}")
    sys.exit(1 if failures else 0)


def table(rows: Sequence[Row]) -> Table:
    """The rows, plain."""
    columns = Table(box=None, pad_edge=False)
    for name in ("measured", "size", "argmap", "other", "ratio", "target", "met"):
        columns.add_column(
            name, justify="right" if name in {"size", "argmap", "other", "ratio"} else "left", no_wrap=True
        )
    columns.add_column("against; note")
    for row in rows:
        ratio = f"{row.ratio:.3g}" if row.ratio else ""
        met = {None: "", True: "yes", False: "NO"}[row.met]
        note = "; ".join(filter(None, (row.against, row.note)))
        numbers = told(row.ours, row.unit), told(row.other, row.unit), ratio
        columns.add_row(row.name, f"{row.size:,}" if row.size else "", *numbers, row.target, met, note)
    return columns


if __name__ == "__main__":
    main()
