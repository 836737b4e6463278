"""The errors that argmap raises: one base class, a class for each kind of error, and `Problem`, of which messages are made.

A message reads `file:line:column: thing: rule, got value. Hint.`; `str(error)` prints one problem a line.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from typing import NamedTuple


@dataclass(frozen=True, order=True)
class Place:
    """A place in a text: `file:line:column`, counted from 1, the column in characters.

    >>> str(Place("case.argmap.yaml", 12, 5))
    'case.argmap.yaml:12:5'
    """

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True)
class Problem:
    """One mistake: the value that has it, the rule that it breaks, the fix, and the place if the value came from a text.

    `where` points into the value that was being built, such as `("nodes", 3, "strength")`. `instead` is what passes in the place
    of the wrong value or key that stands there, as JSON has it: a number, a text, true or false, a list; None if nothing is known.

    >>> print(Problem("claim 'move'", "strength must be in [0, 1], got 1.5", "write 0.75"))
    claim 'move': strength must be in [0, 1], got 1.5. Hint: write 0.75
    """

    subject: str
    message: str
    hint: str = ""
    place: Place | None = None
    where: tuple[str | int, ...] = ()
    instead: object = field(default=None, hash=False)

    def __str__(self) -> str:
        start = f"{self.place}: " if self.place else ""
        subject = f"{self.subject}: " if self.subject else ""
        return hinted(f"{start}{subject}{self.message}", self.hint)

    def at(self, place: Place | None, *, exact: bool = False) -> "Problem":
        """The same problem at this place; `instead` stays if the place is `exact`: that of the wrong value or key itself."""
        return replace(self, place=place, instead=self.instead if exact else None)


class ArgmapError(Exception):
    """The base class of all errors of argmap: `message` says what is wrong, and `hint` says what to do about it.

    >>> error = ArgmapError("case.svg exists already", "choose another name, or use --force")
    >>> error.hint, str(error)
    ('choose another name, or use --force', 'case.svg exists already. Hint: choose another name, or use --force')
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message, hint)
        self.message, self.hint = message, hint

    def __str__(self) -> str:
        return hinted(self.message, self.hint)


