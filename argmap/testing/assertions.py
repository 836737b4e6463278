"""Assertions for tests of your own arguments; each raises an AssertionError that says what breaks it."""

from argmap.analysis.comparison import compare
from argmap.analysis.overturning import overturn
from argmap.analysis.robustness import robustness
from argmap.evaluation import evaluate
from argmap.model import ArgumentMap, Attack, Counterevidence, Premise, Support
from argmap.semantics import Semantics

GRID = tuple(tenth / 10 for tenth in range(11))


def assert_no_single_premise_overturns(
    m: ArgumentMap, of: str | None = None, semantics: str | Semantics | None = None
) -> None:
    """Asserts that rejecting any single statement below the conclusion does not turn the verdict.

    >>> from argmap.model import Claim
    >>> p, q = (Premise(text=f"{id}.", id=id, strength=0.9) for id in "pq")
    >>> assert_no_single_premise_overturns(ArgumentMap.of(Claim("C.", id="c").because(p, q)))
    >>> assert_no_single_premise_overturns(ArgumentMap.of(Claim("C.", id="c").because(p)))
    Traceback (most recent call last):
    AssertionError: 'c' is accepted, and rejecting 'p' makes it undecided
    """
    found = overturn(m, of, size=1, semantics=semantics)
    for one, verdict in zip(found.critical.sets, found.critical.verdicts, strict=True):
        if len(one) == 1:
            raise AssertionError(f"{found.of!r} is {found.verdict}, and rejecting {one[0]!r} makes it {verdict}")


def assert_support_never_lowers(
    m: ArgumentMap, of: str | None = None, semantics: str | Semantics | None = None, *, conclusion: str | None = None
) -> None:
    """Asserts that more evidence for a statement never lowers it, nor the conclusion or the statement named instead."""
    _never(m, of or m.conclusion, conclusion or of or m.conclusion, semantics, up=True)


def assert_attack_never_raises(
    m: ArgumentMap, of: str | None = None, semantics: str | Semantics | None = None, *, conclusion: str | None = None
) -> None:
    """Asserts that more evidence against a statement never raises it, nor the statement named as `conclusion`."""
    _never(m, of or m.conclusion, conclusion or of or m.conclusion, semantics, up=False)


def assert_agreement(m: ArgumentMap, of: str | None = None) -> None:
    """Asserts that every semantics that applies gives the same verdict."""
    found = compare(m, of)
    if not found.agree:
        raise AssertionError(f"the verdict on {found.of!r} depends on the semantics: {dict(found.verdicts)}")


def assert_robust(
    m: ArgumentMap, of: str | None = None, *, spread: float = 0.1, semantics: str | Semantics | None = None
) -> None:
    """Asserts that the verdict certainly holds when the base scores of premises, counterevidence and unargued claims move by up to `spread`."""
    found = robustness(m, of, spread=spread, semantics=semantics, samples=1)
    low, high = found.interval
    if set(found.interval_verdicts) != {found.verdict}:
        said = f"{found.of!r} is {found.verdict}, and with premises, counterevidence and unargued claims ± {spread:g} lies in [{low:.3f}, {high:.3f}]"
        raise AssertionError(said)


def _never(m: ArgumentMap, of: str, judged: str, semantics: str | Semantics | None, *, up: bool) -> None:
    before = evaluate(m, semantics)[judged]
    for strength in GRID:
        kind, step = (Premise, Support) if up else (Counterevidence, Attack)
        new = kind(text="One more.", id="one.more", strength=strength)
        more = m.replace(statements=(*m.statements, new), steps=(*m.steps, step(sources=(new.id,), target=of)))
        after = evaluate(more, semantics)[judged]
        worse = after < before - 1e-9 if up else after > before + 1e-9
        side = "for" if up else "against"
        if worse:
            said = f"when evidence of {strength:g} {side} {of!r} is added"
            raise AssertionError(f"{judged!r} goes from {before:.3f} to {after:.3f} {said}")
