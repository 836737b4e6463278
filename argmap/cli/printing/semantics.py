"""What `argmap semantics` and `argmap principles` print."""

from argmap.analysis.laws import LAWS, Law, obeyed
from argmap.analysis.principles import PRINCIPLES, Principle, kept
from argmap.cli.printing.console import Console, StyledText
from argmap.cli.printing.text import say
from argmap.semantics import DEFAULT, SEMANTICS, Semantics

KEPT_MARKS = {
    "everywhere": ("✓", "cyan"),
    "inside": ("○", "yellow"),
    "no": ("✗", "red"),
    "not applicable": ("–", "dim"),
}
LEGEND = "✓ keeps it   ○ keeps it strictly between 0 and 1   ✗ fails it   – does not apply"


def show_semantics(out: Console) -> None:
    """Each semantics with its formula, source, principles and remarks."""
    for row in SEMANTICS.values():
        default = " (default)" if row.name == DEFAULT else ""
        out.print(StyledText(f"{row.name}{default}", "bold"))
        say(out, row.source, "dim", indent=2, hang=4)
        say(out, f"σ = {row.formula}", indent=2, hang=6)
        say(out, row.remarks, indent=2, hang=4)
        for degree, words in (("no", "fails"), ("inside", "keeps only strictly between 0 and 1")):
            names = [name for name in PRINCIPLES if kept(name, row) == degree]
            if names:
                say(out, f"{words}: {', '.join(names)}", KEPT_MARKS[degree][1], indent=2, hang=4)
        if row.fails_laws:
            say(out, f"fails the laws: {', '.join(sorted(row.fails_laws))}", KEPT_MARKS["no"][1], indent=2, hang=4)
        out.print()


def show_principles(out: Console) -> None:
    """Principles against semantics, then laws against semantics."""
    width = max(map(len, (*PRINCIPLES, *LAWS)))
    tables = (("principles", PRINCIPLES, kept), ("laws", LAWS, obeyed))
    for title, names, answer in tables:
        out.print(StyledText(" ".join([f"{title:<{width}}", *SEMANTICS]), "dim"))
        for name in names:
            line = StyledText(f"{name:<{width}}")
            for semantics in SEMANTICS:
                mark, colour = KEPT_MARKS[answer(name, semantics)]
                line.append(f" {mark:^{len(semantics)}}", colour)
            out.print(line)
        out.print()
    out.print(StyledText(LEGEND, "dim"))


def show_principles_of(out: Console, semantics: Semantics) -> None:
    """What each principle and each law asks, and whether a semantics keeps it."""
    asked: list[Principle | Law] = [*PRINCIPLES.values(), *LAWS.values()]
    for one in asked:
        mark, colour = KEPT_MARKS[_kept(one, semantics)]
        out.print(StyledText.assemble((f"{mark} ", colour), (one.name, "bold"), (f"  {_source(one)}", "dim")))
        say(out, one.says, indent=4)
    out.print(StyledText(LEGEND, "dim"))


def show_principle(out: Console, one: Principle | Law) -> None:
    """What one principle or law asks, and which semantics keep it."""
    out.print(StyledText.assemble((one.name, "bold"), (f"  {_source(one)}", "dim")))
    say(out, one.says, indent=2)
    for semantics in SEMANTICS.values():
        mark, colour = KEPT_MARKS[_kept(one, semantics)]
        out.print(StyledText.assemble((f"{mark} ", colour), semantics.name))
    out.print(StyledText(LEGEND, "dim"))


def _kept(one: Principle | Law, semantics: Semantics) -> str:
    return obeyed(one, semantics) if isinstance(one, Law) else kept(one, semantics)


def _source(one: Principle | Law) -> str:
    return "a law" if isinstance(one, Law) else one.source
