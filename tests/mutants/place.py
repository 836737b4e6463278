"""Where mutants are: every one of a room, and a fair choice among them that a seed repeats."""

import ast
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from alike import ALIKE
from mistakes import Mutant, mutants
from near import OUT, ROOMS
from trial import ROOT


@dataclass(frozen=True)
class Place:
    """A mutant of a module, by its number; `same` counts those before it with the same change of the same line."""

    room: str
    path: Path
    number: int
    mutant: Mutant
    text: str
    same: int

    def __str__(self) -> str:
        return f"{self.path.relative_to(ROOT)}:{self.mutant.line}: {self.mutant.change}    {self.text}"

    @property
    def key(self) -> tuple[str, str, str]:
        """What a mutant is called in the table of those that nobody can tell from the module."""
        return str(self.path.relative_to(ROOT / "argmap")), self.text, self.mutant.change


def places(asked: str) -> Iterator[Place]:
    """All mutants of a room, or of a module such as `solver/cycle`."""
    for path in modules(asked):
        source = path.read_text(encoding="utf-8")
        lines, seen = source.splitlines(), Counter()
        for number, mutant in enumerate(mutants(ast.parse(source))):
            text = lines[mutant.line - 1].strip()
            yield Place(room_of(path), path, number, mutant, text, seen[text, mutant.change])
            seen[text, mutant.change] += 1


def modules(asked: str) -> list[Path]:
    """The modules of a room, without those of the rooms in it, or the one module that is named."""
    folder = ROOT / "argmap"
    if asked in ROOMS:
        return [
            path
            for path in sorted((folder / asked).rglob("*.py"))
            if room_of(path) == asked and str(path.relative_to(folder)) not in OUT
        ]
    path = folder / f"{asked}.py"
    if not path.is_file() or room_of(path) is None:
        raise SystemExit(f"{asked}: is no room and no module of one; the rooms are {', '.join(ROOMS)}")
    return [path]


def room_of(path: Path) -> str | None:
    """The innermost room of a module."""
    parents = [
        str(parent.relative_to(ROOT / "argmap")) for parent in path.parents if parent.is_relative_to(ROOT / "argmap")
    ]
    return next((parent for parent in parents if parent in ROOMS), None)


def chosen(found: Iterable[Place], count: int, seed: int) -> list[Place]:
    """So many of the mutants, in the order of a hash: a change elsewhere in the code leaves the choice as it is.

    Mutants that somebody has found alike are among them, so that they take no other's place.
    """

    def rank(place: Place) -> str:
        return sha256("\n".join((str(seed), *place.key, str(place.same))).encode()).hexdigest()

    return sorted(found, key=rank)[:count]


def is_alike(place: Place) -> bool:
    """Whether somebody has looked at this mutant and found that nobody can tell it from the module."""
    return place.key in ALIKE
