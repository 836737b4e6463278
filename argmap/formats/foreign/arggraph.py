"""arggraph, the XML of the argumentative microtexts: text segments, units for and against, edges between them."""

import re
from xml.sax.saxutils import escape

from argmap.formats.foreign.intake import Intake
from argmap.formats.foreign.table import BEGINNING
from argmap.formats.foreign.xml_parts import XmlElement, xml_attribute, xml_root, xml_text
from argmap.formats.losses import Reading, Source
from argmap.model import ArgumentMap

KIND_OF_EDGE = {"sup": "support", "exa": "support", "reb": "attack", "und": "undercut"}
_TOP = re.compile(r"<arggraph\b")


def recognised(text: str) -> bool:
    """Whether a text is such a graph.

    >>> recognised('<arggraph id="m"/>'), recognised("<graphml/>")
    (True, False)
    """
    return _TOP.search(text[:BEGINNING]) is not None


def read(source: Source) -> Reading:
    """The argument in a graph. Raises LoadError for an edge of no known type."""
    intake = Intake(source)
    root = xml_root(source.data, intake)
    if root.tag != "arggraph":
        intake.problems.add(root.at, f"the top must be arggraph, got {root.tag}", "")
        raise intake.problems.error()
    intake.title(root.get("id"))
    texts = {one.get("id"): " ".join(one.text.split()) for one in root.all("edu")}
    units: dict[str, XmlElement] = {}
    for one in root.all("adu"):
        if units.setdefault(one.get("id"), one) is not one:
            intake.problems.add(one.at, f"{one.get('id')!r} is defined twice", "give one of them another name")
    joints = {one.get("id") for one in root.all("joint")}
    edges = root.all("edge")
    said: dict[str, list[str]] = {}
    for edge in edges:
        if edge.get("type") == "seg":
            start, end = edge.get("src"), edge.get("trg")
            said.setdefault(end, []).append(start)
            if (start not in texts and (start not in joints or end in joints)) or (
                end not in units and end not in joints
            ):
                intake.lost("segment of nothing", edge.at, f"{start} → {end}", "a segment leads from a text to a unit")
    for key, unit in units.items():
        parts = [part for one in said.get(key, []) for part in (said.get(one, []) if one in joints else [one])]
        side = unit.get("type")
        text = " ".join(texts.get(part, "") for part in parts)
        intake.statement(key, text, unit.at, voice="reported" if side == "opp" else None)
        unit.leave(intake, key)
    _edges(edges, set(units), intake)
    root.leave(intake, "arggraph")
    return intake.reading()


def _edges(edges: list[XmlElement], units: set[str], intake: Intake) -> None:
    """Adds the steps; an edge of type add joins its source to the step that it points at."""
    joined: dict[str, list[str]] = {}
    for edge in edges:
        if edge.get("type") == "add":
            joined.setdefault(edge.get("trg"), []).append(edge.get("src"))
    for edge in edges:
        key, type, start, end = edge.get("id"), edge.get("type"), edge.get("src"), edge.get("trg")
        if type in ("seg", "add"):
            continue
        if type not in KIND_OF_EDGE:
            intake.problems.add(
                edge.at, f"{type!r} is not a type of edge", f"one of seg, add, {', '.join(KIND_OF_EDGE)}"
            )
            continue
        kind = KIND_OF_EDGE[type] if end in units else "undercut"
        if kind != KIND_OF_EDGE[type]:
            intake.lost(f"type {type} of an edge", key, f"{start} → {end}", "what aims at an edge undercuts it")
        target = end if kind != "undercut" else ("step", end)
        why = "example" if type == "exa" else ""
        intake.step(kind, [start, *joined.get(key, [])], target, edge.at, ("step", key), id=key, why=why)


def write(m: ArgumentMap) -> str:
    """The map as a graph; each statement is one segment of text."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f"<arggraph id={xml_attribute(m.title or 'map')}>"]
    lines += [f"  <edu id={xml_attribute(f'{one.id}.text')}>{escape(xml_text(one.text))}</edu>" for one in m.statements]
    for one in m.statements:
        side = "opp" if one.voice == "reported" else "pro"
        lines.append(f'  <adu id={xml_attribute(one.id)} type="{side}"/>')
    lines += [_edge(f"{one.id}.seg", f"{one.id}.text", one.id, "seg") for one in m.statements]
    types = {kind: type for type, kind in reversed(KIND_OF_EDGE.items())}
    for step in m.steps:
        type = "exa" if step.why == "example" and step.kind == "support" else types[step.kind]
        first, *others = step.sources
        lines.append(_edge(step.id, first, step.target, type))
        lines += [_edge(f"{step.id}.{n}", source, step.id, "add") for n, source in enumerate(others, 2)]
    return "\n".join([*lines, "</arggraph>", ""])


def _edge(id: str, start: str, end: str, type: str) -> str:
    return f'  <edge id={xml_attribute(id)} src={xml_attribute(start)} trg={xml_attribute(end)} type="{type}"/>'
