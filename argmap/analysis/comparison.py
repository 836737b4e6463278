"""Comparison: a map evaluated under each semantics, to see whether the verdict depends on the choice."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Unpack, cast

from argmap.evaluation import Evaluation, How, Said, Settings, applicable, evaluate_as, how
from argmap.late import late
from argmap.model import ArgumentMap, Verdict
from argmap.model.given import needs_map
from argmap.semantics import SEMANTICS


@dataclass(frozen=True)
class Comparison:
    """The evaluation under each semantics that applies, by name; `inapplicable` names the others.

    `differing` holds the claims whose verdict depends on the semantics, each with its verdict by semantics; the conclusion is first.
    """

    of: str
    evaluations: Mapping[str, Evaluation]
    inapplicable: tuple[str, ...]
    differing: Mapping[str, Mapping[str, Verdict]]

    _repr_html_ = late("argmap.cli.printing.notebook:html")
    to_frame = late("argmap.formats.foreign.frames:to_frame")

    def __repr__(self) -> str:
        return f"<Comparison: {self.of} under {len(self.evaluations)} semantics, which {'agree' if self.agree else 'differ'}>"

    def rows(self) -> list[dict[str, Any]]:
        """A mapping for each semantics, as pandas and Polars take them: semantics, strength, verdict."""
        return [
            {"semantics": name, "strength": e[self.of], "verdict": e.verdict_of(self.of)}
            for name, e in self.evaluations.items()
        ]

    @property
    def m(self) -> ArgumentMap | None:
        """The map that was evaluated."""
        return next((e.m for e in self.evaluations.values()), None)

    @property
    def agree(self) -> bool:
        """Whether all of them give the same verdict on the statement in question."""
        return self.of not in self.differing

    @property
    def verdicts(self) -> Mapping[str, Verdict]:
        """The verdict under each semantics."""
        return {name: e.verdict_of(self.of) for name, e in self.evaluations.items()}


def compare(m: ArgumentMap, of: str | None = None, **said: Unpack[Said]) -> Comparison:
    """The evaluations of a map under every semantics of the table that applies, the one in use first. Raises UnknownName.

    >>> from argmap.model import ArgumentMap, Claim, Premise, Support
    >>> nodes = [Claim(text="C.", id="c"), Premise(text="P.", id="p")]
    >>> m = ArgumentMap(conclusion="c", statements=nodes, steps=[Support(sources=["p"], target="c")])
    >>> found = compare(m)
    >>> found.agree, found.verdicts["df-quad"], found.verdicts["euler"], found.inapplicable[0]
    (False, 'accepted', 'undecided', 'h-categoriser')
    """
    needs_map(m)
    statement = m.statement(of or m.conclusion).id
    evaluations = {name: evaluate_as(m, way) for name, way in settings_by_semantics(m, **said).items()}
    claims = [statement, *(node.id for node in m.statements if node.kind == "claim" and node.id != statement)]
    verdicts = {id: {name: e.verdict_of(id) for name, e in evaluations.items()} for id in claims}
    differing = {id: by_semantics for id, by_semantics in verdicts.items() if len(set(by_semantics.values())) > 1}
    return Comparison(statement, evaluations, tuple(name for name in SEMANTICS if name not in evaluations), differing)


def settings_by_semantics(m: ArgumentMap, **said: Unpack[Said]) -> Mapping[str, How]:
    """The settings of an evaluation under each semantics that applies to a map, by name, the one in use first.

    >>> from argmap.model import ArgumentMap, Claim
    >>> m = ArgumentMap(conclusion="c", statements=[Claim(text="C.", id="c")])
    >>> list(settings_by_semantics(m, semantics="df-quad"))[:2], settings_by_semantics(m, linked="product")["df-quad"].linked.name
    (['df-quad', 'possible-worlds'], 'product')
    """
    in_use = how(m, semantics=said.get("semantics")).semantics.name
    names = sorted(applicable(m), key=lambda name: name != in_use)
    return {name: how(m, semantics=name, **fitting(name, said)) for name in names}


def fitting(name: str, said: Said) -> Settings:
    """The given settings without those that a semantics does not use."""
    useless = ("linked", "prior", "rejected") if SEMANTICS[name].worlds else ("defeated",)
    kept = {key: value for key, value in said.items() if key not in (*useless, "semantics")}
    return cast(Settings, kept)
