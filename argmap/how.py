"""The settings of an evaluation, resolved from the caller's keywords, the map's `evaluate:` key and the defaults."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from numbers import Real
from typing import Any, TypedDict, Unpack

from argmap.errors import EvaluationError, SettingError, UnknownName, shown
from argmap.model import ArgumentMap, Verdict
from argmap.model.evaluating import Evaluating
from argmap.model.given import needs_map
from argmap.model.scale import UNSAID
from argmap.model.standpoint import STANDPOINTS
from argmap.semantics import DEFAULT, Conjunction, Semantics, conjunction_of, semantics_of
from argmap.solver.strengths import Interval

ACCEPTED, DEFEATED, REJECTED = 0.6, 0.6, 0.4
"""The cut-offs unless others are given: on the strength, on the chance of being defeated, and on a gradual strength."""
ROUNDING = 1e-12
"""The largest error of floating-point arithmetic that a chance may have at a cut-off."""


class Settings(TypedDict, total=False):
    """The settings that a caller may give besides the semantics."""

    linked: str | Conjunction | None
    prior: float | None
    accepted: float | None
    defeated: float | None
    rejected: float | None
    standpoint: str | None


class Said(Settings, total=False):
    """The settings that a caller may give; see `How`."""

    semantics: str | Semantics | None


@dataclass(frozen=True)
class How:
    """The settings of an evaluation, complete; made by `how`.

    `prior` is the base score of unrated claims with a support. Verdicts: *accepted* if the strength reaches `accepted`,
    *rejected* if the chance of being defeated reaches `defeated` (possible worlds) or the strength is at most
    `rejected` (gradual semantics).
    """

    semantics: Semantics
    linked: Conjunction
    prior: float
    accepted: float
    defeated: float
    rejected: float
    standpoint: str = "examined"

    @property
    def worlds(self) -> bool:
        """Whether strengths are chances under possible worlds."""
        return self.semantics.worlds

    @property
    def cut_offs(self) -> str:
        """The cut-offs in words.

        >>> how_of({}).cut_offs
        'accepted if strength ≥ 0.6, rejected if chance of defeat ≥ 0.6'
        """
        if self.worlds:
            return f"accepted if strength ≥ {self.accepted:g}, rejected if chance of defeat ≥ {self.defeated:g}"
        return f"accepted if strength ≥ {self.accepted:g}, rejected if strength ≤ {self.rejected:g}"

    @property
    def said(self) -> Said:
        """The keywords for `evaluate` that give this evaluation."""
        said: Said = {"semantics": self.semantics, "accepted": self.accepted, "standpoint": self.standpoint}
        if self.worlds:
            return {**said, "defeated": self.defeated}
        return {**said, "linked": self.linked, "prior": self.prior, "rejected": self.rejected}

    def verdict_on(self, stands: float, defeated: float = 0.0) -> Verdict:
        """The verdict on a strength, and under possible worlds on the chance of being defeated."""
        if self.worlds:
            if stands >= self.accepted - ROUNDING:
                return "accepted"
            return "rejected" if defeated >= self.defeated - ROUNDING else "undecided"
        return verdict(stands, accepted=self.accepted, rejected=self.rejected)


def how(m: ArgumentMap, **said: Unpack[Said]) -> How:
    """The settings for evaluating a map: these keywords, else the map's `evaluate:` key, else the defaults.

    Raises UnknownName for a semantics, κ or standpoint that is in no table, SettingError for cut-offs out of range or order, and
    EvaluationError for a setting that the semantics does not use, such as `linked` under possible worlds, TypeError if `m` is
    not a map.
    """
    needs_map(m)
    try:
        return how_of(said, m.evaluating)
    except SettingError as error:
        place = (
            m.place("", "evaluate")
            if not any(name in said for name in ("prior", "accepted", "defeated", "rejected"))
            else None
        )
        raise SettingError(f"{place}: evaluate: {error.message}" if place else error.message, error.hint) from None


def how_of(said: Said, written: Evaluating | None = None) -> How:
    """`how` without a map. Raises what `how` raises."""
    own = {name: value for name, value in said.items() if value is not None}
    file = {name: value for name, value in written.fields().items() if value is not None} if written else {}
    row = semantics_of(own.get("semantics") or file.get("semantics") or DEFAULT)  # type: ignore[arg-type]
    if not file and own.keys() <= {"semantics"}:
        return _usual(row)
    for name, fits, hint in _FITTING:
        if not fits(row) and name in own and not (name == "prior" and own[name] == 0):
            raise EvaluationError(f"{name} has no effect under {row.name}, got {own[name]}", hint)
        if not fits(row):
            file.pop(name, None)
    return _settled(row, {**file, **own})


@lru_cache(maxsize=32)
def _usual(row: Semantics) -> How:
    """The settings when nothing but the semantics was given."""
    return _settled(row, {})


def _settled(row: Semantics, given: Mapping[str, Any]) -> How:
    usual = {"linked": "min", "prior": 0.0 if row.worlds else UNSAID, "standpoint": "examined"}
    cuts = {"accepted": ACCEPTED, "defeated": DEFEATED, "rejected": REJECTED}
    settled: dict[str, Any] = {**usual, **cuts, **given}
    if settled["standpoint"] not in STANDPOINTS:
        raise UnknownName("standpoint", settled["standpoint"], STANDPOINTS)
    for name in ("prior", "accepted", "defeated", "rejected"):
        _check_number(name, settled[name])
    if row.worlds:
        _check_chances(settled["accepted"], settled["defeated"])
    else:
        _check_order(settled["rejected"], settled["accepted"])
    return How(
        **{**settled, "semantics": row, "linked": conjunction_of("product" if row.worlds else settled["linked"])}
    )


_FITTING = (
    (
        "linked",
        lambda row: not row.worlds,
        "all linked premises must stand; a gradual semantics can join them otherwise",
    ),
    (
        "prior",
        lambda row: not row.worlds,
        "a claim is worth what is given for it; a gradual semantics takes another prior",
    ),
    ("rejected", lambda row: not row.worlds, "use `defeated`, on the chance of being defeated"),
    ("defeated", lambda row: row.worlds, "use `rejected`, on the strength"),
)


def _check_number(name: str, value: Any) -> None:
    if isinstance(value, float) and 0 <= value <= 1:
        return
    if isinstance(value, bool) or not isinstance(value, Real) or not 0 <= float(value) <= 1:
        raise SettingError(f"{name} must be a number in [0, 1], got {shown(value)}", "write a share such as 0.6")


def _check_chances(accepted: float, defeated: float) -> None:
    if not (accepted > 0 and defeated > 0 and accepted + defeated > 1):
        raise SettingError(
            f"cut-offs must be above 0 and add up to more than 1, got accepted {accepted:g}, defeated {defeated:g}",
            "raise one of them; otherwise a statement could be both accepted and rejected",
        )


def _check_order(rejected: float, accepted: float) -> None:
    if rejected >= accepted:
        raise SettingError(
            f"cut-offs must be rejected < accepted, got rejected {rejected:g}, accepted {accepted:g}",
            "lower rejected or raise accepted; otherwise a strength could be both",
        )


def verdict(strength: float | Interval, *, accepted: float = ACCEPTED, rejected: float = REJECTED) -> Verdict:
    """The verdict of a gradual semantics: *accepted* when σ ≥ `accepted`, *rejected* when σ ≤ `rejected`, else *undecided*.

    For an interval both ends must give the verdict, else it is *undecided*. Raises SettingError unless 0 ≤ rejected < accepted ≤ 1,
    and ValueError unless the strength is in [0, 1].

    >>> verdict(0.73), verdict(0.4), verdict((0.5, 0.8)), verdict(0.73, accepted=0.8)
    ('accepted', 'rejected', 'undecided', 'undecided')
    """
    low, high = strength if isinstance(strength, tuple) else (strength, strength)
    _check_number("accepted", accepted)
    _check_number("rejected", rejected)
    _check_order(rejected, accepted)
    if not 0 <= low <= high <= 1:
        raise ValueError(f"strength must be in [0, 1], got {strength}")
    return "accepted" if low >= accepted else "rejected" if high <= rejected else "undecided"
