"""What a reader says of a file of another tool, whole: every statement and step with its place, every loss, every refusal.

A file in `data/foreign/told` holds cases of one format, each a text and, below the arrow, all that is read of it. `make golden`
writes what stands below the arrows anew; the texts above them are the cases. A table of nodes stands below the table of edges.
"""

import re
from pathlib import Path

import pytest

from argmap.errors import LoadError
from argmap.formats import FORMATS
from argmap.formats.losses import Source
from argmap.model.field import fields_of
from argmap.model.map import REMARKS

FOLDER = "tests/data/foreign/told"
FILES = sorted((Path(__file__).parent / "data" / "foreign" / "told").glob("*.txt"))
_CASE = re.compile(r"^%%%% (?P<name>.*)\n(?P<text>(?:(?!⇒\n).*\n)*)⇒\n(?P<told>(?:(?!%%%% ).*\n)*)", re.MULTILINE)
_CONCLUSION = re.compile(r"conclusion: ([^;]*)")


def told(text, format, conclusion=None):
    """All that is read of a text, as lines: the map with places, then what is lost; or why it is refused."""
    text, _, beside_it = text.partition("--- .nodes.csv\n")
    source = Source("<text>", text.encode(), conclusion, files={".nodes.csv": beside_it.encode()} if beside_it else {})
    try:
        reading = FORMATS[format].read(source)
    except LoadError as error:
        return [f"refused: {problem}".replace("<text>:", "") for problem in error.problems]
    m = reading.map
    lines = [f"{key}: {content}" for key, content in said(m, REMARKS) if key != "conclusion"]
    for one in m.statements:
        mark = " (the conclusion)" if one.id == m.conclusion else ""
        lines.append(f"{one.kind} {one.id} at {place(m, one)}: {one.text!r}{mark}{beside(one, ('id', 'text'))}")
    for step in m.steps:
        ends = f"{', '.join(step.sources)} → {step.target}"
        lines.append(f"{step.kind} {step.id} at {place(m, step)}: {ends}{beside(step, ('id', 'sources', 'target'))}")
    return [*lines, *(f"lost: {loss}" for loss in reading.losses)]


def place(m, one):
    return str(m.place(one.id)).removeprefix("<text>:")


def said(value, names):
    declared = {field.name: field.default for field in fields_of(type(value)).values()}
    return [(name, content) for name in names if (content := getattr(value, name)) != declared[name]]


def beside(value, but):
    names = [field.name for field in fields_of(type(value)).values() if field.name not in but]
    return "".join(f"; {name} {content!r}" for name, content in said(value, names))


def test_the_cases_are_of_every_format_of_text():
    assert {path.stem for path in FILES} == {name for name, row in FORMATS.items() if row.foreign} - {"parquet"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_everything_that_is_read_is_told(path, golden):
    before = path.read_text(encoding="utf-8")
    cases = list(_CASE.finditer(before))
    assert "".join(case[0] for case in cases) == before
    after = []
    for case in cases:
        asked = _CONCLUSION.search(case["name"])
        lines = told(case["text"], path.stem, asked and asked[1])
        after += [f"%%%% {case['name']}\n{case['text']}⇒\n", *(f"{line}\n" for line in lines)]
    golden(path.name, "".join(after), folder=FOLDER)
