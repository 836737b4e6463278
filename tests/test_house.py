"""The house rules: what is public is documented, what is listed is in the docs, what ships works."""

import ast
import inspect
import json
import re
from collections import defaultdict
from pathlib import Path

import pytest
import slow
import yaml

import argmap
from argmap.cli import VERBS
from argmap.cli.parser import command
from argmap.formats import FORMATS, OWN_SUFFIXES, SUFFIXES
from argmap.lint import RULES, check
from argmap.model import RELATIONS, STEP_KINDS
from argmap.model.scale import WORDS
from argmap.renderers import RENDERERS
from argmap.resources import folder
from argmap.semantics import CONJUNCTIONS, SEMANTICS

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
MAPS = sorted(folder("arguments").glob("*.argmap.yaml"))


@pytest.mark.parametrize("name", argmap.__all__)
def test_every_public_name_is_documented(name):
    thing = getattr(argmap, name)
    assert inspect.getdoc(thing)
    if inspect.isfunction(thing) and name not in ("load", "save"):
        assert ">>>" in thing.__doc__


def test_no_room_has_the_name_of_a_public_name():
    rooms = {path.stem for path in (ROOT / "argmap").iterdir()}
    assert not rooms & set(argmap.__all__)
    assert set(argmap.__all__) == set(argmap._ROOM_OF)


def test_every_verb_is_in_the_readme():
    for verb in [name for verbs in VERBS.values() for name in verbs]:
        assert f"`argmap {verb}" in README


def test_every_option_in_the_readme_is_one_of_its_verb():
    verbs = "|".join(name for verbs in VERBS.values() for name in verbs)
    for verb, row in re.findall(rf"^\| `argmap ({verbs})\b[^`]*` \| (.*) \|$", README, re.MULTILINE):
        options = {name for option in command(verb).params for name in option.opts}
        assert set(re.findall(r"`(--?[a-z][\w-]*)", row)) <= options, verb


def test_the_words_in_the_readme_are_those_of_the_scale():
    (listed,) = re.findall(r"a word\s+\(([^)]*)\)", README)
    assert listed.split(", ") == list(WORDS)


def test_the_versions_are_one():
    assert f"version: {argmap.__version__}\n" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert "## Unreleased" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_every_table_has_unique_documented_rows():
    for rule in RULES.values():
        assert re.fullmatch(r"AM\d{3}", rule.code)
        assert rule.why
    assert len({rule.name for rule in RULES.values()}) == len(RULES)
    for semantics in SEMANTICS.values():
        assert semantics.source
        assert semantics.name in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    for renderer in RENDERERS.values():
        assert renderer.name == "markdown" or f"`{renderer.suffixes[0]}`" in README
    assert FORMATS


def test_the_hooks_take_the_files_of_the_table():
    hooks = {hook["id"]: hook["files"] for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))}
    taken = {id: {suffix for suffix in SUFFIXES if re.search(files, f"case{suffix}")} for id, files in hooks.items()}
    assert taken == {"argmap-check": set(OWN_SUFFIXES), "argmap-fmt": set(FORMATS["outline"].own_suffixes)}


@pytest.mark.parametrize("block", re.findall(r"```python\n(.*?)```", README, re.DOTALL))
def test_python_in_the_readme_runs(block):
    exec(compile(block, "README.md", "exec"), {})  # noqa: S102


@pytest.mark.parametrize("block", re.findall(r"```yaml\n(.*?)```", README, re.DOTALL))
def test_yaml_in_the_readme_loads(block):
    m = argmap.loads(block)
    assert argmap.loads(argmap.dumps(m)) == m
    assert all(finding.severity == "note" for finding in check(m))


def test_commands_in_the_readme_are_those_of_the_makefile():
    made = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"^make (\w+)", README, re.MULTILINE):
        assert f"\n{target}:" in made


def test_each_slow_file_exists():
    assert sorted(name for name in slow.FILES if not (ROOT / "tests" / name).is_file()) == []


@pytest.mark.parametrize("page", ["CONTRIBUTING.md", "docs/architecture.md"])
def test_every_path_that_a_guide_names_exists(page):
    text = (ROOT / page).read_text(encoding="utf-8")
    paths = re.findall(r"`((?:argmap|templates|docs|tests|arguments|schemas|benchmarks)/[\w./-]*)`", text)
    assert len(paths) > 3
    assert [path for path in paths if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("path", MAPS, ids=lambda path: path.stem)
def test_every_shipped_map_is_well_kept(path):
    m = argmap.load(path)
    assert [finding for finding in check(m) if finding.severity != "note"] == []
    assert m.expect
    for node in m.statements:
        for anchor in node.source:
            assert not anchor.quote or len(anchor.quote.split()) <= 8


def test_a_hint_is_a_field_of_its_error():
    for path in (ROOT / "argmap").rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        raised = [node for node in ast.walk(tree) if isinstance(node, ast.Raise)]
        texts = [part.value for node in raised for part in ast.walk(node) if isinstance(part, ast.Constant)]
        assert not [text for text in texts if isinstance(text, str) and "Hint: " in text], path


def test_scripts_stay_readable():
    for path in [*folder("templates").rglob("*.js"), *folder("templates").rglob("*.css")]:
        lines = path.read_text(encoding="utf-8").splitlines()
        assert len(lines) <= 300, path
        assert max(map(len, lines)) <= 160, path


def table_of(name):
    """A table of the page's evaluator: an object literal with a row on each line, its key in quotes."""
    script = (folder("templates") / "explorer" / "evaluator.js").read_text(encoding="utf-8")
    return re.search(rf"const {name} = (\{{.*?\n  \}});", script, re.DOTALL)[1]


def keys_of(name):
    return re.findall(r'^    "([^"]+)": ', table_of(name), re.MULTILINE)


def test_the_page_has_every_row_of_the_semantics_by_the_same_names():
    rows = {}
    for name, row in SEMANTICS.items():
        if row.worlds:
            rows[name] = {"circuit": True}
            continue
        assert row.aggregation.name in keys_of("AGGREGATIONS")
        assert row.influence.name in keys_of("INFLUENCES")
        rows[name] = {"aggregation": row.aggregation.name, "influence": row.influence.name}
        rows[name] |= {
            key: True for key, is_so in (("attackOnly", row.attack_only), ("averaged", row.averaged)) if is_so
        }
    assert json.loads(table_of("SEMANTICS")) == rows
    assert list(CONJUNCTIONS) == keys_of("CONJUNCTIONS")


def test_each_kind_of_relation_has_a_class():
    assert list(STEP_KINDS) == list(RELATIONS)


def test_modules_stay_small():
    for path in (ROOT / "argmap").rglob("*.py"):
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 480, path


FAMILIES = {"read", "write", "recognised", "RULES", "DEEPEST", "ENDS", "T"}
"""Names that every module of a family defines: the formats, the rules of `argmap check`."""
SHARED = 72


def test_a_name_means_one_thing():
    """A public name that a second module defines for something else sends a reader to the wrong one: lower `SHARED`, never raise it."""
    modules_of = defaultdict(set)
    for path in sorted((ROOT / "argmap").rglob("*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef):
                modules_of[node.name].add(path)
            for target in getattr(node, "targets", [getattr(node, "target", None)]):
                for name in ast.walk(target) if target else ():
                    if isinstance(name, ast.Name) and isinstance(name.ctx, ast.Store):
                        modules_of[name.id].add(path)
    shared = {name for name, paths in modules_of.items() if len(paths) > 1 and not name.startswith("_")} - FAMILIES
    assert len(shared) <= SHARED, sorted(shared)
