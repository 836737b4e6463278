"""Quotes of every language are read as quotes, and what is no quote is refused rather than taken for a place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap import Anchor, ArgumentMap, Claim, LoadError, check, dumps, loads
from argmap.formats.anchors import MARKS, anchor, anchor_text

MAP = "claim: It pays.\nid: a\nsource: {}\n"


def sources(written):
    return loads(MAP.format("'" + written.replace("'", "''") + "'")).statement("a").source


@pytest.mark.parametrize(
    "written",
    [
        '¶1 "never said"', "¶1 “never said”", "¶1 „never said“", "¶1 „never said”", "¶1 ”never said”", "¶1 «never said»",
        "¶1 « never said »", "¶1 »never said«", "¶1 ‹never said›", "¶1 ‘never said’", "¶1 ‚never said‘", "¶1 'never said'",
        "¶1「never said」", "¶1 『never said』", "¶1“never said”", '¶1"never said"',
    ],
)  # fmt: skip
def test_a_quote_is_a_quote_in_every_language(written):
    (found,) = sources(written)
    assert (found.at, found.quote.strip()) == ("¶1", "never said")
    codes = [
        one.code for one in check(loads(MAP.format(f"{{at: {found.at}, quote: never said}}")), source="Costs rose.")
    ]
    assert "AM201" in codes


@pytest.mark.parametrize(
    ("written", "fix"),
    [
        ('"never said"', "source: {at: …, quote: 'never said'}"),
        ("“never said”", "source: {at: …, quote: 'never said'}"),
        ('"never said" (¶1)', "source: {at: '¶1', quote: 'never said'}"),
        ('¶1 "never "said" it"', "source: {at: '¶1', quote: 'never \"said\" it'}"),
        ('¶1 "never said', "source: {at: '¶1', quote: 'never said'}"),
        ('¶1 "it isn\'t" so', "source: {at: '¶1', quote: 'it isn''t'}"),
        ("「引用」", "source: {at: …, quote: '引用'}"),
    ],
)
def test_a_quotation_mark_left_over_is_a_problem_with_its_place_and_fix(written, fix):
    with pytest.raises(LoadError) as told:
        sources(written)
    (problem,) = told.value.problems
    assert "must be a place, or a place and then a quote" in problem.message
    assert (problem.hint, str(problem.place)) == (fix, "<text>:3:9")


@pytest.mark.parametrize(
    "place", ["Author's note ¶3", "Author’s note", "the authors' words", "第1段", "《书》¶3", "§2 (b)"]
)
def test_apostrophes_and_titles_are_parts_of_a_place(place):
    assert sources(place) == (Anchor(at=place),)


@pytest.mark.parametrize("quote", ["It isn't so", "Author’s note"])
def test_an_apostrophe_stands_within_a_quote(quote):
    assert sources(f"¶1 “{quote}”") == sources(f"¶1 ‘{quote}’") == (Anchor(at="¶1", quote=quote),)


WORDS = st.text(st.sampled_from("a'’ ¶" + "".join(mark for pair in MARKS for one in pair for mark in one)), min_size=1)


@given(at=WORDS.filter(str.strip).map(str.strip), quote=st.none() | WORDS.filter(str.strip).map(str.strip))
def test_what_is_written_on_one_line_is_read_back(at, quote):
    line = anchor_text(at, quote)
    if line is not None:
        assert anchor(line) == {"at": at} | ({} if quote is None else {"quote": quote})
    node = Claim(text="So.", id="a", source=[Anchor(at=at, quote=quote)])
    m = ArgumentMap(conclusion="a", statements=[node])
    assert loads(dumps(m)) == loads(dumps(m, "json"), "json") == m


def test_the_flat_form_says_the_same():
    m = '{{"argmap": 1, "conclusion": "a", "nodes": [{{"kind": "claim", "id": "a", "text": "So.", "source": {}}}], "relations": []}}'
    assert loads(m.format('"¶1 „no“"'), "json").statement("a").source == (Anchor(at="¶1", quote="no"),)
    with pytest.raises(LoadError, match="must be a place, or a place and then a quote"):
        loads(m.format('"„no“"'), "json")
