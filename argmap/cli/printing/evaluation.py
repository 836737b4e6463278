"""What `argmap eval` prints: the verdict, what carries it, circles, what nothing answers."""

from rich.console import Console
from rich.text import Text

from argmap.analysis.grounds import grounds
from argmap.cli.printing.text import COLOURS, RELATION_COLOURS, one_line
from argmap.evaluation import Evaluation
from argmap.lint.excerpt import cells
from argmap.model import RELATIONS, ArgumentMap
from argmap.model.walks import unanswered
from argmap.renderers.reports.bar import bar


def show_evaluation(out: Console, m: ArgumentMap, e: Evaluation) -> None:
    """The verdict and what carries it."""
    width = max(60, min(out.width, 120))
    conclusion = m.statement(m.conclusion)
    low, high = e.intervals[m.conclusion]
    within = "" if low == high else f" in [{low:.2f}, {high:.2f}]"
    line = Text()
    line.append(e.verdict.upper(), COLOURS[e.verdict])
    line.append(f"  {e[m.conclusion]:.2f}", "bold")
    line.append(f"{within}  from {m.scale.number(conclusion.strength):.2f}   ", "dim")
    out.print(line)
    out.print(Text(one_line(conclusion.text, width)))
    found = grounds(m, e)
    if found:
        out.print()
        room = width - 42
        out.print(Text(f"     {'carries':<15}  {'ground':<{room}}  {'without it':>13}", "dim"))
        for ground in found:
            kind = RELATIONS[ground.kind]
            colour = RELATION_COLOURS[kind.colour]
            named = " & ".join(ground.sources)
            said = named if len(ground.sources) > 1 else f"{named}: {m.statement(ground.sources[0]).text}"
            line = Text()
            line.append(f"  {kind.glyph}  ", colour)
            line.append(bar(ground.carries), colour)
            line.append(f" {ground.carries:.2f}  ", "bold")
            shown = one_line(said, room)
            line.append(shown[: len(named)], "bold")
            line.append(shown[len(named) :] + " " * (room - cells(shown)))
            change = ground.without - e[m.conclusion]
            line.append(f"  {ground.without:.2f} ")
            line.append(f"{change:+.2f}".replace("-", "−"), "red" if change < 0 else "cyan")
            out.print(line)
            if ground.weakest or ground.undercuts:
                parts = [f"linked, weakest: {ground.weakest}"] if ground.weakest else []
                parts += [f"undercut by {len(ground.undercuts)}"] if ground.undercuts else []
                out.print(Text(f"{' ' * 22}{', '.join(parts)}", "dim"))
    if e.cycles:
        out.print()
        out.print(Text("  Circular reasoning", "bold"))
        for cycle in e.cycles:
            style = "red" if cycle.status == "not settled" else ""
            out.print(Text(f"  {one_line(str(cycle), 4 * width)}", style))
    if open_ones := unanswered(m):
        out.print()
        out.print(Text("  Unanswered counterevidence", "bold"))
        for id in open_ones:
            line = Text(f"  {e[id]:.2f}  ")
            shown = one_line(f"{id}: {m.statement(id).text}", width - 8)
            line.append(shown[: len(id)], "bold")
            line.append(shown[len(id) :])
            out.print(line)
