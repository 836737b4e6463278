"""An installed argmap finds its templates and arguments and shows its types: from a wheel, and in a checkout."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import argmap

ROOT = Path(__file__).parent.parent
USER = """\
import argmap

m = argmap.loads("claim: x.")
reveal_type(m)
reveal_type(argmap.evaluate(m)["x"])
"""


def run(*command, cwd, **environment):
    done = subprocess.run(
        command, cwd=cwd, env={**os.environ, **environment}, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A folder with argmap installed from its wheel."""
    folder = tmp_path_factory.mktemp("wheel") / "site"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-build-isolation"]
    run(*pip, "--target", str(folder), str(ROOT), cwd=folder.parent)
    return folder


@pytest.mark.slow
def test_a_wheel_carries_everything(site, tmp_path):
    where = run(sys.executable, "-c", "import argmap; print(argmap.__file__)", cwd=tmp_path, PYTHONPATH=str(site))
    assert where.startswith(str(site))
    assert (site / "argmap/templates/report.md.j2").is_file()
    assert (site / "argmap/py.typed").is_file()
    run(sys.executable, "-m", "argmap", "demo", cwd=tmp_path, PYTHONPATH=str(site))
    assert (tmp_path / "argmap-demo/china-llm.svg").is_file()


@pytest.mark.slow
def test_a_wheel_shows_its_types(site, tmp_path):
    (tmp_path / "user.py").write_text(USER, encoding="utf-8")
    said = run(sys.executable, "-m", "mypy", "--strict", "user.py", cwd=tmp_path, PYTHONPATH=str(site))
    assert 'Revealed type is "argmap.model.map.ArgumentMap"' in said
    assert 'Revealed type is "float"' in said or 'Revealed type is "builtins.float"' in said


def test_a_checkout_finds_its_folders(tmp_path):
    assert Path(argmap.__file__).parent == ROOT / "argmap"
    run(sys.executable, "-m", "argmap", "demo", cwd=tmp_path)
    assert (tmp_path / "argmap-demo/china-llm.md").is_file()
