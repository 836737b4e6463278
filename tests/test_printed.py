"""What the verbs print of one small map, whole, with their exit codes; run in this process."""

import pytest

from argmap.cli import main

CASE = """\
title: The bridge
claim: The bridge can be opened again.
id: open
because:
  - all:
      - claim: The deck holds.
        id: deck
        because:
          - premise: The deck was tested in May.
            id: test
            strength: [0.7, 0.9]
            unless: [{counterevidence: The test was short., id: short, strength: weak}]
      - premise: The cables hold.
        id: cables
        strength: 0.9
  - premise: The detour is long.
    id: detour
    strength: strong
    weight: weak
but:
  - counterevidence: Rust was found at the north pier.
    id: rust
    strength: 0.4
    voice: reported
expect:
  - {of: open, verdict: accepted}
  - {of: open, at-least: 0.9}
"""
LATER = CASE.replace("strength: 0.4", "strength: 0.8").replace(
    "    id: detour\n    strength: strong\n", "    id: detour\n    strength: weak\n"
)
COMMANDS = {
    "eval": ("eval case.argmap.yaml", "eval case.argmap.yaml -s df-quad", "eval case.argmap.yaml --standpoint as-argued"),
    "explain": ("explain case.argmap.yaml", "explain case.argmap.yaml deck -s df-quad", "explain case.argmap.yaml --attribution"),
    "overturn": ("overturn case.argmap.yaml", "overturn case.argmap.yaml deck"),
    "robust": ("robust case.argmap.yaml --samples 200", "robust case.argmap.yaml --samples 200 -s df-quad"),
    "compare": ("compare case.argmap.yaml",),
    "diff": ("diff case.argmap.yaml later.argmap.yaml", "diff case.argmap.yaml case.argmap.yaml"),
    "whatif": ("whatif case.argmap.yaml --reject rust", "whatif case.argmap.yaml --set test=0.1 --grant short"),
    "check": (
        "check case.argmap.yaml", "check case.argmap.yaml --output-format concise",
        "check case.argmap.yaml later.argmap.yaml --output-format json",
    ),
    "principles": ("principles", "principles df-quad", "principles df-quad --json", "semantics", "semantics --json"),
    "convert": ("convert case.argmap.yaml --to tgf", "convert case.argmap.yaml --to kialo --strict -o case.kialo.txt"),
    "wrong": (
        "eval nothing.argmap.yaml", "evel case.argmap.yaml", "explain case.argmap.yaml deke", "eval case.argmap.yaml -s quadratic",
        "render case.argmap.yaml -o case.png --theme nothing", "render case.argmap.yaml -o case.xyz", "whatif case.argmap.yaml --set a",
    ),
}  # fmt: skip


@pytest.mark.parametrize("verb", COMMANDS)
def test_what_a_verb_prints(verb, golden, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "80")
    (tmp_path / "case.argmap.yaml").write_text(CASE, encoding="utf-8")
    (tmp_path / "later.argmap.yaml").write_text(LATER, encoding="utf-8")
    told = []
    for command in COMMANDS[verb]:
        with pytest.raises(SystemExit) as end:
            main(command.split())
        said = capsys.readouterr()
        errors = "".join(f"! {line}\n" for line in said.err.splitlines())
        told.append(f"$ argmap {command}\n{said.out}{errors}→ {end.value.code}\n\n")
    golden(f"printed.{verb}.txt", "".join(told))
