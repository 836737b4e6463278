"""Builds a map of what a foreign file says: its names become ids, its places in the graph become kinds of statement."""

import re
import unicodedata
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from argmap.errors import Guesses, LoadError, MapError, Place, Problem, guess, shown
from argmap.formats.losses import Loss, Reading, Source
from argmap.formats.syntax import Problems
from argmap.model import STATEMENT_KINDS, STEP_KINDS, ArgumentMap, Document, Value, ids
from argmap.model.scale import Scale

At = tuple[int, int]
CERTAIN_STRENGTH = 1.0
"""The strength of a context: it is taken as it is, and weakens nothing."""


@dataclass(eq=False)
class ForeignItem:
    """A statement or step of the file, by the name that it has there."""

    key: Hashable
    at: At | None
    fields: dict[str, Any]
    kind: str | None = None
    sources: list[Hashable] = field(default_factory=list)
    target: Hashable = None
    id: str = ""
    name: str = ""
    file: str = ""

    @property
    def place(self) -> Place:
        """Where it stands; the beginning of its file where the file has no lines."""
        return Place(self.file, *(self.at or (1, 1)))


class Intake:
    """Gathers the statements, steps and losses of one foreign file; `reading` makes the map.

    >>> intake = Intake(Source("x.tgf", b""))
    >>> intake.statement("1", "It is cheaper.")
    >>> intake.statement("2", "Moving pays off.")
    >>> intake.step("support", ["1"], "2")
    >>> reading = intake.reading()
    >>> reading.map.conclusion, reading.map.statement("n1").kind, [loss.kind for loss in reading.losses]
    ('n2', 'premise', ['id', 'id'])
    """

    def __init__(self, source: Source) -> None:
        self.source = source
        self.problems = Problems(source.name)
        self.losses: list[Loss] = []
        self.statements: dict[Hashable, ForeignItem] = {}
        self.steps: list[ForeignItem] = []
        self._step_keys: dict[Hashable, ForeignItem] = {}
        self.map_fields: dict[str, Any] = {}
        self.document: dict[str, str] = {}
        self.title_is_made = False

    def statement(
        self,
        key: Hashable,
        text: str | None,
        at: At | None = None,
        kind: str | None = None,
        *,
        name: str | None = None,
        **fields: Any,
    ) -> None:
        """Adds a statement; without a text its name stands for it. `kind` is found from the steps when not given.

        `name` is what the file calls it, where that is not its key.
        """
        if key in self.statements:
            self.problems.add(at, f"{shown(key)} is defined twice", "give one of them another name")
            return
        said = {name: value for name, value in fields.items() if value not in (None, "", ())}
        self.statements[key] = ForeignItem(
            key,
            at,
            {"text": _clean(text) or name or str(key), **said},
            kind,
            name=name or str(key),
            file=self.problems.file,
        )

    def step(
        self,
        kind: str,
        sources: Iterable[Hashable],
        target: Hashable,
        at: At | None = None,
        key: Hashable = None,
        **fields: Any,
    ) -> None:
        """Adds a step; ends that are never defined are told when the map is made."""
        said = {name: value for name, value in fields.items() if value not in (None, "", ())}
        step = ForeignItem(key, at, said, kind, list(dict.fromkeys(sources)), target, file=self.problems.file)
        self.steps.append(step)
        if key is not None:
            self._step_keys[key] = step

    def lost(self, kind: str, place: object, what: object, why: str = "argmap has no place for it") -> None:
        """Notes something that is left out; `place` is a name, or a line and column."""
        where = f"{place[0]}:{place[1]}" if isinstance(place, tuple) else str(place)
        self.losses.append(Loss(kind, where, str(what), why))

    def absent(self, key: Hashable, why: str) -> None:
        """Adds a statement for a name that the file uses and does not define."""
        if key not in self.statements:
            self.statement(key, None)
            self.lost("undefined name", key, key, why)

    def title(self, text: str | None, *, made: bool = False) -> None:
        """Keeps the title of the map; `made`: a file of this format has one in any case, and may repeat the conclusion."""
        if said := (text or "").strip():
            self.map_fields["title"] = said
            self.title_is_made = made

    def reading(self, **fields: Any) -> Reading:
        """The map with the losses. Raises LoadError: for what the problems say, and where no one top claim is clear."""
        self.problems.stop()
        if not self.statements:
            self._refuse(f"{self.source.name} holds no statements", "")
        self._ends()
        self.problems.stop()
        self._words()
        self._ids()
        conclusion = self._conclusion(fields.pop("conclusion", None))
        if self.title_is_made and _line(self.map_fields["title"]) == _line(self.statements[conclusion].fields["text"]):
            del self.map_fields["title"]
        top = self.problems.place(None)
        parts = {
            "statements": [self._statement(said, conclusion) for said in self.statements.values()],
            "steps": [self._made(STEP_KINDS[str(step.kind)], step.place, step.fields) for step in self.steps],
            "document": self._made(Document, top, self.document) if self.document else None,
        }
        self.problems.stop()
        m = self._made(
            ArgumentMap, top, {"conclusion": self.statements[conclusion].id, **parts, **self.map_fields, **fields}
        )
        self.problems.stop()
        places = {(said.id, ""): said.place for said in (*self.statements.values(), *self.steps) if said.at is not None}
        return Reading(m.placed(places), tuple(self.losses))

    def _made(self, kind: type[Value], place: Place, fields: Mapping[str, Any]) -> Any:
        """A part of the map, or the map; None where a value does not fit, which is a problem at its place."""
        try:
            return kind(**fields)
        except MapError as error:
            self.problems.found += [problem.at(place) for problem in error.problems]

    def _ends(self) -> None:
        hints, statements = Guesses(), [said.name for said in self.statements.values()]
        steps = list(dict.fromkeys(name for key in self._step_keys if isinstance(name := _called(key), str)))
        for step in self.steps:
            for end in step.sources:
                if end not in self.statements:
                    self._missing(end, "a statement", step.place, hints, statements)
            if step.kind == "undercut" and step.target not in self._step_keys:
                self._missing(step.target, "a step", step.place, hints, steps)
            elif step.kind != "undercut" and step.target not in self.statements:
                self._missing(step.target, "a statement", step.place, hints, statements)

    def _missing(self, end: Hashable, what: str, place: Place, hints: Guesses, known: list[str]) -> None:
        name = _called(end)
        message = f"{shown(name)} is not {what} of this file"
        self.problems.found.append(Problem("", message, hints(str(name), known).hint, place))

    def _words(self) -> None:
        """Leaves out strengths and weights in words that are on no scale of the map."""
        scale = self.map_fields.get("scale", Scale())
        weights = self.map_fields.get("weights") or scale
        for said, key, words in (
            *((one, "strength", scale) for one in self.statements.values()),
            *((one, "weight", weights) for one in self.steps),
        ):
            try:
                words.interval(said.fields.get(key))
            except ValueError:
                what = said.fields.pop(key)
                self.lost(key, said.name or _called(said.target), what, "a word must be on the scale")

    def _ids(self) -> None:
        taken: set[str] = set()
        legal = [(said, _legal(said.name, said.fields["text"])) for said in self.statements.values()]
        for said, id in sorted(legal, key=lambda pair: pair[1] != pair[0].name):  # what is an id keeps it
            said.id = _unused(id, taken)
            taken.add(said.id)
            if said.id != said.name:
                self.lost(
                    "id", said.name, f"is {said.id!r} in the map", "an id is a letter, then letters, digits, . _ -"
                )
        seen: dict[tuple[object, ...], ForeignItem] = {}
        unique: list[ForeignItem] = []
        for step in self.steps:
            key = (step.kind, frozenset(step.sources), step.target, repr(sorted(step.fields.items(), key=str)))
            if key in seen and step.key is None:
                self.lost("repeated relation", step.at or _called(step.target), step.kind, "a map says it once")
                continue
            seen.setdefault(key, step)
            unique.append(step)
        self.steps = unique
        waiting = list(self.steps)
        while waiting:
            later = []
            for step in waiting:
                onto = self._step_keys if step.kind == "undercut" else self.statements
                target = onto.get(step.target)
                if target is None or not target.id:
                    later.append(step)
                    continue
                given = step.fields.pop("id", None)
                sources = [self.statements[key].id for key in step.sources]
                made = given or ids.step_slug(str(step.kind), sources, target.id)
                step.id = _unused(made, taken)
                taken.add(step.id)
                step.fields |= {"id": step.id, "sources": sources, "target": target.id}
            if len(later) == len(waiting):
                self._refuse("an undercut must end at a support or attack, got a circle of undercuts", "")
            waiting = later

    def _conclusion(self, wanted: Hashable) -> Hashable:
        asked = self.source.conclusion
        if asked is not None:
            for key, said in self.statements.items():
                if asked in (said.id, said.name, " ".join(said.fields["text"].split())):
                    return key
            known = [said.id for said in self.statements.values()]
            self._refuse(f"the conclusion {asked!r} is not a statement of {self.source.name}", guess(asked, known))
        if wanted is not None:
            return wanted
        candidates = self.candidates()
        if len(candidates) == 1 or self.source.any_top:
            return candidates[0]
        listed = [self.statements[key] for key in candidates[:20]]
        lines = "".join(f"\n    {said.id}: {said.fields['text'][:70]}" for said in listed)
        more = f"\n    … and {len(candidates) - 20} more" if len(candidates) > 20 else ""
        message = f"one conclusion is to be chosen among {len(candidates)} top claims"
        self._refuse(message, f"--conclusion ID, with one of{lines}{more}")
        return None

    def candidates(self) -> list[Hashable]:
        """The names of what can be the conclusion: what something bears on and what bears on nothing, or else all tops.

        Two statements that attack each other are rivals, of which each can be the conclusion.
        """
        attacks = {(key, step.target) for step in self.steps if step.kind == "attack" for key in step.sources}
        rival = {(key, target) for key, target in attacks if (target, key) in attacks}
        ends = [(key, step.target) for step in self.steps for key in step.sources]
        giving = {key for key, target in ends if (key, target) not in rival}
        taking = {target for key, target in ends if (key, target) not in rival}
        tops = [key for key in self.statements if key not in giving]
        argued = [key for key in tops if key in taking]
        goals = [key for key in argued or tops if self.statements[key].fields.get("role", "goal") == "goal"]
        return goals or argued or tops or list(self.statements)

    def _refuse(self, message: str, hint: str) -> None:
        raise LoadError([Problem("", message, hint, self.problems.place(None))])

    def _statement(self, said: ForeignItem, conclusion: Hashable) -> Any:
        kind = "claim" if said.key == conclusion else said.kind or self._kinds.get(said.key, "premise")
        return self._made(STATEMENT_KINDS[kind], said.place, {"id": said.id, **said.fields})

    @cached_property
    def _kinds(self) -> Mapping[Hashable, str]:
        return kinds_by_place((str(step.kind), step.sources, step.target) for step in self.steps)


