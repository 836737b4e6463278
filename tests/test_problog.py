"""Possible worlds beside ProbLog, an engine that shares no code: maps as logic programs, without circles through negation."""

import warnings

import pytest
from hypothesis import assume, given, settings

from argmap import ArgumentMap, Attack, Claim, Premise, Support, Undercut, evaluate, load
from argmap.resources import folder
from argmap.testing import law_maps

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    problog = pytest.importorskip("problog", reason="ProbLog is not installed; the extra argmap[oracle] brings it")
    from problog.errors import ProbLogError
    from problog.program import PrologString

MAPS = {
    path.name: m for path in sorted(folder("arguments").glob("*.argmap.yaml")) if len((m := load(path)).statements) < 60
}
"""The shipped maps that ProbLog answers in seconds; Semmelweis and the flagship take it a minute each."""

pytestmark = pytest.mark.filterwarnings("ignore")


def program(m):
    """The map as a logic program: x0, x1, … are in, d0, d1, … are defeated; a step or statement is a chance and rules."""
    number = {id: at for at, id in enumerate([*m.statements_by_id, *m.steps_by_id])}
    supported = {step.target for step in m.steps if step.kind == "support"}
    lines = []
    for node in m.statements:
        at = number[node.id]
        own = 0.0 if node.strength is None and node.kind == "claim" else m.scale.number(node.strength)
        lines += [
            f"{own!r}::o{at}.",
            f"x{at} :- o{at}, \\+d{at}.",
            f"d{at} :- fail.",
            f"query(x{at}).",
            f"query(d{at}).",
        ]
        if node.id in supported:
            lines += [
                f"x{at} :- x{number[step.id]}, \\+d{at}." for step in m.steps_to(node.id) if step.kind == "support"
            ]
    for step in m.steps:
        at = number[step.id]
        members = ", ".join(f"x{number[source]}" for source in step.sources)
        lines += [f"{m.weighing.weight(step.weight)!r}::o{at}.", f"d{at} :- fail.", f"query(x{at})."]
        lines.append(f"x{at} :- o{at}, {members}, \\+d{at}.")
        if step.kind != "support":
            lines.append(f"d{number[step.target]} :- x{at}.")
    return "\n".join(lines), number


def answered(m):
    """What ProbLog says: the chance of each x and d by its name; 0 for what it finds no rule for."""
    text, number = program(m)
    found = problog.get_evaluatable().create_from(PrologString(text)).evaluate()
    return {str(name): chance for name, chance in found.items()}, number


def agree(m):
    chances, number = answered(m)
    e = evaluate(m)
    for id in e:
        assert e[id] == pytest.approx(chances.get(f"x{number[id]}", 0), abs=1e-9)
        assert e.defeated[id] == pytest.approx(chances.get(f"d{number[id]}", 0), abs=1e-9)
    for id, carried in e.steps.items():
        assert carried == pytest.approx(chances.get(f"x{number[id]}", 0), abs=1e-9)


@settings(max_examples=60)
@given(m=law_maps("counted-once", cyclic=False))
def test_without_circles(m):
    agree(m)


@settings(max_examples=60)
@given(m=law_maps("circles-prove-nothing"))
def test_with_circles_of_supports(m):
    try:
        answered(m)
    except ProbLogError as error:
        assume("cycle" not in f"{type(error).__name__} {error}".lower())
        raise
    agree(m)


def test_every_kind_of_step():
    ids = {"p": 0.8, "q": 0.7, "u": 0.4, "v": 0.3, "w": 0.6, "z": 0.2}
    nodes = [Claim("C.", id="c"), Claim("D.", id="d"), *(Premise(id, id=id, strength=at) for id, at in ids.items())]
    steps = [
        Support(sources=["p", "q"], target="c", id="linked", weight=0.9),
        Support(sources=["d"], target="c", id="chain"),
        Support(sources=["p"], target="d", id="again", weight=0.5),
        Undercut(sources=["u"], target="linked", id="under", weight=0.8),
        Undercut(sources=["v"], target="under", id="over"),
        Attack(sources=["w"], target="u", id="against", weight=0.7),
        Attack(sources=["z", "q"], target="c", id="both"),
    ]
    agree(ArgumentMap(conclusion="c", statements=nodes, steps=steps))


@pytest.mark.slow
@pytest.mark.parametrize("name", MAPS)
def test_the_shipped_maps(name):
    agree(MAPS[name])
