"""Checks files with the settings of the project, and applies safe fixes."""

from dataclasses import dataclass, field
from typing import Unpack

from argmap import files, formats
from argmap.analysis.held_evidence import Circumstances
from argmap.editing.operations import applied
from argmap.editing.retelling import retold
from argmap.evaluation import Said
from argmap.lint.finding import Finding
from argmap.lint.rules import RULES, check
from argmap.lint.settings import ProjectSettings
from argmap.model import ArgumentMap


@dataclass(frozen=True)
class Request:
    """The options of a check, in addition to the settings of the project; `source` is the path of the text."""

    settings: ProjectSettings = field(default_factory=ProjectSettings)
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    source: str | None = None
    strict: bool = False
    circumstances: Circumstances | None = None

    def of(self, file: str, m: ArgumentMap, **said: Unpack[Said]) -> tuple[Finding, ...]:
        """The findings in the map of a file, without those that the project accepts."""
        path = self.source or self.settings.source_of(file)
        findings = check(
            self.settings.on(m),
            select=self.select or self.settings.select,
            ignore=(*self.settings.ignored(file), *self.ignore),
            source=None if path is None else files.read_text(path),
            strict=self.strict,
            circumstances=self.circumstances,
            **said,
        )
        return tuple(self.settings.kept(file, findings))


def check_file(file: str, request: Request, **said: Unpack[Said]) -> tuple[ArgumentMap, tuple[Finding, ...]]:
    """The map of a file, and the findings in it. Raises LoadError."""
    m = formats.load_own(file)
    return m, request.of(file, m, **said)


def fixing(file: str, request: Request, **said: Unpack[Said]) -> tuple[ArgumentMap, tuple[Finding, ...], int]:
    """The map of a file after every safe fix, the findings that remain, and the number of findings that were fixed.

    The file is written if something was fixed; comments stay. Raises LoadError, and FileChanged if another program has
    written the file meanwhile.
    """
    data = files.read(file)
    m = formats.own_map(data, file)
    findings = request.of(file, m, **said)
    mended = m
    for one in findings:
        if RULES[one.code].fix and one.correction is not None and (one.place is None or one.place.file == file):
            for op in one.correction:
                mended, _ = applied(mended, op)
    if mended == m:
        return m, findings, 0
    files.write(file, retold(files.text(data, file), m, mended, file=file), was=data)
    m, left = check_file(file, request, **said)
    return m, left, len(findings) - len(left)
