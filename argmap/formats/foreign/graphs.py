"""A map as a graph of nodes and edges with attributes, for GraphML and networkx.

Statements are nodes. A step from one statement that nothing undercuts is an edge; every other step is a node of its own, with
an edge from each of its sources and one to its target.
"""

from collections.abc import Iterable
from typing import Any

from argmap.formats.foreign import rows
from argmap.formats.foreign.intake import Intake
from argmap.formats.losses import Reading
from argmap.model import STEP_KINDS, ArgumentMap

Attributes = dict[str, Any]
Nodes = Iterable[tuple[str, Attributes]]
Edges = Iterable[tuple[str, str, Attributes]]


def nodes_and_edges(
    m: ArgumentMap,
) -> tuple[list[tuple[str, Attributes]], list[tuple[str, str, Attributes]], Attributes]:
    """The nodes, the edges and the attributes of the graph."""
    nodes = [(str(row.pop("id")), row) for row in rows.node_rows(m)]
    edges: list[tuple[str, str, Attributes]] = []
    for step, row in zip(m.steps, rows.edge_rows(m), strict=True):
        del row["sources"], row["target"]
        if step.linked or step.kind == "undercut" or m.steps_to(step.id):
            nodes.append((str(row.pop("id")), row))
            edges += [(source, step.id, {"kind": "source"}) for source in step.sources]
            edges.append((step.id, step.target, {"kind": "target"}))
        else:
            edges.append((step.sources[0], step.target, row))
    about: Attributes = {"conclusion": m.conclusion}
    return nodes, edges, about | ({"title": m.title} if m.title else {})


def read(nodes: Nodes, edges: Edges, about: Attributes, intake: Intake) -> Reading:
    """The map of a graph; `conclusion` among its attributes names the main claim. Raises LoadError."""
    steps: dict[str, Attributes] = {}
    for id, attributes in nodes:
        if str(attributes.get("kind", "")).lower() in STEP_KINDS:
            steps[id] = dict(attributes)
        else:
            rows.take_node({"id": id, **attributes}, None, intake)
    sources: dict[str, list[str]] = {}
    targets: dict[str, str] = {}
    plain: list[tuple[str, str, Attributes]] = []
    for start, end, attributes in edges:
        if start in steps:
            targets[start] = end
        elif end in steps and str(attributes.get("kind", "source")).lower() == "source":
            sources.setdefault(end, []).append(start)
        else:
            plain.append((start, end, attributes))
    for start, end, attributes in plain:
        rows.take_edge({**attributes, "sources": start, "target": end}, None, intake)
    for id, attributes in steps.items():
        ends = {"sources": " ".join(sources.get(id, [])), "target": targets.get(id, "")}
        rows.take_edge({**attributes, "id": id, **ends}, None, intake)
    intake.title(str(about.pop("title", "")))
    wanted = about.pop("conclusion", None)
    for name, value in about.items():
        intake.lost(f"attribute {name}", "graph", value)
    return intake.reading(conclusion=wanted if wanted in intake.statements else None)
