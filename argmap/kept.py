"""Attributes that are computed when they are first used, and kept."""

from collections.abc import Callable
from typing import Any, Generic, Self, TypeVar, overload

T = TypeVar("T")


class kept(Generic[T]):
    """An attribute that is computed when it is first used, and kept: `functools.cached_property` without its lock, which takes longer than a small value.

    Two threads that use it first may both compute it, and get the same value.

    >>> class Word:
    ...     @kept
    ...     def letters(self):
    ...         return [*"pays"]
    >>> word = Word()
    >>> word.letters is word.letters
    True
    """

    def __init__(self, make: Callable[[Any], T]) -> None:
        self.make, self.name, self.__doc__ = make, make.__name__, make.__doc__

    @overload
    def __get__(self, value: None, _owner: type | None = None) -> Self: ...

    @overload
    def __get__(self, value: object, _owner: type | None = None) -> T: ...

    def __get__(self, value: object | None, _owner: type | None = None) -> Self | T:
        if value is None:
            return self
        found: T = vars(value).setdefault(self.name, self.make(value))
        return found
