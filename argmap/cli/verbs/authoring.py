"""The verbs that write maps: new, and fmt."""

from difflib import unified_diff
from pathlib import Path

import click

from argmap import resources
from argmap.cli import options
from argmap.cli.options import FINE, FOUND, UNREADABLE
from argmap.cli.printing import screen
from argmap.cli.printing.screen import show_problems, word, write
from argmap.cli.printing.text import hint
from argmap.errors import LoadError, UnknownName, UsageError
from argmap.files import text as decoded
from argmap.formats import DEFAULT_FORMAT, OWN_SUFFIXES, format_of, own_format
from argmap.formats.folder import maps_at
from argmap.formats.formatter import laid_out
from argmap.renderers.quoting import in_terminal

STARTERS = {
    "starter": "a first map",
    "openssf": "an assurance case, as the badges of OpenSSF require",
}
"""The maps to start from, each a file in `templates/`."""


@click.argument(
    "output",
    default="-",
    metavar="[PATH]",
    help=f"The file to write ({OWN_SUFFIXES[0]} is added to a name without a suffix); - prints.",
)
@click.option(
    "--template",
    metavar="NAME",
    default="starter",
    show_default=True,
    shell_complete=options.one_of(STARTERS),
    help=f"What to start from: {'; '.join(f'{name}, {about}' for name, about in STARTERS.items())}.",
)
@click.option("--force", is_flag=True, help="Replace the file if it exists.")
def new_map(output: str, template: str, force: bool) -> None:
    """Writes a commented map that loads, evaluates and draws as it is."""
    if template not in STARTERS:
        raise UnknownName("template", template, STARTERS)
    text = (resources.folder("templates") / f"{template}.argmap.yaml").read_text(encoding="utf-8")
    if output != "-":
        output = _named(output)
    if output != "-" and Path(output).exists() and not force:
        raise UsageError(f"{output} exists already", "choose another name, or use --force")
    write(output, text)
    if output != "-":
        hint(screen.err, f"wrote {output} · next: edit it, then argmap eval {word(output)}")


def _named(output: str) -> str:
    """The name of a new map: with the suffix of an outline, which is added if there is none."""
    try:
        format = format_of(output)
    except UnknownName:
        return output if Path(output).is_dir() else output.rstrip(".") + OWN_SUFFIXES[0]
    if format != DEFAULT_FORMAT:
        hint = f"argmap new NAME{OWN_SUFFIXES[0]}, then argmap convert NAME{OWN_SUFFIXES[0]} -o {output}"
        raise UsageError(f"new writes YAML with comments, which {output} cannot hold", hint)
    return output


@options.map_files
@click.option(
    "--check",
    "only_check",
    is_flag=True,
    help="Change nothing; name the files that would change, and end with exit code 1 if any would.",
)
@click.option("--diff", "show", is_flag=True, help="Change nothing; print the lines that would change.")
def format_maps(files: tuple[str, ...], only_check: bool, show: bool) -> None:
    """Lays each map out in the canonical way, keeping comments and order."""
    code, changed = FINE, 0
    files = maps_at(files)
    for file in files:
        try:
            data = screen.read(file)
            text = decoded(data, file).replace("\r\n", "\n")
            name = "<stdin>" if file == "-" else file
            new = laid_out(text, name, format=own_format(name, data))
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
                screen.out.print("".join(lines), end="")
            if only_check or show:
                screen.err.print(in_terminal(f"would change {file}"))
                code = max(code, FOUND)
            else:
                write(file, new, was=data)
                screen.err.print(in_terminal(f"✓ {file}"))
    hint(screen.err, f"{changed} of {len(files)} {'would change' if only_check or show else 'changed'}")
    raise click.exceptions.Exit(code)
