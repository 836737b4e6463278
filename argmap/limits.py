"""The limits on what is read: how many bytes a file has, how deep it nests, how many statements a map has."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace

from argmap.errors import SettingError, UnknownName

DEEPEST_EVER = 1_000
"""The largest `depth` that can be set."""


@dataclass(frozen=True)
class Limits:
    """The limits on what argmap reads. Exceeding one is an error that says how to raise it."""

    bytes: int = 128 * 2**20
    """The size of the largest file, in bytes."""
    depth: int = 200
    """How deep lists and mappings may be nested."""
    statements: int = 250_000
    """The size of the largest map, in statements."""

    def hint(self, name: str, instead: str) -> str:
        """The hint for a limit that was exceeded: the alternative `instead`, and how to raise the limit."""
        return f"{instead}, or raise it with --limit {name}=N (now {getattr(self, name)})"


LIMITS = {
    "bytes": "the size of the largest file, in bytes",
    "depth": f"how deep lists and mappings may be nested, at most {DEEPEST_EVER:,}",
    "statements": "the size of the largest map, in statements",
}
"""What each limit means."""
_now = Limits()


def limits() -> Limits:
    """The limits in force in this process.

    >>> limits().depth
    200
    """
    return _now


@contextmanager
def limited(**to: int) -> Iterator[Limits]:
    """A context in which the given limits apply, in the whole process with all its threads.

    `bytes`: of a file; `depth`: of nested lists and mappings, at most 1,000; `statements`: of a map. Raises UnknownName for
    another name, and SettingError for a value that is not a whole number in range.

    >>> with limited(depth=500):
    ...     limits().depth
    500
    """
    global _now  # noqa: PLW0603 - what is read in other threads has the same limits
    before, recursion = _now, sys.getrecursionlimit()
    _now = replace(before, **{name: _number(name, value) for name, value in to.items()})
    sys.setrecursionlimit(max(recursion, recursion + 4 * (_now.depth - before.depth)))
    try:
        yield _now
    finally:
        _now = before
        sys.setrecursionlimit(recursion)


def _number(name: str, value: object) -> int:
    if name not in LIMITS:
        raise UnknownName("limit", name, [one.name for one in fields(Limits)])
    most = DEEPEST_EVER if name == "depth" else sys.maxsize
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= most:
        raise SettingError(
            f"the limit {name} must be a whole number from 1 to {most:,}, got {value!r}", f"{name} = 1000"
        )
    return value
