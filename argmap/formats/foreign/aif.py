"""AIF, the Argument Interchange Format as JSON (AIFdb, OVA), and xAIF, which wraps it: I, RA, CA; dialogue is left out."""

import json
import re
from typing import Any

from argmap.formats.foreign.intake import Intake
from argmap.formats.foreign.parts import Part, json_part
from argmap.formats.foreign.schemes import SchemeGraph
from argmap.formats.losses import Reading, Source
from argmap.model import ArgumentMap

STEPS = {"RA": "support", "CA": "attack"}
OTHER_NODES = {"MA": "rephrase", "PA": "preference", "": "of no type"}
DIALOGUE = {"L": "locution", "YA": "illocutionary force", "TA": "transition", "LA": "locution", "EN": "enthymeme"}
DEFAULTS = ("Default Inference", "Default Conflict", "Default Rephrase", "RA", "CA", "MA", "Inference", "Conflict")
NO_DIALOGUE = "a map holds the argument, not the dialogue"
_NODES = re.compile(r'"nodeID"\s*:')


def recognised(text: str) -> bool:
    """Whether a text has nodes of AIF.

    >>> recognised('{"nodes": [{"nodeID": "1"}]}'), recognised('{"nodes": [{"id": "a"}]}')
    (True, False)
    """
    return text.lstrip()[:1] in ("{", "[") and _NODES.search(text) is not None


def read(source: Source) -> Reading:
    """The argument in an AIF or xAIF file. Raises LoadError for a node of no known type."""
    intake = Intake(source)
    top = json_part(source.text, intake)
    wrapped = top.part("AIF")
    graph = wrapped if wrapped is not None and ("nodes" in wrapped or "nodes" not in top) else top
    if wrapped is not None and graph is top:
        wrapped.leave("AIF")
    if wrapped is None and "AIF" in top and "nodes" not in top:
        entry = top.tree.entries["AIF"][1]
        intake.problems.add(entry, "AIF must be a mapping with `nodes`", '"AIF": {"nodes": […], "edges": […]}')
        raise intake.problems.error()
    if "nodes" not in graph:
        intake.problems.add(top.at, "AIF must have `nodes`", '{"nodes": […], "edges": […]}')
        raise intake.problems.error()
    _graph(graph, intake)
    top.leave("file")
    graph.leave("file") if graph is not top else None
    return intake.reading()


def _leave(part: Part, key: str, said: str) -> None:
    """Notes what a relation or a dialogue node says beside its text; a scheme that only repeats it says nothing."""
    if part.peek("scheme") in (said, *DEFAULTS):
        part.skip("scheme")
    part.leave(key)


def _graph(graph: Part, intake: Intake) -> None:
    schemes = SchemeGraph(intake)
    for part in graph.parts("nodes"):
        key, type, text = part.text("nodeID"), part.text("type").upper(), part.text("text")
        if not key:
            intake.problems.add(part.at, "a node must have a nodeID", "")
        elif type == "I":
            intake.statement(key, text, part.at)
            part.leave(key)
        elif type in STEPS:
            scheme = next((said for name in ("scheme", "text") if (said := part.text(name)) not in ("", *DEFAULTS)), "")
            schemes.scheme(key, STEPS[type], part.at, text, why=scheme)
            if text not in ("", scheme, *DEFAULTS):
                intake.lost("text of a relation", key, text, "the scheme says what kind of step it is")
            _leave(part, key, text)
        elif type in OTHER_NODES:
            schemes.scheme(key, OTHER_NODES[type], part.at, text)
            _leave(part, key, text)
        elif type in DIALOGUE:
            schemes.left.add(key)
            intake.lost(f"dialogue node {type}", key, text or DIALOGUE[type], NO_DIALOGUE)
            _leave(part, key, text)
        else:
            known = ", ".join(filter(None, ("I", *STEPS, *OTHER_NODES, *DIALOGUE)))
            intake.problems.add(part.at, f"{type!r} is not a type of node", f"one of {known}")
    for part in graph.parts("edges"):
        start, end = part.text("fromID"), part.text("toID")
        if start and end:
            schemes.edge(start, end, part.at)
        else:
            intake.lost("edge to nothing", part.at, f"{start} → {end}", "an edge must have fromID and toID")
        part.skip("edgeID", "formEdgeID", "date")
        part.leave()
    for name in (
        "locutions",
        "participants",
        "schemefulfillments",
        "descriptorfulfillments",
        "cqdescriptorfulfillments",
    ):
        for part in graph.parts(name):
            part.leave(name, NO_DIALOGUE)
    schemes.steps()


def write(m: ArgumentMap) -> str:
    """The map as AIF: a node for each statement, and one for each step.

    >>> from argmap.model import ArgumentMap, Claim
    >>> print(write(ArgumentMap(conclusion="a", statements=[Claim(text="So.", id="a")])))
    {
      "nodes": [
        {"nodeID": "a", "text": "So.", "type": "I"}
      ],
      "edges": [],
      "locutions": []
    }
    <BLANKLINE>
    """
    nodes, edges = graph_of(m)
    lines = [f'  "nodes": {_lines(nodes)}', f'  "edges": {_lines(edges)}', '  "locutions": []']
    return "{\n" + ",\n".join(lines) + "\n}\n"


def graph_of(m: ArgumentMap) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The nodes and edges of a map."""
    nodes: list[dict[str, Any]] = [{"nodeID": one.id, "text": one.text, "type": "I"} for one in m.statements]
    edges: list[dict[str, Any]] = []
    for step in m.steps:
        type = "RA" if step.kind == "support" else "CA"
        usual = "Default Inference" if type == "RA" else "Default Conflict"
        nodes.append({"nodeID": step.id, "text": step.why or usual, "type": type})
        ends = [*((source, step.id) for source in step.sources), (step.id, step.target)]
        edges += [
            {"edgeID": f"e{len(edges) + number}", "fromID": start, "toID": end}
            for number, (start, end) in enumerate(ends, 1)
        ]
    return nodes, edges


def _lines(values: list[dict[str, Any]]) -> str:
    lines = ",\n".join(f"    {json.dumps(value, ensure_ascii=False)}" for value in values)
    return f"[\n{lines}\n  ]" if values else "[]"
