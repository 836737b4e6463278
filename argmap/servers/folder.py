"""The folder that a server works in: maps are read and written there, and nowhere else."""

import os
from dataclasses import dataclass
from pathlib import Path

from argmap import files
from argmap.errors import UsageError


@dataclass(frozen=True)
class Folder:
    """A folder, and the files in it by their paths."""

    root: Path

    def file(self, path: str) -> str:
        """The file at a path in the folder. Raises UsageError for a path that leads out of it, links followed."""
        root = Path(os.path.realpath(self.root))
        found = Path(os.path.realpath(root / path))
        if "\0" in path or not found.is_relative_to(root):
            raise UsageError(f"path must be inside the folder of the server, got {path!r}", "a path under that folder")
        return str(found)

    def path(self, file: str) -> str:
        """The path in the folder at which `file` finds a file."""
        return os.path.relpath(file, os.path.realpath(self.root))

    def text(self, path: str) -> tuple[str, bytes]:
        """The text of a file in the folder, without a byte order mark, and its bytes. Raises UsageError, LoadError, OSError."""
        data = files.read(self.file(path))
        return files.text(data, path), data
