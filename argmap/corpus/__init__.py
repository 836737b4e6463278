"""Corpora: many maps at once, from a folder, a glob, JSON Lines or Parquet; evaluated, checked and summed up.

`argmap.corpus.evaluate`, `check` and `report` are what `argmap corpus eval`, `check` and `report` call.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from argmap.corpus.markdown import corpus_report as report
    from argmap.corpus.run import CorpusRun
    from argmap.corpus.run import check_corpus as check
    from argmap.corpus.run import evaluate_corpus as evaluate
    from argmap.corpus.writing import save_corpus as save

_ROOM_OF = {
    "CorpusRun": "run:CorpusRun",
    "check": "run:check_corpus",
    "evaluate": "run:evaluate_corpus",
    "report": "markdown:corpus_report",
    "save": "writing:save_corpus",
}
"""Where each name stands; it is imported when it is first used."""

__all__ = ["CorpusRun", "check", "evaluate", "report", "save"]


def __getattr__(name: str) -> Any:
    if name not in _ROOM_OF:
        raise AttributeError(f"module 'argmap.corpus' has no attribute {name!r}")
    room, _, own = _ROOM_OF[name].partition(":")
    globals()[name] = value = getattr(import_module(f"argmap.corpus.{room}"), own)
    return value
