"""The pages of the site that are made from argmap's own tables, and the folder that Sphinx reads.

`python docs/pages.py FOLDER` copies what is written by hand in `docs/`, and makes the rest: the notation from the JSON Schemas, the
rules and the semantics from their tables, the reference of the API from the docstrings, the gallery from `arguments/`.
"""

import inspect
import re
import shutil
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import argmap
from argmap.analysis.principles import PRINCIPLES, kept
from argmap.analysis.rounding import strength as strength_in
from argmap.formats import FORMATS, flat_reader, outline_reader, schema
from argmap.limits import LIMITS, Limits
from argmap.lint import RULES, Rule
from argmap.model import ArgumentMap, Document, Evidence, Expectation, Tension, ids
from argmap.model.evaluating import Evaluating
from argmap.model.field import fields_of
from argmap.model.scale import WORDS
from argmap.model.statement import Claim
from argmap.model.step import Support
from argmap.renderers.scene.palette import THEMES
from argmap.resources import folder
from argmap.semantics import CONJUNCTIONS, DEFAULT, SEMANTICS

DOCS = Path(__file__).parent
REPOSITORY = "https://github.com/argmap/argmap"
MADE = "<!-- Made by docs/pages.py; `make golden` writes it anew. -->"
FAMILIES = {
    "AM1": "Structure",
    "AM2": "Sources",
    "AM3": "Quality",
    "AM4": "Evaluation",
    "AM5": "Rendering",
    "AM6": "Assurance cases",
    "AM7": "Evidence",
}
KEPT = {"everywhere": "✓", "inside": "inside", "no": "–", "not applicable": ""}
VALUES = {
    "text": "text",
    "id": "an id",
    "number": "a number in [0, 1]",
    "strength": "a number in [0, 1], a word of the scale, or [low, high]",
    "meaning": "a number in [0, 1], or [low, high]",
    "anchor": 'text such as `§2 ¶1 "a quote"`, or a mapping with `at` and `quote`',
    "evidence": "a mapping of [its keys](#evidence)",
    "document": "a mapping of [its keys](#document)",
    "evaluate": "a mapping of [its keys](#evaluate)",
    "tension": "[tensions](#tensions)",
    "expectation": "[expectations](#expectations)",
    "entry": "entries",
    "member": "statements or refs",
    "also": "statements or refs",
    "node": "[statements](#statements-in-json)",
    "relation": "[steps](#steps-in-json)",
}
"""What the definitions of the schemas are called on the page."""


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> list[str]:
    """A Markdown table.

    >>> table(["a", "b"], [["1", "x | y"]])
    ['| a | b |', '|:--|:--|', '| 1 | x \\\\| y |']
    """
    named = list(head)
    lines = [" | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in row) for row in rows]
    return [f"| {' | '.join(named)} |", "|" + ":--|" * len(named), *(f"| {line} |" for line in lines)]


def part(name: str) -> str:
    """The part of a page that is written by hand."""
    return (DOCS / "parts" / f"{name}.md").read_text(encoding="utf-8").rstrip()


def worlds(stands: int, defeated: int) -> str:
    """A hundred worlds as an SVG: those in which a statement stands, is defeated, and is open."""
    size, gap, left = 16, 4, 8
    looks = [
        ("#0A6C74", "stands", stands),
        ("#B83A0B", "is defeated", defeated),
        ("#DDE2E8", "is open", 100 - stands - defeated),
    ]
    colours = [colour for colour, _, count in looks for _ in range(count)]
    squares = [
        f'<rect x="{left + at % 20 * (size + gap)}" y="{8 + at // 20 * (size + gap)}" width="{size}" height="{size}" rx="3" fill="{colour}"/>'
        for at, colour in enumerate(colours)
    ]
    legend = []
    x = left
    for colour, word, count in looks:
        said = f"{word} in {count}"
        legend.append(f'<rect x="{x}" y="116" width="12" height="12" rx="2" fill="{colour}"/>')
        legend.append(
            f'<text x="{x + 18}" y="127" font-family="Arial,sans-serif" font-size="13" fill="#344054">{said}</text>'
        )
        x += 18 + 7 * len(said) + 14
    title = f"<title>A hundred worlds: stands in {stands}, defeated in {defeated}, open in {100 - stands - defeated}</title>"
    head = '<svg xmlns="http://www.w3.org/2000/svg" width="420" height="140" viewBox="0 0 420 140" role="img">'
    return (
        "\n".join([head, title, '<rect width="420" height="140" fill="#FFFFFF"/>', *squares, *legend, "</svg>"]) + "\n"
    )


def rules() -> str:
    """The reference of the rules."""
    lines = [MADE, "", part("rules")]
    for start, family in FAMILIES.items():
        lines += ["", f"## {start}xx {family}"]
        for rule in (rule for code, rule in RULES.items() if code.startswith(start)):
            lines += ["", f"### {rule.code} {rule.name}", "", *_rule(rule)]
    return "\n".join(lines) + "\n"


def _rule(rule: Rule) -> list[str]:
    strict = " `--strict` makes this note a warning." if rule.strict else ""
    fixed = " `--fix` corrects it." if rule.fix else ""
    needs = " This rule needs the text: `--source PATH`." if rule.source else ""
    example = ["", "```yaml", rule.example.rstrip(), "```"] if rule.example else []
    return [f"*{rule.severity}* — {rule.why}{needs}{fixed}{strict}", *example]


def semantics() -> str:
    """The reference of the semantics, with the principles that each keeps."""
    names = list(SEMANTICS)
    lines = [
        MADE,
        "",
        part("semantics"),
        "",
        *table(
            ["name", "formula", "source", "remarks"],
            [
                [f"`{one.name}`{' (default)' * (one.name == DEFAULT)}", one.formula, one.source, one.remarks]
                for one in SEMANTICS.values()
            ],
        ),
        "",
        "## Linked premises",
        "",
        "How a gradual semantics combines the strengths of linked premises; `--linked NAME` chooses a row.",
        "",
        *table(["name", "formula"], [[f"`{one.name}`", one.formula] for one in CONJUNCTIONS.values()]),
        "",
        part("principles"),
        "",
        *table(
            ["principle", *(f"`{name}`" for name in names)],
            [[f"[{one.name}](#{one.name})", *(KEPT[kept(one, name)] for name in names)] for one in PRINCIPLES.values()],
        ),
    ]
    for one in PRINCIPLES.values():
        lines += ["", f"### {one.name}", "", f"{_capital(one.says)} ({one.source})."]
    return "\n".join(lines) + "\n"


def notation() -> str:
    """The reference of the notation, from the JSON Schemas, the readers' tables and the fields of the model."""
    outline, flat = schema.outline_schema(), schema.flat_schema()
    top = outline["properties"]
    keys: dict[str, Any] = {**top, **outline["$defs"]["entry"]["properties"]}
    defs = outline["$defs"]
    about_statement = (*outline_reader.USES, *outline_reader.KEYS_OF_STATEMENT, *outline_reader.GROWTH)
    lines = [
        part("notation"),
        "",
        "## Keys of a statement",
        "",
        *_keys({key: keys[key] for key in (*outline_reader.KIND_KEYS, *about_statement)}, Claim),
        "",
        "## Keys of a step",
        "",
        "These keys stand in an entry under `because`, `but` or `unless`. They describe the step that the entry makes.",
        "",
        *_keys({key: keys[key] for key in outline_reader.KEYS_OF_STEP}, Support, {"step": "id"}),
        "",
        "## Linked premises",
        "",
        "An entry with `all:` makes one step that needs every member. A member has the keys of a statement, and the entry has the keys of the step.",
        "",
        *_keys({"all": keys["all"]}, Support),
        "",
        "## Keys at the top of the file",
        "",
        "The keys of a statement may stand here too: they describe the conclusion.",
        "",
        *_keys({key: top[key] for key in outline_reader.ROOT}, ArgumentMap),
        "",
        "## Which key is allowed where",
        "",
        *_places(),
        "",
        "## Document",
        "",
        *_keys(defs["document"]["properties"], Document),
        "",
        "## Evaluate",
        "",
        *_keys(defs["evaluate"]["properties"], Evaluating),
        "",
        "## Evidence",
        "",
        "Evidence is what a statement rests on outside the map. [Keep a case true](cases.md) shows how `argmap check` tests it.",
        "",
        *_keys(defs["evidence"]["properties"], Evidence),
        "",
        "## Tensions",
        "",
        *_keys(defs["tension"]["properties"], Tension),
        "",
        "## Expectations",
        "",
        "`of` names the statement. The other keys say what is expected of it, at least one of them is needed; `under` and `standpoint` say in which evaluation. `argmap check` and pytest test it.",
        "",
        *_keys(defs["expectation"]["properties"], Expectation),
        "",
        "## Words of the scale",
        "",
        "You can write a word in the place of a number. Under `scale:`, a map can define more words and give these words other numbers.",
        "",
        *table(["word", "number"], [[f"`{word}`", f"{number:g}"] for word, number in WORDS.items()]),
        "",
        part("places"),
        "",
        "## The flat notation (JSON)",
        "",
        "`*.argmap.json` holds the same map as two lists: `nodes` (the statements) and `relations` (the steps). Programs write it. `argmap convert` converts in both directions.",
        "",
        *_keys({key: flat["properties"][key] for key in flat_reader.TOP}, ArgumentMap),
        "",
        "### Statements in JSON",
        "",
        *_keys(flat["$defs"]["node"]["properties"], Claim),
        "",
        "### Steps in JSON",
        "",
        *_keys(flat["$defs"]["relation"]["properties"], Support),
        "",
        "## Limits",
        "",
        "argmap reads no file that exceeds these limits. `--limit NAME=N` raises a limit for one call, `[tool.argmap]` for a project",
        "(`limits = {depth = 400}`), and `with argmap.limited(depth=400):` in Python.",
        "",
        *table(
            ["limit", "default", "meaning"],
            [[f"`{name}`", f"{getattr(Limits(), name):,}", _capital(about)] for name, about in LIMITS.items()],
        ),
        "",
        f"- An id has at most {ids.LONGEST} characters: {ids.RULE}.",
        "- YAML's anchors, aliases and tags are refused, and so are repeated keys. A comment begins with `#` after a space or at the start of a line.",
    ]
    return "\n".join([MADE, "", *lines]) + "\n"


def _keys(properties: Mapping[str, Any], model: Any, fields: Mapping[str, str] | None = None) -> list[str]:
    rows = []
    for key, value in properties.items():
        field = fields_of(model).get((fields or {}).get(key, key))
        rows.append([f"`{key}`", _value(value), _default(key, field), _capital(value.get("description", ""))])
    return table(["key", "value", "default", "meaning"], rows)


def _value(value: Mapping[str, Any]) -> str:
    """What may stand there, in words.

    >>> _value({"enum": ["a", "b"]}), _value({"type": "array", "items": {"$ref": "#/$defs/id"}, "minItems": 2, "maxItems": 2})
    ('`a` or `b`', 'a list of two ids')
    """
    if "$ref" in value:
        return VALUES[value["$ref"].rpartition("/")[2]]
    if "const" in value:
        return f"`{value['const']}`"
    if "enum" in value:
        return " or ".join(
            filter(None, (", ".join(f"`{one}`" for one in value["enum"][:-1]), f"`{value['enum'][-1]}`"))
        )
    if "oneOf" in value:
        return ", or ".join(_value(one) for one in value["oneOf"])
    if value.get("type") == "array":
        what = _value(value["items"])
        many = {"an id": "ids"}.get(
            what, what if value["items"]["$ref"].rpartition("/")[2] not in ("anchor", "evidence") else "these"
        )
        return f"a list of {'two ' if value.get('maxItems') == 2 else ''}{many}"
    if "pattern" in value:
        return "text of the form `FILE#ID`"
    if value.get("type") == "object":
        return f"a mapping of words, each to {_value(value['additionalProperties'])}"
    return "`true` or `false`"


def _default(key: str, field: Any) -> str:
    if key in ("id", "step"):
        return "made from the content"
    match None if field is None or key == "kind" else field.default:
        case bool(flag):
            return f"`{str(flag).lower()}`"
        case float(number):
            return f"`{number:g}`"
        case str(word) if word:
            return f"`{word}`"
    return ""


def _places() -> list[str]:
    roles = {
        "root": "top of the file",
        "entry": "entry under because, but, unless",
        "group": "entry with `all`",
        "member": "member of `all`",
        "also": "item of `also`",
    }
    every = dict.fromkeys(key for role in roles for key in outline_reader.ALLOWED[role])
    allowed = {**outline_reader.ALLOWED, "root": tuple(schema.outline_schema()["properties"])}
    rows = [[f"`{key}`", *("✓" if key in allowed[role] else "" for role in roles)] for key in every]
    return table(["key", *roles.values()], rows)


def api() -> str:
    """The reference of the public names, from their docstrings."""
    lines = [part("api"), ""]
    names = sorted(argmap.__all__, key=lambda name: (name[0].isupper(), name.lower()))
    for title, wanted in (("Functions", False), ("Classes", True)):
        lines += [f"## {title}", ""]
        for name in names:
            if name[0].isupper() is wanted:
                lines += _documented(f"argmap.{name}", getattr(argmap, name))
    return "\n".join(lines) + "\n"


def _documented(name: str, thing: Any) -> list[str]:
    """The entry of one function or class, with its public methods and properties."""
    lines = [f"### {name}", ""]
    if inspect.isfunction(thing):
        lines += ["```python", f"{name.rpartition('.')[2]}{_signature(thing)}", "```", ""]
    lines += [_prose(inspect.getdoc(thing) or ""), ""]
    if inspect.isclass(thing):
        for member, value in vars(thing).items():
            found = inspect.unwrap(value.__func__ if isinstance(value, (classmethod, staticmethod)) else value)
            if isinstance(value, property) and not member.startswith("_") and value.__doc__:
                lines += [f"`{member}`", f": {_first(value.__doc__)}", ""]
            elif (
                inspect.isfunction(found)
                and not member.startswith("_")
                and found.__doc__
                and found.__module__.startswith("argmap")
            ):
                lines += [f"`{member}{_signature(found)}`", f": {_first(found.__doc__)}", ""]
    return lines


def _signature(thing: Callable[..., Any]) -> str:
    """The parameters and what comes back, as they stand in Python.

    >>> from argmap import compare
    >>> _signature(compare)
    '(m: ArgumentMap, of: str | None = None, **said: Unpack[Said]) -> Comparison'
    """
    written = re.sub(
        r"\b(?:argmap|collections|typing)(\.\w+)+\.(\w+)|\btyping\.(\w+)", r"\2\3", str(inspect.signature(thing))
    )
    written = re.sub(r"\*<class '[\w.]*?(\w+)'>", r"Unpack[\1]", written).replace("'", '"')
    return re.sub(r'(: |-> )"([^"]+)"', r"\1\2", written)


def _first(text: str) -> str:
    return " ".join(inspect.cleandoc(text).split("\n\n")[0].split())


def _prose(text: str) -> str:
    """A docstring as Markdown: its doctests stand in blocks of their own."""
    parts = re.split(r"((?:^>>> .*\n?(?:^(?!\s*$).+\n?)*\n?)+)", text, flags=re.MULTILINE)
    return "\n".join(f"```pycon\n{part.rstrip()}\n```" if part.startswith(">>> ") else part for part in parts).strip()


def gallery(into: Path) -> str:
    """The gallery: every shipped map drawn, and one of them in every theme."""
    lines = [part("gallery"), ""]
    pictures = into / "pictures"
    pictures.mkdir(parents=True, exist_ok=True)
    for path in sorted(folder("arguments").glob("*.argmap.yaml")):
        name, m = path.name.removesuffix(".argmap.yaml"), argmap.load(path)
        e = argmap.evaluate(m)
        title = m.title or m.statement(m.conclusion).text
        (pictures / f"{name}.svg").write_text(str(argmap.render(m, e, max_nodes=20)), encoding="utf-8")
        (pictures / f"{name}.html").write_text(str(argmap.render(m, e, to="html")), encoding="utf-8")
        lines += [f"## {title}", "", *([m.summary, ""] if m.summary else []), *outcomes(e), ""]
        lines += [part(f"gallery/{name}"), "", f"![The map {name}](pictures/{name}.svg)", ""]
        lines += [f"{len(m.statements)} statements; {{download}}`the page to explore <pictures/{name}.html>`.", ""]
    m = argmap.load(folder("arguments") / "harry.argmap.yaml")
    lines += ["## Themes", "", "The same map in every theme of `argmap render --theme NAME`.", ""]
    for theme in THEMES:
        (pictures / f"theme-{theme}.svg").write_text(
            str(argmap.render(m, argmap.evaluate(m), theme=theme)), encoding="utf-8"
        )
        lines += [f"### {theme}", "", f"![Harry in the theme {theme}](pictures/theme-{theme}.svg)", ""]
    return "\n".join(lines) + "\n"


def outcomes(e: argmap.Evaluation) -> list[str]:
    """The verdict on a map, as a line of a list; from each standpoint where there are several."""
    lines = []
    for name, one in e.standpoints.items():
        whose = f"{name.replace('-', ' ')}: " if len(e.standpoints) > 1 else ""
        reason = f", {one.reason}" if one.reason else ""
        lines.append(f"- {whose}**{one.verdict}**{reason}, {strength_in(one.how, one[one.conclusion])}")
    return lines


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def formats() -> str:
    """The reference of the formats, from their table."""
    rows = [
        [f"`{one.name}`", one.about, ", ".join(f"`{end}`" for end in one.suffixes)]
        for one in FORMATS.values()
        if one.foreign
    ]
    return "\n".join([MADE, "", part("formats"), "", *table(["name", "what it is", "suffixes"], rows)]) + "\n"


KEPT_PAGES: Mapping[str, Callable[[], str]] = {
    "rules.md": rules,
    "semantics.md": semantics,
    "notation.md": notation,
    "formats.md": formats,
    "worlds.svg": lambda: worlds(40, 50),
}
"""The pages and pictures that are made and kept in `docs/`, so that they can be read where there is no site."""


def assemble(into: Path) -> None:
    """Writes the folder that Sphinx reads: what stands in `docs/` and at the top, and every page that is made."""
    shutil.rmtree(into, ignore_errors=True)
    into.mkdir(parents=True)
    for path in DOCS.iterdir():
        if path.suffix in (".md", ".svg", ".html"):
            shutil.copy(path, into)
    for name in ("CHANGELOG.md", "CONTRIBUTING.md"):
        text = (DOCS.parent / name).read_text(encoding="utf-8")
        (into / name.lower()).write_text(moved(text), encoding="utf-8")
    for name, made in {**KEPT_PAGES, "api.md": api}.items():
        (into / name).write_text(made(), encoding="utf-8")
    (into / "gallery.md").write_text(gallery(into), encoding="utf-8")
    index = (into / "index.md").read_text(encoding="utf-8")
    listed = re.sub(
        r"^([a-z]+)\n", lambda name: name[0] * (into / f"{name[1]}.md").is_file(), index, flags=re.MULTILINE
    )
    (into / "index.md").write_text(listed, encoding="utf-8")


def moved(text: str) -> str:
    """A page from the top of the repository with its links as they are in the site.

    >>> moved("[rules](docs/rules.md), [code](argmap/lint)")
    '[rules](rules.md), [code](https://github.com/argmap/argmap/blob/main/argmap/lint)'
    """
    return re.sub(r"\]\((?!https?:|#)", f"]({REPOSITORY}/blob/main/", text).replace(f"{REPOSITORY}/blob/main/docs/", "")


if __name__ == "__main__":
    assemble(Path(sys.argv[1]))
