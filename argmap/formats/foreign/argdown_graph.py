"""What Argdown says, in text or in JSON: statements, arguments that may be spelled out, relations; and the map of it.

An argument that is spelled out is the linked step from its premises to its conclusion; an argument that is only named is a
statement with the role "argument". Attacks on a spelled-out argument undercut its last step.
"""

from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Any

from argmap.errors import MapError
from argmap.formats.anchors import anchor
from argmap.formats.foreign.intake import At, Intake
from argmap.formats.foreign.parts import Part, plain_data
from argmap.model import STATEMENT_KINDS, Claim, Support, Value, ids
from argmap.model.field import Kind, fields_of
from argmap.model.scale import Scale

ARGUMENT = "argument"
"""The role of an argument that is only named."""
STATEMENT_DATA = tuple(key for key in fields_of(Claim) if key not in ("id", "text"))
STEP_DATA = tuple(key for key in fields_of(Support) if key not in ("id", "sources", "target", "why"))
KIND_OF_RELATION = {
    "support": "support",
    "entails": "support",
    "attack": "attack",
    "contrary": "attack",
    "undercut": "undercut",
}
BOTH_WAYS = ("contradictory", "contradiction")


@dataclass(eq=False)
class Inference:
    """One step of an argument: the statements that it uses, the one it gives, its rules."""

    premises: list[Hashable]
    conclusion: Hashable
    rules: str = ""


@dataclass(eq=False)
class Argument:
    """An argument by its title, spelled out where it has inferences."""

    title: str
    at: At | None
    text: str = ""
    data: dict[str, Any] = field(default_factory=dict)
    inferences: list[Inference] = field(default_factory=list)

    @property
    def key(self) -> Hashable:
        """What the argument is called where it is a statement of the map."""
        return ARGUMENT, self.title


@dataclass(frozen=True, eq=False)
class ArgdownRelation:
    """A relation between two ends; an argument is an end by its key."""

    kind: str
    start: Hashable
    end: Hashable
    at: At | None


