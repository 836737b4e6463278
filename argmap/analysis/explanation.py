"""The explanation of a strength: its arithmetic as a tree that a reader can redo by hand, and a paragraph of text.

If the tree reaches a statement again, by another path or around a cycle, it only names the statement.
"""

from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Unpack

from argmap.analysis.arithmetic import worked
from argmap.analysis.grounds import grounds
from argmap.analysis.question import Question, ask
from argmap.analysis.rounding import rounded
from argmap.analysis.sharing import Cases, cases
from argmap.evaluation import Settings
from argmap.late import late
from argmap.model import RELATIONS, Anchor, ArgumentMap, Attack, Support, Undercut, Verdict
from argmap.model.walks import unanswered
from argmap.semantics import Semantics
from argmap.semantics.figures import figure

Job = Generator["Job", Any, Any]
"""Builds a part of the tree: yields the jobs that it waits for, is sent what they come to."""


@dataclass(frozen=True)
class ExplainedStep:
    """A step: what it carries, the arithmetic of that (`worked`), its members and its undercuts, each explained."""

    id: str
    kind: str
    carries: float
    weight: float
    worked: str
    weakest: str | None
    sources: tuple["Explained", ...]
    undercuts: tuple["ExplainedStep", ...]


@dataclass(frozen=True)
class Explained:
    """A statement: base score, final strength, the lines from one to the other, and the steps that bear on it.

    `again` says that it is explained elsewhere in the tree.
    """

    id: str
    text: str
    kind: str
    base: float
    strength: float
    worked: tuple[str, ...]
    steps: tuple[ExplainedStep, ...]
    source: tuple[Anchor, ...]
    again: bool = False


@dataclass(frozen=True)
class Explanation:
    """The explanation of a strength: the tree of arithmetic, the verdict and a paragraph; `str` gives all of it as text."""

    of: str
    semantics: str
    formula: str
    verdict: Verdict
    tree: Explained
    summary: str

    _repr_html_ = late("argmap.cli.printing.notebook:html")

    def __repr__(self) -> str:
        return f"<Explanation: {self.of} {self.verdict}, {len(self.lines)} lines>"

    @property
    def lines(self) -> tuple[str, ...]:
        """The tree as lines of text."""
        return tuple(_lines_of(self.tree))

    def __str__(self) -> str:
        return "\n".join([self.summary, "", f"Under {self.semantics}: σ = {self.formula}", "", *self.lines])


def explain(
    m: ArgumentMap,
    of: str | None = None,
    semantics: str | Semantics | None = None,
    *,
    depth: int | None = None,
    **said: Unpack[Settings],
) -> Explanation:
    """The explanation of the strength of a statement (the conclusion unless named), `depth` steps down or complete.

    Numbers are shown with four digits, so that a line recomputed by hand may differ in the last digit. Intervals are taken
    at their mid-points. Raises what `evaluate` raises.

    >>> from argmap.model import ArgumentMap, Claim, Premise, Support
    >>> nodes = [Claim(text="C.", id="c"), Premise(text="P.", id="p", strength=0.8)]
    >>> m = ArgumentMap(conclusion="c", statements=nodes, steps=[Support(sources=["p"], target="c", weight=0.5)])
    >>> print("\\n".join(explain(m, semantics="df-quad").lines))
    c  0.50 → 0.70  C.
      α = 1 − (1 − 0.40) = 0.40
      0.50 + (1 − 0.50)·0.40 = 0.70
      + carries 0.40 = 0.50·0.80
        p  0.80  P.
    """
    question = ask(m, of, semantics=semantics, **said)
    tree = _done(_Tree(question, depth).statement(question.of, 0))
    return Explanation(
        question.of,
        question.semantics.name,
        question.semantics.formula,
        question.verdict,
        tree,
        summary(question),
    )


def _done(job: Job) -> Any:
    """What a job comes to; the jobs that it waits for are done without recursion, since a chain may have any length."""
    waiting, came = [job], None
    while True:
        try:
            waiting.append(waiting[-1].send(came))
            came = None
        except StopIteration as done:
            came = done.value
            waiting.pop()
            if not waiting:
                return came


