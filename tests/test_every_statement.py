"""Every statement of the shipped maps can be asked about, and all analyses speak of the same strength and verdict."""

import json

import pytest
from click.testing import CliRunner

from argmap import (
    ArgumentMap,
    Attack,
    Claim,
    Counterevidence,
    Premise,
    Support,
    Undercut,
    UnknownName,
    attribution,
    compare,
    dumps,
    evaluate,
    explain,
    gradient,
    load,
    overturn,
    robustness,
    what_if,
)
from argmap.analysis.attribution import METHODS
from argmap.cli.parser import command
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


KINDS = ArgumentMap(
    conclusion="c",
    statements=[
        Claim(text="The conclusion.", id="c"),
        Claim(text="Argued.", id="argued", strength=0.4),
        Claim(text="Unargued.", id="unargued", strength=0.7),
        Claim(text="A rival.", id="rival", strength=0.5),
        Claim(text="Attacked and not supported.", id="bare", strength=0.8),
        Premise(text="Linked.", id="linked", strength=0.9),
        Premise(text="Unrated."),
        Premise(text="An interval.", id="interval", strength=(0.3, 0.8)),
        Premise(text="Attacked.", id="attacked", strength=0.9),
        Counterevidence(text="Counter.", id="counter", strength=0.6),
        Counterevidence(text="Argued counterevidence.", id="held", strength=0.5),
        Counterevidence(text="Undercutting.", id="undercutting", strength=0.3),
        Premise(text="Bears on nothing that is argued.", id="apart", strength=0.5),
    ],
    steps=[
        Support(sources=["argued", "linked"], target="c", id="main"),
        Support(sources=["unargued"], target="c", weight=0.5),
        Support(sources=["unrated"], target="argued"),
        Support(sources=["interval"], target="argued", weight=0.9),
        Support(sources=["attacked"], target="rival"),
        Attack(sources=["rival"], target="bare"),
        Attack(sources=["bare"], target="rival"),
        Attack(sources=["counter"], target="attacked"),
        Attack(sources=["held"], target="argued"),
        Attack(sources=["bare"], target="c"),
        Support(sources=["interval"], target="held"),
        Undercut(sources=["undercutting"], target="main", id="under"),
        Undercut(sources=["counter"], target="under"),
        Support(sources=["apart"], target="held", weight=0),
    ],
)
"""Every kind of statement in every place that it may have, two rivals in a circle among them."""
IDS = [node.id for node in KINDS.statements]


@pytest.mark.parametrize("semantics", ["possible-worlds", "df-quad", "quad", "euler-top"])
@pytest.mark.parametrize("id", IDS)
def test_every_kind_of_statement_can_be_asked_about(id, semantics):
    e = evaluate(KINDS, semantics)
    middle = {node.id: 0.55 for node in KINDS.statements if node.id == "interval"}
    strength = what_if(KINDS, middle, semantics=semantics).after[id]
    found = overturn(KINDS, id, size=1, semantics=semantics)
    assert (found.of, found.strength) == (id, pytest.approx(strength, abs=1e-9))
    assert id not in found.among
    for point in found.tipping:
        for at, to in [(point.at, point.to), *point.others] if point.at is not None else []:
            beyond = min(1, max(0, at + (1e-9 if at > point.base else -1e-9)))
            assert what_if(KINDS, middle | {point.id: beyond}, semantics=semantics).after.verdict_of(id) == to
    drawn = robustness(KINDS, id, spread=0.1, samples=20, semantics=semantics)
    assert drawn.interval[0] - 1e-9 <= strength <= drawn.interval[1] + 1e-9
    assert id in explain(KINDS, id, semantics=semantics).lines[0]
    slopes, contributed = gradient(KINDS, id, semantics=semantics), attribution(KINDS, id, semantics=semantics)
    assert all(contributed[one] == pytest.approx(slopes[one]) for one in contributed)
    for method in METHODS:
        shares = attribution(KINDS, id, method, semantics=semantics)
        assert not shares.get("apart") or id in ("apart", "held")
    assert e.semantics in compare(KINDS, id).evaluations


@pytest.mark.parametrize("verb", ["explain", "overturn", "robust", "compare"])
@pytest.mark.parametrize("id", IDS)
def test_every_verb_that_takes_a_statement_takes_every_one(id, verb, tmp_path):
    path = tmp_path / "kinds.argmap.yaml"
    path.write_text(dumps(KINDS), encoding="utf-8")
    quick = {"robust": ["--samples", "20"], "overturn": ["--size", "1"], "explain": ["-a", "all"]}.get(verb, [])
    run = CliRunner().invoke(command(verb), [str(path), id, *quick])
    assert run.exit_code == 0, run.output
    assert run.output
    told = CliRunner().invoke(command(verb), [str(path), id, *quick, "--json"])
    data = json.loads(told.stdout)
    assert data.get("explanation", data)["of"] == id


def test_a_contribution_can_be_asked_for_like_an_entry_of_any_mapping():
    found = attribution(KINDS, "argued")
    assert "held" in found
    assert "counter" not in found
    assert found.get("counter") is None
    with pytest.raises(UnknownName, match="one of the statements that bear on 'argued'"):
        found["counter"]
