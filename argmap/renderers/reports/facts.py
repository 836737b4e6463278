"""The data of the report: a map and its evaluation as plain values, with the verdict, its grounds, the rows and the sources."""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import inf
from typing import Any

from argmap.analysis.comparison import compare
from argmap.analysis.critical_sets import critical_sets
from argmap.analysis.grounds import Ground, grounds
from argmap.analysis.hinges import in_words, turning
from argmap.analysis.overturning import patience
from argmap.analysis.question import ask
from argmap.analysis.rounding import rounded_down
from argmap.analysis.smallest_shift import largest_move
from argmap.analysis.tipping_points import tipping_points
from argmap.evaluation import Evaluation, evaluate, evaluate_without
from argmap.model import RELATIONS, ArgumentMap, Document, Tension
from argmap.model.field import fields_of
from argmap.model.standpoint import STANDPOINTS
from argmap.model.walks import unanswered
from argmap.renderers import mermaid
from argmap.renderers.scene.folding import moving

MOST_HINGES = 5
"""How many statements that the verdict hinges on are named for each standpoint."""
MOST_SHOWN = 8
"""How many sets, tipping points and claims a report shows."""
MOST_NESTED = 12
"""How many levels the rows go in before they continue in a part of their own."""


MOST_DRAWN = 12
"""How many statements the diagram of a report has, so that it can be read at the width of a text."""


def report_data(
    m: ArgumentMap, e: Evaluation, *, picture: str | None = None, whole: str | None = None, page: str | None = None
) -> dict[str, Any]:
    """The data of the report, as strings, numbers, lists and mappings."""
    notes = Footnotes()
    open_ones = unanswered(m)
    conclusion = m.statement(m.conclusion)
    listed_grounds = grounds(m, e)
    drawn = moving(m, e, MOST_DRAWN)
    return {
        "title": m.title or conclusion.text,
        "summary": m.summary or "",
        "scheme": _scheme(m),
        "conclusion": {
            "id": conclusion.id,
            "text": conclusion.text,
            "strength": e[conclusion.id],
            "interval": list(e.intervals[conclusion.id]),
            "base": e.base[conclusion.id],
            "defeated": e.defeated.get(conclusion.id, 0.0),
            "open": e.open.get(conclusion.id, 0.0),
        },
        "verdict": e.verdict,
        "reason": e.reason,
        "standpoints": [_standpoint(m, name, evaluation) for name, evaluation in e.standpoints.items()],
        "worlds": e.how.worlds,
        "cut_offs": e.how.cut_offs,
        "status": e.status,
        "cycles": [str(cycle) for cycle in e.cycles],
        "turning_steps": list(_turning(m, e, listed_grounds)),
        "semantics": e.semantics,
        "linked": e.linked,
        "statements": len(m.statements),
        "steps": len(m.steps),
        "document": {key: getattr(m.document, key, None) or "" for key in fields_of(Document)},
        "picture": picture,
        "whole": whole,
        "page": page,
        "mermaid": "" if picture else mermaid.mermaid_text(m, e, shown=drawn),
        "drawn": len(drawn),
        "signs": {kind.name: kind.glyph for kind in RELATIONS.values()},
        "grounds": list(_grounds(m, listed_grounds, notes)),
        "overturning": _overturning(m, e) if e.converged else None,
        "comparison": _comparison(m, e),
        "unanswered": [
            {"id": id, "text": m.statement(id).text, "strength": e[id], "notes": notes.of(m, id)} for id in open_ones
        ],
        "tensions": [_tension(m, tension) for tension in m.tensions],
        "parts": list(_parts(m, e, notes, frozenset(open_ones))),
        "footnotes": notes.listed,
    }


