"""Edits between two maps: each kind found by itself, what it moved, the laws of comparing, and git."""

import json
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap import (
    ArgumentMap,
    Attack,
    Claim,
    Counterevidence,
    Premise,
    Support,
    Undercut,
    UnknownName,
    diff,
    dumps,
    evaluate,
    load,
    save,
)
from argmap.resources import folder
from argmap.testing.strategies import argument_maps, strengths

FLAGSHIP = folder("arguments") / "china-llm.argmap.yaml"
BASE = ArgumentMap(
    conclusion="c",
    nodes=[
        Claim(text="C.", id="c"),
        Premise(text="P.", id="p", strength=0.8),
        Premise(text="Q.", id="q", strength=0.5),
        Counterevidence(text="But.", id="but", strength=0.25),
    ],
    relations=[
        Support(sources=["p"], target="c", id="s"),
        Support(sources=["q"], target="c"),
        Attack(sources=["but"], target="c"),
    ],
)


def found(m1, m2, semantics="df-quad"):
    return [(one.kind, one.thing, one.id, one.before, one.after) for one in diff(m1, m2, semantics).edits]


def test_each_kind_of_edit():
    p, s = BASE.statement("p"), BASE.step("s")
    changes = [
        (BASE.replace(p.replace(strength=0.5)), ("reweighted", "statement", "p", "0.8", "0.5")),
        (BASE.replace(p.replace(strength=None)), ("reweighted", "statement", "p", "0.8", "none")),
        (BASE.replace(p.replace(strength=[0.2, 0.4])), ("reweighted", "statement", "p", "0.8", "[0.2, 0.4]")),
        (BASE.replace(p.replace(text="P, surely.")), ("reworded", "statement", "p", "P.", "P, surely.")),
        (BASE.replace(p.replace(voice="analyst")), ("changed", "statement", "p", "author", "analyst")),
        (BASE.replace(s.replace(weight=0.5)), ("reweighted", "step", "s", "none", "0.5")),
        (BASE.replace(s.replace(why="So.")), ("changed", "step", "s", "none", "So.")),
        (BASE.replace(s.replace(target="but")), ("moved", "step", "s", "p supports c", "p supports but")),
        (BASE.replace(s.replace(sources=["p", "q"])), ("moved", "step", "s", "p supports c", "p & q supports c")),
        (BASE.without("s"), ("removed", "step", "s", "p supports c", "")),
        (BASE.without("p"), ("removed", "statement", "p", "P.", "")),
        (BASE.replace(title="T"), ("changed", "map", "", "none", "T")),
    ]
    for m, edit in changes:
        assert found(BASE, m) == [edit]
    added = BASE.replace(
        nodes=[*BASE.statements, Premise(text="R.", id="r")],
        relations=[*BASE.steps, Support(sources=["r"], target="c")],
    )
    assert found(BASE, added) == [("added", "statement", "r", "", "R.")]
    undercut = BASE.replace(relations=[*BASE.steps, Undercut(sources=["q"], target="s", id="u")])
    assert found(BASE, undercut) == [("added", "step", "u", "", "q undercuts s")]


def test_a_new_id_is_a_renaming_and_its_steps_stay():
    renamed = ArgumentMap(
        conclusion="c",
        nodes=[node.replace(id="quality") if node.id == "q" else node for node in BASE.statements],
        relations=[BASE.step("s"), Support(sources=["quality"], target="c"), Attack(sources=["but"], target="c")],
    )
    assert found(BASE, renamed) == [("renamed", "statement", "quality", "q", "quality")]


def test_what_each_edit_moved():
    """df-quad: 0.875·… before: α = 0.75 − 0.1 = 0.65 → 0.825; p at 0.2: α = 0.75 − 0.4 = 0.35 → 0.675."""
    m = BASE.replace(BASE.statement("p").replace(strength=0.2), BASE.statement("but").replace(strength=0.5))
    edits = {one.id: one.moved for one in diff(BASE, m, "df-quad").edits}
    now = 0.5 + 0.5 * (0.5 - 0.8 * 0.5)
    assert evaluate(m, "df-quad")["c"] == pytest.approx(now)
    assert edits == pytest.approx({"p": now - (0.5 + 0.5 * (0.5 - 0.1)), "but": now - (0.5 + 0.5 * (0.75 - 0.4))})
    gone = {one.id: one.moved for one in diff(BASE, BASE.without("p"), "df-quad").edits}
    assert gone == pytest.approx({"p": evaluate(BASE.without("p"), "df-quad")["c"] - evaluate(BASE, "df-quad")["c"]})
    assert gone["p"] < 0


