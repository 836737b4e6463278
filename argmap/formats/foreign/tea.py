"""TEA, assurance cases as the JSON of the Trustworthy and Ethical Assurance platform: version 1.0, and the older exports."""

import json
import re
import uuid
from collections.abc import Iterator
from typing import Any

from argmap.errors import guess
from argmap.formats.foreign import case
from argmap.formats.foreign.case import Below
from argmap.formats.foreign.intake import Intake
from argmap.formats.foreign.parts import Part, json_part
from argmap.formats.foreign.table import BEGINNING
from argmap.formats.losses import Reading, Source
from argmap.model import ArgumentMap, ids

ROLE_OF_TYPE = {
    "GOAL": "goal", "PROPERTY_CLAIM": "goal", "STRATEGY": "strategy", "EVIDENCE": "solution", "CONTEXT": "context",
    "ASSUMPTION": "assumption", "JUSTIFICATION": "justification", "AWAY_GOAL": "goal", "MODULE": "goal", "CONTRACT": "goal",
}  # fmt: skip
TYPE_OF_ROLE = {
    "strategy": "STRATEGY", "solution": "EVIDENCE", "context": "CONTEXT", "assumption": "ASSUMPTION",
    "justification": "JUSTIFICATION",
}  # fmt: skip
NESTED = {
    "goals": "GOAL", "strategies": "STRATEGY", "property_claims": "PROPERTY_CLAIM", "propertyClaims": "PROPERTY_CLAIM",
    "evidence": "EVIDENCE", "context": "CONTEXT", "assumptions": "ASSUMPTION", "justifications": "JUSTIFICATION",
}  # fmt: skip
"""The lists of an older export, and the type of what stands in them."""
TEXTS = ("description", "short_description", "shortDescription", "name", "long_description", "longDescription")
"""What an element says, the best first; the next of them that says something else is its note."""
PARENTS = ("parent_claim_id", "claim_id", "strategy_id", "property_claim_id", "goal_id", "parent_id")
"""How a flat list says what an element belongs to."""
NOT_GIVEN = ("N/A", "n/a")
DEEPEST = 75
"""How many levels are written below each other."""
_NAMED = re.compile(r'"type"\s*:\s*"(TopLevelNormativeGoal|AssuranceCase|PropertyClaim|PROPERTY_CLAIM)"')
_TREE = re.compile(r'"exportedAt"\s*:.*"tree"\s*:', re.DOTALL)
_LISTS = re.compile(r'"goals"\s*:\s*\[\s*\{')
_EMPTY = re.compile(r'"goals"\s*:\s*\[\s*\]')


def recognised(text: str) -> bool:
    """Whether a text is an export of the platform.

    >>> recognised('{"type": "AssuranceCase", "goals": []}'), recognised('{"nodes": []}')
    (True, False)
    """
    start = text[:BEGINNING]
    if not start.lstrip().startswith("{"):
        return False
    empty = ('"lock_uuid"' in start or '"color_profile"' in start) and _EMPTY.search(start)
    return bool(empty) or any(rule.search(start) for rule in (_NAMED, _TREE, _LISTS))


def read(source: Source) -> Reading:
    """The case in an export. Raises LoadError for an element of no known type."""
    intake = Intake(source)
    top = json_part(source.text, intake)
    reader = _Reader(intake)
    if (tree := top.part("tree")) is not None:
        about = top.part("case")
        if about is not None:
            intake.title(about.text("name"), made=True)
            about.leave("case")
        top.skip("version")
        reader.element(tree, "", None)
    else:
        intake.title(top.text("name"))
        top.skip("type")
        reader.below(top, None)
    top.leave("case")
    reader.finish()
    return intake.reading()


