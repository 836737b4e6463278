"""The verb `diff`, for two files, and as git calls it."""

from collections.abc import Sequence

import click

from argmap import files, formats
from argmap.analysis.difference import diff
from argmap.cli import options, picture_options
from argmap.cli.options import FOUND
from argmap.cli.printing import screen
from argmap.cli.printing.difference import show_difference, show_one_side
from argmap.cli.printing.json import print_json
from argmap.cli.printing.text import hint
from argmap.cli.verbs.pictures import draw_pictures
from argmap.errors import EvaluationError, LoadError, UnknownName, UsageError
from argmap.evaluation import Said, evaluate
from argmap.lint.settings import as_project, load_as_set
from argmap.model import ArgumentMap
from argmap.renderers.quoting import in_terminal
from argmap.renderers.scene.request import DrawingRequest

NOWHERE = "/dev/null"


@click.argument(
    "files", nargs=-1, metavar="A B", help="The older and the newer map. With --git, the arguments that git passes."
)
@click.option(
    "--git",
    is_flag=True,
    help="Act as git's diff command. Set it up with: git config diff.argmap.command 'argmap diff --git', and the line "
    "'*.argmap.yaml diff=argmap' in .gitattributes. The exit code is then always 0, as git expects.",
)
@click.option(
    "-o",
    "--output",
    multiple=True,
    metavar="PATH",
    help="Draw the newer map with the changes marked; the suffix decides the kind of picture. May be repeated.",
)
@picture_options.theme
@options.limit
@options.as_json
@options.evaluating
def diff_maps(
    files: tuple[str, ...], git: bool, output: tuple[str, ...], theme: str, as_json: bool, *, how: Said
) -> None:
    """Prints the edits from one map to another, and draws them; exit code 1 when they differ."""
    if git:
        _for_git(files, how)
        return
    if len(files) != 2:
        raise UsageError(f"diff takes two maps, got {len(files)}", "argmap diff OLD NEW, or --git as git calls it")
    m1, m2 = map(load_as_set, files)
    difference = diff(m1, m2, **how)
    if output:
        e = difference.evaluations[1] if difference.evaluations else None
        draw_pictures(DrawingRequest(m2, e, theme, before=m1), output)
    if as_json:
        verdicts = [
            {"verdict": e.verdict, "strength": e[e.conclusion], "converged": e.converged}
            for e in difference.evaluations or ()
        ]
        print_json(
            {
                "differ": bool(difference),
                "turned": difference.turned,
                "evaluations": verdicts,
                "trouble": difference.trouble,
                "edits": difference.edits,
                "changed": difference.changed,
            }
        )
    elif difference:
        show_difference(screen.out, m2, difference)
        hint(screen.err, f"\n{len(difference.edits)} edits · next: argmap explain {screen.word(files[1])}")
    else:
        hint(screen.err, "no difference")
    if difference:
        raise click.exceptions.Exit(FOUND)


def _for_git(arguments: Sequence[str], how: Said) -> None:
    """One file as git shows it: path, old file, hex, mode, new file, hex, mode, and for a rename the new path and more."""
    if len(arguments) == 1:
        screen.out.print(f"{in_terminal(arguments[0])}: unmerged")
        return
    if len(arguments) not in (7, 8, 9):
        raise UsageError(f"git passes 7 arguments, or 9 for a rename, got {len(arguments)}", "see argmap diff --help")
    path, old, new = arguments[0], arguments[1], arguments[4]
    renamed = arguments[7] if len(arguments) > 7 else path
    screen.out.print(f"argmap diff {in_terminal(path)}" + (f" → {in_terminal(renamed)}" if renamed != path else ""))
    before, after = (found and as_project(found) for found in (_side(path, old), _side(renamed, new)))
    for name, given, m in ((path, old, before), (renamed, new, after)):
        if m is None and given != NOWHERE:
            screen.out.print(f"{in_terminal(name)} does not load here, so there is nothing to compare")
            return
    if before and after:
        difference = diff(before, after, **how)
        if difference:
            show_difference(screen.out, after, difference)
        else:
            screen.out.print("the same map, written otherwise")
        return
    m = before or after
    if m is None:
        return
    try:
        e = evaluate(m, **how)
        show_one_side(screen.out, path, m, e.verdict, e[e.conclusion], gone=after is None)
    except EvaluationError as error:
        screen.out.print(in_terminal(str(error)))


def _side(path: str, file: str) -> ArgumentMap | None:
    """The map that git put into a file, in the format of its path; None if there is none or it does not load."""
    if file == NOWHERE:
        return None
    try:
        return formats.read_file(file, formats.format_of(path)).map
    except UnknownName:
        return _load(file)
    except LoadError as error:
        screen.show_problems(screen.out, error)
        return None


def _load(file: str) -> ArgumentMap | None:
    try:
        text = files.read_text(file)
        return formats.loads(text, formats.format_of_text(text), file=file)
    except LoadError as error:
        screen.show_problems(screen.out, error)
    except OSError as error:
        screen.out.print(in_terminal(str(error)))
    return None
