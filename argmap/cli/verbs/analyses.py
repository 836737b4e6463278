"""The verbs that ask why, what if, and what would overturn it."""

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from time import monotonic
from typing import Any

import click

from argmap.analysis.attribution import METHODS, attribution
from argmap.analysis.comparison import compare
from argmap.analysis.explanation import explain
from argmap.analysis.overturning import overturn
from argmap.analysis.robustness import DISTRIBUTIONS, SAMPLES, robustness
from argmap.analysis.what_if import what_if
from argmap.cli import options
from argmap.cli.printing import screen
from argmap.cli.printing.analysis import (
    LONGEST_LIST,
    show_attributions,
    show_change,
    show_comparison,
    show_explanation,
    show_overturning,
    show_robustness,
)
from argmap.cli.printing.json import print_json, shallow
from argmap.cli.printing.screen import word, write
from argmap.cli.printing.text import hint, say
from argmap.cli.printing.waiting import end as end_waiting
from argmap.errors import EvaluationError, UsageError
from argmap.evaluation import Said
from argmap.lint.settings import load_as_set
from argmap.model.scale import Written
from argmap.renderers.svg.histogram import histogram_svg


@options.map_file
@options.statement
@click.option(
    "--depth",
    type=click.IntRange(min=0),
    metavar="N",
    help="Show at most N levels of steps below the statement. Without it, all.",
)
@click.option(
    "--attribution",
    "-a",
    "attribute",
    multiple=True,
    metavar="METHOD",
    help=f"Show what each statement contributes instead, by this method: {', '.join(METHODS)}, or all. May be repeated.",
)
@click.option(
    "--players", default="statements", metavar="KIND", help="Show the contributions of statements or of steps."
)
@click.option(
    "--verbose", "-v", is_flag=True, help="With --attribution: show every contribution, not only the largest."
)
@options.seed
@options.as_json
@options.evaluating
def explain_map(
    file: str,
    of: str | None,
    depth: int | None,
    attribute: tuple[str, ...],
    players: str,
    verbose: bool,
    seed: int,
    as_json: bool,
    *,
    how: Said,
) -> None:
    """Prints the arithmetic of a strength, or with --attribution what each statement contributes."""
    m = load_as_set(file)
    wanted = list(METHODS) if attribute and "all" in attribute else attribute or []
    explanation = explain(m, of, depth=depth, **how)
    with progress("Shapley values") as tick:
        shares, refusals = [], []
        for method in wanted:
            try:
                shares.append(attribution(m, of, method, players=players, seed=seed, progress=tick, **how))
            except EvaluationError as error:
                if len(wanted) == 1:
                    raise
                refusals.append(f"{method}: {error}")
    if as_json:
        print_json(
            {"explanation": explanation, "attributions": [_attribution(one) for one in shares]}
            if shares
            else explanation
        )
        return
    if shares:
        say(screen.out, explanation.summary)
        show_attributions(screen.out, shares, None if verbose else LONGEST_LIST)
    else:
        show_explanation(screen.out, explanation)
    for line in refusals:
        say(screen.err, line, "yellow")
    hint(screen.err, f"next: argmap overturn {word(file)}" if shares else f"next: argmap explain {word(file)} -a all")


@options.map_file
@click.option(
    "--set",
    "given",
    multiple=True,
    metavar="ID=STRENGTH",
    help="Give a statement this base score, or a step this weight: a number (0.9), a word (strong) or an interval "
    "(0.5..0.8). May be repeated.",
)
@click.option(
    "--reject",
    multiple=True,
    metavar="ID",
    help="Reject a statement: it does not stand, whatever supports it. May be repeated. To remove only its own "
    "strength, use --set ID=0.",
)
@click.option(
    "--grant",
    multiple=True,
    metavar="ID",
    help="Take a statement as given: it stands, whatever attacks it. May be repeated.",
)
@click.option(
    "--without",
    multiple=True,
    metavar="ID",
    help="Remove a step, or a statement with all its steps. May be repeated.",
)
@options.as_json
@options.evaluating
def what_if_map(
    file: str,
    given: tuple[str, ...],
    reject: tuple[str, ...],
    grant: tuple[str, ...],
    without: tuple[str, ...],
    as_json: bool,
    *,
    how: Said,
) -> None:
    """Prints only what changes."""
    m = load_as_set(file)
    values = dict(map(_setting, given or []))
    outcome = what_if(m, values, reject=reject or (), grant=grant or (), without=without or (), **how)
    if as_json:
        names = ("before", "after")
        print_json(
            {
                "turned": outcome.turned,
                "verdicts": dict(zip(names, outcome.verdicts, strict=True)),
                "changed": outcome.changed,
                "rejected": outcome.rejected,
                "granted": outcome.granted,
            }
        )
        return
    show_change(screen.out, outcome)
    hint(screen.err, f"next: argmap overturn {word(file)} says what would turn the verdict")


