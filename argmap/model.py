"""The values: statements, steps between them, and the map that holds them; frozen, hashable, compared by value.

A value is checked once, completely, when it is built; a change is a new value. The model keeps what was written
(a word of the scale stays a word) and knows nothing of evaluation, files or drawing.
"""

from collections.abc import Callable, Iterable, Mapping
from copy import copy
from functools import cached_property
from typing import Annotated, Any, ClassVar, Literal, Self, TypeVar, cast

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    PrivateAttr,
    ValidationError,
    model_validator,
)

from argmap import ids, scale, structure
from argmap.errors import MapError, Place, UnknownName, shown
from argmap.scale import Scale, Written
from argmap.validation import problems_of

Voice = Literal["author", "reported", "analyst"]
"""Who says it: the text's author; a view that the author reports; the analyst, who made the map."""

Verdict = Literal["accepted", "undecided", "rejected"]


T = TypeVar("T")


def _many(value: object) -> object:
    """A list, set or other collection as the tuple that a frozen value keeps."""
    return tuple(value) if isinstance(value, (list, set, frozenset)) else value


def _anchors(value: object) -> object:
    return (value,) if isinstance(value, (Anchor, dict)) else _many(value)


def _sentence(value: object) -> object:
    if isinstance(value, str) and not value.strip():
        raise ValueError("must not be empty")
    if isinstance(value, str) and not value.isascii():
        try:
            value.encode()
        except UnicodeEncodeError as error:
            raise ValueError(f"must be valid Unicode, got a lone surrogate {value[error.start]!r}") from None
    return value


def _number(value: object) -> float:
    if isinstance(number := scale.written(value), float):
        return number
    raise ValueError(f"must be a number in [0, 1], got {shown(value)}")


def _one_or_more(value: object) -> object:
    return (value,) if isinstance(value, str) else _many(value)


def _scale(value: object) -> object:
    return Scale.of(value) if isinstance(value, Mapping) and not isinstance(value, Scale) else value


Text = Annotated[str, BeforeValidator(_sentence)]
Id = Annotated[str, PlainValidator(ids.checked)]
Strength = Annotated[Written, PlainValidator(scale.written)]
Number = Annotated[float, PlainValidator(_number)]
Names = Annotated[tuple[Id, ...], BeforeValidator(_many)]
OneOrMore = Annotated[tuple[Id, ...], BeforeValidator(_one_or_more)]


class Value(BaseModel):
    """A frozen value that is checked when it is built, and says in argmap's words what is wrong with it."""

    model_config = ConfigDict(
        frozen=True, strict=True, extra="forbid", arbitrary_types_allowed=True, populate_by_name=True
    )
    thing: ClassVar[str] = "value"

    def __init__(self, **fields: Any) -> None:
        try:
            super().__init__(**fields)
        except ValidationError as error:
            raise MapError(problems_of(error, self.thing, fields, type(self))) from None

    def replace(self, **fields: Any) -> Self:
        """The same value with other fields, checked anew. Raises MapError.

        >>> Claim(text="It pays off.", id="pays").replace(strength="strong").strength
        'strong'
        """
        return type(self)(**{**{name: getattr(self, name) for name in type(self).model_fields}, **fields})

    def __repr_args__(self) -> Iterable[tuple[str | None, Any]]:
        for name, field in type(self).model_fields.items():
            value = getattr(self, name)
            if name != "kind" and (field.is_required() or value != field.default):
                yield name, value

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """The same as `replace`, under pydantic's name, so that no copy goes unchecked."""
        del deep
        return self.replace(**(update or {}))


class Anchor(Value):
    """Where in the source a statement stands, with a short quote from there."""

    thing: ClassVar[str] = "source"
    at: Text
    quote: Text | None = None


class _Statement(Value):
    text: Text
    id: Id = ""
    strength: Strength | None = None
    voice: Voice = "author"
    implicit: bool = False
    source: Annotated[tuple[Anchor, ...], BeforeValidator(_anchors)] = ()
    note: Text | None = None

    @model_validator(mode="before")
    @classmethod
    def _made_id(cls, fields: Any) -> Any:
        if isinstance(fields, dict) and "id" not in fields and isinstance(fields.get("text"), str) and fields["text"]:
            return {**fields, "id": ids.slug(fields["text"])}
        return fields