def _all(jobs: Iterable[Job]) -> Job:
    """What jobs come to, one after the other."""
    came = []
    for job in jobs:
        came.append((yield job))  # noqa: PERF401 - a comprehension waits for nothing
    return tuple(came)


class _Tree:
    """Builds the tree; explains each statement once, where it first occurs."""

    def __init__(self, question: Question, depth: int | None) -> None:
        self.question, self.depth = question, depth
        self.met: set[str] = set()

    def statement(self, id: str, level: int) -> Job:
        question = self.question
        m, e, node = question.m, question.evaluation, question.m.statement(id)
        explained_above = id in self.met and bool(m.steps_to(id))
        self.met.add(id)
        base = e.base[id]
        deeper = not explained_above and (self.depth is None or level < self.depth)
        steps = m.steps_to(id) if deeper else ()
        counted = [step for step in m.steps_to(id) if not question.semantics.averaged or self._counts(step)]
        against, for_ = ([e.steps[step.id] for step in counted if step.kind == kind] for kind in ("attack", "support"))
        lines = () if explained_above else self._worked(id, base, against, for_)
        explained = yield from _all(self.step(step, level) for step in steps)
        return Explained(id, node.text, node.kind, base, e[id], lines, explained, node.source, explained_above)

    def step(self, step: Support | Attack | Undercut, level: int) -> Job:
        question = self.question
        e, m = question.evaluation, question.m
        weight = m.weighing.weight(step.weight)
        undercuts = m.steps_to(step.id)
        weakest = min(step.sources, key=e.__getitem__) if step.linked and question.linked.name == "min" else None
        members = yield from _all(self.statement(source, level + 1) for source in step.sources)
        against = yield from _all(self.step(undercut, level + 1) for undercut in undercuts)
        return ExplainedStep(
            step.id,
            step.kind,
            e.steps[step.id],
            weight,
            self._carried(step, weight, [e.steps[undercut.id] for undercut in undercuts]),
            weakest,
            members,
            against,
        )

    def _worked(self, id: str, base: float, against: list[float], for_: list[float]) -> tuple[str, ...]:
        """The lines of arithmetic of a strength: by cases if inputs share a statement, else by the formula of the semantics."""
        question = self.question
        if question.how.worlds and not question.exact:
            return ("drawn worlds: there is no arithmetic to do again by hand",)
        split = cases(question, id) if question.how.worlds else None
        strength = question.evaluation[id]
        return (
            worked(question.semantics, base, against, for_, strength) if split is None else _by_cases(split, strength)
        )

    def _carried(self, step: Support | Attack | Undercut, weight: float, undercuts: list[float]) -> str:
        e = self.question.evaluation
        split = cases(self.question, step.id) if self.question.how.worlds and self.question.exact else None
        if split is not None:
            return f"{figure(e.steps[step.id])}: {'; '.join(_by_cases(split, e.steps[step.id]))}"
        members = [figure(e[source]) for source in step.sources]
        joined = members[0]
        if len(members) > 1:
            product = self.question.linked.name == "product"
            joined = "·".join(members) if product else f"{self.question.linked.name}({', '.join(members)})"
        factors = [figure(weight)] if weight != 1 else []
        factors += [f"(1 − {figure(one)})" for one in undercuts]
        carried = figure(e.steps[step.id])
        return carried if factors == [] and len(members) == 1 else f"{carried} = {'·'.join([*factors, joined])}"

    def _counts(self, step: Support | Attack | Undercut) -> bool:
        """Whether a semantics that counts attackers counts this one."""
        scale = self.question.m.scale
        bases = [scale.number(self.question.m.statement(source).strength) for source in step.sources]
        return all(bases) and self.question.m.weighing.weight(step.weight) > 0


def _by_cases(split: Cases, chance: float) -> tuple[str, ...]:
    """The lines of a chance that is split into cases by a shared statement."""
    by, stands = split.by, split.stands
    others = [id for id in split.shared if id != by]
    more = f"; also shared, and counted once: {', '.join(others)}" if others else ""
    return (
        f"{by} is shared: it stands ({figure(stands)}): {figure(split.if_stands)}; it does not: {figure(split.if_not)}{more}",
        f"{figure(stands)}·{figure(split.if_stands)} + {figure(1 - stands)}·{figure(split.if_not)} = {figure(chance)}",
    )


