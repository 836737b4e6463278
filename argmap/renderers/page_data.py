"""The data of the page: the map in its flat form, the numbers of its words, and the results that only Python computes."""

import json
from collections.abc import Sequence
from typing import Any

from argmap.analysis.critical_sets import critical_sets
from argmap.analysis.overturning import patience
from argmap.analysis.passages import around, paragraphs
from argmap.analysis.question import ask
from argmap.errors import EvaluationError
from argmap.evaluation import ROUNDING, SURE, Evaluation, How, how_of, network
from argmap.formats import dumps
from argmap.model import RELATIONS, ArgumentMap
from argmap.model.evaluating import Evaluating
from argmap.model.scale import UNSAID
from argmap.model.standpoint import STANDPOINTS, heard, standpoints_of
from argmap.model.walks import sides, unanswered
from argmap.renderers.deflating import deflated_circuit
from argmap.renderers.page_rows import packed_rows
from argmap.semantics import DEFAULT, SEMANTICS
from argmap.solver.worlds.compiling import Compiled, compiled
from argmap.solver.worlds.solution import one_pass, plan

SEARCHED = 300
"""Above so many statements, or where worlds are drawn, sets of rejections that overturn the verdict are not sought."""
GRADUAL = "quadratic-energy"
"""The semantics whose settings are those of every gradual row of the page, where the map is evaluated by possible worlds."""


def page_data(m: ArgumentMap, e: Evaluation, source: str | None = None) -> dict[str, Any]:
    """What the page is given, as JSON; with the text of the source also the paragraph around each quote.

    >>> from argmap.evaluation import evaluate
    >>> from argmap.model import ArgumentMap, Claim, Premise, Support
    >>> nodes = [Claim(text="C.", id="c"), Premise(text="P.", id="p", strength=0.8)]
    >>> m = ArgumentMap(conclusion="c", statements=nodes, steps=[Support(sources=["p"], target="c")])
    >>> data = page_data(m, evaluate(m))
    >>> data["base"], data["unrated"], packed(m)["choices"]
    ([0.5, 0.8], [0], [2, 3, 0, 2, 1, 5])
    """
    side = sides(m)
    sets, never = _overturning(m, e)
    circuit = packed(m)
    return {
        "map": _without_made_ids(json.loads(dumps(m, "json"))),
        "base": [m.scale.number(node.strength) for node in m.statements],
        "unrated": [at for at, node in enumerate(m.statements) if node.kind == "claim" and node.strength is None],
        "weights": [m.weighing.weight(step.weight) for step in m.steps],
        "intervals": intervals(m),
        "sides": "".join(side[node.id][0] for node in m.statements),
        "rows": packed_rows(m, e),
        "unanswered": list(unanswered(m)),
        "semantics": e.semantics,
        "ways": ways(m, e.how),
        "standpoint": e.how.standpoint,
        "standpoints": {
            name: heard_places(m, name) for name in STANDPOINTS if name in {*standpoints_of(m), e.how.standpoint}
        },
        "circuit": None if circuit is None else deflated_circuit(circuit),
        "formulas": {
            name: one.formula
            for name, one in SEMANTICS.items()
            if not (one.attack_only and any(step.kind == "support" for step in m.steps))
        },
        "sets": sets,
        "never": never,
        "sought": _sought(m, e),
        **({} if source is None else {"contexts": contexts(m, source)}),
    }


def contexts(m: ArgumentMap, source: str) -> dict[str, list[tuple[str, str, str] | None]]:
    """For each statement with a quote that stands in the source, and each of its places there: the paragraph, in three parts.

    These are what stands before the quote, the quote, and what stands after it.

    >>> from argmap.model import Claim
    >>> m = ArgumentMap(conclusion="c", statements=[Claim(text="It fell.", id="c", source=[{"at": "2", "quote": "it fell"}])])
    >>> contexts(m, "First.\\n\\nThen it fell.")
    {'c': [('Then ', 'it fell', '.')]}
    """
    parts = paragraphs(source)
    quotes = {
        node.id: [
            next(filter(None, (around(anchor.quote, part) for part in parts)), None) if anchor.quote else None
            for anchor in node.source
        ]
        for node in m.statements
    }
    return {id: places for id, places in quotes.items() if any(places)}


