"""The command line: one short function per verb; what it does stands in the library, what it prints in `terminal`."""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from argmap import __version__, formats, shipped, terminal
from argmap.errors import ArgmapError, EvaluationError, LoadError, MapError, Problem, RenderError, UnknownName
from argmap.evaluation import Evaluation, evaluate
from argmap.formats.schema import SCHEMAS
from argmap.lint import Finding, check
from argmap.model import ArgumentMap
from argmap.principles import PRINCIPLES, kept
from argmap.renderers import RENDERERS, engine, render, renderer_of, report
from argmap.renderers.style import THEMES
from argmap.semantics import CONJUNCTIONS, DEFAULT, SEMANTICS, Semantics, semantics_of
from argmap.terminal.evaluation import show_evaluation
from argmap.terminal.semantics import show_principles, show_principles_of, show_semantics

FINE, FOUND, UNREADABLE, CANNOT_DRAW = 0, 1, 2, 3
"""Exit codes: fine; a finding of warning or worse; a file that does not load or bad usage; cannot render here."""

app = typer.Typer(
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Arguments as code: write an argument as a text file, see how strong its conclusion is and why, draw it.",
    epilog="Start with: argmap demo. Exit codes: 0 fine, 1 something was found, 2 unreadable or misused, 3 cannot draw.",
)

Map = Annotated[
    str, typer.Argument(metavar="FILE", help="A map (*.argmap.yaml, *.argmap.json), or - for standard input.")
]
Maps = Annotated[list[str], typer.Argument(metavar="FILE...", help="Maps, or - for standard input.")]
Meaning = Annotated[
    str, typer.Option("--semantics", "-s", metavar="NAME", help=f"What strength means: {', '.join(SEMANTICS)}.")
]
Joined = Annotated[
    str, typer.Option("--linked", metavar="NAME", help=f"What linked premises bring: {', '.join(CONJUNCTIONS)}.")
]
Json = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]
Look = Annotated[str, typer.Option(metavar="NAME", help=f"How a picture looks: {', '.join(THEMES)}.")]


@app.callback(invoke_without_command=True)
def _argmap(version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False) -> None:
    if version:
        print(__version__)
        raise typer.Exit


@app.command(
    "check",
    help="Say what is wrong with maps, with places: what does not load, what the rules find, what was expected.",
)
def check_maps(files: Maps, as_json: Json = False) -> None:
    """Loads each map and reports every problem and finding."""
    found: list[dict[str, Any]] = []
    worst = FINE
    for file in files:
        try:
            m = formats.load(file)
        except LoadError as error:
            worst = UNREADABLE
            found += [
                _as_json(file, "load", "error", one.subject, _said(one), one.hint, one.place) for one in error.problems
            ]
            if not as_json:
                _show_problems(err, error)
            continue
        findings = check(m)
        if any(finding.severity != "note" for finding in findings):
            worst = max(worst, FOUND)
        found += [_as_json(file, f.code, f.severity, f.subject, f.message, f.hint, f.place) for f in findings]
        if not as_json:
            _show_findings(file, m, findings)
    if as_json:
        print(json.dumps(found, ensure_ascii=False, indent=2))
    raise typer.Exit(worst)


@app.command("eval", help="Say how strong the conclusion is, and what carries it.")
def eval_map(file: Map, semantics: Meaning = DEFAULT, linked: Joined = "min", as_json: Json = False) -> None:
    """Evaluates the map and prints the verdict; exit code 1 when a cycle does not settle."""
    m = formats.load(file)
    e = evaluate(m, semantics, linked=linked)
    if as_json:
        print(json.dumps(_evaluation(e), ensure_ascii=False, indent=2))
    else:
        show_evaluation(out, m, e)
        terminal.hint(err, f"\n{_counts(m)}, {e.semantics} · next: argmap render {_word(file)} -o map.svg")
    if not e.converged:
        raise typer.Exit(FOUND)


@app.command("render", help="Draw the map: one -o for each picture, its suffix says which kind.")
def render_map(
    file: Map,
    output: Annotated[
        list[str] | None, typer.Option("-o", "--output", metavar="PATH", help="Where to; - prints.")
    ] = None,
    to: Annotated[str | None, typer.Option(metavar="KIND", help=f"The kind, for -o -: {', '.join(RENDERERS)}.")] = None,
    semantics: Meaning = DEFAULT,
    theme: Look = "cards",
) -> None:
    """Writes each picture that was asked for."""
    m = formats.load(file)
    e = _evaluated(m, semantics)
    for path in output or ["-"]:
        kind = to or ("svg" if path == "-" else renderer_of(path))
        _write(path, render(m, e, kind, theme=theme))
        if path != "-":
            err.print(f"✓ {path}", markup=False)
        if kind == "png":
            terminal.tell_lost_letters(err, path, engine.missing(m))


