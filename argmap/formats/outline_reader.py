"""The outline notation (`*.argmap.yaml`): because (supports), but (attacks), unless (undercuts the step).

Every key belongs to a statement or to the step from its entry to the parent. For a key in a wrong place the problem says
where it belongs. The tables below are the notation; the fields of statements and steps are those of the model. A YAML
text with `nodes:` at its top is the flat notation, and is read as such.
"""

import re
from dataclasses import dataclass

from argmap.errors import Advice, advice, meant, nearest, shown
from argmap.formats import shared_keys, yaml_reader
from argmap.formats.draft import Draft, Include, MapDraft, Ref, StepDraft
from argmap.formats.fields import Reader
from argmap.formats.syntax import Mapping, Problems, Scalar, Tree, top_of
from argmap.model import RELATIONS, STATEMENT_KINDS, Claim, Support
from argmap.model.field import fields_of

KIND_KEYS = tuple(STATEMENT_KINDS)
KIND_OF_WORD = {kind.word: kind.name for kind in RELATIONS.values()}
GROWTH = ("because", "but")
USES = ("ref", "include")
"""The keys by which an entry uses a statement that is written elsewhere: in the file, or in another one."""
STATEMENT_FIELDS = {key: field for key, field in fields_of(Claim).items() if key != "text"}
STEP_KEYS = {"id": "step", "remark": "step-remark"}
"""What the fields of a step are called in an entry, where the statement has a field of that name."""
STEP_FIELDS = {
    STEP_KEYS.get(key, key): field for key, field in fields_of(Support).items() if key not in ("sources", "target")
}
"""The fields that stand beside the text of a statement, and those of the step from the same entry; no key is in both."""
KEYS_OF_STATEMENT = tuple(STATEMENT_FIELDS)
KEYS_OF_STEP = (*STEP_FIELDS, "unless")
ROOT = ("argmap", "title", "summary", "document", "scale", "weights", "evaluate", "also", "tensions", "expect")

ALLOWED = {
    "root": (*KIND_KEYS, *KEYS_OF_STATEMENT, *GROWTH, *ROOT),
    "also": (*KIND_KEYS, *USES, *KEYS_OF_STATEMENT, *GROWTH),
    "entry": (*KIND_KEYS, *USES, *KEYS_OF_STATEMENT, *GROWTH, *KEYS_OF_STEP),
    "group": ("all", *KEYS_OF_STEP),
    "member": (*KIND_KEYS, *USES, *KEYS_OF_STATEMENT, *GROWTH),
}
"""Which keys may stand at the top, in an item of `also`, in an entry, in a linked group and in a member of one."""

MEANT_KEYS = {
    "support": "because", "supports": "because", "supported-by": "because", "reasons": "because", "reason": "because",
    "pro": "because", "pros": "because", "premises": "because", "attack": "but", "attacks": "but", "con": "but",
    "cons": "but", "against": "but", "objections": "but", "rebuttals": "but", "undercut": "unless",
    "undercuts": "unless", "except": "unless", "linked": "all", "and": "all",
    "assumption": "premise", "objection": "counterevidence", "rebuttal": "counterevidence", "statement": "claim",
    "conclusion": "claim", "text": "claim", "comment": "note", "confidence": "strength", "base": "strength",
    "probability": "strength", "sources": "source", "reference": "ref", "rationale": "why", "tags": "note",
}  # fmt: skip
"""What somebody who writes another word most likely means; such a word is still a problem, never read as the other."""

STATEMENT_MEANT = {"because": "premise", "but": "counterevidence"}
"""The meaning of such a word before a sentence instead of a list."""


_TOP = re.compile(r'^(?:(argmap|claim|nodes):|\{\s*(argmap|claim|nodes|"claim")\s*:)', re.MULTILINE)


def recognised(text: str) -> bool:
    """Whether a line of a text is a key that stands at the top of an outline, or of a flat text in YAML.

    >>> recognised("# Storage\\nclaim: It pays."), recognised('{"nodes": []}')
    (True, False)
    """
    return _TOP.search(text) is not None


