"""The options that are shared by the verbs that draw."""

import click

from argmap.cli.options import ids_of_map, one_of
from argmap.renderers.pixels.paper import PAGES
from argmap.renderers.places.engine import ENGINES
from argmap.renderers.scene.palette import THEMES
from argmap.renderers.scene.request import LAYOUTS, POSTER_FROM

theme = click.option(
    "--theme",
    metavar="NAME",
    default="cards",
    show_default=True,
    shell_complete=one_of(THEMES),
    help=f"Shapes and colours of the picture: {', '.join(THEMES)}.",
)
depth = click.option(
    "--depth",
    metavar="N",
    type=click.IntRange(min=0),
    help="Draw only what is at most N steps from the conclusion, or from the statement named by --focus.",
)
focus = click.option(
    "--focus",
    metavar="ID",
    shell_complete=ids_of_map,
    help="Draw only what bears on this statement, and the way from it to the conclusion.",
)
most = click.option(
    "--max-nodes",
    "most",
    metavar="N",
    type=click.IntRange(min=1),
    help="Draw only the N statements that move the verdict most.",
)
everything = click.option(
    "--all",
    "everything",
    is_flag=True,
    help="Draw all of a large map. Without it, 40 statements are drawn of a map with more than 200.",
)
layout = click.option(
    "--layout",
    metavar="NAME",
    type=click.Choice(LAYOUTS),
    help=f"How the picture is laid out: {' or '.join(LAYOUTS)}. Without it, a page of rows from {POSTER_FROM} statements on, "
    "a row of grounds at --depth 1, else cards joined by lines.",
)
page = click.option(
    "--page",
    metavar="NAME",
    type=click.Choice(tuple(PAGES)),
    help=f"Lay a PDF out on pages: {', '.join(PAGES)}. Without it, one sheet as large as the picture.",
)
engine = click.option(
    "--engine",
    metavar="NAME",
    shell_complete=one_of(dict.fromkeys(ENGINES)),
    help=f"The layout engine: {', '.join(ENGINES)}, or the path of a program. Without it, the first that works.",
)
source = click.option(
    "--source",
    metavar="TEXT",
    type=click.Path(dir_okay=False),
    help="The file of the text that the map was made from: the page shows each quote in its paragraph, which becomes part of the page.",
)
