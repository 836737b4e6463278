"""Waits until a file is saved, for `render --watch` and `serve`."""

from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from time import sleep, time_ns

from argmap import files
from argmap.errors import LoadError

WATCH_PAUSE_S = 0.2
"""How often a watched file is looked at."""
FRESH_NS = 10**9
"""A file that was saved so short a time ago may be saved again without a change of its time and size."""


FileState = tuple[object, bytes]


def state(file: str, earlier: FileState | None = None) -> FileState | None:
    """What changes when a file is saved: its time, size and number, and what it holds; None while it is not there.

    What it holds is read again only if the rest is not as in `earlier`, or so fresh that it says nothing.
    """
    try:
        found = Path(file).stat()
    except OSError:
        return None
    told = found.st_mtime_ns, found.st_size, found.st_ino, found.st_mode
    if earlier is not None and earlier[0] == told and abs(time_ns() - found.st_mtime_ns) > FRESH_NS:
        return earlier
    with suppress(OSError, LoadError):
        return told, sha256(files.read(file)).digest()
    return told, b""


def changes_of(file: str, earlier: FileState | None = None) -> Iterator[None]:
    """Comes back whenever the file is not as in `earlier`, for ever."""
    while True:
        if (now := state(file, earlier)) == earlier:
            sleep(WATCH_PAUSE_S)
        else:
            earlier = now
            yield
