"""Modules of a graph: vertices through which alone everything that bears on them reaches the rest (Dutuit & Rauzy 1996).

The label of a module is independent of everything that is not below it, so the rest of the graph sees one chance.
"""

from collections.abc import Sequence


def modules(children: Sequence[Sequence[int]]) -> list[bool]:
    """Whether each vertex of an acyclic graph is a module: no child of its descendants, or they, is used from elsewhere.

    `children` [vertex] are what bears on each vertex. Linear: one depth-first walk notes when each vertex is first met,
    left, and last met; a vertex is a module when all below it are met between its own first meeting and its leaving.

    >>> modules([[1, 2], [3], [3], []])
    [True, False, False, True]
    """
    size = len(children)
    has_parent = [False] * size
    for below in children:
        for child in below:
            has_parent[child] = True
    first, left, last = [0] * size, [0] * size, [0] * size
    order: list[int] = []
    time = 0
    for root in range(size):
        if has_parent[root]:
            continue
        time += 1
        first[root] = last[root] = time
        path = [(root, iter(children[root]))]
        while path:
            vertex, waiting = path[-1]
            for child in waiting:
                time += 1
                last[child] = time
                if not first[child]:
                    first[child] = time
                    path.append((child, iter(children[child])))
                    break
            else:
                time += 1
                left[vertex] = time
                order.append(vertex)
                path.pop()
    found = [True] * size
    earliest, latest = first.copy(), last.copy()
    for vertex in order:
        low, high = time + 1, 0
        for child in children[vertex]:
            low, high = min(low, earliest[child]), max(high, latest[child])
        found[vertex] = low > first[vertex] and high < left[vertex]
        earliest[vertex], latest[vertex] = min(low, first[vertex]), max(high, last[vertex])
    return found
