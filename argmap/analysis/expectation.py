"""What a map's author expects of it (`expect:`), held against what the map evaluates to."""

from collections.abc import Iterator

from argmap.analysis.question import ask
from argmap.errors import UnknownName
from argmap.evaluation import Evaluation, applicable, evaluate, how
from argmap.model import ArgumentMap, Expectation
from argmap.semantics import SEMANTICS

ALL = "all-semantics"


def unmet(m: ArgumentMap, expected: Expectation) -> Iterator[str]:
    """A sentence for each thing that was expected and is not so; nothing when all of it is.

    >>> from argmap.model import ArgumentMap, Claim, Expectation
    >>> m = ArgumentMap(conclusion="a", statements=[Claim(text="A.", id="a")])
    >>> list(unmet(m, Expectation(of="a", verdict="accepted", at_least=0.2)))
    ["expected 'a' to be accepted, got undecided, not established (0.000) under possible-worlds", \
"expected 'a' to be at least 0.2, got 0.000 under possible-worlds"]
    """
    names = applicable(m) if expected.under == ALL else (expected.under or how(m).semantics.name,)
    for name in names:
        if name not in SEMANTICS:
            yield str(UnknownName("semantics", name, (*SEMANTICS, ALL)))
        elif name not in applicable(m):
            yield f"{name} is for attacks only and does not apply to a map with supports"
        else:
            yield from _under(m, expected, evaluate(m, name))
    if expected.agreement is not None:
        verdicts = {name: evaluate(m, name).verdict_of(expected.of) for name in applicable(m)}
        if (len(set(verdicts.values())) == 1) != expected.agreement:
            listed = ", ".join(f"{verdict} under {name}" for name, verdict in verdicts.items())
            yield f"expected the semantics {'' if expected.agreement else 'not '}to agree on {expected.of!r}, got {listed}"


def _under(m: ArgumentMap, expected: Expectation, e: Evaluation) -> Iterator[str]:
    of, (low, high), verdict = expected.of, e.intervals[expected.of], e.verdict_of(expected.of)
    got = f"{low:.3f}" if low == high else f"[{low:.3f}, {high:.3f}]"
    under = f"under {e.semantics}"
    if expected.verdict and verdict != expected.verdict:
        yield f"expected {of!r} to be {expected.verdict}, got {_verdict(e, of)} ({got}{_defeated(e, of)}) {under}"
    if expected.at_least is not None and low < expected.at_least:
        yield f"expected {of!r} to be at least {expected.at_least:g}, got {got} {under}"
    if expected.at_most is not None and high > expected.at_most:
        yield f"expected {of!r} to be at most {expected.at_most:g}, got {got} {under}"
    if expected.survives_without:
        without = evaluate(m.without(*expected.survives_without), **e.how.said)
        if without.verdict_of(of) != verdict:
            gone = ", ".join(expected.survives_without)
            yield f"expected {of!r} to stay {verdict} without {gone}, got {_got(without, of)} {under}"
    if expected.turned_by:
        changed = evaluate(m.rejecting(*expected.turned_by), **e.how.said)
        if changed.verdict_of(of) == verdict:
            rejected = ", ".join(expected.turned_by)
            yield f"expected rejecting {rejected} to turn {of!r}, got {_got(changed, of)} {under}"
    if expected.robust_to is not None:
        shaken = evaluate(_shaken(m, of, expected.robust_to), **e.how.said)
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
    """The chance of being defeated, where there is one."""
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
