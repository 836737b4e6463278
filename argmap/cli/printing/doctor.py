"""Prints the layout engines, and warnings about letters that a picture cannot show."""

from collections.abc import Sequence

from argmap.cli.printing.console import Console, StyledText
from argmap.renderers.places.engine import FIX, LayoutEngine


def show_doctor(out: Console, rows: Sequence[LayoutEngine]) -> None:
    """The layout engines that were considered, and the one that is used."""
    for row in rows:
        line = StyledText("✓ " if row.used else "  ", "cyan")
        line.append(f"{row.name:<14}", "bold")
        line.append(f"{'used' if row.used else 'not used'}: {row.why}" + (f" ({row.path})" if row.path else ""))
        out.print(line)
    if not any(row.used for row in rows):
        out.print(StyledText(f"No picture can be drawn here. {FIX}", "red"))


def tell_lost_letters(console: Console, path: str, letters: str) -> None:
    """A warning that names the letters a PNG shows as boxes, and the fix; nothing when there are none."""
    if letters:
        console.print(StyledText(f"! {path}: no font here draws {letters}", "yellow"))
        console.print(StyledText("   = help: pip install 'argmap[cjk]', or use the SVG, which needs no font here"))
