"""The expectations of a map (`expect:`), tested against its evaluation."""

from collections.abc import Iterator
from typing import Unpack

from argmap.analysis.comparison import fitting
from argmap.analysis.question import ask
from argmap.errors import UnknownName
from argmap.evaluation import Evaluation, Said, applicable, evaluate, evaluate_as, how
from argmap.model import ArgumentMap, Expectation
from argmap.model.standpoint import heard
from argmap.semantics import SEMANTICS

ALL = "all-semantics"
BEFORE = "quadratic-energy"
"""The default of maps that were written before possible worlds."""


def unmet(m: ArgumentMap, expected: Expectation, **settings: Unpack[Said]) -> Iterator[str]:
    """A sentence for each part of an expectation that is not met; nothing if all are met.

    The map is evaluated as `said` and its `evaluate:` say; `under` and `standpoint` of the expectation go before both. What
    is expected of a statement that the standpoint of the run does not hear is left out.

    >>> from argmap.model import ArgumentMap, Claim, Expectation
    >>> m = ArgumentMap(conclusion="a", statements=[Claim(text="A.", id="a")])
    >>> list(unmet(m, Expectation(of="a", verdict="accepted", at_least=0.2)))
    ["expected 'a' to be accepted, got undecided, not established (0.000) under possible-worlds", \
"expected 'a' to be at least 0.2, got 0.000 under possible-worlds"]
    """
    standpoint = expected.standpoint or how(m, **settings).standpoint
    settings = {**settings, "standpoint": standpoint}
    if not {id for _, id in expected.named()} <= set(heard(m, standpoint).statements_by_id):
        if expected.standpoint:
            yield f"what is expected of {expected.of!r} names a statement that is not heard from {standpoint}"
        return
    names = applicable(m) if expected.under == ALL else (expected.under,)
    for name in names:
        if name is None:
            yield from _under(m, expected, evaluate(m, **settings))
        elif name not in SEMANTICS:
            yield str(UnknownName("semantics", name, (*SEMANTICS, ALL)))
        elif name not in applicable(m):
            yield f"{name} is for attacks only and does not apply to a map with supports"
        else:
            yield from _under(m, expected, evaluate(m, name, **fitting(name, settings)))
    if expected.agreement is not None:
        verdicts = {
            name: evaluate(m, name, **fitting(name, settings)).verdict_of(expected.of) for name in applicable(m)
        }
        if (len(set(verdicts.values())) == 1) != expected.agreement:
            listed = ", ".join(f"{verdict} under {name}" for name, verdict in verdicts.items())
            yield f"expected the semantics {'' if expected.agreement else 'not '}to agree on {expected.of!r}, got {listed}"


def met_before(m: ArgumentMap, expected: Expectation) -> bool:
    """Whether an unmet expectation is met under the earlier default semantics, if neither it nor its file names one."""
    if expected.under or (m.evaluating and m.evaluating.semantics):
        return False
    return not list(unmet(m, expected, semantics=BEFORE))


def _under(m: ArgumentMap, expected: Expectation, e: Evaluation) -> Iterator[str]:
    of, (low, high), verdict = expected.of, e.intervals[expected.of], e.verdict_of(expected.of)
    strength = f"{low:.3f}" if low == high else f"[{low:.3f}, {high:.3f}]"
    under = f"under {e.semantics}"
    if expected.verdict and verdict != expected.verdict:
        yield f"expected {of!r} to be {expected.verdict}, got {_verdict(e, of)} ({strength}{_defeated(e, of)}) {under}"
    if expected.at_least is not None and low < expected.at_least:
        yield f"expected {of!r} to be at least {expected.at_least:g}, got {strength} {under}"
    if expected.at_most is not None and high > expected.at_most:
        yield f"expected {of!r} to be at most {expected.at_most:g}, got {strength} {under}"
    if expected.not_established is not None and not e.how.worlds:
        yield f"not-established has no meaning {under}; it needs possible-worlds"
    elif expected.not_established not in (None, e.reason_of(of) == "not established"):
        wanted = "" if expected.not_established else "not "
        yield f"expected {of!r} {wanted}to be undecided and not established, got {_got(e, of)}"
    yield from _changed(m, expected, e)


def _changed(m: ArgumentMap, expected: Expectation, e: Evaluation) -> Iterator[str]:
    """The sentences about expectations of changed maps, each map evaluated in the same way."""
    of, verdict, under = expected.of, e.verdict_of(expected.of), f"under {e.semantics}"
    if expected.survives_without:
        without = evaluate_as(m.without(*expected.survives_without), e.how)
        if without.verdict_of(of) != verdict:
            gone = ", ".join(expected.survives_without)
            yield f"expected {of!r} to stay {verdict} without {gone}, got {_got(without, of)} {under}"
    if expected.turned_by:
        changed = evaluate_as(m.rejecting(*expected.turned_by), e.how)
        if changed.verdict_of(of) == verdict:
            rejected = ", ".join(expected.turned_by)
            yield f"expected rejecting {rejected} to turn {of!r}, got {_got(changed, of)} {under}"
    for id in expected.hinges_on:
        granted, without = (evaluate_as(one, e.how) for one in (m.granting(id), m.rejecting(id)))
        if granted.verdict_of(of) == without.verdict_of(of) == verdict:
            ends = f"{_got(granted, of)} when it is granted and {_got(without, of)} when it is rejected"
            yield f"expected {of!r} to hinge on {id!r}, got {ends} {under}"
    if expected.robust_to is not None:
        shaken = evaluate_as(_shaken(m, of, expected.robust_to), e.how)
        if shaken.verdict_of(of) != verdict:
            low, high = shaken.intervals[of]
            yield (
                f"expected {of!r} to stay {verdict} when the premises move by up to {expected.robust_to:g}, "
                f"got [{low:.3f}, {high:.3f}] {under}"
            )


def _got(e: Evaluation, of: str) -> str:
    return f"{_verdict(e, of)} ({e[of]:.3f}{_defeated(e, of)})"


def _verdict(e: Evaluation, of: str) -> str:
    return ", ".join(filter(None, (e.verdict_of(of), e.reason_of(of))))


def _defeated(e: Evaluation, of: str) -> str:
    """The chance of being defeated; nothing under a gradual semantics."""
    return f", defeated {e.defeated[of]:.3f}" if e.defeated.get(of) else ""


def _shaken(m: ArgumentMap, of: str, by: float) -> ArgumentMap:
    """The map with the base score of each premise of a statement widened to an interval of ± `by`, inside [0, 1]."""
    nodes = [m.statement(id) for id in ask(m, of).premises]
    intervals = {node.id: m.scale.interval(node.strength) for node in nodes}
    return m.replace(
        *(
            node.replace(strength=(max(0.0, intervals[node.id][0] - by), min(1.0, intervals[node.id][1] + by)))
            for node in nodes
        )
    )
