"""The tables that a corpus becomes: their columns, with the type and the meaning of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from argmap.corpus.source import Entry


class Column(NamedTuple):
    """A column: its name, its Arrow type and what it holds."""

    name: str
    type: str
    about: str


@dataclass(frozen=True)
class Columns:
    """The columns of one table; `schema` is what Arrow calls them."""

    name: str
    columns: tuple[Column, ...]

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
    Column("number", "int64", "the place of the map in the corpus, from 0"),
    Column("map", "string", "what the map is called: its file, file and line, or its cell in the column `id`"),
    Column("file", "string", "the file it stands in"),
    Column("line", "int64", "its line in JSON Lines or its row in Parquet, from 1; 0 in a file of its own"),
)
"""The columns with which every table begins."""

MAPS = Columns(
    "maps",
    (
        *WHERE,
        Column("conclusion", "string", "the id of the conclusion"),
        Column("semantics", "string", "what a strength means"),
        Column("verdict", "string", "accepted, undecided or rejected; null if the map has an error"),
        Column("reason", "string", "why it is undecided, in a few words"),
        Column("stands", "float64", "the strength of the conclusion: the chance that it stands"),
        Column("defeated", "float64", "the chance that it is defeated; null under a gradual semantics"),
        Column("open", "float64", "the chance that it is neither; null under a gradual semantics"),
        Column("low", "float64", "the lower end of the strength, if the map gives intervals"),
        Column("high", "float64", "its upper end"),
        Column("status", "string", "how the strengths were found: exact, sampled, …"),
        Column("as_argued_verdict", "string", "the verdict as the author argues it; null if nobody else speaks"),
        Column("as_argued_stands", "float64", "the strength as the author argues it"),
        Column("with_reported_verdict", "string", "the verdict with the views that the text reports"),
        Column("with_reported_stands", "float64", "the strength with them"),
        Column("claims", "int32", "how many claims the map has"),
        Column("premises", "int32", "how many premises"),
        Column("counterevidence", "int32", "how many pieces of counterevidence"),
        Column("supports", "int32", "how many supports"),
        Column("attacks", "int32", "how many attacks"),
        Column("undercuts", "int32", "how many undercuts"),
        Column("seconds", "float64", "how long it took to load and evaluate the map"),
        Column("problems", "int32", "how many mistakes keep it from being loaded or evaluated; 0 if it is fine"),
        Column("rule", "string", "the rule that the first mistake breaks, with the value"),
        Column("error_line", "int64", "the line of the first mistake"),
        Column("error_column", "int64", "its column"),
        Column("error", "string", "the whole message, with the fix"),
    ),
)
STATEMENTS = Columns(
    "statements",
    (
        Column("number", "int64", "the place of the map in the corpus, from 0"),
        Column("map", "string", "what the map is called"),
        Column("id", "string", "the id of the statement"),
        Column("kind", "string", "claim, premise or counterevidence"),
        Column("base", "float64", "its base score"),
        Column("stands", "float64", "its strength"),
        Column("defeated", "float64", "the chance that it is defeated"),
        Column("low", "float64", "the lower end of its strength"),
        Column("high", "float64", "its upper end"),
        Column("verdict", "string", "accepted, undecided or rejected"),
    ),
)
FINDINGS = Columns(
    "findings",
    (
        *WHERE,
        Column("code", "string", "the code of the rule; `load` for what keeps the map from being loaded"),
        Column("severity", "string", "error, warning or note"),
        Column("subject", "string", "the id of the statement or step, or null"),
        Column("message", "string", "what is wrong"),
        Column("hint", "string", "what to do"),
        Column("error_line", "int64", "the line of the finding"),
        Column("error_column", "int64", "its column"),
    ),
)

Rows = tuple[Sequence[Sequence[Any]], ...]
"""What one map becomes: its rows in each table of a job."""


def where(entry: Entry) -> tuple[int, str, str, int]:
    """The cells of `WHERE`."""
    return entry.number, entry.name, entry.file, entry.line
