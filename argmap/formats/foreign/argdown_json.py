"""Argdown as JSON, as the official tool exports it: statements, arguments, and the relations between them."""

import json
import re
from collections.abc import Hashable
from typing import Any

from argmap.formats.foreign.argdown_graph import ARGUMENT, ArgdownGraph, ArgdownRelation, Inference, read_front
from argmap.formats.foreign.intake import Intake
from argmap.formats.foreign.parts import Part, json_part, plain_data
from argmap.formats.losses import Reading, Source
from argmap.model import ArgumentMap

_PARTS = re.compile(r'"(equivalence-class|argument-statement|relationType)"')
CONCLUSION_ROLES = ("main-conclusion", "intermediary-conclusion", "conclusion")
EMPTY = (
    "type", "relations", "sortedTags", "section", "isUsedAsThesis", "isUsedAsRootOfThesis", "isUsedAsPremise",
    "isUsedAsMainConclusion", "isUsedAsIntermediaryConclusion", "isUsedAsConclusion", "startLine", "startColumn", "endLine",
    "endColumn", "role", "conclusionIndex", "argumentTitle", "isTopLevel", "color", "fontColor", "isReference", "isUsedInMap", "ranges", "isInGroup", "id",
)  # fmt: skip
"""What the export says again or for layout alone."""


def recognised(text: str) -> bool:
    """Whether a text is an export.

    >>> recognised('{"statements": {"A": {"type": "equivalence-class"}}}'), recognised('{"nodes": []}')
    (True, False)
    """
    return text.lstrip().startswith("{") and _PARTS.search(text) is not None


def read(source: Source) -> Reading:
    """The argument in an export. Raises LoadError for a relation of no known kind."""
    intake = Intake(source)
    top = json_part(source.text, intake)
    graph = ArgdownGraph(intake)
    for title, part in _entries(top.part("statements")):
        members = part.parts("members")
        text = next((said for one in members if (said := " ".join(one.text("text").split()))), part.text("text"))
        graph.statement(part.text("title") or title, text, part.at, _data(part, title, intake))
        _leave(part, title)
    for title, part in _entries(top.part("arguments")):
        _argument(part, part.text("title") or title, graph, intake)
    for part in top.parts("relations"):
        start, end = (_end(part.text(side), part.text(f"{side}Type"), graph) for side in ("from", "to"))
        graph.relations.append(ArgdownRelation(part.text("relationType"), start, end, part.at))
    if (about := top.part("frontMatter")) is not None:
        read_front(about, intake)
    top.skip("map", "sections", "tags", "tagsDictionary")
    top.leave("file")
    graph.finish()
    return intake.reading()


def _entries(part: Part | None) -> list[tuple[str, Part]]:
    if part is None:
        return []
    return [(title, one) for title, _ in part.items() if (one := part.part(title)) is not None]


def _end(title: str, type: str, graph: ArgdownGraph) -> Hashable:
    """The end of a relation; where its type is not said, it is the one that has the title."""
    if type in ("argument", "inference") or (not type and title in graph.arguments):
        return graph.argument(title, "", None, {}).key
    if title not in graph.names:
        graph.statement(title, "", None, {})
    return title


def _argument(part: Part, title: str, graph: ArgdownGraph, intake: Intake) -> None:
    members = part.parts("members")
    text = next((said for one in members if (said := " ".join(one.text("text").split()))), "")
    argument = graph.argument(title, text, part.at, _data(part, title, intake))
    premises: list[Hashable] = []
    for one in part.parts("pcs"):
        key = one.text("title")
        graph.statement(key, one.text("text"), one.at, {})
        if one.text("role") in CONCLUSION_ROLES and premises:
            inference = one.part("inference")
            rules = ", ".join(inference.texts("inferenceRules")) if inference is not None else ""
            if inference is not None:
                _leave(inference, f"<{title}>")
            argument.inferences.append(Inference(premises, key, rules))
            premises = []
        premises = [*premises, key]
    _leave(part, f"<{title}>")


def _data(part: Part, title: str, intake: Intake) -> dict[str, Any]:
    for tag in part.texts("tags"):
        intake.lost("tag", title, tag)
    value = part.get("data")
    found = plain_data(value) if value is not None else {}
    return found if isinstance(found, dict) else {}


def _leave(part: Part, place: str) -> None:
    part.skip(*EMPTY, *(key for key in part.tree.entries if key.startswith("isUsedAs")))
    part.leave(place)


def write(m: ArgumentMap) -> str:
    """The map as an export of the official tool, without the parts for drawing."""
    from argmap.formats.foreign.argdown import document_of
    from argmap.formats.foreign.argdown_writer import about_map

    graph = document_of(m)
    statements: dict[str, Any] = {}
    arguments: dict[str, Any] = {}
    for key, name in graph.names.items():
        members = [{"type": "statement", "role": "thesis", "title": name, "text": graph.texts.get(key, "")}]
        statements[name] = {"type": "equivalence-class", "title": name, "members": members}
        if graph.data[key]:
            statements[name]["data"] = graph.data[key]
    for title, one in graph.arguments.items():
        members = [{"type": "argument-description", "title": title, "text": one.text}] if one.text else []
        arguments[title] = {"type": "argument", "title": title, "members": members, "pcs": _structure(one, graph)}
        if one.data:
            arguments[title]["data"] = one.data
    relations = [
        {"type": "relation", "relationType": one.kind} | _told("from", one.start, graph) | _told("to", one.end, graph)
        for one in graph.relations
    ]
    whole: dict[str, Any] = {"statements": statements, "arguments": arguments, "relations": relations}
    if about := about_map(m):
        whole["frontMatter"] = about
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _told(side: str, key: Hashable, graph: ArgdownGraph) -> dict[str, str]:
    if isinstance(key, tuple) and key[0] == ARGUMENT:
        return {side: str(key[1]), f"{side}Type": "argument"}
    return {side: graph.names[key], f"{side}Type": "equivalence-class"}


def _structure(one: Any, graph: ArgdownGraph) -> list[dict[str, Any]]:
    lines: list[dict[str, Any]] = []
    for number, inference in enumerate(one.inferences):
        said = {line["title"] for line in lines}
        for key in inference.premises:
            if graph.names[key] not in said:
                lines.append({"type": "argument-statement", "role": "premise", "title": graph.names[key]})  # noqa: PERF401
        last = number == len(one.inferences) - 1
        role = "main-conclusion" if last else "intermediary-conclusion"
        inferred = {"inferenceRules": [inference.rules] if inference.rules else [], "data": {}}
        title = graph.names[inference.conclusion]
        lines.append({"type": "argument-statement", "role": role, "title": title, "inference": inferred})
    return lines
