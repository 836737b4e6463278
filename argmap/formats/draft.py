"""A draft: what a reader has read before it becomes a map: statements and steps with their places, some without an id.

`finished` makes the missing ids, builds the map, and gives every problem that the model finds its place in the text.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from argmap.errors import MapError, Place, Problem, shown
from argmap.formats.syntax import Problems
from argmap.model import STATEMENT_KINDS, STEP_KINDS, ArgumentMap, Document, Expectation, Tension, ids
from argmap.model.evaluating import Evaluating
from argmap.model.field import fields_of

At = tuple[int, int]
Borrowed = tuple[Any, Mapping[tuple[str, str], Place]]
"""A statement or step of another file, with the places of it and of its keys."""


@dataclass(eq=False)
class Draft:
    """The fields of one value, its place, and the place of each of its keys."""

    kind: str
    at: At
    fields: dict[str, Any] = field(default_factory=dict)
    places: dict[str, At] = field(default_factory=dict)

    def put(self, key: str, value: Any, at: At) -> None:
        """Keeps a field and its place; for None, a field that could not be read, only the place."""
        self.places[key] = at
        if value is not None:
            self.fields[key] = value

    def place(self, where: Sequence[str | int]) -> At:
        """The place of the field that a problem is about, else the place of the whole value."""
        for most in range(len(where), 0, -1):
            if (key := self.key(where[:most])) in self.places:
                return self.places[key]
        return self.at

    @staticmethod
    def key(where: Sequence[str | int]) -> str:
        """The key in `places` of the field that a problem is about."""
        return ".".join(map(str, where))


@dataclass(eq=False)
class Ref:
    """The use of a statement or step by its id."""

    id: str
    at: At


@dataclass(frozen=True)
class Include:
    """The use of a statement of another file, written `file#id`."""

    file: str
    id: str
    at: At

    @property
    def written(self) -> str:
        """The include as it is written."""
        return f"{self.file}#{self.id}"


@dataclass(eq=False)
class StepDraft(Draft):
    """A step whose ends may be drafts themselves."""

    sources: list[Draft | Ref] = field(default_factory=list)
    target: "Draft | Ref | None" = None


@dataclass
class MapDraft(Draft):
    """The draft of everything in one text."""

    statements: list[Draft] = field(default_factory=list)
    steps: list[StepDraft] = field(default_factory=list)
    tensions: list[Draft] = field(default_factory=list)
    expect: list[Draft] = field(default_factory=list)
    document: Draft | None = None
    evaluating: Draft | None = None
    includes: list[Include] = field(default_factory=list)
    borrowed: dict[tuple[str, str], Borrowed] = field(default_factory=dict)
    """The statements and steps of other files by file and id, each with its places there."""

    @property
    def borrowed_statements(self) -> list[Borrowed]:
        """What is borrowed and is a statement."""
        return [one for one in self.borrowed.values() if one[0].kind in STATEMENT_KINDS]

    @property
    def borrowed_steps(self) -> list[Borrowed]:
        """What is borrowed and is a step."""
        return [one for one in self.borrowed.values() if one[0].kind in STEP_KINDS]


def finished(draft: MapDraft, problems: Problems) -> ArgumentMap:
    """The map made from a draft. Raises LoadError with every problem, each with its place.

    A value with a wrong field is built without this field, so that problems of the whole map are found too.
    """
    if problems.structural:
        problems.stop()
    _name_statements(draft, problems)
    if problems.structural:
        problems.stop()
    _name_steps(draft)
    if isinstance(conclusion := draft.fields.get("conclusion"), Draft):
        draft.fields["conclusion"] = conclusion.fields["id"]
    statements = [_built(STATEMENT_KINDS[statement.kind], statement, problems) for statement in draft.statements]
    unfit = {
        statement.fields.get("id")
        for statement, value in zip(draft.statements, statements, strict=True)
        if value is None
    }
    steps = [_built(STEP_KINDS[step.kind], step, problems) for step in draft.steps if unfit.isdisjoint(_named(step))]
    tensions = _each_built(Tension, draft.tensions, problems)
    expect = _each_built(Expectation, draft.expect, problems)
    document = _built(Document, draft.document, problems) if draft.document else None
    evaluating = _built(Evaluating, draft.evaluating, problems) if draft.evaluating else None
    if unfit or None in steps or (problems.found and "scale" in draft.places):
        problems.stop()
    try:
        m = ArgumentMap(
            statements=(*statements, *(value for value, _ in draft.borrowed_statements)),
            steps=(*steps, *(value for value, _ in draft.borrowed_steps)),
            tensions=tuple(tensions),
            expect=tuple(expect),
            document=document,
            evaluating=evaluating,
            **draft.fields,
        )
    except MapError as error:
        for problem in error.problems:
            problems.found.append(_located(draft, problem, problems))
        problems.stop()
        raise
    problems.stop()
    return m.placed(_places(draft, problems.file), {include.id: include.written for include in draft.includes})


def _name_statements(draft: MapDraft, problems: Problems) -> None:
    """Gives each statement without an id a slug; two equal slugs get a hash of the whole text."""
    ids_in_use = {value.fields["id"] for value in (*draft.statements, *draft.steps) if "id" in value.fields}
    unnamed: dict[str, list[Draft]] = {}
    for statement in draft.statements:
        if "id" not in statement.fields and "text" in statement.fields:
            unnamed.setdefault(ids.slug(statement.fields["text"]), []).append(statement)
    for slug, statements in unnamed.items():
        is_alone = len(statements) == 1 and slug not in ids_in_use
        first: dict[str, Draft] = {}
        for statement in statements:
            text = statement.fields["text"]
            if text in first:
                message = f"the same sentence stands at line {first[text].at[0]}: {shown(text)}"
                problems.add(
                    statement.at, message, "use `ref:` with its id, or give both an id", subject=statement.kind
                )
            first.setdefault(text, statement)
            statement.fields["id"] = slug if is_alone else f"{slug}-{ids.digest(text)}"


def _name_steps(draft: MapDraft) -> None:
    for step in draft.steps:
        step.fields["sources"] = sources = [_name(source) for source in step.sources]
        step.fields["target"] = _name(step.target)
        for number, source in enumerate(step.sources):
            step.places[f"sources.{number}"] = source.at
        if isinstance(step.target, Ref):
            step.places["target"] = step.target.at
        if "id" not in step.fields and sources:
            step.fields["id"] = ids.step_slug(step.kind, sources, step.fields["target"])


def _name(end: Draft | Ref | None) -> str:
    if isinstance(end, Ref):
        return end.id
    return str(end.fields.get("id", "")) if end else ""


def _named(step: StepDraft) -> list[str]:
    """The ids that a step names: of its sources and its target."""
    return [*step.fields["sources"], step.fields["target"]]


def _each_built(kind: type, drafts: list[Draft], problems: Problems) -> list[Any]:
    """The values made from drafts; a draft without a value is removed from the list of drafts."""
    built = [(draft, _built(kind, draft, problems)) for draft in drafts]
    drafts[:] = [draft for draft, value in built if value is not None]
    return [value for _, value in built if value is not None]


def _built(kind: type, draft: Draft, problems: Problems) -> Any:
    """The value made from a draft; if it has problems, they are noted, and the value is built without the wrong fields, or is None."""
    try:
        return kind(**draft.fields)
    except MapError as error:
        lacking = draft.places.keys() - draft.fields.keys()
        shown_problems = [
            problem for problem in error.problems if not lacking or (problem.where and problem.where[0] in draft.fields)
        ]
        problems.found += [_in_draft(draft, problem, problem.where, problems) for problem in shown_problems]
        wrong = {str(problem.where[0]) for problem in error.problems if problem.where}
        if "id" in wrong or not wrong:
            return None
        choices = {field.name: field.choices[0] for field in fields_of(kind).values() if field.choices}
        right = {name: value for name, value in draft.fields.items() if name not in wrong}
        try:
            return kind(**right, **{name: choices[name] for name in wrong & choices.keys()})
        except MapError:
            return None


def _located(draft: MapDraft, problem: Problem, problems: Problems) -> Problem:
    """A problem of the map at its place: that of the field that it is about, else of the statement, step or remark."""
    match problem.where:
        case ("statements" | "steps" | "tensions" | "expect" as part, int(number), *rest):
            drafts: Sequence[Draft] = getattr(draft, part)
            if number < len(drafts):
                return _in_draft(drafts[number], problem, rest, problems)
            borrowed = draft.borrowed_statements if part == "statements" else draft.borrowed_steps
            value, places = borrowed[number - len(drafts)]
            return problem.at(places.get((value.id, "")))
        case where:
            return _in_draft(draft, problem, where, problems)


def _in_draft(draft: Draft, problem: Problem, where: Sequence[str | int], problems: Problems) -> Problem:
    """A problem at the place of a field of a draft."""
    exact = draft.key(where) in draft.places
    return problem.at(Place(problems.file, *draft.place(where)), exact=exact)


def _places(draft: MapDraft, file: str) -> dict[tuple[str, str], Place]:
    places: dict[tuple[str, str], Place] = {}
    for value in (*draft.statements, *draft.steps):
        name = value.fields["id"]
        places[name, ""] = Place(file, *value.at)
        for key, at in value.places.items():
            places[name, key] = Place(file, *at)
    for part, remarks in (("expect", draft.expect), ("tensions", draft.tensions)):
        for number, remark in enumerate(remarks):
            places["", f"{part}.{number}"] = Place(file, *remark.at)
    if draft.evaluating:
        places["", "evaluate"] = Place(file, *draft.evaluating.at)
    for _, there in draft.borrowed.values():
        places |= there
    return places
