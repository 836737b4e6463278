"""The verbs that take a map as it is: render, report, convert, and demo."""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import click

from argmap import formats, resources
from argmap.cli import options, picture_options
from argmap.cli.options import FOUND
from argmap.cli.printing import screen
from argmap.cli.printing.evaluation import show_evaluation
from argmap.cli.printing.screen import evaluated, read_text, show_findings, size_in_words, word, write
from argmap.cli.printing.text import hint
from argmap.cli.verbs.pictures import draw_pictures
from argmap.cli.watching import changes_of
from argmap.errors import UsageError
from argmap.evaluation import Said, evaluate
from argmap.formats.losses import Loss, grouped
from argmap.lint import check
from argmap.lint.settings import load_as_set
from argmap.renderers import FLAVOURS, RENDERERS, report
from argmap.renderers.quoting import in_terminal
from argmap.renderers.scene.folding import ViewLimits
from argmap.renderers.scene.request import DrawingRequest


@options.map_file
@click.option(
    "-o",
    "--output",
    multiple=True,
    metavar="PATH",
    help="The file to write; - prints the picture. Without -o, argmap prints it into a pipe, or writes FILE.svg on a terminal. May be repeated.",
)
@click.option(
    "--to", metavar="KIND", help=f"The kind of picture, if the suffix does not decide it: {', '.join(RENDERERS)}."
)
@picture_options.layout
@picture_options.page
@picture_options.theme
@picture_options.depth
@picture_options.focus
@picture_options.most
@picture_options.everything
@picture_options.engine
@picture_options.source
@click.option(
    "--plain",
    is_flag=True,
    help="Do not evaluate the map: draw the strengths that the file gives, and no verdict.",
)
@click.option("--watch", is_flag=True, help="Draw again whenever the file is saved, until Ctrl-C.")
@options.evaluating
def render_map(
    file: str,
    output: tuple[str, ...],
    to: str | None,
    layout: str | None,
    page: str | None,
    theme: str,
    depth: int | None,
    focus: str | None,
    most: int | None,
    everything: bool,
    engine: str | None,
    source: str | None,
    plain: bool,
    watch: bool,
    *,
    how: Said,
) -> None:
    """Writes each picture that was asked for."""
    if watch and (file == "-" or not output or "-" in output):
        raise UsageError("--watch needs a file, and -o with a path", "argmap render FILE --watch -o map.svg")
    shown = ViewLimits(depth, focus, most, everything)

    def draw() -> None:
        m = load_as_set(file)
        e = None if plain else evaluated(m, how)
        text = None if source is None else read_text(source)
        made = DrawingRequest(m, e, theme, shown, engine, layout=layout, page=page, source=text)
        draw_pictures(made, output or (_unasked(file, to),), to)

    if not watch:
        draw()
        return
    hint(screen.err, f"drawing {file} whenever it is saved; Ctrl-C ends it")
    with suppress(KeyboardInterrupt):
        for _ in changes_of(file):
            with screen.mistakes_told():
                draw()


def _unasked(file: str, to: str | None) -> str:
    """Where a picture goes that no path was given for: into a pipe, or on a terminal, which is no place for it, beside the map."""
    if not screen.out.is_terminal or to in PRINTED:
        return "-"
    if file == "-":
        raise UsageError("a terminal cannot show a picture", "-o map.svg writes it to a file")
    return formats.stem(file) + RENDERERS[to or "svg"].suffixes[0]


PRINTED = ("dot", "mermaid", "markdown")
"""The kinds of picture that are text for people, which a terminal may show."""


@options.map_file
@click.option("-o", "--output", default="-", metavar="PATH", help="The file to write; - prints.")
@click.option("--template", metavar="PATH", help="A Jinja2 template to use in place of the shipped one.")
@click.option(
    "--picture", metavar="PATH", help="Path or address of a picture to show; argmap render --depth 1 makes one."
)
@click.option("--whole", metavar="PATH", help="Path or address of a picture of the whole map, to link to.")
@click.option("--page", metavar="PATH", help="Path or address of the page to explore, to link to.")
@click.option("--flavour", default="github", metavar="NAME", help=f"The flavour of Markdown: {', '.join(FLAVOURS)}.")
@options.evaluating
def report_map(
    file: str,
    output: str,
    template: str | None,
    picture: str | None,
    whole: str | None,
    page: str | None,
    flavour: str,
    *,
    how: Said,
) -> None:
    """Writes the report."""
    kind = next((one.name for one in RENDERERS.values() if output.lower().endswith(one.suffixes)), "markdown")
    if kind != "markdown" and template is None:
        hint = f"argmap render {word(file)} -o {word(output)} draws it; report -o {word(formats.stem(file))}.md"
        raise UsageError(f"a report is Markdown, which {output} is not", hint)
    m = load_as_set(file)
    linked = {"picture": picture, "whole": whole, "page": page}
    write(output, report(m, evaluate(m, **how), template=template, flavour=flavour, **linked))
    if output != "-":
        screen.err.print(in_terminal(f"✓ {output}"))


