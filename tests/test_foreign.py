"""Formats of other tools: what goes in comes out or is told, and a second journey changes nothing."""

import json
import sys
from collections import Counter
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from argmap import attribution, compare, evaluate, formats, robustness
from argmap.cli import main
from argmap.errors import LoadError, MissingPackage
from argmap.formats import FORMATS
from argmap.formats.foreign import frames, networkx_graph, rows
from argmap.testing.strategies import argument_maps

DATA = Path(__file__).parent / "data" / "foreign"
FOREIGN = [name for name, row in FORMATS.items() if row.foreign]
every_format = pytest.mark.parametrize("name", FOREIGN)


def back(content, name, m):
    """The map that a written file holds; the conclusion is named where the file does not say it."""
    return formats._read_back(m, FORMATS[name], content)[0]


@every_format
@settings(max_examples=25, phases=(Phase.explicit, Phase.generate))
@given(m=argument_maps(remarks=True, cyclic=True))
def test_import_and_export_reach_a_fixed_point(name, m):
    content, losses = formats.written_as(m, name)
    there = back(content, name, m)
    again, more = formats.written_as(there, name)
    assert [str(loss) for loss in more if loss.kind != "conclusion"] == []
    assert back(again, name, there) == there
    told = {loss.place for loss in losses}
    changed = {one.id for one in m.statements if there.statements_by_id.get(one.id) != one}
    untold = [id for id in changed - told if m.statement(id).replace(role=None) != _unrolled(there, id)]
    assert untold == []


def _unrolled(m, id):
    """A statement without the role that a reader finds for itself."""
    return m.statements_by_id[id].replace(role=None) if id in m.statements_by_id else None


SAMPLES = {
    "bridge.af": ("iccma", "attack a1>a2 | attack a2>a1 | attack a3>a1", {"comment": 1}),
    "bridge.aif.json": (
        "aif",
        "support n2&n3>n1 | undercut n5>n2.n3.supports.n1",
        {
            "dialogue node L": 1, "dialogue node YA": 1, "edge of a node that is left out": 2, "field nodeID": 1,
            "field personID": 1, "field timestamp": 1, "id": 5, "id of a relation": 2, "relation rephrase": 1,
        },
    ),
    "bridge.ann": ("brat", "support T3>T2 | support T2>T1", {"annotation": 1, "place in the text": 3, "relation semantically_same": 1}),
    "bridge.apx": ("apx", "attack rust>open", {"comment": 1}),
    "bridge.argdown": (
        "argdown",
        ("support Dear&money-is-short>Too-dear | support Deck>Open | undercut Rust>Deck.supports.Open | "
        "attack Too-dear>Open | attack Open>Closed | attack Closed>Open"),
        {"comment": 1, "data colour": 1, "field model": 1, "heading": 1, "id": 1, "tag": 1},
    ),
    "bridge.argdown.json": (
        "argdown-json",
        "support Deck>Open | undercut Rust>Deck.supports.Open",
        {"tag": 1, "title of an argument": 1},
    ),
    "bridge.arggraph.xml": ("arggraph", "attack a2&a3>a1 | undercut a4>c5", {"attribute stance": 1, "attribute topic_id": 1, "document type": 1}),
    "bridge.bag": ("bag", "support deck>open | attack rust>deck", {"value of an argument": 1}),
    "bridge.carneades.yaml": (
        "carneades",
        "support deck>open | undercut rust>a1 | attack open>closed | attack closed>open",
        {"field label": 1, "field notes": 1, "role of a premise": 1},
    ),
    "bridge.edges.csv": ("csv", "support deck>open | attack rust>deck", {"column colour": 1, "undefined name": 1}),
    "bridge.graphml": ("graphml", "support deck>open", {"column colour": 1}),
    "bridge.gsn.yaml": (
        "gsn",
        ("attack CG1>G2 | undercut CSn2>A1.Sn1.supports.G2 | support S1&C1&J1>G1 | support G2&G3>S1 | "
        "support Sn1&A1>G2 | support CSn1>CG1"),
        {"field brief": 1, "field classes": 1},
    ),
    "bridge.kialo.txt": ("kialo", "support c1.1>c1 | attack c1.1.1>c1.1 | attack c1.1.1>c1", {}),
    "bridge.ltac": (
        "ltac",
        ("attack Rust>Open | support Parts&Load>Open | support Deck&Cables>Parts | support Test&Same>Deck | "
        "support Photo>Rust | support Test>Cables"),
        {"comment": 1, "text of a citation": 1},
    ),
    "bridge.mup": ("mindmup", "support n3&n4>n1 | attack n6>n1", {"field attr": 1, "id": 4}),
    "bridge.sacm.xml": (
        "sacm",
        "support G2&A1&S1&C1>G1 | support E1>G2 | undercut R1>I2",
        {"element TerminologyElement": 1},
    ),
    "bridge.sadface.json": ("sadface", "support a2>a1 | attack a3>a2", {"field metadata": 1, "field version": 1}),
    "bridge.tea.json": (
        "tea",
        "attack D1>P1 | support S1&G1-assumption>G1 | support P1>S1 | support E1>P1",
        {"field description": 1, "field exportedAt": 1},
    ),
    "bridge.tgf": ("tgf", "support deck>open | attack n3>deck", {"id": 1}),
    "bridge.xaif.json": ("xaif", "support n2_1>n1_1", {"field text": 1, "id": 2, "id of a relation": 1}),
}  # fmt: skip
"""File → format, the steps that it holds, and how many losses of each kind there are; worked out by hand."""


