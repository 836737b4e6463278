"""The share of each edit in the change of a strength, as Shapley values: the shares add up to the whole change.

Removing one edit at a time would give wrong shares to edits that need or replace each other; the mean over all orders of
making the edits does not. Both maps are merged into one network, in which the parts that one map lacks have base score or
weight 0. So an edit is a change of numbers, and any set of edits is a scenario.
"""

from collections.abc import Mapping, Sequence
from math import factorial
from typing import Any

from argmap.analysis.rounding import SAME
from argmap.evaluation import Evaluation, network
from argmap.model import ArgumentMap, Attack, Support, Undercut
from argmap.solver.network import Network

EXACT, ORDERS = 10, 400
"""Up to `EXACT` edits every set of them is evaluated; above, `ORDERS` random orders are drawn."""

Key = tuple[object, ...]


def edit_shares(
    before: Evaluation, after: Evaluation, m2: ArgumentMap, backs: Sequence[ArgumentMap]
) -> list[float] | None:
    """The share of each edit in the change of the conclusion's strength; None if the maps cannot be merged into one network.

    `backs` are the second map with each edit taken back. The shares sum to σ after − σ before.
    """
    if not backs:
        return []
    overlay = _Overlay(after, m2, backs)
    strengths = overlay.strengths([(), tuple(range(len(backs)))])
    whole = after[after.conclusion] - before[before.conclusion]
    if strengths is None or abs(strengths[1] - strengths[0] - whole) > SAME:
        return None
    return overlay.exact() if len(backs) <= EXACT else overlay.sampled()


class _Overlay:
    """Both maps as one network, and each edit as a change of its numbers."""

    def __init__(self, after: Evaluation, m2: ArgumentMap, backs: Sequence[ArgumentMap]) -> None:
        self.after, self.count = after, len(backs)
        maps = [m2, *backs]
        values = [_numbers(network(m, after.how).settled, m) for m in maps]
        statements, steps = dict(m2.statements_by_id), {_key(step): step for step in m2.steps}
        for m in backs:
            for statement in m.statements:
                statements.setdefault(statement.id, statement)
            for step in m.steps:
                if _key(step) not in steps:
                    taken = {one.id for one in steps.values()}
                    steps[_key(step)] = step if step.id not in taken else step.replace(id=f"{step.id}-before")
        self.m = ArgumentMap(
            conclusion=m2.conclusion,
            statements=tuple(statements.values()),
            steps=tuple(steps.values()),
            scale=m2.scale,
            weights=m2.weights,
        )
        keys: list[Key] = [*((id,) for id in statements), *steps]
        self.nodes = len(statements)
        self.new = [values[0].get(key, 0.0) for key in keys]
        self.edits = [
            [(at, old.get(key, 0.0)) for at, key in enumerate(keys) if old.get(key, 0.0) != self.new[at]]
            for old in values[1:]
        ]

    def strengths(self, coalitions: Sequence[Sequence[int]]) -> list[float] | None:
        """The strength of the conclusion with each set of edits made and the others not; None if something does not settle."""
        import numpy as np

        rows = np.repeat(np.array([self.new]), len(coalitions), axis=0)
        for row, made in enumerate(coalitions):
            for edit in set(range(self.count)) - set(made):
                for at, old in self.edits[edit]:
                    rows[row, at] = old
        how = self.after.how
        outcomes = network(self.m, how).evaluate_many(
            rows[:, : self.nodes],
            how.semantics,
            linked=how.linked,
            weights=rows[:, self.nodes :],
            of=list(self.m.statements_by_id).index(self.m.conclusion),
        )
        return None if np.isnan(outcomes).any() else [float(strength) for strength in outcomes]

    def exact(self) -> list[float] | None:
        """Φᵢ = Σ over sets S without i of |S|!(n − |S| − 1)!/n! · (v(S with i) − v(S))."""
        n = self.count
        table = self.strengths([[edit for edit in range(n) if coalition >> edit & 1] for coalition in range(1 << n)])
        if table is None:
            return None
        weight = [factorial(size) * factorial(n - size - 1) / factorial(n) for size in range(n)]
        return [
            sum(
                weight[coalition.bit_count()] * (table[coalition | 1 << edit] - table[coalition])
                for coalition in range(1 << n)
                if not coalition >> edit & 1
            )
            for edit in range(n)
        ]

    def sampled(self) -> list[float] | None:
        """The mean of what each edit adds, over drawn orders and their reverses; the same orders every time."""
        from random import Random

        random, total = Random(0), [0.0] * self.count  # noqa: S311 - nothing secret is drawn
        for _ in range(ORDERS // 2):
            order = random.sample(range(self.count), self.count)
            for one in (order, order[::-1]):
                found = self.strengths([one[:size] for size in range(self.count + 1)])
                if found is None:
                    return None
                for at, edit in enumerate(one):
                    total[edit] += found[at + 1] - found[at]
        return [share / ORDERS for share in total]


def _numbers(n: Network, m: ArgumentMap) -> Mapping[Key, float]:
    """The base score of each statement and the weight of each step, by key."""
    plain: Any = n.graph.machine.plain
    statements = zip(((id,) for id in m.statements_by_id), plain(n.base), strict=True)
    steps = zip((_key(step) for step in m.steps), plain(n.weights), strict=True)
    return {**dict(statements), **dict(steps)}


def _key(step: Support | Attack | Undercut) -> Key:
    """What makes a step the same step: id, kind and ends."""
    return step.id, step.kind, frozenset(step.sources), step.target
