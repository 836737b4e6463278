"""The home of a text: the file that it stands in, from which the files that it includes are found."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from argmap import files
from argmap.model import ArgumentMap

Fetch = Callable[[Path], bytes | None]
"""What a file holds; None if there is none."""


@dataclass(frozen=True)
class Home:
    """The file that a text stands in, and what its includes may find; made by `home_of`."""

    file: str
    root: Path
    fetch: Fetch
    chain: tuple[Path, ...]
    loaded: dict[Path, ArgumentMap | None] = field(default_factory=dict)

    def within(self, file: str, path: Path) -> "Home":
        """The home of a file that is included here."""
        return replace(self, file=file, chain=(*self.chain, path))


def home_of(file: str, fetch: Fetch | None = None) -> Home:
    """The home of a file that is opened; `fetch` reads other files, from the disk unless it is given."""
    path = Path(file).resolve()
    return Home(file, path.parent, fetch or files.read, (path,))


def home_if_file(file: str, fetch: Fetch | None = None) -> Home | None:
    """The home of a text by the name that messages call it; None for a text that stands in no file.

    >>> home_if_file("<stdin>")
    """
    return None if file.startswith("<") or file == "-" else home_of(file, fetch)
