"""GraphML, graphs as XML for Gephi, yEd and networkx: statements are nodes, plain steps edges, other steps nodes as well."""

from xml.sax.saxutils import escape

from argmap.formats.foreign import graphs
from argmap.formats.foreign.intake import Intake
from argmap.formats.foreign.table import BEGINNING
from argmap.formats.foreign.xml_parts import XmlElement, xml_attribute, xml_root, xml_text
from argmap.formats.losses import Reading, Source
from argmap.model import ArgumentMap

SPACE = "http://graphml.graphdrawing.org/xmlns"


def recognised(text: str) -> bool:
    """Whether a text is GraphML.

    >>> recognised("<graphml/>"), recognised("<arggraph/>")
    (True, False)
    """
    return "<graphml" in text[:BEGINNING]


def read(source: Source) -> Reading:
    """The map in a graph. Raises LoadError for an edge that names no relation."""
    intake = Intake(source)
    root = xml_root(source.data, intake)
    names = {key.get("id"): key.get("name") or key.get("attr.name") or key.get("id") for key in root.all("key")}
    nodes: list[tuple[str, graphs.Attributes]] = []
    edges: list[tuple[str, str, graphs.Attributes]] = []
    about: graphs.Attributes = {}
    for graph in root.all("graph"):
        about |= _data(graph, names)
        for one in graph.everything():
            if one.tag == "node":
                nodes.append((one.get("id"), _data(one, names)))
            elif one.tag == "edge":
                edges.append((one.get("source"), one.get("target"), _data(one, names)))
    return graphs.read(nodes, edges, about, intake)


def _data(element: XmlElement, names: dict[str, str]) -> graphs.Attributes:
    return {names.get(one.get("key"), one.get("key")): one.text.strip() or _label(one) for one in element.all("data")}


def _label(data: XmlElement) -> str:
    """The text of a label, which editors put deep into a node."""
    return next((one.text.strip() for one in data.everything() if "Label" in one.tag and one.text.strip()), "")


def write(m: ArgumentMap) -> str:
    """The map as a graph."""
    nodes, edges, about = graphs.nodes_and_edges(m)
    keys: dict[tuple[str, str], str] = {}
    lines: list[str] = []
    for id, attributes in nodes:
        lines.append(f"    <node id={xml_attribute(id)}>{_written('node', attributes, keys)}</node>")
    for number, (start, end, attributes) in enumerate(edges):
        ends = f"source={xml_attribute(start)} target={xml_attribute(end)}"
        lines.append(f'    <edge id="e{number}" {ends}>{_written("edge", attributes, keys)}</edge>')
    graph = _written("graph", about, keys)
    declared = [
        f'  <key id="{key}" for="{domain}" attr.name={xml_attribute(name)} attr.type="string"/>'
        for (domain, name), key in keys.items()
    ]
    head = ['<?xml version="1.0" encoding="UTF-8"?>', f'<graphml xmlns="{SPACE}">', *declared]
    return "\n".join([*head, f'  <graph edgedefault="directed">{graph}', *lines, "  </graph>", "</graphml>", ""])


def _written(domain: str, attributes: graphs.Attributes, keys: dict[tuple[str, str], str]) -> str:
    parts = []
    for name, value in attributes.items():
        key = keys.setdefault((domain, name), f"d{len(keys)}")
        parts.append(f'<data key="{key}">{escape(xml_text(str(value)))}</data>')
    return "".join(parts)
