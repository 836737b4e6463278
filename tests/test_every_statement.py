"""Every statement of the shipped maps can be asked about, and all analyses speak of the same strength and verdict."""

import pytest

from argmap import attribution, compare, evaluate, explain, load, overturn, robustness, what_if
from argmap.resources import folder

MAPS = {path.name.partition(".")[0]: load(path) for path in sorted(folder("arguments").glob("*.argmap.yaml"))}
FEW = 30
"""Of a larger map, every tenth statement is asked about, so that the test stays short."""
EVERY = [(name, node.id) for name, m in MAPS.items() for node in m.statements[:: 1 if len(m.statements) <= FEW else 10]]


def test_there_are_some():
    assert len(MAPS) >= 3


@pytest.mark.parametrize(("name", "id"), EVERY)
def test_all_analyses_agree_on_it(name, id):
    m = MAPS[name]
    e = evaluate(m)
    assert explain(m, id).lines
    found = overturn(m, id, size=1)
    assert (found.strength, found.verdict) == (pytest.approx(e[id], abs=1e-12), e.verdict_of(id))
    for point in found.tipping[:3]:
        if point.at is not None:
            assert what_if(m, {point.id: point.at}).after.verdict_of(id) == point.to != found.verdict
    for rejected, verdict in zip(found.critical.sets[:3], found.critical.verdicts, strict=False):
        assert what_if(m, reject=rejected).after.verdict_of(id) == verdict != found.verdict
    drawn = robustness(m, id, samples=50)
    assert drawn.verdict == e.verdict_of(id)
    assert drawn.interval[0] - 1e-9 <= drawn.quantiles[0.5] <= drawn.interval[1] + 1e-9
    removed = attribution(m, id, "removal")
    for one in removed.ranked[:2]:
        if one != m.conclusion:
            assert e[id] - evaluate(m.without(one))[id] == pytest.approx(removed[one], abs=1e-9)
    assert compare(m, id).evaluations[e.semantics][id] == e[id]
