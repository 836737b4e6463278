"""The verb `merge`."""

import click

from argmap import formats
from argmap.analysis.merging import merge
from argmap.cli import options
from argmap.cli.options import FOUND
from argmap.cli.printing import screen
from argmap.cli.printing.text import counted, hint, say
from argmap.errors import UsageError


@click.argument("first", metavar="A", type=click.Path(), help="The map whose conclusion, ids and texts are kept.")
@click.argument("second", metavar="B", type=click.Path(), help="The map that is added to it.")
@click.option("-o", "--output", default="-", metavar="PATH", help="The file to write; - prints.")
@options.as_json
def merge_maps(first: str, second: str, output: str, as_json: bool) -> None:
    """Writes the merged map, and prints what meets; exit code 1 when the maps say different things of the same."""
    if as_json and output == "-":
        raise UsageError("--json prints the differences, so the map needs a file", "-o merged.argmap.yaml")
    merged = merge(formats.load_own(first), formats.load_own(second))
    content, _ = formats.written_as(merged.map, "outline" if output == "-" else formats.format_of(output))
    for path, data in formats.files_of(output, content).items():
        screen.write(path, data)
    if as_json:
        from argmap.cli.printing.json import print_json

        print_json({"meetings": merged.meetings})
    else:
        console = screen.err if output == "-" else screen.out
        for meeting in merged.meetings:
            if meeting.said or meeting.thing == "statement":
                say(console, str(meeting), "yellow" if meeting.kind == "differs" else "", hang=4)
        summary = f"{screen.size_in_words(merged.map)}; {counted(len(merged.differences), 'difference')}"
        hint(screen.err, summary if output == "-" else f"wrote {output}: {summary}")
    if merged.differences:
        raise click.exceptions.Exit(FOUND)
