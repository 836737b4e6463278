"""How an analysis tells how far it is."""

from collections.abc import Callable

Progress = Callable[[int, int], None]
"""Called with how many parts are done, and of how many."""
