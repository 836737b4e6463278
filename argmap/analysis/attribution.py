"""Attribution: how much each statement, or each step, contributes to the strength of one statement, by four methods.

Gradient, removal, intrinsic removal and Shapley contributions, as compared by Kampik, Potyka, Yin, Čyras, Toni 2024 (IJAR 173).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from math import factorial, isnan
from typing import Any, Literal, Unpack

from argmap.analysis.progress import Progress
from argmap.analysis.question import Question, ask
from argmap.errors import EvaluationError, UnknownName
from argmap.evaluation import Said
from argmap.late import late
from argmap.model import ArgumentMap

Method = Literal["gradient", "removal", "intrinsic", "shapley"]
Players = Literal["statements", "steps"]

METHODS: Mapping[str, str] = {
    "gradient": "how fast the strength rises with the base score (or weight): ∂σ/∂τ",
    "removal": "the strength less what it is without it: σ − σ without",
    "intrinsic": "what removing it changes when nothing bears on it: its own share, without what others give through it",
    "shapley": "the mean of what it adds when all are brought in, in every order; they sum to σ − base score",
}
"""What each method gives."""

EXACT, EXACT_ON_CYCLES = 20, 9
"""Up to this number of players every coalition is evaluated."""
ORDERS, ORDERS_ON_CYCLES = 2_000, 40
"""So many orders are drawn beyond."""
BATCH_ROWS = 1 << 14
UNSETTLED_MESSAGE = "no attribution: without some of it, a cycle does not settle; use method='gradient'"


@dataclass(frozen=True)
class Attribution(Mapping[str, float]):
    """The contribution of each statement (or step) to the strength of `of`, by id; `errors` are standard errors if it was sampled."""

    of: str
    method: str
    players: str
    semantics: str
    values_by_id: Mapping[str, float]
    errors: Mapping[str, float] = field(default_factory=dict)

    _repr_html_ = late("argmap.cli.printing.notebook:html")
    to_frame = late("argmap.formats.foreign.frames:to_frame")

    def __repr__(self) -> str:
        return f"<Attribution: {self.method} of {len(self)} {self.players} to {self.of}, {self.semantics}>"

    def __getitem__(self, id: str) -> float:
        if id not in self.values_by_id:
            raise UnknownName(f"one of the {self.players} that bear on {self.of!r},", id, self.values_by_id)
        return self.values_by_id[id]

    def __iter__(self) -> Iterator[str]:
        return iter(self.values_by_id)

    def __len__(self) -> int:
        return len(self.values_by_id)

    def __contains__(self, id: object) -> bool:
        return id in self.values_by_id

    def rows(self) -> list[dict[str, Any]]:
        """A mapping for each player, as pandas and Polars take them: id, contribution, and its standard error or None."""
        return [
            {"id": id, "contribution": value, "error": self.errors.get(id)} for id, value in self.values_by_id.items()
        ]

    @property
    def sampled(self) -> bool:
        """Whether the values are estimates."""
        return bool(self.errors)

    @property
    def ranked(self) -> tuple[str, ...]:
        """The players, sorted by the absolute value of their contribution, largest first."""
        return tuple(sorted(self, key=lambda player: -abs(self[player])))


def attribution(
    m: ArgumentMap,
    of: str | None = None,
    method: str = "gradient",
    *,
    players: str = "statements",
    orders: int | None = None,
    seed: int = 0,
    progress: Progress | None = None,
    **said: Unpack[Said],
) -> Attribution:
    """The contribution of each statement (or step) that leads to a statement to its strength, by one of `METHODS`.

    Contributions are in [−1, 1] by removal and Shapley; Shapley's sum to σ − base score. Up to 20 players Shapley values
    are exact; above 20, they are the mean over `orders` random orders drawn with `seed`, each with its reverse, and have
    standard errors. Raises UnknownName, and EvaluationError if a cycle does not settle.

    Sources: gradient, Yin, Potyka, Toni 2023; Shapley, Yin, Potyka, Toni 2024 (for steps); all three, Kampik et al. 2024.

    >>> from argmap.model import ArgumentMap, Claim, Premise, Support
    >>> nodes = [Claim(text="C.", id="c"), *(Premise(text=f"{id}.", id=id) for id in "pq")]
    >>> steps = [Support(sources=[id], target="c") for id in "pq"]
    >>> m = ArgumentMap(conclusion="c", statements=nodes, steps=steps)
    >>> dict(attribution(m, method="shapley", semantics="df-quad"))
    {'p': 0.1875, 'q': 0.1875}
    >>> dict(attribution(m, method="removal", semantics="df-quad"))
    {'p': 0.125, 'q': 0.125}
    """
    if method not in METHODS:
        raise UnknownName("method of attribution", method, METHODS)
    if players not in ("statements", "steps"):
        raise UnknownName("kind of player", players, ("statements", "steps"))
    question = ask(m, of, **said)
    game = _Game(question, players)
    if method == "shapley":
        values, errors = game.shapley(orders, seed, progress or _silent)
    else:
        plain = {"gradient": game.gradient, "removal": game.removal, "intrinsic": game.intrinsic}
        values, errors = plain[method](), {}
    return Attribution(question.of, method, players, question.semantics.name, values, errors)


def disagreements(first: Attribution, second: Attribution, *, least: float = 1e-9) -> tuple[str, ...]:
    """The players to which two attributions give opposite signs."""
    return tuple(id for id in first if first[id] * second[id] < 0 and min(abs(first[id]), abs(second[id])) > least)


def _silent(_done: int, _of: int) -> None:
    pass


class _Game:
    """The coalitions of players: with a coalition come the steps all members of which are in it."""

    def __init__(self, question: Question, players: str) -> None:
        self.question = question
        m, of = question.m, question.of
        nodes = [node.id for node in m.statements if node.id in question.leading and node.id != of]
        self.ids = nodes if players == "statements" else [step.id for step in m.steps]
        self.statements = players == "statements"
        self.at = at = {id: place for place, id in enumerate(self.ids)}
        self.needs = [
            [at[id] for id in (step.sources if self.statements else (step.id,)) if id in at] for step in m.steps
        ]
        circular = question.network.graph.circular
        self.exact = EXACT_ON_CYCLES if circular else EXACT
        self.orders = ORDERS_ON_CYCLES if circular else ORDERS

    def gradient(self) -> dict[str, float]:
        question = self.question
        node = question.node_at[question.of]
        found = question.network.gradient(node, question.semantics, linked=question.linked)
        if not self.statements:
            return dict(zip(self.ids, found.weights.tolist(), strict=True))
        return {id: float(found.base[question.node_at[id]]) for id in self.ids}

    def removal(self) -> dict[str, float]:
        return self._less_without([[] for _ in self.ids])

    def intrinsic(self) -> dict[str, float]:
        step_at = self.question.step_at
        return self._less_without([[step_at[step.id] for step in self.question.m.steps_to(id)] for id in self.ids])

    def _less_without(self, cut: list[list[int]]) -> dict[str, float]:
        """For each player, the strength when these steps are cut, minus the strength when the player is removed too."""
        removed: list[list[int]] = [[] for _ in self.ids]
        for step, needs in enumerate(self.needs):
            for player in needs:
                removed[player].append(step)
        rows = [*cut, *([*first, *more] for first, more in zip(cut, removed, strict=True))]
        strengths = self.question.changed([((), [(step, 0.0) for step in steps]) for steps in rows]).stands
        if any(map(isnan, strengths)):
            raise EvaluationError(UNSETTLED_MESSAGE)
        pairs = zip(strengths[: len(self.ids)], strengths[len(self.ids) :], strict=True)
        return {id: with_it - without for id, (with_it, without) in zip(self.ids, pairs, strict=True)}

    def shapley(self, orders: int | None, seed: int, progress: Progress) -> tuple[dict[str, float], dict[str, float]]:
        if len(self.ids) <= self.exact and orders is None:
            return dict(zip(self.ids, self._every_coalition(progress), strict=True)), {}
        values, errors = self._sampled(orders or self.orders, seed, progress)
        return dict(zip(self.ids, values, strict=True)), dict(zip(self.ids, errors, strict=True))

    def _every_coalition(self, progress: Progress) -> list[float]:
        """Φᵢ = Σ over coalitions S without i of |S|!(n − |S| − 1)!/n! · (v(S with i) − v(S)); v(S) at place S of a table."""
        import numpy as np

        n = len(self.ids)
        masks = np.array([sum(1 << player for player in needs) for needs in self.needs], dtype=np.int64)
        table = np.empty(1 << n)
        for begin in range(0, 1 << n, BATCH_ROWS):
            coalitions = np.arange(begin, min(begin + BATCH_ROWS, 1 << n), dtype=np.int64)
            on = (coalitions[:, None] & masks) == masks
            table[begin : begin + BATCH_ROWS] = self._strengths(on * self.question.weights)
            progress(min(begin + BATCH_ROWS, 1 << n), 1 << n)
        share = np.array([factorial(k) * factorial(n - k - 1) / factorial(n) for k in range(n)])
        sizes = sum((np.arange(1 << n) >> player) & 1 for player in range(n)) if n else None
        found = []
        for player in range(n):
            pairs = table.reshape(-1, 2, 1 << player)
            size = np.asarray(sizes).reshape(-1, 2, 1 << player)[:, 0]
            found.append(float(np.sum(share[size] * (pairs[:, 1] - pairs[:, 0]))))
        return found

    def _sampled(self, orders: int, seed: int, progress: Progress) -> tuple[list[float], list[float]]:
        """The mean, over random orders and their reverses, of what each player adds when it joins; and the standard errors."""
        import numpy as np

        n, pairs = len(self.ids), max(2, orders // 2)
        random = np.random.default_rng(seed)
        total, squares = np.zeros(n), np.zeros(n)
        batch = max(1, BATCH_ROWS // (2 * (n + 1)))
        for begin in range(0, pairs, batch):
            size = min(batch, pairs - begin)
            rank = np.argsort(random.random((size, n)), axis=1)
            added = (self._added(rank) + self._added(n - 1 - rank)) / 2
            total += added.sum(axis=0)
            squares += (added**2).sum(axis=0)
            progress(begin + size, pairs)
        mean = total / pairs
        variance = np.maximum(squares / pairs - mean**2, 0) * pairs / (pairs - 1)
        return mean.tolist(), np.sqrt(variance / pairs).tolist()

    def _added(self, rank: Any) -> Any:
        """What each player adds when it joins at its rank, float64 [order, player]."""
        import numpy as np

        orders, n = rank.shape
        if not self.needs:
            return np.zeros((orders, n))
        last = np.stack([rank[:, needs].max(axis=1) if needs else np.full(orders, -1) for needs in self.needs], axis=1)
        on = last[:, None, :] < np.arange(n + 1)[None, :, None]
        values = self._strengths((on * self.question.weights).reshape(orders * (n + 1), -1)).reshape(orders, n + 1)
        return np.take_along_axis(np.diff(values, axis=1), rank, axis=1)

    def _strengths(self, weights: Any) -> Any:
        import numpy as np

        found = self.question.strengths(weights=weights)
        if np.isnan(found).any():
            raise EvaluationError(UNSETTLED_MESSAGE)
        return found
