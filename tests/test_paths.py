"""The paths that verbs are given: folders, suffixes, lists with commas, and a terminal in the place of a file."""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from argmap.errors import UsageError
from argmap.formats.folder import maps_at
from argmap.lint import rule_of, selected
from tests.test_cli import argmap

TIDY = (
    "argmap: 1\n\nclaim: It pays off.\nid: pays\nbecause:\n- premise: It is cheaper.\n  id: cheaper\n  strength: 0.7\n"
)


@pytest.fixture
def folder_of_maps(tmp_path):
    for name in ("b.argmap.yaml", "deep/er/a.argmap.yml", "other.yaml", "notes.md", ".git/hidden.argmap.yaml"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TIDY if "argmap" in name else "not: a map\n", encoding="utf-8")
    argmap("convert", "b.argmap.yaml", "-o", "c.argmap.json", cwd=tmp_path)
    return tmp_path


def test_a_folder_stands_for_the_maps_in_it(folder_of_maps):
    names = [os.path.relpath(file, folder_of_maps) for file in maps_at([str(folder_of_maps)])]
    assert names == ["b.argmap.yaml", "c.argmap.json", str(Path("deep", "er", "a.argmap.yml"))]
    assert maps_at(["-", "other.yaml", "-"]) == ("-", "other.yaml")
    checked = argmap("check", ".", cwd=folder_of_maps)
    assert checked.stderr.count("expectations") == 3
    assert argmap("fmt", ".", "b.argmap.yaml", cwd=folder_of_maps).stderr.endswith("of 3 changed\n")
    assert argmap("fmt", ".", "--check", cwd=folder_of_maps).stderr == "0 of 3 would change\n"


def test_a_folder_without_a_map_is_told_and_not_passed(tmp_path):
    with pytest.raises(UsageError, match=r"a map ends in \.argmap\.yaml"):
        maps_at([str(tmp_path)])
    assert argmap("check", str(tmp_path)).returncode == 2


def test_rules_are_named_in_any_case_and_with_commas(tmp_path):
    path = tmp_path / "a.argmap.yaml"
    premises = "".join(f"- premise: Reason {n}.\n" for n in range(3))
    path.write_text(f"claim: It pays off.\ndocument: {{title: A text}}\nbecause:\n{premises}", encoding="utf-8")

    def codes(*more):
        return {row["code"] for row in json.loads(argmap("check", str(path), "--json", *more).stdout)}

    everything = codes()
    assert {"AM302", "AM204"} < everything
    assert codes("--select", "am302,no-source") == {"AM302", "AM204"}
    assert codes("--ignore", "am2, One-Sided") == {code for code in everything if code != "AM302" and code[:3] != "AM2"}
    assert rule_of("am302") is rule_of("One-sided") is rule_of("AM302")
    assert selected(["am4"], ["am402"]) == selected(["AM4"], ["AM402"])
    assert argmap("rule", "am302").stdout.startswith("AM302 one-sided")


def test_a_new_map_can_be_read_by_its_name(tmp_path):
    assert "next: edit it, then argmap eval case.argmap.yaml" in argmap("new", "case", cwd=tmp_path).stderr
    assert argmap("eval", "case.argmap.yaml", cwd=tmp_path).returncode == 0
    assert argmap("new", "case.yaml", cwd=tmp_path).returncode == 0
    refused = argmap("new", "case.json", cwd=tmp_path)
    assert (refused.returncode, "argmap convert" in refused.stderr) == (2, True)
    assert {path.name for path in tmp_path.iterdir()} == {"case.argmap.yaml", "case.yaml"}


def test_a_report_is_not_written_into_a_file_of_another_kind(tmp_path):
    (tmp_path / "case.argmap.yaml").write_text(TIDY, encoding="utf-8")
    refused = argmap("report", "case.argmap.yaml", "-o", "m.html", cwd=tmp_path)
    assert refused.returncode == 2
    assert "argmap render case.argmap.yaml -o m.html" in refused.stderr
    assert not (tmp_path / "m.html").exists()
    (tmp_path / "page.j2").write_text("<p>{{ 1 + 1 }}</p>", encoding="utf-8")
    assert argmap("report", "case.argmap.yaml", "--template", "page.j2", "-o", "m.html", cwd=tmp_path).returncode == 0
    assert (tmp_path / "m.html").read_text(encoding="utf-8") == "<p>2</p>\n"


def test_a_picture_without_a_path_is_a_file_on_a_terminal_and_goes_into_a_pipe(tmp_path):
    (tmp_path / "case.argmap.yaml").write_text(TIDY, encoding="utf-8")
    assert "<svg" in argmap("render", "case.argmap.yaml", cwd=tmp_path).stdout
    assert not (tmp_path / "case.svg").exists()
    ours, its = pty.openpty()
    command = [sys.executable, "-m", "argmap", "render", "case.argmap.yaml"]
    done = subprocess.run(command, stdout=its, stderr=subprocess.PIPE, cwd=tmp_path, encoding="utf-8", check=False)
    os.close(its)
    os.close(ours)
    assert (done.returncode, done.stderr) == (0, "✓ case.svg\n")
    assert "<svg" in (tmp_path / "case.svg").read_text(encoding="utf-8")
