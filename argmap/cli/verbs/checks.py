"""The verbs that hold maps to rules: check, and rule, which explains one."""

from typing import Annotated

import typer

from argmap.cli.options import FINE, FOUND, UNREADABLE, Maps, evaluating
from argmap.cli.printing import screen
from argmap.cli.printing.rule import show_rule, show_rules
from argmap.cli.printing.screen import said, show_findings, show_problems
from argmap.cli.printing.text import hint
from argmap.errors import LoadError, UsageError
from argmap.evaluation import Said
from argmap.lint import RULES, Finding, rule_of
from argmap.lint.checking import Request, fixing, run
from argmap.lint.output import OUTPUTS
from argmap.lint.settings import project

FULL = "full"


@evaluating
def check_maps(
    files: Maps,
    output_format: Annotated[
        str,
        typer.Option(
            "--output-format", metavar="NAME", help=f"How findings are printed: {FULL}, {', '.join(OUTPUTS)}."
        ),
    ] = FULL,
    as_json: Annotated[bool, typer.Option("--json", help="The same as --output-format json.")] = False,
    select: Annotated[
        list[str] | None,
        typer.Option(
            metavar="CODE",
            help="Ask only these rules: a code (AM302), the start of codes (AM3) or a name (one-sided). May be repeated.",
        ),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option(metavar="CODE", help="Leave these rules out; written as for --select. May be repeated."),
    ] = None,
    source: Annotated[
        str | None,
        typer.Option(metavar="PATH", help="The text that the map was made from: quotes are compared with it."),
    ] = None,
    fix: Annotated[
        bool, typer.Option("--fix", help="Change the files: fix what can be fixed without changing what is meant.")
    ] = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="Warn of what is only noted otherwise: steps without a weight.")
    ] = False,
    *,
    how: Said,
) -> None:
    """Loads each map and reports every problem and finding; notes do not fail it."""
    output = "json" if as_json else output_format
    if output not in (FULL, *OUTPUTS):
        raise UsageError(f"output format {output!r} is not known", f"{FULL}, {', '.join(OUTPUTS)}")
    request = Request(project(), tuple(select or ()), tuple(ignore or ()), source, strict)
    found: list[tuple[str, Finding]] = []
    worst = FINE
    for file in files:
        try:
            if fix and file != "-":
                m, findings, mended = fixing(file, request, **how)
                if mended:
                    hint(screen.err, f"{file}: mended {mended}")
            else:
                m, findings = run(file, request, **how)
        except LoadError as error:
            worst = UNREADABLE
            found += [
                (file, Finding("load", "error", one.subject, said(one), one.hint, one.place)) for one in error.problems
            ]
            if output == FULL:
                show_problems(screen.err, error)
            continue
        if any(finding.severity != "note" for finding in findings):
            worst = max(worst, FOUND)
        found += [(file, one) for one in findings]
        if output == FULL:
            show_findings(file, m, findings)
    if output != FULL and (text := OUTPUTS[output](found)):
        print(text)
    raise typer.Exit(worst)


def explain_rule(
    code: Annotated[
        str | None,
        typer.Argument(
            metavar="CODE", help="A rule's code, such as AM204, or its name. Without it, all rules are listed."
        ),
    ] = None,
) -> None:
    """Prints why a rule matters, an example that breaks it, and whether it can be mended; or the table of rules."""
    if code is None:
        show_rules(screen.out, RULES.values())
        hint(screen.err, "next: argmap rule AM302 explains one")
    else:
        show_rule(screen.out, rule_of(code))
