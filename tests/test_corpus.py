"""Corpora: every source gives the same rows, every mistake has its place, and a run that was ended loses and repeats nothing."""

import gzip
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from time import sleep
from typing import ClassVar

import deadly
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from pyarrow import parquet

import argmap
from argmap import corpus
from argmap.cli.parser import run_verb as cli
from argmap.corpus import run as running
from argmap.corpus.checking import CheckJob
from argmap.corpus.evaluating import EvaluationJob
from argmap.corpus.mistake import DIED
from argmap.corpus.source import CorpusEntry, entries
from argmap.corpus.table import FINDINGS, MAPS, STATEMENTS
from argmap.errors import InputError, UsageError
from argmap.limits import limited
from argmap.testing import argument_maps

ROOT = Path(argmap.__file__).parents[1]
SIMPLE = '{"conclusion": "c", "nodes": [{"kind": "claim", "id": "c", "text": "It pays.", "strength": 0.7}]}'


def some_maps(count, **named):
    """Maps that the library's own strategies draw, always the same."""
    found = []

    @settings(max_examples=count, database=None, derandomize=True, deadline=None)
    @given(argument_maps(**named))
    def collect(m):
        found.append(m)

    collect()
    return found


@pytest.fixture(scope="module")
def maps():
    return some_maps(60, most=6, remarks=True)


@pytest.fixture
def lines(maps, tmp_path):
    """A corpus of JSON Lines."""
    path = tmp_path / "maps.jsonl"
    assert corpus.save(maps, path) == len(maps)
    return path


@pytest.fixture(autouse=True)
def _small_chunks(monkeypatch):
    monkeypatch.setattr(running, "MAPS_AT_ONCE", 7)


def rows_of(path):
    """The rows of a result, without what differs from run to run."""
    return pl.read_parquet(path).drop("seconds", strict=False)


def evaluated(path, tmp_path, engine="threads", **named):
    found = corpus.evaluate(path, tmp_path / "results.parquet", engine=engine, workers=2, **named)
    return rows_of(found.outputs[0])


def texts(maps):
    return [json.dumps(json.loads(argmap.dumps(m, "json"))) for m in maps]


@settings(max_examples=50)
@given(argument_maps(most=6, remarks=True))
def test_the_row_of_a_map_is_its_evaluation(m):
    entry = CorpusEntry(3, "name", "file.jsonl", 4, json.dumps(json.loads(argmap.dumps(m, "json"))).encode(), 1)
    (((row,), statements),) = EvaluationJob(statements=True)([entry])
    cells = dict(zip(MAPS.names, row, strict=True))
    e = argmap.evaluate(m)
    assert cells["problems"] == 0, cells["error"]
    assert (cells["number"], cells["map"], cells["line"]) == (3, "name", 4)
    assert (cells["verdict"], cells["stands"], cells["defeated"]) == (
        e.verdict,
        e[m.conclusion],
        e.defeated[m.conclusion],
    )
    assert (cells["low"], cells["high"]) == e.intervals[m.conclusion]
    others = {name: one for name, one in e.standpoints.items() if name != "examined"}
    for name in ("as-argued", "with-reported"):
        cell = cells[f"{name.replace('-', '_')}_stands"]
        assert cell == (others[name][m.conclusion] if name in others else None)
    kinds = [one.kind for one in (*m.statements, *m.steps)]
    assert sum(cells[name] for name in ("claims", "premises", "counterevidence")) == len(m.statements)
    assert [cells[f"{kind}s"] for kind in ("support", "attack", "undercut")] == list(
        map(kinds.count, ("support", "attack", "undercut"))
    )
    found = {row[2]: dict(zip(STATEMENTS.names, row, strict=True)) for row in statements}
    assert {id: one["stands"] for id, one in found.items()} == dict(e)
    assert {id: one["base"] for id, one in found.items()} == dict(e.base)
    assert {id: one["verdict"] for id, one in found.items()} == {id: e.verdict_of(id) for id in e}


