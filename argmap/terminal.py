"""What the command line prints: verdicts, problems with their lines, tables; colours only where a person reads."""

from collections.abc import Iterable, Mapping, Sequence

from rich.console import Console
from rich.markup import escape
from rich.text import Text

from argmap.analysis.grounds import grounds
from argmap.analysis.unanswered import unanswered
from argmap.errors import Place
from argmap.evaluation import Evaluation
from argmap.lint.excerpt import cells, excerpt, line_of
from argmap.model import ArgumentMap
from argmap.network import middle
from argmap.principles import PRINCIPLES, kept
from argmap.renderers.engine import FIX, Engine
from argmap.renderers.markdown import bar
from argmap.semantics import DEFAULT, SEMANTICS, Semantics

COLOURS = {"accepted": "bold cyan", "undecided": "bold yellow", "rejected": "bold red"}
SEVERITIES = {"error": "bold red", "warning": "bold yellow", "note": "bold blue"}
SIGNS = {"support": ("+", "cyan"), "attack": ("−", "red"), "undercut": ("◇", "magenta")}


def consoles() -> tuple[Console, Console]:
    """The consoles for results and for everything else; both obey NO_COLOR and stay plain when not on a terminal."""
    return Console(highlight=False, soft_wrap=True), Console(stderr=True, highlight=False, soft_wrap=True)


def one_line(text: str, most: int) -> str:
    """A text cut to so many cells, on one line, without control characters.

    >>> one_line("a long text", 8)
    'a long …'
    """
    plain = " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
    if cells(plain) <= most:
        return plain
    while plain and cells(plain) > most - 1:
        plain = plain[:-1]
    return plain + "…"


def show_evaluation(out: Console, m: ArgumentMap, e: Evaluation) -> None:
    """The verdict and what carries it."""
    width = max(60, min(out.width, 120))
    conclusion = m.node(m.conclusion)
    low, high = e.intervals[m.conclusion]
    within = "" if low == high else f" in [{low:.2f}, {high:.2f}]"
    line = Text()
    line.append(e.verdict.upper(), COLOURS[e.verdict])
    line.append(f"  {e[m.conclusion]:.2f}", "bold")
    line.append(f"{within}  from {middle(m.scale.interval(conclusion.strength)):.2f}   ", "dim")
    out.print(line)
    out.print(Text(one_line(conclusion.text, width)))
    found = grounds(m, e)
    if found:
        out.print()
        room = width - 42
        out.print(Text(f"     {'carries':<15}  {'ground':<{room}}  {'without it':>13}", "dim"))
        for ground in found:
            sign, colour = SIGNS[ground.kind]
            named = " & ".join(ground.sources)
            said = named if len(ground.sources) > 1 else f"{named}: {m.node(ground.sources[0]).text}"
            line = Text()
            line.append(f"  {sign}  ", colour)
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
            shown = one_line(f"{id}: {m.node(id).text}", width - 8)
            line.append(shown[: len(id)], "bold")
            line.append(shown[len(id) :])
            out.print(line)


def show_problem(
    console: Console, label: str, severity: str, message: str, hint: str, place: Place | None, texts: Mapping[str, str]
) -> None:
    """One problem: what is wrong, the line with a caret, and the fix."""
    line = Text()
    line.append(label, SEVERITIES[severity])
    line.append(f": {message}")
    console.print(line)
    if place is not None:
        written = line_of(place, texts)
        if written is None:
            console.print(Text(f"  --> {place}", "dim"))
        else:
            for at, shown in enumerate(excerpt(place, written)):
                style = SEVERITIES[severity] if at == 3 else "dim" if at < 2 else ""
                console.print(Text(shown, style))
    if hint:
        console.print(Text.assemble(("   = help: ", "bold"), hint))


def hint(console: Console, text: str) -> None:
    """A last dim line that says what to try next."""
    console.print(Text(text, "dim"))


def table(out: Console, rows: Iterable[Sequence[str]], head: Sequence[str]) -> None:
    """Columns under a dim head, the last one free to be long."""
    listed = [list(map(str, row)) for row in rows]
    widths = [max(cells(row[at]) for row in [list(head), *listed]) for at in range(len(head))]
    out.print(Text("  ".join(f"{name:<{width}}" for name, width in zip(head, widths, strict=True)).rstrip(), "dim"))
    for row in listed:
        padded = [text + " " * (width - cells(text)) for text, width in zip(row, widths, strict=True)]
        out.print(escape("  ".join(padded).rstrip()))


KEPT = {"everywhere": ("✓", "cyan"), "inside": ("○", "yellow"), "no": ("✗", "red"), "not applicable": ("–", "dim")}


def show_semantics(out: Console) -> None:
    """Each semantics with its formula, source, principles and remarks."""
    for one in SEMANTICS.values():
        default = " (default)" if one.name == DEFAULT else ""
        out.print(Text.assemble((one.name, "bold"), (f"{default}  {one.source}", "dim")))
        out.print(Text(f"  σ = {one.formula}"))
        out.print(Text(f"  {one.remarks}"))
        for found, said in (("no", "fails"), ("inside", "keeps only strictly between 0 and 1")):
            names = [name for name in PRINCIPLES if kept(name, one) == found]
            if names:
                out.print(Text.assemble((f"  {said}: ", KEPT[found][1]), ", ".join(names)))
        out.print()


def show_principles(out: Console) -> None:
    """Principles against semantics."""
    width = max(map(len, PRINCIPLES))
    out.print(Text(" ".join([" " * width, *SEMANTICS]), "dim"))
    for principle in PRINCIPLES:
        line = Text(f"{principle:<{width}}")
        for name in SEMANTICS:
            mark, colour = KEPT[kept(principle, name)]
            line.append(f" {mark:^{len(name)}}", colour)
        out.print(line)
    out.print(Text("✓ keeps it   ○ keeps it strictly between 0 and 1   ✗ fails it   – does not apply", "dim"))


def show_principles_of(out: Console, semantics: Semantics) -> None:
    """What each principle asks, and whether a semantics keeps it."""
    width = max(map(len, PRINCIPLES))
    for principle in PRINCIPLES.values():
        mark, colour = KEPT[kept(principle, semantics)]
        out.print(
            Text.assemble((f"{mark} ", colour), (f"{principle.name:<{width}}", "bold"), f"  {principle.says}  ")
            + Text(principle.source, "dim")
        )
    out.print(Text("✓ keeps it   ○ keeps it strictly between 0 and 1   ✗ fails it   – does not apply", "dim"))


def show_doctor(out: Console, rows: Sequence[Engine]) -> None:
    """The layout engines that were considered, and the one that is used."""
    for row in rows:
        line = Text("✓ " if row.used else "  ", "cyan")
        line.append(f"{row.name:<14}", "bold")
        line.append(f"{'used' if row.used else 'not used'}: {row.why}" + (f" ({row.path})" if row.path else ""))
        out.print(line)
    if not any(row.used for row in rows):
        out.print(Text(f"No picture can be drawn here. {FIX}", "red"))


def tell_lost_letters(console: Console, path: str, letters: str) -> None:
    """A warning that names the letters a PNG shows as boxes, and the fix; nothing when there are none."""
    if letters:
        console.print(Text(f"! {path}: the layout engine here draws boxes for {letters}", "yellow"))
        console.print(Text("   = help: use the SVG, or install Graphviz and a font that has these letters"))
