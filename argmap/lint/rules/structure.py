"""AM1xx: the structure of the argument."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from math import ceil

from argmap.analysis.circle import CIRCULAR, RIVALS, SELF_DEFEAT
from argmap.errors import meant, nearest, shown
from argmap.lint.rules.rule import DEVELOPED, Breach, CheckedMap, Rule
from argmap.model.statement import ROLES
from argmap.model.walks import conditions

ALIKE, SHARED, SHORTEST = 0.85, 0.7, 12
RATIO_ROUNDING = 1e-9


def _circles(kind: str, hint: str) -> Callable[[CheckedMap], Iterator[Breach]]:
    def found(case: CheckedMap) -> Iterator[Breach]:
        for one in case.circles:
            if one.kind == kind:
                yield one.around[0], case.m.place(one.around[0]), f"{kind}: {one}", hint

    return found


_circular = _circles(CIRCULAR, "a statement cannot be a reason for itself; remove one of these steps")
_rivals = _circles(RIVALS, "add a reason for one of them or against the other, so that it decides between them")
_self_defeat = _circles(SELF_DEFEAT, "if it stands, it speaks against itself; remove or change one of these steps")


def _reasoned_premise(case: CheckedMap) -> Iterator[Breach]:
    m = case.m
    for node in m.statements:
        if node.kind == "premise" and any(step.kind == "support" for step in m.steps_to(node.id)):
            message = f"premise {node.id!r} has reasons of its own"
            claim = {"op": "reword", "id": node.id, "kind": "claim"}
            yield node.id, m.place(node.id), message, "make it a claim, or remove the reasons", (claim,)


def _idle_counterevidence(case: CheckedMap) -> Iterator[Breach]:
    m = case.m
    opposing = {one for step in m.steps if step.kind in ("attack", "undercut") for one in step.sources}
    helping = {one for step in m.steps if step.target in opposing for one in step.sources}
    for node in m.statements:
        grounds = node.id in helping
        if node.kind == "counterevidence" and node.id not in opposing and not grounds:
            hint = "put it under a `but` or `unless`, or make it a premise"
            yield node.id, m.place(node.id), f"counterevidence {node.id!r} opposes nothing", hint


def _unsupported_claim(case: CheckedMap) -> Iterator[Breach]:
    m = case.m
    exempt = conditions(m)
    for node in m.statements:
        if node.kind != "claim" or node.id in exempt or node.role in DEVELOPED:
            continue
        if not any(step.kind == "support" for step in m.steps_to(node.id)):
            message = f"claim {node.id!r} has no support"
            yield node.id, m.place(node.id), message, "give a reason under `because`, or make it a premise"


def _both_ways(case: CheckedMap) -> Iterator[Breach]:
    m = case.m
    for node in m.statements:
        sides: dict[str, set[str]] = {}
        for step in m.steps_to(node.id):
            if not step.linked:
                sides.setdefault(step.sources[0], set()).add(step.kind)
        for source, kinds in sides.items():
            if len(kinds) > 1:
                message = f"{source!r} is a reason both for and against {node.id!r}"
                yield (
                    source,
                    m.place(source),
                    message,
                    "say which part of it speaks for, and which against, as two statements",
                )


def _begged(case: CheckedMap) -> Iterator[Breach]:
    m = case.m
    for step in m.steps:
        if step.linked and step.target in step.sources:
            message = f"the linked premises of {step.id!r} include their own conclusion"
            yield step.id, m.place(step.id), message, "leave the conclusion out of its own premises"


def _alike(case: CheckedMap) -> Iterator[Breach]:
    m = case.m
    words = {node.id: _words(node.text) for node in m.statements if len(node.text) >= SHORTEST}
    for second, earlier in _sharing(words):
        first = next((one for one in earlier if _reads_alike(words[one], words[second])), None)
        if first is not None:
            message = f"{second!r} says nearly the same as {first!r}"
            yield second, m.place(second), message, f"use `ref: {first}`, or say what differs"


def _reads_alike(first: list[str], second: list[str]) -> bool:
    return SequenceMatcher(None, first, second).ratio() >= ALIKE


def _sharing(words: dict[str, list[str]]) -> Iterator[tuple[str, Iterator[str]]]:
    """Each text, and the earlier texts that have at least `SHARED` of all their words in common with it.

    Two texts that share k words share one that is not among the last k − 1 of either, by rarity; so only texts that share
    such a rare word are compared. How many must be shared depends on how many words both have (Xiao et al. 2008).
    """
    common = Counter(word for listed in words.values() for word in set(listed))
    met: dict[tuple[str, int, int], list[str]] = {}
    for id, listed in words.items():
        own = sorted(set(listed), key=lambda word: (common[word], word))
        yield id, _sharers(own, met, words)
        for place, word in enumerate(own):
            met.setdefault((word, place, len(own)), []).append(id)


def _sharers(own: list[str], met: dict[tuple[str, int, int], list[str]], words: dict[str, list[str]]) -> Iterator[str]:
    """The texts met before that share enough words with a text of these words, the rarest first; each once."""
    seen: set[str] = set()
    size, ours = len(own), set(own)
    for other in range(ceil(SHARED * size), int(size / SHARED) + 1):
        least = ceil(SHARED / (1 + SHARED) * (size + other) - RATIO_ROUNDING)
        for word in own[: size - least + 1]:
            for place in range(other - least + 1):
                for id in met.get((word, place, other), ()):
                    if id not in seen:
                        seen.add(id)
                        theirs = set(words[id])
                        if len(ours & theirs) >= SHARED * len(ours | theirs):
                            yield id


def _words(text: str) -> list[str]:
    """The words of a text; each wide letter is a word."""
    return re.findall(r"[぀-鿿가-힯]|[^\W_]+", text.casefold())


def _apart(case: CheckedMap) -> Iterator[Breach]:
    m = case.m
    reached, waiting = {m.conclusion}, [m.conclusion]
    while waiting:
        for step in m.steps_to(waiting.pop()):
            fresh = [id for id in (step.id, *step.sources) if id not in reached]
            reached.update(fresh)
            waiting.extend(fresh)
    used = {source for step in m.steps for source in step.sources}
    for node in m.statements:
        if node.id not in reached and not m.steps_to(node.id) and node.id not in used:
            message = f"{node.id!r} is connected to nothing"
            yield node.id, m.place(node.id), message, "put it under the statement that it speaks for or against"


def _near_role(case: CheckedMap) -> Iterator[Breach]:
    m = case.m
    for node in m.statements:
        if node.role is not None and node.role not in ROLES and (close := nearest(node.role, ROLES)):
            message = f"the role {shown(node.role)} of {node.id!r} is not a known one, and is near to {close!r}"
            known = {"op": "reword", "id": node.id, "role": close}
            yield node.id, m.place(node.id, "role") or m.place(node.id), message, meant(close).hint, (known,)


RULES = (
    Rule(
        "AM101",
        "circular-reasoning",
        "warning",
        "Statements that support one another in a circle prove nothing; they need a support from outside the circle.",
        "claim: The bank is sound.\nid: sound\nbecause:\n- claim: People trust the bank.\n  id: trusted\n  because: [{ref: sound}]\n",
        _circular,
    ),
    Rule(
        "AM102",
        "premise-with-reasons",
        "warning",
        "A premise is taken as given. A statement with reasons is a claim.",
        "claim: It pays off.\nbecause:\n- premise: It is cheaper.\n  because: [{premise: The invoices say so.}]\n",
        _reasoned_premise,
        fix=True,
    ),
    Rule(
        "AM103",
        "idle-counterevidence",
        "warning",
        "Counterevidence should attack a statement or undercut a step, or support a statement that does.",
        "claim: It pays off.\nbecause:\n- counterevidence: The last move overran.\n",
        _idle_counterevidence,
    ),
    Rule(
        "AM104",
        "unsupported-claim",
        "warning",
        "A claim without a support is only asserted. Claims under `unless` are exempt: they state conditions.",
        "claim: It pays off.\nbecause:\n- claim: The team can run it.\n",
        _unsupported_claim,
    ),
    Rule(
        "AM105",
        "both-for-and-against",
        "warning",
        "A statement that both supports and attacks the same target contradicts itself.",
        "claim: It pays off.\nbecause:\n- {premise: Prices change., id: prices}\nbut:\n- ref: prices\n",
        _both_ways,
    ),
    Rule(
        "AM106",
        "begging-the-question",
        "warning",
        "A conclusion that is one of its own linked premises assumes what it should prove.",
        "claim: It pays off.\nid: pays\nbecause:\n- all: [{ref: pays}, {premise: It is cheaper.}]\n",
        _begged,
    ),
    Rule(
        "AM107",
        "near-duplicate",
        "warning",
        "Two statements that say the same count as two reasons, although they are one.",
        "claim: It pays off.\nbecause:\n- {premise: Object storage costs a third per byte., id: a}\n"
        "- {premise: Object storage costs one third per byte., id: b}\n",
        _alike,
    ),
    Rule(
        "AM108",
        "unconnected",
        "warning",
        "A statement without any step from it or to it is not part of the argument.",
        "claim: It pays off.\nbecause: [{premise: It is cheaper.}]\nalso: [{premise: The sky is blue.}]\n",
        _apart,
    ),
    Rule(
        "AM109",
        "rivals",
        "warning",
        "If statements attack each other, the verdict is open until a reason decides between them.",
        "claim: It pays off.\nid: pays\nbut:\n- claim: It costs too much.\n  id: costs\n  but: [{ref: pays}]\n",
        _rivals,
    ),
    Rule(
        "AM110",
        "self-defeat",
        "warning",
        "A statement that attacks itself cannot stand.",
        "claim: Nothing can be known.\nid: nothing\nbut: [{ref: nothing}]\n",
        _self_defeat,
    ),
    Rule(
        "AM111",
        "near-role",
        "note",
        "A role may be any word, so a misspelt role counts as a different role.",
        "claim: It pays off.\nrole: predicton\nbecause: [{premise: It is cheaper.}]\n",
        _near_role,
    ),
)
