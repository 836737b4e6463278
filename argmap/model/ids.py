"""Ids of statements and steps, which share one namespace: which are allowed, and how a missing id is made.

A missing id is made from the content only, never from a counter, so that it stays the same when the map around it changes.
"""

import re
import unicodedata
from collections.abc import Sequence

from argmap.errors import ValueRefused
from argmap.model.relations import RELATIONS

RULE = "a letter, then letters, digits, '.', '_' or '-'"
FIRST = r"[^\u0000-\u0040\u005b-\u0060\u007b-\u00a9]"
PATTERN = rf"^{FIRST}[^\u0000-\u002c\u002f\u003a-\u0040\u005b-\u005e\u0060\u007b-\u00a9]*$"
"""What a JSON Schema can say of the rule in every dialect of regular expressions: the ASCII part of it, exactly."""
LONGEST = 200
ASCII = re.compile(r"[A-Za-z][A-Za-z0-9._-]*")
_LINES = re.compile(rf"(?:[A-Za-z][A-Za-z0-9._-]{{0,{LONGEST - 1}}}+\n)*+")
_VERBS = {kind.name: kind.verb for kind in RELATIONS.values()}
_WORDS_IN_SLUG = 6
_LETTERS_IN_SLUG = 40
_LONGEST_STEP, _AROUND = 100, max(map(len, _VERBS.values())) + 2


def checked(text: object) -> str:
    """The id after a check: a letter, then letters, digits, '.', '_', '-'; composed (NFC); at most 200 characters.

    Raises ValueError with the rule and the value, and the id that passes instead.

    >>> checked("third-per-byte")
    'third-per-byte'
    """
    if not isinstance(text, str):
        raise ValueError(f"must be text, got {text!r}")
    if len(text) > LONGEST:
        raise ValueRefused(f"must have at most {LONGEST} characters, got {len(text)}", instead=slug(text))
    if ASCII.fullmatch(text):
        return text
    if not text or text[0] in "._-" or not all(_allowed(letter, first=not at) for at, letter in enumerate(text)):
        raise ValueRefused(f"must be {RULE}, got {text!r}", instead=slug(text))
    if unicodedata.normalize("NFC", text) != text:
        raise ValueRefused(f"must be in composed form (NFC), got {text!r}", instead=unicodedata.normalize("NFC", text))
    return text


def are_plain(names: Sequence[str]) -> bool:
    """Whether all of these are ids of ASCII characters. Raises TypeError for what is no text.

    >>> are_plain(["third-per-byte", "p.1"]), are_plain(["a", "1"]), are_plain(["a\\nb"])
    (True, False, False)
    """
    lines = "\n".join(names) + "\n" if names else ""
    return lines.count("\n") == len(names) and _LINES.fullmatch(lines) is not None


def slug(text: str) -> str:
    """An id made from the first words of a sentence.

    >>> slug("Storage is 70 % of what the archive costs.")
    'storage-is-70-of-what-the'
    >>> slug("90 % of funding")
    's-90-of-funding'
    """
    plain = unicodedata.normalize("NFC", text.replace("'", "").replace("’", "")).casefold()
    plain = unicodedata.normalize("NFC", plain)
    words = "".join(letter if _allowed(letter) and letter not in "._-" else " " for letter in plain).split()
    joined = ""
    for word in words[:_WORDS_IN_SLUG]:
        longer = f"{joined}-{word}" if joined else word[:_LETTERS_IN_SLUG]
        if len(longer) > _LETTERS_IN_SLUG:
            break
        joined = longer
    if not joined:
        return f"s-{digest(text)}"
    joined = joined if unicodedata.category(joined[0])[0] == "L" else f"s-{joined}"
    return unicodedata.normalize("NFC", joined)


def step_slug(kind: str, sources: Sequence[str], target: str) -> str:
    """An id for a step, made from its ends; the order of the members does not matter.

    >>> step_slug("support", ["experience"], "can-run")
    'experience.supports.can-run'
    >>> step_slug("attack", ["b", "a"], "c")
    'a.b.attacks.c'
    """
    return step_slugs([kind], [sources], [target])[0]


def step_slugs(kinds: Sequence[str], sources: Sequence[Sequence[str]], targets: Sequence[str]) -> list[str]:
    """The ids of steps, each made from its kind, its sources and its target, as `step_slug` makes one."""
    begins = [some[0] if len(some) == 1 else ".".join(sorted(some)) for some in sources]
    made = list(map(".".join, zip(begins, map(_VERBS.__getitem__, kinds), targets, strict=True)))
    if max(map(len, made), default=0) <= _LONGEST_STEP:
        return made
    return [one if len(one) <= _LONGEST_STEP else f"{one[:80]}.{digest(one)}" for one in made]


def are_apart(names: Sequence[str]) -> bool:
    """Whether steps from one statement each, with these ids, no two from the same one, have other ids than each other and these.

    Nothing is wrong where it is False. The last two dots of an id of a step then stand around its verb, and it is not shortened.

    >>> are_apart(["move", "cheaper"]), are_apart(["a", "a.supports.b"])
    (True, False)
    """
    return "." not in "".join(names) and 2 * max(map(len, names), default=0) <= _LONGEST_STEP - _AROUND


def digest(text: str) -> str:
    """A hash of a text, eight hexadecimal digits.

    >>> digest("Storage is 70 % of what the archive costs.")
    '4f41be98'
    """
    import hashlib

    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def _allowed(letter: str, *, first: bool = False) -> bool:
    if letter in "._-":
        return not first
    return unicodedata.category(letter)[0] in ("L" if first else "LMN")
