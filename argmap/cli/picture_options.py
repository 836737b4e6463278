"""The options that are shared by the verbs that draw."""

import click

from argmap.cli.options import ids_of_map, one_of
from argmap.renderers.pixels.paper import PAGES
from argmap.renderers.places.engine import LAYOUT_ENGINES
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
    help="Draw all statements of a large map. Without it, argmap draws 40 statements of a map with more than 200.",
)
layout = click.option(
    "--layout",
    metavar="NAME",
    type=click.Choice(LAYOUTS),
    help=f"The layout: {', '.join(LAYOUTS)}. Without it, argmap lists the grounds at --depth 1, draws a page of rows for "
    f"{POSTER_FROM} statements or more, and else cards joined by lines.",
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
    shell_complete=one_of(dict.fromkeys(LAYOUT_ENGINES)),
    help=f"The layout engine: {', '.join(LAYOUT_ENGINES)}, or the path of a program. Without it, the first that works.",
)
source = click.option(
    "--source",
    metavar="TEXT",
    type=click.Path(dir_okay=False),
    help="The file of the text that the map was made from: the page then includes the paragraph of each quote.",
)
