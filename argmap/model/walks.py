"""Walks over a map: which statements lead to another, whether they work for it or against it, and which stay unanswered."""

from collections.abc import Collection, Mapping

from argmap.model.map import ArgumentMap
from argmap.model.relations import RELATIONS

SIDES = {1: "pro", -1: "con", 0: "neu"}
"""The name of each polarity: for the main claim, against it, both ways at once."""


def leading_to(m: ArgumentMap, of: str, without: Collection[str] = ()) -> frozenset[str]:
    """The ids of the statements and steps from which a chain of steps leads to a statement, and its own id.

    Chains that pass one of `without` do not count.

    >>> from argmap.model import ArgumentMap, Claim, Support
    >>> nodes = [Claim(text=f"{id}.", id=id) for id in "abc"]
    >>> m = ArgumentMap(conclusion="a", statements=nodes, steps=[Support(sources=["b"], target="a", id="s")])
    >>> sorted(leading_to(m, "a"))
    ['a', 'b', 's']
    """
    reached, waiting = {of, *without}, [of]
    while waiting:
        for step in m.steps_to(waiting.pop()):
            fresh = [id for id in (step.id, *step.sources) if id not in reached]
            reached.update(fresh)
            waiting.extend(fresh)
    return frozenset(reached.difference(without))


def bearing_on(m: ArgumentMap, of: str) -> ArgumentMap:
    """The part of a map that leads to a statement, without tensions and expectations.

    Its conclusion is that statement if it is a claim; else it is the map's own conclusion, without any step to it.
    """
    reached = leading_to(m, of)
    if m.statement(of).kind == "claim":
        return m.part(reached, conclusion=of)
    part = m.part(reached | {m.conclusion})
    return part if m.conclusion in reached else part.without(*(step.id for step in part.steps_to(m.conclusion)))


def conditions(m: ArgumentMap) -> frozenset[str]:
    """The ids of the claims that state when a step would fail: they have no supports, and they only undercut.

    Toulmin calls them conditions of rebuttal. They carry nothing until they have a support or are granted.

    >>> from argmap.model import ArgumentMap, Claim, Premise, Support, Undercut
    >>> nodes = [Claim(text="C.", id="c"), Premise(text="P.", id="p"), Claim(text="Unless.", id="u")]
    >>> steps = [Support(sources=["p"], target="c", id="s"), Undercut(sources=["u"], target="s", id="t")]
    >>> sorted(conditions(ArgumentMap(conclusion="c", statements=nodes, steps=steps)))
    ['u']
    """
    uses: dict[str, set[str]] = {}
    for step in m.steps:
        for source in step.sources:
            uses.setdefault(source, set()).add(step.kind)
    return frozenset(
        node.id
        for node in m.statements
        if node.kind == "claim"
        and node.strength is None
        and uses.get(node.id) == {"undercut"}
        and not any(step.kind == "support" for step in m.steps_to(node.id))
    )


def polarities(m: ArgumentMap, of: str) -> Mapping[str, int]:
    """The polarity of each statement and step that leads to `of`, by id: +1 if it works for it, −1 against it, 0 both ways.

    Raising a base score never lowers what it works for and never raises what it works against; that holds under every
    semantics of the table. What works both ways may do either.

    >>> from argmap.model import ArgumentMap, Attack, Claim, Support
    >>> nodes = [Claim(text=f"{id}.", id=id) for id in "abc"]
    >>> steps = [Support(sources=["b"], target="a", id="s"), Attack(sources=["c"], target="b", id="t")]
    >>> dict(polarities(ArgumentMap(conclusion="a", statements=nodes, steps=steps), "a"))
    {'a': 1, 'b': 1, 'c': -1, 't': -1, 's': 1}
    """
    return m.once(_towards_the_conclusion) if of == m.conclusion else _polarities(m, of)


def _towards_the_conclusion(m: ArgumentMap) -> Mapping[str, int]:
    return _polarities(m, m.conclusion)


def _polarities(m: ArgumentMap, of: str) -> Mapping[str, int]:
    signs = {kind.name: kind.sign for kind in RELATIONS.values()}
    found: dict[str, int] = {}
    waiting = [(of, 1)]
    while waiting:
        id, sign = waiting.pop()
        before = found.get(id)
        if before in (sign, 0):
            continue
        found[id] = sign if before is None else 0
        for step in m.steps_to(id):
            through = sign * signs[step.kind]
            waiting.append((step.id, through))
            waiting += [(source, through) for source in step.sources]
    return found


def sides(m: ArgumentMap) -> dict[str, str]:
    """The side of each statement and step, by id: "pro" or "con" the main claim, or "neu".

    "neu" stands for both sides at once, and for what does not lead to the main claim.

    >>> from argmap.model import ArgumentMap, Attack, Claim, Counterevidence
    >>> nodes = [Claim(text="C.", id="c"), Counterevidence(text="But.", id="but")]
    >>> sides(ArgumentMap(conclusion="c", statements=nodes, steps=[Attack(sources=["but"], target="c", id="s")]))
    {'c': 'pro', 'but': 'con', 's': 'con'}
    """
    signs = polarities(m, m.conclusion)
    return {id: SIDES[signs.get(id, 0)] for id in (*m.statements_by_id, *m.steps_by_id)}


def unanswered(m: ArgumentMap) -> tuple[str, ...]:
    """The ids of the counterevidence that nothing attacks and no step of which is undercut, in the author's order.

    >>> from argmap.model import ArgumentMap, Attack, Claim, Counterevidence
    >>> nodes = [Claim(text="C.", id="c"), Counterevidence(text="But.", id="but")]
    >>> unanswered(ArgumentMap(conclusion="c", statements=nodes, steps=[Attack(sources=["but"], target="c")]))
    ('but',)
    """
    steps_of: dict[str, list[str]] = {}
    for relation in m.steps:
        for source in relation.sources:
            steps_of.setdefault(source, []).append(relation.id)
    return tuple(
        node.id
        for node in m.statements
        if node.kind == "counterevidence"
        and node.id in steps_of
        and not any(step.kind == "attack" for step in m.steps_to(node.id))
        and not any(m.steps_to(step) for step in steps_of[node.id])
    )
