"""Laws that hold for every map and every semantics of the table."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap import ArgumentMap, Attack, Claim, Premise, Support, Undercut, evaluate, evaluate_many
from argmap.semantics import CONJUNCTIONS, SEMANTICS
from argmap.testing.strategies import argument_maps, strengths

ATTACK_ONLY = [name for name, one in SEMANTICS.items() if one.attack_only]


def over(*names):
    """The law for each of these semantics, on so many maps that all of them together take seconds."""
    return lambda law: pytest.mark.parametrize("semantics", names)(settings(max_examples=25)(law))


every_semantics = over(*SEMANTICS)
two_sided = over(*(name for name in SEMANTICS if name not in ATTACK_ONLY))


def maps(semantics, **narrowed):
    """Maps that a semantics applies to."""
    return argument_maps(supports=not SEMANTICS[semantics].attack_only, **narrowed)


linked = st.sampled_from(list(CONJUNCTIONS))


def joining(semantics, linked):
    """What is said of linked premises: nothing under possible worlds, where they must all stand."""
    return {} if SEMANTICS[semantics].worlds else {"linked": linked}


@every_semantics
@given(linked=linked, data=st.data())
def test_strengths_and_what_steps_carry_stay_in_range(semantics, linked, data):
    m = data.draw(maps(semantics))
    e = evaluate(m, semantics, **joining(semantics, linked))
    assert set(e) == {node.id for node in m.statements}
    assert set(e.steps) == {step.id for step in m.steps}
    assert all(0 <= value <= 1 for value in (*e.values(), *e.steps.values(), *e.defeated.values(), *e.open.values()))
    assert e.rounds == 1


@every_semantics
@given(linked=linked, data=st.data())
def test_order_changes_nothing_to_the_last_bit(semantics, linked, data):
    m = data.draw(maps(semantics))
    turned = m.replace(
        nodes=data.draw(st.permutations(m.statements)),
        relations=[
            step.replace(sources=data.draw(st.permutations(step.sources)))
            for step in data.draw(st.permutations(m.steps))
        ],
    )
    assert turned == m
    assert hash(turned) == hash(m)
    e, f = (
        evaluate(m, semantics, **joining(semantics, linked)),
        evaluate(turned, semantics, **joining(semantics, linked)),
    )
    assert e.strengths == f.strengths
    assert e.steps == f.steps


@two_sided
@given(base=st.lists(st.floats(0.01, 0.99), min_size=4, max_size=9), data=st.data())
def test_many_sources_in_another_order_add_up_to_the_same_bits(semantics, base, data):
    kinds = [data.draw(st.sampled_from([Support, Attack])) for _ in base]
    nodes = [Claim(text="C.", id="c"), *(Premise(text=f"P{at}.", id=f"p{at}", strength=w) for at, w in enumerate(base))]
    steps = [kind(sources=[f"p{at}"], target="c") for at, kind in enumerate(kinds)]
    linked = Support(sources=[node.id for node in nodes[1:]], target="c", id="all")
    m = ArgumentMap(conclusion="c", nodes=nodes, relations=[*steps, linked])
    turned = m.replace(
        nodes=data.draw(st.permutations(m.statements)),
        relations=[
            *data.draw(st.permutations(steps)),
            linked.replace(sources=data.draw(st.permutations(linked.sources))),
        ],
    )
    for join in CONJUNCTIONS:
        assert (
            evaluate(turned, semantics, **joining(semantics, join))["c"]
            == evaluate(m, semantics, **joining(semantics, join))["c"]
        )


@every_semantics
@given(data=st.data())
def test_renaming_changes_nothing(semantics, data):
    m = data.draw(maps(semantics))
    new = {id: f"x{at}" for at, id in enumerate([*m.statements_by_id, *m.steps_by_id])}
    renamed = ArgumentMap(
        conclusion=new[m.conclusion],
        nodes=[node.replace(id=new[node.id]) for node in m.statements],
        relations=[
            step.replace(id=new[step.id], target=new[step.target], sources=[new[source] for source in step.sources])
            for step in m.steps
        ],
        scale=m.scale,
    )
    e, f = evaluate(m, semantics), evaluate(renamed, semantics)
    assert {new[id]: value for id, value in e.items()} == pytest.approx(f.strengths, abs=1e-12)


@every_semantics
@given(data=st.data())
def test_an_isolated_statement_changes_nothing(semantics, data):
    m = data.draw(maps(semantics))
    more = m.replace(nodes=[*m.statements, Premise(text="Alone.", id="alone.here", strength=0.9)])
    e = evaluate(more, semantics)
    assert e["alone.here"] == 0.9
    assert {id: e[id] for id in m.statements_by_id} == evaluate(m, semantics).strengths


@every_semantics
@given(data=st.data())
def test_two_maps_side_by_side_do_not_touch(semantics, data):
    m = data.draw(maps(semantics))
    twins = [node.replace(id=f"{node.id}.twin") for node in m.statements]
    both = m.replace(nodes=[*m.statements, *twins])
    e = evaluate(both, semantics)
    assert {id: e[id] for id in m.statements_by_id} == evaluate(m, semantics).strengths


@every_semantics
@given(data=st.data())
def test_a_step_of_weight_zero_changes_nothing(semantics, data):
    m = data.draw(maps(semantics))
    source = Premise(text="Weightless.", id="weightless.here", strength=1)
    steps = [
        *([] if semantics in ATTACK_ONLY else [Support(sources=[source.id], target=m.conclusion, weight=0)]),
        Attack(sources=[source.id], target=m.conclusion, weight=0),
        *(Undercut(sources=[source.id], target=step.id, weight=0, id=f"w{at}.w") for at, step in enumerate(m.steps)),
    ]
    more = m.replace(nodes=[*m.statements, source], relations=[*m.steps, *steps])
    assert {id: evaluate(more, semantics)[id] for id in m.statements_by_id} == pytest.approx(
        evaluate(m, semantics).strengths, abs=1e-12
    )


@every_semantics
@given(stronger=strengths, data=st.data())
def test_a_stronger_supporter_never_lowers_and_a_stronger_attacker_never_raises_its_target(semantics, stronger, data):
    m = data.draw(maps(semantics, plain=True))
    for step in m.steps:
        parent = m.statement(step.sources[0])
        if m.steps_to(parent.id) or len([one for one in m.steps if parent.id in one.sources]) > 1:
            continue
        raised = m.replace(parent.replace(strength=max(stronger, m.scale.number(parent.strength))))
        before, after = evaluate(m, semantics)[step.target], evaluate(raised, semantics)[step.target]
        assert after >= before - 1e-12 if step.kind == "support" else after <= before + 1e-12


@two_sided
@given(weight=strengths, premise=strengths, undercut=strengths, stronger=strengths)
def test_a_stronger_undercut_leaves_less_of_a_step(semantics, weight, premise, undercut, stronger):
    low, high = sorted((undercut, stronger))

    def carried(strength):
        nodes = [
            Claim(text="C.", id="c"),
            Premise(text="P.", id="p", strength=premise),
            Premise(text="U.", id="u", strength=strength),
        ]
        steps = [
            Support(sources=["p"], target="c", id="s", weight=weight),
            Undercut(sources=["u"], target="s"),
        ]
        return evaluate(ArgumentMap(conclusion="c", nodes=nodes, relations=steps), semantics).steps["s"]

    assert carried(high) <= carried(low)
    assert carried(1.0) == 0


@every_semantics
@given(linked=linked, data=st.data())
def test_intervals_are_sound(semantics, linked, data):
    m = data.draw(maps(semantics))
    e = evaluate(m, semantics, **joining(semantics, linked))
    assert all(low - 1e-12 <= e[id] <= high + 1e-12 for id, (low, high) in e.intervals.items())

    def within(value, default):
        low, high = m.scale.interval(value if value is not None else default)
        return min(high, max(low, low + data.draw(st.floats(0, 1)) * (high - low)))

    inside = m.replace(
        *(
            node.replace(strength=within(node.strength, 0.5))
            for node in m.statements
            if node.strength is not None or not SEMANTICS[semantics].worlds
        ),
        *(step.replace(weight=within(step.weight, 1.0)) for step in m.steps),
    )
    f = evaluate(inside, semantics, **joining(semantics, linked))
    for id, (low, high) in e.intervals.items():
        assert low - 1e-12 <= f[id] <= high + 1e-12


@every_semantics
@given(linked=linked, data=st.data())
def test_many_scenarios_are_the_scenarios_one_by_one(semantics, linked, data):
    m = data.draw(maps(semantics))
    base = [[data.draw(strengths) for _ in m.statements] for _ in range(3)]
    base.append([evaluate(m, semantics).base[node.id] for node in m.statements])
    weights = [[data.draw(strengths) for _ in m.steps] for _ in base]
    found = evaluate_many(m, base, semantics, **joining(semantics, linked), weights=weights)
    assert found.shape == (4, len(m.statements))
    assert (evaluate_many(m, weights=weights, semantics=semantics)[:, 0] <= 1).all()
    for row, scenario, shares in zip(found, base, weights, strict=True):
        one = m.replace(
            *(node.replace(strength=w) for node, w in zip(m.statements, scenario, strict=True)),
            *(step.replace(weight=u) for step, u in zip(m.steps, shares, strict=True)),
        )
        assert np.allclose(
            row, list(evaluate(one, semantics, **joining(semantics, linked)).values()), atol=1e-12, rtol=0
        )


@every_semantics
@given(data=st.data(), linked=linked)
def test_removing_is_weight_zero_for_every_step_that_falls(semantics, data, linked):
    m = data.draw(maps(semantics))
    gone = data.draw(
        st.sampled_from([*[node.id for node in m.statements if node.id != m.conclusion], *m.steps_by_id, ""])
    )
    if not gone:
        return
    left = m.without(gone)
    weightless = m.replace(*(step.replace(weight=0) for step in m.steps if step.id not in left.steps_by_id))
    e, f = (
        evaluate(left, semantics, **joining(semantics, linked)),
        evaluate(weightless, semantics, **joining(semantics, linked)),
    )
    assert e.strengths == pytest.approx({id: f[id] for id in e}, abs=1e-12)
