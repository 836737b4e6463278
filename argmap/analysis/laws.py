"""Laws: properties that common sense expects of an evaluated map, each a predicate over a small map.

They apply to maps whose claims have no strength of their own. A row of `SEMANTICS` names the laws that it fails and keeps
the others; each is tested with the semantics' own default for unrated claims. The tests look for counterexamples both ways.
"""

import itertools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from argmap.analysis.labelling import labelled
from argmap.analysis.rounding import SAME
from argmap.errors import UnknownName
from argmap.evaluation import Evaluation, circles, evaluate
from argmap.model import ArgumentMap, Attack, Counterevidence, Premise, Support
from argmap.semantics import Semantics, semantics_of

Evaluate = Callable[[ArgumentMap], Evaluation]

FRESH = "fresh.reason"


@dataclass(frozen=True, eq=False)
class Law:
    """A named law: `says` what it asks, `holds(evaluated, m)` whether evaluating a map keeps it.

    `one_sided` laws can be asked of a semantics of attacks only.

    >>> from argmap.model import Claim
    >>> m = ArgumentMap.of(Claim("C.", id="c").because(Claim("A.", id="a").because(Premise("P.", id="p"))))
    >>> LAWS["grounded"].holds(judge("df-quad"), m), LAWS["grounded"].holds(judge("possible-worlds"), m)
    (False, True)
    """

    name: str
    says: str
    holds: Callable[[Evaluate, ArgumentMap], bool]
    one_sided: bool = False


def judge(semantics: str | Semantics) -> Evaluate:
    """The evaluation of a map that laws test: under a semantics with its own default for unrated claims."""
    meant = semantics_of(semantics)
    return lambda m: evaluate(m, meant)


def obeyed(law: str | Law, semantics: str | Semantics) -> Literal["everywhere", "no", "not applicable"]:
    """Whether a row of the table claims to keep a law: `everywhere`, `no`, `not applicable`.

    >>> obeyed("grounded", "possible-worlds"), obeyed("grounded", "df-quad"), obeyed("no-growth", "h-categoriser")
    ('everywhere', 'no', 'not applicable')
    """
    one, meant = law_of(law), semantics_of(semantics)
    if meant.attack_only and not one.one_sided:
        return "not applicable"
    return "no" if one.name in meant.fails_laws else "everywhere"


def law_of(name: str | Law) -> Law:
    """The law with this name, or the law itself. Raises UnknownName.

    >>> law_of("weakest-link").says
    'if every chain of supports to the conclusion passes through a statement, the conclusion is not stronger than the statement'
    """
    if not isinstance(name, str):
        return name
    if name not in LAWS:
        raise UnknownName("law", name, LAWS)
    return LAWS[name]


def _given(m: ArgumentMap) -> list[str]:
    """The premises and the counterevidence."""
    return [node.id for node in m.statements if node.kind != "claim"]


def _supports(m: ArgumentMap, id: str) -> list[Support]:
    return [step for step in m.steps_to(id) if step.kind == "support"]


def _number(written: object, unsaid: float) -> float:
    return float(written) if isinstance(written, float | int) else unsaid


def _with(m: ArgumentMap, given: Mapping[str, float]) -> ArgumentMap:
    """The map with these strengths."""
    return m.replace(*(m.statement(id).replace(strength=strength) for id, strength in given.items()))


def _certain(m: ArgumentMap) -> ArgumentMap:
    """The map with every weight 1."""
    return m.replace(*(step.replace(weight=1.0) for step in m.steps))


def _grounded(evaluated: Evaluate, m: ArgumentMap) -> bool:
    e = evaluated(_with(m, dict.fromkeys(_given(m), 0.0)))
    return all(e.verdict_of(node.id) != "accepted" for node in m.statements if node.kind == "claim")


def _sensitive(evaluated: Evaluate, m: ArgumentMap) -> bool:
    m, verdicts = _certain(m), {True: set[str](), False: set[str]()}
    steps = list(m.steps_by_id)
    for values in itertools.product((0.0, 1.0), repeat=len(_given(m))):
        setting = dict(zip(_given(m), values, strict=True))
        label = labelled(m, [*steps, *(id for id, value in setting.items() if value)])
        verdicts[label[m.conclusion] == "in"].add(evaluated(_with(m, setting)).verdict)
    return verdicts[True].isdisjoint(verdicts[False])


def _splits(m: ArgumentMap) -> Iterator[ArgumentMap]:
    """The maps with one linked step {s, "a or b"} split into {s, a} and {s, b}, one for each step that can be split."""
    for step in m.steps:
        for number, middle in enumerate(step.sources):
            into = m.steps_to(middle)
            alternatives = m.statement(middle).kind == "claim" and all(
                reason.kind == "support" and len(reason.sources) == 1 and not m.steps_to(reason.id) for reason in into
            )
            used = [other.id for other in m.steps if middle in other.sources]
            other_sources = (*step.sources[:number], *step.sources[number + 1 :])
            sources = [reason.sources[0] for reason in into]
            free = middle not in (m.conclusion, step.target) and not m.steps_to(step.id)
            are_distinct = len(set(sources)) == len(sources) > 1 and not {middle, *other_sources}.intersection(sources)
            if (
                step.kind != "undercut"
                and other_sources
                and alternatives
                and free
                and are_distinct
                and used == [step.id]
            ):
                parts = [
                    step.replace(id=f"{step.id}.{place}", sources=(*other_sources, source))
                    for place, source in enumerate(sources)
                ]
                yield m.replace(steps=(*(other for other in m.steps if other.id != step.id), *parts))