def _without_made_ids(data: dict[str, Any]) -> dict[str, Any]:
    """The map without the ids of steps from one statement that are made of their ends; the page makes them again."""
    for step in data["relations"]:
        (first, *more), kind, target = step["sources"], step["kind"], step["target"]
        if not more and step.get("id") == f"{first}.{RELATIONS[kind].verb}.{target}":
            del step["id"]
    return data


def packed(m: ArgumentMap) -> dict[str, Any] | None:
    """The circuit of a map, in few characters; None where worlds are drawn.

    `choices` holds three slots for each choice (chance, high, low): 0 and 1 are the constants, k ≥ 2 is the slot k − 1
    before the one that the choice fills. `stands` and `defeated` hold a slot for each statement, `steps` for each step.
    """
    graph = network(m, how_of({"semantics": DEFAULT})).graph
    compiled_map: Compiled | None = compiled(graph) if one_pass(graph) else plan(graph)
    if compiled_map is None:
        return None
    circuit = compiled_map.circuit
    first, choices = 2 + circuit.inputs, []
    for number, slots in enumerate(zip(circuit.chance, circuit.high, circuit.low, strict=True), first):
        choices += [slot if slot < 2 else number + 1 - slot for slot in slots]
    slots_of = {name: list(getattr(compiled_map, name)) for name in ("stands", "defeated", "steps")}
    return {"choices": choices, **slots_of}


def intervals(m: ArgumentMap) -> dict[str, list[tuple[int, float, float]]]:
    """The base scores and weights that the map gives as intervals: (position, low, high)."""
    pairs = {
        "statements": [m.scale.interval(node.strength) for node in m.statements],
        "steps": [m.weighing.weight_interval(step.weight) for step in m.steps],
    }
    return {
        name: [(at, low, high) for at, (low, high) in enumerate(found) if low < high] for name, found in pairs.items()
    }


def ways(m: ArgumentMap, how: How) -> dict[str, dict[str, Any]]:
    """How the page evaluates by possible worlds, and how by a gradual semantics: the way of the evaluation, and its counterpart."""
    other = _settled(m.evaluating, GRADUAL if how.worlds else DEFAULT)
    worlds, gradual = (how, other) if how.worlds else (other, how)
    return {
        "worlds": {
            "worlds": True,
            "accepted": worlds.accepted,
            "defeated": worlds.defeated,
            "rounding": ROUNDING,
            "sure": SURE,
            "cuts": worlds.cut_offs,
        },
        "gradual": {
            "worlds": False,
            "accepted": gradual.accepted,
            "rejected": gradual.rejected,
            "linked": gradual.linked.name,
            "prior": gradual.prior,
            "bare": UNSAID,
            "cuts": gradual.cut_offs,
        },
    }


def _settled(written: Evaluating | None, semantics: str) -> How:
    """The way of a semantics with what a map says, or with the defaults where that is for another one."""
    try:
        return how_of({"semantics": semantics}, written)
    except ValueError:
        return how_of({"semantics": semantics})


def heard_places(m: ArgumentMap, standpoint: str) -> dict[str, Sequence[int]] | None:
    """The positions of the statements and steps that are heard; None where all are."""
    part = heard(m, standpoint)
    if part is m:
        return None
    return {
        "statements": [at for at, node in enumerate(m.statements) if node.id in part.statements_by_id],
        "steps": [at for at, step in enumerate(m.steps) if step.id in part.steps_by_id],
    }


def _sought(m: ArgumentMap, e: Evaluation) -> bool:
    """Whether sets of rejections are sought: where a set takes no longer than a pass over the map."""
    return len(m.statements) <= SEARCHED and e.converged and not e.errors


def _overturning(m: ArgumentMap, e: Evaluation) -> tuple[list[dict[str, Any]], bool]:
    if not _sought(m, e):
        return [], False
    try:
        size = patience(len(m.statements), circular=bool(e.cycles))
        question = ask(m, **e.how.said)
        found = critical_sets(question, question.premises, size=size)
    except EvaluationError:
        return [], False
    pairs = zip(found.sets, found.verdicts, strict=True)
    return [{"ids": list(ids), "verdict": to} for ids, to in pairs], found.never
