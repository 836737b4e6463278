"""A limit on the length of fractions, because the number of digits may double at each level."""

from fractions import Fraction

from argmap.errors import EvaluationError

LONGEST, MOST = 30_000, 5_000_000
"""So many binary digits at most has a fraction (about 9,000 decimal ones), and all that are worked out together."""


class Budget:
    """The number of digits that an exact evaluation may still compute."""

    def __init__(self) -> None:
        self._left = MOST

    def spend(self, numbers: list[Fraction]) -> None:
        """Counts the digits that one operation on these numbers works with. Raises EvaluationError if they are too many.

        >>> Budget().spend([Fraction(1, 3)])
        """
        digits = sum(one.numerator.bit_length() + one.denominator.bit_length() for one in numbers)
        self._left -= digits
        if digits > LONGEST or self._left < 0:
            raise EvaluationError(
                f"no exact strengths: the fractions grow past {LONGEST:,} binary digits, or {MOST:,} in all",
                "ask evaluate() for floats, which are right to about 15 digits, or evaluate a part of the map exactly",
            )
