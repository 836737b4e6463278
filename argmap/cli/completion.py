"""Completion in the shell: the script by which the shell asks argmap for completions."""

import os
from collections.abc import Sequence
from pathlib import Path

from click.shell_completion import get_completion_class

from argmap.cli import COMPLETING
from argmap.cli.parser import Verbs
from argmap.cli.root import FINE
from argmap.errors import UsageError

SHELLS = ("bash", "zsh", "fish")


def script(shell: str) -> str:
    """The script for one of the `SHELLS`. Raises UsageError for another."""
    made = get_completion_class(shell) if shell in SHELLS else None
    if made is None:
        raise UsageError(f"the shell {shell!r} is not known", f"argmap --show-completion {'|'.join(SHELLS)}")
    return made(Verbs("argmap"), {}, "argmap", COMPLETING).source()


def print_script(words: Sequence[str]) -> int:
    """Prints the script for the shell that is named, or else for the one in use; gives the exit code."""
    shell = words[1] if len(words) > 1 else Path(os.environ.get("SHELL", "")).name
    try:
        print(script(shell))
    except UsageError as error:
        from argmap.cli.printing import screen

        return screen.tell(error)
    return FINE
