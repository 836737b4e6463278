"""The verbs about corpora: corpus eval, corpus check, corpus report."""

from pathlib import Path
from typing import Any

import click

from argmap.cli import options
from argmap.cli.options import FOUND, Decorator
from argmap.cli.printing import screen
from argmap.cli.printing.corpora import show_run, telling
from argmap.cli.printing.screen import word
from argmap.cli.printing.text import hint
from argmap.corpus.markdown import corpus_report
from argmap.corpus.run import MISTAKEN, check_corpus, evaluate_corpus
from argmap.engine import ENGINES
from argmap.engine.table import DEFAULT_ENGINE
from argmap.evaluation import Said
from argmap.lint.checking import Request
from argmap.lint.settings import project

corpus_argument = click.argument(
    "corpus",
    metavar="CORPUS",
    type=click.Path(),
    help="A folder, a glob in quotes, JSON Lines (.jsonl, .jsonl.gz, .jsonl.zst) or Parquet with flat maps.",
)


def _output(default: str, says: str) -> Decorator:
    return click.option("-o", "--output", metavar="PATH", default=default, help=f"{says}. Default: {default}.")


ENGINE: tuple[Decorator, ...] = (
    click.option(
        "--engine",
        metavar="NAME",
        default=DEFAULT_ENGINE,
        shell_complete=options.one_of(ENGINES),
        help="; ".join(f"{one.name}: {one.about}" for one in ENGINES.values()) + f". Default: {DEFAULT_ENGINE}.",
    ),
    click.option(
        "--workers", metavar="N", type=click.IntRange(min=1), help="The number of workers. Default: one per core."
    ),
    click.option(
        "--scheduler", metavar="ADDRESS", help="The address of a Dask scheduler, such as tcp://10.0.0.1:8786."
    ),
)


def on_engine(verb: Any) -> Any:
    """The verb with the options of an engine."""
    for option in reversed(ENGINE):
        verb = option(verb)
    return verb


@corpus_argument
@_output("results.parquet", "The Parquet file with a row for each map")
@click.option("--statements", metavar="PATH", help="Write another file, with a row for each statement.")
@on_engine
@options.evaluating
def eval_corpus(
    corpus: str,
    output: str,
    statements: str | None,
    engine: str,
    workers: int | None,
    scheduler: str | None,
    *,
    how: Said,
) -> None:
    """Evaluates a corpus; exit code 1 if a map has a mistake."""
    with telling() as tell:
        result = evaluate_corpus(
            corpus,
            output,
            statements=statements,
            engine=engine,
            workers=workers,
            scheduler=scheduler,
            project=project().evaluate,
            progress=tell,
            **how,
        )
    show_run(screen.out, result)
    hint(screen.err, f"next: argmap corpus report {word(output)} -o {word(str(Path(output).with_suffix('.md')))}")
    if result.counts.get(MISTAKEN):
        raise click.exceptions.Exit(FOUND)


@corpus_argument
@_output("findings.parquet", "The Parquet file with a row for each finding")
@click.option("--select", multiple=True, callback=options.listed, metavar="CODES", help="Apply only these rules.")
@click.option("--ignore", multiple=True, callback=options.listed, metavar="CODES", help="Do not apply these rules.")
@options.strict
@on_engine
@options.evaluating
def check_maps_of_corpus(
    corpus: str,
    output: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    strict: bool,
    engine: str,
    workers: int | None,
    scheduler: str | None,
    *,
    how: Said,
) -> None:
    """Checks a corpus; exit code 1 if there is a finding of warning or worse."""
    request = Request(project(), select, ignore, strict=strict)
    with telling() as tell:
        result = check_corpus(
            corpus,
            output,
            request=request,
            engine=engine,
            workers=workers,
            scheduler=scheduler,
            progress=tell,
            **how,
        )
    show_run(screen.out, result)
    if any(result.counts.get(severity) for severity in ("error", "warning")):
        raise click.exceptions.Exit(FOUND)


@click.argument("results", metavar="RESULTS", type=click.Path(), help="The file that `argmap corpus eval` wrote.")
@click.option("-o", "--output", metavar="PATH", default="corpus.md", help="The report to write. Default: corpus.md.")
@click.option("--findings", metavar="PATH", type=click.Path(), help="The file that `argmap corpus check` wrote.")
def report_corpus(results: str, output: str, findings: str | None) -> None:
    """Writes the report on a corpus and its pictures."""
    for path in corpus_report(results, output, findings=findings):
        screen.err.print(f"✓ {path}")
