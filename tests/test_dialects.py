"""The dialects of other tools' formats, as public files are written in them: what each says, and what is told as lost."""

import json
from collections import Counter

import pytest

from argmap import formats
from argmap.errors import LoadError


def dialect(name, said, text, lost=(), conclusion=None):
    return pytest.param(name, text, said, lost, conclusion, id=f"{name}: {text.strip()[:30]!r}")


GSN_LISTS = """\
G1:
 - "The bridge is safe"
 - supportedBy: [G2]
 - inContextOf: [C1]
G2:
 - "The deck holds"
 - supportedBy: [Sn1]
Sn1:
 - "Load test"
C1:
 - "Cars only"
"""
GSN_META = "meta:\n  moduleName: Deck\nG1:\n  text: The deck holds\n  supportedBy: [Sn1]\nSn1: {}\n"
CARNEADES_TERMS = """\
statements:
  opened(bridge, today): The bridge is opened today.
  tested(deck): {text: The deck was tested., assumed: true, label: in}
  ¬safe: {text: It is not safe., assumed: false}
issues:
arguments:
  a1:
    conclusion: opened(bridge,today)
    premises: [tested( deck )]
    undercutter: ¬safe
tests: {in: [tested(deck)]}
"""
CARNEADES_FACT = """\
statements: {rule: The rule holds., except: There is an exception.}
arguments:
  a1: {conclusion: rule, scheme: statute, undercutter: except}
"""
TEA_FLAT = json.dumps(
    {
        "name": "Bridge",
        "goals": [{"id": "G1", "name": "Top goal", "short_description": "Safe."}],
        "property_claims": [
            {"id": "P1", "goal_id": "G1", "short_description": "Holds.", "long_description": "Under any load."},
            {"id": "P2", "parent_claim_id": "P1", "short_description": "Built as drawn."},
        ],
        "evidence": [{"id": "E1", "claim_id": "P2", "short_description": "Survey."}],
    }
)
TEA_STRINGS = json.dumps(
    {
        "version": "1.0",
        "exportedAt": "",
        "case": {"name": "Bridge"},
        "tree": {
            "id": "u1", "type": "GOAL", "name": "G1", "description": "Safe.", "context": ["Cars only", "By day"],
            "children": [{"id": "u2", "type": "EVIDENCE", "name": "E1", "description": "Survey."}],
        },
    }
)  # fmt: skip
SADFACE_OLD = json.dumps(
    {
        "analyst_name": "Ada", "created": "2017-07-11", "metadata": {},
        "nodes": [
            {"id": "a1", "type": "atom", "text": "Open it.", "sources": [{"text": "News"}, "a paper"]},
            {"id": "a2", "type": "atom", "text": "It holds.", "sources": []},
            {"id": "s1", "type": "scheme", "name": "support"},
        ],
        "edges": [{"source_id": "a2", "target_id": "s1"}, {"source_id": "s1", "target_id": "a1"}],
    }
)  # fmt: skip
SADFACE_DRAWN = json.dumps(
    {
        "nodes": [
            *({"data": {"id": f"a{n}", "content": text, "type": "atom", "typeshape": "box"}, "classes": "atom-label"}
              for n, text in enumerate(("You will die.", "You are a person.", "All persons die."), 1)),
            {"data": {"id": "s1", "content": "Default\nSupport", "type": "scheme", "typeshape": "diamond"}, "classes": "s"},
        ],
        "edges": [{"data": {"id": f"{a}{b}", "source": a, "target": b}} for a, b in (("a2", "s1"), ("a3", "s1"), ("s1", "a1"))],
    }
)  # fmt: skip
AIF_ABOUT = json.dumps(
    {
        "AIF": {"analyst": "Ada"},
        "nodes": [{"nodeID": "1", "type": "I", "text": "So."}, {"nodeID": "2", "type": "I", "text": "For."},
                  {"nodeID": "3", "type": "RA", "text": "RA"}],
        "edges": [{"fromID": "2", "toID": "3"}, {"fromID": "3", "toID": "1"}, {"fromID": "1", "toID": "2"}],
    }
)  # fmt: skip
AIF_RAW = """{"nodes": [{"nodeID": "1", "type": "I", "text": "So\tit
is."}, {"nodeID": "2", "type": "I", "text": "\\u0041\n"}, {"nodeID": "3", "type": "RA", "text": "RA"}],
"edges": [{"fromID": "2", "toID": "3"}, {"fromID": "3", "toID": "1"}]}"""
AIF_DIALOGUE = json.dumps(
    {
        "nodes": [{"nodeID": "a", "type": "I", "text": "So."}, {"nodeID": "b", "type": "I", "text": "For."},
                  {"nodeID": "r", "type": "RA", "text": "Default Inference", "scheme": "Default Inference"},
                  {"nodeID": "y", "type": "YA", "text": "Arguing", "scheme": "Arguing", "schemeID": "80"}],
        "edges": [{"fromID": "b", "toID": "r"}, {"fromID": "r", "toID": "a"}],
    }
)  # fmt: skip
APX_STATUS = "arg(a).\narg(b).\natt(b, a)\nenf(a).\nwgt(b, 0.7).\n"
BRAT_SPACES = """\
T1  MajorClaim 0 8   Open it.
T2  Premise 9 15  Tests 0 1 held.
R1  supports Arg1:T2 Arg2:T1   \x20
T3  Claim 16 20 Rust.
A1  Stance T3 Against
"""
SACM_LANGUAGES = """\
<ArgumentPackage name="Bridge" description="Of steel"><argumentPackage name="Deck">
  <claim id="G1" name="Top"><content lang="en">Safe.</content><content lang="fr">S\u00fbr.</content>
    <description>Why it is built.</description></claim>
  <claim id="G2" content="Holds."/>
  <assertedInference id="I1" name="Step"><description><content lang="en">By load.</content></description>
    <source ref="G2"/><target ref="G1"/></assertedInference>
</argumentPackage></ArgumentPackage>
"""
SACM_REASONING = """\
<ArgumentPackage><claim id="G1"><statement>Safe.</statement><description>Safe.</description></claim>
  <claim id="G2" content="Holds."/><argumentReasoning id="S1" content="By load."/><artifactReference id="C1" name="Norm"/>
  <assertedInference id="I1"><source href="#G2"/><target href="#G1"/><reasoning href="#S1"/></assertedInference>
  <assertedContext id="X1"><source href="#C1"/><target href="#S1"/></assertedContext></ArgumentPackage>
"""
MINDMUP_WITHIN = json.dumps(
    {
        "id": "root", "formatVersion": 3, "title": "Open it.",
        "ideas": {"1": {"id": "a", "title": "Open it.", "ideas": {"1": {
            "id": "g", "title": "group", "attr": {"group": "supporting", "parentConnector": {"label": "so"}},
            "ideas": {
                "1": {"id": "b", "title": "It holds."},
                "2": {"id": "h", "title": "group", "attr": {"group": "opposing"}, "ideas": {"1": {"id": "c", "title": "No test."}}},
                "3": {"id": "k", "title": "group", "attr": {"group": "supporting"}, "ideas": {"1": {"id": "d", "title": "Known."}}},
            },
        }}}},
    }
)  # fmt: skip
LTAC_FENCED = "# Case\n\nIt goes:\n\n```\n- Claim A: a\n  - Evidence B: b (r.pdf)\n```\n\n- not read\n"
LTAC_LINKED = "- [Claim A: x \\< 2 &amp; more](#claim-a)\n  - [Evidence B: b](#evidence-b) ([r.pdf](r.pdf))\n"
CARNEADES_COMMENTS = """\
# Of the bridge
statements:
  a: A # first
  b: >
    B
    # not one
  c: "C # nor this"
arguments:
  r: {conclusion: a, premises: [b, c]}
"""
BRAT_TYPES = "T1\tClaim 0 8\tOpen it.\nT2\tCollective 9 15\tTests.\nR1\tsupports Arg1:T2 Arg2:T1\t\n"
ARGDOWN_LEVELS = "[A]: a\n  - [B]: b\n      + [C]: c\n    -> [D]: d\n"
ARGDOWN_LIST = "[A]: a\n  - [B]: b\n\n  * First\n  * Second\n    + [C]: c\n"
ARGDOWN_HEADING = (
    "# The deck\n\n## What bears on\n@[A] and {isGroup: false}\n\n[A]: a\n  + [B]: b [top](#heading-deck)\n"
)
ARGDOWN_FENCES = """\
# Why

- a list

```argdown
===
title: Bridge
===
[A]: a
  + [B]: b
```

More:

~~~{.argdown-map caption="x"}
[B]
  - [C]: c
~~~

```json
{}
```
"""
ARGDOWN_PLUS = "[A]: a\n  => [B]: b\n  <@ [>Q]\n  + [C]: c\n\n[>Q] >>\n    A quote.\n"
ARGDOWN_USES = "<M>\n\n(1) [A]: a\n(2) [B]: b\n(3) [C]: c\n-----\n(4) [D]: d {uses: [1, 3, 9]}\n"
ARGDOWN_LATER = "[A]: a\n  + <X>\n  - [C]\n\n[B]: b\n  + <Y>: y\n\n[C]: c\n\n<X>: x\n"
ARGDOWN_RULE = "(1) [A]: a\n(2) [B]: b\n-- Modus ponens {uses: [1,2]} -----\n(3) [C]: c\n"


