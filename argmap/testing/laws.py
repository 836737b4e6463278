"""Small maps on which laws are tested: claims without a strength of their own (needs `argmap[test]`)."""

from typing import Any

from hypothesis import strategies as st

from argmap.analysis.laws import Law, law_of
from argmap.model import STEP_KINDS, ArgumentMap, Attack, Claim, Counterevidence, Premise, Support, Undercut

MOST_GIVEN, MOST_CLAIMS, MOST_STEPS = 4, 4, 7
_tenths = st.integers(0, 10).map(lambda tenth: tenth / 10) | st.sampled_from([0.0, 1.0])
_some = st.integers(1, 10).map(lambda tenth: tenth / 10)
_Step = Support | Attack | Undercut


@st.composite
def law_maps(draw: st.DrawFn, law: str | Law, *, supports: bool = True, cyclic: bool = True) -> ArgumentMap:
    """Maps of a few claims (the conclusion is c0), premises and counterevidence, with what the law speaks of among them.

    Without `supports` all steps are attacks and undercuts; without `cyclic` nothing rests on itself. Half of the maps hold a
    step that carries something and an undercut of it that stands.
    """
    law_row, bites = law_of(law), draw(st.booleans())
    claims = [Claim(text=f"C{at}.", id=f"c{at}") for at in range(draw(st.integers(1, MOST_CLAIMS)))]
    evidence = [
        draw(st.sampled_from([Premise, Counterevidence]))(text=f"P{at}.", id=f"p{at}", strength=draw(_tenths))
        for at in range(draw(st.integers(1, MOST_GIVEN)))
    ]
    ids = [node.id for node in (*claims, *evidence)]
    circular = cyclic and draw(st.booleans())
    steps = _steps(draw, ids, supports=supports, cyclic=circular)
    if bites:
        biting, undercutting = _biting_undercut(draw, [one.id for one in claims], supports=supports)
        evidence += undercutting
        steps += biting
    statements = [*claims, *evidence]
    if law_row.name == "counted-once":
        statements += [
            Claim(text="A or b.", id="or"),
            *(Premise(text=f"{id}.", id=id, strength=draw(_tenths)) for id in ("s", "a", "b")),
        ]
        steps += [
            Support(sources=("a",), target="or", id="a-or"),
            Support(sources=("b",), target="or", id="b-or"),
            STEP_KINDS[draw(st.sampled_from(["support", "attack"]))](
                sources=("s", "or"), target=draw(st.sampled_from(ids)), id="both"
            ),
        ]
    return ArgumentMap(conclusion="c0", statements=tuple(statements), steps=tuple(steps))


def _biting_undercut(
    draw: st.DrawFn, claims: list[str], *, supports: bool
) -> tuple[list[_Step], list[Premise | Counterevidence]]:
    """A support of a claim, or an attack on a premise, and an undercut of it that stands; and the premises of all that."""
    ground, against, attacked = (
        Premise(text=f"{id}.", id=id, strength=draw(_some)) for id in ("ground", "against", "attacked")
    )
    weight, other = draw(st.none() | _some), draw(st.none() | _some)
    undercut = Undercut(sources=("against",), target="cut", id="undercut", weight=other)
    if supports and draw(st.booleans()):
        target = draw(st.sampled_from(claims))
        return [Support(sources=("ground",), target=target, id="cut", weight=weight), undercut], [ground, against]
    attack = Attack(sources=("ground",), target="attacked", id="cut", weight=weight)
    return [attack, undercut], [ground, against, attacked]


def _steps(draw: st.DrawFn, ids: list[str], *, supports: bool, cyclic: bool) -> list[_Step]:
    """Steps between these statements; unless `cyclic`, from later ones to earlier ones."""
    steps: list[_Step] = []
    begins: dict[str, int] = {}
    for step_number in range(draw(st.integers(0, MOST_STEPS))):
        kinds: list[Any] = [*([Support, Support] if supports else []), Attack, *([Undercut] if steps else [])]
        kind = draw(st.sampled_from(kinds))
        target = draw(st.sampled_from([step.id for step in steps] if kind is Undercut else ids))
        begin = begins[target] if kind is Undercut else ids.index(target) + 1
        sources = ids if cyclic else ids[begin:]
        if not sources:
            continue
        members = draw(st.lists(st.sampled_from(sources), min_size=1, max_size=2, unique=True))
        weight = draw(st.none() | _tenths)
        steps.append(kind(sources=tuple(members), target=target, id=f"s{step_number}", weight=weight))
        begins[f"s{step_number}"] = begin
    return steps
