"""A run over a corpus: maps in chunks to an engine, results to Parquet; an interrupted run can be resumed."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from importlib.metadata import version
from os import PathLike, fspath
from time import monotonic
from typing import Unpack

from argmap.corpus.checking import CheckJob
from argmap.corpus.evaluating import EvaluationJob
from argmap.corpus.parts import Parts
from argmap.corpus.source import CorpusEntry, bytes_of, entries, needs_pyarrow
from argmap.engine import Task, engine_of
from argmap.engine import run as run_tasks
from argmap.engine.table import DEFAULT_ENGINE
from argmap.evaluation import Said
from argmap.lint.checking import Request
from argmap.model.evaluating import Evaluating

MAPS_AT_ONCE, CHUNK_BYTES = 1_000, 8_000_000
"""A chunk ends after so many maps or bytes: small maps take an engine some tenths of a second."""
MISTAKEN = "mistaken"
"""What a map is counted as that has no verdict."""
Path = str | PathLike[str]


@dataclass(frozen=True)
class Advance:
    """How far a run is: maps done and bytes of the corpus done, in each how much by an earlier run, of how many bytes, in how many seconds."""

    maps: int
    before: int
    done: int
    skipped: int
    of: int
    seconds: float

    @property
    def rate(self) -> float:
        """Maps per second, those of an earlier run left out."""
        return (self.maps - self.before) / self.seconds if self.seconds else 0.0

    @property
    def share(self) -> float:
        """The share of the corpus that is done, by its bytes, in [0, 1]."""
        return min(1.0, self.done / self.of) if self.of else 1.0

    @property
    def left(self) -> float:
        """The seconds that are probably left; infinite as long as nothing is done."""
        fresh = self.done - self.skipped
        return self.seconds * max(0, self.of - self.done) / fresh if fresh > 0 else float("inf")


Told = Callable[[Advance], None]


@dataclass(frozen=True)
class CorpusRun:
    """What a run has written: the `outputs`, how many `maps` it read, and how many of them an earlier run had done.

    `counts` says how many maps have each verdict and how many are `mistaken`, or how many findings have each severity.
    """

    outputs: tuple[str, ...]
    maps: int
    before: int
    seconds: float
    counts: Mapping[str, int]


def evaluate_corpus(
    corpus: Path,
    output: Path,
    *,
    statements: Path | None = None,
    engine: str = DEFAULT_ENGINE,
    workers: int | None = None,
    scheduler: str | None = None,
    project: Evaluating | None = None,
    progress: Told | None = None,
    **said: Unpack[Said],
) -> CorpusRun:
    """Evaluates every map of a corpus and writes a Parquet file with a row for each; gives what was written.

    `corpus` is a folder, a glob, JSON Lines (`.jsonl`, `.jsonl.gz`, `.jsonl.zst`) or Parquet with flat maps. `statements` names
    a second file, with a row for each statement. `engine` is one of `ENGINES`: processes of this machine, threads, or Dask, at
    the address `scheduler` or on this machine; the rows are the same bit for bit, but for the `seconds`. A map that does not
    load, cannot be evaluated or ends its process has its mistake in its row. The chunks that are done are kept in a hidden
    folder beside `output`: if the run is killed, the same call does the rest. `project` and `said` are the settings of the
    evaluation. Raises InputError for a corpus without a map, MissingPackage without pyarrow, EngineError, OSError.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     found = evaluate_corpus("arguments", f"{folder}/results.parquet", engine="threads")
    >>> found.maps, found.counts
    (4, {'undecided': 2, 'accepted': 2})
    """
    job = EvaluationJob(said, project, statements is not None)
    outputs = (fspath(output), *((fspath(statements),) if statements is not None else ()))
    return _Running(job, fspath(corpus), outputs, engine, workers, scheduler, progress).result("verdict")


def check_corpus(
    corpus: Path,
    output: Path,
    *,
    request: Request | None = None,
    engine: str = DEFAULT_ENGINE,
    workers: int | None = None,
    scheduler: str | None = None,
    progress: Told | None = None,
    **said: Unpack[Said],
) -> CorpusRun:
    """Checks every map of a corpus by the rules of `argmap check`, and writes a Parquet file with a row for each finding.

    A map that does not load has a row with the code `load` for each mistake. Everything else is as for `evaluate_corpus`.
    """
    job = CheckJob(request or Request(), said)
    return _Running(job, fspath(corpus), (fspath(output),), engine, workers, scheduler, progress).result("severity")


@dataclass
class _Running:
    """One run, and how far it is."""

    job: EvaluationJob | CheckJob
    corpus: str
    outputs: tuple[str, ...]
    engine: str
    workers: int | None
    scheduler: str | None
    progress: Told | None
    begun: float = field(default_factory=monotonic)
    maps: int = 0
    before: int = 0
    done: int = 0
    skipped: int = 0
    under_way: dict[int, tuple[int, int]] = field(default_factory=dict)

    def result(self, counted: str) -> CorpusRun:
        """Does the work; `counted` is the column whose values are counted."""
        needs_pyarrow()
        engine = engine_of(self.engine)
        self.of = bytes_of(self.corpus)
        parts = Parts(self.outputs[0], self.job.tables, self._key())
        counts: Counter[str] = Counter()
        with parts.open():
            opened = partial(engine.opened, self.workers, self.scheduler)
            for number, found in run_tasks(opened, self.job, self._tasks(parts), self.job.lost):
                parts.write(number, found)
                self._advance(*self.under_way.pop(number))
            for group in parts.joined(self.outputs):
                counts.update(value or MISTAKEN for value in group.column(counted).to_pylist())
            parts.remove()
        return CorpusRun(self.outputs, self.maps, self.before, monotonic() - self.begun, dict(counts.most_common()))

    def _tasks(self, parts: Parts) -> Iterator[Task[CorpusEntry]]:
        for number, chunk in enumerate(chunks(entries(self.corpus, without=self.outputs))):
            size = len(chunk), sum(entry.extent for entry in chunk)
            if parts.noted(number, chunk):
                self.before += size[0]
                self.skipped += size[1]
                self._advance(*size)
            else:
                self.under_way[number] = size
                yield Task(number, chunk)

    def _advance(self, maps: int, extent: int) -> None:
        self.maps += maps
        self.done += extent
        if self.progress:
            self.progress(Advance(self.maps, self.before, self.done, self.skipped, self.of, monotonic() - self.begun))

    def _key(self) -> str:
        """What the rows depend on besides the maps."""
        said = {name: getattr(value, "name", value) for name, value in self.job.said.items()}
        others = {name: value for name, value in vars(self.job).items() if name != "said"}
        return repr((version("argmap"), [table.names for table in self.job.tables], sorted(said.items()), others))


def chunks(listed: Iterable[CorpusEntry]) -> Iterator[list[CorpusEntry]]:
    """The maps in chunks, which depend on nothing but the maps.

    >>> [len(chunk) for chunk in chunks(CorpusEntry(n, "", "", 0, b"", 0) for n in range(2_500))]
    [1000, 1000, 500]
    """
    chunk: list[CorpusEntry] = []
    size = 0
    for entry in listed:
        chunk.append(entry)
        size += len(entry.data)
        if len(chunk) == MAPS_AT_ONCE or size >= CHUNK_BYTES:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk
