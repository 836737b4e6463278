"""The names of the layout engines, and the result of trying one; `engines` tries and runs them."""

from dataclasses import dataclass

LAYOUT_ENGINES = ("dot", "graphviz-pure", "pygraphviz", "tidy")
"""In the order of preference."""
FIX = "install Graphviz with the system's package manager, or: pip install graphviz-pure"
NOT_DRAWN_BY = {"png": ("tidy",), "pdf": ("tidy", "graphviz-pure")}
"""The engines that do not draw a kind of picture."""


@dataclass(frozen=True)
class LayoutEngine:
    """An engine that was tried, whether it is used, and why (not). `path` is empty if it is not a program."""

    name: str
    path: str
    used: bool
    why: str
