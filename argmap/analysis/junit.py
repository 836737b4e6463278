"""JUnit reports, which test runners of most languages write: the result of each test."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from argmap.formats.foreign.intake import Intake
from argmap.formats.foreign.xml_parts import XmlElement, xml_root
from argmap.formats.losses import Source

JunitOutcome = Literal["passed", "failed", "skipped"]
_WORST: tuple[JunitOutcome, ...] = ("failed", "skipped", "passed")
_CHILDREN: Mapping[str, JunitOutcome] = {"failure": "failed", "error": "failed", "skipped": "skipped"}


@dataclass(frozen=True)
class Report:
    """The outcomes of a report, by the class and the name of each test; a test may have run several times."""

    outcomes: Mapping[tuple[str, str], tuple[JunitOutcome, ...]]

    def outcome(self, test: str) -> JunitOutcome | None:
        """The worst outcome of a test, named alone or as `class::name`; None if the report has no such test.

        A name without brackets stands for the test with each of its parameters.

        >>> report = Report({("api", "test_a[1]"): ("passed",), ("api", "test_a[2]"): ("failed",)})
        >>> report.outcome("api::test_a"), report.outcome("test_a[1]"), report.outcome("test_b")
        ('failed', 'passed', None)
        """
        outcomes_of_test = {
            outcome
            for (where, name), outcomes in self.outcomes.items()
            if test in (name, f"{where}::{name}", _bare(name), f"{where}::{_bare(name)}")
            for outcome in outcomes
        }
        return next((outcome for outcome in _WORST if outcome in outcomes_of_test), None)


def report_of(data: bytes, file: str) -> Report:
    """The report in the bytes of an XML file. Raises LoadError for what is not XML, or no report.

    >>> report_of(b"<testsuite><testcase classname='api' name='test_a'/></testsuite>", "junit.xml").outcome("test_a")
    'passed'
    """
    intake = Intake(Source(file, data))
    top = xml_root(data, intake)
    if top.tag not in ("testsuites", "testsuite"):
        message = f"a JUnit report must begin with testsuites or testsuite, got {top.tag}"
        intake.problems.add(top.at, message, "pytest --junitxml=PATH writes one")
        intake.problems.stop()
    outcomes: dict[tuple[str, str], tuple[JunitOutcome, ...]] = {}
    for case in top.everything():
        if case.tag == "testcase":
            key = case.get("classname"), case.get("name")
            outcomes[key] = (*outcomes.get(key, ()), _outcome(case))
    return Report(outcomes)


def _outcome(case: XmlElement) -> JunitOutcome:
    found = {_CHILDREN[child.tag] for child in case.children if child.tag in _CHILDREN}
    return next((outcome for outcome in _WORST if outcome in found), "passed")


def _bare(name: str) -> str:
    return name.split("[", 1)[0]
