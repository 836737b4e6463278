"""The verbs that write maps: new, and fmt."""

from difflib import unified_diff
from pathlib import Path
from typing import Annotated

import typer

from argmap import resources
from argmap.cli.options import FINE, FOUND, UNREADABLE, Maps
from argmap.cli.printing import screen
from argmap.cli.printing.screen import show_problems, word, write
from argmap.cli.printing.text import hint
from argmap.errors import LoadError, UsageError
from argmap.formats.formatter import laid_out

STARTER = "starter.argmap.yaml"


def new_map(
    output: Annotated[str, typer.Argument(metavar="PATH", help="The file to write; - prints.")] = "-",
    force: Annotated[bool, typer.Option("--force", help="Replace the file if it exists.")] = False,
) -> None:
    """Writes a commented map that loads, evaluates and draws as it is."""
    text = (resources.folder("templates") / STARTER).read_text(encoding="utf-8")
    if output != "-" and Path(output).exists() and not force:
        raise UsageError(f"{output} is there already", "another name, or --force")
    write(output, text)
    if output != "-":
        hint(screen.err, f"wrote {output} · next: edit it, then argmap eval {word(output)}")


def format_maps(
    files: Maps,
    only_check: Annotated[
        bool,
        typer.Option(
            "--check", help="Change nothing; name the files that would change, and end with exit code 1 if any would."
        ),
    ] = False,
    show: Annotated[bool, typer.Option("--diff", help="Change nothing; print the lines that would change.")] = False,
) -> None:
    """Lays each map out in the canonical way, keeping comments and order."""
    code, changed = FINE, 0
    for file in files:
        text = screen.read(file)
        try:
            new = laid_out(text, file)
        except LoadError as error:
            show_problems(screen.err, error)
            code = UNREADABLE
            continue
        if file == "-" and not (only_check or show):
            write("-", new)
        elif new != text:
            changed += 1
            if show:
                lines = unified_diff(text.splitlines(True), new.splitlines(True), file, file)
                screen.out.print("".join(lines), markup=False, end="")
            if only_check or show:
                screen.err.print(f"would change {file}", markup=False)
                code = max(code, FOUND)
            else:
                Path(file).write_text(new, encoding="utf-8", newline="\n")
                screen.err.print(f"✓ {file}", markup=False)
    hint(screen.err, f"{changed} of {len(files)} {'would change' if only_check or show else 'changed'}")
    raise typer.Exit(code)
