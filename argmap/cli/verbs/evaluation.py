"""The verb `eval`."""

from typing import Any

import click

from argmap.cli import options
from argmap.cli.options import FOUND
from argmap.cli.printing import screen
from argmap.cli.printing.evaluation import show_evaluation
from argmap.cli.printing.json import print_json
from argmap.cli.printing.screen import size_in_words, word
from argmap.cli.printing.text import hint
from argmap.evaluation import Evaluation, How, Said, evaluate
from argmap.lint.settings import load_as_set


@options.map_file
@options.as_json
@options.evaluating
def eval_map(file: str, as_json: bool, *, how: Said) -> None:
    """Evaluates the map and prints the verdict; exit code 1 when a cycle does not settle."""
    m = load_as_set(file)
    e = evaluate(m, **how)
    if as_json:
        print_json(evaluation_data(e))
    else:
        show_evaluation(screen.out, m, e)
        hint(screen.err, f"\n{size_in_words(m)}, {e.semantics} · next: argmap render {word(file)} -o map.svg")
    if not e.converged:
        raise click.exceptions.Exit(FOUND)


def evaluation_data(e: Evaluation) -> dict[str, Any]:
    """An evaluation as `--json` prints it."""
    wide = {id: interval for id, interval in e.intervals.items() if interval[0] != interval[1]}
    return {
        "conclusion": e.conclusion,
        "verdict": e.verdict,
        "reason": e.reason,
        "cut-offs": _cut_offs(e.how),
        "semantics": e.semantics,
        "standpoint": e.how.standpoint,
        "strengths": dict(e.strengths),
        **({"defeated": dict(e.defeated), "open": dict(e.open)} if e.how.worlds else {}),
        "steps": dict(e.steps),
        **({"intervals": wide} if wide else {}),
        **({"errors": dict(e.errors), "defeated-errors": dict(e.defeated_errors)} if e.errors else {}),
        "standpoints": {name: _from(one) for name, one in e.standpoints.items()},
        "status": e.status,
        "converged": e.converged,
        "rounds": e.rounds,
        "residual": e.residual,
        **({"cycles": [vars(cycle) for cycle in e.cycles]} if e.cycles else {}),
    }


def _cut_offs(how: How) -> dict[str, float]:
    other = {"defeated": how.defeated} if how.worlds else {"rejected": how.rejected}
    return {"accepted": how.accepted, **other}


def _from(e: Evaluation) -> dict[str, Any]:
    """The result for the conclusion from a standpoint."""
    of = e.conclusion
    chances = {"defeated": e.defeated[of], "open": e.open[of]} if e.how.worlds else {}
    return {"verdict": e.verdict, "reason": e.reason, "strength": e[of], **chances}
