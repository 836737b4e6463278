"""SACM, assurance cases in the XML of OMG: claims, reasoning, artifact references, and asserted relationships between them.

Tools write it in several ways: elements named by their class or with `xsi:type`, names and texts as attributes or as
elements, references by id, by `ref` or by the path of an element.
"""

import re

from argmap.formats.foreign import case
from argmap.formats.foreign.intake import CERTAIN_STRENGTH, ForeignItem, Intake
from argmap.formats.foreign.table import BEGINNING
from argmap.formats.foreign.xml_parts import XmlElement, element_words, xml_attribute, xml_root
from argmap.formats.losses import Reading, Source
from argmap.model import ArgumentMap

ELEMENTS = {
    "Claim": "goal",
    "ArgumentReasoning": "strategy",
    "ArtifactReference": "solution",
    "ArtefactReference": "solution",
    "ArtifactElementCitation": "solution",
    "InformationElement": "solution",
    "InformationElementCitation": "solution",
}
STEP_KIND_OF_ASSERTION = {
    "AssertedInference": "support",
    "AssertedEvidence": "support",
    "AssertedArtifactSupport": "support",
    "AssertedArtefactSupport": "support",
    "AssertedContext": "context",
    "AssertedArtifactContext": "context",
    "AssertedArtefactContext": "context",
    "AssertedChallenge": "attack",
    "AssertedCounterEvidence": "attack",
}
DECLARED = {"assumed": "assumption", "axiomatic": "justification"}
NAMESPACE = "http://www.omg.org/spec/SACM/2.2/Argumentation"
_TOP = re.compile(
    r"<(\w+:)?(AssuranceCasePackage|ArgumentPackage|assuranceCasePackage|argumentPackage|Argumentation)\b"
)
_PATH = re.compile(r"@([\w]+)(?:\.(\d{1,9}))?")


def recognised(text: str) -> bool:
    """Whether a text has a package of SACM.

    >>> recognised('<sacm:ArgumentPackage xmlns:sacm="x"/>'), recognised("<graphml/>")
    (True, False)
    """
    return _TOP.search(text[:BEGINNING]) is not None


def read(source: Source) -> Reading:
    """The case in a SACM file. Raises LoadError."""
    intake = Intake(source)
    reader = _Reader(intake, xml_root(source.data, intake))
    reader.elements()
    reader.relations()
    return intake.reading()


