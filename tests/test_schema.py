"""The published schemas: committed as they are made, valid in themselves, and of one mind with the readers."""

import json

import jsonschema
import pytest
import yaml

from argmap import LoadError, dumps, load, loads
from argmap.formats import NATIVE
from argmap.formats.schema import SCHEMAS
from argmap.resources import folder

MAPS = sorted(folder("arguments").glob("*.argmap.yaml"))


def test_a_schema_for_every_format():
    assert list(SCHEMAS) == list(NATIVE)


@pytest.mark.parametrize("name", SCHEMAS)
def test_schema_is_valid_and_committed(name, golden):
    schema = SCHEMAS[name]()
    jsonschema.Draft202012Validator.check_schema(schema)
    golden(f"../../schemas/{name}.schema.json", json.dumps(schema, ensure_ascii=False, indent=2) + "\n")


@pytest.mark.parametrize("path", MAPS, ids=lambda path: path.stem)
def test_shipped_maps_fit_both_schemas(path):
    outline = yaml.safe_load(path.read_text(encoding="utf-8"))
    jsonschema.validate(outline, SCHEMAS["outline"]())
    jsonschema.validate(json.loads(dumps(load(path), "json")), SCHEMAS["json"]())


@pytest.mark.parametrize(
    "text",
    [
        "claim: a\nbecuse: []",
        "claim: a\nstrength: 1.5",
        "claim: a\nvoice: nobody",
        "claim: a\nbecause: [{premise: b, all: []}]",
        "claim: a\nbecause: [{all: [{premise: b, weight: 1}]}]",
        "claim: a\nwhy: b",
        "claim: a\nid: a b",
        "claim: a\nexpect: [{of: a, verdict: maybe}]",
        "argmap: 2\nclaim: a",
        "premise: a",
    ],
)
def test_what_the_schema_refuses_the_reader_refuses(text):
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(yaml.safe_load(text), SCHEMAS["outline"]())
    with pytest.raises(LoadError):
        loads(text)
