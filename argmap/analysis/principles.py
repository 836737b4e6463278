"""Principles: properties that a semantics may keep, each a predicate over a small case.

A row of `SEMANTICS` names the principles that it fails, and those that it keeps only `inside`, for strengths strictly
between 0 and 1. All the others hold on [0, 1]. The tests look for counterexamples both ways.

Each asks what its paper asks, of a statement whose attackers and supporters are given no reasons themselves: the strength
of a statement depends on theirs alone. Where the papers leave a choice, the docstring of the predicate says which is made.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from argmap.analysis.rounding import SAME
from argmap.errors import UnknownName
from argmap.semantics import Semantics, semantics_of
from argmap.solver.network import Network

Kept = Literal["everywhere", "inside", "no", "not applicable"]
Strengths = Callable[[Sequence[float], Sequence[tuple[int, int, int]]], Sequence[float]]
"""Base scores and steps (source, target, ±1) to final strengths."""

VANISHING, NEARLY, MANY = 1e-9, 0.01, 500
"""The numbers that the predicates use for "almost nothing", "arbitrarily near" and "enough"."""


@dataclass(frozen=True)
class Case:
    """A statement with base score `base`, and the strengths of its attackers and supporters; `other` is one more strength."""

    base: float
    attackers: tuple[float, ...]
    supporters: tuple[float, ...]
    other: float


@dataclass(frozen=True, eq=False)
class Principle:
    """A named principle: `says` states it, and `holds(strengths, case)` tests whether a semantics keeps it in a case.

    >>> dfquad = judge("df-quad")
    >>> PRINCIPLES["franklin"].holds(dfquad, Case(0.5, (0.2,), (0.6,), 0.5))
    False
    """

    name: str
    says: str
    source: str
    holds: Callable[[Strengths, Case], bool]
    two_sided: bool = False


def judge(semantics: str | Semantics) -> Strengths:
    """The strengths that principles test: those of base scores and steps (source, target, ±1) under a semantics.

    >>> judge("df-quad")([0.5, 0.5], [(1, 0, 1)])
    [0.75, 0.5]
    """
    meant = semantics_of(semantics)

    def strengths(base: Sequence[float], steps: Sequence[tuple[int, int, int]]) -> Sequence[float]:
        sources, targets, signs = ([step[part] for step in steps] for part in range(3))
        found: list[float] = Network.from_edges(base, sources, targets, signs).evaluate(meant).strengths.tolist()
        return found

    return strengths


def kept(principle: str | Principle, semantics: str | Semantics) -> Kept:
    """How far a row of the table claims to keep a principle: `everywhere`, `inside` (0, 1), `no`, `not applicable`.

    >>> kept("duality", "df-quad"), kept("franklin", "df-quad"), kept("resilience", "df-quad")
    ('everywhere', 'no', 'inside')
    >>> kept("duality", "h-categoriser")
    'not applicable'
    """
    one, meant = principle_of(principle), semantics_of(semantics)
    if one.two_sided and meant.attack_only:
        return "not applicable"
    return "no" if one.name in meant.fails else "inside" if one.name in meant.inside else "everywhere"


def principle_of(name: str | Principle) -> Principle:
    """The principle with this name, or the principle itself. Raises UnknownName.

    >>> principle_of("stability").says
    'a statement without attackers and supporters keeps its base score'
    """
    if not isinstance(name, str):
        return name
    if name not in PRINCIPLES:
        raise UnknownName("principle", name, PRINCIPLES)
    return PRINCIPLES[name]


def _star(
    strengths: Strengths, base: float, attackers: Sequence[float] = (), supporters: Sequence[float] = ()
) -> float:
    """The strength of one statement with these attackers and supporters."""
    signs = [-1] * len(attackers) + [1] * len(supporters)
    steps = [(at + 1, 0, sign) for at, sign in enumerate(signs)]
    return strengths([base, *attackers, *supporters], steps)[0]


def _same(a: float, b: float) -> bool:
    return abs(a - b) <= SAME


def _anonymity(strengths: Strengths, case: Case) -> bool:
    turned = case.attackers[::-1], case.supporters[::-1]
    return _same(_star(strengths, case.base, *turned), _star(strengths, case.base, case.attackers, case.supporters))


def _independence(strengths: Strengths, case: Case) -> bool:
    base = [case.base, *case.attackers, case.other, case.base]
    last = len(base) - 1
    steps = [(at + 1, 0, -1) for at in range(len(case.attackers))]
    beside = strengths(base, [*steps, (last - 1, last, -1)])
    return _same(beside[0], _star(strengths, case.base, case.attackers))


def _directionality(strengths: Strengths, case: Case) -> bool:
    base = [case.base, *case.attackers, case.other]
    steps = [(at + 1, 0, -1) for at in range(len(case.attackers))]
    return _same(strengths(base, [*steps, (0, len(base) - 1, -1)])[0], _star(strengths, case.base, case.attackers))


def _stability(strengths: Strengths, case: Case) -> bool:
    return _same(_star(strengths, case.base), case.base)


def _neutrality(strengths: Strengths, case: Case) -> bool:
    before = _star(strengths, case.base, case.attackers, case.supporters)
    attacked = _star(strengths, case.base, (*case.attackers, 0.0), case.supporters)
    return _same(attacked, before) and all(
        _same(_star(strengths, case.base, case.attackers, (*side, 0.0)), before) for side in [case.supporters] if side
    )


def _around(strengths: Strengths, case: Case) -> tuple[float, float, float]:
    """The strength with one more attacker, of the case itself, and with one more supporter (if there are supporters)."""
    before = _star(strengths, case.base, case.attackers, case.supporters)
    less = _star(strengths, case.base, (*case.attackers, case.other), case.supporters)
    more = _star(strengths, case.base, case.attackers, (*case.supporters, case.other)) if case.supporters else 1.0
    return less, before, more


def _monotony(strengths: Strengths, case: Case) -> bool:
    less, before, more = _around(strengths, case)
    return less <= before + SAME and before <= more + SAME


def _strict_monotony(strengths: Strengths, case: Case) -> bool:
    """Nothing is asked where neither can be lower than 0, or higher than 1, as in the principle "counting" of attacks alone."""
    less, before, more = _around(strengths, case)
    return case.other == 0 or ((less < before or before == 0) and (before < more or before == 1))


def _changed(strengths: Strengths, case: Case) -> list[tuple[float, float, float]]:
    """(end, worse placed, better placed) when the first attacker, and the first supporter, takes the strength `other`.

    `end` is the strength at which a change on this side can do no more: 0 for attackers, 1 for supporters. Nothing is listed if
    the strength stays as it was.
    """
    strength = _star(strengths, case.base, case.attackers, case.supporters)
    pairs = []
    if case.attackers and case.attackers[0] != case.other:
        changed = _star(strengths, case.base, (case.other, *case.attackers[1:]), case.supporters)
        pairs.append((0.0, *((changed, strength) if case.other > case.attackers[0] else (strength, changed))))
    if case.supporters and case.supporters[0] != case.other:
        changed = _star(strengths, case.base, case.attackers, (case.other, *case.supporters[1:]))
        pairs.append((1.0, *((strength, changed) if case.other > case.supporters[0] else (changed, strength))))
    return pairs


def _reinforcement(strengths: Strengths, case: Case) -> bool:
    return all(worse <= better + SAME for _, worse, better in _changed(strengths, case))


def _strict_reinforcement(strengths: Strengths, case: Case) -> bool:
    """Nothing is asked of attackers where both strengths are 0, and of supporters where both are 1 (IJCAI 2017)."""
    return all(worse < better or worse == better == end for end, worse, better in _changed(strengths, case))


def _base_score_monotony(strengths: Strengths, case: Case) -> bool:
    low, high = sorted((case.base, case.other))
    sides = case.attackers, case.supporters
    return low == high or _star(strengths, low, *sides) < _star(strengths, high, *sides)


def _resilience(strengths: Strengths, case: Case) -> bool:
    return not 0 < case.base < 1 or 0 < _star(strengths, case.base, case.attackers, case.supporters) < 1


def _franklin(strengths: Strengths, case: Case) -> bool:
    before = _star(strengths, case.base, case.attackers, case.supporters)
    both = (*case.attackers, case.other), (*case.supporters, case.other)
    return _same(_star(strengths, case.base, *both), before)


def _balance(strengths: Strengths, case: Case) -> bool:
    """The principle that is not strict. Strict balance is this one with strict weakening and strict strengthening."""
    equal = _star(strengths, case.base, case.attackers, case.attackers)
    found = _star(strengths, case.base, case.attackers, case.supporters)
    lowered = not _outweighs(case.attackers, case.supporters) or found <= case.base + SAME
    raised = not _outweighs(case.supporters, case.attackers) or found >= case.base - SAME
    return _same(equal, case.base) and lowered and raised


def _outweighs(more: Sequence[float], less: Sequence[float]) -> bool:
    """Whether each of `less` is matched by one of `more` that is at least as strong, and `more` has one left over or stronger."""
    more, less = sorted(more, reverse=True), sorted(less, reverse=True)
    less = [*less, *[0.0] * (len(more) - len(less))]
    return len(more) == len(less) and more != less and all(a >= b for a, b in zip(more, less, strict=True))


def _strict_weakening(strengths: Strengths, case: Case) -> bool:
    if case.base == 0 or not _outweighs(case.attackers, case.supporters):
        return True
    return _star(strengths, case.base, case.attackers, case.supporters) < case.base


def _strict_strengthening(strengths: Strengths, case: Case) -> bool:
    if case.base == 1 or not _outweighs(case.supporters, case.attackers):
        return True
    return _star(strengths, case.base, case.attackers, case.supporters) > case.base


def _duality(strengths: Strengths, case: Case) -> bool:
    turned = _star(strengths, 1 - case.base, case.supporters, case.attackers)
    return _same(turned, 1 - _star(strengths, case.base, case.attackers, case.supporters))


def _continuity(strengths: Strengths, case: Case) -> bool:
    """One number at a time changes by next to nothing; an attacker of next to no strength is one that neutrality ignores at 0."""
    before = _star(strengths, case.base, case.attackers, case.supporters)
    sides = len(case.attackers)
    numbers = (case.base, *case.attackers, *case.supporters)
    near = [(*numbers[:at], _beside(one), *numbers[at + 1 :]) for at, one in enumerate(numbers)]
    found = [_star(strengths, one[0], one[1 : sides + 1], one[sides + 1 :]) for one in near]
    found.append(_star(strengths, case.base, (*case.attackers, VANISHING), case.supporters))
    return all(abs(after - before) <= 100 * VANISHING for after in found)


def _beside(strength: float) -> float:
    return strength + VANISHING if strength < 1 - VANISHING else strength - VANISHING


def _open_mindedness_down(strengths: Strengths, case: Case) -> bool:
    """Asked of a statement without supporters, where the paper asks it of every statement.

    Against a supporter of strength 0.5, attackers of any number bring a statement of base score 0.5 to 0.25 under `df-quad`, and
    to 0.375 under `quad`: what bounds each side bounds how far one side can outweigh the other.
    """
    return _star(strengths, case.base, [0.9] * MANY) < NEARLY


def _open_mindedness_up(strengths: Strengths, case: Case) -> bool:
    """Asked of a statement without attackers; see `_open_mindedness_down`."""
    return 1 - _star(strengths, case.base, (), [0.9] * MANY) < NEARLY


_TRIANGLE = "Amgoud & Ben-Naim 2018"
_SPECTRUM = "Baroni, Rago, Toni 2019"
_MODULAR = "Mossakowski & Neuhaus 2018"

PRINCIPLES: Mapping[str, Principle] = {
    one.name: one
    for one in (
        Principle("anonymity", "names and order do not matter", _TRIANGLE, _anonymity),
        Principle("independence", "statements that are not connected do not matter", _TRIANGLE, _independence),
        Principle(
            "directionality", "a strength depends only on the statements that lead to it", _TRIANGLE, _directionality
        ),
        Principle(
            "stability", "a statement without attackers and supporters keeps its base score", _TRIANGLE, _stability
        ),
        Principle("neutrality", "an attacker or supporter of strength 0 changes nothing", _TRIANGLE, _neutrality),
        Principle(
            "monotony",
            "one more attacker never raises the strength, and one more supporter never lowers it",
            _TRIANGLE,
            _monotony,
        ),
        Principle(
            "strict-monotony",
            "one more attacker of strength above 0 lowers the strength (unless it is 0 already), and one more supporter raises it (unless it is 1 already)",
            _TRIANGLE,
            _strict_monotony,
        ),
        Principle(
            "reinforcement",
            "a stronger attacker never raises the strength, and a stronger supporter never lowers it",
            _TRIANGLE,
            _reinforcement,
        ),
        Principle(
            "strict-reinforcement",
            "a stronger attacker lowers the strength (unless it is 0 with the weaker one already), and a stronger supporter raises it (unless it is 1 already)",
            _TRIANGLE,
            _strict_reinforcement,
        ),
        Principle(
            "base-score-monotony", "a higher base score gives a higher strength", _SPECTRUM, _base_score_monotony
        ),
        Principle(
            "resilience",
            "a base score strictly between 0 and 1 gives a strength strictly between 0 and 1",
            _TRIANGLE,
            _resilience,
        ),
        Principle(
            "franklin", "an attacker and a supporter of equal strength cancel", _TRIANGLE, _franklin, two_sided=True
        ),
        Principle(
            "balance",
            "with the same strengths on both sides, the strength is the base score; if the attackers outweigh the supporters, it is not "
            "above the base score, and if the supporters outweigh the attackers, it is not below. One side outweighs the "
            "other if its members match those of the other one to one, each at least as strong, and one is stronger or left over",
            _SPECTRUM,
            _balance,
            two_sided=True,
        ),
        Principle(
            "strict-weakening",
            "if the attackers outweigh the supporters (as in balance), the strength is below the base score (unless that is 0)",
            _TRIANGLE,
            _strict_weakening,
        ),
        Principle(
            "strict-strengthening",
            "if the supporters outweigh the attackers (as in balance), the strength is above the base score (unless that is 1)",
            _TRIANGLE,
            _strict_strengthening,
            two_sided=True,
        ),
        Principle(
            "duality",
            "swapping the sides and taking base score 1 − w gives the strength 1 − σ",
            "Potyka 2018",
            _duality,
            two_sided=True,
        ),
        Principle(
            "continuity",
            "a tiny change of any base score changes the strength by a tiny amount, and so does one more attacker of almost no strength",
            _MODULAR,
            _continuity,
        ),
        Principle(
            "open-mindedness-down",
            "with enough attackers, the strength of a statement without supporters comes arbitrarily near to 0",
            "Potyka 2019",
            _open_mindedness_down,
        ),
        Principle(
            "open-mindedness-up",
            "with enough supporters, the strength of a statement without attackers comes arbitrarily near to 1",
            "Potyka 2019",
            _open_mindedness_up,
            two_sided=True,
        ),
    )
}