@settings(max_examples=30)
@given(argument_maps(most=5))
def test_the_findings_of_a_map_are_those_of_check(m):
    entry = CorpusEntry(0, "m", "m.jsonl", 1, json.dumps(json.loads(argmap.dumps(m, "json"))).encode(), 1)
    ((rows,),) = CheckJob()([entry])
    found = [(row[4], row[5], row[6] or "", row[7]) for row in rows]
    assert found == [(one.code, one.severity, one.subject, one.message) for one in argmap.check(m)]


def test_every_source_gives_the_same_rows(maps, lines, tmp_path):
    text = lines.read_text(encoding="utf-8")
    expected = evaluated(lines, tmp_path).drop("number", "map", "file", "line")
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(text.encode()))
    with pa.CompressedOutputStream(str(tmp_path / "b.jsonl.zst"), "zstd") as file:
        file.write(text.encode())
    (tmp_path / "c.ndjson").write_text("\ufeff" + text.replace("\n", "\r\n\n"), encoding="utf-8", newline="")
    pl.DataFrame({"map": texts(maps), "label": 1}).write_parquet(tmp_path / "d.parquet")
    folder = tmp_path / "folder"
    (folder / "below").mkdir(parents=True)
    for at, m in enumerate(maps):
        argmap.save(m, folder / f"{at:03}{'.argmap.json' if at % 2 else '.argmap.yaml'}")
    (folder / ".hidden").mkdir()
    (folder / ".hidden" / "x.argmap.json").write_text("{", encoding="utf-8")
    (folder / "notes.txt").write_text("no map", encoding="utf-8")
    for name in ("a.jsonl.gz", "b.jsonl.zst", "c.ndjson", "d.parquet", "folder", "folder/**/*.argmap.*"):
        found = evaluated(tmp_path / name, tmp_path)
        assert found["number"].to_list() == list(range(len(maps)))
        assert found.drop("number", "map", "file", "line").equals(expected), name


def test_parquet_with_the_keys_of_the_notation_as_columns(tmp_path):
    maps = some_maps(30, most=5, plain=True)
    rows = [json.loads(text) for text in texts(maps)]
    for row in rows:
        for one in row["nodes"]:
            one["strength"] = float(one["strength"])
    table = pa.Table.from_pylist([{"id": f"map {at}", **row} for at, row in enumerate(rows)])
    parquet.write_table(table, tmp_path / "maps.parquet")
    found = evaluated(tmp_path / "maps.parquet", tmp_path)
    assert found["map"].to_list() == [f"map {at}" for at in range(len(maps))]
    assert found["stands"].to_list() == [argmap.evaluate(m)[m.conclusion] for m in maps]


MISTAKES = [
    ("{nonsense", 2, 2, "not readable as JSON"),
    ("[1]", 2, 1, "must be a mapping"),
    ('{"conclusion": "c", "conclusion": "c", "nodes": []}', 2, 21, "given twice"),
    (SIMPLE.replace("0.7", "1.5"), 2, 92, "strength must be in [0, 1], got 1.5"),
    (SIMPLE.replace("0.7", "NaN"), 2, None, "NaN"),
    (SIMPLE.replace('"c", "nodes"', '"d", "nodes"'), 2, 16, "'d'"),
    (SIMPLE[:-1] + ', "evaluate": {"semantics": "grounded"}}', 2, None, "'grounded'"),
    (SIMPLE[:-1] + ', "evaluate": {"semantics": "h-categoriser"}, "relations": [{"kind": "support", "sources": ["c"], '
     '"target": "c"}]}', 2, None, "h-categoriser"),
    ("[" * 100_000, 2, None, ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "line", "column", "says"), MISTAKES, ids=range(len(MISTAKES)))
