"""Where the statements and steps of a map stand in its text, and every place at which the text names one of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from argmap.editing.source import Keyed, Leaf, Listed, SourceText, TextTree
from argmap.formats.outline_reader import GROWTH
from argmap.model import ArgumentMap, Expectation, Tension
from argmap.model.field import Kind, fields_of

BRANCHES = (*GROWTH, "unless", "all", "also")
"""The keys of an outline whose lists hold entries."""
_NAMING = {
    part: tuple(
        field.key for field in fields_of(model).values() if field.kind in (Kind.ID, Kind.TWO_IDS, Kind.ID_OR_IDS)
    )
    for part, model in (("tensions", Tension), ("expect", Expectation))
}
"""The keys of a remark that hold ids."""


@dataclass(frozen=True)
class TextLayout:
    """The text of a map beside the map: which mapping holds which statement or step."""

    source: SourceText
    m: ArgumentMap

    @property
    def flat(self) -> bool:
        """Whether the text is in the flat notation."""
        return self.source.top.get("nodes") is not None

    @cached_property
    def statements(self) -> Mapping[str, Keyed]:
        """The mapping in which each statement of this file is written out."""
        return self._found(self.m.statements_by_id)

    @cached_property
    def steps(self) -> Mapping[str, Keyed]:
        """The mapping of each step: in an outline the entry, which may hold the statement too."""
        return self._found(self.m.steps_by_id)

    def _found(self, ids: Mapping[str, object]) -> dict[str, Keyed]:
        own = self.m.place(self.m.conclusion)
        places = {id: self.m.place(id) for id in ids}
        found = {
            id: self.source.keyed_at(place.line, place.column)
            for id, place in places.items()
            if place is not None and own is not None and place.file == own.file
        }
        return {id: keyed for id, keyed in found.items() if keyed is not None}

    def name(self, id: str) -> Leaf | None:
        """The value that gives a statement or step its id, or None if the id is made from its text or its ends."""
        if id in self.m.statements_by_id:
            value = self.statements[id].get("id") if id in self.statements else None
        else:
            value = self.steps[id].get("id" if self.flat else "step") if id in self.steps else None
        return value if isinstance(value, Leaf) else None

    @cached_property
    def uses(self) -> tuple[tuple[str, Leaf], ...]:
        """The values that name a statement or step elsewhere, with the id that they name, in the order of the text."""
        found = [*(self._ends() if self.flat else _uses(self.source.top, "ref")), *self._remarks()]
        return tuple(sorted(((leaf.text, leaf) for leaf in found), key=lambda use: use[1].start))

    @cached_property
    def includes(self) -> tuple[tuple[str, Leaf], ...]:
        """The values that name a statement of another file, with its id."""
        return tuple((leaf.text.rpartition("#")[2], leaf) for leaf in included_in(self.source))

    def _ends(self) -> Iterator[Leaf]:
        yield from _leaves(self.source.top.get("conclusion"))
        relations = self.source.top.get("relations")
        for item in relations.items if isinstance(relations, Listed) else ():
            if isinstance(item, Keyed):
                yield from _leaves(item.get("sources"))
                yield from _leaves(item.get("target"))

    def _remarks(self) -> Iterator[Leaf]:
        for part, keys in _NAMING.items():
            listed = self.source.top.get(part)
            for item in listed.items if isinstance(listed, Listed) else ():
                if isinstance(item, Keyed):
                    for key in keys:
                        yield from _leaves(item.get(key))


def included_in(source: SourceText) -> Iterator[Leaf]:
    """The values that name a statement of another file, written `file#id`, in the text of a map or of what is to be one."""
    if source.top.get("nodes") is None:
        yield from _uses(source.top, "include")


def _uses(top: Keyed, key: str) -> Iterator[Leaf]:
    for entry in entries_of(top):
        yield from _leaves(entry.get(key))


def entries_of(top: Keyed) -> Iterator[Keyed]:
    """Every entry of an outline: the top, the items of its lists, and those in them."""
    waiting = [top]
    while waiting:
        yield (entry := waiting.pop())
        inner = (entry.get(key) for key in BRANCHES)
        waiting += [item for one in inner if isinstance(one, Listed) for item in one.items if isinstance(item, Keyed)]


def _leaves(value: TextTree | None) -> Iterator[Leaf]:
    if isinstance(value, Leaf):
        yield value
    elif isinstance(value, Listed):
        yield from (item for item in value.items if isinstance(item, Leaf))
