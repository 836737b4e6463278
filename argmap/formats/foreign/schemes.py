"""Graphs in which a relation is a node of its own: premises lead to it, and it leads to what it bears on (AIF, SADFace)."""

from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Any

from argmap.formats.foreign.intake import At, Intake
from argmap.model import ids

NO_STEP_MESSAGE = "argmap has supports, attacks and undercuts; nothing else becomes one of them"


@dataclass
class SchemeNode:
    """One relation: a support, an attack, or something else that argmap has no step for."""

    key: str
    kind: str
    at: At | None
    about: str
    fields: dict[str, Any] = field(default_factory=dict)
    sources: list[Hashable] = field(default_factory=list)
    targets: list[str] = field(default_factory=list)


class SchemeGraph:
    """Gathers the nodes and edges of such a graph; `steps` makes steps of them."""

    def __init__(self, intake: Intake) -> None:
        self.intake = intake
        self.schemes: dict[str, SchemeNode] = {}
        self.left: set[str] = set()
        """Nodes that are left out, with a loss each; the edges at them are left out too."""

    def scheme(self, key: str, kind: str, at: At | None, about: str, **fields: Any) -> None:
        """Adds a relation: "support", "attack", or the name of what is no step."""
        if key in self.schemes:
            self.intake.problems.add(at, f"node {key!r} is defined twice", "give one of them another id")
        self.schemes[key] = SchemeNode(key, kind, at, about, {k: v for k, v in fields.items() if v})

    def edge(self, start: str, end: str, at: At | None) -> None:
        """Adds an edge between two nodes."""
        statements = self.intake.statements
        for one in (start, end):
            if one in self.left:
                self.intake.lost("edge of a node that is left out", at, f"{start} → {end}", "its node is left out")
                return
            if one not in statements and one not in self.schemes:
                self.intake.lost("edge to nothing", at, f"{start} → {end}", f"the file has no node {one!r}")
                return
        if start in self.schemes:
            self.schemes[start].targets.append(end)
        elif end in self.schemes:
            self.schemes[end].sources.append(start)
        else:
            self.intake.lost("edge without a relation", at, f"{start} → {end}", "no node says what relation it is")

    def steps(self) -> None:
        """Adds the step that each relation is, and a loss for each that is none."""
        for one in self.schemes.values():
            if one.kind not in ("support", "attack"):
                ends = f"{one.sources} → {one.targets}"
                self.intake.lost(f"relation {one.kind}", one.key, f"{one.about}: {ends}", NO_STEP_MESSAGE)
            elif not one.sources or not one.targets:
                missing = "nothing leads to it" if not one.sources else "it leads to nothing"
                self.intake.lost(f"{one.kind} without an end", one.key, one.about or one.kind, missing)
            else:
                for target in dict.fromkeys(one.targets):
                    self._step(one, target)

    def _step(self, one: SchemeNode, target: str) -> None:
        aimed = self.schemes.get(target)
        named = self._name(one) if len(set(one.targets)) == 1 else {}
        key = ("step", one.key) if len(set(one.targets)) == 1 else ("step", one.key, target)
        if aimed is None:
            self.intake.step(one.kind, one.sources, target, one.at, key, **named, **one.fields)
        elif one.kind == "attack" and self._is_step(aimed):
            ends = dict.fromkeys(aimed.targets)
            aims: list[Hashable] = [("step", target)] if len(ends) == 1 else [("step", target, end) for end in ends]
            for aim in aims:
                self.intake.step("undercut", one.sources, aim, one.at, key, **named, **one.fields)
        else:
            why = "a step cannot be supported" if one.kind == "support" else f"{target} is no step of the map"
            self.intake.lost(f"{one.kind} of a relation", one.key, f"{one.sources} → {target}", why)

    def _is_step(self, one: SchemeNode) -> bool:
        """Whether a relation becomes a step that can be undercut: all that it leads to are statements or such steps."""
        waiting = [one]
        seen: set[str] = set()
        while waiting:
            here = waiting.pop()
            if here.kind not in ("support", "attack") or not here.sources or not here.targets:
                return False
            aimed = [self.schemes[target] for target in here.targets if target in self.schemes]
            if aimed and here.kind != "attack":
                return False
            waiting += [scheme for scheme in aimed if scheme.key not in seen]
            seen.update(scheme.key for scheme in aimed)
        return True

    def _name(self, one: SchemeNode) -> dict[str, str]:
        try:
            return {"id": ids.checked(one.key)}
        except ValueError:
            self.intake.lost("id of a relation", one.key, one.about or one.kind, "its ends name the step")
            return {}
