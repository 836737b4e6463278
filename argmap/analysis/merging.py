"""Merges two maps into one, and lists what both say and where they differ; nothing is lost.

Statements meet if they have the same sentence; under one id, two sentences are two statements. Of what meets, the first map's
id and fields stay, and the second map's fields fill in what the first leaves open.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from argmap.errors import shown
from argmap.formats.including import as_meant
from argmap.model import ArgumentMap, Expectation, Node, Relation, Tension, ids
from argmap.model.field import Kind, fields_of
from argmap.model.given import needs_map
from argmap.model.map import REMARKS

MeetingKind = Literal["meets", "joins", "renamed", "converted", "differs"]


@dataclass(frozen=True)
class Meeting:
    """One thing of the second map and what became of it, under its `id` in the merged map.

    It *meets* the same statement or step of the first map, *joins* one that had another id, is *renamed* since the first map
    uses its id for something else, is *converted* to the first map's scale, or *differs* from what the first map says in a field; `said` says how.
    """

    kind: MeetingKind
    thing: str
    id: str
    said: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.thing} {self.id}".rstrip() + (f": {self.said}" if self.said else "")


@dataclass(frozen=True)
class Merged:
    """The merged `map`, and the `meetings`: what is in both maps, and where they differ."""

    map: ArgumentMap
    meetings: tuple[Meeting, ...]

    @property
    def differences(self) -> tuple[Meeting, ...]:
        """What the two maps say otherwise of the same thing; the first map's word stays."""
        return tuple(one for one in self.meetings if one.kind == "differs")


def merge(a: ArgumentMap, b: ArgumentMap) -> Merged:
    """The map of everything that `a` and `b` say, with the conclusion of `a`, and the list of what both have and where they differ.

    >>> from argmap.model import ArgumentMap, Claim, Premise, Support
    >>> def small(reason, id):
    ...     nodes = [Claim(text="It pays.", id="pays"), Premise(text=reason, id=id)]
    ...     return ArgumentMap(conclusion="pays", statements=nodes, steps=[Support(sources=[id], target="pays")])
    >>> found = merge(small("It is cheap.", "cheap"), small("It is new.", "new"))
    >>> sorted(found.map), [str(one) for one in found.meetings]
    (['cheap', 'new', 'pays'], ['meets: statement pays'])
    """
    needs_map(a, b)
    return _Merging(a, b).done()


