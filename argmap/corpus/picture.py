"""The pictures of a corpus: bars with names, and the strengths as a histogram, each a standalone SVG."""

from collections.abc import Sequence

from argmap.renderers.scene.metrics import cut_to_measure, width
from argmap.renderers.scene.palette import COLOURS
from argmap.renderers.svg.elements import box, element, sheet, text

LOOK = COLOURS["light"]
WIDTH, MARGIN, LINE, PLOT = 720.0, 24.0, 30.0, 180.0
NAMED = 260.0
"""The widest column of names."""
MISTAKE_LABEL = "with a mistake"
VERDICTS = {
    "accepted": LOOK.sides["pro"],
    "undecided": "#8A6A00",
    "rejected": LOOK.sides["con"],
    MISTAKE_LABEL: LOOK.faint,
}
"""The colours of verdicts, and of maps that have none; `MISTAKE_LABEL` is the name of those."""


def bars(title: str, rows: Sequence[tuple[str, int, str]]) -> str:
    """A bar for each name, count and colour, with the count and its share of all."""
    whole = sum(count for _, count, _ in rows)
    most = max((count for _, count, _ in rows), default=0) or 1
    labels = [f"{count:,} · {count / (whole or 1):.1%}" for _, count, _ in rows]
    bars_begin = MARGIN + min(NAMED, max((width(name, 13) for name, _, _ in rows), default=0)) + 12
    span = WIDTH - MARGIN - bars_begin - max((width(label, 13) for label in labels), default=0) - 10
    parts = [text(MARGIN, 36, title, 16, LOOK.ink, bold=True)]
    for number, ((name, count, colour), label) in enumerate(zip(rows, labels, strict=True)):
        y = 56 + LINE * number
        long = max(1.0, span * count / most) if count else 0.0
        parts += [
            text(MARGIN, y + 15, cut_to_measure(name, bars_begin - MARGIN - 12, 13), 13, LOOK.ink),
            box(bars_begin, y, long, 20, fill=colour),
            text(bars_begin + long + 8, y + 15, label, 13, LOOK.muted),
        ]
    size = WIDTH, 56 + LINE * len(rows) + MARGIN - 8
    described = ", ".join(f"{name} {label}" for (name, _, _), label in zip(rows, labels, strict=True))
    return sheet("".join(parts), size, LOOK.page, title=title, description=described, kind="bars")


def histogram(title: str, counts: Sequence[int]) -> str:
    """A column for each of the equal parts of [0, 1], with how many strengths fall into it."""
    most, bins = max(counts) or 1, len(counts)
    span, ground = WIDTH - 2 * MARGIN, 72 + PLOT
    parts = [
        text(MARGIN, 36, title, 16, LOOK.ink, bold=True),
        text(MARGIN, 58, f"the highest column: {most:,} maps", 12, LOOK.muted),
    ]
    for number, count in enumerate(counts):
        tall = PLOT * count / most
        if count:
            label = f"{count:,} between {number / bins:.2f} and {(number + 1) / bins:.2f}"
            x, wide = MARGIN + span * number / bins + 1, span / bins - 2
            geometry = {"x": x, "y": ground - tall, "width": wide, "height": tall}
            parts.append(element("rect", element("title", label), fill=LOOK.sides["pro"], **geometry))
    parts.append(element("path", d=f"M{MARGIN} {ground}H{WIDTH - MARGIN}", stroke=LOOK.faint))
    for tenth in range(0, 11, 2):
        label = f"{tenth / 10:g}"
        parts.append(text(MARGIN + span * tenth / 10 - width(label, 12) / 2, ground + 18, label, 12, LOOK.muted))
    described = ", ".join(f"{at / bins:.2f}: {count}" for at, count in enumerate(counts))
    return sheet("".join(parts), (WIDTH, ground + 34), LOOK.page, title=title, description=described, kind="histogram")
