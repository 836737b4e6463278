"""The verb `edit`."""

import json
from typing import Any

import click

from argmap.cli import options
from argmap.cli.options import UNREADABLE
from argmap.cli.printing import screen
from argmap.cli.printing.screen import word, write
from argmap.cli.printing.text import hint, show_problem
from argmap.cli.printing.waiting import end as end_waiting
from argmap.editing.edits import edit
from argmap.editing.refusal import EditRefused
from argmap.errors import UsageError
from argmap.files import text as decoded
from argmap.formats import own_format
from argmap.renderers.quoting import in_terminal


@options.map_file
@click.argument(
    "ops", metavar="OPS", type=click.Path(), help="A JSON file with a list of operations, or - for standard input."
)
@click.option("--dry-run", is_flag=True, help="Change nothing; print the lines that would change.")
@options.as_json
def edit_map(file: str, ops: str, dry_run: bool, as_json: bool) -> None:
    """Makes the operations on the file, prints the lines that change, and names what would pass where one is refused."""
    if file == ops == "-":
        raise UsageError("only one of FILE and OPS can be standard input", "name a file for the other")
    data = screen.read(file)
    name = "<stdin>" if file == "-" else file
    own_format(name, data)
    text = decoded(data, name)
    try:
        edited = edit(text, _operations(ops), file=name)
    except EditRefused as error:
        _show_refusal(error, as_json=as_json)
        raise click.exceptions.Exit(UNREADABLE) from None
    changed = edited.text != text
    diff = edited.diff(name)
    if file != "-" and changed and not dry_run:
        mark = "\ufeff" if data.startswith(b"\xef\xbb\xbf") else ""
        write(file, mark + edited.text, was=data)
    if as_json:
        row: dict[str, Any] = {"changed": changed, "written": changed and not dry_run and file != "-"}
        end_waiting()
        print(json.dumps({**row, "diff": diff, "lost": list(edited.lost)}, ensure_ascii=False, indent=2))
        return
    if file == "-" and not dry_run:
        write("-", edited.text)
    else:
        for line in diff.splitlines():
            screen.out.print(in_terminal(line))
    for loss in edited.lost:
        hint(screen.err, in_terminal(f"went with what was removed: {loss}"))
    did = "would change" if dry_run else "changed"
    hint(screen.err, f"{did if changed else 'nothing to change'} · next: argmap check {word(file)}")


def _operations(ops: str) -> Any:
    """The value in a JSON file. Raises UsageError with the place of a mistake."""
    text = screen.read_text(ops)
    name = "<stdin>" if ops == "-" else ops
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        told = f"{name}:{error.lineno}:{error.colno}: not readable as JSON: {error.msg}"
        raise UsageError(told, 'a list of operations: [{"op": …}]') from None
    except (RecursionError, ValueError) as error:
        raise UsageError(f"{name}: not readable as JSON: {error}") from None


def _show_refusal(error: EditRefused, *, as_json: bool) -> None:
    refusal = error.refusal
    if as_json:
        end_waiting()
        print(json.dumps({"refusal": refusal.plain()}, ensure_ascii=False, indent=2, default=repr))
        return
    show_problem(screen.err, f"error[{refusal.code}]", "error", error.message, error.hint, None, {})
    if refusal.correction is not None:
        said = ", ".join(json.dumps(one, ensure_ascii=False, default=repr) for one in refusal.correction)
        hint(screen.err, in_terminal(f"would pass in its place: {said or 'nothing, leave it out'}"))
    hint(screen.err, "nothing is changed")
