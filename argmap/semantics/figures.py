"""Numbers as text for lines of arithmetic."""

from collections.abc import Sequence

Side = Sequence[float]
"""What the steps of one side carry."""


def figure(value: float) -> str:
    """A number with four digits, and no more zeros than two.

    >>> figure(0.5), figure(0.81234), figure(1.0), figure(-0.25)
    ('0.50', '0.8123', '1.00', '−0.25')
    """
    text = f"{value:.4f}"
    text = text[:-2] + text[-2:].rstrip("0")
    return text.replace("-", "−") if float(text) else text.lstrip("-")


def added(side: Side) -> str:
    """The numbers of a side with a plus between them.

    >>> added([0.5, 0.25]), added([])
    ('0.50 + 0.25', '0')
    """
    return " + ".join(map(figure, side)) or "0"