@options.map_file
@options.statement
@click.option("--among", multiple=True, metavar="ID", help="Change only this statement. May be repeated.")
@click.option(
    "--size",
    type=click.IntRange(min=1),
    default=3,
    metavar="N",
    help="Find every smallest set of at most N statements that changes the verdict if all of them are rejected. Default: 3.",
)
@options.as_json
@options.evaluating
def overturn_map(file: str, of: str | None, among: tuple[str, ...], size: int, as_json: bool, *, how: Said) -> None:
    """Prints what would turn the verdict."""
    m = load_as_set(file)
    with progress("sets of rejections") as tick:
        found = overturn(m, of, among=among or None, size=size, progress=tick, **how)
    if as_json:
        print_json({**shallow(found), "how": found.how.cut_offs})
        return
    show_overturning(screen.out, m, found, chosen=bool(among))
    hint(screen.err, f"next: argmap robust {word(file)} says how it stands up to doubt about every number")


@options.map_file
@options.statement
@click.option(
    "--spread",
    type=click.FloatRange(min=0, max=1),
    metavar="X",
    help="Vary each base score by at most X, up and down. Without it, argmap uses the intervals of the map, or 0.1 if it has none.",
)
@click.option(
    "--distribution",
    default="uniform",
    metavar="NAME",
    help=f"The distribution that numbers are drawn from: {', '.join(DISTRIBUTIONS)}.",
)
@click.option(
    "--samples",
    type=click.IntRange(min=1),
    metavar="N",
    help=f"The number of random scenarios. Default: {SAMPLES:,}, or fewer for a map of more than 500 statements.",
)
@click.option(
    "--precision",
    type=click.FloatRange(0, 1, min_open=True, max_open=True),
    metavar="X",
    help="Stop when the share of the verdict is known within X, such as 0.001, with 95% confidence.",
)
@click.option(
    "--workers",
    type=click.IntRange(min=1),
    metavar="N",
    help="The number of processes. It does not affect the result.",
)
@options.seed
@click.option("-o", "--output", metavar="PATH", help="Write the histogram to this file, as SVG; - prints it.")
@options.as_json
@options.evaluating
def robust_map(
    file: str,
    of: str | None,
    spread: float | None,
    distribution: str,
    samples: int | None,
    precision: float | None,
    workers: int | None,
    seed: int,
    output: str | None,
    as_json: bool,
    *,
    how: Said,
) -> None:
    """Prints how the verdict stands up to doubt about base scores and weights."""
    m = load_as_set(file)
    with progress("scenarios") as tick:
        result = robustness(
            m,
            of,
            spread=spread,
            distribution=distribution,
            samples=samples,
            precision=precision,
            workers=workers,
            seed=seed,
            progress=tick,
            **how,
        )
    if output:
        write(output, histogram_svg(result, m.statement(result.of).text))
        if output != "-":
            screen.err.print(f"✓ {output}")
    if as_json:
        print_json(result)
    elif output != "-":
        show_robustness(screen.out, m, result)
        hint(screen.err, f"next: argmap compare {word(file)} asks every semantics")


@options.map_file
@options.statement
@options.as_json
@options.evaluating
def compare_map(file: str, of: str | None, as_json: bool, *, how: Said) -> None:
    """Prints the verdict under every semantics that applies."""
    m = load_as_set(file)
    comparison = compare(m, of, **how)
    if as_json:
        strengths = {name: e[comparison.of] for name, e in comparison.evaluations.items()}
        print_json(
            {
                "of": comparison.of,
                "agree": comparison.agree,
                "strengths": strengths,
                "verdicts": comparison.verdicts,
                "inapplicable": comparison.inapplicable,
                "differing": comparison.differing,
            }
        )
        return
    show_comparison(screen.out, m, comparison)
    hint(screen.err, f"next: argmap explain {word(file)} shows the arithmetic under one of them")


PROGRESS_AFTER_S = 0.8
"""Work that is done sooner shows no bar."""


@contextmanager
def progress(says: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on standard error for work that takes more than a moment; gone when it is done."""
    begun = monotonic()
    with ExitStack() as stack:
        shown: list[Any] = []

        def tick(done: int, of: int) -> None:
            if not shown and screen.err.is_terminal and monotonic() - begun > PROGRESS_AFTER_S:
                end_waiting()
                bar = click.progressbar(length=of, label=says, file=sys.stderr, show_eta=True)
                shown.append(stack.enter_context(bar))
            for bar in shown:
                bar.length = of
                bar.update(done - bar.pos)

        yield tick


def _setting(written: str) -> tuple[str, Written]:
    """`id=0.9`, `id=strong` or `id=0.5..0.8` as an id and a strength."""
    id, equals, value = written.partition("=")
    if not equals or not id or not value:
        raise UsageError(f"--set needs ID=STRENGTH, got {written!r}", "such as --set egress=0.2 or --set egress=weak")
    low, dots, high = value.partition("..")
    try:
        return id, (float(low), float(high)) if dots else float(value)
    except ValueError:
        return id, value


def _attribution(one: object) -> dict[str, object]:
    return {
        name: getattr(one, name)
        for name in ("of", "method", "players", "semantics", "sampled", "values_by_id", "errors")
    }