@app.command(
    "report", help="Write the Markdown report: the verdict, what carries it, what is unanswered, the whole argument."
)
def report_map(
    file: Map,
    output: Annotated[str, typer.Option("-o", "--output", metavar="PATH", help="Where to; - prints.")] = "-",
    template: Annotated[str | None, typer.Option(metavar="PATH", help="A Jinja2 template of your own.")] = None,
    picture: Annotated[str | None, typer.Option(metavar="PATH", help="A diagram to show in the report.")] = None,
    semantics: Meaning = DEFAULT,
) -> None:
    """Writes the report."""
    m = formats.load(file)
    _write(output, report(m, evaluate(m, semantics), template=template, picture=picture))
    if output != "-":
        err.print(f"✓ {output}", markup=False)


@app.command("convert", help="Write the map in another notation, without loss.")
def convert_map(
    file: Map,
    output: Annotated[str, typer.Option("-o", "--output", metavar="PATH", help="Where to; - prints.")] = "-",
    to: Annotated[str | None, typer.Option(metavar="NAME", help=f"The notation: {', '.join(formats.FORMATS)}.")] = None,
) -> None:
    """Writes the map in the notation of the suffix or the one named."""
    m = formats.load(file)
    _write(output, formats.dumps(m, to or ("json" if output == "-" else formats.format_of(output))))


@app.command("semantics", help="List what strength can mean: each semantics with its formula, source and principles.")
def list_semantics(as_json: Json = False) -> None:
    """Prints the table of semantics."""
    if as_json:
        print(json.dumps([_semantics(one) for one in SEMANTICS.values()], ensure_ascii=False, indent=2))
    else:
        show_semantics(out)
        terminal.hint(err, "next: argmap principles --semantics NAME says what each principle asks")


@app.command("principles", help="Show which principles each semantics keeps, or what each asks of one of them.")
def list_principles(
    semantics: Annotated[str | None, typer.Option("--semantics", "-s", metavar="NAME", help="Only this one.")] = None,
    as_json: Json = False,
) -> None:
    """Prints the table of principles."""
    named = [semantics_of(semantics)] if semantics else list(SEMANTICS.values())
    if as_json:
        rows = [
            {"name": one.name, "says": one.says, "source": one.source, "kept": {by.name: kept(one, by) for by in named}}
            for one in PRINCIPLES.values()
        ]
        print(json.dumps(rows, ensure_ascii=False, indent=2))
    elif semantics:
        show_principles_of(out, named[0])
    else:
        show_principles(out)
        terminal.hint(err, "next: argmap principles --semantics NAME says what each principle asks")


@app.command("schema", help="Print the JSON Schema of a notation, for editors and programs.")
def print_schema(name: Annotated[str, typer.Argument(help=f"The notation: {', '.join(SCHEMAS)}.")] = "outline") -> None:
    """Prints a schema."""
    if name not in SCHEMAS:
        raise UnknownName("schema", name, SCHEMAS)
    print(json.dumps(SCHEMAS[name](), ensure_ascii=False, indent=2))


@app.command("doctor", help="Say what argmap finds on this machine: versions, the layout engine and why it is used.")
def doctor(as_json: Json = False) -> None:
    """Prints the engines that were considered."""
    rows = engine.considered()
    if as_json:
        print(json.dumps([vars(row) for row in rows], ensure_ascii=False, indent=2, default=str))
    else:
        terminal.show_doctor(out, rows)
    if not any(row.used for row in rows):
        raise typer.Exit(CANNOT_DRAW)


@app.command("demo", help="Check, evaluate and draw the flagship argument that ships with argmap, into a folder.")
def demo(
    into: Annotated[str, typer.Option("-o", "--output", metavar="FOLDER", help="Where to.")] = "argmap-demo",
) -> None:
    """Runs the whole path on the shipped flagship."""
    file = shipped.folder("arguments") / "china-llm.argmap.yaml"
    m = formats.load(file)
    findings = check(m)
    _show_findings(str(file), m, findings)
    e = evaluate(m)
    show_evaluation(out, m, e)
    folder = Path(into)
    folder.mkdir(parents=True, exist_ok=True)
    for kind in ("svg", "png"):
        _write(str(folder / f"china-llm.{kind}"), render(m, e, kind))
    terminal.tell_lost_letters(err, str(folder / "china-llm.png"), engine.missing(m))
    _write(str(folder / "china-llm.md"), report(m, e, picture="china-llm.svg"))
    _write(str(folder / "china-llm.argmap.yaml"), file.read_text(encoding="utf-8"))
    out.print(f"\nWrote {folder}/china-llm.md, .svg, .png and .argmap.yaml", markup=False)
    terminal.hint(err, f"{_counts(m)}, {e.semantics} · next: edit {folder}/china-llm.argmap.yaml and argmap eval it")
    if any(finding.severity != "note" for finding in findings):
        raise typer.Exit(FOUND)


