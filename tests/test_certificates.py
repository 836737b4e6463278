"""What `overturn` and the report claim for certain, read as a sentence and tried: who was doubted, how far, and what stays."""

import re

import numpy as np
import pytest
from click.testing import CliRunner
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from argmap import ArgumentMap, Attack, Claim, Counterevidence, Premise, Support, dumps, overturn, report, what_if
from argmap.analysis.question import ask
from argmap.cli.parser import command
from argmap.model.evaluating import Evaluating
from argmap.testing.strategies import argument_maps

# c 0.5 ← attacked by d, a claim that p argues for: nothing that p may be turns it, and d itself does.
ARGUED = ArgumentMap(
    conclusion="c",
    statements=[
        Claim(text="C.", id="c", strength=0.5),
        Claim(text="D.", id="d", strength=0.75),
        Premise(text="P.", id="p", strength=0.9),
        Premise(text="Apart.", id="apart"),
    ],
    steps=[
        Support(sources=["p"], target="d"),
        Attack(sources=["d"], target="c"),
        Support(sources=["apart"], target="p", weight=0),
    ],
)
# c = ½ + ½·(p − a): accepted at 0.65; p and a each off by 0.05 bring it to 0.6, and any more turns it.
TWO = ArgumentMap(
    conclusion="c",
    statements=[
        Claim(text="C.", id="c", strength=0.5),
        Premise(text="P.", id="p", strength=0.5),
        Counterevidence(text="A.", id="a", strength=0.2),
    ],
    steps=[Support(sources=["p"], target="c"), Attack(sources=["a"], target="c")],
)


def told(m, *options, tmp_path):
    """What `argmap overturn -s df-quad` prints, on one line."""
    path = tmp_path / "m.argmap.yaml"
    path.write_text(dumps(m), encoding="utf-8")
    run = CliRunner().invoke(command("overturn"), [str(path), "-s", "df-quad", *options])
    assert run.exit_code == 0, run.output
    return " ".join(run.stdout.split())


def test_a_certificate_names_what_was_doubted_and_what_stays(tmp_path):
    said = told(ARGUED, tmp_path=tmp_path)
    assert "Varied: the premises, the counterevidence and the claims without steps to them, 2 of 4 statements." in said
    assert "All other base scores, and all weights, stay as they are." in said
    assert "none can alone, at any base score (certain)" in said
    assert "if each moves by any amount, the verdict stays (certain)" in said
    found = overturn(ARGUED, semantics="df-quad")
    assert set(found.among) == {"p", "apart"}
    assert found.never
    verdicts = {
        what_if(ARGUED, {"p": p, "apart": q}, semantics="df-quad").after.verdict for p in (0, 0.5, 1) for q in (0, 1)
    }
    assert verdicts == {found.verdict}


def test_what_was_not_doubted_may_turn_it(tmp_path):
    """d at 0 leaves p's 0.9: rejected; the certificate above is about p alone, and this one about d alone."""
    assert what_if(ARGUED, {"d": 0, "p": 0}, semantics="df-quad").turned
    said = told(ARGUED, "--among", "d", "--among", "p", tmp_path=tmp_path)
    assert "Varied: only d, p." in said
    size = float(re.search(r"if each moves by (0\.\d+); below that, the verdict stays", said)[1])
    before = {"d": 0.75, "p": 0.9}
    for share, turned in ((1.001, True), (0.998, False)):
        moved = {id: base - size * share for id, base in before.items()}
        assert what_if(ARGUED, moved, semantics="df-quad").turned is turned


def test_the_size_of_a_move_is_the_least(tmp_path):
    said = told(TWO, tmp_path=tmp_path)
    assert "if each moves by 0.050; below that, the verdict stays p = 0.450, a = 0.250" in said
    assert "if the moves add up to 0.100; below 0.050, it certainly stays" in said
    assert "p 0.50 → 0.400 or below then undecided 0.000 or below then rejected" in said
    assert "a 0.20 → 0.300 or above then undecided 0.700 or above then rejected" in said
    for size, turned in ((0.0501, True), (0.0499, False)):
        assert what_if(TWO, {"p": 0.5 - size, "a": 0.2 + size}, semantics="df-quad").turned is turned


def test_the_report_names_what_was_doubted():
    kinds = "premises, counterevidence and unargued claims"
    gradual = Evaluating(semantics="df-quad")
    said = report(ARGUED.replace(evaluating=gradual))
    assert f"None of the 2 {kinds} that it rests on: whatever their base scores, it stays rejected." in said
    said = report(TWO.replace(evaluating=gradual))
    assert f"Base scores of {kinds} that are all off by 0.050 can turn it; by less, they cannot." in said
    assert "| **p** P. | 0.50 | 0.40 or below, then 0.00 or below | undecided, then rejected |" in said


@settings(max_examples=40)
@given(
    m=argument_maps(),
    semantics=st.sampled_from(["possible-worlds", "df-quad", "euler-top", "quad"]),
    seed=st.integers(0, 2**32),
)
def test_what_is_certain_of_those_doubted_holds_for_all_their_base_scores(m, semantics, seed):
    question = ask(m, semantics=semantics)
    assume(question.evaluation.converged)
    found = overturn(m, semantics=semantics, size=1)
    places = [question.node_at[id] for id in found.among]
    assert set(found.among) == set(question.premises)
    random = np.random.default_rng(seed)
    base = np.repeat(question.base[None, :], 60, axis=0)
    if found.never and places:
        base[:, places] = random.integers(0, 3, (60, len(places))) / 2
        assert not question.turned(question.outcomes(base)).any()
    for point in found.tipping:
        if point.certain and point.at is None:
            assert not any(question.turned(question.alone([question.node_at[point.id]] * 11, np.linspace(0, 1, 11))))


@pytest.mark.parametrize("semantics", ["df-quad", "possible-worlds"])
def test_nothing_to_doubt_is_said_of_nobody(semantics):
    m = ArgumentMap(conclusion="c", statements=[Claim(text="C.", id="c", strength=0.7)])
    found = overturn(m, semantics=semantics)
    assert (found.among, found.tipping, found.critical.sets) == ((), (), ())
    assert found.never
