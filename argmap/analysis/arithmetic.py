"""The arithmetic of one strength, written out so that a reader can redo it by hand: a line for α, a line for ι.

The rows of the semantics write these lines: `Aggregation.worked` and `Influence.worked`.
"""

from argmap.semantics import Semantics
from argmap.semantics.figures import Side, added, figure


def worked(semantics: Semantics, base: float, attackers: Side, supporters: Side, strength: float) -> tuple[str, ...]:
    """The lines of arithmetic from the steps to a statement to its strength, under a semantics of the table or your own.

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
    aggregation, influence = semantics.aggregation, semantics.influence
    against, for_ = map(aggregation.side, (attackers, supporters))
    if influence.apart:
        sides = (("attack", attackers, against), ("support", supporters, for_))
        lines = [_equation(name, aggregation.worked((), side), come) for name, side, come in sides if side]
        values: tuple[float, ...] = (against, for_)
    else:
        lines = [_equation("α", aggregation.worked(attackers, supporters), for_ - against)]
        values = (for_ - against,)
    if influence.worked is None:
        return *lines, f"{influence.name} from {figure(base)} by {', '.join(map(figure, values))} = {figure(strength)}"
    return *lines, *influence.worked(base, *values, strength)


def _equation(name: str, said: str, value: float) -> str:
    return f"{name} = {said}" + (f" = {figure(value)}" if said != figure(value) else "")


def _averaged(base: float, attackers: Side, strength: float) -> str:
    mean = f"({added(attackers)})/{len(attackers)}"
    return f"{figure(base)}/(1 + {len(attackers)} + {mean}) = {figure(strength)}, where base scores are above 0"
