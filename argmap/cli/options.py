"""The arguments and options that verbs share, and their exit codes."""

from typing import Annotated

import typer

from argmap.renderers.places.engines import ENGINES
from argmap.renderers.scene.palette import THEMES
from argmap.semantics import CONJUNCTIONS, SEMANTICS

FINE, FOUND, UNREADABLE, CANNOT_DRAW = 0, 1, 2, 3
"""Exit codes: fine; a finding of warning or worse; a file that does not load or bad usage; cannot render here."""

Map = Annotated[
    str, typer.Argument(metavar="FILE", help="A map (*.argmap.yaml, *.argmap.json), or - for standard input.")
]
Maps = Annotated[list[str], typer.Argument(metavar="FILE...", help="Maps, or - for standard input.")]
Meaning = Annotated[
    str, typer.Option("--semantics", "-s", metavar="NAME", help=f"What strength means: {', '.join(SEMANTICS)}.")
]
Joined = Annotated[
    str, typer.Option("--linked", metavar="NAME", help=f"What linked premises bring: {', '.join(CONJUNCTIONS)}.")
]
Json = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]
ThemeName = Annotated[str, typer.Option(metavar="NAME", help=f"How a picture looks: {', '.join(THEMES)}.")]

Depth = Annotated[int | None, typer.Option(metavar="N", min=0, help="Draw N steps from the conclusion, or the focus.")]
Focus = Annotated[str | None, typer.Option(metavar="ID", help="Draw what bears on this statement, and its way up.")]
Most = Annotated[
    int | None,
    typer.Option("--max-nodes", metavar="N", min=1, help="Draw the N statements that move the verdict most."),
]
Everything = Annotated[
    bool, typer.Option("--all", help="Draw all of a large map (above 200 statements, 40 are drawn).")
]
By = Annotated[
    str | None, typer.Option("--engine", metavar="NAME", help=f"What gives places: {', '.join(ENGINES)}, or a program.")
]
