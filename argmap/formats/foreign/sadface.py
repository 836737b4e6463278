"""SADFace, argument documents as JSON: atoms, schemes, and edges between them; three ways of writing it."""

import json
import re
from typing import Any

from argmap.formats.foreign.intake import Intake
from argmap.formats.foreign.parts import Part, json_part
from argmap.formats.foreign.schemes import SchemeGraph
from argmap.formats.losses import Reading, Source
from argmap.model import ArgumentMap

SUPPORTS = re.compile(r"support|inference|argument|modus|\bfrom\b|reason|\bpro\b|\bra\b", re.IGNORECASE)
ATTACKS = re.compile(r"attack|conflict|rebut|undercut|undermin|\bcon\b|\bca\b|contradict|disput", re.IGNORECASE)
_EDGES = re.compile(r'"(source_id|sourceID|target_id|targetID)"\s*:')
_ATOM = re.compile(r'"type"\s*:\s*"atom"|"analyst_(name|email)"')


def recognised(text: str) -> bool:
    """Whether a text is an argument document.

    >>> recognised('{"nodes": [{"type": "atom"}], "edges": []}'), recognised('{"nodes": []}')
    (True, False)
    """
    return text.lstrip().startswith("{") and '"nodes"' in text and bool(_ATOM.search(text) or _EDGES.search(text))


def read(source: Source) -> Reading:
    """The argument in a document. Raises LoadError for a scheme that says no known relation."""
    intake = Intake(source)
    top = json_part(source.text, intake)
    schemes = SchemeGraph(intake)
    for part in map(_inner, top.parts("nodes")):
        _node(part, intake, schemes)
    for part in map(_inner, top.parts("edges")):
        schemes.edge(
            part.text("source_id", "sourceID", "source"), part.text("target_id", "targetID", "target"), part.at
        )
        part.skip("id", "edge_id")
        part.leave()
    schemes.steps()
    _about(top, intake)
    top.leave("file")
    return intake.reading()


def _inner(part: Part) -> Part:
    """What a node or edge says, which stands in `data` where the document is drawn (Cytoscape)."""
    inner = part.part("data")
    if inner is None:
        return part
    part.skip("classes", "position", "group", "selected", "grabbable")
    part.leave()
    inner.skip("typeshape")
    return inner


def _node(part: Part, intake: Intake, schemes: SchemeGraph) -> None:
    key, type = part.text("id", "node_id"), part.text("type").lower()
    if not key:
        intake.problems.add(part.at, "a node must have an id", "")
    elif type == "atom":
        intake.statement(key, part.text("text", "content"), part.at, source=_sources(part))
        part.leave(key)
    elif type == "scheme":
        name = " ".join(part.text("name", "text", "content").split())
        kind = _kind(name)
        if not kind:
            intake.problems.add(part.at, f"the scheme {name!r} names no relation", "call it support or attack")
        plain = name.lower().removeprefix("default ") in ("support", "attack", "conflict", "inference")
        schemes.scheme(key, kind, part.at, name, why="" if plain else name)
        part.leave(key)
    else:
        intake.problems.add(part.at, f"{type!r} is not a type of node", "one of atom, scheme")


def _kind(name: str) -> str:
    return "attack" if ATTACKS.search(name) else "support" if SUPPORTS.search(name) else ""


def _sources(part: Part) -> tuple[dict[str, str], ...]:
    found: list[dict[str, str]] = []
    for one in part.parts("sources"):
        text = one.text("text")
        place = one.text("resource_id", "resource", "url", "id")
        if place or text:
            found.append({"at": place or "source", **({"quote": text} if text else {})})
        one.leave(part.at)
    found += [{"at": text} for text in part.texts("sources")]
    return tuple(found)


def _about(top: Part, intake: Intake) -> None:
    """Title and author, which stand at the top or in `metadata.core`."""
    metadata = top.part("metadata")
    core = metadata.part("core") if metadata is not None else None
    said = [part for part in (core, metadata, top) if part is not None]
    intake.title(_first(said, "title"))
    for name, key in (("author", "analyst_name"), ("date", "created")):
        if text := _first(said, key):
            intake.document[name] = text
    for part in said[:-1]:
        part.leave("metadata")


def _first(parts: list[Part], key: str) -> str:
    return next((text for part in parts if (text := part.text(key))), "")


def write(m: ArgumentMap) -> str:
    """The map as an argument document."""
    nodes: list[dict[str, Any]] = []
    edges: list[dict[str, Any]] = []
    for one in m.statements:
        sources = [
            {"resource_id": anchor.at, **({"text": anchor.quote} if anchor.quote else {})} for anchor in one.source
        ]
        nodes.append({"id": one.id, "type": "atom", "text": one.text, "sources": sources, "metadata": {}})
    for step in m.steps:
        usual = "support" if step.kind == "support" else "attack"
        named = step.why if step.why and _kind(step.why) == usual else usual
        nodes.append({"id": step.id, "type": "scheme", "name": named, "metadata": {}})
        ends = [*((source, step.id) for source in step.sources), (step.id, step.target)]
        for start, end in ends:
            edges.append({"id": f"e{len(edges) + 1}", "source_id": start, "target_id": end})
    core: dict[str, Any] = {"title": m.title or ""}
    if m.document is not None:
        core |= {"analyst_name": m.document.author or "", "created": m.document.date or ""}
    return (
        json.dumps(
            {"metadata": {"core": core}, "resources": [], "nodes": nodes, "edges": edges}, ensure_ascii=False, indent=2
        )
        + "\n"
    )
