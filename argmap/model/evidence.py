"""Evidence: what a statement rests on outside the map; a program can test whether it still holds."""

import re
from datetime import date
from typing import ClassVar

from argmap.errors import shown
from argmap.model.checked import Text, Value, Word
from argmap.model.field import field

_HASH = re.compile(r"[0-9a-fA-F]{8,64}…?")
_PAIRS = (("sha256", "file"), ("test", "junit"), ("junit", "test"))
"""Fields that say nothing without another one."""


class Evidence(Value):
    """What a statement rests on: a file with its hash, a test in a JUnit report, a day of expiry, an answer on the command line, or several of these.

    Paths start at the folder of the map. Raises MapError if it names nothing, or if the hash or the day is not valid.

    >>> Evidence(file="latency.csv", sha256="9f2c51d0", expires="2027-01-31").file
    'latency.csv'
    """

    thing: ClassVar[str] = "evidence"
    file: Text | None = field(default=None, description="The path of a file, from the folder of the map.")
    sha256: Text | None = field(
        default=None,
        description="The SHA-256 hash that the file had when the statement was written, or its first digits.",
    )
    junit: Text | None = field(default=None, description="The path of a JUnit report, from the folder of the map.")
    test: Text | None = field(
        default=None, description="The test in the report that must pass: its name, or its class, `::` and its name."
    )
    expires: Text | None = field(
        default=None, description="The last day on which the evidence holds, such as 2027-01-31."
    )
    given: Word | None = field(
        default=None,
        description="A name for evidence that holds if the command line says so: `--given NAME=yes` or `--given NAME=no`.",
    )

    @property
    def until(self) -> date | None:
        """The last day on which it holds; None if it does not expire."""
        return None if self.expires is None else date.fromisoformat(self.expires)

    def _check(self) -> None:
        if not any((self.file, self.test, self.junit, self.sha256, self.expires, self.given)):
            raise ValueError("must name a file, a test, a date of expiry or an argument, got nothing")
        for one, other in _PAIRS:
            if getattr(self, one) and not getattr(self, other):
                raise ValueError(f"{one} needs {other} beside it, got {one} alone")
        if self.sha256 and not _HASH.fullmatch(self.sha256):
            raise ValueError(f"sha256 must be 8 to 64 hexadecimal digits, got {shown(self.sha256)}")
        try:
            _ = self.until
        except ValueError:
            raise ValueError(f"expires must be a day such as 2027-01-31, got {shown(self.expires)}") from None
