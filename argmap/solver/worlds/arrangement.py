"""An order of variables in which those that are used together stand near each other (FORCE: Aloul, Markov & Sakallah 2003)."""

from collections.abc import Hashable, Sequence
from typing import TypeVar

Item = TypeVar("Item", bound=Hashable)

MOST_ROUNDS, PATIENCE, MOST_MOVES = 100, 5, 100_000
"""Rounds at most, rounds without a shorter span after which no more are tried, and members of groups looked at in all."""


def span(order: Sequence[Hashable], groups: Sequence[Sequence[Hashable]]) -> int:
    """The sum over all groups of the distance between the first and the last member.

    >>> span("abc", ["ab", "ac"])
    3
    """
    place = {item: at for at, item in enumerate(order)}
    total = 0
    for group in groups:
        places = [place[item] for item in group]
        total += max(places) - min(places)
    return total


def arranged(order: Sequence[Item], groups: Sequence[Sequence[Item]]) -> list[Item]:
    """The items in an order with a short span: each is moved to the mean of the centres of its groups, round by round.

    Starts from `order`; of all rounds the order with the shortest span is returned.

    >>> arranged("axbycz", ["ab", "bc", "xy", "yz", "cx"])
    ['a', 'b', 'c', 'x', 'y', 'z']
    """
    best, shortest, waited = list(order), span(order, groups), 0
    place = {item: float(at) for at, item in enumerate(order)}
    members = sum(map(len, groups))
    for _ in range(min(MOST_ROUNDS, MOST_MOVES // max(members, 1))):
        pulled = {item: [0.0, 0] for item in order}
        for group in groups:
            centre = sum(place[item] for item in group) / len(group)
            for item in group:
                pulled[item][0] += centre
                pulled[item][1] += 1
        wanted = {item: total / count if count else place[item] for item, (total, count) in pulled.items()}
        tried = sorted(order, key=lambda item: (wanted[item], place[item]))
        place = {item: float(at) for at, item in enumerate(tried)}
        length = span(tried, groups)
        if length < shortest:
            best, shortest, waited = tried, length, 0
        else:
            waited += 1
            if waited == PATIENCE:
                break
    return best
