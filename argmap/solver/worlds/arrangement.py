"""An order of variables in which those that are used together stand near each other (FORCE: Aloul, Markov & Sakallah 2003)."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any, Self

MOST_ROUNDS, PATIENCE, MOST_MOVES = 100, 5, 100_000
"""Rounds at most, rounds without a shorter span after which no more are tried, and members of groups looked at in all."""


@dataclass(frozen=True)
class Arrangement:
    """Items in an order, and groups of them; in `groups` an item is the place that it had in the first order.

    `span` is the sum over all groups of the distance between the first and the last member.

    >>> Arrangement.of("abc", ["ab", "ac"]).span
    3
    """

    items: Sequence[Any]
    groups: Sequence[Sequence[int]]
    span: int

    @classmethod
    def of(cls, items: Sequence[Hashable], groups: Sequence[Sequence[Hashable]]) -> Self:
        """The items in this order, without moves."""
        place = {item: at for at, item in enumerate(items)}
        numbered = [[place[item] for item in group] for group in groups]
        return cls(items, numbered, _span(numbered))


def arranged(start: Arrangement) -> Arrangement:
    """The items in an order with a short span: each is moved to the mean of the centres of its groups, round by round.

    Of all rounds the order with the shortest span is returned.

    >>> "".join(arranged(Arrangement.of("axbycz", ["ab", "bc", "xy", "yz", "cx"])).items)
    'abcxyz'
    """
    groups, count = start.groups, [0] * len(start.items)
    for group in groups:
        for item in group:
            count[item] += 1
    order: Sequence[int] = range(len(count))
    best, shortest, waited = order, start.span, 0
    placed = groups
    for _ in range(min(MOST_ROUNDS, MOST_MOVES // max(sum(map(len, groups)), 1))):
        pulled = [0.0] * len(count)
        for group, places in zip(groups, placed, strict=True):
            centre = sum(places) / len(places)
            for item in group:
                pulled[item] += centre
        wanted = [0.0] * len(count)
        for at, item in enumerate(order):
            wanted[item] = pulled[item] / count[item] if count[item] else at
        order = sorted(order, key=wanted.__getitem__)
        place = [0] * len(count)
        for at, item in enumerate(order):
            place[item] = at
        placed = [[place[item] for item in group] for group in groups]
        length = _span(placed)
        if length < shortest:
            best, shortest, waited = order, length, 0
        else:
            waited += 1
            if waited == PATIENCE:
                break
    return Arrangement([start.items[item] for item in best], groups, shortest)


def _span(placed: Sequence[Sequence[int]]) -> int:
    """The sum of the distances between the first and the last place of each group."""
    return sum([max(places) - min(places) for places in placed])
