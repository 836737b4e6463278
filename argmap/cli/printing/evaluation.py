"""What `argmap eval` prints: the verdict, what it hinges on, what carries it, circles, what nothing answers."""

from collections.abc import Sequence

from argmap.analysis.circle import circles_of
from argmap.analysis.evidence import warnings
from argmap.analysis.grounds import Ground, grounds
from argmap.analysis.hinges import in_words, turning
from argmap.analysis.rounding import of_100, strength
from argmap.cli.printing.console import Console, StyledText
from argmap.cli.printing.text import NARROWEST, RELATION_COLOURS, VERDICT_STYLES, WIDEST, counted, one_line, say
from argmap.evaluation import Evaluation
from argmap.lint.excerpt import cells
from argmap.model import RELATIONS, ArgumentMap
from argmap.model.standpoint import heard
from argmap.model.walks import unanswered
from argmap.renderers.reports.bar import bar

CYCLE_COLOURS = {"not settled": "red", "unstable": "yellow"}
MOST_HINGES = 5


def show_evaluation(out: Console, m: ArgumentMap, e: Evaluation) -> None:
    """The verdict, what it hinges on and what carries it."""
    width = max(NARROWEST, min(out.width, WIDEST))
    part = heard(m, e.how.standpoint)
    _verdict(out, m, e, width)
    _standpoints(out, e, width)
    _hinges(out, m, e, width)
    _grounds(out, m, e, grounds(m, e), width)
    _circles(out, part, e, width)
    for warning in warnings(m, e):
        out.print()
        say(out, warning, "yellow", width=width)
    if open_ones := unanswered(part):
        out.print()
        out.print(StyledText("  Unanswered counterevidence", "bold"))
        for id in open_ones:
            line = StyledText(f"  {strength(e.how, e[id])}  ")
            shown = one_line(f"{id}: {m.statement(id).text}", width - 8)
            line.append(shown[: len(id)], "bold")
            line.append(shown[len(id) :])
            out.print(line)


def _verdict(out: Console, m: ArgumentMap, e: Evaluation, width: int) -> None:
    conclusion, how = m.statement(e.conclusion), e.how
    low, high = e.intervals[e.conclusion]
    line = StyledText()
    line.append(e.verdict.upper(), VERDICT_STYLES[e.verdict])
    line.append(f"  {_strength(e, e.conclusion)}", "bold")
    if low != high:
        line.append(f" in [{strength(how, low)}, {strength(how, high)}]", "dim")
    if e.reason:
        line.append(f"  {e.reason}")
    if conclusion.strength is not None or not how.worlds:
        own = (
            how.prior
            if conclusion.strength is None and any(step.kind == "support" for step in m.steps_to(conclusion.id))
            else m.scale.number(conclusion.strength)
        )
        line.append(f"  from {own:.2f}", "dim")
    out.print(line)
    say(out, one_line(conclusion.text, 3 * width), width=width)
    if how.worlds:
        stands, defeated, left = of_100(how, e, e.conclusion)
        say(out, f"It stands in {stands} of 100 worlds, is defeated in {defeated}, and is open in {left}.", width=width)
    say(out, f"{e.semantics}: {how.cut_offs}", "dim", width=width)
    if e.errors:
        say(out, "Worlds were drawn: each chance is shown with its standard error.", "dim", width=width)


def _strength(e: Evaluation, id: str) -> str:
    """A strength, with its standard error if worlds were drawn."""
    error = f" ± {e.errors[id]:.4f}" if e.errors else ""
    return strength(e.how, e[id]) + error


def _standpoints(out: Console, e: Evaluation, width: int) -> None:
    if len(e.standpoints) < 2:
        return
    out.print()
    out.print(StyledText("  Standpoints", "bold"))
    for name, evaluation in e.standpoints.items():
        line = StyledText(f"  {name:<14}")
        line.append(f"{evaluation.verdict:<10}", VERDICT_STYLES[evaluation.verdict])
        line.append(_strength(evaluation, evaluation.conclusion), "bold")
        shares = of_100(evaluation.how, evaluation, evaluation.conclusion) if evaluation.how.worlds else None
        if shares:
            line.append(f"  defeated in {shares[1]}, open in {shares[2]} of 100", "dim")
        out.print(line)
        if evaluation.reason:
            say(out, evaluation.reason, width=width, indent=16)


def _hinges(out: Console, m: ArgumentMap, e: Evaluation, width: int) -> None:
    points = e.standpoints
    hinges = {name: turning(m, **evaluation.how.said) for name, evaluation in points.items()}
    if not any(hinges.values()):
        return
    out.print()
    out.print(StyledText("  What it hinges on", "bold"))
    for name, listed in hinges.items():
        if len(hinges) > 1:
            out.print(
                StyledText(f"  {name}: {'' if listed else 'no single statement turns the verdict'}".rstrip(), "dim")
            )
        for hinge in listed[:MOST_HINGES]:
            say(out, f"{hinge.id}: {in_words(points[name].how, hinge)}", width=width, indent=4)
        if len(listed) > MOST_HINGES:
            out.print(StyledText(f"    … and {len(listed) - MOST_HINGES} more", "dim"))


def _grounds(out: Console, m: ArgumentMap, e: Evaluation, listed: Sequence[Ground], width: int) -> None:
    if not listed:
        return
    out.print()
    room = width - 42
    out.print(StyledText(f"     {'carries':<15}  {'ground':<{room}}  {'without it':>13}", "dim"))
    for ground in listed:
        kind = RELATIONS[ground.kind]
        colour = RELATION_COLOURS[kind.colour]
        names = " & ".join(ground.sources)
        words = names if len(ground.sources) > 1 else f"{names}: {m.statement(ground.sources[0]).text}"
        line = StyledText()
        line.append(f"  {kind.glyph}  ", colour)
        line.append(bar(ground.carries), colour)
        line.append(f" {ground.carries:.2f}  ", "bold")
        shown = one_line(words, room)
        line.append(shown[: len(names)], "bold")
        line.append(shown[len(names) :] + " " * (room - cells(shown)))
        change = ground.without - e[m.conclusion]
        line.append(f"  {strength(e.how, ground.without)} ")
        line.append(f"{change:+.2f}".replace("-", "−"), "red" if change < 0 else "cyan")
        out.print(line)
        if ground.weakest or ground.undercuts:
            parts = [f"linked, weakest: {ground.weakest}"] if ground.weakest else []
            parts += [f"undercut by {counted(len(ground.undercuts), 'statement')}"] if ground.undercuts else []
            out.print(StyledText(f"{' ' * 22}{', '.join(parts)}", "dim"))


def _circles(out: Console, part: ArgumentMap, e: Evaluation, width: int) -> None:
    if found := circles_of(part):
        out.print()
        for one in found:
            out.print(StyledText(f"  {one.kind.capitalize()}", "bold"))
            say(out, str(one), width=width, indent=2)
    for cycle in e.cycles:
        say(out, str(cycle), CYCLE_COLOURS.get(cycle.status, ""), width=width, indent=2)
