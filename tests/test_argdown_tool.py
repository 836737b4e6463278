"""The official Argdown tool reads what argmap writes: the same statements and steps. ARGMAP_ARGDOWN names the program."""

import os
import subprocess
from pathlib import Path

import pytest

from argmap import dumps, formats, load
from argmap.resources import folder

TOOL = os.environ.get("ARGMAP_ARGDOWN", "")
DATA = Path(__file__).parent / "data" / "foreign"
MAPS = sorted(folder("arguments").glob("*.argmap.yaml"))
OTHERS = [DATA / name for name in ("bridge.argdown", "bridge.gsn.yaml", "bridge.aif.json", "bridge.mup")]

pytestmark = pytest.mark.skipif(not TOOL, reason="ARGMAP_ARGDOWN names no program")


@pytest.mark.parametrize("path", [*MAPS, *OTHERS], ids=lambda path: path.name)
def test_the_official_tool_reads_the_same_relations(path, tmp_path):
    m = load(path) if path in MAPS else formats.read_file(path).map
    (tmp_path / "map.argdown").write_text(dumps(m, "argdown"), encoding="utf-8")
    subprocess.run([TOOL, "json", "map.argdown", "."], cwd=tmp_path, check=True, capture_output=True)
    back = formats.read((tmp_path / "map.json").read_bytes(), "argdown-json", conclusion=m.conclusion).map
    assert {one.id: one.text for one in back.statements} == {one.id: " ".join(one.text.split()) for one in m.statements}
    assert {(s.kind, frozenset(s.sources), s.target, s.id) for s in back.steps} == {
        (s.kind, frozenset(s.sources), s.target, s.id) for s in m.steps
    }
