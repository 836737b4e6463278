"""The shipped maps, byte for byte: as JSON, as DOT, as Mermaid, as a report."""

import pytest

from argmap import dumps, evaluate, load, render, report
from argmap.shipped import folder

MAPS = sorted(folder("arguments").glob("*.argmap.yaml"))


@pytest.mark.parametrize("path", MAPS, ids=lambda path: path.stem)
def test_shipped_map(path, golden):
    m = load(path)
    e = evaluate(m)
    name = path.name.removesuffix(".argmap.yaml")
    golden(f"{name}.argmap.json", dumps(m, "json"))
    golden(f"{name}.dot", render(m, e, "dot"))
    golden(f"{name}.mmd", render(m, e, "mermaid"))
    golden(f"{name}.md", report(m, e, picture=f"{name}.svg"))
