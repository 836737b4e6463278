"""What one statement does in drawn worlds: the same worlds again, with the statement holding in all of them or in none."""

from collections.abc import Sequence
from heapq import heappop, heappush

from argmap.solver.graph import Graph
from argmap.solver.worlds.drawn import WORLDS, labelled

Pair = tuple[float, float]


def flips(
    graph: Graph, base: Sequence[float], weights: Sequence[float], of: int, places: Sequence[int], seed: int = 0
) -> list[tuple[Pair, Pair]]:
    """For each position (stands, defeated) of statement `of`, where the statement there holds in no world, and where in all.

    Only what depends on the statement is labelled again. Chances are linear in a base score, so these two give all between.
    """
    worlds = labelled(graph, base, weights, seed, WORLDS)
    segments = list(worlds.segments)
    segment_of = {vertex: number for number, (members, _) in enumerate(segments) for vertex in members}
    users: list[set[int]] = [set() for _ in segments]
    for vertex in range(graph.vertices):
        for place in range(worlds.start[vertex], worlds.start[vertex + 1]):
            users[segment_of[worlds.source[place]]].add(segment_of[vertex])
    leading = {segment_of[of]}
    for number in range(len(segments) - 1, -1, -1):
        if not leading.isdisjoint(users[number]):
            leading.add(number)

    def counted(place: int, holds: int) -> Pair:
        own, worlds.given[place] = worlds.given[place], holds
        before: dict[int, tuple[int, int, int]] = {}
        waiting, met = [segment_of[place]], {segment_of[place]}
        while waiting:
            number = heappop(waiting)
            members, cyclic = segments[number]
            for vertex in members:
                before[vertex] = worlds.label_of(vertex)
            worlds.label(members, cyclic=cyclic)
            if all(worlds.label_of(vertex) == before[vertex] for vertex in members):
                continue
            for user in users[number] & leading - met:
                met.add(user)
                heappush(waiting, user)
        found = worlds.stands[of].bit_count() / WORLDS, worlds.defeated[of].bit_count() / WORLDS
        worlds.given[place] = own
        for vertex, label in before.items():
            worlds.relabel(vertex, label)
        return found

    known = _known(graph, (tuple(base), tuple(weights), of, seed))
    for place in places:
        if place not in known:
            known[place] = counted(place, 0), counted(place, worlds.everywhere)
    return [known[place] for place in places]


def _known(graph: Graph, asked: object) -> dict[int, tuple[Pair, Pair]]:
    """What was found before for the numbers that were asked about last."""
    memory = graph.once(_memory)
    found = memory.get(asked)
    if found is None:
        memory.clear()
        memory[asked] = found = {}
    return found


def _memory(_graph: Graph) -> dict[object, dict[int, tuple[Pair, Pair]]]:
    return {}
