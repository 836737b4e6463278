"""The test kit: the pytest plugin, assertions, changes, principles as checks, the machine; and maps written in Python."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap import (
    ArgumentMap,
    Attack,
    Claim,
    Counterevidence,
    MapError,
    Premise,
    Semantics,
    Support,
    Undercut,
    all_of,
    dumps,
    evaluate,
    load,
    loads,
)
from argmap.resources import folder
from argmap.semantics import AGGREGATIONS, INFLUENCES, SEMANTICS, linear, p_max
from argmap.testing import (
    MapMachine,
    argument_maps,
    assert_agreement,
    assert_attack_never_raises,
    assert_no_single_premise_overturns,
    assert_robust,
    assert_support_never_lowers,
    attacked,
    changes,
    check_principles,
    reduced,
    supported,
)

FLAGSHIP = load(folder("arguments") / "china-llm.argmap.yaml")
SMALL = ArgumentMap.of(
    Claim("C.", id="c").because(Premise("P.", id="p", strength=0.8)).but(Counterevidence("B.", id="b", strength=0.2))
)

TestEditing = MapMachine.TestCase
TestEditing.settings = settings(max_examples=15, stateful_step_count=15)


class FlagshipMachine(MapMachine):
    start = FLAGSHIP


TestEditingTheFlagship = FlagshipMachine.TestCase
TestEditingTheFlagship.settings = settings(max_examples=3, stateful_step_count=8)


@given(changed=supported(FLAGSHIP))
@settings(max_examples=30)
def test_more_reasons_never_lower_the_flagship(changed):
    assert evaluate(changed)[FLAGSHIP.conclusion] >= evaluate(FLAGSHIP)[FLAGSHIP.conclusion]


@given(changed=attacked(FLAGSHIP))
@settings(max_examples=30)
def test_more_objections_never_raise_the_flagship(changed):
    assert evaluate(changed)[FLAGSHIP.conclusion] <= evaluate(FLAGSHIP)[FLAGSHIP.conclusion]


@settings(max_examples=40)
@given(m=argument_maps(), data=st.data())
def test_every_change_is_a_map(m, data):
    changed = data.draw(changes(m))
    assert changed.conclusion == m.conclusion
    assert loads(dumps(changed)) == changed
    assert len(data.draw(reduced(m)).statements) <= len(m.statements)


def test_assertions():
    assert_support_never_lowers(FLAGSHIP)
    assert_support_never_lowers(FLAGSHIP, "roadmap-open", conclusion=FLAGSHIP.conclusion)
    assert_attack_never_raises(FLAGSHIP)
    assert_robust(SMALL, spread=0.02)
    with pytest.raises(AssertionError, match="'c' is accepted, and rejecting 'p' makes it undecided"):
        assert_no_single_premise_overturns(SMALL)
    with pytest.raises(AssertionError, match=r"depends on the semantics: .*'euler-top': 'undecided'"):
        assert_agreement(load(Path(__file__).parent / "data" / "china-llm-first.argmap.yaml"))
    with pytest.raises(AssertionError, match=r"with premises, counterevidence and unargued claims ± 0.5 lies in \["):
        assert_robust(SMALL, spread=0.5)
    backfires = ArgumentMap.of(
        Claim("C.", id="c")
        .because(Premise("P.", id="p"))
        .but(Claim("D.", id="d", strength=0.2).because(Premise("Q.", id="q")))
    )
    with pytest.raises(AssertionError, match=r"'c' goes from .* when evidence of 0\.[0-9] for 'd' is added"):
        assert_support_never_lowers(backfires, "d", conclusion="c")


@pytest.mark.parametrize("name", ["quadratic-energy", "h-categoriser"])
def test_principles_of_the_table_check(name):
    found = check_principles(name, examples=60)
    assert "franklin" in found or name == "h-categoriser"
    assert all(case is None for principle, case in found.items() if principle not in SEMANTICS[name].fails)


def test_a_claim_too_many_is_refuted_with_the_smallest_case():
    mine = Semantics("mine", AGGREGATIONS["product"], linear(1))
    with pytest.raises(AssertionError, match=r"mine claims franklin .* Case\(base=.*breaks.*fails=frozenset"):
        check_principles(mine, ["franklin"])
    careful = Semantics("mine", AGGREGATIONS["product"], linear(1), fails=frozenset({"franklin"}))
    assert check_principles(careful, ["franklin"])["franklin"] is not None
    assert check_principles(Semantics("top", AGGREGATIONS["top"], p_max(2)), ["duality"]) == {"duality": None}
    assert INFLUENCES


# Maps written in Python


def test_python_reads_like_the_file():
    written = ArgumentMap.of(
        Claim("Moving pays off.", id="move")
        .because(
            all_of(
                Premise("Storage is most of it.", id="most"),
                Premise("A third per byte.", id="third", strength="strong"),
            ),
            id="cheaper",
            weight=0.75,
            why="They multiply.",
            unless=[Counterevidence("Egress.", id="egress")],
        )
        .because(Claim("The team can run it.", id="can").because(Premise("They did before.", id="did")))
        .but(Counterevidence("It overran.", id="overran").but(Premise("That vendor is gone.", id="gone"))),
        title="Move?",
    )
    read = loads(
        "title: Move?\nclaim: Moving pays off.\nid: move\nbecause:\n"
        "- all:\n  - {premise: Storage is most of it., id: most}\n"
        "  - {premise: A third per byte., id: third, strength: strong}\n"
        "  step: cheaper\n  weight: 0.75\n  why: They multiply.\n"
        "  unless: [{counterevidence: Egress., id: egress}]\n"
        "- claim: The team can run it.\n  id: can\n  because: [{premise: They did before., id: did}]\n"
        "but:\n- counterevidence: It overran.\n  id: overran\n  but: [{premise: That vendor is gone., id: gone}]\n"
    )
    assert written == read


def test_a_statement_may_stand_in_several_places():
    shared = Premise("P.", id="p")
    m = ArgumentMap.of(Claim("C.", id="c").because(shared, Claim("D.", id="d").because(shared)))
    assert {step.id for step in m.steps} == {"p.supports.c", "d.supports.c", "p.supports.d"}


def test_each_call_leaves_what_was_there():
    bare = Claim("C.", id="c")
    once = bare.because(Premise("P.", id="p"))
    twice = once.but(Counterevidence("B.", id="b"))
    assert [len(ArgumentMap.of(one).statements) for one in (bare, once, twice)] == [1, 2, 3]


def test_undercuts_of_several_reasons():
    m = ArgumentMap.of(
        Claim("C.", id="c").because(Premise("P.", id="p"), Premise("Q.", id="q"), unless=Counterevidence("U.", id="u"))
    )
    assert sum(isinstance(step, Undercut) for step in m.steps) == 2
    assert sum(isinstance(step, Support) for step in m.steps) == 2
    assert not any(isinstance(step, Attack) for step in m.steps)


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: ArgumentMap.of("C."), "a reason must be a statement, got 'C.'"),
        (lambda: ArgumentMap.of(Claim("C.").because("P.")), "a reason must be a statement, got 'P.'"),
        (lambda: ArgumentMap.of(Claim("C.", id="c").because(Premise("P.", id="c"))), "two statements have the id 'c'"),
        (lambda: ArgumentMap.of(Claim("C.").because(Premise("P."), weight=2)), r"weight must be in \[0, 1\], got 2"),
        (lambda: ArgumentMap.of(Claim("C.").because(Premise("P."), wieght=1)), "did you mean 'weight'"),
        (lambda: ArgumentMap.of(Premise("P.")), "conclusion"),
        (lambda: ArgumentMap.of(Claim("C.").because(all_of())), "sources"),
    ],
)
def test_mistakes_in_python_are_told(make, said):
    with pytest.raises(MapError, match=said):
        make()


# The pytest plugin

MAP = """claim: Moving pays off.
id: move
because:
  - {premise: It is cheaper., id: cheaper, strength: strong}
