"""Tables as Parquet: `.edges.parquet` with a row for each step and `.nodes.parquet` beside it; pyarrow reads and writes them."""

import io
from collections.abc import Mapping
from typing import Any

from argmap.errors import MissingPackage
from argmap.formats.foreign import rows
from argmap.formats.foreign.intake import Intake
from argmap.formats.losses import Reading, Source
from argmap.model import ArgumentMap

ENDS = (".edges.parquet", ".nodes.parquet")


def recognised(_text: str) -> bool:
    """Never: a Parquet file is no text, and known by its suffix."""
    return False


def read(source: Source) -> Reading:
    """The map in a table of edges, with the table of nodes beside it. Raises LoadError, and MissingPackage without pyarrow."""
    intake = Intake(source)
    if source.name.endswith(".nodes.parquet"):
        nodes: bytes | None = source.data
        edges = source.beside(".edges.parquet", *ENDS, ".parquet")
    else:
        edges, nodes = source.data, source.beside(".nodes.parquet", *ENDS, ".parquet")
    for row in _table(nodes, intake):
        rows.take_node(row, None, intake)
    for row in _table(edges, intake):
        rows.take_edge(row, None, intake)
    return intake.reading()


def _table(data: bytes | None, intake: Intake) -> list[dict[str, Any]]:
    if data is None:
        return []
    arrow, parquet = _pyarrow()
    try:
        table: list[dict[str, Any]] = parquet.read_table(io.BytesIO(data)).to_pylist()
    except (arrow.ArrowException, OSError, ValueError) as error:
        intake.problems.add(None, f"not readable as Parquet: {str(error).splitlines()[0]}")
        raise intake.problems.error() from None
    return table


def write(m: ArgumentMap) -> Mapping[str, bytes]:
    """The map as two tables; every cell is a text. Raises MissingPackage without pyarrow."""
    return {
        ".edges.parquet": _written(rows.edge_rows(m), rows.EDGES),
        ".nodes.parquet": _written(rows.node_rows(m), rows.NODES),
    }


def _written(table: list[rows.TableRow], columns: tuple[str, ...]) -> bytes:
    arrow, parquet = _pyarrow()
    cells = {name: [None if (cell := row.get(name)) is None else str(cell) for row in table] for name in columns}
    target = io.BytesIO()
    parquet.write_table(arrow.table({name: arrow.array(cells[name], arrow.string()) for name in columns}), target)
    return target.getvalue()


def _pyarrow() -> tuple[Any, Any]:
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError:
        raise MissingPackage("Parquet needs pyarrow", 'pip install "argmap[data]"') from None
    return pa, parquet
