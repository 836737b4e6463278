"""The tools for a language model: functions that take and return JSON; a wrong request is a value, not an exception.

A result has `ok`. Where it is false, `problems` says what keeps the text from being a map, with places, or `refusal` says which
rule was broken by what value, and what would pass.
"""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from inspect import signature
from typing import Annotated, Any

from argmap import files, formats
from argmap.analysis.difference import diff as difference
from argmap.analysis.explanation import explain as explanation
from argmap.analysis.overturning import overturn as overturning
from argmap.analysis.what_if import what_if
from argmap.cli.printing.json import data, shallow
from argmap.cli.verbs.evaluation import evaluation_data
from argmap.editing.edits import edit as edited
from argmap.editing.refusal import EditRefused
from argmap.errors import ArgmapError, MapError, Place, Problem, UnknownName, UsageError, nearest
from argmap.evaluation import Said, evaluate
from argmap.formats.home import home_of
from argmap.lint import RULES, Finding, check
from argmap.lint.checking import Request
from argmap.lint.settings import ProjectSettings
from argmap.model import ArgumentMap
from argmap.renderers import RENDERERS
from argmap.renderers import render as picture
from argmap.servers.folder import Folder

Answer = dict[str, Any]
MapOrPath = Annotated[str, "The text of a map, or the path of a map under the folder of the server."]
Of = Annotated[str, "The id of the statement to ask about; empty for the conclusion."]
SemanticsName = Annotated[str, "What a strength means; empty for what the file says, else possible-worlds."]
Ids = Annotated[list[str], "Ids of statements or steps."]


def answering(tool: Callable[..., Answer]) -> Callable[..., Answer]:
    """The tool, with what argmap refuses as a value of its result."""

    @wraps(tool)
    def answered(self: "Tools", *given: Any, **named: Any) -> Answer:
        try:
            return {"ok": True, **tool(self, *given, **named)}
        except EditRefused as error:
            return {"ok": False, "refusal": _jsonable(error.refusal.plain())}
        except MapError as error:
            return {"ok": False, "problems": [_problem(problem, self.folder) for problem in error.problems]}
        except UnknownName as error:
            path, correction = _named(error, signature(tool).bind(self, *given, **named).arguments)
            return {"ok": False, "refusal": _refusal("unknown-name", error, path, error.name, correction)}
        except ArgmapError as error:
            return {"ok": False, "refusal": _refusal(_code(error), error)}
        except OSError as error:
            file_error = ArgmapError(f"{error.filename or 'the file'}: {error.strerror or error}")
            return {"ok": False, "refusal": _refusal("file", file_error)}

    return answered


