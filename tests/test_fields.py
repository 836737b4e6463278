"""The model is the one list of fields: what is added there survives every notation and is seen by everything else."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from argmap.formats import fields, outline_reader, schema
from argmap.model import Anchor, Claim, Document, Expectation, Support, Tension
from argmap.model.checked import CHECKS
from argmap.model.field import Kind, fields_of

PACKAGE = Path(__file__).parent.parent / "argmap"
VALUES = (Anchor, Claim, Document, Expectation, Support, Tension)
NEW = {"statement": "aside", "step": "proviso"}
"""A field that statements and steps do not have, for the copy of the package that does."""

SCRIPT = """
import json
from pathlib import Path

import yaml
from hypothesis import Phase, find, settings

import argmap
from argmap import ArgumentMap, Claim, Counterevidence, Premise, diff, dumps, loads
from argmap.formats import NATIVE
from argmap.formats.formatter import laid_out
from argmap.formats.schema import SCHEMAS
from argmap.testing.strategies import argument_maps

assert Path(argmap.__file__).is_relative_to(Path.cwd())


def argument(aside, proviso):
    cut = Counterevidence("It may not last.", id="cut", aside=aside)
    premise = Premise("It is cheaper.", id="cheaper", aside=aside)
    argued = Claim("It pays.", id="pays", aside=aside).because(premise, unless=cut, proviso=proviso)
    return ArgumentMap.of(argued.because(Premise("It is new.", id="new")))


def kept(text, format):
    back = loads(text, format)
    assert back == m
    assert [node.aside for node in back.statements] == [node.aside for node in m.statements]
    assert [step.proviso for step in back.steps] == [step.proviso for step in m.steps]


m = argument("As of: 2026 # yes", "while it lasts")
for format in NATIVE:
    kept(dumps(m, format), format)
kept(yaml.safe_dump(json.loads(dumps(m, "json")), sort_keys=False), "outline")
kept(laid_out("# kept\\n" + dumps(m)), "outline")
kept(laid_out(dumps(m, "json")), "json")

for name in NATIVE:
    text = json.dumps(SCHEMAS[name]())
    assert '"aside": {"description": "A test of statements."' in text, name
    assert '"proviso": {"description": "A test of steps."' in text, name

assert argument("other", "while it lasts") != m != argument("As of: 2026 # yes", "other")
edits = {(edit.thing, edit.id, edit.field): edit.after for edit in diff(m, argument("other", "else")).edits}
assert edits["statement", "pays", "aside"] == "other", edits
assert edits["step", "cheaper.supports.pays", "proviso"] == "else", edits

unshrunk = settings(phases=[Phase.generate], database=None)
for name in ("aside", "proviso"):
    find(argument_maps(), lambda m: any(getattr(one, name, None) for one in (*m.statements, *m.steps)), settings=unshrunk)
"""


def test_a_field_added_to_the_model_is_known_everywhere(tmp_path):
    shutil.copytree(PACKAGE, tmp_path / "argmap", ignore=shutil.ignore_patterns("__pycache__"))
    for thing, name in NEW.items():
        path = tmp_path / "argmap" / "model" / f"{thing}.py"
        text = path.read_text(encoding="utf-8")
        added = f'    {name}: Text | None = field(default=None, description="A test of {thing}s.")\n'
        assert text.count("    id: Id = ") == 1
        path.write_text(text.replace("    id: Id = ", f"{added}    id: Id = "), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("model", VALUES, ids=lambda model: model.__name__)
def test_every_field_is_described(model):
    for field in fields_of(model).values():
        assert field.about.endswith("."), field
        assert (field.kind is Kind.CHOICE) == bool(field.choices)


def test_every_kind_is_read_and_has_a_schema():
    assert set(CHECKS) == set(Kind)
    assert set(fields.FIELD_READERS) == set(schema.VALUES) == set(Kind) - {Kind.SCALE, Kind.PART, Kind.PARTS}


def test_an_entry_of_an_outline_says_what_belongs_to_the_statement_and_what_to_the_step():
    assert not set(outline_reader.KEYS_OF_STATEMENT) & set(outline_reader.KEYS_OF_STEP)
