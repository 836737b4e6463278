"""Where the maps of a corpus stand: reads a folder, a glob, JSON Lines or Parquet one map after another, in bounded memory."""

import glob
import gzip
import io
import json
import os
import zlib
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from argmap import files
from argmap.errors import InputError, LoadError, MissingPackage
from argmap.formats import OWN_SUFFIXES
from argmap.limits import limits

ROWS_READ = 500
"""So many rows of a Parquet file are read at a time."""
TEXT, NAME = "map", "id"
"""The columns of a Parquet file that hold a map as JSON text, and what it is called."""


class CorpusEntry(NamedTuple):
    """A map of a corpus, not yet read: its bytes, and where they stand.

    `line` counts from 1: a line of JSON Lines or a row of Parquet, 0 for a file of its own. `extent` is how many bytes of the
    corpus it takes. What cannot be read has no data and a `problem`.
    """

    number: int
    name: str
    file: str
    line: int
    data: bytes
    extent: int
    problem: str = ""


class Piece(NamedTuple):
    """What a reader gives for one map: `name` is empty unless the file says one."""

    line: int
    data: bytes
    extent: int
    name: str = ""
    problem: str = ""


def entries(corpus: str, *, without: Collection[str] = ()) -> Iterator[CorpusEntry]:
    """The maps of a corpus, always in the same order, those of the files `without` left out.

    Raises InputError for a corpus without a file, OSError.

    >>> [entry.name for entry in entries("arguments/h*.argmap.yaml")]
    ['arguments/harry.argmap.yaml']
    """
    number = 0
    left_out = {os.path.realpath(file) for file in without}
    for file in paths_of(corpus):
        if os.path.realpath(file) in left_out:
            continue
        for piece in _reader_of(file)(file):
            name = piece.name or (f"{file}:{piece.line}" if piece.line else file)
            yield CorpusEntry(number, name, file, piece.line, piece.data, piece.extent, piece.problem)
            number += 1


def bytes_of(corpus: str) -> int:
    """The bytes of all files of a corpus that can be read."""
    size = 0
    for file in paths_of(corpus):
        with suppress(OSError):
            size += Path(file).stat().st_size
    return size


def paths_of(corpus: str) -> Iterator[str]:
    """The files of a corpus: those of a folder and below it in the order of their names, those that fit a glob, or the file itself.

    Of a folder, files whose suffix is that of a map, of JSON Lines or of Parquet. Raises InputError if there is none.
    """
    found = _walked(corpus) if Path(corpus).is_dir() else [corpus] if Path(corpus).exists() else _fitting(corpus)
    none = True
    for file in found:
        none = False
        yield file
    if none:
        kinds = ", ".join((*OWN_SUFFIXES, *READERS))
        raise InputError(f"there is no map at {corpus!r}", f"a folder, a glob, or a file that ends in {kinds}")


def _walked(folder: str) -> Iterator[str]:
    for one in sorted(os.scandir(folder), key=lambda one: one.name):
        if one.is_dir(follow_symlinks=False):
            if not one.name.startswith("."):
                yield from _walked(one.path)
        elif one.name.lower().endswith((*OWN_SUFFIXES, *READERS)) and not one.name.lower().endswith(TABLES):
            yield one.path


def _fitting(pattern: str) -> list[str]:
    return sorted(path for path in glob.glob(pattern, recursive=True) if not Path(path).is_dir())  # noqa: PTH207


def _reader_of(file: str) -> Callable[[str], Iterator[Piece]]:
    return next((read for suffix, read in READERS.items() if file.lower().endswith(suffix)), _whole)


def _whole(file: str) -> Iterator[Piece]:
    """The one map of a file."""
    try:
        data = files.read(file)
    except LoadError as error:
        yield Piece(0, b"", 0, problem=error.message)
    except OSError as error:
        yield Piece(0, b"", 0, problem=f"{file}: cannot be read: {error.strerror}")
    else:
        yield Piece(0, data, len(data))


