"""A revision of a git repository: the contents of its files at that revision."""

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from argmap.errors import UsageError


@dataclass(frozen=True)
class Revision:
    """A commit of the repository that a folder belongs to; made by `revision_of`."""

    folder: Path
    commit: str

    def content(self, path: Path) -> bytes | None:
        """What a file held then; None if there was none."""
        found = _git(self.folder, "cat-file", "blob", self._at(path))
        return found.stdout if found.returncode == 0 else None

    def differs(self, path: Path) -> str:
        """How a file differs from then: "changed", "new", "gone" or "", which also stands for a file that is in neither."""
        then = _git(self.folder, "rev-parse", "--verify", "--quiet", "--end-of-options", self._at(path))
        if not path.is_file():
            return "" if then.returncode else "gone"
        if then.returncode:
            return "new"
        return "changed" if then.stdout != _git(self.folder, "hash-object", "--", str(path.resolve())).stdout else ""

    def _at(self, path: Path) -> str:
        return f"{self.commit}:./{Path(os.path.relpath(path.resolve(), self.folder)).as_posix()}"


def revision_of(folder: Path, name: str) -> Revision:
    """The revision that a name stands for in the repository of a folder. Raises UsageError."""
    folder = folder.resolve()
    answer = _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    if answer.returncode:
        inside = _git(folder, "rev-parse", "--git-dir").returncode == 0
        hint = "a branch, a tag or a commit; in CI, fetch the history" if inside else "git init makes one"
        raise UsageError(
            f"{name!r} is no revision of the repository" if inside else f"{folder} belongs to no git repository", hint
        )
    return Revision(folder, answer.stdout.decode().strip())


def _git(folder: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(["git", *words], cwd=folder, capture_output=True, check=False)  # noqa: S603, S607
    except OSError as error:
        raise UsageError(f"git cannot be run: {error.strerror}", "install git") from None
    except ValueError:
        raise UsageError("the name of a revision must have no null byte", "name a branch, a tag or a commit") from None
