"""Each rule at its edge: the least that breaks it beside the nearest that does not; and what the settings of a project change."""

from hashlib import sha256

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from argmap import check, load, loads
from argmap.analysis.expectation import BEFORE
from argmap.errors import Place, UsageError
from argmap.lint.checking import Request, check_file, fixing
from argmap.lint.excerpt import cells, excerpt, text_line
from argmap.lint.settings import ProjectSettings, limits_of_project, settings_of
from argmap.lint.settings import load_as_set as load_for_project
from argmap.lint.settings import project as settings_of_project

REASON = "claim: It pays off.\nid: pays\nbecause: [{premise: It is cheaper., id: cheaper%s}]\n"
TWO = "claim: It pays off.\nbecause: [{premise: One., id: one%s}, {premise: Two., id: two%s}]\n"
TEXT = "Costs fell by a third.\n\nNobody was hurt.\n"
SHA = sha256(TEXT.encode()).hexdigest()
CITED = "document: {title: Costs}\nvoice: analyst\n" + REASON

EDGES = {
    "AM102": (
        "claim: C.\nbecause: [{premise: P., because: [{premise: Q.}]}]\n",
        "claim: C.\nbecause: [{premise: P., but: [{counterevidence: Q.}]}]\n",
    ),
    "AM103": (
        "claim: C.\nbecause: [{counterevidence: X.}]\n",
        "claim: C.\nbut: [{claim: Y., because: [{counterevidence: X.}]}]\n",
    ),
    "AM105": (
        "claim: C.\nbecause: [{premise: P., id: p}]\nbut: [{ref: p}]\n",
        "claim: C.\nbecause: [{premise: P., id: p}, {claim: D., but: [{ref: p}]}]\n",
    ),
    "AM106": (
        "claim: C.\nid: c\nbecause: [{all: [{ref: c}, {premise: P.}]}]\n",
        "claim: C.\nid: c\nbecause: [{ref: c}]\n",
    ),
    "AM107, by length": (
        "claim: C.\nbecause: [{premise: It rains on., id: a}, {premise: It rains on., id: b}]\n",
        "claim: C.\nbecause: [{premise: It is damp., id: a}, {premise: It is damp., id: b}]\n",
    ),
    "AM107, by order": (
        "claim: C.\nbecause: [{premise: The cats chase all mice here., id: a}, {premise: The cats chase all mice., id: b}]\n",
        "claim: C.\nbecause: [{premise: The cats chase all mice., id: a}, {premise: All mice chase the cats., id: b}]\n",
    ),
    "AM108": (
        "claim: C.\nalso: [{premise: P.}]\n",
        "claim: C.\nalso: [{claim: D., because: [{premise: P.}]}]\n",
    ),
    "AM111": (
        "claim: C.\nrole: predicton\n",
        "claim: C.\nrole: prediction\n",
    ),
    "AM111, another word": (
        "claim: C.\nrole: assumptions\n",
        "claim: C.\nrole: zebra\n",
    ),
    "AM203": (
        "document: {title: Costs, sha256: 9f2c}\n" + REASON % "",
        f"document: {{title: Costs, sha256: {SHA[:9].upper()}…}}\n" + REASON % "",
    ),
    "AM204": (CITED % "", CITED % ", voice: analyst"),
    "AM204, with a source": (CITED % "", CITED % ", source: ¶1"),
    "AM204, unstated": (CITED % "", CITED % ", implicit: true, note: It is meant."),
    "AM205": (
        "claim: C.\nbecause: [{all: [{premise: P.}, {premise: Q., voice: reported}], by: author}]\n",
        "claim: C.\nbecause: [{all: [{premise: P.}, {premise: Q., voice: reported}], by: analyst}]\n",
    ),
    "AM205, one voice": (
        "claim: C.\nbecause: [{all: [{premise: P.}, {premise: Q., voice: reported}]}]\n",
        "claim: C.\nbecause: [{all: [{premise: P.}, {premise: Q.}]}]\n",
    ),
    "AM302": (
        "claim: C.\nbecause: [{premise: P.}, {premise: Q.}, {premise: R.}]\n",
        "claim: C.\nbecause: [{premise: P.}, {premise: Q.}]\n",
    ),
    "AM302, with an undercut": (
        "claim: C.\nbecause: [{premise: P.}, {premise: Q.}, {premise: R.}]\n",
        "claim: C.\nbecause: [{premise: P.}, {premise: Q., unless: [{counterevidence: R.}]}]\n",
    ),
    "AM303": (REASON % ", strength: 0.25", REASON % ", strength: 0.26"),
    "AM303, two reasons": (REASON % ", strength: 0.1", TWO % (", strength: 0.1", ", strength: 0.1")),
    "AM303, answered": (REASON % ", strength: 0.1", REASON % ", strength: 0.1, but: [{counterevidence: No.}]"),
    "AM305": (REASON % ", implicit: true", REASON % ", implicit: true, note: It is meant."),
    "AM305, stated": (REASON % ", implicit: true", REASON % ""),
    "AM306": (REASON % "", REASON % ", strength: 0.5"),
    "AM307": (REASON % ", strength: 1", REASON % ", strength: 0.99"),
    "AM307, at 0": (REASON % ", strength: 0", REASON % ", strength: 0.01"),
    "AM307, an interval": (REASON % ", strength: [1, 1]", REASON % ", strength: [0, 1]"),
    "AM307, no strength": (REASON % ", strength: 1", REASON % ""),
    "AM308": (REASON % ", strength: 0.004", REASON % ", strength: 0.005"),
    "AM309": (
        "claim: C.\nstrength: 0.5\nbecause: [{premise: P.}]\n",
        "claim: C.\nstrength: 0.5\nbut: [{counterevidence: P.}]\n",
    ),
    "AM309, unrated": (
        "claim: C.\nstrength: 0.5\nbecause: [{premise: P.}]\n",
        "claim: C.\nbecause: [{premise: P., strength: 0.5}]\n",
    ),
    "AM310": (TWO % ("", ""), REASON % ""),
    "AM310, one rated": (TWO % ("", ""), TWO % (", strength: 0.5", "")),
    "AM311": (REASON % "", REASON % ", weight: 1"),
    "AM402": (REASON % ", strength: moderate", REASON % ", strength: 1"),
    "AM403, above": (REASON % ", strength: 0.61", REASON % ", strength: 0.63"),
    "AM403, below": (REASON % ", strength: 0.59", REASON % ", strength: 0.57"),
    "AM405": (
        "claim: C.\nstrength: 0.9\nbecause: [{premise: P.}]\n",
        "claim: C.\nstrength: 0.1\nbecause: [{premise: P., strength: 0.9}]\n",
    ),
    "AM601": (
        "claim: C.\nrole: goal\n",
        "claim: C.\nrole: goal\nbecause: [{premise: P., role: solution}]\n",
    ),
    "AM602": (
        "claim: C.\nrole: goal\nalso: [{premise: P., role: solution}]\n",
        "claim: C.\nrole: goal\nalso: [{premise: P., role: prediction}]\n",
    ),
}


