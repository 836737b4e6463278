"""What a map tells its readers beside the argument: roles, sections, remarks, a summary, and what the words of its scales mean."""

import pytest

from argmap import Claim, MapError, check, diff, dumps, evaluate, loads, report
from argmap.model.scale import Scale

TOLD = """\
argmap: 1
title: Should we move?
summary: Moving is said to pay. It does if prices stay as they are.
scale:
  invoiced:
    is: 0.9
    means: an invoice says it
  hoped: [0.1, 0.3]
weights:
  bears on it:
    is: 0.5
    means: it matters, and something is missing
claim: Moving pays off.
id: pays
role: prediction
section: The case
because:
  - premise: It is cheaper.
    id: cheaper
    strength: invoiced
    section: The case
    remark: Whose invoices is not said.
    step: saves
    weight: bears on it
    step-remark: What moving costs is passed over.
  - premise: Prices will stay.
    id: stay
    strength: hoped
    role: rule
    weight: moderate
tensions:
  - between: [cheaper, stay]
    kind: shift of meaning
    why: Cheap today, cheap for ever.
    charitable: Both speak of the next two years.
    by: analyst
"""


def test_what_is_told_is_kept_by_every_notation():
    m = loads(TOLD)
    assert dumps(m) == TOLD
    assert loads(dumps(m, "json")) == m
    assert m.summary.startswith("Moving is said")
    assert m.statement("cheaper").remark == "Whose invoices is not said."
    assert m.step("saves").remark == "What moving costs is passed over."
    assert m.tensions[0].kind == "shift of meaning"
    assert dict(m.weights.meanings) == {"bears on it": "it matters, and something is missing"}


def test_weights_have_a_scale_of_their_own():
    m = loads(TOLD)
    assert evaluate(m)["pays"] == pytest.approx(1 - (1 - 0.9 * 0.5) * (1 - 0.2 * 0.5))
    with pytest.raises(MapError, match="'invoiced' is not a word of the scale"):
        m.replace(m.step("saves").replace(weight="invoiced"))


def test_without_one_the_scale_of_strengths_serves_both():
    m = loads("claim: A.\nid: a\nscale: {likely: 0.7}\nbecause:\n  - {premise: B., strength: 1, weight: likely}")
    assert evaluate(m)["a"] == pytest.approx(0.7)


def test_a_change_of_the_weights_has_its_share():
    m = loads(TOLD)
    (edit,) = diff(m, m.replace(weights=Scale.of({"bears on it": 0.2}))).edits
    assert edit.field == "weights"
    assert edit.moved == pytest.approx(evaluate(m.replace(weights={"bears on it": 0.2}))["pays"] - evaluate(m)["pays"])


def test_a_near_miss_of_a_role_is_asked_about_and_an_own_word_is_not():
    m = loads("claim: A.\nid: a\nrole: predicton\nbecause:\n  - {premise: B., strength: 0.5, role: warrant}")
    (found,) = check(m, select=["AM111"])
    assert (found.subject, found.severity, found.place.line) == ("a", "note", 3)
    assert found.hint == "did you mean 'prediction'?"


@pytest.mark.parametrize("means", ["", 3, None])
def test_what_a_word_means_is_text(means):
    with pytest.raises(MapError, match="what 'likely' means must be text"):
        loads("claim: A.\nid: a").replace(scale={"likely": {"is": 0.5, "means": means}})


def test_a_role_is_one_word_of_text():
    with pytest.raises(MapError, match="role must not be empty"):
        Claim("A.", role=" ")


def test_the_report_prints_what_is_told():
    text = report(loads(TOLD))
    for said in (
        "Moving is said to pay. It does if prices stay as they are.",
        "### The case",
        "*prediction*",
        "*Remark:* Whose invoices is not said.",
        "*Read charitably:* Both speak of the next two years.",
        "**cheaper against stay (shift of meaning).**",
        "- **invoiced** `0.9`: an invoice says it",
        "- **hoped** `0.1 to 0.3`",
        "- **bears on it** `0.5`: it matters, and something is missing",
    ):
        assert said in text, said
    assert text.index("For strengths") < text.index("For weights")


def test_a_statement_of_another_section_is_written_out_there_and_named_here():
    m = loads(TOLD).replace(loads(TOLD).statement("stay").replace(section="Prices", note="Seen from here."))
    text = report(m)
    case, prices = text.split("### The case")[1].split("### Prices")
    assert "**stay** Prices will stay." in case
    assert "*(under Prices)*" in case
    assert "*Note:* Seen from here." in prices
    assert "Seen from here" not in case


def test_the_report_says_what_comes_of_granting_the_rules_of_the_conclusion():
    told = TOLD.replace("    strength: invoiced\n", "    strength: invoiced\n    voice: reported\n")
    text = report(loads(told))
    m = loads(told)
    for name in ("as-argued", "examined"):
        given = evaluate(m.granting("stay"), standpoint=name)
        came = ", ".join(filter(None, (given.verdict, given.reason, f"{given['pays']:.2f}")))
        assert f"granting **stay**: {came}" in text
