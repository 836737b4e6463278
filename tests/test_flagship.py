"""The flagship: complete, fair, pinned to its article, in words of its own; where the article is at hand, held against it."""

import hashlib
import os
import re
from pathlib import Path

import pytest

from argmap import Anchor, Attack, Tension, check, evaluate, load, render, report
from argmap.analysis.grounds import grounds
from argmap.model.field import fields_of
from argmap.model.standpoint import STANDPOINTS, voice_of
from argmap.model.walks import unanswered
from argmap.renderers.scene.folding import ViewLimits, shown_part
from argmap.resources import folder

PATH = folder("arguments") / "china-llm.argmap.yaml"
M = load(PATH)
ARTICLE = os.environ.get("ARGMAP_ARTICLE")


@pytest.fixture(scope="module")
def article():
    """The text of the article, which is no part of the project."""
    if not ARTICLE:
        pytest.skip("the article is not part of the project: ARGMAP_ARTICLE=PATH names it")
    return Path(ARTICLE).read_text(encoding="utf-8")


def test_it_is_whole():
    assert 100 <= len(M.statements) <= 130
    assert {node.voice for node in M.statements} == {"author", "reported", "analyst"}
    assert {voice_of(M, step) for step in M.steps} == {"author", "reported", "analyst"}
    assert len(M.tensions) >= 20
    assert all(one.why and one.kind and one.charitable and one.by == "analyst" for one in M.tensions)
    assert {one.kind for one in M.tensions} == set(fields_of(Tension)["kind"].choices)
    assert M.document.sha256
    assert "not given" in M.document.title


def test_its_skeleton_is_one_step_and_nothing_is_counted_twice():
    (skeleton,) = (step for step in M.steps_to(M.conclusion) if step.kind == "support")
    assert set(skeleton.sources) == {"rule", "each-necessary", "one-unmet"}
    failures = [step.sources for step in M.steps_to("one-unmet")]
    assert failures == [("roadmap-open",), ("model-open",), ("landscape-open",)]
    assert M.statement("each-necessary").implicit
    (beyond,) = (step for step in M.steps_to("still-early") if step.kind == "support")
    assert M.conclusion in beyond.sources
    assert check(M, select=["AM405"]) == ()


def test_the_opposing_case_is_two_statements_with_a_bridge_and_ground_of_its_own():
    (bridge,) = (step for step in M.steps_to("later-begun") if "race-decided" in step.sources)
    assert set(bridge.sources) == {"race-decided", "decided-means-later"}
    assert voice_of(M, bridge) == M.statement("decided-means-later").voice == "analyst"
    assert {M.statement(id).voice for id in ("later-begun", "race-decided")} == {"reported"}
    assert sum(step.kind == "support" for step in M.steps_to("race-decided")) >= 3
    assert sum(step.kind == "undercut" for step in M.steps) >= 8
    assert 5 <= len(unanswered(M)) <= 12


def test_it_holds_exactly_as_far_as_its_yardstick_is_granted():
    for name in STANDPOINTS:
        as_it_is = evaluate(M, standpoint=name)
        granted = evaluate(M.granting("rule", "each-necessary"), standpoint=name)
        assert (as_it_is.status, as_it_is.verdict, granted.verdict) == ("exact", "undecided", "accepted")


def test_that_the_yardstick_answers_the_opposing_view_one_way_decides_as_its_remark_says():
    remark = M.step("answered-by-the-yardstick").remark
    assert "goes one way" in remark
    assert "undecided" in remark
    none = M.without("answered-by-the-yardstick")
    link = Attack(
        sources=[M.conclusion], target="later-begun", id="back", weight="rule or contradiction", why="The contrary."
    )
    both = none.replace(steps=(*none.steps, link))
    for m in (none, both):
        for name in ("with-reported", "examined"):
            assert evaluate(m.granting("rule", "each-necessary"), standpoint=name).verdict == "undecided"


def test_what_is_left_without_a_step_is_a_chance():
    for found in grounds(M, evaluate(M)):
        assert 0 <= found.without <= 1


