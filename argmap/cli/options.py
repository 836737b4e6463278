"""The arguments and options that verbs share, and the exit codes; the options of pictures are in `picture_options`.

Each is a decorator of click.
"""

from collections.abc import Callable, Mapping
from datetime import date
from functools import wraps
from typing import Any, cast

import click
from click.shell_completion import CompletionItem

from argmap.errors import UsageError
from argmap.evaluation import Said
from argmap.formats import NATIVE
from argmap.limits import LIMITS, limited
from argmap.model.standpoint import STANDPOINTS
from argmap.semantics import CONJUNCTIONS, DEFAULT, SEMANTICS

FINE, FOUND, UNREADABLE, CANNOT_DRAW = 0, 1, 2, 3
"""Exit codes: fine; a finding of warning or worse; a file that does not load or bad usage; cannot render here."""

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]
_NAMES = ", ".join(f"*{notation.suffixes[0]}" for notation in NATIVE.values())


def one_of(names: Mapping[str, object]) -> Callable[..., list[CompletionItem]]:
    """Completions of a value: the names that begin with it."""
    return lambda _ctx, _param, start: [CompletionItem(name) for name in names if name.startswith(start)]


def ids_of_map(ctx: click.Context, _param: click.Parameter, start: str) -> list[CompletionItem]:
    """Completions of an id: the statements of the file on the command line, with their texts."""
    from argmap.errors import ArgmapError
    from argmap.formats import load_own

    try:
        statements = load_own(ctx.params["file"]).statements
    except (ArgmapError, OSError, KeyError, TypeError):
        return []
    return [CompletionItem(node.id, help=node.text) for node in statements if node.id.startswith(start)]


def _limited(ctx: click.Context, _param: click.Parameter, values: tuple[str, ...]) -> None:
    """Sets the limits for as long as the verb runs: those of the project, and over them those of the command line."""
    from argmap.lint.settings import limits_of_project

    numbers = dict(limits_of_project())
    for value in values:
        name, _, number = value.partition("=")
        if not (number.isascii() and number.isdigit()):
            raise UsageError(f"--limit must be a name and a whole number, got {value!r}", "--limit depth=400")
        numbers[name] = int(number[:19])
    ctx.with_resource(limited(**numbers))


limit = click.option(
    "--limit",
    multiple=True,
    metavar="NAME=N",
    expose_value=False,
    callback=_limited,
    help=f"Raise a limit on what argmap reads: {'; '.join(f'{name} ({about})' for name, about in LIMITS.items())}. "
    "May be repeated.",
)


def map_file(verb: Callable[..., Any]) -> Callable[..., Any]:
    """The verb with a map as its argument, and the option by which limits are raised."""
    what = f"A map ({_NAMES}), or - for standard input."
    return click.argument("file", metavar="FILE", type=click.Path(), help=what)(limit(verb))


def map_files(verb: Callable[..., Any]) -> Callable[..., Any]:
    """The verb with maps as its arguments, and the option by which limits are raised."""
    what = f"Maps ({_NAMES}), folders of maps, or - for standard input."
    return click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(), help=what)(
        limit(verb)
    )


statement = click.argument(
    "of",
    metavar="[ID]",
    required=False,
    shell_complete=ids_of_map,
    help="The id of a statement. Without it, the conclusion.",
)
seed = click.option(
    "--seed",
    metavar="N",
    type=click.IntRange(min=0),
    default=0,
    help="The seed of the random numbers: the same seed gives the same result.",
)


def day(_ctx: click.Context, _param: click.Parameter, value: str | None) -> date | None:
    """The day that an option names.

    >>> day(click.Context(click.Command("check")), click.Option(["--today"]), "2026-05-01")
    datetime.date(2026, 5, 1)
    """
    try:
        return None if value is None else date.fromisoformat(value)
    except ValueError:
        raise UsageError(f"--today must be a day, got {value!r}", "2026-05-01") from None


