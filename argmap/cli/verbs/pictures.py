"""Writes pictures for verbs: makes all of them before writing the first, and warns of letters that a picture cannot show."""

from collections.abc import Sequence

from argmap.cli.printing import screen
from argmap.cli.printing.doctor import tell_lost_letters
from argmap.cli.printing.text import show_problem
from argmap.renderers import RENDERERS, check_names, renderer_of, text_drawn
from argmap.renderers.scene.request import DrawingRequest

UNREADABLE = 2_000
"""A picture of more statements is drawn with a warning."""
DRAWN = ("svg", "png", "pdf", "dot")


def draw_pictures(picture: DrawingRequest, paths: Sequence[str], to: str | None = None) -> None:
    """Draws to each path as its suffix says; the last good pictures stay where one cannot be drawn."""
    kinds = [check_names(to or ("svg" if path == "-" else renderer_of(path)), picture.theme) for path in paths]
    count = len(picture.shown.shown)
    if count > UNREADABLE and any(kind in DRAWN for kind in kinds):
        hint = "--max-nodes N, --depth N or --focus ID draw a part of it, and -o map.html the page, which shows each"
        message = f"of {count:,} statements most are too small to be read in a picture of all"
        show_problem(screen.err, "warning", "warning", message, hint, None, {})
    contents = [RENDERERS[kind].draw(picture) for kind in kinds]
    for path, kind, content in zip(paths, kinds, contents, strict=True):
        screen.write(path, content)
        if path != "-":
            screen.err.print(f"✓ {path}")
        if kind in ("png", "pdf"):
            from argmap.renderers.pixels import paper, raster

            drawn = text_drawn(picture, kind)
            tell_lost_letters(screen.err, path, raster.lost(drawn, kind, picture.engine))
            if kind == "pdf" and paper.draws(picture.engine) and paper.crowded(drawn):
                message = f"{path}: vowels of this script are set over other letters, as Typst reads SVG"
                show_problem(
                    screen.err,
                    "warning",
                    "warning",
                    message,
                    "PNG and SVG are right; a browser prints the SVG",
                    None,
                    {},
                )
