"""Passages of a source: its paragraphs, and quotes found in them whatever their width, case, marks and white space."""

import re
import unicodedata
from collections.abc import Sequence
from difflib import SequenceMatcher

LONGEST_HEADING = 12
"""A heading that stands alone has no more words."""
_PARAGRAPH = re.compile(r"(?P<section>.*?)\s*¶+\s*(?P<number>\d+)")


class Passage:
    """A text in which quotes are found whatever their width, case, quotation marks and white space; whole words only.

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
        """Whether the letters before and at a place are of one word; each wide letter is a word of its own."""
        if not 0 < at < len(self._text) or not self._joined[at]:
            return False
        return all(
            letter.isalnum() and unicodedata.east_asian_width(letter) not in "WF"
            for letter in self._text[at - 1 : at + 1]
        )


def around(quote: str, text: str) -> tuple[str, str, str] | None:
    """The text before a quote, the words of the quote as they stand there, and the text after; None where it does not stand there.

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
    """A text as quotes are compared, and for each letter whether no white space stood before it.

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
    """The paragraphs of a text: what blank lines part, or else its lines.

    >>> paragraphs("a\\nb\\n\\nc")
    ['a\\nb', 'c']
    """
    parted = [part.strip() for part in re.split(r"\n\s*\n", text) if part.strip()]
    return parted if len(parted) > 1 else [line.strip() for line in text.splitlines() if line.strip()]


def located(parts: Sequence[str], at: str) -> tuple[int, ...]:
    """Which paragraphs a place such as "¶3" or "05 ¶3" can mean; none where it names no paragraph, or no section that is there.

    A section begins where a paragraph begins with its name; its first paragraph is that one, or the next where the name
    stands alone. Section 0 is what stands before the first.

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
    """The run of words of the text that is most like a quote, or "" when none is.

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
