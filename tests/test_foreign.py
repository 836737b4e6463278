"""Formats of other tools: what goes in comes out or is told, and a second journey changes nothing."""

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from argmap import formats
from argmap.errors import LoadError
from argmap.formats import FORMATS
from argmap.testing.strategies import argument_maps

FOREIGN = [name for name, row in FORMATS.items() if row.foreign]
every_format = pytest.mark.parametrize("name", FOREIGN)


def back(content, name, m):
    """The map that a written file holds; the conclusion is named where the file does not say it."""
    return formats._read_back(m, FORMATS[name], content)[0]


@every_format
@settings(max_examples=25, phases=(Phase.explicit, Phase.generate))
@given(m=argument_maps(remarks=True, cyclic=True))
def test_import_and_export_reach_a_fixed_point(name, m):
    content, losses = formats.written(m, name)
    there = back(content, name, m)
    again, more = formats.written(there, name)
    assert [str(loss) for loss in more if loss.kind != "conclusion"] == []
    assert back(again, name, there) == there
    told = {loss.place for loss in losses}
    changed = {one.id for one in m.statements if there.statements_by_id.get(one.id) != one}
    untold = [id for id in changed - told if m.statement(id).replace(role=None) != _unrolled(there, id)]
    assert untold == []


def _unrolled(m, id):
    """A statement without the role that a reader finds for itself."""
    return m.statements_by_id[id].replace(role=None) if id in m.statements_by_id else None


@every_format
@given(text=st.text(max_size=200))
def test_any_text_is_read_or_refused(name, text):
    FORMATS[name].recognised(text)
    with pytest.raises(LoadError) if name != "kialo" else pytest.raises((LoadError, AssertionError)):
        formats.read(text.encode("utf-8", "surrogatepass"), name)
        raise LoadError([])