class ArgdownGraph:
    """Gathers what a document says; `finish` tells the intake."""

    def __init__(self, intake: Intake) -> None:
        self.intake = intake
        self.texts: dict[Hashable, str] = {}
        self.places: dict[Hashable, At | None] = {}
        self.names: dict[Hashable, str] = {}
        self.data: dict[Hashable, dict[str, Any]] = {}
        self.arguments: dict[str, Argument] = {}
        self.relations: list[ArgdownRelation] = []
        self.order: dict[Hashable, None] = {}
        """The keys of statements and arguments, in the order in which the map has them."""
        self.related: set[tuple[str, Hashable, Hashable]] = set()
        """The steps that relations made: a relation may be said at both of its ends, and is one step."""
        self.from_one: dict[Hashable, list[Hashable]] = {}
        """The keys of these steps by what they come from."""

    def statement(self, title: str, text: str, at: At | None, data: dict[str, Any]) -> Hashable:
        """Adds a statement, or what is said of it again; gives its key. An untitled one is known by its text.

        It stands where its text is said first, so that what is written keeps its order when it is read.
        """
        key: Hashable = title or ("untitled", text)
        self.names.setdefault(key, title or ids.slug(text))
        self.places.setdefault(key, at)
        self.data.setdefault(key, {}).update(data)
        if text and self.texts.get(key, text) != text:
            self.intake.lost("another wording", title, text, "a statement has one text, the first")
        elif text and key not in self.texts:
            self.texts[key], self.places[key] = text, at
            self.order.pop(key, None)
        self.order.setdefault(key)
        return key

    def argument(self, title: str, text: str, at: At | None, data: dict[str, Any]) -> Argument:
        """Adds an argument, or what is said of it again."""
        one = self.arguments.setdefault(title, Argument(title, at))
        one.data.update(data)
        if text and one.text and one.text != text:
            self.intake.lost("another wording", f"<{title}>", text, "an argument has one description, the first")
        if text and not one.text:
            one.text, one.at = text, at or one.at
            self.order.pop(one.key, None)
        self.order.setdefault(one.key)
        return one

    def finish(self) -> None:
        """Adds statements and steps of the map."""
        drawn = {
            one.inferences[-1].conclusion for one in self.arguments.values() if "linked" in one.data and one.inferences
        }
        for key in self.order:
            title = self._title(key)
            if title is not None:
                self._named_only(self.arguments[title])
            elif key not in drawn:
                name = self.names[key]
                kind = self._kind(self.data[key], name)
                said = self._fields(self.data[key], STATEMENT_DATA, name)
                self.intake.statement(key, self.texts.get(key, name), self.places[key], kind, name=name, **said)
        steps = {one.title: self._spelled(one) for one in self.arguments.values() if one.inferences}
        for relation in self.relations:
            if relation.start not in drawn:
                self._relate(relation, steps)

    def _named_only(self, one: Argument) -> None:
        """Adds an argument that is not spelled out as a statement."""
        if not one.inferences:
            kind = self._kind(one.data, one.title)
            said = {"role": ARGUMENT, **self._fields(one.data, STATEMENT_DATA, one.title)}
            self.intake.statement(one.key, one.text or one.title, one.at, kind, name=one.title, **said)

    def _kind(self, data: dict[str, Any], place: str) -> str | None:
        """The kind of statement that a data block says, where its place in the graph does not."""
        said = data.pop("kind", None)
        if said is not None and said not in STATEMENT_KINDS:
            self.intake.lost("data kind", place, str(said), f"the kinds are {', '.join(STATEMENT_KINDS)}")
            return None
        return None if said is None else str(said)

    def _spelled(self, one: Argument) -> Hashable:
        """Adds the steps of an argument; gives the key of the last one."""
        linked = str(one.data.pop("linked", "support"))
        target = one.data.pop("target", None)
        said = self._fields(one.data, STEP_DATA, f"<{one.title}>")
        for number, inference in enumerate(one.inferences, 1):
            last = number == len(one.inferences)
            key: Hashable = ("step", one.title, number)
            fields: dict[str, Any] = {"why": inference.rules}
            if last:
                why = "; ".join(filter(None, (one.text, inference.rules)))
                fields = {**said, "why": why, "id": self._named(one.title)}
            if not inference.premises:
                self.intake.lost(
                    "inference from nothing", f"<{one.title}>", str(inference.conclusion), "it has no premises"
                )
                continue
            end = inference.conclusion if linked == "support" or not last else target
            if linked == "undercut" and last:
                end = (
                    ("step", str(target), len(self.arguments[str(target)].inferences))
                    if target in self.arguments
                    else end
                )
            self.intake.step(linked if last else "support", inference.premises, end, one.at, key, **fields)
        return "step", one.title, len(one.inferences)

    def _named(self, title: str) -> str | None:
        try:
            return ids.checked(title)
        except ValueError:
            self.intake.lost("title of an argument", title, title, "an id is a letter, then letters, digits, . _ -")
            return None

    def _relate(self, relation: ArgdownRelation, steps: dict[str, Hashable]) -> None:
        kinds = [relation.kind] if relation.kind not in BOTH_WAYS else ["attack", "attack"]
        ends = [(relation.start, relation.end), (relation.end, relation.start)]
        for kind, (start, end) in zip(kinds, ends, strict=False):
            if kind not in KIND_OF_RELATION:
                self.intake.problems.add(
                    relation.at, f"{kind!r} is not a relation", f"one of {', '.join(KIND_OF_RELATION)}"
                )
                continue
            self._one_way(KIND_OF_RELATION[kind], start, end, relation.at, steps)

    def _one_way(self, kind: str, start: Hashable, end: Hashable, at: At | None, steps: dict[str, Hashable]) -> None:
        source = start
        if (title := self._title(start)) in steps:
            source = self.arguments[str(title)].inferences[-1].conclusion
            if kind == "support" and source == end:
                return
        aimed = self._title(end)
        if aimed in steps:
            if kind == "support":
                why = "a step cannot be supported; support one of its premises"
                self.intake.lost("support of a spelled-out argument", f"<{aimed}>", str(self._said(source)), why)
            else:
                self.intake.step("undercut", [source], steps[str(aimed)], at)
        elif kind == "undercut":
            self._undercut(source, end, at)
        elif (kind, source, end) not in self.related:
            self.related.add((kind, source, end))
            key = ("step", (kind, source, end))
            self.from_one.setdefault(source, []).append(key)
            self.intake.step(kind, [source], end, at, key)

    def _undercut(self, source: Hashable, end: Hashable, at: At | None) -> None:
        """Against each step from an argument that is only named."""
        aims = self.from_one.get(end, [])
        for step in aims:
            self.intake.step("undercut", [source], step, at)
        if not aims:
            self.intake.problems.add(at, "an undercut must aim at an argument that supports or attacks something", "")

    def _title(self, key: Hashable) -> str | None:
        return str(key[1]) if isinstance(key, tuple) and key[0] == ARGUMENT else None

    def called(self, key: Hashable) -> str:
        """What an element is called where the document says it."""
        title = self._title(key)
        return f"<{title}>" if title is not None else f"[{self.names.get(key, str(key))}]"

    def _said(self, key: Hashable) -> str:
        return self.names.get(key, str(key))

    def _fields(self, data: dict[str, Any], keys: tuple[str, ...], place: str) -> dict[str, Any]:
        """The fields that a data block gives; what else it says is a loss."""
        declared = {**fields_of(Support), **fields_of(Claim)}
        said: dict[str, Any] = {}
        for key, value in data.items():
            if key not in keys or (content := _typed(value, declared[key].kind)) is None:
                self.intake.lost(f"data {key}", place, str(value))
                continue
            try:
                whole = _STATEMENT if keys is STATEMENT_DATA else _STEP
                whole.replace(**{declared[key].name: content})
            except MapError:
                self.intake.lost(f"data {key}", place, str(value), "its value does not fit")
                continue
            said[declared[key].name] = content
        return said


