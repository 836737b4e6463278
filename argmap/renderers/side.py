"""Which side of the main claim each statement works for: parity of attacks on the way to it."""

from collections import deque

from argmap.model import ArgumentMap


def sides(m: ArgumentMap) -> dict[str, str]:
    """Statement and step id -> "pro", "con", or "neu" for both sides at once and for what does not reach the claim.

    >>> from argmap.model import ArgumentMap, Attack, Claim, Counterevidence
    >>> nodes = [Claim(text="C.", id="c"), Counterevidence(text="But.", id="but")]
    >>> sides(ArgumentMap(conclusion="c", nodes=nodes, relations=[Attack(sources=["but"], target="c", id="s")]))
    {'c': 'pro', 'but': 'con', 's': 'con'}
    """
    reached: dict[str, set[bool]] = {id: set() for id in (*m.nodes_by_id, *m.relations_by_id)}
    waiting = deque([(m.conclusion, True)])
    while waiting:
        id, helps = waiting.popleft()
        if helps in reached[id]:
            continue
        reached[id].add(helps)
        if id in m.relations_by_id:
            waiting.extend((source, helps) for source in m.step(id).sources)
        waiting.extend((step.id, helps == (step.kind == "support")) for step in m.steps_to(id))
    names = {frozenset([True]): "pro", frozenset([False]): "con"}
    return {id: names.get(frozenset(found), "neu") for id, found in reached.items()}
