"""No text and no name of a file steers a terminal, or begins a line that a CI system takes for a command."""

import os
import subprocess
import sys

import pytest

EVIL = "n\n::error::pwn\x1b[31m\x9b31m"
pytestmark = pytest.mark.skipif(os.name != "posix", reason="file names of other systems have no control characters")


@pytest.mark.parametrize("form", ["full", "concise", "json", "github", "sarif"])
@pytest.mark.parametrize(
    "text",
    [
        "claim: !foo%1b%5b31m%0a::error::pwn Hi.\n",
        'claim: Hi.\n"k\\e[31m\\n::error::pwn": x\n',
        'claim: A.\ndocument: {title: T, sha256: "9f\\e[31m\\n::error::pwn"}\nbecause: [{premise: "B\\n::error::pwn", id: b}]\n',
        "claim: [\n",
        "claim: A.\nbecause: [{premise: B.}]\n",
    ],
)
def test_nothing_that_check_prints_is_a_command(tmp_path, form, text):
    path = tmp_path / f"{EVIL}.argmap.yaml"
    path.write_text(text, encoding="utf-8")
    (tmp_path / "s.txt").write_text("Costs.")
    for words in (
        ["check", "--output-format", form, "--source", "s.txt"],
        ["fmt"],
        ["render", "-o", "x.svg"],
        ["eval"],
    ):
        done = subprocess.run(
            [sys.executable, "-m", "argmap", *words, path.name],
            cwd=tmp_path,
            check=False,
            capture_output=True,
            text=True,
        )
        said = done.stdout + done.stderr
        assert "Traceback" not in said
        assert not {"\x1b", "\x9b", "\x07"} & set(said)
        assert not [line for line in said.splitlines() if line.startswith("::error::")]
