"""Writes a map as outline text: each statement is written where it is first used, and later uses are refs.

The same map gives the same bytes, and reading them gives the same map. Statements that are nested too deep, and
those that the conclusion does not rest on, are written under `also:`.
"""

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from argmap.errors import MapError, Problem
from argmap.formats.anchors import anchor_text
from argmap.formats.fields import VERSION
from argmap.formats.outline_reader import STATEMENT_FIELDS, STEP_FIELDS
from argmap.formats.plain import plain
from argmap.formats.yaml_writer import OneLine, block
from argmap.limits import limits
from argmap.model import (
    RELATIONS,
    Anchor,
    ArgumentMap,
    Attack,
    Claim,
    Counterevidence,
    Premise,
    Support,
    Undercut,
    Value,
    ids,
)
from argmap.model.field import Kind, ValueField

_DEEP = 40
"""How deep, in lists and mappings, a statement is still written out where it is used."""


def write(m: ArgumentMap, *, whole: bool = True) -> str:
    """The map as outline text; unless `whole`, what its file includes from other files stays included. Raises MapError if undercuts of undercuts nest deeper than the notation allows.

    >>> from argmap.model import ArgumentMap, Claim, Premise, Support
    >>> nodes = [Claim(text="Moving pays off.", id="move"), Premise(text="It is cheaper.", id="cheaper")]
    >>> print(write(ArgumentMap(conclusion="move", statements=nodes, steps=[Support(sources=["cheaper"], target="move")])))
    argmap: 1
    claim: Moving pays off.
    id: move
    because:
      - premise: It is cheaper.
        id: cheaper
    <BLANKLINE>
    """
    top: dict[str, Any] = {"argmap": VERSION}
    if m.title is not None:
        top["title"] = m.title
    if m.summary is not None:
        top["summary"] = m.summary
    if m.document is not None:
        top["document"] = plain(m.document)
    if m.evaluating is not None:
        top["evaluate"] = plain(m.evaluating)
    if m.scale.own:
        top["scale"] = m.scale.written()
    if m.weights.own:
        top["weights"] = m.weights.written()
    layout = _Layout(m, {} if whole else _borrowed(m))
    top |= layout.statement(m.conclusion, level=0)
    if also := list(layout.rest()):
        top["also"] = also
    if m.tensions:
        top["tensions"] = [plain(tension) | {"between": tension.between} for tension in m.tensions]
    if m.expect:
        top["expect"] = [OneLine(plain(expected)) for expected in m.expect]
    return block(top)


class _Layout:
    """Lays the statements and steps of one map out as a tree, each statement written out once."""

    def __init__(self, m: ArgumentMap, borrowed: Mapping[str, None]) -> None:
        self.m, self.borrowed = m, borrowed
        self.written: set[str] = set()
        self.deferred: deque[str] = deque()

    def statement(self, id: str, level: int, step: dict[str, Any] | None = None) -> dict[str, Any]:
        """The entry of a statement with the steps to it, or a ref if it is written elsewhere; `step` are the keys of the step."""
        if id in self.written or level > _DEEP:
            if id not in self.written:
                self.deferred.append(id)
            return {"ref": id, **(step or {})}
        self.written.add(id)
        entry = {**statement_entry(self.m.statement(id)), **(step or {})}
        if id in self.borrowed:
            entry = {"include": self.m.includes[id]} if id in self.m.includes else {"ref": id}
            entry |= step or {}
        for kind in RELATIONS.values():
            steps = [self.step(to, level + 2) for to in self.steps_to(id) if to.kind == kind.name]
            if steps:
                entry[kind.word] = steps
        return entry

    def steps_to(self, id: str) -> list[Support | Attack | Undercut]:
        """The steps to a statement or step that are to be written."""
        return [step for step in self.m.steps_to(id) if step.id not in self.borrowed]

    def step(self, step: Support | Attack | Undercut, level: int) -> dict[str, Any]:
        """The entry of one step: its single statement or linked group, and the keys of the step."""
        if level > limits().depth - 10:
            message = f"undercuts of undercuts nest too deep for an outline at {step.id!r}"
            raise MapError(
                [Problem(f"{step.kind} {step.id!r}", message, limits().hint("depth", "save the map as JSON"))]
            )
        words = step_words(step)
        if not step.linked:
            entry = self.statement(step.sources[0], level, words)
        else:
            entry = {"all": [self.statement(source, level + 2) for source in step.sources], **words}
        if undercuts := self.steps_to(step.id):
            entry["unless"] = [self.step(undercut, level + 2) for undercut in undercuts]
        return entry

    def rest(self) -> Iterator[dict[str, Any]]:
        """The entries of statements that are not written yet, first those that are not a source of a step."""
        sources = {source for relation in self.m.steps for source in relation.sources}
        tops = [node.id for node in self.m.statements if node.id not in sources]
        added = [id for id in self.borrowed if id in self.m.statements_by_id and self.steps_to(id)]
        own = [node.id for node in self.m.statements if node.id not in self.borrowed]
        for id in (*added, *(id for id in tops if id not in self.borrowed), *self.m.includes, *own):
            yield from self._deferred()
            if id not in self.written and id in self.m.statements_by_id:
                yield self.statement(id, level=2)
        yield from self._deferred()

    def _deferred(self) -> Iterator[dict[str, Any]]:
        while self.deferred:
            if (id := self.deferred.popleft()) not in self.written:
                yield self.statement(id, level=2)


