"""AM3xx: the quality of the argument."""

from collections.abc import Iterator

from argmap.analysis.evidence import counted_sentence, repeated
from argmap.lint.rules.rule import Breach, CheckedMap, Rule
from argmap.model.walks import conditions, unanswered

WEAK, CARRIES_NOTHING = 0.25, 0.005


def _unanswered(case: CheckedMap) -> Iterator[Breach]:
    for id in unanswered(case.m):
        message = f"nothing answers the counterevidence {id!r}"
        yield id, case.m.place(id), message, "answer it under `but` or `unless`, or accept that it stays unanswered"


def _one_sided(case: CheckedMap) -> Iterator[Breach]:
    m = case.m
    if len(m.statements) > 3 and not any(step.kind in ("attack", "undercut") for step in m.steps):
        message = "no counterevidence is considered at all"
        yield m.conclusion, m.place(m.conclusion), message, "write what speaks against the claim under `but`"


def _one_weak_reason(case: CheckedMap) -> Iterator[Breach]:
    m = case.m
    for node in m.statements:
        supports = [step for step in m.steps_to(node.id) if step.kind == "support"]
        if len(supports) != 1:
            continue
        for source in supports[0].sources:
            given = m.statement(source)
            if given.strength is not None and not m.steps_to(source) and m.scale.number(given.strength) <= WEAK:
                message = f"{node.id!r} rests on one weak premise, {source!r}"
                yield node.id, m.place(node.id), message, "add another reason, or explain why one is enough"


def _counted_twice(case: CheckedMap) -> Iterator[Breach]:
    for one in repeated(case.m, case.how, case.evaluation):
        yield (
            one.id,
            case.m.place(one.id),
            counted_sentence(case.how, one),
            "join the steps that use it into one linked step (`all:`)",
        )


def _implicit(case: CheckedMap) -> Iterator[Breach]:
    for node in case.m.statements:
        if node.implicit and not node.note:
            message = f"{node.id!r} is unstated, and no note says why the step needs it"
            yield node.id, case.m.place(node.id), message, "say in `note:` what it is needed for"


def _no_strength(case: CheckedMap) -> Iterator[Breach]:
    m = case.m
    for node in m.statements:
        if node.strength is None and node.kind != "claim":
            message = f"{node.id!r} has no strength; it counts 0.5"
            yield node.id, m.place(node.id), message, "give `strength:`, a word such as moderate, or an interval"


def _extreme(case: CheckedMap) -> Iterator[Breach]:
    m = case.m
    for node in m.statements:
        if node.strength is not None and m.scale.interval(node.strength) in ((0.0, 0.0), (1.0, 1.0)):
            message = f"{node.id!r} is at {m.scale.interval(node.strength)[0]:g}, beyond all doubt"
            yield (
                node.id,
                m.place(node.id, "strength") or m.place(node.id),
                message,
                "use a number such as 0.05 or 0.95",
            )


def _carries_nothing(case: CheckedMap) -> Iterator[Breach]:
    m, e = case.m, case.evaluation
    exempt = conditions(m)
    for id, carried in e.steps.items():
        if carried < CARRIES_NOTHING and not exempt.intersection(m.step(id).sources):
            message = f"the step {id!r} carries nothing ({carried:.3f})"
            yield id, m.place(id), message, "its weight or its premises have strength 0, or it is undercut completely"


def _rated_claim(case: CheckedMap) -> Iterator[Breach]:
    m = case.m
    for node in m.statements:
        supported = any(step.kind == "support" for step in m.steps_to(node.id))
        if node.kind == "claim" and node.strength is not None and supported:
            message = f"claim {node.id!r} has both a strength of its own and reasons"
            place = m.place(node.id, "strength") or m.place(node.id)
            yield node.id, place, message, "remove the strength, so that the reasons decide, or make it a premise"


