"""The rules: each example breaks its rule, nothing else is needed for it; settings, outputs, fixes, and the layout."""

import json
import re
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap import ArgumentMap, Claim, UnknownName, check, dumps, edit, load, loads
from argmap.analysis.evidence import bare, needless
from argmap.errors import UsageError
from argmap.evaluation import applicable, evaluate_as, how
from argmap.formats.formatter import comments, laid_out
from argmap.lint import RULES, rule_of, selected
from argmap.lint.output import OUTPUTS
from argmap.lint.rules import structure
from argmap.lint.rules.rule import CheckedMap
from argmap.lint.rules.sources import nearest_passage, paragraphs
from argmap.lint.rules.structure import _sharing
from argmap.lint.settings import settings_of
from argmap.resources import folder
from argmap.testing.strategies import argument_maps

MAPS = sorted([*folder("arguments").glob("*.argmap.yaml"), *folder("templates").glob("*.argmap.yaml")])
WITH_EXAMPLE = [rule for rule in RULES.values() if rule.example]


@pytest.mark.parametrize("rule", WITH_EXAMPLE, ids=lambda rule: rule.code)
def test_each_example_breaks_its_rule(rule, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name, text in rule.files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    found = check(loads(rule.example, file="a.yaml"), select=[rule.code], source=rule.source)
    assert {one.code for one in found} == {rule.code}
    assert all(one.severity == rule.severity and one.message and one.hint for one in found)
    assert rule.code == "AM202" or all(one.place and one.place.file == "a.yaml" for one in found)


def test_families():
    assert {code[:3] for code in RULES} == {"AM1", "AM2", "AM3", "AM4", "AM5", "AM6", "AM7"}
    assert list(RULES) == sorted(RULES)
    assert len({rule.name for rule in RULES.values()}) == len(RULES)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("claim: C.\nbecause: [{premise: P., strength: 0.4}]\nbut: [{counterevidence: B., strength: 0.4}]\n", "AM302"),
        ("claim: C.\nbecause:\n- claim: D.\n  because: [{premise: P.}]\n", "AM104"),
        ("claim: C.\nbecause:\n- {premise: P., unless: [{claim: It is Sunday.}]}\n", "AM104"),
        ("claim: C.\nbecause:\n- {premise: P., unless: [{claim: It is Sunday.}]}\n", "AM308"),
        ("claim: C.\nbecause: [{premise: P., id: p, strength: 0.9}]\n", "AM303"),
        (
            "claim: C.\nbecause: [{premise: Storage is dear and slow.}, {premise: Storage is cheap and fast.}]\n",
            "AM107",
        ),
        ("claim: C.\nbecause: [{premise: It is cheaper., id: short}]\n", "AM502"),
        (
            "claim: C.\nid: c\nbecause: [{premise: P., id: p, strength: 0.9}]\nexpect: [{of: c, at-least: 0.6}]\n",
            "AM401",
        ),
    ],
)
def test_what_is_right_is_not_reported(text, code):
    assert check(loads(text), select=[code]) == ()


def test_a_condition_that_is_used_otherwise_is_reported():
    text = (
        "claim: C.\nid: c\nbecause:\n- {premise: P., unless: [{claim: It is Sunday., id: sunday}]}\n- {ref: sunday}\n"
    )
    assert [(one.code, one.subject) for one in check(loads(text), select=["AM104"])] == [("AM104", "sunday")]


def test_a_linked_warrant_may_serve_both_sides():
    text = (
        "claim: C.\nbecause:\n- all: [{premise: P.}, {premise: Rule., id: rule}]\n"
        "but:\n- all: [{premise: Q.}, {ref: rule}]\n"
    )
    assert check(loads(text), select=["AM105"]) == ()


def test_a_cycle_that_does_not_settle_is_told():
    names = [[f"l{layer}n{at}" for at in range(10)] for layer in range(5)]
    nodes = [
        {"kind": "claim", "id": id, "text": id, "strength": 0.3 + 0.6 * number / 50}
        for number, id in enumerate(id for layer in names for id in layer)
    ]
    steps = [
        {"kind": "attack", "sources": [a], "target": b}
        for at in range(5)
        for a in names[at]
        for b in names[(at + 1) % 5]
    ]
    m = loads(json.dumps({"conclusion": "l0n0", "nodes": nodes, "relations": steps}), "json")
    (found,) = check(m, select=["AM404"], semantics="quadratic-energy")
    assert "does not settle" in found.message


