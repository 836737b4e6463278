"""Reads the arguments of a verb with click; only the verb that is named is imported."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

import click

from argmap.cli import VERBS, interrupted
from argmap.cli.printing.waiting import waiting
from argmap.errors import ArgmapError, UnknownName
from argmap.late import late_value

SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 100}
_VERBS = {name: row for verbs in VERBS.values() for name, row in verbs.items()}


class Help(click.HelpFormatter):
    """Help in which no name is broken at its hyphen: click breaks lines at hyphens, and not at those that join."""

    def write_text(self, text: str) -> None:
        """Writes a paragraph."""
        super().write_text(text.replace("-", JOINING))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Writes names, and beside them what they mean."""
        super().write_dl([(name, says.replace("-", JOINING)) for name, says in rows], col_max, col_spacing)

    def getvalue(self) -> str:
        """All that was written, with the hyphens that people type."""
        return super().getvalue().replace(JOINING, "-")


JOINING = "\N{NON-BREAKING HYPHEN}"


class Context(click.Context):
    """What a verb is called with; its help keeps names whole."""

    formatter_class = Help


SERVERS = ("serve", "mcp", "lsp")
"""Verbs that wait for others, not for work."""


class Verb(click.Command):
    """A verb; while it is at work for long, a line on the terminal says so."""

    context_class = Context

    def invoke(self, ctx: click.Context) -> Any:
        """Runs the verb."""
        if self.name in SERVERS or ctx.params.get("watch"):
            return super().invoke(ctx)
        with waiting(ctx.command_path):
            return super().invoke(ctx)


class Verbs(click.Group):
    """The verbs of the table, each made into a command when it is asked for; those of two words are a group in the group."""

    context_class = Context

    def __init__(self, name: str, under: str = "", **named: Any) -> None:
        super().__init__(name, subcommand_metavar="VERB ...", context_settings=SETTINGS, **named)
        self.under = under

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the verbs."""
        del ctx
        return list(
            dict.fromkeys(verb.removeprefix(self.under).split()[0] for verb in _VERBS if verb.startswith(self.under))
        )

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command:
        """The command of a verb. Raises UnknownName, which guesses the nearest."""
        verb = f"{self.under}{cmd_name}"
        if verb in _VERBS:
            return command(verb)
        if not self.under and any(name.startswith(f"{verb} ") for name in _VERBS):
            return Verbs(verb, f"{verb} ", help=f"The verbs of a {verb}.")
        raise UnknownName("verb", cmd_name, self.list_commands(ctx))

    def invoke(self, ctx: click.Context) -> object:
        """Runs the verb; Ctrl-C ends it with an exit code of its own, where click would make it a mistake."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            raise SystemExit(interrupted()) from None


@cache
def command(verb: str) -> click.Command:
    """A verb as a command, made once: click takes the arguments and options off the function that it makes one of.

    >>> command("new").name
    'new'
    """
    path, says, more = _VERBS[verb]
    return click.command(verb.rsplit(maxsplit=1)[-1], cls=Verb, help=says, epilog=more, context_settings=SETTINGS)(
        late_value(path)
    )


def run_verb(words: Sequence[str]) -> int:
    """Runs a verb with its arguments and options; gives the exit code."""
    verbs = Verbs("argmap")
    try:
        verbs(list(words), prog_name="argmap")
    except (ArgmapError, OSError) as error:
        from argmap.cli.printing import screen

        return screen.tell(error)
    return 0
