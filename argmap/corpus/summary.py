"""What a results file holds, counted in one pass over it: verdicts, strengths, mistakes, the slowest maps."""

import heapq
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from argmap.corpus.table import FINDINGS, MAPS
from argmap.errors import InputError

STRENGTH_BINS = 20
"""The strengths are counted in so many equal parts of [0, 1]."""
SLOWEST, COMMONEST = 10, 15
ROWS_SUMMED = 20_000


@dataclass
class Results:
    """What was counted: maps by verdict and by reason, strengths in `STRENGTH_BINS` parts of [0, 1], sizes, mistakes, the slowest maps."""

    maps: int = 0
    verdicts: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    semantics: Counter[str] = field(default_factory=Counter)
    strengths: list[int] = field(default_factory=lambda: [0] * STRENGTH_BINS)
    turned: int = 0
    statements: int = 0
    seconds: float = 0.0
    mistakes: Counter[str] = field(default_factory=Counter)
    example: dict[str, str] = field(default_factory=dict)
    slowest: list[tuple[float, int, str, int]] = field(default_factory=list)

    @property
    def errors(self) -> int:
        """How many maps have a mistake."""
        return self.maps - sum(self.verdicts.values())


@dataclass
class Findings:
    """What was counted: findings by code and severity, the maps that have any, and for each code a place."""

    found: Counter[tuple[str, str]] = field(default_factory=Counter)
    maps: int = 0
    example: dict[str, str] = field(default_factory=dict)


def results_of(path: str) -> Results:
    """What `argmap corpus eval` wrote, counted. Raises InputError for another file."""
    results = Results()
    names = ("map", "verdict", "reason", "semantics", "stands", "as_argued_verdict", "seconds", "rule", "error")
    for batch in _batches(path, MAPS.names, (*names, "claims", "premises", "counterevidence")):
        for map_, verdict, reason, semantics, stands, argued, seconds, rule, error, *kinds in batch:
            results.maps += 1
            results.seconds += seconds or 0.0
            if verdict is None:
                results.mistakes[_kind(rule)] += 1
                results.example.setdefault(_kind(rule), error)
                continue
            size = sum(kinds)
            results.verdicts[verdict] += 1
            results.semantics[semantics] += 1
            results.reasons.update([reason] if reason else [])
            results.strengths[min(STRENGTH_BINS - 1, int(stands * STRENGTH_BINS))] += 1
            results.turned += argued is not None and argued != verdict
            results.statements += size
            heapq.heappush(results.slowest, (seconds, -results.maps, map_, size))
            if len(results.slowest) > SLOWEST:
                heapq.heappop(results.slowest)
    results.slowest.sort(reverse=True)
    return results


def findings_of(path: str) -> Findings:
    """What `argmap corpus check` wrote, counted. Raises InputError for another file."""
    findings, last_number = Findings(), -1
    for batch in _batches(path, FINDINGS.names, ("number", "map", "code", "severity", "message", "error_line")):
        for number, map_, code, severity, message, line in batch:
            findings.found[code, severity] += 1
            findings.maps += number != last_number
            last_number = number
            findings.example.setdefault(code, f"{map_}{f', line {line}' if line else ''}: {message}")
    return findings


def _kind(rule: str) -> str:
    """A mistake without the values in it, so that those that are alike are counted together."""
    return re.sub(r"'[^']*'|\"[^\"]*\"|-?\d+(\.\d+)?", "…", rule)[:120]


def _batches(path: str, needed: Sequence[str], wanted: Sequence[str]) -> Iterator[Iterator[tuple[Any, ...]]]:
    """The rows of a Parquet file in these columns, some thousands at a time."""
    from argmap.corpus.source import needs_pyarrow

    needs_pyarrow()
    import pyarrow as pa
    from pyarrow import parquet

    try:
        with parquet.ParquetFile(Path(path)) as file:
            if missing := set(needed) - set(file.schema_arrow.names):
                hint = "argmap corpus eval and check write the files that are summed up"
                raise InputError(f"{path}: no column {min(missing)!r}", hint)
            for batch in file.iter_batches(batch_size=ROWS_SUMMED, columns=list(wanted)):
                yield zip(*(batch.column(name).to_pylist() for name in wanted), strict=True)
    except pa.ArrowException as error:
        raise InputError(f"{path}: not readable as Parquet: {str(error).splitlines()[0]}") from None