@pytest.mark.parametrize(
    ("quote", "text", "near"),
    [
        ("the costs fall", "All in all, the cost falls every year.", "the cost falls"),
        ("大模型进入后半场", "有人说大模型已进入下半场了。", "大 模 型 已 进 入 下 半"),
        ("entirely made up words", "Nothing of the kind.", ""),
    ],
)
def test_nearest_passage(quote, text, near):
    assert nearest_passage(quote, text) == near


def test_quotes_are_compared_by_their_words():
    text = 'claim: C.\nbecause:\n- premise: P.\n  source: {at: ¶2, quote: "Costs “fell”  by a third"}\n'
    for source in ('costs "fell" by\na third', "ＣＯＳＴＳ “fell” by a third indeed"):
        assert check(loads(text), select=["AM201"], source=source) == ()
    (found,) = check(loads(text), select=["AM201"], source="Prices “fell” by a fourth.")
    assert "“fell” by a" in found.hint
    assert paragraphs("a\n\nb\nc\n") == ["a", "b\nc"]


def test_selection():
    assert [rule.code for rule in selected(["AM30"], ["AM302", "no-strength"])] == [
        "AM301",
        "AM303",
        "AM304",
        "AM305",
        "AM307",
        "AM308",
        "AM309",
    ]
    assert len(selected(["AM"], [])) == len(RULES)
    assert [rule.code for rule in selected(["AM302"], ["AM3"])] == ["AM302"]
    with pytest.raises(UnknownName, match="AM999"):
        selected(["AM999"], [])
    assert rule_of("one-sided") is rule_of("AM302")


def test_settings():
    table = {
        "ignore": ["AM306"],
        "sources": {"cases/*.yaml": "text.txt"},
        "per-file-ignores": {"drafts/*": ["AM3"]},
        "per-node-ignores": [{"id": "p", "rules": ["AM307"], "reason": "agreed", "file": "a.yaml"}],
    }
    found = settings_of(table)
    assert found.ignored("x/drafts/a.yaml") == ("AM306", "AM3")
    assert found.ignored("a.yaml") == ("AM306",)
    assert found.source_of("cases/b.yaml") == "text.txt"
    m = loads("claim: C.\nid: c\nbecause: [{premise: P., id: p, strength: 1}, {premise: Q., id: q, strength: 1}]\n")
    left = list(found.kept("a.yaml", check(m, select=["AM307"])))
    assert [one.subject for one in left] == ["q"]
    assert len(list(found.kept("b.yaml", check(m, select=["AM307"])))) == 2
    for wrong, said in (
        ({"ignored": []}, "did you mean 'ignore'"),
        ({"ignore": "AM306"}, "must be a list of codes"),
        ({"per-node-ignores": [{"id": "p", "rules": ["AM307"]}]}, "a reason"),
        ({"per-file-ignores": ["a"]}, "must be a table"),
    ):
        with pytest.raises(UsageError, match=said):
            settings_of(wrong)
    with pytest.raises(UnknownName, match="AM9"):
        settings_of({"select": ["AM9"]})


def argmap(*arguments, cwd=None, text=None):
    return subprocess.run(
        [sys.executable, "-m", "argmap", *map(str, arguments)],
        input=text,
        capture_output=True,
        encoding="utf-8",
        check=False,
        cwd=cwd,
    )


BROKEN = "claim: It pays off, 50 % of it.\nid: pays\nbecause:\n  - premise: It is cheaper.\n    id: cheaper  # here\n    because: [{premise: The invoices say so.}]\n"


@pytest.mark.slow
def test_outputs(tmp_path):
    (tmp_path / "a.argmap.yaml").write_text(BROKEN)
    shown = {
        name: argmap("check", "a.argmap.yaml", "--output-format", name, cwd=tmp_path) for name in ("full", *OUTPUTS)
    }
    assert {done.returncode for done in shown.values()} == {1}
    assert "warning[AM102]: premise 'cheaper' has reasons of its own" in shown["full"].stdout
    assert "note[AM306]" in shown["full"].stdout
    assert "a.argmap.yaml:4:5: warning[AM102] premise 'cheaper'" in shown["concise"].stdout
    assert "::warning file=a.argmap.yaml,line=4,col=5,title=AM102 premise-with-reasons::" in shown["github"].stdout
    log = json.loads(shown["sarif"].stdout)["runs"][0]
    assert log["tool"]["driver"]["informationUri"].startswith("https://")
    assert {result["ruleId"] for result in log["results"]} <= {rule["id"] for rule in log["tool"]["driver"]["rules"]}
    assert json.loads(shown["json"].stdout)[0]["code"] == "AM102"
    assert argmap("check", "a.argmap.yaml", "--output-format", "xml", cwd=tmp_path).returncode == 2
    assert argmap("check", "a.argmap.yaml", "--ignore", "AM102", "--ignore", "AM310", cwd=tmp_path).returncode == 0
    assert argmap("check", "a.argmap.yaml", "--select", "AM5", cwd=tmp_path).stdout == ""


