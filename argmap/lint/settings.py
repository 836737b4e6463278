"""The settings of a project: the table `[tool.argmap]` of its pyproject.toml, as a value.

[tool.argmap]
select = ["AM"]
ignore = ["AM306"]
sources = {"arguments/case.argmap.yaml" = "texts/case.txt"}
per-file-ignores = {"drafts/*" = ["AM3"]}
per-node-ignores = [{file = "*", id = "rule", rules = ["AM307"], reason = "agreed by all parties"}]
evaluate = {semantics = "df-quad", accepted = 0.7}
limits = {depth = 400}

The command line and the file's own `evaluate:` override `evaluate`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from argmap import files, formats
from argmap.errors import MapError, UnknownName, UsageError, shown
from argmap.lint.finding import Finding
from argmap.model import ArgumentMap
from argmap.model.evaluating import Evaluating
from argmap.model.field import fields_of


@dataclass(frozen=True)
class NodeIgnore:
    """Findings that the project accepts: of these rules, on this statement or step, for a reason."""

    id: str
    rules: tuple[str, ...]
    reason: str
    file: str = "*"


@dataclass(frozen=True)
class ProjectSettings:
    """Which rules are asked of which file; made from a table by `settings_of`."""

    select: tuple[str, ...] = ("AM",)
    ignore: tuple[str, ...] = ()
    sources: Mapping[str, str] = field(default_factory=dict)
    per_file_ignores: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    per_node_ignores: tuple[NodeIgnore, ...] = ()
    evaluate: Evaluating | None = None
    limits: Mapping[str, int] = field(default_factory=dict)

    def on(self, m: ArgumentMap) -> ArgumentMap:
        """The map with the project's settings of evaluation where its file has none."""
        return evaluated_as(m, self.evaluate)

    def ignored(self, file: str) -> tuple[str, ...]:
        """The rules that are ignored in a file."""
        return (
            *self.ignore,
            *(one for glob, names in self.per_file_ignores.items() if _fits(file, glob) for one in names),
        )

    def source_of(self, file: str) -> str | None:
        """The path of the text that a map was made from."""
        return next((path for glob, path in self.sources.items() if _fits(file, glob)), None)

    def kept(self, file: str, found: tuple[Finding, ...]) -> Iterator[Finding]:
        """The findings that the project does not accept."""
        from argmap.lint.rules import selected

        if not self.per_node_ignores:
            yield from found
            return
        for one in found:
            agreed = (
                ignore for ignore in self.per_node_ignores if ignore.id == one.subject and _fits(file, ignore.file)
            )
            if not any(one.code in {rule.code for rule in selected(ignore.rules, ())} for ignore in agreed):
                yield one


def settings_of(table: Mapping[str, Any], where: str = "[tool.argmap]") -> ProjectSettings:
    """The settings in a table. Raises UsageError for an unknown key or a wrong value, UnknownName for an unknown rule.

    >>> settings_of({"ignore": ["AM306"]}).ignore
    ('AM306',)
    """
    known = {entry.name.replace("_", "-"): entry.name for entry in fields(ProjectSettings)}
    values: dict[str, Any] = {}
    for key, value in table.items():
        if key not in known:
            unknown = UnknownName("setting", key, known)
            raise UsageError(f"{where}: {unknown.message}", unknown.hint)
        values[known[key]] = value
    for name in ("select", "ignore"):
        if name in values:
            values[name] = _names(values[name], f"{where} {name}")
    if "sources" in values:
        values["sources"] = _table(values["sources"], f"{where} sources", str)
    if "per_file_ignores" in values:
        listed = _table(values["per_file_ignores"], f"{where} per-file-ignores", list)
        values["per_file_ignores"] = {
            glob: _names(names, f"{where} per-file-ignores") for glob, names in listed.items()
        }
    if "per_node_ignores" in values:
        if not isinstance(values["per_node_ignores"], list):
            got = shown(values["per_node_ignores"])
            raise UsageError(f"{where} per-node-ignores: must be a list of tables, got {got}", "[{id = …, …}]")
        values["per_node_ignores"] = tuple(_node_ignore(entry, where) for entry in values["per_node_ignores"])
    if "limits" in values:
        values["limits"] = _table(values["limits"], f"{where} limits", int)
    if "evaluate" in values:
        values["evaluate"] = _evaluate(values["evaluate"], f"{where} evaluate")
    return ProjectSettings(**values)


