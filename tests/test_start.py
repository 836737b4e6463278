"""What a start of argmap imports: a name, a version or a list of verbs needs no analysis, renderer, numpy or click."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import argmap
from argmap import evaluate, render
from argmap.cli import OPTIONS, VERBS
from argmap.cli.completion import SHELLS
from argmap.late import late_value
from argmap.lint import RULES
from argmap.resources import folder

HARRY = str(folder("arguments") / "harry.argmap.yaml")
RUN = """
import contextlib, io, json, os, sys
from argmap.cli import main
codes = []
for words in json.loads(sys.argv[1]):
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        try:
            main(words)
        except SystemExit as end:
            codes.append(end.code)
print(json.dumps([codes, sorted(sys.modules)]))
"""
WITHOUT_NUMPY = "import sys; sys.modules['numpy'] = None\n"


def started(*lines, before=""):
    """Exit codes of command lines run in one new process, and what it imported."""
    command = [sys.executable, "-c", before + RUN, json.dumps(lines)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    codes, modules = json.loads(done.stdout)
    return codes, set(modules)


def under(modules, *names):
    """The modules that are one of these, or stand in one."""
    return {module for module in modules for name in names if module == name or module.startswith(f"{name}.")}


@pytest.mark.parametrize(("option", "code"), [("--version", 0), ("--help", 0), ("-h", 0), (None, 2)])
def test_what_argmap_says_of_itself_imports_next_to_nothing(option, code):
    codes, modules = started([option] if option else [])
    assert codes == [code]
    ours = {"argmap", "argmap.cli", "argmap.cli.root", "argmap.late"}
    assert under(modules, "argmap") == ours
    assert not under(modules, "click", "numpy", "jinja2", "yaml", "dataclasses", "inspect")


def test_eval_imports_what_it_needs():
    codes, modules = started(["eval", HARRY])
    assert codes == [0]
    assert not under(modules, "numpy", "numba", "jinja2", "graphviz", "hypothesis", "http")
    assert not under(modules, "argmap.lint.rules", "argmap.renderers.scene.scene", "argmap.renderers.page")
    asked = {"circle", "evidence", "grounds", "hinges", "question", "rounding"}
    assert under(modules, "argmap.analysis") == {"argmap.analysis", *(f"argmap.analysis.{name}" for name in asked)}
    assert under(modules, "argmap.cli.verbs") == {"argmap.cli.verbs", "argmap.cli.verbs.evaluation"}


def test_help_of_a_verb_imports_no_numpy():
    codes, modules = started(["render", "--help"])
    assert codes == [0]
    assert not under(modules, "numpy", "jinja2", "graphviz")


def test_the_pytest_plugin_imports_nothing_of_argmap_before_a_map_is_met():
    code = "import pytest, sys; seen = set(sys.modules); import argmap.pytest_plugin; print(*set(sys.modules) - seen)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert set(done.stdout.split()) == {"argmap", "argmap.pytest_plugin"}


def test_the_core_verbs_need_no_numpy_for_a_map_without_circles(tmp_path):
    made = {
        name: str(tmp_path / name) for name in ("a.svg", "a.dot", "a.mmd", "a.html", "a.argmap.json", "b.argmap.yaml")
    }
    pictures = [word for name in ("a.svg", "a.dot", "a.mmd", "a.html") for word in ("-o", made[name])]
    verbs = (
        ["check", HARRY],
        ["eval", HARRY],
        ["explain", HARRY],
        ["whatif", HARRY, "--reject", "warrant"],
        ["compare", HARRY],
        ["diff", HARRY, HARRY],
        ["render", HARRY, "--engine", "tidy", *pictures],
        ["convert", HARRY, "-o", made["a.argmap.json"]],
        ["new", made["b.argmap.yaml"]],
        ["fmt", made["b.argmap.yaml"]],
    )
    codes, modules = started(*verbs, before=WITHOUT_NUMPY)
    assert codes == [0] * len(verbs)
    assert not under(modules, "numpy") - {"numpy"}
    assert {path.name for path in tmp_path.iterdir()} == set(made)


def test_pictures_and_pages_of_shipped_maps_need_no_numpy(tmp_path):
    """The poster of the flagship, its page and its findings come without arrays, and are the same as with them."""
    verbs = [
        ["render", str(path), "-o", str(tmp_path / f"{path.stem}.svg"), "-o", str(tmp_path / f"{path.stem}.html")]
        for path in sorted(folder("arguments").glob("*.argmap.yaml"))
    ]
    codes, modules = started(*verbs, before=WITHOUT_NUMPY)
    assert codes == [0] * len(verbs)
    assert not under(modules, "numpy") - {"numpy"}
    for verb in verbs:
        m = argmap.load(verb[1])
        for name in verb[3::2]:
            made = render(m, evaluate(m), name.rpartition(".")[2])
            assert Path(name).read_text("utf-8") == str(made)


@pytest.mark.parametrize("word", [word for verbs in (*VERBS.values(), OPTIONS) for word in verbs.values()])
def test_the_tables_name_functions_that_there_are(word):
    assert callable(late_value(word.path))
    assert word.says.endswith(".")


def test_help_lists_every_verb_and_option():
    done = subprocess.run([sys.executable, "-m", "argmap", "--help"], capture_output=True, encoding="utf-8", check=True)
    listed = {line[2:].split("  ")[0] for line in done.stdout.splitlines() if line.startswith("  ")}
    assert {name for verbs in VERBS.values() for name in verbs} <= listed
    assert all(option in done.stdout for option in OPTIONS)


@pytest.mark.parametrize(
    ("line", "answers"),
    [
        ("argmap ev", {"eval"}),
        ("argmap eval --se", {"--semantics"}),
        ("argmap eval -s df-", {"df-quad"}),
        ("argmap render --theme paper", {"paper"}),
        ("argmap rule AM30", {code for code in RULES if code.startswith("AM30")}),
        (f"argmap explain {HARRY} b", {"british", "born-in-bermuda"}),
    ],
)
def test_a_shell_is_told_what_a_line_may_go_on_with(line, answers):
    asked = {"_ARGMAP_COMPLETE": "bash_complete", "COMP_WORDS": line, "COMP_CWORD": str(line.count(" "))}
    command = [sys.executable, "-m", "argmap"]
    done = subprocess.run(command, env={**os.environ, **asked}, capture_output=True, encoding="utf-8", check=True)
    assert {answer.rpartition(",")[2] for answer in done.stdout.split()} == answers


@pytest.mark.parametrize("shell", SHELLS)
def test_the_completion_script_is_printed(shell):
    command = [sys.executable, "-m", "argmap", "--show-completion"]
    named = subprocess.run([*command, shell], capture_output=True, encoding="utf-8", check=True)
    env = {**os.environ, "SHELL": f"/bin/{shell}"}
    in_use = subprocess.run(command, env=env, capture_output=True, encoding="utf-8", check=True)
    assert named.stdout == in_use.stdout
    assert f"_ARGMAP_COMPLETE={shell}_complete" in named.stdout
    unknown = subprocess.run([*command, "cmd"], capture_output=True, encoding="utf-8", check=False)
    assert (unknown.returncode, "bash|zsh|fish" in unknown.stderr) == (2, True)


def test_a_verb_that_there_is_not_is_answered_with_the_nearest():
    done = subprocess.run([sys.executable, "-m", "argmap", "evl"], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 2
    assert "did you mean 'eval'?" in done.stderr
