"""Makes all statements, or all steps, of a map at once from plain entries: checked a key at a time, not a value at a time.

What it makes is what the classes make of the same fields, in a small part of the time. It says nothing of what is wrong: for
entries that the classes would refuse, and for a few that they would take, it raises one of `DOUBTS`, and the careful reader reads the text.
"""

from collections import deque
from collections.abc import Callable, Iterable, Mapping
from itertools import repeat
from operator import attrgetter, itemgetter
from typing import Any, NoReturn

from argmap.errors import Place
from argmap.formats.anchors import anchor
from argmap.model import STATEMENT_KINDS, STEP_KINDS, Anchor, ArgumentMap, Value, ids
from argmap.model.checked import CHECKS
from argmap.model.field import Kind, ValueField, fields_of
from argmap.model.scale import written
from argmap.model.statement import Statement
from argmap.model.step import Step

Entry = dict[str, Any]
DOUBTS = ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError
"""What a quick reader raises where the careful reader is to read the text."""
_EMPTY: tuple[Any, ...] = (None, [], {})


def doubt(_what: object = None) -> NoReturn:
    """Leaves the text to the careful reader."""
    raise ValueError("a text that the careful reader is to read")


def said(content: Any) -> Any:
    """What an entry says. Raises ValueError for null and for what is empty, which a map has no use for."""
    return doubt() if content in _EMPTY else content


def quick_map(fields: dict[str, Any], places: Mapping[tuple[str, str], Place]) -> ArgumentMap:
    """The map with these fields; its statements and steps, which are most of it, are values already and not looked at again."""
    for name, value in fields.items():
        if name not in ("statements", "steps"):
            fields[name] = CHECKS[_MAP[name].kind](value, _MAP[name])
    if not fields.keys() >= _REQUIRED:
        doubt()
    made = object.__new__(ArgumentMap)
    made.__dict__.update(fields, _places=places)
    made._check()
    return made


def value(model: type[Value], entry: Any) -> Value:
    """The value of an entry, made and checked by its class."""
    fields = fields_of(model)
    return model(**{fields[key].name: said(content) for key, content in said(entry).items()})


def all_of(model: type[Value], entries: Any) -> tuple[Value, ...]:
    """The values of a list of entries, which may be empty."""
    return tuple(value(model, entry) for entry in entries) if isinstance(entries, list) else doubt()


def words(entry: Any) -> dict[str, Any]:
    """The words of a scale with what each stands for."""
    return {word: said(meaning) for word, meaning in said(entry).items()}


def statements(entries: list[Entry]) -> tuple[Any, ...]:
    """The statements of these entries, each with its `kind` and `id`; the entries become part of them."""
    values, kept, _ = _begun(entries, _STATEMENTS)
    _given(values, kept)
    return tuple(values)


def steps(entries: list[Entry], among: Iterable[Value]) -> tuple[Any, ...]:
    """The steps of these entries, each with its `kind`, among these statements; those without an `id` get one."""
    values, kept, kinds = _begun(entries, _STEPS)
    known = {id: id for id in map(attrgetter("id"), among)}
    for entry, kind in zip(kept, kinds, strict=True):
        sources, target = entry["sources"], entry["target"]
        entry["sources"] = sources = (
            (known[sources[0]],) if len(sources) == 1 else tuple(map(known.__getitem__, sources))
        )
        entry["target"] = known.get(target, target)
        if "id" not in entry:
            entry["id"] = ids.step_slug(kind, sources, target)
    _given(values, kept)
    return tuple(values)


def anchored(content: Any) -> tuple[Anchor, ...]:
    """The anchors in one source, or in a list of sources."""
    if type(content) is list:
        return tuple(map(_anchor, content)) if content else doubt()
    return (_anchor(content),)


def _begun(entries: list[Entry], sort: "_Sort") -> tuple[list[Any], list[Entry], list[str]]:
    """A value without fields for each entry, its fields after all checks, and its kind."""
    if type(entries) is not list:
        doubt()
    kinds = [entry.pop("kind") for entry in entries]
    values: list[Any] = list(map(object.__new__, map(sort.classes.__getitem__, kinds)))
    keys = set().union(*entries)
    alike = sum(map(len, entries)) == len(keys) * len(entries)
    if entries and not sort.required <= keys:
        doubt()
    for key in keys:
        name, check, field = sort.rows[key]
        all_have = alike or key in sort.required  # where one lacks what is required, the check raises KeyError
        have = entries if all_have else [entry for entry in entries if key in entry]
        check(have, key, field)
        if name != key:
            for entry in have:
                entry[name] = entry.pop(key)
    return values, entries, kinds


