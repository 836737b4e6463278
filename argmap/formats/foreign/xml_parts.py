"""XML as elements with places, from the standard library's parser, with everything refused that could hurt.

No document type, no entity, no external reference is read; depth is bounded.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NoReturn
from xml.parsers import expat
from xml.sax.saxutils import quoteattr

from argmap.errors import LoadError
from argmap.formats.foreign.intake import Intake
from argmap.limits import limits

QUIET = ("xmlns", "schemaLocation", "version")


@dataclass(eq=False)
class XmlElement:
    """One element: its name and attributes without prefixes, its text and children, and where it begins."""

    tag: str
    attributes: dict[str, str]
    at: tuple[int, int]
    children: list["XmlElement"] = field(default_factory=list)
    text: str = ""
    parent: "XmlElement | None" = None
    read: set[str] = field(default_factory=set)
    known: bool = False

    def get(self, *names: str) -> str:
        """The first of these attributes that says something, which counts as read."""
        for name in names:
            if text := self.attributes.get(name, "").strip():
                self.read.add(name)
                return text
        return ""

    def all(self, *tags: str) -> list["XmlElement"]:
        """The children with these names, which count as read."""
        found = [child for child in self.children if child.tag in tags]
        for child in found:
            child.known = True
        return found

    def everything(self) -> Iterator["XmlElement"]:
        """The element and all below it, in the order of the file."""
        waiting = [self]
        while waiting:
            one = waiting.pop()
            yield one
            waiting.extend(reversed(one.children))

    def leave(self, intake: Intake, place: object = None, why: str = "argmap has no place for it") -> None:
        """Notes every attribute and child that was not read."""
        self.leave_attributes(intake, place, why)
        for child in self.children:
            if not child.known and (child.attributes or child.text.strip() or child.children):
                intake.lost(f"element {child.tag}", place or child.at, element_words(child), why)

    def leave_attributes(self, intake: Intake, place: object, why: str) -> None:
        """Notes every attribute that was not read."""
        for name, value in self.attributes.items():
            if name not in self.read and not name.startswith(QUIET) and value.strip():
                intake.lost(f"attribute {name}", place or self.at, value, why)


def xml_text(text: str) -> str:
    """A text with a space or question mark in the place of what XML has no letter for.

    >>> xml_text("a\\x00b")
    'a b'
    """
    kept = "".join(letter if letter >= " " or letter in "\n\t\r" else " " for letter in text)
    return kept.replace("\ufffe", "?").replace("\uffff", "?").encode("utf-8", "replace").decode()


def xml_attribute(text: str) -> str:
    """A text as an attribute in quotes, in which lines stay lines.

    >>> xml_attribute("a\\n<b>")
    '"a&#10;&lt;b&gt;"'
    """
    return quoteattr(xml_text(text), {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})


def element_words(element: XmlElement) -> str:
    """What an element says, for messages: the attributes and texts of it and of what stands within it."""
    said: list[str] = []
    for one in element.everything():
        said += [*(f"{key}={value}" for key, value in one.attributes.items()), one.text.strip()]
        if sum(map(len, said)) > 200:
            break
    return " ".join(filter(None, said))[:200]


def xml_root(data: bytes, intake: Intake) -> XmlElement:
    """The element at the top of an XML file. Raises LoadError for what is not XML, and for what is refused."""
    parser = expat.ParserCreate(namespace_separator="\x1f")
    parser.buffer_text = True
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    tops: list[XmlElement] = []
    open_ones: list[XmlElement] = []

    def at() -> tuple[int, int]:
        return parser.CurrentLineNumber, parser.CurrentColumnNumber + 1

    def refuse(what: str) -> Any:
        def refused(*_: object) -> NoReturn:
            intake.problems.add(at(), f"{what} are not read", "remove the document type")
            raise intake.problems.error()

        return refused

    def doctype(name: str, system: str | None, public: str | None, internal: int) -> None:
        if internal:
            refuse("document types with declarations")()
        intake.lost("document type", at(), f"{name} {public or ''} {system or ''}".strip(), "it is never fetched")

    def start(name: str, attributes: dict[str, str]) -> None:
        plain = {_local(key): value for key, value in attributes.items()}
        element = XmlElement(_local(name), plain, at(), parent=open_ones[-1] if open_ones else None)
        (open_ones[-1].children if open_ones else tops).append(element)
        open_ones.append(element)
        if len(open_ones) > limits().depth:
            intake.problems.add(
                at(), f"nesting must be at most {limits().depth} levels deep", limits().hint("depth", "flatten it")
            )
            raise intake.problems.error()

    def end(_name: str) -> None:
        open_ones.pop()

    def words(text: str) -> None:
        if open_ones:
            open_ones[-1].text += text

    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, words
    parser.StartDoctypeDeclHandler = doctype
    parser.EntityDeclHandler = refuse("entities")
    parser.SkippedEntityHandler = refuse("entities that the file does not explain")
    parser.ExternalEntityRefHandler = refuse("external references")
    try:
        parser.Parse(data, True)  # noqa: FBT003
    except expat.ExpatError as error:
        message = f"not readable as XML: {expat.ErrorString(error.code)}"
        intake.problems.add((error.lineno, error.offset + 1), message)
        raise intake.problems.error() from None
    except LoadError:
        raise
    except (ValueError, LookupError) as error:
        intake.problems.add(None, f"not readable as XML: {error}")
        raise intake.problems.error() from None
    return tops[0]


def _local(name: str) -> str:
    return name.rpartition("\x1f")[2].rpartition(":")[2]
