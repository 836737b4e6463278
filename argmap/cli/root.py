"""The output of argmap without a verb: its version, and the list of verbs."""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from textwrap import wrap

from argmap import __version__
from argmap.cli import ABOUT, EPILOG, OPTIONS, SHORT, VERBS

FINE, MISUSED = 0, 2
WIDEST = 100
"""Lines of help are no longer than this."""


def print_version(_words: Sequence[str]) -> int:
    """Prints the version; gives the exit code."""
    print(__version__)
    return FINE


def print_help(_words: Sequence[str]) -> int:
    """Prints what argmap does and every verb; gives the exit code."""
    print("\n".join(help_lines(min(shutil.get_terminal_size().columns, WIDEST))))
    return FINE


def lack_verb(words: Sequence[str]) -> int:
    """Prints the help, since no verb was given; gives the exit code of wrong usage."""
    print_help(words)
    return MISUSED


def help_lines(width: int) -> Iterator[str]:
    """The help of argmap in lines of at most so many letters."""
    yield from ("Usage: argmap VERB [OPTIONS] [FILES]", "       argmap VERB --help", "")
    yield from (*wrap(f"Arguments as code. {ABOUT}", width), "")
    for group, verbs in VERBS.items():
        yield f"{group}:"
        yield from (*_listed({name: says for name, (_, says, _) in verbs.items()}, width), "")
    short = {long: f"{name}, " for name, long in SHORT.items()}
    yield "Options:"
    yield from (*_listed({short.get(name, "") + name: says for name, (_, says, _) in OPTIONS.items()}, width), "")
    yield from wrap(EPILOG, width)


def _listed(rows: Mapping[str, str], width: int) -> Iterator[str]:
    """Lines with names and, beside them, their help."""
    left = max(map(len, rows)) + 4
    for name, says in rows.items():
        first, *more = wrap(says, max(width - left, 20))
        yield f"  {name:<{left - 2}}{first}"
        yield from (" " * left + line for line in more)
