"""A changed map in the words of the text that it was made from: only what changed is written, comments and layout stay.

The result is read again and compared with the map. Where splices cannot make a change, the text is laid out as `argmap fmt`
does, which keeps comments too. So a text that comes back holds the map that was asked for.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from argmap import formats
from argmap.editing.changes import Renames
from argmap.editing.layout import TextLayout
from argmap.editing.renaming import with_names
from argmap.editing.source import Keyed, Leaf, Listed, SourceText, TextTree
from argmap.editing.splices import CannotSplice, Chunk, Splices
from argmap.errors import ArgmapError
from argmap.formats.formatter import laid_out
from argmap.formats.outline_reader import STEP_FIELDS
from argmap.formats.outline_writer import statement_entry, step_words
from argmap.formats.plain import plain
from argmap.model import RELATIONS, ArgumentMap, ids
from argmap.model.field import fields_of

_REMARKS = ("tensions", "expect")


def retold(
    text: str, before: ArgumentMap, after: ArgumentMap, names: Renames | None = None, file: str = "<text>"
) -> str:
    """The text of `after`, made from the text of `before`; `names` says which old ids have become which new ones.

    Raises CannotSplice if neither splices nor a new layout give a text that holds the map, as for a chain of undercuts
    that an outline cannot hold.

    >>> text = "claim: It pays off.\\nid: pays  # surely\\n"
    >>> m = formats.loads(text)
    >>> retold(text, m, m.replace(m["pays"].replace(text="It pays off soon.")))
    'claim: It pays off soon.\\nid: pays  # surely\\n'
    """
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    text = text.removeprefix(mark)
    try:
        return mark + _held(_Retelling(TextLayout(SourceText(text), before), after, names or {}).text(), after, file)
    except (CannotSplice, KeyError):
        pass  # A KeyError is a statement that was not found in the tree; then the text is laid out anew.
    try:
        return mark + _held(laid_out(text.replace("\r\n", "\n"), file, after), after, file)
    except ArgmapError:
        raise CannotSplice from None


def _held(text: str, after: ArgumentMap, file: str) -> str:
    """The text, if it holds the map. Raises CannotSplice."""
    try:
        same = formats.in_file(text, file) == after
    except ArgmapError:
        same = False
    if not same:
        raise CannotSplice
    return text


@dataclass
class _Retelling:
    """One change of a text: the layout before, the map after."""

    layout: TextLayout
    after: ArgumentMap
    names: Renames
    splices: Splices = field(init=False)
    homeless: list[str] = field(default_factory=list)
    """Statements that stay, and whose entry goes with a step, in the order of the text."""

    def __post_init__(self) -> None:
        self.splices = Splices(self.layout.source)

    def text(self) -> str:
        before, after, layout = self.layout.m, self.after, self.layout
        if any(getattr(before, name) != getattr(after, name) for name in _WHOLE):
            raise CannotSplice
        if self.new(before.conclusion) != after.conclusion:
            raise CannotSplice
        for id, leaf in layout.uses:
            if (name := self.new(id)) != id:
                self.splices.name(leaf, name)
        if layout.flat:
            self._flat()
        else:
            self._outline()
        for part in _REMARKS:
            self._remarks(part)
        return self.splices.result()

    def new(self, id: str) -> str:
        return self.names.get(id, id)

    # Fields

    def _statement_fields(self, id: str) -> None:
        old, new, keyed = self.layout.m.statement(id), self.after.statement(self.new(id)), self.layout.statements[id]
        said = plain if self.layout.flat else statement_entry
        was, now = said(old), said(new)
        if keyed.get("id") is None and ((old.id, old.text) == (new.id, new.text) or new.id == ids.slug(new.text)):
            del was["id"], now["id"]
        if not self.layout.flat and old.kind != new.kind:
            self.splices.replace(_there(keyed.key(old.kind)), new.kind)
            now = {old.kind if key == new.kind else key: value for key, value in now.items()}
        self._differing(keyed, was, now)

    def _step_fields(self, id: str) -> None:
        old, new, keyed = self.layout.m.step(id), self.after.step(self.new(id)), self.layout.steps[id]
        made = new.id == ids.step_slug(new.kind, new.sources, new.target)
        if self.layout.flat:
            was = plain(old) | {"sources": [*map(self.new, old.sources)], "target": self.new(old.target)}
            now = plain(new) | ({"sources": was["sources"]} if {*new.sources} == {*was["sources"]} else {})
            if keyed.get("id") is None and (made or old.id == new.id):
                del was["id"], now["id"]
        else:
            was, now = step_words(old), step_words(new)
            if keyed.get("step") is not None:
                was["step"], now["step"] = old.id, new.id
        self._differing(keyed, was, now)

    def _differing(self, keyed: Keyed, was: Mapping[str, Any], now: Mapping[str, Any]) -> None:
        """Writes what differs between the fields of a statement or step."""
        for key in dict.fromkeys((*was, *now)):
            if key not in now:
                self.splices.drop(keyed, key)
            elif key not in was or was[key] != now[key] or (key == "id" and keyed.get(key) is None):
                self.splices.put(keyed, key, now[key])

    # The flat notation

    def _flat(self) -> None:
        after, layout = self.after, self.layout
        lists: tuple[tuple[str, Mapping[str, Any], Mapping[str, Keyed], Mapping[str, Any], Callable[[str], None]], ...]
        lists = (
            ("nodes", layout.m.statements_by_id, layout.statements, after.statements_by_id, self._statement_fields),
            ("relations", layout.m.steps_by_id, layout.steps, after.steps_by_id, self._step_fields),
        )
        for key, old, at, new, change in lists:
            for id in old:
                if self.new(id) in new:
                    change(id)
                else:
                    self.splices.cut(at[id])
            for id in new.keys() - {*map(self.new, old)}:
                self.splices.add(layout.source.top, key, plain(new[id]))

    # Outlines

    def _outline(self) -> None:
        before, after, layout = self.layout.m, self.after, self.layout
        moved: list[str] = []
        going: list[str] = []
        for id in layout.steps:
            old = before.step(id)
            new = after.steps_by_id.get(self.new(id))
            if new is None:
                going.append(id)
            elif (new.kind, new.target) != (old.kind, self.new(old.target)):
                moved.append(id)
            elif {self.new(one) for one in old.sources} != {*new.sources}:
                raise CannotSplice
        for id in layout.statements:
            if self.new(id) in after.statements_by_id:
                self._statement_fields(id)
        for id in layout.steps:
            if id not in going:
                self._step_fields(id)
        homes = {part: id for id, part in layout.statements.items()}
        for id in sorted(going, key=lambda one: layout.steps[one].start):
            self._take_apart(id, homes)
        for id in moved:
            self.splices.cut(layout.steps[id])
        for id, keyed in layout.statements.items():
            alone = keyed.parent is not None and keyed.parent is layout.source.top.get("also")
            if alone and self.new(id) not in after.statements_by_id:
                self.splices.cut(keyed)
        self._place(moved)

    def _take_apart(self, id: str, homes: Mapping[Keyed, str]) -> None:
        """Cuts the entry of a step that goes; statements in it that stay are left without a home."""
        keyed = self.layout.steps[id]
        self.splices.cut(keyed)
        members = keyed.get("all")
        entries: Iterable[TextTree] = members.items if isinstance(members, Listed) else (keyed,)
        for entry in entries:
            if not isinstance(entry, Keyed):
                continue
            stays = entry in homes and self.new(homes[entry]) in self.after.statements_by_id
            if entry is keyed and stays:
                for key in [
                    leaf.text for leaf, _ in keyed.entries if leaf.text in STEP_FIELDS or leaf.text == "unless"
                ]:
                    self.splices.drop(keyed, key)
            elif entry is not keyed:
                self.splices.gone.add(entry)
            if stays:
                self.homeless.append(homes[entry])

    def _place(self, moved: list[str]) -> None:
        """Writes steps that are new or moved, and statements that have no home, where they belong."""
        before, after = self.layout.m, self.after
        homes = {self.new(id): id for id in self.homeless}
        fresh = {node.id for node in after.statements} - {self.new(id) for id in before.statements_by_id}
        old_steps = {self.new(id): id for id in before.steps_by_id}
        for step in after.steps:
            if (old := old_steps.get(step.id)) is not None:
                if old in moved:
                    self._put_moved(old, step.target, step.kind)
                continue
            owner, words = self._owner(step.target), step_words(step)
            if step.linked:
                members = [self._member(one, fresh, homes, owner) for one in step.sources]
                if any(isinstance(member, Chunk) for member in members):
                    raise CannotSplice
                self.splices.add(owner, RELATIONS[step.kind].word, {"all": members, **words})
                continue
            item = self._member(step.sources[0], fresh, homes, owner)
            if isinstance(item, Chunk):
                for key, value in words.items():
                    self.splices.put(item.item, key, value)
            else:
                item = {**item, **words}
            self.splices.add(owner, RELATIONS[step.kind].word, item)
        for id in homes.values():
            self.splices.add(self.layout.source.top, "also", Chunk(self.layout.statements[id]))
        for node in after.statements:
            if node.id in fresh:
                self.splices.add(self.layout.source.top, "also", statement_entry(node))

    def _put_moved(self, old: str, target: str, kind: str) -> None:
        owner, keyed = self._owner(target), self.layout.steps[old]
        if owner.within(keyed):
            raise CannotSplice
        self.splices.add(owner, RELATIONS[kind].word, Chunk(keyed))

    def _member(self, id: str, fresh: set[str], homes: dict[str, str], owner: Keyed) -> Any:
        """A statement as the source of a new step: written out if it has no home yet, else a ref."""
        if id in fresh:
            fresh.discard(id)
            return statement_entry(self.after.statement(id))
        if id in homes and not owner.within(keyed := self.layout.statements[homes[id]]):
            del homes[id]
            return Chunk(keyed)
        return {"ref": id}

    def _owner(self, target: str) -> Keyed:
        """The entry under which the steps to a statement or step stand."""
        old = next((id for id, name in self.names.items() if name == target), target)
        keyed = self.layout.statements.get(old) or self.layout.steps.get(old)
        used = (leaf.parent for id, leaf in self.layout.includes if id == old)
        owner = keyed or next(used, None)
        if not isinstance(owner, Keyed):
            raise CannotSplice
        return owner

    # Remarks

    def _remarks(self, part: str) -> None:
        old = [with_names(value, self.names) for value in getattr(self.layout.m, part)]
        new = list(getattr(self.after, part))
        listed = self.layout.source.top.get(part)
        if old == new:
            return
        if not isinstance(listed, Listed) or len(listed.items) != len(old):
            raise CannotSplice
        for value, item in zip(old, listed.items, strict=True):
            if new and value == new[0]:
                new.pop(0)
            else:
                self.splices.cut(item)
        if new:
            raise CannotSplice


_WHOLE = tuple(name for name in fields_of(ArgumentMap) if name not in ("statements", "steps", "conclusion", *_REMARKS))
"""The fields of a map that operations leave alone."""


def _there(part: Leaf | None) -> Leaf:
    if part is None:
        raise CannotSplice
    return part