@click.argument(
    "file", metavar="FILE", type=click.Path(), help="A file in any of the formats, or - for standard input."
)
@click.option("-o", "--output", default="-", metavar="PATH", help="The file to write; - prints.")
@click.option(
    "--to",
    metavar="NAME",
    shell_complete=options.one_of(formats.FORMATS),
    help=f"The format to write: {', '.join(formats.FORMATS)}. Without it, the suffix of -o PATH decides; without both, json is printed.",
)
@click.option(
    "--from",
    "format",
    metavar="NAME",
    shell_complete=options.one_of(formats.FORMATS),
    help="The format to read. Without it, the suffix and the text of FILE decide.",
)
@click.option("--conclusion", metavar="ID", help="The main claim, if FILE has several top claims.")
@options.limit
@click.option("--strict", is_flag=True, help="Write nothing, and end with exit code 1, if anything would be left out.")
def convert_map(
    file: str, output: str, to: str | None, format: str | None, conclusion: str | None, strict: bool
) -> None:
    """Writes the map in the format of the suffix or the one named, and tells what is left out."""
    wanted = to or ("json" if output == "-" else formats.format_of(output))
    read = formats.read_file(file, format, conclusion=conclusion)
    content, losses = formats.written_as(read.map, wanted)
    _tell_losses(f"reading {file}", read.losses)
    _tell_losses(f"writing {wanted}", losses)
    if strict and (read.losses or losses):
        screen.err.print("nothing is written, as --strict asks")
        raise click.exceptions.Exit(FOUND)
    files = formats.files_of(output, content)
    for path, data in files.items():
        write(path, data)
    if output != "-":
        told = f"{size_in_words(read.map)}; {len(read.losses) + len(losses)} things left out"
        hint(screen.err, f"wrote {', '.join(files)}: {told}")


def _tell_losses(doing: str, losses: Sequence[Loss]) -> None:
    if losses:
        screen.err.print(in_terminal(f"left out when {doing}:"))
    for line in grouped(losses):
        screen.err.print(in_terminal(f"  {line}"))


@click.option(
    "-o",
    "--output",
    "into",
    default="argmap-demo",
    metavar="FOLDER",
    help="The folder to write to; argmap creates it if it does not exist.",
)
@options.evaluating
def demo(into: str, *, how: Said) -> None:
    """Runs the whole path on the shipped flagship: its verdict, its pictures, then what the rules find."""
    file = resources.folder("arguments") / "china-llm.argmap.yaml"
    m = load_as_set(str(file))
    e = evaluate(m, **how)
    show_evaluation(screen.out, m, e)
    folder = Path(into)
    folder.mkdir(parents=True, exist_ok=True)
    draw_pictures(DrawingRequest(m, e), [str(folder / f"china-llm.{kind}") for kind in ("svg", "png", "html")])
    draw_pictures(DrawingRequest(m, e, limits=ViewLimits(depth=1)), [str(folder / "china-llm.row.svg")])
    linked = {"picture": "china-llm.row.svg", "whole": "china-llm.svg", "page": "china-llm.html"}
    write(str(folder / "china-llm.md"), report(m, e, **linked))
    write(str(folder / "china-llm.argmap.yaml"), file.read_text(encoding="utf-8"))
    screen.out.print(f"\nPicture: {folder}/china-llm.svg (beside it .png, .html, .md and .argmap.yaml)\n")
    findings = check(m, **how)
    show_findings(str(file), m, findings)
    hint(
        screen.err, f"{size_in_words(m)}, {e.semantics} · next: edit {folder}/china-llm.argmap.yaml and argmap eval it"
    )
    if any(finding.severity != "note" for finding in findings):
        raise click.exceptions.Exit(FOUND)