class Claim(_Statement):
    """A statement that is argued for in the map.

    `strength` is the base score τ ∈ [0, 1], as a number, a word of the scale or (low, high); None when nobody said.
    Raises MapError, naming the field, the rule and the value.

    >>> Claim(text="Moving pays off.", id="move", strength="strong")
    Claim(text='Moving pays off.', id='move', strength='strong')
    """

    thing: ClassVar[str] = "claim"
    kind: Literal["claim"] = "claim"


class Premise(_Statement):
    """A statement taken as given; the fields are those of a claim.

    >>> Premise(text="Storage is most of the cost.").id
    'storage-is-most-of-the-cost'
    """

    thing: ClassVar[str] = "premise"
    kind: Literal["premise"] = "premise"


class Counterevidence(_Statement):
    """A statement brought against something; the fields are those of a claim.

    >>> Counterevidence(text="The last one overran.", id="overrun", voice="reported").voice
    'reported'
    """

    thing: ClassVar[str] = "counterevidence"
    kind: Literal["counterevidence"] = "counterevidence"


Node = Annotated[Claim | Premise | Counterevidence, Field(discriminator="kind")]
NODE_KINDS: Mapping[str, type[Claim] | type[Premise] | type[Counterevidence]] = {
    "claim": Claim,
    "premise": Premise,
    "counterevidence": Counterevidence,
}


class _Step(Value):
    sources: Names
    target: Id
    id: Id = ""
    weight: Strength = 1.0
    why: Text | None = None
    by: Voice = "author"

    @model_validator(mode="before")
    @classmethod
    def _made_id(cls, fields: Any) -> Any:
        if not isinstance(fields, dict) or "id" in fields:
            return fields
        sources, target = _many(fields.get("sources")), fields.get("target")
        if isinstance(sources, tuple) and sources and all(isinstance(one, str) for one in (*sources, target)):
            return {**fields, "id": ids.step_slug(cls.thing, sources, str(target))}
        return fields

    @model_validator(mode="after")
    def _members_are_a_set(self) -> Self:
        structure.check_members(self.sources)
        return self

    @property
    def linked(self) -> bool:
        """Whether the step needs several members together."""
        return len(self.sources) > 1

    def _key(self) -> tuple[object, ...]:
        return (type(self), frozenset(self.sources), self.target, self.id, self.weight, self.why, self.by)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Step) and self._key() == other._key()

    def __hash__(self) -> int:
        return hash(self._key())


class Support(_Step):
    """A step for its target. Several `sources` are linked: the step needs all of them. Their order does not matter.

    `weight` u ∈ [0, 1] is how much of the sources' strength the step carries. Raises MapError.

    >>> Support(sources=["experience"], target="can-run").id
    'experience.supports.can-run'
    """

    thing: ClassVar[str] = "support"
    kind: Literal["support"] = "support"


class Attack(_Step):
    """A step against a target statement (a rebuttal); the fields are those of a support.

    >>> Attack(sources=["overrun"], target="move") == Attack(sources=("overrun",), target="move", weight=1)
    True
    """

    thing: ClassVar[str] = "attack"
    kind: Literal["attack"] = "attack"


class Undercut(_Step):
    """A step against another step, whose id is the `target`; the fields are those of a support.

    >>> Undercut(sources=["egress"], target="cheaper").target
    'cheaper'
    """

    thing: ClassVar[str] = "undercut"
    kind: Literal["undercut"] = "undercut"


Relation = Annotated[Support | Attack | Undercut, Field(discriminator="kind")]
RELATION_KINDS: Mapping[str, type[Support] | type[Attack] | type[Undercut]] = {
    "support": Support,
    "attack": Attack,
    "undercut": Undercut,
}


class Document(Value):
    """What the statements were taken from.

    >>> Document(title="Storage review", date="2026-03-01").title
    'Storage review'
    """

    thing: ClassVar[str] = "document"
    title: Text | None = None
    author: Text | None = None
    date: Text | None = None
    url: Text | None = None
    sha256: Text | None = None


