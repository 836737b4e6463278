"""Hypothesis strategies for maps: trees, graphs without cycles and with them, hostile texts, every kind of step.

Arguments restrict what is valid, never how it is distributed. Every strategy also draws values that often cause errors
(ids such as `node`, strengths 0 and 1, twins).
"""

from collections.abc import Container
from datetime import date
from typing import Any

from hypothesis import strategies as st

from argmap.model import (
    Anchor,
    ArgumentMap,
    Attack,
    Claim,
    Counterevidence,
    Document,
    Evidence,
    Expectation,
    Premise,
    Support,
    Tension,
    Undercut,
    Value,
)
from argmap.model.field import Kind, ValueField, fields_of
from argmap.model.scale import WORDS, Written

STATEMENT_CLASSES: tuple[type[Claim] | type[Premise] | type[Counterevidence], ...] = (Claim, Premise, Counterevidence)
TRAP_IDS = (
    "node",
    "graph",
    "edge",
    "é",
    "null",
    "true",
    "no",
    "y",
    "n0",
    "s0",
    "论点",
    "a.b",
    "A-1",
    "ref",
    "x_",
    "nan",
)
TRAP_TEXTS = (
    "\\N", "ends in \\", "</TABLE>", "]]>", "&amp;", "a:b", 'say "no"', "it's", "a: b", "a # b", "# a", "- a", "null", "~",
    "yes", "1.10", "05", "2026-03-01", "*bold* _it_ `code`", "[x](javascript:alert(1))", "<script>alert(1)</script>",
    "{{ x }}", "{% raw %}", "具身智能是大模型的下一步。", "مرحبا بالعالم", "👩‍👩‍👧 family", "line one\nline two", "\ttab", " padded ", "\x00\x07",
    "@at", "%percent", "!bang", "| pipe", "> quote", "? question", "“curly”", "a" * 300, "\u2028", "\ufeff", "x\u0301",
)  # fmt: skip

strengths = st.floats(0, 1, allow_subnormal=False) | st.sampled_from([0.0, 0.5, 1.0])
"""Base scores and weights: any number in [0, 1], the ends often."""

texts = (st.text(st.characters(exclude_categories=["Cs"]), min_size=1) | st.sampled_from(TRAP_TEXTS)).filter(str.strip)
"""Sentences, most of them hostile."""

_letters = st.characters(categories=["L"], max_codepoint=0x2FF)
_more = st.text(st.characters(categories=["L", "Nd"], include_characters="._-", max_codepoint=0x2FF), max_size=8)
_plain_ids = st.builds(str.__add__, _letters, _more)


@st.composite
def written_strengths(draw: st.DrawFn) -> Written:
    """A strength as a person may write it: a number, a word, an interval."""
    low, high = sorted((draw(strengths), draw(strengths)))
    choices: list[Written] = [low, high, (low, high), draw(st.sampled_from(list(WORDS)))]
    return draw(st.sampled_from(choices))


@st.composite
def evidence(draw: st.DrawFn) -> Evidence:
    """Evidence of any form."""
    days = st.dates().map(date.isoformat)
    hashes = st.text("0123456789abcdef", min_size=8, max_size=64)
    forms: list[dict[str, st.SearchStrategy[Any]]] = [
        {"file": texts, "sha256": hashes | st.none()},
        {"junit": texts, "test": texts},
        {"expires": days},
        {"given": st.sampled_from(["signed-off", "df-quad"])},
    ]
    chosen = draw(st.lists(st.sampled_from(range(len(forms))), min_size=1, max_size=2, unique=True))
    fields: dict[str, st.SearchStrategy[Any]] = {}
    for one in chosen:
        fields |= forms[one]
    return Evidence(**draw(st.fixed_dictionaries(fields)))


def _values(field: ValueField, ids: st.SearchStrategy[str]) -> st.SearchStrategy[Any]:
    """Values of a field by its kind; `ids` are the ids that a field may name. An optional field may be None."""
    match field.kind:
        case Kind.TEXT:
            values: st.SearchStrategy[Any] = texts
        case Kind.WORD:
            values = st.sampled_from(["df-quad", "all-semantics", "prediction"])
        case Kind.CHOICE:
            values = st.sampled_from(field.choices)
        case Kind.ID:
            values = ids
        case Kind.IDS:
            values = st.lists(ids, min_size=1, max_size=3, unique=True)
        case Kind.TWO_IDS:
            values = st.tuples(ids, ids)
        case Kind.ID_OR_IDS:
            values = st.lists(ids, max_size=2)
        case Kind.STRENGTH:
            values = written_strengths()
        case Kind.NUMBER:
            values = strengths
        case Kind.BOOLEAN:
            values = st.booleans()
        case Kind.ANCHORS:
            values = st.lists(st.builds(Anchor, **_fields(Anchor)), max_size=2)
        case Kind.RECORDS:
            values = st.lists(evidence(), max_size=2)
    return values | st.none() if not field.required and field.default is None else values


