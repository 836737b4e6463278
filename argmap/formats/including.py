"""Includes: statements of other files, each with everything that leads to it, under the ids that they have there.

A file is found from the folder of the file that includes it, and never outside the folder of the file that was opened.
Words of the scale that mean something else here, or nothing, become the numbers that they stand for there.
"""

import os
from collections.abc import Mapping
from pathlib import Path

from argmap.errors import Advice, LoadError, Place, advice, shown
from argmap.formats.draft import Include, MapDraft
from argmap.formats.home import Home
from argmap.formats.syntax import Problems
from argmap.model import ArgumentMap, Node, Relation
from argmap.model.scale import Scale, Written
from argmap.model.walks import leading_to

DEEPEST_CHAIN = 50
"""How many files may include each other in a row."""


def include(draft: MapDraft, problems: Problems, home: Home | None) -> None:
    """Puts what a draft includes into it, and notes a problem for each include that cannot be followed."""
    for reference in draft.includes:
        if home is None:
            message = f"the map includes {shown(reference.file)}, and a text has no folder to find it in"
            problems.add(reference.at, message, "load the map from its file")
        elif (m := _included(reference, problems, home)) is not None:
            if reference.id in m:
                _borrow(draft, m, reference.id)
            else:
                message = f"{reference.file} has no statement {shown(reference.id)}"
                hint, close = (
                    Advice(f"{reference.id!r} is a step there")
                    if reference.id in m.steps_by_id
                    else advice(reference.id, list(m))
                )
                problems.add(reference.at, message, hint, close and f"{reference.file}#{close}")


def _included(reference: Include, problems: Problems, home: Home) -> ArgumentMap | None:
    """The map of the file that is included; None after a problem was noted."""
    try:
        path = (Path(home.file).parent / reference.file).resolve()
    except (OSError, ValueError, RuntimeError):
        path = Path("/")
    if Path(reference.file).is_absolute() or not path.is_relative_to(home.root):
        message = f"include must name a file in the folder of the map or below it, got {shown(reference.file)}"
        problems.add(reference.at, message, "a path such as parts/costs.argmap.yaml")
        return None
    if path in home.chain:
        names = " → ".join(file.name for file in (*home.chain[home.chain.index(path) :], path))
        problems.add(reference.at, f"includes must not go in a circle, got {names}", "remove one of them")
        return None
    if len(home.chain) > DEEPEST_CHAIN:
        problems.add(
            reference.at, f"at most {DEEPEST_CHAIN} files may include each other in a row", "join some of them"
        )
        return None
    if path not in home.loaded:
        home.loaded[path] = None
        home.loaded[path] = _loaded(reference, path, problems, home)
    return home.loaded[path]


def _loaded(reference: Include, path: Path, problems: Problems, home: Home) -> ArgumentMap | None:
    from argmap.formats import from_file, own_format

    name = os.path.normpath(Path(home.file).parent / reference.file)
    try:
        data = home.fetch(path)
    except (OSError, LoadError):
        data = None
    if data is None:
        problems.add(
            reference.at, f"{shown(reference.file)} cannot be read", "the path starts at the folder of this file"
        )
        return None
    try:
        return from_file(data, own_format(name, data), home.within(name, path))
    except LoadError as error:
        problems.found += [
            problem if problem.place else problem.at(problems.place(reference.at)) for problem in error.problems
        ]
        return None


def _borrow(draft: MapDraft, m: ArgumentMap, id: str) -> None:
    """Puts a statement of another map into a draft, with everything that leads to it."""
    here, weighing = _scale(draft, "scale"), _scale(draft, "weights")
    weighing = weighing if weighing.own else here
    reached = leading_to(m, id)
    for node in m.statements:
        if node.id in reached:
            _keep(draft, m, node.replace(strength=as_meant(node.strength, m.scale, here)))
    for step in m.steps:
        if step.id in reached:
            _keep(draft, m, step.replace(weight=as_meant(step.weight, m.weighing, weighing)))


def _keep(draft: MapDraft, m: ArgumentMap, value: Node | Relation) -> None:
    place = m.place(value.id) or Place("", 0, 0)
    draft.borrowed.setdefault((place.file, value.id), (value, _places_of(m, value.id)))


def _places_of(m: ArgumentMap, id: str) -> Mapping[tuple[str, str], Place]:
    places = m.once(_places_by_id)
    return places.get(id, {})


def _places_by_id(m: ArgumentMap) -> dict[str, dict[tuple[str, str], Place]]:
    found: dict[str, dict[tuple[str, str], Place]] = {}
    for key, place in m.places.items():
        found.setdefault(key[0], {})[key] = place
    return found


def _scale(draft: MapDraft, key: str) -> Scale:
    """A scale of the draft; without own words if it cannot be one, which is told elsewhere."""
    try:
        return Scale.of(draft.fields.get(key, {}))
    except ValueError:
        return Scale()


def as_meant(value: Written | None, there: Scale, here: Scale) -> Written | None:
    """A strength or weight as it is written, if it means the same on the scale `here`, else as numbers.

    >>> as_meant("likely", Scale.of({"likely": [0.5, 0.8]}), Scale()), as_meant("strong", Scale(), Scale())
    ((0.5, 0.8), 'strong')
    """
    if value is None:
        return None
    interval = there.interval(value)
    try:
        same = here.interval(value) == interval
    except ValueError:
        same = False
    low, high = interval
    return value if same else low if low == high else interval
