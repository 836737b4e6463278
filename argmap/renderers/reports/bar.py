"""A strength as a row of blocks, for reports and the terminal."""


def bar(strength: float, cells: int = 10) -> str:
    """A strength as a row of blocks.

    >>> bar(0.5)
    '█████░░░░░'
    """
    full = round(strength * cells)
    return "█" * full + "░" * (cells - full)