def kinds_by_place(steps: Iterable[tuple[str, Iterable[Hashable], Hashable]]) -> Mapping[Hashable, str]:
    """The kind of each statement that a step touches, as its place says: what is argued for is a claim, …

    >>> dict(kinds_by_place([("support", ["a"], "b"), ("attack", ["c"], "b")]))
    {'a': 'premise', 'c': 'counterevidence', 'b': 'claim'}
    """
    giving: dict[Hashable, set[str]] = {}
    targets: list[tuple[str, Hashable]] = []
    for kind, sources, target in steps:
        targets.append((kind, target))
        for key in sources:
            giving.setdefault(key, set()).add(kind)
    found = {key: "premise" if "support" in kinds else "counterevidence" for key, kinds in giving.items()}
    for kind, target in targets:
        if kind == "support" or (kind == "attack" and target not in giving):
            found[target] = "claim"
    return found


def _called(key: Hashable) -> Hashable:
    """What a file calls a statement or step that is kept under this key.

    >>> _called("a"), _called(("step", "a"))
    ('a', 'a')
    """
    return key[1] if isinstance(key, tuple) else key


def _line(text: str) -> str:
    return " ".join(text.split())


def _clean(text: str | None) -> str:
    """A text that the model takes: whitespace at its ends goes, and lone surrogates."""
    return (text or "").encode("utf-8", "replace").decode("utf-8").strip()


def _legal(key: str, text: str) -> str:
    """The id nearest to a name; a name with nothing to keep gives one made of the text."""
    try:
        return ids.checked(key)
    except ValueError:
        pass
    plain = unicodedata.normalize("NFC", key.replace("¬", "not-"))
    kept = "".join(letter if letter in "._-" or unicodedata.category(letter)[0] in "LMN" else "-" for letter in plain)
    kept = re.sub("-+", "-", kept).strip("-._")[:80]
    if kept and unicodedata.category(kept[0])[0] != "L":
        kept = f"n{kept}"
    try:
        return ids.checked(unicodedata.normalize("NFC", kept))
    except ValueError:
        return ids.slug(text or key)


def _unused(id: str, taken: set[str]) -> str:
    if id not in taken:
        return id
    number = 2
    while f"{id}-{number}" in taken:
        number += 1
    return f"{id}-{number}"
