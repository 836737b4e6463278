"""Folding: which part of a map a picture shows: all, what is near a statement, or what moves it most; the rest is counted."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from math import inf

from argmap.analysis.attribution import attribution
from argmap.errors import EvaluationError, UnknownName
from argmap.evaluation import Evaluation
from argmap.model import RELATIONS, ArgumentMap, Attack, Support, Undercut

LEGIBLE = 200
"""More statements than this are folded, unless all are asked for."""
SHOWN_OF_LARGE = 40
"""So many are then kept."""
REMOVABLE = 2_000
"""Up to so many statements are ranked by taking each away; more are ranked by their gradients."""


@dataclass(frozen=True)
class ViewLimits:
    """How much is to be shown: `depth` steps from the `focus` (the conclusion unless given), `max_nodes` statements, or all."""

    depth: int | None = None
    focus: str | None = None
    max_nodes: int | None = None
    everything: bool = False


@dataclass(frozen=True)
class ShownPart:
    """The `shown` statements, what is `folded` behind each of them (how many for it, how many against), and in words why."""

    focus: str
    shown: frozenset[str]
    said: str = ""
    folded: Mapping[str, tuple[int, int]] = field(default_factory=dict)

    def draws(self, m: ArgumentMap, step: Support | Attack | Undercut) -> bool:
        """Whether a step is drawn: all of its members are shown, and what it leads to is."""
        if not self.shown.issuperset(step.sources):
            return False
        return step.target in self.shown or (step.target in m.steps_by_id and self.draws(m, m.step(step.target)))


def shown_part(m: ArgumentMap, e: Evaluation | None = None, limits: ViewLimits | None = None) -> ShownPart:
    """The part of a map that a picture shows. Raises UnknownName for a focus that is no statement of the map.

    >>> from argmap.model import RELATIONS, ArgumentMap, Claim, Premise, Support
    >>> nodes = [Claim(text="C.", id="c"), Premise(text="P.", id="p"), Premise(text="Q.", id="q")]
    >>> steps = [Support(sources=["p"], target="c"), Support(sources=["q"], target="c")]
    >>> found = shown_part(ArgumentMap(conclusion="c", statements=nodes, steps=steps), limits=ViewLimits(max_nodes=2))
    >>> sorted(found.shown), dict(found.folded)
    (['c', 'p'], {'c': (1, 0)})
    """
    wanted = limits or ViewLimits()
    focus = wanted.focus or m.conclusion
    if focus not in m.statements_by_id:
        raise UnknownName("the id of a statement to look at", focus, m.statements_by_id)
    ids, selection = frozenset(m.statements_by_id), ""
    if wanted.focus is not None:
        ids, selection = frozenset(distances(m, focus)), f"what bears on {focus}"
    if wanted.depth is not None:
        near = distances(m, focus)
        ids = frozenset(id for id in ids if near.get(id, wanted.depth + 1) <= wanted.depth)
        selection = (
            f"{selection + ', ' if selection else ''}{wanted.depth} {'step' if wanted.depth == 1 else 'steps'} deep"
        )
    most = wanted.max_nodes or (None if wanted.everything or len(ids) <= LEGIBLE else SHOWN_OF_LARGE)
    if most is not None and len(ids) > most:
        ids = moving(m, e, most, of=focus, among=ids)
        selection = f"{selection + ', ' if selection else ''}those that move {'the verdict' if focus == m.conclusion else focus} most"
    if wanted.focus is not None:
        ids |= {focus, m.conclusion} | frozenset(_way(_ways(m, m.conclusion), focus, {m.conclusion}))
    sentence = f"{len(ids):,} of {len(m.statements):,} statements: {selection}" if len(ids) < len(m.statements) else ""
    return ShownPart(focus, ids, sentence, _folded(m, ids))


def widened(m: ArgumentMap, part: ShownPart, ids: AbstractSet[str]) -> ShownPart:
    """The part of a map with these statements, too."""
    found = part.shown | ids
    told = (
        f"{len(found):,} of {len(m.statements):,} statements: the first level" if len(found) < len(m.statements) else ""
    )
    return ShownPart(part.focus, found, told, _folded(m, found))


def changed_part(m: ArgumentMap, ids: Sequence[str], most: int = SHOWN_OF_LARGE) -> ShownPart:
    """The part of a map that a picture of changes shows: the named statements and steps, most important first, with their paths.

    All of them are shown where that takes at most `most` statements, else as many as fit; the conclusion always is.

    >>> from argmap.model import ArgumentMap, Claim, Premise, Support
    >>> nodes = [Claim(text="C.", id="c"), Premise(text="P.", id="p"), Premise(text="Q.", id="q")]
    >>> steps = [Support(sources=["p"], target="c"), Support(sources=["q"], target="c")]
    >>> sorted(changed_part(ArgumentMap(conclusion="c", statements=nodes, steps=steps), ["q"]).shown)
    ['c', 'q']
    """
    ways = _ways(m, m.conclusion)
    ids_shown, changes_left_out = {m.conclusion}, 0
    for id in ids:
        wanted = {id} if id in m.statements_by_id else _ends(m, id)
        for end in tuple(wanted) if len(ids_shown) < most else ():
            way = _way(ways, end, ids_shown) if end in ways else _way(_ways(m, end), m.conclusion, {end})
            wanted.update(way)
        if len(ids_shown | wanted) > most:
            changes_left_out += 1
            continue
        ids_shown |= wanted
    sentence = f"{len(ids_shown):,} of {len(m.statements):,} statements: what changed, and its way to the main claim"
    remainder = f" ({changes_left_out:,} more changes are not drawn)" if changes_left_out else ""
    return ShownPart(m.conclusion, frozenset(ids_shown), sentence + remainder, _folded(m, frozenset(ids_shown)))


def _ends(m: ArgumentMap, id: str) -> set[str]:
    """The statements that a step, and the steps that it undercuts, lie between."""
    found: set[str] = set()
    while id in m.steps_by_id:
        found.update(m.step(id).sources)
        id = m.step(id).target
    return found | {id}


def folded_in_words(folded: tuple[int, int]) -> str:
    """How many statements for and against are not shown, in words.

    >>> folded_in_words((3, 0)), folded_in_words((0, 0))
    ('3 for', '')
    """
    return " · ".join(f"{count:,} {word}" for count, word in zip(folded, ("for", "against"), strict=True) if count)


def distances(m: ArgumentMap, of: str) -> Mapping[str, int]:
    """The distance in steps of each statement that leads to `of`; an undercut of a step counts like a member of the step."""
    found = {of: 0}
    for id, step in _walk(m, of):
        for source in step.sources:
            found.setdefault(source, found[id] + 1)
    return found


def moving(
    m: ArgumentMap,
    e: Evaluation | None,
    most: int,
    *,
    of: str | None = None,
    among: frozenset[str] | None = None,
) -> frozenset[str]:
    """At most `most` statements: those whose removal moves `of` (the conclusion unless named) most, each with its path to it."""
    focus = of or m.conclusion
    if len(m.statements) <= most:
        return frozenset(m.statements_by_id)
    ways = _ways(m, focus)
    kept = {focus}
    for id in _ranked(m, e, focus):
        wanted = _way(ways, id, kept, most - len(kept))
        if wanted and (among is None or among.issuperset(wanted)):
            kept.update(wanted)
    return frozenset(kept)


def _walk(m: ArgumentMap, of: str) -> Iterator[tuple[str, Support | Attack | Undercut]]:
    """Every step that leads to a statement, nearest first, with the statement that it, or what it undercuts, bears on."""
    reached, waiting = {of}, [of]
    for id in waiting:
        steps = list(m.steps_to(id))
        for step in steps:
            steps += [one for one in m.steps_to(step.id) if one not in steps]
            yield id, step
            fresh = [source for source in step.sources if source not in reached]
            reached.update(fresh)
            waiting += fresh


def _ways(m: ArgumentMap, focus: str) -> Mapping[str, tuple[str, tuple[str, ...]]]:
    """For each statement and step that leads to the focus: what its shortest way there comes by next, and what is drawn.

    A linked step brings all of its members.
    """
    ways: dict[str, tuple[str, tuple[str, ...]]] = {}
    waiting = [focus]
    for id in waiting:
        for step in m.steps_to(id):
            for member in (step.id, *step.sources):
                if member not in ways and member != focus:
                    ways[member] = (id, step.sources)
                    waiting.append(member)
    return ways


def _way(
    ways: Mapping[str, tuple[str, tuple[str, ...]]], id: str, kept: AbstractSet[str], most: float = inf
) -> Sequence[str]:
    """The statements to add for the path from a statement to those that are kept; none if there is no path or it is too long."""
    added: dict[str, None] = {}
    while id not in kept:
        if id not in ways or len(added) > most:
            return ()
        id, sources = ways[id]
        added.update(dict.fromkeys(source for source in sources if source not in kept))
    return tuple(added) if len(added) <= most else ()


def _ranked(m: ArgumentMap, e: Evaluation | None, focus: str) -> Sequence[str]:
    """The statements that lead to the focus, those first that move it most."""
    method = "removal" if len(m.statements) <= REMOVABLE else "gradient"
    if e is not None and not (method == "gradient" and e.status == "sampled"):
        try:
            return attribution(m, focus, method=method, **e.how.said).ranked
        except EvaluationError:
            pass
    return tuple(distances(m, focus))


def _folded(m: ArgumentMap, shown: frozenset[str]) -> Mapping[str, tuple[int, int]]:
    """The number of hidden statements behind each shown one, for it and against it; each is counted once."""
    if len(shown) == len(m.statements):
        return {}
    nearest: dict[str, str] = {id: id for id in m.statements_by_id if id in shown}
    waiting = list(nearest)
    counts: dict[str, list[int]] = {}
    signs = dict.fromkeys(shown, True)
    for id in waiting:
        for step, helps in _steps_behind(m, id):
            for source in step.sources:
                if source not in nearest:
                    nearest[source] = nearest[id]
                    signs[source] = signs[id] == helps
                    counts.setdefault(nearest[id], [0, 0])[not signs[source]] += 1
                    waiting.append(source)
    return {id: (pro, con) for id, (pro, con) in counts.items()}


def _steps_behind(m: ArgumentMap, id: str) -> Iterator[tuple[Support | Attack | Undercut, bool]]:
    """The steps to a statement and their undercuts, each with whether it works for the statement."""
    steps = [(step, RELATIONS[step.kind].sign > 0) for step in m.steps_to(id)]
    for step, helps in steps:
        steps += [(one, not helps) for one in m.steps_to(step.id)]
        yield step, helps