def codes(text, code):
    return {one.code for one in check(loads(text), select=[code], source=TEXT)}


@pytest.mark.parametrize("edge", EDGES)
def test_a_rule_is_broken_on_one_side_of_its_edge_only(edge):
    code = edge[:5]
    broken, right = EDGES[edge]
    assert (codes(broken, code), codes(right, code)) == ({code}, set())


def test_what_is_connected_to_nothing_may_be_the_conclusion_alone():
    for code in ("AM108", "AM403", "AM405"):
        assert codes("claim: C.\nid: c\nstrength: 0.6\n", code) == set()


EXPECTED = "claim: C.\nid: c\nbecause: [{premise: P., strength: 0.4}]\nexpect: [{of: c, at-%s: 0.55}]\n"


@pytest.mark.parametrize(
    ("text", "said", "hinted"),
    [
        (EXPECTED % "least", {}, True),  # 0.4 now, and 0.5 + 0.5·0.16/1.16 = 0.569 under the earlier default
        (EXPECTED % "least", {"semantics": "possible-worlds"}, False),
        ("evaluate: {semantics: possible-worlds}\n" + EXPECTED % "least", {}, False),
        (EXPECTED.replace("0.55", "0.8") % "least", {}, False),
    ],
)
def test_an_expectation_that_the_earlier_default_met_says_so(text, said, hinted):
    (found,) = check(loads(text), select=["AM401"], **said)
    assert (BEFORE in found.hint) is hinted
    assert ("change the argument" in found.hint) is not hinted
    assert check(loads(EXPECTED % "most"), select=["AM401"]) == ()


def test_a_fix_says_what_is_left_and_how_many_findings_went(tmp_path):
    path = tmp_path / "a.argmap.yaml"
    path.write_text("claim: C.\nbecause:\n- {premise: P., id: p, because: [{premise: Q., id: q}]}\n", encoding="utf-8")
    request = Request(select=("AM102", "AM306"))
    _, before = check_file(str(path), request)
    assert [(one.code, one.subject) for one in before] == [("AM102", "p"), ("AM306", "p"), ("AM306", "q")]
    m, left, fixed = fixing(str(path), request)
    assert m == load(path)
    assert [(one.code, one.subject) for one in left] == [("AM306", "q")]
    assert fixed == len(before) - len(left)
    written = path.read_bytes()
    assert fixing(str(path), request) == (m, left, 0)
    assert path.read_bytes() == written


LETTERS = st.text("語語e\u0301\t", max_size=60)


