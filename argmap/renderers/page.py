"""The explorable page: one HTML file with the map, the browser's evaluator and nothing from anywhere else.

User text stands in one place, a block of JSON that no browser runs, and reaches the page only as text. The
content-security policy lets in the page's own style and scripts, by their hashes, and nothing more. The code is deflated,
a third of the size; a loader of six lines inflates it.
"""

from base64 import b64encode
from hashlib import sha256

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from argmap import resources
from argmap.evaluation import Evaluation, evaluate
from argmap.model import ArgumentMap
from argmap.renderers.deflating import deflated
from argmap.renderers.page_data import page_data
from argmap.renderers.quoting import in_script
from argmap.renderers.scene.drawing import page_rules, page_style
from argmap.renderers.scene.metrics import clean
from argmap.renderers.scene.palette import COLOURS, Palette, mixed
from argmap.renderers.squeezing import squeezed_script, squeezed_style

SCRIPTS = (
    *(
        "worlds.js",
        "evaluator.js",
        "verdicts.js",
        "tree.js",
        "lines.js",
        "argument.js",
        "inflating.js",
        "state.js",
        "scenario.js",
    ),
    *("rows.js", "hinges.js", "folding.js", "meter.js", "cards.js", "windowed.js", "outline.js", "map.js", "views.js"),
    *(
        "why.js",
        "ways.js",
        "tour.js",
        "compare.js",
        "panel.js",
        "reckoning.js",
        "sharing.js",
        "picture.js",
        "search.js",
    ),
    *("moving.js", "start.js"),
)
"""The scripts of the page, in one scope: each may use what all of them name, once `start.js` runs."""
DRAWN_SCRIPT = "drawn.js"
"""Added where worlds are drawn."""
LOADER_SCRIPT = "loading.js"
"""What lets the scripts run, which are deflated."""
STYLES = ("explorer.css", "why.css", "outline.css", "map.css", "panel.css", "windows.css")
LIVE_SCRIPT = "live.js"
"""Added where the page is served, to take in a saved map."""


def page(m: ArgumentMap, e: Evaluation | None = None, *, live: bool = False, source: str | None = None) -> str:
    """The whole page as HTML; `live` for one that is served and hears of changes.

    With `source`, the text that the map was made from, each quote is shown in its paragraph, so that these paragraphs are
    part of the page.

    >>> from argmap.model import ArgumentMap, Claim
    >>> text = page(ArgumentMap(conclusion="a", statements=[Claim(text="It is </script> so.", id="a")]))
    >>> "</script> so" in text, text.count("http-equiv")
    (False, 1)
    """
    evaluation = e if e is not None else evaluate(m)
    folder = resources.folder("templates") / "explorer"

    def read(name: str) -> str:
        return (folder / name).read_text(encoding="utf-8")

    data = page_data(m, evaluation, source)
    more_scripts = [DRAWN_SCRIPT] if data["circuit"] is None else []
    names = (*more_scripts, *SCRIPTS, *([LIVE_SCRIPT] if live else []))
    script, loader = _script("".join(map(read, names))), squeezed_script(read(LOADER_SCRIPT))
    style = _variables() + page_style() + squeezed_style("".join(map(read, STYLES)))
    environment = Environment(loader=FileSystemLoader(folder), undefined=StrictUndefined, autoescape=True)
    return environment.get_template("page.html.j2").render(
        title=clean(m.title or m.statement(m.conclusion).text),
        policy=(
            f"default-src 'none'; script-src {_hash(loader)} {_hash(script)}; style-src {_hash(style)}; base-uri 'none'; form-action 'none'"
            + "; connect-src 'self'" * live
        ),
        style=style,
        code=deflated(script.encode()),
        loader=loader,
        argument=in_script(data),
    )


def _script(text: str) -> str:
    """The scripts in a scope of their own, where `Rules` are those of drawing."""
    return f'(async () => {{\n"use strict";\nconst Rules = {in_script(page_rules())};\n{squeezed_script(text)}}})();\n'


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _variables() -> str:
    """The palettes as CSS variables: light, dark where the reader prefers it, and either when chosen."""
    light, dark = (_colours(COLOURS[name], dark=name == "dark") for name in ("light", "dark"))
    return (
        f':root{{{light}}}@media screen and (prefers-color-scheme:dark){{:root:not([data-theme="light"]){{{dark}}}}}'
        f'@media screen{{:root[data-theme="dark"]{{{dark}}}}}\n'
    )


def _colours(palette: Palette, *, dark: bool) -> str:
    colours: dict[str, str] = {
        name.replace("_", "-"): getattr(palette, name)
        for name in ("page", "ink", "muted", "faint", "card", "weak", "track", "undercut", "main")
    }
    colours |= {
        name.replace("_", "-"): getattr(palette, name) for name in ("main_ink", "main_small", "main_bar", "main_track")
    }
    colours |= {**palette.sides} | {f"tint-{side}": tint for side, tint in palette.tints.items()}
    colours |= {
        "tint-undercut": palette.halo,
        "edge": mixed(palette.page, palette.muted, 0.6),
        "lit": "#B7791F" if not dark else "#F2C14E",
        "lit-ink": "#1B1300",
    }
    declarations = "".join(f"--{name}:{colour};" for name, colour in colours.items())
    return f"{declarations}--dark:{int(dark)};color-scheme:{'dark' if dark else 'light'};"
