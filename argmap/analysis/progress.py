"""The type of the function by which an analysis reports its progress."""

from collections.abc import Callable

Progress = Callable[[int, int], None]
"""Called with how many parts are done, and of how many."""
