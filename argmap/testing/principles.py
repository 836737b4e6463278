"""Cases for principles, and the smallest case or map in which a semantics fails a principle or law (needs `argmap[test]`)."""

from collections.abc import Callable, Iterable
from random import Random
from typing import Any, TypeVar, overload

from hypothesis import HealthCheck, find, settings
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample

from argmap.analysis import laws
from argmap.analysis.laws import LAWS, Law, law_of
from argmap.analysis.principles import PRINCIPLES, Case, Principle, judge, kept, principle_of
from argmap.errors import hinted
from argmap.model import ArgumentMap
from argmap.semantics import Semantics, semantics_of
from argmap.testing.laws import law_maps

Result = TypeVar("Result")

HUNDREDTHS = 100


def cases(*, inside: bool = False, supports: bool = True, most: int = 4) -> st.SearchStrategy[Case]:
    """Cases with strengths in hundredths, strictly between 0 and 1 if `inside`, and up to `most` on each side."""
    hundredths = st.integers(1, HUNDREDTHS - 1) if inside else st.sampled_from([0, HUNDREDTHS]) | st.integers(0, 100)
    strength = hundredths.map(lambda part: part / HUNDREDTHS)
    side = st.lists(strength, max_size=most).map(tuple)
    return st.builds(Case, base=strength, attackers=side, supporters=side if supports else st.just(()), other=strength)


@overload
def counterexample(
    principle: Law, semantics: str | Semantics, *, inside: bool = False, examples: int = 1000
) -> ArgumentMap | None: ...
@overload
def counterexample(
    principle: str | Principle, semantics: str | Semantics, *, inside: bool = False, examples: int = 1000
) -> Any: ...
def counterexample(
    principle: str | Principle | Law, semantics: str | Semantics, *, inside: bool = False, examples: int = 1000
) -> Case | ArgumentMap | None:
    """The smallest case in which a semantics, of the table or your own, fails a principle; for a law, the smallest map.

    None if none was found. `inside` restricts a principle to strengths strictly between 0 and 1. Raises UnknownName, and
    ValueError for what speaks of supports under a semantics of attacks only.

    >>> counterexample("franklin", "df-quad", inside=True)
    Case(base=0.01, attackers=(), supporters=(0.01,), other=0.01)
    >>> counterexample("franklin", "quadratic-energy", examples=50)
    >>> [step.id for step in counterexample("no-half-credit", "df-quad").steps]
    ['s0']
    """
    row = semantics_of(semantics)
    if isinstance(principle, Law) or principle in LAWS:
        law = law_of(principle)  # type: ignore[arg-type]
        _check_sides(law.name, row, two_sided=not law.one_sided)
        evaluated = laws.judge(row)
        maps = law_maps(law, supports=not row.attack_only)
        return _smallest(maps, lambda m: not law.holds(evaluated, m), examples)
    principle_row = principle_of(principle)
    _check_sides(principle_row.name, row, two_sided=principle_row.two_sided)
    strengths = judge(row)
    sides = cases(inside=inside, supports=not row.attack_only)
    return _smallest(sides, lambda case: not principle_row.holds(strengths, case), examples)


def _check_sides(name: str, meant: Semantics, *, two_sided: bool) -> None:
    if two_sided and meant.attack_only:
        raise ValueError(f"{name} is about supports, but {meant.name} is for attacks only")


def _smallest(values: st.SearchStrategy[Result], breaks: Callable[[Result], bool], examples: int) -> Result | None:
    """The smallest value found that breaks something; the same search every time."""
    patient = settings(max_examples=examples, database=None, deadline=None, suppress_health_check=list(HealthCheck))
    try:
        return find(values, breaks, settings=patient, random=Random(0))  # noqa: S311 (the same search every time)
    except NoSuchExample:
        return None


def check_principles(
    semantics: str | Semantics, principles: Iterable[str] | None = None, *, examples: int = 300
) -> dict[str, Case | None]:
    """For each principle that applies, the smallest case that breaks it, None if none was found.

    Raises AssertionError for a principle that the semantics claims, naming the case: it claims all of `PRINCIPLES` but
    those it names in `fails`, and those in `inside` only for strengths strictly between 0 and 1. Raises UnknownName.

    >>> from argmap.semantics import AGGREGATIONS, p_max
    >>> mine = Semantics("mine", AGGREGATIONS["sum"], p_max(2), inside=frozenset({"strict-monotony"}))
    >>> check_principles(mine, ["duality", "franklin", "strict-monotony"], examples=50)
    {'duality': None, 'franklin': None, 'strict-monotony': None}
    """
    row = semantics_of(semantics)
    principle_rows = [principle_of(name) for name in (PRINCIPLES if principles is None else principles)]
    counterexamples: dict[str, Case | None] = {}
    for principle_row in principle_rows:
        claim = kept(principle_row, row)
        if claim == "not applicable":
            continue
        case = counterexample(principle_row, row, inside=claim in ("inside", "no"), examples=examples)
        counterexamples[principle_row.name] = case
        if claim != "no" and case is not None:
            hint = (
                f'name it in fails=frozenset({{"{principle_row.name}"}}), or in inside=… where 0 and 1 alone break it'
            )
            raise AssertionError(
                hinted(f"{row.name} claims {principle_row.name} ({principle_row.says}), which {case} breaks", hint)
            )
    return counterexamples
