"""Formats of other tools: what goes in comes out or is told, and a second journey changes nothing."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap import formats
from argmap.errors import LoadError
from argmap.formats import FORMATS
from argmap.formats.losses import Source
from argmap.testing.strategies import argument_maps

FOREIGN = [name for name, row in FORMATS.items() if row.foreign]
every_format = pytest.mark.parametrize("name", FOREIGN)


def back(content, name, m):
    """The map that a written file holds; the conclusion is named where the file does not say it."""
    files = dict(content) if isinstance(content, dict) else {}
    data = next(iter(files.values())) if files else content if isinstance(content, bytes) else content.encode()
    source = Source("written", data, files=files)
    try:
        return FORMATS[name].read(source)
    except LoadError:
        return FORMATS[name].read(replace(source, any_top=True))


@every_format
@settings(max_examples=60)
@given(m=argument_maps(remarks=True, cyclic=True))
def test_import_and_export_reach_a_fixed_point(name, m):
    content, losses = formats.written(m, name)
    reading = back(content, name, m)
    again, more = formats.written(reading.map, name)
    assert [str(loss) for loss in more if loss.kind != "conclusion"] == []
    assert back(again, name, m).map == reading.map
    kept = {one.id for one in m.statements} & {one.id for one in reading.map.statements}
    told = {loss.place for loss in losses}
    for id in kept:
        if m.statement(id) != reading.map.statement(id) and m.statement(id).role is not None:
            assert id in told
    assert not [one.id for one in m.statements if one.id not in kept and one.id not in told]


@every_format
@given(text=st.text(max_size=200))
def test_any_text_is_read_or_refused(name, text):
    FORMATS[name].recognised(text)
    with pytest.raises(LoadError) if name != "kialo" else pytest.raises((LoadError, AssertionError)):
        formats.read(text.encode("utf-8", "surrogatepass"), name)
        raise LoadError([])
