"""Numbers rounded for people, but never across a cut-off."""

from collections.abc import Callable

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


def strength(how: How, value: float, digits: int = 2) -> str:
    """A strength as text, rounded so that it does not appear to reach a cut-off that it does not reach."""

    def side(x: float) -> tuple[bool, bool]:
        return x >= how.accepted - ROUNDING, not how.worlds and x <= how.rejected

    return rounded(value, side, digits)


def of_100(how: How, e: Evaluation, id: str) -> tuple[str, str, str]:
    """The numbers of 100 worlds in which a statement stands, is defeated, and is open; rounded, but not across a cut-off."""
    parts = (
        (e.strengths[id], how.accepted),
        (e.defeated[id], how.defeated),
        (e.open[id], 2.0),
    )

    def said(share: float, cut: float) -> str:
        return rounded(100 * share, lambda x: x >= 100 * (cut - ROUNDING), 0)

    stands, defeated, left = (said(*part) for part in parts)
    return stands, defeated, left
