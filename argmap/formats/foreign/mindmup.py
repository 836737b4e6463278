"""MindMup, maps as JSON: claims, and below them groups of reasons and objections, whose members are linked."""

import json
from typing import Any

from argmap.formats.foreign.intake import Intake
from argmap.formats.foreign.parts import Part, json_part
from argmap.formats.losses import Reading, Source
from argmap.formats.syntax import Mapping
from argmap.model import ArgumentMap, ids

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
        intake.title(top.text("title"))
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
        name = _attribute(part, "argmap")
        key = name or part.text("id") or f"idea-{part.at[0]}-{part.at[1]}"
        part.skip("id")
        self.intake.statement(key, part.text("title"), part.at, note=_note(part))
        for one in _ideas(part):
            kind = GROUPS.get(_attribute(one, "group"))
            if kind is None:
                message = f"the idea {one.text('title')[:40]!r} is in no group of reasons or objections"
                self.intake.problems.add(
                    one.at, message, "a mind map is no argument map until its ideas say what they do"
                )
                continue
            sources = [self.claim(member) for member in _ideas(one)]
            named = _attribute(one, "argmap")
            title = one.text("title")
            if not sources:
                self.intake.lost("empty group", one.at, kind, "nothing is in it")
            else:
                why = "" if title.lower() in ("group", kind, *GROUPS) else title
                self.intake.step(kind, sources, key, one.at, id=named, why=why)
            one.skip("id")
            one.leave()
        part.leave(key)
        return key


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


def _attribute(part: Part, name: str) -> str:
    entry = part.tree.entries.get("attr")
    if entry is None or not isinstance(entry[1], Mapping):
        return ""
    attributes = Part(entry[1], part.intake)
    said = attributes.text(name)
    if all(key in ("group", "argmap", "note", "contentLocked") for key in entry[1].entries):
        part.skip("attr")
    return said


def _note(part: Part) -> str:
    entry = part.tree.entries.get("attr")
    if entry is None or not isinstance(entry[1], Mapping):
        return ""
    note = Part(entry[1], part.intake).part("note")
    return note.text("text") if note is not None else ""


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
            done |= set(step.sources)
            members = {str(n): _idea(m, source, done, depth + 1) for n, source in enumerate(step.sources, 1)}
            attributes = {"group": NAMES[step.kind], "contentLocked": True}
            if step.id != ids.step_slug(step.kind, step.sources, step.target):
                attributes["argmap"] = step.id
            title = step.why or "group"
            groups[str(len(groups) + 1)] = {
                "id": f"{step.id}.group",
                "title": title,
                "attr": attributes,
                "ideas": members,
            }
    if groups:
        idea["ideas"] = groups
    return idea
