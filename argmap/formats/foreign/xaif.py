"""xAIF, the AIF that argument-mining modules hand to each other: AIF within `AIF`, with a text and what OVA keeps."""

import json
import re

from argmap.formats.foreign import aif
from argmap.formats.losses import Reading, Source
from argmap.model import ArgumentMap

_WRAPPED = re.compile(r'"AIF"\s*:\s*(\{|"\s*\{|null)')


def recognised(text: str) -> bool:
    """Whether a text wraps AIF.

    >>> recognised('{"AIF": {"nodes": []}}'), recognised('{"nodes": []}')
    (True, False)
    """
    return text.lstrip().startswith("{") and _WRAPPED.search(text) is not None


def read(source: Source) -> Reading:
    """The argument in an xAIF file. Raises LoadError."""
    return aif.read(source)


def write(m: ArgumentMap) -> str:
    """The map as xAIF."""
    nodes, edges = aif.graph_of(m)
    whole = {"nodes": nodes, "edges": edges, "locutions": [], "participants": []}
    return json.dumps({"AIF": whole}, ensure_ascii=False, indent=1) + "\n"