class _Reader:
    """Walks the tree of an export; elements are called by their short names where these are ids and used once."""

    def __init__(self, intake: Intake) -> None:
        self.intake = intake
        self.given: dict[object, Below] = {}
        self.keys: dict[str, str] = {}
        self.defeats: list[tuple[str, str, Part]] = []
        self.flat: list[tuple[str, str, str, Part]] = []
        """Elements that name what they belong to: their key, role, and the id that they name."""

    def below(self, part: Part, parent: str | None) -> None:
        """Reads the lists of an older export that stand within an element."""
        for key, type in NESTED.items():
            for one in part.parts(key):
                self.element(one, type, parent)
            if type in ("CONTEXT", "ASSUMPTION", "JUSTIFICATION") and parent is not None:
                for number, text in enumerate(part.texts(key), 1):
                    self._said(part, parent, f"{parent}-{ROLE_OF_TYPE[type]}-{number}", ROLE_OF_TYPE[type], text)

    def _said(self, part: Part, parent: str, key: str, role: str, text: str) -> None:
        """Adds what an element says of its context in one of its fields, as an element of its own."""
        case.add_element(self.intake, key, role, text, part.at)
        self.given.setdefault(parent, Below(part.at)).contexts.append(key)

    def element(self, part: Part, type: str, parent: str | None) -> None:
        """Reads one element with all that stands below it."""
        intake = self.intake
        said = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", part.text("type")).upper()
        type = {"TOP_LEVEL_NORMATIVE_GOAL": "GOAL", "": type}.get(said, said)
        if type not in ROLE_OF_TYPE:
            intake.problems.add(
                part.at, f"{part.text('type')!r} is not a type of element", guess(type, list(ROLE_OF_TYPE))
            )
            return
        key = self._key(part)
        text, note = self._texts(part, key)
        role = ROLE_OF_TYPE[type]
        if role == "context" and part.true("isAssumption"):
            role = "assumption"
        link = part.text("url", "URL")
        case.add_element(intake, key, role, text, part.at, source=link, note=note, counter=part.true("isDefeater"))
        if target := part.text("defeatsElementId"):
            self.defeats.append((key, target, part))
        elif parent is not None and role in case.CONTEXTUAL:
            self.given.setdefault(parent, Below(part.at)).contexts.append(key)
        elif parent is not None:
            self.given.setdefault(parent, Below(part.at)).supports.append(key)
        elif named := part.text(*PARENTS):
            self.flat.append((key, role, named, part))
        for name in ("assumption", "justification"):
            if role != name and (words := part.text(name)):
                self._said(part, key, f"{key}-{name}", name, words)
        part.skip("assumption", "justification", "assurance_case_id", "level")
        part.skip(*PARENTS) if parent is not None else None
        for one in part.parts("children"):
            self.element(one, "", key)
        self.below(part, key)
        part.skip("role", *(("inSandbox",) if part.peek("inSandbox").lower() != "true" else ()))
        part.leave(key)

    def _key(self, part: Part) -> str:
        name, id = part.peek("name"), part.text("id")
        for one in (name, id):
            if one and one not in self.intake.statements and _is_id(one):
                key = one
                break
        else:
            key = id or f"{name or 'element'}-{part.at[0]}"
        if id:
            self.keys[id] = key
        return key

    def _texts(self, part: Part, key: str) -> tuple[str, str]:
        """What an element says, and what else it says, which becomes its note."""
        said: dict[str, str] = {}
        for name in TEXTS:
            if (text := part.peek(name)) in ("", key, *NOT_GIVEN):
                part.skip(name)
            else:
                said[name] = text
        words = list(dict.fromkeys(said.values()))[:2]
        part.skip(*(name for name, text in said.items() if text in words))
        return (words[0] if words else ""), (words[1] if len(words) > 1 else "")

    def finish(self) -> None:
        """Adds the steps."""
        for key, role, named, part in self.flat:
            parent = self.keys.get(named)
            if parent is None:
                self.intake.problems.add(
                    part.at, f"{named!r} is no element of this file", guess(named, list(self.keys))
                )
                continue
            given = self.given.setdefault(parent, Below(part.at))
            (given.contexts if role in case.CONTEXTUAL else given.supports).append(key)
        for key, target, part in self.defeats:
            self.intake.step("attack", [key], self.keys.get(target, target), part.at)
        case.add_steps(self.intake, self.given)


def _is_id(name: str) -> bool:
    try:
        return ids.checked(name) == name
    except ValueError:
        return False


def write(m: ArgumentMap) -> str:
    """The map as an export of version 1.0: a tree, in which each element stands once."""
    done: set[str] = set()
    tree = _node(m, m.conclusion, done, 0)
    about = {"name": m.title or m.statement(m.conclusion).text, "description": m.statement(m.conclusion).text}
    top = {"version": "1.0", "exportedAt": "1970-01-01T00:00:00.000Z", "case": about, "tree": tree}
    return json.dumps(top, ensure_ascii=False, indent=2) + "\n"


def _node(m: ArgumentMap, id: str, done: set[str], depth: int) -> dict[str, Any]:
    done.add(id)
    one = m.statement(id)
    role = case.role_of(m, one)
    top = id == m.conclusion
    type = TYPE_OF_ROLE.get(role, "GOAL" if top else "PROPERTY_CLAIM")
    node: dict[str, Any] = {"id": _uuid(id), "type": type, "name": id, "description": one.text, "inSandbox": False}
    if type == "GOAL":
        node["role"] = "TOP_LEVEL"
    if role in ("assumption", "justification"):
        node[role] = one.text
    if source := case.said_at(one):
        node["url"] = source
    node["children"] = list(_children(m, id, done, depth))
    return node


def _children(m: ArgumentMap, id: str, done: set[str], depth: int) -> Iterator[dict[str, Any]]:
    if depth > DEEPEST:
        return
    for child, _ in case.below_of(m, id):
        if child not in done:
            yield _node(m, child, done, depth + 1)
    for child in case.against(m, id):
        if child not in done:
            yield _node(m, child, done, depth + 1) | {"isDefeater": True, "defeatsElementId": _uuid(id)}


def _uuid(id: str) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"argmap:{id}"))
