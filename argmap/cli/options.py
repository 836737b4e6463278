"""The arguments and options that verbs share, and their exit codes."""

import inspect
from collections.abc import Callable
from typing import Annotated, Any, cast

import typer

from argmap.evaluation import Said
from argmap.formats import FORMATS
from argmap.model.standpoint import STANDPOINTS
from argmap.renderers.places.engine import ENGINES
from argmap.renderers.scene.palette import THEMES
from argmap.semantics import CONJUNCTIONS, DEFAULT, SEMANTICS

FINE, FOUND, UNREADABLE, CANNOT_DRAW = 0, 1, 2, 3
"""Exit codes: fine; a finding of warning or worse; a file that does not load or bad usage; cannot render here."""

_NAMES = ", ".join(f"*{notation.suffixes[0]}" for notation in FORMATS.values())
Map = Annotated[str, typer.Argument(metavar="FILE", help=f"A map ({_NAMES}), or - for standard input.")]
Maps = Annotated[list[str], typer.Argument(metavar="FILE...", help=f"Maps ({_NAMES}), or - for standard input.")]
Json = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]
ThemeName = Annotated[
    str, typer.Option(metavar="NAME", help=f"Shapes and colours of the picture: {', '.join(THEMES)}.")
]

Depth = Annotated[
    int | None,
    typer.Option(
        metavar="N",
        min=0,
        help="Draw only what is at most N steps from the conclusion, or from the statement named by --focus.",
    ),
]
Focus = Annotated[
    str | None,
    typer.Option(metavar="ID", help="Draw only what bears on this statement, and the way from it to the conclusion."),
]
Most = Annotated[
    int | None,
    typer.Option("--max-nodes", metavar="N", min=1, help="Draw only the N statements that move the verdict most."),
]
Everything = Annotated[
    bool,
    typer.Option(
        "--all", help="Draw all of a large map. Without it, 40 statements are drawn of a map with more than 200."
    ),
]
By = Annotated[
    str | None,
    typer.Option(
        "--engine",
        metavar="NAME",
        help=f"The layout engine: {', '.join(ENGINES)}, or the path of a program. Without it, the first that works.",
    ),
]

_SHARE: dict[str, Any] = {"metavar": "X", "min": 0.0, "max": 1.0}
EVALUATING: dict[str, Any] = {
    "semantics": Annotated[
        str | None,
        typer.Option(
            "--semantics",
            "-s",
            metavar="NAME",
            help=f"What a strength means: {', '.join(SEMANTICS)}. Without it, what the file says, else {DEFAULT}.",
        ),
    ],
    "linked": Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="How strong linked premises are together under a gradual semantics, the weakest of them or their "
            f"product: {', '.join(CONJUNCTIONS)}.",
        ),
    ],
    "prior": Annotated[
        float | None,
        typer.Option(
            help="What an unrated claim with a support starts at under a gradual semantics; 0.5 without it.", **_SHARE
        ),
    ],
    "accepted": Annotated[
        float | None,
        typer.Option(help="The strength from which a statement is accepted; 0.6 without it.", **_SHARE),
    ],
    "defeated": Annotated[
        float | None,
        typer.Option(help="The chance of being defeated from which a statement is rejected; 0.6 without it.", **_SHARE),
    ],
    "rejected": Annotated[
        float | None,
        typer.Option(
            help="The strength down to which a gradual semantics rejects a statement; 0.4 without it.", **_SHARE
        ),
    ],
    "standpoint": Annotated[
        str | None,
        typer.Option(
            metavar="NAME", help=f"Whose statements are heard: {', '.join(STANDPOINTS)}. Without it, everybody's."
        ),
    ],
}
"""The options that say how a map is evaluated, by the names that the library gives them."""


def evaluating(verb: Callable[..., Any]) -> Callable[..., Any]:
    """The verb with the options of `EVALUATING` in the place of its parameter `how`; it is given them as one value.

    >>> @evaluating
    ... def shown(file: str, *, how: Said) -> Said:
    ...     return how
    >>> shown("a.yaml", semantics="df-quad"), list(inspect.signature(shown).parameters)[-1]
    ({'semantics': 'df-quad'}, 'standpoint')
    """
    own = inspect.signature(verb, eval_str=True)
    options = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=kind)
        for name, kind in EVALUATING.items()
    ]
    kept = [one for name, one in own.parameters.items() if name != "how"]

    def asked(*arguments: Any, **given: Any) -> Any:
        how = {name: given.pop(name, None) for name in EVALUATING}
        said = cast(Said, {name: value for name, value in how.items() if value is not None})
        return verb(*arguments, **given, how=said)

    asked.__name__, asked.__doc__, asked.__module__ = verb.__name__, verb.__doc__, verb.__module__
    asked.__signature__ = own.replace(parameters=[*kept, *options])  # type: ignore[attr-defined]
    asked.__annotations__ = {one.name: one.annotation for one in (*kept, *options)}
    return asked
