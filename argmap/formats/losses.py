"""Losses: what a map or a format cannot hold when a file is converted, and the map that was read with them."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from argmap import files
from argmap.model import ArgumentMap


@dataclass(frozen=True)
class Loss:
    """One thing that a format could not carry: its kind, where it stands, what it says, and why it is left out.

    >>> print(Loss("field classes", "G1", "[red]", "argmap has no place for it"))
    field classes: G1: [red] (argmap has no place for it)
    """

    kind: str
    place: str
    what: str
    why: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.place}: {self.what} ({self.why})"


@dataclass(frozen=True)
class Reading:
    """A map that was read, and the `losses`: the parts of the file that the map does not hold."""

    map: ArgumentMap
    losses: tuple[Loss, ...] = ()


@dataclass(frozen=True)
class Source:
    """The input of a reader of another tool's format: the name of the file, its bytes, and the conclusion that was named."""

    name: str
    data: bytes
    conclusion: str | None = None
    """The name or the text of the main claim, where the file has several top claims."""
    any_top: bool = False
    """Whether the first of several top claims is taken and none asked for."""
    files: Mapping[str, bytes] = field(default_factory=dict)
    """The files that belong together, by what their names end in, where they are not read from a folder."""

    @property
    def text(self) -> str:
        """The file as text. Raises LoadError if it is not UTF-8."""
        if self.data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            with suppress(UnicodeDecodeError):
                return self.data.decode("utf-16")
        return files.text(self.data, self.name)

    def beside(self, end: str, *ends: str) -> bytes | None:
        """The file with the same name and one of these suffixes, `ends`; None if there is none."""
        if self.files:
            return self.files.get(end)
        stem = next((self.name[: -len(one)] for one in ends if self.name.endswith(one)), None)
        if stem is None:
            return None
        path = Path(stem + end)
        return files.read(path) if path.is_file() else None


def grouped(losses: Iterable[Loss], most: int = 3) -> Iterator[str]:
    """Lines that summarise losses: for each kind and reason the number of losses, and the first of them.

    >>> list(grouped([Loss("comment", "line 3", "later", "a map has no comments")]))
    ['1 comment: a map has no comments', '    line 3: later']
    """
    groups: dict[tuple[str, str], list[Loss]] = {}
    for loss in losses:
        groups.setdefault((loss.kind, loss.why), []).append(loss)
    for (kind, why), group in groups.items():
        yield f"{len(group)} {kind}: {why}"
        for loss in group[:most]:
            what = " ".join(loss.what.split())
            yield f"    {loss.place}: {what if len(what) <= 90 else what[:89] + '…'}"
        if len(group) > most:
            yield f"    … and {len(group) - most} more"
