"""Influences ι: how an aggregate moves a statement away from its base score; one row each.

Each definition is arithmetic without branches, so that it serves numbers, fractions and arrays alike and compiles.
"""

import math
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import inf

from argmap.semantics.aggregation import Amount
from argmap.semantics.figures import figure

Lines = tuple[str, ...]

TINY = sys.float_info.min
"""Keeps a quotient of vanishing numbers a quotient; too small to change any other."""


@dataclass(frozen=True, eq=False)
class Influence:
    """A named influence ι_w(α) ∈ [0, 1], rising in w and in α, with ι_w(0) = w.

    `of(base, aggregate)` is ι; with `apart` it is `of(base, attack, support)` instead, for a definition that does not
    factor through the difference of the sides. `slopes` takes the same arguments and returns the derivatives by each, needed for
    gradients only. `steepest(base)` is sup |∂ι/∂α|, for the bound on cycles; `steepest_alone(base)` is that of a statement that has
    supports alone or attacks alone, where it is less. `reach` is the largest |α| that ι is made
    for. `rational` says that fractions give fractions. `worked` takes the arguments of `of` and the resulting strength, and
    returns the lines of arithmetic between them.
    """

    name: str
    formula: str
    of: Callable[..., Amount]
    slopes: Callable[..., tuple[Amount, ...]] | None = None
    steepest: Callable[[float], float] = lambda _: inf
    steepest_alone: Callable[[float], float] | None = None
    reach: float = inf
    apart: bool = False
    rational: bool = False
    worked: Callable[..., Lines] | None = None


def linear(k: float = 1) -> Influence:
    """linear(k): w + (w if α ≤ 0 else 1 − w)·α/k for α ∈ [−k, k] (Potyka 2019). Raises ValueError unless k > 0.

    >>> linear().of(0.5, 0.5), linear().of(0.5, -0.5)
    (0.75, 0.25)
    """
    _positive(k)

    def of(base: Amount, aggregate: Amount) -> Amount:
        return base + ((aggregate > 0) - base) * (abs(aggregate) / k)

    def slopes(base: Amount, aggregate: Amount) -> tuple[Amount, Amount]:
        return 1 - abs(aggregate) / k, abs((aggregate > 0) - base) / k

    def worked(base: float, aggregate: float, strength: float) -> Lines:
        return (f"{_moved(base, aggregate)}{figure(abs(aggregate))}{_per(k)} = {figure(strength)}",)

    return Influence(
        f"linear({k:g})",
        f"w + (w if α ≤ 0 else 1 − w)·α{_per(k)}",
        of,
        slopes,
        steepest=lambda base: max(base, 1 - base) / k,
        reach=k,
        rational=isinstance(k, int),
        worked=worked,
    )


def p_max(p: int, k: float = 1) -> Influence:
    """p-max(k): w + (1 − w)·h if α > 0 else w − w·h, with h = xᵖ/(1 + xᵖ), x = |α|/k (Potyka 2018, 2019).

    Raises ValueError unless p is a whole number from 1 to 30 and k ≥ 1.

    >>> p_max(2).of(0.5, 0.5), p_max(2).of(0.5, -0.5), p_max(1).of(0.5, 1)
    (0.6, 0.4, 0.75)
    """
    if p not in range(1, 31) or not k >= 1:
        raise ValueError(f"p-max(k) needs a whole p from 1 to 30 and k ≥ 1, got p = {p}, k = {k}")

    def of(base: Amount, aggregate: Amount) -> Amount:
        r = abs(aggregate) / k
        x = r * r if p == 2 else r**p  # a product has the same bits everywhere, a power has not
        return base + ((aggregate > 0) - base) * (x / (1 + x))

    def slopes(base: Amount, aggregate: Amount) -> tuple[Amount, Amount]:
        r = abs(aggregate) / k
        x = r**p
        return 1 / (1 + x), abs((aggregate > 0) - base) * (p / k) * r ** (p - 1) / ((1 + x) * (1 + x))

    def worked(base: float, aggregate: float, strength: float) -> Lines:
        x = figure(abs(aggregate)) if k == 1 else f"({figure(abs(aggregate))}{_per(k)})"
        power = (abs(aggregate) / k) ** p
        h = figure(power / (1 + power))
        return (
            f"h = {x}{_POWER[p]}/(1 + {x}{_POWER[p]}) = {h}",
            f"{_moved(base, aggregate)}{h} = {figure(strength)}",
        )

    turn = (p - 1) / (p + 1)
    steep = p * turn ** ((p - 1) / p) / (1 + turn) ** 2 / k
    return Influence(
        f"{p}-max({k:g})",
        f"w + (1 − w)·h if α > 0 else w − w·h, with h = x/(1 + x), x = |α{_per(k)}|{_POWER[p]}",
        of,
        slopes,
        steepest=lambda base: max(base, 1 - base) * steep,
        rational=isinstance(k, int),
        worked=worked,
    )


