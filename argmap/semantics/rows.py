"""The table of semantics: each row is an aggregation and an influence, with their source."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any, TypeVar

from argmap.errors import UnknownName
from argmap.semantics.aggregation import AGGREGATIONS, Aggregation, Amount
from argmap.semantics.conjunction import CONJUNCTIONS, Conjunction
from argmap.semantics.influence import INFLUENCES, Influence

DEFAULT = "possible-worlds"
"""The semantics of everything that names none."""

AnyRow = TypeVar("AnyRow", "Semantics", Conjunction)


@dataclass(frozen=True, eq=False)
class Semantics:
    """A gradual semantics σ(a) = ι(τ(a), α(attackers, supporters)) (Mossakowski & Neuhaus 2018; Potyka 2018, 2019).

    Take a row of the table, or make one from an aggregation and an influence; both can be your own. A semantics that is
    `attack_only` refuses supports. With `averaged` it counts the attackers and takes the mean of what they carry. With `worlds`
    its strengths are the chances that statements stand; a shared statement is counted once, so the aggregation and the influence
    are exact only if nothing is shared. `fails` names the principles that it does not keep, `inside` those that it keeps only for
    strengths strictly between 0 and 1, and `fails_laws` the laws that it does not keep. Raises ValueError if the aggregation
    gives larger aggregates than the influence accepts.

    >>> from argmap.semantics import p_max
    >>> Semantics("mine", AGGREGATIONS["top"], p_max(2, k=2)).strength(0.5, 0.0, 1.0)
    0.6
    """

    name: str
    aggregation: Aggregation
    influence: Influence
    source: str = ""
    remarks: str = ""
    attack_only: bool = False
    averaged: bool = False
    worlds: bool = False
    fails: frozenset[str] = frozenset()
    inside: frozenset[str] = frozenset()
    fails_laws: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        most, reach = self.aggregation.most, self.influence.reach
        if most > reach:
            raise ValueError(
                f"{self.influence.name} accepts aggregates in [−{reach:g}, {reach:g}], but {self.aggregation.name} "
                "gives larger ones; use the product or top aggregation, or a p-max influence"
            )

    def __reduce__(self) -> Any:
        """Pickles a row of the table by its name, and a row of your own by its parts, which must be functions of a module."""
        if SEMANTICS.get(self.name) is self:
            return semantics_of, (self.name,)
        return type(self), tuple(getattr(self, one.name) for one in fields(self))

    @property
    def formula(self) -> str:
        """The complete formula: ι of α, with the scaling of an averaged semantics."""
        if self.averaged:
            return "w/(1 + |F| + mean of F), F = the attackers with a base score above 0"
        if self.influence.apart:
            return self.influence.formula
        aggregate = self.aggregation.attacks if self.attack_only else self.aggregation.formula
        return f"{self.influence.formula}; α = {aggregate}"

    @cached_property
    def strength(self) -> Callable[[Amount, Amount, Amount], Amount]:
        """σ from the base score and the aggregates of both sides: (w, ⊕ attackers, ⊕ supporters) → [0, 1]."""
        of = self.influence.of
        if self.influence.apart:
            return of

        def strength(base: Amount, attack: Amount, support: Amount) -> Amount:
            return of(base, support - attack)

        return strength

    @cached_property
    def slopes(self) -> Callable[[Amount, Amount, Amount], tuple[Amount, Amount, Amount]] | None:
        """The derivatives of `strength` by its three arguments; None if a definition has no slopes."""
        of = self.influence.slopes
        if self.influence.apart or of is None or self.aggregation.slopes is None:
            return of if self.aggregation.slopes else None

        def slopes(base: Amount, attack: Amount, support: Amount) -> tuple[Amount, Amount, Amount]:
            by_base, by_aggregate = of(base, support - attack)
            return by_base, -by_aggregate, by_aggregate

        return slopes


def semantics_of(name: str | Semantics) -> Semantics:
    """The row with this name, or the row itself. Raises UnknownName, which lists the names.

    >>> semantics_of("df-quad").aggregation.name
    'product'
    """
    return _row("semantics", name, SEMANTICS)


def conjunction_of(name: str | Conjunction) -> Conjunction:
    """The row of κ with this name, or the row itself. Raises UnknownName.

    >>> conjunction_of("min").join(0.5, 0.25)
    0.25
    """
    return _row("way to join linked premises", name, CONJUNCTIONS)


def _row(what: str, name: str | AnyRow, table: Mapping[str, AnyRow]) -> AnyRow:
    if not isinstance(name, str):
        return name
    if name not in table:
        raise UnknownName(what, name, table)
    return table[name]


_HALF_CREDIT = frozenset(
    (
        "grounded",
        "sensitive",
        "counted-once",
        "weakest-link",
        "no-growth",
        "no-half-credit",
        "reasons-add-up",
        "circles-prove-nothing",
        "conservative",
    )
)
"""The laws that a gradual semantics fails: an unrated claim starts at 0.5, and what is shared is counted once per step."""

_UNMOVED = frozenset(("strict-monotony", "strict-reinforcement", "strict-weakening", "strict-strengthening"))
"""The principles that something at the end of its range breaks: what is added moves nothing."""

_RANKED = "Amgoud, Ben-Naim, Doder, Vesic, IJCAI 2017"

_ROWS: Sequence[Semantics] = (
    Semantics(
        "possible-worlds",
        AGGREGATIONS["product"],
        INFLUENCES["noisy-or"],
        "Pearl 1988; Li, Oren, Norman 2011; Hunter 2013; Fazzinga, Flesca, Furfaro, Scala 2018",
        "the chance that a statement stands if premises hold and steps work independently, with the chances in the file; "
        "the formula is exact if the inputs share no statement; a shared statement is counted once",
        worlds=True,
        fails=frozenset(("franklin", "balance", "duality", "strict-weakening", "strict-strengthening")),
        inside=frozenset(
            (
                "strict-monotony",
                "strict-reinforcement",
                "base-score-monotony",
                "resilience",
            )
        ),
    ),
    Semantics(
        "quadratic-energy",
        AGGREGATIONS["sum"],
        INFLUENCES["2-max(1)"],
        "Potyka, KR 2018",
        "treats supports and attacks alike; never reaches 0 or 1 if 0 < w < 1; may oscillate on dense cycles",
        inside=frozenset(("strict-monotony", "strict-reinforcement")),
        fails_laws=_HALF_CREDIT,
    ),
    Semantics(
        "df-quad",
        AGGREGATIONS["product"],
        INFLUENCES["linear(1)"],
        "Rago, Toni, Aurisicchio, Baroni, KR 2016",
        "easy to compute by hand; a supporter of strength 1 alone raises the strength to 1",
        fails=frozenset(("franklin",)),
        inside=frozenset(
            (
                "strict-monotony",
                "strict-reinforcement",
                "base-score-monotony",
                "resilience",
                "strict-weakening",
                "strict-strengthening",
            )
        ),
        fails_laws=_HALF_CREDIT,
    ),
    Semantics(
        "sd-df-quad",
        AGGREGATIONS["product"],
        INFLUENCES["1-max(1)"],
        "Potyka 2019; Kampik et al. 2024, Table 3",
        "stays within [w/2, (1 + w)/2]; not the “squared DF-QuAD” that multiplies (1 − s)²",
        fails=frozenset(("franklin", "open-mindedness-down", "open-mindedness-up")),
        inside=_UNMOVED,
        fails_laws=_HALF_CREDIT,
    ),
    Semantics(
        "euler",
        AGGREGATIONS["sum"],
        INFLUENCES["euler"],
        "Amgoud & Ben-Naim 2017, 2018",
        "a base score of 0 or 1 never moves; the strength is never below w²; treats supports and attacks differently",
        fails=frozenset(("duality", "open-mindedness-down")),
        inside=_UNMOVED | {"open-mindedness-up"},
        fails_laws=_HALF_CREDIT,
    ),
    Semantics(
        "euler-top",
        AGGREGATIONS["top"],
        INFLUENCES["euler"],
        "Mossakowski & Neuhaus 2018",
        "only the strongest step on each side counts",
        fails=frozenset(
            (
                "strict-monotony",
                "strict-reinforcement",
                "franklin",
                "strict-weakening",
                "strict-strengthening",
                "duality",
                "open-mindedness-down",
                "open-mindedness-up",
            )
        ),
        fails_laws=_HALF_CREDIT,
    ),
    Semantics(
        "mlp",
        AGGREGATIONS["sum"],
        INFLUENCES["logistic"],
        "Potyka, AAAI 2021",
        "weights are evidence in log-odds; a base score of 0 or 1 never moves",
        inside=_UNMOVED | {"open-mindedness-down", "open-mindedness-up"},
        fails_laws=_HALF_CREDIT,
    ),
    Semantics(
        "quad",
        AGGREGATIONS["product"],
        INFLUENCES["mean-of-sides"],
        "Baroni, Romano, Toni, Aurisicchio, Bertanza 2015",
        "discontinuous: an attack of almost no strength halves the effect of the supports",
        fails=frozenset(("franklin", "balance", "strict-weakening", "strict-strengthening", "continuity")),
        inside=frozenset(("strict-monotony", "strict-reinforcement", "base-score-monotony", "resilience")),
        fails_laws=_HALF_CREDIT,
    ),
    Semantics(
        "h-categoriser",
        AGGREGATIONS["sum"],
        INFLUENCES["reciprocal"],
        f"Besnard & Hunter 2001; {_RANKED}",
        "attacks only",
        attack_only=True,
        fails_laws=frozenset(("conservative",)),
    ),
    Semantics(
        "max-based",
        AGGREGATIONS["top"],
        INFLUENCES["reciprocal"],
        _RANKED,
        "attacks only; only the strongest attack counts",
        attack_only=True,
        fails=frozenset(("strict-monotony", "strict-reinforcement", "open-mindedness-down")),
        fails_laws=frozenset(("conservative",)),
    ),
    Semantics(
        "card-based",
        AGGREGATIONS["sum"],
        INFLUENCES["reciprocal"],
        _RANKED,
        "attacks only; the number of attackers matters more than their strengths; a fully undercut attack still counts as an attacker",
        attack_only=True,
        averaged=True,
        fails=frozenset(("continuity",)),
        fails_laws=frozenset(("conservative",)),
    ),
)

SEMANTICS: Mapping[str, Semantics] = {one.name: one for one in _ROWS}