def summary(question: Question) -> str:
    """A paragraph about a strength: base score and strength, the steps that carry it, the steps against it."""
    m, e, of = question.m, question.evaluation, question.of
    strength = e[of]
    sentences = [_opening(question)]
    all_grounds = grounds(m, e, of)
    if not all_grounds:
        sentences.append("No step leads to it.")
    up = [ground for ground in all_grounds if ground.without < strength]
    down = [ground for ground in all_grounds if ground.without > strength]
    if up:
        first = up[0]
        more = (
            f", which together carry {first.carries:.2f}" if first.weakest else f", which carries {first.carries:.2f}"
        )
        if first.weakest and question.linked.name == "min":
            more += f", no more than the weakest of them, {first.weakest}"
        sentences.append(
            f"Most of its strength comes from {_named(first.sources)}{more}; without this step, it would be {first.without:.2f}."
        )
        if len(up) > 1:
            rest = "; ".join(f"{_named(ground.sources)} (without it {ground.without:.2f})" for ground in up[1:4])
            sentences.append(f"Other supports are {rest}." if len(up) > 2 else f"Another support is {rest}.")
    if down:
        rest = "; ".join(f"{_named(ground.sources)}, carrying {rounded(ground.carries, bool)}" for ground in down[:3])
        sentences.append(f"It is attacked by {rest}.")
    idle = [ground for ground in all_grounds if ground.without == strength]
    if idle:
        sentences.append(
            f"{_named(tuple(ground.step for ground in idle))} {'changes' if len(idle) == 1 else 'change'} nothing."
        )
    cuts = [ground for ground in all_grounds if ground.undercuts]
    if cuts:
        sentences.append(f"{len(cuts)} of these steps {'is' if len(cuts) == 1 else 'are'} undercut.")
    if open_ones := unanswered(m):
        sentences.append(f"Nothing answers {_named(open_ones[:4])}{' and others' if len(open_ones) > 4 else ''}.")
    if e.cycles:
        sentences.append(f"Part of the argument is circular ({'; '.join(map(str, e.cycles))}).")
    return " ".join(sentences)


def _opening(question: Question) -> str:
    """The first sentence: strength and verdict, and under possible worlds the chances of standing, being defeated and being open."""
    e, of = question.evaluation, question.of
    text, strength = question.m.statement(of).text, e[of]
    if not question.how.worlds:
        return f"“{text}” starts at {e.base[of]:.2f} and comes to {strength:.2f}: {question.verdict}."
    reason = f", {e.reason_of(of)}" if e.reason_of(of) else ""
    parts = (
        f"stands in {strength:.0%} of the worlds, is defeated in {e.defeated[of]:.0%}, and is open in {e.open[of]:.0%}"
    )
    return f"“{text}” {parts.replace('%', ' %')}: {question.verdict}{reason}."


def _named(ids: tuple[str, ...]) -> str:
    return " and ".join([", ".join(ids[:-1]), ids[-1]] if len(ids) > 1 else ids)


def _lines_of(tree: Explained) -> Iterator[str]:
    waiting: list[tuple[Explained | ExplainedStep, int]] = [(tree, 0)]
    while waiting:
        part, level = waiting.pop()
        below: tuple[Explained | ExplainedStep, ...]
        if isinstance(part, Explained):
            yield from _statement_lines(part, "  " * level)
            below = part.steps
        else:
            weakest = f"  (weakest: {part.weakest})" if part.weakest else ""
            yield f"{'  ' * level}{RELATIONS[part.kind].glyph} carries {part.worked}{weakest}"
            below = (*part.sources, *part.undercuts)
        waiting += [(child, level + 1) for child in reversed(below)]


def _statement_lines(one: Explained, pad: str) -> Iterator[str]:
    moved = figure(one.strength) if not one.worked else f"{figure(one.base)} → {figure(one.strength)}"
    passages = "".join(f"  [{anchor.at}{f' “{anchor.quote}”' if anchor.quote else ''}]" for anchor in one.source)
    yield f"{pad}{one.id}  {moved}  {'(explained elsewhere)' if one.again else one.text + passages}"
    for line in one.worked:
        yield f"{pad}  {line}"
