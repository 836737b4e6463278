"""The loops that order a graph: rows of edges, vertices after those that they depend on, cycles cut out.

Like those of `passes` they are written once, for plain lists and for the compiler; they do not depend on a semantics.
"""

from argmap.solver.passes import Column


def rows(targets: Column, start: Column, edge: Column) -> None:
    """Sorts the edges by target, stably: fills `start` (all 0 before) and `edge`, the edge at each place of the rows."""
    for target in targets:
        start[target + 1] += 1
    for vertex in range(1, len(start)):
        start[vertex] += start[vertex - 1]
    for at in range(len(targets)):
        place = start[targets[at]]
        edge[place] = at
        start[targets[at]] = place + 1
    for vertex in range(len(start) - 1, 0, -1):
        start[vertex] = start[vertex - 1]
    start[0] = 0


def peel(start: Column, source: Column, mark: Column, resting: Column, order: Column) -> int:
    """The number of vertices that remain; fills `order` from its end with those on which no cycle depends.

    Those are marked closed. `mark` and `resting`, a place per vertex, are all 0 before.
    """
    size = len(start) - 1
    closed = size + 1
    for a in source:
        resting[a] += 1
    remaining = size
    for vertex in range(size):
        if resting[vertex] == 0:
            remaining -= 1
            order[remaining] = vertex
    done = size
    while done > remaining:
        done -= 1
        v = order[done]
        mark[v] = closed
        for e in range(start[v], start[v + 1]):
            a = source[e]
            resting[a] -= 1
            if resting[a] == 0:
                remaining -= 1
                order[remaining] = a
    return remaining


def components(
    start: Column,
    source: Column,
    mark: Column,
    lowered: Column,
    cursor: Column,
    path: Column,
    held: Column,
    order: Column,
    ends: Column,
) -> int:
    """The number of strongly connected components; fills `order`, each vertex after those that its component depends on.

    Component c ends before place ends[c] of `order`. Vertices marked closed are left out; else `mark` is 0, and `lowered`; they, `cursor`, `path` and
    `held` are scratch, a place per vertex. Pearce, Information Processing Letters 116 (2016), without recursion.
    """
    size = len(start) - 1
    closed = size + 1
    number, count, filled, holding = 1, 0, 0, 0
    for root in range(size):
        if mark[root] != 0:
            continue
        path[0], mark[root], cursor[root] = root, number, start[root]
        walking = 1
        number += 1
        while walking > 0:
            v = path[walking - 1]
            e, end, low, down = cursor[v], start[v + 1], mark[v], -1
            while e < end:
                seen = mark[source[e]]
                if seen == 0:
                    down = source[e]
                    break
                if seen < low:
                    low = seen
                    lowered[v] = 1
                e += 1
            cursor[v] = e
            mark[v] = low
            if down >= 0:
                path[walking], mark[down], cursor[down] = down, number, start[down]
                walking += 1
                number += 1
                continue
            walking -= 1
            if lowered[v] != 0:
                held[holding] = v
                holding += 1
                continue
            while holding > 0 and mark[held[holding - 1]] >= low:
                holding -= 1
                number -= 1
                order[filled] = held[holding]
                mark[held[holding]] = closed
                filled += 1
            order[filled] = v
            mark[v] = closed
            number -= 1
            filled += 1
            ends[count] = filled
            count += 1
    return count


def edges(order: Column, start: Column) -> int:
    """The number of edges to the vertices of `order`."""
    count = 0
    for v in order:
        count += start[v + 1] - start[v]
    return count


def cut(
    order: Column,
    start: Column,
    source: Column,
    kind: Column,
    weight: Column,
    own: Column,
    nodes: int,
    value: Column,
    place: Column,
    cut_start: Column,
    cut_source: Column,
    cut_kind: Column,
    cut_weight: Column,
    cut_own: Column,
    cut_value: Column,
) -> None:
    """Copies the rows of the vertices of `order`, steps first, with its `nodes` statements numbered before its steps.

    Each edge from outside gets a vertex after those, with the value of its source. `place` is scratch, −1 everywhere.
    """
    size = len(order)
    for row in range(size):
        place[order[row]] = (row + nodes) % size
    filled = 0
    outside = size
    for row in range(size):
        v = order[(row + size - nodes) % size]
        cut_own[row] = own[v]
        cut_value[row] = value[v]
        for e in range(start[v], start[v + 1]):
            a = place[source[e]]
            if a < 0:
                a = outside
                cut_value[a] = value[source[e]]
                outside += 1
            cut_source[filled] = a
            cut_kind[filled] = kind[e]
            cut_weight[filled] = weight[e]
            filled += 1
        cut_start[row + 1] = filled
    for v in order:
        place[v] = -1


def scatter(values: Column, at: Column, out: Column) -> None:
    """Puts each value at its place of `out`."""
    for place in range(len(at)):
        out[at[place]] = values[place]
