"""Results in notebooks: the output of their verb as HTML, with colours, and the histogram if there is one."""

from collections.abc import Callable, Mapping
from html import escape
from typing import Any

from argmap.cli.printing.console import Console, StyledText
from argmap.late import late

CSS_COLOURS = {"cyan": "#0A6C74", "red": "#B83A0B", "yellow": "#8A6A00", "magenta": "#6B3FA0", "blue": "#1D4ED8"}
"""The colours of a terminal on white; each is told from the ground by 4.5 : 1 at least."""
NOTEBOOK_WIDTH = 100


class Recorder(Console):
    """A console that keeps what is printed, as HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    @property
    def width(self) -> int:
        """How many cells a line has."""
        return NOTEBOOK_WIDTH

    def print(self, text: StyledText | str = "", style: str = "", end: str = "\n") -> None:
        """Keeps a text."""
        parts = [(text, style)] if isinstance(text, str) else text.parts
        self.lines.append("".join(_span(part, how) for part, how in parts) + end)

    def html(self) -> str:
        """All that was printed."""
        return f'<pre style="white-space:pre-wrap;font:13px/1.35 monospace">{"".join(self.lines)}</pre>'


def _span(text: str, style: str) -> str:
    looks = {"bold": "font-weight:bold", "dim": "opacity:.65"}
    said = ";".join(looks.get(word) or f"color:{CSS_COLOURS[word]}" for word in style.split())
    return f'<span style="{said}">{escape(text)}</span>' if said else escape(text)


def _evaluation(out: Recorder, e: Any) -> None:
    late("argmap.cli.printing.evaluation:show_evaluation")(out, e.m, e)


def _robustness(out: Recorder, found: Any) -> None:
    late("argmap.cli.printing.analysis:show_robustness")(out, found.m, found)


_ANALYSIS = "argmap.cli.printing.analysis"
SHOWN: Mapping[str, Callable[[Recorder, Any], None]] = {
    "Evaluation": _evaluation,
    "Robustness": _robustness,
    "Explanation": late(f"{_ANALYSIS}:show_explanation"),
    "Attribution": lambda out, found: late(f"{_ANALYSIS}:show_attributions")(out, [found]),
    "WhatIf": late(f"{_ANALYSIS}:show_change"),
    "Overturning": lambda out, found: late(f"{_ANALYSIS}:show_overturning")(out, found.m, found),
    "Comparison": lambda out, found: late(f"{_ANALYSIS}:show_comparison")(out, found.m, found),
    "Difference": lambda out, found: late("argmap.cli.printing.difference:show_difference")(out, found.m, found),
}
"""How each kind of result is printed."""


def html(result: Any) -> str:
    """A result as HTML: what its verb prints, and under it the histogram where there is one.

    >>> from argmap import evaluate
    >>> from argmap.model import ArgumentMap, Claim
    >>> m = ArgumentMap(conclusion="c", statements=[Claim(text="It pays.", id="c")])
    >>> html(evaluate(m)).startswith("<pre")
    True
    """
    out = Recorder()
    SHOWN[type(result).__name__](out, result)
    drawn = (
        late("argmap.renderers.svg.histogram:histogram_svg")(result, result.m.statement(result.of).text)
        if hasattr(result, "counts")
        else ""
    )
    return out.html() + drawn[drawn.find("<svg") :] if drawn else out.html()
