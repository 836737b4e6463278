"""YAML as plain lists, mappings and texts, without places; only what needs no second look is read.

A number stays a text. What YAML calls nothing, numbers and truth values in quotes, comments after an unquoted text, repeated
keys, anchors, tags, aliases, empty lists and mappings and further documents are left to the careful reader (`at_once.DOUBTS`).
"""

from collections.abc import Callable, Collection
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

import yaml

from argmap.formats.at_once import doubt
from argmap.formats.fields import NULLS, NUMBER
from argmap.formats.yaml_reader import COMMENT, LOADER, REFUSED
from argmap.limits import limits

_ALLOWED = bytes([9, 10, 13, *range(0x20, 0x7F)])
_NOTHING = frozenset(NULLS)
_TRUTHS = frozenset(("true", "false"))
_ENDS = frozenset((yaml.MappingEndEvent, yaml.SequenceEndEvent))
_AROUND = frozenset((yaml.StreamStartEvent, yaml.DocumentStartEvent, yaml.DocumentEndEvent))


@dataclass(frozen=True)
class Keys:
    """Keys by what stands under them.

    `whole`: texts, which may be blocks, and after which no comment may stand. `untyped`: what means the same with quotes and without.
    """

    whole: AbstractSet[str]
    untyped: AbstractSet[str]


def tree(text: str, keys: Keys) -> dict[str, Any]:
    """The mapping at the top of a text. Raises one of `DOUBTS`, or YAMLError.

    >>> tree("claim: It pays.\\nbecause: [{premise: So.}]", Keys({"claim", "premise"}, set()))
    {'claim': 'It pays.', 'because': [{'premise': 'So.'}]}
    """
    if _may_be_refused(text) and any(rule.search(text) for rule, _, _ in REFUSED):
        doubt()
    cuts = {found.start() for found in COMMENT.finditer(text)} if "#" in text else set()
    loader = LOADER(text)
    try:
        top = _composed(loader.get_event, keys, cuts)
    finally:
        loader.dispose()
    return top[0] if len(top) == 1 and type(top[0]) is dict else doubt()


def _may_be_refused(text: str) -> bool:
    """Whether a text has other characters than those of ASCII that stand in a text, or a line that starts with '%'."""
    return not text.isascii() or bool(text.encode().translate(None, _ALLOWED)) or text[:1] == "%" or "\n%" in text


def _composed(next_event: Callable[[], Any], keys: Keys, cuts: Collection[int]) -> list[Any]:
    """What the events describe, each document in a list. Within a list, `key` is the one under which the list stands."""
    scalar, mapping, sequence = yaml.ScalarEvent, yaml.MappingStartEvent, yaml.SequenceStartEvent
    deepest = limits().depth
    top: list[Any] = []
    holder: Any = top
    key: str | None = None
    keyed = False
    above: list[tuple[Any, bool, str | None]] = []
    while (sort := type(event := next_event())) is not yaml.StreamEndEvent:
        if sort in _ENDS:
            if not holder:
                doubt()
            holder, keyed, key = above.pop()
            continue
        if sort in _AROUND:
            continue
        if sort not in (scalar, mapping, sequence) or event.anchor is not None or event.tag is not None:
            doubt()
        if sort is scalar:
            value = event.value
            if keyed and key is None:
                key = value if value not in holder else doubt()
                continue
            if event.style or value in _NOTHING or cuts:
                value = _looked_at(event, key, keys, cuts)
        else:
            value = {} if sort is mapping else []
        if keyed:
            holder[key if key is not None else doubt()] = value
        else:
            holder.append(value)
        if sort is not scalar:
            above.append((holder, keyed, None if keyed else key))
            holder, keyed = value, sort is mapping
            if len(above) > deepest:
                doubt()
        if keyed:
            key = None
    return top


def _looked_at(event: Any, key: str | None, keys: Keys, cuts: Collection[int]) -> str:
    """A value that is quoted, nothing, or perhaps followed by a comment; `key` is the one under which it or its list stands."""
    value: str = event.value
    if not event.style:
        cut = event.end_mark.index in cuts and (key is None or key in keys.whole)
        return doubt() if cut or value in _NOTHING else value
    if key not in keys.untyped and (NUMBER.fullmatch(value) or value in _TRUTHS):
        doubt()
    if event.style in "|>":
        return value.removesuffix("\n") if key in keys.whole else doubt()
    return value
