"""What `argmap rule` prints."""

from collections.abc import Iterable

from argmap.cli.printing.console import Console, Text
from argmap.cli.printing.text import SEVERITIES, say
from argmap.lint.rules.rule import Rule


def show_rules(out: Console, rules: Iterable[Rule]) -> None:
    """Each rule on a line, and below it why it matters."""
    for rule in rules:
        line = Text(f"{rule.code}  ", "bold")
        line.append(f"{rule.severity:<8}", SEVERITIES[rule.severity])
        out.print(line.append(rule.name))
        say(out, rule.why, "dim", indent=7)


def show_rule(out: Console, rule: Rule) -> None:
    """Why a rule matters, and an example that breaks it."""
    out.print(
        Text.assemble((f"{rule.code} ", "bold"), (rule.name, "bold"), "  ", (rule.severity, SEVERITIES[rule.severity]))
    )
    say(out, rule.why)
    if rule.source:
        out.print(
            Text("It needs the text itself: argmap check --source PATH FILE, or `sources` in [tool.argmap].", "dim")
        )
    if rule.fix:
        out.print(Text("argmap check --fix mends it.", "dim"))
    if rule.example:
        out.print()
        out.print(Text("This breaks it:", "dim"))
        for line in rule.example.rstrip().splitlines():
            out.print(Text(f"  {line}"))
