"""MindMup, maps as JSON: claims, and below them groups of reasons and objections, whose members are linked."""

import json
from collections.abc import Hashable
from typing import Any

from argmap.formats.foreign.intake import Intake
from argmap.formats.foreign.parts import Part, json_part
from argmap.formats.foreign.schemes import NO_STEP_MESSAGE
from argmap.formats.losses import Reading, Source
from argmap.formats.syntax import Mapping
from argmap.model import ArgumentMap, Relation, ids

GROUPS = {"supporting": "support", "opposing": "attack"}
NAMES = {kind: name for name, kind in GROUPS.items()}
DEEPEST = 45
"""How many groups stand in each other in what is written."""


def recognised(text: str) -> bool:
    """Whether a text is a map of ideas.

    >>> recognised('{"formatVersion": 3, "id": "root", "ideas": {}}'), recognised('{"nodes": []}')
    (True, False)
    """
    return text.lstrip().startswith("{") and '"ideas"' in text and ('"formatVersion"' in text or '"title"' in text)


def read(source: Source) -> Reading:
    """The argument in a map of ideas. Raises LoadError for an idea that is in no group: nothing says what it does."""
    intake = Intake(source)
    top = json_part(source.text, intake)
    reader = _Reader(intake)
    root = top.text("id") == "root" or not top.text("title") or "ideas" not in top
    if root:
        intake.title(top.text("title"), made=True)
        top.skip("id", "formatVersion")
        for one in _ideas(top):
            reader.claim(one)
    else:
        top.skip("formatVersion")
        reader.claim(top)
    top.leave("map")
    return intake.reading()


class _Reader:
    """Reads claims and the groups below them."""

    def __init__(self, intake: Intake) -> None:
        self.intake = intake

    def claim(self, part: Part) -> str:
        """Adds the statement of an idea with all below it; gives its key."""
        attributes = part.part("attr")
        name = attributes.text("argmap") if attributes is not None else ""
        key = name or part.text("id") or f"idea-{part.at[0]}-{part.at[1]}"
        part.skip("id")
        self.intake.statement(key, part.text("title"), part.at, note=_note(attributes))
        for one in _ideas(part):
            self.group(one, key)
        _leave(part, attributes, key)
        return key

    def group(self, part: Part, target: Hashable, *, within: bool = False) -> None:
        """Adds the step of a group of reasons or objections. Objections within a group undercut its step."""
        attributes = part.part("attr")
        kind = _kind(attributes)
        if kind is None:
            message = f"the idea {part.text('title')[:40]!r} is in no group of reasons or objections"
            hint = "a mind map is no argument map until its ideas say what they do"
            self.intake.problems.add(part.at, message, hint)
            return
        members = [(one, _kind(Part(one.tree, self.intake).part("attr"))) for one in _ideas(part)]
        sources = [self.claim(one) for one, group in members if group is None]
        named = attributes.text("argmap") if attributes is not None else ""
        key: Hashable = ("step", part.at)
        why = _why(part)
        if not sources:
            self.intake.lost("empty group", part.at, kind, "nothing is in it")
            key = None
        elif within and (kind == "support" or target is None):
            self.intake.lost("group within a group", part.at, ", ".join(sources), NO_STEP_MESSAGE)
            key = None
        else:
            self.intake.step("undercut" if within else kind, sources, target, part.at, key, id=named, why=why)
        for one, group in members:
            if group is not None:
                self.group(one, key, within=True)
        part.skip("id")
        _leave(part, attributes, part.at)


def _why(group: Part) -> str:
    """What a group is called, unless that says only that it is a group."""
    title = group.text("title")
    return "" if title.lower() in ("group", "support", "attack", *GROUPS) else title


def _kind(attributes: Part | None) -> str | None:
    return GROUPS.get(attributes.text("group")) if attributes is not None else None


def _leave(part: Part, attributes: Part | None, place: object) -> None:
    """Notes what an idea and its attributes say beside what was read."""
    if attributes is not None:
        attributes.skip("contentLocked")
        attributes.leave(place)
    part.leave(place)


def _ideas(part: Part) -> list[Part]:
    value = part.get("ideas")
    if not isinstance(value, Mapping):
        return []
    ranked = sorted(value.entries.items(), key=lambda item: _rank(item[0]))
    return [Part(one, part.intake) for _, (_, one) in ranked if isinstance(one, Mapping)]


def _rank(key: str) -> float:
    try:
        return abs(float(key))
    except ValueError:
        return 0.0


def _note(attributes: Part | None) -> str:
    if attributes is None or (note := attributes.part("note")) is None:
        return ""
    note.skip("index")
    text = note.text("text")
    note.leave()
    return text


def write(m: ArgumentMap) -> str:
    """The map as ideas in groups; a statement stands where it is first used."""
    done: set[str] = set()
    giving = {source for step in m.steps for source in step.sources}
    tops = dict.fromkeys([m.conclusion, *(one.id for one in m.statements if one.id not in giving)])
    ideas = {str(number): _idea(m, id, done) for number, id in enumerate(tops, 1)}
    title = m.title or m.statement(m.conclusion).text
    return (
        json.dumps({"formatVersion": 3, "id": "root", "title": title, "ideas": ideas}, ensure_ascii=False, indent=1)
        + "\n"
    )


def _idea(m: ArgumentMap, id: str, done: set[str], depth: int = 0) -> dict[str, Any]:
    done.add(id)
    one = m.statement(id)
    attributes: dict[str, Any] = {"argmap": id}
    if one.note:
        attributes["note"] = {"index": 1, "text": one.note}
    idea: dict[str, Any] = {"id": id, "title": one.text, "attr": attributes}
    groups: dict[str, Any] = {}
    for step in m.steps_to(id):
        if step.kind in NAMES and not done & set(step.sources) and depth < DEEPEST:
            groups[str(len(groups) + 1)] = _group(m, step, done, depth)
    if groups:
        idea["ideas"] = groups
    return idea


def _group(m: ArgumentMap, step: Relation, done: set[str], depth: int) -> dict[str, Any]:
    """A step as a group of its sources, with the undercuts of it as groups within."""
    done |= set(step.sources)
    members = [_idea(m, source, done, depth + 1) for source in step.sources]
    cuts = m.steps_to(step.id) if depth + 1 < DEEPEST else ()
    members += [_group(m, cut, done, depth + 1) for cut in cuts if not done & set(cut.sources)]
    attributes = {"group": NAMES.get(step.kind, "opposing"), "contentLocked": True}
    if step.id != ids.step_slug(step.kind, step.sources, step.target):
        attributes["argmap"] = step.id
    ideas = {str(number): member for number, member in enumerate(members, 1)}
    return {"id": f"{step.id}.group", "title": step.why or "group", "attr": attributes, "ideas": ideas}