def euler(base: Amount, aggregate: Amount) -> Amount:
    """1 − (1 − w²)/(1 + w·e^α) ∈ [w², 1] (Amgoud & Ben-Naim 2017), without overflow for any α.

    >>> euler(0.5, 0.0), euler(0.5, 800.0), round(euler(0.5, -800.0), 9), euler(0.0, 800.0)
    (0.5, 1.0, 0.25, 0.0)
    """
    x, y = _fading(aggregate), _fading(-aggregate)
    return base * ((base * x + y) / (x + base * y))


def euler_slopes(base: Amount, aggregate: Amount) -> tuple[Amount, Amount]:
    """∂/∂w = (e^α·(1 + w²) + 2w)/(1 + w·e^α)², ∂/∂α = (1 − w²)·w·e^α/(1 + w·e^α)²."""
    x, y = _fading(aggregate), _fading(-aggregate)
    sum_ = x + base * y
    up = x / sum_
    return up * (((1 + base * base) * y + 2 * base * x) / sum_), (1 - base * base) * base * up * (y / sum_)


def euler_worked(base: float, aggregate: float, strength: float) -> Lines:
    """The formula with its numbers.

    >>> euler_worked(0.5, 0.0, 0.5)
    ('1 − (1 − 0.50²)/(1 + 0.50·e^0.00) = 0.50',)
    """
    w = figure(base)
    return (f"1 − (1 − {w}²)/(1 + {w}·e^{_exponent(aggregate)}) = {figure(strength)}",)


def logistic(base: Amount, aggregate: Amount) -> Amount:
    """logistic(ln(w/(1 − w)) + α) ∈ [0, 1]; 0 at w = 0 and 1 at w = 1 (Potyka, AAAI 2021); no overflow for any α.

    >>> logistic(0.5, 0.0), logistic(0.5, 800.0), logistic(0.0, 800.0), logistic(1.0, -800.0)
    (0.5, 1.0, 0.0, 1.0)
    """
    x, y = _fading(aggregate), _fading(-aggregate)
    return base * y / (base * y + (1 - base) * x)


def logistic_slopes(base: Amount, aggregate: Amount) -> tuple[Amount, Amount]:
    """∂/∂w = e^α/(1 − w + w·e^α)², ∂/∂α = σ·(1 − σ)."""
    x, y = _fading(aggregate), _fading(-aggregate)
    sum_ = base * y + (1 - base) * x
    return (x / sum_) * (y / sum_), (base * y / sum_) * ((1 - base) * x / sum_)


def logistic_worked(base: float, aggregate: float, strength: float) -> Lines:
    """The formula with its numbers.

    >>> logistic_worked(0.5, 0.0, 0.5)
    ('0.50/(0.50 + (1 − 0.50)·e^0.00) = 0.50',)
    """
    w = figure(base)
    return (f"{w}/({w} + (1 − {w})·e^{_exponent(-aggregate)}) = {figure(strength)}",)


def reciprocal(base: Amount, aggregate: Amount) -> Amount:
    """w/(1 − α) for α ≤ 0 (Besnard & Hunter 2001; Amgoud, Ben-Naim, Doder, Vesic, IJCAI 2017).

    >>> reciprocal(1.0, -1.0)
    0.5
    """
    return base / (1 - aggregate)


def reciprocal_slopes(base: Amount, aggregate: Amount) -> tuple[Amount, Amount]:
    """∂/∂w = 1/(1 − α), ∂/∂α = w/(1 − α)²."""
    return 1 / (1 - aggregate), base / ((1 - aggregate) * (1 - aggregate))


def reciprocal_worked(base: float, aggregate: float, strength: float) -> Lines:
    """The formula with its numbers.

    >>> reciprocal_worked(1.0, -1.0, 0.5)
    ('1.00/(1 + 1.00) = 0.50',)
    """
    return (f"{figure(base)}/(1 + {figure(-aggregate)}) = {figure(strength)}",)


def mean_of_sides(base: Amount, attack: Amount, support: Amount) -> Amount:
    """w·(1 − attack), w + (1 − w)·support, or their mean when both sides are effective (Baroni et al. 2015).

    >>> mean_of_sides(0.5, 0.5, 0.0), mean_of_sides(0.5, 0.0, 0.5), mean_of_sides(0.5, 0.5, 0.5)
    (0.25, 0.75, 0.5)
    """
    return base + ((1 - base) * support - base * attack) / (1 + ((attack > 0) & (support > 0)))


def mean_of_sides_slopes(base: Amount, attack: Amount, support: Amount) -> tuple[Amount, Amount, Amount]:
    """Derivatives by w, attack and support, with the sides staying as effective as they are."""
    sides = 1 + ((attack > 0) & (support > 0))
    return 1 - (support + attack) / sides, -base / sides, (1 - base) / sides


