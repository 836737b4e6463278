"""Reading without Python's search for circles of garbage, which takes as long as reading a large file itself."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

LARGE = 1_000_000
"""From how many letters or bytes on a text is large: below, there is next to nothing to search."""


@contextmanager
def uncollected(size: int) -> Iterator[None]:
    """While a large text is read, circles of garbage are left alone: what a reader makes is kept, so that none would be found.

    >>> with uncollected(2_000_000):
    ...     gc.isenabled()
    False
    >>> gc.isenabled()
    True
    """
    paused = size >= LARGE and gc.isenabled()
    if paused:
        gc.disable()
    try:
        yield
    finally:
        if paused:
            gc.enable()
