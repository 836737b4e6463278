"""The flagship: complete, fair, pinned to its article, in words of its own; where the article is at hand, held against it."""

import hashlib
import os
import re
from pathlib import Path

import pytest

from argmap import Anchor, check, evaluate, load, render, report
from argmap.model.standpoint import voice_of
from argmap.model.walks import unanswered
from argmap.renderers.scene.folding import Limits, shown_part
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
    assert 60 <= len(M.statements) <= 90
    assert {node.voice for node in M.statements} == {"author", "reported", "analyst"}
    assert {voice_of(M, step) for step in M.steps} == {"author", "reported", "analyst"}
    assert len(M.tensions) >= 10
    assert all(tension.why and tension.by == "analyst" for tension in M.tensions)
    assert M.document.sha256
    assert "not given" in M.document.title


def test_its_skeleton_is_one_rule_and_three_standards():
    legs = [step for step in M.steps_to(M.conclusion) if step.kind == "support"]
    assert [set(step.sources) - {"rule", "each-necessary"} for step in legs] == [
        {"routes-open"},
        {"loop-open"},
        {"line-up-open"},
    ]
    assert all({"rule", "each-necessary"} < set(step.sources) for step in legs)
    assert M.statement("each-necessary").implicit
    assert M.statement("each-necessary").voice == "analyst"
    (beyond,) = (step for step in M.steps_to("still-early") if step.kind == "support")
    assert M.conclusion in beyond.sources


def test_the_opposing_case_has_its_own_ground():
    assert M.statement("race-decided").voice == "reported"
    steps = M.steps_to("race-decided")
    assert sum(step.kind == "support" for step in steps) >= 3
    assert any(node.kind == "claim" and node.voice == "reported" for node in M.statements)
    assert sum(step.kind == "undercut" for step in M.steps) >= 8
    assert len(unanswered(M)) >= 10


def test_every_strength_has_its_reason():
    words = {node.strength for node in M.statements if isinstance(node.strength, str)}
    assert len(words) >= 4
    for node in M.statements:
        if node.kind != "claim":
            assert node.strength is not None, node.id
            assert node.note, node.id
        assert node.strength is not None or M.steps_to(node.id), node.id
    for step in M.steps:
        assert step.why, step.id


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
    shown = shown_part(M, limits=Limits(depth=1)).shown
    assert len(shown) <= 15
    assert {M.conclusion, "rule", "each-necessary", "routes-open", "loop-open", "line-up-open", "race-decided"} <= shown


def test_its_page_in_the_docs(golden):
    e = evaluate(M)
    golden("china-llm.md", report(M, e, picture="china-llm.svg"), folder="docs")
    golden("china-llm.svg", render(M, e, engine="graphviz-pure"), folder="docs")


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
        assert not runs(f"{node.text} {node.note or ''}") & taken, node.id
    for step in M.steps:
        assert not runs(step.why or "") & taken, step.id
