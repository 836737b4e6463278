"""What `argmap rule` prints."""

from collections.abc import Iterable

from argmap.cli.printing.console import Console, StyledText
from argmap.cli.printing.text import SEVERITY_STYLES, say
from argmap.lint.rules.rule import Rule


def show_rules(out: Console, rules: Iterable[Rule]) -> None:
    """Each rule on a line, and below it why it matters."""
    for rule in rules:
        line = StyledText(f"{rule.code}  ", "bold")
        line.append(f"{rule.severity:<8}", SEVERITY_STYLES[rule.severity])
        out.print(line.append(rule.name))
        say(out, rule.why, "dim", indent=7)


def show_rule(out: Console, rule: Rule) -> None:
    """Why a rule matters, and an example that breaks it."""
    out.print(
        StyledText.assemble(
            (f"{rule.code} ", "bold"), (rule.name, "bold"), "  ", (rule.severity, SEVERITY_STYLES[rule.severity])
        )
    )
    say(out, rule.why)
    if rule.source:
        out.print(
            StyledText(
                "This rule needs the text: argmap check --source PATH FILE, or `sources` in [tool.argmap].", "dim"
            )
        )
    if rule.fix:
        out.print(StyledText("argmap check --fix corrects it.", "dim"))
    if rule.strict:
        out.print(StyledText("argmap check --strict makes this note a warning.", "dim"))
    if rule.example:
        out.print()
        out.print(StyledText("This map breaks it:", "dim"))
        for line in rule.example.rstrip().splitlines():
            out.print(StyledText(f"  {line}"))