def _lines(file: str) -> Iterator[Piece]:
    """A map for each line that is not empty; a line that is too long has a problem, as has the line at which a file breaks off."""
    number = 0
    try:
        with _opened(file) as (raw, stream):
            before = 0
            for line in _bounded(stream):
                number += 1
                position = raw.tell()
                extent, before = position - before, position
                if len(line) > (most := limits().bytes):
                    problem = f"{file}:{number}: a map must have at most {most:,} bytes"
                    yield Piece(number, b"", extent, problem=problem)
                elif line := line.strip(b" \t\r\n").removeprefix(b"\xef\xbb\xbf"):
                    yield Piece(number, line, extent)
    except (OSError, EOFError, zlib.error, LoadError) as error:
        problem = f"{file}:{number + 1}: cannot be read: {getattr(error, 'strerror', None) or error}"
        yield Piece(number + 1, b"", 0, problem=problem)


def _bounded(stream: BinaryIO) -> Iterator[bytes]:
    """The lines of a stream; of one that is too long, the beginning."""
    most = limits().bytes
    while line := stream.readline(most + 2):
        rest = line
        while not rest.endswith(b"\n") and (rest := stream.readline(most)):
            pass
        yield line


@contextmanager
def _opened(file: str) -> Iterator[tuple[BinaryIO, BinaryIO]]:
    """A file, and what is in it, unpacked if it is compressed. Raises LoadError for what is no file, OSError."""
    files.must_be_file(file)
    unpacked = PACKED.get(Path(file).suffix.lower(), io.BufferedReader)
    with Path(file).open("rb") as raw, unpacked(raw) as stream:
        yield raw, stream


def _gzip(raw: BinaryIO) -> Any:
    return gzip.open(raw, "rb")


def _zstd(raw: BinaryIO) -> Any:
    return io.BufferedReader(_pyarrow()[0].CompressedInputStream(raw, "zstd"), 1 << 20)


PACKED: Mapping[str, Callable[[BinaryIO], Any]] = {".gz": _gzip, ".zst": _zstd}
"""How a compressed file is unpacked, by its last suffix."""


def _rows(file: str) -> Iterator[Piece]:
    """A map for each row: the JSON text in the column `map`, or the keys of the flat notation as columns."""
    arrow, parquet = _pyarrow()
    try:
        with parquet.ParquetFile(file) as table:
            columns = set(table.schema_arrow.names)
            extent = max(1, Path(file).stat().st_size // max(1, table.metadata.num_rows))
            wanted = [name for name in (TEXT, NAME) if name in columns] if TEXT in columns else None
            number = 0
            for batch in table.iter_batches(batch_size=ROWS_READ, columns=wanted):
                for row in batch.to_pylist():
                    number += 1
                    yield _row(file, number, row, extent)
    except (arrow.ArrowException, OSError) as error:
        raise InputError(f"{file}: not readable as Parquet: {str(error).splitlines()[0]}") from None


def _row(file: str, number: int, row: dict[str, Any], extent: int) -> Piece:
    name = "" if row.get(NAME) is None else str(row[NAME])
    content = row[TEXT] if TEXT in row else {key: value for key, value in row.items() if key != NAME}
    if isinstance(content, bytes):
        return Piece(number, content, extent, name)
    if content is None:
        return Piece(number, b"", extent, name, problem=f"{file}:{number}: the row has no map")
    try:
        text = content if isinstance(content, str) else json.dumps(_said(content), ensure_ascii=False)
        return Piece(number, text.encode(), extent, name)
    except (TypeError, ValueError) as error:
        return Piece(number, b"", extent, name, problem=f"{file}:{number}: the row is not a flat map: {error}")


def _said(value: Any) -> Any:
    """A value of a table without the keys that have none: a table has every key of any row."""
    if isinstance(value, dict):
        return {key: _said(part) for key, part in value.items() if part is not None}
    return [_said(part) for part in value] if isinstance(value, list) else value


def needs_pyarrow() -> None:
    """Raises MissingPackage without pyarrow."""
    _pyarrow()


def _pyarrow() -> tuple[Any, Any]:
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError:
        raise MissingPackage("a corpus needs pyarrow", 'pip install "argmap[data]"') from None
    return pa, parquet


READERS: Mapping[str, Callable[[str], Iterator[Piece]]] = {
    **{f"{suffix}{packed}": _lines for suffix in (".jsonl", ".ndjson") for packed in ("", *PACKED)},
    ".parquet": _rows,
}
"""The files that hold many maps, by their suffix."""
TABLES = (".edges.parquet", ".nodes.parquet")
"""The tables of a single map, which another format reads."""