class Tools:
    """The tools on the maps of one folder.

    >>> from pathlib import Path
    >>> tools = Tools(Folder(Path()))
    >>> tools.evaluate("claim: It pays off.\\nid: pays\\nstrength: 0.7\\n")["verdict"]
    'accepted'
    >>> tools.validate("claim: [")["ok"]
    False
    """

    def __init__(self, folder: Folder, settings: ProjectSettings | None = None) -> None:
        self.folder, self.settings = folder, settings or ProjectSettings()

    @answering
    def validate(self, map: MapOrPath) -> Answer:
        """Says whether a text is a map, and what the rules find in it: code, place, message and what to do.

        A problem has `instead`: what passes in the place of what stands at its line and column. A finding has `correction`: operations
        of `edit` that end it. Either is null where it takes judgement. The resource argmap://rules/CODE explains a rule.
        """
        m = self._map(map)
        return {"statements": len(m.statements), "steps": len(m.steps), "findings": self._findings(map, m)}

    @answering
    def evaluate(self, map: MapOrPath, semantics: SemanticsName = "") -> Answer:
        """Gives the verdict on the conclusion, the strength of every statement, and a sentence that says why."""
        m = self._map(map)
        e = evaluate(m, **_said(semantics))
        return {**data(evaluation_data(e)), "why": explanation(m, **_said(semantics)).summary}

    @answering
    def explain(self, map: MapOrPath, of: Of = "", semantics: SemanticsName = "") -> Answer:
        """Gives the arithmetic behind the strength of a statement, as lines that can be redone by hand."""
        found = explanation(self._map(map), of or None, **_said(semantics))
        return {"of": found.of, "verdict": found.verdict, "summary": found.summary, "lines": list(found.lines)}

    @answering
    def overturn(self, map: MapOrPath, of: Of = "", semantics: SemanticsName = "") -> Answer:
        """Gives what would turn the verdict: sets of statements to reject, and how far one strength must move."""
        found = overturning(self._map(map), of or None, **_said(semantics))
        told = data({**shallow(found), "how": found.how.cut_offs})
        return {key: value for key, value in told.items() if key != "m"}

    @answering
    def whatif(
        self,
        map: MapOrPath,
        set: Annotated[dict[str, Any], "Strengths by statement, weights by step: numbers, words or [low, high]."] = {},  # noqa: B006
        reject: Ids = [],  # noqa: B006
        grant: Ids = [],  # noqa: B006
        without: Ids = [],  # noqa: B006
        semantics: SemanticsName = "",
    ) -> Answer:
        """Gives what changes when strengths are set, and statements are rejected, granted or taken away. Writes nothing."""
        given = {id: tuple(value) if isinstance(value, list) else value for id, value in set.items()}
        effect = what_if(self._map(map), given, reject=reject, grant=grant, without=without, **_said(semantics))
        before, after = effect.verdicts
        changed = [data(change) for change in effect.changed]
        return {"before": before, "after": after, "turned": effect.turned, "changed": changed}

    @answering
    def diff(
        self,
        before: Annotated[str, "The text or path of the earlier map."],
        after: Annotated[str, "The text or path of the later map."],
        semantics: SemanticsName = "",
    ) -> Answer:
        """Gives the edits between two maps, and how each moves the strength of the conclusion."""
        edits_between = difference(self._map(before), self._map(after), **_said(semantics))
        verdicts = [{"verdict": e.verdict, "strength": e[e.conclusion]} for e in edits_between.evaluations or ()]
        return {
            "turned": edits_between.turned,
            "verdicts": verdicts,
            "edits": data(edits_between.edits),
            "changed": data(edits_between.changed),
        }

    @answering
    def render(
        self,
        map: MapOrPath,
        to: Annotated[str, f"The kind of picture: {', '.join(RENDERERS)}."] = "svg",
        output: Annotated[str, "The path of a file to write, under the folder; empty gives text back."] = "",
        semantics: SemanticsName = "",
    ) -> Answer:
        """Draws the map with its strengths. Text comes back, or goes into `output`; pixels and PDF need `output`."""
        m = self._map(map)
        drawn = picture(m, evaluate(m, **_said(semantics)), to)
        if output:
            files.write(self.folder.file(output), drawn)
            return {"written": output}
        if isinstance(drawn, bytes):
            raise UsageError(f"{to} is no text", "output: the path of a file to write")
        return {"content": drawn}

    @answering
    def convert(
        self,
        map: MapOrPath,
        to: Annotated[str, f"The format to write: {', '.join(formats.FORMATS)}."],
        format: Annotated[str, "The format to read; empty lets suffix and text tell."] = "",
    ) -> Answer:
        """Writes a map in another format; `losses` lists what the format cannot hold."""
        text, name = self._text(map)
        raw, home = text.encode(), home_of(name) if _is_path(map) else None
        read = formats.read(raw, format or formats.format_of_file(name, raw), file=name, home=home)
        content, losses = formats.written_as(read.map, to)
        parts = formats.files_of("map", content)
        texts = {part: content_of_part.decode("utf-8", "replace") for part, content_of_part in parts.items()}
        all_losses = [data(content_of_part) for content_of_part in (*read.losses, *losses)]
        return {
            "content": next(iter(texts.values())),
            **({"files": texts} if len(texts) > 1 else {}),
            "losses": all_losses,
        }

    @answering
    def edit(
        self,
        map: MapOrPath,
        operations: Annotated[list[Any], "Operations, each a mapping with `op`; the skill lists them with examples."],
        dry_run: Annotated[bool, "Whether to write nothing and only show what would change."] = False,  # noqa: FBT002
    ) -> Answer:
        """Makes operations by id on a map: add, reword, rate, link, undercut, move, remove, rename. All are made or none.

        Only what changes is written; comments and layout stay. A file is written, the text of a map comes back. A refusal names
        the operation that would pass: put `refusal.correction` in the place of the refused one, and ask again.
        """
        if not _is_path(map):
            made = edited(map, operations)
            written: Answer = {"text": made.text}
        else:
            text, was = self.folder.text(map)
            formats.own_format(map, was)
            made = edited(text, operations, file=self.folder.file(map))
            written = {"written": not dry_run and made.text != text}
            if written["written"]:
                files.write(self.folder.file(map), made.text, was=was)
        e = evaluate(self.settings.on(made.map) if _is_path(map) else made.map)
        said = {
            "verdict": e.verdict,
            "strength": e[e.conclusion],
            "findings": self._findings(map, made.map),
        }
        return {"diff": made.diff(map if _is_path(map) else "map"), "lost": list(made.lost), **written, **said}

    def _text(self, source: str) -> tuple[str, str]:
        """The text of a map and the name of its file."""
        if _is_path(source):
            return self.folder.text(source)[0], self.folder.file(source)
        return source, "<text>"

    def _map(self, source: str) -> ArgumentMap:
        text, name = self._text(source)
        if name == "<text>":
            return formats.loads(text, formats.format_of_text(text))
        formats.own_format(name, text.encode())
        return self.settings.on(formats.in_file(text, name))

    def _findings(self, source: str, m: ArgumentMap) -> list[Answer]:
        """What `argmap check` finds in a map, with the settings of the project if it is a file."""
        found = Request(self.settings).of(self.folder.file(source), m) if _is_path(source) else check(m)
        return [_finding(one, self.folder) for one in found]