def _fields(
    model: type[Value], ids: st.SearchStrategy[str] | None = None, without: Container[str] = ()
) -> dict[str, st.SearchStrategy[Any]]:
    """A strategy for each field of a value, by its name in Python; `without` leaves keys out."""
    named = _plain_ids if ids is None else ids
    return {field.name: _values(field, named) for key, field in fields_of(model).items() if key not in without}


@st.composite
def nodes(draw: st.DrawFn, id: str) -> Claim | Premise | Counterevidence:
    """A statement with this id."""
    kind = draw(st.sampled_from(STATEMENT_CLASSES))
    return kind(id=id, **draw(st.fixed_dictionaries(_fields(kind, without=("id",)))))


@st.composite
def argument_maps(
    draw: st.DrawFn,
    *,
    most: int = 8,
    cyclic: bool = False,
    plain: bool = False,
    supports: bool = True,
    remarks: bool = False,
) -> ArgumentMap:
    """A map of up to `most` statements.

    `cyclic` lets steps go in any direction; `plain` keeps to numbers, single sources, no undercuts and weight 1 (the
    bipolar graphs of the literature); without `supports` all is attacks and undercuts; `remarks` adds a title, a document, a scale, tensions and expectations.
    """
    names = draw(st.lists(st.sampled_from(TRAP_IDS) | _plain_ids, min_size=1, max_size=most, unique=True))
    names = [name for name in names if _is_id(name)] or ["a"]
    statements = [_plain_node(draw, name) if plain else draw(nodes(name)) for name in names]
    statements[0] = Claim(**statements[0].fields())
    kinds: list[Any] = [Support, Attack, Undercut][not supports : 2 if plain else 3]
    steps = _steps(draw, names, kinds, cyclic=cyclic, plain=plain)
    extra = _remarks(draw, names) if remarks else {}
    if plain or not draw(st.booleans()):
        return ArgumentMap(conclusion=names[0], statements=tuple(statements), steps=tuple(steps), **extra)
    shuffled = draw(st.permutations(statements)), draw(st.permutations(steps))
    return ArgumentMap(conclusion=names[0], statements=tuple(shuffled[0]), steps=tuple(shuffled[1]), **extra)


def _is_id(name: str) -> bool:
    try:
        Claim(text="x", id=name)
    except ValueError:
        return False
    return True


def _plain_node(draw: st.DrawFn, name: str) -> Claim | Premise | Counterevidence:
    return draw(st.sampled_from(STATEMENT_CLASSES))(id=name, text=name, strength=draw(strengths))


def _steps(
    draw: st.DrawFn,
    names: list[str],
    kinds: list[Any],
    *,
    cyclic: bool,
    plain: bool,
) -> list[Support | Attack | Undercut]:
    """Steps whose sources come later in the list than their target, so that there are no cycles unless requested.

    The rank of a step is that of its target: undercuts of it come from statements later in the list still.
    """
    steps: list[Support | Attack | Undercut] = []
    rank: dict[str, int] = {}
    for number in range(draw(st.integers(0, 2 * len(names)))):
        kind = draw(st.sampled_from(kinds if steps else [kind for kind in kinds if kind is not Undercut]))
        target = draw(st.sampled_from([step.id for step in steps] if kind is Undercut else names))
        begin = rank[target] if kind is Undercut else names.index(target)
        sources = names if cyclic else names[begin + 1 :]
        if not sources:
            continue
        members = draw(st.lists(st.sampled_from(sources), min_size=1, max_size=1 if plain else 3, unique=True))
        id_field = {} if draw(st.booleans()) else {"id": f"step.{number}"}
        fields = {} if plain else _fields(kind, without=("id", "sources", "target"))
        extras = draw(st.fixed_dictionaries(fields))
        step = kind(sources=members, target=target, **id_field, **extras)
        if step.id not in rank and step.id not in names:
            steps.append(step)
            rank[step.id] = begin
    return steps


def _remarks(draw: st.DrawFn, names: list[str]) -> dict[str, Any]:
    ids = st.sampled_from(names)
    words = st.from_regex(r"[a-z]{2,8}( [a-z]{2,8})?", fullmatch=True) | st.sampled_from(["null", "true", "strong"])
    numbers = strengths | st.tuples(strengths, strengths).map(lambda pair: tuple(sorted(pair)))
    glossed = st.fixed_dictionaries({"is": numbers, "means": texts})
    verdicts = st.sampled_from(fields_of(Expectation)["verdict"].choices)
    expected = {**_fields(Expectation, ids), "verdict": verdicts}
    return {
        "title": draw(st.none() | texts),
        "document": draw(st.none() | st.builds(Document, **{**_fields(Document), "title": texts})),
        "summary": draw(st.none() | texts),
        "scale": draw(st.dictionaries(words, numbers | glossed, max_size=2)),
        "weights": draw(st.dictionaries(words, numbers | glossed, max_size=2)),
        "tensions": draw(st.lists(st.builds(Tension, **_fields(Tension, ids)), max_size=2)),
        "expect": draw(st.lists(st.builds(Expectation, **expected), max_size=2)),
    }
