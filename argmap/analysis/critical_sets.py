"""Critical sets: minimal sets of statements whose rejection turns the verdict, like minimal cut sets of a fault tree.

A set is minimal when none of its proper subsets turns the verdict. Sets are extended one statement at a time; where
every statement works in one direction only, a set is dropped if it would not turn the verdict with all candidates added.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import isnan

from argmap.analysis.progress import Progress
from argmap.analysis.question import Outcomes, Question
from argmap.model import Verdict
from argmap.solver.backend import has_arrays

ALL_UP_TO = 3
"""The default size up to which all sets are searched."""
MOST_WITHIN, MOST_BEYOND = 1_000_000, 400_000
"""The largest numbers of sets of one size that are tried: up to the size in question, and beyond it."""
MOST_TRIED, MOST_DRAWN = 40_000_000, 200_000
"""A limit on sets of all sizes together, divided by the statements of the map: 40,000 sets at 1,000; fewer if worlds are drawn."""
MOST_LISTED = 60
"""The largest set that is listed beyond the sizes that were tried; a longer list would not be useful."""

NOTHING = 1e-12
"""A strength that counts as 0."""

MOST_PLAIN = 30_000_000
"""A further limit where there are no arrays, divided by the numbers that one evaluation computes."""

Ends = Callable[[Question, Outcomes], Sequence[bool]]
"""Whether each outcome ends what a set is sought to end."""


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
        """A smallest set that was found, None if none was."""
        return self.sets[0] if self.sets else None


def critical_sets(
    question: Question, among: tuple[str, ...], *, size: int = ALL_UP_TO, progress: Progress | None = None
) -> CriticalSets:
    """All minimal critical sets of up to `size` of these statements, or the smallest beyond if there are none."""
    return _sets(question, among, _verdict_turns, size, progress)


def cut_sets(
    question: Question, among: tuple[str, ...], *, size: int = ALL_UP_TO, progress: Progress | None = None
) -> CriticalSets:
    """The minimal sets of up to `size` of these statements whose rejection makes the strength 0.

    These are the cut sets of a fault tree. Only under possible worlds, where a claim stands only through its supports.
    """
    if not question.how.worlds or question.strength <= NOTHING:
        return CriticalSets((), (), 0, never=True)
    return _sets(question, among, _nothing_left, size, progress)


def _verdict_turns(question: Question, outcomes: Outcomes) -> Sequence[bool]:
    found: Sequence[bool] = question.turned(outcomes)
    return found


def _nothing_left(_question: Question, outcomes: Outcomes) -> Sequence[bool]:
    return [stands <= NOTHING for stands in outcomes.stands]


def _sets(question: Question, among: tuple[str, ...], ends: Ends, size: int, progress: Progress | None) -> CriticalSets:
    """All minimal sets of up to `size` of these statements whose rejection `ends` it, or the smallest beyond."""
    ways = question.ways
    downwards = ends is _nothing_left
    players = [id for id in among if _stands(question, id) and _may_help(question, ways[id], downwards=downwards)]
    places = [question.node_at[id] for id in players]
    one_way = all(ways[id] != 0 for id in players) and len({ways[id] for id in players}) <= 1
    if not places or _never(question, places, ends, one_way=one_way):
        return CriticalSets((), (), len(players), never=True)
    rejected = _outcomes(question, places, [(index,) for index in range(len(places))]).stands
    moved = [abs(stands - question.strength) for stands in rejected]
    order = sorted(range(len(places)), key=lambda index: (isnan(moved[index]), -moved[index]))
    players, places = [players[index] for index in order], [places[index] for index in order]
    sets: list[tuple[int, ...]] = []
    frontier: list[tuple[int, ...]] = [()]
    complete = tried = 0
    while frontier and complete < len(places) and not (sets and complete >= size):
        wanted = complete + 1
        most = min(MOST_WITHIN if wanted <= size else MOST_BEYOND, _affordable(question, first=wanted == 1))
        extended = sum(len(places) - _next(candidate) for candidate in frontier)
        if tried + extended > most:
            sets += [] if sets else _greedy(question, places, ends)
            break
        candidates = [(*chosen, other) for chosen in frontier for other in range(_next(chosen), len(places))]
        alone = {one[0] for one in sets if len(one) == 1}
        longer = [one for one in sets if len(one) > 1]
        candidates = [one for one in candidates if one[-1] not in alone and not _contains(one, longer)]
        turned = _turns(question, places, candidates, ends, progress)
        sets += [candidate for candidate, turns in zip(candidates, turned, strict=True) if turns]
        frontier = [candidate for candidate, turns in zip(candidates, turned, strict=True) if not turns]
        if one_way and frontier:
            frontier = _hopeful(question, places, frontier, ends)
        complete, tried = wanted, tried + (extended if complete else 0)
    named = tuple(tuple(sorted((players[index] for index in candidate), key=among.index)) for candidate in sets)
    verdicts = question.words(_outcomes(question, places, sets)) if sets else ()
    return CriticalSets(named, verdicts, len(places) if not frontier else complete, never=False)


def _hopeful(
    question: Question, places: Sequence[int], frontier: Sequence[tuple[int, ...]], ends: Ends
) -> list[tuple[int, ...]]:
    """The sets that would end it with all later players added, where every player works the same way.

    Of sets that differ in their last player only, one with an earlier last player then rejects more. So hope ends at one
    place among them, which is found by halving, for all such groups at once. Where strengths may not settle, each set is tried.
    """
    settles = question.how.worlds or not question.network.graph.circular
    groups = [list(group) for _, group in groupby(frontier, key=lambda one: one[:-1] if settles else one)]
    low, high = [0] * len(groups), [len(group) for group in groups]
    while open := [at for at in range(len(groups)) if low[at] < high[at]]:
        middles = [(low[at] + high[at]) // 2 for at in open]
        tried = [groups[at][middle] for at, middle in zip(open, middles, strict=True)]
        most_added = [(*one, *range(one[-1] + 1, len(places))) for one in tried]
        hopes = _turns(question, places, most_added, _may(ends), None)
        for at, middle, hope in zip(open, middles, hopes, strict=True):
            low[at], high[at] = (middle + 1, high[at]) if hope else (low[at], middle)
    return [one for group, count in zip(groups, low, strict=True) for one in group[:count]]


def _affordable(question: Question, *, first: bool) -> int:
    """How many sets may be tried; with one statement per set no limit, if one pass computes all of them."""
    count = len(question.m.statements)
    if not question.exact:
        return MOST_DRAWN // count
    if first and question.how.worlds:
        return MOST_WITHIN
    return MOST_TRIED // count if has_arrays() else min(MOST_TRIED // count, MOST_PLAIN // question.size)


def _next(chosen: tuple[int, ...]) -> int:
    """The first player that may still join a set."""
    return chosen[-1] + 1 if chosen else 0


def _stands(question: Question, id: str) -> bool:
    """Whether rejecting a statement can have an effect: it has a base score above 0, or a support."""
    return question.network.base[question.node_at[id]] > 0 or any(
        step.kind == "support" for step in question.m.steps_to(id)
    )


def _may_help(question: Question, way: int, *, downwards: bool) -> bool:
    """Whether rejecting a statement of this polarity can move the strength towards another verdict, or `downwards` to 0."""
    if downwards:
        return way >= 0
    return way == 0 or question.verdict == "undecided" or way == (1 if question.verdict == "accepted" else -1)


def _never(question: Question, places: Sequence[int], ends: Ends, *, one_way: bool) -> bool:
    """Whether no set of rejections turns the verdict, by trying the worst case or by bounds."""
    if one_way:
        return not _turns(question, places, [tuple(range(len(places)))], _may(ends), None)[0]
    if ends is _nothing_left:
        return False
    if any(step.kind == "support" for place in places for step in question.m.steps_to(question.m.statements[place].id)):
        return False
    high = question.network.graph.machine.plain(question.network.base)
    rejected = set(places)
    low = [0.0 if place in rejected else value for place, value in enumerate(high)]
    return question.cannot_turn(low, high)


def _may(ends: Ends) -> Ends:
    """Whether each outcome ends it, or does not settle: nothing is certain then."""

    def may(question: Question, outcomes: Outcomes) -> Sequence[bool]:
        pairs = zip(ends(question, outcomes), outcomes.stands, strict=True)
        return [ended or isnan(stands) for ended, stands in pairs]

    return may


def _contains(one: tuple[int, ...], found: Sequence[tuple[int, ...]]) -> bool:
    members = set(one)
    return any(members.issuperset(smaller) for smaller in found)


def _turns(
    question: Question,
    places: Sequence[int],
    sets: Sequence[tuple[int, ...]],
    ends: Ends,
    progress: Progress | None,
) -> list[bool]:
    """Whether rejecting each set turns the verdict (or ends the strength at 0)."""
    turned: list[bool] = []
    chunk = max(1, len(sets)) if all(len(one) == 1 for one in sets) else question.at_once
    for begin in range(0, len(sets), chunk):
        some = sets[begin : begin + chunk]
        turned += ends(question, _outcomes(question, places, some))
        if progress:
            progress(begin + len(some), len(sets))
    return turned


def _outcomes(question: Question, places: Sequence[int], sets: Sequence[tuple[int, ...]]) -> Outcomes:
    """The outcomes for the statement when each set is rejected, one scenario for each set."""
    if all(len(one) == 1 for one in sets):
        alone = [places[one[0]] for one in sets]
        if not any(question.steps_of("support")[place] for place in alone):
            return question.alone(alone, [0.0] * len(alone))
    return question.settled([[places[at] for at in one] for one in sets])


def _greedy(question: Question, places: Sequence[int], ends: Ends) -> list[tuple[int, ...]]:
    """A list of one minimal set: the most effective statements that together turn the verdict, without those not needed.

    Unneeded members are removed in rounds: each member that could be removed alone is a candidate, and as many candidates
    as possible are removed together, the least effective first. The list is empty if the set has more than `MOST_LISTED` members.
    """

    def turns(members: Sequence[int]) -> bool:
        return _turns(question, places, [tuple(members)], ends, None)[0]

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
    while open := [member for member in reversed(kept) if member not in needed] if len(kept) > 1 else []:
        fewer = [tuple(member for member in kept if member != gone) for gone in open]
        can = _turns(question, places, fewer, ends, None)
        needed.update(member for member, free in zip(open, can, strict=True) if not free)
        free = [member for member, idle in zip(open, can, strict=True) if idle][: len(kept) - 1]

        def together(count: int, kept: Sequence[int] = kept, free: Sequence[int] = free) -> bool:
            return turns([member for member in kept if member not in free[:count]])

        gone = most(len(free), together)
        needed.update(free[gone : gone + 1])
        kept = [member for member in kept if member not in set(free[:gone])]
    return [tuple(kept)]
