"""Graphs of networkx, both ways; networkx is imported where it is used."""

from typing import Any

from argmap.errors import MissingPackage
from argmap.formats.foreign import graphs
from argmap.formats.foreign.intake import Intake
from argmap.formats.losses import Reading, Source
from argmap.model import ArgumentMap


def to_networkx(m: ArgumentMap) -> Any:
    """The map as a `networkx.MultiDiGraph`: statements are nodes, plain steps edges, other steps nodes as well.

    Raises MissingPackage without networkx.
    """
    try:
        import networkx as nx
    except ImportError:
        raise MissingPackage("networkx is not installed", "pip install networkx") from None
    nodes, edges, about = graphs.nodes_and_edges(m)
    graph = nx.MultiDiGraph(**about)
    graph.add_nodes_from(nodes)
    for start, end, attributes in edges:
        graph.add_edge(start, end, **attributes)
    return graph


def from_networkx(graph: Any, conclusion: str | None = None) -> Reading:
    """The map of a directed graph of networkx, with what of it is left out. An edge says in `kind` what relation it is.

    Raises LoadError, for an edge that names no relation among others.
    """
    intake = Intake(Source("graph", b"", conclusion))
    nodes = [(str(id), dict(attributes)) for id, attributes in graph.nodes(data=True)]
    edges = [(str(start), str(end), dict(attributes)) for start, end, attributes in graph.edges(data=True)]
    return graphs.read(nodes, edges, dict(graph.graph), intake)