class _Merging:
    """Merges the parts of two maps in turn, and keeps what a part of the second is called in the merged map."""

    def __init__(self, a: ArgumentMap, b: ArgumentMap) -> None:
        self.a, self.b = a, b
        self.name: dict[str, str] = {}
        self.nodes = {node.id: node for node in a.statements}
        self.steps = {step.id: step for step in a.steps}
        self.meetings: list[Meeting] = []

    def done(self) -> Merged:
        """The result."""
        self._statements()
        self._steps()
        about = self._about()
        m = ArgumentMap(statements=tuple(self.nodes.values()), steps=tuple(self.steps.values()), **about)
        return Merged(m.placed(self.a.places), tuple(self.meetings))

    def _statements(self) -> None:
        by_text = {_plain(node.text): node.id for node in reversed(self.a.statements)}
        for node in self.b.statements:
            converted = node.replace(strength=as_meant(node.strength, self.b.scale, self.a.scale))
            if converted.strength != node.strength:
                self._told(
                    "converted", "statement", node.id, f"{shown(node.strength)} of the other scale is a number here"
                )
            ours = self.nodes.get(node.id) if node.id in self.a.statements_by_id else None
            meets = node.id if ours and _plain(ours.text) == _plain(node.text) else by_text.get(_plain(node.text))
            if meets is not None:
                self.name[node.id] = meets
                self._told(
                    "meets" if meets == node.id else "joins", "statement", meets, "" if meets == node.id else node.id
                )
                self.nodes[meets] = self._filled(self.nodes[meets], converted)
                continue
            id = self._free(node.id, node.text)
            if id != node.id:
                self._told("renamed", "statement", id, f"it was {node.id}, which the first map has for something else")
            self.name[node.id] = id
            self.nodes[id] = converted.replace(id=id)

    def _filled(self, ours: Node, theirs: Node) -> Node:
        """A statement with the other's fields where it has none; lists are joined, a claim stays a claim."""
        kept: Node = ours.replace(**self._further("statement", ours, theirs, ("id", "text")))
        if ours.kind != theirs.kind:
            self._told("differs", "statement", ours.id, f"a {ours.kind}, and a {theirs.kind} in the other map")
            if theirs.kind == "claim":
                return type(theirs)(**kept.fields())
        return kept

    def _further(
        self, thing: str, ours: Node | Relation, theirs: Node | Relation, same: tuple[str, ...]
    ) -> dict[str, Any]:
        """The fields, but for those that are the `same`, that the other fills in; what both say otherwise is told."""
        fields: dict[str, Any] = {}
        for key, field in fields_of(type(ours)).items():
            mine, other = getattr(ours, field.name), getattr(theirs, field.name)
            if key in same or other in (mine, field.default):
                continue
            if field.kind in (Kind.ANCHORS, Kind.RECORDS):
                fields[field.name] = (*mine, *(one for one in other if one not in mine))
            elif mine == field.default:
                fields[field.name] = other
            else:
                self._told("differs", thing, ours.id, f"{key} is {shown(mine)}, not {shown(other)}")
        return fields

    def _steps(self) -> None:
        ends = {_ends(step): step.id for step in self.a.steps}
        waiting = list(self.b.steps)
        while waiting:
            ready = [step for step in waiting if step.target in self.name]
            waiting = [step for step in waiting if step.target not in self.name]
            for step in ready:
                self._step(step, ends)

    def _step(self, step: Relation, ends: dict[tuple[object, ...], str]) -> None:
        unnamed = step.id == ids.step_slug(step.kind, step.sources, step.target)
        weight = as_meant(step.weight, self.b.weighing, self.a.weighing)
        sources = tuple(dict.fromkeys(self.name[source] for source in step.sources))
        moved = step.replace(sources=sources, target=self.name[step.target], weight=weight)
        ours_by_id = self.a.steps_by_id.get(step.id)
        met = step.id if ours_by_id and _ends(ours_by_id) == _ends(moved) else ends.get(_ends(moved))
        if met is not None:
            self.name[step.id] = met
            self._told("meets", "step", met, "")
            ours = self.steps[met]
            self.steps[met] = ours.replace(**self._further("step", ours, moved, ("id", "sources", "target")))
            return
        id = ids.step_slug(step.kind, moved.sources, moved.target) if unnamed else step.id
        free = self._free(id, step.id)
        if free != id:
            self._told("renamed", "step", free, f"it was {step.id}, which the first map has for something else")
        self.name[step.id] = free
        self.steps[free] = moved.replace(id=free)

    def _about(self) -> dict[str, Any]:
        about: dict[str, Any] = {}
        for name in REMARKS:
            mine, other = getattr(self.a, name), getattr(self.b, name)
            about[name] = mine
            if name == "conclusion":
                if self.name[other] != mine:
                    self._told("differs", "map", "", f"the conclusion is {mine}, not {self.name[other]}")
            elif name == "tensions":
                about[name] = (*mine, *(remark for remark in self._tensions() if remark not in mine))
            elif name == "expect":
                about[name] = (*mine, *(remark for remark in self._expectations() if remark not in mine))
            elif not mine and name not in ("scale", "weights"):
                about[name] = other
            elif other and mine != other and name not in ("scale", "weights"):
                self._told("differs", "map", "", f"{name} is {shown(mine)}, not {shown(other)}")
        return about

    def _tensions(self) -> Iterator[Tension]:
        for tension in self.b.tensions:
            yield tension.replace(between=tuple(self.name[end] for end in tension.between))

    def _expectations(self) -> Iterator[Expectation]:
        for expected in self.b.expect:
            renamed: dict[str, Any] = {}
            for field, id in expected.named():
                new = self.name[id]
                renamed[field.name] = new if field.kind is Kind.ID else (*renamed.get(field.name, ()), new)
            yield expected.replace(**renamed)

    def _free(self, id: str, text: str) -> str:
        """An id that the merged map does not have yet: this one, or one made from it."""
        ids_in_use = {*self.nodes, *self.steps}
        if id not in ids_in_use and (id not in self.a.steps_by_id):
            return id
        longer = f"{id[: ids.LONGEST - 20]}-{ids.digest(text)}"
        number = 2
        candidate = longer
        while candidate in ids_in_use:
            candidate, number = f"{longer}-{number}", number + 1
        return candidate

    def _told(self, kind: MeetingKind, thing: str, id: str, said: str) -> None:
        self.meetings.append(Meeting(kind, thing, id, said))


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold().rstrip(".")


def _ends(step: Relation) -> tuple[object, ...]:
    return step.kind, frozenset(step.sources), step.target
