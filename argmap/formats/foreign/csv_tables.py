"""Tables as CSV: `.edges.csv` with a row for each step and `.nodes.csv` beside it with one for each statement."""

import csv
import io
from collections.abc import Iterator, Mapping
from typing import Any

from argmap.formats.foreign import rows
from argmap.formats.foreign.intake import Intake
from argmap.formats.losses import Reading, Source
from argmap.model import ArgumentMap

ENDS = (".edges.csv", ".nodes.csv")
LONGEST_CELL = 2**24
"""The longest cell that is read."""
_SOURCES = ("source", "sources", "from", "src", "source_id", "start")
_TARGETS = ("target", "to", "trg", "dst", "target_id", "end")


def recognised(text: str) -> bool:
    """Whether the first line of a text names the ends of edges.

    >>> recognised("source,target,kind\\na,b,support\\n"), recognised("claim: So, it is.")
    (True, False)
    """
    words = [
        word.strip(' "').lower() for word in text.partition("\n")[0].replace(";", ",").replace("\t", ",").split(",")
    ]
    return bool({*_SOURCES} & {*words} and {*_TARGETS} & {*words})


def read(source: Source) -> Reading:
    """The map in a table of edges, with the table of nodes beside it where there is one. Raises LoadError."""
    intake = Intake(source)
    of_nodes = source.name.endswith(".nodes.csv")
    other = _beside(source, ".edges.csv" if of_nodes else ".nodes.csv")
    nodes, edges = (source, other) if of_nodes else (other, source)
    for table, take in ((nodes, rows.take_node), (edges, rows.take_edge)):
        intake.problems.file = table.name
        for row, number in _table(table.text, intake):
            take(row, (number, 1), intake)
    intake.problems.file = source.name
    return intake.reading()


def _beside(source: Source, end: str) -> Source:
    """The other table, empty where there is none."""
    name = next((source.name.removesuffix(one) for one in (*ENDS, ".csv") if source.name.endswith(one)), "")
    return Source(name + end, source.beside(end, *ENDS, ".csv") or b"")


def _table(text: str, intake: Intake) -> Iterator[tuple[Mapping[str, Any], int]]:
    if not text.strip():
        return
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, restkey="", restval="", strict=True)
    try:
        for row in reader:
            spare = row.pop("", "")
            begun = reader.line_num - sum(str(cell).count("\n") for cell in row.values())
            if spare and any(spare):
                intake.problems.add((begun, 1), f"the row has more cells than columns, got {spare!r}", "quote them")
            yield row, begun
    except csv.Error as error:
        hint = "close every quotation mark, and double those within a cell"
        intake.problems.add((reader.line_num + 1, 1), f"not readable as CSV: {error}", hint)


def write(m: ArgumentMap) -> Mapping[str, bytes]:
    """The map as two tables."""
    return {
        ".edges.csv": _written(rows.edge_rows(m), rows.EDGES),
        ".nodes.csv": _written(rows.node_rows(m), rows.NODES),
    }


def _written(table: list[rows.TableRow], columns: tuple[str, ...]) -> bytes:
    used = [column for column in columns if any(column in row for row in table)] or list(columns)
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, used, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(table)
    return text.getvalue().encode()
