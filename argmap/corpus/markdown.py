"""The report on a corpus: Markdown that sums up what was evaluated and checked, with pictures beside it."""

from collections.abc import Iterator, Mapping, Sequence
from os import PathLike, fspath
from pathlib import Path as File

from argmap import files
from argmap.corpus.picture import LOOK, MISTAKE_LABEL, VERDICTS, bars, histogram
from argmap.corpus.summary import COMMONEST, Findings, Results, findings_of, results_of
from argmap.lint import RULES
from argmap.renderers.quoting import in_markdown, in_markdown_code
from argmap.renderers.reports.markdown import link

SEVERITY_COLOURS = {"error": LOOK.sides["con"], "warning": "#8A6A00", "note": LOOK.faint}


def corpus_report(
    results: str | PathLike[str], output: str | PathLike[str], *, findings: str | PathLike[str] | None = None
) -> tuple[str, ...]:
    """Writes a Markdown report on a corpus, with its pictures beside it as SVG; gives the files, the report first.

    `results` is what `evaluate` wrote, `findings` what `check` wrote. Raises InputError for another file, OSError.

    >>> import tempfile
    >>> from argmap.corpus import evaluate
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     results = evaluate("arguments", f"{folder}/results.parquet", engine="threads").outputs[0]
    ...     [File(path).name for path in corpus_report(results, f"{folder}/corpus.md")]
    ['corpus.md', 'corpus-verdicts.svg', 'corpus-strengths.svg']
    """
    counted = results_of(fspath(results))
    found = None if findings is None else findings_of(fspath(findings))
    path = File(output)
    drawn = {path.with_name(f"{path.stem}-{name}.svg"): content for name, content in _pictures(counted, found).items()}
    lines = _lines(counted, found, {one.stem.removeprefix(f"{path.stem}-"): one.name for one in drawn})
    for picture, content in drawn.items():
        files.write(picture, content)
    files.write(path, "\n".join(lines) + "\n")
    return (str(path), *map(str, drawn))


def _pictures(counted: Results, findings: Findings | None) -> Mapping[str, str]:
    shares = [
        (name, counted.errors if name == MISTAKE_LABEL else counted.verdicts[name], colour)
        for name, colour in VERDICTS.items()
        if name != MISTAKE_LABEL or counted.errors
    ]
    pictures = {
        "verdicts": bars(f"Verdicts on {counted.maps:,} maps", shares),
        "strengths": histogram("Strengths of the conclusions", counted.strengths),
    }
    if findings is not None and findings.found:
        rows = [
            (_rule(code), count, SEVERITY_COLOURS[severity])
            for (code, severity), count in findings.found.most_common(COMMONEST)
        ]
        pictures["findings"] = bars("The commonest findings", rows)
    return pictures


def _rule(code: str) -> str:
    return f"{code} {RULES[code].name.replace('-', ' ')}" if code in RULES else "does not load"


def _lines(counted: Results, findings: Findings | None, pictures: Mapping[str, str]) -> Iterator[str]:
    yield f"# A corpus of {counted.maps:,} maps"
    yield ""
    size = counted.statements / max(1, counted.maps - counted.errors)
    rate = counted.maps / counted.seconds if counted.seconds else 0.0
    yield (
        f"{counted.statements:,} statements, {size:.1f} a map. Loading and evaluating took {counted.seconds:,.1f} s of work, "
        f"{rate:,.0f} maps a second on a core. {counted.errors:,} maps have mistakes and no verdict."
    )
    yield from ("", "## Verdicts", "", _picture("Verdicts", pictures["verdicts"]), "")
    yield from _table(("verdict", "maps", "share"), _shares(counted))
    if counted.reasons:
        why = ", ".join(f"{reason} {count:,}" for reason, count in counted.reasons.most_common())
        yield from ("", f"Undecided: {why}.")
    if counted.turned:
        yield from ("", f"In {counted.turned:,} maps the verdict is another than as the author argues.")
    yield from ("", "## Strengths", "", _picture("Strengths", pictures["strengths"]))
    if counted.mistakes:
        yield from ("", "## Maps with mistakes", "")
        rows = [
            (f"{count:,}", in_markdown(kind), in_markdown_code(counted.example[kind][:300]))
            for kind, count in counted.mistakes.most_common(COMMONEST)
        ]
        yield from _table(("maps", "rule", "for example"), rows)
    if findings is not None:
        yield from _found(counted, findings, pictures)
    yield from ("", "## The slowest maps", "")
    slow = [
        (f"{seconds * 1000:,.1f}", f"{size:,}", in_markdown_code(name)) for seconds, _, name, size in counted.slowest
    ]
    yield from _table(("ms", "statements", "map"), slow)


def _found(counted: Results, findings: Findings, pictures: Mapping[str, str]) -> Iterator[str]:
    yield from (
        "",
        "## Findings",
        "",
        f"{sum(findings.found.values()):,} in {findings.maps:,} of {counted.maps:,} maps.",
    )
    if not findings.found:
        return
    yield from ("", _picture("The commonest findings", pictures["findings"]), "")
    rows = [
        (f"{count:,}", severity, _rule(code), in_markdown_code(findings.example[code][:300]))
        for (code, severity), count in findings.found.most_common(COMMONEST)
    ]
    yield from _table(("times", "severity", "rule", "for example"), rows)


def _shares(counted: Results) -> list[tuple[str, ...]]:
    rows = [(name, counted.errors if name == MISTAKE_LABEL else counted.verdicts[name]) for name in VERDICTS]
    return [(name, f"{count:,}", f"{count / max(1, counted.maps):.1%}") for name, count in rows]


def _picture(says: str, file: str) -> str:
    return f"![{says}]({link(file)})"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{'|'.join(':--' if name in ('verdict', 'rule', 'map', 'for example', 'severity') else '--:' for name in head)}|"
    for row in rows:
        yield f"| {' | '.join(str(cell).replace('|', chr(92) + '|') for cell in row)} |"
