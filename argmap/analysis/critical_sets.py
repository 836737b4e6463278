"""Critical sets: the smallest sets of statements whose rejection turns the verdict, as minimal cut sets of a fault tree.

A set is minimal when none of its proper subsets turns the verdict. Sets are extended one statement at a time; where
every statement works one way only, a set that would not turn the verdict with all that may still join it is dropped.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from argmap.analysis.progress import Progress
from argmap.analysis.question import Outcomes, Question
from argmap.model import Verdict
from argmap.model.walks import polarities

ALL_UP_TO = 3
"""All sets of so many are sought unless told otherwise."""
MOST_WITHIN, MOST_BEYOND = 1_000_000, 400_000
"""Sets of a size are tried while there are no more than so many, of the sizes asked for and beyond."""
MOST_TRIED, MOST_DRAWN = 40_000_000, 200_000
"""… and no more than so many, divided by the statements of the map: 40,000 sets at 1,000; fewer where worlds are drawn."""
MOST_LISTED = 60
"""A set beyond the sizes that were tried is found only up to so many statements; a longer list helps nobody."""

NOTHING = 1e-12
"""A strength that counts as 0."""

Ends = Callable[[Question, Outcomes], Any]
"""Whether each outcome ends what a set is sought to end, bool [scenario]."""


@dataclass(frozen=True)
class CriticalSets:
    """The minimal `sets` found, smallest first, and the verdict each turns it to; `complete_to` is the size up to which there surely are no others.

    `never` says that no set of rejections turns the verdict, which is then certain.
    """

    sets: tuple[tuple[str, ...], ...]
    verdicts: tuple[Verdict, ...]
    complete_to: int
    never: bool

    @property
    def smallest(self) -> tuple[str, ...] | None:
        """A smallest set that was found, None when none was."""
        return self.sets[0] if self.sets else None


def critical_sets(
    question: Question, among: tuple[str, ...], *, size: int = ALL_UP_TO, progress: Progress | None = None
) -> CriticalSets:
    """All minimal critical sets of up to `size` of these statements, or the smallest beyond if there are none."""
    return _sets(question, among, _verdict_turns, size, progress)


def cut_sets(
    question: Question, among: tuple[str, ...], *, size: int = ALL_UP_TO, progress: Progress | None = None
) -> CriticalSets:
    """The minimal sets of up to `size` of these statements without which nothing is left: the strength is 0.

    The cut sets of a fault tree; under possible worlds only, where a claim is worth what is given for it.
    """
    if not question.how.worlds or question.strength <= NOTHING:
        return CriticalSets((), (), 0, never=True)
    return _sets(question, among, _nothing_left, size, progress)


def _verdict_turns(question: Question, outcomes: Outcomes) -> Any:
    return question.turned(outcomes)


def _nothing_left(_question: Question, outcomes: Outcomes) -> Any:
    return outcomes.stands <= NOTHING


def _sets(question: Question, among: tuple[str, ...], ends: Ends, size: int, progress: Progress | None) -> CriticalSets:
    """All minimal sets of up to `size` of these statements whose rejection `ends` it, or the smallest beyond."""
    import numpy as np

    ways = polarities(question.m, question.of)
    downwards = ends is _nothing_left
    players = [id for id in among if _stands(question, id) and _may_help(question, ways[id], downwards=downwards)]
    places = np.array([question.node_at[id] for id in players], dtype=np.int64)
    one_way = all(ways[id] != 0 for id in players) and len({ways[id] for id in players}) <= 1
    if not len(places) or _never(question, places, ends, one_way=one_way):
        return CriticalSets((), (), len(players), never=True)
    moved = np.abs(_outcomes(question, places, [(at,) for at in range(len(places))]).stands - question.strength)
    order = np.argsort(-moved, kind="stable")
    players, places = [players[at] for at in order], places[order]
    found: list[tuple[int, ...]] = []
    frontier: list[tuple[int, ...]] = [()]
    complete = 0
    while frontier and complete < len(places) and not (found and complete >= size):
        wanted = complete + 1
        most = min(MOST_WITHIN if wanted <= size else MOST_BEYOND, _affordable(question, first=wanted == 1))
        if sum(len(places) - _next(one) for one in frontier) > most:
            found += [] if found else _greedy(question, places, ends)
            break
        candidates = [(*chosen, other) for chosen in frontier for other in range(_next(chosen), len(places))]
        candidates = [one for one in candidates if not _contains(one, found)]
        turned = _turns(question, places, candidates, ends, progress)
        found += [one for one, turns in zip(candidates, turned.tolist(), strict=True) if turns]
        frontier = [one for one, turns in zip(candidates, turned.tolist(), strict=True) if not turns]
        if one_way and frontier:
            last = len(places)
            most_added = [(*one, *range(one[-1] + 1, last)) for one in frontier]
            hopeful = _turns(question, places, most_added, _may(ends), None)
            frontier = [one for one, hope in zip(frontier, hopeful.tolist(), strict=True) if hope]
        complete = wanted
    named = tuple(tuple(sorted((players[at] for at in one), key=among.index)) for one in found)
    verdicts = question.words(_outcomes(question, places, found)) if found else ()
    return CriticalSets(named, verdicts, len(places) if not frontier else complete, never=False)


def _affordable(question: Question, *, first: bool) -> int:
    """How many sets may be tried; all of one statement where one pass answers for them."""
    if not question.exact:
        return MOST_DRAWN // len(question.base)
    return MOST_WITHIN if first and question.how.worlds else MOST_TRIED // len(question.base)


def _next(chosen: tuple[int, ...]) -> int:
    """The first player that may still join a set."""
    return chosen[-1] + 1 if chosen else 0


def _stands(question: Question, id: str) -> bool:
    """Whether there is anything to reject: a base score, or a support."""
    return question.base[question.node_at[id]] > 0 or any(step.kind == "support" for step in question.m.steps_to(id))


def _may_help(question: Question, way: int, *, downwards: bool) -> bool:
    """Whether rejecting what works this way can move the strength towards another verdict, or `downwards` to nothing."""
    if downwards:
        return way >= 0
    return way == 0 or question.verdict == "undecided" or way == (1 if question.verdict == "accepted" else -1)


def _never(question: Question, places: Any, ends: Ends, *, one_way: bool) -> bool:
    """Whether no rejections at all turn the verdict: the most that they can do is tried, or bounded."""
    if one_way:
        return not bool(_turns(question, places, [tuple(range(len(places)))], _may(ends), None)[0])
    if ends is _nothing_left:
        return False
    if any(step.kind == "support" for place in places for step in question.m.steps_to(question.m.statements[place].id)):
        return False
    low = question.base.copy()
    low[places] = 0.0
    return question.cannot_turn(low, question.base)


def _may(ends: Ends) -> Ends:
    """Whether each outcome ends it, or does not settle: nothing is certain then."""

    def may(question: Question, outcomes: Outcomes) -> Any:
        return ends(question, outcomes) | (outcomes.stands != outcomes.stands)

    return may


def _contains(one: tuple[int, ...], found: Sequence[tuple[int, ...]]) -> bool:
    members = set(one)
    return any(members.issuperset(smaller) for smaller in found)


def _turns(
    question: Question, places: Any, sets: Sequence[tuple[int, ...]], ends: Ends, progress: Progress | None
) -> Any:
    """Whether rejecting each set ends it, bool [set]."""
    import numpy as np

    turned = np.zeros(len(sets), dtype=bool)
    chunk = question.at_once
    for begin in range(0, len(sets), chunk):
        some = sets[begin : begin + chunk]
        turned[begin : begin + chunk] = ends(question, _outcomes(question, places, some))
        if progress:
            progress(begin + len(some), len(sets))
    return turned


def _outcomes(question: Question, places: Any, sets: Sequence[tuple[int, ...]]) -> Outcomes:
    """What the statement comes to when each set is rejected, one scenario for each."""
    if all(len(one) == 1 for one in sets):
        alone = [int(places[one[0]]) for one in sets]
        if not any(question.steps_of("support")[place] for place in alone):
            return question.alone(alone, [0.0] * len(alone))
    return question.outcomes(*question.rejected([[int(places[at]) for at in one] for one in sets]))


def _greedy(question: Question, places: Any, ends: Ends) -> list[tuple[int, ...]]:
    """A minimal set: the fewest of the most effective that do, less all that is not needed among them. None if it is long.

    What is not needed is taken back in rounds: all that could be taken back alone are tried, and as many of them as can be
    together are, the least effective first.
    """

    def turns(one: Sequence[int]) -> bool:
        return bool(_turns(question, places, [tuple(one)], ends, None)[0])

    def most(count: int, works: Callable[[int], bool]) -> int:
        """The largest number up to `count` that works, by halving; 0 is known to."""
        low, high = 0, count + 1
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if works(middle) else (low, middle)
        return low

    everything = range(len(places))
    kept = list(everything[: len(places) - most(len(places) - 1, lambda left: turns(everything[: len(places) - left]))])
    if len(kept) > MOST_LISTED:
        return []
    needed: set[int] = set()
    while open := [one for one in reversed(kept) if one not in needed] if len(kept) > 1 else []:
        fewer = [tuple(one for one in kept if one != gone) for gone in open]
        can = _turns(question, places, fewer, ends, None).tolist()
        needed.update(one for one, free in zip(open, can, strict=True) if not free)
        free = [one for one, idle in zip(open, can, strict=True) if idle][: len(kept) - 1]

        def together(count: int, kept: Sequence[int] = kept, free: Sequence[int] = free) -> bool:
            return turns([one for one in kept if one not in free[:count]])

        gone = most(len(free), together)
        needed.update(free[gone : gone + 1])
        kept = [one for one in kept if one not in set(free[:gone])]
    return [tuple(kept)]
