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
from argmap.formats.losses import Reading, Source
from argmap.model import ArgumentMap, ids

ROLES = {
    "GOAL": "goal", "PROPERTY_CLAIM": "goal", "STRATEGY": "strategy", "EVIDENCE": "solution", "CONTEXT": "context",
    "ASSUMPTION": "assumption", "JUSTIFICATION": "justification", "AWAY_GOAL": "goal", "MODULE": "goal", "CONTRACT": "goal",
}  # fmt: skip
TYPES = {
    "strategy": "STRATEGY", "solution": "EVIDENCE", "context": "CONTEXT", "assumption": "ASSUMPTION",
    "justification": "JUSTIFICATION",
}  # fmt: skip
NESTED = {
    "goals": "GOAL", "strategies": "STRATEGY", "property_claims": "PROPERTY_CLAIM", "propertyClaims": "PROPERTY_CLAIM",
    "evidence": "EVIDENCE", "context": "CONTEXT", "assumptions": "ASSUMPTION", "justifications": "JUSTIFICATION",
}  # fmt: skip
"""The lists of an older export, and the type of what stands in them."""
TEXTS = ("description", "short_description", "shortDescription", "name")
NOTHING = ("N/A", "n/a")
DEEPEST = 150
_NAMED = re.compile(r'"type"\s*:\s*"(TopLevelNormativeGoal|AssuranceCase|PropertyClaim|PROPERTY_CLAIM)"')
_TREE = re.compile(r'"exportedAt"\s*:.*"tree"\s*:', re.DOTALL)
_LISTS = re.compile(r'"goals"\s*:\s*\[\s*\{')


def recognised(text: str) -> bool:
    """Whether a text is an export of the platform.

    >>> recognised('{"type": "AssuranceCase", "goals": []}'), recognised('{"nodes": []}')
    (True, False)
    """
    start = text[:50_000]
    return start.lstrip().startswith("{") and any(rule.search(start) for rule in (_NAMED, _TREE, _LISTS))


def read(source: Source) -> Reading:
    """The case in an export. Raises LoadError for an element of no known type."""
    intake = Intake(source)
    top = json_part(source.text, intake)
    reader = _Reader(intake)
    if (tree := top.part("tree")) is not None:
        about = top.part("case")
        if about is not None:
            intake.title(about.text("name"))
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

    def below(self, part: Part, parent: str | None, depth: int = 0) -> None:
        """Reads the lists of an older export that stand within an element."""
        for key, type in NESTED.items():
            for one in part.parts(key):
                self.element(one, type, parent, depth + 1)

    def element(self, part: Part, type: str, parent: str | None, depth: int = 0) -> None:
        """Reads one element with all that stands below it."""
        intake = self.intake
        said = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", part.text("type")).upper()
        type = {"TOP_LEVEL_NORMATIVE_GOAL": "GOAL", "": type}.get(said, said)
        if type not in ROLES:
            intake.problems.add(part.at, f"{part.text('type')!r} is not a type of element", guess(type, list(ROLES)))
            return
        key = self._key(part)
        text = next((text for name in TEXTS if (text := part.text(name)) not in ("", *NOTHING)), "")
        part.skip(*(name for name in (*TEXTS, "long_description") if part.text(name) in (text, key, *NOTHING)))
        role = ROLES[type]
        if role == "context" and part.true("isAssumption"):
            role = "assumption"
        case.element(intake, key, role, text, part.at, source=part.text("url", "URL"), counter=part.true("isDefeater"))
        if target := part.text("defeatsElementId"):
            self.defeats.append((key, target, part))
        elif parent is not None and role in case.CONTEXTUAL:
            self.given.setdefault(parent, Below(part.at)).contexts.append(key)
        elif parent is not None:
            self.given.setdefault(parent, Below(part.at)).supports.append(key)
        for name in ("assumption", "justification"):
            if role != name and part.text(name):
                case.element(intake, f"{key}-{name}", name, part.text(name), part.at)
                self.given.setdefault(key, Below(part.at)).contexts.append(f"{key}-{name}")
        part.skip(
            "assumption", "justification", "goal_id", "property_claim_id", "strategy_id", "assurance_case_id", "level"
        )
        for one in part.parts("children"):
            self.element(one, "", key, depth + 1)
        self.below(part, key, depth)
        part.skip("role", "inSandbox") if not part.true("inSandbox") else part.skip("role")
        part.leave(key)

    def _key(self, part: Part) -> str:
        name, id = part.text("name"), part.text("id")
        for one in (name, id):
            if one and one not in self.intake.statements and _is_id(one):
                key = one
                break
        else:
            key = id or f"{name or 'element'}-{part.at[0]}"
        if id:
            self.keys[id] = key
            if key != id:
                part.skip("id")
        part.skip("name") if key == name else None
        return key

    def finish(self) -> None:
        """Adds the steps."""
        for key, target, part in self.defeats:
            self.intake.step("attack", [key], self.keys.get(target, target), part.at)
        case.steps(self.intake, self.given)


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
    type = TYPES.get(role, "GOAL" if top else "PROPERTY_CLAIM")
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
    if depth > DEEPEST // 2:
        return
    for child, _ in case.below_of(m, id):
        if child not in done:
            yield _node(m, child, done, depth + 1)
    for child in case.against(m, id):
        if child not in done:
            yield _node(m, child, done, depth + 1) | {"isDefeater": True, "defeatsElementId": _uuid(id)}


def _uuid(id: str) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"argmap:{id}"))
