"""The verb `eval`."""

import json
from typing import Any

import typer

from argmap import formats
from argmap.cli.options import FOUND, Joined, Json, Map, Meaning
from argmap.cli.printing import screen
from argmap.cli.printing.evaluation import show_evaluation
from argmap.cli.printing.screen import counts, word
from argmap.cli.printing.text import hint
from argmap.evaluation import Evaluation, evaluate
from argmap.semantics import DEFAULT


def eval_map(file: Map, semantics: Meaning = DEFAULT, linked: Joined = "min", as_json: Json = False) -> None:
    """Evaluates the map and prints the verdict; exit code 1 when a cycle does not settle."""
    m = formats.load(file)
    e = evaluate(m, semantics, linked=linked)
    if as_json:
        print(json.dumps(_evaluation(e), ensure_ascii=False, indent=2))
    else:
        show_evaluation(screen.out, m, e)
        hint(screen.err, f"\n{counts(m)}, {e.semantics} · next: argmap render {word(file)} -o map.svg")
    if not e.converged:
        raise typer.Exit(FOUND)


def _evaluation(e: Evaluation) -> dict[str, Any]:
    wide = {id: interval for id, interval in e.intervals.items() if interval[0] != interval[1]}
    return {
        "conclusion": e.conclusion,
        "verdict": e.verdict,
        "semantics": e.semantics,
        "strengths": dict(e.strengths),
        "steps": dict(e.steps),
        **({"intervals": wide} if wide else {}),
        "status": e.status,
        "converged": e.converged,
        "rounds": e.rounds,
        "residual": e.residual,
        **({"cycles": [vars(cycle) for cycle in e.cycles]} if e.cycles else {}),
    }
