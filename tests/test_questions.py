"""The question that analyses ask: what it has computed serves the next one, and never another question."""

import pytest

from argmap import ArgumentMap, Claim, Premise, Support, overturn
from argmap.analysis.question import ask


def chain(*apart):
    nodes = [Claim("C.", id="c"), Claim("D.", id="d"), Premise("P.", id="p", strength=0.8)]
    steps = [Support(sources=["d"], target="c", weight=0.9), Support(sources=["p"], target="d")]
    return ArgumentMap(conclusion="c", statements=[*nodes, *apart], steps=steps)


def test_the_same_question_is_asked_once():
    m = chain()
    assert ask(m) is ask(m, "c")
    assert ask(m).m is m
    assert ask(m) is not ask(chain())


def test_another_statement_or_another_setting_is_another_question():
    m = chain()
    first = ask(m)
    for other in (ask(m, "d"), ask(m, semantics="df-quad"), ask(m, accepted=0.75)):
        assert other is not first
        assert (other.of, other.how) != (first.of, first.how)
    assert ask(m, "d").strength == 0.8
    assert [point.at for point in overturn(m, accepted=0.75).tipping] == [pytest.approx(0.75 / 0.9)]
    assert ask(m, accepted=0.75).verdict == "undecided"
    assert ask(m).verdict == "accepted"


def test_what_does_not_bear_on_the_statement_is_left_out():
    m = chain(Premise("Apart.", id="apart"))
    assert "apart" not in ask(m).node_at
    assert list(ask(m, "d").node_at) == ["d", "p"]
