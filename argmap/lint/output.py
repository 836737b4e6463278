"""Findings for other programs: one line each, JSON, GitHub's workflow commands, SARIF 2.1.0."""

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib.metadata import version
from typing import Any
from urllib.parse import quote

from argmap.errors import hinted
from argmap.formats.inert import inert_json
from argmap.lint.finding import Finding
from argmap.lint.rules import RULES

FoundIn = Sequence[tuple[str, Finding]]
"""File and finding."""

DOCUMENTATION = "https://github.com/argmap/argmap/blob/main/docs/rules.md"
_LEVELS = {"error": "error", "warning": "warning", "note": "notice"}


def concise(findings: FoundIn) -> str:
    """`file:line:column: severity[code] message`, with the hint where there is one, one line each.

    >>> concise([("a.yaml", Finding("AM302", "warning", "a", "no counterevidence is considered at all"))])
    'a.yaml:1:1: warning[AM302] no counterevidence is considered at all'
    """
    return "\n".join(
        f"{_line(_where(file, one))}: {one.severity}[{one.code}] {_line(hinted(one.message, one.hint))}"
        for file, one in findings
    )


def as_json(findings: FoundIn) -> str:
    """A list of objects: file, code, severity, subject, message, hint, line and column."""
    return inert_json([_row(file, one) for file, one in findings])


def github(findings: FoundIn) -> str:
    """Workflow commands that GitHub shows beside the lines of a pull request.

    >>> print(github([("a,b.yaml", Finding("AM401", "error", "a", "50 % of it"))]))
    ::error file=a%2Cb.yaml,line=1,col=1,title=AM401 expectation-not-met::50 %25 of it
    """
    lines = []
    for file, finding in findings:
        line, column = (finding.place.line, finding.place.column) if finding.place else (1, 1)
        name = RULES[finding.code].name if finding.code in RULES else "does not load"
        title = _property(f"{finding.code} {name}")
        words = _data(finding.message + (f". {finding.hint}" if finding.hint else ""))
        lines.append(
            f"::{_LEVELS[finding.severity]} file={_property(_file(file, finding))},line={line},col={column},title={title}::{words}"
        )
    return "\n".join(lines)


def sarif(findings: FoundIn) -> str:
    """The findings as a SARIF 2.1.0 log, with the rules that they name."""
    rules: list[dict[str, Any]] = [
        {
            "id": rule.code,
            "name": rule.name,
            "shortDescription": {"text": rule.name.replace("-", " ")},
            "fullDescription": {"text": rule.why},
            "defaultConfiguration": {"level": rule.severity},
        }
        for rule in RULES.values()
    ]
    results = [
        {
            "ruleId": finding.code,
            "level": finding.severity,
            "message": {"text": finding.message + (f". {finding.hint}" if finding.hint else "")},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": quote(os.fsencode(_file(file, finding).replace(os.sep, "/")))},
                        "region": {
                            "startLine": finding.place.line if finding.place else 1,
                            "startColumn": finding.place.column if finding.place else 1,
                        },
                    }
                }
            ],
        }
        for file, finding in findings
    ]
    driver = {"name": "argmap", "version": version("argmap"), "informationUri": DOCUMENTATION, "rules": rules}
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}],
    }
    return inert_json(log)


OUTPUTS: Mapping[str, Callable[[FoundIn], str]] = {
    "concise": concise,
    "json": as_json,
    "github": github,
    "sarif": sarif,
}
"""Formats for programs; `full` is what a person reads in a terminal."""


def _row(file: str, finding: Finding) -> dict[str, Any]:
    where = {"line": finding.place.line, "column": finding.place.column} if finding.place else {}
    words = {
        "code": finding.code,
        "severity": finding.severity,
        "subject": finding.subject,
        "message": finding.message,
        "hint": finding.hint,
    }
    return {"file": _file(file, finding), **words, **where}


def _where(file: str, one: Finding) -> str:
    return f"{_file(file, one)}:{one.place.line}:{one.place.column}" if one.place else f"{file}:1:1"


def _file(file: str, one: Finding) -> str:
    """The file that a finding is in: that of the map, or one that it includes."""
    return one.place.file if one.place and not one.place.file.startswith("<") else file


def _line(text: str) -> str:
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())


def _data(text: str) -> str:
    text = "".join(letter if letter.isprintable() or letter in "\r\n" else " " for letter in text)
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def worst(found: Iterable[Finding]) -> str:
    """The worst severity of the findings, "note" if there are none."""
    severities = {one.severity for one in found}
    return next((severity for severity in ("error", "warning") if severity in severities), "note")