def _grounds(m: ArgumentMap, listed: Sequence[Ground], notes: "Footnotes") -> Iterator[dict[str, Any]]:
    """The grounds of the conclusion; a statement that an earlier ground writes out is only named in a later one."""
    written_out: set[str] = set()
    for ground in listed:
        yield {
            "sign": RELATIONS[ground.kind].glyph,
            "ids": list(ground.sources),
            "texts": [m.statement(source).text for source in ground.sources],
            "again": [id for id in ground.sources if id in written_out],
            "carries": ground.carries,
            "without": ground.without,
            "weakest": ground.weakest,
            "undercuts": len(ground.undercuts),
            "notes": list(dict.fromkeys(mark for source in ground.sources for mark in notes.of(m, source))),
        }
        written_out.update(ground.sources)


def _tension(m: ArgumentMap, tension: Tension) -> dict[str, Any]:
    return {
        "ends": list(tension.between),
        "texts": [_text_of(m, end) for end in tension.between],
        "kind": tension.kind or "",
        "why": tension.why or "",
        "charitable": tension.charitable or "",
        "by": tension.by,
    }


def _scheme(m: ArgumentMap) -> list[dict[str, Any]]:
    """The map's own words, with the number and the meaning of each: those for strengths, then those for weights."""
    listed = []
    for of, scale in (("strengths", m.scale), ("weights", m.weights)):
        if scale.own:
            means = dict(scale.meanings)
            words = [
                {
                    "word": w,
                    "is": " to ".join(f"{n:g}" for n in sorted(set(scale.interval(w)))),
                    "means": means.get(w, ""),
                }
                for w, _ in scale.own
            ]
            listed.append({"of": of, "words": words})
    return listed


def _granted(m: ArgumentMap, e: Evaluation) -> dict[str, Any] | None:
    """What comes of the conclusion when the rules that it rests on directly are granted, all together."""
    supports = [step for step in m.steps_to(m.conclusion) if step.kind == "support"]
    rules = [
        id for id in dict.fromkeys(id for step in supports for id in step.sources) if m.statement(id).role == "rule"
    ]
    if not rules:
        return None
    evaluation = evaluate(m.granting(*rules), **e.how.said)
    return {
        "ids": rules,
        "verdict": evaluation.verdict,
        "reason": evaluation.reason,
        "strength": evaluation[m.conclusion],
        "defeated": evaluation.defeated.get(m.conclusion, 0.0),
    }


def _turning(m: ArgumentMap, e: Evaluation, found: Sequence[Ground]) -> Iterator[dict[str, Any]]:
    """The steps to the conclusion without which the verdict changes."""
    for ground in found:
        verdict = _verdict_without(m, e, ground)
        if verdict != e.verdict:
            yield {
                "ids": list(ground.sources),
                "texts": [m.statement(source).text for source in ground.sources],
                "without": ground.without,
                "verdict": verdict,
            }


def _verdict_without(m: ArgumentMap, e: Evaluation, ground: Ground) -> str:
    """The verdict without a step. For intervals, and for cycles under a gradual semantics, the map is evaluated again."""
    low, high = e.intervals[m.conclusion]
    if low == high and not e.cycles:
        return e.verdict_at(ground.without, ground.defeated_without)
    return evaluate_without(m, e.how, ground.step).verdict


def _standpoint(m: ArgumentMap, name: str, e: Evaluation) -> dict[str, Any]:
    """The verdict from one standpoint, and whose statements count there."""
    return {
        "name": name,
        "heard": STANDPOINTS[name],
        "verdict": e.verdict,
        "reason": e.reason,
        "strength": e[m.conclusion],
        "defeated": e.defeated.get(m.conclusion, 0.0),
        "granted": _granted(m, e),
        "hinges": [
            {"id": one.id, "text": m.statement(one.id).text, "turns": in_words(e.how, one)}
            for one in turning(m, **e.how.said)[:MOST_HINGES]
        ],
    }