def test_project_settings_and_sources(tmp_path):
    (tmp_path / "a.argmap.yaml").write_text(
        "claim: C.\nbecause:\n  - {premise: P., id: p, source: '¶1 \"never said\"'}\n"
    )
    (tmp_path / "text.txt").write_text("This was said.\n")
    (tmp_path / "pyproject.toml").write_text('[tool.argmap]\nselect = ["AM2"]\nsources = {"*" = "text.txt"}\n')
    done = argmap("check", "a.argmap.yaml", cwd=tmp_path)
    assert done.returncode == 1
    assert "error[AM201]: the quote 'never said' of 'p' is not in the source" in done.stdout
    (tmp_path / "pyproject.toml").write_text("[tool.argmap]\nnonsense = 1\n")
    done = argmap("check", "a.argmap.yaml", cwd=tmp_path)
    assert done.returncode == 2
    assert "nonsense" in done.stderr
    assert "Traceback" not in done.stderr


def test_sentences_of_one_pattern_are_each_told_once():
    premises = "".join(f"- {{premise: The price of the part number {at} fell., id: p{at}}}\n" for at in range(300))
    found = check(loads(f"claim: It is cheaper.\nbecause:\n{premises}"), select=["AM107"])
    assert len({one.subject for one in found}) == len(found) == 299


def test_a_correction_ends_the_finding():
    for rule in RULES.values():
        for one in check(loads(rule.example), select=[rule.code]) if rule.example and not rule.files else ():
            assert not rule.fix or one.correction
            if one.correction:
                after = edit(rule.example, one.correction).map
                assert one.subject not in {other.subject for other in check(after, select=[rule.code])}


def test_fix_mends_and_keeps_comments(tmp_path):
    path = tmp_path / "a.argmap.yaml"
    path.write_text(BROKEN)
    done = argmap("check", "--fix", "--select", "AM102", path)
    assert done.returncode == 0
    assert "corrected 1" in done.stderr
    assert load(path).statement("cheaper").kind == "claim"
    assert "id: cheaper  # here" in path.read_text()


@pytest.mark.slow
def test_rule_explains():
    assert "without any counterevidence" in argmap("rule", "AM302").stdout
    assert "--source PATH" in argmap("rule", "quote-not-in-source").stdout
    assert [line[:5] for line in argmap("rule").stdout.splitlines() if line.startswith("AM")] == list(RULES)
    assert argmap("rule", "AM999").returncode == 2


# The layout


@pytest.mark.parametrize("path", MAPS, ids=lambda path: path.stem)
def test_shipped_maps_are_laid_out_without_loss(path):
    text = path.read_text(encoding="utf-8")
    new = laid_out(text)
    assert loads(new) == loads(text)
    assert laid_out(new) == new
    assert sorted(one.text for one in comments(new)) == sorted(one.text for one in comments(text))


def test_the_starter_is_laid_out_already():
    text = (folder("templates") / "starter.argmap.yaml").read_text(encoding="utf-8")
    assert laid_out(text) == text
    assert [one for one in check(loads(text)) if one.severity != "note"] == []


@pytest.mark.slow
@settings(max_examples=150)
@given(m=argument_maps(remarks=True, cyclic=True), data=st.data())
def test_comments_stay_wherever_they_are(m, data):
    """Comments between any two lines of an outline, of any indentation: none is lost, none becomes text, and twice is once.

    Not within a text that is folded over several lines, where YAML has no comments.
    """
    lines = dumps(m).split("\n")[:-1]
    between = [at for at, line in enumerate(lines) if re.match(r"\s*(- |[a-z-]+:( |$)|$)", line)]
    places = data.draw(st.lists(st.sampled_from([*between, len(lines)]), max_size=4))
    for number, place in enumerate(sorted(places, reverse=True)):
        pad = " " * data.draw(st.integers(0, 8))
        lines.insert(place, f"{pad}# comment {number} : # - 'x' \"y\" {{}}")
    text = "\n".join(lines) + "\n"
    new = laid_out(text)
    assert loads(new) == m == loads(text)
    assert laid_out(new) == new
    assert len(list(comments(new))) == len(places)
    assert sorted(one.text for one in comments(new)) == sorted(one.text for one in comments(text))