@pytest.mark.parametrize("file", SAMPLES)
def test_a_sample_is_read_as_it_says(file):
    name, said, lost = SAMPLES[file]
    path = DATA / file
    assert formats.format_of_file(str(path), path.read_bytes()) == name
    reading = formats.read_file(path)
    steps = [f"{step.kind} {'&'.join(step.sources)}>{step.target}" for step in reading.map.steps]
    assert " | ".join(steps) == said
    assert Counter(loss.kind for loss in reading.losses) == lost
    assert formats.written_as(reading.map, name)[1] == ()


@pytest.mark.parametrize("file", [file for file, (name, _, _) in SAMPLES.items() if name != "csv"])
def test_a_sample_is_known_by_its_text(file):
    name, _, _ = SAMPLES[file]
    data = (DATA / file).read_bytes()
    common = {".json": "x.json", ".yaml": "x.yaml"}.get(Path(file).suffix, "x.txt")
    assert formats.format_of_file(common, data) == name


def test_no_other_format_takes_a_text_for_its_own():
    for file, (name, _, _) in SAMPLES.items():
        text = (DATA / file).read_text(encoding="utf-8")
        answers = {other: FORMATS[other].recognised(text) for other in FOREIGN}
        own = {"xaif": {"xaif", "aif"}}.get(name, {name})
        assert answers == {other: other in own for other in FOREIGN}, file
    for text in (
        "",
        "claim: x",
        "{}",
        "[]",
        "1. Buy milk\n",
        "# Notes\n\n- one\n",
        "<html/>",
        "a,b,c\n1,2,3\n",
        "source,x\n",
        "x,target\n",
        "#\n1 2\n",
    ):
        assert [other for other in FOREIGN if FORMATS[other].recognised(text) is not False] == []


def test_every_format_of_text_has_a_sample():
    assert {name for name, _, _ in SAMPLES.values()} | {"parquet"} == set(FOREIGN)


def test_a_case_keeps_the_words_of_its_elements():
    for file in ("bridge.ltac", "bridge.gsn.yaml", "bridge.sacm.xml", "bridge.tea.json"):
        m = formats.read_file(DATA / file).map
        roles = {one.role for one in m.statements}
        assert {"goal", "strategy", "solution", "assumption"} <= roles
        for other in ("ltac", "gsn", "sacm"):
            back = formats._read_back(m, FORMATS[other], FORMATS[other].write(m))[0]
            assert {one.id: one.role for one in back.statements} == {one.id: one.role for one in m.statements}