def read(text: str, problems: Problems) -> MapDraft:
    """A draft of the map in an outline. Raises LoadError if the text is not YAML."""
    top, reader = top_of(yaml_reader.tree(text, problems), problems), Reader(problems)
    if "nodes" in top.entries:
        from argmap.formats import flat_reader

        return flat_reader.of_tree(top, reader)
    draft = MapDraft("map", (top.line, top.column))
    Outline(reader, draft).root(top)
    return draft


@dataclass(frozen=True)
class Outline:
    """Reads the tree of an outline into a draft of the map."""

    reader: Reader
    draft: MapDraft

    def root(self, top: Mapping) -> None:
        """Reads the whole file."""
        self._keys(top, "root")
        if "argmap" in top.entries:
            self.reader.version(top.entries["argmap"][1])
        conclusion = self._node(top, "root")
        if conclusion is not None:
            if conclusion.kind != "claim":
                message = f"the conclusion at the top must be a claim, got a {conclusion.kind}"
                self.reader.problems.add(conclusion.at, message, "write `claim: …`", "claim")
            self.draft.statements.append(conclusion)
            self.draft.put("conclusion", conclusion, conclusion.at)
            self._grow(top, conclusion)
        for key, read_remark in shared_keys.KEY_READERS.items():
            if key in top.entries:
                read_remark(self.reader, self.draft, top.entries[key][1])
        if "also" in top.entries:
            for item in self.reader.items(
                top.entries["also"][1], "also", "also: followed by lines that begin with '- '"
            ):
                if (entry := self._mapping(item, "also")) is not None:
                    self._keys(entry, "also")
                    self._statement(entry, "also")

    def _statement(self, entry: Mapping, role: str) -> Draft | Ref | None:
        """Reads one statement or ref, with the entries under its `because` and `but`."""
        statement: Draft | Ref | None
        if any(key in entry.entries for key in USES):
            statement = self._use(entry)
        elif (statement := self._node(entry, role)) is not None:
            self.draft.statements.append(statement)
        if statement is not None:
            self._grow(entry, statement)
        return statement

    def _use(self, entry: Mapping) -> Ref | None:
        word = next(key for key in USES if key in entry.entries)
        _, value = entry.entries[word]
        name = self.reader.name(value, word)
        if word == "include" and name is not None:
            name = self._include(value, name)
        for key in (*KIND_KEYS, *KEYS_OF_STATEMENT, *USES):
            if key in entry.entries and key != word:
                message = f"{key!r} belongs to the statement {shown(name)}, not to a use of it"
                self.reader.problems.add(entry.entries[key][0], message, "move it to where the statement is defined")
        return Ref(name, (value.line, value.column)) if name is not None else None

    def _include(self, value: Tree, name: str) -> str | None:
        """The id of the statement that an include names, `file#id`."""
        file, mark, id = name.rpartition("#")
        if not (file and mark and id):
            message = f"include must name a file, # and the id of a statement there, got {shown(name)}"
            self.reader.problems.add(value, message, f"include: {name.strip('#') or 'costs.argmap.yaml'}#an-id")
            return None
        self.draft.includes.append(Include(file, id, (value.line, value.column)))
        return id

    def _node(self, entry: Mapping, role: str) -> Draft | None:
        kinds = [key for key in entry.entries if key in KIND_KEYS]
        if len(kinds) != 1:
            wanted = "`claim: …`" if role == "root" else "`claim: …`, `premise: …`, `counterevidence: …` or `ref: …`"
            key, value = entry.entries.get("evidence", (entry, None))
            if kinds:
                second = entry.entries[kinds[1]][0]
                self.reader.problems.add(
                    second, f"an entry is one statement, got {' and '.join(kinds)}", "write two entries"
                )
            elif not any(key in MEANT_KEYS for key in entry.entries):
                advice = meant("premise") if isinstance(value, Scalar) else Advice(wanted)
                place = key if isinstance(value, Scalar) else entry
                self.reader.problems.add(
                    place, f"{'the file' if role == 'root' else 'the entry'} has no statement", *advice
                )
            return None
        kind = kinds[0]
        key, value = entry.entries[kind]
        node = Draft(kind, (key.line, key.column))
        node.put("text", self.reader.text(value, kind), (value.line, value.column))
        self.reader.fill(node, entry, STATEMENT_FIELDS)
        return node

    def _grow(self, entry: Mapping, parent: Draft | Ref) -> None:
        """Reads the steps to a statement from the entries under its `because` and `but`."""
        for word in GROWTH:
            if word in entry.entries:
                self._steps(word, entry.entries[word][1], parent)

    def _steps(self, word: str, value: Tree, target: Draft | Ref) -> None:
        hint = f"{word}: followed by lines that begin with '- '"
        for item in self.reader.items(value, word, hint):
            if (entry := self._mapping(item, "entry")) is not None:
                self._step(word, entry, target)

    def _step(self, word: str, entry: Mapping, target: Draft | Ref) -> None:
        linked = "all" in entry.entries
        self._keys(entry, "group" if linked else "entry")
        step = StepDraft(KIND_OF_WORD[word], (entry.line, entry.column), target=target)
        self.reader.fill(step, entry, STEP_FIELDS)
        self.draft.steps.append(step)
        if linked:
            step.sources.extend(self._members(entry.entries["all"][1]))
        elif (source := self._statement(entry, "entry")) is not None:
            step.sources.append(source)
        if "unless" in entry.entries:
            self._steps("unless", entry.entries["unless"][1], step)

    def _members(self, value: Tree) -> list[Draft | Ref]:
        members: list[Draft | Ref] = []
        for item in self.reader.items(value, "all", "all: followed by lines that begin with '- '"):
            if (entry := self._mapping(item, "member")) is not None:
                self._keys(entry, "member")
                if (member := self._statement(entry, "member")) is not None:
                    members.append(member)
        return members

    def _mapping(self, item: Tree, role: str) -> Mapping | None:
        if isinstance(item, Scalar) and item.text:
            message = f"an entry must say what it is, got {shown(item.text)}"
            self.reader.problems.add(item, message, "begin it with `premise:`, `claim:`, `counterevidence:` or `ref:`")
            return None
        return self.reader.mapping(item, "an entry" if role != "member" else "a member of `all`")

    def _keys(self, entry: Mapping, role: str) -> None:
        """Notes a problem for every key that is not allowed here, and says where it belongs."""
        for name, (key, value) in entry.entries.items():
            if name not in ALLOWED[role]:
                if name in KEYS_OF_STATEMENT and any(key in entry.entries for key in USES):
                    continue
                message, said = _misplaced(name, role)
                word = MEANT_KEYS.get(_plain(name))
                if role != "root" and isinstance(value, Scalar) and word in STATEMENT_MEANT and not _says_kind(entry):
                    said = meant(STATEMENT_MEANT[word])
                self.reader.problems.add(key, message, *said)


