"""AM2xx: what statements are taken from, held against the text itself where that is at hand."""

import re
import unicodedata
from collections.abc import Iterator
from difflib import SequenceMatcher
from hashlib import sha256

from argmap.errors import shown
from argmap.lint.rules.rule import Case, Found, Rule


def _misquoted(case: Case) -> Iterator[Found]:
    if case.source is None:
        return
    whole = folded(case.source)
    for node in case.m.nodes:
        for at, anchor in enumerate(node.source):
            if anchor.quote and folded(anchor.quote) not in whole:
                near = nearest_passage(anchor.quote, case.source)
                place = (
                    case.m.place(node.id, f"source.{at}") or case.m.place(node.id, "source") or case.m.place(node.id)
                )
                message = f"the quote {shown(anchor.quote)} of {node.id!r} is not in the source"
                yield (
                    node.id,
                    place,
                    message,
                    f"the nearest passage is {shown(near, 160)}" if near else "nothing is near it",
                )


def _uncovered(case: Case) -> Iterator[Found]:
    if case.source is None:
        return
    quotes = [folded(anchor.quote) for node in case.m.nodes for anchor in node.source if anchor.quote]
    places = " ".join(anchor.at for node in case.m.nodes for anchor in node.source)
    numbers = set(re.findall(r"¶+\s*([\w.-]+)", places))
    for number, paragraph in enumerate(paragraphs(case.source), start=1):
        if str(number) in numbers or any(quote in folded(paragraph) for quote in quotes):
            continue
        message = (
            f"paragraph {number} of the source is covered by no statement: {shown(' '.join(paragraph.split()), 60)}"
        )
        yield "", None, message, "map it, or leave it out knowingly"


def _changed(case: Case) -> Iterator[Found]:
    document = case.m.document
    if case.source is None or document is None or not document.sha256:
        return
    found = sha256(case.source.encode()).hexdigest()
    if not found.startswith(document.sha256.rstrip("…").lower()):
        message = f"the source has another sha256 than the map says: {found[:12]}…, not {document.sha256[:12]}…"
        yield (
            "",
            case.m.place("", "document") or case.m.place(case.m.conclusion),
            message,
            "check the quotes, then write the new one",
        )


def _unsourced(case: Case) -> Iterator[Found]:
    m = case.m
    if m.document is None:
        return
    for node in m.nodes:
        if node.voice != "analyst" and not node.source and not node.implicit:
            message = f"{node.id!r} is in the voice of the {node.voice} and says no source"
            yield node.id, m.place(node.id), message, "give `source:` where the text says it, or `voice: analyst`"


def _mixed(case: Case) -> Iterator[Found]:
    m = case.m
    for step in m.relations:
        voices = {m.node(source).voice for source in step.sources} - {"analyst"}
        if len(voices) > 1 and step.by == "author":
            message = f"the step {step.id!r} links statements of the author with reported ones, in the author's name"
            yield step.id, m.place(step.id), message, "say `by: analyst` if the text does not draw it"


def folded(text: str) -> str:
    """A text as quotes are compared: width, case, quotation marks and white space made alike.

    >>> folded("“Ａ  b”") == folded('"a b"')
    True
    """
    plain = unicodedata.normalize("NFKC", text).casefold().translate(_MARKS)
    return "".join(plain.split())


_MARKS = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "–": "-", "—": "-"})


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text: what blank lines part, or else its lines.

    >>> paragraphs("a\\nb\\n\\nc")
    ['a\\nb', 'c']
    """
    parted = [part.strip() for part in re.split(r"\n\s*\n", text) if part.strip()]
    return parted if len(parted) > 1 else [line.strip() for line in text.splitlines() if line.strip()]


def nearest_passage(quote: str, text: str) -> str:
    """The run of words of the text that is most like a quote, or "" when none is.

    >>> nearest_passage("the costs fall", "All in all, the cost falls every year.")
    'the cost falls'
    """
    words = re.findall(r"[぀-鿿가-힯]|\S+", text)
    size = max(1, len(re.findall(r"[぀-鿿가-힯]|\S+", quote)))
    wanted = folded(quote)
    matcher = SequenceMatcher(None, "", wanted, autojunk=False)
    best, least = "", 0.5
    for begin in range(max(1, len(words) - size + 1)):
        run = words[begin : begin + size]
        matcher.set_seq1(folded("".join(run)))
        if matcher.real_quick_ratio() > least and matcher.quick_ratio() > least and (ratio := matcher.ratio()) > least:
            best, least = " ".join(run), ratio
    return best.rstrip(".,;:")


_TEXT = "Costs fell by a third last year.\n\nNobody was hurt.\n"

RULES = (
    Rule(
        "AM201",
        "quote-not-in-source",
        "error",
        "A quote that the source does not have puts words into its mouth.",
        'claim: It is cheaper.\nbecause:\n- premise: Costs fell.\n  source: ¶1 "costs fell by half"\n',
        _misquoted,
        source=_TEXT,
    ),
    Rule(
        "AM202",
        "paragraph-not-covered",
        "note",
        "What a map leaves out of its source should be left out knowingly.",
        'claim: It is cheaper.\nbecause:\n- premise: Costs fell.\n  source: ¶1 "costs fell by a third"\n',
        _uncovered,
        source=_TEXT,
    ),
    Rule(
        "AM203",
        "source-changed",
        "warning",
        "A map is made from one state of a text; when the text changes, quotes may no longer hold.",
        "claim: It is cheaper.\ndocument: {title: Costs, sha256: 9f2c}\nbecause: [{premise: Costs fell., source: ¶1}]\n",
        _changed,
        source=_TEXT,
    ),
    Rule(
        "AM204",
        "no-source",
        "note",
        "What is said in the author's name should say where the author says it.",
        "claim: It is cheaper.\ndocument: {title: Costs}\nbecause: [{premise: Costs fell.}]\n",
        _unsourced,
    ),
    Rule(
        "AM205",
        "mixed-voices",
        "note",
        "An opposing view that the text reports must not pass for the author's own.",
        "claim: It is cheaper.\nbecause:\n- all:\n  - premise: Costs fell.\n  - {premise: Critics say so too., voice: reported}\n",
        _mixed,
    ),
)