class Tension(Value):
    """Two places at which the text pulls against itself; without effect on strengths."""

    thing: ClassVar[str] = "tension"
    between: Annotated[tuple[Id, Id], BeforeValidator(_many)]
    why: Text | None = None
    by: Voice = "author"


class Expectation(Value):
    """What the map's author expects of a statement; `argmap check` and the pytest plugin hold the map to it.

    `under` names a semantics, or all of them; None means the semantics of the run.
    """

    thing: ClassVar[str] = "expectation"
    of: Id
    verdict: Verdict | None = None
    at_least: Number | None = None
    at_most: Number | None = None
    survives_without: OneOrMore = ()
    turned_by: OneOrMore = ()
    robust_to: Number | None = None
    agreement: bool | None = None
    under: Text | None = None

    @model_validator(mode="after")
    def _expects_something(self) -> Self:
        asserted = [name for name in type(self).model_fields if name not in ("of", "under")]
        if all(getattr(self, name) in (None, ()) for name in asserted):
            listed = ", ".join(name.replace("_", "-") for name in asserted)
            raise ValueError(f"must expect something: one of {listed}")
        return self


class ArgumentMap(Value):
    """An argument: statements, the steps between them, and the claim they bear on.

    Equality ignores the order of statements and steps, and where they stood in a file. Raises MapError with every
    problem: duplicate ids, ends that are not in the map, a conclusion that is not a claim, words not on the scale, …

    >>> m = ArgumentMap(
    ...     conclusion="move",
    ...     nodes=[Claim(text="Moving pays off.", id="move"), Premise(text="It is cheaper.", id="cheaper")],
    ...     relations=[Support(sources=["cheaper"], target="move")],
    ... )
    >>> m.node("cheaper").text, m.steps_to("move")[0].id, m.without("cheaper").relations
    ('It is cheaper.', 'cheaper.supports.move', ())
    """

    thing: ClassVar[str] = "map"
    conclusion: Id
    nodes: Annotated[tuple[Node, ...], BeforeValidator(_many)]
    relations: Annotated[tuple[Relation, ...], BeforeValidator(_many)] = ()
    title: Text | None = None
    document: Document | None = None
    scale: Annotated[Scale, BeforeValidator(_scale)] = Scale()
    tensions: Annotated[tuple[Tension, ...], BeforeValidator(_many)] = ()
    expect: Annotated[tuple[Expectation, ...], BeforeValidator(_many)] = ()
    _places: Mapping[tuple[str, str], Place] = PrivateAttr(default_factory=dict)
    _made: dict[Callable[["ArgumentMap"], Any], Any] = PrivateAttr(default_factory=dict)

    @model_validator(mode="after")
    def _is_well_formed(self) -> Self:
        if problems := structure.problems(self):
            raise MapError(problems)
        return self

    @cached_property
    def nodes_by_id(self) -> Mapping[str, Claim | Premise | Counterevidence]:
        """The statements by their ids, in the author's order."""
        return {node.id: node for node in self.nodes}

    @cached_property
    def relations_by_id(self) -> Mapping[str, Support | Attack | Undercut]:
        """The steps by their ids, in the author's order."""
        return {relation.id: relation for relation in self.relations}

    @cached_property
    def _steps_by_target(self) -> Mapping[str, tuple[Support | Attack | Undercut, ...]]:
        into: dict[str, list[Support | Attack | Undercut]] = {}
        for relation in self.relations:
            into.setdefault(relation.target, []).append(relation)
        return {target: tuple(relations) for target, relations in into.items()}

    def node(self, id: str) -> Claim | Premise | Counterevidence:
        """The statement with this id. Raises UnknownName, which guesses the nearest."""
        if id not in self.nodes_by_id:
            raise UnknownName("statement", id, self.nodes_by_id)
        return self.nodes_by_id[id]

    def step(self, id: str) -> Support | Attack | Undercut:
        """The step with this id. Raises UnknownName, which guesses the nearest."""
        if id not in self.relations_by_id:
            raise UnknownName("step", id, self.relations_by_id)
        return self.relations_by_id[id]

    def steps_to(self, id: str) -> tuple[Support | Attack | Undercut, ...]:
        """The steps that end on this statement or step, in the author's order."""
        return self._steps_by_target.get(id, ())

    def place(self, id: str, key: str = "") -> Place | None:
        """Where a statement or step, or one of its keys, stood in the file it was loaded from, if it was.

        The expectations and tensions stand under the id "" and the keys "expect.0", "tensions.0", …
        """
        return self._places.get((id, key)) or self._places.get((id, ""))

    @property
    def places(self) -> Mapping[tuple[str, str], Place]:
        """Where each statement and step, and each of their keys, stood in the file; empty for a map made in Python."""
        return self._places

    def placed(self, places: Mapping[tuple[str, str], Place]) -> Self:
        """The same map, remembering where its statements and steps stood."""
        m = copy(self)
        m._places = dict(places)
        return m

    def once(self, make: Callable[["ArgumentMap"], T]) -> T:
        """What `make` makes of this map; made at the first call and kept with the map from then on."""
        if make not in self._made:
            self._made[make] = make(self)
        return cast(T, self._made[make])

    def replace(self, *values: Claim | Premise | Counterevidence | Support | Attack | Undercut, **fields: Any) -> Self:
        """The same map with `values` in the place of the statements and steps that have their ids, or other fields.

        Raises MapError, and UnknownName for a value whose id is not in the map.

        >>> m = ArgumentMap(conclusion="a", nodes=[Claim(text="It is so.", id="a")])
        >>> m.replace(m.node("a").replace(strength=0), title="Rejected").node("a").strength
        0.0
        """
        for value in values:
            if value.id not in self.nodes_by_id and value.id not in self.relations_by_id:
                raise UnknownName("id", value.id, [*self.nodes_by_id, *self.relations_by_id])
        new = {value.id: value for value in values}
        changed = {
            "nodes": tuple(new.get(node.id, node) for node in self.nodes),
            "relations": tuple(new.get(relation.id, relation) for relation in self.relations),
        }
        m = super().replace(**{**changed, **fields})
        m._places = self._places
        return m

    def without(self, *gone: str) -> Self:
        """The map without these statements and steps, and without what falls with them.

        With a statement fall the steps it is a member or target of; with a step, its undercuts; with either, the
        tensions and expectations that name it. Removing is not rejecting: a rejected statement has base score 0 and
        stays. Raises UnknownName for an id that is not in the map, MapError when the conclusion is removed.
        """
        for id in gone:
            if id not in self.nodes_by_id and id not in self.relations_by_id:
                raise UnknownName("id", id, [*self.nodes_by_id, *self.relations_by_id])
        fallen = set(gone)
        fallen.update(r.id for r in self.relations if r.target in fallen or not fallen.isdisjoint(r.sources))
        waiting = list(fallen)
        while waiting:
            undercuts = [step.id for step in self.steps_to(waiting.pop()) if step.id not in fallen]
            fallen.update(undercuts)
            waiting.extend(undercuts)
        return self.replace(
            nodes=tuple(node for node in self.nodes if node.id not in fallen),
            relations=tuple(relation for relation in self.relations if relation.id not in fallen),
            tensions=tuple(tension for tension in self.tensions if fallen.isdisjoint(tension.between)),
            expect=tuple(
                expected
                for expected in self.expect
                if fallen.isdisjoint((expected.of, *expected.survives_without, *expected.turned_by))
            ),
        )

    def rejecting(self, *ids: str) -> Self:
        """The map with these statements at base score 0; their steps and what bears on them stay. Raises UnknownName.

        >>> m = ArgumentMap(conclusion="a", nodes=[Claim(text="It is so.", id="a", strength="strong")])
        >>> m.rejecting("a").node("a").strength
        0.0
        """
        return self.replace(*(self.node(id).replace(strength=0.0) for id in ids))

    @cached_property
    def _key(self) -> tuple[object, ...]:
        unordered = frozenset(self.nodes), frozenset(self.relations)
        return (*unordered, self.conclusion, self.title, self.document, self.scale, self.tensions, self.expect)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ArgumentMap) and self._key == other._key

    def __hash__(self) -> int:
        return hash(self._key)