def _says_kind(entry: Mapping) -> bool:
    return any(key in entry.entries for key in (*KIND_KEYS, *USES))


def _plain(name: str) -> str:
    return name.lower().replace("_", "-").replace(" ", "-")


def _misplaced(name: str, role: str) -> tuple[str, Advice]:
    """What is wrong with a key that is not allowed here, and what to do."""
    if name == "all":
        return "'all' links the members of a step", Advice("put it in an entry of its own under because, but or unless")
    if name == "id" and role == "group":
        return "a linked group has no id, its step has", Advice("write `step:`, or give each member its id", "step")
    if name in KEYS_OF_STEP and role == "member":
        return f"{name!r} belongs to the step, not to a member of `all`", Advice("move it beside `all:`")
    if name in KEYS_OF_STEP and role in ("root", "also"):
        hint = "move it to an entry under because, but or unless"
        return f"{name!r} belongs to a step, and none starts here", Advice(hint)
    if name in (*KIND_KEYS, *KEYS_OF_STATEMENT, *GROWTH, *USES) and role == "group":
        return f"{name!r} belongs to a statement, not to a linked group", Advice("move it to the member it is about")
    if name in USES and role == "root":
        got = "a ref" if name == "ref" else "an include"
        return f"the conclusion at the top must be written out, got {got}", Advice("write `claim: …`")
    if name in ROOT:
        return f"{name!r} belongs at the top of the file", Advice("move it there")
    message, allowed = f"{shown(name)} is not a word of the notation", ALLOWED[role]
    if (word := MEANT_KEYS.get(_plain(name))) in allowed:
        return message, meant(word)
    anywhere = sorted({key for keys in ALLOWED.values() for key in keys})
    close = nearest(name, anywhere)
    return message, meant(close) if close else advice(name, allowed, 30)