def test_eval_names_a_foreign_format_in_one_line(capsys):
    for file, (name, _, _) in SAMPLES.items():
        with pytest.raises(SystemExit) as end:
            main(["eval", str(DATA / file)])
        assert end.value.code == 2
        told = capsys.readouterr().err
        assert FORMATS[name].about in told
        assert f"argmap convert {DATA / file} -o " in told
        assert told.count("error") == 1


def test_problems_of_one_kind_are_printed_a_few_times_and_counted(tmp_path, capsys):
    text = "a\nb\n#\n" + "".join(f"a b cause{at}\n" for at in range(20)) + "a\n"
    (tmp_path / "a.tgf").write_text(text)
    with pytest.raises(SystemExit):
        main(["convert", str(tmp_path / "a.tgf")])
    told = capsys.readouterr().err
    assert told.count("error: ") == 6
    assert "… and 15 more like: … is not a relation that argmap has" in told
    assert "21 problems; the map does not load" in told


def test_fmt_leaves_a_foreign_file_alone(capsys):
    before = (DATA / "bridge.ltac").read_bytes()
    with pytest.raises(SystemExit) as end:
        main(["fmt", str(DATA / "bridge.ltac")])
    assert end.value.code == 2
    assert "argmap convert" in capsys.readouterr().err
    assert (DATA / "bridge.ltac").read_bytes() == before


def test_convert_tells_losses_and_strict_writes_nothing(tmp_path, capsys):
    out = tmp_path / "bridge.argmap.yaml"
    with pytest.raises(SystemExit) as end:
        main(["convert", str(DATA / "bridge.gsn.yaml"), "-o", str(out), "--strict"])
    assert end.value.code == 1
    assert not out.exists()
    with pytest.raises(SystemExit) as end:
        main(["convert", str(DATA / "bridge.gsn.yaml"), "-o", str(out)])
    assert end.value.code == 0
    assert "1 field classes: argmap has no place for it" in capsys.readouterr().err
    assert formats.load_own(out) == formats.read_file(DATA / "bridge.gsn.yaml").map


def test_tables_are_written_as_two_files(tmp_path):
    m = formats.read_file(DATA / "bridge.gsn.yaml").map
    for end in ("csv", "parquet"):
        formats.save(m, tmp_path / f"bridge.{end}")
        assert sorted(path.name for path in tmp_path.glob(f"*.{end}")) == [f"bridge.edges.{end}", f"bridge.nodes.{end}"]
        assert formats.read_file(tmp_path / f"bridge.edges.{end}").map == m.replace(title=None)


def test_frames_and_graphs_of_other_libraries():
    nw = pytest.importorskip("narwhals")
    pandas, networkx = pytest.importorskip("pandas"), pytest.importorskip("networkx")
    m = formats.read_file(DATA / "bridge.gsn.yaml").map
    e = evaluate(m)
    frame = e.to_frame("pandas")
    assert isinstance(frame, pandas.DataFrame)
    assert dict(zip(frame["id"], frame["strength"], strict=True)) == dict(e)
    for result in (compare(m), attribution(m), robustness(m, samples=100)):
        assert len(nw.from_native(result.to_frame("polars"))) == len(result.rows())
    edges, nodes = (pandas.DataFrame(table) for table in (rows.edge_rows(m), rows.node_rows(m)))
    assert frames.from_frames(edges, nodes).map == m.replace(title=None)
    graph = networkx_graph.to_networkx(m)
    assert networkx.is_directed(graph)
    assert networkx_graph.from_networkx(graph).map == m


def test_a_missing_package_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "narwhals", None)
    with pytest.raises(MissingPackage, match=r"argmap\[frames\]"):
        evaluate(formats.read_file(DATA / "bridge.tgf").map).to_frame()


TOPS = "1. Gold is better.\n1.1. Pro: It shines.\n2. Silver is better.\n2.1. Pro: It shines, too.\n"