class MapError(ArgmapError, ValueError):
    """The error for a value or map that breaks rules of the model; `problems` holds each breach, with its own hint."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))

    def __reduce__(self) -> tuple[type["MapError"], tuple[tuple[Problem, ...]]]:
        return type(self), (self.problems,)


class LoadError(MapError):
    """The error for a text or file that is not a map; each of its `problems` has its place if one is known."""


class ValueRefused(ValueError):
    """A single value that breaks a rule: the rule, what to do, and what passes instead; a MapError is made from it.

    >>> error = ValueRefused("must be in [0, 1], got 70", "write 0.7", 0.7)
    >>> error.instead, str(error)
    (0.7, 'must be in [0, 1], got 70. Hint: write 0.7')
    """

    def __init__(self, message: str, hint: str = "", instead: object = None) -> None:
        super().__init__(message, hint, instead)
        self.message, self.hint, self.instead = message, hint, instead

    def __str__(self) -> str:
        return hinted(self.message, self.hint)


class UnknownName(ArgmapError, KeyError):
    """The error for a name that is not in a table or mapping. The hint says what the name is instead, names the nearest known name, or lists the names."""

    def __init__(self, thing: str, name: object, known: Iterable[str], instead: str = "") -> None:
        self.thing, self.name, self.known, self.instead = thing, name, tuple(known), instead
        super().__init__(f"{thing} {shown(name)} is not known", instead or guess(name, self.known))

    def __reduce__(self) -> tuple[type["UnknownName"], tuple[str, object, tuple[str, ...], str]]:
        return type(self), (self.thing, self.name, self.known, self.instead)


class InputError(ArgmapError, ValueError):
    """An array or a columnar file that cannot be evaluated, such as a base score outside [0, 1]."""


class SettingError(ArgmapError, ValueError):
    """A setting that is out of range, or that contradicts another."""


class MissingPackage(ArgmapError, ImportError):
    """A package that is not installed and that an optional feature needs; the hint says how to install it."""


class EvaluationError(ArgmapError):
    """A map that this semantics cannot evaluate."""


class EngineError(ArgmapError):
    """An engine that cannot be started, or workers that do not do what they are given."""


class RenderError(ArgmapError):
    """A picture or report that cannot be made on this machine; the hint names the fix."""


class FileChanged(ArgmapError):
    """A file that was changed by somebody else between being read and being written; it was left as it is."""

    def __init__(self, file: str) -> None:
        self.file = file
        super().__init__(f"{file} has changed since it was read; nothing is written", "run it again")

    def __reduce__(self) -> tuple[type["FileChanged"], tuple[str]]:
        return type(self), (self.file,)


class UsageError(ArgmapError):
    """A command line with missing, superfluous or contradictory arguments."""


def hinted(message: str, hint: str) -> str:
    """A message with its hint, on one line.

    >>> hinted("nothing to draw", "")
    'nothing to draw'
    """
    return f"{message}. Hint: {hint}" if hint else message


_LONGEST_GUESSED = 200
"""Longer names are like no other; to compare them takes long."""


def nearest(name: object, known: Iterable[str]) -> str | None:
    """The known name that is most similar to `name`, or None if none is close.

    >>> nearest("suports", ["supports", "attacks"])
    'supports'
    >>> nearest("dark", ["chips", "cards-dark", "chips-dark"])
    'cards-dark'
    """
    known = list(known)
    text = str(name)
    if len(text) > 2 and (part := next((one for one in known if text.lower() in one.split("-")), None)):
        return part
    if len(text) > _LONGEST_GUESSED:
        return None
    close = get_close_matches(text, known, 1, 0.6)
    if not close and text != text.lower():
        close = get_close_matches(text.lower(), known, 1, 0.6)
    return close[0] if close else None


class Advice(NamedTuple):
    """What to do about a mistake, in words, and what passes instead, None if nothing is known."""

    hint: str = ""
    instead: object = None


def meant(name: str) -> Advice:
    """The advice to write another name.

    >>> meant("strong")
    Advice(hint="did you mean 'strong'?", instead='strong')
    """
    return Advice(f"did you mean {name!r}?", name)


def advice(name: object, known: Sequence[str], most: int = 12) -> Advice:
    """The advice for a failed look-up: the nearest known name, or a list of the known names.

    >>> advice("stong", ["weak", "strong"]).instead
    'strong'
    >>> advice("blue", ["weak", "strong"])
    Advice(hint="known: 'weak', 'strong'", instead=None)
    """
    close = nearest(name, known)
    return meant(close) if close else Advice(_listed(known, most))


def guess(name: object, known: Sequence[str], most: int = 12) -> str:
    """The hint for a failed look-up: the nearest known name, or a list of the known names.

    >>> guess("stong", ["weak", "strong"])
    "did you mean 'strong'?"
    """
    return advice(name, known, most).hint


class Guesses:
    """Advice as `advice` gives it, for many names: past a number of comparisons it lists names and looks for no nearest.

    >>> guesses = Guesses()
    >>> guesses("stong", ["weak", "strong"]).hint
    "did you mean 'strong'?"
    """

    def __init__(self, most: int = 50_000) -> None:
        self.left = most

    def __call__(self, name: object, known: Sequence[str]) -> Advice:
        """The advice."""
        if self.left <= 0:
            return Advice(_listed(known))
        self.left -= len(known)
        return advice(name, known)


def _listed(known: Sequence[str], most: int = 12) -> str:
    if not known:
        return "there are none"
    listed = ", ".join(map(repr, known[:most]))
    return f"known: {listed}" + (f" and {len(known) - most} more" if len(known) > most else "")


def shown(value: object, most: int = 60) -> str:
    """A value as an error shows it: its `repr`, cut to `most` characters."""
    text = repr(value)
    return text if len(text) <= most else f"{text[: most - 1]}…"
