"""Folders of maps: the files in them that are maps by their own suffixes."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from argmap.errors import UsageError
from argmap.formats import OWN_SUFFIXES


def maps_at(paths: Iterable[str]) -> tuple[str, ...]:
    """The files that these paths name, each once: a folder stands for the maps in it and below it, in order of their names.

    A map is a file that ends in one of `OWN_SUFFIXES`; hidden folders are left out. Raises UsageError for a folder without
    a map.
    """
    return tuple(
        dict.fromkeys(file for path in paths for file in ([path] if not Path(path).is_dir() else _maps_in(path)))
    )


def _maps_in(folder: str) -> list[str]:
    if found := sorted(_walked(folder)):
        return found
    raise UsageError(f"there is no map in the folder {folder!r}", f"a map ends in {', '.join(OWN_SUFFIXES)}")


def _walked(folder: str) -> Iterator[str]:
    for here, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (str(Path(here) / name) for name in files if name.lower().endswith(OWN_SUFFIXES))
