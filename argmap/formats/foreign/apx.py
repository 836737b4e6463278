"""APX, abstract argumentation frameworks as facts (ASPARTIX): `arg(a).` and `att(a,b).`"""

import re

from argmap.formats.foreign import facts
from argmap.formats.foreign.table import BEGINNING
from argmap.formats.losses import Reading, Source
from argmap.model import ArgumentMap

_FACT = re.compile(r"^\s*arg\([^(),]+\)\s*\.", re.MULTILINE)


def recognised(text: str) -> bool:
    """Whether a text has facts about arguments.

    >>> recognised("arg(a). att(a,b)."), recognised("arg(a, 0.5)")
    (True, False)
    """
    return _FACT.search(text[:BEGINNING]) is not None


def read(source: Source) -> Reading:
    """The framework in an APX file. Raises LoadError for a fact of no known name."""
    return facts.read(source)


def write(m: ArgumentMap) -> str:
    """The map as facts.

    >>> from argmap.model import ArgumentMap, Attack, Claim, Counterevidence
    >>> nodes = [Claim(text="a", id="a"), Counterevidence(text="b", id="b")]
    >>> print(write(ArgumentMap(conclusion="a", statements=nodes, steps=[Attack(sources=["b"], target="a")])))
    arg(a).
    arg(b).
    att(b, a).
    <BLANKLINE>
    """
    return "".join(f"{line}\n" for line in facts.lines(m, ".", scores=False))
