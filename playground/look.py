"""What the playground asks Python: what a text says, and how it looks. It runs in the browser, with argmap as it is installed."""

import json
from typing import Any

import argmap
from argmap import formats
from argmap.errors import ArgmapError, LoadError, Place
from argmap.resources import folder

NEEDS_ARRAYS = "This takes numpy, which is not here in the browser: ask argmap on the command line"


def greeting() -> str:
    """The version, and the maps that ship, by their names."""
    maps = sorted(folder("arguments").glob("*.argmap.yaml"))
    texts = {path.name.removesuffix(".argmap.yaml"): path.read_text(encoding="utf-8") for path in maps}
    return json.dumps({"version": argmap.__version__, "examples": texts})


def look(text: str, view: str) -> str:
    """The verdict, the strengths, the findings, and the picture or the page, of a text; or its problems."""
    try:
        m = formats.loads(text, formats.format_of_text(text), file="map")
    except LoadError as error:
        problems = [_row("error", one.message, one.hint, one.place) for one in error.problems]
        count = f"{len(problems)} problem{'s' if len(problems) != 1 else ''}"
        return json.dumps({"whole": False, "line": f"The map does not load: {count}", "findings": problems})
    try:
        e = argmap.evaluate(m)
    except (ArgmapError, ImportError) as error:
        return json.dumps({"whole": False, "line": _why_not(error), "findings": []})
    line = f"{e.verdict.upper()} {e[e.conclusion]:.2f}{f', {e.reason}' if e.reason else ''}"
    found: dict[str, Any] = {"whole": True, "line": line, "strengths": dict(e.strengths), "findings": _findings(m)}
    return json.dumps({**found, "picture": "", "page": "", "instead": "", **_drawn(m, e, view)})


def _findings(m: argmap.ArgumentMap) -> list[dict[str, Any]]:
    found = argmap.check(m)
    rank = {"error": 0, "warning": 1, "note": 2}
    return [
        _row(one.severity, f"{one.code} {one.message}", one.hint, one.place)
        for one in sorted(found, key=lambda one: rank[one.severity])
    ]


def _drawn(m: argmap.ArgumentMap, e: argmap.Evaluation, view: str) -> dict[str, str]:
    try:
        if view == "page":
            return {"page": str(argmap.render(m, e, "html"))}
        return {"picture": str(argmap.render(m, e, "svg"))}
    except (ArgmapError, ImportError) as error:
        return {"instead": _why_not(error)}


def _why_not(error: Exception) -> str:
    return NEEDS_ARRAYS if isinstance(error, ImportError) else str(error)


def _row(severity: str, message: str, hint: str, place: Place | None) -> dict[str, Any]:
    at = {"line": place.line, "column": place.column} if place else {"line": 0, "column": 0}
    return {"severity": severity, "message": message, "hint": hint, **at}
