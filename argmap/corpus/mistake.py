"""The problems that keep a map of a corpus from being loaded or evaluated, each with its place in the corpus."""

from dataclasses import replace

from argmap.corpus.source import CorpusEntry
from argmap.errors import ArgmapError, MapError, Problem

FAILED = "argmap failed"
DIED = "the process that worked on it ended, and again when it worked on nothing else"


def place_of(one: Problem, entry: CorpusEntry) -> tuple[int | None, int | None]:
    """The line and the column of a problem; without a place, the line of the corpus that holds the map."""
    return (one.place.line, one.place.column) if one.place else (entry.line or None, None)


def problems_of(error: Exception, entry: CorpusEntry) -> tuple[Problem, ...]:
    """The problems in an error; what stands in the first line of a map stands in the line of the corpus that holds it."""
    if isinstance(error, MapError):
        return tuple(_in_corpus(one, entry) for one in error.problems)
    if isinstance(error, ArgmapError):
        return (Problem("", error.message, error.hint),)
    return (Problem("", f"{FAILED}: {type(error).__name__}: {error}"),)


def _in_corpus(one: Problem, entry: CorpusEntry) -> Problem:
    if one.place is None or not entry.line:
        return one
    return one.at(replace(one.place, line=entry.line + one.place.line - 1))