def _counted_once(evaluated: Evaluate, m: ArgumentMap) -> bool:
    m = _certain(m)
    before = evaluated(m)
    return all(abs(value - before[id]) <= SAME for split in _splits(m) for id, value in evaluated(split).items())


def _reached(m: ArgumentMap, without: str) -> bool:
    """Whether a chain of supports leads from a premise to the conclusion without passing a statement."""
    reached = set(_given(m)) - {without}
    grew = True
    while grew:
        fresh = {step.target for step in m.steps if step.kind == "support" and not reached.isdisjoint(step.sources)} - {
            without
        }
        grew = not fresh <= reached
        reached |= fresh
    return m.conclusion in reached


def _weakest_link(evaluated: Evaluate, m: ArgumentMap) -> bool:
    e = evaluated(m)
    passed = [id for id in e if id != m.conclusion and not _reached(m, id)] if _reached(m, "") else []
    return all(e[m.conclusion] <= e[id] + SAME for id in passed)


def _no_growth(evaluated: Evaluate, m: ArgumentMap) -> bool:
    e = evaluated(m)
    for node in m.statements:
        into = m.steps_to(node.id)
        if node.kind == "claim" and len(into) == 1 and into[0].kind == "support" and not m.steps_to(into[0].id):
            least = min(e[source] for source in into[0].sources)
            certain = _number(into[0].weight, 1.0) == 1 and len(into[0].sources) == 1
            if e[node.id] > least + SAME or (certain and e[node.id] < least - SAME):
                return False
    return True


def _no_half_credit(evaluated: Evaluate, m: ArgumentMap) -> bool:
    e = evaluated(m)
    for node in m.statements:
        groundless = all(any(e[one] == 0 for one in step.sources) for step in _supports(m, node.id))
        if node.kind == "claim" and groundless and any(e.steps[step.id] for step in m.steps if node.id in step.sources):
            return False
    return True


def _reasons_add_up(evaluated: Evaluate, m: ArgumentMap) -> bool:
    before, circular = evaluated(m), bool(circles(m))
    for id in before:
        after = []
        for kind, step in ((Premise, Support), (Counterevidence, Attack)):
            new = kind(text="A fresh one.", id=FRESH, strength=0.5)
            more = m.replace(statements=(*m.statements, new), steps=(*m.steps, step(sources=(FRESH,), target=id)))
            after.append(evaluated(more)[id])
        up, down = after[0] - before[id], after[1] - before[id]
        left = before.open[id] if before.open else 1 - before[id]
        if up < -SAME or down > SAME:
            return False
        if not circular and ((up > SAME) != (left > SAME) or (down < -SAME) != (before[id] > SAME)):
            return False
    return True


def _circles_prove_nothing(evaluated: Evaluate, m: ArgumentMap) -> bool:
    founded = {id for id in _given(m) if _number(m.statement(id).strength, 0.5) > 0}
    grew = True
    while grew:
        more = {
            step.target
            for step in m.steps
            if step.kind == "support" and founded.issuperset(step.sources) and _number(step.weight, 1.0) > 0
        }
        grew = not more <= founded
        founded |= more
    e = evaluated(m)
    empty = {id for id in e if id not in founded and _supports(m, id)}
    steps = [step.id for step in m.steps if not empty.isdisjoint(step.sources)]
    without = evaluated(m.without(*steps)) if steps else e
    return all(e.steps[id] == 0 for id in steps) and all(
        e[id] == 0 if id in empty else abs(e[id] - without[id]) <= SAME for id in e
    )


def _conservative(evaluated: Evaluate, m: ArgumentMap) -> bool:
    sure = {id: float(_number(m.statement(id).strength, 0.5) >= 0.5) for id in _given(m)}
    m = _with(m, sure)
    m = m.replace(*(step.replace(weight=float(_number(step.weight, 1.0) >= 0.5)) for step in m.steps))
    works = [step.id for step in m.steps if step.weight]
    label, e = labelled(m, [*works, *(id for id, value in sure.items() if value)]), evaluated(m)
    return all(abs(e[id] - (label[id] == "in")) <= SAME for id in e)


LAWS: Mapping[str, Law] = {
    one.name: one
    for one in (
        Law("grounded", "with every premise and counterevidence at 0, no claim is accepted", _grounded),
        Law(
            "sensitive",
            "with every weight 1, if two settings of the premises and counterevidence to 0 and 1 differ in whether the conclusion "
            "stands, the verdicts differ",
            _sensitive,
        ),
        Law(
            "counted-once",
            'with every weight 1, splitting a linked step from s and "a or b" into one from s and a and one from s and b '
            "changes nothing",
            _counted_once,
        ),
        Law(
            "weakest-link",
            "if every chain of supports to the conclusion passes through a statement, the conclusion is not stronger than the statement",
            _weakest_link,
        ),
        Law(
            "no-growth",
            "a claim with a single support is never stronger than its weakest premise, and equal to it if the weight is 1",
            _no_growth,
        ),
        Law(
            "no-half-credit",
            "a step from a claim all of whose grounds have strength 0 carries nothing",
            _no_half_credit,
        ),
        Law(
            "reasons-add-up",
            "a new premise for a statement never lowers it, new counterevidence never raises it; without cycles the premise "
            "raises it exactly if it is partly open, and the counterevidence lowers it exactly if it is above 0",
            _reasons_add_up,
        ),
        Law(
            "circles-prove-nothing",
            "statements whose support rests only on itself have strength 0 and defeat nothing",
            _circles_prove_nothing,
        ),
        Law(
            "conservative",
            "with all chances 0 or 1, a statement has strength 1 if it is in under the grounded labelling, and else 0",
            _conservative,
            one_sided=True,
        ),
    )
}
