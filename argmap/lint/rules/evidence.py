"""AM7xx: the evidence that statements name, and the verdict without the evidence that no longer holds."""

from collections.abc import Callable, Iterator

from argmap.analysis.held_evidence import FALLEN, State
from argmap.analysis.rounding import strength
from argmap.evaluation import evaluate_as
from argmap.formats.plain import plain
from argmap.lint.rules.rule import Breach, CheckedMap, Rule


def _those(state: State) -> Callable[[CheckedMap], Iterator[Breach]]:
    """The test for evidence in a state."""

    def test(case: CheckedMap) -> Iterator[Breach]:
        for one in case.unheld:
            if one.state == state:
                message = f"{one.message}; {_without(case, one.id)}"
                yield one.id, case.m.place(one.id, "evidence"), message, one.hint

    return test


def _unpinned(case: CheckedMap) -> Iterator[Breach]:
    for one in case.unheld:
        if one.pinned is not None:
            evidence = [plain(other) for other in case.m.statement(one.id).evidence]
            evidence[one.at] = plain(one.pinned)
            pin = {"op": "reword", "id": one.id, "evidence": evidence}
            yield one.id, case.m.place(one.id, "evidence"), one.message, one.hint, (pin,)


def _without(case: CheckedMap, *ids: str) -> str:
    """The verdict on the conclusion when these statements do not stand, in words."""
    before = case.evaluation
    after = evaluate_as(case.m.rejecting(*ids), case.how)
    of = case.m.conclusion
    still = "still " if after.verdict == before.verdict else ""
    subject = ids[0] if len(ids) == 1 else "them"
    sentence = f"without {subject} the verdict is {still}{after.verdict}"
    return f"{sentence} ({strength(case.how, after[of])}, with {'it' if len(ids) == 1 else 'them'} {strength(case.how, before[of])})"


def _resting(case: CheckedMap) -> Iterator[Breach]:
    m = case.m
    fallen = tuple(dict.fromkeys(one.id for one in case.unheld if one.state in FALLEN))
    if not fallen:
        return
    if evaluate_as(m.rejecting(*fallen), case.how).verdict != case.evaluation.verdict:
        message = f"the verdict rests on evidence that does not hold: {', '.join(fallen)}; {_without(case, *fallen)}"
        yield m.conclusion, m.place(m.conclusion), message, "renew the evidence, or argue without it"


_PREMISE = "claim: It is fast.\nbecause:\n- premise: Answers take 40 ms.\n  strength: 0.9\n"
_REPORT = "<testsuite><testcase classname='api' name='test_speed'><failure message='60 ms'/></testcase></testsuite>\n"

RULES = (
    Rule(
        "AM701",
        "evidence-missing",
        "error",
        "A file that does not exist, or a test that did not run, is no evidence.",
        f"{_PREMISE}  evidence: {{file: latency.csv, sha256: 3c6fe7d8}}\n",
        _those("missing"),
        evaluates=True,
    ),
    Rule(
        "AM702",
        "evidence-changed",
        "warning",
        "A statement was written from one version of the file. When the file changes, somebody must check the statement again.",
        f"{_PREMISE}  evidence: {{file: latency.csv, sha256: 3c6fe7d8}}\n",
        _those("changed"),
        files={"latency.csv": "ms\n60\n"},
        evaluates=True,
    ),
    Rule(
        "AM703",
        "evidence-failed",
        "error",
        "A failed test is a reason against the statement that rests on it.",
        f"{_PREMISE}  evidence: {{junit: junit.xml, test: 'api::test_speed'}}\n",
        _those("failed"),
        files={"junit.xml": _REPORT},
        evaluates=True,
    ),
    Rule(
        "AM704",
        "evidence-expired",
        "warning",
        "A measurement, a licence or an audit is valid for a limited time.",
        f"{_PREMISE}  evidence: {{expires: 2026-01-31}}\n",
        _those("expired"),
        evaluates=True,
    ),
    Rule(
        "AM705",
        "evidence-not-given",
        "note",
        "The command line does not say whether this evidence holds, so the verdict assumes that it does.",
        f"{_PREMISE}  evidence: {{given: signed-off}}\n",
        _those("not given"),
        strict=True,
        evaluates=True,
    ),
    Rule(
        "AM706",
        "evidence-not-pinned",
        "note",
        "Without a hash, argmap cannot notice that the file has changed.",
        f"{_PREMISE}  evidence: {{file: latency.csv}}\n",
        _unpinned,
        files={"latency.csv": "ms\n40\n"},
        strict=True,
    ),
    Rule(
        "AM707",
        "verdict-without-evidence",
        "error",
        "Without the evidence that no longer holds, the verdict would be a different one.",
        f"{_PREMISE}  evidence: {{file: latency.csv, sha256: 3c6fe7d8}}\n",
        _resting,
        files={"latency.csv": "ms\n60\n"},
        evaluates=True,
    ),
)