def _given(values: list[Any], fields: list[Entry]) -> None:
    """Gives each value its fields."""
    deque(map(object.__setattr__, values, repeat("__dict__"), fields), 0)


def _texts(entries: list[Entry], key: str, _field: ValueField) -> None:
    texts = list(map(itemgetter(key), entries))
    if not all(map(str.strip, texts)):
        doubt()
    whole = "".join(texts)
    if not whole.isascii():
        whole.encode()


def _choices(entries: list[Entry], key: str, field: ValueField) -> None:
    if not set(map(itemgetter(key), entries)).issubset(field.choices):
        doubt()


def _booleans(entries: list[Entry], key: str, _field: ValueField) -> None:
    if {type(entry[key]) for entry in entries} != {bool}:
        doubt()


def _ids(entries: list[Entry], key: str, _field: ValueField) -> None:
    names = list(map(itemgetter(key), entries))
    if not ids.are_plain(names):
        for name in names:
            ids.checked(name)


def _strengths(entries: list[Entry], key: str, _field: ValueField) -> None:
    numbers = list(map(itemgetter(key), entries))
    if not (set(map(type, numbers)) == {float} and min(numbers) > 0 and max(numbers) <= 1):
        for entry in entries:
            entry[key] = written(said(entry[key]))


def _sources(entries: list[Entry], key: str, _field: ValueField) -> None:
    """The sources of steps. That they are ids of statements, which were checked, is seen when the steps are made."""
    lists = list(map(itemgetter(key), entries))
    if set(map(type, lists)) != {list} or not all(lists):
        doubt()
    if max(map(len, lists)) > 1 and not all(len(set(sources)) == len(sources) for sources in lists):
        doubt()


def _ends(entries: list[Entry], key: str, _field: ValueField) -> None:
    """The targets of steps. That they are ids of statements or steps, which were checked, is a rule of the map."""
    if set(map(type, map(itemgetter(key), entries))) != {str}:
        doubt()


def _anchors(entries: list[Entry], key: str, _field: ValueField) -> None:
    """Sources: a place and a quote between plain quotation marks are taken apart at these, all others by `anchored`."""
    new = object.__new__
    for entry in entries:
        content = entry[key]
        parts = content.split('"') if type(content) is str and content.isascii() else ()
        if len(parts) != 3 or parts[2]:
            entry[key] = anchored(content)
            continue
        at, quote, _ = parts
        made = new(Anchor)
        fields = made.__dict__
        fields["at"] = at.rstrip() or doubt()
        fields["quote"] = quote if quote and not quote.isspace() else doubt()
        entry[key] = (made,)


def _anchor(content: Any) -> Anchor:
    if type(content) is str:
        content = anchor(content) or doubt()
    return Anchor(**{_ANCHOR[key].name: said(part) for key, part in content.items()})


def _records(entries: list[Entry], key: str, field: ValueField) -> None:
    for entry in entries:
        entry[key] = CHECKS[Kind.RECORDS](_filled(entry[key]), field)


def _filled(content: Any) -> Any:
    if isinstance(content, list):
        return [_filled(part) for part in said(content)]
    return {key: said(part) for key, part in content.items()}


def _each(entries: list[Entry], key: str, field: ValueField) -> None:
    for entry in entries:
        entry[key] = CHECKS[field.kind](said(entry[key]), field)


_Check = Callable[[list[Entry], str, ValueField], None]
_OF_KIND: Mapping[Kind, _Check] = {
    Kind.TEXT: _texts,
    Kind.WORD: _texts,
    Kind.CHOICE: _choices,
    Kind.BOOLEAN: _booleans,
    Kind.ID: _ids,
    Kind.IDS: _sources,
    Kind.STRENGTH: _strengths,
    Kind.ANCHORS: _anchors,
    Kind.RECORDS: _records,
}
"""What the fields of these kinds take and keep, for all entries that have the field: as `CHECKS` for one value."""


class _Sort:
    """Statements or steps: their classes by kind, how each of their keys is checked, and the keys that each entry must have."""

    def __init__(self, base: type, classes: Mapping[str, type], required: set[str], **own: _Check) -> None:
        fields = fields_of(base)
        self.classes = classes
        self.rows = {
            key: (field.name, own.get(key) or _OF_KIND.get(field.kind, _each), field) for key, field in fields.items()
        }
        self.required = required | {key for key, field in fields.items() if field.required}


_ANCHOR = fields_of(Anchor)
_MAP = {field.name: field for field in fields_of(ArgumentMap).values()}
_REQUIRED = {name for name, field in _MAP.items() if field.required}
_STATEMENTS = _Sort(Statement, STATEMENT_KINDS, {"id"})  # an id that is made depends on the others
_STEPS = _Sort(Step, STEP_KINDS, set(), target=_ends)
