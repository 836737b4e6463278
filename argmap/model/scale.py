"""The scale: words for strengths and weights, and the numbers that they stand for.

The model keeps what was written; a `Scale` says which number or interval that is.
"""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from numbers import Real

from argmap.errors import ValueRefused, advice, shown
from argmap.model.near import near_strength

Written = float | str | tuple[float | str, float | str]
"""A strength or weight as written: a number in [0, 1], a word of the scale, or an interval (low, high) of these."""

WORDS = {"very weak": 0.1, "weak": 0.25, "moderate": 0.5, "strong": 0.75, "very strong": 0.9, "certain": 1.0}
LONGEST_WORD = 100
"""A word of the scale has at most so many characters; a longer key is not readable YAML."""
UNSAID = 0.5
"""The base score of a statement without a strength."""
WHOLE = 1.0
"""The weight of a step without a weight."""

_WORD = re.compile(r"[^\W\d_][^\n\r\t:#\[\]{},\"]*")


def written(value: object) -> Written:
    """A strength after a check: a float in [0, 1], a word, or a pair of these.

    Raises ValueRefused with the rule, the value and the nearest that passes. The map checks whether a word is on its scale.

    >>> written(1), written("strong"), written([0.5, "strong"])
    (1.0, 'strong', (0.5, 'strong'))
    """
    if type(value) is float and 0 <= value <= 1:
        return value + 0.0
    if isinstance(value, (list, tuple)):
        if len(value) != 2:
            raise _refused(f"must be [low, high] when it is an interval, got {shown(list(value))}", value)
        low, high = (_end(end, value) for end in value)
        if isinstance(low, float) and isinstance(high, float) and low > high:
            raise _refused(f"must be [low, high] with low ≤ high, got [{low:g}, {high:g}]", value)
        return low, high
    return _end(value, value)


def _end(value: object, whole: object) -> float | str:
    """A number or word, alone or as an end of the interval that is the `whole`."""
    if isinstance(value, str):
        if not _WORD.fullmatch(value):
            raise _refused(f"must be a number in [0, 1], a word of the scale or [low, high], got {shown(value)}", whole)
        return value
    if isinstance(value, bool) or not isinstance(value, Real):
        raise _refused(f"must be a number in [0, 1], a word of the scale or [low, high], got {shown(value)}", whole)
    number = float(value)
    if not 0 <= number <= 1:
        raise _refused(f"must be in [0, 1], got {'NaN' if math.isnan(number) else f'{number:g}'}", whole)
    return number + 0.0


def _refused(message: str, value: object) -> ValueRefused:
    near = near_strength(value, WORDS)
    inside = isinstance(near, float) and 0 < near < 1
    return ValueRefused(message, f"write {near:g}" if inside else "", near)