TOOLS: Sequence[str] = tuple(name for name, tool in vars(Tools).items() if hasattr(tool, "__wrapped__"))
"""The names of the tools, which are methods of `Tools`."""


def rule_page(code: str) -> str:
    """A rule as Markdown: why it matters, and an example that breaks it.

    >>> print(rule_page("AM103").splitlines()[0])
    # AM103 idle-counterevidence (warning)
    """
    rule = RULES[code]
    parts = [f"# {rule.code} {rule.name} ({rule.severity})", rule.why]
    if rule.fix:
        parts.append("`argmap check --fix` corrects it.")
    if rule.example:
        parts.append(f"This breaks it:\n\n```yaml\n{rule.example.rstrip()}\n```")
    return "\n\n".join(parts) + "\n"


def _is_path(source: str) -> bool:
    """Whether a text names a file: one line that ends in a suffix of a known format."""
    ends = tuple(end for row in formats.FORMATS.values() for end in row.suffixes)
    return "\n" not in source and ": " not in source and source.lower().endswith(ends)


def _said(semantics: str) -> Said:
    return Said(semantics=semantics) if semantics else Said()


def _finding(one: Finding, folder: Folder) -> Answer:
    said = {"code": one.code, "severity": one.severity, "subject": one.subject, "message": one.message}
    return _jsonable({**said, "hint": one.hint, "correction": one.correction, **_at(one.place, folder)})


def _problem(one: Problem, folder: Folder) -> Answer:
    said = {"subject": one.subject, "rule": one.message, "hint": one.hint, "instead": one.instead}
    return _jsonable({**said, **_at(one.place, folder)})


def _at(place: Place | None, folder: Folder) -> Answer:
    """A place as keys of an answer; in a file, which may be one that the map includes, with its path in the folder."""
    if place is None:
        return {}
    named = {} if place.file.startswith("<") else {"file": folder.path(place.file)}
    return {**named, "line": place.line, "column": place.column}


def _refusal(
    code: str, error: ArgmapError, path: str = "", value: object = None, correction: Answer | None = None
) -> Answer:
    said = {"code": code, "path": path, "rule": error.message, "value": value, "hint": error.hint}
    return _jsonable({**said, "correction": correction})


def _named(error: UnknownName, given: Mapping[str, object]) -> tuple[str, Answer | None]:
    """The argument of a tool that holds an unknown name, and that argument with the nearest known one.

    >>> _named(UnknownName("statement", "mvoe", ["move"]), {"map": "a.argmap.yaml", "reject": ["mvoe", "time"]})
    ('reject', {'reject': ['move', 'time']})
    """
    close = nearest(error.name, error.known)
    for path, value in given.items():
        better = _with(value, error.name, close or error.name)
        if better is not None:
            return path, {path: better} if close else None
    return "", None


def _with(value: object, old: object, new: object) -> object:
    """A name, a list or the keys of a mapping with another name in the place of one; None if it is not there."""
    if value == old:
        return new
    if isinstance(value, list) and old in value:
        return [new if one == old else one for one in value]
    if isinstance(value, dict) and old in value:
        return {new if key == old else key: one for key, one in value.items()}
    return None


def _code(error: ArgmapError) -> str:
    """The class of an error as a code.

    >>> _code(UsageError("only one of them"))
    'usage-error'
    """
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", type(error).__name__).lower()


def _jsonable(value: Answer) -> Answer:
    made: Answer = json.loads(json.dumps(data(value), default=repr))
    return made
