"""Many small maps and one large one, from text to verdicts: where the time goes, beside the fastest parsers, and on each engine.

What one core does is told in CPU time, whole corpora in the time that passes.
"""

import io
import json
import random
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from importlib.util import find_spec
from math import log
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import Any
from unittest import mock

import yaml
from growth import ran
from measure import AGREE, Row, Setting, apart, child, race
from pyarrow import parquet

import argmap
from argmap import corpus
from argmap.corpus.evaluating import EvaluationJob
from argmap.corpus.source import CorpusEntry
from argmap.corpus.table import MAPS
from argmap.formats import flat_quick

LEAST, MOST = 10, 40
"""The statements of a map."""
HELD = 300
"""So many maps are measured step by step."""
FEW = 20
"""So many maps are given to ProbLog, which takes long."""
LARGE = 100_000
"""The statements of the large map."""
LOAD = "import sys, argmap; argmap.load(sys.argv[1])"
TINY = {
    "json": '{"conclusion": "a", "nodes": [{"kind": "claim", "id": "a", "text": "It pays."}]}',
    "outline": "claim: It pays.",
}
ENGINES = (("local", 1), ("local", None), ("dask", 2))


def rows(setting: Setting) -> Iterator[Row]:
    """Trees with one voice step by step, the other shapes whole, then a corpus on each engine."""
    texts = {name: [flat(random.Random(at), **shape) for at in range(HELD)] for name, shape in SHAPES.items()}
    yield from _steps(texts["trees"], setting)
    yield from _peers(texts["trees"], setting)
    yield from _outlines(texts["trees"], setting)
    yield from _large(setting)
    for name in ("shared", "three voices"):
        entries = [CorpusEntry(at, "m", "m", 1, text.encode(), 0) for at, text in enumerate(texts[name])]
        (seconds,) = race(setting.repeats, partial(EvaluationJob(), entries), clock=process_time)
        yield Row(f"a map to its row, {name}", HELD, seconds / HELD, note=_rate(seconds / HELD))
    count = setting.size(100_000)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "maps.jsonl"
        path.write_text("".join(f"{texts['trees'][at % HELD]}\n" for at in range(count)), encoding="utf-8")
        for engine, workers in ENGINES:
            yield _whole(path, count, engine, workers)


def _steps(texts: list[str], setting: Setting) -> Iterator[Row]:
    data = [text.encode() for text in texts]
    entries = [CorpusEntry(at, "m", "m", 1, one, 0) for at, one in enumerate(data)]
    job = EvaluationJob()
    fastest: Callable[[bytes], Any] = json.loads
    if find_spec("orjson") is not None:
        import orjson

        fastest = orjson.loads

    def each(work: Callable[[Any], Any], items: Sequence[Any]) -> None:
        for item in items:
            work(item)

    def plainly(text: str) -> Any:
        with mock.patch.object(flat_quick, "ORJSON", "a package that nobody has"):
            return argmap.loads(text, "json")

    def made(text: str) -> None:
        m = argmap.loads(text, "json")
        assert m.statements
        assert m.steps or len(m.statements) == 1

    rows = [one[0][0] for one in job(entries)]

    def written() -> None:
        parquet.write_table(MAPS.filled(rows), io.BytesIO(), compression="zstd")

    least, parsed, loaded, whole, plain, evaluated, told, put = (
        seconds / HELD
        for seconds in race(
            setting.repeats,
            lambda: each(fastest, data),
            lambda: each(json.loads, data),
            lambda: each(lambda text: argmap.loads(text, "json"), texts),
            lambda: each(made, texts),
            lambda: each(plainly, texts),
            lambda: each(lambda text: argmap.evaluate(argmap.loads(text, "json")).verdict, texts),
            lambda: job(entries),
            written,
            clock=process_time,
        )
    )
    against = f"{fastest.__module__}.loads"
    yield Row("a map parsed by json", HELD, parsed, least, against)
    yield Row(
        "a map loaded",
        HELD,
        loaded,
        least,
        against,
        times=5,
        note=f"validated and built in {1e6 * (loaded - least):.0f} µs",
    )
    yield Row("a map loaded, its statements used", HELD, whole, least, against)
    yield Row("a map loaded, without orjson", HELD, plain, parsed, "json.loads")
    note = f"{_rate(evaluated)}, evaluated in {1e6 * (evaluated - loaded):.0f} µs"
    yield Row("a map to its verdict", HELD, evaluated, least, against, limit=1 / 5_000, note=note)
    yield Row("a map to its row", HELD, told, evaluated, "to its verdict", note=_rate(told))
    yield Row("… and its row written", HELD, told + put, told, "to its row", note=f"written in {1e6 * put:.0f} µs")


