"""A line on the terminal that says which verb is at work and for how long; gone before anything else is printed.

It is there for work that takes more than a moment and cannot tell how much of it is done.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread
from time import monotonic

AFTER_S, AGAIN_S = 1.0, 0.5
"""The line appears after so long, and is printed again so often."""

_ended = Event()
_threads: list[Thread] = []


@contextmanager
def waiting(says: str) -> Iterator[None]:
    """Shows the line while the block runs, if standard error is a terminal, until `end` is called."""
    if not sys.stderr.isatty():
        yield
        return
    _ended.clear()
    thread = Thread(target=_shown, args=(says,), daemon=True)
    _threads.append(thread)
    thread.start()
    try:
        yield
    finally:
        end()


def end() -> None:
    """Removes the line for good; returns when it is gone."""
    if _threads:
        _ended.set()
        _threads.pop().join()


def _shown(says: str) -> None:
    begun = monotonic()
    if _ended.wait(AFTER_S):
        return
    while True:
        sys.stderr.write(f"\r\x1b[K{says}: {monotonic() - begun:.0f} s")
        sys.stderr.flush()
        if _ended.wait(AGAIN_S):
            break
    sys.stderr.write("\r\x1b[K")
    sys.stderr.flush()