def _all_unrated(case: CheckedMap) -> Iterator[Breach]:
    m = case.m
    premises = [node for node in m.statements if node.kind != "claim"]
    if len(premises) > 1 and all(node.strength is None for node in premises):
        message = f"none of the {len(premises)} premises and counterevidence has a strength; each counts 0.5"
        yield (
            m.conclusion,
            m.place(m.conclusion),
            message,
            "give each a `strength:`, a word such as moderate or a number",
        )


def _unweighted(case: CheckedMap) -> Iterator[Breach]:
    m = case.m
    count = sum(step.weight is None for step in m.steps)
    if count:
        message = f"{count} of {len(m.steps)} steps have no weight; each counts 1, which is conclusive"
        hint = "give `weight:` to the steps that do not establish or defeat their target for certain"
        yield m.conclusion, m.place(m.conclusion), message, hint


RULES = (
    Rule(
        "AM301",
        "unanswered-counterevidence",
        "note",
        "Readers will ask about counterevidence that nothing answers.",
        "claim: It pays off.\nbut: [{counterevidence: The last move overran.}]\nbecause: [{premise: It is cheaper.}]\n",
        _unanswered,
    ),
    Rule(
        "AM302",
        "one-sided",
        "warning",
        "An argument without any counterevidence has not been tested.",
        "claim: It pays off.\nbecause:\n- {premise: It is cheaper.}\n- {premise: It is faster.}\n- {premise: It is safer.}\n",
        _one_sided,
    ),
    Rule(
        "AM303",
        "one-weak-premise",
        "note",
        "A claim with a single reason is no stronger than that reason.",
        "claim: It pays off.\nbecause: [{premise: It is cheaper., strength: weak}]\n",
        _one_weak_reason,
    ),
    Rule(
        "AM304",
        "counted-twice",
        "warning",
        "Some semantics add up steps. If several steps to one target share a premise, they count this premise once for each step.",
        "claim: It pays off.\nevaluate: {semantics: quadratic-energy}\nbecause:\n"
        "- all: [{premise: It is cheaper., id: a}, {premise: We pay for it.}]\n- {ref: a, step: s}\n",
        _counted_twice,
        evaluates=True,
    ),
    Rule(
        "AM305",
        "implicit-without-note",
        "warning",
        "The analyst adds a premise that the text does not state; readers must see why it is needed.",
        "claim: It pays off.\nbecause:\n- all: [{premise: It is cheaper.}, {premise: Cost decides., implicit: true}]\n",
        _implicit,
    ),
    Rule(
        "AM306",
        "no-strength",
        "note",
        "A premise without a strength gets 0.5, which is a judgement that nobody made.",
        "claim: It pays off.\nbecause: [{premise: It is cheaper.}]\n",
        _no_strength,
    ),
    Rule(
        "AM307",
        "beyond-doubt",
        "note",
        "Under some semantics nothing can move a statement at 0 or 1, and hardly any premise is certain.",
        "claim: It pays off.\nbecause: [{premise: It is cheaper., strength: 1}]\n",
        _extreme,
    ),
    Rule(
        "AM308",
        "carries-nothing",
        "note",
        "A step that carries nothing has no effect, but readers expect that it has one.",
        "claim: It pays off.\nbecause: [{premise: It is cheaper., strength: 0}]\n",
        _carries_nothing,
        evaluates=True,
    ),
    Rule(
        "AM309",
        "rated-claim",
        "warning",
        "The strength of a claim should come from its reasons; a `strength` of its own counts in addition to them.",
        "claim: It pays off.\nstrength: moderate\nbecause: [{premise: It is cheaper.}]\n",
        _rated_claim,
    ),
    Rule(
        "AM310",
        "all-unrated",
        "warning",
        "If no premise has a strength, the verdict depends only on the shape of the map.",
        "claim: It pays off.\nbecause: [{premise: It is cheaper.}, {premise: It is faster.}]\n",
        _all_unrated,
    ),
    Rule(
        "AM311",
        "unweighted-steps",
        "note",
        "A step without a weight counts as conclusive: if its premises stand, so does its target.",
        "claim: It pays off.\nbecause: [{premise: It is cheaper.}]\n",
        _unweighted,
        strict=True,
    ),
)
