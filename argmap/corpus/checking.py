"""Checks maps of a corpus with the rules of `argmap check`: a row for each finding and for each mistake."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from argmap.corpus.mistake import DIED, place_of, problems_of
from argmap.corpus.reading import each, loaded
from argmap.corpus.source import CorpusEntry
from argmap.corpus.table import FINDINGS, Columns, TableRows, where
from argmap.errors import Place, Problem
from argmap.evaluation import Said
from argmap.lint.checking import Request
from argmap.lint.finding import Finding


@dataclass(frozen=True)
class CheckJob:
    """Which rules are asked of each map, and how it is evaluated for them."""

    request: Request = field(default_factory=Request)
    said: Said = field(default_factory=Said)

    @property
    def tables(self) -> tuple[Columns, ...]:
        """The table that it makes."""
        return (FINDINGS,)

    def __call__(self, entries: Sequence[CorpusEntry]) -> list[TableRows]:
        """The rows of each map. Nothing that is wrong with one map ends the work on the others."""
        return each(entries, lambda entry: (self._findings(entry),))

    def lost(self, entry: CorpusEntry) -> TableRows:
        """The rows of a map that ends its process."""
        return ([_mistake(entry, Problem("", DIED))],)

    def _findings(self, entry: CorpusEntry) -> list[tuple[Any, ...]]:
        try:
            found = self.request.of(entry.file, loaded(entry), **self.said)
        except Exception as error:  # noqa: BLE001 - one map of many: whatever is wrong with it is told in its row
            return [_mistake(entry, problem) for problem in problems_of(error, entry)]
        return [_row(entry, one) for one in found]


def _row(entry: CorpusEntry, one: Finding) -> tuple[Any, ...]:
    at = _at(entry, one.place)
    return (*where(entry), one.code, one.severity, one.subject or None, one.message, one.hint or None, *at)


def _at(entry: CorpusEntry, place: Place | None) -> tuple[int | None, int | None]:
    if place is None:
        return entry.line or None, None
    return (entry.line + place.line - 1 if entry.line else place.line), place.column


def _mistake(entry: CorpusEntry, one: Problem) -> tuple[Any, ...]:
    at = place_of(one, entry)
    return (*where(entry), "load", "error", one.subject or None, one.message, one.hint or None, *at)
