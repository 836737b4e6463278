"""Checks of arguments: a path in the place of a map is an error that says how to load it; a single id is a list of one."""

from collections.abc import Iterable
from os import PathLike, fspath

from argmap.errors import shown
from argmap.model.argued import Argued
from argmap.model.map import ArgumentMap
from argmap.model.statement import Claim


def needs_map(*given: object) -> None:
    """Raises TypeError for what is no map, with what makes one of it.

    >>> needs_map("case.argmap.yaml")
    Traceback (most recent call last):
        ...
    TypeError: a map is needed, got the text 'case.argmap.yaml'; argmap.load('case.argmap.yaml') gives the map of a file
    """
    for one in given:
        if not isinstance(one, ArgumentMap):
            raise TypeError(_instead(one))


def _instead(thing: object) -> str:
    if isinstance(thing, (str, PathLike)):
        path = fspath(thing)
        if isinstance(path, str) and "\n" in path:
            return f"a map is needed, got the text {shown(path)}; argmap.loads(text) gives the map of a text"
        said = "the text" if isinstance(thing, str) else "the path"
        return f"a map is needed, got {said} {path!r}; argmap.load({path!r}) gives the map of a file"
    if isinstance(thing, (Argued, Claim)):
        return "a map is needed, got an argument; argmap.ArgumentMap.of(argument) gives its map"
    return f"a map is needed, got {shown(thing)} ({type(thing).__name__}); argmap.load(path) gives the map of a file"


def ids_in(ids: Iterable[str]) -> tuple[str, ...]:
    """The ids; one text is one id.

    >>> ids_in("move"), ids_in(["move", "cheaper"])
    (('move',), ('move', 'cheaper'))
    """
    return (ids,) if isinstance(ids, str) else tuple(ids)
