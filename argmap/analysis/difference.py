"""The difference of two maps: the edits that lead from one to the other, and how they change the strengths.

Statements are matched by id; those whose id only one map has, by kind and sentence (renamed). Steps are matched by their
ends, then by id, then by kind and sources or target (moved). Steps that come and go with a statement belong to its edit.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, Unpack

from argmap.analysis.edit_shares import edit_shares
from argmap.analysis.rounding import SAME
from argmap.errors import EvaluationError, MapError
from argmap.evaluation import Evaluation, Settings, evaluate, evaluate_as
from argmap.late import late
from argmap.model import RELATIONS, ArgumentMap, Claim, Node, Relation, Support
from argmap.model.field import fields_of
from argmap.model.given import needs_map
from argmap.model.map import REMARKS
from argmap.semantics import Semantics

EditKind = Literal["added", "removed", "renamed", "reworded", "reweighted", "moved", "changed"]
EDIT_SIGNS: Mapping[EditKind, str] = {
    "added": "+",
    "removed": "−",
    "renamed": "→",
    "reworded": "~",
    "reweighted": "~",
    "moved": "→",
    "changed": "~",
}
"""The sign of each kind of edit, in the terminal and in pictures."""

_TOLD_OTHERWISE = ("text", "id", "strength", "sources", "target", "weight")
SAID = {
    "statement": ("kind", *(field.name for key, field in fields_of(Claim).items() if key not in _TOLD_OTHERWISE)),
    "step": (*(field.name for key, field in fields_of(Support).items() if key not in _TOLD_OTHERWISE), "kind"),
}
"""The fields whose change is told as such, with no effect on strengths (but for the kind of a step)."""


@dataclass(frozen=True)
class MapEdit:
    """One edit: of a statement, a step or the map itself; `before` and `after` as written, "" if there is none.

    `moved` is its share in the change of the conclusion's strength: the mean of what the edit adds over all orders of making
    the edits (Shapley), so that shares add up to the change. `alone` is the strength less what it would be with this edit
    alone taken back; `moved` is the same where the maps cannot be laid over each other. Both are None if the edit cannot be
    taken back.
    """

    kind: EditKind
    thing: str
    id: str
    field: str
    before: str
    after: str
    steps: int = 0
    moved: float | None = 0.0
    alone: float | None = 0.0


@dataclass(frozen=True)
class Moved:
    """A statement of both maps whose strength differs, by its id in the second map."""

    id: str
    before: float
    after: float


@dataclass(frozen=True)
class Difference:
    """The `edits` from one map to another, sorted by how far they move the conclusion; falsy if there are none.

    `evaluations` are the evaluations of both maps; None if one cannot be evaluated, with the reason in `trouble`.
    """

    edits: tuple[MapEdit, ...]
    changed: tuple[Moved, ...]
    evaluations: tuple[Evaluation, Evaluation] | None
    trouble: str = ""

    _repr_html_ = late("argmap.cli.printing.notebook:html")

    def __repr__(self) -> str:
        turned = "turned" if self.turned else "not turned"
        return f"<Difference: {len(self.edits)} edits, {len(self.changed)} strengths changed, the verdict {turned}>"

    def __bool__(self) -> bool:
        return bool(self.edits)

    @property
    def m(self) -> ArgumentMap | None:
        """The newer map; None if the two were not evaluated."""
        return self.evaluations[1].m if self.evaluations else None

    @property
    def turned(self) -> bool:
        """Whether the verdict differs."""
        return self.evaluations is not None and self.evaluations[0].verdict != self.evaluations[1].verdict


def diff(
    m1: ArgumentMap,
    m2: ArgumentMap,
    semantics: str | Semantics | None = None,
    **said: Unpack[Settings],
) -> Difference:
    """The edits that lead from `m1` to `m2`, and how they change the strengths. Raises UnknownName.

    >>> from argmap.model import ArgumentMap, Claim, Premise, Support
    >>> nodes = [Claim(text="C.", id="c"), Premise(text="P.", id="p", strength=0.5)]
    >>> m = ArgumentMap(conclusion="c", statements=nodes, steps=[Support(sources=["p"], target="c")])
    >>> found = diff(m, m.replace(m.statement("p").replace(strength=0.75)), "df-quad")
    >>> [(one.kind, one.id, one.before, one.after, one.moved) for one in found.edits]
    [('reweighted', 'p', '0.5', '0.75', 0.125)]
    """
    needs_map(m1, m2)
    match = Match(m1, m2)
    undone = list(match.edits())
    try:
        before, after = (evaluate(m, semantics, **said) for m in (m1, m2))
    except EvaluationError as error:
        return Difference(tuple(replace(edit, moved=None) for edit, _ in undone), (), None, str(error))
    weighed = _weighed(before, after, m2, undone)
    weighed.sort(key=lambda edit: -abs(edit.moved or 0.0))
    changed = [
        Moved(new, before[old], after[new])
        for old, new in match.statements.items()
        if abs(before[old] - after[new]) > SAME
    ]
    changed.sort(key=lambda one: -abs(one.after - one.before))
    return Difference(tuple(weighed), tuple(changed), (before, after))


def _weighed(
    before: Evaluation, after: Evaluation, m2: ArgumentMap, edits: Sequence[tuple[MapEdit, ArgumentMap | None]]
) -> list[MapEdit]:
    """The edits with their shares in the change."""
    moved_alone = [_moved(after, back) for _, back in edits]
    moving = [number for number, (_, back) in enumerate(edits) if back is not None and back != m2]
    shares = None
    if len(moving) > 1 and all(back is not None for _, back in edits):
        shares = edit_shares(before, after, m2, [back for number in moving if (back := edits[number][1]) is not None])
    moved = moved_alone.copy()
    for number, share in zip(moving, shares or (), strict=False):
        moved[number] = share
    return [replace(edit, moved=moved[number], alone=moved_alone[number]) for number, (edit, _) in enumerate(edits)]


def _moved(after: Evaluation, back: ArgumentMap | None) -> float | None:
    if back is None:
        return None
    try:
        return after[after.conclusion] - evaluate_as(back, after.how)[after.conclusion]
    except EvaluationError:
        return None


class Match:
    """The pairs of statements and steps that are the same in both maps."""

    def __init__(self, m1: ArgumentMap, m2: ArgumentMap) -> None:
        self.m1, self.m2 = m1, m2
        self.statements = self._statements()
        self.new_statements = set(m2.statements_by_id) - set(self.statements.values())
        self.old_statements = set(m1.statements_by_id) - set(self.statements)
        self.steps = self._steps()

    def edits(self) -> Iterator[tuple[MapEdit, ArgumentMap | None]]:
        """Each edit, and the second map with that edit undone (the same map if it moves nothing, None if it cannot be undone)."""
        yield from self._about()
        for node in self.m2.statements:
            if node.id in self.new_statements:
                yield self._added(node)
        for node in self.m1.statements:
            if node.id not in self.statements:
                yield self._removed(node)
        for old_id, new_id in self.statements.items():
            yield from self._statement(self.m1.statement(old_id), self.m2.statement(new_id))
        matched = set(self.steps.values())
        for step in self.m2.steps:
            if step.id not in matched and not self._comes_with(step):
                yield (
                    MapEdit("added", "step", step.id, "", "", _ends(step)),
                    None if (back := self._without(step.id)) is None else back,
                )
        for step in self.m1.steps:
            if step.id not in self.steps and not self._went_with(step):
                yield MapEdit("removed", "step", step.id, "", _ends(step), ""), self._with([self.mapped(step)])
        for old_id, new_id in self.steps.items():
            yield from self._step(self.m1.step(old_id), self.m2.step(new_id))

    def _statements(self) -> dict[str, str]:
        same = {node.id: node.id for node in self.m1.statements if node.id in self.m2.statements_by_id}
        fresh: dict[tuple[str, str], list[str]] = {}
        for node in self.m2.statements:
            if node.id not in same:
                fresh.setdefault((node.kind, node.text), []).append(node.id)
        for node in self.m1.statements:
            if node.id not in same and (found := fresh.get((node.kind, node.text))):
                same[node.id] = found.pop(0)
        return same

    def _steps(self) -> dict[str, str]:
        """Matched by ends and id, by ends, by id, then by what only one end of them changed; supports and attacks before undercuts."""
        same: dict[str, str] = {}
        for kinds in (
            [kind.name for kind in RELATIONS.values() if kind.onto == onto] for onto in ("statement", "step")
        ):
            for key in (self._by_all, self._by_ends, self._by_id, self._by_sources, self._by_target):
                new: dict[Any, list[str]] = {}
                matched = set(same.values())
                for step in self.m2.steps:
                    if step.kind in kinds and step.id not in matched:
                        new.setdefault(key(step, {}, {}), []).append(step.id)
                for old in self.m1.steps:
                    if old.kind in kinds and old.id not in same and (found := new.get(key(old, self.statements, same))):
                        same[old.id] = found.pop(0)
        return same

    @staticmethod
    def _by_ends(step: Relation, nodes: Mapping[str, str], steps: Mapping[str, str]) -> tuple[str, frozenset[str], str]:
        sources = frozenset(nodes.get(source, source) for source in step.sources)
        return step.kind, sources, nodes.get(step.target, steps.get(step.target, step.target))

    def _by_all(self, step: Relation, nodes: Mapping[str, str], steps: Mapping[str, str]) -> object:
        return step.id, self._by_ends(step, nodes, steps)

    @staticmethod
    def _by_id(step: Relation, _nodes: Mapping[str, str], _steps: Mapping[str, str]) -> object:
        return step.id

    def _by_sources(self, step: Relation, nodes: Mapping[str, str], steps: Mapping[str, str]) -> object:
        return self._by_ends(step, nodes, steps)[:2]

    def _by_target(self, step: Relation, nodes: Mapping[str, str], steps: Mapping[str, str]) -> object:
        kind, sources, target = self._by_ends(step, nodes, steps)
        return kind, len(sources) > 1, target, len(sources) == 1 or None

    def _comes_with(self, step: Relation) -> bool:
        """Whether a step is new only because one of its ends, or the step that it undercuts, is new."""
        return _falls(self.m2, step, self.new_statements)

    def _went_with(self, step: Relation) -> bool:
        return _falls(self.m1, step, self.old_statements)

    def _about(self) -> Iterator[tuple[MapEdit, ArgumentMap | None]]:
        for name in REMARKS:
            old, new = getattr(self.m1, name), getattr(self.m2, name)
            mapped = self.statements.get(old, old) if name == "conclusion" else old
            if mapped == new:
                continue
            back: ArgumentMap | None = self.m2
            if name in ("scale", "weights"):
                back = self._made(**{name: old})
            elif name == "conclusion":
                back = None
            before, after = _short(old), _short(new)
            if name in ("tensions", "expect"):
                before, after = f"{len(old)}", f"{len(new)}, {len(set(new) - set(old))} of them new"
            yield MapEdit("changed", "map", "", name, before, after), back

    def _added(self, node: Node) -> tuple[MapEdit, ArgumentMap | None]:
        steps = [step for step in self.m2.steps if _falls(self.m2, step, {node.id})]
        return MapEdit("added", "statement", node.id, node.kind, "", node.text, len(steps)), self._without(node.id)

    def _removed(self, node: Node) -> tuple[MapEdit, ArgumentMap | None]:
        steps = [self.mapped(step) for step in self.m1.steps if _falls(self.m1, step, {node.id})]
        edit = MapEdit("removed", "statement", node.id, node.kind, node.text, "", len(steps))
        return edit, None if node.id in self.m2.steps_by_id else self._with(steps, node)

    def _statement(self, old: Node, new: Node) -> Iterator[tuple[MapEdit, ArgumentMap | None]]:
        if old.id != new.id:
            yield MapEdit("renamed", "statement", new.id, "id", old.id, new.id), self.m2
        if old.text != new.text:
            yield MapEdit("reworded", "statement", new.id, "text", old.text, new.text), self.m2
        if old.strength != new.strength:
            before, after = (_short(one.strength if one.strength is not None else "none") for one in (old, new))
            back = self._made(new.replace(strength=old.strength))
            yield MapEdit("reweighted", "statement", new.id, "strength", before, after), back
        for name in SAID["statement"]:
            if getattr(old, name) != getattr(new, name):
                yield (
                    MapEdit(
                        "changed", "statement", new.id, name, _short(getattr(old, name)), _short(getattr(new, name))
                    ),
                    self.m2,
                )

    def _step(self, old: Relation, new: Relation) -> Iterator[tuple[MapEdit, ArgumentMap | None]]:
        mapped = self.mapped(old)
        if (set(mapped.sources), mapped.target) != (set(new.sources), new.target):
            back = self._made(new.replace(sources=mapped.sources, target=mapped.target))
            yield MapEdit("moved", "step", new.id, "ends", _ends(mapped), _ends(new)), back
        elif old.id != new.id and old.id == self._mapped_id(old):
            yield MapEdit("renamed", "step", new.id, "id", old.id, new.id), self.m2
        if old.weight != new.weight:
            back = self._made(new.replace(weight=old.weight))
            yield MapEdit("reweighted", "step", new.id, "weight", _short(old.weight), _short(new.weight)), back
        for name in SAID["step"]:
            before, after = getattr(old, name), getattr(new, name)
            if before != after:
                back = self.m2 if name != "kind" else self._with([mapped.replace(id=new.id)], without=new.id)
                yield MapEdit("changed", "step", new.id, name, _short(before), _short(after)), back

    def _mapped_id(self, step: Relation) -> str:
        """The id that would be made for the step if its ends had the ids of the second map."""
        made = type(step)(sources=step.sources, target=step.target).id
        if step.id != made:
            return step.id
        mapped = tuple(self.statements.get(one, one) for one in step.sources)
        return type(step)(sources=mapped, target=self._end(step.target)).id

    def mapped(self, step: Relation) -> Relation:
        """The step of the first map with its ends renamed as in the second map."""
        sources = tuple(self.statements.get(source, source) for source in step.sources)
        target = self._end(step.target)
        return (
            step if (sources, target) == (step.sources, step.target) else step.replace(sources=sources, target=target)
        )

    def _end(self, id: str) -> str:
        return self.statements.get(id) or self.steps.get(id, id)

    def _made(self, *values: Any, **fields: Any) -> ArgumentMap | None:
        """The second map with other values; None if they do not form a map."""
        try:
            return self.m2.replace(*values, tensions=(), expect=(), **fields)
        except MapError:
            return None

    def _without(self, id: str) -> ArgumentMap | None:
        try:
            return self.m2.without(id)
        except MapError:
            return None

    def _with(self, steps: list[Relation], node: Node | None = None, without: str = "") -> ArgumentMap | None:
        """The second map with one more statement, and with those of the given steps whose ends exist in it."""
        nodes = (*self.m2.statements, *([node] if node else ()))
        relations = [step for step in self.m2.steps if step.id != without]
        known = {one.id for one in (*nodes, *relations)}
        for step in steps:
            if step.id not in known and known.issuperset((*step.sources, step.target)):
                relations.append(step)
                known.add(step.id)
        if len(relations) == len(self.m2.steps) - bool(without) and node is None:
            return None
        return self._made(statements=nodes, steps=tuple(relations))


def _falls(m: ArgumentMap, step: Relation, gone: set[str]) -> bool:
    """Whether removing these statements removes the step, directly or with a step that it undercuts."""
    if not gone.isdisjoint((*step.sources, step.target)):
        return True
    return step.target in m.steps_by_id and _falls(m, m.step(step.target), gone)


def _ends(step: Relation) -> str:
    """A step in words.

    >>> _ends(Support(sources=["a", "b"], target="c"))
    'a & b supports c'
    """
    return f"{' & '.join(step.sources)} {RELATIONS[step.kind].verb} {step.target}"


def _short(value: object) -> str:
    """A value as an edit shows it."""
    if value is None or value == ():
        return "none"
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, tuple) and len(value) == 2 and all(isinstance(one, float) for one in value):
        return f"[{value[0]:g}, {value[1]:g}]"
    if isinstance(value, tuple):
        return "; ".join(map(_short, value))
    return str(value)
