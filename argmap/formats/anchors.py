"""Sources on one line: a place, and then a quote in the quotation marks of any language.

Whatever has a quotation mark and is not read as a quote is refused, so that no quote is taken for a place and left unchecked.
"""

import re
from functools import cache
from typing import Any

MARKS = (
    ('"', '"'),
    ("“", "”"),
    ("„", "“”"),
    ("”", "”"),
    ("«", "»"),
    ("»", "«"),
    ("‹", "›"),
    ("›", "‹"),
    ("「", "」"),
    ("『", "』"),
    ("‘", "’"),
    ("‚", "‘’"),
    ("'", "'"),
)
"""Every quotation mark that opens, with those that close what it opened."""
APOSTROPHES = "'’"
"""Marks that words have, too."""
_PLAIN = "".join(sorted({mark for pair in MARKS for marks in pair for mark in marks} - set(APOSTROPHES)))


@cache
def _quoted(opens: str, closes: str) -> re.Pattern[str]:
    space = r"\s+" if opens in "'‘‚" else r"\s*"
    own = re.escape(opens + closes)
    inside = rf"(?:[^{own}]|(?<=\w)[{APOSTROPHES}](?=\w))" if set(closes) & set(APOSTROPHES) else rf"[^{own}]"
    place = rf"[^{re.escape(_PLAIN)}]*[^{re.escape(_PLAIN)}\s]"
    return re.compile(
        rf"(?P<at>{place}){space}[{re.escape(opens)}](?P<quote>{inside}*\S{inside}*)[{re.escape(closes)}]"
    )


_PAIRS = {mark: [pair for pair in MARKS if mark in pair[1]] for _, closes in MARKS for mark in closes}
"""The pairs of marks that a quote can have, by the mark that ends the line."""
_MARK = re.compile(f"[{re.escape(_PLAIN)}]")


def anchor(text: str) -> dict[str, Any] | None:
    """A source written on one line, as the fields of a value; None where a quotation mark would be part of the place.

    >>> anchor('05 ¶3 "quoted words"'), anchor("第1段「引用」"), anchor("Author's note")
    ({'at': '05 ¶3', 'quote': 'quoted words'}, {'at': '第1段', 'quote': '引用'}, {'at': "Author's note"})
    >>> anchor('"quoted words" (¶3)')
    """
    for opens, closes in _PAIRS.get(text[-1:], ()):
        if match := _quoted(opens, closes).fullmatch(text):
            return {"at": match["at"], "quote": match["quote"]}
    return None if _MARK.search(text) else {"at": text}


def anchor_text(at: str, quote: str | None) -> str | None:
    """A source on one line, or None when one line cannot say it without loss.

    >>> anchor_text("05 ¶3", "quoted words")
    '05 ¶3 "quoted words"'
    """
    line = at if quote is None else f'{at} "{quote}"'
    back = anchor(line)
    return line if back is not None and (back["at"], back.get("quote")) == (at, quote) else None


def quote_hint(text: str) -> str:
    """What to write for a text that has quotation marks and is no place with a quote.

    >>> print(quote_hint('GPU "keep the GPU "fed" with data"'))
    {at: 'GPU', quote: 'keep the GPU "fed" with data'}
    >>> print(quote_hint('"costs fell" (¶1)'))
    {at: '¶1', quote: 'costs fell'}
    """
    marks = [at for at, letter in enumerate(text) if letter in _PLAIN]
    first, last = marks[0], marks[-1]
    quote = text[first + 1 : last] if last > first else text[first + 1 :]
    at = text[:first].strip() or (text[last + 1 :].strip(" ()[],;") if last > first else "")
    return f"{{at: {_written(at)}, quote: {_written(quote.strip())}}}"


def _written(text: str) -> str:
    return "'" + text.replace("'", "''") + "'" if text else "…"
