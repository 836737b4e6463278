"""AM2xx: the sources of statements, compared with the text itself if it was given."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from hashlib import sha256

from argmap.errors import Place, shown
from argmap.lint.rules.rule import Case, Found, Rule
from argmap.model import Anchor, ArgumentMap


def _misquoted(case: Case) -> Iterator[Found]:
    if case.source is None:
        return
    whole = Passage(case.source)
    for id, at, anchor in _anchors(case.m):
        if anchor.quote and anchor.quote not in whole:
            near = nearest_passage(anchor.quote, case.source)
            message = f"the quote {shown(anchor.quote)} of {id!r} is not in the source"
            hint = f"the nearest passage is {shown(near, 160)}" if near else "nothing is near it"
            yield id, _place(case.m, id, at), message, hint


def _misplaced(case: Case) -> Iterator[Found]:
    if case.source is None:
        return
    parts = paragraphs(case.source)
    passages = [Passage(part) for part in parts]
    for id, at, anchor in _anchors(case.m):
        meant = located(parts, anchor.at)
        if not anchor.quote or not meant or any(anchor.quote in passages[one] for one in meant):
            continue
        found = [number for number, passage in enumerate(passages, start=1) if anchor.quote in passage]
        if found:
            message = f"the quote {shown(anchor.quote)} of {id!r} is not in {anchor.at}"
            begins = shown(" ".join(parts[found[0] - 1].split()), 40)
            hint = f"it stands in paragraph {found[0]} of the source, which begins {begins}"
            yield id, _place(case.m, id, at), message, hint


def _uncovered(case: Case) -> Iterator[Found]:
    if case.source is None:
        return
    anchors = [anchor for _, _, anchor in _anchors(case.m)]
    parts = paragraphs(case.source)
    covered = {one for anchor in anchors for one in located(parts, anchor.at)[:1]}
    quotes = [anchor.quote for anchor in anchors if anchor.quote]
    prose = {at: Passage(part) for at, part in enumerate(parts) if not is_markup(part)}
    left = [at for at, passage in prose.items() if at not in covered and not any(one in passage for one in quotes)]
    if len(left) == 1:
        said = shown(" ".join(parts[left[0]].split()), 60)
        message = f"paragraph {left[0] + 1} of the source is covered by no statement: {said}"
        yield "", None, message, "add a statement for it, or accept that it is left out"
    elif left:
        numbers = runs([at + 1 for at in left])
        message = f"{len(left)} of {len(prose)} paragraphs of the source are covered by no statement: {numbers}"
        yield "", None, message, "add statements for them, or accept that they are left out"


_MARKUP = re.compile(
    r"""
    \#{1,6}\s.* |                                  # Markdown: a heading,
    (\[[^\]\n]+\]:\s.*\n?)+ |                      # targets of links
    ([^\w\s])\2+\n.*\n\2+ | .*\n([^\w\s])\3+ |     # both: a heading with a line under it, or over it too,
    ([^\w\s])\4{2,} |                             # a line across the page
    \.\.\s[^\n]*(\n.*)*                            # reStructuredText: targets of links, directives, comments
    """,
    re.VERBOSE,
)


def is_markup(part: str) -> bool:
    """Whether a paragraph of Markdown or reStructuredText is markup and not prose: a heading, targets of links, a directive.

    >>> [is_markup(part) for part in ("# Costs", "Costs\\n=====", ".. _a: b", "[a]: b", "Costs fell.")]
    [True, True, True, True, False]
    """
    return _MARKUP.fullmatch(part) is not None


def runs(numbers: Sequence[int]) -> str:
    """Rising numbers of paragraphs as text, in which consecutive numbers are joined to a range.

    >>> runs([1, 3, 4, 5])
    '¶1, ¶3–5'
    """
    said: list[tuple[int, int]] = []
    for number in numbers:
        begins = said.pop()[0] if said and said[-1][1] == number - 1 else number
        said.append((begins, number))
    return ", ".join(f"¶{first}" if first == last else f"¶{first}–{last}" for first, last in said)


def _anchors(m: ArgumentMap) -> Iterator[tuple[str, int, Anchor]]:
    """Every anchor, with the id of its statement and its position among the statement's anchors."""
    for node in m.statements:
        for at, anchor in enumerate(node.source):
            yield node.id, at, anchor