def test_one_of_several_top_claims_is_asked_for():
    with pytest.raises(LoadError, match=r"2 top claims.*--conclusion ID(.|\n)*c1: Gold is better\.\n *c2: Silver"):
        formats.read(TOPS.encode(), "kialo")
    m = formats.read(TOPS.encode(), "kialo", conclusion="c2").map
    assert (m.conclusion, len(m.statements), m.statement("c1").kind) == ("c2", 4, "claim")
    with pytest.raises(LoadError, match="'c3' is not a statement"):
        formats.read(TOPS.encode(), "kialo", conclusion="c3")


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("tgf", "a\nb\n#\na b causes\n", "'causes' is not a relation"),
        ("csv", "source,target,kind\na,b,causes\n", "'causes' is not a relation"),
        ("csv", "source,target\na,b\n", "must say which relation"),
        ("apx", "arg(a).arg(b).causes(a,b).", "'causes' is not a relation"),
        ("sadface", '{"nodes": [{"id": "a", "type": "scheme", "name": "?"}], "edges": []}', "names no relation"),
        ("aif", '{"nodes": [{"nodeID": "1", "type": "XX", "text": "a"}], "edges": []}', "'XX' is not a type"),
        ("kialo", "Discussion Title: A\n\n1. A\n1.1. B\n", "must be Pro or Con"),
        ("mindmup", '{"id": 1, "title": "A", "ideas": {"1": {"id": 2, "title": "B"}}}', "is in no group"),
        ("gsn", "X1: {text: A}\n", "does not say what type"),
        ("ltac", "- Claim A: B\n  - Cause C: D\n", "a line must be an element"),
        ("arggraph", '<arggraph><adu id="a"/><edge id="e" src="a" trg="a" type="x"/></arggraph>', "'x' is not a type"),
        ("argdown", "[A]: a\n\n  _ [B]: b\n[C]: c\n  _ [D]: d\n", "an undercut must aim"),
    ],
)
def test_an_unknown_relation_is_an_error_and_no_support(name, text, said):
    with pytest.raises(LoadError, match=said):
        formats.read(text.encode(), name)


LAUGHS = '<!DOCTYPE x [<!ENTITY a "a"><!ENTITY b "&a;&a;">]><graphml><graph><node id="&b;"/></graph></graphml>'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (LAUGHS, "declarations are not read"),
        ('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><graphml>&a;</graphml>', "declarations are not read"),
        ("<graphml>&a;</graphml>", "not readable as XML: undefined entity"),
        ("<a>" * 300, "at most 200 levels"),
        ("<graphml>", "not readable as XML"),
        ('<?xml version="1.0" encoding="nonsense"?><graphml/>', "not readable as XML"),
    ],
)
def test_hostile_xml_is_refused(text, said):
    for name in ("graphml", "sacm", "arggraph"):
        with pytest.raises(LoadError, match=said) as caught:
            formats.read(text.encode(), name)
        assert len(caught.value.problems) == 1


def test_deep_and_long_chains_are_read():
    lines = "".join(f"{'  ' * (at % 400)}- Claim C{at}: c\n" for at in range(1200))
    with pytest.raises(LoadError, match="top claims"):
        formats.read(lines.encode(), "ltac")
    chain = {"nodes": [{"nodeID": f"i{at}", "type": "I", "text": "x"} for at in range(1500)], "edges": []}
    for at in range(1499):
        chain["nodes"].append({"nodeID": f"c{at}", "type": "CA", "text": ""})
        chain["edges"].append({"fromID": f"i{at + 1}", "toID": f"c{at}"})
        chain["edges"].append({"fromID": f"c{at}", "toID": f"c{at - 1}" if at else "i0"})
    m = formats.read(json.dumps(chain).encode(), "aif").map
    assert [step.kind for step in m.steps].count("undercut") == 1498


@every_format
@given(text=st.text(max_size=200))
def test_any_text_is_read_or_refused(name, text):
    FORMATS[name].recognised(text)
    with suppress(LoadError):
        assert formats.read(text.encode("utf-8", "surrogatepass"), name).map.statements
