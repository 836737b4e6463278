"""The verbs about rules: check applies them to maps, rule explains one."""

from datetime import date

import click

from argmap.analysis.held_evidence import Circumstances, today_here
from argmap.cli import options
from argmap.cli.options import FINE, FOUND, UNREADABLE
from argmap.cli.printing import screen
from argmap.cli.printing.rule import show_rule, show_rules
from argmap.cli.printing.screen import sentence_of, show_findings, show_problems
from argmap.cli.printing.text import hint
from argmap.errors import LoadError, UsageError
from argmap.evaluation import Said
from argmap.formats.folder import maps_at
from argmap.lint import RULES, Finding, rule_of
from argmap.lint.checking import Request, check_file, fixing
from argmap.lint.output import OUTPUTS
from argmap.lint.settings import project

FULL = "full"


@options.map_files
@click.option(
    "--output-format", default=FULL, metavar="NAME", help=f"How findings are printed: {FULL}, {', '.join(OUTPUTS)}."
)
@click.option("--json", "as_json", is_flag=True, help="The same as --output-format json.")
@click.option(
    "--select",
    multiple=True,
    callback=options.listed,
    metavar="CODES",
    help="Apply only these rules: codes (AM302), starts of codes (AM3) or names (one-sided), separated by commas. "
    "May be repeated.",
)
@click.option(
    "--ignore",
    multiple=True,
    callback=options.listed,
    metavar="CODES",
    help="Do not apply these rules; written as for --select. May be repeated.",
)
@click.option(
    "--source", metavar="PATH", help="The file of the text that the map was made from: quotes are compared with it."
)
@click.option("--fix", is_flag=True, help="Correct the files where a finding has a correction that keeps the meaning.")
@options.strict
@click.option(
    "--verbose",
    "-v",
    is_flag=True,
    help="Show each note with its line and its hint, instead of one line for each rule.",
)
@options.today
@options.given
@options.evaluating
def check_maps(
    files: tuple[str, ...],
    output_format: str,
    as_json: bool,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    source: str | None,
    fix: bool,
    strict: bool,
    verbose: bool,
    today: date | None,
    given: dict[str, bool],
    *,
    how: Said,
) -> None:
    """Loads each map and reports every problem and finding; notes do not fail it."""
    output = "json" if as_json else output_format
    if output not in (FULL, *OUTPUTS):
        raise UsageError(f"output format {output!r} is not known", f"{FULL}, {', '.join(OUTPUTS)}")
    circumstances = Circumstances(today or today_here(), given)
    request = Request(project(), select, ignore, source, strict, circumstances)
    findings_in: list[tuple[str, Finding]] = []
    worst = FINE
    for file in maps_at(files):
        try:
            if fix and file != "-":
                m, findings, corrected = fixing(file, request, **how)
                if corrected:
                    hint(screen.err, f"{file}: corrected {corrected}")
            else:
                m, findings = check_file(file, request, **how)
        except LoadError as error:
            worst = UNREADABLE
            findings_in += [
                (file, Finding("load", "error", problem.subject, sentence_of(problem), problem.hint, problem.place))
                for problem in error.problems
            ]
            if output == FULL:
                show_problems(screen.err, error)
            continue
        if any(finding.severity != "note" for finding in findings):
            worst = max(worst, FOUND)
        findings_in += [(file, finding) for finding in findings]
        if output == FULL:
            show_findings(file, m, findings, verbose=verbose)
    if output != FULL and (text := OUTPUTS[output](findings_in)):
        screen.write("-", f"{text}\n")
    raise click.exceptions.Exit(worst)


@click.argument(
    "code",
    required=False,
    shell_complete=options.one_of(RULES),
    metavar="[CODE]",
    help="A rule's code, such as AM204, or its name. Without it, all rules are listed.",
)
def explain_rule(code: str | None) -> None:
    """Prints why a rule matters, an example that breaks it, and whether `--fix` corrects it; or the table of rules."""
    if code is None:
        show_rules(screen.out, RULES.values())
        hint(screen.err, "next: argmap rule AM302 explains one")
    else:
        show_rule(screen.out, rule_of(code))
