"""Tables, data frames and graphs of other libraries: files that belong together, cells that say nothing, packages that are missing."""

import math
import sys

import pytest
from test_written import FULL

from argmap import ArgumentMap, Claim, Premise, Support, evaluate, formats
from argmap.errors import LoadError, MissingPackage, SettingError
from argmap.formats.foreign import frames, graphs, networkx_graph, rows
from argmap.formats.losses import Source

PLAIN = FULL.replace(title=None, document=None)
SMALL = ArgumentMap(
    conclusion="a",
    statements=[Claim(text="Open it.", id="a"), Premise(text="It holds.", id="b")],
    steps=[Support(sources=["b"], target="a", weight=0.5)],
)


def needs(end):
    """Skips a test of Parquet where pyarrow is not installed."""
    if end == "parquet":
        pytest.importorskip("pyarrow")


def steps(m):
    return [(step.kind, step.id, step.sources, step.target) for step in m.steps]


@pytest.mark.parametrize("end", ["csv", "parquet"])
@pytest.mark.parametrize("name", ["case.edges", "case.nodes"])
def test_a_table_is_read_with_the_one_beside_it_whichever_is_named(tmp_path, end, name):
    needs(end)
    formats.save(PLAIN, tmp_path / f"case.{end}")
    back = formats.read_file(tmp_path / f"{name}.{end}", conclusion="Open")
    assert steps(back.map) == steps(PLAIN)
    assert [one.text for one in back.map.statements] == [one.text for one in PLAIN.statements]
    assert back.losses == ()
    assert back.map.statement("Open").strength == (0.4, 0.6)
    assert back.map.step("A1.J1.Test.supports.Deck").weight == 0.7


@pytest.mark.parametrize("end", ["csv", "parquet"])
def test_a_table_alone_is_read_alone(tmp_path, end):
    needs(end)
    formats.save(SMALL, tmp_path / f"case.{end}")
    (tmp_path / f"case.nodes.{end}").unlink()
    alone = formats.read_file(tmp_path / f"case.edges.{end}")
    assert steps(alone.map) == steps(SMALL)
    assert [loss.kind for loss in alone.losses] == ["undefined name"] * 2
    formats.save(SMALL.without("b"), tmp_path / f"one.{end}")
    (tmp_path / f"one.edges.{end}").unlink()
    assert formats.read_file(tmp_path / f"one.nodes.{end}").map.statement("a").text == "Open it."


@pytest.mark.parametrize("named", ["case.edges.csv", "case.nodes.csv"])
def test_a_problem_is_told_in_the_table_in_which_it_stands(tmp_path, named):
    edges, nodes = tmp_path / "case.edges.csv", tmp_path / "case.nodes.csv"
    edges.write_text("source,target,kind\nb,a,pro\nb,a,because\n", encoding="utf-8")
    nodes.write_text("id,text\na,A\nb,B\n\n,C\n", encoding="utf-8")
    with pytest.raises(LoadError) as caught:
        formats.read_file(tmp_path / named)
    told = [(problem.place.file, problem.place.line) for problem in caught.value.problems]
    assert sorted(told) == [(str(edges), 3), (str(nodes), 5)]
    edges.write_text("source,target,kind\nb,a,pro\nc,s1,undercut\n", encoding="utf-8")
    nodes.write_text('id,text,source\na,A,\nb,B,"[{""at"": """"}]"\n', encoding="utf-8")
    with pytest.raises(LoadError, match="'s1' is not a step") as caught:
        formats.read_file(tmp_path / named)
    assert {(problem.place.file, problem.place.line) for problem in caught.value.problems} == {(str(edges), 3)}
    edges.write_text("source,target,kind\nb,a,pro\n", encoding="utf-8")
    m = formats.read_file(tmp_path / named).map
    assert (m.place("a").file, m.place("b.supports.a").file) == (str(nodes), str(edges))


def test_a_file_of_neither_name_is_a_table_of_edges(tmp_path):
    (tmp_path / "x.csv").write_text("source,target,kind\nb,a,pro\n", encoding="utf-8")
    assert steps(formats.read_file(tmp_path / "x.csv").map) == [("support", "b.supports.a", ("b",), "a")]


def test_what_is_not_parquet_is_refused_at_the_file(tmp_path):
    needs("parquet")
    (tmp_path / "x.parquet").write_bytes(b"no table\nat all")
    with pytest.raises(LoadError, match=r"x\.parquet:1:1: not readable as Parquet: [^\n]+$") as caught:
        formats.read_file(tmp_path / "x.parquet")
    assert len(caught.value.problems) == 1
    with pytest.raises(LoadError, match="must have a source and a target"):
        formats.read(formats.FORMATS["parquet"].write(SMALL)[".nodes.parquet"], "parquet")


