"""Passages of a source: its paragraphs, and the search for quotes, ignoring width, case, quotation marks and white space."""

import re
import unicodedata
from collections.abc import Sequence
from difflib import SequenceMatcher

LONGEST_HEADING = 12
"""The largest number of words of a paragraph that can be only a heading."""
_PARAGRAPH = re.compile(r"(?P<section>.*?)\s*¶+\s*(?P<number>\d+)")


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

    def _inside_word(self, position: int) -> bool:
        """Whether the letters before and at a position belong to one word; each wide letter is a word of its own."""
        if not 0 < position < len(self._text) or not self._joined[position]:
            return False
        return all(
            letter.isalnum() and unicodedata.east_asian_width(letter) not in "WF"
            for letter in self._text[position - 1 : position + 1]
        )


def around(quote: str, text: str) -> tuple[str, str, str] | None:
    """The text before a quote, the quote as the text has it, and the text after it; None if the text does not have the quote.

    >>> around('"a cat"', "So “A  cat” sat.")
    ('So ', '“A  cat”', ' sat.')
    """
    letters = [(one, at) for at, letter in enumerate(text) for one in folded(letter)[0]]
    wanted = folded(quote)[0]
    begin = "".join(letter for letter, _ in letters).find(wanted)
    if begin < 0 or not wanted or quote not in Passage(text):
        return None
    first, last = letters[begin][1], letters[begin + len(wanted) - 1][1]
    return text[:first], text[first : last + 1], text[last + 1 :]


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
        begin, is_heading = 0, False
    elif len(starts) == 1:
        begin = starts[0]
        is_heading = len(parts[begin].split()) <= LONGEST_HEADING
    else:
        return ()
    numbers = (begin + number - 1, begin + number) if is_heading else (begin + number - 1,)
    return tuple(number_of for number_of in numbers if 0 <= number_of < len(parts))


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
