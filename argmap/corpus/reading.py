"""How the maps of a corpus are read: one after another, with the fastest parser there is and without a search for garbage."""

from collections.abc import Callable, Sequence

from argmap import files, formats
from argmap.collecting import paused
from argmap.corpus.source import CorpusEntry
from argmap.corpus.table import TableRows
from argmap.errors import LoadError, Problem
from argmap.formats.flat_quick import quick_parser
from argmap.model import ArgumentMap


def each(entries: Sequence[CorpusEntry], work: Callable[[CorpusEntry], TableRows]) -> list[TableRows]:
    """The rows that `work` makes of each map."""
    quick_parser()
    with paused():
        return [work(entry) for entry in entries]


def loaded(entry: CorpusEntry) -> ArgumentMap:
    """The map of an entry. Raises LoadError."""
    if entry.problem:
        raise LoadError([Problem("", entry.problem)])
    if entry.line:
        return formats.loads(files.text(entry.data, entry.file), "json", file=entry.file)
    return formats.own_map(entry.data, entry.file)