def test_a_mistake_has_its_place_and_stops_nothing(text, line, column, says, tmp_path):
    path = tmp_path / "maps.jsonl"
    path.write_text(f"{SIMPLE}\n{text}\n{SIMPLE}\n", encoding="utf-8")
    first, wrong, last = evaluated(path, tmp_path).rows(named=True)
    assert first["stands"] == last["stands"] == 0.7
    assert wrong["verdict"] is None
    assert wrong["stands"] is None
    assert wrong["problems"] >= 1
    assert wrong["error_line"] == line
    assert column is None or wrong["error_column"] == column
    assert says in wrong["rule"]
    assert wrong["error"].startswith(f"{path}:{line}")


def test_bytes_that_are_no_text_and_lines_that_are_too_long(tmp_path):
    path = tmp_path / "maps.jsonl"
    path.write_bytes(b"\xff\xfe\n" + b" " * 5_000 + b"{}\n" + SIMPLE.encode() + b"\n" + b"x" * 10_000)
    with limited(bytes=1_000):
        found = evaluated(path, tmp_path)
    assert found["line"].to_list() == [1, 2, 3, 4]
    assert found["verdict"].to_list() == [None, None, "accepted", None]
    rules = found["rule"].to_list()
    assert "must be UTF-8" in rules[0]
    assert "at most 1,000 bytes" in rules[1]
    assert "at most 1,000 bytes" in rules[3]


