"""Functions that are imported when they are first called, so that a table can name them without importing them."""

from collections.abc import Callable
from importlib import import_module
from typing import Any


def late(path: str) -> Callable[..., Any]:
    """A function that imports the one named `module:function` when it is called, and calls it.

    >>> late("math:sqrt")(4.0)
    2.0
    """
    found: list[Callable[..., Any]] = []

    def call(*values: Any, **named: Any) -> Any:
        if not found:
            found.append(late_value(path))
        return found[0](*values, **named)

    return call


def late_value(path: str) -> Any:
    """What stands at `module:name`; the module is imported now.

    >>> late_value("math:pi") > 3
    True
    """
    module, _, name = path.partition(":")
    return getattr(import_module(module), name)