@pytest.mark.parametrize(
    ("name", "text", "said", "lost", "conclusion"),
    [
        dialect("gsn", "support G2&C1>G1 | support Sn1>G2", GSN_LISTS),
        dialect("gsn", "support Sn1>G1", GSN_META),
        dialect(
            "carneades", "support tested-deck>opened-bridge-today | undercut not-safe>a1", CARNEADES_TERMS,
            ["field label", "field tests", "id", "id", "id"],
        ),
        dialect("carneades", "support a1-holds>rule | undercut except>a1", CARNEADES_FACT, ["argument without premises"]),
        dialect("tea", "support P1>G1 | support P2>P1 | support E1>P2", TEA_FLAT),
        dialect("tea", "support E1&G1-context-1&G1-context-2>G1", TEA_STRINGS),
        dialect("sadface", "support a2>a1", SADFACE_OLD),
        dialect("sadface", "support a2&a3>a1", SADFACE_DRAWN),
        dialect("xaif", "support n2>n1", AIF_ABOUT, ["field analyst", "id", "id", "id of a relation", "edge without a relation"]),
        dialect("aif", "support n2>n1", AIF_RAW, ["id", "id", "id of a relation"]),
        dialect("aif", "support b>a", AIF_DIALOGUE, ["dialogue node YA", "field schemeID"]),
        dialect("apx", "attack b>a", APX_STATUS, ["fact enf", "fact wgt"]),
        dialect("sacm", "support G2>G1", SACM_LANGUAGES,
                ["attribute description", "name of a package", "text in another language", "element description", "name", "name"]),
        dialect("sacm", "support G2&S1&C1>G1", SACM_REASONING),
        dialect("mindmup", "support b>a | undercut c>b.supports.a", MINDMUP_WITHIN, ["field parentConnector", "group within a group"]),
        dialect("ltac", "support B>A", LTAC_FENCED, ["text around the fences"] * 2),
        dialect("ltac", "support B>A", LTAC_LINKED),
        dialect("carneades", "support b&c>a", CARNEADES_COMMENTS, ["comment", "comment"]),
        dialect("carneades", "", "language:\nassumptions:\n  - a\n  -\n", ["undefined name"]),
        dialect("brat", "support T2>T1 | attack T3>T1", BRAT_SPACES, ["place in the text"] * 3),
        dialect("brat", "", "T1\tClaim 0 3\tSo.\nA1\tStance T1\n", ["place in the text", "annotation"]),
        dialect("brat", "support T2>T1", BRAT_TYPES, ["place in the text", "place in the text", "type of a span"]),
        dialect("tgf", "attack b>a", "a Open it.\nb Rust.\n#\nb a 0.5\n"),
        dialect("tgf", "support b>a", "a Open it.\nb It holds.\n#\nb a support 0.5\n"),
        dialect("argdown", "attack B>A | support C>B | attack A>D", ARGDOWN_LEVELS, conclusion="D"),
        dialect("argdown", "attack B>A | support C>second", ARGDOWN_LIST, conclusion="A"),
        dialect("argdown", "support B>A", ARGDOWN_HEADING, ["heading", "data isGroup"]),
        dialect("argdown", "support B>A | attack C>B", ARGDOWN_FENCES, ["text around the fences"] * 3),
        dialect("argdown", "support C>A", ARGDOWN_PLUS, ["relation =>", "relation <@", "id"]),
        dialect("argdown", "support A&C>D", ARGDOWN_USES, ["number that is used"]),
        dialect("argdown", "support A&B>C", ARGDOWN_RULE),
        dialect("ltac", "attack B>A | support B>C", "- Claim A: a\n  - Evidence B: b {isCounter}\n- Claim C: c\n  - Link B\n",
                conclusion="A"),
    ],
)  # fmt: skip
def test_a_dialect_is_read_as_it_is_meant(name, text, said, lost, conclusion):
    assert formats.format_of_file("x.txt", text.encode()) in (name, "tgf")
    reading = formats.read(text.encode(), name, conclusion=conclusion)
    steps = [f"{step.kind} {'&'.join(step.sources)}>{step.target}" for step in reading.map.steps]
    assert " | ".join(steps) == said
    assert Counter(loss.kind for loss in reading.losses) == Counter(lost)
    _, losses = formats.written_as(reading.map, name)
    assert [loss for loss in losses if loss.kind not in ("note", "conclusion")] == []