def test_a_file_that_breaks_off_is_told_and_what_was_before_is_kept(tmp_path):
    packed = gzip.compress((SIMPLE + "\n").encode() * 2_000)
    (tmp_path / "a.jsonl.gz").write_bytes(packed[: len(packed) // 2])
    (tmp_path / "b.jsonl.zst").write_bytes(b"no zstd")
    (tmp_path / "c.jsonl").write_text(SIMPLE, encoding="utf-8")
    found = evaluated(tmp_path, tmp_path)
    assert found["verdict"].to_list()[-1] == "accepted"
    wrong = found.filter(pl.col("problems") > 0)
    assert [Path(name).name for name in wrong["file"]] == ["a.jsonl.gz", "b.jsonl.zst"]
    assert all("cannot be read" in rule for rule in wrong["rule"])


def test_files_that_cannot_be_read_are_told_in_their_row(tmp_path):
    folder = tmp_path / "maps"
    folder.mkdir()
    (folder / "a.argmap.json").write_text(SIMPLE, encoding="utf-8")
    (folder / "b.argmap.json").symlink_to(folder / "nowhere")
    (folder / "c.argmap.yaml").write_text("claim: It pays.\nbecause: nothing\n", encoding="utf-8")
    found = corpus.evaluate(folder / "*", tmp_path / "r.parquet", engine="threads")
    assert found.counts == {"mistaken": 2, "accepted": 1}
    with pytest.raises(InputError, match="there is no map at"):
        corpus.evaluate(tmp_path / "nothing", tmp_path / "r.parquet")
    (tmp_path / "x.parquet").write_text("no table", encoding="utf-8")
    with pytest.raises(InputError, match="not readable as Parquet"):
        corpus.evaluate(tmp_path / "x.parquet", tmp_path / "r.parquet", engine="threads")


@pytest.mark.usefixtures("lines")
def test_results_beside_the_maps_are_no_maps(tmp_path):
    for _ in range(2):
        assert corpus.evaluate(tmp_path, tmp_path / "results.parquet", engine="threads").counts.get("mistaken", 0) == 0


@pytest.mark.parametrize("engine", ["local", pytest.param("dask", marks=pytest.mark.slow)])
def test_every_engine_writes_the_same_bits(engine, lines, tmp_path):
    if engine == "dask":
        pytest.importorskip("distributed", reason="Dask is not installed (argmap[dask])")
    expected = evaluated(lines, tmp_path, statements=tmp_path / "s.parquet")
    statements = (tmp_path / "s.parquet").read_bytes()
    found = evaluated(lines, tmp_path, engine, statements=tmp_path / "s.parquet")
    assert found.equals(expected)
    assert (tmp_path / "s.parquet").read_bytes() == statements


def run_of(job, path, output, engine="local"):
    return running._Running(job, str(path), (str(output),), engine, 2, None, None).result("verdict")


def test_a_worker_that_is_killed_in_mid_run_loses_nothing(lines, tmp_path):
    expected = evaluated(lines, tmp_path)
    job = deadly.Once(EvaluationJob(), str(tmp_path / "killed"))
    found = run_of(job, lines, tmp_path / "r.parquet")
    assert (tmp_path / "killed").exists()
    assert found.maps == len(expected)
    assert rows_of(tmp_path / "r.parquet").equals(expected)


def test_a_map_that_kills_its_worker_is_reported_and_the_others_are_evaluated(lines, tmp_path):
    expected = evaluated(lines, tmp_path)
    found = run_of(deadly.On(EvaluationJob(), (f"{lines}:24",)), lines, tmp_path / "r.parquet")
    assert found.counts["mistaken"] == 1
    rows = rows_of(tmp_path / "r.parquet")
    assert rows.filter(pl.col("line") != 24).equals(expected.filter(pl.col("line") != 24))
    (wrong,) = rows.filter(pl.col("line") == 24).rows(named=True)
    assert (wrong["rule"], wrong["error_line"], wrong["verdict"]) == (DIED, 24, None)


class Recording(EvaluationJob):
    """The job; keeps the names of what it was given."""

    seen: ClassVar[list] = []

    def __call__(self, items):
        self.seen.extend(item.name for item in items)
        return super().__call__(items)


def test_a_run_that_was_ended_goes_on_where_it_was(lines, maps, tmp_path):
    expected = evaluated(lines, tmp_path)
    output = tmp_path / "r.parquet"

    def end(advance):
        if advance.maps >= 21:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        corpus.evaluate(lines, output, engine="threads", workers=1, progress=end)
    assert not output.exists()
    parts = list((tmp_path / ".r.parquet.parts").glob("*.parquet"))
    before = sum(parquet.read_metadata(part).num_rows for part in parts)
    assert before >= 21
    Recording.seen.clear()
    found = run_of(Recording(), lines, output, "threads")
    assert (found.before, found.maps) == (before, len(maps))
    assert len(Recording.seen) == len(set(Recording.seen)) == len(maps) - before
    assert rows_of(output).equals(expected)
    assert not (tmp_path / ".r.parquet.parts").exists()


def test_what_was_changed_since_is_done_again_and_nothing_else(lines, maps, tmp_path):
    output = tmp_path / "r.parquet"
    with pytest.raises(KeyboardInterrupt):
        corpus.evaluate(lines, output, engine="threads", workers=1, progress=_interrupt_at_the_end(len(maps)))
    written = lines.read_text(encoding="utf-8").split("\n")
    written[10] = SIMPLE
    lines.write_text("\n".join(written), encoding="utf-8")
    found = corpus.evaluate(lines, output, engine="threads")
    assert found.before == len(maps) - 7
    assert rows_of(output)["stands"][10] == 0.7
    with pytest.raises(KeyboardInterrupt):
        corpus.evaluate(lines, output, engine="threads", workers=1, progress=_interrupt_at_the_end(len(maps)))
    other = corpus.evaluate(lines, output, engine="threads", semantics="df-quad")
    assert other.before == 0
    assert set(rows_of(output)["semantics"].drop_nulls()) >= {"df-quad"}


def _interrupt_at_the_end(count):
    def tell(advance):
        if advance.maps == count:
            raise KeyboardInterrupt

    return tell


def test_two_runs_do_not_write_the_same_file(lines, tmp_path):
    def again(_advance):
        corpus.evaluate(lines, tmp_path / "r.parquet", engine="threads")

    with pytest.raises(UsageError, match="another run"):
        corpus.evaluate(lines, tmp_path / "r.parquet", engine="threads", progress=again)


@pytest.mark.slow
def test_a_killed_command_is_taken_up_again_and_leaves_no_worker(tmp_path):
    path, output = tmp_path / "many.jsonl", tmp_path / "r.parquet"
    path.write_text(f"{SIMPLE}\n" * 2_500, encoding="utf-8")
    command = [sys.executable, "-m", "argmap", "corpus", "eval", str(path), "-o", str(output), "--workers", "2"]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    folder = tmp_path / ".r.parquet.parts"
    with subprocess.Popen(command, env=env, start_new_session=True, stderr=subprocess.DEVNULL) as process:
        while not list(folder.glob("*.parquet")):
            assert process.poll() is None
            sleep(0.01)
        process.send_signal(signal.SIGKILL)
    while any_of_session(process.pid):
        sleep(0.05)
    assert not output.exists()
    before = sum(parquet.read_metadata(part).num_rows for part in folder.glob("*.parquet"))
    done = subprocess.run(command, env=env, capture_output=True, encoding="utf-8", check=False)
    assert f"{before:,} of them by an earlier run" in done.stderr
    assert before >= 1_000
    assert rows_of(output).height == 2_500
    assert rows_of(output)["number"].to_list() == list(range(2_500))


def any_of_session(session):
    """Whether a process of a session is still there."""
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text(encoding="utf-8").rpartition(")")[2].split()
        except OSError:
            continue
        if fields[3] == str(session) and fields[0] != "Z":
            return True
    return False


def test_progress_tells_the_rate_and_what_is_left(lines, maps, tmp_path):
    told = []
    corpus.evaluate(lines, tmp_path / "r.parquet", engine="threads", progress=told.append)
    assert [one.maps for one in told] == sorted(one.maps for one in told)
    assert told[-1].maps == len(maps)
    assert 0.99 < told[-1].share <= 1
    assert all(one.rate > 0 and one.left >= 0 for one in told)


def test_results_are_read_by_other_libraries(lines, maps, tmp_path):
    path = corpus.evaluate(lines, tmp_path / "r.parquet", engine="threads").outputs[0]
    assert list(pd.read_parquet(path).columns) == list(MAPS.names) == pl.read_parquet(path).columns
    duckdb = pytest.importorskip("duckdb", reason="DuckDB is not installed")
    assert duckdb.read_parquet(path).aggregate("count(*)").fetchall() == [(len(maps),)]


def test_the_command_line_evaluates_checks_and_reports(lines, maps, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    with lines.open("a", encoding="utf-8") as file:
        file.write("{nonsense | `x` <b>\n")
    said = ["--engine", "threads"]
    assert exit_code(["corpus", "eval", "maps.jsonl", *said]) == 1
    assert f"{len(maps) + 1} maps: " in capsys.readouterr().out
    assert exit_code(["corpus", "check", "maps.jsonl", "--select", "AM3", *said]) == 1
    assert list(rows_of("findings.parquet").columns) == list(FINDINGS.names)
    assert exit_code(["corpus", "report", "results.parquet", "--findings", "findings.parquet"]) == 0
    text = (tmp_path / "corpus.md").read_text(encoding="utf-8")
    assert "# A corpus of 61 maps" in text
    assert "not readable as JSON" in text
    assert "does not load" in text
    for name in ("verdicts", "strengths", "findings"):
        assert f"(corpus-{name}.svg)" in text
        assert (tmp_path / f"corpus-{name}.svg").read_text(encoding="utf-8").endswith("</svg>\n")
    assert exit_code(["corpus", "report", "findings.parquet"]) == 2
    assert "no column" in capsys.readouterr().err


def exit_code(words):
    try:
        return cli(words)
    except SystemExit as end:
        return end.code


def test_an_empty_corpus_has_an_empty_result(tmp_path):
    (tmp_path / "none.jsonl").write_text("\n\n", encoding="utf-8")
    assert evaluated(tmp_path / "none.jsonl", tmp_path).shape == (0, len(MAPS.names) - 1)
    corpus.report(tmp_path / "results.parquet", tmp_path / "corpus.md")


def test_the_order_of_a_corpus_is_that_of_its_names(tmp_path):
    for name in ("b/1.argmap.json", "a/2.argmap.json", "a.jsonl"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(SIMPLE, encoding="utf-8")
    assert [Path(entry.file).name for entry in entries(str(tmp_path))] == ["2.argmap.json", "a.jsonl", "1.argmap.json"]
