"""Whether the evidence of a map still holds: files with their hashes, tests, days of expiry, and answers on the command line.

Paths start at the folder of the map's file, and lead nowhere but below that folder or below the working folder.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import file_digest
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from argmap import files
from argmap.errors import LoadError, shown
from argmap.model import ArgumentMap, Evidence

if TYPE_CHECKING:
    from argmap.analysis.junit import Report

State = Literal["missing", "changed", "failed", "expired", "not given", "not pinned"]
FALLEN: tuple[State, ...] = ("missing", "changed", "failed", "expired")
"""What a statement cannot be relied on with."""


def today_here() -> date:
    """The day that it is on this machine."""
    return datetime.now().astimezone().date()


@dataclass(frozen=True)
class Circumstances:
    """What evidence is held against: the day, and what the command line says of the names that evidence has."""

    today: date = field(default_factory=today_here)
    given: Mapping[str, bool] = field(default_factory=dict)


@dataclass(frozen=True)
class Unheld:
    """Evidence of a statement that does not hold, or that nobody can test: `at` is its number among the statement's.

    `pinned` is the evidence with the hash that its file has now, where it has none.
    """

    id: str
    at: int
    state: State
    message: str
    hint: str
    pinned: Evidence | None = None


def unheld(m: ArgumentMap, circumstances: Circumstances | None = None) -> tuple[Unheld, ...]:
    """All evidence of a map that does not hold, in the order of the statements; files are read, and changed by nothing.

    >>> from argmap.model import ArgumentMap, Claim
    >>> old = Evidence(expires="2026-01-31")
    >>> m = ArgumentMap(conclusion="c", statements=[Claim("It is so.", id="c", evidence=[old])])
    >>> [(one.state, one.message) for one in unheld(m, Circumstances(date(2026, 2, 2)))]
    [('expired', "the evidence of 'c' expired on 2026-01-31, 2 days ago")]
    """
    looked = _Look(circumstances or Circumstances())
    found = []
    for node in m.statements:
        folder = folder_of(m, node.id) if node.evidence else Path()
        for at, evidence in enumerate(node.evidence):
            found += [Unheld(node.id, at, *told) for told in looked.at(evidence, folder, node.id)]
    return tuple(found)


def folder_of(m: ArgumentMap, id: str) -> Path:
    """The folder in which the paths of a statement's evidence start: that of its file."""
    place = m.place(id)
    return Path(place.file).parent if place else Path()


_Told = tuple[State, str, str] | tuple[State, str, str, Evidence]


@dataclass
class _Look:
    """Looks at evidence, and reads each report once."""

    circumstances: Circumstances
    reports: dict[Path, "Report"] = field(default_factory=dict)

    def at(self, evidence: Evidence, folder: Path, id: str) -> Iterator[_Told]:
        """What is wrong with one piece of evidence."""
        if evidence.file:
            yield from self._file(evidence, evidence.file, folder, id)
        if evidence.junit:
            yield from self._test(evidence.test or "", evidence.junit, folder, id)
        today = self.circumstances.today
        if evidence.until and evidence.until < today:
            days = (today - evidence.until).days
            message = f"the evidence of {id!r} expired on {evidence.expires}, {days} day{'s' if days > 1 else ''} ago"
            yield "expired", message, "renew it, and write the new day"
        if evidence.given:
            yield from self._given(evidence.given, id)

    def _file(self, evidence: Evidence, name: str, folder: Path, id: str) -> Iterator[_Told]:
        path = _found(name, folder)
        if isinstance(path, str):
            yield "missing", f"the evidence {shown(name)} of {id!r} {path}", _FROM
            return
        try:
            present_hash = sha256_of(path)
        except OSError as error:
            yield "missing", f"the evidence {shown(name)} of {id!r} cannot be read: {error.strerror}", _FROM
            return
        if evidence.sha256 is None:
            pinned = evidence.replace(sha256=present_hash[:16])
            yield (
                "not pinned",
                f"the evidence {shown(name)} of {id!r} has no hash",
                f"sha256: {present_hash[:16]}",
                pinned,
            )
        elif not present_hash.startswith(evidence.sha256.rstrip("…").lower()):
            length = max(16, len(evidence.sha256.rstrip("…")))
            message = f"the evidence {shown(name)} of {id!r} has changed: its sha256 is {present_hash[:12]}…"
            yield (
                "changed",
                f"{message}, not {evidence.sha256[:12]}…",
                f"see whether {id!r} still holds, then write sha256: {present_hash[:length]}",
            )

    def _test(self, test: str, name: str, folder: Path, id: str) -> Iterator[_Told]:
        from argmap.analysis.junit import report_of

        path = _found(name, folder)
        if isinstance(path, str):
            yield "missing", f"the report {shown(name)} of {id!r} {path}", f"{_FROM}; run the tests first"
            return
        try:
            if path not in self.reports:
                self.reports[path] = report_of(files.read(path), name)
        except OSError as error:
            yield "missing", f"the report {shown(name)} of {id!r} cannot be read: {error.strerror}", _FROM
            return
        except LoadError as error:
            problem = error.problems[0]
            yield "missing", f"the report {shown(name)} of {id!r} is none: {problem.message}", problem.hint
            return
        outcome = self.reports[path].outcome(test)
        if outcome is None:
            yield (
                "missing",
                f"{shown(name)} has no test {shown(test)}, on which {id!r} rests",
                "its class::name, or name",
            )
        elif outcome == "skipped":
            yield "missing", f"the test {shown(test)}, on which {id!r} rests, was skipped", f"see {name}"
        elif outcome == "failed":
            yield "failed", f"the test {shown(test)}, on which {id!r} rests, failed", f"see {name}"

    def _given(self, name: str, id: str) -> Iterator[_Told]:
        answer = self.circumstances.given.get(name)
        if answer is None:
            yield (
                "not given",
                f"nobody says whether {shown(name)}, on which {id!r} rests, is given",
                f"--given {name}=yes",
            )
        elif not answer:
            yield "failed", f"{shown(name)}, on which {id!r} rests, is not given", "see what has become of it"


_FROM = "the path starts at the folder of the map"


def evidence_path(name: str, folder: Path) -> Path | None:
    """The path that evidence names, from the folder of its map; None if it leads out of that folder and the working folder.

    >>> evidence_path("../../../etc/passwd", Path("maps"))
    """
    try:
        path = (folder / name).resolve()
        allowed = (folder.resolve(), Path.cwd())
    except (OSError, ValueError, RuntimeError):
        return None
    return path if any(path.is_relative_to(one) for one in allowed) else None


def _found(name: str, folder: Path) -> Path | str:
    """The file that evidence names; else in words what is wrong with the path."""
    path = evidence_path(name, folder)
    if path is None:
        return "lies outside the folder of the map and the working folder"
    try:
        return path if path.is_file() else "is not there"
    except OSError:
        return "is not there"


def sha256_of(path: Path) -> str:
    """The SHA-256 hash of a file, in hexadecimal digits. Raises OSError.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder) / "a.csv"
    ...     files.write(path, "1")
    ...     sha256_of(path)[:8]
    '6b86b273'
    """
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
