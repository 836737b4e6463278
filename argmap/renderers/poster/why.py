"""The verdict in sentences: the verdict, the effect of each ground, what it hinges on, unanswered counterevidence."""

from collections.abc import Sequence
from typing import NamedTuple

from argmap.analysis.hinges import Hinge, in_words
from argmap.analysis.rounding import of_100
from argmap.evaluation import Evaluation
from argmap.model import ArgumentMap
from argmap.model.standpoint import heard
from argmap.model.walks import unanswered
from argmap.renderers.poster.rows import Rows
from argmap.renderers.scene.clusters import clusters
from argmap.renderers.scene.metrics import clean

MOST_GROUNDS, MOST_HINGES, LONGEST_NAME = 3, 3, 64


class TonedText(NamedTuple):
    """A part of a sentence and its tone: "" plain, "strong", or the side that it speaks for, "pro" or "con"."""

    text: str
    tone: str = ""


def why(m: ArgumentMap, e: Evaluation, rows: Rows, hinges: Sequence[Hinge]) -> tuple[TonedText, ...]:
    """The sentences, for the statement that the evaluation is of.

    >>> from argmap import evaluate
    >>> from argmap.model import Claim
    >>> m = ArgumentMap(conclusion="c", statements=[Claim(text="It pays.", id="c")])
    >>> "".join(span.text for span in why(m, evaluate(m), Rows((), "", ()), ()))
    'Undecided, not established. It stands in 0 of 100 worlds, is defeated in 0, and is open in 100. Nothing is given for it.'
    """
    spans = [TonedText(e.verdict.capitalize(), "strong")]
    spans.append(TonedText(f", {e.reason}. " if e.reason else ". "))
    if e.how.worlds:
        stands, defeated, left = of_100(e.how, e, e.conclusion)
        spans.append(
            TonedText(f"It stands in {stands} of 100 worlds, is defeated in {defeated}, and is open in {left}. ")
        )
    spans += _grounds(m, rows)
    spans += _hinges(m, e, hinges)
    if open_ones := unanswered(heard(m, e.how.standpoint)):
        count = len(open_ones)
        spans.append(
            TonedText(
                f"{count} {'piece' if count == 1 else 'pieces'} of counterevidence {'is' if count == 1 else 'are'} unanswered."
            )
        )
    last = spans.pop()
    return (*spans, TonedText(last.text.rstrip(), last.tone))


def _grounds(m: ArgumentMap, rows: Rows) -> list[TonedText]:
    """The largest grounds on each side, with what each lifts or costs the main claim."""
    spans: list[TonedText] = []
    sections = [section for section in rows.sections if not section.apart]
    for side, opening, verb in (("pro", "For it: ", "lifts it"), ("con", "Against it: ", "costs it")):
        heads = [section.head for section in sections if section.head.side == side and not section.head.reference]
        if not heads:
            continue
        spans.append(TonedText(opening))
        for place, head in enumerate(heads[:MOST_GROUNDS]):
            spans += [TonedText("; ")] * bool(place)
            spans.append(TonedText(short(m, head.id), side))
            if head.telling and head.loss is not None:
                spans.append(TonedText(f" ({verb} {abs(head.loss):.2f})"))
        more = len(heads) - MOST_GROUNDS
        spans.append(_end(more, spans[-1]))
    return spans or [TonedText("Nothing is given for it. ")]


def _hinges(m: ArgumentMap, e: Evaluation, hinges: Sequence[Hinge]) -> list[TonedText]:
    """The statements that would turn the verdict alone, and how."""
    turning = [hinge for hinge in hinges if hinge.turns]
    if not turning:
        return [TonedText("No single statement turns the verdict. ")] if hinges else []
    spans = [TonedText("It hinges on ")]
    for place, hinge in enumerate(turning[:MOST_HINGES]):
        spans += [TonedText("; ")] * bool(place)
        spans.append(TonedText(short(m, hinge.id), "strong"))
        spans.append(TonedText(f": {in_words(e.how, hinge)}"))
    more = len(turning) - MOST_HINGES
    spans.append(_end(more, spans[-1]))
    return spans


def _end(more: int, last: TonedText) -> TonedText:
    """The end of a list from which this many items are left out."""
    return TonedText(f"; and {more} more. " if more > 0 else " " if last.text.endswith("…") else ". ")


def short(m: ArgumentMap, id: str) -> str:
    """The text of a statement, or of the first that a linked step takes, cut to a few words.

    >>> from argmap.model import Claim
    >>> short(ArgumentMap(conclusion="c", statements=[Claim(text="It pays.", id="c")]), "c")
    'It pays'
    """
    if id in m.steps_by_id:
        first, *others = m.step(id).sources
        return f"{short(m, first)}, with {len(others)} more" if others else short(m, first)
    text = clean(m.statement(id).text).rstrip(".。")
    letters = clusters(text)
    if len(letters) <= LONGEST_NAME:
        return text
    cut = "".join(letters[:LONGEST_NAME])
    return (cut[: cut.rindex(" ")] if " " in cut[LONGEST_NAME // 2 :] else cut) + " …"
