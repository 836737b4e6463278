"""What `argmap diff` prints."""

from argmap.analysis.difference import EDIT_SIGNS, Difference, MapEdit
from argmap.analysis.rounding import strength
from argmap.cli.printing.console import Console, StyledText
from argmap.cli.printing.text import VERDICT_STYLES, one_line
from argmap.model import ArgumentMap
from argmap.renderers.quoting import in_terminal

COLOUR_OF_EDIT = {"added": "cyan", "removed": "red", "changed": "dim"}
"""The colours of some kinds of edit; the others are yellow."""
MOVED_LEAST = 0.005
"""Smaller changes of a strength are counted, not listed."""


def show_difference(out: Console, m2: ArgumentMap, difference: Difference) -> None:
    """The verdict before and after, the edits, and the claims whose strength changed."""
    if difference.evaluations:
        _verdicts(out, m2, difference)
    else:
        out.print(StyledText(f"not evaluated: {in_terminal(difference.trouble)}", "yellow"))
    for edit in difference.edits:
        out.print(edit_line(edit, max(60, out.width)))
    weighed = [edit for edit in difference.edits if edit.moved is not None and abs(edit.moved) >= MOVED_LEAST]
    if weighed and difference.evaluations:
        first = max(weighed, key=lambda edit: abs(edit.moved or 0.0))
        said = f"{first.kind} {first.thing} {first.id}".strip()
        out.print(
            StyledText.assemble(
                ("\nmoved the conclusion most: ", "bold"), in_terminal(said), f" ({signed(first.moved or 0.0)})"
            )
        )
    listed = [one for one in difference.changed if abs(one.after - one.before) >= MOVED_LEAST]
    if listed:
        out.print(StyledText("\nstrengths", "bold"))
    for one in listed:
        change = one.after - one.before
        line = StyledText(f"  {in_terminal(one.id):<40} {one.before:.2f} → {one.after:.2f}  ")
        out.print(line.append(signed(change), "red" if change < 0 else "cyan"))
    if rest := len(difference.changed) - len(listed):
        out.print(
            StyledText(f"  {rest} {'others' if listed else 'strengths'} changed by less than {MOVED_LEAST:g}", "dim")
        )


def show_one_side(out: Console, name: str, m: ArgumentMap, verdict: str, strength: float, *, gone: bool) -> None:
    """A map that is new, or gone."""
    said = "gone" if gone else "new"
    line = StyledText(f"{'−' if gone else '+'} {in_terminal(name)}: a {said} map, ", "red" if gone else "cyan")
    line.append(f"{len(m.statements)} statements, {len(m.steps)} steps; {'it was' if gone else 'it is'} ")
    line.append(verdict.upper(), VERDICT_STYLES.get(verdict, ""))
    out.print(line.append(f" {strength:.2f}"))


def _verdicts(out: Console, m2: ArgumentMap, found: Difference) -> None:
    assert found.evaluations
    before, after = found.evaluations
    old, new = before[before.conclusion], after[after.conclusion]
    line = StyledText()
    line.append(before.verdict.upper(), VERDICT_STYLES[before.verdict])
    line.append(f" {strength(before.how, old)}")
    line.append(" → ")
    line.append(after.verdict.upper(), VERDICT_STYLES[after.verdict])
    line.append(f" {strength(after.how, new)}  {signed(new - old)}", "bold")
    line.append(f"   {after.semantics}", "dim")
    if not (before.converged and after.converged):
        line.append("   a cycle does not settle", "red")
    out.print(line)
    out.print(StyledText(one_line(m2.statement(m2.conclusion).text, max(60, out.width))))
    out.print()


def edit_line(edit: MapEdit, width: int) -> StyledText:
    """One edit on one line, cut to the width: its mark, how far it moved the conclusion, and what was done to what."""
    colour = COLOUR_OF_EDIT.get(edit.kind, "yellow")
    moved = "    " if not edit.moved or abs(edit.moved) < MOVED_LEAST else signed(edit.moved)
    if edit.moved is None:
        moved = "?"
    name = edit.id or "map"
    if edit.kind in ("added", "removed"):
        steps = f" (and {edit.steps} {'step' if edit.steps == 1 else 'steps'})" if edit.steps else ""
        words = f"{edit.field or edit.thing}{steps}: {edit.after or edit.before}"
    else:
        what = "" if edit.kind in ("reworded", "moved", "renamed") else f" {edit.field}"
        words = f"{edit.kind}{what}: {edit.before} → {edit.after}"
    line = StyledText(f"{EDIT_SIGNS[edit.kind]} ", colour)
    line.append(f"{moved:>5}  ", "red" if (edit.moved or 0) < 0 else "cyan")
    line.append(in_terminal(name), "bold")
    return line.append("  " + one_line(words, max(20, width - 10 - len(name))))


def signed(value: float) -> str:
    """A change with its sign.

    >>> signed(-0.125)
    '−0.12'
    """
    return f"{value:+.2f}".replace("-", "−")