def _overturning(m: ArgumentMap, e: Evaluation) -> dict[str, Any]:
    """What would turn the verdict: sets of rejections, tipping points, a change of all together."""
    question = ask(m, **e.how.said)
    tipping = tipping_points(question, question.premises)
    largest = largest_move(question, question.premises)
    size = patience(len(m.statements), circular=bool(e.cycles))
    critical = critical_sets(question, question.premises, size=size)
    points = [point for point in tipping if point.at is not None]
    return {
        "verdict": question.verdict,
        "never": largest.surely == inf,
        "complete_to": critical.complete_to,
        "no_set": critical.never,
        "sets": [
            {"ids": list(rejected), "texts": [m.statement(id).text for id in rejected], "verdict": to}
            for rejected, to in zip(critical.sets[:MOST_SHOWN], critical.verdicts, strict=False)
        ],
        "more_sets": max(0, len(critical.sets) - MOST_SHOWN),
        "tipping": [
            {
                "id": point.id,
                "text": m.statement(point.id).text,
                "base": point.base,
                "at": point.at,
                "side": _side(point.base, point.at or 0.0),
                "verdict": point.to,
                "others": [{"at": at, "side": _side(point.base, at), "verdict": to} for at, to in point.others],
            }
            for point in points[:MOST_SHOWN]
        ],
        "more_tipping": max(0, len(points) - MOST_SHOWN),
        "alone_never": sum(point.at is None and point.certain for point in tipping),
        "statements": len(tipping),
        "largest_move": largest.size,
        "surely": largest.surely,
        "certain_below": "" if largest.surely == inf else rounded_down(largest.surely),
    }


def _side(base: float, at: float) -> str:
    return "below" if at < base else "above"


def _comparison(m: ArgumentMap, e: Evaluation) -> dict[str, Any]:
    """The verdict under each semantics that applies, and the claims on which they differ."""
    comparison = compare(m, **e.how.said)
    claims = []
    for id, verdicts in comparison.differing.items():
        sides: dict[str, list[str]] = {}
        for name, verdict in verdicts.items():
            sides.setdefault(verdict, []).append(name)
        claims.append(
            {"id": id, "text": m.statement(id).text, "sides": [{"verdict": v, "names": n} for v, n in sides.items()]}
        )
    return {
        "agree": comparison.agree,
        "rows": [
            {
                "name": name,
                "strength": evaluation[comparison.of],
                "verdict": evaluation.verdict_of(comparison.of),
                "settled": evaluation.converged,
            }
            for name, evaluation in comparison.evaluations.items()
        ],
        "inapplicable": list(comparison.inapplicable),
        "claims": [claim for claim in claims if claim["id"] != comparison.of][:MOST_SHOWN],
        "more_claims": max(0, len([claim for claim in claims if claim["id"] != comparison.of]) - MOST_SHOWN),
    }


@dataclass
class Footnotes:
    """The source anchors that a report refers to, each numbered once."""

    numbers: dict[tuple[str, str | None], int] = field(default_factory=dict)

    def of(self, m: ArgumentMap, id: str) -> list[int]:
        """The numbers of a statement's anchors."""
        return [
            self.numbers.setdefault((anchor.at, anchor.quote), len(self.numbers) + 1)
            for anchor in m.statement(id).source
        ]

    @property
    def listed(self) -> list[dict[str, Any]]:
        """The anchors in the order of their numbers."""
        return [{"number": number, "at": at, "quote": quote or ""} for (at, quote), number in self.numbers.items()]


def _text_of(m: ArgumentMap, id: str) -> str:
    if id in m.statements_by_id:
        return m.statement(id).text
    step = m.step(id)
    return f"the step from {' and '.join(step.sources)} to {step.target}"


