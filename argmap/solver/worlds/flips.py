"""What statements and steps do in drawn worlds: the same worlds again, with some of them holding in all or in none."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from heapq import heappop, heappush
from threading import Lock

from argmap.solver.graph import Graph
from argmap.solver.worlds.drawn import WORLDS, labelled

Pair = tuple[float, float]
_SWITCHING = Lock()
"""Held while worlds are labelled otherwise than they were drawn: threads may ask about the same map."""


class Flips:
    """The worlds that are drawn for these numbers, and what becomes of statement `of` when some places change in all of them.

    A place is the position of a statement, or `nodes` + j for step j.
    """

    def __init__(self, graph: Graph, base: Sequence[float], weights: Sequence[float], of: int, seed: int) -> None:
        self.graph, self.of = graph, of
        self.worlds = labelled(graph, base, weights, seed, WORLDS)
        self.own = self._counted()
        self._segments = list(self.worlds.segments)
        self._known: dict[tuple[int, bool], Pair] = {}

    def never(self, place: int) -> Pair:
        """The shares of the worlds in which `of` stands and is defeated where the statement or step holds in none of them."""
        return self._flipped(place, holds=False)

    def always(self, place: int) -> Pair:
        """The same where it holds in all of them."""
        return self._flipped(place, holds=True)

    def _flipped(self, place: int, *, holds: bool) -> Pair:
        if (place, holds) not in self._known:
            self._known[place, holds] = self.switched({place: holds})
        return self._known[place, holds]

    def switched(self, places: Mapping[int, bool]) -> Pair:
        """The same where what is at these places holds in all worlds (True) or in none (False).

        Only what depends on the places is labelled again; then the labels are as they were.
        """
        with _SWITCHING:
            return self._switched(places)

    def _switched(self, places: Mapping[int, bool]) -> Pair:
        worlds = self.worlds
        own = {place: worlds.given[place] for place in places}
        for place, holds in places.items():
            worlds.given[place] = worlds.everywhere if holds else 0
        before: dict[int, tuple[int, int, int]] = {}
        met = {self._segment_of[self._vertex_at(place)] for place in places} & self._leading
        waiting = sorted(met)
        while waiting:
            number = heappop(waiting)
            members, cyclic = self._segments[number]
            for vertex in members:
                before[vertex] = worlds.label_of(vertex)
            worlds.label(members, cyclic=cyclic)
            if all(worlds.label_of(vertex) == before[vertex] for vertex in members):
                continue
            for user in self._users[number] - met:
                met.add(user)
                heappush(waiting, user)
        found = self._counted()
        for place, given in own.items():
            worlds.given[place] = given
        for vertex, label in before.items():
            worlds.relabel(vertex, label)
        return found

    def _counted(self) -> Pair:
        worlds, of = self.worlds, self.of
        return worlds.stands[of].bit_count() / WORLDS, worlds.defeated[of].bit_count() / WORLDS

    def _vertex_at(self, place: int) -> int:
        """The vertex whose label depends on a place directly: the statement, the vertex of a step, or the target of its edge."""
        return place if place < self.graph.nodes else self._vertex_of[place - self.graph.nodes]

    @cached_property
    def _vertex_of(self) -> dict[int, int]:
        """For each step its own vertex, or the vertex that it bears on."""
        worlds, graph = self.worlds, self.graph
        target = {
            worlds.edge[place]: vertex
            for vertex in range(graph.vertices)
            for place in range(worlds.start[vertex], worlds.start[vertex + 1])
        }
        return target | {int(step): graph.nodes + at for at, step in enumerate(graph.knots)}

    @cached_property
    def _segment_of(self) -> dict[int, int]:
        return {vertex: number for number, (members, _) in enumerate(self._segments) for vertex in members}

    @cached_property
    def _users(self) -> Sequence[set[int]]:
        """For each segment those that depend on it directly."""
        worlds, segment_of = self.worlds, self._segment_of
        users: list[set[int]] = [set() for _ in self._segments]
        for vertex in range(self.graph.vertices):
            for place in range(worlds.start[vertex], worlds.start[vertex + 1]):
                users[segment_of[worlds.source[place]]].add(segment_of[vertex])
        return users

    @cached_property
    def _leading(self) -> set[int]:
        """The segments that lead to `of`; what does not is no user of them."""
        leading = {self._segment_of[self.of]}
        for number in range(len(self._segments) - 1, -1, -1):
            self._users[number].intersection_update(leading)
            if self._users[number]:
                leading.add(number)
        return leading


def flips(graph: Graph, base: Sequence[float], weights: Sequence[float], of: int, seed: int = 0) -> Flips:
    """The flips of a graph for these numbers and this statement; those that were asked for last are kept with the graph."""
    asked = tuple(base), tuple(weights), of, seed
    kept = graph.once(_memory)
    found = kept.get(asked)
    if found is None:
        kept.clear()
        kept[asked] = found = Flips(graph, base, weights, of, seed)
    return found


def _memory(_graph: Graph) -> dict[object, Flips]:
    return {}