class _Reader:
    """Reads the elements of a file, then the relationships between them."""

    def __init__(self, intake: Intake, root: XmlElement) -> None:
        self.intake, self.root = intake, root
        self.keys: dict[str, str] = {}
        self.of: dict[int, str] = {}
        self.related: list[tuple[str, XmlElement]] = []
        self.relationships: set[str] = set()
        self.contexts: list[tuple[list[str], str]] = []
        self.inferences: dict[str, ForeignItem] = {}

    def elements(self) -> None:
        """Reads claims, reasoning and references; notes relationships for later, and other elements as losses."""
        for one in self.root.everything():
            if one.known:
                continue
            kind = _class(one)
            if kind in STEP_KIND_OF_ASSERTION:
                one.known = True
                self.related.append((self._key(one, kind), one))
            elif kind in ELEMENTS:
                one.known = True
                self._element(one, self._key(one, kind), ELEMENTS[kind])
            elif "Package" in kind or kind in ("XMI", "Argumentation"):
                one.known = True
                self._package(one)
            elif one.parent is not None and _class(one.parent) in (*ELEMENTS, *STEP_KIND_OF_ASSERTION):
                one.known = False  # what its element or relationship does not read becomes a loss there
            elif one.parent is not None and one.parent.known:
                self.intake.lost(f"element {kind}", one.at, element_words(one) or kind)
                for below in one.everything():
                    below.known = True

    def _package(self, one: XmlElement) -> None:
        """The first package that has a name gives the title; what else a package says of itself is a loss."""
        one.get("id"), one.get("gid"), one.get("type")
        name = self._named(one, one.at)
        if "title" not in self.intake.map_fields:
            self.intake.title(name)
        elif name:
            self.intake.lost("name of a package", one.at, name, "the title is the name of the first package")
        one.leave_attributes(self.intake, one.at, "argmap has no place for it")

    def _described(self, one: XmlElement, key: object) -> str:
        """What an element says: its content, else its description, each an attribute or elements."""
        said = one.get("content", "statement") or self._words(one.all("content", "statement"), key)
        described = [child for child in one.children if child.tag == "description"]
        if said and all(" ".join(child.text.split()) == said and not child.children for child in described):
            one.all("description")  # it only repeats what is said
        return said or one.get("description") or self._words(one.all("description"), key)

    def _named(self, one: XmlElement, key: object) -> str:
        name = one.get("name")
        parts = one.all("name")
        return name if name and not parts else self._words(parts, key) or name

    def _words(self, parts: list[XmlElement], key: object) -> str:
        """All text within these elements in the first language that they use; what is said in another is a loss."""
        words: dict[str, None] = {}
        languages: dict[int, str] = {}
        first: str | None = None
        for one in (below for part in parts for below in part.everything()):
            one.known = True
            said = [text for text in (one.get("content"), one.get("value"), one.text.strip()) if text]
            language = languages[id(one)] = one.get("lang") or languages.get(id(one.parent), "")
            if said and first is None:
                first = language
            if language == first:
                words |= dict.fromkeys(said)
            elif said:
                self.intake.lost("text in another language", key, " ".join(said), "a statement has one text")
        return " ".join(words)

    def _key(self, one: XmlElement, kind: str) -> str:
        own, name = one.get("id", "gid"), one.attributes.get("name", "").strip()
        for other in ("id", "gid"):
            if given := one.get(other):
                self.keys[given] = own
        key = own or name or f"{kind}-{one.at[0]}"
        self.keys.setdefault(key, key)
        if name:
            self.keys.setdefault(name, key)
        self.of[id(one)] = key
        return key

    def _element(self, one: XmlElement, key: str, role: str) -> None:
        name = self._named(one, key)
        described = self._described(one, key)
        text = described or name
        if described and name and name not in (key, described):
            self.intake.lost("name", key, name, "the description is the text of the statement")
        declared = one.get("assertionDeclaration")
        if declared in DECLARED:
            role = DECLARED[declared]
        elif declared not in ("", "asserted", "needsSupport", "asCited"):
            self.intake.lost("attribute assertionDeclaration", key, declared)
        if one.get("assumed") == "true":
            role = "assumption"
        one.get("type"), one.get("toBeSupported")
        place = one.get("url", "externalReference", "location", "uri")
        case.add_element(self.intake, key, role, text, one.at, source=place)
        one.leave(self.intake, key)

    def relations(self) -> None:
        """Reads what the relationships say."""
        self.relationships = {key for key, _ in self.related}
        for key, one in self.related:
            kind = STEP_KIND_OF_ASSERTION[_class(one)]
            if one.get("isCounter") == "true":
                kind = "attack"
            sources, targets = self._ends(one, "source"), self._ends(one, "target")
            reasoning = self._ends(one, "reasoning")
            if not sources + reasoning or not targets:
                self.intake.problems.add(one.at, f"{_class(one)} {key} has no {'target' if sources else 'source'}", "")
                continue
            one.get("type")
            if (name := self._named(one, key)) and name != key:
                self.intake.lost("name", key, name, "a step has no name beside its id")
            why = self._described(one, key)
            if (declared := one.get("assertionDeclaration")) not in ("", "asserted"):
                self.intake.lost("attribute assertionDeclaration", key, declared)
            for target in targets:
                self._relation(kind, key, (sources, reasoning), target, one, why)
            one.leave(self.intake, key)
        for sources, target in self.contexts:
            step = self.inferences.get(target)
            for source in sources:
                said = self.intake.statements.get(source)
                if said is not None and said.fields.get("role") == "solution":
                    said.fields |= {"role": "context", "strength": CERTAIN_STRENGTH}
            if step is not None:
                step.sources += [source for source in sources if source not in step.sources]
            else:
                why = f"nothing supports {target}, so that there is no step for it to belong to; it is kept by itself"
                self.intake.lost("context of an undeveloped element", target, ", ".join(sources), why)

    def _relation(
        self, kind: str, key: str, given: tuple[list[str], list[str]], target: str, one: XmlElement, why: str
    ) -> None:
        """Adds what a relationship says of one target; `given` are its sources and its reasoning."""
        sources = [*given[0], *given[1]]
        if kind == "context":
            self.contexts.append((sources, target))
            if why:
                self.intake.lost("description", key, why, "a context is a member of the step that it belongs to")
        elif target in self.relationships:
            if kind == "attack":
                self.intake.step("undercut", sources, target, one.at, key, id=key, why=why)
            else:
                self.intake.lost("support of a relationship", key, ", ".join(sources), "a step cannot be supported")
        else:
            self.intake.step(kind, sources, target, one.at, key, id=key, why=why)
            for supported in (target, *given[1]) if kind == "support" else ():
                self.inferences.setdefault(supported, self.intake.steps[-1])

    def _ends(self, one: XmlElement, name: str) -> list[str]:
        found = one.get(name).split()
        for child in one.all(name, f"{name}s"):
            found += (child.get("ref", "idref", "href", "id") or child.text.strip()).split()
            child.get("type")
        return [self._resolved(word) for word in found]

    def _resolved(self, word: str) -> str:
        word = word.rpartition("#")[2] if "#" in word else word
        if word in self.keys:
            return self.keys[word]
        if word.startswith("/"):
            here: XmlElement | None = self.root
            for tag, number in _PATH.findall(word):
                same = [child for child in here.children if child.tag == tag] if here else []
                here = same[int(number or 0)] if int(number or 0) < len(same) else None
            if here is not None and id(here) in self.of:
                return self.of[id(here)]
        return word


