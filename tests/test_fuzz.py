"""Changed files of every format are a map that keeps the laws, or an error; what ever crashed stays here as a case."""

import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap import formats

sys.path.insert(0, str(Path(__file__).parent / "fuzz"))
from mutation import hold, mutated, seeds

CRASHES = [path for path in sorted((Path(__file__).parent / "data" / "crashes").glob("*.*")) if path.suffix != ".md"]


@pytest.mark.parametrize("format", formats.FORMATS)
def test_seeds_are_files_of_the_format(format):
    held = [hold(data, format) for data in seeds(format)]
    assert any(held) or len(held) > 2, "a format of several files is read from all of them"


@pytest.mark.parametrize("format", formats.FORMATS)
@settings(max_examples=40, deadline=20_000)
@given(random=st.randoms(use_true_random=True))
def test_a_changed_file_is_a_map_or_an_error(format, random):
    hold(mutated(random, format), format)


@pytest.mark.parametrize("path", CRASHES, ids=lambda path: path.name)
def test_what_crashed_crashes_no_more(path):
    hold(path.read_bytes(), path.suffix[1:])