def test_the_evidence_matters():
    with_nothing = M.replace(*(one.replace(strength=0) for one in M.statements if one.kind != "claim"))
    assert evaluate(with_nothing)[M.conclusion] == 0


def test_every_strength_and_weight_is_a_word_of_the_scheme_and_has_its_reason():
    strengths, weights = dict(M.scale.meanings), dict(M.weights.meanings)
    for node in M.statements:
        if node.kind == "claim":
            assert node.strength is None, node.id
            assert any(step.kind == "support" for step in M.steps_to(node.id)), node.id
        else:
            assert node.strength in strengths, node.id
    assert {node.strength for node in M.statements} - {None} == set(strengths)
    for step in M.steps:
        assert step.weight in weights, step.id
        assert step.why, step.id
    assert {step.weight for step in M.steps} == set(weights)


def test_every_statement_stands_in_a_section_and_what_it_is_can_be_seen():
    sections = list(dict.fromkeys(node.section for node in M.statements))
    assert len(sections) == 10
    assert None not in sections
    assert {"rule", "prediction", "definition", "value"} <= {node.role for node in M.statements}
    assert M.summary.count(". ") == 1


def test_the_articles_own_terms_are_glossed_once():
    texts = " ".join(node.text for node in M.statements)
    for term in ("技术路线", "商业模式", "头部格局"):
        assert texts.count(term) == 1
    assert sum("landscape" in node.text for node in M.statements) >= 9


def test_every_statement_says_where_it_stands_in_few_words():
    for node in M.statements:
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", node.id), node.id
        assert node.text.count(".") == 1, node.id
        assert node.text.endswith("."), node.id
        if node.voice != "analyst":
            assert node.source, node.id
        for anchor in node.source:
            assert re.match(r"0[0-5] ¶\d+$", anchor.at), node.id
            assert anchor.quote, node.id
            assert len(anchor.quote.split()) <= 8, node.id


def test_the_overview_carries_the_argument():
    shown = shown_part(M, limits=ViewLimits(depth=1)).shown
    assert len(shown) <= 15
    assert {M.conclusion, "rule", "each-necessary", "one-unmet", "later-begun"} <= shown


def test_its_page_in_the_docs(golden):
    e = evaluate(M)
    linked = {"picture": "hero.svg", "whole": "china-llm.svg", "page": "china-llm.html"}
    golden("china-llm.md", report(M, e, **linked), folder="docs")
    golden("china-llm.svg", render(M, e), folder="docs")
    golden("china-llm.html", render(M, e, "html"), folder="docs")


def test_every_quote_stands_in_the_article(article):
    findings = check(M, source=article)
    assert [one for one in findings if one.severity != "note"] == []
    uncovered = [one.message for one in findings if one.code == "AM202"]
    assert len(uncovered) <= 1
    assert all("Comments" in message for message in uncovered)
    assert hashlib.sha256(article.encode()).hexdigest() == M.document.sha256


@pytest.mark.parametrize(
    "quote",
    ["capital remains sober", "x", "百模大赛", "首次", "listing is the industry's beginning", "etting aside sentiment"],
)
def test_a_quote_that_is_not_there_is_found_however_short(article, quote):
    node = M.statement("directions-open")
    wrong = M.replace(node.replace(source=(Anchor(at="05 ¶3", quote=quote),)))
    assert any(one.code == "AM201" and one.severity == "error" for one in check(wrong, source=article))


def test_a_quote_from_another_paragraph_is_found(article):
    node = M.statement("directions-open")
    wrong = M.replace(node.replace(source=(Anchor(at="01 ¶2", quote=node.source[0].quote),)))
    assert any(one.code == "AM206" for one in check(wrong, source=article))


def test_its_words_are_its_own(article):
    def runs(text):
        words = re.findall(r"[^\W_]+", text.lower())
        return {tuple(words[at : at + 9]) for at in range(len(words) - 8)}

    taken = runs(article)
    for node in M.statements:
        assert not runs(f"{node.text} {node.note or ''} {node.remark or ''}") & taken, node.id
    for step in M.steps:
        assert not runs(step.why or "") & taken, step.id