def test_what_a_dialect_says_beside_the_steps():
    m = formats.read(CARNEADES_TERMS.encode(), "carneades").map
    assert {one.id: one.strength for one in m.statements} == {
        "opened-bridge-today": None, "tested-deck": 1.0, "not-safe": None,
    }  # fmt: skip
    rule = formats.read(CARNEADES_FACT.encode(), "carneades").map
    assert (rule.statement("a1-holds").text, rule.statement("a1-holds").strength) == ("statute", 1.0)
    assert formats.read(TEA_FLAT.encode(), "tea").map.statement("P1").note == "Under any load."
    old = formats.read(SADFACE_OLD.encode(), "sadface").map
    assert (old.document.author, old.document.date) == ("Ada", "2017-07-11")
    assert [(anchor.at, anchor.quote) for anchor in old.statement("a1").source] == [
        ("source", "News"),
        ("a paper", None),
    ]
    assert formats.read(b"a\nb\n#\nb a 0.5\n", "tgf").map.steps[0].weight == 0.5
    kialo = "1. So (it is).\n1.1. Pro: It \\(still\\) is \\\\[x\\].\n"
    said = formats.read(kialo.encode(), "kialo").map
    assert [one.text for one in said.statements] == ["So (it is).", "It (still) is \\[x]."]
    assert formats.written_as(said, "kialo")[1] == ()
    axiom = formats.read(b"- Claim A: a\n  - Claim B: b {axiomatic}\n  - Claim C: c {needsSupport}\n", "ltac")
    assert [one.strength for one in axiom.map.statements] == [None, 1.0, None]
    assert [(loss.kind, loss.what) for loss in axiom.losses] == [("option", "needsSupport")]
    assert formats.written_as(axiom.map, "ltac")[1] == ()
    assert formats.read(ARGDOWN_HEADING.encode(), "argdown").map.statement("B").text == "b [top](#heading-deck)"
    assert formats.read(ARGDOWN_FENCES.encode(), "argdown").map.title == "Bridge"
    assert formats.read(ARGDOWN_PLUS.encode(), "argdown").map.statement("Q").text == "A quote."
    assert formats.read(SACM_LANGUAGES.encode(), "sacm").map.steps[0].why == "By load."
    linked = formats.read(LTAC_LINKED.encode(), "ltac").map
    assert (linked.statement("A").text, linked.statement("B").source[0].at) == ("x < 2 & more", "r.pdf")


