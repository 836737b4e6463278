"""Files that are nearly maps, in every notation: each is a map that keeps the laws, or an error with place and rule."""

import sys
from pathlib import Path

import pytest
from grammars import FORMATS, changed_files
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from argmap import ArgmapError, LoadError, formats

sys.path.insert(0, str(Path(__file__).parent / "fuzz"))
from mutation import hold

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]


@pytest.mark.parametrize("format", FORMATS)
@settings(max_examples=12, deadline=20_000, suppress_health_check=SLOW)
@given(data=st.data())
def test_a_file_that_is_nearly_a_map_is_one_or_an_error(format, data):
    """Nothing else is raised by the reader, by `fmt`, or by the writer of another format that is given what was read."""
    content = data.draw(changed_files(format))
    hold(content, format)
    m, error = read(content, format)
    if isinstance(error, LoadError):
        assert all(one.message.strip() and "\n" not in one.message for one in error.problems)
        assert all("a.txt" in str(one) for one in error.problems), f"no place in {error}"
    if m is not None:
        told = refusal(m, data.draw(st.sampled_from(FORMATS)))
        assert told is None or told.hint, f"nothing to do about {told}"


def read(content, format):
    """The map, or the error."""
    try:
        return formats.read(content, format, file="a.txt").map, None
    except ArgmapError as error:
        return None, error


def refusal(m, format):
    """Why a map is not written in a format, None if it is."""
    try:
        formats.written_as(m, format)
    except ArgmapError as error:
        return error
    return None