@dataclass(frozen=True)
class Scale(Mapping[str, float | tuple[float, float]]):
    """The words of a map with the numbers or intervals that they stand for: the six of the table, and the map's own.

    >>> scale = Scale.of({"likely": [0.55, 0.8]})
    >>> scale.number("strong"), scale.interval("likely"), scale.number(None)
    (0.75, (0.55, 0.8), 0.5)
    >>> Scale.of({"likely": {"is": 0.7, "means": "more often than not"}}).meanings
    (('likely', 'more often than not'),)
    """

    own: tuple[tuple[str, float | tuple[float, float]], ...] = ()
    meanings: tuple[tuple[str, str], ...] = ()
    """What each word means to readers, for those words of which the map says it."""

    @classmethod
    def of(cls, words: Mapping[object, object]) -> "Scale":
        """A scale with these additional words: each a number, an interval, or a mapping with `is` and `means`.

        Raises ValueError for a word or a value that cannot be one.
        """
        own: list[tuple[str, float | tuple[float, float]]] = []
        meanings: list[tuple[str, str]] = []
        for word, value in words.items():
            if not isinstance(word, str) or not _WORD.fullmatch(word) or word != word.strip():
                raise ValueError(f"a word of the scale must start with a letter, got {shown(word)}")
            if len(word) > LONGEST_WORD:
                raise ValueError(f"a word of the scale must have at most {LONGEST_WORD} characters, got {len(word)}")
            if isinstance(value, Mapping):
                meanings.append((word, _meaning(word, value)))
            try:
                said = written(value["is"] if isinstance(value, Mapping) else value)
            except ValueRefused as error:
                raise ValueError(error.message) from None
            match said:
                case float(number):
                    own.append((word, number))
                case (float(low), float(high)):
                    own.append((word, (low, high)))
                case _:
                    raise ValueError(f"{word!r} must stand for a number in [0, 1] or [low, high], got {shown(value)}")
        return cls(tuple(own), tuple(meanings))

    def written(self) -> dict[str, object]:
        """The map's own words as they are written in a file; `Scale.of` reads them."""
        meanings = dict(self.meanings)
        return {word: {"is": value, "means": meanings[word]} if word in meanings else value for word, value in self.own}

    def __getitem__(self, word: str) -> float | tuple[float, float]:
        for own, value in self.own:
            if own == word:
                return value
        return WORDS[word]

    def __iter__(self) -> Iterator[str]:
        own = [word for word, _ in self.own]
        return iter([*own, *(word for word in WORDS if word not in own)])

    def __len__(self) -> int:
        return len(list(iter(self)))

    def interval(self, value: Written | None) -> tuple[float, float]:
        """(low, high) ⊆ [0, 1]: the interval that a written strength stands for; low = high for a number and for None.

        Raises ValueRefused for a word that is not on the scale and for an interval with low > high.
        """
        if type(value) is float:
            return value, value
        if value is None:
            return UNSAID, UNSAID
        if isinstance(value, tuple):
            try:
                (low, _), (_, high) = self.interval(value[0]), self.interval(value[1])
            except ValueRefused as error:
                raise ValueRefused(error.message, error.hint, near_strength(value, self)) from None
            if low > high:
                message = f"must be [low, high] with low ≤ high, got {shown(list(value))}"
                raise ValueRefused(message, instead=near_strength(value, self))
            return low, high
        if isinstance(value, str):
            if value not in self:
                raise ValueRefused(f"{shown(value)} is not a word of the scale", *advice(value, list(self)))
            value = self[value]
            return value if isinstance(value, tuple) else (value, value)
        return value, value

    def number(self, value: Written | None) -> float:
        """The mid-point, in [0, 1], of the interval that a written strength stands for.

        Raises ValueError for a word that is not on the scale.
        """
        return middle(self.interval(value))

    def weight_interval(self, value: Written | None) -> tuple[float, float]:
        """(low, high) ⊆ [0, 1]: the interval that the weight of a step stands for; (1, 1) for None.

        Raises ValueError as `interval` does.
        """
        return self.interval(WHOLE if value is None else value)

    def weight(self, value: Written | None) -> float:
        """The mid-point, in [0, 1], of the interval that the weight of a step stands for; 1 for None.

        >>> Scale().weight("strong"), Scale().weight(None)
        (0.75, 1.0)
        """
        return middle(self.weight_interval(value))


def _meaning(word: str, value: Mapping[object, object]) -> str:
    """The number and the explanation of a word, from a mapping with `is` and `means`. Raises ValueError."""
    if set(value) != {"is", "means"}:
        raise ValueError(f"{word!r} must say `is` and `means`, got {shown(list(value))}")
    if not isinstance(means := value["means"], str) or not means.strip():
        raise ValueError(f"what {word!r} means must be text, got {shown(means)}")
    return means


def middle(interval: Sequence[float]) -> float:
    """The mid-point of an interval; a number stays as it is, to the last bit.

    >>> middle((0.5, 0.8)), middle((0.1, 0.1))
    (0.65, 0.1)
    """
    low, high = interval
    return low if low == high else (low + high) / 2
