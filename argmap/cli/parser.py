"""What follows a verb is read by Typer; a verb is imported when it is named, and no other is."""

from collections.abc import Sequence
from typing import Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

from argmap.cli import VERBS, named
from argmap.errors import ArgmapError

SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 100}
_VERBS = {name: row for verbs in VERBS.values() for name, row in verbs.items()}


class Verbs(TyperGroup):
    """The verbs of the table, each made into a command when it is asked for."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.commands: dict[str, Any] = dict.fromkeys(_VERBS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of a verb, or None where there is no such verb."""
        del ctx
        return command(cmd_name) if cmd_name in _VERBS else None


def command(verb: str) -> Any:
    """A verb as a command: its function's parameters are arguments and options.

    >>> command("new").name
    'new'
    """
    path, says = _VERBS[verb]
    app = typer.Typer(add_completion=False, rich_markup_mode=None)
    app.command(verb, help=says, context_settings=SETTINGS)(named(path))
    return get_command(app)


def run(words: Sequence[str]) -> int:
    """Runs a verb with its arguments and options; gives the exit code."""
    app = typer.Typer(
        cls=Verbs,
        subcommand_metavar="VERB ...",
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings=SETTINGS,
    )
    app.callback()(_verbs)
    try:
        app(list(words), prog_name="argmap")
    except (ArgmapError, OSError) as error:
        from argmap.cli.printing import screen

        return screen.tell(error)
    return 0


def _verbs() -> None:
    """Without a verb nothing is done."""