def answers(_ctx: click.Context, _param: click.Parameter, values: tuple[str, ...]) -> dict[str, bool]:
    """The names that an option fills in, each with yes or no.

    >>> answers(click.Context(click.Command("check")), click.Option(["--given"]), ("signed-off=yes",))
    {'signed-off': True}
    """
    given = {}
    for value in values:
        name, _, answer = value.partition("=")
        if not name or answer not in YES_NO:
            raise UsageError(
                f"--given must be NAME=yes or NAME=no, got {value!r}", f"--given {name or 'signed-off'}=yes"
            )
        given[name] = YES_NO[answer]
    return given


YES_NO = {"yes": True, "no": False}

today = click.option(
    "--today",
    metavar="DAY",
    callback=day,
    help="The day on which evidence must hold, such as 2026-05-01. Without it, today.",
)
given = click.option(
    "--given",
    multiple=True,
    metavar="NAME=yes|no",
    callback=answers,
    help="Say whether the evidence `given: NAME` holds. May be repeated.",
)


def listed(_ctx: click.Context, _param: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """The names in the values of an option that may be repeated and takes several names with commas between them.

    >>> listed(click.Context(click.Command("check")), click.Option(["--select"]), ("AM2,AM4", "one-sided"))
    ('AM2', 'AM4', 'one-sided')
    """
    return tuple(name for value in values for part in value.split(",") if (name := part.strip()))


strict = click.option(
    "--strict", is_flag=True, help="Report the notes of strict rules as warnings: AM311, AM603, AM705, AM706."
)
as_json = click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")

_SHARE: dict[str, Any] = {"metavar": "X", "type": click.FloatRange(0, 1)}
EVALUATING: Mapping[str, Decorator] = {
    "semantics": click.option(
        "--semantics",
        "-s",
        metavar="NAME",
        shell_complete=one_of(SEMANTICS),
        help=f"The semantics, which defines what a strength means: {', '.join(SEMANTICS)}. Default: that of the file, else {DEFAULT}.",
    ),
    "linked": click.option(
        "--linked",
        metavar="NAME",
        shell_complete=one_of(CONJUNCTIONS),
        help=f"Gradual semantics only: how the strengths of linked premises are combined: {' or '.join(CONJUNCTIONS)}.",
    ),
    "prior": click.option(
        "--prior",
        **_SHARE,
        help="Gradual semantics only: the base score of a claim that has a support and no strength. Default: 0.5.",
    ),
    "accepted": click.option(
        "--accepted", **_SHARE, help="Accept a statement if its strength is at least X. Default: 0.6."
    ),
    "defeated": click.option(
        "--defeated",
        **_SHARE,
        help="Possible worlds only: reject a statement if its chance of being defeated is at least X. Default: 0.6.",
    ),
    "rejected": click.option(
        "--rejected",
        **_SHARE,
        help="Gradual semantics only: reject a statement if its strength is at most X. Default: 0.4.",
    ),
    "standpoint": click.option(
        "--standpoint",
        metavar="NAME",
        shell_complete=one_of(STANDPOINTS),
        help=f"Whose statements count: {', '.join(STANDPOINTS)} (the author's, also those that the author reports, or all). Default: examined.",
    ),
}
"""The options that say how a map is evaluated, by the names that the library gives them."""


def evaluating(verb: Callable[..., Any]) -> Callable[..., Any]:
    """The verb with the options of `EVALUATING`, which it is given as one value, `how`.

    >>> @evaluating
    ... def shown(file: str, *, how: Said) -> Said:
    ...     return how
    >>> shown(file="a.yaml", semantics="df-quad")
    {'semantics': 'df-quad'}
    """

    @wraps(verb)
    def asked(**given: Any) -> Any:
        said = {name: value for name in EVALUATING if (value := given.pop(name, None)) is not None}
        return verb(**given, how=cast(Said, said))

    command: Callable[..., Any] = asked
    for option in reversed([*EVALUATING.values()]):
        command = option(command)
    return command
