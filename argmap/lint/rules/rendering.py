"""AM5xx: texts and ids that are too long for a picture."""

from collections.abc import Iterator

from argmap.lint.excerpt import cells
from argmap.lint.rules.rule import Breach, CheckedMap, Rule

LONGEST_TEXT, LONGEST_ID = 280, 40


def _long_text(case: CheckedMap) -> Iterator[Breach]:
    for node in case.m.statements:
        if cells(node.text) > LONGEST_TEXT:
            message = f"the sentence of {node.id!r} takes {cells(node.text)} cells; a card holds {LONGEST_TEXT} well"
            yield node.id, case.m.place(node.id), message, "shorten it, and move details to `note:`"


def _long_id(case: CheckedMap) -> Iterator[Breach]:
    for node in case.m.statements:
        if cells(node.id) > LONGEST_ID:
            message = f"the id {node.id!r} takes {cells(node.id)} cells; a card holds {LONGEST_ID}"
            yield node.id, case.m.place(node.id, "id") or case.m.place(node.id), message, "give it a short `id:`"


RULES = (
    Rule(
        "AM501",
        "long-sentence",
        "note",
        "A card should be short enough to read at a glance.",
        f'claim: It pays off.\nbecause: [{{premise: "{"It is cheaper in every way. " * 11}", id: long}}]\n',
        _long_text,
    ),
    Rule(
        "AM502",
        "long-id",
        "note",
        "Ids are shown in pictures, reports and links, so they should be short.",
        "claim: It pays off.\nbecause: [{premise: It is cheaper., id: it-is-cheaper-in-every-way-that-anybody-can-think-of}]\n",
        _long_id,
    ),
)