def test_the_edit_that_moved_most_comes_first():
    m = BASE.replace(BASE.statement("q").replace(strength=0.49), BASE.statement("p").replace(strength=0.1, text="P?"))
    edits = diff(BASE, m).edits
    assert (edits[0].kind, edits[0].id) == ("reweighted", "p")
    assert [abs(one.moved) for one in edits] == sorted((abs(one.moved) for one in edits), reverse=True)


def test_another_conclusion_and_another_scale():
    other = BASE.replace(conclusion="d", nodes=[*BASE.statements, Claim(text="D.", id="d")])
    edits = {(one.kind, one.field): one.moved for one in diff(BASE, other).edits}
    assert edits["changed", "conclusion"] is None
    words = BASE.replace(BASE.statement("p").replace(strength="mine"), scale={"mine": 0.9})
    softer = words.replace(scale={"mine": 0.1})
    (edit,) = diff(words, softer, "df-quad").edits
    assert edit.field == "scale"
    assert edit.moved < -0.1


def test_attacks_only():
    only = diff(BASE, BASE.without("p"), "h-categoriser")
    assert only
    assert only.evaluations is None
    assert "attacks only" in only.trouble
    with pytest.raises(UnknownName):
        diff(BASE, BASE, "nothing")


@given(m=argument_maps(remarks=True, cyclic=True), data=st.data())
def test_a_map_is_not_different_from_itself(m, data):
    turned = m.replace(nodes=data.draw(st.permutations(m.statements)), relations=data.draw(st.permutations(m.steps)))
    assert not diff(m, m)
    assert not diff(m, turned)
    assert diff(m, turned).changed == ()


@settings(max_examples=60)
@given(m1=argument_maps(remarks=True, cyclic=True), m2=argument_maps(remarks=True, cyclic=True))
def test_any_two_maps(m1, m2):
    forward, backward = diff(m1, m2), diff(m2, m1)
    assert bool(forward) == (m1 != m2)
    swapped = {"added": "removed", "removed": "added"}
    kinds = sorted((one.kind, one.thing) for one in forward.edits if one.kind in swapped and one.thing == "statement")
    assert kinds == sorted(
        (swapped[one.kind], one.thing) for one in backward.edits if one.kind in swapped and one.thing == "statement"
    )
    there = {frozenset((one.before, one.after)) for one in forward.changed}
    assert there == {frozenset((one.before, one.after)) for one in backward.changed}
    assert json.dumps([vars(one) for one in forward.edits])


@settings(max_examples=60)
@given(m=argument_maps(), strength=strengths, data=st.data())
def test_one_new_strength_is_one_edit_and_moves_it_all(m, strength, data):
    node = data.draw(st.sampled_from(m.statements))
    changed = m.replace(node.replace(strength=strength))
    edits = diff(m, changed).edits
    if changed == m:
        assert edits == ()
    else:
        assert [(one.kind, one.id) for one in edits] == [("reweighted", node.id)]
        now, before = evaluate(changed)[m.conclusion], evaluate(m)[m.conclusion]
        assert edits[0].moved == pytest.approx(now - before, abs=1e-12)


@settings(max_examples=40)
@given(m=argument_maps(), data=st.data())
def test_what_is_taken_away_is_found(m, data):
    gone = data.draw(st.sampled_from([None, *(node.id for node in m.statements if node.id != m.conclusion)]))
    if gone is None:
        return
    edits = diff(m, m.without(gone)).edits
    statements = [(one.kind, one.id) for one in edits if one.thing == "statement"]
    assert statements == [("removed", gone)]
    assert [(one.kind, one.id) for one in diff(m.without(gone), m).edits if one.thing == "statement"] == [
        ("added", gone)
    ]


