"""Pictures as PDF: the drawing of the SVG with embedded fonts, on a sheet of its size or on pages."""

import importlib.util
import json
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from argmap.errors import RenderError
from argmap.renderers.pixels import font
from argmap.renderers.scene.metrics import clean
from argmap.renderers.svg.elements import size_of

PAGES: Mapping[str, tuple[float, float]] = {
    "a4": (841.89, 595.28),
    "a4-portrait": (595.28, 841.89),
    "letter": (792.0, 612.0),
    "letter-portrait": (612.0, 792.0),
}
"""The pages that can be asked for, in points, wide and high."""
MARGIN = 24.0
"""The edge of a page that a picture is fitted to."""


def draws(engine: str | None) -> bool:
    """Whether this module makes the PDF: `argmap[pdf]` is installed, and no program was named as engine."""
    return engine in (None, "tidy") and importlib.util.find_spec("typst") is not None


def crowded(drawn: str) -> bool:
    """Whether a text has vowels that take room of their own, as in Hindi or Tamil, which Typst 0.15 leaves none in an SVG.

    >>> crowded("Paris"), crowded("का")
    (False, True)
    """
    return any(unicodedata.category(letter) == "Mc" for letter in drawn)


def pdf(sheets: Sequence[str], title: str, page: str | None = None) -> bytes:
    """The sheets, each an SVG, as a PDF with a page for each: as large as the sheet, or fitted to a row of `PAGES`.

    Raises RenderError if the sheets cannot be made into a PDF.
    """
    import typst

    with TemporaryDirectory() as folder:
        lines = [f"#set document(title: {json.dumps(clean(title), ensure_ascii=False)})", "#set page(margin: 0pt)"]
        for number, sheet in enumerate(sheets):
            Path(folder, f"{number}.svg").write_text(sheet, encoding="utf-8")
            lines.append(_page(f"{number}.svg", *size_of(sheet), page))
        source = Path(folder, "pages.typ")
        source.write_text("\n".join(lines), encoding="utf-8")
        fonts = sorted({str(Path(path).parent) for path in font.packaged()})
        try:
            made: bytes = typst.compile(str(source), root=folder, font_paths=fonts)
        except RuntimeError as error:
            raise RenderError(f"the picture could not be set as PDF: {error}") from None
    return made


def _page(name: str, wide: float, high: float, page: str | None) -> str:
    """A page with one sheet: of the sheet's size, or the sheet made smaller, if need be, and set in the middle."""
    if page is None:
        return f'#page(width: {wide}pt, height: {high}pt, image("{name}", width: {wide}pt))'
    across, down = PAGES[page]
    shrunk = min(1.0, (across - 2 * MARGIN) / wide, (down - 2 * MARGIN) / high)
    if abs(wide - across) < 1 and abs(high - down) < 1:
        shrunk = 1.0
    return f'#page(width: {across}pt, height: {down}pt, align(center + horizon, image("{name}", width: {wide * shrunk:.2f}pt)))'
