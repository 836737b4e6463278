"""The GitHub Action: its shell steps run here as a runner would run them, in a repository with a history."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
STEPS = {step["id"]: step for step in ACTION["runs"]["steps"] if "id" in step}
HOSTILE = 'a "b" $(touch hurt) `touch hurt` é.argmap.yaml'
CASE = "argmap: 1\nclaim: It is fast.\nid: fast\nbecause:\n  - premise: So it is.\n    id: so\n    strength: 0.9\n"


class Runner:
    """Runs steps of the action in a folder."""

    def __init__(self, folder):
        self.folder, self.outputs = folder, {}
        self.home = folder.parent / "runner"
        self.home.mkdir()
        for name, command in {
            "argmap": f'exec "{sys.executable}" -m argmap "$@"',
            "python": f'exec "{sys.executable}" "$@"',
            "gh": f'printf "%s\\n" "$*" >> "{self.home}/called"; [ "$GH_FAILS" = "" ] || [ "$4" != --edit-last ]',
        }.items():
            path = self.home / name
            path.write_text(f"#!/bin/sh\n{command}\n")
            path.chmod(0o755)

    def git(self, *words):
        command = ["git", "-c", "user.name=A", "-c", "user.email=a@b.c", "-c", "commit.gpgsign=false", *words]
        subprocess.run(command, cwd=self.folder, check=True, capture_output=True)

    def value(self, text, inputs, event):
        """A value of the action with its expressions filled in."""

        def filled(match):
            for name in match[1].split("||"):
                known = {
                    "inputs": {key: row["default"] for key, row in ACTION["inputs"].items()} | inputs,
                    "steps": self.outputs,
                    "github": {"token": "t", "event.pull_request.base.sha": event, "event.pull_request.number": "7"},
                }
                room, _, rest = name.strip().partition(".")
                value = known[room].get(rest.replace(".outputs", ""), "")
                if value:
                    return value
            return ""

        return re.sub(r"\$\{\{\s*(.*?)\s*\}\}", filled, text)

    def run(self, id, inputs=None, event="", **more):
        """Runs one step; gives its exit code and what it printed."""
        step = STEPS[id]
        env = {name: self.value(text, inputs or {}, event) for name, text in step.get("env", {}).items()}
        files = {"GITHUB_OUTPUT": self.home / "output", "GITHUB_STEP_SUMMARY": self.home / "summary"}
        files["GITHUB_OUTPUT"].write_text("")
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", step["run"]],
            cwd=self.folder,
            env={
                **os.environ,
                "PATH": f"{self.home}:{os.environ['PATH']}",
                **env,
                **more,
                **{k: str(v) for k, v in files.items()},
            },
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        for line in files["GITHUB_OUTPUT"].read_text().splitlines():
            name, _, value = line.partition("=")
            self.outputs[f"{id}.{name}"] = value
        return done.returncode, done.stdout + done.stderr


@pytest.fixture
def runner(tmp_path):
    folder = tmp_path / "repository"
    (folder / "maps").mkdir(parents=True)
    runner = Runner(folder)
    runner.git("init", "-q")
    (folder / "maps" / "case.argmap.yaml").write_text(CASE)
    runner.git("add", ".")
    runner.git("commit", "-qm", "A case")
    runner.git("tag", "base")
    return runner


def test_values_reach_the_shell_only_through_its_environment():
    for step in STEPS.values():
        assert "${{" not in step.get("run", "")
        assert step.get("shell", "bash") == "bash"
        assert ("run" in step) != ("uses" in step)
    assert all(row["description"].endswith(".") for row in (ACTION["inputs"] | ACTION["outputs"]).values())


def test_findings_become_sarif_and_the_code_of_check_is_judged_last(runner):
    (runner.folder / "maps/case.argmap.yaml").write_text(CASE + "    evidence: {expires: 2026-01-31}\n")
    code, said = runner.run("check")
    assert code == 0, said
    log = json.loads((runner.folder / "argmap-results/argmap.sarif").read_text())
    assert log["version"] == "2.1.0"
    assert {one["ruleId"] for one in log["runs"][0]["results"]} >= {"AM704", "AM707"}
    assert "::error file=maps/case.argmap.yaml" in said
    assert runner.outputs["check.code"] == "1"
    assert runner.run("judge")[0] == 1
    assert runner.run("check", {"maps": "nowhere.argmap.yaml"})[0] == 0
    assert runner.run("judge")[0] == 2


def test_a_turned_verdict_becomes_a_comment(runner):
    (runner.folder / "maps/case.argmap.yaml").write_text(CASE.replace("0.9", "0.1"))
    runner.run("check")
    code, said = runner.run("impact", event="base")
    assert code == 0, said
    comment = (runner.folder / "argmap-results/comment.md").read_text()
    assert "**accepted** 0.90 → **undecided** 0.10" in comment
    assert (runner.home / "summary").read_text() == comment
    assert runner.outputs["impact.turned"] == "true"
    assert runner.run("tell")[0] == 0
    assert (runner.home / "called").read_text().split() == (
        ["pr", "comment", "7", "--edit-last", "--body-file", "argmap-results/comment.md"]
    )
    assert runner.run("tell", GH_FAILS="1")[0] == 0
    assert (runner.home / "called").read_text().splitlines()[-1] == "pr comment 7 --body-file argmap-results/comment.md"


def test_nothing_to_compare_with_and_a_base_that_is_not_there(runner):
    runner.run("check")
    assert runner.run("impact")[0] == 0
    assert (runner.folder / "argmap-results/comment.md").read_text() == ""
    assert runner.outputs["impact.turned"] == "false"
    assert runner.run("impact", {"since": "nowhere"})[0] == 0
    assert "cannot be compared" in (runner.folder / "argmap-results/comment.md").read_text()


def test_every_map_is_drawn(runner):
    (runner.folder / "more").mkdir()
    (runner.folder / "more/case.argmap.yaml").write_text(CASE)
    (runner.folder / "more/broken.argmap.yaml").write_text("claim: [\n")
    runner.run("check")
    code, said = runner.run("draw")
    assert code == 0, said
    assert "::warning::more/broken.argmap.yaml is not drawn" in said or "./more/broken" in said
    drawn = sorted(path.name for path in (runner.folder / "argmap-results/pictures").iterdir())
    assert len(drawn) == 4
    assert [path.rpartition(".")[2] for path in drawn] == ["html", "svg"] * 2


def test_strange_names_and_answers_are_only_data(runner):
    (runner.folder / HOSTILE).write_text(CASE.replace("strength: 0.9", "evidence: {given: ok}"))
    inputs = {"maps": HOSTILE, "given": "ok=yes\n\n$(touch hurt)=no", "since": "$(touch hurt)", "strict": "true"}
    for id in ("check", "impact", "draw"):
        code, said = runner.run(id, inputs)
        assert code == 0, said
    assert not (runner.folder / "hurt").exists()
    rules = [
        one["ruleId"]
        for one in json.loads((runner.folder / "argmap-results/argmap.sarif").read_text())["runs"][0]["results"]
    ]
    assert "AM705" not in rules
    assert "AM311" in rules
