"""The strength nearest to a wrong one: 0.7 for "70 %", a word of the scale for a misspelt one, [0.4, 0.6] for "0.4-0.6"."""

import re
from collections.abc import Mapping
from math import isnan
from typing import Any

from argmap.errors import nearest

Near = float | str | list[float | str]
LONGEST, MOST = 100, 10
"""A longer text, or a list with more ends, is near to nothing; to look takes long."""
_NUMBER = re.compile(r"\s*([-+]?\d*[.,]?\d+)\s*(%|percent)?\s*", re.IGNORECASE)
_SPAN = re.compile(r"\s*\[?\s*(\d*\.?\d+)\s*(?:-|–|\.\.|,|to)\s*(\d*\.?\d+)\s*\]?\s*")


def near_strength(value: object, words: Mapping[str, Any]) -> Near | None:
    """The number, word or [low, high] nearest to a value that is no strength; None if nothing is near.

    `words` are those of the scale.

    >>> near_strength("70 %", {}), near_strength(70, {}), near_strength("storng", {"strong": 0.75})
    (0.7, 0.7, 'strong')
    >>> near_strength([0.8, 0.4], {}), near_strength(["strong", 0.2], {"strong": 0.75}), near_strength("soon", {})
    ([0.4, 0.8], [0.2, 'strong'], None)
    """
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, (list, tuple)):
        return _interval(value, words)
    if not isinstance(value, str):
        return _share(value)
    if len(value) > LONGEST:
        return None
    if (found := _NUMBER.fullmatch(value)) is not None:
        number = float(found[1].replace(",", "."))
        return _share(number / 100 if found[2] else number)
    if span := _SPAN.fullmatch(value):
        return _interval([float(span[1]), float(span[2])], words)
    return nearest(value, words) or nearest(value.replace("_", " ").replace("-", " ").lower(), words)


def _interval(value: list[Any] | tuple[Any, ...], words: Mapping[str, Any]) -> Near | None:
    """The ends of an interval in their order, each the nearest to what was written; one value for a single end."""
    if not 0 < len(value) <= MOST:
        return None
    ends = [end if isinstance(end, str) and end in words else near_strength(end, words) for end in value]
    fit = [end for end in ends if isinstance(end, (float, str))]
    if len(fit) != len(ends):
        return None
    in_order = sorted(fit, key=lambda end: _height(end, words))
    return [in_order[0], in_order[-1]] if len(in_order) > 1 else in_order[0]


def _height(end: float | str, words: Mapping[str, Any]) -> float:
    number = words[end] if isinstance(end, str) else end
    return float(sum(number) / 2 if isinstance(number, tuple) else number)


def _share(number: Any) -> float | None:
    """A number in [0, 1]: per cent where it looks like it, else the nearer end."""
    try:
        share = float(number)
    except (TypeError, ValueError, OverflowError):
        return None
    if isnan(share):
        return None
    return share / 100 if 2 <= share <= 100 else min(max(share, 0.0), 1.0)