def limits_of_project() -> Mapping[str, int]:
    """The limits in [tool.argmap] of the nearest pyproject.toml. Raises UsageError."""
    table, where = _table_of_project()
    return _table(table.get("limits", {}), f"{where} limits", int)


def project() -> ProjectSettings:
    """The settings from [tool.argmap] of the nearest pyproject.toml, from the working folder up. Raises UsageError."""
    return settings_of(*_table_of_project())


def load_as_set(file: str) -> ArgumentMap:
    """The map of a file, with the project's settings of evaluation where it has none. Raises LoadError and UsageError."""
    return as_project(formats.load_own(file))


def as_project(m: ArgumentMap) -> ArgumentMap:
    """The map with the project's settings of evaluation where its file has none. Raises UsageError."""
    table, where = _table_of_project()
    return evaluated_as(m, _evaluate(table["evaluate"], f"{where} evaluate")) if "evaluate" in table else m


def evaluated_as(m: ArgumentMap, weaker: Evaluating | None) -> ArgumentMap:
    """The map with the settings of evaluation of `weaker` where its own `evaluate:` has none.

    >>> from argmap.model import Claim
    >>> m = ArgumentMap(conclusion="c", statements=[Claim(text="C.", id="c")], evaluating=Evaluating(prior=0))
    >>> evaluated_as(m, Evaluating(semantics="df-quad", prior=0.5)).evaluating
    Evaluating(semantics='df-quad', prior=0.0)
    """
    if weaker is None:
        return m
    own = {name: value for name, value in (m.evaluating or Evaluating()).fields().items() if value is not None}
    return m.replace(evaluating=weaker.replace(**own))


def _table_of_project() -> tuple[Mapping[str, Any], str]:
    for folder in (Path.cwd(), *Path.cwd().parents):
        path = folder / "pyproject.toml"
        if path.is_file():
            return _table_in(path), f"{path} [tool.argmap]"
    return {}, "[tool.argmap]"


def _table_in(path: Path) -> Mapping[str, Any]:
    try:
        text = files.read_text(path)
        if "argmap" not in text:
            return {}
        import tomllib

        read: Mapping[str, Any] = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        if isinstance(error, MapError):
            raise
        raise UsageError(f"{path}: {error}") from None
    tools = read.get("tool", {})
    table = tools.get("argmap", {}) if isinstance(tools, Mapping) else {}
    if not isinstance(table, Mapping):
        raise UsageError(f"{path} [tool.argmap]: must be a table, got {shown(table)}", "[tool.argmap]")
    return table


def _evaluate(value: Any, where: str) -> Evaluating:
    if not isinstance(value, Mapping):
        raise UsageError(f"{where}: must be a table, got {value!r}", 'evaluate = {semantics = "df-quad"}')
    for key in value:
        if key not in fields_of(Evaluating):
            unknown = UnknownName("setting", key, fields_of(Evaluating))
            raise UsageError(f"{where}: {unknown.message}", unknown.hint)
    try:
        return Evaluating(**value)
    except MapError as error:
        raise UsageError(f"{where}: {error.problems[0].message}", error.problems[0].hint) from None


def _node_ignore(row: Any, where: str) -> NodeIgnore:
    key = f"{where} per-node-ignores"
    if not isinstance(row, Mapping) or not set(row) <= {"file", "id", "rules", "reason"}:
        raise UsageError(f"{key}: got {row!r}", "{id = …, rules = […], reason = …, file = …}")
    if not str(row.get("reason", "")).strip() or "id" not in row:
        raise UsageError(f"{key}: an id and a reason are needed, got {dict(row)!r}", "say why the finding is accepted")
    return NodeIgnore(str(row["id"]), _names(row.get("rules", ()), key), str(row["reason"]), str(row.get("file", "*")))


def _names(value: Any, where: str) -> tuple[str, ...]:
    if not isinstance(value, (list, tuple)) or not all(isinstance(one, str) for one in value):
        raise UsageError(f"{where}: must be a list of codes, got {value!r}", '["AM306"]')
    from argmap.lint.rules import selected

    selected(value, ())
    return tuple(value)


def _table(value: Any, where: str, kind: type) -> Mapping[str, Any]:
    if not isinstance(value, Mapping) or not all(isinstance(one, kind) for one in value.values()):
        raise UsageError(f"{where}: must be a table with values of the type {kind.__name__}, got {shown(value)}")
    return value


def _fits(file: str, glob: str) -> bool:
    return fnmatch(file, glob) or fnmatch(file, f"*/{glob}") or file.endswith(f"/{glob}")