def _parts(m: ArgumentMap, e: Evaluation, notes: Footnotes, open_ones: frozenset[str]) -> Iterator[dict[str, Any]]:
    """The argument as parts, each a list of rows with a depth: a part for each section of the map, where it has some.

    A statement is written out once, in its own section; where it is used elsewhere, and where it would stand too deep, a row
    refers to it. Without sections the conclusion's part comes first, then what it does not reach.
    """
    written_out: set[str] = set()
    sources = {source for relation in m.steps for source in relation.sources}
    for section in dict.fromkeys(m.statement(id).section for id in (m.conclusion, *m.statements_by_id)):
        own = dict.fromkeys(node.id for node in m.statements if node.section == section)
        within = {id for step in m.steps for id in step.sources if (_end(m, step.id)) in own}
        heads = [id for id in own if id not in within]
        starts = deque(
            [id for id in (m.conclusion, *heads, *(id for id in own if id not in sources), *own) if id in own]
        )
        rows: list[dict[str, Any]] = []
        while starts:
            if (start := starts.popleft()) in written_out:
                continue
            waiting: list[tuple[str, int, str | None]] = [(start, 0, None)]
            while waiting:
                id, depth, by_step = waiting.pop()
                if id in m.steps_by_id:
                    rows.extend(_step(m, e, id, depth, waiting))
                    continue
                elsewhere = m.statement(id).section != section
                only_named = id in written_out or elsewhere or depth > MOST_NESTED
                if only_named and not elsewhere and id not in written_out:
                    starts.appendleft(id)
                row = _statement(m, e, id, depth, by_step, again=only_named)
                rows.append(row | {"unanswered": id in open_ones and not only_named, "elsewhere": elsewhere})
                rows[-1]["notes"] = [] if only_named else notes.of(m, id)
                if not only_named:
                    written_out.add(id)
                    steps = sorted(m.steps_to(id), key=lambda step: -RELATIONS[step.kind].sign)
                    waiting.extend((step.id, depth + 1, None) for step in reversed(steps))
        yield {"section": section or "", "rows": rows}


def _end(m: ArgumentMap, id: str) -> str:
    """The statement that a step bears on, directly or through the step that it undercuts."""
    while id in m.steps_by_id:
        id = m.step(id).target
    return id


def _step(
    m: ArgumentMap, e: Evaluation, id: str, depth: int, waiting: list[tuple[str, int, str | None]]
) -> Iterator[dict[str, Any]]:
    """A row for a step that is linked or undercut, with its members and undercuts waiting below; a plain one has none."""
    step, undercuts = m.step(id), m.steps_to(id)
    if not step.linked and not undercuts:
        waiting.append((step.sources[0], depth, id))
        return
    waiting.extend((undercut.id, depth + 1, None) for undercut in reversed(undercuts))
    waiting.extend((source, depth + 1, None) for source in reversed(step.sources))
    weakest = min(step.sources, key=e.__getitem__) if step.linked and e.linked == "min" else ""
    yield {
        "row": "step",
        "depth": depth,
        "linked": step.linked,
        "undercut": bool(undercuts),
        "weakest": weakest,
    } | _words(m, e, id)


def _words(m: ArgumentMap, e: Evaluation, id: str) -> dict[str, Any]:
    step = m.step(id)
    weight = m.weighing.weight(step.weight)
    sign = RELATIONS[step.kind].glyph
    return {
        "sign": sign,
        "carries": e.steps[id],
        "weight": weight,
        "why": step.why or "",
        "by": step.by or "author",
        "step_remark": step.remark or "",
    }


def _statement(
    m: ArgumentMap, e: Evaluation, id: str, depth: int, by_step: str | None, *, again: bool
) -> dict[str, Any]:
    node = m.statement(id)
    plain = {"sign": "", "carries": None, "weight": 1.0, "why": "", "by": "author", "step_remark": ""}
    return {
        "row": "statement",
        "depth": depth,
        "id": id,
        "kind": node.kind,
        "text": node.text,
        "strength": e[id],
        "verdict": e.verdict_of(id) if id == m.conclusion else "",
        "voice": node.voice,
        "implicit": node.implicit,
        "note": node.note or "",
        "remark": node.remark or "",
        "role": node.role or "",
        "section": node.section or "",
        "again": again,
    } | (_words(m, e, by_step) if by_step else plain)