def argmap(*arguments, cwd=None):
    return subprocess.run(
        [sys.executable, "-m", "argmap", *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        check=False,
        cwd=cwd,
    )


def test_the_verb(tmp_path):
    m = load(FLAGSHIP)
    other = tmp_path / "other.argmap.json"
    save(m.replace(m.statement("rule").replace(strength=0.2)).without("race-decided"), other)
    done = argmap("diff", FLAGSHIP, other)
    assert done.returncode == 1
    assert done.stdout.startswith(f"UNDECIDED {evaluate(m)[m.conclusion]:.2f} → ")
    assert "moved the conclusion most: reweighted statement rule (−" in done.stdout
    data = json.loads(argmap("diff", FLAGSHIP, other, "--json").stdout)
    assert data["differ"]
    assert {one["id"] for one in data["edits"] if one["kind"] == "removed"} >= {"race-decided"}
    same = argmap("diff", FLAGSHIP, FLAGSHIP)
    assert (same.returncode, same.stdout) == (0, "")
    assert argmap("diff", FLAGSHIP, "nowhere.argmap.yaml").returncode == 2
    assert argmap("diff", FLAGSHIP).returncode == 2
    assert argmap("diff", "--git", FLAGSHIP, FLAGSHIP).returncode == 2


def test_hostile_texts_stay_text(tmp_path):
    for name, text in (("a", "[bold]x[/bold] \x1b[31mred"), ("b", "[/] {% y %} \x07")):
        nodes = [Claim(text=text, id="c")]
        (tmp_path / f"{name}.argmap.json").write_text(dumps(ArgumentMap(conclusion="c", nodes=nodes), "json"))
    done = argmap("diff", tmp_path / "a.argmap.json", tmp_path / "b.argmap.json")
    assert done.returncode == 1
    assert "\x1b" not in done.stdout
    assert "\x07" not in done.stdout
    assert "[bold]x[/bold]" in done.stdout


@pytest.fixture
def repository(tmp_path):
    """A git repository with one committed map, and the driver set up as the help says."""

    def git(*arguments):
        done = subprocess.run(
            ["git", "-c", "user.name=A", "-c", "user.email=a@b.c", *arguments],
            cwd=tmp_path,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert "fatal" not in done.stderr
        return done.stdout

    git("init", "-q")
    git("config", "diff.argmap.command", f'"{sys.executable}" -m argmap diff --git')
    (tmp_path / ".gitattributes").write_text("*.argmap.yaml diff=argmap\n")
    case = tmp_path / "case.argmap.yaml"
    case.write_text(
        "claim: Moving pays off.\nid: move\nbecause:\n  - {premise: It is cheaper., id: cheaper, strength: 0.8}\n"
    )
    git("add", ".")
    git("commit", "-qm", "A case")
    return git, case


def test_git_shows_what_an_edit_does(repository):
    git, case = repository
    case.write_text(case.read_text().replace("0.8", "0.2"))
    shown = git("diff")
    assert "argmap diff case.argmap.yaml" in shown
    assert "ACCEPTED 0.80 → UNDECIDED 0.20" in shown
    assert "reweighted strength: 0.8 → 0.2" in shown
    git("commit", "-qam", "Less")
    assert "ACCEPTED 0.80 → UNDECIDED 0.20" in git("log", "-p", "--ext-diff", "-1")


def test_git_external(repository):
    git, case = repository
    case.write_text(case.read_text().replace("cheaper.", "far cheaper."))
    shown = git("-c", f'diff.external="{sys.executable}" -m argmap diff --git', "diff")
    assert "reworded: It is cheaper. → It is far cheaper." in shown


def test_git_new_gone_renamed_and_broken(repository):
    git, case = repository
    other = case.with_name("new.argmap.yaml")
    other.write_text("claim: Another.\nid: another\n")
    git("add", ".")
    assert "+ new.argmap.yaml: a new map, 1 statements" in git("diff", "--cached")
    git("commit", "-qm", "Two")
    git("rm", "-q", "new.argmap.yaml")
    assert "− new.argmap.yaml: a gone map" in git("diff", "--cached").replace("gone map", "gone map")
    git("commit", "-qm", "One")
    git("mv", "case.argmap.yaml", "moved.argmap.yaml")
    moved = case.with_name("moved.argmap.yaml")
    moved.write_text(moved.read_text().replace("0.8", "0.7"))
    git("add", ".")
    assert "case.argmap.yaml → moved.argmap.yaml" in git("diff", "--cached", "-M10%")
    moved.write_text("claim: [\n")
    shown = git("diff")
    assert "does not load here" in shown
    assert "error:" in shown