def test_cells_that_say_nothing_are_not_read():
    pandas = pytest.importorskip("pandas")
    pytest.importorskip("narwhals")
    nodes = pandas.DataFrame(
        {"id": ["a", "b"], "text": ["Open it.", None], "strength": [math.nan, 0.5], "negates": ["", None]}
    )
    edges = pandas.DataFrame(
        {"source": ["b", "c"], "target": ["a", "a"], "kind": ["pro", "con"], "weight": [math.nan, 0.25]}
    )
    reading = frames.from_frames(edges, nodes)
    assert {one.id: (one.text, one.strength) for one in reading.map.statements} == {
        "a": ("Open it.", None), "b": ("b", 0.5), "c": ("c", None),
    }  # fmt: skip
    assert [step.weight for step in reading.map.steps] == [None, 0.25]
    assert [(loss.kind, loss.place) for loss in reading.losses] == [("undefined name", "c")]
    alone = frames.from_frames(edges.assign(target=["a", "d"]), conclusion="d")
    assert alone.map.conclusion == "d"
    with pytest.raises(LoadError, match="2 top claims"):
        frames.from_frames(edges.assign(target=["a", "d"]))


def test_a_frame_has_a_column_for_each_name_of_a_row():
    pandas = pytest.importorskip("pandas")
    pytest.importorskip("narwhals")

    class Result:
        def rows(self):
            return [{"id": "a", "x": 1}, {"id": "b", "y": 2}]

    frame = frames.to_frame(Result())
    assert list(frame.columns) == ["id", "x", "y"]
    assert pandas.isna(frame["y"][0])
    assert frame["y"][1] == 2
    with pytest.raises(SettingError, match=r"backend must be one of pandas, polars, .*, got 'excel'"):
        evaluate(SMALL).to_frame("excel")


@pytest.mark.parametrize(
    ("package", "call", "said"),
    [
        ("narwhals", lambda: frames.from_frames(None), r"data frames need narwhals.*argmap\[frames\]"),
        ("networkx", lambda: networkx_graph.to_networkx(SMALL), r"networkx is not installed.*pip install networkx"),
        ("pyarrow", lambda: formats.FORMATS["parquet"].write(SMALL), r"Parquet needs pyarrow.*argmap\[data\]"),
    ],
)
def test_a_package_that_is_missing_is_named_with_how_to_get_it(package, call, said, monkeypatch):
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(MissingPackage, match=said):
        call()


def test_a_library_of_frames_that_is_missing_is_named(monkeypatch):
    nw = pytest.importorskip("narwhals")

    def missing(*_args, **_options):
        raise ImportError("No module named 'polars'")

    monkeypatch.setattr(nw, "from_dict", missing)
    with pytest.raises(MissingPackage, match=r"polars is not installed.*pip install polars"):
        evaluate(SMALL).to_frame("polars")


def test_a_graph_has_nodes_for_statements_and_for_steps_that_are_more_than_an_edge():
    networkx = pytest.importorskip("networkx")
    graph = networkx_graph.to_networkx(FULL)
    assert graph.graph == {"conclusion": "Open", "title": "The bridge"}
    assert graph.nodes["Test"] == {
        "kind": "premise", "text": "The deck was tested.", "strength": "[0.2, 0.5]", "source": "t.pdf", "role": "solution",
        "note": "In May.", "evidence": '[{"file": "load.csv", "expires": "2027-01-31"}, {"given": "loaded"}]',
    }  # fmt: skip
    assert graph.nodes["parts"] == {"kind": "support", "why": "By parts: all of them."}
    assert sorted(data["kind"] for _, _, data in graph.in_edges("parts", data=True)) == ["source", "source", "target"]
    assert list(graph.out_edges("parts", data="kind")) == [("parts", "Open", "target")]
    assert graph.get_edge_data("Deck", "S1") == {0: {"id": "Deck.supports.S1", "kind": "support", "weight": 0.5}}
    reading = networkx_graph.from_networkx(graph)
    assert reading.losses == ()
    assert {step.id: (step.kind, {*step.sources}, step.target) for step in reading.map.steps} == {
        step.id: (step.kind, {*step.sources}, step.target) for step in FULL.steps
    }
    assert reading.map.conclusion == "Open"
    edge = networkx.DiGraph([(1, 2, {"kind": "pro"}), (3, 4, {"kind": "con"})], author="Ann")
    read = networkx_graph.from_networkx(edge, "n4")
    assert read.map.conclusion == "n4"
    assert [str(loss) for loss in read.losses if loss.kind == "attribute author"] == [
        "attribute author: graph: Ann (argmap has no place for it)"
    ]


def test_a_node_of_a_step_keeps_no_ends_of_its_own():
    nodes, edges, _ = graphs.nodes_and_edges(FULL)
    assert not [attributes for _, attributes in nodes if {"sources", "target"} & set(attributes)]
    assert not [attributes for _, _, attributes in edges if {"sources", "target"} & set(attributes)]


def test_a_source_that_is_a_place_and_a_quote_is_one_cell():
    m = SMALL.replace(SMALL.statement("b").replace(source=[{"at": "[1]", "quote": "so"}]))
    (row,) = [row for row in rows.node_rows(m) if row["id"] == "b"]
    assert row["source"] == '[{"at": "[1]", "quote": "so"}]'
    content, losses = formats.written_as(m, "csv")
    assert losses == ()
    read = formats.FORMATS["csv"].read(Source("x.edges.csv", content[".edges.csv"], files=content))
    assert read.map.statement("b").source == m.statement("b").source
