"""The map: statements, the steps between them, and remarks on the whole; frozen, hashable, compared by value.

It knows nothing of evaluation, files or drawing.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from copy import copy
from itertools import chain
from typing import Annotated, Any, ClassVar, Self, TypeVar, cast

from argmap.computed_once import computed_once
from argmap.errors import MapError, Place, UnknownName
from argmap.late import late
from argmap.model import builder, wellformed
from argmap.model.argued import Argued
from argmap.model.checked import Id, Text, Value
from argmap.model.evaluating import Evaluating
from argmap.model.field import Kind, field, fields_of
from argmap.model.relations import RELATIONS
from argmap.model.remarks import Document, Expectation, Tension
from argmap.model.rows import MadeOfRows, Rows
from argmap.model.scale import Scale
from argmap.model.statement import Claim, Counterevidence, Node, Premise, Statement
from argmap.model.step import Attack, Relation, Step, Support, Undercut

T = TypeVar("T")

FLAT_KEYS = {"nodes": "statements", "relations": "steps"}
"""What the keys of the flat notation are called in Python; both names are taken, and both can be read."""


_NUMBERS = {float, type(None)}
NO_PLACES: Mapping[tuple[str, str], Place] = {}
NO_INCLUDES: Mapping[str, str] = {}


class ArgumentMap(Value):
    """An argument: statements, the steps between them, and the conclusion.

    Equality ignores the order of statements and steps, and their places in a file. Raises MapError with every
    problem: duplicate ids, ends that are not in the map, a conclusion that is not a claim, words not on the scale, …

    >>> m = ArgumentMap(
    ...     conclusion="move",
    ...     statements=[Claim(text="Moving pays off.", id="move"), Premise(text="It is cheaper.", id="cheaper")],
    ...     steps=[Support(sources=["cheaper"], target="move")],
    ... )
    >>> m.statement("cheaper").text, m.steps_to("move")[0].id, m.without("cheaper").steps
    ('It is cheaper.', 'cheaper.supports.move', ())
    """

    thing: ClassVar[str] = "map"
    conclusion: Id
    statements: Annotated[tuple[Node, ...], Kind.PARTS]
    steps: Annotated[tuple[Relation, ...], Kind.PARTS] = field(default=())
    title: Text | None = None
    summary: Text | None = None
    document: Annotated[Document | None, Kind.PART] = None
    scale: Annotated[Scale, Kind.SCALE] = Scale()
    weights: Annotated[Scale, Kind.SCALE] = Scale()
    evaluating: Annotated[Evaluating | None, Kind.PART] = None
    tensions: Annotated[tuple[Tension, ...], Kind.PARTS] = ()
    expect: Annotated[tuple[Expectation, ...], Kind.PARTS] = ()
    _places: Mapping[tuple[str, str], Place] = NO_PLACES
    _includes: Mapping[str, str] = NO_INCLUDES

    _repr_mimebundle_ = late("argmap.renderers.notebook:bundle")

    def __init__(self, **fields: Any) -> None:
        super().__init__(**{FLAT_KEYS.get(name, name): value for name, value in fields.items()})

    def _check(self) -> None:
        if problems := wellformed.problems(self):
            raise MapError(problems)

    def fields(self) -> dict[str, Any]:
        """The fields by their names."""
        return {**super().fields(), "statements": self.statements, "steps": self.steps}

    def __getstate__(self) -> dict[str, Any]:
        return {**self.fields(), "_places": self._places, "_includes": self._includes}

    @property
    def nodes(self) -> tuple[Claim | Premise | Counterevidence, ...]:
        """The statements, under the name that they have in the flat notation."""
        return self.statements

    @property
    def relations(self) -> tuple[Support | Attack | Undercut, ...]:
        """The steps, under the name that they have in the flat notation."""
        return self.steps

    def node(self, id: str) -> Claim | Premise | Counterevidence:
        """The statement with this id, under an older name. Raises UnknownName."""
        return self.statement(id)

    @property
    def weighing(self) -> Scale:
        """The scale of the weights of steps: `weights` if the map has it, else the scale of the strengths."""
        return self.weights if self.weights.own else self.scale

    @computed_once
    def statement_rows(self) -> Rows:
        """The statements as rows, in the author's order: for a look at one field of them all."""
        return Rows.of(Statement, self.statements)

    @computed_once
    def step_rows(self) -> Rows:
        """The steps as rows, in the author's order."""
        return Rows.of(Step, self.steps)

    @computed_once
    def positions(self) -> Mapping[str, int]:
        """The place of each statement among the statements, by its id."""
        return {id: place for place, id in enumerate(self.statement_rows.column("id"))}

    @computed_once
    def single_ends(self) -> tuple[list[int], list[int]] | None:
        """The places of the source and of the target of each step, if all steps lead from one statement to another; else None."""
        place, steps = self.positions.__getitem__, self.step_rows
        try:
            return [place(source) for (source,) in steps.column("sources")], list(map(place, steps.column("target")))
        except (KeyError, ValueError):
            return None

    @computed_once
    def statements_by_id(self) -> Mapping[str, Claim | Premise | Counterevidence]:
        """The statements by their ids, in the author's order."""
        return {node.id: node for node in self.statements}

    @computed_once
    def steps_by_id(self) -> Mapping[str, Support | Attack | Undercut]:
        """The steps by their ids, in the author's order."""
        return {relation.id: relation for relation in self.steps}

    @computed_once
    def _steps_by_target(self) -> Mapping[str, tuple[Support | Attack | Undercut, ...]]:
        into: dict[str, list[Support | Attack | Undercut]] = {}
        for relation in self.steps:
            into.setdefault(relation.target, []).append(relation)
        return {target: tuple(relations) for target, relations in into.items()}

    @computed_once
    def is_plain(self) -> bool:
        """Whether the map has no undercuts, and all its strengths and weights are written as one number, or not at all."""
        written = chain(self.statement_rows.column("strength"), self.step_rows.column("weight"))
        return _NUMBERS.issuperset(map(type, written)) and "undercut" not in self.step_rows.kinds

    def statement(self, id: str) -> Claim | Premise | Counterevidence:
        """The statement with this id. Raises UnknownName, which names the nearest id."""
        if id not in self.statements_by_id:
            raise UnknownName("statement", id, self.statements_by_id, self._what(id))
        return self.statements_by_id[id]

    def __getitem__(self, id: str) -> Claim | Premise | Counterevidence:
        """`m[id]`: the statement with this id. Raises UnknownName."""
        return self.statement(id)

    def __contains__(self, id: object) -> bool:
        return id in self.statements_by_id

    def __iter__(self) -> Iterator[str]:
        return iter(self.statements_by_id)

    def step(self, id: str) -> Support | Attack | Undercut:
        """The step with this id. Raises UnknownName, which names the nearest id."""
        if id not in self.steps_by_id:
            raise UnknownName("step", id, self.steps_by_id, self._what(id))
        return self.steps_by_id[id]

    def _what(self, id: object) -> str:
        """What an id of the other kind names, in words; empty if it names nothing."""
        if id in self.statements_by_id:
            return f"{id!r} is a statement, the {self.statements_by_id[str(id)].kind}"
        if id not in self.steps_by_id:
            return ""
        step = self.steps_by_id[str(id)]
        verb = RELATIONS[step.kind].verb if len(step.sources) == 1 else RELATIONS[step.kind].verb.removesuffix("s")
        return f"{id!r} is a step: {' & '.join(step.sources)} {verb} {step.target}"

    def steps_to(self, id: str) -> tuple[Support | Attack | Undercut, ...]:
        """The steps that end on this statement or step, in the author's order."""
        return self._steps_by_target.get(id, ())

    def place(self, id: str, key: str = "") -> Place | None:
        """The place of a statement or step, or of one of its keys, in the file that the map was loaded from; None without a file.

        Expectations and tensions have the id "" and the keys "expect.0", "tensions.0", …; the settings have "evaluate".
        """
        return self._places.get((id, key)) or self._places.get((id, ""))

    @classmethod
    def of(cls, argued: "Argued | Claim", **fields: Any) -> Self:
        """The map of an argument written in Python; `fields` are those of a map, such as title and expect.

        A reason is a statement, one that is argued for itself, or `all_of` several; the same statement may stand in
        several places. Raises MapError for anything else, and for a map that is not well-formed.

        >>> m = ArgumentMap.of(
        ...     Claim("Moving pays off.", id="move")
        ...     .because(Premise("It is cheaper.", id="cheaper"), unless=Counterevidence("Egress costs.", id="egress"))
        ...     .but(Counterevidence("The last one overran.", id="overrun"), weight=0.5)
        ... )
        >>> [step.id for step in m.steps]
        ['cheaper.supports.move', 'egress.undercuts.cheaper.supports.move', 'overrun.attacks.move']
        """
        conclusion, nodes, relations = builder.parts(argued)
        return cls(conclusion=conclusion, statements=nodes, steps=relations, **fields)

    @property
    def places(self) -> Mapping[tuple[str, str], Place]:
        """The place in the file of each statement and step, and of each of their keys; empty for a map made in Python."""
        return self._places

    @property
    def includes(self) -> Mapping[str, str]:
        """The statements that the map's file includes from others, by their ids: `costs.argmap.yaml#cheaper`."""
        return self._includes

    def placed(self, places: Mapping[tuple[str, str], Place], includes: Mapping[str, str] = NO_INCLUDES) -> Self:
        """The same map with the places of its statements and steps, and what its file includes."""
        m = copy(self)
        vars(m)["_places"] = places
        vars(m)["_includes"] = includes
        return m

    @computed_once
    def _made(self) -> dict[tuple[Callable[..., Any], tuple[float | str, ...]], Any]:
        return {}

    def once(self, make: Callable[..., T], *settings: float | str) -> T:
        """The result of `make(self, *settings)`, computed at the first call and kept with the map."""
        key = make, settings
        if key not in self._made:
            self._made[key] = make(self, *settings)
        return cast(T, self._made[key])

    def replace(self, *values: Claim | Premise | Counterevidence | Support | Attack | Undercut, **fields: Any) -> Self:
        """A copy in which `values` replace the statements and steps with the same ids; `fields` are new fields of the map.

        Raises MapError, and UnknownName for a value whose id is not in the map.

        >>> m = ArgumentMap(conclusion="a", statements=[Claim(text="It is so.", id="a")])
        >>> m.replace(m.statement("a").replace(strength=0), title="Rejected").statement("a").strength
        0.0
        """
        for value in values:
            if value.id not in self.statements_by_id and value.id not in self.steps_by_id:
                raise UnknownName("id", value.id, [*self.statements_by_id, *self.steps_by_id])
        new = {value.id: value for value in values}
        fields = {FLAT_KEYS.get(name, name): value for name, value in fields.items()}
        changed = {
            "statements": tuple(new.get(node.id, node) for node in self.statements),
            "steps": tuple(new.get(relation.id, relation) for relation in self.steps),
        }
        m = super().replace(**{**changed, **fields})
        vars(m)["_places"] = self._places
        vars(m)["_includes"] = self._includes
        return m

    def without(self, *gone: str) -> Self:
        """A copy without these statements and steps, and without everything that falls with them.

        With a statement fall the steps it is a member or target of; with a step, its undercuts; with either, the
        tensions and expectations that name it. Removing is not rejecting: a rejected statement stays in the
        map. Raises UnknownName for an id that is not in the map, MapError when the conclusion is removed.
        """
        for id in gone:
            if id not in self.statements_by_id and id not in self.steps_by_id:
                raise UnknownName("id", id, [*self.statements_by_id, *self.steps_by_id])
        fallen = set(gone)
        fallen.update(r.id for r in self.steps if r.target in fallen or not fallen.isdisjoint(r.sources))
        waiting = list(fallen)
        while waiting:
            undercuts = [step.id for step in self.steps_to(waiting.pop()) if step.id not in fallen]
            fallen.update(undercuts)
            waiting.extend(undercuts)
        return self.replace(
            statements=tuple(node for node in self.statements if node.id not in fallen),
            steps=tuple(relation for relation in self.steps if relation.id not in fallen),
            tensions=tuple(tension for tension in self.tensions if fallen.isdisjoint(tension.between)),
            expect=tuple(expected for expected in self.expect if fallen.isdisjoint(id for _, id in expected.named())),
        )

    def part(self, ids: Collection[str], **fields: Any) -> Self:
        """The map with only these statements and steps, without tensions and expectations; `fields` as for `replace`.

        Raises MapError if a step that stays has lost an end.
        """
        kept = {
            "statements": tuple(node for node in self.statements if node.id in ids),
            "steps": tuple(step for step in self.steps if step.id in ids),
        }
        return self.replace(**{**kept, "tensions": (), "expect": (), **fields})

    def rejecting(self, *ids: str) -> Self:
        """A copy in which these statements do not stand, whatever supports them. Raises UnknownName.

        Each gets base score 0, and its supports get weight 0; the map keeps all its statements and steps.

        >>> m = ArgumentMap(conclusion="a", statements=[Claim(text="It is so.", id="a", strength="strong")])
        >>> m.rejecting("a").statement("a").strength
        0.0
        """
        return self._settled(ids, 0.0, "support")

    def granting(self, *ids: str) -> Self:
        """A copy in which these statements stand, whatever attacks them. Raises UnknownName.

        Each gets base score 1, and the attacks on it get weight 0; the map keeps all its statements and steps.
        """
        return self._settled(ids, 1.0, "attack")

    def _settled(self, ids: Collection[str], strength: float, cut: str) -> Self:
        statements = [self.statement(id).replace(strength=strength) for id in ids]
        idle = [step.replace(weight=0.0) for id in ids for step in self.steps_to(id) if step.kind == cut]
        return self.replace(*statements, *idle)

    @computed_once
    def _key(self) -> tuple[object, ...]:
        unordered = frozenset(self.statements), frozenset(self.steps)
        return (*unordered, *(getattr(self, name) for name in REMARKS))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ArgumentMap) and self._key == other._key

    def __hash__(self) -> int:
        return hash(self._key)


for _name, _rows in (("statements", "statement_rows"), ("steps", "step_rows")):
    setattr(ArgumentMap, _name, MadeOfRows(_name, _rows))
REMARKS = tuple(name for name in fields_of(ArgumentMap) if name not in ("statements", "steps"))
"""The fields of a map beside its statements and steps."""
