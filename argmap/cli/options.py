"""The arguments and options that verbs share, and their exit codes."""

from typing import Annotated

import typer

from argmap.formats import FORMATS
from argmap.renderers.places.engine import ENGINES
from argmap.renderers.scene.palette import THEMES
from argmap.semantics import CONJUNCTIONS, SEMANTICS

FINE, FOUND, UNREADABLE, CANNOT_DRAW = 0, 1, 2, 3
"""Exit codes: fine; a finding of warning or worse; a file that does not load or bad usage; cannot render here."""

_NAMES = ", ".join(f"*{notation.suffixes[0]}" for notation in FORMATS.values())
Map = Annotated[str, typer.Argument(metavar="FILE", help=f"A map ({_NAMES}), or - for standard input.")]
Maps = Annotated[list[str], typer.Argument(metavar="FILE...", help=f"Maps ({_NAMES}), or - for standard input.")]
Meaning = Annotated[
    str,
    typer.Option(
        "--semantics",
        "-s",
        metavar="NAME",
        help=f"The semantics, which computes the strengths: {', '.join(SEMANTICS)}.",
    ),
]
Joined = Annotated[
    str,
    typer.Option(
        "--linked",
        metavar="NAME",
        help=f"How strong linked premises are together, the weakest of them or their product: {', '.join(CONJUNCTIONS)}.",
    ),
]
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
