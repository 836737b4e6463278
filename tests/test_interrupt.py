"""Ctrl-C ends whatever a person waits for: exit code 130, one line, no traceback."""

import os
import signal
import subprocess
import sys

import pytest

from argmap import ArgumentMap, Claim, Premise, Support, save

SIZE = 300


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    """A map that `robust` and `overturn` are busy with for as long as a test may wait."""
    file = tmp_path_factory.mktemp("maps") / "star.argmap.json"
    premises = [Premise(text=f"Ground {at}.", id=f"p{at}", strength=0.4) for at in range(SIZE)]
    steps = [Support(sources=(one.id,), target="c", weight=0.004) for one in premises]
    save(ArgumentMap(conclusion="c", statements=[Claim(text="C.", id="c"), *premises], steps=steps), file)
    return file


@pytest.mark.parametrize("verb", [["robust", "--samples", "1000000000"], ["overturn", "--size", "9"]])
def test_ctrl_c_ends_with_130_and_one_line(verb, large):
    """The process says on a pipe that it is at work: the progress of the analysis is what is waited for."""
    code = (
        "import os, sys, argmap.cli.verbs.analyses as a\n"
        "from contextlib import contextmanager\n"
        "@contextmanager\n"
        "def progress(says):\n"
        "    yield lambda done, of: os.write(1, b'at work\\n')\n"
        "a.progress = progress\n"
        "from argmap.cli import main\n"
        "main(sys.argv[1:])\n"
    )
    words = [verb[0], str(large), *verb[1:]]
    process = subprocess.Popen(
        [sys.executable, "-c", code, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=os.environ.copy()
    )
    assert process.stdout.readline() == b"at work\n"
    process.send_signal(signal.SIGINT)
    _, said = process.communicate()
    assert process.returncode == 130, said.decode()
    assert said.decode().strip() == "interrupted"
