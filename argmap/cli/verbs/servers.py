"""The verbs that serve other programs over standard input and output: mcp and lsp."""

import click

from argmap.late import late


@click.argument(
    "folder",
    default=".",
    metavar="[FOLDER]",
    type=click.Path(exists=True, file_okay=False),
    help="The folder of the maps: argmap reads and writes nothing outside it. Without it, the current folder.",
)
@click.option("--skill", is_flag=True, help="Print the page that teaches a language model the notation, and exit.")
def serve_tools(folder: str, skill: bool) -> None:
    """Serves the tools until standard input ends."""
    if skill:
        print(late("argmap.servers.mcp:skill")(), end="")
    else:
        late("argmap.servers.mcp:serve")(folder)


@click.option("--stdio", is_flag=True, hidden=True, help="What editors say by habit; there is no other way.")
def serve_editor(stdio: bool) -> None:
    """Serves an editor until standard input ends."""
    del stdio
    late("argmap.servers.lsp:serve")()
