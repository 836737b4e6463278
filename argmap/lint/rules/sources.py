"""AM2xx: the sources of statements, compared with the text itself if it was given."""

import re
from collections.abc import Iterator, Sequence
from hashlib import sha256

from argmap.analysis.passages import Passage, located, nearest_passage, paragraphs
from argmap.errors import Place, shown
from argmap.lint.rules.rule import Breach, CheckedMap, Rule
from argmap.model import Anchor, ArgumentMap


def _misquoted(case: CheckedMap) -> Iterator[Breach]:
    if case.source is None:
        return
    whole = Passage(case.source)
    for id, at, anchor in _anchors(case.m):
        if anchor.quote and anchor.quote not in whole:
            near = nearest_passage(anchor.quote, case.source)
            message = f"the quote {shown(anchor.quote)} of {id!r} is not in the source"
            hint = f"the nearest passage is {shown(near, 160)}" if near else "nothing is near it"
            yield id, _place(case.m, id, at), message, hint


def _misplaced(case: CheckedMap) -> Iterator[Breach]:
    if case.source is None:
        return
    parts = paragraphs(case.source)
    passages = [Passage(part) for part in parts]
    for id, place, anchor in _anchors(case.m):
        named = located(parts, anchor.at)
        if not anchor.quote or not named or any(anchor.quote in passages[part_number] for part_number in named):
            continue
        elsewhere = [number for number, passage in enumerate(passages, start=1) if anchor.quote in passage]
        if elsewhere:
            message = f"the quote {shown(anchor.quote)} of {id!r} is not in {anchor.at}"
            begins = shown(" ".join(parts[elsewhere[0] - 1].split()), 40)
            hint = f"it stands in paragraph {elsewhere[0]} of the source, which begins {begins}"
            yield id, _place(case.m, id, place), message, hint


def _uncovered(case: CheckedMap) -> Iterator[Breach]:
    if case.source is None:
        return
    anchors = [anchor for _, _, anchor in _anchors(case.m)]
    parts = paragraphs(case.source)
    covered = {part_number for anchor in anchors for part_number in located(parts, anchor.at)[:1]}
    quotes = [anchor.quote for anchor in anchors if anchor.quote]
    prose = {part_number: Passage(part) for part_number, part in enumerate(parts) if not is_markup(part)}
    uncovered = [
        part_number
        for part_number, passage in prose.items()
        if part_number not in covered and not any(quote in passage for quote in quotes)
    ]
    if len(uncovered) == 1:
        beginning = shown(" ".join(parts[uncovered[0]].split()), 60)
        message = f"paragraph {uncovered[0] + 1} of the source is covered by no statement: {beginning}"
        yield "", None, message, "add a statement for it, or accept that it is left out"
    elif uncovered:
        numbers = joined_ranges([part_number + 1 for part_number in uncovered])
        message = f"{len(uncovered)} of {len(prose)} paragraphs of the source are covered by no statement: {numbers}"
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


def joined_ranges(numbers: Sequence[int]) -> str:
    """Rising numbers of paragraphs as text, in which consecutive numbers are joined to a range.

    >>> joined_ranges([1, 3, 4, 5])
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


def _changed(case: CheckedMap) -> Iterator[Breach]:
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


def _unsourced(case: CheckedMap) -> Iterator[Breach]:
    m = case.m
    if m.document is None:
        return
    for node in m.statements:
        if node.voice != "analyst" and not node.source and not node.implicit:
            message = f"{node.id!r} has the voice {node.voice} but no source"
            yield node.id, m.place(node.id), message, "give `source:` where the text says it, or `voice: analyst`"


def _mixed(case: CheckedMap) -> Iterator[Breach]:
    m = case.m
    for step in m.steps:
        voices = {m.statement(source).voice for source in step.sources} - {"analyst"}
        if len(voices) > 1 and step.by in (None, "author"):
            message = f"the step {step.id!r} links statements of the author with reported ones, in the author's name"
            yield step.id, m.place(step.id), message, "write `by: analyst` if the text does not draw this step"


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
