"""LTAC, the text of assurance cases that verocase reads: one element a line, indented below what it supports."""

import html
import re
from collections.abc import Iterator

from argmap.formats.foreign import case, fences
from argmap.formats.foreign.case import Below
from argmap.formats.foreign.intake import CERTAIN_STRENGTH, Intake
from argmap.formats.foreign.table import BEGINNING
from argmap.formats.losses import Reading, Source
from argmap.model import ArgumentMap

ROLE_OF_WORD = {
    "Claim": "goal",
    "Strategy": "strategy",
    "Evidence": "solution",
    "Context": "context",
    "Assumption": "assumption",
    "Justification": "justification",
}
WORD_OF_ROLE = {role: word for word, role in ROLE_OF_WORD.items()}
_TYPE = "|".join((*ROLE_OF_WORD, "Link", "Relation"))
DEEPEST = 200
"""How many levels are written below each other; what stands lower is a package of its own, to which a link leads."""
_LINE = re.compile(rf"^(?P<indent>[ \t]*)[-*][ \t]+(?P<type>{_TYPE})\b(?P<rest>.*)$")
_LINKED = re.compile(r"^(?P<start>[ \t]*[-*][ \t]+)\[(?P<element>.*)\]\(#[^()]*\)(?P<rest>.*)$")
"""The same in Markdown, where an element is a link to the place that explains it."""
_LINK = re.compile(r"\(\[[^\[\]]*\]\(([^()]*)\)\)")
_OPTIONS = re.compile(r"[ \t]*\{([^{}]*)\}$")
_REFERENCE = re.compile(r"[ \t]*\(([^()]*)\)$")
_AWAY = re.compile(r"^\^(?:\[[^\]]*\])?[ \t]*(.+)$")
_FENCED = re.compile(r"^[ \t]*(?:```|~~~)", re.MULTILINE)
_TOP = re.compile(rf"^[ \t]*[-*][ \t]+\[?({_TYPE})\b", re.MULTILINE)


def recognised(text: str) -> bool:
    """Whether a line of a text is an element of a case.

    >>> recognised("- Claim C1: It is safe."), recognised("- It is safe.")
    (True, False)
    """
    return _TOP.search(text[:BEGINNING]) is not None


def read(source: Source) -> Reading:
    """The case in an LTAC text. Raises LoadError for a line that is no element."""
    intake = Intake(source)
    below: dict[object, Below] = {}
    texts: dict[str, str] = {}
    cited: dict[str, str] = {}
    stack: list[tuple[int, str]] = []
    for number, line in _lines_of(source.text, intake):
        if not line.strip() or line.strip().startswith("```"):
            continue
        if line.lstrip().startswith(("#", "<!--", "//")):
            intake.lost("comment", f"line {number}", line.strip(), "a map has no comments")
            continue
        if (found := _LINE.match(_unlinked(line))) is None:
            message = f"a line must be an element, got {line.strip()[:60]!r}"
            intake.problems.add(
                (number, len(line) - len(line.lstrip()) + 1), message, "- Claim C1: The system is safe."
            )
            continue
        at = number, found.end("indent") + 1
        indent = len(found["indent"].expandtabs(2))
        while stack and stack[-1][0] >= indent:
            stack.pop()
        parent = stack[-1][1] if stack else None
        key, text, reference, options = _parts(found["rest"], number)
        if found["type"] == "Relation":
            intake.lost("element Relation", f"line {number}", line.strip(), "steps have no elements of their own")
            stack.append((indent, parent or key))
            continue
        kind = ROLE_OF_WORD.get(found["type"], "")
        away = _AWAY.match(key)
        if away or not kind:
            key = away[1].strip() if away else key
            cited.setdefault(key, kind or "goal")
            if text and not away:
                intake.lost("text of a link", f"line {number}", text, "the element says it where it is defined")
            elif text:
                texts.setdefault(key, text)
        else:
            case.add_element(intake, key, kind, text, at, source=reference)
        for option in options:
            if option == "axiomatic" and key in intake.statements:
                intake.statements[key].fields["strength"] = CERTAIN_STRENGTH
            elif option not in ("isCounter", ""):
                intake.lost("option", key, option)
        if parent is not None:
            _relate(intake, below, parent, key, at, counter="isCounter" in options)
        stack.append((indent, key))
    for key, role in cited.items():
        if key not in intake.statements:
            case.add_element(intake, key, role, texts.get(key, ""), None)
            intake.lost("element of another package", key, texts.get(key, key), case.AWAY)
        elif key in texts and texts[key] != intake.statements[key].fields["text"]:
            intake.lost("text of a citation", key, texts[key], "the element says it where it is defined")
    _places(intake, below)
    case.add_steps(intake, below)
    return intake.reading()


