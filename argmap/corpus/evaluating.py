"""Evaluates maps of a corpus: for each a row with its verdict or its mistake, and a row for each statement."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any

from argmap.corpus.mistake import DIED, place_of, problems_of
from argmap.corpus.reading import each, loaded
from argmap.corpus.source import CorpusEntry
from argmap.corpus.table import MAPS, STATEMENTS, Columns, TableRows, where
from argmap.errors import Problem
from argmap.evaluation import Evaluation, Said, evaluate
from argmap.lint.settings import evaluated_as
from argmap.model import STEP_KINDS, ArgumentMap
from argmap.model.evaluating import Evaluating
from argmap.model.standpoint import STANDPOINTS
from argmap.model.statement import STATEMENT_KINDS

OTHER_STANDPOINTS = tuple(name for name in STANDPOINTS if name != "examined")
COUNTED_KINDS = (*STATEMENT_KINDS, *STEP_KINDS)
_EMPTY = len(MAPS.columns) - 4 - 5


@dataclass(frozen=True)
class EvaluationJob:
    """How each map is evaluated, as `said` and its own `evaluate:` say, else as `project` says; with `statements`, two tables."""

    said: Said = field(default_factory=Said)
    project: Evaluating | None = None
    statements: bool = False

    @property
    def tables(self) -> tuple[Columns, ...]:
        """The tables that it makes."""
        return (MAPS, STATEMENTS) if self.statements else (MAPS,)

    def __call__(self, entries: Sequence[CorpusEntry]) -> list[TableRows]:
        """The rows of each map. Nothing that is wrong with one map ends the work on the others."""
        return each(entries, self._rows)

    def lost(self, entry: CorpusEntry) -> TableRows:
        """The rows of a map that ends its process."""
        return self._wrong(entry, (Problem("", DIED),), None)

    def _rows(self, entry: CorpusEntry) -> TableRows:
        started_at = perf_counter()
        try:
            m = evaluated_as(loaded(entry), self.project)
            e = evaluate(m, **self.said)
            cells, rows = _told(m, e), _statements(entry, m, e) if self.statements else ()
        except Exception as error:  # noqa: BLE001 - one map of many: whatever is wrong with it is told in its row
            return self._wrong(entry, problems_of(error, entry), perf_counter() - started_at)
        row = (*where(entry), *cells, perf_counter() - started_at, 0, None, None, None, None)
        return ((row,), rows) if self.statements else ((row,),)

    def _wrong(self, entry: CorpusEntry, problems: tuple[Problem, ...], seconds: float | None) -> TableRows:
        first = problems[0]
        rule = f"{first.subject}: {first.message}" if first.subject else first.message
        told = str(first) if first.place else f"{entry.name}: {first}"
        row = (*where(entry), *(None,) * (_EMPTY - 1), seconds, len(problems), rule, *place_of(first, entry), told)
        return ((row,), ()) if self.statements else ((row,),)


def _told(m: ArgumentMap, e: Evaluation) -> tuple[Any, ...]:
    """The cells from the conclusion to the counts."""
    of = m.conclusion
    others = {name: one for name, one in e.standpoints.items() if name != e.how.standpoint} if _voices(m) else {}
    other_cells = [
        cell
        for name in OTHER_STANDPOINTS
        for cell in ((others[name].verdict, others[name][of]) if name in others else (None,) * 2)
    ]
    counts = Counter((*m.statement_rows.kinds, *m.step_rows.kinds))
    low, high = e.intervals[of]
    return (
        of,
        e.semantics,
        e.verdict,
        e.reason or None,
        e[of],
        e.defeated.get(of),
        e.open.get(of),
        low,
        high,
        e.status,
        *other_cells,
        *map(counts.__getitem__, COUNTED_KINDS),
    )


def _voices(m: ArgumentMap) -> bool:
    """Whether anybody but the author speaks."""
    return not {*m.statement_rows.column("voice"), *m.step_rows.column("by")} <= {"author", None}


def _statements(entry: CorpusEntry, m: ArgumentMap, e: Evaluation) -> list[tuple[Any, ...]]:
    return [
        (
            entry.number,
            entry.name,
            id,
            m.statement(id).kind,
            e.base.get(id),
            strength,
            e.defeated.get(id),
            *e.intervals[id],
            e.verdict_of(id),
        )
        for id, strength in e.strengths.items()
    ]
