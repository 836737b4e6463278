"""What `argmap impact` prints: for a terminal, as Markdown for a comment, and as JSON."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from argmap.analysis.impact import Impact
from argmap.analysis.rounding import strength
from argmap.cli.printing.console import Console, StyledText
from argmap.cli.printing.difference import MOVED_LEAST, edit_line, signed
from argmap.cli.printing.text import VERDICT_STYLES, counted, one_line, say
from argmap.evaluation import Evaluation
from argmap.renderers.quoting import in_markdown, in_terminal

MOST_EDITS = 20
"""How many edits a comment lists."""


def show_impact(out: Console, file: str, since: str, impact: Impact) -> None:
    """The verdict then and now, what changed, and the verdict without the evidence that does not hold."""
    line = StyledText(f"{in_terminal(file)} since {in_terminal(since)}: ", "bold")
    for at, e in enumerate(_verdicts(impact)):
        line.append(" → " if at else "")
        line.append(e.verdict.upper(), VERDICT_STYLES[e.verdict])
        line.append(f" {strength(e.how, e[e.conclusion])}")
    out.print(line)
    if not impact:
        out.print("  nothing changed, and all evidence holds")
        return
    if impact.difference is None:
        out.print(f"  a new map: {counted(len(impact.m.statements), 'statement')}")
    elif impact.difference:
        out.print(StyledText(f"  {counted(len(impact.difference.edits), 'edit')}", "bold"))
        for edit in impact.difference.edits:
            out.print(edit_line(edit, max(60, out.width)))
    if impact.files:
        out.print(StyledText(f"  {counted(len(impact.files), 'file')} of evidence", "bold"))
    for file_ in impact.files:
        say(out, f"{file_.how}: {file_.name}, on which {_listed(file_.ids)}", indent=2, hang=4)
    if impact.fallen:
        out.print(StyledText("  evidence that does not hold", "bold"))
        for evidence in impact.fallen:
            say(out, f"{evidence.state}: {evidence.message}", "yellow", indent=2, hang=4)
        e = impact.without
        line = StyledText(f"  without {in_terminal(', '.join(impact.ids))}: ")
        line.append(e.verdict.upper(), VERDICT_STYLES[e.verdict])
        out.print(line.append(f" {strength(e.how, e[e.conclusion])}"))


def impact_comment(since: str, found: Iterable[tuple[str, Impact]]) -> str:
    """The impact on several maps as Markdown, for a comment."""
    lines = [f"### What changes since {_in_comment(since)}", ""]
    for file, one in found:
        lines += [*_comment(file, one), ""]
    return "\n".join(lines)


def _comment(file: str, impact: Impact) -> Iterator[str]:
    verdicts = " → ".join(f"**{e.verdict}** {strength(e.how, e[e.conclusion])}" for e in _verdicts(impact))
    yield f"{'⚠️ ' if impact.turned else ''}{_in_comment(file)}: {verdicts}"
    yield ""
    yield f"> {_in_comment(one_line(impact.m.statement(impact.m.conclusion).text, 300))}"
    yield ""
    if not impact:
        yield "Nothing changed, and all evidence holds."
        return
    if impact.difference is None:
        yield f"- a new map: {counted(len(impact.m.statements), 'statement')}"
    edits = impact.difference.edits if impact.difference else ()
    for edit in edits[:MOST_EDITS]:
        moved = "" if edit.moved is None or abs(edit.moved) < MOVED_LEAST else f" ({signed(edit.moved)})"
        words = edit.after or edit.before
        if edit.before and edit.after:
            words = f"{edit.before} → {edit.after}"
        yield f"- {edit.kind} {_in_comment(edit.id or 'map')}{moved}: {_in_comment(one_line(words, 300))}"
    if len(edits) > MOST_EDITS:
        yield f"- and {counted(len(edits) - MOST_EDITS, 'more edit')}"
    for file_ in impact.files:
        yield f"- evidence {file_.how}: {_in_comment(file_.name)}, on which {_in_comment(_listed(file_.ids))}"
    for evidence in impact.fallen:
        yield f"- **{evidence.state}**: {_in_comment(evidence.message)}"
    if impact.fallen:
        e = impact.without
        yield ""
        yield f"Without {_in_comment(', '.join(impact.ids))}: **{e.verdict}** {strength(e.how, e[e.conclusion])}"


def impact_data(file: str, impact: Impact) -> dict[str, Any]:
    """The impact on a map as JSON."""
    return {
        "file": file,
        "turned": impact.turned,
        "before": _verdict(impact.before),
        "after": _verdict(impact.after),
        "without": {"ids": impact.ids, **(_verdict(impact.without) or {})},
        "edits": impact.difference.edits if impact.difference else (),
        "files": impact.files,
        "fallen": impact.fallen,
    }


def _verdicts(found: Impact) -> Sequence[Evaluation]:
    return [e for e in (found.before, found.after) if e]


def _verdict(e: Evaluation | None) -> dict[str, Any] | None:
    return None if e is None else {"verdict": e.verdict, "strength": e[e.conclusion]}


def _listed(ids: Sequence[str]) -> str:
    return f"{', '.join(ids)} rest{'s' if len(ids) == 1 else ''}"


def _in_comment(text: str) -> str:
    """A text in the Markdown of a comment, in which nobody is called by it."""
    return in_markdown(text).replace("@", "@<!-- -->")
