"""Numbers as text for lines of arithmetic."""

from collections.abc import Sequence

Side = Sequence[float]
"""What the steps of one side carry."""

DIGITS, FINEST, NOISE = 4, 12, 1e-12
"""Digits of a number, the most that it gets, and what a whole number may be off through arithmetic with floats."""


def figure(value: float) -> str:
    """A number with four digits, and no more zeros than two; with more digits if it would else look like a whole number.

    >>> figure(0.5), figure(0.81234), figure(1.0), figure(-0.25), figure(0.000002), figure(0.99999)
    ('0.50', '0.8123', '1.00', '−0.25', '0.000002', '0.99999')
    """
    digits = DIGITS
    while digits < FINEST and float(f"{value:.{digits}f}") == round(value) and abs(value - round(value)) > NOISE:
        digits += 1
    text = f"{value:.{digits}f}"
    text = text[: 2 - digits] + text[2 - digits :].rstrip("0")
    return text.replace("-", "−") if float(text) else text.lstrip("-")


def added(side: Side) -> str:
    """The numbers of a side with a plus between them.

    >>> added([0.5, 0.25]), added([])
    ('0.50 + 0.25', '0')
    """
    return " + ".join(map(figure, side)) or "0"
