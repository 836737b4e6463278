"""An installed argmap finds its templates and arguments: from a wheel, and in a checkout."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import argmap

ROOT = Path(__file__).parent.parent


def run(*command, cwd, **environment):
    done = subprocess.run(
        command, cwd=cwd, env={**os.environ, **environment}, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.slow
def test_a_wheel_carries_everything(tmp_path):
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-build-isolation"]
    run(*pip, "--target", str(tmp_path / "site"), str(ROOT), cwd=tmp_path)
    site = str(tmp_path / "site")
    where = run(sys.executable, "-c", "import argmap; print(argmap.__file__)", cwd=tmp_path, PYTHONPATH=site)
    assert where.startswith(site)
    assert (tmp_path / "site/argmap/templates/report.md.j2").is_file()
    run(sys.executable, "-m", "argmap", "demo", cwd=tmp_path, PYTHONPATH=site)
    assert (tmp_path / "argmap-demo/china-llm.svg").is_file()


def test_a_checkout_finds_its_folders(tmp_path):
    assert Path(argmap.__file__).parent == ROOT / "argmap"
    run(sys.executable, "-m", "argmap", "demo", cwd=tmp_path)
    assert (tmp_path / "argmap-demo/china-llm.md").is_file()