def mean_of_sides_worked(base: float, attack: float, support: float, strength: float) -> Lines:
    """What each effective side makes of the base score, and their mean.

    >>> mean_of_sides_worked(0.5, 0.5, 0.25, 0.4375)
    ('(0.50·(1 − 0.50) + 0.50 + (1 − 0.50)·0.25)/2 = 0.4375',)
    """
    w = figure(base)
    lowered = [f"{w}·(1 − {figure(attack)})"] * (attack > 0)
    raised = [f"{w} + (1 − {w})·{figure(support)}"] * (support > 0)
    sides = " + ".join([*lowered, *raised]) or w
    return (f"({sides})/2 = {figure(strength)}" if lowered and raised else f"{sides} = {figure(strength)}",)


def noisy_or(base: Amount, attack: Amount, support: Amount) -> Amount:
    """(1 − (1 − w)(1 − support))·(1 − attack): it holds, or a support is in, and no attack is (Pearl 1988).

    >>> noisy_or(0.0, 0.5, 0.8), noisy_or(0.5, 0.0, 0.5)
    (0.4, 0.75)
    """
    return (base + support * (1 - base)) * (1 - attack)


def noisy_or_slopes(base: Amount, attack: Amount, support: Amount) -> tuple[Amount, Amount, Amount]:
    """Derivatives by w, attack and support."""
    stays = 1 - attack
    return (1 - support) * stays, -(base + support * (1 - base)), (1 - base) * stays


def noisy_or_worked(base: float, attack: float, support: float, strength: float) -> Lines:
    """The chance that it holds or a support is in, times the chance that no attack is; without factors of 1.

    >>> noisy_or_worked(0.0, 0.5, 0.8, 0.4), noisy_or_worked(0.3, 0.0, 0.5, 0.65)
    (('0.80·(1 − 0.50) = 0.40',), ('1 − (1 − 0.30)·(1 − 0.50) = 0.65',))
    """
    holds = f"1 − (1 − {figure(base)})·(1 − {figure(support)})" if base > 0 and support > 0 else figure(base or support)
    if not attack:
        return (f"{holds} = {figure(strength)}",) if base > 0 and support > 0 else ()
    holds = f"({holds})" if base > 0 and support > 0 else holds
    return (f"{holds}·(1 − {figure(attack)}) = {figure(strength)}",)


def _fading(x: Amount) -> Amount:
    """e^(−max(x, 0)), never quite 0."""
    return math.e ** -(x * (x > 0)) + TINY


def _positive(k: float) -> None:
    if not 0 < k < inf:
        raise ValueError(f"k must be a positive number, got {k}")


_POWER = ["", "", *(str(p).translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")) for p in range(2, 31))]


def _moved(base: float, aggregate: float) -> str:
    """The base score and the distance that it can move, as text; the share of that distance is multiplied to it."""
    w = figure(base)
    return f"{w} + (1 − {w})·" if aggregate > 0 else f"{w} − {w}·"


def _exponent(value: float) -> str:
    return f"({figure(value)})" if value < 0 else figure(value)


def _per(k: float) -> str:
    return "" if k == 1 else f"/{k:g}"


INFLUENCES: Mapping[str, Influence] = {
    one.name: one
    for one in (
        linear(1),
        p_max(1),
        p_max(2),
        Influence(
            "euler",
            "1 − (1 − w²)/(1 + w·e^α)",
            euler,
            euler_slopes,
            steepest=lambda base: (1 - base * base) / 4,
            worked=euler_worked,
        ),
        Influence(
            "logistic",
            "logistic(ln(w/(1 − w)) + α)",
            logistic,
            logistic_slopes,
            steepest=lambda base: 0.25 if 0 < base < 1 else 0,
            worked=logistic_worked,
        ),
        Influence(
            "reciprocal",
            "w/(1 − α)",
            reciprocal,
            reciprocal_slopes,
            steepest=lambda base: base,
            rational=True,
            worked=reciprocal_worked,
        ),
        Influence(
            "noisy-or",
            "(1 − (1 − w)·Π (1 − supporters))·Π (1 − attackers)",
            noisy_or,
            noisy_or_slopes,
            apart=True,
            rational=True,
            worked=noisy_or_worked,
        ),
        Influence(
            "mean-of-sides",
            "w·Π (1 − attackers) if no support is above 0, 1 − (1 − w)·Π (1 − supporters) if no attack is, else the mean of both",
            mean_of_sides,
            mean_of_sides_slopes,
            steepest_alone=lambda base: max(base, 1 - base),
            apart=True,
            rational=True,
            worked=mean_of_sides_worked,
        ),
    )
}
