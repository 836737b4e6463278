"""Clusters: what a reader takes for one letter, such as a letter with its accents, a flag or a family; never cut apart."""

import unicodedata

from argmap.renderers.scene.advances import mark

_VOWELS = frozenset("\u0e33\u0eb3\uff9e\uff9f")
"""Letters that are written after another and belong to it, although they are no marks."""
_JOINER = "\u200d"
_LINKS = frozenset("\u094d\u09cd\u0acd\u0b4d\u0c4d\u0d4d\u1039\u17d2")
"""Signs after which a consonant joins the one before, from Devanagari to Khmer."""
_LEADING = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\u0d4e")
"""Signs that reach over what follows."""


def clusters(text: str) -> list[str]:
    """The clusters of a text, in order.

    >>> accented, family = "e" + chr(0x301), chr(0x1F469) + chr(0x200D) + chr(0x1F467)
    >>> clusters(accented + "a") == [accented, "a"], clusters(family + "a") == [family, "a"]
    (True, True)
    """
    if text.isascii():
        return list(text)
    groups: list[str] = []
    for letter in text:
        if groups and _joins(groups[-1], letter):
            groups[-1] += letter
        else:
            groups.append(letter)
    return groups


def shortened(text: str, most: int) -> str:
    """The text, or as many of its clusters as there is place for with … at the end.

    >>> shortened("Hello there", 7), shortened("Hello", 5)
    ('Hello…', 'Hello')
    """
    letters = clusters(text)
    return text if len(letters) <= most else f"{''.join(letters[: most - 1]).rstrip()}…"


def _joins(before: str, letter: str) -> bool:
    """Whether a letter belongs to the cluster before it."""
    letter_before = before[-1]
    if letter_before in _LEADING or mark(letter) or letter in _VOWELS or unicodedata.category(letter) == "Mc":
        return True
    if letter_before == _JOINER and unicodedata.category(letter) == "So":
        return True
    if _flag(letter):
        return _flag(letter_before) and len(before) % 2 == 1
    if unicodedata.category(letter) == "Lo" and any(earlier in _LINKS for earlier in before[-2:]):
        return unicodedata.category(before[0]) == "Lo"
    return 0x1100 <= ord(letter) < 0x1200 and (
        0x1100 <= ord(letter_before) < 0x1200 or (0xAC00 <= ord(letter_before) < 0xD7A4 and ord(letter) >= 0x1160)
    )


def _flag(letter: str) -> bool:
    """Whether it is one of the two letters of a flag."""
    return 0x1F1E6 <= ord(letter) <= 0x1F1FF