def _class(one: XmlElement) -> str:
    said = one.attributes.get("type", "").rpartition(":")[2]
    name = said if said in ELEMENTS or said in STEP_KIND_OF_ASSERTION or "Package" in said else one.tag
    return name[:1].upper() + name[1:]


def write(m: ArgumentMap) -> str:
    """The map as SACM 2.2."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>']
    title = f" name={xml_attribute(m.title)}" if m.title else ""
    lines.append(f'<sacm:AssuranceCasePackage xmlns:sacm="{NAMESPACE}" id="case-package">')
    lines.append(f'  <argumentPackage id="argument-package"{title}>')
    for one in m.statements:
        role = case.role_of(m, one)
        said = f"id={xml_attribute(one.id)} description={xml_attribute(one.text)}"
        if role == "strategy":
            lines.append(f"    <argumentReasoning {said}/>")
        elif role in ("solution", "context"):
            place = f" url={xml_attribute(case.said_at(one))}" if case.said_at(one) else ""
            lines.append(f"    <artifactReference {said}{place}/>")
        else:
            declared = {role: word for word, role in DECLARED.items()}.get(role, "asserted")
            lines.append(f'    <claim {said} assertionDeclaration="{declared}"/>')
    for step in m.steps:
        contexts = [id for id in step.sources if case.role_of(m, m.statement(id)) == "context"]
        supports = [id for id in step.sources if id not in contexts] or list(step.sources)
        evidence = all(case.role_of(m, m.statement(id)) == "solution" for id in supports)
        name = "assertedEvidence" if evidence else "assertedInference"
        counter = "" if step.kind == "support" else ' isCounter="true"'
        if step.why:
            counter += f" description={xml_attribute(step.why)}"
        lines += _relation(name, step.id, supports, step.target, counter)
        if contexts and supports != contexts:
            lines += _relation("assertedContext", f"{step.id}.context", contexts, step.target, "")
    return "\n".join([*lines, "  </argumentPackage>", "</sacm:AssuranceCasePackage>", ""])


def _relation(name: str, id: str, sources: list[str], target: str, counter: str) -> list[str]:
    ends = [f"      <source ref={xml_attribute(source)}/>" for source in sources]
    start = f"    <{name} id={xml_attribute(id)}{counter}>"
    return [start, *ends, f"      <target ref={xml_attribute(target)}/>", f"    </{name}>"]
