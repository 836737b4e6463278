"""Two maps become one: what both say meets, nothing is lost, and where they differ is told."""

import subprocess
import sys

from hypothesis import given, settings

from argmap import check, evaluate, load, loads, merge
from argmap.testing.strategies import argument_maps

A = """\
claim: Moving pays off.
id: move
because:
- premise: It is cheaper.
  id: cheaper
  strength: 0.8
- premise: It is new.
  id: x
"""
B = """\
claim: It is  cheaper
id: cheap
strength: 0.8
because:
- premise: Disks cost less.
  id: x
  strength: likely
  source: p. 3
but:
- {counterevidence: Egress., id: egress, weight: 0.5}
scale: {likely: 0.7}
expect: [{of: cheap, at-most: 0.9}]
tensions: [{between: [cheap, egress]}]
"""


def test_an_argument_for_a_premise_joins_it():
    found = merge(loads(A), loads(B))
    m = found.map
    assert m.conclusion == "move"
    assert m.statement("cheaper").kind == "claim"
    renamed = next(one.id for one in found.meetings if one.kind == "renamed" and one.thing == "statement")
    assert (m.statement("x").text, m.statement(renamed).text) == ("It is new.", "Disks cost less.")
    assert m.statement(renamed).strength == 0.7
    assert {step.id for step in m.steps_to("cheaper")} == {f"{renamed}.supports.cheaper", "egress.attacks.cheaper"}
    assert m.step("egress.attacks.cheaper").weight == 0.5
    assert (m.expect[0].of, m.tensions[0].between) == ("cheaper", ("cheaper", "egress"))
    assert "converted: statement x: 'likely' of the other scale is a number here" in map(str, found.meetings)
    assert [str(one) for one in found.differences] == [
        "differs: statement cheaper: a premise, and a claim in the other map",
        "differs: map: the conclusion is move, not cheaper",
    ]


def test_the_first_word_stays_and_the_second_fills_in():
    a = loads("claim: C.\nid: c\nbecause:\n- {premise: P., id: p, strength: 0.8, source: p. 1, weight: 0.5}\n")
    b = loads(
        "claim: C.\nid: c\nnote: N.\nbecause:\n- {premise: P., id: p, strength: 0.3, source: p. 2, weight: 0.9, why: So.}\n"
    )
    found = merge(a, b)
    p, step = found.map.statement("p"), found.map.steps[0]
    assert (p.strength, [one.at for one in p.source], found.map.statement("c").note) == (0.8, ["p. 1", "p. 2"], "N.")
    assert (step.weight, step.why) == (0.5, "So.")
    assert [one.said for one in found.differences] == ["strength is 0.8, not 0.3", "weight is 0.5, not 0.9"]


@settings(max_examples=25, deadline=None)
@given(argument_maps(remarks=True))
def test_a_map_merged_with_itself_is_itself(m):
    found = merge(m, m)
    assert found.map == m
    assert {one.kind for one in found.meetings} <= {"meets"}


@settings(max_examples=25, deadline=None)
@given(argument_maps(remarks=True), argument_maps(remarks=True))
def test_nothing_is_lost(a, b):
    found = merge(a, b)
    m = found.map
    assert set(a.statements_by_id) <= set(m.statements_by_id)
    assert set(a.steps_by_id) <= set(m.steps_by_id)
    plain = {" ".join(node.text.split()).casefold().rstrip(".") for node in m.statements}
    assert all(" ".join(node.text.split()).casefold().rstrip(".") in plain for node in (*a.statements, *b.statements))
    assert len(m.tensions) >= len(set(a.tensions))
    assert merge(m, b).map.statements_by_id.keys() == m.statements_by_id.keys()


@settings(max_examples=25, deadline=None)
@given(argument_maps())
def test_what_meets_nothing_moves_nothing(a):
    b = loads(
        "claim: Something else altogether.\nid: zzz-else\nbecause: [{premise: For its own reasons., id: zzz-why}]\n"
    )
    merged = merge(a, b).map
    assert evaluate(merged)[a.conclusion] == evaluate(a)[a.conclusion]


def test_the_verb(tmp_path):
    (tmp_path / "a.argmap.yaml").write_text(A)
    (tmp_path / "b.argmap.yaml").write_text(B)

    def argmap(*words):
        command = [sys.executable, "-m", "argmap", *words]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False)

    done = argmap("merge", "a.argmap.yaml", "b.argmap.yaml", "-o", "c.argmap.yaml")
    assert done.returncode == 1
    assert "joins: statement cheaper: cheap" in done.stdout
    m = load(tmp_path / "c.argmap.yaml")
    assert m == merge(loads(A), loads(B)).map
    assert not [one for one in check(m) if one.severity == "error"]
    assert argmap("merge", "a.argmap.yaml", "a.argmap.yaml").returncode == 0
    assert argmap("merge", "a.argmap.yaml", "b.argmap.yaml", "--json").returncode == 2
