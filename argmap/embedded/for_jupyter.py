"""A widget of Jupyter: sliders for base scores, whose values come back to Python, and the picture that follows them."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Unpack

from argmap.embedded.block import Block
from argmap.errors import MissingPackage, RenderError
from argmap.evaluation import Evaluation, Said, evaluate
from argmap.model import ArgumentMap
from argmap.model.given import needs_map

if TYPE_CHECKING:
    from argmap.embedded.sliders import Sliders


def widget(m: ArgumentMap, ids: Iterable[str] | None = None, **said: Unpack[Said]) -> "Sliders":
    """A widget with a slider for the base score of each of these statements, or of every one that has a base score.

    `widget.values` are the base scores that the sliders show, `widget.map` is the map with these base scores, and `widget.evaluation` its
    evaluation; setting `values` moves the sliders. Needs `argmap[jupyter]`. Raises UnknownName for an id that the map lacks.

    >>> m = ArgumentMap(conclusion="c", statements=[{"kind": "claim", "id": "c", "text": "C.", "strength": 0.5}])
    >>> w = widget(m, semantics="df-quad")
    >>> w.values = {"c": 0.8}
    >>> w.map.statement("c").strength, w.evaluation.verdict
    (0.8, 'accepted')
    """
    needs_map(m)
    try:
        from argmap.embedded.sliders import Sliders
    except ImportError:
        raise MissingPackage("the widget needs anywidget", "pip install 'argmap[jupyter]'") from None
    return Sliders(m, slidable(m) if ids is None else tuple(m.statement(id).id for id in ids), said)


def slidable(m: ArgumentMap) -> tuple[str, ...]:
    """The statements that have a base score: premises and counterevidence, and claims with a strength of their own."""
    return tuple(node.id for node in m.statements if node.kind != "claim" or node.strength is not None)


def slider_rows(m: ArgumentMap, ids: Iterable[str]) -> list[dict[str, Any]]:
    """The sliders as plain data."""
    return [{"id": id, "text": m.statement(id).text, "kind": m.statement(id).kind} for id in ids]


def with_values(m: ArgumentMap, values: Mapping[str, float]) -> ArgumentMap:
    """The map with these base scores in the place of its own, where they differ."""
    moved = [m.statement(id).replace(strength=value) for id, value in values.items() if value != base_of(m, id)]
    return m.replace(*moved)


def base_of(m: ArgumentMap, id: str) -> float:
    """The base score of a statement as a number: the middle of an interval, 0.5 where none is written."""
    return m.scale.number(m.statement(id).strength)


def shown_as(m: ArgumentMap, said: Said) -> tuple[Evaluation, dict[str, Any]]:
    """The evaluation of a map, and what the widget shows of it."""
    block = Block(m, evaluate(m, **said), {})
    try:
        picture = block.address
    except RenderError:
        picture = ""
    return block.e, {"picture": picture, "line": block.said}