def _place(m: ArgumentMap, id: str, at: int) -> Place | None:
    return m.place(id, f"source.{at}") or m.place(id, "source") or m.place(id)


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
    for node in m.statements:
        if node.voice != "analyst" and not node.source and not node.implicit:
            message = f"{node.id!r} has the voice {node.voice} but no source"
            yield node.id, m.place(node.id), message, "give `source:` where the text says it, or `voice: analyst`"


def _mixed(case: Case) -> Iterator[Found]:
    m = case.m
    for step in m.steps:
        voices = {m.statement(source).voice for source in step.sources} - {"analyst"}
        if len(voices) > 1 and step.by in (None, "author"):
            message = f"the step {step.id!r} links statements of the author with reported ones, in the author's name"
            yield step.id, m.place(step.id), message, "write `by: analyst` if the text does not draw this step"


class Passage:
    """A text in which quotes are searched as whole words, ignoring width, case, quotation marks and white space.

    >>> "“Ａ  cat”" in Passage('"a cat" sat'), "a cat" in Passage("a catalogue"), "大模" in Passage("大模型")
    (True, False, True)
    """

    def __init__(self, text: str) -> None:
        self._text, self._joined = folded(text)

    def __contains__(self, quote: str) -> bool:
        wanted, _ = folded(quote)
        at = self._text.find(wanted)
        while at >= 0 and wanted:
            if not self._inside_word(at) and not self._inside_word(at + len(wanted)):
                return True
            at = self._text.find(wanted, at + 1)
        return not wanted

    def _inside_word(self, at: int) -> bool:
        """Whether the letters before and at a position belong to one word; each wide letter is a word of its own."""
        if not 0 < at < len(self._text) or not self._joined[at]:
            return False
        return all(
            letter.isalnum() and unicodedata.east_asian_width(letter) not in "WF"
            for letter in self._text[at - 1 : at + 1]
        )


def folded(text: str) -> tuple[str, list[bool]]:
    """A text in the form in which quotes are compared, and for each letter whether no white space was before it.

    >>> folded("“Ａ  b”") == folded('"a b"'), folded("a bc")
    (True, ('abc', [True, False, True]))
    """
    letters: list[str] = []
    joined: list[bool] = []
    after_space = False
    for letter in unicodedata.normalize("NFKC", text).casefold().translate(_MARKS):
        if letter.isspace():
            after_space = True
            continue
        letters.append(letter)
        joined.append(not after_space)
        after_space = False
    return "".join(letters), joined