@example(line="語" * 60, column=30, most=10)
@example(line="a" * 60, column=61, most=10)
@given(line=LETTERS, column=st.integers(1, 70), most=st.integers(6, 30))
def test_an_excerpt_shows_the_place_within_its_width_and_points_at_it(line, column, most):
    """The caret stands under the letter of the column, or behind the line; all of a line that fits is shown, and no more than fits else."""
    where, empty, shown, caret = excerpt(Place("a.yaml", 7, column), line, most)
    assert (where, empty) == ("  --> a.yaml:7:" + str(column), "   |")
    assert shown.startswith(" 7 | ")
    text, before = shown.removeprefix(" 7 | "), cells(caret.removeprefix("   | ").removesuffix("^"))
    plain = line.replace("\t", " ")
    if cells(plain) <= most:
        assert text == plain
    assert cells(text) <= most + 2
    if text.startswith("…"):
        assert most * 2 // 3 - 1 <= before - 1 <= most * 2 // 3
    at = min(column - 1, len(line))
    ahead = [end for end in range(len(text) + 1) if cells(text[:end]) == before]
    if at == len(line):
        assert before == cells(text)
    else:
        assert plain[at] in [text[end : end + 1] for end in ahead]


@pytest.mark.parametrize("column", [1, 60, 1500, 2971, 3000])
def test_of_a_long_line_only_what_is_near_the_place_is_looked_at(column):
    line = "".join(chr(ord("a") + at % 26) for at in range(3000))
    shown, caret = (row[5:] for row in excerpt(Place("a.yaml", 7, column), line)[2:])
    assert shown[caret.index("^")] == line[column - 1]
    assert shown.strip("…") in line
    assert (shown[0] == "…", shown[-1] == "…") == (column > 100, column < 2900)


def test_a_line_is_found_by_its_number():
    texts = {"a.yaml": "one\r\ntwo"}
    found = [text_line(Place("a.yaml", line, 1), texts) for line in (0, 1, 2, 3)]
    assert found == [None, "one", "two", None]
    assert text_line(Place("b.yaml", 1, 1), texts) == ""


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A function that writes the settings of a project, in whose folder below the working folder is."""
    (tmp_path / "maps").mkdir()
    monkeypatch.chdir(tmp_path / "maps")

    def write(text):
        (tmp_path / "pyproject.toml").write_text(text, encoding="utf-8")

    return write


def test_the_project_says_how_maps_are_evaluated_where_they_do_not(project):
    from pathlib import Path

    Path("a.argmap.yaml").write_text("claim: C.\n", encoding="utf-8")
    Path("b.argmap.yaml").write_text("evaluate: {accepted: 0.8}\nclaim: C.\n", encoding="utf-8")
    for without in ("[project]\nname = 'argmap'\n", "[project]\nname = 'other'\n", "tool = 'argmap'\n"):
        project(without)
        assert load_for_project("a.argmap.yaml") == load("a.argmap.yaml")
        assert settings_of_project() == ProjectSettings()
    project("[tool.argmap]\nevaluate = {semantics = 'df-quad', accepted = 0.7}\nlimits = {depth = 400}\n")
    assert dict(limits_of_project()) == {"depth": 400}
    found = [load_for_project(f"{name}.argmap.yaml").evaluating for name in "ab"]
    assert [(one.semantics, one.accepted) for one in found] == [("df-quad", 0.7), ("df-quad", 0.8)]
    for wrong in ("evaluate = 1", "evaluate = {semantic = 'euler'}", "evaluate = {accepted = 7}", "["):
        project(f"[tool.argmap]\n{wrong}\n")
        with pytest.raises(UsageError, match=r"pyproject\.toml"):
            load_for_project("a.argmap.yaml")


@pytest.mark.parametrize(
    ("file", "glob", "fits"),
    [
        ("a.yaml", "a.yaml", True),
        ("x/a.yaml", "a.yaml", True),
        ("xa.yaml", "a.yaml", False),
        ("x/drafts/a.yaml", "drafts/*", True),
        ("x/[old]/a.yaml", "[old]/a.yaml", True),
        ("a.yml", "*.yaml", False),
    ],
)
def test_a_file_fits_a_path_from_any_folder_above_it(file, glob, fits):
    project = settings_of({"sources": {glob: "text.txt"}})
    assert project.source_of(file) == ("text.txt" if fits else None)


def test_an_accepted_finding_needs_its_id_its_rule_and_its_file():
    m = loads(TWO % (", strength: 1", ", strength: 0"))
    accepted = {"id": "one", "rules": ["AM3"], "reason": "agreed", "file": "a.yaml"}
    kept = {}
    for file in ("a.yaml", "b.yaml"):
        settings = settings_of({"per-node-ignores": [accepted]})
        kept[file] = [one.subject for one in settings.kept(file, check(m, select=["AM307"]))]
    assert kept == {"a.yaml": ["two"], "b.yaml": ["one", "two"]}
    wrong = [
        {"reason": "agreed", "rules": ["AM3"]},
        {"id": "one", "reason": "  ", "rules": ["AM3"]},
        {"id": "one", "reason": "agreed", "colour": 1},
        "one",
    ]
    for one in wrong:
        with pytest.raises(UsageError, match="per-node-ignores"):
            settings_of({"per-node-ignores": [one]})
    for table in ({"sources": {"*": 1}}, {"limits": {"depth": "deep"}}, {"select": [1]}, {"per-node-ignores": {}}):
        with pytest.raises(UsageError):
            settings_of(table)