out, err = terminal.consoles()


def main(arguments: list[str] | None = None) -> None:
    """Runs the command line; a user's mistake ends in a message and an exit code, never in a traceback."""
    global out, err
    out, err = terminal.consoles()
    with _mistakes_told():
        app(arguments, prog_name="argmap")


@contextmanager
def _mistakes_told() -> Iterator[None]:
    try:
        yield
    except MapError as error:
        _show_problems(err, error)
        sys.exit(UNREADABLE)
    except (EvaluationError, RenderError, ArgmapError) as error:
        terminal.show_problem(err, "error", "error", *_split(str(error)), None, {})
        sys.exit(
            FOUND
            if isinstance(error, EvaluationError)
            else CANNOT_DRAW
            if isinstance(error, RenderError)
            else UNREADABLE
        )
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(FINE)
    except OSError as error:
        terminal.show_problem(err, "error", "error", f"{error.filename}: {error.strerror}", "", None, {})
        sys.exit(UNREADABLE)


def _split(message: str) -> tuple[str, str]:
    said, _, hint = message.partition(". Hint: ")
    return said, hint


def _show_problems(console: Console, error: MapError) -> None:
    texts = {one.place.file: _text(one.place.file) for one in error.problems if one.place}
    for one in error.problems:
        terminal.show_problem(console, "error", "error", _said(one), one.hint, one.place, texts)
    count = len(error.problems)
    terminal.hint(console, f"{count} problem{'s' if count != 1 else ''}; the map does not load")


def _show_findings(file: str, m: ArgumentMap, findings: tuple[Finding, ...]) -> None:
    texts = {file: _text(file)} if findings else {}
    for one in findings:
        terminal.show_problem(out, f"{one.severity}[{one.code}]", one.severity, one.message, one.hint, one.place, texts)
    count = len(findings)
    told = f"{count} finding{'s' if count != 1 else ''}" if count else "nothing to report"
    terminal.hint(err, f"{file}: {told} in {_counts(m)}, {len(m.expect)} expectations")


def _said(problem: Problem) -> str:
    return f"{problem.subject}: {problem.message}" if problem.subject else problem.message


def _text(file: str) -> str:
    try:
        return Path(file).read_text(encoding="utf-8-sig", errors="replace")
    except OSError:
        return ""


def _as_json(file: str, code: str, severity: str, subject: str, message: str, hint: str, place: Any) -> dict[str, Any]:
    at = {"line": place.line, "column": place.column} if place else {}
    return {
        "file": file,
        "code": code,
        "severity": severity,
        "subject": subject,
        "message": message,
        "hint": hint,
        **at,
    }


def _evaluation(e: Evaluation) -> dict[str, Any]:
    wide = {id: interval for id, interval in e.intervals.items() if interval[0] != interval[1]}
    return {
        "conclusion": e.conclusion,
        "verdict": e.verdict,
        "semantics": e.semantics,
        "strengths": dict(e.strengths),
        "steps": dict(e.steps),
        **({"intervals": wide} if wide else {}),
        "status": e.status,
        "converged": e.converged,
        "rounds": e.rounds,
        "residual": e.residual,
        **({"cycles": [vars(cycle) for cycle in e.cycles]} if e.cycles else {}),
    }


def _semantics(one: Semantics) -> dict[str, Any]:
    return {
        "name": one.name,
        "formula": one.formula,
        "aggregation": one.aggregation.name,
        "influence": one.influence.name,
        "attack-only": one.attack_only,
        "source": one.source,
        "remarks": one.remarks,
        "principles": {principle: kept(principle, one) for principle in PRINCIPLES},
    }


def _evaluated(m: ArgumentMap, semantics: str) -> Evaluation | None:
    try:
        return evaluate(m, semantics)
    except EvaluationError as error:
        terminal.show_problem(err, "warning", "warning", str(error), "the picture shows base scores", None, {})
        return None


def _write(path: str, content: str | bytes) -> None:
    data = content.encode() if isinstance(content, str) else content
    if path == "-":
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    else:
        Path(path).write_bytes(data)


def _counts(m: ArgumentMap) -> str:
    return f"{len(m.nodes)} statements, {len(m.relations)} steps"


def _word(file: str) -> str:
    return file if file.replace("/", "").replace(".", "").replace("-", "").replace("_", "").isalnum() else repr(file)
