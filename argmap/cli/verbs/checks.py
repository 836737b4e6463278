"""The verbs that hold maps to rules: check, and rule, which explains one."""

import tomllib
from pathlib import Path
from typing import Annotated, Any

import typer

from argmap import formats
from argmap.cli.options import FINE, FOUND, UNREADABLE, Maps
from argmap.cli.printing import screen
from argmap.cli.printing.rule import show_rule, show_rules
from argmap.cli.printing.screen import said, show_findings, show_problems
from argmap.cli.printing.text import hint
from argmap.errors import LoadError, UsageError
from argmap.formats.formatter import laid_out
from argmap.lint import RULES, Finding, check, rule_of
from argmap.lint.output import OUTPUTS
from argmap.lint.settings import Settings, settings_of
from argmap.model import ArgumentMap

FULL = "full"


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
) -> None:
    """Loads each map and reports every problem and finding; notes do not fail it."""
    output = "json" if as_json else output_format
    if output not in (FULL, *OUTPUTS):
        raise UsageError(f"output format {output!r} is not known", f"{FULL}, {', '.join(OUTPUTS)}")
    settings = _settings()
    chosen = tuple(select or settings.select)
    found: list[tuple[str, Finding]] = []
    worst = FINE
    for file in files:
        try:
            m = formats.load(file)
        except LoadError as error:
            worst = UNREADABLE
            found += [
                (file, Finding("load", "error", one.subject, said(one), one.hint, one.place)) for one in error.problems
            ]
            if output == FULL:
                show_problems(screen.err, error)
            continue
        passage = _text(source or settings.source_of(file))
        unwanted = (*settings.ignored(file), *(ignore or ()))
        findings = tuple(settings.kept(file, check(m, select=chosen, ignore=unwanted, source=passage)))
        if fix and file != "-":
            m, findings = _mended(file, m, findings, settings, chosen, unwanted, passage)
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


def _mended(
    file: str,
    m: ArgumentMap,
    findings: tuple[Finding, ...],
    settings: Settings,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    passage: str | None,
) -> tuple[ArgumentMap, tuple[Finding, ...]]:
    """The map and what is left to find in it after the safe fixes, which are written to the file."""
    mended = m
    for one in findings:
        rule = RULES[one.code]
        if rule.fix is not None:
            mended = rule.fix(mended, one.subject)
    if mended == m:
        return m, findings
    path = Path(file)
    path.write_text(laid_out(path.read_text(encoding="utf-8-sig"), file, mended), encoding="utf-8", newline="\n")
    m = formats.load(file)
    left = tuple(settings.kept(file, check(m, select=select, ignore=ignore, source=passage)))
    hint(screen.err, f"{file}: mended {len(findings) - len(left)}")
    return m, left


def _settings() -> Settings:
    """What the nearest pyproject.toml, from the working folder up, says in [tool.argmap]."""
    for folder in (Path.cwd(), *Path.cwd().parents):
        path = folder / "pyproject.toml"
        if path.is_file():
            try:
                table: dict[str, Any] = (
                    tomllib.loads(path.read_text(encoding="utf-8")).get("tool", {}).get("argmap", {})
                )
            except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
                raise UsageError(f"{path}: {error}") from None
            return settings_of(table, f"{path} [tool.argmap]")
    return Settings()


def _text(path: str | None) -> str | None:
    return None if path is None else Path(path).read_text(encoding="utf-8-sig")
