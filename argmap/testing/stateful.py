"""A stateful test that edits a map in every way and checks the laws that every map keeps (needs `argmap[test]`)."""

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from argmap.evaluation import evaluate
from argmap.formats import dumps, loads
from argmap.model import ArgumentMap, Attack, Claim, Counterevidence, Premise, Support, Undercut
from argmap.semantics import DEFAULT
from argmap.testing.strategies import strengths, texts


class MapMachine(RuleBasedStateMachine):
    """Starts from one claim, or from `start` in a subclass, and edits it; add invariants of your own.

    `MapMachine.TestCase` is a test that pytest and unittest run.
    """

    start: ArgumentMap | None = None
    semantics = DEFAULT

    @initialize()
    def begin(self) -> None:
        """The map to edit."""
        self.m = self.start or ArgumentMap(conclusion="c", statements=(Claim(text="C.", id="c"),))
        self.made = 0

    @rule(data=st.data(), text=texts, strength=strengths, kind=st.sampled_from(["because", "but", "unless"]))
    def add(self, data: st.DataObject, text: str, strength: float, kind: str) -> None:
        """Adds a statement for or against another, or one that undercuts a step."""
        if kind == "unless" and not self.m.steps:
            kind = "but"
        self.made += 1
        id = f"made.{self.made}"
        node = (Premise if kind == "because" else Counterevidence)(text=text, id=id, strength=strength)
        ends = list(self.m.steps_by_id if kind == "unless" else self.m.statements_by_id)
        step = {"because": Support, "but": Attack, "unless": Undercut}[kind]
        relation = step(sources=(id,), target=data.draw(st.sampled_from(ends)))
        self.m = self.m.replace(statements=(*self.m.statements, node), steps=(*self.m.steps, relation))

    @rule(data=st.data(), value=strengths)
    def reweigh(self, data: st.DataObject, value: float) -> None:
        """Changes a base score or weight."""
        one = data.draw(st.sampled_from([*self.m.statements, *self.m.steps]))
        self.m = self.m.replace(
            one.replace(strength=value) if one.id in self.m.statements_by_id else one.replace(weight=value)
        )

    @precondition(lambda self: len(self.m.statements) > 1)
    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        """Removes a statement, with everything that falls with it."""
        self.m = self.m.without(
            data.draw(st.sampled_from([node.id for node in self.m.statements if node.id != self.m.conclusion]))
        )

    @rule(data=st.data(), text=texts)
    def reword(self, data: st.DataObject, text: str) -> None:
        """Changes a sentence; strengths must not change."""
        node = data.draw(st.sampled_from(self.m.statements))
        before = evaluate(self.m, self.semantics)
        self.m = self.m.replace(node.replace(text=text))
        assert evaluate(self.m, self.semantics).strengths == before.strengths

    @invariant()
    def strengths_are_in_range(self) -> None:
        """Every strength is in [0, 1]."""
        if hasattr(self, "m"):
            assert all(0 <= value <= 1 for value in evaluate(self.m, self.semantics).values())

    @invariant()
    def notations_keep_it(self) -> None:
        """Each notation returns the same map."""
        if hasattr(self, "m"):
            assert loads(dumps(self.m)) == loads(dumps(self.m, "json"), "json") == self.m