def _lines_of(text: str, intake: Intake) -> Iterator[tuple[int, str]]:
    """The lines of an LTAC text with their numbers; where fences hold elements, only theirs, each block for itself."""
    found = list(enumerate(text.splitlines(), 1))
    first = next((line for _, line in found if line.strip() and not line.lstrip().startswith("#")), "")
    if _LINE.match(first) or not _FENCED.search(text):
        yield from found
        return
    lines = "\n".join(line for _, line in found)
    for block in fences.wanted_blocks(lines, lambda one: bool(_TOP.search(one.text)), "LTAC", intake):
        yield from enumerate(block.text.split("\n"), block.line)


def _unlinked(line: str) -> str:
    r"""An element that is a link, as an element.

    >>> _unlinked(r"- [Claim C1: It is \<safe\> &amp; sound](#claim-c1) ([a.pdf](a.pdf))")
    '- Claim C1: It is <safe> & sound (a.pdf)'
    """
    found = _LINKED.match(line)
    if found is None:
        return line
    element = html.unescape(re.sub(r"\\([^\w\s])", r"\1", found["element"]))
    return found["start"] + element + _LINK.sub(r"(\1)", found["rest"])


def _places(intake: Intake, below: dict[object, Below]) -> None:
    """Says of each element what only its places say: evidence that only counters is counterevidence, contexts are contexts."""
    supporting = {key for given in below.values() for key in given.supports}
    countering = {key for step in intake.steps for key in step.sources} - supporting
    for one in countering:
        if _role(intake, one) == "solution":
            intake.statements[one].kind = "counterevidence"
    for given in below.values():
        given.contexts += [key for key in given.supports if _role(intake, key) in case.CONTEXTUAL]
        given.supports = [key for key in given.supports if _role(intake, key) not in case.CONTEXTUAL]


def _role(intake: Intake, key: object) -> str:
    return str(intake.statements[key].fields.get("role")) if key in intake.statements else ""


def _parts(rest: str, number: int) -> tuple[str, str, str, list[str]]:
    """Name, text, reference and options of an element, of what stands after its type."""
    rest = rest.rstrip()
    options: list[str] = []
    if found := _OPTIONS.search(rest):
        options = [option.strip() for option in found[1].split(",")]
        rest = rest[: found.start()]
    name, _, text = rest.partition(":")
    text = text.strip()
    reference = ""
    if found := _REFERENCE.search(text):
        reference, text = found[1].strip(), text[: found.start()]
    return name.strip() or f"line-{number}", text, reference, options


def _relate(
    intake: Intake, below: dict[object, Below], parent: str, key: str, at: tuple[int, int], *, counter: bool
) -> None:
    if counter:
        intake.step("attack", [key], parent, at)
    else:
        below.setdefault(parent, Below(at)).supports.append(key)


def write(m: ArgumentMap) -> str:
    """The map as LTAC; each element stands where it is first used, and later uses are links.

    >>> from argmap.model import ArgumentMap, Claim, Premise, Support
    >>> nodes = [Claim(text="It is safe.", id="safe"), Premise(text="Test report", id="tests")]
    >>> print(write(ArgumentMap(conclusion="safe", statements=nodes, steps=[Support(sources=["tests"], target="safe")])))
    - Claim safe: It is safe.
      - Evidence tests: Test report
    <BLANKLINE>
    """
    done: set[str] = set()
    packages = ["".join(_lines(m, id, done)) for id in case.written_first(m) if id not in done]
    return "\n".join(packages)


def _lines(m: ArgumentMap, top: str, done: set[str]) -> Iterator[str]:
    waiting = [(top, 0, False)]
    while waiting:
        id, depth, counter = waiting.pop()
        start = "  " * depth + "- "
        option = " {isCounter}" if counter else ""
        if id in done or depth > DEEPEST:
            yield f"{start}Link {id}{option}\n"
            continue
        done.add(id)
        one = m.statement(id)
        text = " ".join(one.text.split())
        reference = " ".join(case.said_at(one).replace("(", "[").replace(")", "]").split())
        if reference or text.endswith((")", "}")):
            text += f" ({reference})"
        label = "" if text == id else f": {text}"
        role = case.role_of(m, one)
        if one.strength == CERTAIN_STRENGTH and role != "context":
            option = " {isCounter, axiomatic}" if counter else " {axiomatic}"
        yield f"{start}{WORD_OF_ROLE[role]} {id}{label}{option}\n"
        children = [(key, depth + 1, False) for key, _ in case.below_of(m, id)]
        waiting += reversed([*children, *((key, depth + 1, True) for key in case.against(m, id))])
