"""Pauses Python's collector of cycles while many values are made; it would walk over all of them again and again."""

import gc
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext


def paused(*, when: bool = True) -> AbstractContextManager[None]:
    """Within `with`, nothing is collected; afterwards all is as it was.

    >>> with paused():
    ...     gc.isenabled()
    False
    >>> gc.isenabled()
    True
    """
    return _paused() if when and gc.isenabled() else _AS_IT_IS


@contextmanager
def _paused() -> Iterator[None]:
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


_AS_IT_IS = nullcontext()
