"""Data frames of any library, both ways, by narwhals: results as a frame, and a map of a frame of edges and one of nodes."""

from typing import Any, Protocol

from argmap.errors import MissingPackage, SettingError
from argmap.formats.foreign import rows
from argmap.formats.foreign.intake import Intake
from argmap.formats.losses import Reading, Source

BACKENDS = ("pandas", "polars", "pyarrow", "modin", "cudf")


class HasRows(Protocol):
    """A result that can be told in rows."""

    def rows(self) -> list[dict[str, Any]]:
        """A mapping for each row."""
        ...


def to_frame(result: HasRows, backend: str = "pandas") -> Any:
    """The rows of a result as a data frame of pandas, Polars or another library; a result without rows gives no columns.

    Raises MissingPackage without narwhals or that library, SettingError for a library that is not one of `BACKENDS`.
    """
    if backend not in BACKENDS:
        raise SettingError(f"backend must be one of {', '.join(BACKENDS)}, got {backend!r}")
    nw = _narwhals()
    table = result.rows()
    columns = list(dict.fromkeys(name for row in table for name in row))
    try:
        return nw.from_dict({name: [row.get(name) for row in table] for name in columns}, backend=backend).to_native()
    except ImportError as error:
        raise MissingPackage(f"{backend} is not installed", f"pip install {backend}") from error


def from_frames(edges: Any, nodes: Any = None, conclusion: str | None = None) -> Reading:
    """The map of a data frame of edges, with one of nodes where there is one, and what of them is left out.

    The columns are those of the tables as CSV: `sources`, `target` and `kind` for edges, `id` and `text` for nodes. Raises
    LoadError, and MissingPackage without narwhals.
    """
    nw = _narwhals()
    intake = Intake(Source("frame", b"", conclusion))
    for row in nw.from_native(nodes, eager_only=True).iter_rows(named=True) if nodes is not None else ():
        rows.take_node(row, None, intake)
    for row in nw.from_native(edges, eager_only=True).iter_rows(named=True):
        rows.take_edge(row, None, intake)
    return intake.reading()


def _narwhals() -> Any:
    try:
        import narwhals as nw
    except ImportError:
        raise MissingPackage("data frames need narwhals", 'pip install "argmap[frames]"') from None
    return nw
