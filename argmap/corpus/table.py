"""The tables that a corpus becomes: their columns, with the type and the meaning of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from argmap.corpus.source import CorpusEntry


class TableColumn(NamedTuple):
    """A column: its name, its Arrow type and what it holds."""

    name: str
    type: str
    about: str


@dataclass(frozen=True)
class Columns:
    """The columns of one table; `schema` is what Arrow calls them."""

    name: str
    columns: tuple[TableColumn, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(column.name for column in self.columns)

    def schema(self) -> Any:
        """The columns as a schema of Arrow."""
        import pyarrow as pa

        return pa.schema([(column.name, getattr(pa, column.type)()) for column in self.columns])

    def filled(self, rows: Sequence[Sequence[Any]]) -> Any:
        """A table of Arrow with these rows."""
        import pyarrow as pa

        columns = list(zip(*rows, strict=True)) or [()] * len(self.columns)
        schema = self.schema()
        arrays = [pa.array(column, field.type) for column, field in zip(columns, schema, strict=True)]
        return pa.table(arrays, schema=schema)


WHERE = (
    TableColumn("number", "int64", "the place of the map in the corpus, from 0"),
    TableColumn("map", "string", "the name of the map: its file, file and line, or its cell in the column `id`"),
    TableColumn("file", "string", "the file that contains it"),
    TableColumn("line", "int64", "its line in JSON Lines or its row in Parquet, from 1; 0 in a file of its own"),
)
"""The columns with which every table begins."""

MAPS = Columns(
    "maps",
    (
        *WHERE,
        TableColumn("conclusion", "string", "the id of the conclusion"),
        TableColumn("semantics", "string", "what a strength means"),
        TableColumn("verdict", "string", "accepted, undecided or rejected; null if the map has an error"),
        TableColumn("reason", "string", "why it is undecided, in a few words"),
        TableColumn("stands", "float64", "the strength of the conclusion: the chance that it stands"),
        TableColumn("defeated", "float64", "the chance that it is defeated; null under a gradual semantics"),
        TableColumn("open", "float64", "the chance that it is neither; null under a gradual semantics"),
        TableColumn("low", "float64", "the lower end of the strength, if the map gives intervals"),
        TableColumn("high", "float64", "its upper end"),
        TableColumn("status", "string", "how the strengths were found: exact, sampled, …"),
        TableColumn("as_argued_verdict", "string", "the verdict as the author argues it; null if nobody else speaks"),
        TableColumn("as_argued_stands", "float64", "the strength as the author argues it"),
        TableColumn("with_reported_verdict", "string", "the verdict with the views that the text reports"),
        TableColumn("with_reported_stands", "float64", "the strength with them"),
        TableColumn("claims", "int32", "how many claims the map has"),
        TableColumn("premises", "int32", "how many premises"),
        TableColumn("counterevidence", "int32", "how many pieces of counterevidence"),
        TableColumn("supports", "int32", "how many supports"),
        TableColumn("attacks", "int32", "how many attacks"),
        TableColumn("undercuts", "int32", "how many undercuts"),
        TableColumn("seconds", "float64", "how long it took to load and evaluate the map"),
        TableColumn("problems", "int32", "how many mistakes keep it from being loaded or evaluated; 0 if it is fine"),
        TableColumn("rule", "string", "the rule that the first mistake breaks, with the value"),
        TableColumn("error_line", "int64", "the line of the first mistake"),
        TableColumn("error_column", "int64", "its column"),
        TableColumn("error", "string", "the whole message, with the fix"),
    ),
)
STATEMENTS = Columns(
    "statements",
    (
        TableColumn("number", "int64", "the place of the map in the corpus, from 0"),
        TableColumn("map", "string", "the name of the map"),
        TableColumn("id", "string", "the id of the statement"),
        TableColumn("kind", "string", "claim, premise or counterevidence"),
        TableColumn("base", "float64", "its base score"),
        TableColumn("stands", "float64", "its strength"),
        TableColumn("defeated", "float64", "the chance that it is defeated"),
        TableColumn("low", "float64", "the lower end of its strength"),
        TableColumn("high", "float64", "its upper end"),
        TableColumn("verdict", "string", "accepted, undecided or rejected"),
    ),
)
FINDINGS = Columns(
    "findings",
    (
        *WHERE,
        TableColumn("code", "string", "the code of the rule; `load` for what keeps the map from being loaded"),
        TableColumn("severity", "string", "error, warning or note"),
        TableColumn("subject", "string", "the id of the statement or step, or null"),
        TableColumn("message", "string", "what is wrong"),
        TableColumn("hint", "string", "what to do"),
        TableColumn("error_line", "int64", "the line of the finding"),
        TableColumn("error_column", "int64", "its column"),
    ),
)

TableRows = tuple[Sequence[Sequence[Any]], ...]
"""What one map becomes: its rows in each table of a job."""


def where(entry: CorpusEntry) -> tuple[int, str, str, int]:
    """The cells of `WHERE`."""
    return entry.number, entry.name, entry.file, entry.line
