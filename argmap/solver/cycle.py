"""A cycle cut out of its graph: its vertices have new, consecutive numbers, and inputs from outside are fixed.

Its statements are the vertices 0 … nodes − 1, its steps follow, then one vertex for each edge from outside.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from argmap.semantics import Conjunction, Semantics
from argmap.solver.backend import Machine
from argmap.solver.graph import Graph, Segment
from argmap.solver.passes import Column

Vector = npt.NDArray[np.float64]

SWEEPS = 60
"""The most rounds of Gauss–Seidel that are spent on a point near a given one."""


@dataclass(frozen=True, eq=False)
class CycleRows:
    """The rows of a cycle in the form that the loops take, and a column for the values of its vertices."""

    machine: Machine
    semantics: Semantics
    linked: Conjunction
    nodes: int
    order: Column
    start: Column
    source: Column
    kind: Column
    weight: Column
    own: Column
    value: Column

    @classmethod
    def cut(
        cls,
        graph: Graph,
        segment: Segment,
        given: tuple[Column, Column, Column],
        place: Column,
        semantics: Semantics,
        linked: Conjunction,
    ) -> "CycleRows":
        """The part for a cyclic segment of a graph; `given` are own, weight and value of the whole graph.

        `place` is scratch, a place per vertex of the whole, all −1 before and after.
        """
        m, vertices = graph.machine, len(segment.order)
        nodes = vertices - segment.knots(graph.nodes)
        edges = m.loop("edges")(segment.order, graph.start)
        own, weight, value = given
        start, source, kind = m.places(vertices + 1), m.places(edges), m.kinds(edges)
        part_weight, part_own, part_value = m.zeros(edges), m.zeros(vertices), m.zeros(vertices + edges)
        rows = graph.start, graph.source, graph.kind, weight, own
        cut = start, source, kind, part_weight, part_own, part_value
        m.loop("cut")(segment.order, *rows, nodes, value, place, *cut)
        order = graph.inward(m.positions([*range(nodes, vertices), *range(nodes)]))
        return cls(m, semantics, linked, nodes, order, start, source, kind, part_weight, part_own, part_value)

    @property
    def rows(self) -> tuple[Any, ...]:
        """The first arguments of every loop."""
        return self.order, self.start, self.source, self.kind, self.weight, self.own, self.nodes

    def once(self, strengths: Vector) -> Vector:
        """F(s): the strength of each statement of the cycle from the given strengths; also sets what the steps carry."""
        m, out = self.machine, self.machine.zeros(self.nodes)
        m.fill(self.value, strengths)
        self._sweep("forward")(*self.rows, self.value, out, 0.0)
        return np.asarray(out, dtype=float)

    def swept(self, strengths: Vector) -> tuple[Vector, int, float]:
        """A point near the given strengths, the rounds to it and its residual, infinite if `SWEEPS` rounds do not find rest."""
        m, image = self.machine, self.machine.zeros(self.nodes)
        m.fill(self.value, strengths)
        contracted = m.loop("contracted", self.semantics, self.linked)
        rounds, residual = contracted(*self.rows, self.value, image, SWEEPS)
        return np.array(self.value[: self.nodes], dtype=float), rounds, residual

    def back(self, outside: Vector, slopes: Vector) -> Vector:
        """The vector g + Jᵀλ: the slopes by the statements after one pass around the cycle, at the current values."""
        m, size, edges = self.machine, len(self.value), len(self.source)
        given, into = m.zeros(self.nodes), m.zeros(size)
        m.fill(given, slopes)
        unused = m.zeros(size), m.zeros(edges)
        self._sweep("backward")(*self.rows, self.value, given, into, *unused)
        slopes = np.asarray(into[: self.nodes], dtype=float)
        return np.add(outside, slopes)

    def bound_at(self, strengths: Vector) -> float:
        """The norm of the derivative of F at given strengths; infinite if a slope is unknown."""
        if self.semantics.slopes is None:
            return float("inf")
        m = self.machine
        m.fill(self.value, strengths)
        slope = m.zeros(self.nodes)
        m.loop("steepness", self.semantics, self.linked)(*self.rows, self.value, slope)
        contraction = m.loop("contraction", self.semantics, self.linked)
        norm: float = contraction(*self.rows, slope, m.zeros(len(self.value)), m.zeros(self.nodes))
        return norm

    def _sweep(self, name: str) -> Callable[..., Any]:
        knots = self.nodes < len(self.order)
        return self.machine.sweep(name, self.semantics, self.linked, knots=knots)
