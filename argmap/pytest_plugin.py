"""The pytest plugin: every `*.argmap.yaml` and `*.argmap.json` is a test file, and every expectation in it is a test.

It is installed with argmap, and imports argmap only when pytest collects a map.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> "MapFile | None":
    """A collector for a file whose name is that of a map."""
    if ".argmap." not in file_path.name:
        return None
    from argmap.formats import OWN_SUFFIXES

    return MapFile.from_parent(parent, path=file_path) if file_path.name.endswith(OWN_SUFFIXES) else None


class MapFile(pytest.File):
    """A map as a test file: one test that it loads, and one for each expectation."""

    def collect(self) -> Iterator[pytest.Item]:
        """Yields one test for the loading, and one for each expectation."""
        from argmap.errors import LoadError
        from argmap.formats import load_own
        from argmap.limits import limited
        from argmap.lint.settings import limits_of_project

        try:
            with limited(**limits_of_project()):
                m = load_own(self.path)
        except LoadError as error:
            yield MapItem.from_parent(self, name="loads", failures=[str(error)], line=0)
            return
        yield MapItem.from_parent(self, name="loads", failures=[], line=0)
        for at, expected in enumerate(m.expect):
            place = m.place("", f"expect.{at}")
            line = place.line - 1 if place else 0
            yield MapItem.from_parent(self, name=_name(expected), m=m, expected=expected, line=line)


class Unmet(Exception):
    """An expectation that a map does not meet."""


class MapItem(pytest.Item):
    """One expectation of a map, as a test."""

    def __init__(
        self, *, failures: list[str] | None = None, m: Any = None, expected: Any = None, line: int, **more: Any
    ) -> None:
        super().__init__(**more)
        self.failures, self.m, self.expected, self.line = failures, m, expected, line

    def runtest(self) -> None:
        """Raises Unmet with every part of the expectation that is not met."""
        from argmap.analysis.expectation import unmet

        failures = self.failures if self.failures is not None else list(unmet(self.m, self.expected))
        if failures:
            raise Unmet("\n".join([*failures, *(_moved(self.m, self.expected) if self.m is not None else [])]))

    def repr_failure(self, excinfo: Any, style: Any = None) -> Any:
        """The message of a failed test: what was expected, and what carries the statement now."""
        if isinstance(excinfo.value, Unmet):
            return f"{self.path}:{self.line + 1}\n{excinfo.value}"
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        """The file, line and name of the expectation."""
        return self.path, self.line, f"{self.path.name}: {self.name}"


def _name(expected: Any) -> str:
    """An expectation as a test's name.

    >>> from argmap.model import Expectation
    >>> _name(Expectation(of="move", verdict="accepted", under="df-quad"))
    'move verdict=accepted under=df-quad'
    """
    said = [
        f"{key.replace('_', '-')}={','.join(value) if isinstance(value, tuple) else value}"
        for key, value in expected.fields().items()
        if key != "of" and value not in (None, ())
    ]
    return " ".join([expected.of, *said])


def _moved(m: Any, expected: Any) -> Iterator[str]:
    """The steps that carry the statement, for the message of a failed test."""
    from argmap.analysis.grounds import grounds
    from argmap.evaluation import applicable, evaluate
    from argmap.model import RELATIONS

    under = expected.under if expected.under in applicable(m) else None
    e = evaluate(m, under, standpoint=expected.standpoint)
    found = grounds(m, e, expected.of)
    if found:
        yield f"{expected.of} stands at {e[expected.of]:.3f} under {e.semantics}, carried by"
    for one in found[:5]:
        yield f"  {RELATIONS[one.kind].glyph} {one.carries:.3f}  {' & '.join(one.sources)}  (without it {one.without:.3f})"
