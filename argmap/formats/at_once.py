"""Checks all statements, or all steps, of a map at once: plain entries, a key at a time and not a value at a time.

It gives the rows of a map, of which values are made when they are first used: those that the classes make of the same fields. It
says nothing of what is wrong: for entries that the classes would refuse, and for a few that they would take, it raises one of `DOUBTS`,
and the careful reader reads the text.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from itertools import repeat
from typing import Any, NoReturn

from argmap.errors import Place
from argmap.formats.anchors import anchor
from argmap.model import STATEMENT_KINDS, STEP_KINDS, Anchor, ArgumentMap, Value, ids
from argmap.model.checked import CHECKS
from argmap.model.field import Kind, ValueField, fields_of
from argmap.model.rows import Finish, Rows, as_they_are
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


def quick_map(
    fields: dict[str, Any], nodes: Rows, relations: Rows, places: Mapping[tuple[str, str], Place]
) -> ArgumentMap:
    """The map with these fields and rows; the rows, which are most of it, are checked already and not looked at again."""
    for name, value in fields.items():
        check, field = _MAP[name]
        fields[name] = check(value, field)
    if not fields.keys() >= _REQUIRED:
        doubt()
    made = object.__new__(ArgumentMap)
    made.__dict__.update(fields, _places=places, statement_rows=nodes, step_rows=relations)
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


def statements(entries: list[Entry]) -> Rows:
    """The rows of these entries, each with its `kind` and `id`; the entries become part of them."""
    return _rows(entries, _STATEMENTS, _with_anchors)


def steps(entries: list[Entry], among: Rows) -> Rows:
    """The rows of these entries, each with its `kind`, among these statements; those without an `id` get one."""
    rows = _rows(entries, _STEPS)
    rows.finish = partial(_with_ends, among)
    if "id" not in rows.columns:
        make = partial(ids.step_slugs, rows.kinds, rows.column("sources"), rows.column("target"))
        if "id" in rows.names:
            rows.columns["id"] = list(map(dict.get, entries, repeat("id"), make()))
        else:
            rows.late["id"] = make
    return rows


def _with_anchors(nodes: Rows) -> None:
    """Gives statements the anchors of those sources that were only looked at."""
    for row in nodes.fields:
        if type(source := row.get("source")) is str:
            at, mark, quote = source.partition('"')
            made = object.__new__(Anchor)
            made.__dict__.update({"at": at.rstrip(), "quote": quote[:-1]} if mark else {"at": source})
            row["source"] = (made,)


def _with_ends(among: Rows, relations: Rows) -> None:
    """Gives steps their ids, and their sources as values have them; the id of a statement is one object wherever it is used."""
    known = {id: id for id in among.column("id")}
    for row, id in zip(relations.fields, relations.column("id"), strict=True):
        row["id"] = id
        row["sources"] = tuple(map(known.__getitem__, row["sources"]))
        row["target"] = known.get(row["target"], row["target"])
    relations.names.add("id")


def anchored(content: Any) -> tuple[Anchor, ...]:
    """The anchors in one source, or in a list of sources."""
    if type(content) is list:
        return tuple(map(_anchor, content)) if content else doubt()
    return (_anchor(content),)


def _rows(entries: list[Entry], sort: "_Sort", finish: Finish = as_they_are) -> Rows:
    """The rows of these entries, checked."""
    if type(entries) is not list:
        doubt()
    kinds = [entry.pop("kind") for entry in entries]
    if not sort.kinds.issuperset(kinds):
        doubt()
    rows, total = Rows(sort.base, kinds, entries, finish), sum(map(len, entries))
    likely = {*entries[0], *entries[-1], *sort.required} if entries else set()
    told = sum([sort.take(key, rows) for key in likely])
    if told < total:
        told += sum([sort.take(key, rows) for key in set().union(*entries) - likely])
    return rows if told == total else doubt()


def _texts(given: list[Any], _field: ValueField) -> list[Any]:
    if not all(map(str.strip, given)):
        doubt()
    whole = "".join(given)
    if not whole.isascii():
        whole.encode()
    return given


def _choices(given: list[Any], field: ValueField) -> list[Any]:
    return given if set(given).issubset(field.choices) else doubt()


def _booleans(given: list[Any], _field: ValueField) -> list[Any]:
    return given if set(map(type, given)) == {bool} else doubt()


def _ids(given: list[Any], _field: ValueField) -> list[Any]:
    return given if ids.are_plain(given) else list(map(ids.checked, given))


def _strengths(given: list[Any], _field: ValueField) -> list[Any]:
    if set(map(type, given)) == {float} and (least := min(given)) >= 0 and max(given) <= 1:
        return given if least > 0 else [one + 0.0 for one in given]
    return [written(said(one)) for one in given]


def _sources(given: list[Any], _field: ValueField) -> list[Any]:
    """The sources of steps. That they are ids of statements, which were checked, is a rule of the map."""
    if set(map(type, given)) != {list}:
        doubt()
    if set(map(len, given)) != {1} and not all(0 < len(sources) == len(set(sources)) for sources in given):
        doubt()
    return given


def _ends(given: list[Any], _field: ValueField) -> list[Any]:
    """The targets of steps. That they are ids of statements or steps, which were checked, is a rule of the map."""
    return given


def _anchors(given: list[Any], _field: ValueField) -> list[Any]:
    """Sources: where each is a place, or one and a quote between plain quotation marks, they are looked at, else taken apart."""
    if set(map(type, given)) == {str}:
        lines = "\n".join(given) + "\n"
        if lines.count("\n") == len(given) and _PLAIN.fullmatch(lines):
            return given
    return list(map(anchored, given))


def _anchor(content: Any) -> Anchor:
    if type(content) is str:
        content = anchor(content) or doubt()
    return Anchor(**{_ANCHOR[key].name: said(part) for key, part in content.items()})


def _records(given: list[Any], field: ValueField) -> list[Any]:
    return [CHECKS[Kind.RECORDS](_filled(one), field) for one in given]


def _filled(content: Any) -> Any:
    if isinstance(content, list):
        return [_filled(part) for part in said(content)]
    return {key: said(part) for key, part in content.items()}


def _each(given: list[Any], field: ValueField) -> list[Any]:
    return [CHECKS[field.kind](said(one), field) for one in given]


_Check = Callable[[list[Any], ValueField], list[Any]]
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
"""What the fields of these kinds take, and what rows keep of it, for all entries that have the field: as `CHECKS` for one value."""


class _Sort:
    """Statements or steps: their base class and kinds, how each of their keys is checked, and the keys that each entry must have."""

    def __init__(
        self, base: type[Statement] | type[Step], kinds: Iterable[str], required: set[str], **own: _Check
    ) -> None:
        fields = fields_of(base)
        self.base, self.kinds = base, frozenset(kinds)
        self.checks = {
            key: (field.name, own.get(key) or _OF_KIND.get(field.kind, _each), field) for key, field in fields.items()
        }
        self.required = required | {key for key, field in fields.items() if field.required}

    def take(self, key: str, rows: Rows) -> int:
        """Checks what rows say under a key, and makes a column of it; the number of rows that say something, which is not null."""
        name, check, field = self.checks[key]
        entries = rows.fields
        if key in self.required:
            column = given = [entry[key] for entry in entries]
        else:
            column = [entry.get(key) for entry in entries]
            given = [content for content in column if content is not None]
        kept = check(given, field)
        if kept is not given or name != key:
            for entry, content in zip([entry for entry in entries if key in entry], kept, strict=True):
                del entry[key]
                entry[name] = content
        elif len(given) == len(column) or field.default is None:
            rows.columns[name] = column
        rows.names.add(name)
        return len(given)


_PLAIN = re.compile(r"""(?:[!#-~][\t !#-~]*+(?:"[!#-~][\t !#-~]*+"|(?<!'))\n)*+""")
"""Lines of ASCII with a place, or with a place and a quote; no place and no quote begins with space."""
_ANCHOR = fields_of(Anchor)
_MAP = {field.name: (CHECKS[field.kind], field) for field in fields_of(ArgumentMap).values()}
_REQUIRED = {name for name, (_, field) in _MAP.items() if field.required} - {"statements"}
_STATEMENTS = _Sort(Statement, STATEMENT_KINDS, {"id"})  # an id that is made depends on the others
_STEPS = _Sort(Step, STEP_KINDS, set(), target=_ends)