def test_a_line_in_a_fence_is_told_with_its_number_in_the_file():
    text = ARGDOWN_FENCES.replace("- [C]: c", "- [C]: c #new")
    assert [loss.place for loss in formats.read(text.encode(), "argdown").losses if loss.kind == "tag"] == ["line 17"]


def test_what_is_written_as_argdown_keeps_its_order():
    once = formats.written_as(formats.read(ARGDOWN_LATER.encode(), "argdown", conclusion="A").map, "argdown")[0]
    again = formats.written_as(formats.read(once.encode(), "argdown", conclusion="A").map, "argdown")[0]
    assert again == once
    m = formats.read(b"arg(a). arg(b). arg(c). att(c,a). att(b,a).", "apx").map
    back = formats.read(formats.written_as(m, "argdown")[0].encode(), "argdown").map
    assert [one.id for one in back.statements] == ["a", "b", "c"]


@pytest.mark.parametrize("name", ["kialo", "mindmup", "tea"])
def test_a_title_that_only_repeats_the_conclusion_is_none(name):
    m = formats.read(b"1. So.\n1.1. Pro: For.\n", "kialo").map
    assert formats.read(formats.written_as(m, name)[0].encode(), name).map.title is None
    named = m.replace(title="Why so")
    assert formats.read(formats.written_as(named, name)[0].encode(), name).map.title == "Why so"


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        (
            "gsn",
            "module:\n  name: Bridge\n  uses: [deck.yaml, rail.yaml]\n",
            "no elements of its own.*deck.yaml, rail.yaml",
        ),
        ("gsn", "G1:\n - [a, b]\n - supportedBy: [G2]\n", "must be a mapping"),
        ("tea", TEA_FLAT.replace('"claim_id": "P2"', '"claim_id": "P9"'), "'P9' is no element"),
        ("tgf", "a\nb\n#\nb a s\n", "'s' is not a relation"),
        ("tgf", "a\nb\n#\nb a 7\n", "'7' is not a relation"),
        ("argdown", "- Buy milk\n\n[A]: a\n", "must stand below"),
        ("argdown", "[#a] :- [#b], [#c].\n", r"x?:?1:1: '\[#a\]' is Argdown 2"),
        ("apx", "arg(a).\narg(b).\npref(a,b).\n", "'pref' is not a relation"),
        ("iccma", "p af 2\n" + "9" * 5000 + " 1\n", "two numbers from 1 to 2"),
        ("iccma", "p af 2\n\u00b2 1\n", "two numbers from 1 to 2"),
        ("iccma", "p af " + "9" * 5000 + "\n", "at most 5,000,000 arguments"),
        ("xaif", '{"AIF": "{}", "text": "x"}', "AIF must be a mapping"),
        ("tea", '{"name": "x", "lock_uuid": null, "goals": []}', "no statements"),
        ("sadface", '{"nodes": [], "edges": [], "metadata": {"core": {"analyst_name": "Ada"}}}', "no statements"),
    ],
)
def test_what_a_dialect_does_not_say_is_refused(name, text, said):
    assert formats.format_of_file("x.txt", text.encode()) in (name, "tgf")
    with pytest.raises(LoadError, match=said):
        formats.read(text.encode(), name)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("arggraph", '<arggraph><adu id="a"/><adu id="a"/></arggraph>', "'a' is defined twice"),
        (
            "arggraph",
            '<arggraph><adu id="a"/><edge id="c" src="a" trg="d" type="und"/></arggraph>',
            "'d' is not a step",
        ),
        (
            "graphml",
            '<!DOCTYPE graphml PUBLIC "x" "y.dtd"><graphml>&a;</graphml>',
            "entities that the file does not explain",
        ),
    ],
)
def test_xml_that_says_less_than_it_seems_is_refused(name, text, said):
    with pytest.raises(LoadError, match=said):
        formats.read(text.encode(), name)


def test_a_segment_that_leads_nowhere_is_told():
    text = '<arggraph><adu id="a"/><joint id="j"/><edge id="c" src="j" trg="j" type="seg"/><edge id="d" src="x" trg="a" type="seg"/></arggraph>'
    assert [loss.kind for loss in formats.read(text.encode(), "arggraph").losses] == ["segment of nothing"] * 2


def test_an_item_of_an_unknown_shape_is_told():
    text = json.dumps({"nodes": [{"nodeID": "1", "type": "I", "text": "a"}, "a stray word"], "edges": [[1, 2]]})
    assert {loss.kind for loss in formats.read(text.encode(), "aif").losses} == {"id", "field nodes", "field edges"}
