"""The tally of many numbers in [0, 1] that pass one chunk after another: counts, quantiles, mean, in bounded memory."""

from typing import Any

PARTS = 64_000
"""[0, 1] is divided into so many parts; a quantile is exact to the width of one, and exactly right where a part holds one number."""


class Tally:
    """How numbers in [0, 1] are distributed.

    >>> import numpy as np
    >>> found = Tally()
    >>> for chunk in ([0.1, 0.2, 0.2], [0.4, 1.0]):
    ...     found.add(np.array(chunk))
    >>> found.quantile(0.5), round(found.quantile(0.75), 4), found.histogram(5)
    (0.2, 0.4, (1, 2, 1, 0, 1))
    """

    def __init__(self) -> None:
        import numpy as np

        self.counts = np.zeros(PARTS, dtype=np.int64)
        self.low, self.high = np.ones(PARTS), np.zeros(PARTS)

    def add(self, values: Any) -> None:
        """Adds a chunk of numbers, float64 [·]."""
        import numpy as np

        parts = np.minimum((values * PARTS).astype(np.int64), PARTS - 1)
        self.counts += np.bincount(parts, minlength=PARTS)
        np.minimum.at(self.low, parts, values)
        np.maximum.at(self.high, parts, values)

    def quantile(self, share: float) -> float:
        """The number below which this share of the numbers lies; between two of them a mean, as numpy's quantile is."""
        import numpy as np

        upto = np.cumsum(self.counts)
        rank = share * (int(upto[-1]) - 1)
        below, above = (self._ranked(upto, int(one)) for one in (np.floor(rank), np.ceil(rank)))
        return below + (above - below) * (rank - int(rank))

    def _ranked(self, upto: Any, rank: int) -> float:
        """The number of this rank, counted from 0; within a part, numbers are taken to lie at equal distances."""
        import numpy as np

        part = int(np.searchsorted(upto, rank, side="right"))
        count = int(self.counts[part])
        within = rank - int(upto[part]) + count
        low, high = float(self.low[part]), float(self.high[part])
        return low if count < 2 else low + (high - low) * within / (count - 1)

    def histogram(self, bins: int) -> tuple[int, ...]:
        """How many numbers fall into each of so many equal parts of [0, 1]; `PARTS` must be a multiple of their number."""
        return tuple(self.counts.reshape(bins, -1).sum(axis=1).tolist())
