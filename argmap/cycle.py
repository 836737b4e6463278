"""What an evaluation says of a cycle."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Cycle:
    """A cycle: statements and steps that depend on one another. `around` is one path around it, `ids` are all of them.

    `status` is *certified* where a Lipschitz `bound` < 1 shows that there is one fixed point, *converged* where the flow
    ds/dt = F(s) − s from the base scores came to rest (Potyka, KR 2018), *unstable* where it did at a point that the least
    change of a base score leads away from, else *not settled*. `residual` is max |F(s) − s| after `rounds` evaluations of F;
    `oscillates` says that strengths go up and down without end; `eigenvalue` is that of F's derivative with the largest real
    part, 1 or more where it is unstable, NaN where it was not asked for.
    """

    around: tuple[str, ...]
    ids: tuple[str, ...]
    status: str
    bound: float
    rounds: int
    residual: float
    oscillates: bool
    eigenvalue: float = float("nan")

    def __str__(self) -> str:
        around = " → ".join((*self.around, self.around[0]))
        how = {
            "certified": f"settled on the only strengths that fit (bound {self.bound:.2g} < 1)",
            "converged": f"settled after {self.rounds} rounds (residual {self.residual:.0e})",
            "unstable": "at a balance that any change upsets",
        }.get(self.status, f"has not settled in the time given (residual {self.residual:.2g})")
        if self.oscillates:
            how = f"does not settle, it oscillates (residual {self.residual:.2g})"
        return f"{around}: {how}"
