"""Text metrics: widths and line breaks that are the same for every engine."""

import re
import unicodedata

_REGULAR = (
    "278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 278 278 584"
    " 584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778 722 667 611 722 667 944 667 667"
    " 611 278 278 278 469 556 333 556 556 500 556 556 278 556 556 222 222 500 222 833 556 556 556 556 333 500 278 556 500"
    " 722 500 500 500 334 260 334 584"
)
_BOLD = (
    "278 333 474 556 556 889 722 238 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 333 333 584"
    " 584 584 611 975 722 722 722 722 667 611 778 722 278 556 722 611 833 722 778 667 778 722 667 611 722 667 944 667 667"
    " 611 333 278 333 584 556 333 556 611 556 611 556 333 611 611 278 278 556 278 889 611 611 611 611 389 556 333 611 556"
    " 778 556 556 500 389 280 389 584"
)
_MARKS = {
    "¶": 556,
    "·": 333,
    "–": 556,
    "—": 1000,
    "‘": 278,
    "’": 278,
    "“": 500,
    "”": 500,
    "…": 1000,
    "→": 1000,
    "−": 584,
}
_WIDTHS = {
    bold: {chr(32 + at): int(width) for at, width in enumerate(table.split())} | _MARKS
    for bold, table in ((False, _REGULAR), (True, _BOLD))
}
_NOT_FIRST = frozenset("，。、；：？！）》」』】〉〕,.;:?!)]}％%…")
_NOT_LAST = frozenset("（「《“『【〈〔([{")
_WIDE_RUN_KEPT = 8


def width(text: str, size: float, *, bold: bool = False) -> float:
    """The width of a line in points, from the advances of Arial; wide letters count 1 em, others unknown 0.6 em.

    >>> round(width("Hello", 10), 2), width("具身", 10)
    (22.78, 20.0)
    """
    return _units(text, bold=bold) * size / 1000


def _units(text: str, *, bold: bool) -> int:
    """The width in thousandths of an em."""
    table = _WIDTHS[bold]
    try:
        return sum(map(table.__getitem__, text))
    except KeyError:
        return sum(table[letter] if letter in table else _advance(letter) for letter in text)


def known(letter: str) -> bool:
    """Whether the width of a letter is known, and not guessed.

    >>> known("a"), known("具")
    (True, False)
    """
    return letter in _WIDTHS[False]


def clean(text: str) -> str:
    """The text on one line, without control characters and lone marks of direction.

    >>> clean("a\\x07\\n b")
    'a b'
    """
    return " ".join("".join(letter for letter in text if _drawable(letter) or letter.isspace()).split())


def wrap(text: str, measure: float, size: float, *, bold: bool = False) -> list[str]:
    """The text in lines no wider than `measure` points, and about equally long.

    Lines break at spaces, between wide letters (never before closing or after opening punctuation), and inside a word
    only when it is wider than a line.

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


def cut(text: str, measure: float, size: float, *, bold: bool = False, always: bool = False) -> str:
    """The text, or as much of it as fits the measure with … at its end; `always` for a text that goes on anyway.

    >>> cut("Hello there", 30, 10)
    'Hell…'
    """
    if not always and width(text, size, bold=bold) <= measure:
        return text
    while text and width(f"{text}…", size, bold=bold) > measure:
        text = text[:-1]
    return f"{text.rstrip()}…"


def _advance(letter: str) -> int:
    category = unicodedata.category(letter)
    if category in ("Mn", "Me", "Cf", "Cc"):
        return 0
    wide = unicodedata.east_asian_width(letter) in "WF" or category == "So"
    return 1000 if wide else 600


def _drawable(letter: str) -> bool:
    number = ord(letter)
    return unicodedata.category(letter) not in ("Cc", "Cs") and (number & 0xFFFE) != 0xFFFE


def wide_letter(letter: str) -> bool:
    """Whether a letter takes a whole em, as Chinese ones do.

    >>> wide_letter("具"), wide_letter("a")
    (True, False)
    """
    return unicodedata.east_asian_width(letter) in "WF"


def pieces(text: str, measure: float, size: float, *, bold: bool) -> list[str]:
    """What may stand at the ends of lines: words with the space before them, wide letters, parts of long words.

    >>> pieces("so it is", 100, 10, bold=False)
    ['so', ' it', ' is']
    """
    parts: list[str] = []
    for word in re.findall(r" ?[^ ]+", text):
        runs = [word] if not any(map(wide_letter, word)) else _wide_parts(word)
        for run in runs:
            while width(run.strip(), size, bold=bold) > measure:
                at = 1
                while width(run[: at + 1].strip(), size, bold=bold) <= measure:
                    at += 1
                parts.append(run[:at])
                run = run[at:]  # noqa: PLW2901 - what is left of a word that was too long
            parts.append(run)
    return parts


def _wide_parts(word: str) -> list[str]:
    parts = re.findall(r"[ -~ -⺀]+|[^ -~ -⺀]+", word)
    split: list[str] = []
    for part in parts:
        split.extend(part if len(part) > _WIDE_RUN_KEPT and wide_letter(part[0]) else [part])
    joined: list[str] = []
    for part in split:
        if joined and (part[0] in _NOT_FIRST or joined[-1][-1] in _NOT_LAST):
            joined[-1] += part
        else:
            joined.append(part)
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
