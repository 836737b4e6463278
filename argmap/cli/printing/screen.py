"""Output of verbs: results to standard output, everything else to standard error; also writes files."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from argmap import files
from argmap.cli.options import CANNOT_DRAW, FINE, FOUND, UNREADABLE
from argmap.cli.printing.console import Console
from argmap.cli.printing.text import consoles, counted, hint, say, show_problem
from argmap.cli.printing.waiting import end as end_waiting
from argmap.errors import ArgmapError, EvaluationError, LoadError, MapError, Problem, RenderError

if TYPE_CHECKING:
    from argmap.evaluation import Evaluation, Said
    from argmap.lint.finding import Finding
    from argmap.model import ArgumentMap

out, err = consoles()
MOST_ALIKE = 5
"""How many problems that differ in their values alone are printed; the others are counted."""
_VALUES = re.compile(r"'[^']*'|\"[^\"]*\"|\d+")


@contextmanager
def mistakes_told() -> Iterator[None]:
    """Tells a user's mistake, or a fault of ours, instead of raising it: what is watched may be saved again."""
    try:
        yield
    except (ArgmapError, OSError) as error:
        tell(error)
    except Exception as error:  # noqa: BLE001 - whatever it is, the next file that is saved is drawn again
        show_problem(err, "error", "error", f"{type(error).__name__}: {error}", "", None, {})


def tell(error: ArgmapError | OSError) -> int:
    """Prints what is wrong and the fix; gives the exit code."""
    if isinstance(error, MapError):
        show_problems(err, error)
        return UNREADABLE
    if isinstance(error, ArgmapError):
        show_problem(err, "error", "error", error.message, error.hint, None, {})
        return {EvaluationError: FOUND, RenderError: CANNOT_DRAW}.get(type(error), UNREADABLE)
    try:
        sys.stdout.flush()
    except OSError:  # What is left of it is for nobody, and must not fail once more when argmap ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if isinstance(error, BrokenPipeError):
        return FINE
    show_problem(err, "error", "error", f"{error.filename or 'the output'}: {error.strerror or error}", "", None, {})
    return UNREADABLE


def show_problems(console: Console, error: MapError) -> None:
    """Each problem with its line and its fix; of those that differ in their values alone a few, and how many there are."""
    texts = {problem.place.file: text_or_nothing(problem.place.file) for problem in error.problems if problem.place}
    counts_by_kind: dict[str, int] = {}
    for problem in error.problems:
        kind = _VALUES.sub("…", sentence_of(problem))
        counts_by_kind[kind] = counts_by_kind.get(kind, 0) + 1
        if counts_by_kind[kind] <= MOST_ALIKE:
            show_problem(console, "error", "error", sentence_of(problem), problem.hint, problem.place, texts)
    for kind, many in counts_by_kind.items():
        if many > MOST_ALIKE:
            say(console, f"… and {many - MOST_ALIKE} more like: {kind}")
    count = len(error.problems)
    hint(console, f"{count} problem{'s' if count != 1 else ''}; the map does not load")


def show_findings(file: str, m: ArgumentMap, findings: tuple[Finding, ...], *, verbose: bool = False) -> None:
    """Each warning and error with its line and its fix, the notes of a rule together, and how many there are.

    With `verbose` each note has its line and its fix as well.
    """
    texts = {
        name: text_or_nothing(name) for name in {file, *(finding.place.file for finding in findings if finding.place)}
    }
    notes: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.severity == "note" and not verbose:
            notes.setdefault(finding.code, []).append(finding)
        else:
            label = f"{finding.severity}[{finding.code}]"
            show_problem(out, label, finding.severity, finding.message, finding.hint, finding.place, texts)
    for code, group in notes.items():
        _show_notes(file, code, group)
    totals = {name: sum(finding.severity == name for finding in findings) for name in ("error", "warning", "note")}
    summary = ", ".join(f"{count} {name}{'s' if count != 1 else ''}" for name, count in totals.items() if count)
    if any(len(group) > 1 for group in notes.values()):
        hint(err, f"argmap check --verbose {word(file)} shows each note with its line")
    hint(
        err, f"{file}: {summary or 'nothing to report'} in {size_in_words(m)}, {counted(len(m.expect), 'expectation')}"
    )


def _show_notes(file: str, code: str, notes: Sequence[Finding]) -> None:
    """The notes of one rule: the message where there is one note, else the subjects with their lines."""
    if len(notes) == 1 or not all(note.subject for note in notes):
        for note in notes:
            say(out, f"note[{code}]: {note.place or file}: {note.message}", "dim", hang=4)
        return
    from argmap.lint import RULES

    listed = ", ".join(
        f"{note.subject} ({note.place.line if note.place.file == file else note.place})" if note.place else note.subject
        for note in notes
    )
    say(out, f"note[{code}]: {file}: {RULES[code].name.replace('-', ' ')}, {len(notes)} times: {listed}", "dim", hang=4)


def sentence_of(problem: Problem) -> str:
    """A problem's sentence."""
    return f"{problem.subject}: {problem.message}" if problem.subject else problem.message


def text_or_nothing(file: str) -> str:
    """The text of a file, or nothing."""
    try:
        return files.read(file).decode("utf-8-sig", "replace")
    except (OSError, LoadError):
        return ""


def read(file: str) -> bytes:
    """What a file holds, or standard input for -."""
    return files.bounded(sys.stdin.buffer, "<stdin>") if file == "-" else files.read(file)


def read_text(file: str) -> str:
    """The text of a file, or of standard input for -. Raises LoadError where it is no UTF-8."""
    return files.text(read(file), file)


def evaluated(m: ArgumentMap, how: Said) -> Evaluation | None:
    """The evaluation, or None and a warning when the map has none under the semantics in use."""
    from argmap.evaluation import evaluate

    try:
        return evaluate(m, **how)
    except EvaluationError as error:
        hint = "; ".join(filter(None, (error.hint, "the picture shows base scores")))
        show_problem(err, "warning", "warning", error.message, hint, None, {})
        return None


def write(path: str, content: str | bytes, *, was: bytes | None = None) -> None:
    """Writes a file as `argmap.files.write` does, or prints to standard output for -."""
    data = content.encode() if isinstance(content, str) else content
    if path == "-":
        end_waiting()
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    files.write(path, data, was=was)


def size_in_words(m: ArgumentMap) -> str:
    """How large a map is."""
    return f"{counted(len(m.statements), 'statement')}, {counted(len(m.steps), 'step')}"


def word(file: str) -> str:
    """A file name as a shell takes it."""
    return file if file.replace("/", "").replace(".", "").replace("-", "").replace("_", "").isalnum() else repr(file)
