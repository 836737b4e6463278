"""Numbers rounded for people, but never across a cut-off."""

from collections.abc import Callable
from math import ceil, floor

from argmap.evaluation import ROUNDING, Evaluation, How

MOST_DIGITS = 6
SAME = 1e-9
"""Strengths no farther apart are the same: on a circle the last bits depend on the order of the file."""


def rounded(value: float, same: Callable[[float], object], digits: int = 2) -> str:
    """A number with this many digits, or with more while rounding changes the value of `same`.

    >>> rounded(0.5969, lambda x: x >= 0.6), rounded(0.612, lambda x: x >= 0.6), rounded(0.25, lambda x: x >= 0.6)
    ('0.597', '0.61', '0.25')
    """
    for more in range(digits, MOST_DIGITS):
        text = f"{value:.{more}f}"
        if same(float(text)) == same(value):
            return text
    return f"{value:.{MOST_DIGITS}f}"


def rounded_down(value: float, digits: int = 3) -> str:
    """A number of at least 0 with this many digits, rounded down: what is certain below the number is certain below the text.

    >>> rounded_down(0.1236), rounded_down(0.3), rounded_down(0.29)
    ('0.123', '0.300', '0.290')
    """
    return f"{floor(value * 10**digits + SAME) / 10**digits:.{digits}f}"


def between(interval: tuple[float, float], digits: int = 2) -> str:
    """Bounds with this many digits, rounded away from each other: what is certain to lie between them lies between the texts.

    >>> between((0.446, 0.612)), between((0.25, 0.75))
    ('between 0.44 and 0.62', 'between 0.25 and 0.75')
    """
    low, high = interval
    return f"between {rounded_down(low, digits)} and {ceil(high * 10**digits - SAME) / 10**digits:.{digits}f}"


def strength(how: How, value: float, digits: int = 2) -> str:
    """A strength as text, rounded so that it does not appear to reach a cut-off that it does not reach."""

    def side(x: float) -> tuple[bool, bool]:
        return x >= how.accepted - ROUNDING, not how.worlds and x <= how.rejected

    return rounded(value, side, digits)


def of_100(how: How, e: Evaluation, id: str) -> tuple[str, str, str]:
    """The numbers of 100 worlds in which a statement stands, is defeated, and is open; together they are 100."""
    return parts_of_100(how, e.strengths[id], e.defeated[id])


def parts_of_100(how: How, stands: float, defeated: float) -> tuple[str, str, str]:
    """Of 100 worlds, how many a statement stands in, is defeated in, and is open in, for its shares of them.

    The first number is the strength as it is written; the worlds that are left go to the other two by the largest
    remainder. No number appears to reach a cut-off that it does not reach; decimals are written where that takes them.

    >>> from argmap.how import how_of
    >>> parts_of_100(how_of({}), 0.536, 0.226), parts_of_100(how_of({}), 0.25, 0.596)
    (('54', '22', '24'), ('25', '59.6', '15.4'))
    """
    for digits in range(2, MOST_DIGITS + 1):
        written = strength(how, stands, digits)
        places = len(written) - len("0.00")
        unit = 100 * 10**places
        first = round(float(written) * unit)
        lost, left = _shared(unit - first, defeated * unit, max(0.0, 1 - stands - defeated) * unit)
        if (lost / unit >= how.defeated - ROUNDING) == (defeated >= how.defeated - ROUNDING):
            break
    said = [f"{count / 10**places:.{places if count % 10**places else 0}f}" for count in (first, lost, left)]
    return said[0], said[1], said[2]


def _shared(whole: int, share: float, other_share: float) -> tuple[int, int]:
    """Two whole numbers that add up to `whole`, near two shares of it: each rounded down, what is left to the larger rest."""
    low, high = int(share), int(other_share)
    remainder = whole - low - high
    if remainder < 1:
        return low, high + remainder
    if remainder > 1 or share - low >= other_share - high:
        return low + 1, high + remainder - 1
    return low, high + 1
