"""Counterevidence that works against something and that nothing answers."""

from argmap.model import ArgumentMap


def unanswered(m: ArgumentMap) -> tuple[str, ...]:
    """The ids of the counterevidence that nothing attacks and no step of which is undercut, in the author's order.

    >>> from argmap.model import ArgumentMap, Attack, Claim, Counterevidence
    >>> nodes = [Claim(text="C.", id="c"), Counterevidence(text="But.", id="but")]
    >>> unanswered(ArgumentMap(conclusion="c", nodes=nodes, relations=[Attack(sources=["but"], target="c")]))
    ('but',)
    """
    steps_of: dict[str, list[str]] = {}
    for relation in m.relations:
        for source in relation.sources:
            steps_of.setdefault(source, []).append(relation.id)
    return tuple(
        node.id
        for node in m.nodes
        if node.kind == "counterevidence"
        and node.id in steps_of
        and not any(step.kind == "attack" for step in m.steps_to(node.id))
        and not any(m.steps_to(step) for step in steps_of[node.id])
    )