def test_a_comment_keeps_its_entry():
    text = "claim: C.\nid: c\n# the reasons\nbecause:\n# of P\n- premise: P.\n  id: p # an id\n  # how sure\n  strength: 0.50\n# the end\n"
    assert laid_out(text) == (
        "argmap: 1\nclaim: C.\nid: c\n\n# the reasons\nbecause:\n  # of P\n  - premise: P.\n    id: p  # an id\n"
        "    # how sure\n    strength: 0.5\n\n# the end\n"
    )


@pytest.mark.slow
def test_fmt_and_new(tmp_path):
    path = tmp_path / "a.argmap.yaml"
    assert argmap("new", path).returncode == 0
    assert argmap("eval", path).stdout.startswith("ACCEPTED")
    assert argmap("new", path).returncode == 2
    assert argmap("fmt", "--check", path).returncode == 0
    path.write_text(path.read_text().replace("strength: strong ", "strength:   strong "))
    assert argmap("fmt", "--check", path).returncode == 1
    assert "-        strength:   strong" in argmap("fmt", "--diff", path).stdout
    assert argmap("fmt", path).returncode == 0
    assert argmap("fmt", "--check", path).returncode == 0
    path.write_text("claim: [\n")
    assert argmap("fmt", path).returncode == 2
    assert argmap("fmt", "-", text="claim:   C.\n").stdout == "argmap: 1\nclaim: C.\nid: c\n"


@settings(max_examples=60)
@given(texts=st.lists(st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=8), min_size=2, max_size=8))
def test_near_duplicates_are_all_the_pairs_that_share_enough(texts):
    words = {f"s{at}": listed for at, listed in enumerate(texts)}
    ids = list(words)
    expected = {
        (a, b)
        for at, a in enumerate(ids)
        for b in ids[at + 1 :]
        if len(set(words[a]) & set(words[b])) >= 0.7 * len(set(words[a]) | set(words[b]))
    }
    found = [(first, second) for second, earlier in _sharing(words) for first in earlier]
    assert (set(found), len(found)) == (expected, len(expected))


def test_texts_that_share_only_common_words_are_not_compared(monkeypatch):
    """Of a thousand texts that differ in one rare word no two are compared, and of a thousand equal ones each with one."""
    compared = []
    monkeypatch.setattr(structure, "_reads_alike", lambda *pair: compared.append(pair) or True)
    rare = {f"s{at}": ["claim", "number", str(at), "holds"] for at in range(1_000)}
    assert [first for _, earlier in _sharing(rare) for first in earlier] == []
    statements = [Claim("The same thing again.", id=f"c{at}") for at in range(1_000)]
    found = list(structure._alike(CheckedMap(ArgumentMap(conclusion="c0", statements=statements))))
    assert len(found) == len(compared) == 999


@pytest.mark.parametrize(
    ("steps", "code"),
    [
        ("because: [{claim: B., id: b, because: [{ref: a}]}]", "AM101"),
        ("but: [{claim: B., id: b, but: [{ref: a}]}]", "AM109"),
        ("because: [{claim: B., id: b, but: [{ref: a}]}]", "AM110"),
    ],
)
def test_circles_are_told_apart(steps, code):
    m = loads(f"claim: A.\nid: a\n{steps}\n")
    assert [one.code for one in check(m, select=["AM101", "AM109", "AM110"])] == [code]


def test_one_evaluation_in_the_map_s_own_way_serves_all_rules(monkeypatch):
    text = "claim: C.\nid: c\nbecause: [{premise: P., id: p, strength: 0.9}]\nbut: [{counterevidence: Q., strength: 0.1}]\n"
    asked = []
    for place in ("argmap.lint.rules.rule.evaluate_as", "argmap.analysis.evidence.evaluate_as"):
        monkeypatch.setattr(place, lambda m, way: (asked.append(way.semantics.name), evaluate_as(m, way))[1])
    check(loads(text))
    assert asked.count("possible-worlds") == 1
    assert len(set(asked)) == len(asked) == len(applicable(loads(text)))


