"""The explorable page: one HTML file with the map, the browser's evaluator and nothing from anywhere else.

User text stands in one place, a block of JSON that no browser runs, and reaches the page only as text. The
content-security policy lets in the page's own style and script, by their hashes, and nothing more.
"""

import json
from base64 import b64encode
from hashlib import sha256
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from argmap import resources
from argmap.analysis.overturning import overturn, patience
from argmap.errors import EvaluationError
from argmap.evaluation import Evaluation, evaluate
from argmap.formats import dumps
from argmap.model import ArgumentMap
from argmap.model.walks import sides, unanswered
from argmap.renderers.quoting import in_script
from argmap.renderers.scene.drawing import page_rules, page_style
from argmap.renderers.scene.metrics import clean
from argmap.renderers.scene.palette import COLOURS, Palette, mixed
from argmap.semantics import SEMANTICS

SCRIPTS = (
    *("evaluator.js", "tree.js", "lines.js"),
    *(
        "state.js",
        "cards.js",
        "map.js",
        "selecting.js",
        "panel.js",
        "reckoning.js",
        "sharing.js",
        "search.js",
        "moving.js",
    ),
    *("outline.js", "start.js"),
)
"""The scripts of the page, in one scope: each may use what all of them name, once `start.js` runs."""
LIVE_SCRIPT = "live.js"
"""Added where the page is served, to take in a saved map."""
SEARCHED = 300
"""Above so many statements, sets of rejections that overturn the verdict are not sought for the page."""


def page(m: ArgumentMap, e: Evaluation | None = None, *, live: bool = False) -> str:
    """The whole page as HTML; `live` for one that is served and hears of changes.

    >>> from argmap.model import ArgumentMap, Claim
    >>> text = page(ArgumentMap(conclusion="a", statements=[Claim(text="It is </script> so.", id="a")]))
    >>> "</script> so" in text, text.count("http-equiv")
    (False, 1)
    """
    found = e if e is not None else evaluate(m)
    folder = resources.folder("templates") / "explorer"
    names = (*SCRIPTS, LIVE_SCRIPT) if live else SCRIPTS
    script = _script("".join((folder / name).read_text(encoding="utf-8") for name in names))
    style = _variables() + page_style() + (folder / "explorer.css").read_text(encoding="utf-8")
    environment = Environment(loader=FileSystemLoader(folder), undefined=StrictUndefined, autoescape=True)
    return environment.get_template("page.html.j2").render(
        title=clean(m.title or m.statement(m.conclusion).text),
        policy=(
            f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(style)}; base-uri 'none'; form-action 'none'"
            + "; connect-src 'self'" * live
        ),
        style=style,
        script=script,
        argument=in_script(_data(m, found)),
    )


def _data(m: ArgumentMap, e: Evaluation) -> dict[str, Any]:
    """The map in its flat form, the numbers that its words mean, and what takes Python to find."""
    side = sides(m)
    sets, never = _overturning(m, e)
    return {
        "map": json.loads(dumps(m, "json")),
        "base": [m.scale.number(node.strength) for node in m.statements],
        "weights": [m.scale.weight(step.weight) for step in m.steps],
        "sides": [side[node.id] for node in m.statements],
        "unanswered": list(unanswered(m)),
        "semantics": e.semantics,
        "linked": e.linked,
        "accepted": e.accepted,
        "rejected": e.rejected,
        "formulas": {
            name: one.formula
            for name, one in SEMANTICS.items()
            if not (one.attack_only and any(step.kind == "support" for step in m.steps))
        },
        "sets": sets,
        "never": never,
    }


def _overturning(m: ArgumentMap, e: Evaluation) -> tuple[list[dict[str, Any]], bool]:
    if len(m.statements) > SEARCHED or not e.converged:
        return [], False
    try:
        size = patience(len(m.statements), circular=bool(e.cycles))
        found = overturn(m, size=size, **e.how.said)
    except EvaluationError:
        return [], False
    pairs = zip(found.critical.sets, found.critical.verdicts, strict=True)
    return [{"ids": list(ids), "verdict": to} for ids, to in pairs], found.critical.never


def _script(text: str) -> str:
    """The scripts in a scope of their own, where `Rules` are those of drawing."""
    return f'(() => {{\n"use strict";\nconst Rules = {in_script(page_rules())};\n{text}}})();\n'


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _variables() -> str:
    """The palettes as CSS variables: light, dark where the reader prefers it, and either when chosen."""
    light, dark = (_colours(COLOURS[name], dark=name == "dark") for name in ("light", "dark"))
    return (
        f":root{{{light}}}@media(prefers-color-scheme:dark){{:root{{{dark}}}}}"
        f':root[data-theme="light"]{{{light}}}:root[data-theme="dark"]{{{dark}}}@media print{{:root{{{light}}}}}\n'
    )


def _colours(palette: Palette, *, dark: bool) -> str:
    named: dict[str, str] = {
        name.replace("_", "-"): getattr(palette, name)
        for name in ("page", "ink", "muted", "faint", "card", "weak", "track", "undercut", "main")
    }
    named |= {
        name.replace("_", "-"): getattr(palette, name) for name in ("main_ink", "main_small", "main_bar", "main_track")
    }
    named |= {**palette.sides} | {f"tint-{side}": tint for side, tint in palette.tints.items()}
    named |= {
        "tint-undercut": palette.halo,
        "edge": mixed(palette.page, palette.muted, 0.6),
        "lit": "#B7791F" if not dark else "#F2C14E",
    }
    said = "".join(f"--{name}:{colour};" for name, colour in named.items())
    return f"{said}--dark:{int(dark)};color-scheme:{'dark' if dark else 'light'};"