_MARKS = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "–": "-", "—": "-"})


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text: the parts between blank lines, or its lines if it has no blank lines.

    >>> paragraphs("a\\nb\\n\\nc")
    ['a\\nb', 'c']
    """
    parted = [part.strip() for part in re.split(r"\n\s*\n", text) if part.strip()]
    return parted if len(parted) > 1 else [line.strip() for line in text.splitlines() if line.strip()]


def located(parts: Sequence[str], at: str) -> tuple[int, ...]:
    """The paragraphs that a place such as "¶3" or "05 ¶3" can mean; none if it names no paragraph or a section not found.

    A section begins with the paragraph that begins with its name; its first paragraph is that one, or the next if the name
    is alone. Section 0 is the text before the first section.

    >>> located(["So.", "1 Costs", "They fell.", "2 Risks. None."], "1 ¶1"), located(["So.", "2 Risks. None."], "¶1")
    ((1, 2), (0,))
    """
    match = _PARAGRAPH.fullmatch(at.strip())
    if match is None:
        return ()
    section, number = match["section"].strip(" ,."), int(match["number"])
    starts = [place for place, part in enumerate(parts) if section and _heads(part, section)]
    if not section or (not starts and set(section) == {"0"}):
        begin, alone = 0, False
    elif len(starts) == 1:
        begin = starts[0]
        alone = len(parts[begin].split()) <= LONGEST_HEADING
    else:
        return ()
    meant = (begin + number - 1, begin + number) if alone else (begin + number - 1,)
    return tuple(one for one in meant if 0 <= one < len(parts))


def _heads(part: str, section: str) -> bool:
    name, line = (text.lstrip("#*§ ").casefold() for text in (section, part))
    return line.startswith(name) and not line[len(name) : len(name) + 1].isalnum()


def nearest_passage(quote: str, text: str) -> str:
    """The words of the text that are most similar to a quote, or "" if none are.

    >>> nearest_passage("the costs fall", "All in all, the cost falls every year.")
    'the cost falls'
    """
    words = re.findall(r"[぀-鿿가-힯]|\S+", text)
    size = max(1, len(re.findall(r"[぀-鿿가-힯]|\S+", quote)))
    wanted, _ = folded(quote)
    matcher = SequenceMatcher(None, "", wanted, autojunk=False)
    best, least = "", 0.5
    for begin in range(max(1, len(words) - size + 1)):
        run = words[begin : begin + size]
        matcher.set_seq1(folded("".join(run))[0])
        if matcher.real_quick_ratio() > least and matcher.quick_ratio() > least and (ratio := matcher.ratio()) > least:
            best, least = " ".join(run), ratio
    return best.rstrip(".,;:")


LONGEST_HEADING = 12
"""A heading that stands alone has no more words."""
_PARAGRAPH = re.compile(r"(?P<section>.*?)\s*¶+\s*(?P<number>\d+)")
_TEXT = "Costs fell by a third last year.\n\nNobody was hurt.\n"

RULES = (
    Rule(
        "AM201",
        "quote-not-in-source",
        "error",
        "A quote must occur in the source.",
        'claim: It is cheaper.\nbecause:\n- premise: Costs fell.\n  source: ¶1 "costs fell by half"\n',
        _misquoted,
        source=_TEXT,
    ),
    Rule(
        "AM202",
        "paragraph-not-covered",
        "note",
        "A paragraph that no statement refers to may have been overlooked.",
        'claim: It is cheaper.\nbecause:\n- premise: Costs fell.\n  source: ¶1 "costs fell by a third"\n',
        _uncovered,
        source=_TEXT,
    ),
    Rule(
        "AM203",
        "source-changed",
        "warning",
        "A map is made from one version of a text. When the text changes, quotes may no longer occur in it.",
        "claim: It is cheaper.\ndocument: {title: Costs, sha256: 9f2c}\nbecause: [{premise: Costs fell., source: ¶1}]\n",
        _changed,
        source=_TEXT,
    ),
    Rule(
        "AM204",
        "no-source",
        "note",
        "A statement in the author's voice should name the place where the author says it.",
        "claim: It is cheaper.\ndocument: {title: Costs}\nbecause: [{premise: Costs fell.}]\n",
        _unsourced,
    ),
    Rule(
        "AM205",
        "mixed-voices",
        "note",
        "A view that the text only reports must not be presented as the author's own.",
        "claim: It is cheaper.\nbecause:\n- all:\n  - premise: Costs fell.\n  - {premise: Critics say so too., voice: reported}\n",
        _mixed,
    ),
    Rule(
        "AM206",
        "quote-elsewhere",
        "warning",
        "A quote must occur at the place that the map names, so that readers find it.",
        'claim: It is cheaper.\nbecause:\n- premise: Costs fell.\n  source: ¶2 "costs fell by a third"\n',
        _misplaced,
        source=_TEXT,
    ),
)
