"""The oldest versions that are tested are the oldest that are allowed."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent


def bounds(lines):
    """Package → lower bound, of requirements such as `numpy>=1.26; marker` and `numpy==1.26.0`."""
    found = (re.match(r"([\w-]+)[=>]=([\d.]+)", line) for line in lines)
    return {one[1].lower(): one[2] for one in found if one}


def test_the_oldest_versions_are_the_lower_bounds():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    allowed = bounds([*project["dependencies"], *project["optional-dependencies"]["test"]])
    tested = bounds((ROOT / "constraints-oldest.txt").read_text(encoding="utf-8").splitlines())
    assert len(allowed) == len(project["dependencies"]) + 1
    for package, version in allowed.items():
        assert re.fullmatch(rf"{re.escape(version)}(\.0)*", tested[package]), package
