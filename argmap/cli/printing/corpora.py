"""What the verbs about corpora print: how far a run is, and what it has written."""

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from math import isfinite
from time import monotonic

from argmap.cli.printing import screen
from argmap.cli.printing.console import Console
from argmap.cli.printing.text import SEVERITY_STYLES, counted
from argmap.cli.printing.waiting import end as end_waiting
from argmap.corpus.run import Advance, CorpusRun

EVERY_S = 0.2
"""The line is printed again no sooner."""


@contextmanager
def telling() -> Iterator[Callable[[Advance], None] | None]:
    """A function that tells how far a run is, on one line of the terminal, which is gone at the end; None if nobody watches."""
    if not screen.err.is_terminal:
        yield None
        return
    end_waiting()
    last = 0.0

    def tell(advance: Advance) -> None:
        nonlocal last
        if monotonic() - last > EVERY_S:
            last = monotonic()
            sys.stderr.write(f"\r\x1b[K{advance_line(advance)}")
            sys.stderr.flush()

    try:
        yield tell
    finally:
        sys.stderr.write("\r\x1b[K")
        sys.stderr.flush()


def advance_line(advance: Advance) -> str:
    """How far a run is, in one line.

    >>> advance_line(Advance(12_000, 0, 41, 0, 100, 4.0))
    '12,000 maps · 3,000 a second · 41 % · 0:06 left'
    """
    left = ""
    if isfinite(advance.left):
        minutes, seconds = divmod(round(advance.left), 60)
        left = f"{minutes}:{seconds:02} left"
    parts = (f"{advance.maps:,} maps", f"{advance.rate:,.0f} a second", f"{advance.share:.0%}".replace("%", " %"), left)
    return " · ".join(filter(None, parts))


def counts_in_words(counts: Mapping[str, int]) -> list[str]:
    """Verdicts and severities with how often there are, maps with a mistake last.

    >>> counts_in_words({"accepted": 3, "warning": 1, "mistaken": 2})
    ['3 accepted', '1 warning', '2 with a mistake']
    """
    told = [counted(count, name) if name in SEVERITY_STYLES else f"{count:,} {name}" for name, count in counts.items()]
    return [one.replace("mistaken", "with a mistake") for one in sorted(told, key=lambda one: "mistaken" in one)]


def show_run(out: Console, run: CorpusRun) -> None:
    """What was found, how long it took and where it stands."""
    parts = ", ".join(counts_in_words(run.counts)) or "nothing to report"
    before = f", {run.before:,} of them by an earlier run" if run.before else ""
    fresh = run.maps - run.before
    rate = f", {fresh / run.seconds:,.0f} a second" if fresh and run.seconds else ""
    out.print(f"{counted(run.maps, 'map')}: {parts}")
    screen.err.print(f"{run.seconds:,.1f} s{rate}{before}", "dim")
    for path in run.outputs:
        screen.err.print(f"✓ {path}")
