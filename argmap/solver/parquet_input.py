"""Columnar files: reads statements and steps from Parquet or Arrow into arrays (needs pyarrow, `argmap[data]`)."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from argmap.errors import InputError, MissingPackage
from argmap.model import RELATIONS

TABLE_SUFFIXES = (".parquet", ".arrow", ".feather")
SIGNS_OF_KINDS = {kind.name: kind.sign for kind in RELATIONS.values() if kind.onto == "statement"}


def read(path: str | Path, columns: Sequence[str], *, optional: Sequence[str] = ()) -> dict[str, Any]:
    """The named columns of a file, as pyarrow arrays; optional columns only if they exist.

    Raises InputError for another suffix, a column that is missing or a missing value, naming the file and the fix.
    """
    path = Path(path)
    if path.suffix not in TABLE_SUFFIXES:
        raise InputError(f"{path}: suffix {path.suffix!r} is not known", f"one of {', '.join(TABLE_SUFFIXES)}")
    table = _table(path)
    missing = [name for name in columns if name not in table.column_names]
    if missing:
        there = ", ".join(table.column_names)
        raise InputError(f"{path}: no column {missing[0]!r}", f"it has {there}, and needs {', '.join(columns)}")
    wanted = [*columns, *(name for name in optional if name in table.column_names)]
    found = {name: table.column(name).combine_chunks() for name in wanted}
    for name, column in found.items():
        if column.null_count:
            at = int(np.argmax(column.is_null().to_numpy(zero_copy_only=False)))
            raise InputError(f"{path}: {name}[{at}] is missing", "every statement and step has a value of its own")
    return found


def numbers(column: Any) -> Any:
    """A column as an array of its values."""
    return column.to_numpy(zero_copy_only=False)


def positions(path: str | Path, name: str, column: Any, ids: Any) -> Any:
    """Positions of statements: unchanged, or looked up among the ids if the column holds text. Raises InputError for an unknown id."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if not _is_text(column.type):
        return numbers(column)
    if ids is None:
        raise InputError(f"{path}: {name} holds text", "give the statements a column 'id', or positions here")
    places = pc.index_in(column.cast(pa.large_string()), value_set=ids.cast(pa.large_string()))
    if places.null_count:
        at = int(np.argmax(places.is_null().to_numpy(zero_copy_only=False)))
        raise InputError(f"{path}: {name}[{at}] is {column[at].as_py()!r}", "it must be the id of a statement")
    return numbers(places)


def signs(path: str | Path, column: Any) -> Any:
    """+1 and −1: as they are, or from the words support and attack. Raises InputError for another word."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if not _is_text(column.type):
        return numbers(column)
    words = pa.array(list(SIGNS_OF_KINDS), pa.large_string())
    places = pc.index_in(column.cast(pa.large_string()), value_set=words)
    if places.null_count:
        at = int(np.argmax(places.is_null().to_numpy(zero_copy_only=False)))
        raise InputError(f"{path}: sign[{at}] is {column[at].as_py()!r}", f"{' or '.join(SIGNS_OF_KINDS)}, or +1 or −1")
    return np.array(list(SIGNS_OF_KINDS.values()))[numbers(places)]


def unique(path: str | Path, ids: Any) -> None:
    """Raises InputError if two statements have the same id."""
    import pyarrow.compute as pc

    if len(pc.unique(ids)) < len(ids):
        counts = pc.value_counts(ids)
        twice = next(one["values"].as_py() for one in counts if one["counts"].as_py() > 1)
        raise InputError(f"{path}: the id {twice!r} is there more than once", "give each statement its own")


def _table(path: Path) -> Any:
    try:
        import pyarrow as pa
        from pyarrow import feather, parquet
    except ImportError:
        raise MissingPackage("reading columnar files needs pyarrow", 'pip install "argmap[data]"') from None
    try:
        table = parquet.read_table(path) if path.suffix == ".parquet" else feather.read_table(path)
        # Arrow trusts the offsets in a file; a wrong one is a place in memory that is not ours.
        table.validate(full=True)
    except FileNotFoundError:
        raise
    except (pa.ArrowException, OSError, ValueError) as error:
        said = " ".join(str(error).split())
        raise InputError(f"{path}: {said}", f"the suffix says the format, {', '.join(TABLE_SUFFIXES)}") from None
    return table


def _is_text(kind: Any) -> bool:
    import pyarrow as pa

    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_dictionary(kind))