expect:
  - {of: move, verdict: accepted}
  - {of: move, at-least: 0.9}
  - {of: move, turned-by: cheaper, under: df-quad}
"""


def pytest_in(path, *arguments):
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *arguments],
        cwd=path,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def test_every_expectation_is_a_test(tmp_path):
    (tmp_path / "case.argmap.yaml").write_text(MAP)
    (tmp_path / "broken.argmap.json").write_text('{"conclusion": 1}')
    (tmp_path / "other.yaml").write_text("a: 1\n")
    code, said = pytest_in(tmp_path, "-v")
    assert code == 1
    assert "case.argmap.yaml::move verdict=accepted PASSED" in said
    assert "case.argmap.yaml::move at-least=0.9 FAILED" in said
    assert "case.argmap.yaml:7" in said
    assert "expected 'move' to be at least 0.9, got 0.750 under possible-worlds" in said
    assert "+ 0.750  cheaper  (without it 0.000)" in said
    assert "broken.argmap.json::loads FAILED" in said
    assert "2 failed, 3 passed" in said
    assert "Traceback" not in said


def test_the_plugin_imports_nothing_heavy(tmp_path):
    (tmp_path / "test_it.py").write_text(
        "import sys\n\ndef test_it():\n"
        "    assert not {'hypothesis', 'numpy', 'numba', 'argmap.evaluation'} & set(sys.modules)\n"
    )
    code, said = pytest_in(tmp_path, "-p", "no:hypothesispytest")
    assert code == 0, said
