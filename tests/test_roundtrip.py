"""Every notation holds every map: text and back is the same map, and the second text is the first."""

import pytest
from hypothesis import given

from argmap import ArgumentMap, Claim, Support, Undercut, dumps, load, loads
from argmap.formats import NATIVE
from argmap.resources import folder
from argmap.testing.strategies import argument_maps

MAPS = sorted(folder("arguments").glob("*.argmap.yaml"))
every_format = pytest.mark.parametrize("format", NATIVE)


@every_format
@given(m=argument_maps(remarks=True, cyclic=True))
def test_round_trip(format, m):
    text = dumps(m, format)
    back = loads(text, format)
    assert back == m
    assert dumps(back, format) == text
    other = next(name for name in NATIVE if name != format)
    assert loads(dumps(back, other), other) == m


@pytest.mark.parametrize("path", MAPS, ids=lambda path: path.name)
def test_flat_json_is_also_read_as_yaml(path):
    m = load(path)
    assert loads(dumps(m, "json"), "outline") == m


@every_format
def test_a_long_chain(format):
    names = [f"n{at}" for at in range(2000)]
    nodes = [Claim(text=name, id=name) for name in names]
    steps = [Support(sources=[names[at + 1]], target=names[at]) for at in range(len(names) - 1)]
    m = ArgumentMap(conclusion="n0", nodes=nodes, relations=steps)
    text = dumps(m, format)
    assert loads(text, format) == m
    assert dumps(loads(text, format), format) == text


def test_undercuts_of_undercuts():
    nodes = [Claim(text=name, id=name) for name in "abc"]
    steps = [Support(sources=["b"], target="a", id="s0")]
    steps += [Undercut(sources=["c"], target=f"s{at}", id=f"s{at + 1}") for at in range(20)]
    m = ArgumentMap(conclusion="a", nodes=nodes, relations=steps)
    assert loads(dumps(m)) == m
