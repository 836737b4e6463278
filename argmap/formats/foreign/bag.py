"""`.bag`, weighted bipolar argumentation graphs (Attractor): `arg(a, 0.5)`, `att(a, b)`, `sup(a, b)`."""

import re

from argmap.formats.foreign import facts
from argmap.formats.foreign.table import BEGINNING
from argmap.formats.losses import Reading, Source
from argmap.model import ArgumentMap

_FACT = re.compile(r"^\s*(arg\([^(),]+,[^()]*\)|(sup|att)\([^()]*\))\s*$", re.MULTILINE)


def recognised(text: str) -> bool:
    """Whether a text has arguments with base scores.

    >>> recognised("arg(a, 0.5)\\natt(a, b)"), recognised("arg(a).")
    (True, False)
    """
    return _FACT.search(text[:BEGINNING]) is not None


def read(source: Source) -> Reading:
    """The graph in a file. Raises LoadError for a fact of no known name."""
    return facts.read(source)


def write(m: ArgumentMap) -> str:
    """The map as facts with base scores."""
    return "".join(f"{line}\n" for line in facts.lines(m, "", scores=True))
