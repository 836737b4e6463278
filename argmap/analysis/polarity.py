"""Which way a statement works on another: for it, against it, or both ways at once.

Raising a base score never lowers what it works for and never raises what it works against; that holds under every
semantics of the table. What works both ways may do either.
"""

from collections.abc import Mapping

from argmap.model import ArgumentMap

SIGNS = {"support": 1, "attack": -1, "undercut": -1}


def polarities(m: ArgumentMap, of: str) -> Mapping[str, int]:
    """+1 for what works only for a statement, −1 only against, 0 both ways; by id, of all that leads to it.

    >>> from argmap.model import ArgumentMap, Attack, Claim, Support
    >>> nodes = [Claim(text=f"{id}.", id=id) for id in "abc"]
    >>> steps = [Support(sources=["b"], target="a"), Attack(sources=["c"], target="b")]
    >>> dict(polarities(ArgumentMap(conclusion="a", nodes=nodes, relations=steps), "a"))
    {'a': 1, 'b': 1, 'c': -1}
    """
    ways: dict[str, set[int]] = {}
    waiting = [(of, 1)]
    while waiting:
        id, way = waiting.pop()
        if way in ways.setdefault(id, set()):
            continue
        ways[id].add(way)
        for step in m.steps_to(id):
            through = way * SIGNS[step.kind]
            waiting += [(step.id, through), *((source, through) for source in step.sources)]
    return {id: found.pop() if len(found) == 1 else 0 for id, found in ways.items() if id in m.nodes_by_id}