def read_front(front: Part, intake: Intake) -> None:
    """Takes what stands before a document: title, author and date, and the map's own words for strengths and weights."""
    if "title" not in intake.map_fields:
        intake.title(front.text("title"))
    if not intake.document:
        intake.document |= {key: value for key in ("author", "date") if (value := front.text(key))}
    for key in ("scale", "weights"):
        if key in intake.map_fields or (words := front.part(key)) is None:
            continue
        try:
            intake.map_fields[key] = Scale.of(_numbers(plain_data(words.tree)))
        except (ValueError, TypeError):
            front.read.discard(key)
    front.leave("front matter")


def _numbers(said: Any) -> Any:
    """Plain data with its numbers as numbers."""
    if isinstance(said, dict):
        return {key: value if key == "means" else _numbers(value) for key, value in said.items()}
    return [_number(one) for one in said] if isinstance(said, list) else _number(said)


_STATEMENT: Value = Claim(text="x", id="x")
_STEP: Value = Support(sources=("x",), target="y")
"""Values on which a field is tried."""


def _typed(value: Any, kind: Kind) -> Any:
    """A value of a data block as a field of this kind takes it, or None."""
    if kind in (Kind.STRENGTH, Kind.NUMBER):
        return tuple(map(_number, value)) if isinstance(value, list) else _number(value)
    if kind is Kind.BOOLEAN:
        return {"true": True, "false": False}.get(str(value).lower())
    if kind is Kind.RECORDS:
        return tuple(value) if isinstance(value, list) else (value,)
    if kind is Kind.ANCHORS:
        return tuple(
            anchor(one) if isinstance(one, str) else one for one in (value if isinstance(value, list) else [value])
        )
    return value if isinstance(value, str) else None


def _number(value: Any) -> Any:
    try:
        return float(value)
    except (TypeError, ValueError):
        return value
