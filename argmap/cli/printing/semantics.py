"""What `argmap semantics` and `argmap principles` print."""

from rich.console import Console
from rich.text import Text

from argmap.analysis.principles import PRINCIPLES, kept
from argmap.semantics import DEFAULT, SEMANTICS, Semantics

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
