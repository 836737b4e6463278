"""The docs: the reference of the rules is that of the table, and every block of the cookbook runs."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from argmap import loads
from argmap.lint import RULES

DOCS = Path(__file__).parent.parent / "docs"
COOKBOOK = (DOCS / "cookbook.md").read_text(encoding="utf-8")
INTRODUCTION = (
    "Errors and warnings fail a run, notes do not. `argmap rule AM302` prints the same in a terminal. What is agreed to "
    "stand is said in `[tool.argmap]` of `pyproject.toml`: `select`, `ignore`, `per-file-ignores`, and "
    "`per-node-ignores` with a reason."
)
FAMILIES = {"AM1": "Structure", "AM2": "Sources", "AM3": "Quality", "AM4": "Evaluation", "AM5": "Rendering"}


def reference():
    """The rule reference as it must stand."""
    lines = [
        "# The rules of `argmap check`",
        "",
        INTRODUCTION,
    ]
    for start, family in FAMILIES.items():
        lines += ["", f"## {start}xx {family}"]
        for rule in (rule for code, rule in RULES.items() if code.startswith(start)):
            fixed = " `--fix` mends it." if rule.fix else ""
            needs = " It needs the text itself: `--source PATH`." if rule.source else ""
            lines += ["", f"### {rule.code} {rule.name}", "", f"*{rule.severity}* — {rule.why}{needs}{fixed}"]
            if rule.example:
                lines += ["", "```yaml", rule.example.rstrip(), "```"]
    return "\n".join(lines) + "\n"


def test_the_rule_reference(request):
    path = DOCS / "rules.md"
    if request.config.getoption("--write-golden"):
        path.write_text(reference(), encoding="utf-8")
    assert path.read_text(encoding="utf-8") == reference()


@pytest.fixture(scope="module")
def kitchen(tmp_path_factory):
    """A folder with the files of the cookbook."""
    folder = tmp_path_factory.mktemp("kitchen")
    for name, text in re.findall(r"<!-- file: (\S+) -->\n```\w+\n(.*?)```", COOKBOOK, re.DOTALL):
        if name != "pyproject.toml":
            (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("block", re.findall(r"```console\n(.*?)```", COOKBOOK, re.DOTALL))
def test_commands_of_the_cookbook(block, kitchen):
    for part in block.split("$ argmap ")[1:]:
        command, _, shown = part.partition("\n")
        done = subprocess.run(
            [sys.executable, "-m", "argmap", *shlex.split(command)],
            cwd=kitchen,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == (1 if command.startswith("diff") else 0), done.stdout + done.stderr
        for line in shown.splitlines():
            assert line in done.stdout


def test_settings_of_the_cookbook(kitchen):
    (text,) = re.findall(r"<!-- file: pyproject.toml -->\n```toml\n(.*?)```", COOKBOOK, re.DOTALL)
    (kitchen / "pyproject.toml").write_text(text, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "argmap", "check", "memo.argmap.yaml"],
        cwd=kitchen,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    (kitchen / "pyproject.toml").unlink()
    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.parametrize("block", re.findall(r"```python\n(.*?)```", COOKBOOK, re.DOTALL))
def test_python_of_the_cookbook(block):
    exec(compile(block, "cookbook.md", "exec"), {"__name__": "cookbook"})  # noqa: S102


@pytest.mark.parametrize("block", re.findall(r"```yaml\n(.*?)```", COOKBOOK, re.DOTALL))
def test_maps_of_the_cookbook(block):
    assert loads(block).conclusion