def _peers(texts: list[str], setting: Setting) -> Iterator[Row]:
    """From JSON to the strength of the conclusion, beside other libraries; formal-argumentation knows no weights of steps."""
    plain = [_without_weights(text) for text in texts]

    def ours(text: str, semantics: str) -> float:
        e = argmap.evaluate(argmap.loads(text, "json"), semantics)
        return e[e.conclusion]

    try:
        theirs = child(setting.peers, str(Path(__file__).with_name("corpus_peer.py")), given=json.dumps(plain))
    except RuntimeError:
        yield Row(
            "to its verdict, formal-argumentation",
            note="not installed; --peers PYTHON names an interpreter that has it",
        )
    else:
        (seconds,) = race(setting.repeats, lambda: [ours(text, "df-quad") for text in plain], clock=process_time)
        gap = apart([ours(text, "df-quad") for text in plain], theirs["strengths"])
        yield Row(
            "a map to its verdict, df-quad",
            HELD,
            seconds / HELD,
            theirs["seconds"] / HELD,
            "formal-argumentation, dfquad_strengths",
            note=f"strengths within {gap:.0e}",
            agrees=gap <= AGREE,
        )
    if find_spec("problog") is None:
        yield Row("to its verdict, ProbLog", note="not installed: argmap[oracle]")
        return
    sys.path.insert(0, str(Path(__file__).parents[1]))
    from test_problog import answered

    few = texts[:FEW]
    seconds, asked = race(
        2,
        lambda: [ours(text, "possible-worlds") for text in few],
        lambda: [answered(argmap.loads(text, "json")) for text in few],
        clock=process_time,
    )
    yield Row("a map to its verdict, possible worlds", FEW, seconds / FEW, asked / FEW, "ProbLog")


def _without_weights(text: str) -> str:
    top = json.loads(text)
    for step in top["relations"]:
        del step["weight"]
    return json.dumps(top)


def _outlines(texts: list[str], setting: Setting) -> Iterator[Row]:
    outlines = [argmap.dumps(argmap.loads(text, "json")) for text in texts]

    def parsed() -> None:
        for text in outlines:
            for _ in yaml.parse(text, Loader=yaml.CSafeLoader):
                pass

    def loaded() -> None:
        for text in outlines:
            argmap.loads(text)

    least, ours = (seconds / HELD for seconds in race(setting.repeats, parsed, loaded, clock=process_time))
    yield Row("an outline loaded", HELD, ours, least, "libyaml's events", times=2.5)


def _large(setting: Setting) -> Iterator[Row]:
    """One map of so many statements in each notation: CPU time and the most memory of a process, without those of starting."""
    with TemporaryDirectory() as folder:
        for format, suffix in (("json", ".argmap.json"), ("outline", ".argmap.yaml")):
            found = []
            for count in (setting.size(LARGE) // 4, setting.size(LARGE)):
                path = Path(folder) / f"{count}{suffix}"
                text = flat(random.Random(1), count=count)
                path.write_text(
                    text if format == "json" else argmap.dumps(argmap.loads(text, "json")), encoding="utf-8"
                )
                found.append((count, path.stat().st_size, ran(["-c", LOAD, str(path)])))
            first = Path(folder) / f"first{suffix}"
            first.write_text(TINY[format], encoding="utf-8")
            start = ran(["-c", LOAD, str(first)])
            (few, _, short), (count, size, long) = found
            seconds = [max((one.seconds or 0.0) - (start.seconds or 0.0), 0.01) for one in (short, long)]
            note = f"exponent {log(seconds[1] / seconds[0]) / log(count / few):.2f}, at most {(long.bytes - start.bytes - 2 * size) / count:,.0f} bytes a statement beside its text"
            yield Row(f"load {format}", count, seconds[1], limit=5, note=note)


def _whole(path: Path, count: int, engine: str, workers: int | None) -> Row:
    name = f"a corpus, {engine}, {workers or 'all'} worker{'' if workers == 1 else 's'}"
    if engine == "dask" and find_spec("distributed") is None:
        return Row(name, count, note="Dask is not installed")
    begun = perf_counter()
    corpus.evaluate(path, path.with_suffix(".parquet"), engine=engine, workers=workers)
    seconds = perf_counter() - begun
    return Row(name, count, seconds, note=f"{count / seconds:,.0f} maps a second, starting and writing included")


def _rate(seconds: float) -> str:
    return f"{1 / seconds:,.0f} a second on a core"


def flat(
    chance: random.Random, *, shared: float = 0.0, voices: tuple[str, ...] = ("author",), count: int | None = None
) -> str:
    """A flat map of 10 to 40 statements, or of `count`: a tree, with so large a share of statements that bear on a second one."""
    count = count or chance.randint(LEAST, MOST)
    nodes: list[dict[str, Any]] = [
        {"kind": "claim", "id": "c", "text": "The plan pays off within five years of its start."}
    ]
    steps = []
    for at in range(1, count):
        kind = chance.choice(("premise", "premise", "counterevidence"))
        text = f"Statement {at} of this map says something about the plan, {chance.random():.6f} of it."
        voice = chance.choice(voices)
        said = {} if voice == "author" else {"voice": voice}
        place = f'p. {at} "quoted words {at}"'
        nodes.append(
            {"kind": kind, "id": f"s{at}", "text": text, "strength": round(chance.random(), 2), "source": place, **said}
        )
        targets = {chance.randrange(at)} | ({chance.randrange(at)} if chance.random() < shared else set())
        relation = "support" if kind == "premise" else "attack"
        steps += [
            {
                "kind": relation,
                "sources": [f"s{at}"],
                "target": nodes[target]["id"],
                "weight": round(chance.random(), 2),
            }
            for target in targets
        ]
    return json.dumps({"argmap": 1, "title": "A plan", "conclusion": "c", "nodes": nodes, "relations": steps})


SHAPES: Mapping[str, Mapping[str, Any]] = {
    "trees": {},
    "shared": {"shared": 0.3},
    "three voices": {"voices": ("author", "author", "reported", "analyst")},
}
