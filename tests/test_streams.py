"""Standard input and output may be closed, full, or of an encoding that lacks letters; nothing of it is a traceback."""

import json
import os
import subprocess
import sys

import pytest

from argmap.resources import folder

HARRY = str(folder("arguments") / "harry.argmap.yaml")
pytestmark = pytest.mark.skipif(os.name != "posix", reason="streams are closed as a POSIX shell closes them")


def shell(line, **environment):
    command = f'"{sys.executable}" -m argmap {line}'
    return subprocess.run(
        ["bash", "-c", command], check=False, capture_output=True, env={**os.environ, **environment}, timeout=60
    )


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "latin-1"])
@pytest.mark.parametrize("line", [f"eval {HARRY}", f"explain {HARRY}", "schema outline", "semantics", "--help"])
def test_letters_that_an_encoding_lacks_are_written_otherwise(encoding, line):
    done = shell(line, PYTHONIOENCODING=encoding)
    assert (done.returncode, b"Traceback" in done.stderr) == (0, False), done.stderr
    if line.startswith("schema"):
        assert "¶" in json.loads(done.stdout.decode("utf-8"))["description"] + done.stdout.decode("utf-8")


@pytest.mark.parametrize("line", ["--version", "--help", f"eval {HARRY}", f"eval {HARRY} --json", f"report {HARRY}"])
def test_a_full_output_is_an_error(line):
    done = shell(f"{line} > /dev/full")
    assert done.returncode == 2
    assert done.stderr.endswith(b"error: the output: No space left on device\n")
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("line", "code"),
    [(f"eval {HARRY} >&-", 0), (f"report {HARRY} >&- 2>&-", 0), ("eval - <&-", 2), ("--help | true", 0)],
)
def test_closed_streams_are_no_fault(line, code):
    done = shell(line)
    assert (done.returncode, b"Traceback" in done.stderr) == (code, False), done.stderr


def test_a_file_that_is_written_takes_no_closed_stream_for_its_own(tmp_path):
    """A file that is opened while standard output is closed would get its number, and what is printed would go there."""
    path = tmp_path / "a.argmap.yaml"
    path.write_text("claim:   It holds.\nid: c\n", encoding="utf-8")
    assert shell(f'fmt "{path}" <&- >&- 2>&-').returncode == 0
    assert path.read_text(encoding="utf-8") == "argmap: 1\nclaim: It holds.\nid: c\n"