def _borrowed(m: ArgumentMap) -> dict[str, None]:
    """The ids of what the map's file includes from others, in the order of the map."""
    own = m.place(m.conclusion) if m.includes else None
    if own is None:
        return {}
    return {id: None for id in (*m.statements_by_id, *m.steps_by_id) if (at := m.place(id)) and at.file != own.file}


def statement_entry(statement: Claim | Premise | Counterevidence) -> dict[str, Any]:
    """The keys of an entry that are about its statement.

    >>> statement_entry(Premise(text="It is cheaper.", id="cheaper", strength="strong"))
    {'premise': 'It is cheaper.', 'id': 'cheaper', 'strength': 'strong'}
    """
    return {statement.kind: statement.text, **_fields(statement, STATEMENT_FIELDS)}


def step_words(step: Support | Attack | Undercut) -> dict[str, Any]:
    """The keys of an entry that are about its step, without an id that is made from the ends of the step.

    >>> step_words(Support(sources=["cheaper"], target="move", weight=0.8))
    {'weight': 0.8}
    """
    words = _fields(step, STEP_FIELDS)
    if step.id == ids.step_slug(step.kind, step.sources, step.target):
        del words["step"]
    return words


def _fields(
    value: Claim | Premise | Counterevidence | Support | Attack | Undercut, fields: Mapping[str, ValueField]
) -> dict[str, Any]:
    """The values of these fields of a statement or step, by the keys of the outline."""
    said = {key: getattr(value, field.name) for key, field in fields.items()}
    return {
        key: WRITTEN.get(fields[key].kind, lambda content: content)(content)
        for key, content in said.items()
        if content != fields[key].default
    }


def _records(records: tuple[Value, ...]) -> OneLine | list[OneLine]:
    lines = [OneLine(plain(one)) for one in records]
    return lines[0] if len(lines) == 1 else lines


def _anchors(anchors: tuple[Anchor, ...]) -> str | OneLine | list[str | OneLine]:
    lines = [_anchor(anchor) for anchor in anchors]
    return lines[0] if len(lines) == 1 else lines


def _anchor(anchor: Anchor) -> str | OneLine:
    """An anchor on one line if one line can hold it, else as a mapping."""
    said = plain(anchor)
    line = anchor_text(anchor.at, anchor.quote) if said.keys() <= {"at", "quote"} else None
    return OneLine(said) if line is None else line


WRITTEN: Mapping[Kind, Callable[[Any], Any]] = {Kind.ANCHORS: _anchors, Kind.RECORDS: _records}
"""How the values of a kind are written that are values of the model."""
