"""The layout engines by name, and what is found out about one; `engines` finds out and runs them."""

from dataclasses import dataclass

ENGINES = ("dot", "graphviz-pure", "pygraphviz", "tidy")
"""In the order of preference."""
FIX = "install Graphviz with the system's package manager, or: pip install graphviz-pure"
NOT_DRAWN_BY = {"png": ("tidy",), "pdf": ("tidy", "graphviz-pure")}
"""The engines that do not draw a kind of picture."""


@dataclass(frozen=True)
class Engine:
    """One engine that was considered, whether it is used, and why (not). `path` is empty for one that is no program."""

    name: str
    path: str
    used: bool
    why: str
