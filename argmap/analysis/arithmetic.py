"""The arithmetic of one strength, written out so that it can be done again by hand: a line for α, a line for ι."""

from collections.abc import Callable, Mapping, Sequence
from functools import reduce

from argmap.semantics import Semantics

Side = Sequence[float]


def figure(value: float) -> str:
    """A number as the arithmetic shows it: four digits, no more zeros than two.

    >>> figure(0.5), figure(0.81234), figure(1.0), figure(-0.25)
    ('0.50', '0.8123', '1.00', '−0.25')
    """
    text = f"{value:.4f}"
    text = text[:-2] + text[-2:].rstrip("0")
    return text.replace("-", "−") if float(text) else text.lstrip("-")


def worked(semantics: Semantics, base: float, attackers: Side, supporters: Side, strength: float) -> tuple[str, ...]:
    """The lines from what bears on a statement to its strength, under a semantics of the table or your own.

    >>> from argmap.semantics import SEMANTICS
    >>> for line in worked(SEMANTICS["quadratic-energy"], 0.5, [0.5], [1.0], 0.6):
    ...     print(line)
    α = 1.00 − 0.50 = 0.50
    h = 0.50²/(1 + 0.50²) = 0.20
    0.50 + (1 − 0.50)·0.20 = 0.60
    """
    if not attackers and not supporters:
        return ()
    if semantics.averaged:
        return (_averaged(base, attackers, strength),)
    if semantics.influence.apart:
        return (
            f"{semantics.influence.name} of {_listed(attackers)} against and {_listed(supporters)} for = {figure(strength)}",
        )
    add = semantics.aggregation.add
    against, for_ = (reduce(add, side, 0.0) for side in (attackers, supporters))
    aggregate = for_ - against
    sides = _SIDES.get(semantics.aggregation.name, _unknown)
    said = sides(attackers, supporters)
    line = f"α = {said}" + (f" = {figure(aggregate)}" if said != figure(aggregate) else "")
    name, _, _ = semantics.influence.name.partition("(")
    how = _INFLUENCES.get(name)
    if how is None:
        return line, f"{semantics.influence.name} from {figure(base)} by α = {figure(strength)}"
    return line, *how(semantics.influence.name, base, aggregate, strength)


def _sum(side: Side) -> str:
    return " + ".join(map(figure, side)) if side else "0"


def _sums(attackers: Side, supporters: Side) -> str:
    if not supporters:
        return "−" + (f"({_sum(attackers)})" if len(attackers) > 1 else _sum(attackers))
    against = "".join(f" − {figure(one)}" for one in attackers)
    return _sum(supporters) + against


def _rests(side: Side) -> str:
    return "".join(f"(1 − {figure(one)})" for one in side) or "1"


def _products(attackers: Side, supporters: Side) -> str:
    return f"{_rests(attackers)} − {_rests(supporters)}"


def _top(side: Side) -> str:
    return f"max({', '.join(map(figure, side))})" if len(side) > 1 else _sum(side)


def _tops(attackers: Side, supporters: Side) -> str:
    return f"{_top(supporters)} − {_top(attackers)}"


def _unknown(attackers: Side, supporters: Side) -> str:
    return f"⊕({', '.join(map(figure, supporters))}) − ⊕({', '.join(map(figure, attackers))})"


def _listed(side: Side) -> str:
    return ", ".join(map(figure, side)) or "nothing"


_SIDES: Mapping[str, Callable[[Side, Side], str]] = {"sum": _sums, "product": _products, "top": _tops}


def _linear(name: str, base: float, aggregate: float, strength: float) -> tuple[str, ...]:
    k = name.partition("(")[2].rstrip(")")
    per = "" if k == "1" else f"/{k}"
    room = f"(1 − {figure(base)})" if aggregate > 0 else figure(base)
    sign = "+" if aggregate > 0 else "−"
    return (f"{figure(base)} {sign} {room}·{figure(abs(aggregate))}{per} = {figure(strength)}",)


def _p_max(name: str, base: float, aggregate: float, strength: float) -> tuple[str, ...]:
    p, _, rest = name.partition("-max(")
    k = rest.rstrip(")")
    x = figure(abs(aggregate)) if k == "1" else f"({figure(abs(aggregate))}/{k})"
    power = "" if p == "1" else p.translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))
    ratio = (abs(aggregate) / float(k)) ** int(p)
    room = f"(1 − {figure(base)})" if aggregate > 0 else figure(base)
    sign = "+" if aggregate > 0 else "−"
    return (
        f"h = {x}{power}/(1 + {x}{power}) = {figure(ratio / (1 + ratio))}",
        f"{figure(base)} {sign} {room}·{figure(ratio / (1 + ratio))} = {figure(strength)}",
    )


def _euler(_name: str, base: float, aggregate: float, strength: float) -> tuple[str, ...]:
    w = figure(base)
    return (f"1 − (1 − {w}²)/(1 + {w}·e^{_exponent(aggregate)}) = {figure(strength)}",)


def _logistic(_name: str, base: float, aggregate: float, strength: float) -> tuple[str, ...]:
    w = figure(base)
    return (f"{w}/({w} + (1 − {w})·e^{_exponent(-aggregate)}) = {figure(strength)}",)


def _reciprocal(_name: str, base: float, aggregate: float, strength: float) -> tuple[str, ...]:
    return (f"{figure(base)}/(1 + {figure(-aggregate)}) = {figure(strength)}",)


def _averaged(base: float, attackers: Side, strength: float) -> str:
    mean = f"({_sum(attackers)})/{len(attackers)}"
    return f"{figure(base)}/(1 + {len(attackers)} + {mean}) = {figure(strength)}, where base scores are above 0"


def _exponent(value: float) -> str:
    return f"({figure(value)})" if value < 0 else figure(value)


_INFLUENCES: Mapping[str, Callable[[str, float, float, float], tuple[str, ...]]] = {
    "linear": _linear,
    "1-max": _p_max,
    "2-max": _p_max,
    "euler": _euler,
    "logistic": _logistic,
    "reciprocal": _reciprocal,
}
