"""Text metrics: widths and line breaks that are the same for every engine."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence

from argmap.renderers.scene.advances import BOLD, REGULAR, unspaced
from argmap.renderers.scene.clusters import clusters

_NOT_FIRST = frozenset("，。、；：？！）》」』】〉〕,.;:?!)]}％%…ะาำๅๆฯะาຳຽໆຯ")
_NOT_LAST = frozenset("（「《“『【〈〔([{เแโใไເແໂໃໄ")
"""What no line begins with, and what none ends with: punctuation, and vowels of Thai and Lao."""
_RUN_KEPT = 8
"""Words of so many letters are kept whole where words are not spaced."""
_WORD = "[ \u200b]*[^ \u200b]+|\u200b+"
"""A word with the space before it; U+200B is a space without width."""
_JOINED = "(?<=[\u2600-\u27bf\ufe0f\U0001f000-\U0001ffff])\u200d[\u2600-\u27bf\U0001f000-\U0001ffff]"
"""An emoji that is drawn in one with the one before it."""


def width(text: str, size: float, *, bold: bool = False) -> float:
    """The width of a line in points, from the advances of Arial; for scripts that Arial lacks, a generous guess.

    >>> round(width("Hello", 10), 2), width("具身", 10)
    (22.78, 20.0)
    """
    return _units(text, bold=bold) * size / 1000


def _units(text: str, *, bold: bool) -> int:
    """The width in thousandths of an em."""
    if "\u200d" in text:
        text = re.sub(_JOINED, "", text)
    return sum(map((BOLD if bold else REGULAR).__getitem__, text))


def from_right(text: str) -> bool:
    """Whether a text is written from right to left: whether its first letter that has a direction is.

    >>> from_right("(שוק)"), from_right("AI שוק")
    (True, False)
    """
    if text.isascii():
        return False
    directions = map(unicodedata.bidirectional, text)
    return next((one in ("R", "AL") for one in directions if one in ("L", "R", "AL")), False)


def clean(text: str) -> str:
    """The text on one line, without control characters and lone marks of direction.

    >>> clean("a\\x07\\n b")
    'a b'
    """
    return " ".join("".join(letter for letter in text if _drawable(letter) or letter.isspace()).split())


def wrap(text: str, measure: float, size: float, *, bold: bool = False) -> list[str]:
    """The text in lines no wider than `measure` points, and about equally long.

    Lines break at spaces, between letters of scripts that space no words (never before closing or after opening
    punctuation), and inside a word only when it is wider than a line; never inside a cluster.

    >>> wrap("The line-up of leaders is not locked in.", 120, 11)
    ['The line-up of leaders', 'is not locked in.']
    """
    parts = [(piece, _units(piece, bold=bold)) for piece in pieces(clean(text), measure, size, bold=bold)]
    space = _units(" ", bold=bold)
    lines = _fill(parts, measure, size, space)
    best, tried = lines, measure
    while len(lines) > 1 and tried > measure * 0.72:
        tried -= measure * 0.02
        narrower = _fill(parts, tried, size, space)
        if len(narrower) > len(lines) or any(units * size / 1000 > measure for _, units in narrower):
            break
        best = narrower
    return [line for line, _ in best]


def cut_to_measure(text: str, measure: float, size: float, *, bold: bool = False, always: bool = False) -> str:
    """The text, or as much of it as fits the measure with … at its end; `always` for a text that goes on anyway.

    >>> cut_to_measure("Hello there", 30, 10)
    'Hell…'
    """
    if not always and width(text, size, bold=bold) <= measure:
        return text
    letters = clusters(text)

    def long(count: int) -> float:
        return width(f"{''.join(letters[:count])}…", size, bold=bold)

    count = bisect_right(range(len(letters) + 1), measure, key=long) - 1
    return f"{''.join(letters[: max(count, 0)]).rstrip()}…"


def _drawable(letter: str) -> bool:
    number = ord(letter)
    return unicodedata.category(letter) not in ("Cc", "Cs") and (number & 0xFFFE) != 0xFFFE


def pieces(text: str, measure: float, size: float, *, bold: bool) -> list[str]:
    """What may stand at the ends of lines: words with the space before them, letters of unspaced scripts, parts of long words.

    >>> pieces("so it is", 100, 10, bold=False)
    ['so', ' it', ' is']
    """
    parts: list[str] = []
    for word in re.findall(_WORD, text):
        for run in _runs(word):
            parts += _pressed(run, measure, size, bold=bold)
    return parts


def _pressed(run: str, measure: float, size: float, *, bold: bool) -> list[str]:
    """A run, in as many parts as it takes for each to fit the measure; no cluster is cut."""
    if width(run.strip(), size, bold=bold) <= measure:
        return [run]
    parts = [""]
    for cluster in clusters(run):
        if parts[-1].strip() and width((parts[-1] + cluster).strip(), size, bold=bold) > measure:
            parts.append("")
        parts[-1] += cluster
    return parts


def _runs(word: str) -> Sequence[str]:
    """The parts of a word between which a line may break; more than one only in scripts that do not space words."""
    if word.isascii() or not any(map(unspaced, word)):
        return re.findall("[^\u0f0b]+\u0f0b?|\u0f0b", word) if "\u0f0b" in word else [word]
    parts: list[list[str]] = []
    for cluster in clusters(word):
        if parts and unspaced(cluster[0]) == unspaced(parts[-1][0][0]):
            parts[-1].append(cluster)
        else:
            parts.append([cluster])
    joined: list[str] = []
    for part in parts:
        whole = "".join(part)
        for piece in part if len(part) > _RUN_KEPT and unspaced(part[0][0]) else (whole,):
            if joined and (piece[0] in _NOT_FIRST or joined[-1] == " " or joined[-1][-1] in _NOT_LAST):
                joined[-1] += piece
            else:
                joined.append(piece)
    return joined


def _fill(pieces: list[tuple[str, int]], measure: float, size: float, space: int) -> list[tuple[str, int]]:
    """The pieces, each with its width in thousandths of an em, in lines with theirs; none ends or begins with a space."""
    lines: list[tuple[str, int]] = []
    line, long = "", 0
    for piece, units in pieces:
        if line and (long + units) * size / 1000 > measure:
            lines.append((line, long))
            line, long = "", 0
        if line or piece[0] != " ":
            line, long = line + piece, long + units
        else:
            line, long = piece[1:], units - space
    return [*lines, (line, long)] if line or not lines else lines
