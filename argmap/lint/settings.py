"""What a project asks of `argmap check`: the table `[tool.argmap]` of its pyproject.toml, as a value.

[tool.argmap]
select = ["AM"]
ignore = ["AM306"]
sources = {"arguments/case.argmap.yaml" = "texts/case.txt"}
per-file-ignores = {"drafts/*" = ["AM3"]}
per-node-ignores = [{file = "*", id = "rule", rules = ["AM307"], reason = "agreed by all parties"}]
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from fnmatch import fnmatch
from typing import Any

from argmap.errors import UnknownName, UsageError
from argmap.lint.finding import Finding
from argmap.lint.rules import selected


@dataclass(frozen=True)
class NodeIgnore:
    """A finding that is agreed to stand: of these rules, on this statement or step, for a reason."""

    id: str
    rules: tuple[str, ...]
    reason: str
    file: str = "*"


@dataclass(frozen=True)
class Settings:
    """Which rules are asked of which file; made from a table by `settings_of`."""

    select: tuple[str, ...] = ("AM",)
    ignore: tuple[str, ...] = ()
    sources: Mapping[str, str] = field(default_factory=dict)
    per_file_ignores: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    per_node_ignores: tuple[NodeIgnore, ...] = ()

    def ignored(self, file: str) -> tuple[str, ...]:
        """What is ignored in a file."""
        return (
            *self.ignore,
            *(one for glob, names in self.per_file_ignores.items() if _fits(file, glob) for one in names),
        )

    def source_of(self, file: str) -> str | None:
        """The path of the text that a map was taken from."""
        return next((path for glob, path in self.sources.items() if _fits(file, glob)), None)

    def kept(self, file: str, found: tuple[Finding, ...]) -> Iterator[Finding]:
        """The findings that no one agreed to let stand."""
        for one in found:
            agreed = (
                ignore for ignore in self.per_node_ignores if ignore.id == one.subject and _fits(file, ignore.file)
            )
            if not any(one.code in {rule.code for rule in selected(ignore.rules, ())} for ignore in agreed):
                yield one


def settings_of(table: Mapping[str, Any], where: str = "[tool.argmap]") -> Settings:
    """The settings that a table says. Raises UsageError for a key or value that means nothing, UnknownName for a rule.

    >>> settings_of({"ignore": ["AM306"]}).ignore
    ('AM306',)
    """
    known = {one.name.replace("_", "-"): one.name for one in fields(Settings)}
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
        values["per_node_ignores"] = tuple(_node_ignore(one, where) for one in values["per_node_ignores"])
    return Settings(**values)


def _node_ignore(one: Any, where: str) -> NodeIgnore:
    at = f"{where} per-node-ignores"
    if not isinstance(one, Mapping) or not set(one) <= {"file", "id", "rules", "reason"}:
        raise UsageError(f"{at}: got {one!r}", "{id = …, rules = […], reason = …, file = …}")
    if not str(one.get("reason", "")).strip() or "id" not in one:
        raise UsageError(f"{at}: an id and a reason are needed, got {dict(one)!r}", "say why the finding may stand")
    return NodeIgnore(str(one["id"]), _names(one.get("rules", ()), at), str(one["reason"]), str(one.get("file", "*")))


def _names(value: Any, where: str) -> tuple[str, ...]:
    if not isinstance(value, (list, tuple)) or not all(isinstance(one, str) for one in value):
        raise UsageError(f"{where}: must be a list of codes, got {value!r}", '["AM306"]')
    selected(value, ())
    return tuple(value)


def _table(value: Any, where: str, kind: type) -> Mapping[str, Any]:
    if not isinstance(value, Mapping) or not all(isinstance(one, kind) for one in value.values()):
        raise UsageError(f"{where}: must be a table from file patterns, got {value!r}")
    return value


def _fits(file: str, glob: str) -> bool:
    return fnmatch(file, glob) or fnmatch(file, f"*/{glob}") or file.endswith(f"/{glob}")
