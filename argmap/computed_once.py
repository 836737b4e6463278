"""Attributes that are computed when they are first used, and kept."""

from collections.abc import Callable
from typing import Any, Generic, Self, TypeVar, overload

T = TypeVar("T")


class computed_once(Generic[T]):  # noqa: N801 - used as `cached_property` is
    """An attribute that is computed when it is first used, and kept.

    It is `functools.cached_property` without the lock of Python 3.11, which costs more than computing a small value. Two threads
    that use the attribute first may both compute it; they get the same value.

    >>> class Word:
    ...     @computed_once
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
