"""The impact of what happened since a revision: which statements and which evidence changed, and what that does to the verdict."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Unpack

from argmap import formats
from argmap.analysis.difference import Difference, diff
from argmap.analysis.held_evidence import FALLEN, Circumstances, Unheld, evidence_path, folder_of, unheld
from argmap.analysis.revision import Revision, revision_of
from argmap.evaluation import Evaluation, Said, evaluate, evaluate_as
from argmap.formats.home import home_of
from argmap.model import ArgumentMap


@dataclass(frozen=True)
class ChangedFile:
    """A file that is evidence, `how` it differs ("changed", "new", "gone"), and the statements that rest on it."""

    name: str
    how: str
    ids: tuple[str, ...]


@dataclass(frozen=True)
class Impact:
    """What happened to a map since a revision.

    `difference` is None if the map is new. `fallen` is the evidence that does not hold now, and `without` the evaluation in
    which no statement that rests on it stands.
    """

    m: ArgumentMap
    difference: Difference | None
    files: tuple[ChangedFile, ...]
    fallen: tuple[Unheld, ...]
    before: Evaluation | None
    after: Evaluation
    without: Evaluation

    @property
    def ids(self) -> tuple[str, ...]:
        """The statements whose evidence does not hold."""
        return tuple(dict.fromkeys(one.id for one in self.fallen))

    @property
    def verdicts(self) -> tuple[str, ...]:
        """The verdict at the revision, now, and without the evidence that does not hold."""
        return tuple(e.verdict for e in (self.before, self.after, self.without) if e)

    @property
    def turned(self) -> bool:
        """Whether the verdict turned, or would turn without the evidence that does not hold."""
        return len(set(self.verdicts)) > 1

    def __bool__(self) -> bool:
        return bool(self.difference or self.difference is None or self.files or self.fallen)


def impact(
    file: str,
    since: str,
    circumstances: Circumstances | None = None,
    adapted: Callable[[ArgumentMap], ArgumentMap] = lambda m: m,
    **said: Unpack[Said],
) -> Impact:
    """The impact on the map of a file of what happened since a revision of its git repository.

    `adapted` is done to both maps before they are evaluated. Raises UsageError for what is no revision, LoadError if the map
    does not load, now or then, EvaluationError if it cannot be evaluated.
    """
    m = adapted(formats.load_own(file))
    path = Path(file)
    revision = revision_of(path.parent, since)
    before = _then(path, file, since, revision)
    before = before and adapted(before)
    difference = diff(before, m, **said) if before else None
    earlier, after = _evaluated(before, m, difference, **said)
    fallen = tuple(evidence for evidence in unheld(m, circumstances) if evidence.state in FALLEN)
    ids = dict.fromkeys(evidence.id for evidence in fallen)
    return Impact(
        m,
        difference,
        _changed(m, revision),
        fallen,
        earlier,
        after,
        evaluate_as(m.rejecting(*ids), after.how) if ids else after,
    )


def _evaluated(
    before: ArgumentMap | None, m: ArgumentMap, difference: Difference | None, **said: Unpack[Said]
) -> tuple[Evaluation | None, Evaluation]:
    """The evaluations then and now, which the difference has made; without one, and to raise what kept it from making them, they are made here."""
    if difference is not None and difference.evaluations is not None:
        return difference.evaluations
    return None if before is None else evaluate(before, **said), evaluate(m, **said)


def _then(path: Path, file: str, since: str, revision: Revision) -> ArgumentMap | None:
    """The map that a file held at a revision."""
    data = revision.content(path)
    if data is None:
        return None
    name = f"{file}@{since}"
    return formats.read(data, formats.own_format(file, data), file=name, home=home_of(name, revision.content)).map


def _changed(m: ArgumentMap, revision: Revision) -> tuple[ChangedFile, ...]:
    """The files of evidence that differ; reports of tests count if the revision has them, others are made anew each time."""
    uses: dict[tuple[str, Path], list[str]] = {}
    for node in m.statements:
        folder = folder_of(m, node.id)
        for evidence in node.evidence:
            for name in filter(None, (evidence.file, evidence.junit)):
                if path := evidence_path(name, folder):
                    uses.setdefault((name, path), []).append(node.id)
    reports = {evidence.junit for node in m.statements for evidence in node.evidence}
    found = []
    for (name, path), ids in uses.items():
        how = revision.differs(path)
        if how and not (how == "new" and name in reports):
            found.append(ChangedFile(name, how, tuple(ids)))
    return tuple(found)
