"""The parts of a run: a file for each chunk and table, kept until the output is complete, so that an interrupted run can be resumed.

The name of a part holds a digest of the maps and the settings that it was made from. So a part is used again exactly if it
would be made again with the same rows, whatever was changed in between.
"""

import io
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Any

from argmap import files
from argmap.corpus.source import CorpusEntry
from argmap.corpus.table import Columns, TableRows
from argmap.errors import UsageError

ROWS_PER_GROUP = 50_000
"""So many rows stand together in the result, at least."""
LOCK = "lock"
_PART = re.compile(r"\d{8}-[0-9a-f]{32}\.\w+\.parquet")


@dataclass
class Parts:
    """The parts of one run, in a hidden folder beside its output; `key` says what they are made with."""

    output: str
    tables: tuple[Columns, ...]
    key: str
    names: list[str] = field(default_factory=list)

    @property
    def folder(self) -> Path:
        """The folder."""
        path = Path(self.output)
        return path.with_name(f".{path.name}.parts")

    @contextmanager
    def open(self) -> Iterator[None]:
        """Makes the folder, and keeps other runs out of it. Raises UsageError if one is in it, OSError."""
        self.folder.mkdir(exist_ok=True)
        if os.name != "posix":
            yield
            return
        import fcntl

        descriptor = os.open(self.folder / LOCK, os.O_WRONLY | os.O_CREAT, 0o600)
        try:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise UsageError(f"another run is writing {self.output}", "wait for it, or name another file") from None
            yield
        finally:
            os.close(descriptor)

    def noted(self, number: int, chunk: Sequence[CorpusEntry]) -> bool:
        """Notes the next chunk; gives whether its parts are there already."""
        digest = blake2b(self.key.encode(), digest_size=16)
        for entry in chunk:
            digest.update(repr((entry.name, entry.file, entry.line, len(entry.data), entry.problem)).encode())
            digest.update(entry.data)
        self.names.append(f"{number:08}-{digest.hexdigest()}")
        return all(self._path(number, table).exists() for table in self.tables)

    def write(self, number: int, found: Sequence[TableRows]) -> None:
        """Writes the parts of a chunk, each whole or not at all."""
        for at, table in enumerate(self.tables):
            rows = [row for one in found for row in one[at]]
            data = io.BytesIO()
            _parquet().write_table(table.filled(rows), data, compression="zstd")
            files.write(self._path(number, table), data.getvalue())

    def joined(self, outputs: Sequence[str]) -> Iterator[Any]:
        """Writes each output from its parts, in the order of the corpus, and gives the tables of the first as they pass."""
        for number, (table, output) in enumerate(zip(self.tables, outputs, strict=True)):
            path = Path(os.path.realpath(output))
            beside = path.with_name(f".{path.name}.tmp")
            try:
                with _parquet().ParquetWriter(beside, table.schema(), compression="zstd") as writer:
                    for group in self._groups(table):
                        writer.write_table(group)
                        if number == 0:
                            yield group
                with beside.open("rb+") as file:
                    os.fsync(file.fileno())
                beside.replace(path)
            finally:
                beside.unlink(missing_ok=True)

    def _groups(self, table: Columns) -> Iterator[Any]:
        import pyarrow as pa

        group: list[Any] = []
        for number in range(len(self.names)):
            group.append(_parquet().read_table(self._path(number, table), schema=table.schema()))
            if sum(part.num_rows for part in group) >= ROWS_PER_GROUP:
                yield pa.concat_tables(group).combine_chunks()
                group = []
        if group or not self.names:
            yield pa.concat_tables(group).combine_chunks() if group else table.filled([])

    def remove(self) -> None:
        """Removes the parts, those of earlier runs too, and the folder if nothing else is in it."""
        for path in self.folder.iterdir():
            if path.name == LOCK or _PART.fullmatch(path.name):
                path.unlink()
        if not any(self.folder.iterdir()):
            self.folder.rmdir()

    def _path(self, number: int, table: Columns) -> Path:
        return self.folder / f"{self.names[number]}.{table.name}.parquet"


def _parquet() -> Any:
    from pyarrow import parquet

    return parquet
