"""Changes of a given map, for property tests of an argument's logic (needs `argmap[test]`)."""

from hypothesis import strategies as st

from argmap.model import ArgumentMap, Attack, Counterevidence, Premise, Support
from argmap.testing.strategies import strengths

NEW = "new.here"


@st.composite
def reweighted(draw: st.DrawFn, m: ArgumentMap) -> ArgumentMap:
    """The map with another base score or another weight."""
    one = draw(st.sampled_from([*m.statements, *m.steps]))
    value = draw(strengths)
    return m.replace(one.replace(strength=value) if one.id in m.statements_by_id else one.replace(weight=value))


@st.composite
def reduced(draw: st.DrawFn, m: ArgumentMap) -> ArgumentMap:
    """The map without a statement or a step; the map itself if nothing can be removed."""
    ids = [*(node.id for node in m.statements if node.id != m.conclusion), *m.steps_by_id]
    return m.without(draw(st.sampled_from(ids))) if ids else m


@st.composite
def supported(draw: st.DrawFn, m: ArgumentMap, of: str | None = None) -> ArgumentMap:
    """The map with one more premise for a statement (the conclusion unless named)."""
    premise = Premise(text="One more reason.", id=NEW, strength=draw(strengths))
    step = Support(sources=(NEW,), target=of or m.conclusion, weight=draw(strengths))
    return m.replace(statements=(*m.statements, premise), steps=(*m.steps, step))


@st.composite
def attacked(draw: st.DrawFn, m: ArgumentMap, of: str | None = None) -> ArgumentMap:
    """The map with one more piece of counterevidence against a statement (the conclusion unless named)."""
    against = Counterevidence(text="One more objection.", id=NEW, strength=draw(strengths))
    step = Attack(sources=(NEW,), target=of or m.conclusion, weight=draw(strengths))
    return m.replace(statements=(*m.statements, against), steps=(*m.steps, step))


def changes(m: ArgumentMap) -> st.SearchStrategy[ArgumentMap]:
    """The map with any one change: reweighted, reduced, supported or attacked."""
    return st.one_of(reweighted(m), reduced(m), supported(m), attacked(m))