def test_a_setting_that_the_semantics_in_use_refuses_does_not_hide_that_semantics_differ():
    m = loads("claim: C.\nbecause: [{premise: P., strength: moderate}]\n")
    (usual,) = check(m, select=["AM402"])
    (found,) = check(m, select=["AM402"], linked="min")
    assert found == usual
    (found,) = check(m, select=["AM403"], linked="min")
    assert "could not be checked" in found.message


@settings(max_examples=60)
@given(argument_maps(cyclic=True), st.sampled_from(["possible-worlds", "df-quad"]))
def test_what_needs_no_evidence_is_accepted_without_any(m, semantics):
    way = how(m, semantics=semantics)
    without = bare(m, way)
    accepted = without is not None and without.verdict == "accepted"
    assert needless(m, way) == (without[m.conclusion] if accepted else None)


def test_what_is_shared_counts_once_under_possible_worlds_and_is_told_under_others():
    text = (
        "claim: C.\nid: c\nbecause:\n- all: [{premise: Rule., id: rule, strength: 0.5}, {premise: K., id: k, strength: 0.9}]\n"
        "- all: [{ref: rule}, {premise: L., id: l, strength: 0.9}]\n"
    )
    m = loads(text)
    assert check(m, select=["AM304"]) == ()
    (found,) = check(m, select=["AM304"], semantics="quadratic-energy")
    assert found.message == (
        "'rule' is counted 2 times for 'c' under quadratic-energy; with only the strongest of these steps the verdict is "
        "accepted (0.60)."
    )


def test_unweighted_steps_are_a_warning_when_strict():
    m = loads("claim: C.\nbecause: [{premise: P., strength: 0.5}]\n")
    assert [one.severity for strict in (False, True) for one in check(m, select=["AM311"], strict=strict)] == [
        "note",
        "warning",
    ]


def test_an_expectation_that_the_new_default_changes_says_how_to_keep_the_old_meaning():
    text = "claim: C.\nid: c\nbecause: [{premise: P., strength: 0.5}]\nexpect: [{of: c, verdict: accepted}]\n"
    (found,) = check(loads(text), select=["AM401"])
    assert "`evaluate: {semantics: quadratic-energy}` keeps that meaning" in found.hint
    assert check(loads(text + "evaluate: {semantics: quadratic-energy}\n"), select=["AM401"]) == ()


@pytest.mark.parametrize(
    ("expected", "met"),
    [
        ("{of: c, not-established: true}", True),
        ("{of: c, not-established: false}", False),
        ("{of: c, hinges-on: p}", True),
        ("{of: c, turned-by: p}", False),
        ("{of: c, at-least: 0.5, standpoint: as-argued}", True),
        ("{of: c, at-least: 0.5}", False),
        ("{of: c, at-most: 0.9, survives-without: x, standpoint: as-argued}", False),
    ],
)
def test_expectations(expected, met):
    text = (
        "claim: C.\nid: c\nbecause: [{premise: P., id: p, strength: 0.5}]\n"
        f"but: [{{counterevidence: X., id: x, strength: 0.1, voice: analyst}}]\nexpect: [{expected}]\n"
    )
    assert (check(loads(text), select=["AM401"]) == ()) == met


def test_paragraphs_that_nothing_covers_are_one_finding_and_markup_is_none():
    text = (
        "Costs\n=====\n\nCosts fell by a third.\n\nNobody was hurt.\n\nIt rained.\n\n# Risks\n\n[link]: https://a.example\n"
        "[other]: https://b.example\n\n.. image:: a.png\n   :alt: A.\n\n----\n\nThe end.\n"
    )
    m = loads('claim: C.\nbecause:\n- premise: P.\n  source: ¶2 "Costs fell"\n')
    found = check(m, select=["AM202"], source=text)
    assert [one.message for one in found] == ["3 of 4 paragraphs of the source are covered by no statement: ¶3–4, ¶9"]
    first = loads("claim: C.\nbecause:\n- premise: P.\n  source: ¶1\n")
    one = check(first, select=["AM202"], source="Costs fell by a third.\n\nNobody was hurt.\n")
    assert [finding.message for finding in one] == [
        "paragraph 2 of the source is covered by no statement: 'Nobody was hurt.'"
    ]


def test_help_names_the_rules_that_are_strict():
    """`--strict` names codes without importing the rules, so that a rule that becomes strict must be added there."""
    said = " ".join(argmap("check", "--help").stdout.split())
    (codes,) = re.findall(r"as warnings: ([^.]*)\.", said)
    assert codes.split(", ") == [code for code, rule in RULES.items() if rule.strict]
